"""For development only: a dock that plays the devices, and sample visits for screens and tests. Never loaded in production."""
