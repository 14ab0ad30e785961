"""Provinces, kabupaten/kota, kecamatan and kelurahan by their Kemendagri codes, and how people's words find them.

Works over rows somebody else has read. It never judges a person's address: a place we do not know is a place we do not
know, and the words stay as they were typed. A code's length is its level; a parent's code is the beginning of the child's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class RegionLevel(StrEnum):
    """Administrative level, from the length of the code."""

    PROVINSI = "provinsi"
    KAB_KOTA = "kab_kota"
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"


_FORM = re.compile(r"[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?")
_LEVELS = MappingProxyType(
    {2: RegionLevel.PROVINSI, 5: RegionLevel.KAB_KOTA, 8: RegionLevel.KECAMATAN, 13: RegionLevel.KELURAHAN}
)
_TITLES = re.compile(r"^(?:kabupaten|kab|kota adm(?:inistrasi)?|kota|kecamatan|kec|kelurahan|kel|desa|ds|provinsi|prov)\b\.?\s*")

_SHORT_NAMES = MappingProxyType({
    "dki jakarta": "daerah khusus ibukota jakarta", "di yogyakarta": "daerah istimewa yogyakarta",
    "d i yogyakarta": "daerah istimewa yogyakarta", "diy": "daerah istimewa yogyakarta",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """One region: ``kode`` with dots (``33.74.10.1006``) and ``nama`` as written in the register."""

    kode: str
    nama: str

    @property
    def level(self) -> RegionLevel:
        """Which level of administration this is."""
        return _LEVELS[len(self.kode)]

    @property
    def parent_kode(self) -> str:
        """The code one level up; empty for a province."""
        return self.kode.rpartition(".")[0]

    @property
    def is_desa(self) -> bool:
        """True for a village (desa) as opposed to an urban kelurahan; both are the lowest level."""
        return self.level is RegionLevel.KELURAHAN and self.kode[9] == "2"


def plain(text: str) -> str:
    """Letters and digits of a place name in lower case, without accents, titles (Kota, Kec., …) and double spaces."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = " ".join(re.sub(r"[^\w\s]", " ", folded.replace("'", "").replace('"', "")).split())
    bare = _TITLES.sub("", words) or words
    return _SHORT_NAMES.get(bare, bare)


def dotted(kode: str) -> str:
    """``337410`` as ``33.74.10``; a code that already has dots, or is of no known length, comes back unchanged."""
    if "." in kode or len(kode) not in {2, 4, 6, 10}:
        return kode
    return ".".join(part for part in (kode[:2], kode[2:4], kode[4:6], kode[6:]) if part)


class Regions:
    """All known regions, looked up by code, by parent and by name. Immutable after it was built."""

    __slots__ = ("_by_kode", "_children", "_plain")

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        """``rows``: code and name. Raises ValueError for a malformed code, a doubled one, or a missing parent."""
        by_kode: dict[str, Region] = {}
        for kode, nama in rows:
            if not _FORM.fullmatch(kode) or not nama:
                raise ValueError(f"not a region: {kode!r}")
            if kode in by_kode:
                raise ValueError(f"region {kode} twice")
            by_kode[kode] = Region(kode, nama)
        children: dict[str, list[Region]] = {}
        for region in by_kode.values():
            if region.parent_kode and region.parent_kode not in by_kode:
                raise ValueError(f"region {region.kode} has no parent")
            children.setdefault(region.parent_kode, []).append(region)
        self._by_kode = by_kode
        self._children = {kode: tuple(sorted(items, key=lambda item: item.nama)) for kode, items in children.items()}
        self._plain = {kode: plain(region.nama) for kode, region in by_kode.items()}

    def __len__(self) -> int:
        return len(self._by_kode)

    def get(self, kode: str) -> Region | None:
        """The region of a code with or without dots."""
        return self._by_kode.get(dotted(kode))

    def children(self, kode: str = "") -> tuple[Region, ...]:
        """The regions one level below, by name; all provinces for an empty code."""
        return self._children.get(dotted(kode), ())

    def path(self, kode: str) -> tuple[Region, ...]:
        """From the province down to this region, as far as the code is known; empty when its province is unknown."""
        parts, found = dotted(kode).split("."), []
        for depth in range(1, len(parts) + 1):
            region = self._by_kode.get(".".join(parts[:depth]))
            if region is None:
                break
            found.append(region)
        return tuple(found)

    def find(self, words: str, level: RegionLevel, within: str = "", limit: int = 8) -> tuple[Region, ...]:
        """Regions of a level under ``within`` whose name has a word beginning with ``words``; whole-name beginnings first."""
        wanted, under = plain(words), dotted(within)
        if not wanted:
            return ()
        hits: list[tuple[int, str, str]] = []
        for kode, region in self._by_kode.items():
            if region.level is not level or not (kode == under or kode.startswith(under + ".") or not under):
                continue
            name = self._plain[kode]
            if name == wanted:
                hits.append((0, name, kode))
            elif name.startswith(wanted):
                hits.append((1, name, kode))
            elif f" {wanted}" in name:
                hits.append((2, name, kode))
        return tuple(self._by_kode[kode] for _, _, kode in sorted(hits)[:limit])

    def match(self, provinsi: str = "", kab_kota: str = "", kecamatan: str = "", kel_desa: str = "") -> Region | None:
        """The deepest region named by a card's words, each level searched within the one above; None when none fits.

        Kabupaten and kota of one name (Semarang) are told apart by the title in the words; without one the answer stops there.
        """
        found: Region | None = None
        for words, level in (
            (provinsi, RegionLevel.PROVINSI), (kab_kota, RegionLevel.KAB_KOTA),
            (kecamatan, RegionLevel.KECAMATAN), (kel_desa, RegionLevel.KELURAHAN),
        ):  # fmt: skip
            if not words.strip():
                if level is RegionLevel.PROVINSI:
                    continue
                return found
            pool = self.children(found.kode) if found else tuple(r for r in self._by_kode.values() if r.level is level)
            hits = [region for region in pool if self._plain[region.kode] == plain(words)]
            if len(hits) > 1 and level is RegionLevel.KAB_KOTA:
                is_kota = words.strip().casefold().startswith("kota")
                titled = is_kota or words.strip().casefold().startswith("kab")
                hits = [region for region in hits if titled and region.nama.startswith("Kota") is is_kota]
            if len(hits) != 1:
                return found
            found = hits[0]
        return found
