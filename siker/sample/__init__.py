"""Believable sample data for demonstrations: every name says CONTOH, every NIK is of kecamatan 99, which does not exist."""
