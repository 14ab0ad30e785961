"""A server for ``bench.sync`` that does as little as it can: confirms every op it can parse, hands out ready pages.

Standard library only, one thread per connection, in its own process. It checks nothing; it is the other end, not SIKER.
"""

from __future__ import annotations

import json
import random
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PAGE = 500
WORDS = (
    "operator produksi juru masak satpam gudang kasir pengemudi mekanik perawat toko hotel pabrik pengalaman minimal lulusan "
    "smk sma bersedia kerja shift semarang barat timur utara selatan tengah upah sesuai bpjs makan mess jujur disiplin teliti"
).split()


def vacancy(number: int, rng: random.Random) -> dict[str, object]:
    """About 1 kB of JSON."""
    return {
        "id": f"lwk-{number:07d}", "title": " ".join(rng.choices(WORDS, k=3)), "employer": f"PT Contoh {number % 3000}",
        "region": "33.74", "kbji": f"{rng.randint(1000, 9999)}", "wage_from": rng.randint(30, 60) * 100_000,
        "until": "2026-12-31", "places": rng.randint(1, 40), "text": " ".join(rng.choices(WORDS, k=125)),
    }  # fmt: skip


def pages(rows: int) -> list[bytes]:
    """The whole feed as the bytes of its pages."""
    rng, out = random.Random(7), []
    for start in range(0, rows, PAGE):
        last = min(rows, start + PAGE)
        changes = [
            {"rev": number, "e": "vacancy", "id": f"v{number}", "op": "put", "v": 1, "d": vacancy(number, rng)}
            for number in range(start + 1, last + 1)
        ]
        page = {"feed": "33.74", "generation": "g1", "from_rev": start, "next": last, "has_more": last < rows, "changes": changes}
        out.append(json.dumps(page, separators=(",", ":")).encode())
    return out


def serve(rows: int) -> None:
    """Print the port, then answer until killed."""
    ready = pages(rows)

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            if "/snapshots/" in self.path:
                self._send(b"", 204)
                return
            if "/head" in self.path:
                self._send(b'{"feed":"33.74","generation":"g1","rev":%d,"min_rev":0}' % rows)
                return
            since = int(parse_qs(urlsplit(self.path).query)["since"][0])
            at = since // PAGE
            empty = b'{"feed":"33.74","generation":"g1","from_rev":%d,"next":%d,"has_more":false,"changes":[]}' % (since, since)
            self._send(ready[at] if at < len(ready) else empty)

        def do_POST(self) -> None:
            ops = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["ops"]
            results = [{"op_id": op["op_id"], "status": "created"} for op in ops]
            self._send(json.dumps({"results": results, "expected_seq": ops[-1]["seq"] + 1}).encode())

        def _send(self, body: bytes, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Siker-Time", str(time.time_ns() // 1_000_000))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
