"""Fixed windows in the process's memory: enough against scraping; the proxy holds the hard limits."""

from __future__ import annotations

from django.core.cache import cache


def allowed(key: str, limit: int, seconds: int) -> bool:
    """Count one use of ``key``; False when it was used more than ``limit`` times in the current window."""
    name = f"limit/{key}"
    if cache.add(name, 1, seconds):
        return True
    try:
        return cache.incr(name) <= limit
    except ValueError:  # the window ended between the two calls
        cache.set(name, 1, seconds)
        return True


def spent(key: str, limit: int) -> bool:
    """True when ``key`` was used ``limit`` times already in the current window; counts nothing."""
    used = cache.get(f"limit/{key}", 0)
    return isinstance(used, int) and used >= limit
