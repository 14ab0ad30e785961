"""A seeker's rights over their own data: see all of it, take it along, ask for it to be erased."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from siker import clock
from siker.ak1.records import answers_of, consents_of, evidence_of
from siker.applications.facts import cv_of_application
from siker.applications.models import Application
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.seekers import erasure, own_data
from siker.seekers.login import login_of
from siker.seekers.models import SeekerAccount
from siker.seekers.person import registrations_of
from siker.seekers.views_files import shown
from siker.seekers.words import standing_of
from siker.web.ratelimit import allowed
from siker.web.roles import seeker_of, seeker_page

DOWNLOADS_PER_HOUR = 20


def _record(account: SeekerAccount, how: str) -> None:
    record(Actor.seeker(account.user_id), AuditAction.DATA_DOWNLOADED, f"registration/{account.registration_id}", clock.now(), how)


@seeker_page("GET")
def my_data(request: HttpRequest) -> HttpResponse:
    """What one may do with one's data, and who looked at it."""
    account, now = seeker_of(request), clock.now()
    requests = [item for row in registrations_of(account) for item in row.erasure_requests.order_by("-asked_at")]
    context = {
        "looks": [item for item in own_data.journal_of(account) if item.who != "Anda sendiri"][:30],
        "requests": [(item, erasure.due(item)) for item in requests], "card": erasure.card_in_force(account.nik_lookup, now),
    }  # fmt: skip
    return render(request, "seekers/data.html", context)


@seeker_page("GET")
@transaction.atomic
def my_data_all(request: HttpRequest) -> HttpResponse:
    """Everything on one page, to read or print."""
    account = seeker_of(request)
    rows = registrations_of(account)
    _record(account, "halaman")
    applications = Application.objects.select_related("vacancy").filter(registration__in=rows).order_by("submitted_at")
    context = {
        "account": account, "login": login_of(account).text, "now": clock.now(), "files": shown(account),
        "looks": own_data.journal_of(account),
        "rows": [
            {
                "row": row, "answers": answers_of(row), "evidence": evidence_of(row), "consents": consents_of(row),
                "versions": own_data.versions_of(row), "cards": row.cards.order_by("issued_on"), "reports": row.reports.order_by("row"),
                "prints": row.prints.order_by("at"), "placements": row.placements.order_by("hired_on"),
                "referrals": row.referrals.order_by("at"),
            }
            for row in rows
        ],
        "applications": [(item, standing_of(item), cv_of_application(item)) for item in applications],
    }  # fmt: skip
    return render(request, "seekers/data_all.html", context)


@seeker_page("GET")
def my_data_json(request: HttpRequest) -> HttpResponse:
    """Everything as a file."""
    account = seeker_of(request)
    if not allowed(f"own-data/{account.pk}", DOWNLOADS_PER_HOUR, 3600):
        answer = render(request, "seekers/slow.html", {"minutes": 60}, status=429)
        answer["Retry-After"] = "3600"
        return answer
    with transaction.atomic():
        _record(account, "JSON")
        raw = own_data.as_json(account, clock.now())
    answer = HttpResponse(raw, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="data-saya.json"'
    return answer


@seeker_page("GET", "POST")
def ask_erasure(request: HttpRequest) -> HttpResponse:
    """Ask once more what goes and what stays, then hand the request to an officer."""
    account = seeker_of(request)
    error = ""
    if request.method == "POST":
        if request.POST.get("paham") == "ya":
            erasure.ask(account, clock.now())
            messages.success(request, "Permintaan Anda sudah kami terima. Petugas menjawab paling lambat tiga hari.")
            return redirect("my_data")
        error = "Centang dulu bahwa Anda paham apa yang akan terjadi."
    context = {"card": erasure.card_in_force(account.nik_lookup, clock.now()), "error": error}
    return render(request, "seekers/erase.html", context, status=422 if error else 200)


@seeker_page("POST")
def take_back_erasure(request: HttpRequest) -> HttpResponse:
    """The person thought better of it."""
    gone = erasure.take_back(seeker_of(request), clock.now())
    messages.success(request, "Permintaan dibatalkan. Data Anda tetap ada." if gone else "Permintaan ini sudah dijawab petugas.")
    return redirect("my_data")
