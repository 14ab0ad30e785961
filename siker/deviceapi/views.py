"""The endpoints of protocol 1, each a few lines over its room's service."""

from __future__ import annotations

import re
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from domain.nik import parse_nik
from domain.problems import Problem
from siker import clock
from siker.ak1 import leases, lookup, photos
from siker.deviceapi.gate import Answer, ProblemAnswer, open_to_all, problem, query_number, query_text, read_json, signed
from siker.deviceapi.packing import file_answer
from siker.feed import services as feed
from siker.feed import snapshots
from siker.fleet import services as fleet
from siker.fleet.models import Station, StationState
from siker.ingest import services as ingest
from siker.ingest.models import ChainHead
from siker.web.ratelimit import allowed, spent
from sync.wire.envelope import FIRST_PREV
from sync.wire.errors import ErrorCode
from sync.wire.messages import ClockedAnswer, DeviceSelf, EnrolRequest, Heartbeat, LeaseRequest, LookupRequest, OpsBatch

MAX_BATCH_BYTES = 1024 * 1024
MAX_BATCH_OPS = 100
MAX_HEARTBEAT_BYTES = 8 * 1024
LOOKUPS_PER_MINUTE = 30
WRONG_CODES_PER_MINUTE = 10
ANY_STATE = frozenset(StationState)
PUSHING = frozenset({StationState.APPROVED, StationState.FORKED, StationState.REVOKED})
ISSUING = frozenset({StationState.APPROVED})


@open_to_all("GET")
def health(request: HttpRequest, body: bytes, now: datetime) -> Answer:
    """The server answers and has a database; nothing else is told."""
    return 200, ClockedAnswer(server_time_ms=clock.epoch_ms(now), at=now)


@open_to_all("POST")
def enrol(request: HttpRequest, body: bytes, now: datetime) -> Answer:
    """A one-time code for an identity: 201 approved, 202 waiting for an officer."""
    guesses = f"enrol/{request.META.get('REMOTE_ADDR', '')}"
    if spent(guesses, WRONG_CODES_PER_MINUTE):
        raise ProblemAnswer(ErrorCode.RATE_LIMITED)
    try:
        answer = fleet.enrol(read_json(body, EnrolRequest), now)
    except fleet.CodeUnknownError:
        allowed(guesses, WRONG_CODES_PER_MINUTE, 60)
        raise ProblemAnswer(ErrorCode.CODE_UNKNOWN) from None
    return (201 if answer.approved else 202), answer


@signed("GET", states=ANY_STATE)
def device_self(request: HttpRequest, station: Station, body: bytes, now: datetime) -> Answer:
    """The server's memory of the caller."""
    chain = ChainHead.objects.filter(pk=station.pk).first()
    return 200, DeviceSelf(
        device_id=station.pk, state=station.state, seq=chain.seq if chain else 0, head=chain.digest if chain else FIRST_PREV,
        leases=[leases.wire_lease(lease) for lease in leases.open_leases(station)], policy=fleet.policy(),
    )  # fmt: skip


@signed("GET")
def head(request: HttpRequest, station: Station, body: bytes, now: datetime) -> Answer:
    """Where the caller's feed stands."""
    return 200, feed.head(_own_feed(request, station))


@signed("GET")
def changes(request: HttpRequest, station: Station, body: bytes, now: datetime) -> Answer:
    """Rows after a cursor; an up-to-date reader gets an empty page."""
    name = _own_feed(request, station)
    since, limit = query_number(request, "since", 0), query_number(request, "limit", feed.MAX_PAGE)
    entities = tuple(part for part in query_text(request, "entities").split(",") if part)
    try:
        return 200, feed.changes(name, since, limit, query_text(request, "generation"), entities)
    except feed.GenerationChangedError:
        raise ProblemAnswer(ErrorCode.GENERATION_CHANGED) from None
    except feed.ResyncRequiredError:
        raise ProblemAnswer(ErrorCode.RESYNC_REQUIRED) from None


