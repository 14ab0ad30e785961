"""The card reader as the kiosk sees it: events to a listener, one blocking ``read``, a closed set of errors.

Nothing here knows PC/SC, a vendor or a user interface. The raw card number (UID) never crosses this port; a read tells
what was really checked (evidence), and the level of assurance is derived elsewhere (``domain.identity``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.identity import Evidence, EvidenceKind
from domain.ktp import KtpRecord
from domain.problems import Problem


class Want(StrEnum):
    """What a read may ask for. A reader never returns more than was asked (data minimisation)."""

    PRESENCE = "presence"
    RECORD = "record"
    PHOTO = "photo"
    VERIFY_CARD = "verify_card"
    VERIFY_HOLDER = "verify_holder"


CLAIMS: dict[Want, frozenset[EvidenceKind]] = {
    Want.PRESENCE: frozenset({EvidenceKind.CARD_PRESENT}),
    Want.RECORD: frozenset(),
    Want.PHOTO: frozenset(),
    Want.VERIFY_CARD: frozenset({EvidenceKind.CARD_AUTH, EvidenceKind.DS_VALID}),
    Want.VERIFY_HOLDER: frozenset({EvidenceKind.FINGER_MATCH, EvidenceKind.FACE_MATCH}),
}
"""Which evidence a reader may claim for which wish; a card reader can never claim anything else."""


class SamState(StrEnum):
    """Whether a Secure Access Module sits in the reader."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the attached reader can do, after the station's own grants were applied.

    ``simulated`` must be shown on screen. ``detects_card`` False means that no card-in event will ever come
    and the citizen starts the read by a button.
    """

    adapter: str = ""
    version: str = ""
    simulated: bool = False
    detects_card: bool = True
    gives: frozenset[Want] = frozenset()
    sam: SamState = SamState.UNKNOWN

    def can(self, want: Want) -> bool:
        """True when a read may ask for ``want``."""
        return want in self.gives


class Step(StrEnum):
    """Where a read stands; the words for the citizen belong to the user interface."""

    CARD = "card"
    AUTH = "auth"
    RECORD = "record"
    PHOTO = "photo"
    VERIFY = "verify"
    FINGER = "finger"


class ReaderState(StrEnum):
    """One word for the whole reader."""

    STOPPED = "stopped"
    STARTING = "starting"
    READY = "ready"
    NO_READER = "no_reader"
    SERVICE_DOWN = "service_down"
    RESTARTING = "restarting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CardIn:
    """A card came. ``presence`` grows with every card laid down and is never used twice."""

    reader: str
    presence: int


@dataclass(frozen=True, slots=True)
class CardOut:
    """The card of that presence is gone (or nobody can see it any more)."""

    reader: str
    presence: int


@dataclass(frozen=True, slots=True)
class CardSwapped:
    """Between two looks the card ``previous`` left and another presence began: treat it as another person."""

    reader: str
    presence: int
    previous: int


@dataclass(frozen=True, slots=True)
class ReaderIn:
    """A reader was plugged in."""

    reader: str


@dataclass(frozen=True, slots=True)
class ReaderOut:
    """A reader vanished."""

    reader: str


@dataclass(frozen=True, slots=True)
class ServiceUp:
    """The smart-card service (or the vendor's runtime) answers."""


@dataclass(frozen=True, slots=True)
class ServiceDown:
    """The smart-card service does not answer."""


@dataclass(frozen=True, slots=True)
class ReadProgress:
    """The running read passed a step; ``done`` of ``of``."""

    step: Step
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class StateChanged:
    """The reader as a whole is now ``state``."""

    state: ReaderState


CardEvent = CardIn | CardOut | CardSwapped | ReaderIn | ReaderOut | ServiceUp | ServiceDown | ReadProgress | StateChanged
CardListener = Callable[[CardEvent], None]
ProgressListener = Callable[[ReadProgress], None]


class CardErrorCode(StrEnum):
    """Everything that can go wrong with a card, as the citizen and the technician can tell it apart."""

    SERVICE_DOWN = "SERVICE_DOWN"
    NO_READER = "NO_READER"
    NO_CARD = "NO_CARD"
    CARD_TORN = "CARD_TORN"
    CARD_MUTE = "CARD_MUTE"
    CARD_UNSUPPORTED = "CARD_UNSUPPORTED"
    CARD_CHANGED = "CARD_CHANGED"
    SAM_MISSING = "SAM_MISSING"
    SAM_REFUSED = "SAM_REFUSED"
    CARD_NOT_AUTHENTIC = "CARD_NOT_AUTHENTIC"
    FINGER_NO_MATCH = "FINGER_NO_MATCH"
    FINGER_UNREADABLE = "FINGER_UNREADABLE"
    RECORD_MALFORMED = "RECORD_MALFORMED"
    TIMEOUT = "TIMEOUT"
    CANCELLED = "CANCELLED"
    DEVICE_FAULT = "DEVICE_FAULT"


class CardReadError(Exception):
    """A read that did not succeed. ``detail`` is a short technical token, never personal data.

    ``left`` is the number of finger tries left, only with FINGER_NO_MATCH.
    """

    def __init__(self, code: CardErrorCode, detail: str = "", left: int | None = None) -> None:
        super().__init__(f"{code.value}{f' ({detail})' if detail else ''}")
        self.code = code
        self.detail = detail
        self.left = left

    @property
    def problem(self) -> Problem:
        """The same as a value for services and texts, e.g. ``card_read_card_torn``."""
        params: dict[str, str | int] = {} if self.left is None else {"left": self.left}
        return Problem(f"card_read_{self.code.value.lower()}", params)


@dataclass(frozen=True, slots=True)
class CardRead:
    """What one read gave. ``record`` and ``photo`` are personal data: keep them for the visit only.

    ``uid_hmac`` is 64 hex digits, keyed per office; None when no key was given or the card's number is not stable.
    ``photo`` is JPEG as stored on the chip, not yet decoded by anyone. ``presence`` ties the read to a card-in event.
    """

    uid_hmac: str | None
    record: KtpRecord | None
    photo: bytes | None
    evidence: tuple[Evidence, ...]
    presence: int | None = None

    def __repr__(self) -> str:
        kinds = ",".join(item.kind.value for item in self.evidence)
        return f"CardRead(evidence={kinds}, record={self.record is not None}, photo={self.photo is not None})"


@dataclass(frozen=True, slots=True)
class ReaderSeen:
    """One attached reader; ``presence`` None when no card lies on it, ``refused`` when the station may not use it."""

    name: str
    presence: int | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class RecentError:
    """For the technician's page."""

    code: CardErrorCode
    detail: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReaderStatus:
    """A snapshot for diagnostics, without personal data. ``restarts`` counts processes started after the first."""

    state: ReaderState
    capabilities: Capabilities
    service_up: bool
    readers: tuple[ReaderSeen, ...]
    restarts: int = 0
    last_fault: str = ""
    recent_errors: tuple[RecentError, ...] = ()


class CardReader(Protocol):
    """The port. Every method may be called from any thread; events arrive on a thread of the reader's own."""

    def start(self, listener: CardListener) -> None:
        """Begin to watch; the present situation is told as events. A listener that raises is logged and ignored."""

    def stop(self) -> None:
        """End a running read with CANCELLED, release the hardware and return when nothing is left running."""

    def capabilities(self) -> Capabilities:
        """What the reader can do; empty until the first READY state."""

    def status(self) -> ReaderStatus:
        """A snapshot for the diagnostics page."""

    def read(self, want: frozenset[Want], deadline_s: float, on_progress: ProgressListener | None = None) -> CardRead:
        """Read the card that lies on the reader, blocking at most ``deadline_s`` seconds.

        ``on_progress`` is called on the calling thread. Raises CardReadError, and nothing else that is expected.
        """

    def cancel(self) -> None:
        """Ask the running read to end; it raises CANCELLED. Without a running read nothing happens."""
