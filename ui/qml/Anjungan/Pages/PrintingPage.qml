import Anjungan.Kit

ProgressPage {
    picture: "printer"
}
