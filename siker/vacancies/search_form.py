"""The search as it stands in an address: read kindly (what cannot be understood is left out), written back the same way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from domain.regions import Region
from domain.seeker import EducationLevel
from domain.text import tidy
from domain.vacancy import PlacementKind, Shift
from domain.vacancy.search import NEAR_STEPS_KM, JobQuery, Sort
from siker.vacancies.public_words import PLACEMENTS, SECTORS, SHIFTS
from siker.vacancies.search_places import place_text, places_for, regions
from siker.web.words import rupiah_text, term

PER_PAGE = 20
LAST_PAGE = 50
WORDS_MAX = 120
PLACE_MAX = 60
WAGES = (2_000_000, 2_500_000, 3_000_000, 3_500_000, 4_000_000, 5_000_000, 7_500_000, 10_000_000)
_WAGE_MAX = 1_000_000_000
_YES = "ya"
_SORTS = {Sort.NEAR: "paling cocok", Sort.NEWEST: "terbaru", Sort.WAGE: "upah tertinggi"}
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks. ``place_typed``: what stood in the place field; ``others``: more places of such a name."""

    query: JobQuery
    page: int = 1
    place: Region | None = None
    place_typed: str = ""
    others: tuple[Region, ...] = ()

    @property
    def place_unknown(self) -> bool:
        """Whether something was typed that is no place we know."""
        return bool(self.place_typed) and self.place is None

    @property
    def place_shown(self) -> str:
        """What stands in the field."""
        return place_text(self.place) if self.place else self.place_typed


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on: its words, and the address without it."""

    text: str
    without: str


def read(given: Mapping[str, str]) -> Asked:
    """The question of an address's parameters."""
    typed = _text(given.get("tempat", ""), PLACE_MAX)
    places = places_for(typed)
    place = places[0] if places else None
    km = _number(given.get("jarak", ""), max(NEAR_STEPS_KM))
    page = _number(given.get("hal", ""), LAST_PAGE) or 1
    query = JobQuery(
        words=_text(given.get("kata", ""), WORDS_MAX), kbji=_digits(given.get("kbji", ""), 4), place=place.kode if place else "",
        within_km=km if place and km in NEAR_STEPS_KM else None, education=_choice(given.get("pendidikan", ""), EducationLevel),
        wage_from=_number(given.get("upah", ""), _WAGE_MAX), shift=_choice(given.get("waktu", ""), Shift),
        no_experience=given.get("tanpa_pengalaman") == _YES, disability=given.get("difabel") == _YES,
        placement=_choice(given.get("penempatan", ""), PlacementKind), kbli=given.get("bidang", "") if given.get("bidang") in SECTORS else "",
        sort=_choice(given.get("urut", ""), Sort) or Sort.NEAR, offset=(page - 1) * PER_PAGE, limit=PER_PAGE,
    )  # fmt: skip
    return Asked(query, page, place, typed, places[1:] if typed and "," not in typed else ())


def address(query: JobQuery, page: int = 1) -> str:
    """The parameters of a question, only what is set; begins with ``?``, or is a bare ``?`` for everything."""
    said = {
        "kata": query.words, "tempat": query.place, "jarak": str(query.within_km or ""),
        "pendidikan": query.education.value if query.education else "", "upah": str(query.wage_from or ""),
        "waktu": query.shift.value if query.shift else "", "tanpa_pengalaman": _YES if query.no_experience else "",
        "difabel": _YES if query.disability else "", "penempatan": query.placement.value if query.placement else "",
        "bidang": query.kbli, "kbji": query.kbji, "urut": query.sort.value if query.sort is not Sort.NEAR else "",
        "hal": str(page) if page > 1 else "",
    }  # fmt: skip
    return "?" + urlencode({name: value for name, value in said.items() if value})


def chips(query: JobQuery, kbji_name: str = "") -> tuple[Chip, ...]:
    """Every filter that is on."""
    out: list[Chip] = []

    def on(text: str, without: JobQuery) -> None:
        out.append(Chip(text, address(without)))

    if query.kbji:
        on(kbji_name or f"kelompok {query.kbji}", replace(query, kbji=""))
    if query.within_km:
        on(f"paling jauh {query.within_km} km", replace(query, within_km=None))
    if query.education:
        on(f"lulusan {term('education', query.education.value)}", replace(query, education=None))
    if query.wage_from:
        on(f"upah mulai {rupiah_text(query.wage_from)}", replace(query, wage_from=None))
    if query.shift:
        on(SHIFTS[query.shift], replace(query, shift=None))
    if query.no_experience:
        on("tanpa pengalaman", replace(query, no_experience=False))
    if query.disability:
        on("terbuka untuk disabilitas", replace(query, disability=False))
    if query.placement:
        on(PLACEMENTS[query.placement], replace(query, placement=None))
    if query.kbli:
        on(SECTORS[query.kbli], replace(query, kbli=""))
    return tuple(out)


def offers(query: JobQuery) -> tuple[Chip, ...]:
    """Filters that are off and often wanted: their words and the address with them."""
    out = []
    if query.place and not query.within_km:
        out += [Chip(f"paling jauh {km} km", address(replace(query, within_km=km))) for km in NEAR_STEPS_KM[:3]]
    if not query.no_experience:
        out.append(Chip("tanpa pengalaman", address(replace(query, no_experience=True))))
    if not query.disability:
        out.append(Chip("terbuka untuk disabilitas", address(replace(query, disability=True))))
    return tuple(out)


def sorts(query: JobQuery) -> tuple[tuple[str, str, bool], ...]:
    """Words, address and whether it is the present order."""
    return tuple((text, address(replace(query, sort=sort)), query.sort is sort) for sort, text in _SORTS.items())


_LOOSENED = {
    "within_km": "Lebih jauh", "wage_from": "Upah berapa pun", "shift": "Waktu kerja apa pun", "no_experience": "Termasuk yang minta pengalaman",
    "disability": "Semua lowongan", "education": "Semua jenjang pendidikan", "placement": "Semua daerah penempatan",
    "kbli": "Semua bidang usaha", "kbji": "Semua jenis pekerjaan", "filters": "Tanpa saringan", "words": "Semua pekerjaan",
}  # fmt: skip


def wider_text(loosened: str, query: JobQuery) -> str:
    """What a wider question lets go, in words."""
    if loosened == "within_km" and query.within_km:
        return f"Sampai {query.within_km} km"
    if loosened == "words" and query.words:
        return f"Cari “{query.words}” saja"
    return _LOOSENED[loosened]


def kbji_name(kbji: str, names: Mapping[str, str]) -> str:
    """The plain name of a KBJI group, empty for a beginning or an unknown one."""
    return names.get(kbji, "")


def place_of(code: str) -> Region | None:
    """The region of a code in an address."""
    return regions().get(code) if code else None


def _text(value: str, longest: int) -> str:
    return tidy(value[: longest * 4])[:longest]


def _number(value: str, largest: int) -> int | None:
    digits = "".join(c for c in value[:20] if c in "0123456789")
    number = int(digits) if digits else 0
    return number if 0 < number <= largest else None


def _digits(value: str, longest: int) -> str:
    return value if value.isascii() and value.isdigit() and len(value) <= longest else ""


def _choice(value: str, kind: type[Choice]) -> Choice | None:
    try:
        return kind(value)
    except ValueError:
        return None
