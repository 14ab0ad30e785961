"""Documents as A4 PDF, drawn with embedded typefaces only."""
