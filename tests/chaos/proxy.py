"""A TCP proxy that treats HTTP exchanges badly on purpose: one plan entry per exchange, then plain forwarding.

It reads the whole request, may forward it, may read the whole answer, and may spoil what comes back. Loopback only.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType


class Fault(StrEnum):
    """What happens to one exchange."""

    NONE = "none"
    REFUSE = "refuse"
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    TRUNCATE = "truncate"
    TRICKLE = "trickle"
    BLACK_HOLE = "black_hole"
    TWICE = "twice"
    LOGIN_PAGE = "login_page"
    FAULT_500 = "fault_500"


@dataclass(frozen=True, slots=True)
class Exchange:
    """What came: method and path, and what is done to it. Noted before anything is answered, so that who got an answer finds it here."""

    line: str
    fault: Fault


LOGIN = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 20\r\nConnection: close\r\n\r\n<html>Log in!</html>"
BROKEN = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 4\r\nConnection: close\r\n\r\noops"


class ChaosProxy:
    """``plan`` is consumed one entry per exchange. ``target`` gives the server's port at each connection."""

    def __init__(self, target: Callable[[], int]) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.plan: list[Fault] = []
        self.only: str = ""
        """When set, only requests whose first line contains it take from the plan."""
        self.passed: list[Exchange] = []
        self.before_forward: Callable[[], None] = lambda: None
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> ChaosProxy:
        self._spawn(self._accept)
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._stopping.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _spawn(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._spawn(lambda client=client: self._serve(client))  # type: ignore[misc]

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            client.settimeout(10)
            request = _read_request(client)
            if not request:
                return
            line = request.split(b"\r\n", 1)[0].decode("latin-1")
            fault = self.plan.pop(0) if self.plan and self.only in line else Fault.NONE
            self.passed.append(Exchange(line, fault))
            self._treat(client, request, fault)

    def _treat(self, client: socket.socket, request: bytes, fault: Fault) -> None:
        match fault:
            case Fault.REFUSE | Fault.RESET_BEFORE:
                _reset(client)
                return
            case Fault.BLACK_HOLE:
                self._stopping.wait(20)
                return
            case Fault.LOGIN_PAGE:
                client.sendall(LOGIN)
                return
            case Fault.FAULT_500:
                client.sendall(BROKEN)
                return
            case Fault.NONE | Fault.RESET_AFTER | Fault.TRUNCATE | Fault.TRICKLE | Fault.TWICE:
                pass
        self.before_forward()
        if fault is Fault.TWICE:
            self._forward(request)
        answer = self._forward(request)
        if fault is Fault.RESET_AFTER:
            _reset(client)
        elif fault is Fault.TRUNCATE:
            head = answer.find(b"\r\n\r\n") + 4
            client.sendall(answer[: head + (len(answer) - head) // 2])
        elif fault is Fault.TRICKLE:
            for byte in answer:
                client.sendall(bytes([byte]))
                if self._stopping.wait(0.05):
                    break
        else:
            client.sendall(answer)

    def _forward(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self._target()), timeout=10) as server:
            server.sendall(request.replace(b"\r\n", b"\r\nConnection: close\r\n", 1).replace(b"Connection: keep-alive\r\n", b"", 1))
            parts = []
            while part := server.recv(65536):
                parts.append(part)
            return b"".join(parts)


def _read_request(client: socket.socket) -> bytes:
    raw = b""
    while b"\r\n\r\n" not in raw:
        part = client.recv(65536)
        if not part:
            return b""
        raw += part
    head, _, body = raw.partition(b"\r\n\r\n")
    length = 0
    for header in head.split(b"\r\n")[1:]:
        name, _, value = header.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
    end = time.monotonic() + 10
    while len(body) < length and time.monotonic() < end:
        part = client.recv(65536)
        if not part:
            break
        body += part
    return head + b"\r\n\r\n" + body


def _reset(client: socket.socket) -> None:
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()
