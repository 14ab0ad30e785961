"""From the state of a visit to words: options, answers, warnings, progress. Pure functions, no Qt.

Decides nothing: which page comes next and what is allowed is the flow's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone

from assets.catalogue import SOURCE_LANGUAGE, say, texts
from domain.nik import Nik, Sex, age_on
from domain.problems import Problem
from domain.seeker import (
    Address,
    Draft,
    Education,
    EducationLevel,
    Experience,
    MaritalStatus,
    Religion,
    VisitPurpose,
    WishedPlace,
    WorkStatus,
)
from domain.visit.pages import Page
from ui.rows import Row
from ui.shaping import shape, thousands

WIB = timezone(timedelta(hours=7), "WIB")
PARTS: tuple[tuple[str, frozenset[Page]], ...] = (
    ("self", frozenset({
        Page.NIK, Page.KNOWN_CHECK, Page.NAME, Page.BIRTH_PLACE, Page.BIRTH_DATE, Page.SEX, Page.ADDRESS, Page.BIODATA,
        Page.IDENTITY, Page.CARD_READING,
    })),
    ("contact", frozenset({Page.PHONE, Page.EMAIL, Page.MARITAL, Page.RELIGION, Page.DOMICILE_SAME, Page.DOMICILE})),
    ("ability", frozenset({Page.EDUCATION, Page.SKILLS, Page.LANGUAGES, Page.EXPERIENCE})),
    ("wish", frozenset({
        Page.WISHED_JOB, Page.WISHED_PLACE, Page.WISHED_WAGE, Page.WORK_STATUS, Page.DISABILITY, Page.PHOTO,
    })),
    ("print", frozenset({Page.REVIEW, Page.ISSUING, Page.PRINTING, Page.PRINT_TROUBLE, Page.TAKE_PAPER})),
)  # fmt: skip
SKILLS = ("komputer", "mesin_jahit", "mengemudi", "memasak", "las", "listrik", "mesin", "kasir", "administrasi", "merawat", "bangunan", "desain")
LANGUAGE_CHOICES = ("indonesia", "jawa", "inggris", "mandarin", "arab", "jepang", "korea", "bisindo")


def sentence(language: str, problem: Problem) -> str:
    """What happened and how to mend it, for the person at the machine."""
    return _filled(language, problem.key, problem.params)


def fault_sentence(language: str, device: str, problem: Problem) -> str:
    """What does not work just now. Nothing of the person's need be saved yet, so the printer's trouble says only what can be done."""
    if device == "printer" and problem.code != "near_end":
        return say(language, "ui.cannot_print")
    return sentence(language, problem)


def staff_sentence(language: str, problem: Problem) -> str:
    """The same for technicians and officers."""
    return _filled(language, problem.staff_key, problem.params)


def _filled(language: str, key: str, params: Mapping[str, str | int]) -> str:
    known = texts(language)
    if key not in known:
        return known["ui.problem_unknown"]
    filled = {
        name: known.get(f"field.{value}", str(value)) if name == "field" else _number(name, value)
        for name, value in params.items()
    }  # fmt: skip
    return known[key].format_map(filled)


def _number(name: str, value: str | int) -> str:
    return thousands(value) if isinstance(value, int) and name in {"minimum", "maximum"} and value > 9999 else str(value)


def date_words(language: str, day: date) -> str:
    """``17 Agustus 1995``."""
    return say(language, "ui.date", day=day.day, month=say(language, f"month.{day.month}"), year=day.year)


def rupiah(amount: int) -> str:
    """``Rp 3.500.000`` with a space that does not break."""
    return f"Rp\u00a0{thousands(amount)}"


def masked_nik(nik: Nik) -> str:
    """The masked NIK in groups of four; dots instead of stars are easier to read."""
    return shape("nik", str(nik).replace("*", "•"))


def local_phone(phone: str) -> str:
    """``+62812…`` as people write it: ``0812 …``."""
    return shape("phone", "0" + phone.removeprefix("+62")) if phone.startswith("+62") else phone


def _choice(language: str, group: str, value: str, chosen: object) -> Row:
    known = texts(language)
    return Row(value, known[f"{group}.{value}"], known.get(f"page.{group}.{value}_hint", ""), value == chosen)


def choices(language: str, page: Page, draft: Draft) -> tuple[Row, ...]:
    """The answers a page offers, the present one marked."""
    match page:
        case Page.PURPOSE:
            return tuple(_choice(language, "purpose", value, draft.tujuan) for value in VisitPurpose)
        case Page.SEX:
            return tuple(_choice(language, "sex", value, draft.jenis_kelamin) for value in Sex)
        case Page.MARITAL:
            other = {Sex.P: MaritalStatus.DUDA, Sex.L: MaritalStatus.JANDA}
            fitting = (value for value in MaritalStatus if draft.jenis_kelamin is None or value is not other[draft.jenis_kelamin])
            return tuple(_choice(language, "marital", value, draft.status_perkawinan) for value in fitting)
        case Page.RELIGION:
            return tuple(_choice(language, "religion", value, draft.agama) for value in Religion)
        case Page.WISHED_PLACE:
            return tuple(_choice(language, "wished_place", value, draft.tempat_diinginkan) for value in WishedPlace)
        case Page.WORK_STATUS:
            return tuple(_choice(language, "work_status", value, draft.status_kerja) for value in WorkStatus)
        case Page.DOMICILE_SAME:
            now = {True: "yes", False: "no", None: ""}[draft.domisili_sama]
            return tuple(Row(key, say(language, f"page.domicile_same.{key}"), "", key == now) for key in ("yes", "no"))
        case _:
            return ()


def levels(language: str) -> tuple[Row, ...]:
    """Every jenjang; ``detail`` says ``major`` where a jurusan is asked."""
    return tuple(Row(level, say(language, f"education.{level}"), "major" if level.has_major else "") for level in EducationLevel)


def typed_before(page: Page, draft: Draft) -> str:
    """The bare text a page's field starts with: the answer given before."""
    match page:
        case Page.NIK:
            return draft.nik.value if draft.nik is not None else ""
        case Page.NAME:
            return draft.nama or ""
        case Page.BIRTH_PLACE:
            return draft.tempat_lahir or ""
        case Page.BIRTH_DATE:
            return f"{draft.tanggal_lahir:%d%m%Y}" if draft.tanggal_lahir is not None else ""
        case Page.PHONE:
            return local_phone(draft.telepon).replace(" ", "") if draft.telepon else ""
        case Page.EMAIL:
            return draft.email or ""
        case Page.WISHED_WAGE:
            return str(draft.upah_diinginkan) if draft.upah_diinginkan is not None else ""
        case _:
            return ""


