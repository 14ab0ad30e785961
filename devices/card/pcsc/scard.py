"""The few PC/SC calls we use, typed, with every result code turned into an exception.

PC/SC's own texts are not used: after a torn transmission they say "Command successful".
"""

from __future__ import annotations

from dataclasses import dataclass

import smartcard.scard as native

UNAWARE = 0
PNP = "\\\\?PnP?\\Notification"
STATE_PRESENT = 0x0020

E_CANCELLED = 0x80100002
E_TIMEOUT = 0x8010000A
E_UNKNOWN_READER = 0x80100009
E_SHARING_VIOLATION = 0x8010000B
E_NO_SMARTCARD = 0x8010000C
E_NO_SERVICE = 0x8010001D
E_SERVICE_STOPPED = 0x8010001E
E_READER_UNAVAILABLE = 0x80100017
E_NO_READERS_AVAILABLE = 0x8010002E
W_UNRESPONSIVE_CARD = 0x80100066
W_UNPOWERED_CARD = 0x80100067
W_REMOVED_CARD = 0x80100069
W_SECURITY_VIOLATION = 0x8010006A


class ScardError(Exception):
    """A PC/SC call did not succeed; ``code`` is unsigned, ``call`` its short name."""

    def __init__(self, call: str, code: int) -> None:
        super().__init__(f"{call}:{code:08x}")
        self.call = call
        self.code = code


@dataclass(frozen=True, slots=True)
class Look:
    """What one reader shows: the raw event state, with the insertion counter in its high word."""

    reader: str
    state: int

    @property
    def present(self) -> bool:
        """A card lies there."""
        return bool(self.state & STATE_PRESENT)

    @property
    def counter(self) -> int:
        """Insertions and removals so far, modulo 65536."""
        return (self.state >> 16) & 0xFFFF


def _checked(call: str, code: int) -> None:
    unsigned = code & 0xFFFFFFFF
    if unsigned != 0:
        raise ScardError(call, unsigned)


class Context:
    """One connection to the PC/SC service; belongs to one thread, except for ``cancel``."""

    def __init__(self) -> None:
        code, handle = native.SCardEstablishContext(native.SCARD_SCOPE_SYSTEM)
        _checked("establish", code)
        self._handle = handle

    def readers(self) -> list[str]:
        """Names of the attached readers."""
        code, names = native.SCardListReaders(self._handle, [])
        if code & 0xFFFFFFFF == E_NO_READERS_AVAILABLE:
            return []
        _checked("list", code)
        return [str(name) for name in names]

    def changes(self, known: dict[str, int], timeout_ms: int) -> list[Look]:
        """Wait until something differs from ``known`` (reader to raw state), also for readers that come or go."""
        asked = [(name, state & 0xFFFFFFFF) for name, state in known.items()]
        code, looks = native.SCardGetStatusChange(self._handle, timeout_ms, [*asked, (PNP, len(known) << 16)])
        _checked("watch", code)
        return [Look(str(name), int(state) & 0xFFFFFFFF) for name, state, _ in looks if name != PNP]

    def connect(self, reader: str) -> Channel:
        """Power the card and hold it alone."""
        code, card, protocol = native.SCardConnect(
            self._handle,
            reader,
            native.SCARD_SHARE_EXCLUSIVE,
            native.SCARD_PROTOCOL_T0 | native.SCARD_PROTOCOL_T1,
        )
        _checked("connect", code)
        return Channel(card, int(protocol))

    def cancel(self) -> None:
        """Make a waiting ``changes`` return; may be called from any thread."""
        native.SCardCancel(self._handle)

    def close(self) -> None:
        """Give the connection back."""
        native.SCardReleaseContext(self._handle)


class Channel:
    """APDUs to one card."""

    def __init__(self, card: object, protocol: int) -> None:
        self._card = card
        self._pci = native.SCARD_PCI_T0 if protocol == native.SCARD_PROTOCOL_T0 else native.SCARD_PCI_T1

    def transmit(self, apdu: bytes) -> bytes:
        """Send one APDU; returns data and status word. May block without limit when the card is silent."""
        code, answer = native.SCardTransmit(self._card, self._pci, list(apdu))
        _checked("transmit", code)
        return bytes(answer)

    def close(self) -> None:
        """Leave the card as it is."""
        native.SCardDisconnect(self._card, native.SCARD_LEAVE_CARD)
