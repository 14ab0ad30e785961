"""Officers see every application, by person and by vacancy, and send people to vacancies. Each look is journalled."""

from __future__ import annotations

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from documents import to_pdf
from domain.applications import ApplicationState, NotHiredReason
from domain.vacancy import VacancyState
from siker import clock
from siker.ak1 import desk
from siker.ak1.models import Registration
from siker.applications import referrals, services
from siker.applications.candidates import invitations_of, placed_on
from siker.applications.facts import cv_of_application
from siker.applications.firm_views import PER_PAGE, SHOWN_STATES, history_of
from siker.applications.forms import HireForm, ReferForm, ReopenForm
from siker.applications.life import StepRefusedError, why_not_reopened
from siker.applications.models import Application, Placement, Referral, ReferralKind, ReferralResult
from siker.applications.words import REASON_WORDS, RESULT_WORDS, STATE_BADGES, STATE_WORDS
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.vacancies.models import CloseReason, Vacancy
from siker.web.roles import PEOPLE, desk_page, staff

SUGGESTED = 12
_NUMBER = re.compile(r"L[KM]-[0-9A-Z]{3}-[0-9A-Z]{3}")


def _registration(registration_id: str) -> Registration:
    row = Registration.objects.filter(pk=registration_id).first() if "\x00" not in registration_id else None
    if row is None or not row.sealed:
        raise Http404
    return row


def _actor(request: HttpRequest) -> Actor:
    user = staff(request)
    return Actor.officer(user.username, user.pk)


@desk_page(PEOPLE, "GET")
def desk_applications(request: HttpRequest) -> HttpResponse:
    """All applications, newest first; the number of a vacancy or of an application narrows them."""
    wanted = request.GET.get("q", "").replace("\x00", "").strip().upper()[:40]
    state = request.GET.get("keadaan", "")
    rows = Application.objects.select_related("vacancy").filter(same_as=None).exclude(state=ApplicationState.DRAFT)
    if wanted:
        rows = rows.filter(Q(number=wanted) | Q(vacancy__number=wanted))
        said = wanted if _NUMBER.fullmatch(wanted) else "bukan nomor"  # people type a NIK anywhere, and the journal is for ever
        record(_actor(request), AuditAction.APPLICATION_VIEWED, f"pencarian/{said}", clock.now(), "daftar lamaran")
    if state in SHOWN_STATES:
        rows = rows.filter(state=state)
    page = Paginator(rows.order_by("-received_at", "pk"), PER_PAGE).get_page(request.GET.get("hal"))
    lines = [(row, STATE_WORDS[ApplicationState(row.state)], STATE_BADGES.get(ApplicationState(row.state), "")) for row in page.object_list]
    states = [(item.value, STATE_WORDS[item]) for item in SHOWN_STATES]
    return render(request, "applications/desk_list.html", {"lines": lines, "page": page, "wanted": wanted, "state": state, "states": states})


def _application(application_id: str) -> Application:
    rows = Application.objects.select_related("vacancy", "vacancy__firm", "registration", "same_as")
    row = rows.filter(pk=application_id).first() if "\x00" not in application_id else None
    if row is None:
        raise Http404
    return row


def _show(request: HttpRequest, row: Application, *, reopening: ReopenForm | None = None, status: int = 200) -> HttpResponse:
    record(_actor(request), AuditAction.APPLICATION_VIEWED, f"lamaran/{row.pk}", clock.now())
    state, vacancy = ApplicationState(row.state), row.vacancy
    context = {
        "row": row, "cv": cv_of_application(row), "state": STATE_WORDS[state], "badge": STATE_BADGES.get(state, ""),
        "reason": REASON_WORDS[NotHiredReason(row.reason)] if row.reason else "", "history": history_of(row.same_as or row, whys=True),
        "placement": Placement.objects.filter(application=row).first(), "open": state.is_open,
        "filled": vacancy.state == VacancyState.CLOSED and vacancy.close_reason == CloseReason.FILLED,
        "reopening": None if row.same_as_id or why_not_reopened(row) else reopening or ReopenForm(),
    }  # fmt: skip
    return render(request, "applications/desk_detail.html", context, status=status)


@desk_page(PEOPLE, "GET")
def desk_application(request: HttpRequest, application_id: str) -> HttpResponse:
    """One application with what the employer was sent, and its whole history."""
    return _show(request, _application(application_id))


@desk_page(PEOPLE, "POST")
def reopen_application(request: HttpRequest, application_id: str) -> HttpResponse:
    """A decision that was noted down by mistake counts no longer."""
    row = _application(application_id)
    back = redirect("desk_application", application_id=row.pk)
    if refused := why_not_reopened(row.same_as or row):  # also a form sent twice
        messages.info(request, refused)
        return back
    cv = cv_of_application(row)
    form = ReopenForm(request.POST, applicant=cv.nama if cv else "")
    if not form.is_valid():
        return _show(request, row, reopening=form, status=422)
    try:
        done = services.reopen(row.pk, form.cleaned_data["alasan"], _actor(request), clock.now())
    except StepRefusedError as refusal:
        messages.info(request, str(refusal))
        return back
    if done.state == ApplicationState.WITHDRAWN:
        messages.success(request, "Keputusan dibuka lagi. Pelamar sempat menarik lamarannya, jadi sekarang tercatat ditarik.")
    else:
        messages.success(request, "Keputusan dibuka lagi. Pelamar dan pemberi kerja diberi tahu.")
    return back


