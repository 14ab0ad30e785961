"""Who did what, when. Entries are only ever added."""