def understood(language: str, kind: str, bare: str, today: date) -> str:
    """What a typed date or amount means, said in words; empty while it means nothing yet."""
    if kind == "date" and len(bare) == 8 and bare.isdigit():
        try:
            day = date(int(bare[4:]), int(bare[2:4]), int(bare[:2]))
        except ValueError:
            return ""
        age = age_on(day, today)
        words = date_words(language, day)
        return say(language, "ui.date_with_age", date=words, age=age) if 0 <= age <= 120 else words
    if kind == "money" and bare.isdigit():
        return say(language, "ui.per_month", amount=rupiah(int(bare)))
    return ""


def address_text(address: Address) -> str:
    """An address on as many lines as it needs."""
    return "\n".join(address.lines())


def education_row(language: str, at: int, item: Education) -> Row:
    """One entry of the list: level, then school, major and year."""
    parts = (item.sekolah, item.jurusan, str(item.tahun_lulus) if item.tahun_lulus is not None else "")
    return Row(str(at), say(language, f"education.{item.jenjang}"), " · ".join(part for part in parts if part))


def experience_row(language: str, at: int, item: Experience) -> Row:
    """One job held."""
    ended = str(item.tahun_keluar) if item.tahun_keluar is not None else say(language, "page.experience.now")
    return Row(str(at), item.jabatan, f"{item.pemberi_kerja} · {item.tahun_masuk}–{ended}")


def entries(language: str, page: Page, draft: Draft) -> tuple[Row, ...]:
    """The rows of a list page."""
    match page:
        case Page.EDUCATION:
            return tuple(education_row(language, at, item) for at, item in enumerate(draft.pendidikan))
        case Page.EXPERIENCE:
            return tuple(experience_row(language, at, item) for at, item in enumerate(draft.pengalaman or ()))
        case Page.WISHED_JOB:
            return tuple(
                Row(str(at), item.kata, item.jabatan if item.jabatan.lower() != item.kata.lower() else "")
                for at, item in enumerate(draft.pekerjaan_diinginkan)
            )  # fmt: skip
        case _:
            return ()


