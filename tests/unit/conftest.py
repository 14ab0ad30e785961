"""Hypothesis on a shared machine: no deadline for a single example, so a busy neighbour is no failure."""

from hypothesis import settings

settings.register_profile("shared", deadline=None)
settings.load_profile("shared")
