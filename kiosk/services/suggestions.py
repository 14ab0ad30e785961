"""Words offered while somebody types: occupations in plain words with their KBJI group, kelurahan of the city.

Tables are read on first use, in memory afterwards; each answer takes a few milliseconds at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from domain.occupations import Occupation, occupations_from, suggest
from domain.regions import Region, RegionLevel, Regions
from domain.seeker import Address, WishedJob

LIMIT = 6


class ReferenceSuggestions:
    """Implements the face's suggestions port over the shipped tables. ``region``: whose kelurahan come first."""

    def __init__(self, region: str = "33.74") -> None:
        self._region = region

    def warm(self) -> None:
        """Read the tables and build the indexes now; on a worker, before anybody types."""
        self.jobs("a")
        self.villages("a")

    def jobs(self, text: str) -> Sequence[WishedJob]:
        """Up to six occupations for the words typed so far."""
        return tuple(WishedJob(text.strip(), item.kbji, item.jabatan) for item in suggest(text, self._occupations))

    def villages(self, text: str) -> Sequence[Address]:
        """Up to six kelurahan or desa with such a name, the station's own region first."""
        near = self._regions.find(text, RegionLevel.KELURAHAN, within=self._region, limit=LIMIT)
        far = self._regions.find(text, RegionLevel.KELURAHAN, limit=LIMIT)
        found = tuple(dict.fromkeys((*near, *far)))[:LIMIT]
        return tuple(self._address(region) for region in found)

    def _address(self, village: Region) -> Address:
        province, city, district, _ = (region.nama for region in self._regions.path(village.kode))
        return Address("", kel_desa=village.nama, kecamatan=district, kab_kota=city, provinsi=province, kode=village.kode)

    @cached_property
    def _occupations(self) -> tuple[Occupation, ...]:
        from assets.reference import occupation_rows

        return occupations_from(occupation_rows())

    @cached_property
    def _regions(self) -> Regions:
        from assets.reference import region_rows

        return Regions(region_rows())
