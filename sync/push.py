"""Delivers one chain of facts: in batches, an answer per fact, gaps and holes mended, batches halved when they choke."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sync.client import GarbledError, RefusedError, SikerClient, TimedOutError, UnreachableError
from sync.ports import Condition, Credentials, OutboxState, QueuedOp, Rewind, Settlement, SyncStore
from sync.wire.errors import ErrorCode
from sync.wire.messages import OpResult, OpsAnswer, OpStatus

MAX_OPS: Final = 100
MAX_BYTES: Final = 1000 * 1024
MAX_MENDS: Final = 5
_FORKS = {ErrorCode.OP_CONFLICT.value, ErrorCode.DEVICE_FORKED.value}
_BATCH_TO_BLAME = {ErrorCode.MALFORMED, ErrorCode.TOO_LARGE, ErrorCode.BAD_DIGEST, ErrorCode.UNSUPPORTED_TYPE}


class PushOutcome(StrEnum):
    """``look_again``: facts are left that only time can help."""

    DONE = "done"
    LOOK_AGAIN = "look_again"


@dataclass(slots=True)
class BatchSize:
    """How many ops go into a batch: halved by trouble, doubled by success. Survives from push to push."""

    ops: int = MAX_OPS

    def halve(self, sent: int) -> None:
        """The last batch choked."""
        self.ops = max(1, min(self.ops, sent) // 2)

    def grow(self) -> None:
        """The last batch went well."""
        self.ops = min(MAX_OPS, self.ops * 2)


def push(
    store: SyncStore, client: SikerClient, sender: Credentials, batch: BatchSize, now: Callable[[], datetime]
) -> PushOutcome:
    """Send everything queued under one identity. Raises SyncError when the network or the server stops it."""
    after_seq, mends, outcome = 0, 0, PushOutcome.DONE
    while ops := store.next_ops(sender.device_id, batch.ops, MAX_BYTES, after_seq):
        try:
            answer = client.push(sender, [op.content for op in ops])
        except (TimedOutError, UnreachableError, GarbledError):
            batch.halve(len(ops))
            raise
        except RefusedError as refused:
            if refused.reason not in _BATCH_TO_BLAME:
                raise
            if len(ops) == 1:
                store.settle([Settlement(ops[0].op_id, OutboxState.PARKED_LOCAL, refused.code)], now())
                after_seq = ops[0].seq
            batch.halve(len(ops))
            continue
        batch.grow()
        after_seq = ops[-1].seq
        unsettled, gap = _settle(store, sender, ops, answer, now())
        if gap and mends < MAX_MENDS:
            mends += 1
            if _mend(store, client, sender, answer.expected_seq, now):
                after_seq, outcome = 0, PushOutcome.DONE
                continue
            return PushOutcome.LOOK_AGAIN
        if unsettled:
            outcome = PushOutcome.LOOK_AGAIN
    return outcome


def _settle(
    store: SyncStore, sender: Credentials, ops: tuple[QueuedOp, ...], answer: OpsAnswer, at: datetime
) -> tuple[bool, bool]:
    """Write each answer down; returns whether some are left, and whether the server misses earlier ops."""
    results = {result.op_id: result for result in answer.results}
    settlements: list[Settlement] = []
    unsettled = gap = forked = False
    for op in ops:
        result = results.get(op.op_id)
        final = None if result is None else _final(result)
        if final is not None:
            settlements.append(final)
            forked = forked or final.reason in _FORKS
            continue
        unsettled = True
        gap = gap or (result is not None and result.reason == ErrorCode.SEQ_GAP.value)
    store.settle(settlements, at)
    if forked:
        credentials = store.credentials()
        if credentials is not None and credentials.device_id == sender.device_id:
            store.note_condition(Condition.FORKED, at, "push")
    return unsettled, gap


def _final(result: OpResult) -> Settlement | None:
    match result.status:
        case OpStatus.CREATED | OpStatus.REPLAYED:
            return Settlement(result.op_id, OutboxState.PARKED_REMOTE if result.reason else OutboxState.ACKED, result.reason)
        case OpStatus.PARKED:
            return Settlement(result.op_id, OutboxState.PARKED_REMOTE, result.reason)
        case OpStatus.CONFLICT:
            return Settlement(result.op_id, OutboxState.PARKED_LOCAL, result.reason)
        case OpStatus.RETRY:
            return None


def _mend(
    store: SyncStore, client: SikerClient, sender: Credentials, expected_seq: int, now: Callable[[], datetime]
) -> bool:
    """The server waits for ``expected_seq``; make that what is sent next. False when that cannot be done."""
    credentials = store.credentials()
    mine = credentials is not None and credentials.device_id == sender.device_id
    match store.rewind(sender.device_id, expected_seq):
        case Rewind.QUEUED_AGAIN:
            return True
        case Rewind.NOTHING_TO_DO:
            return True
        case Rewind.HOLE:
            head = client.device_self(sender)
            if head.seq != expected_seq - 1 or store.digest_at(sender.device_id, head.seq) != head.head:
                if mine:
                    store.note_condition(Condition.FORKED, now(), "head")
                return False
            store.rechain(sender.device_id, head.seq, head.head, now())
            return True
        case Rewind.LOST:
            if mine:
                store.note_condition(Condition.CHAIN_LOST, now(), str(expected_seq))
            return False
        case Rewind.AHEAD:
            if mine:
                store.note_condition(Condition.ROLLED_BACK, now(), str(expected_seq))
            return False
