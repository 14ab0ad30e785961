"""A firm's pages about its vacancies: the list, the form, one vacancy with everything one may do with it."""

from __future__ import annotations

import uuid6
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from domain.vacancy import VacancyState
from domain.vacancy.rules import VALID_DAYS_MAX
from siker import clock
from siker.audit.services import SYSTEM
from siker.employers.models import FirmState
from siker.employers.views import actor_of, typed
from siker.vacancies import closing, reading, services, words
from siker.vacancies.form import Identity, VacancyForm, fresh, typed_from
from siker.vacancies.models import CloseReason, Vacancy
from siker.vacancies.records import known_of, proposed_of, typed_of
from siker.web.boxes import Box, BoxForm
from siker.web.roles import ANY_MEMBER, RECRUITERS, firm_page, member_of

PER_PAGE = 25
TABS = {
    "": "Semua", VacancyState.PUBLISHED.value: "Tayang", VacancyState.SUBMITTED.value: "Menunggu",
    VacancyState.RETURNED.value: "Perlu diperbaiki",
    VacancyState.DRAFT.value: "Draf", VacancyState.CLOSED.value: "Ditutup",
}  # fmt: skip


def _own(request: HttpRequest, vacancy_id: str) -> Vacancy:
    """A vacancy of this person's own firm; anybody else's does not exist here."""
    rows = Vacancy.objects.select_related("firm").filter(firm_id=member_of(request).firm_id)
    row = rows.filter(pk=vacancy_id).first() if "\x00" not in vacancy_id else None
    if row is None:
        raise Http404
    return row


def not_active(request: HttpRequest) -> bool:
    """Whether the firm may write nothing now; says so."""
    stopped = member_of(request).firm.state in {FirmState.SUSPENDED, FirmState.CLOSED}
    if stopped:
        messages.info(request, "Perusahaan ini sedang tidak aktif di SIKER, jadi lowongan baru belum bisa ditulis.")
    return stopped


@firm_page(ANY_MEMBER, "GET")
def listing(request: HttpRequest) -> HttpResponse:
    """All vacancies of the firm, the newest change first."""
    member = member_of(request)
    close = services.close_expired(clock.now(), SYSTEM, 50, firm=member.firm)
    state = request.GET.get("keadaan", "")
    rows = Vacancy.objects.filter(firm=member.firm).order_by("-changed_at")
    if state == VacancyState.SUBMITTED:
        rows = rows.exclude(submitted_at=None)
    elif state in TABS and state:
        rows = rows.filter(state=state)
    else:
        state = ""
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    context = {
        "page": page, "lines": [(row, words.STATES[VacancyState(row.state)]) for row in page.object_list], "tabs": TABS.items(), "state": state,
        "query": f"&keadaan={state}" if state else "", "may_write": member.role in RECRUITERS, "closed_now": close,
    }  # fmt: skip
    return render(request, "vacancies/listing.html", context)


