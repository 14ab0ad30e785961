"""A seeker's own pages: applications in plain states, the card, applying, and taking back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString

from domain.ak1 import Ak1State, may_renew, next_report, report_row
from domain.applications import ApplicationState
from siker import clock
from siker.ak1.facts import leading_card, public_state
from siker.ak1.models import Card, PresenceReport, Registration
from siker.ak1.records import answers_of
from siker.applications.models import Application
from siker.applications.services import StepRefusedError, withdraw_from_portal
from siker.audit.services import Actor
from siker.seekers import applying, cv_paper, files
from siker.seekers.models import SeekerAccount
from siker.seekers.person import application_of, applications_of, current_of
from siker.seekers.views_files import shown
from siker.seekers.words import standing_of, timeline_of
from siker.vacancies import public_views, search
from siker.vacancies.models import Vacancy
from siker.web.ratelimit import allowed
from siker.web.roles import seeker_of, seeker_page

APPLICATIONS_PER_HOUR = 30


@dataclass(frozen=True, slots=True)
class CardView:
    """The AK/I as its holder sees it; ``report_by`` and ``report_now`` concern the half-yearly report."""

    card: Card
    state: Ak1State
    report_by: date | None
    report_now: bool
    renew_now: bool


def card_view(row: Registration, now: datetime) -> CardView | None:
    """What to say about the card, None without one."""
    card = leading_card(row)
    if card is None:
        return None
    today, state = clock.today(now), public_state(card, now)
    done = set(PresenceReport.objects.filter(registration=row, number=card.number).values_list("row", flat=True))
    valid = state is Ak1State.VALID
    return CardView(
        card, state, next_report(card.issued_on, done, today) if valid else None,
        valid and report_row(card.issued_on, done, today) is not None,
        state in {Ak1State.VALID, Ak1State.EXPIRED} and may_renew(card.valid_until, today),
    )  # fmt: skip


@seeker_page("GET")
def seeker_home(request: HttpRequest) -> HttpResponse:
    """Applications, card, and what to do next."""
    account, now = seeker_of(request), clock.now()
    row = current_of(account)
    rows = applications_of(account)
    coming = sorted(
        (item for item in rows if item.state == ApplicationState.INVITED and item.invited_at and item.invited_at > now),
        key=lambda item: item.invited_at or now,
    )
    context = {
        "row": row, "name": answers_of(row).biodata.nama, "card": card_view(row, now),
        "lines": [(item, standing_of(item)) for item in rows], "coming": coming, "file_count": account.files.count(),
        "sample_band": any(item.vacancy.sample for item in rows),
    }  # fmt: skip
    return render(request, "seekers/home.html", context)


def _own(request: HttpRequest, application_id: str) -> Application:
    row = application_of(seeker_of(request), application_id)
    if row is None:
        raise Http404
    return row


@seeker_page("GET")
def my_application(request: HttpRequest, application_id: str) -> HttpResponse:
    """One application with everything that happened."""
    row = _own(request, application_id)
    attached = [(item, files.name_of(item)) for item in files.attached_to(row)]
    ended = row.state == ApplicationState.NOT_HIRED
    context = {
        "row": row, "ended": ended, "cards": similar_cards(row.vacancy) if ended else [], "standing": standing_of(row),
        "steps": timeline_of(row), "attached": attached, "sample_band": row.vacancy.sample,
        "may_withdraw": ApplicationState(row.state).is_open,
        "may_apply": row.state == ApplicationState.WITHDRAWN and applying.is_open(row.vacancy, clock.now()),
    }  # fmt: skip
    return render(request, "seekers/application.html", context)


@seeker_page("GET", "POST")
def withdraw_application(request: HttpRequest, application_id: str) -> HttpResponse:
    """Ask once more, then take it back."""
    row = _own(request, application_id)
    if request.method == "GET":
        if not ApplicationState(row.state).is_open:
            return redirect("my_application", application_id=row.pk)
        return render(request, "seekers/withdraw.html", {"row": row})
    try:
        withdraw_from_portal(row.pk, Actor.seeker(seeker_of(request).user_id), clock.now())
    except StepRefusedError as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, "Lamaran sudah ditarik. Pemberi kerja tidak bisa melihat data Anda lagi.")
    return redirect("my_application", application_id=row.pk)


@seeker_page("GET", "POST")
def apply(request: HttpRequest, number: str) -> HttpResponse:
    """What the employer will see, the person's ticks, and sending."""
    account, now = seeker_of(request), clock.now()
    vacancy = applying.vacancy_by(number)
    if vacancy is None:
        raise Http404
    before = applying.earlier(account, vacancy)
    if before is not None:
        messages.info(request, "Anda sudah melamar lowongan ini. Beginilah keadaannya sekarang.")
        return redirect("my_application", application_id=before.pk)
    if not applying.is_open(vacancy, now):
        return _closed(request, vacancy)
    if request.method == "GET":
        return _apply_page(request, account, vacancy, applying.Choices())
    chosen = applying.Choices(
        request.POST.get("disabilitas") == "ya", tuple(request.POST.getlist("berkas")[: files.FILES_MAX]), request.POST.get("setuju") == "ya"
    )
    if not allowed(f"apply/{account.pk}", APPLICATIONS_PER_HOUR, 3600):  # each one writes to an employer
        said = "Anda sudah banyak melamar dalam satu jam ini. Lanjutkan nanti; tidak ada yang hilang."
        return _apply_page(request, account, vacancy, chosen, error=said, status=429)
    if not chosen.agreed:
        return _apply_page(request, account, vacancy, chosen, error="Centang dulu bahwa data di atas boleh dikirim.", status=422)
    try:
        with transaction.atomic():
            row = applying.send(account, vacancy, chosen, now)
    except StepRefusedError as refused:
        return _apply_page(request, account, vacancy, chosen, error=str(refused), status=409)
    messages.success(request, f"Lamaran terkirim. Nomornya {row.number}. Kabarnya selalu bisa dilihat di halaman ini.")
    return redirect("my_application", application_id=row.pk)


def _apply_page(
    request: HttpRequest, account: SeekerAccount, vacancy: Vacancy, chosen: applying.Choices, *, error: str = "", status: int = 200
) -> HttpResponse:
    answers = answers_of(current_of(account))
    context = {
        "vacancy": vacancy, "sample_band": vacancy.sample,
        "cv": applying.shown_cv(account, with_disability=False), "disabilities": answers.disabilitas,
        "files": shown(account), "chosen": chosen, "error": error,
    }  # fmt: skip
    return render(request, "seekers/apply.html", context, status=status)


@seeker_page("GET")
def my_cv(request: HttpRequest) -> HttpResponse:
    """The person's own CV to keep or print, with nothing in it that an employer would not see."""
    raw = cv_paper.pdf_of(applying.shown_cv(seeker_of(request), with_disability=False), clock.today(clock.now()))
    answer = HttpResponse(raw, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="cv.pdf"'
    return answer


def _closed(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    return render(request, "seekers/closed.html", {"vacancy": vacancy, "cards": similar_cards(vacancy)}, status=410)


def similar_cards(vacancy: Vacancy) -> list[SafeString]:
    """Cards of open vacancies like this one, by the public search."""
    return [public_views.card(hit, level=3) for hit in search.similar(vacancy, clock.today(clock.now()))]

