"""A vacancy in plain words for everybody, and the words of the search's choices. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from assets.catalogue import say
from assets.vacancy_tables import sectors
from domain.seeker import EducationLevel
from domain.vacancy import ContractType, LegalLimit, LimitKind, PlacementKind, Places, Shift, Vacancy, Wage
from domain.vacancy.distance import distance_words
from domain.vacancy.search import TOTAL_LIMIT
from siker.web.templatetags.siker_words import ribuan
from siker.web.words import LANGUAGE, rupiah_text, term

CONTRACTS = MappingProxyType({
    ContractType.PKWTT: "Pegawai tetap", ContractType.PKWT: "Kontrak (PKWT)", ContractType.HARIAN: "Harian lepas",
    ContractType.PARUH_WAKTU: "Paruh waktu", ContractType.MAGANG: "Magang",
})  # fmt: skip
SHIFTS = MappingProxyType({
    Shift.PAGI: "Pagi sampai sore", Shift.BERGILIR: "Bergilir (shift)", Shift.MALAM: "Malam", Shift.LUWES: "Waktu luwes",
})  # fmt: skip
PLACEMENTS = MappingProxyType({
    PlacementKind.AKL: "Di daerah ini", PlacementKind.AKAD: "Di daerah lain", PlacementKind.AKAN: "Di luar negeri",
})  # fmt: skip
SECTORS = MappingProxyType(dict(sectors()))
"""Letters of KBLI in everyday words."""
_LIMITS = MappingProxyType({
    LimitKind.AGE_MIN: "Usia paling muda {} tahun", LimitKind.AGE_MAX: "Usia paling tua {} tahun", LimitKind.SEX: "Hanya {}",
    LimitKind.MARITAL: "Status perkawinan: {}", LimitKind.LOOKS: "Penampilan: {}",
})  # fmt: skip
_SEX = MappingProxyType({"L": "laki-laki", "P": "perempuan"})
NOT_TOLD = "Upah tidak dicantumkan"


def wage_text(wage: Wage) -> str:
    """The wage as the card says it."""
    low, high = (wage.minimum, wage.maximum) if wage.shown else (None, None)
    if low and high and low != high:
        return f"{rupiah_text(low)} – {rupiah_text(high)} sebulan"
    if low and high:
        return f"{rupiah_text(low)} sebulan"
    if low:
        return f"Mulai {rupiah_text(low)} sebulan"
    return f"Sampai {rupiah_text(high)} sebulan" if high else NOT_TOLD


def found_text(total: int) -> str:
    """How many a search found: ``1.204``, beyond what is counted ``lebih dari 500``."""
    return f"lebih dari {ribuan(TOTAL_LIMIT)}" if total > TOTAL_LIMIT else ribuan(total)


def distance_text(here: str, there: str, km: float | None) -> str:
    """``± 3 km``, or what both places share; empty when nothing honest can be said. ``here``, ``there``: codes of places."""
    said = distance_words(here, there, km)
    return say(LANGUAGE, said[0], **said[1]) if said else ""


def places_text(places: Places) -> str:
    """``40 orang (10 laki-laki, 30 perempuan)``"""
    parts = [f"{count} {who}" for count, who in ((places.men, "laki-laki"), (places.women, "perempuan")) if count]
    if parts and places.either:
        parts.append(f"{places.either} laki-laki atau perempuan")
    return f"{places.total} orang" + (f" ({', '.join(parts)})" if parts else "")


def education_text(level: EducationLevel | None) -> str:
    """The least schooling."""
    return "Semua jenjang pendidikan" if level is None else f"Paling rendah {term('education', level.value)}"


def experience_text(years: int) -> str:
    """The least experience."""
    return f"Pengalaman {years} tahun" if years else "Tanpa pengalaman"


def limit_text(limit: LegalLimit) -> str:
    """A limit the work itself gives a reason for."""
    return _LIMITS[limit.kind].format(_SEX.get(limit.value, limit.value)) + f". Alasannya: {limit.reason}"


@dataclass(frozen=True, slots=True)
class Line:
    """A name and a value of the page."""

    name: str
    value: str


def asked_lines(vacancy: Vacancy) -> tuple[Line, ...]:
    """What the vacancy asks of people."""
    education = education_text(vacancy.education.minimum)
    if vacancy.education.majors:
        education += f", jurusan {', '.join(vacancy.education.majors)}"
    lines = [Line("Pendidikan", education), Line("Pengalaman", experience_text(vacancy.experience_years))]
    if vacancy.skills:
        lines.append(Line("Keterampilan", ", ".join(vacancy.skills)))
    lines += [Line("Batasan", limit_text(limit)) for limit in vacancy.limits]
    return tuple(lines)


def work_lines(vacancy: Vacancy) -> tuple[Line, ...]:
    """What the work is and what it gives."""
    site = vacancy.site
    where = ", ".join(part for part in (site.alamat, site.kelurahan, site.kecamatan, site.kab_kota, site.negara) if part)
    lines = [
        Line("Upah", wage_text(vacancy.wage)), Line("Tempat kerja", where), Line("Jumlah yang dicari", places_text(vacancy.places)),
        Line("Hubungan kerja", CONTRACTS[vacancy.contract]),
        Line("Waktu kerja", SHIFTS[vacancy.shift] + (f", {vacancy.hours}" if vacancy.hours else "")),
        Line("Penempatan", PLACEMENTS[vacancy.placement]),
    ]  # fmt: skip
    if vacancy.kbli in SECTORS:
        lines.append(Line("Bidang usaha", SECTORS[vacancy.kbli]))
    if vacancy.jabatan:
        lines.append(Line("Jabatan (KBJI)", f"{vacancy.jabatan} ({vacancy.kbji})" if vacancy.kbji else vacancy.jabatan))
    given = [word for holds, word in ((vacancy.training, "pelatihan"), (vacancy.transport, "antar-jemput")) if holds]
    if vacancy.benefits or given:
        lines.append(Line("Fasilitas", ", ".join([*given, vacancy.benefits] if vacancy.benefits else given)))
    return tuple(lines)


def disability_text(vacancy: Vacancy) -> str:
    """Whether and how people with a disability are welcome; empty when the vacancy says nothing."""
    access = vacancy.disability
    if not access.welcome:
        return ""
    kinds = ", ".join(term("disability", kind.value).lower() for kind in access.kinds)
    return "Terbuka untuk penyandang disabilitas" + (f" ({kinds})" if kinds else "") + (f". {access.note}" if access.note else "")
