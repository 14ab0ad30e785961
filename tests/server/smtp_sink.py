"""A small real mail server on a free port: keeps what it is given, or refuses as told."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass(slots=True)
class Sink:
    """What arrived. ``refuse``: what to answer to a recipient in place of 250."""

    port: int = 0
    raw: list[bytes] = field(default_factory=list)
    refuse: str = ""
    on_data: Callable[[], None] | None = None

    @property
    def letters(self) -> list[EmailMessage]:
        """The letters, opened."""
        return [message_from_bytes(raw, policy=policy.default) for raw in self.raw]

    @property
    def url(self) -> str:
        """For ``SIKER_EMAIL_URL``."""
        return f"smtp://127.0.0.1:{self.port}"


@contextmanager
def smtp_sink() -> Iterator[Sink]:
    """Start it, and end it."""
    sink = Sink()

    class Talk(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(line.encode() + b"\r\n")

        def handle(self) -> None:
            self.say("220 sink")
            while line := self.rfile.readline():
                verb = line.strip().upper()
                if verb.startswith((b"EHLO", b"HELO")):
                    self.say("250 sink")
                elif verb.startswith(b"RCPT") and sink.refuse:
                    self.say(sink.refuse)
                elif verb == b"DATA":
                    self.say("354 go on")
                    body = b""
                    while (part := self.rfile.readline()) not in {b".\r\n", b""}:
                        body += part[1:] if part.startswith(b".") else part
                    if sink.on_data is not None:
                        sink.on_data()
                    sink.raw.append(body)
                    self.say("250 kept")
                elif verb == b"QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Server(("127.0.0.1", 0), Talk) as server:
        sink.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield sink
        finally:
            server.shutdown()
            thread.join()