@signed("GET")
def snapshot_offer(request: HttpRequest, station: Station, body: bytes, now: datetime) -> Answer:
    """The newest snapshot of the caller's feed in the layout it reads; 204 when there is none."""
    found = snapshots.latest(_own_feed(request, station))
    if found is None or found.layout != query_number(request, "layout", found.layout):
        return 204, None
    return 200, found


@signed("GET")
def snapshot_file(request: HttpRequest, station: Station, body: bytes, now: datetime, feed_name: str, name: str) -> Answer:
    """A snapshot's file, or the range of it the caller still lacks."""
    path = snapshots.file_of(feed_name, name)
    if path is None or feed_name != feed.feed_name(station.region):
        raise ProblemAnswer(ErrorCode.MALFORMED, "no such snapshot", status=404)
    return file_answer(request, path, f'"{name}"')


def _own_feed(request: HttpRequest, station: Station) -> str:
    name = query_text(request, "feed") or station.region
    if feed.feed_name(name) != feed.feed_name(station.region):
        raise ProblemAnswer(ErrorCode.MALFORMED, "a station reads the feed of its own region")
    return name


@signed("POST", max_body=MAX_BATCH_BYTES, states=PUSHING)
def ops_batch(request: HttpRequest, station: Station, body: bytes, now: datetime) -> Answer:
    """Facts in. Never refused; each gets its own answer."""
    batch = read_json(body, OpsBatch)
    if len(batch.ops) > MAX_BATCH_OPS:
        raise ProblemAnswer(ErrorCode.TOO_LARGE)
    return 200, ingest.receive(station, batch.ops, now)


@signed("GET", states=PUSHING)
def op_status(request: HttpRequest, station: Station, body: bytes, now: datetime, op_id: str) -> Answer:
    """What became of one op."""
    return 200, ingest.status_of(op_id)


@signed("POST", states=ISSUING)
def lease(request: HttpRequest, station: Station, body: bytes, now: datetime) -> Answer:
    """Numbers to issue with."""
    wanted = read_json(body, LeaseRequest)
    if not re.fullmatch(r"[0-9A-Za-z_-]{8,64}", wanted.request_id):
        raise ProblemAnswer(ErrorCode.MALFORMED, "request_id")
    try:
        return 201, leases.grant(station, wanted, now)
    except leases.LeaseExhaustedError:
        raise ProblemAnswer(ErrorCode.LEASE_EXHAUSTED) from None


@signed("POST", max_body=4096, states=ISSUING)
def find_person(request: HttpRequest, station: Station, body: bytes, now: datetime) -> Answer:
    """What SIKER holds for a NIK."""
    if not allowed(f"lookup/{station.pk}", LOOKUPS_PER_MINUTE, 60):
        raise ProblemAnswer(ErrorCode.RATE_LIMITED)
    nik = parse_nik(read_json(body, LookupRequest).nik)
    if isinstance(nik, Problem):
        raise ProblemAnswer(ErrorCode.MALFORMED, nik.code)
    return 200, lookup.find_person(nik, station, now)


@signed("PUT", max_body=photos.MAX_PHOTO_BYTES, states=PUSHING)
def blob(request: HttpRequest, station: Station, body: bytes, now: datetime, sha256: str) -> Answer:
    """A photo: 201 stored, 204 known already."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise ProblemAnswer(ErrorCode.MALFORMED, "sha256")
    try:
        return (201 if photos.store(sha256, body, station, now) else 204), None
    except photos.PhotoRefusedError as refused:
        code = ErrorCode.BAD_DIGEST if str(refused) == "digest" else ErrorCode.UNSUPPORTED_TYPE
        raise ProblemAnswer(code) from None


@signed("POST", max_body=MAX_HEARTBEAT_BYTES, states=ANY_STATE)
def heartbeat(request: HttpRequest, station: Station, body: bytes, now: datetime) -> Answer:
    """Health in, time and policy out."""
    return 200, fleet.heartbeat(station, read_json(body, Heartbeat), now)


@csrf_exempt
def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address below the base path."""
    return problem(ErrorCode.MALFORMED, clock.now(), "no such endpoint", status=404)
