"""May the server listen here? Asked before it starts, because its own socket shares a port: two servers on one port would
silently take turns in answering. Opens nothing for longer than the question takes.
"""

from __future__ import annotations

import errno
import socket

HIGHEST_PORT = 65_535
_WHY = {
    errno.EADDRINUSE: "sudah dipakai program lain. Hentikan program itu, atau pilih port lain dengan --port.",
    errno.EADDRNOTAVAIL: "bukan alamat komputer ini. Periksa --host.",
    errno.EACCES: "perlu izin khusus. Pilih port 1024 ke atas dengan --port.",
}


class CannotListenError(Exception):
    """Nobody can listen there; the text says why and what to change."""


def free_port(host: str, port: int) -> int:
    """The port to listen on: ``port`` itself, or a free one for 0. Raises CannotListenError."""
    if not 0 <= port <= HIGHEST_PORT:
        raise CannotListenError(f"Port {port} tidak ada. Pilih 1 sampai {HIGHEST_PORT}, atau 0 untuk port yang bebas.")
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError):
        raise CannotListenError(f"Alamat {host!r} tidak dikenal. Periksa --host.") from None
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a server stopped a moment ago is no obstacle
        try:
            probe.bind(address)
        except OSError as error:
            why = _WHY.get(error.errno or 0, "tidak bisa dipakai. Periksa --host dan --port.")
            raise CannotListenError(f"Alamat {host}:{port} {why}") from None
        return int(probe.getsockname()[1])
