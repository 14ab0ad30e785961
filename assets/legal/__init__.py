"""The rule tables of the workers' rights calculators; see docs/rights.md before editing a row."""
