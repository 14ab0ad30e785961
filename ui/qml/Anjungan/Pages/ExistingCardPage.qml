import Anjungan.Kit

StatementPage {
    picture: "card"
}
