"""The officers' pages about vacancies: the queue with its flags, one vacancy beside what is public, and the decision."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from domain.fields import parse_free_text
from domain.problems import Problem
from domain.vacancy import VacancyState
from domain.vacancy.rules import Remark, Weight
from siker import clock
from siker.audit.services import SYSTEM, Actor
from siker.vacancies import closing, reading, services, words
from siker.vacancies.models import CloseReason, Vacancy, waiting_vacancies
from siker.vacancies.records import for_officers, known_of, proposed_of, remarks_of
from siker.web import places
from siker.web.boxes import sentence
from siker.web.roles import PEOPLE, desk_page, staff

PER_PAGE = 25
TABS = {"": "Menunggu", "published": "Tayang", "returned": "Dikembalikan", "closed": "Ditutup"}
_GRAVE = ("sign_", "duplicate_other", "limit_", "words_", "sex_", "wage_below")


def grave(remark: Remark) -> bool:
    """Whether it is shown in red: what harms people, rather than what is only odd."""
    return remark.code.startswith(_GRAVE) or remark.weight in {Weight.MEND, Weight.ASK}


@desk_page(PEOPLE, "GET")
def queue(request: HttpRequest) -> HttpResponse:
    """Versions that wait, oldest first; a number, a title or a firm finds any vacancy."""
    services.close_expired(clock.now(), SYSTEM, 50)
    wanted, state = request.GET.get("q", "").replace("\x00", "").strip()[:80], request.GET.get("keadaan", "")
    rows = Vacancy.objects.select_related("firm")
    if wanted:
        rows = rows.filter(Q(number__iexact=wanted) | Q(title__icontains=wanted) | Q(employer__icontains=wanted)).order_by("-changed_at")
        rows = rows.exclude(state=VacancyState.DRAFT)
    elif state in TABS and state:
        rows = rows.filter(state=state).order_by("-changed_at")
    else:
        state, rows = "", waiting_vacancies().select_related("firm").order_by("submitted_at")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    lines = [
        (row, words.STATES[VacancyState(row.state)], places.label(row.kode) if row.kode else "", sum(map(grave, remarks_of(row))))
        for row in page.object_list
    ]
    query = f"&keadaan={state}" if state else ""
    context = {"lines": lines, "page": page, "wanted": wanted, "state": state, "tabs": TABS.items(), "query": query}
    return render(request, "vacancies/queue.html", context)


def _row_or_404(vacancy_id: str) -> Vacancy:
    row = Vacancy.objects.select_related("firm").filter(pk=vacancy_id).first() if "\x00" not in vacancy_id else None
    if row is None:
        raise Http404
    return row


@desk_page(PEOPLE, "GET")
def vacancy(request: HttpRequest, vacancy_id: str) -> HttpResponse:
    """Everything about one vacancy, and what a waiting version would change."""
    return _show(request, vacancy_id)


def _show(request: HttpRequest, vacancy_id: str, *, error: str = "", reason: str = "", status: int = 200) -> HttpResponse:
    row = _row_or_404(vacancy_id)
    public, proposed = known_of(row), proposed_of(row) if row.submitted_at else None
    shown = proposed or public
    said = for_officers(remarks_of(row))
    context = {
        "row": row, "firm": row.firm, "state_name": words.STATES[VacancyState(row.state)], "stamp": row.changed_at.timestamp(),
        "lines": reading.lines(public, shown) if shown else [],
        "has_both": public is not None and proposed is not None, "waits": proposed is not None, "steps": closing.history(row),
        "flags": [(words.to_officer(item), grave(item)) for item in said if words.to_officer(item)], "error": error, "reason": reason,
        "close_name": words.CLOSE_REASONS.get(CloseReason(row.close_reason), "") if row.close_reason else "",
    }  # fmt: skip
    return render(request, "vacancies/review.html", context, status=status)


@desk_page(PEOPLE, "POST")
def decide(request: HttpRequest, vacancy_id: str) -> HttpResponse:
    """Publish, return with a reason, or take off with a reason."""
    row, choice, user = _row_or_404(vacancy_id), request.POST.get("putusan", ""), staff(request)
    actor, now = Actor.officer(user.username, user.pk), clock.now()
    typed = request.POST.get("alasan", "").replace("\x00", "")[:2000]
    if choice not in {"terbitkan", "kembalikan", "turunkan"}:
        return _show(request, row.pk, error="Pilih salah satu putusan dulu.", reason=typed, status=422)
    reason = parse_free_text(typed, "alasan", services.REASON_MAX) if choice != "terbitkan" else ""
    if isinstance(reason, Problem):
        return _show(request, row.pk, error=sentence(reason, "Alasan"), reason=typed, status=422)
    try:
        if choice == "terbitkan":
            if request.POST.get("saat", "") not in {"", str(row.changed_at.timestamp())}:
                raise services.VacancyStepError("Isinya baru saja berubah. Baca sekali lagi, lalu putuskan.")
            services.publish(row.pk, actor, now)
            messages.success(request, "Lowongan tayang di portal dan dikirim ke mesin-mesin.")
        elif choice == "kembalikan":
            services.send_back(row.pk, reason, actor, now)
            messages.success(request, "Dikembalikan dengan alasannya.")
        elif closing.close_for_good(row, CloseReason.OFFICER, actor, now, reason):
            messages.success(request, "Lowongan diturunkan. Pelamar yang masih menunggu sudah diberi tahu.")
        else:
            messages.info(request, "Lowongan ini sudah tidak tayang.")
    except services.VacancyStepError as error:
        messages.error(request, str(error))
    return redirect("officer_vacancy", vacancy_id=row.pk)
