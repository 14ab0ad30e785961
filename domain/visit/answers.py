"""How each question's answer is read into the draft: one function per page, giving a new draft or a Problem."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from domain import fields
from domain.ktp import KtpRecord
from domain.nik import Sex, parse_nik
from domain.problems import Problem
from domain.seeker import (
    Address,
    Disability,
    Draft,
    Education,
    EducationLevel,
    Experience,
    MaritalStatus,
    Religion,
    WishedJob,
    WishedPlace,
    WorkStatus,
)
from domain.text import tidy
from domain.visit import events as ev
from domain.visit.pages import Page

LIST_LIMIT = 12
WISHED_JOBS_LIMIT = 3
Answered = Draft | Problem
E = TypeVar("E", bound=StrEnum)


def _one_of(kind: type[E], value: str) -> E | Problem:
    try:
        return kind(value)
    except ValueError:
        return Problem("choose_one")


def _text(draft: Draft, page: Page, text: str, today: date) -> Answered:
    match page:
        case Page.NIK:
            nik = parse_nik(text)
            return nik if isinstance(nik, Problem) else replace(draft, nik=nik)
        case Page.NAME:
            name = fields.parse_name(text)
            return name if isinstance(name, Problem) else replace(draft, nama=name)
        case Page.BIRTH_PLACE:
            place = fields.parse_free_text(text, "tempat_lahir")
            return place if isinstance(place, Problem) else replace(draft, tempat_lahir=place)
        case Page.BIRTH_DATE:
            born = fields.parse_birth_date(text, today)
            return born if isinstance(born, Problem) else replace(draft, tanggal_lahir=born)
        case Page.PHONE:
            phone = fields.parse_phone(text)
            return phone if isinstance(phone, Problem) else replace(draft, telepon=phone)
        case Page.EMAIL:
            email = fields.parse_email(text)
            return email if isinstance(email, Problem) else replace(draft, email=email)
        case Page.WISHED_WAGE:
            wage = fields.parse_wage(text)
            return wage if isinstance(wage, Problem) else replace(draft, upah_diinginkan=wage, upah_answered=True)
        case _:
            return Problem("choose_one")


def _choice(draft: Draft, page: Page, value: str) -> Answered:
    match page:
        case Page.SEX:
            sex = _one_of(Sex, value)
            return sex if isinstance(sex, Problem) else replace(draft, jenis_kelamin=sex)
        case Page.MARITAL:
            marital = _one_of(MaritalStatus, value)
            return marital if isinstance(marital, Problem) else replace(draft, status_perkawinan=marital)
        case Page.RELIGION:
            religion = _one_of(Religion, value)
            return religion if isinstance(religion, Problem) else replace(draft, agama=religion)
        case Page.DOMICILE_SAME:
            if value not in {"yes", "no"}:
                return Problem("choose_one")
            return replace(draft, domisili_sama=value == "yes", domisili=draft.domisili if value == "no" else None)
        case Page.WISHED_PLACE:
            place = _one_of(WishedPlace, value)
            return place if isinstance(place, Problem) else replace(draft, tempat_diinginkan=place)
        case Page.WORK_STATUS:
            status = _one_of(WorkStatus, value)
            return status if isinstance(status, Problem) else replace(draft, status_kerja=status)
        case _:
            return Problem("choose_one")


def _many(draft: Draft, page: Page, values: tuple[str, ...]) -> Answered:
    words = tuple(dict.fromkeys(word for value in values if (word := tidy(value))))[:LIST_LIMIT]
    if any(len(word) > fields.FREE_TEXT_MAX for word in words):
        longest = max(len(word) for word in words)
        return Problem("text_too_long", {"field": page.value, "count": longest, "limit": fields.FREE_TEXT_MAX})
    match page:
        case Page.SKILLS:
            return replace(draft, keterampilan=words)
        case Page.LANGUAGES:
            return replace(draft, bahasa=words)
        case Page.DISABILITY:
            kinds = [_one_of(Disability, word) for word in words]
            good = tuple(kind for kind in kinds if not isinstance(kind, Problem))
            return replace(draft, disabilitas=good) if len(good) == len(kinds) else Problem("choose_one")
        case _:
            return Problem("choose_one")


def _address(draft: Draft, page: Page, typed: ev.AddressAnswered) -> Answered:
    street = fields.parse_address(typed.jalan)
    if isinstance(street, Problem):
        return street
    rt, rw = fields.parse_rt_rw(typed.rt, "rt"), fields.parse_rt_rw(typed.rw, "rw")
    if isinstance(rt, Problem):
        return rt
    if isinstance(rw, Problem):
        return rw
    if not tidy(typed.kel_desa):
        return Problem("text_empty", {"field": "kel_desa"})
    if not tidy(typed.kecamatan):
        return Problem("text_empty", {"field": "kecamatan"})
    address = Address(
        street, rt, rw, tidy(typed.kel_desa), tidy(typed.kecamatan), tidy(typed.kab_kota), tidy(typed.provinsi), typed.kode
    )
    return replace(draft, alamat=address) if page is Page.ADDRESS else replace(draft, domisili=address)


def _education(draft: Draft, typed: ev.EducationAdded, today: date) -> Answered:
    level = _one_of(EducationLevel, typed.jenjang)
    if isinstance(level, Problem):
        return level
    if len(draft.pendidikan) >= LIST_LIMIT:
        return Problem("list_full", {"limit": LIST_LIMIT})
    school = (
        ""
        if level is EducationLevel.TIDAK_TAMAT_SD and not tidy(typed.sekolah)
        else fields.parse_free_text(typed.sekolah, "sekolah")
    )
    if isinstance(school, Problem):
        return school
    major = tidy(typed.jurusan) if level.has_major else ""
    if len(major) > fields.FREE_TEXT_MAX:
        return Problem("text_too_long", {"field": "jurusan", "count": len(major), "limit": fields.FREE_TEXT_MAX})
    year: int | Problem | None = None
    if typed.tahun.strip() or level is not EducationLevel.TIDAK_TAMAT_SD:
        year = fields.parse_year(typed.tahun, "tahun_lulus", today, draft.tanggal_lahir, may_be_future=True)
    if isinstance(year, Problem):
        return year
    entry = Education(level, school, major, year)
    order = list(EducationLevel)
    rest = [item for item in draft.pendidikan if item != entry]
    return replace(draft, pendidikan=tuple(sorted([*rest, entry], key=lambda item: order.index(item.jenjang))))


def _experience(draft: Draft, typed: ev.ExperienceAdded, today: date) -> Answered:
    held = draft.pengalaman or ()
    if len(held) >= LIST_LIMIT:
        return Problem("list_full", {"limit": LIST_LIMIT})
    employer = fields.parse_free_text(typed.pemberi_kerja, "pemberi_kerja")
    if isinstance(employer, Problem):
        return employer
    position = fields.parse_free_text(typed.jabatan, "jabatan")
    if isinstance(position, Problem):
        return position
    started = fields.parse_year(typed.masuk, "tahun_masuk", today, draft.tanggal_lahir)
    if isinstance(started, Problem):
        return started
    ended = fields.parse_year(typed.keluar, "tahun_keluar", today, draft.tanggal_lahir) if typed.keluar.strip() else None
    if isinstance(ended, Problem):
        return ended
    if ended is not None and ended < started:
        return Problem("years_reversed", {"masuk": started, "keluar": ended})
    entry = Experience(employer, position, started, ended)
    return replace(draft, pengalaman=tuple(sorted([*(e for e in held if e != entry), entry], key=lambda e: -e.tahun_masuk)))


def _wished_job(draft: Draft, typed: ev.WishedJobAdded) -> Answered:
    words = fields.parse_free_text(typed.kata, "pekerjaan_diinginkan")
    if isinstance(words, Problem):
        return words
    entry = WishedJob(words, typed.kbji, typed.jabatan)
    if entry in draft.pekerjaan_diinginkan:
        return draft
    if len(draft.pekerjaan_diinginkan) >= WISHED_JOBS_LIMIT:
        return Problem("list_full", {"limit": WISHED_JOBS_LIMIT})
    return replace(draft, pekerjaan_diinginkan=(*draft.pekerjaan_diinginkan, entry))


def removed(draft: Draft, page: Page, index: int) -> Draft:
    """The draft without entry ``index`` of the page's list; an index that is gone changes nothing."""

    def without(items: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(item for place, item in enumerate(items) if place != index)

    match page:
        case Page.EDUCATION:
            return replace(draft, pendidikan=without(draft.pendidikan))  # type: ignore[arg-type]
        case Page.EXPERIENCE:
            return replace(draft, pengalaman=without(draft.pengalaman or ()))  # type: ignore[arg-type]
        case Page.WISHED_JOB:
            return replace(draft, pekerjaan_diinginkan=without(draft.pekerjaan_diinginkan))  # type: ignore[arg-type]
        case _:
            return draft


def answer(draft: Draft, page: Page, event: ev.Event, today: date) -> Answered:
    """Read an answer event into the draft."""
    match event:
        case ev.TextAnswered(text):
            return _text(draft, page, text, today)
        case ev.ChoiceAnswered(value):
            return _choice(draft, page, value)
        case ev.ManyAnswered(values):
            return _many(draft, page, values)
        case ev.AddressAnswered():
            return _address(draft, page, event)
        case ev.EducationAdded():
            return _education(draft, event, today)
        case ev.ExperienceAdded():
            return _experience(draft, event, today)
        case ev.WishedJobAdded():
            return _wished_job(draft, event)
        case ev.ItemRemoved(index):
            return removed(draft, page, index)
        case ev.Skipped():
            return skipped(draft, page)
        case _:
            return Problem("choose_one")


def skipped(draft: Draft, page: Page) -> Draft:
    """The draft with an optional question answered by nothing."""
    match page:
        case Page.EMAIL:
            return replace(draft, email="")
        case Page.WISHED_WAGE:
            return replace(draft, upah_diinginkan=None, upah_answered=True)
        case Page.DISABILITY:
            return replace(draft, disabilitas=())
        case Page.SKILLS:
            return replace(draft, keterampilan=())
        case Page.LANGUAGES:
            return replace(draft, bahasa=())
        case Page.PHOTO:
            return replace(draft, foto_sha256="")
        case _:
            return draft


_SEX_WORDS: dict[str, Sex] = {"LAKI-LAKI": Sex.L, "LAKI LAKI": Sex.L, "L": Sex.L, "PEREMPUAN": Sex.P, "P": Sex.P}
_MARITAL_WORDS: dict[str, MaritalStatus] = {
    "BELUM KAWIN": MaritalStatus.BELUM_KAWIN, "KAWIN": MaritalStatus.KAWIN,
}  # fmt: skip
_RELIGION_WORDS: dict[str, Religion] = {
    "ISLAM": Religion.ISLAM, "KATOLIK": Religion.KATOLIK, "KATHOLIK": Religion.KATOLIK, "KRISTEN": Religion.PROTESTAN,
    "PROTESTAN": Religion.PROTESTAN, "KRISTEN PROTESTAN": Religion.PROTESTAN, "HINDU": Religion.HINDU,
    "BUDHA": Religion.BUDDHA, "BUDDHA": Religion.BUDDHA, "KONGHUCU": Religion.KONGHUCU, "KHONGHUCU": Religion.KONGHUCU,
    "KEPERCAYAAN": Religion.KEPERCAYAAN, "KEPERCAYAAN TERHADAP TUHAN YME": Religion.KEPERCAYAAN,
}  # fmt: skip


def draft_from_card(draft: Draft, record: KtpRecord, today: date) -> Draft | Problem:
    """Take over what the card says; what it says unreadably stays to be asked.

    Divorced people are recorded on the card as CERAI HIDUP or CERAI MATI, which does not tell janda from duda without
    the sex; religion and marital status may have changed since, so they are proposed, not taken as settled.
    """
    nik = parse_nik(record.nik)
    if isinstance(nik, Problem):
        return nik
    settled: set[str] = set()
    out = replace(draft, nik=nik)

    def settle(page: Page) -> None:
        settled.add(page.value)

    name = fields.parse_name(record.nama)
    if not isinstance(name, Problem):
        out = replace(out, nama=name)
        settle(Page.NAME)
    if record.tempat_lahir:
        out = replace(out, tempat_lahir=tidy(record.tempat_lahir))
        settle(Page.BIRTH_PLACE)
    born: date | Problem = fields.parse_date(record.tanggal_lahir, "tanggal_lahir")
    if not isinstance(born, Problem):
        born = fields.check_birth_date(born, today)
        if isinstance(born, Problem):
            return born
        out = replace(out, tanggal_lahir=born)
        settle(Page.BIRTH_DATE)
    sex = _SEX_WORDS.get(record.jenis_kelamin.upper().strip())
    if sex is not None:
        out = replace(out, jenis_kelamin=sex)
        settle(Page.SEX)
    if record.alamat:
        out = replace(out, alamat=Address(
            tidy(record.alamat), record.rt, record.rw, tidy(record.kel_desa), tidy(record.kecamatan),
            tidy(record.kab_kota), tidy(record.provinsi),
        ))  # fmt: skip
        settle(Page.ADDRESS)
    marital = record.status_perkawinan.upper().strip()
    status = _MARITAL_WORDS.get(marital)
    if marital.startswith("CERAI") and sex is not None:
        status = MaritalStatus.JANDA if sex is Sex.P else MaritalStatus.DUDA
    out = replace(out, status_perkawinan=status, agama=_RELIGION_WORDS.get(record.agama.upper().strip()))
    return replace(out, from_card=frozenset(settled))
