"""The base of everything that can happen during a visit; apart, so that each part of the flow can have events of its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events."""
