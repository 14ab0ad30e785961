"""What one may ask of the vacancies and what comes back: the same question at the kiosk (FTS5) and on the portal (PostgreSQL)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from domain.seeker import EducationLevel
from domain.vacancy.vacancy import PlacementKind, Shift, Vacancy

NEAR_STEPS_KM = (3, 5, 10, 25)


class Sort(StrEnum):
    """Nearness and fit first (newest breaks ties), or simply the newest, or the best paid of those who tell."""

    NEAR = "near"
    NEWEST = "newest"
    WAGE = "wage"


@dataclass(frozen=True, slots=True)
class JobQuery:
    """One search. Everything empty: all open vacancies. ``place``: code of the kelurahan or kecamatan distances start from.

    ``within_km`` None: however far. ``education``: the person's level; vacancies that ask more are left out. ``wage_from``:
    rupiah a month, of those who tell their wage. ``kbji``: beginning of a KBJI code (``8``, ``81``, ``8153``).
    """

    words: str = ""
    kbji: str = ""
    place: str = ""
    within_km: int | None = None
    education: EducationLevel | None = None
    wage_from: int | None = None
    shift: Shift | None = None
    no_experience: bool = False
    disability: bool = False
    placement: PlacementKind | None = None
    kbli: str = ""
    sort: Sort = Sort.NEAR
    offset: int = 0
    limit: int = 20

    @property
    def is_plain(self) -> bool:
        """Whether no filter narrows it beyond its words."""
        return self == replace(
            JobQuery(), words=self.words, place=self.place, sort=self.sort, offset=self.offset, limit=self.limit
        )


@dataclass(frozen=True, slots=True)
class JobHit:
    """One vacancy found. ``km``: straight-line distance between the two places, None when one of them has no point."""

    vacancy: Vacancy
    km: float | None = None


@dataclass(frozen=True, slots=True)
class Wider:
    """A wider search that finds something: the query and how many it finds. ``loosened``: the field of the query let go."""

    query: JobQuery
    loosened: str
    total: int


@dataclass(frozen=True, slots=True)
class JobAnswer:
    """What was found. ``corrected``: the words really searched, when typing slips were mended; ``wider`` only when nothing was.

    ``total`` counts up to ``TOTAL_LIMIT``; more are "more than".
    """

    query: JobQuery
    hits: tuple[JobHit, ...] = ()
    total: int = 0
    corrected: str = ""
    wider: tuple[Wider, ...] = ()


TOTAL_LIMIT = 500


@dataclass(frozen=True, slots=True)
class JobSuggestion:
    """A group of work with open vacancies to offer as a big button: KBJI group, its plain name, how many are open nearby."""

    kbji: str
    name: str
    open_count: int
    query: JobQuery = field(default_factory=JobQuery)
