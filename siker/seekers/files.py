"""A seeker's documents: sealed, outside the web root, opened only for the owner, for officers (journalled), and for a firm to
which the owner attached it, while that application stands.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import uuid6
from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from domain.applications import ApplicationState
from siker import vault
from siker.accounts.models import Role, User
from siker.applications.models import Application
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.employers.models import MemberRole
from siker.seekers.documents_in import Document, DocumentRefusedError
from siker.seekers.models import ApplicationFile, FileKind, SeekerAccount, SeekerFile

FILES_MAX = 6
BYTES_MAX = 12 * 1024 * 1024
OFFICERS = frozenset({Role.OFFICER, Role.ADMIN})
OVER = frozenset({ApplicationState.DRAFT, ApplicationState.NOT_HIRED, ApplicationState.WITHDRAWN})
READERS = frozenset({MemberRole.OWNER, MemberRole.RECRUITER, MemberRole.VIEWER})
TOO_MANY = f"Tempat dokumen Anda penuh: paling banyak {FILES_MAX} berkas, {BYTES_MAX // 1024 // 1024} MB. Hapus dulu yang tidak dipakai."
SAME_FILE = "Dokumen ini sudah ada di daftar Anda."


def _place(file_id: str) -> Path:
    return Path(settings.SIKER_DATA_DIR) / "files" / file_id[-2:] / file_id


def _write(place: Path, sealed: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = place.with_name(f"{place.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(sealed)
        out.flush()
        os.fsync(out.fileno())
    part.replace(place)


def store(account: SeekerAccount, kind: FileKind, document: Document, now: datetime) -> SeekerFile:
    """Keep a checked document. Raises DocumentRefusedError when there is no room, or the same one is here already."""
    file_id = str(uuid6.uuid7())
    place = _place(file_id)
    try:
        with transaction.atomic():
            SeekerAccount.objects.select_for_update().get(pk=account.pk)
            mine = account.files.all()
            held = mine.aggregate(bytes=Sum("size"))["bytes"] or 0
            digest = hashlib.sha256(document.content).hexdigest()
            if mine.filter(sha256=digest).exists():
                raise DocumentRefusedError(SAME_FILE)
            if mine.count() >= FILES_MAX or held + len(document.content) > BYTES_MAX:
                raise DocumentRefusedError(TOO_MANY)
            file = SeekerFile.objects.create(
                file_id=file_id, account=account, kind=kind.value, sealed_name=vault.seal(document.name.encode(), f"file-name/{file_id}"),
                content_type=document.content_type, size=len(document.content), sha256=digest, uploaded_at=now,
            )  # fmt: skip
            record(Actor.seeker(account.user_id), AuditAction.FILE_UPLOADED, f"berkas/{file_id}", now, kind.value)
            _write(place, vault.seal(document.content, f"file/{file_id}"))
    except BaseException:
        place.unlink(missing_ok=True)
        raise
    return file


def name_of(file: SeekerFile) -> str:
    """Its name, as the person knows it."""
    return vault.unseal(file.sealed_name, f"file-name/{file.pk}").decode()


def find(file_id: str) -> SeekerFile | None:
    """A document by its number."""
    return None if "\x00" in file_id else SeekerFile.objects.select_related("account").filter(pk=file_id[:64]).first()


def may_read(file: SeekerFile, user: User) -> bool:
    """The owner; officers; somebody of a verified firm while an application there, to which the owner attached it, is not over.

    The same as for the CV: whoever was turned away or went back is a stranger again, and a firm taken off reads nothing of people.
    """
    if not user.is_active:
        return False
    if file.account.user_id == user.pk or user.roles & OFFICERS:
        return True
    member = getattr(user, "member", None)
    if member is None or member.role not in READERS or not member.firm.is_public:
        return False
    attached = ApplicationFile.objects.filter(file=file, application__vacancy__firm=member.firm)
    return attached.exclude(application__state__in=OVER).exists()


def _reader(file: SeekerFile, user: User) -> Actor:
    if file.account.user_id == user.pk:
        return Actor.seeker(user.pk)
    member = getattr(user, "member", None)
    return Actor.officer(user.username, user.pk) if user.roles or member is None else Actor.member(member.firm_id, user.pk)


@transaction.atomic
def read(file: SeekerFile, user: User, now: datetime) -> bytes | None:
    """The document in clear, journalled; None when its bytes are gone. The caller has asked ``may_read``."""
    record(_reader(file, user), AuditAction.FILE_VIEWED, f"berkas/{file.pk}", now)
    place = _place(file.pk)
    return vault.unseal(place.read_bytes(), f"file/{file.pk}") if place.is_file() else None


@transaction.atomic
def delete(file: SeekerFile, actor: Actor, now: datetime) -> None:
    """Gone: row, attachments, and, once that is certain, the bytes."""
    place = _place(file.pk)
    record(actor, AuditAction.FILE_DELETED, f"berkas/{file.pk}", now)
    file.delete()
    transaction.on_commit(lambda: place.unlink(missing_ok=True))


@transaction.atomic
def attach(application: Application, account: SeekerAccount, file_ids: Iterable[str], now: datetime) -> int:
    """Attach the person's own documents to an application, in place of those attached before; others' are ignored."""
    asked = set(file_ids)
    wanted = [file for file in account.files.all() if file.pk in asked]
    ApplicationFile.objects.filter(application=application).exclude(file__in=wanted).delete()
    for file in wanted:
        ApplicationFile.objects.get_or_create(application=application, file=file, defaults={"attached_at": now})
    return len(wanted)


def attached_to(application: Application) -> list[SeekerFile]:
    """The documents a firm may read with this application, oldest first; none once it is withdrawn."""
    if application.state == ApplicationState.WITHDRAWN:
        return []
    return list(SeekerFile.objects.filter(applications__application=application).order_by("uploaded_at"))
