"""What every request of a station passes before any view runs: size, digest, signature, clock window, nonce, state.

Problems leave as RFC 9457 with a code of ``sync.wire.errors``. Nothing of a body or of personal data is ever logged here.
"""

from __future__ import annotations

import base64
import binascii
import errno
import hashlib
import hmac
import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TypeVar

import msgspec
from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from siker import clock
from siker.deviceapi.packing import packed
from siker.fleet.models import Station, StationState
from siker.fleet.services import remember_nonce, seen
from siker.web.ratelimit import allowed
from sync.wire.codec import WireFormatError, decode, encode
from sync.wire.errors import RULES, ErrorCode
from sync.wire.messages import WireProblem
from sync.wire.signing import WINDOW_S, BadSignatureError, PlainMessage, SignedBy, verify_request

log = logging.getLogger("siker.deviceapi")

RETRY_AFTER_S = 5
REQUESTS_PER_MINUTE = 3000
T = TypeVar("T", bound=msgspec.Struct)


class ProblemAnswer(Exception):  # noqa: N818 - an answer, not a fault
    """Ends a request with a problem."""

    def __init__(self, code: ErrorCode, detail: str = "", status: int | None = None) -> None:
        super().__init__(code.value)
        self.code, self.detail, self.status = code, detail, status


Answer = tuple[int, msgspec.Struct | None] | HttpResponseBase
OpenView = Callable[[HttpRequest, bytes, datetime], Answer]
SignedView = Callable[..., Answer]


def read_json(body: bytes, kind: type[T]) -> T:
    """The body as a message. Raises ProblemAnswer ``malformed``."""
    try:
        return decode(body, kind)
    except (WireFormatError, RecursionError) as error:
        raise ProblemAnswer(ErrorCode.MALFORMED, str(error)) from None


def query_text(request: HttpRequest, name: str) -> str:
    """A query parameter of harmless shape. Raises ProblemAnswer."""
    value = request.GET.get(name, "")
    if len(value) > 64 or not value.isprintable():
        raise ProblemAnswer(ErrorCode.MALFORMED, f"parameter {name}")
    return value


def query_number(request: HttpRequest, name: str, default: int) -> int:
    """A whole number not below zero in the query. Raises ProblemAnswer."""
    text = query_text(request, name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise ProblemAnswer(ErrorCode.MALFORMED, f"parameter {name}")
    return int(text)


def open_to_all(method: str, max_body: int = 4096) -> Callable[[OpenView], Callable[..., HttpResponseBase]]:
    """For the two requests a station sends before it has an identity."""

    def wrap(view: OpenView) -> Callable[..., HttpResponseBase]:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponseBase:
            now = clock.now()
            return _answered(request, method, now, lambda: view(request, _body(request, max_body), now))

        return guarded

    return wrap


def signed(
    method: str,
    *,
    max_body: int = 65_536,
    states: frozenset[StationState] = frozenset({StationState.APPROVED, StationState.FORKED}),
) -> Callable[[SignedView], Callable[..., HttpResponseBase]]:
    """For every other request. ``states``: in which states of the station this endpoint still answers."""

    def wrap(view: SignedView) -> Callable[..., HttpResponseBase]:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, **names: str) -> HttpResponseBase:
            now = clock.now()

            def run() -> Answer:
                body = _body(request, max_body)
                station = _authenticate(request, body, now)
                _check_state(station, states)
                if not allowed(f"device/{station.pk}", REQUESTS_PER_MINUTE, 60):
                    raise ProblemAnswer(ErrorCode.RATE_LIMITED)
                seen(station, now)
                return view(request, station, body, now, **names)

            return _answered(request, method, now, run)

        return guarded

    return wrap


def problem(code: ErrorCode, now: datetime, detail: str = "", status: int | None = None) -> HttpResponse:
    """A problem answer."""
    rule = RULES[code]
    shown = WireProblem(
        type=f"urn:siker:problem:{code.value}", code=code.value, title=code.value.replace("_", " "), status=status or rule.status,
        retry=rule.retry, detail=detail, server_time_ms=clock.epoch_ms(now),
    )  # fmt: skip
    answer = HttpResponse(encode(shown), status=shown.status, content_type="application/problem+json")
    if shown.status in {429, 503, 507}:
        answer["Retry-After"] = str(60 if shown.status == 429 else RETRY_AFTER_S)
    return _final(answer)


