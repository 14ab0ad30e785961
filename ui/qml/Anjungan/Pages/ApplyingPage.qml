import Anjungan.Kit

ProgressPage {}
