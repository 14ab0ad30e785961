"""The employer's pages about applicants. A firm is found by who signed in, and only its own vacancies' applications exist here.

A firm that is not (or no longer) verified reads nothing about people. Nobody's CV is read once the application is over,
unless the person was hired.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from assets.catalogue import texts
from documents import to_pdf
from documents.cv import cv_sheet
from domain.applications import ApplicationState, NotHiredReason, may_become
from domain.cv import Cv
from siker import clock
from siker.applications import referrals, services
from siker.applications.facts import cv_of_application
from siker.applications.forms import HireForm, InviteForm, NotHireForm
from siker.applications.models import REOPENED, Application, ApplicationEvent
from siker.applications.words import REASON_WORDS, STATE_BADGES, STATE_WORDS
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.employers.models import Firm
from siker.seekers import files
from siker.vacancies.models import Vacancy
from siker.web.roles import ANY_MEMBER, RECRUITERS, firm_page, member_of
from siker.web.words import LANGUAGE, term

PER_PAGE = 25
SHOWN_STATES = (
    ApplicationState.RECEIVED, ApplicationState.READ, ApplicationState.INVITED, ApplicationState.HIRED, ApplicationState.NOT_HIRED,
    ApplicationState.WITHDRAWN,
)  # fmt: skip


def firm_of(request: HttpRequest) -> Firm:
    """The signed-in person's firm, which must be verified to know anything of people. Raises PermissionDenied."""
    firm = member_of(request).firm
    if not firm.is_public:
        raise PermissionDenied
    return firm


def actor_of(request: HttpRequest) -> Actor:
    """Who acts, for the journal."""
    member = member_of(request)
    return Actor.member(member.firm_id, member.user_id)


def own_vacancy(request: HttpRequest, vacancy_id: str) -> Vacancy:
    """A vacancy of the signed-in person's firm; anybody else's does not exist."""
    found = Vacancy.objects.filter(firm=firm_of(request), pk=vacancy_id).first() if "\x00" not in vacancy_id else None
    if found is None:
        raise Http404
    return found


def own_applications(request: HttpRequest) -> QuerySet[Application]:
    """The applications this firm may know of, without doubles."""
    rows = Application.objects.select_related("vacancy", "vacancy__firm", "registration")
    return rows.filter(vacancy__firm=firm_of(request), same_as=None).exclude(state=ApplicationState.DRAFT)


def own_application(request: HttpRequest, application_id: str) -> Application:
    """One application of this firm; anybody else's does not exist."""
    found = own_applications(request).filter(pk=application_id).first() if "\x00" not in application_id else None
    if found is None:
        raise Http404
    return found


def readable_cv(application: Application) -> Cv | None:
    """The CV while the firm may read it."""
    return None if ApplicationState(application.state) in files.OVER else cv_of_application(application)


@dataclass(frozen=True, slots=True)
class Line:
    """One application in the list."""

    row: Application
    name: str
    state: str
    badge: str


def _line(row: Application) -> Line:
    state = ApplicationState(row.state)
    cv = readable_cv(row)
    return Line(row, cv.nama if cv else "", STATE_WORDS[state], STATE_BADGES.get(state, ""))


def _chosen(request: HttpRequest) -> tuple[QuerySet[Application], str, str]:
    """The applications asked for by vacancy and state; unknown values ask for all."""
    rows = own_applications(request)
    vacancy = request.GET.get("lowongan", "").replace("\x00", "")[:64]
    state = request.GET.get("keadaan", "")
    if vacancy:
        rows = rows.filter(vacancy_id=vacancy)
    if state in SHOWN_STATES:
        rows = rows.filter(state=state)
    return rows.order_by("-received_at", "pk"), vacancy, state if state in SHOWN_STATES else ""