@firm_page(RECRUITERS, "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """Write a vacancy; what was typed is kept as a draft, also when something is missing."""
    member, now = member_of(request), clock.now()
    if not_active(request):
        return redirect("firm_home")
    today = clock.today(now)
    if request.method == "GET":
        form = VacancyForm(fresh(member.firm, today), Identity("", "", member.firm, today))
        form.forget_errors()
        return render(request, "vacancies/edit.html", {"form": form})
    who = Identity(str(uuid6.uuid7()), services.new_number(), member.firm, today)
    form = VacancyForm(typed(request), who)
    if _nothing_written(form):
        form.boxes["title"].error = "Tulis dulu nama lowongannya."
        return render(request, "vacancies/edit.html", {"form": form, "failed": True}, status=422)
    row = services.draft(member.firm, form.kept, form.vacancy, actor_of(member), now, confirmed=form.confirmed)
    return _after_saving(request, row, form)


def _nothing_written(form: VacancyForm) -> bool:
    return not form.boxes["title"].text


@firm_page(RECRUITERS, "GET", "POST")
def edit(request: HttpRequest, vacancy_id: str) -> HttpResponse:
    """Go on writing, or change what is public."""
    member, now, row = member_of(request), clock.now(), _own(request, vacancy_id)
    who = Identity(row.pk, row.number, row.firm, clock.today(now))
    if row.state == VacancyState.CLOSED:
        messages.info(request, "Lowongan ini sudah ditutup. Salin dulu bila ingin membukanya lagi.")
        return redirect("own_vacancy", vacancy_id=row.pk)
    if request.method == "GET":
        return render(request, "vacancies/edit.html", {"form": VacancyForm(_as_typed(row), who), "row": row})
    form = VacancyForm(typed(request), who)
    if _nothing_written(form):
        form.boxes["title"].error = "Tulis dulu nama lowongannya."
        return render(request, "vacancies/edit.html", {"form": form, "row": row, "failed": True}, status=422)
    try:
        row = services.save(row.pk, form.kept, form.vacancy, actor_of(member), now, confirmed=form.confirmed)
    except services.VacancyStepError as error:
        messages.info(request, str(error))
        return redirect("own_vacancy", vacancy_id=row.pk)
    return _after_saving(request, row, form)


def _as_typed(row: Vacancy) -> dict[str, str]:
    if row.proposed:
        return typed_of(row)
    known = known_of(row)
    return typed_from(known) if known is not None else {}


def _after_saving(request: HttpRequest, row: Vacancy, form: VacancyForm) -> HttpResponse:
    """A draft is kept whatever it lacks; handing in shows what is missing and keeps everything typed."""
    if request.POST.get("aksi") != "ajukan":
        messages.success(request, "Tersimpan. Belum diajukan." if form.ready else "Tersimpan sebagai draf. Masih ada yang perlu dilengkapi.")
        return redirect("own_vacancy", vacancy_id=row.pk)
    if form.ready:
        try:
            services.submit(row.pk, actor_of(member_of(request)), clock.now())
            messages.success(request, "Terkirim. Petugas Disnaker memeriksanya, lalu lowongan tampil di portal dan mesin Anjungan.")
            return redirect("own_vacancy", vacancy_id=row.pk)
        except services.VacancyStepError as error:
            messages.error(request, str(error))
    return render(request, "vacancies/edit.html", {"form": form, "row": row, "failed": True}, status=422)


@firm_page(ANY_MEMBER, "GET")
def own(request: HttpRequest, vacancy_id: str) -> HttpResponse:
    """One vacancy: how it stands, what is public, what waits, what happened."""
    return _show(request, _own(request, vacancy_id))


def _show(request: HttpRequest, row: Vacancy, *, day: Box | None = None, status: int = 200) -> HttpResponse:
    now = clock.now()
    public, proposed = known_of(row), proposed_of(row)
    shown = proposed or public
    ended = row.state == VacancyState.CLOSED and row.close_reason == CloseReason.EXPIRED
    context = {
        "row": row, "state_name": words.STATES[VacancyState(row.state)], "lines": reading.lines(public, shown) if shown else [],
        "has_public": public is not None and proposed is not None, "steps": closing.history(row),
        "unfinished": bool(row.proposed) and not proposed,
        "may_write": member_of(request).role in RECRUITERS, "may_extend": row.state == VacancyState.PUBLISHED or ended,
        "close_name": words.CLOSE_REASONS.get(CloseReason(row.close_reason), "") if row.close_reason else "",
        "day": day or closing.extension_box(row, clock.today(now)), "days_max": VALID_DAYS_MAX,
        "sample": row.sample,
    }  # fmt: skip
    return render(request, "vacancies/own.html", context, status=status)


@firm_page(RECRUITERS, "POST")
def submit(request: HttpRequest, vacancy_id: str) -> HttpResponse:
    """Hand in a finished draft."""
    row = _own(request, vacancy_id)
    try:
        services.submit(row.pk, actor_of(member_of(request)), clock.now())
        messages.success(request, "Terkirim. Petugas Disnaker memeriksanya, lalu lowongan tampil di portal dan mesin Anjungan.")
    except services.NotReadyError as error:
        messages.error(request, str(error))
        return redirect("vacancy_edit", vacancy_id=row.pk)
    except services.VacancyStepError as error:
        messages.info(request, str(error))
    return redirect("own_vacancy", vacancy_id=row.pk)


@firm_page(RECRUITERS, "POST")
def copy(request: HttpRequest, vacancy_id: str) -> HttpResponse:
    """A new draft with the same words."""
    made = services.copy(_own(request, vacancy_id).pk, actor_of(member_of(request)), clock.now())
    messages.success(request, "Salinan dibuat sebagai draf, mulai hari ini. Periksa, lalu ajukan.")
    return redirect("vacancy_edit", vacancy_id=made.pk)


@firm_page(RECRUITERS, "POST")
def discard(request: HttpRequest, vacancy_id: str) -> HttpResponse:
    """Throw away a draft, or a change that is not public."""
    row = _own(request, vacancy_id)
    public = bool(row.content)
    if services.discard(row.pk, actor_of(member_of(request)), clock.now()):
        messages.success(request, "Perubahan dibuang. Yang tayang tetap seperti semula." if public else "Draf dibuang.")
    else:
        messages.info(request, "Tidak ada yang bisa dibuang.")
    return redirect("own_vacancy", vacancy_id=row.pk) if public else redirect("firm_vacancies")


@firm_page(RECRUITERS, "POST")
def extend(request: HttpRequest, vacancy_id: str) -> HttpResponse:
    """A later last day."""
    row = _own(request, vacancy_id)
    form = ExtensionForm(typed(request))
    box = form.boxes["sampai"]
    if form.day is None:
        return _show(request, row, day=box, status=422)
    try:
        after = services.extend(row.pk, form.day, actor_of(member_of(request)), clock.now())
    except services.VacancyStepError as error:
        box.error = str(error)
        return _show(request, row, day=box, status=422)
    waits = after.submitted_at is not None
    messages.success(request, "Sudah lama tayang, jadi petugas membacanya sekali lagi dulu." if waits else "Hari terakhirnya sudah diganti.")
    return redirect("own_vacancy", vacancy_id=row.pk)


class ExtensionForm(BoxForm):
    """The new last day."""

    def __init__(self, given: dict[str, str]) -> None:
        super().__init__(given)
        self._section("Perpanjang")
        self.day = self._day("sampai", "Hari terakhir melamar")


@firm_page(RECRUITERS, "POST")
def close(request: HttpRequest, vacancy_id: str) -> HttpResponse:
    """Filled, which ends what still waits, or closed to new applicants only."""
    row, choice = _own(request, vacancy_id), request.POST.get("sebab", "")
    reasons = {"terisi": CloseReason.FILLED, "batal": CloseReason.EMPLOYER}
    if choice not in reasons:
        messages.error(request, "Pilih dulu sebabnya: sudah terisi, atau berhenti menerima lamaran.")
        return redirect("own_vacancy", vacancy_id=row.pk)
    if closing.close_for_good(row, reasons[choice], actor_of(member_of(request)), clock.now()):
        told = "Pelamar yang masih menunggu diberi tahu." if choice == "terisi" else "Lamaran yang sudah masuk masih bisa Anda putuskan."
        messages.success(request, f"Lowongan ditutup dan turun dari portal serta mesin Anjungan. {told}")
    else:
        messages.info(request, "Lowongan ini sudah tidak tayang.")
    return redirect("own_vacancy", vacancy_id=row.pk)
