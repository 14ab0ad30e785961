"""The lines spoken between the kiosk and a reader's process: JSON, one message a line, version 1.

Both sides use these definitions; ``docs/card-bridge-protocol.md`` tells them to vendors. Everything that does not fit
exactly is rejected with a reason that never quotes the line, because a line may hold personal data.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

import msgspec

from devices.card.port import CardErrorCode, SamState, Step, Want
from domain.identity import EvidenceKind

PROTOCOL = 1
MAX_LINE = 128 * 1024
MAX_PHOTO = 64 * 1024
MAX_READERS = 8
UID_KEY_BYTES = 32

Id = Annotated[int, msgspec.Meta(ge=1, le=2**53)]
CardNumber = Annotated[int, msgspec.Meta(ge=1, le=2**31)]
Token = Annotated[str, msgspec.Meta(max_length=48, pattern=r"^[A-Za-z0-9._:/-]*$")]
ReaderName = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=r"^[^\x00-\x1f\x7f]+$")]
Value = Annotated[str, msgspec.Meta(max_length=255)]
_LONG_NUMBER = re.compile(r"[0-9]{13}")


class MalformedLineError(ValueError):
    """A line that is not a message of this protocol; the text is a reason, never the line."""


class _Request(msgspec.Struct, frozen=True, tag_field="op", forbid_unknown_fields=True):
    id: Id


class HelloRequest(_Request, frozen=True, tag="hello"):
    """First line to a fresh process. ``uid_key`` keys the HMAC of the card number; null = give none."""

    protocol: int
    production: bool
    uid_key: Annotated[bytes, msgspec.Meta(min_length=16, max_length=64)] | None = None

    def __repr__(self) -> str:
        return f"HelloRequest(id={self.id})"


class Ping(_Request, frozen=True, tag="ping"):
    """Answered with a pong at any time, also during a read."""


class ReadRequest(_Request, frozen=True, tag="read"):
    """Read the card now; answer before ``deadline_ms`` have passed."""

    want: Annotated[list[Want], msgspec.Meta(max_length=8)]
    deadline_ms: Annotated[int, msgspec.Meta(ge=1, le=600_000)]


class Cancel(_Request, frozen=True, tag="cancel"):
    """End read ``read`` with CANCELLED; has no answer of its own."""

    read: Id


class Script(_Request, frozen=True, tag="script"):
    """For simulators only: one ``name=value`` instruction, answered with a pong."""

    line: Annotated[str, msgspec.Meta(max_length=200)]


Request = HelloRequest | Ping | ReadRequest | Cancel | Script


class _Message(msgspec.Struct, frozen=True, tag_field="ev", forbid_unknown_fields=True, omit_defaults=True):
    pass


class Hello(_Message, frozen=True, tag="hello"):
    """Answer to hello: who the program is and what it can give."""

    id: Id
    protocol: int
    adapter: Annotated[str, msgspec.Meta(min_length=1, max_length=32, pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    version: Annotated[str, msgspec.Meta(min_length=1, max_length=32, pattern=r"^[A-Za-z0-9._+-]+$")]
    simulated: bool
    detects_card: bool
    gives: Annotated[list[Want], msgspec.Meta(max_length=8)]
    sam: SamState


class Pong(_Message, frozen=True, tag="pong"):
    """Answer to ping."""

    id: Id


class ReaderEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One reader; ``card`` is a number never used twice by this process, null without a card."""

    name: ReaderName
    card: CardNumber | None = None
    refused: bool = False


class State(_Message, frozen=True, tag="state"):
    """Everything the program sees, complete, sent after hello and at each change."""

    service: Literal["up", "down"]
    readers: Annotated[list[ReaderEntry], msgspec.Meta(max_length=MAX_READERS)] = []
    detail: Token = ""


