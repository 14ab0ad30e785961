"""A server in memory that judges as SIKER does, and a network in front of it that loses, repeats and delays.

It remembers every effect it ever took, so a test can compare what the station said with what the server knows.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from domain.facts import Ak1Issued
from domain.nik import Nik
from sync.client import GarbledError, RefusedError, TimedOutError, UnreachableError
from sync.ports import Credentials
from sync.wire.codec import WireFormatError, fact_from
from sync.wire.envelope import FIRST_PREV, Op, open_op, signature_is_valid
from sync.wire.errors import ErrorCode
from sync.wire.messages import (
    Change,
    ChangesPage,
    DeviceSelf,
    Head,
    Heartbeat,
    HeartbeatAnswer,
    Lease,
    LeaseRequest,
    LookupAnswer,
    OpResult,
    OpsAnswer,
    OpStatus,
    SnapshotOffer,
    StationPolicy,
)
from tests.store.store_samples import NOW


@dataclass(slots=True)
class Receipt:
    """One op the server has in a chain. ``effect`` False: it waits."""

    op: Op
    effect: bool
    parked: str = ""


@dataclass(slots=True)
class Memory:
    """Everything a restore from backup would bring back."""

    receipts: dict[str, Receipt] = field(default_factory=dict)
    chains: dict[str, tuple[int, str]] = field(default_factory=dict)
    effects: list[str] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    leases: dict[str, Lease] = field(default_factory=dict)
    next_serial: int = 1
    blobs: dict[str, bytes] = field(default_factory=dict)
    rows: dict[tuple[str, str], Change] = field(default_factory=dict)
    rev: int = 0


class ModelServer:
    """Knows stations by their public keys. ``poison`` names aggregates whose facts fail inside the server."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.keys: dict[str, str] = {}
        self.states: dict[str, str] = {}
        self.generation = 1
        self.poison: set[str] = set()
        self.malformed: set[str] = set()
        self.max_batch = 100
        self.strays: list[str] = []
        self.policy = StationPolicy()
        self.min_rev = 0
        self.offer: SnapshotOffer | None = None
        self.packed = b""

    def register(self, device_id: str, public_key: str) -> None:
        """As after enrolment and approval."""
        self.keys[device_id], self.states[device_id] = public_key, "approved"

    def backup(self) -> Memory:
        """A copy of everything."""
        return copy.deepcopy(self.memory)

    def restore(self, memory: Memory) -> None:
        """Back to an earlier copy; the feed gets a new generation, as the runbook says."""
        kept = self.memory.next_serial  # the runbook raises the serial counter past what was lent
        self.memory = copy.deepcopy(memory)
        self.memory.next_serial = kept
        self.generation += 1

    def publish(self, entity: str, entity_id: str, payload: Mapping[str, object] | None) -> None:
        """One feed change."""
        m = self.memory
        m.rev += 1
        op = "del" if payload is None else "put"
        m.rows[entity, entity_id] = Change(rev=m.rev, e=entity, id=entity_id, op=op, d=None if payload is None else dict(payload))

    # the protocol

    def push(self, who: Credentials, contents: Sequence[bytes]) -> OpsAnswer:
        """Judge a batch."""
        self._admit(who, {"approved", "forked", "revoked"})
        if len(contents) > self.max_batch:
            raise RefusedError(ErrorCode.TOO_LARGE)
        results = [self._judge(content) for content in contents]
        return OpsAnswer(results=results, expected_seq=self.memory.chains.get(who.device_id, (0, ""))[0] + 1)

    def _judge(self, content: bytes) -> OpResult:
        try:
            op = open_op(msgspec.json.decode(content))
        except (WireFormatError, msgspec.DecodeError):
            return OpResult(op_id="", status=OpStatus.CONFLICT, reason=ErrorCode.MALFORMED)
        if op.op_id in self.malformed:
            self.strays.append(op.op_id)
            return OpResult(op_id=op.op_id, status=OpStatus.CONFLICT, reason=ErrorCode.MALFORMED)
        m, digest = self.memory, op.digest()
        known = m.receipts.get(op.op_id)
        if known is not None:
            if known.op.digest() != digest:
                return self._conflict(op, ErrorCode.OP_CONFLICT)
            if known.effect:
                return OpResult(op_id=op.op_id, status=OpStatus.REPLAYED, reason=known.parked)
            return self._take(known)
        if not signature_is_valid(op, self.keys.get(op.device, "")):
            return self._conflict(op, ErrorCode.BAD_SIGNATURE)
        seq, head = m.chains.get(op.device, (0, FIRST_PREV))
        if op.seq > seq + 1:
            return OpResult(op_id=op.op_id, status=OpStatus.RETRY, reason=ErrorCode.SEQ_GAP)
        if op.seq <= seq or op.prev != head:
            self.states[op.device] = "forked"
            return self._conflict(op, ErrorCode.DEVICE_FORKED)
        m.chains[op.device] = (op.seq, digest)
        receipt = m.receipts[op.op_id] = Receipt(op, False)
        return self._take(receipt)

    def _conflict(self, op: Op, code: ErrorCode) -> OpResult:
        self.strays.append(op.op_id)
        return OpResult(op_id=op.op_id, status=OpStatus.CONFLICT, reason=code)

    def _take(self, receipt: Receipt) -> OpResult:
        op, m = receipt.op, self.memory
        waiting = any(
            not other.effect and other.op.aggregate == op.aggregate and other.op.seq < op.seq for other in m.receipts.values()
        )
        if op.aggregate in self.poison or waiting:
            return OpResult(op_id=op.op_id, status=OpStatus.RETRY, reason="waits" if waiting else "fault")
        receipt.effect = True
        m.effects.append(op.op_id)
        fact = fact_from(op.type, op.v, op.body)
        if isinstance(fact, Ak1Issued) and m.numbers.setdefault(fact.number, fact.registration_id) != fact.registration_id:
            receipt.parked = "number_taken"
        if receipt.parked:
            return OpResult(op_id=op.op_id, status=OpStatus.PARKED, reason=receipt.parked)
        return OpResult(op_id=op.op_id, status=OpStatus.CREATED)

    def device_self(self, who: Credentials) -> DeviceSelf:
        """The server's memory of a device."""
        seq, head = self.memory.chains.get(who.device_id, (0, FIRST_PREV))
        return DeviceSelf(
            device_id=who.device_id, state=self.states[who.device_id], seq=seq, head=head, leases=[], policy=self.policy
        )

    def head(self, who: Credentials, feed: str) -> Head:
        """Where the feed stands."""
        self._admit(who, {"approved", "forked"})
        return Head(feed=feed, generation=f"g{self.generation}", rev=self.memory.rev, min_rev=self.min_rev)

    def snapshot_offer(self, who: Credentials, feed: str) -> SnapshotOffer | None:
        """The snapshot a test laid out, or none."""
        self._admit(who, {"approved", "forked"})
        return self.offer

    def snapshot_part(self, who: Credentials, path: str, offset: int, length: int) -> bytes:
        """A piece of it."""
        self._admit(who, {"approved", "forked"})
        part = self.packed[offset : offset + length]
        if len(part) != length:
            raise GarbledError("another part than asked for")
        return part

    def changes(
        self, who: Credentials, feed: str, since: int, generation: str, limit: int = 500, entities: Sequence[str] = ()
    ) -> ChangesPage:
        """A page of the feed."""
        self._admit(who, {"approved", "forked"})
        m, mine = self.memory, f"g{self.generation}"
        if (generation and generation != mine) or since > m.rev:
            raise RefusedError(ErrorCode.GENERATION_CHANGED)
        if generation and 0 < since < self.min_rev:
            raise RefusedError(ErrorCode.RESYNC_REQUIRED)
        wanted = [row for row in m.rows.values() if row.rev > since and (not entities or row.e in entities)]
        rows = sorted(wanted, key=lambda row: row.rev)
        shown = rows[: min(limit, 4)]
        more = len(rows) > len(shown)
        return ChangesPage(
            feed=feed, generation=mine, from_rev=since, next=shown[-1].rev if more else m.rev, has_more=more, changes=shown
        )

    def lease(self, who: Credentials, request: LeaseRequest) -> Lease:
        """Numbers, idempotent on the request."""
        self._admit(who, {"approved"})
        m = self.memory
        if request.request_id not in m.leases:
            lo = m.next_serial
            m.next_serial += request.want
            m.leases[request.request_id] = Lease(
                lease_id=f"ls_{lo}", lo=lo, hi=m.next_serial - 1, not_after=NOW.date() + timedelta(days=90)
            )
        return m.leases[request.request_id]

    def put_blob(self, who: Credentials, sha256: str, content: bytes) -> None:
        """Keep a photo."""
        self._admit(who, {"approved", "forked", "revoked"})
        self.memory.blobs[sha256] = content

    def heartbeat(self, who: Credentials, beat: Heartbeat) -> HeartbeatAnswer:
        """Time and policy."""
        return HeartbeatAnswer(server_time_ms=0, policy=self.policy)

    def lookup(self, who: Credentials, nik: Nik) -> LookupAnswer:
        """Nobody."""
        return LookupAnswer(state="none")

    def _admit(self, who: Credentials, states: set[str]) -> None:
        state = self.states[who.device_id]
        if state not in states:
            raise RefusedError({
                "pending": ErrorCode.DEVICE_PENDING, "revoked": ErrorCode.DEVICE_REVOKED, "forked": ErrorCode.DEVICE_FORKED,
            }[state])  # fmt: skip