@firm_page(ANY_MEMBER, "GET")
def firm_applications(request: HttpRequest) -> HttpResponse:
    """Who applied, newest first, by vacancy and state."""
    rows, vacancy, state = _chosen(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    every = own_applications(request).filter(vacancy_id=vacancy) if vacancy else own_applications(request)
    found = dict.fromkeys(SHOWN_STATES, 0)
    for value in every.values_list("state", flat=True):
        found[ApplicationState(value)] += 1
    tabs = [(item.value, STATE_WORDS[item], found[item]) for item in SHOWN_STATES if found[item] or item.value == state]
    open_ones = found[ApplicationState.RECEIVED] + found[ApplicationState.READ]
    context = {
        "lines": [_line(row) for row in page.object_list], "page": page, "tabs": tabs, "state": state, "vacancy": vacancy,
        "vacancies": Vacancy.objects.filter(firm=firm_of(request)).exclude(published_at=None).order_by("-published_at", "pk"),
        "chosen": Vacancy.objects.filter(firm=firm_of(request), pk=vacancy).first() if vacancy else None, "total": every.count(),
        "rest": open_ones if vacancy and _may_decide(request) else 0, "rest_form": NotHireForm(auto_id="sisa_%s"),
        "may_decide": _may_decide(request), "query": urlencode({"lowongan": vacancy, "keadaan": state}),
    }  # fmt: skip
    return render(request, "applications/firm_list.html", context)


def _may_decide(request: HttpRequest) -> bool:
    return member_of(request).role in RECRUITERS


@firm_page(ANY_MEMBER, "GET")
def firm_application(request: HttpRequest, application_id: str) -> HttpResponse:
    """One applicant with the CV. The first look of somebody who decides makes it read; every look is journalled."""
    row = own_application(request, application_id)
    now = clock.now()
    if _may_decide(request):
        services.mark_read(row.pk, actor_of(request), now)
        row = own_application(request, application_id)
    else:
        record(actor_of(request), AuditAction.APPLICATION_VIEWED, f"lamaran/{row.pk}", now)
    return _show(request, row, now)


def _show(
    request: HttpRequest, row: Application, now: datetime, *, invite: InviteForm | None = None, hired: HireForm | None = None,
    refused: NotHireForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    state, cv = ApplicationState(row.state), readable_cv(row)
    today = clock.today(now)
    start = {"tempat": row.invited_place or row.vacancy.firm.address, "jam": "09:00", "tanggal": today + timedelta(days=3)}
    if row.invited_at:
        local = row.invited_at.astimezone(clock.OFFICE_ZONE)
        start |= {"tanggal": local.date(), "jam": f"{local:%H:%M}"}
    context = {
        "row": row, "cv": cv, "state": STATE_WORDS[state], "badge": STATE_BADGES.get(state, ""),
        "reason": REASON_WORDS[NotHiredReason(row.reason)] if row.reason else "", "history": history_of(row),
        "files": [(item, files.name_of(item)) for item in files.attached_to(row)] if cv else [],
        "may_invite": _may_decide(request) and may_become(state, ApplicationState.INVITED),
        "may_hire": _may_decide(request) and may_become(state, ApplicationState.HIRED), "placement": getattr(row, "placement", None),
        "invite": invite or InviteForm(now=now, initial=start), "hired": hired or HireForm(today=today, initial={"mulai": today}),
        "refused": refused or NotHireForm(),
    }  # fmt: skip
    return render(request, "applications/firm_detail.html", context, status=status)


@firm_page(ANY_MEMBER, "GET")
def firm_application_cv(request: HttpRequest, application_id: str) -> HttpResponse:
    """The CV on paper, while it may be read. The look is journalled."""
    row, now = own_application(request, application_id), clock.now()
    cv = readable_cv(row)
    if cv is None:
        raise Http404
    record(actor_of(request), AuditAction.APPLICATION_VIEWED, f"lamaran/{row.pk}", now, "CV dicetak")
    made = cv_sheet(cv, clock.today(now), referrals.office(), texts(LANGUAGE), reference=row.number)
    answer = HttpResponse(to_pdf(made), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{row.number}.pdf"'
    return answer


@dataclass(frozen=True, slots=True)
class Past:
    """One line of the history as people read it. ``why``: an officer's reason, for the office alone."""

    words: str
    at: datetime
    late: bool
    bad: bool
    why: str = ""


def history_of(row: Application, *, whys: bool = False) -> list[Past]:
    """What happened, oldest first; who did it stays in the journal. ``whys``: with the officers' reasons."""
    events = ApplicationEvent.objects.filter(application_id__in=[row.pk, *row.doubles.values_list("pk", flat=True)])
    return [_past(item, item.note if whys else "") for item in events.order_by("happened_at", "id")]


def _past(event: ApplicationEvent, why: str) -> Past:
    state = ApplicationState(event.state)
    said = "dibuka lagi oleh Disnaker" if event.reason == REOPENED else STATE_WORDS[state]
    bad = state in {ApplicationState.NOT_HIRED, ApplicationState.WITHDRAWN}
    return Past(said, event.happened_at, not event.took_effect, bad, why)


@firm_page(RECRUITERS, "POST")
def firm_invite(request: HttpRequest, application_id: str) -> HttpResponse:
    """Ask the applicant to come."""
    row, now = own_application(request, application_id), clock.now()
    cv = readable_cv(row)
    form = InviteForm(request.POST, now=now, applicant=cv.nama if cv else "")
    if not form.is_valid():
        return _show(request, row, now, invite=form, status=422)
    try:
        services.invite(row.pk, form.cleaned_data["kapan"], form.cleaned_data["tempat"], actor_of(request), now)
        messages.success(request, "Undangan tersimpan. Pelamar melihatnya di portal dan di mesin, dan lewat email bila punya.")
    except services.StepRefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("firm_application", application_id=row.pk)


@firm_page(RECRUITERS, "POST")
def firm_hire(request: HttpRequest, application_id: str) -> HttpResponse:
    """The applicant starts to work."""
    row, now = own_application(request, application_id), clock.now()
    form = HireForm(request.POST, today=clock.today(now))
    if not form.is_valid():
        return _show(request, row, now, hired=form, status=422)
    try:
        services.hire(row.pk, form.cleaned_data["mulai"], actor_of(request), now)
        messages.success(request, "Tercatat: pelamar ini diterima bekerja. Disnaker ikut mencatat penempatannya.")
    except services.StepRefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("firm_application", application_id=row.pk)


@firm_page(RECRUITERS, "POST")
def firm_not_hire(request: HttpRequest, application_id: str) -> HttpResponse:
    """Not this time, with a reason."""
    row, now = own_application(request, application_id), clock.now()
    form = NotHireForm(request.POST)
    if not form.is_valid():
        return _show(request, row, now, refused=form, status=422)
    try:
        services.not_hire([row.pk], form.reason, form.cleaned_data["catatan"], actor_of(request), now)
        messages.success(request, "Tersimpan. Pelamar diberi tahu dengan kata yang baik, dan ditawari lowongan lain.")
    except services.StepRefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("firm_application", application_id=row.pk)


@firm_page(RECRUITERS, "POST")
def firm_not_hire_rest(request: HttpRequest, vacancy_id: str) -> HttpResponse:
    """Everybody of one vacancy who was not invited yet gets the same answer."""
    vacancy, now = own_vacancy(request, vacancy_id), clock.now()
    form = NotHireForm(request.POST)
    back = redirect("firm_applications")
    back["Location"] += "?" + urlencode({"lowongan": vacancy.pk})
    if not form.is_valid():
        messages.error(request, "Pilih alasannya dulu. Belum ada yang berubah.")
        return back
    waiting = own_applications(request).filter(vacancy=vacancy, state__in=[ApplicationState.RECEIVED, ApplicationState.READ])
    try:
        done = services.not_hire([row.pk for row in waiting], form.reason, form.cleaned_data["catatan"], actor_of(request), now)
        messages.success(request, f"{len(done)} pelamar sudah diberi tahu.")
    except services.StepRefusedError:
        messages.error(request, "Ada lamaran yang baru saja berubah. Periksa daftarnya, lalu ulangi.")
    return back


CSV_TITLES = (
    "nomor lamaran", "lowongan", "keadaan", "tanggal melamar", "nama", "telepon", "email", "tempat tinggal", "pendidikan", "jurusan",
    "keterampilan", "pengalaman",
)  # fmt: skip


@firm_page(RECRUITERS, "GET")
@transaction.atomic
def firm_applications_csv(request: HttpRequest) -> HttpResponse:
    """The list as a table: only what each person sent in the CV, and of finished applications no person at all.

    Everybody in it is told by the journal, as when the application is opened.
    """
    rows, vacancy, _ = _chosen(request)
    now = clock.now()
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(CSV_TITLES)
    for row in rows.iterator(chunk_size=200):
        table.writerow([_cell(text) for text in _cells(row)])
        if readable_cv(row) is not None:
            record(actor_of(request), AuditAction.APPLICATION_VIEWED, f"lamaran/{row.pk}", now, "tabel diunduh")
    record(actor_of(request), AuditAction.APPLICATION_VIEWED, f"lowongan/{vacancy or 'semua'}", now, "tabel diunduh")
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="pelamar.csv"'
    return answer


def _cells(row: Application) -> list[str]:
    state = STATE_WORDS[ApplicationState(row.state)]
    known = [row.number, row.vacancy.title, state, f"{clock.today(row.submitted_at):%Y-%m-%d}"]
    cv = readable_cv(row)
    if cv is None:
        return known + [""] * (len(CSV_TITLES) - len(known))
    highest = cv.pendidikan[0] if cv.pendidikan else None
    return [
        *known, cv.nama, cv.telepon, cv.email, cv.place, term("education", highest.jenjang) if highest else "",
        highest.jurusan if highest else "", "; ".join(cv.keterampilan),
        "; ".join(f"{job.jabatan}, {job.pemberi_kerja} ({job.tahun_masuk}–{job.tahun_keluar or 'sekarang'})" for job in cv.pengalaman),
    ]  # fmt: skip


def _cell(text: str) -> str:
    """A text no spreadsheet program takes for a formula; a phone number keeps its plus behind an apostrophe."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
