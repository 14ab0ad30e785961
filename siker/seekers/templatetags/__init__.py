"""Template tags of the seekers room."""
