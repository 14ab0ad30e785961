import Anjungan.Kit

ProgressPage {
    picture: "hourglass"
}
