import Anjungan.Kit

StatementPage {
    bigFacts: true
}
