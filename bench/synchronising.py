"""Figure 7: the sync, from ``bench.sync``, in amounts that fit this run."""

from __future__ import annotations

from bench.figure import Figure

_FULL, _QUICK = (5_000, 50_000), (500, 2_000)


def measure(*, quick: bool) -> list[Figure]:
    """Facts up, the catalog down, a visit made durable."""
    from bench.sync import figures

    return list(figures(*(_QUICK if quick else _FULL)))
