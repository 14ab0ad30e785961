"""Pages about machines and calls for help. No personal data here, so technicians may open them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from domain.fields import parse_free_text
from domain.problems import Problem
from domain.text import tidy
from siker import clock
from siker.accounts.models import Role
from siker.audit.services import Actor
from siker.fleet import services
from siker.fleet.health import badges, printer_text, reader_text
from siker.fleet.models import HelpTicket, Station
from siker.ingest.views import parked_by_station
from siker.web.roles import EVERYONE, MACHINES, PEOPLE, desk_page, staff

STATE_WORDS = {
    "pending": "Menunggu persetujuan",
    "approved": "Aktif",
    "forked": "Riwayat ganda: daftarkan ulang",
    "revoked": "Dicabut",
}


@desk_page(EVERYONE, "GET")
def stations(request: HttpRequest) -> HttpResponse:
    """Every machine and its health."""
    return _show(request)


def _show(
    request: HttpRequest, *, typed: dict[str, str] | None = None, error: str = "", code: str = "", status: int = 200
) -> HttpResponse:
    now = clock.now()
    waiting = parked_by_station()
    roles = staff(request).roles
    lines = [
        {
            "station": item, "state": STATE_WORDS.get(item.state, item.state), "badges": badges(item, now),
            "parked": waiting.get(item.pk, 0), "clock_s": round(item.clock_offset_ms / 1000, 1),
            "printer": printer_text(item.printer), "reader": reader_text(item.reader),
            "own_code": item.enrolled_by_id is not None and item.enrolled_by_id == staff(request).pk,
        }
        for item in Station.objects.select_related("approved_by").order_by("state", "code")
    ]  # fmt: skip
    order = {"pending": 0, "forked": 1, "approved": 2, "revoked": 3}
    lines.sort(key=lambda line: (order.get(_station(line).state, 9), _station(line).code))
    context = {
        "lines": lines, "may_create": bool(roles & MACHINES), "may_approve": bool(roles & PEOPLE), "typed": typed or {},
        "error": error, "code": code, "is_admin": Role.ADMIN in roles,
    }  # fmt: skip
    return render(request, "fleet/stations.html", context, status=status)


def _station(line: dict[str, object]) -> Station:
    found = line["station"]
    assert isinstance(found, Station)
    return found


@desk_page(MACHINES, "POST")
def create_code(request: HttpRequest) -> HttpResponse:
    """A one-time code, shown once."""
    typed = {"label": tidy(request.POST.get("label", ""))[:200], "region": tidy(request.POST.get("wilayah", ""))[:16]}
    user = staff(request)
    try:
        code, _ = services.create_code(typed["label"], typed["region"], clock.now(), Actor.officer(user.username), user)
    except services.PlaceRefusedError as error:
        return _show(request, typed=typed, error=str(error), status=422)
    return _show(request, code=code)


@desk_page(PEOPLE, "POST")
def approve(request: HttpRequest, device_id: str) -> HttpResponse:
    """The six words were the same on both screens."""
    station = _station_or_404(device_id)
    if request.POST.get("cocok") != "ya":
        messages.error(request, "Centang dulu bahwa enam katanya sama di kedua layar.")
        return redirect("stations")
    try:
        services.approve(station.pk, staff(request), clock.now())
        messages.success(request, f"Mesin {station.code} sudah aktif.")
    except services.SecondPersonError:
        messages.error(request, "Anda yang membuat kodenya. Minta rekan lain untuk mencocokkan dan menyetujui.")
    return redirect("stations")


@desk_page(EVERYONE, "POST")
def revoke(request: HttpRequest, device_id: str) -> HttpResponse:
    """The machine is stolen, broken or retired."""
    station = _station_or_404(device_id)
    reason = parse_free_text(request.POST.get("alasan", ""), "alasan")
    if isinstance(reason, Problem):
        messages.error(request, "Tulis alasannya dulu, paling panjang 120 huruf.")
        return redirect("stations")
    services.revoke(station.pk, reason, Actor.officer(staff(request).username), clock.now())
    messages.success(request, f"Mesin {station.code} dicabut. Catatan yang masih dikirimnya akan ditahan untuk petugas.")
    return redirect("stations")


def _station_or_404(device_id: str) -> Station:
    station = Station.objects.filter(pk=device_id).first() if "\x00" not in device_id else None
    if station is None:
        raise Http404
    return station


@desk_page(EVERYONE, "GET")
def tickets(request: HttpRequest) -> HttpResponse:
    """Open calls for help, oldest first, and the last ones done."""
    every = HelpTicket.objects.select_related("station", "done_by")
    context = {
        "open": every.filter(done_at=None).order_by("asked_at")[:100],
        "done": every.exclude(done_at=None).order_by("-done_at")[:20],
    }
    return render(request, "fleet/tickets.html", context)


@desk_page(EVERYONE, "POST")
def ticket_done(request: HttpRequest, ticket: str) -> HttpResponse:
    """Somebody helped."""
    if "\x00" in ticket or not HelpTicket.objects.filter(pk=ticket).exists():
        raise Http404
    services.finish_ticket(ticket, staff(request), clock.now())
    messages.success(request, "Terima kasih. Panggilan ditandai selesai.")
    return redirect("tickets")
