"""The pages of the import: choose a file, look at every row, confirm."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from siker import clock
from siker.employers.views import actor_of
from siker.vacancies import importing
from siker.vacancies.sheet import FILE_MAX, ROWS_MAX, SheetRefusedError, read
from siker.vacancies.template import template as sheet_to_fill
from siker.web.roles import RECRUITERS, firm_page, member_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@firm_page(RECRUITERS, "GET")
def template(request: HttpRequest) -> HttpResponse:
    """The spreadsheet to fill in."""
    answer = HttpResponse(sheet_to_fill(member_of(request).firm), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="templat-lowongan.xlsx"'
    return answer


@firm_page(RECRUITERS, "GET", "POST")
def upload(request: HttpRequest) -> HttpResponse:
    """Read a file and show every row; nothing is saved."""
    if request.method == "GET":
        return _page(request, {})
    firm, sent = member_of(request).firm, request.FILES.get("berkas")
    if sent is None:
        return _page(request, {"error": "Pilih berkasnya dulu."}, 422)
    if (sent.size or 0) > FILE_MAX:
        return _page(request, {"error": "Berkas terlalu besar, paling besar 2 MB. Bagi menjadi beberapa berkas."}, 422)
    try:
        rows = importing.check(read(sent.name or "", sent.read()), firm, clock.today(clock.now()))
        kept = importing.keep(rows, firm) if any(row.good for row in rows) else ""
    except (SheetRefusedError, importing.ImportGoneError) as error:
        return _page(request, {"error": str(error)}, 422)
    good = sum(row.good for row in rows)
    return _page(request, {"rows": rows, "kept": kept, "good": good, "bad": len(rows) - good, "read_file": True})


def _page(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    return render(request, "vacancies/import.html", {"rows_max": ROWS_MAX, **context}, status=status)


@firm_page(RECRUITERS, "POST")
def confirm(request: HttpRequest) -> HttpResponse:
    """Save the good rows, as drafts or handed in."""
    member, hand_in = member_of(request), request.POST.get("aksi") == "ajukan"
    try:
        saved, handed = importing.save(request.POST.get("baris", ""), member.firm, actor_of(member), clock.now(), hand_in=hand_in)
    except importing.ImportGoneError as error:
        return _page(request, {"error": str(error)}, 422)
    said = f"{saved} lowongan tersimpan" + (f", {handed} diajukan ke Disnaker." if hand_in else " sebagai draf.")
    messages.success(request, said)
    return redirect("firm_vacancies")
