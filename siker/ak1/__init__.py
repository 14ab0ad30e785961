"""Registrations, cards and their numbers, as the server holds them."""
