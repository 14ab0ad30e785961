"""Documents: judged by content, sealed on disk, within a quota, opened only by whoever may."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from domain.applications import NotHiredReason
from siker import clock
from siker.accounts.models import Role, User
from siker.accounts.services import create_officer
from siker.applications.services import not_hire, withdraw_from_portal
from siker.audit.models import AuditAction, Entry
from siker.audit.services import SYSTEM, Actor
from siker.employers.models import Firm, FirmState, MemberRole
from siker.seekers import applying, files
from siker.seekers.documents_in import (
    ACTIVE_PDF,
    BROKEN_PDF,
    BROKEN_PICTURE,
    EMPTY,
    FILE_MAX,
    HUGE_PICTURE,
    TOO_LARGE,
    WRONG_KIND,
    DocumentRefusedError,
    clean_name,
    examine,
)
from siker.seekers.models import SeekerFile
from tests.server.siker_seekers import Person, client_for, member_named, pdf, person, picture, sent, vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def archive() -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.html", "<script>alert(1)</script>")
    return out.getvalue()


def with_place() -> bytes:
    """A photo that says where it was taken."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "rumah Kenariwati"
    Image.new("RGB", (50, 30), (9, 9, 9)).save(out, "JPEG", exif=exif)
    return out.getvalue()


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", EMPTY),
    "too large": (b"%PDF-1.4" + b"0" * FILE_MAX, TOO_LARGE),
    "a program": (b"MZ" + b"\x00" * 200, WRONG_KIND),
    "a web page": (b"<!doctype html><script>alert(1)</script>", WRONG_KIND),
    "a vector picture": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', WRONG_KIND),
    "an animation": (b"GIF89a" + b"\x00" * 100, WRONG_KIND),
    "an archive": (archive(), WRONG_KIND),
    "a PDF with an archive behind it": (pdf(archive()), BROKEN_PDF),
    "a PDF with a page behind it": (pdf(b"<script>alert(1)</script>"), BROKEN_PDF),
    "half a PDF": (pdf()[:300], BROKEN_PDF),
    "a PDF behind something": (b"GIF89a" + pdf(), WRONG_KIND),
    "a PDF with a program": (pdf().replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (x) >>"), ACTIVE_PDF),
    "a PDF that starts something": (pdf().replace(b"/Catalog", b"/Catalog /AA << /S /Launch >>"), ACTIVE_PDF),
    "a PDF with a file": (pdf().replace(b"/Catalog", b"/Catalog /Names << /EmbeddedFiles 1 >>"), ACTIVE_PDF),
    "a PDF with a program under a disguised name": (
        pdf().replace(b"/Catalog", b"/Catalog /OpenAction << /S /J#61vaScript /J#53 (x) >>"), ACTIVE_PDF,
    ),
    "half a photo": (picture(size=(600, 600))[:400], BROKEN_PICTURE),
    "a photo in name": (b"\xff\xd8\xff\xe0" + b"x" * 400, BROKEN_PICTURE),
    "an immense picture": (picture("PNG", (9000, 9000)), HUGE_PICTURE),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_harmless_document_is_refused_with_a_sentence(what: str) -> None:
    content, sentence = REFUSED[what]
    who = person(1)
    answer = who.client().post(reverse("my_files"), {"jenis": "ijazah", "berkas": SimpleUploadedFile("cv.pdf", content)})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert sentence in text
    assert 'value="ijazah" checked' in text
    assert not SeekerFile.objects.exists()


def test_no_file_and_fifty_megabytes_are_answered_too() -> None:
    client = person(1).client()
    assert "Pilih dulu berkasnya" in client.post(reverse("my_files"), {"jenis": "cv"}).content.decode()
    before = set(Path("/tmp").glob("*.upload*"))
    huge = SimpleUploadedFile("besar.pdf", b"%PDF-1.4" + b"0" * (50 * 1024 * 1024))
    answer = client.post(reverse("my_files"), {"jenis": "cv", "berkas": huge})
    assert TOO_LARGE in answer.content.decode()
    assert set(Path("/tmp").glob("*.upload*")) == before


@pytest.mark.parametrize(("content", "name", "ending", "kind"), [
    (pdf(), "CV saya.PDF", "CV saya.pdf", "application/pdf"),
    (picture("JPEG"), "ijazah.png", "ijazah.jpg", "image/jpeg"),
    (picture("PNG"), "../../etc/passwd", "passwd.png", "image/png"),
    (pdf(b"\n\n"), "C:\\Users\\x\\cv.pdf", "cv.pdf", "application/pdf"),
])  # fmt: skip
def test_a_document_is_kept_sealed_and_comes_back_whole(content: bytes, name: str, ending: str, kind: str) -> None:
    client = person(1).client()
    assert client.post(reverse("my_files"), sent(content, name)).status_code == 302
    row = SeekerFile.objects.get()
    assert files.name_of(row) == ending
    stored = [file for file in (Path(settings.SIKER_DATA_DIR) / "files").rglob("*") if file.name == row.pk]
    assert len(stored) == 1
    assert b"PDF" not in stored[0].read_bytes()[:20]
    assert stored[0].stat().st_mode & 0o077 == 0
    answer = client.get(reverse("file", kwargs={"file_id": row.pk}))
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert kind != "application/pdf" or answer.content == content
    assert Entry.objects.filter(action=AuditAction.FILE_VIEWED, subject=f"berkas/{row.pk}").count() == 1


@pytest.mark.parametrize("hidden", ["place", "script", "archive"])
def test_a_picture_is_drawn_anew_so_nothing_hides_in_it(hidden: str) -> None:
    content = {"place": with_place(), "script": picture() + b"<script>alert(1)</script>", "archive": picture() + archive()}[hidden]
    kept = examine("foto.jpg", content).content
    for secret in (b"Kenariwati", b"<script>", b"PK\x03\x04"):
        assert secret not in kept
    with Image.open(io.BytesIO(kept)) as shown:
        assert shown.format == "JPEG"


@pytest.mark.parametrize(("name", "clean"), [
    ("", "dokumen.pdf"), ("...", "dokumen.pdf"), ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"), ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
    ('"quoted".pdf', "quoted.pdf"), ("CON.exe", "CON.pdf"), ("riwayat\u202efdp.exe", "riwayatfdp.pdf"),
])  # fmt: skip
def test_names_hold_no_folders_and_no_control_signs(name: str, clean: str) -> None:
    assert clean_name(name, "application/pdf") == clean


def test_a_scan_that_holds_the_letters_of_a_program_by_chance_is_taken() -> None:
    scan = pdf().replace(b"endstream", b"\x9f/JS\x00\x81/JS,\xff endstream", 1)
    assert examine("ijazah.pdf", scan).content == scan


def test_there_is_room_for_six_and_the_same_one_is_not_kept_twice() -> None:
    who = person(1)
    client = who.client()
    first = pdf()
    assert client.post(reverse("my_files"), sent(first)).status_code == 302
    assert files.SAME_FILE in client.post(reverse("my_files"), sent(first)).content.decode()
    for _ in range(files.FILES_MAX - 1):
        assert client.post(reverse("my_files"), sent(pdf())).status_code == 302
    assert files.TOO_MANY in client.post(reverse("my_files"), sent(pdf())).content.decode()
    assert person(2).client().post(reverse("my_files"), sent(pdf())).status_code == 302


def test_all_documents_together_have_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    who = person(1)
    stored(who)
    monkeypatch.setattr(files, "BYTES_MAX", SeekerFile.objects.get().size + 100)
    with pytest.raises(DocumentRefusedError):
        stored(who)


def stored(who: Person) -> SeekerFile:
    """A document of somebody."""
    return files.store(who.account, files.FileKind.CV, examine("cv.pdf", pdf()), clock.now())


def test_deleting_takes_row_bytes_and_attachments(django_capture_on_commit_callbacks: Any) -> None:
    who = person(1)
    row = stored(who)
    application = applying.send(who.account, vacancy(), applying.Choices(file_ids=(row.pk,), agreed=True), clock.now())
    assert files.attached_to(application) == [row]
    assert person(2).client().post(reverse("delete_file", kwargs={"file_id": row.pk})).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert who.client().post(reverse("delete_file", kwargs={"file_id": row.pk})).status_code == 302
    assert not list((Path(settings.SIKER_DATA_DIR) / "files").rglob(row.pk))
    assert files.attached_to(application) == []


def test_who_may_read_a_document() -> None:
    who, other = person(1), person(2)
    attached, private = stored(who), stored(who)
    here, _ = vacancy(1, 1), vacancy(2, 2)
    application = applying.send(who.account, here, applying.Choices(file_ids=(attached.pk,), agreed=True), clock.now())
    applying.send(other.account, here, applying.Choices(file_ids=(private.pk,), agreed=True), clock.now())
    now = clock.now()
    staff = {role: create_officer(f"x.{role.value}", "kalimat-panjang-42", frozenset({role}), now, SYSTEM) for role in Role}
    readers = {
        "owner": (who.user, True, True), "other seeker": (other.user, False, False), "the firm": (member_named(1), True, False),
        "its viewer": (member_named(1, MemberRole.VIEWER), True, False), "another firm": (member_named(2), False, False),
        "officer": (staff[Role.OFFICER], True, True), "admin": (staff[Role.ADMIN], True, True),
        "technician": (staff[Role.TECHNICIAN], False, False),
    }  # fmt: skip
    for name, (user, may_attached, may_private) in readers.items():
        client = client_for(user)
        for file, may in ((attached, may_attached), (private, may_private)):
            assert files.may_read(file, user) is may, name
            assert client.get(reverse("file", kwargs={"file_id": file.pk})).status_code == (200 if may else 404), name
    withdraw_from_portal(application.pk, Actor.seeker(who.user.pk), now)
    assert not files.may_read(attached, readers["the firm"][0])
    assert files.may_read(attached, who.user)


def test_a_firm_reads_no_document_of_somebody_it_turned_away_or_once_it_is_suspended() -> None:
    who = person(1)
    file, offer = stored(who), vacancy(1, 1)
    application = applying.send(who.account, offer, applying.Choices(file_ids=(file.pk,), agreed=True), clock.now())
    reader = member_named(1)
    address = reverse("file", kwargs={"file_id": file.pk})
    assert client_for(reader).get(address).status_code == 200
    Firm.objects.update(state=FirmState.SUSPENDED)
    assert client_for(User.objects.get(pk=reader.pk)).get(address).status_code == 404
    Firm.objects.update(state=FirmState.VERIFIED)
    not_hire([application.pk], NotHiredReason.OTHER, "", SYSTEM, clock.now())
    assert client_for(User.objects.get(pk=reader.pk)).get(address).status_code == 404
    assert who.client().get(address).status_code == 200


def test_a_document_that_does_not_exist_looks_like_one_that_is_not_yours() -> None:
    client = person(1).client()
    not_yours = client.get(reverse("file", kwargs={"file_id": stored(person(2)).pk}))
    nothing = client.get(reverse("file", kwargs={"file_id": "0" * 36}))
    assert not_yours.status_code == nothing.status_code == 404
    assert client.get("/berkas/%00").status_code == 404