def _value(language: str, page: Page, draft: Draft) -> str | None:
    none = say(language, "ui.none")
    match page:
        case Page.NIK:
            return masked_nik(draft.nik) if draft.nik is not None else None
        case Page.NAME:
            return draft.nama
        case Page.BIRTH_PLACE:
            return draft.tempat_lahir
        case Page.BIRTH_DATE:
            return date_words(language, draft.tanggal_lahir) if draft.tanggal_lahir is not None else None
        case Page.SEX:
            return say(language, f"sex.{draft.jenis_kelamin}") if draft.jenis_kelamin is not None else None
        case Page.ADDRESS:
            return address_text(draft.alamat) if draft.alamat is not None else None
        case Page.PHONE:
            return local_phone(draft.telepon) if draft.telepon is not None else None
        case Page.EMAIL:
            return draft.email or none
        case Page.MARITAL:
            return say(language, f"marital.{draft.status_perkawinan}") if draft.status_perkawinan is not None else None
        case Page.RELIGION:
            return say(language, f"religion.{draft.agama}") if draft.agama is not None else None
        case Page.DOMICILE_SAME:
            return say(language, "page.domicile_same.yes" if draft.domisili_sama else "page.domicile_same.no")
        case Page.DOMICILE:
            return address_text(draft.domisili) if draft.domisili is not None else None
        case Page.EDUCATION:
            rows = entries(language, page, draft)
            return "\n".join(f"{row.title}: {row.detail}" if row.detail else row.title for row in rows) or None
        case Page.SKILLS:
            return ", ".join(draft.keterampilan or ()) or none
        case Page.LANGUAGES:
            return ", ".join(draft.bahasa or ()) or none
        case Page.EXPERIENCE:
            rows = entries(language, page, draft)
            return "\n".join(f"{row.title}, {row.detail}" for row in rows) or say(language, "page.experience.never")
        case Page.WISHED_JOB:
            return ", ".join(job.kata for job in draft.pekerjaan_diinginkan) or None
        case Page.WISHED_PLACE:
            return say(language, f"wished_place.{draft.tempat_diinginkan}") if draft.tempat_diinginkan is not None else None
        case Page.WISHED_WAGE:
            return rupiah(draft.upah_diinginkan) if draft.upah_diinginkan is not None else none
        case Page.WORK_STATUS:
            return say(language, f"work_status.{draft.status_kerja}") if draft.status_kerja is not None else None
        case Page.DISABILITY:
            return ", ".join(say(language, f"disability.{kind}") for kind in draft.disabilitas or ()) or say(language, "ui.skipped")
        case Page.PHOTO:
            return say(language, "page.photo.have" if draft.foto_sha256 else "page.photo.officer")
        case _:
            return None


LABELS: dict[Page, str] = {
    Page.NIK: "nik", Page.NAME: "nama", Page.BIRTH_PLACE: "tempat_lahir", Page.BIRTH_DATE: "tanggal_lahir",
    Page.SEX: "jenis_kelamin", Page.ADDRESS: "alamat", Page.PHONE: "telepon", Page.EMAIL: "email",
    Page.MARITAL: "status_perkawinan", Page.RELIGION: "agama", Page.DOMICILE_SAME: "domisili", Page.DOMICILE: "domisili",
    Page.EDUCATION: "pendidikan", Page.SKILLS: "keterampilan", Page.LANGUAGES: "bahasa", Page.EXPERIENCE: "pengalaman",
    Page.WISHED_JOB: "pekerjaan_diinginkan", Page.WISHED_PLACE: "tempat_diinginkan", Page.WISHED_WAGE: "upah_diinginkan",
    Page.WORK_STATUS: "status_kerja", Page.DISABILITY: "disabilitas", Page.PHOTO: "foto",
}  # fmt: skip


def answers(language: str, pages: tuple[Page, ...], draft: Draft, *, locked: frozenset[str] = frozenset()) -> tuple[Row, ...]:
    """Label and value of each page that has an answer; what a card told cannot be changed by hand."""
    rows = []
    for page in pages:
        if page is Page.DOMICILE and draft.domisili_sama:
            continue
        if page is Page.DOMICILE_SAME and not draft.domisili_sama:
            continue
        value = _value(language, page, draft)
        if value is None:
            continue
        part = part_of(page)
        rows.append(Row(
            page, say(language, f"field.{LABELS[page]}"), value, section=say(language, f"ui.part.{PARTS[part - 1][0]}"),
            editable=page.value not in locked and page is not Page.NIK,
        ))  # fmt: skip
    return tuple(rows)


def part_of(page: Page) -> int:
    """Which of the five parts of the form a page belongs to; 0 outside the form."""
    return next((at for at, (_, pages) in enumerate(PARTS, 1) if page in pages), 0)


def part_words(language: str, page: Page) -> str:
    """``Bagian 2 dari 5: Kontak dan alamat``; empty outside the form."""
    part = part_of(page)
    if not part:
        return ""
    return say(language, "ui.part_of", part=part, parts=len(PARTS), name=say(language, f"ui.part.{PARTS[part - 1][0]}"))


def freshness_words(language: str, refreshed: datetime | None, now: datetime) -> str:
    """When the city's data were last refreshed, in plain words; empty when nothing is known."""
    if refreshed is None:
        return ""
    local, today = refreshed.astimezone(WIB), now.astimezone(WIB).date()
    days = (today - local.date()).days
    if days <= 0:
        return say(language, "ui.fresh_today", hour=f"{local:%H}", minute=f"{local:%M}")
    if days == 1:
        return say(language, "ui.fresh_yesterday")
    return say(language, "ui.fresh_days", days=days)


def indonesian(group: str, key: str) -> str:
    """The word that is kept in the record whatever language the screen speaks."""
    return say(SOURCE_LANGUAGE, f"{group}.{key}")
