"""Letters: ordered with what was done, sent by a real SMTP conversation, tried again, given up honestly, telling nothing to logs."""

from __future__ import annotations

import contextlib
import os
import string
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from django.db import OperationalError, transaction
from django_tasks_db.models import DBTaskResult

from siker import clock
from siker.audit.models import AuditAction, Entry
from siker.audit.services import SYSTEM
from siker.notices import delivery, words, worker
from siker.notices.kinds import NoticeKind
from siker.notices.models import Notice, NoticeState
from siker.notices.services import send
from siker.notices.tasks import deliver
from tests.server.siker_live import ROOT, LiveServer, start_server
from tests.server.smtp_sink import Sink, smtp_sink

ADDRESS = "kenariwati@example.id"
VALUES = {"title": "Operator jahit", "employer": "CONTOH Garmen", "number": "L-C3D7F9"}


@pytest.fixture
def sink() -> Iterator[Sink]:
    with smtp_sink() as found:
        yield found


@pytest.fixture
def by_smtp(sink: Sink, settings: object) -> Sink:
    """Django sends to the sink."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port  # type: ignore[attr-defined]
    return sink


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_letter_can_be_written_and_tells_what_it_was_given(kind: NoticeKind) -> None:
    values = {name: f"<{name}>" for name in words.needed(kind)}
    made = words.letter(kind, values, "Disnaker Contoh")
    for shown in values.values():
        assert shown in made.subject + made.body
    assert "{" not in made.subject + made.body
    assert "Disnaker Contoh" in made.body
    assert not set("\r\n") & set(made.subject)
    assert not {"error", "invalid", "required"} & set(made.body.lower().split())
    subject, body = words.TEXTS[kind]
    assert all(not spec and not conversion for text in (subject, body) for _, _, spec, conversion in string.Formatter().parse(text))


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_letter_is_ordered_with_what_was_done_or_not_at_all() -> None:
    @transaction.atomic
    def half_done() -> None:
        send(NoticeKind.APPLICATION_RECEIVED, ADDRESS, VALUES, clock.now())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        half_done()
    assert (Notice.objects.count(), DBTaskResult.objects.count()) == (0, 0)
    notice = send(NoticeKind.APPLICATION_RECEIVED, ADDRESS, VALUES, clock.now())
    job = DBTaskResult.objects.get()
    assert job.args_kwargs == {"args": [notice.pk], "kwargs": {}}
    assert notice.sealed is not None
    for secret in (ADDRESS, "Operator"):
        assert secret.encode() not in bytes(notice.sealed)


@pytest.mark.django_db
def test_who_gave_no_address_gets_no_letter() -> None:
    for nothing in ("", "+6281200000001", "bukan alamat", "a@b\nBcc: c@d.id"):
        notice = send(NoticeKind.APPLICATION_RECEIVED, nothing, VALUES, clock.now())
        assert (notice.state, notice.sealed) == (NoticeState.NO_ADDRESS, None)
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_a_forgotten_value_is_told_when_ordering() -> None:
    with pytest.raises(words.MissingValueError, match="application_received: number"):
        send(NoticeKind.APPLICATION_RECEIVED, ADDRESS, {"title": "x", "employer": "y"}, clock.now())


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_real_mail_goes_out_once_and_its_content_is_forgotten(by_smtp: Sink) -> None:
    notice = send(NoticeKind.APPLICATION_RECEIVED, ADDRESS, {**VALUES, "title": "Jahit\r\nBcc: x@example.id"}, clock.now())
    assert delivery.attempt(notice.pk, clock.now()) == NoticeState.SENT
    delivery.attempt(notice.pk, clock.now())
    (letter,) = by_smtp.letters
    assert letter["To"] == ADDRESS
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Lamaran Jahit Bcc: x@example.id sudah diterima"
    assert notice.pk in letter["Message-ID"]
    body = letter.get_content()
    assert "CONTOH Garmen" in body
    assert "L-C3D7F9" in body
    notice.refresh_from_db()
    assert (notice.state, notice.sealed, notice.tries) == (NoticeState.SENT, None, 1)


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_mail_server_that_is_away_is_tried_again_then_given_up_with_an_entry(
    by_smtp: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    by_smtp.refuse = f"450 {ADDRESS} later"
    now = clock.now()
    notice = send(NoticeKind.APPLICATION_RECEIVED, ADDRESS, VALUES, now)
    DBTaskResult.objects.all().delete()
    waits = []
    for _ in range(delivery.MAX_TRIES):
        assert not Entry.objects.filter(action=AuditAction.NOTICE_GIVEN_UP).exists()
        delivery.attempt(notice.pk, now)
        job = DBTaskResult.objects.first()
        if job is not None:
            waits.append((job.run_after - now).total_seconds())
            DBTaskResult.objects.all().delete()
    assert len(waits) == delivery.MAX_TRIES - 1
    assert 30 <= waits[0] <= 60
    assert all(later > earlier for earlier, later in zip(waits[:-1], waits[2:], strict=False))
    notice.refresh_from_db()
    assert (notice.state, notice.trouble) == (NoticeState.GIVEN_UP, "alamat ditolak 450")
    assert delivery.given_up() == 1
    entry = Entry.objects.get(action=AuditAction.NOTICE_GIVEN_UP)
    for text in (caplog.text, entry.detail, entry.subject, notice.trouble):
        assert ADDRESS not in text
    by_smtp.refuse = ""
    assert delivery.send_again(notice.pk, SYSTEM, now)
    assert not delivery.send_again(notice.pk, SYSTEM, now)
    assert delivery.attempt(notice.pk, now) == NoticeState.SENT
    assert len(by_smtp.letters) == 1


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_given_up_at_once(by_smtp: Sink) -> None:
    by_smtp.refuse = "550 no such person"
    notice = send(NoticeKind.APPLICATION_RECEIVED, ADDRESS, VALUES, clock.now())
    assert delivery.attempt(notice.pk, clock.now()) == NoticeState.GIVEN_UP


@pytest.mark.django_db
def test_a_letter_that_does_not_open_harms_no_other(by_smtp: Sink) -> None:
    bad, good = (send(NoticeKind.APPLICATION_RECEIVED, ADDRESS, VALUES, clock.now()) for _ in range(2))
    Notice.objects.filter(pk=bad.pk).update(sealed=b"\x01broken-and-long-enough-to-look-real-----")
    assert deliver.call(bad.pk) == NoticeState.GIVEN_UP
    assert deliver.call(good.pk) == NoticeState.SENT


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_letter_whose_worker_died_gets_another_job() -> None:
    now = clock.now()
    notice = send(NoticeKind.APPLICATION_RECEIVED, ADDRESS, VALUES, now)
    assert delivery.rescue(now) == 0
    DBTaskResult.objects.update(status="RUNNING", started_at=now - delivery.LOST_AFTER - timedelta(seconds=1))
    assert delivery.rescue(now) == 1
    assert DBTaskResult.objects.get().args_kwargs["args"] == [notice.pk]
    for _ in range(2):
        delivery.tidy(now)
    assert DBTaskResult.objects.filter(task_path="siker.notices.tasks.tidy").count() == 1


@pytest.mark.both_databases
def test_two_workers_send_each_letter_once(sink: Sink, tmp_path: Path, fresh_server: Callable[..., LiveServer]) -> None:
    """Real worker processes beside the one of a real server, all on its database."""
    other = os.environ.get("SIKER_LIVE_DATABASE_URL", "").replace("/live", "/letters")  # where no other server's worker sends
    server = fresh_server(SIKER_EMAIL_URL=sink.url, **({"DATABASE_URL": other} if other else {}))
    wanted = 30
    script = (
        "from siker import clock; from siker.notices.services import send, NoticeKind\n"
        f"for n in range({wanted}): send(NoticeKind.APPLICATION_RECEIVED, f'contoh{{n}}@example.id', {VALUES!r}, clock.now())"
    )
    server.command("django", "shell", "--no-imports", "-c", script)
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "siker", "worker", "--until-empty"], env=server.env, cwd=ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    told = [one.communicate(timeout=90) for one in workers]
    assert [one.returncode for one in workers] == [0, 0], told
    deadline = time.monotonic() + 30
    while len(sink.raw) < wanted and time.monotonic() < deadline:
        time.sleep(0.05)
    assert sorted(str(letter["To"]) for letter in sink.letters) == sorted(f"contoh{n}@example.id" for n in range(wanted))
    assert all("example.id" not in out + err for out, err in told)


def test_the_server_alone_sends_letters_too(sink: Sink, fresh_server: Callable[..., LiveServer]) -> None:
    """What `make run` starts needs no second command."""
    server = fresh_server(SIKER_EMAIL_URL=sink.url)
    script = (
        "from siker import clock; from siker.notices.services import send, NoticeKind\n"
        f"send(NoticeKind.APPLICATION_RECEIVED, {ADDRESS!r}, {VALUES!r}, clock.now())"
    )
    server.command("django", "shell", "--no-imports", "-c", script)
    deadline = time.monotonic() + 30
    while not sink.raw and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [letter["To"] for letter in sink.letters] == [ADDRESS]
    assert ADDRESS not in server.log.read_text()


def test_the_worker_ends_with_its_server_by_whatever_death(tmp_path: Path) -> None:
    server, process = start_server(tmp_path)
    family = psutil.Process(process.pid).children(recursive=True)
    letters = [item for item in family if "worker" in item.cmdline()]
    assert len(letters) == 1
    process.kill()
    process.wait(10)
    try:
        assert psutil.wait_procs(letters, timeout=20)[1] == []
        assert server.log.exists()
    finally:
        for item in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                item.kill()
        if process.stdout is not None:
            process.stdout.close()


@pytest.mark.django_db
def test_a_database_that_is_away_is_waited_for(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    class Stretch:
        """Fails once as a locked SQLite does at its BEGIN."""

        tries = 0

        def run(self) -> None:
            self.tries += 1
            if self.tries == 1:
                raise OperationalError("database is locked")

    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    loop = Stretch()
    assert [worker._worked(loop), worker._worked(loop)] == [False, True]  # type: ignore[arg-type]
    assert "busy or away" in caplog.text


def test_without_a_mail_server_letters_are_written_to_the_terminal_and_it_says_so(tmp_path: Path) -> None:
    env = {**os.environ, "SIKER_DATA_DIR": str(tmp_path)}
    for name in ("SIKER_EMAIL_URL", "DATABASE_URL"):
        env.pop(name, None)
    order = (
        "from siker import clock; from siker.notices.services import send, NoticeKind\n"
        f"send(NoticeKind.APPLICATION_RECEIVED, {ADDRESS!r}, {VALUES!r}, clock.now())"
    )
    told = ""
    for command in (["migrate"], ["django", "shell", "--no-imports", "-c", order], ["worker", "--until-empty"]):
        done = subprocess.run(
            [sys.executable, "-m", "siker", *command], env=env, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
        )
        told = done.stdout + done.stderr
    assert "SIKER_EMAIL_URL belum diisi" in told
    assert f"To: {ADDRESS}" in told