class Weather(StrEnum):
    """What the network does to one exchange."""

    CLEAR = "clear"
    REQUEST_LOST = "request_lost"
    ANSWER_LOST = "answer_lost"
    SENT_TWICE = "sent_twice"
    HELD_BACK = "held_back"


class Network:
    """Stands where ``SikerClient`` stands. ``HELD_BACK`` loses a request now and delivers it later, out of order."""

    def __init__(self, server: ModelServer) -> None:
        self.server = server
        self.weather: list[Weather] = []
        self.held: list[Callable[[], object]] = []
        self.calls: list[str] = []
        self.today: date = NOW.date()

    def deliver_held(self) -> None:
        """What was held back arrives now; nobody waits for its answer."""
        held, self.held = self.held, []
        for request in held:
            try:
                request()
            except RefusedError:
                continue

    def __getattr__(self, name: str) -> Callable[..., object]:
        action = getattr(self.server, name)

        def call(*arguments: object, **named: object) -> object:
            self.calls.append(name)
            match self.weather.pop(0) if self.weather else Weather.CLEAR:
                case Weather.REQUEST_LOST:
                    raise UnreachableError("lost")
                case Weather.HELD_BACK:
                    self.held.append(lambda: action(*arguments, **named))
                    raise TimedOutError("held")
                case Weather.ANSWER_LOST:
                    action(*arguments, **named)
                    raise TimedOutError("answer lost")
                case Weather.SENT_TWICE:
                    action(*arguments, **named)
                case Weather.CLEAR:
                    pass
            return action(*arguments, **named)

        return call