class Progress(_Message, frozen=True, tag="progress"):
    """Read ``id`` passed a step."""

    id: Id
    step: Step
    done: Annotated[int, msgspec.Meta(ge=0, le=1000)]
    of: Annotated[int, msgspec.Meta(ge=1, le=1000)]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The card's text by field name, as printed."""

    nik: Value
    nama: Value
    tempat_lahir: Value = ""
    tanggal_lahir: Value = ""
    jenis_kelamin: Value = ""
    gol_darah: Value = ""
    alamat: Value = ""
    rt: Value = ""
    rw: Value = ""
    kel_desa: Value = ""
    kecamatan: Value = ""
    kab_kota: Value = ""
    provinsi: Value = ""
    agama: Value = ""
    status_perkawinan: Value = ""
    pekerjaan: Value = ""
    kewarganegaraan: Value = ""
    berlaku_hingga: Value = ""

    def __repr__(self) -> str:
        return "Record(…)"


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One check that passed. A check that failed is a failure, not a claim."""

    kind: EvidenceKind
    reference: Token = ""


class Result(_Message, frozen=True, tag="result"):
    """Read ``id`` succeeded. At most one of ``record`` and ``chip_text``; ``photo`` is base64 of a JPEG."""

    id: Id
    evidence: Annotated[list[Claim], msgspec.Meta(max_length=8)]
    card: CardNumber | None = None
    uid_hmac: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")] | None = None
    record: Record | None = None
    chip_text: Annotated[str, msgspec.Meta(max_length=4096)] | None = None
    photo: Annotated[bytes, msgspec.Meta(max_length=MAX_PHOTO)] | None = None

    def __repr__(self) -> str:
        return f"Result(id={self.id})"


class Failure(_Message, frozen=True, tag="failure"):
    """Read ``id`` failed. ``detail`` is a technical token; ``left`` belongs to FINGER_NO_MATCH.

    ``leaving``: the program is stuck and ends itself after this line; nothing more may be sent to it.
    """

    id: Id
    code: CardErrorCode
    detail: Token = ""
    left: Annotated[int, msgspec.Meta(ge=0, le=20)] | None = None
    leaving: bool = False


Message = Hello | Pong | State | Progress | Result | Failure

_encoder = msgspec.json.Encoder()
_request_decoder: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)
_message_decoder: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)


def encode(message: Request | Message) -> bytes:
    """One line, with its end."""
    return _encoder.encode(message) + b"\n"


def decode_request(line: bytes) -> Request:
    """Read a line from the kiosk; raises MalformedLineError."""
    try:
        return _request_decoder.decode(line)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise MalformedLineError("not-a-request") from None


def decode_message(line: bytes) -> Message:
    """Read a line from a reader's process; raises MalformedLineError."""
    try:
        message = _message_decoder.decode(line)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise MalformedLineError("not-a-message") from None
    match message:
        case Result(record=record, chip_text=text) if record is not None and text is not None:
            raise MalformedLineError("two-records")
        case Result(evidence=claims) if any(_LONG_NUMBER.search(claim.reference) for claim in claims):
            raise MalformedLineError("reference-looks-personal")
        case Failure(detail=detail) | State(detail=detail) if _LONG_NUMBER.search(detail):
            raise MalformedLineError("detail-looks-personal")
        case State(readers=readers) if len({entry.name for entry in readers}) != len(readers):
            raise MalformedLineError("reader-twice")
        case State(readers=readers) if len(lying := [e.card for e in readers if e.card is not None]) != len(set(lying)):
            raise MalformedLineError("card-twice")
        case _:
            return message


class LineSplitter:
    """Cuts a byte stream into lines and forgets what it handed out."""

    def __init__(self, limit: int = MAX_LINE) -> None:
        self._buffer = bytearray()
        self._limit = limit

    def feed(self, data: bytes) -> list[bytes]:
        """Return the lines completed by ``data``, without their ends; raises MalformedLineError beyond the limit."""
        self._buffer += data
        lines: list[bytes] = []
        while (end := self._buffer.find(b"\n")) >= 0:
            if end > self._limit:
                raise MalformedLineError("line-too-long")
            lines.append(bytes(self._buffer[:end]))
            self._buffer[: end + 1] = bytes(end + 1)
            del self._buffer[: end + 1]
        if len(self._buffer) > self._limit:
            raise MalformedLineError("line-too-long")
        return lines
