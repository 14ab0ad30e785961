"""Letters to people: queued in the database, delivered by a worker."""
