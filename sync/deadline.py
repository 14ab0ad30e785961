"""Ends an HTTP exchange at a fixed moment, whatever the other side dribbles.

A read timeout restarts with every byte, so a network that lets one byte through now and then could hold a request for
ever, already in the headers. Here a timer shuts the socket down. Belongs to ``sync.client`` and knows only ``urllib3``.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class LiveSocket:
    """The socket of the one pooled connection, and a way to cut it from another thread."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None

    def opened(self, opened: socket.socket) -> None:
        """A connection was made."""
        self._socket = opened

    def cut(self) -> None:
        """Shut both directions down; a blocked read or write ends at once."""
        if self._socket is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    @contextmanager
    def within(self, seconds: float) -> Iterator[threading.Event]:
        """Cut the connection after ``seconds`` unless the block ends before; the event tells that it was cut."""
        fired = threading.Event()

        def fire() -> None:
            fired.set()
            self.cut()

        timer = threading.Timer(seconds, fire)
        timer.daemon = True
        timer.start()
        try:
            yield fired
        finally:
            timer.cancel()


def pool_classes(live: LiveSocket) -> dict[str, type[HTTPConnectionPool]]:
    """Pools for urllib3's manager whose connections report their socket to ``live``."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            if self.sock is not None:
                live.opened(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            if self.sock is not None:
                live.opened(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
