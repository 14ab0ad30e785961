"""Where distances may start: the kecamatan of the city and their kelurahan, from the shipped table. Read when first asked for."""

from __future__ import annotations

from functools import cache

CITY = "33.74"


@cache
def _names() -> dict[str, str]:
    from assets.reference import region_rows

    return dict(region_rows())


@cache
def places_in(kode: str) -> tuple[tuple[str, str], ...]:
    """Code and name of what lies one level below a place, by name: the kecamatan of the city, the kelurahan of a kecamatan."""
    level = len(kode) + (3 if len(kode) < 8 else 5)
    found = ((code, name) for code, name in _names().items() if len(code) == level and code.startswith(kode + "."))
    return tuple(sorted(found, key=lambda item: item[1]))


def place_name(kode: str) -> str:
    """The name of a place; empty for one we do not know."""
    return _names().get(kode, "")
