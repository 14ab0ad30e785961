import Anjungan.Kit

StatementPage {
    bigFacts: true
    picture: "check"
}
