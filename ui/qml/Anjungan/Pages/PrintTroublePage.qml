import Anjungan.Kit
StatementPage {}
