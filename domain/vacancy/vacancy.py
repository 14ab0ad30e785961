"""One vacancy as Perpres 57/2023 Pasal 5 (WLLP) and Karirhub ask for it, and as everybody reads it: kiosk, paper, portal.

``Vacancy`` is public: it is what the feed carries to the stations, so nothing about people belongs here, and an amount that
the employer does not show is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.seeker import Disability, EducationLevel


class ContractType(StrEnum):
    """Jenis hubungan kerja (PP 35/2021; magang: Permenaker 6/2020)."""

    PKWTT = "pkwtt"
    PKWT = "pkwt"
    HARIAN = "harian"
    PARUH_WAKTU = "paruh_waktu"
    MAGANG = "magang"


class PlacementKind(StrEnum):
    """Jenis antar kerja of IPK III/8: within the region, between regions, abroad."""

    AKL = "akl"
    AKAD = "akad"
    AKAN = "akan"


class Shift(StrEnum):
    """When the work is done."""

    PAGI = "pagi"
    BERGILIR = "bergilir"
    MALAM = "malam"
    LUWES = "luwes"


class VacancyState(StrEnum):
    """Life of a vacancy at SIKER. Only ``published`` ones are in the feed."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    CLOSED = "closed"


class LimitKind(StrEnum):
    """What SE Menaker M/6/HK.04/V/2025 lets nobody ask without a reason that lies in the work itself."""

    AGE_MIN = "age_min"
    AGE_MAX = "age_max"
    SEX = "sex"
    MARITAL = "marital"
    LOOKS = "looks"


@dataclass(frozen=True, slots=True)
class LegalLimit:
    """One limit with the reason the work gives for it; ``value``: years for ages, ``L``/``P`` for sex, words otherwise."""

    kind: LimitKind
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Places:
    """How many people are wanted, split as IPK III needs it: men, women, either."""

    men: int = 0
    women: int = 0
    either: int = 0

    @property
    def total(self) -> int:
        """All places."""
        return self.men + self.women + self.either


@dataclass(frozen=True, slots=True)
class Wage:
    """Upah in rupiah a month; both None: not told. ``shown`` False: the public sees "tidak dicantumkan" and no amount is sent."""

    minimum: int | None = None
    maximum: int | None = None
    shown: bool = True


@dataclass(frozen=True, slots=True)
class EducationNeed:
    """The least level of education (None: none asked) and the majors that fit (empty: any)."""

    minimum: EducationLevel | None = None
    majors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """Where the work is: Kemendagri code (kelurahan, else kecamatan, else kab/kota) with names, and the rest of the address.

    ``kode`` empty: abroad or not in the register; then ``negara`` or ``alamat`` says where.
    """

    kode: str
    kelurahan: str = ""
    kecamatan: str = ""
    kab_kota: str = ""
    alamat: str = ""
    negara: str = ""

    def short(self) -> str:
        """The place in one or two names, the nearest first."""
        names = [name for name in (self.kelurahan, self.kecamatan, self.kab_kota) if name]
        return ", ".join(names[:2]) or self.negara or self.alamat


@dataclass(frozen=True, slots=True)
class DisabilityAccess:
    """Whether people with a disability are welcome (UU 8/2016 Pasal 53), which kinds (empty: any) and what is ready for them."""

    welcome: bool = False
    kinds: tuple[Disability, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class WllpReport:
    """Reporting under Perpres 57/2023: whether the vacancy was reported to the ministry's system, and its number there."""

    reported: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A published vacancy. Money is rupiah a month; ``experience_years`` 0: none needed; days are local calendar days.

    ``number`` is the short job-order number for paper and telephone (``LK-7F3-K2R``). ``valid_until`` is the last day on which
    one may apply. ``kbji`` is a four-digit group of KBJI 2014 or empty; ``kbli`` the letter of the sector (A–U).
    ``employer_verified``: an officer checked the firm. ``published_on`` orders "newest".
    """

    vacancy_id: str
    number: str
    title: str
    employer: str
    employer_id: str
    places: Places
    contract: ContractType
    site: Site
    valid_from: date
    valid_until: date
    published_on: date
    kbji: str = ""
    jabatan: str = ""
    kbli: str = ""
    education: EducationNeed = EducationNeed()
    experience_years: int = 0
    skills: tuple[str, ...] = ()
    wage: Wage = Wage()
    hours: str = ""
    shift: Shift = Shift.PAGI
    placement: PlacementKind = PlacementKind.AKL
    disability: DisabilityAccess = DisabilityAccess()
    limits: tuple[LegalLimit, ...] = ()
    training: bool = False
    transport: bool = False
    benefits: str = ""
    description: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    wllp: WllpReport = WllpReport()
    employer_verified: bool = True
    sample: bool = False

    def __repr__(self) -> str:
        return f"Vacancy({self.vacancy_id})"

    def open_on(self, today: date) -> bool:
        """Whether one may apply today, as far as days alone decide."""
        return self.valid_from <= today <= self.valid_until
