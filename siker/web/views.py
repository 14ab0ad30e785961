"""Public pages, the desk's first page, and the error pages."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from siker import clock
from siker.ak1.public import check_code
from siker.ak1.views import counts as people_counts
from siker.fleet.health import badges
from siker.fleet.models import HelpTicket, Station, StationState
from siker.fleet.services import policy
from siker.ingest.views import counts as fact_counts
from siker.vacancies.public_views import front_context
from siker.web.ratelimit import allowed
from siker.web.roles import EVERYONE, desk_page, staff

CHECKS_PER_MINUTE = 30


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What SIKER is, in one screen."""
    return render(request, "public/front.html", {"office": policy(), **front_context(clock.today(clock.now()))})


@require_safe
def verify_card(request: HttpRequest, code: str) -> HttpResponse:
    """Is this card genuine and in force? No cookies, no scripts, nothing kept about who asks."""
    if not allowed(f"verify/{request.META.get('REMOTE_ADDR', '')}", CHECKS_PER_MINUTE, 60):
        answer = render(request, "public/slow.html", status=429)
        answer["Retry-After"] = "60"
    else:
        now = clock.now()
        answer = render(request, "public/card.html", {"check": check_code(code, now), "office": policy(), "now": now})
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The front page, vacancies, figures and calculators are for search engines; people, their cards and every search are not."""
    lines = (
        "User-agent: *", "Allow: /$", "Allow: /hak/", "Allow: /lowongan/", "Disallow: /lowongan/?", "Allow: /angka/", "Allow: /static/",
        "Allow: /sitemap", "Disallow: /", f"Sitemap: {settings.SIKER_PUBLIC_URL}{reverse('sitemap')}", "",
    )  # fmt: skip
    return HttpResponse("\n".join(lines), content_type="text/plain")


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where somebody who signed in goes: staff to the desk, a firm's people to their firm, seekers to their applications."""
    user = staff(request)
    for name, belongs in (
        ("desk", bool(user.roles)),
        ("firm_home", hasattr(user, "member")),
        ("seeker_home", hasattr(user, "seeker")),
    ):
        if belongs:
            return redirect(name)
    return redirect("front")


@desk_page(EVERYONE, "GET")
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for whoever signed in."""
    now = clock.now()
    active = Station.objects.filter(state=StationState.APPROVED)
    context = {
        **people_counts(now), **fact_counts(), "tickets": HelpTicket.objects.filter(done_at=None).count(),
        "pending": Station.objects.filter(state=StationState.PENDING).count(),
        "troubled": sum(1 for item in active if badges(item, now)),
        "stations": active.count(), "who": staff(request),
    }  # fmt: skip
    return render(request, "web/desk.html", context)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404"""
    return render(request, "web/error.html", {"title": "Halaman tidak ada", "text": "Alamatnya mungkin salah ketik."}, status=404)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: too much in one form, or not a form at all."""
    text = "Kiriman itu terlalu besar atau tidak lengkap. Kembali, pendekkan isiannya, lalu kirim lagi."
    return render(request, "web/error.html", {"title": "Belum bisa dibaca", "text": text}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403"""
    text = "Akun Anda tidak punya tugas di halaman ini. Bila seharusnya punya, beri tahu admin."
    return render(request, "web/error.html", {"title": "Bukan bagian tugas Anda", "text": text}, status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token."""
    text = "Halaman sudah terlalu lama terbuka. Kembali, muat ulang, lalu coba lagi."
    return render(request, "web/error.html", {"title": "Coba sekali lagi", "text": text}, status=403)


def fault(request: HttpRequest) -> HttpResponse:
    """500, without touching the database."""
    page = (
        '<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<title>Ada gangguan</title><h1>Ada gangguan di server</h1><p>Bukan salah Anda. Coba lagi beberapa menit lagi.</p>"
    )
    return HttpResponse(page, status=500)
