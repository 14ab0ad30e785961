"""One look at one card: its number first and last, and whether it carries the KTP-el application. Nothing else is read.

Pure over a two-method channel (``transmit``, ``close``), so every answer a card can give is testable without hardware.
The card's number goes no further than this process (``devices.card.uid``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from devices.card.pcsc.scard import (
    E_NO_READERS_AVAILABLE,
    E_NO_SERVICE,
    E_NO_SMARTCARD,
    E_READER_UNAVAILABLE,
    E_SERVICE_STOPPED,
    E_SHARING_VIOLATION,
    E_UNKNOWN_READER,
    W_REMOVED_CARD,
    W_SECURITY_VIOLATION,
    W_UNPOWERED_CARD,
    W_UNRESPONSIVE_CARD,
    ScardError,
)
from devices.card.port import CardErrorCode, CardReadError

GET_UID = bytes.fromhex("FFCA000000")
SELECT_KTP = bytes.fromhex("00A40000027F0A")


class CardChannel(Protocol):
    """APDUs to one card."""

    def transmit(self, apdu: bytes) -> bytes:
        """Send one APDU; returns data and status word."""

    def close(self) -> None:
        """Let the card go."""


class CardTornError(Exception):
    """The talk with the card broke off; ``uid`` is what it had said of itself before (None: nothing yet)."""

    def __init__(self, detail: str, uid: bytes | None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.uid = uid


def look_at_card(channel: CardChannel, check: Callable[[], None]) -> bytes | None:
    """Return the card's number (None when it tells none) if it is a KTP-el.

    ``check`` is called between APDUs and may raise. Raises CardReadError (CARD_UNSUPPORTED, CARD_CHANGED) or
    CardTornError for whatever else happens.
    """
    first: bytes | None = None
    try:
        first = _uid(channel)
        check()
        status = _status(channel.transmit(SELECT_KTP))
        if status != 0x9000 and status >> 8 != 0x61:
            raise CardReadError(CardErrorCode.CARD_UNSUPPORTED, f"sw:{status:04x}")
        check()
        last = _uid(channel)
    except CardReadError:
        raise
    except Exception as error:  # noqa: BLE001
        # whatever breaks here is a torn card: PC/SC's own codes mislead after a lost field
        raise CardTornError(str(error) if isinstance(error, ScardError) else type(error).__name__, first) from None
    if last != first:
        raise CardReadError(CardErrorCode.CARD_CHANGED, "uid")
    return first


def connect_failure(error: ScardError) -> CardReadError:
    """What a refused connection means."""
    match error.code:
        case code if code in {E_NO_SERVICE, E_SERVICE_STOPPED}:
            return CardReadError(CardErrorCode.SERVICE_DOWN, str(error))
        case code if code == W_SECURITY_VIOLATION:
            return CardReadError(CardErrorCode.SERVICE_DOWN, "not-authorized")
        case code if code in {E_NO_READERS_AVAILABLE, E_READER_UNAVAILABLE, E_UNKNOWN_READER}:
            return CardReadError(CardErrorCode.NO_READER, str(error))
        case code if code in {E_NO_SMARTCARD, W_REMOVED_CARD}:
            return CardReadError(CardErrorCode.NO_CARD, str(error))
        case code if code in {W_UNRESPONSIVE_CARD, W_UNPOWERED_CARD}:
            return CardReadError(CardErrorCode.CARD_MUTE, str(error))
        case code if code == E_SHARING_VIOLATION:
            return CardReadError(CardErrorCode.DEVICE_FAULT, "reader-shared")
        case _:
            return CardReadError(CardErrorCode.CARD_TORN, str(error))


def _uid(channel: CardChannel) -> bytes | None:
    answer = channel.transmit(GET_UID)
    return answer[:-2] if _status(answer) == 0x9000 else None


def _status(answer: bytes) -> int:
    if len(answer) < 2:
        raise ValueError("short answer")
    return int.from_bytes(answer[-2:], "big")