@desk_page(PEOPLE, "GET")
def registration_applications(request: HttpRequest, registration_id: str) -> HttpResponse:
    """What one person applied to, was invited to and sent to, and where they were hired."""
    _registration(registration_id)
    row, answers = desk.open_registration(registration_id, staff(request), clock.now())
    every = Application.objects.select_related("vacancy", "same_as").filter(registration__nik_lookup=row.nik_lookup)
    lines = [
        (item, STATE_WORDS[ApplicationState(item.state)], STATE_BADGES.get(ApplicationState(item.state), ""))
        for item in every.exclude(state=ApplicationState.DRAFT).order_by("-received_at", "pk")
    ]
    sent = Referral.objects.select_related("vacancy", "by").filter(registration__nik_lookup=row.nik_lookup).order_by("-at")
    context = {
        "row": row, "answers": answers, "lines": lines, "invitations": invitations_of(row.nik_lookup),
        "placements": Placement.objects.select_related("vacancy", "firm").filter(registration__nik_lookup=row.nik_lookup).order_by("-hired_on"),
        "placed_on": placed_on(row), "findable": hasattr(row, "candidate"),
        "referrals": [(item, RESULT_WORDS.get(item.result, ""), _choices(item)) for item in sent],
    }  # fmt: skip
    return render(request, "applications/desk_person.html", context)


def _choices(made: Referral) -> list[tuple[str, str]]:
    return [(value.value, RESULT_WORDS[value]) for value in referrals.RESULTS[ReferralKind(made.kind)]]


@desk_page(PEOPLE, "GET", "POST")
def refer(request: HttpRequest, registration_id: str) -> HttpResponse:
    """Send the person to a vacancy: AK/V to the employer, or AK/IV to our own office."""
    _registration(registration_id)
    now = clock.now()
    row, answers = desk.open_registration(registration_id, staff(request), now)
    wished = [wish.kbji for wish in answers.pekerjaan_diinginkan if wish.kbji]
    today = clock.today(now)
    open_ones = Vacancy.objects.filter(region=row.region, state=VacancyState.PUBLISHED, valid_from__lte=today, valid_until__gte=today)
    fitting = list(open_ones.filter(kbji__in=wished).order_by("-published_at", "pk")[:SUGGESTED])
    form = ReferForm(request.POST or None, now=now, initial={"lowongan": request.GET.get("lowongan", "")[:16]})
    context = {"row": row, "answers": answers, "form": form, "fitting": fitting}
    if request.method == "GET":
        return render(request, "applications/refer.html", context)
    if not form.is_valid():
        return render(request, "applications/refer.html", context, status=422)
    given = form.cleaned_data
    vacancy = Vacancy.objects.select_related("firm").filter(number=given["lowongan"].strip().upper()).first()
    if vacancy is None:
        form.add_error("lowongan", "Nomor ini tidak ada. Periksa lagi, atau pilih dari daftar.")
        return render(request, "applications/refer.html", context, status=422)
    kind = ReferralKind(given["surat"])
    where = referrals.office_place() if kind is ReferralKind.AK4 else vacancy.firm.address
    try:
        made = referrals.refer(row, vacancy.pk, kind, given["kapan"], where, given["catatan"], staff(request), now)
    except StepRefusedError as refusal:
        form.add_error("lowongan", str(refusal))
        return render(request, "applications/refer.html", context, status=422)
    messages.success(request, f"Surat {made.number} tersimpan. Buka dan cetak dari daftar di bawah.")
    return redirect("registration_applications", registration_id=row.pk)


def _referral(referral_id: str) -> Referral:
    rows = Referral.objects.select_related("registration", "vacancy", "vacancy__firm", "by")
    made = rows.filter(pk=referral_id).first() if "\x00" not in referral_id else None
    if made is None or not made.registration.sealed:  # of somebody erased only the number is left
        raise Http404
    return made


@desk_page(PEOPLE, "GET")
def referral_pdf(request: HttpRequest, referral_id: str) -> HttpResponse:
    """The letter to print."""
    made = _referral(referral_id)
    record(_actor(request), AuditAction.REGISTRATION_VIEWED, f"registration/{made.registration_id}", clock.now(), made.number)
    answer = HttpResponse(to_pdf(referrals.paper(made)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{made.number}.pdf"'
    return answer


@desk_page(PEOPLE, "POST")
def referral_result(request: HttpRequest, referral_id: str) -> HttpResponse:
    """What came of a letter."""
    made, now = _referral(referral_id), clock.now()
    back = redirect("registration_applications", registration_id=made.registration_id)
    result = request.POST.get("hasil", "")
    if result not in {item.value for item in referrals.RESULTS[ReferralKind(made.kind)]}:
        messages.error(request, "Pilih hasilnya dulu.")
        return back
    hired_on = None
    if result == ReferralResult.HIRED:
        form = HireForm(request.POST, today=clock.today(now))
        if not form.is_valid():
            messages.error(request, f"{form.errors['mulai'][0]} Hasilnya belum tersimpan.")
            return back
        hired_on = form.cleaned_data["mulai"]
    try:
        referrals.answer(made.pk, ReferralResult(result), hired_on, staff(request), now)
        messages.success(request, f"Hasil surat {made.number} tersimpan.")
    except StepRefusedError as refusal:
        messages.error(request, str(refusal))
    return back
