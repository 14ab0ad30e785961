"""A network that can be switched off: a relay on loopback between the kiosk and SIKER. Real sockets, real failures."""

from __future__ import annotations

import contextlib
import socket
import threading


class SwitchableNetwork:
    """Listens on a free port and forwards to ``target``. Off: connections are refused and open ones are cut."""

    def __init__(self, target: tuple[str, int]) -> None:
        self._target = target
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._server: socket.socket | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.switch(on=True)

    @property
    def on(self) -> bool:
        """Whether the network is there."""
        return self._server is not None

    @property
    def url(self) -> str:
        """Where the kiosk finds SIKER through this network."""
        return f"http://127.0.0.1:{self.port}"

    def switch(self, *, on: bool) -> None:
        """Plug in or pull out."""
        if on and self._server is None:
            server = socket.create_server(("127.0.0.1", self.port), reuse_port=False)
            self._server = server
            threading.Thread(target=self._accept, args=(server,), name="network", daemon=True).start()
        elif not on and self._server is not None:
            server, self._server = self._server, None
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            server.close()
            with self._lock:
                for link in self._open:
                    with contextlib.suppress(OSError):
                        link.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Pull out for good."""
        self.switch(on=False)

    def _accept(self, server: socket.socket) -> None:
        while True:
            try:
                near, _ = server.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(self._target, timeout=5)
            except OSError:
                near.close()
                continue
            far.settimeout(None)
            with self._lock:
                self._open |= {near, far}
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(one, other), daemon=True).start()

    def _pump(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while chunk := one.recv(65536):
                other.sendall(chunk)
        for link in (one, other):
            with contextlib.suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
        with self._lock:
            self._open -= {one, other}
        one.close()
