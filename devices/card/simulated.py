"""A card reader inside the kiosk's own process, for the development dock and fast tests: same port, no hardware, no waiting.

It always tells ``capabilities().simulated``. For the behaviour of a real process (crash, hang, garbage) use the bridge
with ``devices.card.reference_shim``.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from devices.card.events import EventPump
from devices.card.port import (
    CLAIMS,
    Capabilities,
    CardErrorCode,
    CardEvent,
    CardListener,
    CardRead,
    CardReadError,
    ProgressListener,
    ReaderState,
    ReaderStatus,
    ReadProgress,
    RecentError,
    SamState,
    StateChanged,
    Step,
    Want,
)
from devices.card.presence import ReaderView
from devices.card.sample import SAMPLE_PHOTO, SAMPLE_RECORD
from devices.card.uid import uid_hmac
from devices.card.wire import ReaderEntry, State
from domain.identity import Evidence, EvidenceKind
from domain.ktp import KtpRecord

READER = "Pembaca simulasi"
_CERTIFIED = (EvidenceKind.CARD_PRESENT, EvidenceKind.CARD_AUTH, EvidenceKind.DS_VALID, EvidenceKind.FINGER_MATCH)
_STEP_OF = {
    Want.VERIFY_CARD: Step.AUTH,
    Want.RECORD: Step.RECORD,
    Want.PHOTO: Step.PHOTO,
    Want.VERIFY_HOLDER: Step.FINGER,
}


@dataclass(frozen=True, slots=True)
class _Card:
    record: KtpRecord
    photo: bytes | None
    evidence: tuple[EvidenceKind, ...]


class SimulatedReader:
    """A CardReader played by its caller. ``clock`` gives aware UTC; ``gives`` is what this reader pretends to be able to."""

    def __init__(self, clock: Callable[[], datetime], gives: Iterable[Want] = tuple(Want)) -> None:
        self._clock = clock
        self._gives = frozenset(gives)
        self._key = secrets.token_bytes(32)
        self._changed = threading.Condition()
        self._pump: EventPump | None = None
        self._view = ReaderView()
        self._up = True
        self._attached = True
        self._card: _Card | None = None
        self._number = 0
        self._failures: list[CardReadError] = []
        self._always: CardReadError | None = None
        self._held = False
        self._reading = False
        self._cancelled = False
        self._state = ReaderState.STOPPED
        self._recent: tuple[RecentError, ...] = ()

    # -- the port ------------------------------------------------------------------------------------------------

    def start(self, listener: CardListener) -> None:
        """Begin to deliver events; a card inserted before is told now."""
        with self._changed:
            if self._pump is not None:
                raise RuntimeError("reader already started")
            self._pump = EventPump(listener)
            self._publish()

    def stop(self) -> None:
        """End a running read and deliver the last events."""
        with self._changed:
            pump = self._pump
            if pump is None:
                return
            self._tell(self._view.lost())
            self._enter(ReaderState.STOPPED)
            self._pump = None
            self._changed.notify_all()
        pump.close()

    def capabilities(self) -> Capabilities:
        """Always simulated."""
        return Capabilities("simulated", "1.0", True, True, self._gives, SamState.PRESENT)

    def status(self) -> ReaderStatus:
        """A snapshot for diagnostics."""
        with self._changed:
            return ReaderStatus(self._state, self.capabilities(), self._view.service_up, self._view.readers, 0, "", self._recent)

    def read(self, want: frozenset[Want], deadline_s: float, on_progress: ProgressListener | None = None) -> CardRead:
        """Read at once, unless held or told to fail."""
        end = time.monotonic() + deadline_s
        with self._changed:
            if self._reading:
                raise CardReadError(CardErrorCode.DEVICE_FAULT, "busy")
            self._reading, self._cancelled = True, False
        try:
            return self._read(want & self._gives, end, on_progress)
        except CardReadError as error:
            with self._changed:
                if error.code is not CardErrorCode.CANCELLED:
                    self._recent = (*self._recent, RecentError(error.code, error.detail, self._clock()))[-20:]
            raise
        finally:
            with self._changed:
                self._reading = False

    def cancel(self) -> None:
        """End a held read."""
        with self._changed:
            self._cancelled = True
            self._changed.notify_all()

    # -- the play ------------------------------------------------------------------------------------------------

    def insert(
        self,
        record: KtpRecord = SAMPLE_RECORD,
        *,
        photo: bytes | None = SAMPLE_PHOTO,
        evidence: tuple[EvidenceKind, ...] = _CERTIFIED,
    ) -> None:
        """Lay a card down; one that lies there is swapped in the same moment."""
        with self._changed:
            self._card = _Card(record, photo, evidence)
            self._number += 1
            self._publish()

    def remove(self) -> None:
        """Take the card away."""
        with self._changed:
            self._card = None
            self._publish()

    def fail_next(self, code: CardErrorCode, left: int | None = None, detail: str = "simulated") -> None:
        """Let the next read fail; calls add up in order."""
        with self._changed:
            self._failures.append(CardReadError(code, detail, left))

    def fail_always(self, code: CardErrorCode | None, left: int | None = None) -> None:
        """Let every read fail, or (None) work again."""
        with self._changed:
            self._always = None if code is None else CardReadError(code, "simulated", left)

    def hold(self) -> None:
        """Let reads wait until ``release``, cancel, removal or their deadline."""
        with self._changed:
            self._held = True

    def release(self) -> None:
        """Let held reads go on."""
        with self._changed:
            self._held = False
            self._changed.notify_all()

    def plug(self) -> None:
        """Attach the reader."""
        self._set(attached=True)

    def unplug(self) -> None:
        """Detach the reader; its card is gone with it."""
        self._set(attached=False)

    def service_up(self) -> None:
        """The service answers again."""
        self._set(up=True)

    def service_down(self) -> None:
        """The service stops answering."""
        self._set(up=False)

    def settle(self, timeout_s: float = 5.0) -> bool:
        """Wait until the listener has heard everything so far."""
        pump = self._pump
        return True if pump is None else pump.settle(timeout_s)

    # -- inside --------------------------------------------------------------------------------------------------

    def _set(self, *, up: bool | None = None, attached: bool | None = None) -> None:
        with self._changed:
            self._up = self._up if up is None else up
            self._attached = self._attached if attached is None else attached
            if not (self._up and self._attached):
                self._card = None
            self._publish()

    def _publish(self) -> None:
        if self._pump is None:
            return
        entry = ReaderEntry(READER, self._number if self._card is not None else None)
        readers = [entry] if self._attached else []
        self._tell(self._view.apply(State("up" if self._up else "down", readers if self._up else [])))
        if not self._up:
            self._enter(ReaderState.SERVICE_DOWN)
        else:
            self._enter(ReaderState.READY if self._attached else ReaderState.NO_READER)
        self._changed.notify_all()

    def _enter(self, state: ReaderState) -> None:
        if state is not self._state:
            self._state = state
            self._tell([StateChanged(state)])

    def _tell(self, events: list[CardEvent]) -> None:
        pump = self._pump
        if pump is not None:
            for event in events:
                pump.put(event)

    def _read(self, want: frozenset[Want], end: float, on_progress: ProgressListener | None) -> CardRead:
        steps = [Step.CARD, *(step for wish, step in _STEP_OF.items() if wish in want)]
        with self._changed:
            card, number = self._ready_card(), self._number
        self._progress(ReadProgress(Step.CARD, 1, len(steps)), on_progress)
        with self._changed:
            self._changed.wait_for(
                lambda: not self._held or self._cancelled or self._card is not card or self._pump is None,
                max(0.0, end - time.monotonic()),
            )
            if self._cancelled or self._pump is None:
                raise CardReadError(CardErrorCode.CANCELLED)
            if self._card is not card:
                raise CardReadError(CardErrorCode.CARD_TORN if self._card is None else CardErrorCode.CARD_CHANGED)
            if self._held:
                raise CardReadError(CardErrorCode.TIMEOUT, "held")
            told = self._failures.pop(0) if self._failures else self._always
            if told is not None:
                raise CardReadError(told.code, told.detail, told.left)
            at = self._clock()
        for done, step in enumerate(steps[1:], start=2):
            self._progress(ReadProgress(step, done, len(steps)), on_progress)
        allowed = frozenset({EvidenceKind.CARD_PRESENT}).union(*(CLAIMS[wish] for wish in want))
        return CardRead(
            uid_hmac=uid_hmac(card.record.nik.encode(), self._key),
            record=card.record if Want.RECORD in want else None,
            photo=card.photo if Want.PHOTO in want else None,
            evidence=tuple(
                Evidence(kind, True, "simulated", "simulated/1.0", at, "simulated") for kind in card.evidence if kind in allowed
            ),
            presence=number,
        )

    def _progress(self, progress: ReadProgress, on_progress: ProgressListener | None) -> None:
        self._tell([progress])
        if on_progress is not None:
            on_progress(progress)

    def _ready_card(self) -> _Card:
        if self._pump is None:
            raise CardReadError(CardErrorCode.DEVICE_FAULT, "stopped")
        if not self._up:
            raise CardReadError(CardErrorCode.SERVICE_DOWN)
        if not self._attached:
            raise CardReadError(CardErrorCode.NO_READER)
        if self._card is None:
            raise CardReadError(CardErrorCode.NO_CARD)
        return self._card
