"""The officers' pages about people: queue, registration, correction, cards for one person twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from domain import seeker
from domain.ak1 import Ak1State
from domain.consent import Consent, Purpose
from domain.fields import parse_free_text
from domain.identity import Evidence
from domain.nik import nik_warnings, parse_nik
from domain.problems import Problem
from domain.text import mask
from siker import clock
from siker.ak1 import desk, lookup, photos
from siker.ak1.correction import CorrectionForm, typed_from
from siker.ak1.facts import public_state
from siker.ak1.models import Card, CardConflict, Registration, RegistrationState, Resolution
from siker.ak1.records import answers_of, assurance_of, consents_of, evidence_of
from siker.web.roles import PEOPLE, desk_page, staff
from siker.web.words import assurance_text, problem_text

PER_PAGE = 25
FOUND_MAX = 100
REASON_ERRORS = {desk.REASON_NAMES_PERSON: "Jangan tulis nama atau NIK: alasan ini tampil di mesin."}


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One registration in a list: masked."""

    row: Registration
    name: str
    nik: str
    level: str
    evidence: tuple[Evidence, ...]
    consents: tuple[Consent, ...]
    others: int


def _line(row: Registration) -> QueueLine:
    answers = answers_of(row)
    others = Registration.objects.filter(nik_lookup=row.nik_lookup).exclude(pk=row.pk).count()
    consents = tuple(item for item in consents_of(row) if item.purpose is not Purpose.AK1_SERVICE)
    return QueueLine(
        row,
        mask(answers.biodata.nama),
        str(answers.biodata.nik),
        assurance_text(assurance_of(row)),
        evidence_of(row),
        consents,
        others,
    )


def _row_or_404(registration_id: str) -> Registration:
    row = Registration.objects.filter(pk=registration_id).first() if "\x00" not in registration_id else None
    if row is None or row.state == RegistrationState.ERASED:
        raise Http404
    return row


@desk_page(PEOPLE, "GET", "POST")
def queue(request: HttpRequest) -> HttpResponse:
    """Registrations awaiting an officer, oldest first; a queue code, card number or NIK finds one in any state.

    The forms send what was typed by POST: a card number has the shape of a NIK, and addresses stay in histories and logs.
    """
    if "nik" in request.POST:
        return _by_nik(request)
    typed = request.POST if request.method == "POST" else request.GET
    wanted = typed.get("q", "").replace("\x00", "").strip().upper()[:40]
    rows = Registration.objects.select_related("station").exclude(state=RegistrationState.ERASED)
    if wanted:
        code = wanted if "-" in wanted or len(wanted) != 6 else f"{wanted[:3]}-{wanted[3:]}"
        rows = rows.filter(Q(queue_code=code) | Q(cards__number=wanted)).distinct()
    else:
        rows = rows.filter(state=RegistrationState.AWAITING)
    page = Paginator(rows.order_by("registered_at", "pk"), FOUND_MAX if wanted else PER_PAGE).get_page(request.GET.get("hal"))
    lines = [_line(row) for row in page.object_list]
    return render(request, "ak1/queue.html", {"lines": lines, "page": page, "wanted": wanted})


