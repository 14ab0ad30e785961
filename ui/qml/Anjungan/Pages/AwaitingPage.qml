import Anjungan.Kit

StatementPage {
    picture: "hourglass"
}
