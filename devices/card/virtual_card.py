"""Plays a contactless card to pcscd's virtual reader (vpcd) over TCP: for tests and demonstrations on the machine itself.

vpcd listens, the card connects. A frame is a two-byte length and a payload; a payload of one byte is a control byte
(0 off, 1 on, 2 reset, 4 tell the ATR; only 4 is answered), anything else is a command that must be answered.
No part of the kiosk in use may depend on this module, and it holds no real card's content.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

from devices.card.sample import SAMPLE_UID

ATR = bytes.fromhex("3B80800101")
_CONTROL_OFF = 0
_CONTROL_ATR = 4
_OK = b"\x90\x00"


@dataclass(frozen=True, slots=True)
class CardPlay:
    """How one card behaves. APDUs are counted from 1 while the card lies there.

    ``tear_at``: the field is lost when that APDU arrives. ``mute_at``: that APDU is never answered. ``delay_s``: each
    answer comes that much later (0.03 resembles a real card). ``late_uid``: the number it tells from the second time on.
    """

    uid: bytes | None = SAMPLE_UID
    ktp: bool = True
    tear_at: int | None = None
    mute_at: int | None = None
    delay_s: float = 0.0
    late_uid: bytes | None = None


class _LostError(Exception):
    """The field is gone."""


class VirtualCard:
    """One card in the field of the slot at ``port``; lies there from construction until ``remove``."""

    def __init__(self, port: int, play: CardPlay, host: str = "127.0.0.1") -> None:
        self.play = play
        self._socket = socket.create_connection((host, port), timeout=5.0)
        self._socket.settimeout(None)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._gone = threading.Event()
        self._seen = threading.Condition()
        self._apdus = 0
        self._powered = False
        self._rested = False
        self._selected = False
        self._uid_told = 0
        self._thread = threading.Thread(target=self._live, name=f"virtual-card-{port}", daemon=True)
        self._thread.start()

    def remove(self) -> None:
        """Take the card out of the field at once."""
        self._gone.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        if threading.current_thread() is not self._thread:
            self._thread.join(5.0)
        self._socket.close()

    def wait_for_apdus(self, count: int, timeout_s: float) -> bool:
        """Wait until the card has received ``count`` APDUs."""
        with self._seen:
            return self._seen.wait_for(lambda: self._apdus >= count, timeout_s)

    def wait_for_power(self, timeout_s: float) -> bool:
        """Wait until the reader has powered the card, that is, has noticed it."""
        with self._seen:
            return self._seen.wait_for(lambda: self._powered, timeout_s)

    def wait_for_rest(self, timeout_s: float) -> bool:
        """Wait until pcscd has switched the unused card off, about 0.4 s after it came.

        In the same look pcscd misses a swap that happened before it: its switching off swallows the lost connection.
        """
        with self._seen:
            return self._seen.wait_for(lambda: self._rested, timeout_s)

    def _live(self) -> None:
        with suppress(OSError, _LostError):
            while True:
                payload = self._frame()
                if len(payload) == 1:
                    self._control(payload[0])
                else:
                    self._send(self._answer(payload))
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def _control(self, byte: int) -> None:
        self._selected = False
        with self._seen:
            self._powered = self._powered or byte == _CONTROL_ATR
            self._rested = self._rested or byte == _CONTROL_OFF
            self._seen.notify_all()
        if byte == _CONTROL_ATR:
            self._send(ATR)

    def _answer(self, apdu: bytes) -> bytes:
        with self._seen:
            self._apdus += 1
            count = self._apdus
            self._seen.notify_all()
        if count == self.play.tear_at:
            raise _LostError
        if count == self.play.mute_at:
            self._gone.wait()
            raise _LostError
        if self.play.delay_s and self._gone.wait(self.play.delay_s):
            raise _LostError
        match apdu[:4].hex().upper():
            case "FFCA0000":
                self._uid_told += 1
                late = self.play.late_uid is not None and self._uid_told > 1
                uid = self.play.late_uid if late else self.play.uid
                return b"\x6a\x81" if uid is None else uid + _OK
            case "00A40000" if apdu[5:7].hex().upper() == "7F0A" and self.play.ktp:
                self._selected = True
                return _OK
            case "00A40000" if self._selected and apdu[5:7].hex().upper() == "6FF0":
                return _OK
            case "00A40000":
                return b"\x6a\x82"
            case "00B00000" if self._selected:
                return b"\x69\x82"
            case _:
                return b"\x6d\x00"

    def _frame(self) -> bytes:
        return self._receive(int.from_bytes(self._receive(2), "big"))

    def _receive(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            # without this every APDU waits 40 ms for a delayed acknowledgement; the kernel forgets it after each use
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            chunk = self._socket.recv(count - len(data))
            if not chunk:
                raise _LostError
            data += chunk
        return data

    def _send(self, payload: bytes) -> None:
        self._socket.sendall(len(payload).to_bytes(2, "big") + payload)


class VirtualSlot:
    """The field above one slot: at most one card lies in it."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self.port = port
        self._host = host
        self._card: VirtualCard | None = None

    @property
    def card(self) -> VirtualCard | None:
        """The card in the field."""
        return self._card

    def insert(self, play: CardPlay | None = None) -> VirtualCard:
        """Lay a card down (a well-behaved sample KTP-el by default)."""
        if self._card is not None:
            raise RuntimeError("a card lies there already")
        self._card = VirtualCard(self.port, play or CardPlay(), self._host)
        return self._card

    def remove(self) -> None:
        """Take the card away, if there is one."""
        card, self._card = self._card, None
        if card is not None:
            card.remove()

    def swap(self, play: CardPlay | None = None, gap_s: float = 0.05) -> VirtualCard:
        """Take the card away and lay another down ``gap_s`` later."""
        self.remove()
        time.sleep(gap_s)
        return self.insert(play)
