"""Receiving a batch of ops.

One transaction for the batch, one savepoint for each fact. Order of judging: known id, signature, place in the chain,
effect. Facts are never refused: what cannot take effect is parked, what has no place in the chain is set aside, and both
are kept with their bytes and shown to officers. The feed is written last.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from domain.facts import Fact
from siker import vault
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.fleet.models import Station, StationState
from siker.fleet.services import mark_forked
from siker.ingest.effects import Touched, apply, publish_touched
from siker.ingest.models import ChainHead, OpReceipt, ReceiptStatus, StrayOp
from sync.wire.canonical import Json, canonical, sha256_text
from sync.wire.codec import WireFormatError, fact_from
from sync.wire.envelope import MAX_OP_BYTES, Op, open_op, signature_is_valid
from sync.wire.errors import ErrorCode, ParkReason
from sync.wire.messages import OpResult, OpsAnswer, OpStatus

log = logging.getLogger("siker.ingest")

WAITS = "waits"
FAULT = "fault"
UNKNOWN = "unknown"


@dataclass(slots=True)
class _Round:
    """What one batch gathers while its ops are judged."""

    sender: Station
    now: datetime
    chains: dict[str, ChainHead] = field(default_factory=dict)
    touched: Touched = field(default_factory=Touched)
    gap: bool = False


def receive(sender: Station, values: Sequence[dict[str, Json]], now: datetime) -> OpsAnswer:
    """Judge ops and answer each, in the order given. Raises only when nothing at all could be stored."""
    with transaction.atomic():
        current = _Round(sender, now)
        results: list[OpResult | None] = [None] * len(values)
        ops: list[tuple[int, Op]] = []
        for place, value in enumerate(values):
            opened = _open(value)
            if isinstance(opened, Op):
                ops.append((place, opened))
            else:
                _set_aside(current, _shown_id(value), opened, _raw(value))
                results[place] = OpResult(op_id=_shown_id(value), status=OpStatus.CONFLICT, reason=opened)
        _lock_chains(current, {op.device for _, op in ops} | {sender.device_id})
        for place, op in sorted(ops, key=lambda item: (item[1].device, item[1].seq)):
            results[place] = _judge(current, op)
        publish_touched(current.touched, now)
        chain = current.chains[sender.device_id]
        return OpsAnswer(results=[item for item in results if item is not None], expected_seq=chain.seq + 1)


def status_of(op_id: str) -> OpResult:
    """What became of an op: replayed (with the park reason, if any), or ``retry``/``unknown`` when it should be sent."""
    receipt = OpReceipt.objects.filter(pk=op_id).first()
    if receipt is None:
        return OpResult(op_id=op_id, status=OpStatus.RETRY, reason=UNKNOWN)
    if receipt.status == ReceiptStatus.PENDING:
        return OpResult(op_id=op_id, status=OpStatus.RETRY, reason=receipt.reason)
    return OpResult(op_id=op_id, status=OpStatus.REPLAYED, reason=receipt.reason)


def opened_bytes(receipt: OpReceipt) -> Op:
    """The op of a receipt, from its sealed bytes."""
    import msgspec

    return open_op(msgspec.json.decode(vault.unseal(receipt.sealed, f"op/{receipt.op_id}")))


def take_effect(receipt: OpReceipt, now: datetime, *, force: bool = False) -> ParkReason | None:
    """Apply a parked op again (after an upgrade, or because an officer vouches for it). Publishes; caller's transaction."""
    touched = Touched()
    reason = _effect(opened_bytes(receipt), receipt.station, now, touched, force=force)
    receipt.status = ReceiptStatus.PARKED if reason else ReceiptStatus.ACCEPTED
    receipt.reason = reason or ""
    receipt.save(update_fields=["status", "reason"])
    record(
        Actor.station(receipt.station.code),
        AuditAction.FACT_REPLAYED,
        receipt.aggregate,
        now,
        f"{receipt.type} {reason or 'diterima'}",
    )
    publish_touched(touched, now)
    return reason


def _judge(current: _Round, op: Op) -> OpResult:
    try:
        digest = op.digest()
    except (ValueError, TypeError):  # values RFC 8785 cannot carry
        _set_aside(current, op.op_id, ErrorCode.MALFORMED, op.op_id.encode())
        return OpResult(op_id=op.op_id, status=OpStatus.CONFLICT, reason=ErrorCode.MALFORMED)
    known = OpReceipt.objects.filter(pk=op.op_id).first()
    if known is not None:
        if known.digest != digest:
            return _stray(current, op, ErrorCode.OP_CONFLICT)
        if known.status != ReceiptStatus.PENDING:
            return OpResult(op_id=op.op_id, status=OpStatus.REPLAYED, reason=known.reason)
        return _settle(current, op, known)
    chain = current.chains.get(op.device)
    if chain is None or not signature_is_valid(op, chain.station.public_key):
        return _stray(current, op, ErrorCode.BAD_SIGNATURE)
    if op.seq > chain.seq + 1:
        current.gap = True
        return OpResult(op_id=op.op_id, status=OpStatus.RETRY, reason=ErrorCode.SEQ_GAP)
    if op.seq <= chain.seq or op.prev != chain.digest:
        mark_forked(chain.station, current.now)
        return _stray(current, op, ErrorCode.DEVICE_FORKED)
    receipt = OpReceipt(
        op_id=op.op_id, station=chain.station, seq=op.seq, digest=digest, type=op.type[:64], version=max(0, min(op.v, 2**31 - 1)),
        aggregate=op.aggregate[:128], issued_at=op.issued_at, received_at=current.now, status=ReceiptStatus.PENDING,
        card_number=_card_number(op), sealed=vault.seal(op.to_bytes(), f"op/{op.op_id}"),
    )  # fmt: skip
    receipt.save(force_insert=True)
    chain.seq, chain.digest = op.seq, digest
    chain.save(update_fields=["seq", "digest"])
    return _settle(current, op, receipt)


