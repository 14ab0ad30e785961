"""The floors: programs and functions as bare as possible, sharing no code with what they stand beside."""
