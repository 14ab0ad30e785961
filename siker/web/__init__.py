"""What all pages share: middleware, roles, limits, words, look."""