def _settle(current: _Round, op: Op, receipt: OpReceipt) -> OpResult:
    """Let a chained op take effect, or say why it waits."""
    earlier = OpReceipt.objects.filter(
        station=receipt.station, aggregate=receipt.aggregate, seq__lt=receipt.seq, status=ReceiptStatus.PENDING
    )
    if earlier.exists():
        return _pending(receipt, op, WAITS)
    touched = Touched()
    try:
        with transaction.atomic():
            reason = _effect(op, receipt.station, current.now, touched)
    except Exception as fault:  # noqa: BLE001 - one fact's fault must not poison the others
        log.error(
            "an op of type %s could not be applied: %s", receipt.type if receipt.type.isascii() else "?", type(fault).__name__
        )
        return _pending(receipt, op, FAULT)
    current.touched.add(touched)
    receipt.status = ReceiptStatus.PARKED if reason else ReceiptStatus.ACCEPTED
    receipt.reason = reason or ""
    receipt.save(update_fields=["status", "reason"])
    action = AuditAction.FACT_PARKED if reason else AuditAction.FACT_RECORDED
    record(Actor.station(receipt.station.code), action, receipt.aggregate, current.now, f"{receipt.type} {reason or ''}".strip())
    if reason:
        return OpResult(op_id=op.op_id, status=OpStatus.PARKED, reason=reason)
    return OpResult(op_id=op.op_id, status=OpStatus.CREATED)


def _pending(receipt: OpReceipt, op: Op, reason: str) -> OpResult:
    receipt.reason = reason
    receipt.save(update_fields=["reason"])
    return OpResult(op_id=op.op_id, status=OpStatus.RETRY, reason=reason)


def _effect(op: Op, station: Station, now: datetime, touched: Touched, *, force: bool = False) -> ParkReason | None:
    if station.state == StationState.REVOKED and not force:
        return ParkReason.DEVICE_REVOKED
    try:
        fact: Fact | None = fact_from(op.type, op.v, op.body)
    except WireFormatError:
        return ParkReason.MALFORMED_BODY
    if fact is None:
        return ParkReason.UNKNOWN_TYPE
    if fact.aggregate != op.aggregate:
        return ParkReason.MALFORMED_BODY
    return apply(fact, op, station, now, touched, force=force)


def _card_number(op: Op) -> str:
    """The number a card fact names, so that a parked card can be found by its QR; empty for other facts."""
    number = op.body.get("number") if op.type == "ak1.issued" else None
    return number if isinstance(number, str) and len(number) <= 40 and number.isprintable() else ""


def _open(value: dict[str, Json]) -> Op | ErrorCode:
    try:
        raw = canonical(value)
        if len(raw) > MAX_OP_BYTES:
            return ErrorCode.TOO_LARGE
        op = open_op(value)
    except (ValueError, TypeError, RecursionError):
        return ErrorCode.MALFORMED
    if op.seq > 2**62 or not op.op_id or "\x00" in op.op_id + op.type + op.aggregate or op.issued_at.tzinfo is None:
        return ErrorCode.MALFORMED
    return op


def _shown_id(value: dict[str, Json]) -> str:
    found = value.get("op_id")
    return found[:64].replace("\x00", "") if isinstance(found, str) else ""


def _raw(value: dict[str, Json]) -> bytes:
    import msgspec

    return msgspec.json.encode(value)


def _lock_chains(current: _Round, devices: set[str]) -> None:
    for station in Station.objects.filter(pk__in=[name for name in devices if "\x00" not in name]).order_by("pk"):
        ChainHead.objects.get_or_create(station=station)
        chain = ChainHead.objects.select_for_update(of=("self",)).select_related("station").get(pk=station.pk)
        current.chains[station.pk] = chain


def _stray(current: _Round, op: Op, reason: ErrorCode) -> OpResult:
    _set_aside(current, op.op_id, reason, op.to_bytes())
    return OpResult(op_id=op.op_id, status=OpStatus.CONFLICT, reason=reason)


def _set_aside(current: _Round, op_id: str, reason: ErrorCode, raw: bytes) -> None:
    """Keep evidence once, however often it is sent."""
    fingerprint = sha256_text(raw)
    if StrayOp.objects.filter(fingerprint=fingerprint).exists():
        return
    StrayOp.objects.create(
        fingerprint=fingerprint, op_id=op_id, sender=current.sender, reason=reason.value, received_at=current.now,
        sealed=vault.seal(raw, f"stray/{fingerprint}"),
    )  # fmt: skip
    record(Actor.station(current.sender.code), AuditAction.FACT_SET_ASIDE, f"op/{op_id}", current.now, reason.value)
