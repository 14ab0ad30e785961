"""Sending letters and trying again. The mail server is spoken to outside any transaction; a worker that dies in between may
send a letter twice, never zero times: the ``Message-ID`` is the same, so mail programs show it once.
"""

from __future__ import annotations

import logging
import random
import smtplib
from datetime import datetime, timedelta

import msgspec
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django_tasks_db.models import DBTaskResult

from siker import vault
from siker.audit.models import AuditAction
from siker.audit.services import SYSTEM, Actor, record
from siker.fleet.services import policy
from siker.notices import words
from siker.notices.kinds import NoticeKind
from siker.notices.models import Notice, NoticeState

log = logging.getLogger("siker.notices")

MAX_TRIES = 8
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
LOST_AFTER = timedelta(minutes=15)
KEPT_GIVEN_UP = timedelta(days=30)
KEPT_ROWS = timedelta(days=400)
KEPT_JOBS = timedelta(days=1)
TIDY_EVERY = timedelta(hours=1)
_SPREAD = random.SystemRandom()


class _Sealed(msgspec.Struct, frozen=True):
    to: str
    values: dict[str, str]


def wait_before(next_try: int) -> timedelta:
    """How long to wait before a try (2 is the second): doubling, with full jitter above half, at most six hours."""
    longest = min(LONGEST_WAIT.total_seconds(), FIRST_WAIT.total_seconds() * 2.0 ** (next_try - 1))
    return timedelta(seconds=longest * _SPREAD.uniform(0.5, 1.0))


def _message(notice: Notice, sealed: _Sealed) -> EmailMessage:
    letter = words.letter(NoticeKind(notice.kind), sealed.values, policy().office_name)
    host = settings.SIKER_PUBLIC_URL.split("//")[-1].split("/")[0].split(":")[0]
    return EmailMessage(
        letter.subject, letter.body, to=[sealed.to],
        headers={"Message-ID": f"<{notice.pk}@{host}>", "Auto-Submitted": "auto-generated"},
    )  # fmt: skip


def _trouble_of(error: Exception) -> tuple[str, bool]:
    """The kind of a difficulty, and whether trying again can help. Never the server's words: they may repeat the address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return f"alamat ditolak {codes[0] if codes else ''}".strip(), not all(500 <= code < 600 for code in codes)
    if isinstance(error, smtplib.SMTPResponseException):
        permanent = isinstance(error, (smtplib.SMTPDataError, smtplib.SMTPSenderRefused)) and 500 <= error.smtp_code < 600
        return f"{type(error).__name__} {error.smtp_code}", not permanent
    return type(error).__name__, not isinstance(error, (vault.SealBrokenError, words.MissingValueError))


def attempt(notice_id: str, now: datetime) -> str:
    """Try once; the state the letter is in afterwards. Never raises for what a mail server or a letter does wrong."""
    notice = Notice.objects.filter(pk=notice_id, state=NoticeState.QUEUED).first()
    if notice is None or notice.sealed is None:
        return "nothing to send"
    try:
        sealed = msgspec.json.decode(vault.unseal(notice.sealed, f"notice/{notice.pk}"), type=_Sealed)
        _message(notice, sealed).send()
    except Exception as error:  # noqa: BLE001 - whatever it is, its text must go no further
        return _failed(notice, *_trouble_of(error), now)
    return _sent(notice, now)


def _sent(notice: Notice, now: datetime) -> str:
    Notice.objects.filter(pk=notice.pk).update(
        state=NoticeState.SENT, sent_at=now, sealed=None, tries=F("tries") + 1, trouble=""
    )
    return NoticeState.SENT.value


@transaction.atomic
def _failed(notice: Notice, trouble: str, again: bool, now: datetime) -> str:
    notice.tries, notice.trouble = notice.tries + 1, trouble[:80]
    if not again or notice.tries >= MAX_TRIES:
        notice.state = NoticeState.GIVEN_UP
        record(SYSTEM, AuditAction.NOTICE_GIVEN_UP, f"surat/{notice.pk}", now, f"{notice.kind} {notice.trouble}")
        log.error("letter %s given up after %d tries: %s", notice.pk, notice.tries, notice.trouble)
    else:
        _enqueue(notice.pk, now + wait_before(notice.tries + 1))
        log.warning("letter %s waits after try %d: %s", notice.pk, notice.tries, notice.trouble)
    notice.save(update_fields=["tries", "trouble", "state"])
    return notice.state


def _enqueue(notice_id: str, run_after: datetime | None = None) -> None:
    from siker.notices.tasks import deliver

    (deliver if run_after is None else deliver.using(run_after=run_after)).enqueue(notice_id)


@transaction.atomic
def send_again(notice_id: str, actor: Actor, now: datetime) -> bool:
    """An officer gives a letter another round of tries; False when it is not given up any more."""
    notice = Notice.objects.select_for_update().filter(pk=notice_id, state=NoticeState.GIVEN_UP).exclude(sealed=None).first()
    if notice is None:
        return False
    notice.state, notice.tries = NoticeState.QUEUED, 0
    notice.save(update_fields=["state", "tries"])
    _enqueue(notice.pk)
    record(actor, AuditAction.NOTICE_GIVEN_UP, f"surat/{notice.pk}", now, "dikirim lagi")
    return True


def given_up() -> int:
    """How many letters could not be delivered, for the desk."""
    return Notice.objects.filter(state=NoticeState.GIVEN_UP).count()


@transaction.atomic
def tidy(now: datetime) -> str:
    """Give letters whose job is lost a new one, forget what is old, and order the next tidying."""
    rescued = rescue(now)
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT_JOBS).delete()
    Notice.objects.filter(state=NoticeState.GIVEN_UP, made_at__lt=now - KEPT_GIVEN_UP).update(sealed=None)
    Notice.objects.filter(made_at__lt=now - KEPT_ROWS).exclude(state=NoticeState.QUEUED).delete()
    from siker.notices.tasks import tidy as job

    if not DBTaskResult.objects.filter(task_path=job.module_path, status="READY").exists():
        job.using(run_after=now + TIDY_EVERY).enqueue()
    return f"{rescued} rescued"


@transaction.atomic
def rescue(now: datetime) -> int:
    """New jobs for letters that wait without one: their worker was killed while sending."""
    from siker.notices.tasks import deliver

    jobs = DBTaskResult.objects.filter(task_path=deliver.module_path)
    jobs.filter(status="RUNNING", started_at__lt=now - LOST_AFTER).delete()
    alive = {args["args"][0] for args in jobs.filter(status__in=("READY", "RUNNING")).values_list("args_kwargs", flat=True)}
    waiting = Notice.objects.filter(state=NoticeState.QUEUED).values_list("pk", flat=True)
    lost = [pk for pk in waiting if pk not in alive]
    for pk in lost:
        _enqueue(pk)
    return len(lost)
