"""The officers' pages about firms: the queue, one firm with what it wants to change, and the decision."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from domain.fields import parse_free_text
from domain.problems import Problem
from domain.vacancy import VacancyState
from siker import clock
from siker.audit.services import Actor
from siker.employers import services, words
from siker.employers.form import FirmFacts, facts_of
from siker.employers.models import Firm, FirmKind, FirmState, waiting_firms
from siker.vacancies.models import Vacancy
from siker.vacancies.reading import PartLine, difference
from siker.vacancies.words import sector_name
from siker.web import places
from siker.web.boxes import sentence
from siker.web.roles import PEOPLE, desk_page, staff

PER_PAGE = 25
FILTERS = {"": "Menunggu", "verified": "Terverifikasi", "returned": "Dikembalikan", "suspended": "Ditangguhkan", "closed": "Ditutup"}


def shown(facts: FirmFacts) -> dict[str, str]:
    """The facts in words, by field."""
    return {
        "name": facts.name, "nib": facts.nib, "kind": words.KINDS.get(FirmKind(facts.kind), facts.kind), "kbli": sector_name(facts.kbli),
        "small": "ya" if facts.small else "bukan", "address": facts.address, "kode": places.label(facts.kode), "phone": facts.phone,
        "email": facts.email, "website": facts.website or "–", "contact_name": facts.contact_name, "about": facts.about or "–",
    }  # fmt: skip


def fact_lines(firm: Firm) -> list[PartLine]:
    """Every fact, with what is proposed beside it."""
    now, then = shown(facts_of(firm)), shown(services.proposed_facts(firm))
    return [
        PartLine(label, now[name], then[name], difference(now[name], then[name])) for name, label in words.FIELDS.items()
    ]


def flag_lines(firm: Firm) -> list[tuple[str, Firm | None]]:
    """What an officer should look at, with the other firm it is about."""
    found = []
    for flag in firm.flags:
        other = Firm.objects.filter(pk=flag.get("other", "")).first()
        text = words.FLAGS.get(flag.get("code", ""), "")
        found.append((text.format(other=other.name if other else "perusahaan yang sudah tidak ada"), other))
    return found


@desk_page(PEOPLE, "GET")
def queue(request: HttpRequest) -> HttpResponse:
    """Firms that wait, oldest first; a name or NIB finds any firm."""
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    state = request.GET.get("keadaan", "")
    rows = Firm.objects.all()
    if wanted:
        digits = "".join(c for c in wanted if c.isdigit())
        rows = rows.filter(Q(name__icontains=wanted) | Q(nib=digits)).order_by("name")
    elif state in FILTERS and state:
        rows = rows.filter(state=state).order_by("-changed_at")
    else:
        state, rows = "", rows.filter(waiting_firms()).order_by("changed_at")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    lines = [(row, words.STATES[FirmState(row.state)], sector_name(row.kbli), places.label(row.kode)) for row in page.object_list]
    return render(
        request, "employers/queue.html", {"lines": lines, "page": page, "wanted": wanted, "state": state, "filters": FILTERS.items()}
    )


def _firm_or_404(firm_id: str) -> Firm:
    row = Firm.objects.filter(pk=firm_id).first() if "\x00" not in firm_id else None
    if row is None:
        raise Http404
    return row


@desk_page(PEOPLE, "GET")
def firm(request: HttpRequest, firm_id: str) -> HttpResponse:
    """Everything about one firm."""
    return _show(request, firm_id)


def _show(request: HttpRequest, firm_id: str, *, error: str = "", reason: str = "", status: int = 200) -> HttpResponse:
    row = _firm_or_404(firm_id)
    vacancies = Vacancy.objects.filter(firm=row)
    context = {
        "firm": row, "facts": fact_lines(row), "flags": flag_lines(row), "state_name": words.STATES[FirmState(row.state)],
        "waits": row.state == FirmState.PENDING or bool(row.proposed), "people": row.members.select_related("user").order_by("joined_at"),
        "open_count": vacancies.filter(state=VacancyState.PUBLISHED).count(), "rows": vacancies.order_by("-changed_at")[:10],
        "error": error, "reason": reason,
        "stamp": row.changed_at.timestamp(),
    }  # fmt: skip
    return render(request, "employers/firm.html", context, status=status)


@desk_page(PEOPLE, "POST")
def decide(request: HttpRequest, firm_id: str) -> HttpResponse:
    """Verify, return with a reason, suspend with a reason, or close."""
    row, choice, user = _firm_or_404(firm_id), request.POST.get("putusan", ""), staff(request)
    actor, now = Actor.officer(user.username, user.pk), clock.now()
    typed = request.POST.get("alasan", "").replace("\x00", "")[:2000]
    try:
        if choice == "verifikasi":
            if request.POST.get("cocok") != "ya":
                return _show(request, row.pk, error="Centang dulu bahwa NIB dan kontaknya sudah Anda periksa.", status=422)
            if request.POST.get("saat", "") not in {"", str(row.changed_at.timestamp())}:
                raise services.FirmStepError("Datanya baru saja berubah. Baca sekali lagi, lalu putuskan.")
            services.verify(row.pk, actor, user.pk, now)
            messages.success(request, "Perusahaan terverifikasi.")
        elif choice in {"kembalikan", "tangguhkan"}:
            reason = parse_free_text(typed, "alasan", services.REASON_MAX)
            if isinstance(reason, Problem):
                return _show(request, row.pk, error=sentence(reason, "Alasan"), reason=typed, status=422)
            (services.send_back if choice == "kembalikan" else services.suspend)(row.pk, reason, actor, user.pk, now)
            said = "Dikembalikan dengan alasannya." if choice == "kembalikan" else "Perusahaan ditangguhkan; lowongannya turun."
            messages.success(request, said)
        elif choice == "tutup":
            services.close(row.pk, actor, now)
            messages.success(request, "Perusahaan ditutup. Pelamar yang masih menunggu sudah diberi tahu.")
        else:
            return _show(request, row.pk, error="Pilih salah satu putusan dulu.", reason=typed, status=422)
    except services.FirmStepError as error:
        messages.info(request, str(error))
    return redirect("officer_firm", firm_id=row.pk)
