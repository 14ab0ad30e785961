"""The technician's questions about the card reader, answered as values: for ``doctor`` and the diagnostics page.

Answers hold no personal data: names of readers and error codes only, never what a card says.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from devices.card.port import CardEvent, CardReader, ReaderState, ReaderStatus, StateChanged, Want

_SETTLED = frozenset({ReaderState.READY, ReaderState.NO_READER, ReaderState.SERVICE_DOWN, ReaderState.REFUSED})


class CheckStatus(StrEnum):
    """The outcome of one question."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    SKIPPED = "skipped"


class CheckName(StrEnum):
    """The questions, in the order they are asked; a failed one makes later ones moot."""

    PROGRAM = "card_program"
    SERVICE = "card_service"
    READER = "card_reader"
    REAL = "card_reader_real"
    ABILITIES = "card_reader_abilities"
    CARD = "card_present"
    ERRORS = "card_recent_errors"


@dataclass(frozen=True, slots=True)
class Check:
    """``seen`` is what was found (technical, English); ``mend`` what to do, empty when nothing is to be done."""

    name: CheckName
    status: CheckStatus
    seen: str
    mend: str = ""


def probe(reader: CardReader, deadline_s: float = 10.0, *, production: bool = True) -> list[Check]:
    """Start a stopped reader, look until it has settled, stop it, and answer every question."""
    settled = threading.Event()

    def listen(event: CardEvent) -> None:
        if isinstance(event, StateChanged) and event.state in _SETTLED:
            settled.set()

    reader.start(listen)
    try:
        settled.wait(deadline_s)
        return judge_status(reader.status(), production=production)
    finally:
        reader.stop()


def judge_status(status: ReaderStatus, *, production: bool = True) -> list[Check]:
    """Answer every question from a snapshot of a running reader."""
    return [
        _program(status),
        _service(status),
        _reader(status),
        _real(status, production),
        _abilities(status),
        _card(status),
        _errors(status),
    ]


def worst(checks: Iterable[Check]) -> CheckStatus:
    """The gravest outcome, for an exit code."""
    order = (CheckStatus.FAIL, CheckStatus.WARN, CheckStatus.OK, CheckStatus.SKIPPED)
    return min((check.status for check in checks), key=order.index, default=CheckStatus.SKIPPED)


def _speaks(status: ReaderStatus) -> bool:
    return bool(status.capabilities.adapter)


def _program(status: ReaderStatus) -> Check:
    if _speaks(status):
        who = f"{status.capabilities.adapter}/{status.capabilities.version}, restarts: {status.restarts}"
        return Check(CheckName.PROGRAM, CheckStatus.OK, who)
    why = status.last_fault or status.state.value
    if status.state is ReaderState.REFUSED:
        return Check(CheckName.PROGRAM, CheckStatus.FAIL, f"refused: {why}", _REFUSED_MEND)
    return Check(CheckName.PROGRAM, CheckStatus.FAIL, why, _PROGRAM_MEND)


def _service(status: ReaderStatus) -> Check:
    if not _speaks(status):
        return Check(CheckName.SERVICE, CheckStatus.SKIPPED, "no program")
    if status.service_up:
        return Check(CheckName.SERVICE, CheckStatus.OK, "answers")
    return Check(CheckName.SERVICE, CheckStatus.FAIL, "does not answer", _SERVICE_MEND)


def _reader(status: ReaderStatus) -> Check:
    if not status.service_up:
        return Check(CheckName.READER, CheckStatus.SKIPPED, "service down")
    names = [seen.name for seen in status.readers if not seen.refused]
    if names:
        return Check(CheckName.READER, CheckStatus.OK, "; ".join(names))
    refused = [seen.name for seen in status.readers]
    return Check(CheckName.READER, CheckStatus.FAIL, f"refused: {'; '.join(refused)}" if refused else "none", _READER_MEND)


def _real(status: ReaderStatus, production: bool) -> Check:
    if status.last_fault == "simulated-in-production":
        return Check(CheckName.REAL, CheckStatus.FAIL, "simulated program in production", _REFUSED_MEND)
    if not _speaks(status):
        return Check(CheckName.REAL, CheckStatus.SKIPPED, "no program")
    if any(seen.refused for seen in status.readers):
        return Check(CheckName.REAL, CheckStatus.FAIL, "virtual reader attached", _VIRTUAL_MEND)
    if status.capabilities.simulated:
        outcome = CheckStatus.FAIL if production else CheckStatus.WARN
        return Check(CheckName.REAL, outcome, "simulated", _REFUSED_MEND if production else "")
    return Check(CheckName.REAL, CheckStatus.OK, "does not say it is simulated")


def _abilities(status: ReaderStatus) -> Check:
    if not _speaks(status):
        return Check(CheckName.ABILITIES, CheckStatus.SKIPPED, "no program")
    gives = ", ".join(sorted(want.value for want in status.capabilities.gives)) or "nothing"
    seen = f"{gives}; SAM {status.capabilities.sam.value}"
    if status.capabilities.can(Want.RECORD):
        return Check(CheckName.ABILITIES, CheckStatus.OK, seen)
    return Check(CheckName.ABILITIES, CheckStatus.WARN, seen, _PRESENCE_MEND)


def _card(status: ReaderStatus) -> Check:
    if status.state is not ReaderState.READY:
        return Check(CheckName.CARD, CheckStatus.SKIPPED, status.state.value)
    count = sum(seen.presence is not None for seen in status.readers)
    return Check(CheckName.CARD, CheckStatus.OK, "a card lies on the reader" if count else "no card")


def _errors(status: ReaderStatus) -> Check:
    recent = status.recent_errors[-5:]
    if not recent:
        return Check(CheckName.ERRORS, CheckStatus.OK, "none")
    return Check(CheckName.ERRORS, CheckStatus.WARN, "; ".join(f"{e.code.value} {e.detail}".strip() for e in recent))


_PROGRAM_MEND = "Program pembaca tidak berjalan atau tidak menyapa. Periksa perintahnya di pengaturan dan pemasangannya."
_SERVICE_MEND = "Layanan kartu (pcscd) tidak menjawab. Periksa layanan pcscd dan izin akses pengguna kios."
_READER_MEND = "Tidak ada pembaca yang boleh dipakai. Periksa kabel USB dan daya pembaca."
_REFUSED_MEND = "Pembaca simulasi atau versi protokol lain ditolak di produksi. Pasang program pembaca yang benar."
_VIRTUAL_MEND = "Copot paket vsmartcard-vpcd dari mesin ini: siapa pun di jaringan dapat memainkan kartu melaluinya."
_PRESENCE_MEND = "Pembaca ini hanya membuktikan kehadiran kartu. Data dan pemegangnya perlu pembaca bersertifikat atau petugas."
