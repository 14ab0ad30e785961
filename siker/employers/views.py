"""The firm's own pages: registering, the desk, its data, leaving."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from domain.vacancy import VacancyState
from siker import clock
from siker.audit.services import SYSTEM, Actor
from siker.employers import services, words
from siker.employers.form import AccountForm, FirmForm, facts_of, typed_from
from siker.employers.models import Firm, FirmState, Member
from siker.vacancies.models import Vacancy
from siker.vacancies.services import close_expired
from siker.web.boxes import BoxForm
from siker.web.ratelimit import allowed
from siker.web.roles import ANY_MEMBER, OWNERS, RECRUITERS, firm_page, member_of

REGISTRATIONS_PER_HOUR = 10
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def typed(request: HttpRequest) -> dict[str, str]:
    """The fields of a sent form."""
    return {name: str(value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}


def actor_of(member: Member) -> Actor:
    """Who acts, for the journal."""
    return Actor.member(member.firm_id, member.user_id)


def slow(request: HttpRequest) -> HttpResponse:
    """Too many tries from one address."""
    text = "Terlalu banyak percobaan dari jaringan ini. Tunggu satu jam, lalu coba lagi, atau hubungi Disnaker."
    answer = render(request, "web/error.html", {"title": "Tunggu sebentar", "text": text}, status=429)
    answer["Retry-After"] = "3600"
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """A firm and its first person, in one form. Open to everybody."""
    if request.user.is_authenticated:
        return redirect("home")
    region = services.office_region()
    firm, account = FirmForm(typed(request), region), AccountForm(typed(request))
    if request.method == "GET":
        firm.forget_errors()
        account.forget_errors()
        return _register_page(request, firm, account, failed=False)
    if firm.facts is None or account.account is None:
        return _register_page(request, firm, account, failed=True)
    if not allowed(f"firm/{request.META.get('REMOTE_ADDR', '')}", REGISTRATIONS_PER_HOUR, 3600):
        return slow(request)
    try:
        member = services.register(firm.facts, account.account, region, clock.now())
    except services.FirmStepError as error:
        (account if error.part == "account_email" else firm).boxes[error.part].error = str(error)
        return _register_page(request, firm, account, failed=True)
    login(request, member.user, backend=BACKEND)
    messages.success(request, "Pendaftaran terkirim. Petugas Disnaker memeriksanya; sambil menunggu, lowongan sudah bisa disiapkan.")
    return redirect("firm_home")


class _Both(BoxForm):
    """Two forms on one page, read as one."""

    def __init__(self, *forms: BoxForm) -> None:
        super().__init__({})
        self.sections = [section for form in forms for section in form.sections]


def _register_page(request: HttpRequest, firm: FirmForm, account: AccountForm, *, failed: bool) -> HttpResponse:
    context = {"form": _Both(firm, account), "failed": failed}
    return render(request, "employers/register.html", context, status=422 if failed else 200)


@firm_page(ANY_MEMBER, "GET")
def home(request: HttpRequest) -> HttpResponse:
    """The firm's desk: what waits, and the vacancies."""
    member = member_of(request)
    now = clock.now()
    close_expired(now, SYSTEM, 50, firm=member.firm)
    rows = Vacancy.objects.filter(firm=member.firm)
    counts = {state.value: rows.filter(state=state).count() for state in VacancyState}
    todo = rows.exclude(reason="").exclude(state=VacancyState.CLOSED).order_by("-changed_at")[:5]
    context = {
        "firm": member.firm, "member": member, "counts": counts, "todo": todo, "state_name": words.STATES[FirmState(member.firm.state)],
        "open_rows": rows.filter(state=VacancyState.PUBLISHED).order_by("valid_until")[:10],
        "may_write": member.role in RECRUITERS, "waiting": rows.exclude(submitted_at=None).count(),
        "places": sum(row.places for row in rows.filter(state=VacancyState.PUBLISHED)),
    }  # fmt: skip
    return render(request, "employers/home.html", context)


@firm_page(OWNERS, "GET", "POST")
def edit(request: HttpRequest) -> HttpResponse:
    """The firm's data; a verified firm's change waits for an officer."""
    member = member_of(request)
    firm = Firm.objects.get(pk=member.firm_id)
    if request.method == "GET":
        held = typed_from(services.proposed_facts(firm) if firm.proposed else facts_of(firm))
        form = FirmForm(held, firm.region)
        form.forget_errors()
        return render(request, "employers/edit.html", {"form": form, "firm": firm})
    form = FirmForm(typed(request), firm.region)
    if form.facts is None:
        return render(request, "employers/edit.html", {"form": form, "firm": firm, "failed": True}, status=422)
    try:
        changed = services.change(firm.pk, form.facts, actor_of(member), clock.now())
    except services.FirmStepError as error:
        if error.part not in form.boxes:
            messages.error(request, str(error))
            return redirect("firm_home")
        form.boxes[error.part].error = str(error)
        return render(request, "employers/edit.html", {"form": form, "firm": firm, "failed": True}, status=422)
    if not changed:
        messages.info(request, "Tidak ada yang berubah.")
    elif firm.is_public:
        messages.success(request, "Perubahan terkirim. Data lama tetap tampil sampai petugas memeriksanya.")
    else:
        messages.success(request, "Data tersimpan dan menunggu petugas.")
    return redirect("firm_home")


@firm_page(OWNERS, "GET", "POST")
def leave(request: HttpRequest) -> HttpResponse:
    """Close the firm; asked once more before."""
    member = member_of(request)
    open_count = Vacancy.objects.filter(firm=member.firm, state=VacancyState.PUBLISHED).count()
    if request.method == "GET":
        return render(request, "employers/leave.html", {"firm": member.firm, "open_count": open_count})
    if request.POST.get("yakin") != "ya":
        context = {"firm": member.firm, "open_count": open_count, "error": "Centang dulu bahwa Anda yakin."}
        return render(request, "employers/leave.html", context, status=422)
    try:
        services.close(member.firm_id, actor_of(member), clock.now())
        messages.success(request, "Perusahaan sudah ditutup di SIKER. Pelamar yang masih menunggu sudah diberi tahu.")
    except services.FirmStepError as error:
        messages.info(request, str(error))
    return redirect("firm_home")
