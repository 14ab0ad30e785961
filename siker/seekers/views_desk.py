"""Officers' pages about seekers: a new code for an account, requests to erase, letters that could not be delivered."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from siker import clock
from siker.ak1.models import Registration, RegistrationState
from siker.audit.services import Actor
from siker.notices import delivery
from siker.notices.kinds import NoticeKind
from siker.notices.models import Notice, NoticeState
from siker.seekers import codes, erasure
from siker.seekers.models import ErasureRequest, ErasureState, SeekerAccount
from siker.web.roles import PEOPLE, desk_page, staff

REASON_MAX = 300
LETTER_NAMES = {
    NoticeKind.MEMBER_INVITED: "undangan rekan perusahaan", NoticeKind.APPLICATION_INVITED: "undangan pelamar",
    NoticeKind.APPLICATION_HIRED: "kabar diterima", NoticeKind.APPLICATION_NOT_HIRED: "kabar belum diterima",
    NoticeKind.APPLICATION_RECEIVED: "tanda terima lamaran", NoticeKind.VACANCY_CLOSED: "lowongan ditutup",
    NoticeKind.APPLICATION_REOPENED: "lamaran dipertimbangkan lagi", NoticeKind.DECISION_REOPENED: "keputusan dibuka lagi",
    NoticeKind.PASSWORD_RESET: "kata sandi baru", NoticeKind.ACCOUNT_OPENED: "akun siap", NoticeKind.REFERRAL_MADE: "panggilan Disnaker",
}  # fmt: skip


def _actor(request: HttpRequest) -> Actor:
    user = staff(request)
    return Actor.officer(user.username, user.pk)


@desk_page(PEOPLE, "POST")
def make_code(request: HttpRequest, registration_id: str) -> HttpResponse:
    """A new code for somebody at the counter; shown once, to be handed over on paper."""
    row = Registration.objects.filter(pk=registration_id).first() if "\x00" not in registration_id else None
    if row is None or row.state == RegistrationState.ERASED:
        raise Http404
    if request.POST.get("dilihat") != "ya":
        messages.error(request, "Centang dulu bahwa Anda melihat orangnya dan KTP-nya.")
        return redirect("registration", registration_id=row.pk)
    now = clock.now()
    code = codes.make_code(row, _actor(request), now)
    has_account = SeekerAccount.objects.filter(nik_lookup=row.nik_lookup).exists()
    return render(request, "seekers/code.html", {"row": row, "code": code, "until": now + codes.LIFETIME, "has_account": has_account})


@desk_page(PEOPLE, "GET")
def erasures(request: HttpRequest) -> HttpResponse:
    """Requests to erase, the oldest first, with the hour by which each must be answered."""
    return _erasures(request)


def _erasures(request: HttpRequest, *, error: str = "", error_at: int = 0, typed: str = "", status: int = 200) -> HttpResponse:
    now = clock.now()
    lines = [
        {
            "item": item, "due": erasure.due(item), "late": erasure.due(item) < now,
            "card": erasure.card_in_force(item.registration.nik_lookup, now),
        }
        for item in erasure.waiting()
    ]  # fmt: skip
    answered = ErasureRequest.objects.exclude(state=ErasureState.ASKED).select_related("decided_by").order_by("-decided_at")
    page = Paginator(answered, 30).get_page(request.GET.get("hal"))
    context = {"lines": lines, "page": page, "error": error, "error_at": error_at, "typed": typed}
    return render(request, "seekers/erasures.html", context, status=status)


@desk_page(PEOPLE, "POST")
def decide_erasure(request: HttpRequest, request_id: int) -> HttpResponse:
    """Erase for good, or refuse with a reason."""
    if not ErasureRequest.objects.filter(pk=request_id).exists():
        raise Http404
    reason = " ".join(request.POST.get("alasan", "").replace("\x00", "").split())[:REASON_MAX]
    now = clock.now()
    try:
        if request.POST.get("putusan") == "hapus":
            if request.POST.get("yakin") != "ya":
                return _erasures(request, error="Centang dulu bahwa penghapusan ini tidak bisa dibatalkan.", error_at=request_id, status=422)
            erasure.erase(request_id, staff(request), now)
            messages.success(request, "Data sudah dihapus untuk selamanya. Orangnya sudah diberi tahu bila punya email.")
        elif not reason:
            return _erasures(request, error="Tulis alasannya; orangnya akan membacanya.", error_at=request_id, status=422)
        else:
            erasure.refuse(request_id, reason, staff(request), now)
            messages.success(request, "Jawaban tersimpan dan dikirim kepada orangnya.")
    except erasure.CardInForceError as held:
        sentence = f"Kartu {held.args[0]} masih berlaku. Cabut dulu kartunya atas permintaan orangnya, atau tolak dengan alasan itu."
        return _erasures(request, error=sentence, error_at=request_id, typed=reason, status=409)
    except erasure.AlreadyAnsweredError:
        messages.info(request, "Permintaan ini sudah dijawab sebelumnya.")
    return redirect("erasures")


@desk_page(PEOPLE, "GET")
def letters(request: HttpRequest) -> HttpResponse:
    """Letters that could not be delivered, and how many wait or went out. No address is shown: an officer needs none."""
    page = Paginator(Notice.objects.filter(state=NoticeState.GIVEN_UP).order_by("-made_at"), 50).get_page(request.GET.get("hal"))
    names = {kind.value: name for kind, name in LETTER_NAMES.items()}
    lines = [(item, names.get(item.kind, item.kind.replace("_", " "))) for item in page.object_list]
    context = {
        "page": page, "lines": lines, "waiting": Notice.objects.filter(state=NoticeState.QUEUED).count(),
        "sent": Notice.objects.filter(state=NoticeState.SENT).count(),
    }  # fmt: skip
    return render(request, "seekers/letters.html", context)


@desk_page(PEOPLE, "POST")
def letter_again(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Another round of tries for one letter."""
    if "\x00" not in notice_id and delivery.send_again(notice_id, _actor(request), clock.now()):
        messages.success(request, "Surat dicoba lagi.")
    else:
        messages.info(request, "Surat ini tidak bisa dikirim lagi: sudah terkirim, atau isinya sudah dihapus setelah 30 hari.")
    return redirect("letters")
