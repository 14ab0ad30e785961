"""The form of a vacancy: everything ``domain.vacancy.Vacancy`` holds, in plain groups, as typed text with what is wrong beside it.

A row of a spreadsheet is read by the same form. Nothing here writes; ``vacancy`` is what was meant, None while a box cannot be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from assets.reference import major_rows, occupation_rows, skill_names
from assets.vacancy_tables import sectors
from domain import fields
from domain.occupations import Occupation, occupations_from, suggest
from domain.seeker import Disability, EducationLevel
from domain.text import tidy
from domain.vacancy import (
    ContractType,
    DisabilityAccess,
    EducationNeed,
    LegalLimit,
    LimitKind,
    PlacementKind,
    Places,
    Shift,
    Site,
    Vacancy,
    Wage,
    WllpReport,
)
from domain.vacancy.rules import EXPERIENCE_MAX, LIMITS, PLACES_MAX, FirmFacts, Remark, Weight, judge
from siker.employers.models import Firm, FirmKind
from siker.vacancies import public_words, words
from siker.vacancies.floors import floor_of, word_table
from siker.web import places
from siker.web.boxes import BoxForm
from siker.web.words import term

NO_GROUP = "-"
_BOX_OF = {"limit_sex": "reason_sex"}


@dataclass(frozen=True, slots=True)
class Identity:
    """What the form does not ask: which vacancy this is, of which firm, on which day it is written."""

    vacancy_id: str
    number: str
    firm: Firm
    today: date


def facts_of(firm: Firm) -> FirmFacts:
    """The firm as the rules see it."""
    return FirmFacts(small=firm.small, household=firm.kind == FirmKind.PERORANGAN)


def fresh(firm: Firm, today: date) -> dict[str, str]:
    """What a new form already holds."""
    return {
        "kbli": firm.kbli, "tempat": places.label(firm.kode), "tempat_kode": firm.kode, "alamat": firm.address, "wage_shown": "ya",
        "places_either": "1", "contract": ContractType.PKWT.value, "shift": Shift.PAGI.value, "placement": PlacementKind.AKL.value,
        "valid_from": today.isoformat(), "valid_until": (today + timedelta(days=30)).isoformat(),
        "contact_name": firm.contact_name, "contact_phone": firm.phone, "contact_email": firm.email,
    }  # fmt: skip


def typed_from(vacancy: Vacancy) -> dict[str, str]:
    """A vacancy as it would have been typed."""
    limits = {limit.kind: limit for limit in vacancy.limits}
    age = limits.get(LimitKind.AGE_MAX) or limits.get(LimitKind.AGE_MIN)
    typed = {
        "title": vacancy.title, "kbji": vacancy.jabatan or vacancy.kbji or NO_GROUP, "kbli": vacancy.kbli,
        "description": vacancy.description, "places_either": str(vacancy.places.either or ""), "places_men": str(vacancy.places.men or ""),
        "places_women": str(vacancy.places.women or ""), "contract": vacancy.contract.value, "placement": vacancy.placement.value,
        "tempat": places.label(vacancy.site.kode) if vacancy.site.kode else "", "tempat_kode": vacancy.site.kode,
        "alamat": vacancy.site.alamat, "negara": vacancy.site.negara,
        "education": vacancy.education.minimum.value if vacancy.education.minimum else "", "majors": "\n".join(vacancy.education.majors),
        "experience_years": str(vacancy.experience_years or ""), "skills": "\n".join(vacancy.skills),
        "wage_min": _number(vacancy.wage.minimum), "wage_max": _number(vacancy.wage.maximum), "wage_shown": _yes(vacancy.wage.shown),
        "hours": vacancy.hours, "shift": vacancy.shift.value, "benefits": vacancy.benefits, "training": _yes(vacancy.training),
        "transport": _yes(vacancy.transport), "disability_welcome": _yes(vacancy.disability.welcome), "disability_note": vacancy.disability.note,
        "limit_age_min": _value(limits.get(LimitKind.AGE_MIN)), "limit_age_max": _value(limits.get(LimitKind.AGE_MAX)),
        "reason_age": age.reason if age else "", "reason_sex": _why(limits.get(LimitKind.SEX)),
        "limit_looks": _value(limits.get(LimitKind.LOOKS)), "reason_looks": _why(limits.get(LimitKind.LOOKS)),
        "valid_from": vacancy.valid_from.isoformat(), "valid_until": vacancy.valid_until.isoformat(), "contact_name": vacancy.contact_name,
        "contact_phone": vacancy.contact_phone, "contact_email": vacancy.contact_email, "wllp_reported": _yes(vacancy.wllp.reported),
        "wllp_number": vacancy.wllp.number,
    }  # fmt: skip
    typed |= {f"disability_{kind.value}": "ya" for kind in vacancy.disability.kinds}
    return {name: text for name, text in typed.items() if text}


def _number(amount: int | None) -> str:
    return "" if amount is None else str(amount)


def _yes(holds: bool) -> str:
    return "ya" if holds else ""


def _value(limit: LegalLimit | None) -> str:
    return limit.value if limit else ""


def _why(limit: LegalLimit | None) -> str:
    return limit.reason if limit else ""


_occupations: list[tuple[Occupation, ...]] = []


def occupations() -> tuple[Occupation, ...]:
    """The occupations of KBJI we know, read once."""
    if not _occupations:
        _occupations.append(occupations_from(occupation_rows()))
    return _occupations[0]


class VacancyForm(BoxForm):
    """Reads what was typed, once. ``vacancy``: what was meant; ``remarks``: what the rules say of it."""

    hints = words.HINTS

    def __init__(self, typed: Mapping[str, str], who: Identity) -> None:
        super().__init__(typed)
        self._who = who
        self.confirmed = False
        self.remarks: tuple[Remark, ...] = ()
        read = self._read()
        readable = not self.errors
        self._say(read)
        self.vacancy: Vacancy | None = read if readable else None

    @property
    def ready(self) -> bool:
        """Whether it may be handed in."""
        return self.vacancy is not None and not self.errors

    def _say(self, vacancy: Vacancy) -> None:
        floor = floor_of(vacancy.site.kode, self._who.today) if vacancy.site.kode else None
        self.remarks = judge(
            vacancy, facts_of(self._who.firm), word_table(), today=self._who.today, floor=floor, confirmed=self.confirmed
        )
        boxes, asked = self.boxes, set[str]()
        for remark in self.remarks:
            said = words.to_employer(remark)
            box = boxes.get(self._box_of(remark))
            if not said or box is None:
                continue
            if remark.weight is Weight.ASK and box.name in asked:
                box.error += f" Juga tertulis “{remark.params['words']}”."
            elif remark.weight in {Weight.MEND, Weight.ASK} and not box.error:
                box.error = said
                asked.add(box.name if remark.weight is Weight.ASK else "")
            elif box.error:
                continue
            else:
                box.notes.append(said)

    @staticmethod
    def _box_of(remark: Remark) -> str:
        if remark.code == "limit_needs_reason" and remark.part.startswith("limit_age"):
            return "reason_age"
        if remark.code == "limit_needs_reason" and remark.part == "limit_looks":
            return "reason_looks"
        return _BOX_OF.get(remark.part, remark.part)

    @property
    def kept(self) -> dict[str, str]:
        """What was typed, with the confirmation that is no box."""
        return {**self.typed, **({"not_limits": "ya"} if self.confirmed else {})}

    @property
    def asks_to_confirm(self) -> bool:
        """Whether words were found that may mean something else."""
        return self.confirmed or any(remark.weight is Weight.ASK for remark in self.remarks)

    def _read(self) -> Vacancy:
        who, firm = self._who, self._who.firm
        title, kbji, jabatan, kbli, description = self._work()
        count, contract = self._places()
        placement, site = self._site()
        education, experience, skills = self._needs()
        wage, hours, shift, training, transport, benefits = self._offer()
        disability = self._disability()
        limits = self._limits(count)
        begins, ends, contact, wllp = self._publication()
        self.confirmed = self._confirmation()
        return Vacancy(
            vacancy_id=who.vacancy_id, number=who.number, title=title, employer=firm.name, employer_id=firm.pk, places=count,
            contract=contract, site=site, valid_from=begins, valid_until=ends, published_on=who.today, kbji=kbji, jabatan=jabatan,
            kbli=kbli, education=education, experience_years=experience, skills=skills, wage=wage, hours=hours, shift=shift,
            placement=placement, disability=disability, limits=limits, training=training, transport=transport, benefits=benefits,
            description=description, contact_name=contact[0], contact_phone=contact[1], contact_email=contact[2], wllp=wllp,
            employer_verified=firm.is_public, sample=firm.sample,
        )  # fmt: skip

    def _work(self) -> tuple[str, str, str, str, str]:
        self._section("Pekerjaannya")
        title = self._line("title", "Nama lowongan", LIMITS["title"], wide=True)
        kbji, jabatan = self._occupation(title)
        kbli = self._pick("kbli", "Bidang usaha", [(letter, name) for letter, name in sectors()], missing="Pilih bidang usaha.")
        description = self._area(
            "description", "Uraian pekerjaan", LIMITS["description"],
        )  # fmt: skip
        return title, kbji, jabatan, kbli, description

    def _occupation(self, title: str) -> tuple[str, str]:
        """KBJI group and its name, chosen by name: the nearest to the title first, then all of them. A code may be typed as well."""
        every = occupations()
        near = suggest(title, every) if title else ()
        rest = sorted((item for item in every if item not in near), key=lambda item: item.jabatan)
        box = self._box(
            "kbji", "Golongan jabatan (KBJI)", kind="select", options=[("", "–"), (NO_GROUP, "Belum ada di daftar ini")],
            groups=[
                (heading, [(item.jabatan, item.jabatan) for item in items])
                for heading, items in (("Paling mirip", near), ("Semua jabatan", rest)) if items
            ],
        )  # fmt: skip
        if box.text == NO_GROUP:
            return "", ""
        wanted = tidy(box.text).casefold()
        own_names = {name.casefold() for name in (near[0].jabatan, *near[0].sebutan)} if near else set()
        if not wanted and tidy(title).casefold() in own_names:
            wanted = near[0].jabatan.casefold()
        chosen = next((item for item in (*near, *rest) if wanted in {item.jabatan.casefold(), item.kbji}), None)
        if chosen is None:
            box.error = "Golongan jabatan: pilih yang paling mirip dari daftar, atau “Belum ada di daftar ini”."
            return "", ""
        box.text = chosen.jabatan
        return chosen.kbji, chosen.jabatan

    def _places(self) -> tuple[Places, ContractType]:
        self._section("Berapa orang, dengan ikatan apa")
        either = self._number("places_either", "Laki-laki atau perempuan", 0, PLACES_MAX)
        men = self._number("places_men", "Khusus laki-laki", 0, PLACES_MAX)
        women = self._number("places_women", "Khusus perempuan", 0, PLACES_MAX)
        contract = self._choose("contract", "Ikatan kerja", ContractType, words.options(public_words.CONTRACTS), ContractType.PKWT)
        return Places(men, women, either), contract

    def _site(self) -> tuple[PlacementKind, Site]:
        self._section("Tempat kerja")
        placement = self._choose("placement", "Penempatan", PlacementKind, words.options(public_words.PLACEMENTS), PlacementKind.AKL)
        region = self._who.firm.region
        typed = self._box(
            "tempat", "Kelurahan atau kecamatan", offers=places.offers(region), wide=True,
        )  # fmt: skip
        kode = self._place(typed.text, region, abroad=placement is PlacementKind.AKAN)
        alamat = self._line("alamat", "Alamat", LIMITS["alamat"], optional=True, wide=True)
        negara = self._line("negara", "Negara", 60, optional=True)
        return placement, Site("", alamat=alamat, negara=negara) if placement is PlacementKind.AKAN else places.site(kode, alamat)

    def _place(self, text: str, region: str, *, abroad: bool) -> str:
        box = self.boxes["tempat"]
        chosen = self._typed.get("tempat_kode", "").strip()
        if abroad:
            return ""
        found = places.find(text, region)
        if chosen in {item.kode for item in found}:
            box.text = places.label(chosen)
            return chosen
        if len(found) == 1:
            box.text = places.label(found[0].kode)
            return found[0].kode
        if found:
            choices = [(item.kode, places.label(item.kode)) for item in found]
            self._pick("tempat_kode", "Yang mana?", choices)
            box.error = f"Ada {len(found)} tempat dengan nama itu. Pilih satu di “Yang mana?”, atau tulis juga kecamatannya."
            return ""
        box.error = (
            "Tempat itu belum kami kenal. Tulis nama kelurahan dan kecamatannya, misalnya: Randugarut, Tugu."
            if text else "Tulis kelurahan atau kecamatan tempat bekerja."
        )  # fmt: skip
        return ""

    def _needs(self) -> tuple[EducationNeed, int, tuple[str, ...]]:
        self._section("Syarat", "Makin sedikit syarat, makin banyak orang yang bisa melamar.")
        level = self._pick("education", "Pendidikan paling rendah", words.education_options())
        majors = self._lines("majors", "Jurusan", LIMITS["majors"], 10)
        years = self._number("experience_years", "Pengalaman (tahun)", 0, EXPERIENCE_MAX)
        skills = self._lines("skills", "Keterampilan", LIMITS["skills"], 15)
        known = {name.casefold(): names[0] for names in skill_names() for name in names}
        taught = {name.casefold(): row.jurusan for row in major_rows() for name in (row.jurusan, *row.sebutan) if name}
        return (
            EducationNeed(EducationLevel(level) if level else None, tuple(dict.fromkeys(taught.get(item.casefold(), item) for item in majors))),
            years, tuple(dict.fromkeys(known.get(item.casefold(), item) for item in skills)),
        )  # fmt: skip

    def _offer(self) -> tuple[Wage, str, Shift, bool, bool, str]:
        self._section("Upah dan waktu")
        low = self._money("wage_min", "Upah terendah sebulan")
        high = self._money("wage_max", "Upah tertinggi sebulan")
        shown = self._tick("wage_shown", "Tampilkan upah kepada pencari kerja")
        shift = self._choose("shift", "Waktu kerja", Shift, words.options(public_words.SHIFTS), Shift.PAGI)
        hours = self._line("hours", "Jam kerja", LIMITS["hours"], optional=True)
        training = self._tick("training", "Ada pelatihan sebelum atau selama bekerja")
        transport = self._tick("transport", "Ada antar jemput atau uang transpor")
        benefits = self._area("benefits", "Fasilitas lain", LIMITS["benefits"])
        return Wage(low, high, shown), hours, shift, training, transport, benefits

    def _disability(self) -> DisabilityAccess:
        self._section("Penyandang disabilitas", words.DISABILITY_LEAD)
        welcome = self._tick("disability_welcome", "Terbuka untuk penyandang disabilitas")
        kinds = [kind for kind in Disability if self._tick(f"disability_{kind.value}", term("disability", kind.value))]
        note = self._line("disability_note", "Yang sudah disiapkan", LIMITS["disability_note"], optional=True, wide=True)
        return DisabilityAccess(welcome or bool(kinds), tuple(kinds), note)

    def _limits(self, count: Places) -> tuple[LegalLimit, ...]:
        self._section("Batas khusus (biasanya kosong)", words.LIMITS_LEAD, folded=True)
        low, high = self._box("limit_age_min", "Umur paling muda", mode="numeric"), self._box("limit_age_max", "Umur paling tua", mode="numeric")
        why_age = self._line("reason_age", "Alasan batas umur", LIMITS["reason"], optional=True, wide=True)
        why_sex = self._line("reason_sex", "Alasan khusus laki-laki atau perempuan", LIMITS["reason"], optional=True, wide=True)
        looks = self._line("limit_looks", "Keadaan fisik yang diperlukan", 120, optional=True)
        why_looks = self._line("reason_looks", "Alasan keadaan fisik", LIMITS["reason"], optional=True)
        found = [LegalLimit(kind, box.text[:3], why_age) for kind, box in ((LimitKind.AGE_MIN, low), (LimitKind.AGE_MAX, high)) if box.text]
        if why_sex and (count.men or count.women) and not count.either and not (count.men and count.women):
            found.append(LegalLimit(LimitKind.SEX, "L" if count.men else "P", why_sex))
        if looks:
            found.append(LegalLimit(LimitKind.LOOKS, looks, why_looks))
        return tuple(found)

    def _publication(self) -> tuple[date, date, tuple[str, str, str], WllpReport]:
        self._section("Masa tayang, kontak, dan laporan")
        begins = self._day("valid_from", "Mulai menerima lamaran")
        ends = self._day("valid_until", "Hari terakhir melamar")
        name = self._line("contact_name", "Nama penghubung", LIMITS["contact_name"], optional=True, fill="name")
        phone = self._parsed("contact_phone", "Nomor telepon", fields.parse_phone, "", optional=True, kind="tel")
        email = self._parsed("contact_email", "Alamat email", fields.parse_email, "", optional=True, kind="email")
        reported = self._tick("wllp_reported", "Sudah dilaporkan di Wajib Lapor Lowongan Pekerjaan (Perpres 57/2023)")
        number = self._line("wllp_number", "Nomor laporannya", 40, optional=True)
        today = self._who.today
        return begins or today, ends or today, (name, phone, email), WllpReport(reported or bool(number), number)

    def _confirmation(self) -> bool:
        """Asked on its own above the buttons, and only when words were found; so it is no box of a section."""
        return tidy(self._typed.get("not_limits", "")).casefold() in {"ya", "on", "yes"}
