"""Made-up firms of the sample city. Every name begins with what it is and says "Contoh"; the same seed gives the same firms. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from assets.reference import region_rows
from domain.vacancy import Site
from siker.sample.trades import TRADES, Trade

_STREETS = "Melati Kenanga Anggrek Cempaka Flamboyan Mawar Kamboja Teratai Dahlia Bougenvil Industri Niaga Pelabuhan Raya".split()
_WOMEN = "Siti Dewi Ratna Wulan Endang Lestari Ayu Rina Maya Yuni".split()
_MEN = "Budi Agus Joko Wahyu Slamet Eko Bayu Hadi Arif Teguh".split()


@dataclass(frozen=True, slots=True)
class SampleFirm:
    """One firm. ``small``: pays by agreement (UMKM). ``weight``: how many vacancies it posts, compared with others."""

    firm_id: str
    nib: str
    name: str
    trade: Trade
    small: bool
    site: Site
    phone: str
    email: str
    contact: str
    weight: int


@cache
def _regions() -> dict[str, str]:
    return dict(region_rows())


def site_of(kode: str, street: str) -> Site:
    """The place of a code of the register, with its names."""
    names = _regions()
    return Site(
        kode=kode, kelurahan=names[kode] if len(kode) > 8 else "", kecamatan=names[kode[:8]], kab_kota=names[kode[:5]], alamat=street
    )


def sample_firms(count: int, *, seed: int = 1) -> tuple[SampleFirm, ...]:
    """``count`` firms, the lines of business mixed as in ``TRADES``; each line occurs when there are enough firms."""
    rng = random.Random(f"firms/{seed}")  # noqa: S311 - repeatable samples, not secrets
    shares = [trade.share for trade in TRADES]
    made = []
    for n in range(count):
        trade = TRADES[n] if n < len(TRADES) else rng.choices(TRADES, shares)[0]
        kode = rng.choice(trade.places)
        site = site_of(kode, f"Jl. Contoh {rng.choice(_STREETS)} {rng.randint(1, 180)}")
        place = site.kelurahan or site.kecamatan
        made.append(SampleFirm(
            firm_id=str(UUID(int=rng.getrandbits(128), version=4)), nib=f"0000{n + 1:09d}",
            name=f"{rng.choice(trade.legal)} Contoh {trade.name} {place} {n + 1:02d}", trade=trade,
            small=rng.random() < trade.small, site=site, phone=f"+622400{n + 1:06d}", email=f"lowongan{n + 1}@contoh.example.id",
            contact=f"{rng.choice(_WOMEN + _MEN)} Contoh", weight=rng.choice((1, 1, 2, 3, 5, 8)),
        ))  # fmt: skip
    return tuple(made)
