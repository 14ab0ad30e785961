"""The journal's page, for admins."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from siker.audit.models import Entry
from siker.web.roles import ADMINS, desk_page


@desk_page(ADMINS, "GET")
def journal(request: HttpRequest) -> HttpResponse:
    """Newest first; a word finds who, what, or about what."""
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    rows = Entry.objects.all()
    if wanted:
        rows = rows.filter(Q(actor__icontains=wanted) | Q(subject__icontains=wanted) | Q(action__icontains=wanted))
    page = Paginator(rows, 50).get_page(request.GET.get("hal"))
    return render(request, "audit/journal.html", {"page": page, "wanted": wanted})
