"""Firms that offer work, their people, and how an officer comes to trust them."""
