import Anjungan.Kit

StatementPage {
    picture: "printer"
}
