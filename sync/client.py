"""Speaks protocol 1 over HTTP: signs, sends, bounds the time of every exchange, and knows a closed set of failures.

The only module that imports ``requests``. It never retries on its own, except once when the server says that the clock
or the nonce was wrong. It decides nothing about the queue; bodies and answers are never logged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final, TypeVar
from urllib.parse import urlencode

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import DecodeError, IncompleteRead, ReadTimeoutError
from urllib3.exceptions import HTTPError as TransportError

from domain.nik import Nik
from sync.clock import StationClock
from sync.deadline import LiveSocket, pool_classes
from sync.ports import Credentials
from sync.wire import BASE_PATH
from sync.wire.codec import WireFormatError, decode, encode
from sync.wire.errors import ErrorCode
from sync.wire.messages import (
    ChangesPage,
    ClockedAnswer,
    DeviceSelf,
    EnrolAnswer,
    EnrolRequest,
    Head,
    Heartbeat,
    HeartbeatAnswer,
    Lease,
    LeaseRequest,
    LookupAnswer,
    LookupRequest,
    OpsAnswer,
    SnapshotOffer,
    WireProblem,
)
from sync.wire.signing import sign_request
from sync.wire.snapshot import LAYOUT as SNAPSHOT_LAYOUT

T = TypeVar("T")

CONNECT_S: Final = 5.0
FIRST_BYTE_S: Final = 15.0
SLOWEST_BYTES_PER_S: Final = 8 * 1024
MAX_ANSWER: Final = 16 * 1024 * 1024
PAGE_BYTES: Final = 1024 * 1024
PAGE_ROWS: Final = 500
_CHUNK: Final = 64 * 1024


class SyncError(Exception):
    """Base of everything an exchange can end with. ``code`` is for logs and status; never personal."""

    code = "sync"
    retry_after_s: float | None = None


class UnreachableError(SyncError):
    """No connection, or it broke. The request may or may not have arrived."""

    code = "unreachable"


class TimedOutError(SyncError):
    """No complete answer in the time its size allows. The request may or may not have arrived."""

    code = "timed_out"


class GarbledError(SyncError):
    """Something answered that is not SIKER, or the answer was cut off: a login page of a network, a proxy, an old server."""

    code = "garbled"


class ServerFaultError(SyncError):
    """The server failed (5xx) without a code this program knows."""

    code = "server_fault"


class RefusedError(SyncError):
    """The server said no with a code of the protocol."""

    def __init__(self, code: ErrorCode, detail: str = "", retry_after_s: float | None = None) -> None:
        super().__init__(code.value)
        self.reason, self.detail, self.retry_after_s = code, detail, retry_after_s
        self.code = code.value


class SikerClient:
    """One pooled session; use one client per thread. ``base_url`` like ``https://siker.example.id`` without a path."""

    def __init__(
        self, base_url: str, clock: StationClock, *, app_version: str = "0", ca_file: str | None = None,
        first_byte_s: float = FIRST_BYTE_S,
    ) -> None:  # fmt: skip
        self._base = base_url.rstrip("/") + BASE_PATH
        self._clock, self._first_byte_s = clock, first_byte_s
        self._session = requests.Session()
        self._session.trust_env = False  # no proxies or .netrc from the environment
        self._session.verify = ca_file or True
        self._session.headers.update({"User-Agent": f"anjungan/{app_version}", "Siker-App": app_version})
        self._live = LiveSocket()
        adapter = HTTPAdapter(pool_connections=1, pool_maxsize=1, max_retries=0)
        adapter.poolmanager.pool_classes_by_scheme = pool_classes(self._live)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def close(self) -> None:
        """Close pooled connections."""
        self._session.close()

    # what can be said

    def server_time(self) -> ClockedAnswer:
        """The server's health check."""
        return self._call("GET", "/health", None, ClockedAnswer)

    def enrol(self, request: EnrolRequest) -> EnrolAnswer:
        """Redeem a code; repeating it with the same key repeats the answer for a while."""
        return self._call("POST", "/enrol", None, EnrolAnswer, encode(request))

    def device_self(self, who: Credentials) -> DeviceSelf:
        """The server's memory of this device."""
        return self._call("GET", "/devices/self", who, DeviceSelf)

    def head(self, who: Credentials, feed: str) -> Head:
        """Where a feed stands."""
        return self._call("GET", "/head", who, Head, query={"feed": feed})

    def changes(
        self, who: Credentials, feed: str, since: int, generation: str, limit: int = PAGE_ROWS, entities: Sequence[str] = ()
    ) -> ChangesPage:
        """Feed rows after ``since``, of ``entities`` only when some are named; an empty page when there are none."""
        query = {"feed": feed, "since": str(since), "limit": str(limit)}
        if generation:
            query["generation"] = generation
        if entities:
            query["entities"] = ",".join(entities)
        return self._call("GET", "/changes", who, ChangesPage, query=query, expect=PAGE_BYTES)

    def snapshot_offer(self, who: Credentials, feed: str) -> SnapshotOffer | None:
        """The newest snapshot of a feed; None when there is none, also at a server that knows none."""
        try:
            raw = self._exchange("GET", "/snapshots/latest", who, b"", {"feed": feed, "layout": str(SNAPSHOT_LAYOUT)}, 0)
        except RefusedError as refused:
            if refused.reason is not ErrorCode.MALFORMED:
                raise
            return None
        return self._read_answer(raw, SnapshotOffer) if raw else None

    def snapshot_part(self, who: Credentials, path: str, offset: int, length: int) -> bytes:
        """``length`` bytes of a snapshot's file from ``offset``. Anything else than these bytes raises GarbledError."""
        wanted = {"Range": f"bytes={offset}-{offset + length - 1}", "Accept-Encoding": "identity"}
        raw = self._exchange("GET", path, who, b"", {}, length, wanted)
        if len(raw) != length:
            raise GarbledError("another part than asked for")
        return raw

    def push(self, who: Credentials, contents: Sequence[bytes]) -> OpsAnswer:
        """Send frozen ops, byte for byte, in one batch."""
        return self._call("POST", "/ops:batch", who, OpsAnswer, b'{"ops":[' + b",".join(contents) + b"]}")

    def lease(self, who: Credentials, request: LeaseRequest) -> Lease:
        """Ask for numbers; idempotent on its ``request_id``."""
        return self._call("POST", "/leases", who, Lease, encode(request))

    def put_blob(self, who: Credentials, sha256: str, content: bytes) -> None:
        """Upload a photo under its digest."""
        self._exchange("PUT", f"/blobs/{sha256}", who, content, {}, 0)

    def heartbeat(self, who: Credentials, beat: Heartbeat) -> HeartbeatAnswer:
        """Tell health, get time and policy."""
        return self._call("POST", "/heartbeat", who, HeartbeatAnswer, encode(beat))

    def lookup(self, who: Credentials, nik: Nik) -> LookupAnswer:
        """What SIKER holds for a NIK."""
        return self._call("POST", "/lookup", who, LookupAnswer, encode(LookupRequest(nik=nik.value)))

    # how it is said

    def _call(
        self, method: str, path: str, who: Credentials | None, kind: type[T], body: bytes = b"",
        query: Mapping[str, str] | None = None, expect: int = 0,
    ) -> T:  # fmt: skip
        return self._read_answer(self._exchange(method, path, who, body, query or {}, expect), kind)

    def _read_answer(self, raw: bytes, kind: type[T]) -> T:
        try:
            return decode(raw, kind)
        except WireFormatError:
            raise GarbledError("the answer is not what the protocol says") from None

    def _exchange(
        self, method: str, path: str, who: Credentials | None, body: bytes, query: Mapping[str, str], expect: int,
        extra: Mapping[str, str] = MappingProxyType({}),
    ) -> bytes:  # fmt: skip
        try:
            return self._once(method, path, who, body, query, expect, extra)
        except RefusedError as refused:
            if refused.reason not in {ErrorCode.CLOCK_SKEW, ErrorCode.REPLAYED_NONCE}:
                raise
        return self._once(method, path, who, body, query, expect, extra)  # the clock has learned; the nonce is new

    def _once(
        self, method: str, path: str, who: Credentials | None, body: bytes, query: Mapping[str, str], expect: int,
        extra: Mapping[str, str],
    ) -> bytes:  # fmt: skip
        url = self._base + path + ("?" + urlencode(query) if query else "")
        headers = {**extra, "Content-Type": "application/json"} if body else dict(extra)
        request = self._session.prepare_request(requests.Request(method, url, headers=headers, data=body or None))
        if who is not None:
            sign_request(request, body, who.device_id, who.key, self._clock.signing_time())  # type: ignore[arg-type]
        budget = self._first_byte_s + (len(body) + expect) / SLOWEST_BYTES_PER_S
        with self._live.within(CONNECT_S + budget) as cut:
            try:
                answer = self._session.send(
                    request, timeout=(CONNECT_S, budget), allow_redirects=False, stream=True, verify=self._session.verify
                )
                with answer:
                    raw = _read(answer)
            except (requests.RequestException, TransportError, OSError, SyncError) as error:
                raise _trouble(error, cut.is_set()) from None
            if cut.is_set():  # cut inside the headers looks like their end
                raise TimedOutError("the exchange took too long")
        return self._judge(answer, raw)

    def _judge(self, answer: requests.Response, raw: bytes) -> bytes:
        self._learn_time(answer)
        if 200 <= answer.status_code < 300:
            length = answer.headers.get("Content-Length", "")
            if length.isdigit() and "Content-Encoding" not in answer.headers and int(length) != len(raw):
                raise GarbledError("the answer was cut off")
            if "Siker-Time" not in answer.headers:
                raise GarbledError("the answer is not SIKER's")
            return raw
        problem = _problem(raw)
        retry_after = answer.headers.get("Retry-After", "")
        after = float(retry_after) if retry_after.isdigit() else None
        if problem is not None:
            try:
                raise RefusedError(ErrorCode(problem.code), problem.detail[:200], after)
            except ValueError:
                pass  # a newer server's word
        error: SyncError = ServerFaultError(f"HTTP {answer.status_code}") if answer.status_code >= 500 else GarbledError(
            f"HTTP {answer.status_code} without a known reason"
        )  # fmt: skip
        error.retry_after_s = after
        raise error

    def _learn_time(self, answer: requests.Response) -> None:
        text = answer.headers.get("Siker-Time", "")
        if text.isascii() and text.isdigit() and len(text) <= 14:
            self._clock.learn(datetime.fromtimestamp(int(text) / 1000, UTC))


def _read(answer: requests.Response) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := answer.raw.read1(_CHUNK, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > MAX_ANSWER:
            raise GarbledError("the answer is too large")
    return b"".join(parts)


def _trouble(error: Exception, was_cut: bool) -> SyncError:
    """The one of our failures that a failure of the libraries means."""
    match error:
        case SyncError():
            return error
        case _ if was_cut:
            return TimedOutError("the exchange took too long")
        case requests.Timeout() | ReadTimeoutError():
            return TimedOutError("no answer in time")
        case requests.exceptions.SSLError():
            return UnreachableError("the server's certificate is not trusted")
        case IncompleteRead() | DecodeError():
            return GarbledError("the answer was cut off")
        case _:
            return UnreachableError("no connection to the server")


def _problem(raw: bytes) -> WireProblem | None:
    try:
        return decode(raw, WireProblem)
    except WireFormatError:
        return None
