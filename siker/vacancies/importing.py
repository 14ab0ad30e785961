"""A spreadsheet of vacancies to drafts: every row read like the form, its problems by cell, and nothing saved before somebody says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import uuid6
from django.core import signing
from django.db import transaction

from siker import clock
from siker.audit.models import AuditAction, Entry
from siker.audit.services import Actor, record
from siker.employers.models import Firm
from siker.vacancies import services
from siker.vacancies.form import Identity, VacancyForm, fresh
from siker.vacancies.sheet import COLUMNS, SheetRow

KEPT_MAX = 1_500_000
CONFIRM_WITHIN_S = 3600
_CELL_OF = {"tempat_kode": "tempat", "not_limits": "title"}


class ImportGoneError(Exception):
    """The checked rows are too old, were changed, or were saved already; the text is the sentence."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing to mend: in which cell (empty when its column is not there), and what."""

    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row after reading it like the form."""

    number: int
    title: str
    typed: dict[str, str]
    problems: tuple[RowProblem, ...]
    notes: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether it may be saved."""
        return not self.problems


def check(rows: list[SheetRow], firm: Firm, today: date) -> list[CheckedRow]:
    """Every row with what must be mended in it."""
    seen: dict[tuple[str, str], int] = {}
    checked = []
    for row in rows:
        typed = _filled(row.typed, firm, today)
        form = VacancyForm(typed, Identity(str(uuid6.uuid7()), "", firm, today))
        problems = [RowProblem(row.cells.get(key, ""), f"{COLUMNS[key]} {said}") for key, said in row.broken.items()]
        for box in form.errors:
            key = _CELL_OF.get(box.name, box.name)
            if key not in row.broken:
                problems.append(RowProblem(row.cells.get(key, ""), box.summary))
        notes = [note for section in form.sections for box in section.boxes for note in box.notes]
        twin = seen.setdefault((typed.get("title", "").casefold(), typed.get("tempat", "").casefold()), row.number)
        if twin != row.number:
            notes.append(f"Sama dengan baris {twin}. Bila memang satu lowongan, jumlahkan saja orangnya.")
        checked.append(CheckedRow(row.number, row.typed.get("title", "")[:120], typed, tuple(problems), tuple(notes)))
    return checked


def _filled(typed: dict[str, str], firm: Firm, today: date) -> dict[str, str]:
    """Empty cells take what a new form would hold, except the numbers of people."""
    given = {**fresh(firm, today), **typed}
    if not any(name in typed for name in ("places_either", "places_men", "places_women")):
        given["places_either"] = ""
    elif "places_either" not in typed:
        given.pop("places_either")
    if typed.get("tempat"):
        given.pop("tempat_kode", None)
        if not typed.get("alamat"):
            given.pop("alamat", None)
    return given


def keep(rows: list[CheckedRow], firm: Firm) -> str:
    """The good rows as signed text for the page, so that nothing is stored before somebody confirms. Raises ImportGoneError."""
    text = signing.dumps(
        {"id": str(uuid6.uuid7()), "rows": [row.typed for row in rows if row.good]}, salt=_salt(firm), compress=True
    )
    if len(text) > KEPT_MAX:
        raise ImportGoneError("Isi berkas ini terlalu banyak untuk sekali jalan. Bagi menjadi dua berkas.")
    return text


def _salt(firm: Firm) -> str:
    return f"vacancy-import/{firm.pk}"


@transaction.atomic
def save(kept: str, firm: Firm, actor: Actor, now: datetime, *, hand_in: bool) -> tuple[int, int]:
    """Drafts of the confirmed rows, handed in as well when wanted. Returns how many were saved and how many of them handed in.

    Raises ImportGoneError; the same rows are saved only once.
    """
    try:
        held = signing.loads(kept, salt=_salt(firm), max_age=CONFIRM_WITHIN_S)
    except signing.SignatureExpired:
        raise ImportGoneError("Halaman ini sudah lebih dari satu jam. Pilih berkasnya sekali lagi.") from None
    except signing.BadSignature:
        raise ImportGoneError("Isi halaman ini tidak utuh lagi. Pilih berkasnya sekali lagi.") from None
    Firm.objects.select_for_update().get(pk=firm.pk)
    subject = f"impor/{held['id']}"
    if Entry.objects.filter(action=AuditAction.VACANCIES_IMPORTED.value, subject=subject).exists():
        raise ImportGoneError("Baris-baris ini sudah tersimpan sebelumnya.")
    today, saved, handed = clock.today(now), 0, 0
    for typed in held["rows"]:
        form = VacancyForm(typed, Identity(str(uuid6.uuid7()), services.new_number(), firm, today))
        row = services.draft(firm, form.typed, form.vacancy, actor, now, confirmed=form.confirmed)
        saved += 1
        if hand_in and form.ready:
            services.submit(row.pk, actor, now)
            handed += 1
    record(actor, AuditAction.VACANCIES_IMPORTED, subject, now, f"{saved} baris, {handed} diajukan")
    return saved, handed
