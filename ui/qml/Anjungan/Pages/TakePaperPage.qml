import Anjungan.Kit

StatementPage {
    picture: "paper"
    bigFacts: true
}
