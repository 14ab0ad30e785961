"""Kelurahan and kecamatan as people type them on a form, found among the regions we know."""

from __future__ import annotations

import re
from functools import cache

from assets.reference import region_rows
from domain.regions import Region, RegionLevel, Regions, plain
from domain.vacancy import Site

CHOICES_MAX = 12


@cache
def regions() -> Regions:
    """All known regions, read once."""
    return Regions(region_rows())


def label(kode: str) -> str:
    """``Karanganyar, Tugu, Kota Semarang``; the code itself when it is unknown."""
    names = [region.nama for region in regions().path(kode)[1:]]
    return ", ".join(reversed(names)) or kode


@cache
def offers(kab_kota: str) -> tuple[str, ...]:
    """Every kelurahan of a kabupaten or kota with its kecamatan, for a box that suggests."""
    found = []
    for kecamatan in regions().children(kab_kota):
        found += [f"{kelurahan.nama}, {kecamatan.nama}" for kelurahan in regions().children(kecamatan.kode)]
    return tuple(sorted(found))


def find(text: str, home: str) -> tuple[Region, ...]:
    """The places somebody may mean, best first: a code, or ``kelurahan, kecamatan[, kota]``, or one name of any level.

    ``home``: the kabupaten or kota whose places come first.
    """
    by_code = regions().get(text.strip()) if re.fullmatch(r"[\d.]{4,13}", text.strip()) else None
    if by_code is not None:
        return (by_code,)
    parts = [part for part in (plain(piece) for piece in re.split(r"[,/;]", text)) if part]
    if not parts:
        return ()
    whole = " ".join(text.casefold().split())
    levels = (RegionLevel.KELURAHAN, RegionLevel.KECAMATAN, RegionLevel.KAB_KOTA)
    hits: list[Region] = []
    for level in levels:
        near = regions().find(parts[0], level, home, 40)
        far = regions().find(parts[0], level, "", 60)
        hits += [region for region in dict.fromkeys((*near, *far)) if _fits(region, parts[1:])]
    if named := next((region for region in hits if label(region.kode).casefold() == whole), None):
        return (named,)
    exact = [region for region in hits if plain(region.nama) == parts[0]]
    if len(parts) > 1 and exact:
        return tuple(exact[:CHOICES_MAX])
    literal = [region for region in exact if region.nama.casefold() == " ".join(text.split(",")[0].casefold().split())]
    if len(literal) == 1 and literal[0].level is RegionLevel.KAB_KOTA:
        return (literal[0],)
    at_home = [region for region in exact if region.kode.startswith(home)]
    lowest = [region for region in at_home if region.level is RegionLevel.KELURAHAN]
    if len(lowest) == 1:
        return (lowest[0],)
    return tuple((exact or hits)[:CHOICES_MAX])


def _fits(region: Region, above: list[str]) -> bool:
    """Whether every further word names a region above this one."""
    names = [plain(parent.nama) for parent in regions().path(region.kode)[:-1]]
    return all(any(name.startswith(word) or word in name.split() for name in names) for word in above)


def site(kode: str, alamat: str = "") -> Site:
    """A place of work by its code."""
    names = {region.level: region.nama for region in regions().path(kode)}
    return Site(
        kode, names.get(RegionLevel.KELURAHAN, ""), names.get(RegionLevel.KECAMATAN, ""), names.get(RegionLevel.KAB_KOTA, ""), alamat
    )