R = TypeVar("R", bound=HttpResponseBase)


def _final(answer: R) -> R:
    answer["Cache-Control"] = "no-store"
    return answer


def _answered(request: HttpRequest, method: str, now: datetime, run: Callable[[], Answer]) -> HttpResponseBase:
    try:
        if request.method != method:
            refused = problem(ErrorCode.MALFORMED, now, f"use {method}", status=405)
            refused["Allow"] = method
            return refused
        answer = run()
        if isinstance(answer, HttpResponseBase):
            return _final(answer)
        status, message = answer
        if message is None:
            return _final(HttpResponse(status=status))
        return _final(packed(request, encode(message), status))
    except ProblemAnswer as found:
        return problem(found.code, now, found.detail, found.status)
    except (RequestDataTooBig, DisallowedHost):
        return problem(ErrorCode.MALFORMED, now)
    except OSError as fault:
        log.error("storage failed: %s %s", type(fault).__name__, errno.errorcode.get(fault.errno or 0, ""))
        return problem(ErrorCode.STORAGE_FULL if fault.errno == errno.ENOSPC else ErrorCode.OVERLOADED, now)
    except DatabaseError as fault:
        log.error("database failed: %s", type(fault).__name__)
        return problem(ErrorCode.STORAGE_FULL if "full" in str(fault) else ErrorCode.OVERLOADED, now)
    except Exception as fault:  # noqa: BLE001 - a station must always get an answer it can act on
        log.error(
            "unexpected %s in %s", type(fault).__name__, request.resolver_match.view_name if request.resolver_match else "?"
        )
        return problem(ErrorCode.OVERLOADED, now)


def _body(request: HttpRequest, limit: int) -> bytes:
    declared = request.headers.get("Content-Length", "")
    if declared and (not declared.isdigit() or int(declared) > limit):
        raise ProblemAnswer(ErrorCode.TOO_LARGE)
    body = request.read(limit + 1)
    if len(body) > limit:
        raise ProblemAnswer(ErrorCode.TOO_LARGE)
    return body


def _authenticate(request: HttpRequest, body: bytes, now: datetime) -> Station:
    _check_digest(request.headers.get("Content-Digest", ""), body)
    message = PlainMessage(request.method or "", request.build_absolute_uri(), dict(request.headers.items()))
    found: dict[str, Station] = {}

    def find_key(device: str) -> str | None:
        station = Station.objects.filter(pk=device).first() if len(device) <= 64 and device.isprintable() else None
        if station is None:
            return None
        found[device] = station
        return station.public_key

    try:
        signed_by: SignedBy = verify_request(message, body, find_key)
    except (BadSignatureError, OverflowError, OSError, ValueError):
        raise ProblemAnswer(ErrorCode.BAD_SIGNATURE) from None
    if abs((now - signed_by.created).total_seconds()) > WINDOW_S:
        raise ProblemAnswer(ErrorCode.CLOCK_SKEW)
    if len(signed_by.nonce) > 64 or not remember_nonce(signed_by.device, signed_by.nonce, now):
        raise ProblemAnswer(ErrorCode.REPLAYED_NONCE)
    return found[signed_by.device]


def _check_digest(header: str, body: bytes) -> None:
    for member in header.split(","):
        name, _, value = member.strip().partition("=")
        if name != "sha-256":
            continue
        try:
            told = base64.b64decode(value.strip(":"), validate=True)
        except binascii.Error:
            raise ProblemAnswer(ErrorCode.BAD_DIGEST) from None
        if not hmac.compare_digest(told, hashlib.sha256(body).digest()):
            raise ProblemAnswer(ErrorCode.BAD_DIGEST)


def _check_state(station: Station, states: frozenset[StationState]) -> None:
    state = StationState(station.state)
    if state in states:
        return
    match state:
        case StationState.PENDING:
            raise ProblemAnswer(ErrorCode.DEVICE_PENDING)
        case StationState.REVOKED:
            raise ProblemAnswer(ErrorCode.DEVICE_REVOKED)
        case _:
            raise ProblemAnswer(ErrorCode.DEVICE_FORKED)
