"""What an issue costs without us: the same number of bytes committed by plain SQLite (WAL, FULL), and a TCP connect and send.

``commits`` and ``sends`` give milliseconds. The bytes are zeros of the given sizes; nothing is encrypted, signed or drawn.
"""

import socket
import sqlite3
import threading
import time
from pathlib import Path


def commits(folder: Path, sizes: tuple[int, ...], count: int) -> list[float]:
    """One transaction with one row per size, ``count`` times."""
    line = sqlite3.connect(folder / "bare.db", isolation_level=None)
    line.execute("PRAGMA journal_mode=WAL")
    line.execute("PRAGMA synchronous=FULL")
    line.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, content BLOB)")
    taken: list[float] = []
    for _ in range(count):
        began = time.perf_counter()
        line.execute("BEGIN IMMEDIATE")
        for size in sizes:
            line.execute("INSERT INTO bare (content) VALUES (?)", (bytes(size),))
        line.execute("COMMIT")
        taken.append((time.perf_counter() - began) * 1000)
    line.close()
    return taken


def sends(size: int, count: int) -> list[float]:
    """From before the connect to the listener's first byte; then ``size`` bytes are sent."""
    first: list[float] = []
    seen = threading.Event()

    def listen(server: socket.socket) -> None:
        while True:
            try:
                link, _ = server.accept()
            except OSError:
                return
            with link:
                if link.recv(4096):
                    first.append(time.perf_counter())
                    seen.set()
                while link.recv(65536):
                    pass

    taken: list[float] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=listen, args=(server,), daemon=True)
        thread.start()
        for _ in range(count):
            seen.clear()
            began = time.perf_counter()
            with socket.create_connection(server.getsockname()) as link:
                link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                link.sendall(bytes(size))
                seen.wait(5)
            taken.append((first[-1] - began) * 1000)
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)
    return taken