def _by_nik(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("nik", "").replace("\x00", "").strip()[:40]
    nik = parse_nik(typed)
    if isinstance(nik, Problem):
        return render(request, "ak1/queue.html", {"nik_typed": typed, "nik_error": problem_text(nik)}, status=422)
    lines = [_line(row) for row in lookup.registrations_of(nik, staff(request), clock.now())]
    return render(request, "ak1/queue.html", {"lines": lines, "nik": str(nik), "nik_typed": "" if lines else typed})


@desk_page(PEOPLE, "GET")
def registration(request: HttpRequest, registration_id: str) -> HttpResponse:
    """Everything about one registration. The look is journalled."""
    return _show(request, registration_id)


def _show(
    request: HttpRequest, registration_id: str, *, error: str = "", typed: str = "", at: str = "", status: int = 200
) -> HttpResponse:
    now = clock.now()
    _row_or_404(registration_id)
    row, answers = desk.open_registration(registration_id, staff(request), now)
    warnings = nik_warnings(answers.biodata.nik, answers.biodata.tanggal_lahir, answers.biodata.jenis_kelamin, clock.today(now))
    cards = [(card, public_state(card, now)) for card in row.cards.select_related("station").order_by("-issued_on", "-number")]
    context = {
        "row": row, "answers": answers, "evidence": evidence_of(row), "consents": consents_of(row),
        "level": assurance_text(assurance_of(row)), "warnings": [problem_text(item) for item in warnings], "cards": cards,
        "prints": row.prints.order_by("-at")[:20], "reports": row.reports.order_by("row"),
        "others": Registration.objects.filter(nik_lookup=row.nik_lookup).exclude(pk=row.pk).order_by("-registered_at"),
        "has_photo": bool(row.photo_sha256) and photos.read(row.photo_sha256) is not None, "versions": row.versions.count(),
        "error": error, "typed": typed, "error_at": at,
    }  # fmt: skip
    return render(request, "ak1/registration.html", context, status=status)


@desk_page(PEOPLE, "GET")
def photo(request: HttpRequest, registration_id: str) -> HttpResponse:
    """The photo of a registration."""
    raw = photos.read(_row_or_404(registration_id).photo_sha256)
    if raw is None:
        raise Http404
    return HttpResponse(raw, content_type="image/jpeg", headers={"Content-Disposition": "inline"})


@desk_page(PEOPLE, "POST")
def verify(request: HttpRequest, registration_id: str) -> HttpResponse:
    """The officer compared face, card and data."""
    row = _row_or_404(registration_id)
    if request.POST.get("dilihat") != "ya":
        return _show(
            request, registration_id, error="Centang dulu bahwa Anda melihat orangnya dan KTP-nya.", at="verify", status=422
        )
    try:
        desk.verify(row.pk, staff(request), clock.now())
        messages.success(request, "Pendaftaran sudah diverifikasi. Kartu bisa dicetak di mesin.")
    except desk.AlreadyDecidedError:
        messages.info(request, "Pendaftaran ini sudah diputuskan sebelumnya.")
    return redirect("registration", registration_id=row.pk)


@desk_page(PEOPLE, "POST")
def reject(request: HttpRequest, registration_id: str) -> HttpResponse:
    """Not verified, with a reason."""
    row = _row_or_404(registration_id)
    typed = request.POST.get("alasan", "").replace("\x00", "")
    reason = desk.check_reason(typed, answers_of(row))
    if isinstance(reason, Problem):
        return _show(request, registration_id, error=_reason_error(reason), typed=typed, at="reject", status=422)
    try:
        desk.reject(row.pk, reason, staff(request), clock.now())
        messages.success(request, "Pendaftaran ditolak. Alasannya tampil di mesin saat orangnya datang lagi.")
    except desk.AlreadyDecidedError:
        messages.info(request, "Pendaftaran ini sudah diputuskan sebelumnya.")
    return redirect("registration", registration_id=row.pk)


def _reason_error(problem: Problem) -> str:
    if problem.code == "text_empty":
        return "Tulis alasannya dulu."
    return REASON_ERRORS.get(problem.code) or problem_text(problem)


@desk_page(PEOPLE, "GET", "POST")
def correct(request: HttpRequest, registration_id: str) -> HttpResponse:
    """Change answers; errors stand beside their fields and what was typed stays."""
    now = clock.now()
    _row_or_404(registration_id)
    row, before = desk.open_registration(registration_id, staff(request), now)
    if request.method == "GET":
        form = CorrectionForm(before, typed_from(before), clock.today(now))
        for section in form.sections:
            for box in section.boxes:
                box.error = ""
        return render(request, "ak1/correct.html", {"row": row, "form": form})
    form = CorrectionForm(before, {name: str(value) for name, value in request.POST.items()}, clock.today(now))
    if form.answers is None:
        return render(request, "ak1/correct.html", {"row": row, "form": form, "failed": True}, status=422)
    if form.answers != before:
        desk.correct(row.pk, form.answers, staff(request), now)
        messages.success(request, "Perbaikan disimpan. Isian lama tetap ada di riwayat.")
    else:
        messages.info(request, "Tidak ada yang berubah.")
    return redirect("registration", registration_id=row.pk)


@desk_page(PEOPLE, "POST")
def withdraw(request: HttpRequest, registration_id: str) -> HttpResponse:
    """A card of this registration no longer counts."""
    row = _row_or_404(registration_id)
    number, typed = request.POST.get("nomor", ""), request.POST.get("alasan", "").replace("\x00", "")
    card = row.cards.filter(pk=number).first() if "\x00" not in number else None
    if card is None:
        raise Http404
    reason = parse_free_text(typed, "alasan")
    if isinstance(reason, Problem):
        return _show(request, registration_id, error=_reason_error(reason), typed=typed, at=f"withdraw-{number}", status=422)
    try:
        desk.withdraw(card.pk, reason, staff(request), clock.now())
        messages.success(request, "Kartu dicabut. Halaman pemeriksaan langsung mengatakannya.")
    except desk.AlreadyDecidedError:
        messages.info(request, "Kartu ini sudah tidak berlaku.")
    return redirect("registration", registration_id=row.pk)


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """Two cards for one person."""

    conflict: CardConflict
    first: Card
    second: Card
    name: str
    nik: str
    same_name: bool

    @property
    def second_is_older(self) -> bool:
        """The card that arrived later was issued on an earlier day."""
        return self.second.issued_on < self.first.issued_on


def _conflict_line(conflict: CardConflict) -> ConflictLine:
    first, second = answers_of(conflict.first.registration), answers_of(conflict.second.registration)
    return ConflictLine(
        conflict, conflict.first, conflict.second, mask(second.biodata.nama), str(second.biodata.nik), _same(first, second)
    )


def _same(first: seeker.Registration, second: seeker.Registration) -> bool:
    return first.biodata.nama.casefold() == second.biodata.nama.casefold()


@desk_page(PEOPLE, "GET")
def conflicts(request: HttpRequest) -> HttpResponse:
    """Second cards waiting for a decision, and the last ones decided."""
    every = CardConflict.objects.select_related(
        "first__registration", "second__registration", "first__station", "second__station", "resolved_by"
    )
    waiting = [_conflict_line(item) for item in every.filter(resolved_at=None).order_by("opened_at")[:100]]
    return render(
        request, "ak1/conflicts.html", {"lines": waiting, "done": every.exclude(resolved_at=None).order_by("-resolved_at")[:20]}
    )


@desk_page(PEOPLE, "POST")
def resolve(request: HttpRequest, conflict_id: int) -> HttpResponse:
    """Keep the first, keep the second, or call it a renewal."""
    choice = request.POST.get("putusan", "")
    if not CardConflict.objects.filter(pk=conflict_id).exists():
        raise Http404
    if choice not in set(Resolution):
        messages.error(request, "Pilih salah satu putusan dulu.")
        return redirect("conflicts")
    note = parse_free_text(request.POST.get("catatan", ""), "catatan")
    try:
        desk.resolve(conflict_id, Resolution(choice), "" if isinstance(note, Problem) else note, staff(request), clock.now())
        messages.success(request, "Kartu ganda sudah diselesaikan.")
    except desk.AlreadyDecidedError:
        messages.info(request, "Kartu ganda ini sudah diselesaikan sebelumnya.")
    return redirect("conflicts")


def counts(now: datetime) -> dict[str, int]:
    """What waits, for the desk's first page."""
    return {
        "awaiting": Registration.objects.filter(state=RegistrationState.AWAITING).count(),
        "conflicts": CardConflict.objects.filter(resolved_at=None).count(),
        "valid_cards": Card.objects.filter(state=Ak1State.VALID, valid_until__gte=clock.today(now)).count(),
    }
