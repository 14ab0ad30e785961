"""Pages for a seeker's documents, and the one address that gives a document to whoever may read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from siker import clock
from siker.accounts.models import User
from siker.audit.services import Actor
from siker.seekers import files
from siker.seekers.documents_in import EMPTY, FILE_MAX, TOO_LARGE, DocumentRefusedError, examine
from siker.seekers.models import FileKind, SeekerAccount, SeekerFile
from siker.web.ratelimit import allowed
from siker.web.roles import seeker_of, seeker_page, staff
from siker.web.uploads import was_too_large

KIND_WORDS = {FileKind.CV: "CV", FileKind.IJAZAH: "Ijazah"}
UPLOADS_PER_HOUR = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """A document in a list."""

    file: SeekerFile
    name: str
    kind: str
    used: int


def shown(account: SeekerAccount) -> list[Shown]:
    """The person's documents."""
    return shown_attached(account.files.order_by("uploaded_at").prefetch_related("applications"))


def shown_attached(rows: Iterable[SeekerFile]) -> list[Shown]:
    """Documents with their names."""
    return [Shown(row, files.name_of(row), KIND_WORDS[FileKind(row.kind)], len(row.applications.all())) for row in rows]


@seeker_page("GET", "POST")
def my_files(request: HttpRequest) -> HttpResponse:
    """The list, and the form to add one."""
    account = seeker_of(request)
    error = ""
    kind = FileKind.CV
    if request.method == "POST":
        kind = FileKind(request.POST["jenis"]) if request.POST.get("jenis") in set(FileKind) else FileKind.CV
        error = _upload(request, account, kind)
        if not error:
            messages.success(request, "Dokumen tersimpan. Hanya Anda yang bisa melihatnya, sampai Anda melampirkannya ke lamaran.")
            return redirect("my_files")
    context = {
        "files": shown(account), "error": error, "kinds": KIND_WORDS.items(), "chosen": kind,
        "limit": FILE_MAX // 1024 // 1024, "most": files.FILES_MAX,
    }  # fmt: skip
    return render(request, "seekers/files.html", context, status=422 if error else 200)


def _upload(request: HttpRequest, account: SeekerAccount, kind: FileKind) -> str:
    """Keep what was sent; the sentence that says why not, or nothing."""
    sent = request.FILES.get("berkas")
    if was_too_large(request.META):
        return TOO_LARGE
    if not isinstance(sent, UploadedFile):
        return "Pilih dulu berkasnya."
    if not allowed(f"upload/{account.pk}", UPLOADS_PER_HOUR, 3600):
        return "Terlalu banyak unggahan dalam satu jam. Coba lagi nanti."
    if sent.size is not None and sent.size > FILE_MAX:
        return TOO_LARGE
    if not sent.size:
        return EMPTY
    try:
        files.store(account, kind, examine(sent.name or "", sent.read()), clock.now())
    except DocumentRefusedError as refused:
        return str(refused)
    return ""


@seeker_page("POST")
def delete_file(request: HttpRequest, file_id: str) -> HttpResponse:
    """Gone with one touch."""
    account = seeker_of(request)
    file = files.find(file_id)
    if file is None or file.account_id != account.pk:
        raise Http404
    files.delete(file, Actor.seeker(account.user_id), clock.now())
    messages.success(request, "Dokumen sudah dihapus, juga dari lamaran yang memakainya.")
    return redirect("my_files")


@require_safe
def file(request: HttpRequest, file_id: str) -> HttpResponse:
    """A document, as a download. Who may not read it learns no more than that there is none."""
    if not isinstance(request.user, User):
        return redirect_to_login(request.get_full_path())
    if settings.SIKER_REQUIRE_MFA and request.user.roles and not is_mfa_enabled(request.user):
        return redirect("mfa_activate_totp")
    found = files.find(file_id)
    if found is None or not files.may_read(found, staff(request)):
        raise Http404
    raw = files.read(found, staff(request), clock.now())
    if raw is None:
        raise Http404
    answer = HttpResponse(raw, content_type=found.content_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=files.name_of(found))
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
