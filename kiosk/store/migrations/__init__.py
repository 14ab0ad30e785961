"""Steps from any earlier ``vault.db`` to the present one. Steps import nothing of the application."""
