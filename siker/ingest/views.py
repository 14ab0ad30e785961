"""The officers' pages about parked and set-aside facts. Words and numbers only; the person's data stays sealed."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from domain.fields import parse_free_text
from domain.problems import Problem
from siker import clock
from siker.ingest import desk
from siker.ingest.models import OpReceipt, ReceiptStatus, StrayOp
from siker.web.roles import PEOPLE, desk_page, staff
from sync.wire.errors import ErrorCode, ParkReason

TYPE_WORDS = {
    "seeker.registered": "Pendaftaran baru",
    "seeker.updated": "Perbaikan data di mesin",
    "ak1.issued": "Kartu AK/I diterbitkan",
    "document.printed": "Hasil cetak",
    "presence.reported": "Lapor diri",
    "help.requested": "Panggilan bantuan",
}
REASON_WORDS = {
    ParkReason.NUMBER_TAKEN: "Nomor kartu ini sudah dipakai kartu lain. Tarik kartu yang terbit belakangan dan cetak ulang dengan nomor baru.",
    ParkReason.NO_OUTSIDE_LEASE: "Nomornya di luar jatah mesin. Bila kartunya memang ada, terima; bila tidak, tutup.",
    ParkReason.SECOND_CARD: "Orang ini sudah punya kartu yang berlaku. Putuskan di halaman Kartu ganda.",
    ParkReason.UNKNOWN_TYPE: "Program mesin lebih baru dari server. Setelah server diperbarui, catatan ini diproses sendiri.",
    ParkReason.MALFORMED_BODY: "Isi catatan tidak terbaca. Beri tahu teknisi.",
    ParkReason.UNKNOWN_REGISTRATION: "Pendaftarannya belum ada di server. Coba terima lagi setelah pendaftarannya masuk.",
    ParkReason.UNKNOWN_VACANCY: "Lowongan yang dilamar tidak ada di server. Terima lagi setelah ada; bila tidak, tutup dan kabari pelamar.",
    ParkReason.DEVICE_REVOKED: "Mesin ini sudah dicabut. Bila kartunya memang ada, terima; bila tidak, tutup.",
}
STRAY_WORDS = {
    ErrorCode.OP_CONFLICT: "Satu catatan datang dengan dua isi berbeda.",
    ErrorCode.DEVICE_FORKED: "Riwayat mesin bercabang: cakram dipulihkan atau disalin. Daftarkan ulang mesinnya.",
    ErrorCode.BAD_SIGNATURE: "Tanda tangan catatan tidak cocok dengan mesinnya.",
    ErrorCode.MALFORMED: "Bukan catatan yang dikenal.",
    ErrorCode.TOO_LARGE: "Catatan terlalu besar.",
}


@desk_page(PEOPLE, "GET")
def parked(request: HttpRequest) -> HttpResponse:
    """What waits for an officer, oldest first."""
    receipts = OpReceipt.objects.filter(status=ReceiptStatus.PARKED).select_related("station").order_by("received_at")[:200]
    lines = [
        {
            "receipt": item,
            "what": TYPE_WORDS.get(item.type, f"Catatan jenis {item.type}"),
            "why": REASON_WORDS.get(ParkReason(item.reason), item.reason) if item.reason in set(ParkReason) else item.reason,
            "may_vouch": item.reason in desk.MAY_VOUCH,
            "is_conflict": item.reason == ParkReason.SECOND_CARD,
        }
        for item in receipts
    ]
    strays = [
        {"stray": item, "why": STRAY_WORDS.get(ErrorCode(item.reason), item.reason)}
        for item in StrayOp.objects.filter(closed_at=None).select_related("sender").order_by("received_at")[:200]
    ]
    return render(request, "ingest/parked.html", {"lines": lines, "strays": strays})


@desk_page(PEOPLE, "POST")
def accept(request: HttpRequest, op_id: str) -> HttpResponse:
    """The officer vouches."""
    _must_exist(op_id)
    reason = desk.vouch(op_id, staff(request), clock.now())
    if reason is None:
        messages.success(request, "Catatan diterima.")
    else:
        messages.info(request, "Belum bisa diterima: " + REASON_WORDS[reason])
    return redirect("parked")


@desk_page(PEOPLE, "POST")
def close(request: HttpRequest, op_id: str) -> HttpResponse:
    """Settled outside the system."""
    _must_exist(op_id)
    note = parse_free_text(request.POST.get("catatan", ""), "catatan")
    if isinstance(note, Problem):
        messages.error(request, "Tulis dulu apa yang sudah dilakukan, lalu tutup.")
        return redirect("parked")
    desk.close_parked(op_id, note, staff(request), clock.now())
    messages.success(request, "Catatan ditutup. Isinya tetap tersimpan.")
    return redirect("parked")


@desk_page(PEOPLE, "POST")
def close_stray(request: HttpRequest, stray_id: int) -> HttpResponse:
    """Seen and settled."""
    if not StrayOp.objects.filter(pk=stray_id).exists():
        raise Http404
    desk.close_stray(stray_id, request.POST.get("catatan", "").replace("\x00", ""), staff(request), clock.now())
    messages.success(request, "Sudah ditandai selesai. Isinya tetap tersimpan.")
    return redirect("parked")


def _must_exist(op_id: str) -> None:
    if "\x00" in op_id or not OpReceipt.objects.filter(pk=op_id, status=ReceiptStatus.PARKED).exists():
        raise Http404


def counts() -> dict[str, int]:
    """What waits, for the desk's first page."""
    return {
        "parked": OpReceipt.objects.filter(status=ReceiptStatus.PARKED).exclude(reason=ParkReason.SECOND_CARD).count(),
        "strays": StrayOp.objects.filter(closed_at=None).count(),
    }


def parked_by_station() -> dict[str, int]:
    """How many facts of each station wait here."""
    rows = OpReceipt.objects.filter(status=ReceiptStatus.PARKED).values("station_id").annotate(n=Count("pk"))
    return {row["station_id"]: row["n"] for row in rows}
