"""The station's side of the sync: independent steps, each with its own rhythm and back-off.

A fault in one step stops no other. What the server said about one fact concerns that fact alone. Nothing unconfirmed is
ever deleted; what the server refuses is set aside where staff see it.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from sync.client import GarbledError, RefusedError, SikerClient, SyncError, UnreachableError
from sync.clock import StationClock
from sync.ports import (
    CatalogStore,
    Condition,
    Credentials,
    StationHealth,
    SyncStatus,
    SyncStore,
)
from sync.pull import pull
from sync.push import BatchSize, PushOutcome, push
from sync.schedule import StepSchedule
from sync.verify import verify
from sync.wire.errors import ErrorCode
from sync.wire.messages import Heartbeat

log = logging.getLogger(__name__)
OFFICE_ZONE = timezone(timedelta(hours=7), "WIB")
_CONDITIONS = {
    ErrorCode.DEVICE_PENDING: Condition.PENDING,
    ErrorCode.DEVICE_REVOKED: Condition.REVOKED,
    ErrorCode.DEVICE_FORKED: Condition.FORKED,
}


class Step(StrEnum):
    """What one cycle consists of."""

    VERIFY = "verify"
    PUSH = "push"
    PULL = "pull"
    LEASES = "leases"
    BLOBS = "blobs"
    HEARTBEAT = "heartbeat"
    PURGE = "purge"


RHYTHM_S = {
    Step.VERIFY: 3600.0, Step.PUSH: 30.0, Step.PULL: 30.0, Step.LEASES: 60.0, Step.BLOBS: 30.0, Step.HEARTBEAT: 300.0,
    Step.PURGE: 900.0,
}  # fmt: skip
TALKING = (Step.VERIFY, Step.PUSH, Step.LEASES, Step.HEARTBEAT)
FETCHING = (Step.PULL, Step.BLOBS, Step.PURGE)
EVERYTHING = tuple(Step)


@dataclass(frozen=True, slots=True)
class StepReport:
    """How a step ended. ``trouble`` empty: well."""

    step: Step
    trouble: str = ""


class SyncEngine:
    """Runs steps; not thread-safe. Two engines over one store may run beside each other with different steps."""

    def __init__(
        self, store: SyncStore, catalog: CatalogStore, client: SikerClient, clock: StationClock, *,
        health: Callable[[], StationHealth] = StationHealth, app_version: str = "0", rng: random.Random | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._store, self._catalog, self._client, self._clock = store, catalog, client, clock
        self._health, self._app_version, self._monotonic = health, app_version, monotonic
        rng = rng or random.SystemRandom()
        self.schedules = {step: StepSchedule(every, rng) for step, every in RHYTHM_S.items()}
        self.troubles: dict[Step, str] = {}
        self.online: bool | None = None
        self.last_pushed: datetime | None = None
        self._batch = BatchSize()
        self._remembered_ms: int | None = None
        self._started = monotonic()

    def cycle(self, steps: tuple[Step, ...] = EVERYTHING, *, due_only: bool = False) -> tuple[StepReport, ...]:
        """Run steps in order, each on its own; with ``due_only`` those whose time has come."""
        return tuple(self.run(step) for step in steps if not due_only or self.schedules[step].is_due(self._monotonic()))

    def hurry(self, *steps: Step) -> None:
        """Run these as soon as possible, unless they are backing off."""
        for step in steps:
            self.schedules[step].hurry(self._monotonic())

    def run(self, step: Step) -> StepReport:
        """Run one step; never raises for anything the network, the server or the disk did."""
        schedule = self.schedules[step]
        before = self.troubles.get(step, "")
        try:
            again = self._work(step)
        except SyncError as error:
            self._online_after(error)
            if isinstance(error, RefusedError) and step is not Step.PUSH:
                self._note(error)
            schedule.failed(self._monotonic(), error.retry_after_s)
            self.troubles[step] = error.code
        except Exception as error:  # noqa: BLE001 - one step's fault must not stop the others
            log.error("sync step %s failed: %s", step.value, type(error).__name__)
            schedule.failed(self._monotonic())
            self.troubles[step] = getattr(error, "code", "fault")
        else:
            schedule.succeeded(self._monotonic(), again_at_once=again)
            self.troubles.pop(step, None)
        after = self.troubles.get(step, "")
        if after != before:
            log.warning("sync step %s: %s", step.value, after) if after else log.info("sync step %s works again", step.value)
        return StepReport(step, after)

    def status(self) -> SyncStatus:
        """A snapshot for staff and services."""
        return SyncStatus(
            online=self.online, last_refreshed=self._store.last_refreshed(), last_pushed=self.last_pushed,
            outbox=self._store.counts(), leases_left=self._store.leases_left(self._today()),
            condition=self._store.condition(), clock_offset_ms=self._clock.offset_ms, clock_quality=self._clock.quality(),
            troubles=tuple((step.value, code) for step, code in sorted(self.troubles.items())),
        )  # fmt: skip

    # the steps; True means: run again at once

    def _work(self, step: Step) -> bool:
        if step is Step.PURGE:
            self._store.purge(self._clock.now())
            return False
        who = self._store.credentials()
        if who is None:
            return False
        match step:
            case Step.VERIFY:
                verify(self._store, self._client, who, self._clock.now)
            case Step.PUSH:
                self._push(who)
            case Step.PULL:
                self._pull(who)
            case Step.LEASES:
                return self._leases(who)
            case Step.BLOBS:
                self._blobs(who)
            case Step.HEARTBEAT:
                self._heartbeat(who)
        if step is not Step.PUSH or self.last_pushed is not None:
            self._remember_clock()
        return False

    def _push(self, who: Credentials) -> None:
        senders = self._store.senders()
        failure: SyncError | None = None
        left = PushOutcome.DONE
        for sender in senders:
            try:
                outcome = push(self._store, self._client, sender, self._batch, self._clock.now)
            except SyncError as error:  # a former identity's trouble must not stop the present one
                failure = error
                if isinstance(error, RefusedError) and sender.device_id == who.device_id:
                    self._note(error)
                continue
            self._contact()
            self.last_pushed = self._clock.now()
            if outcome is PushOutcome.LOOK_AGAIN:
                left = outcome
        if failure is not None:
            raise failure
        if left is PushOutcome.LOOK_AGAIN:
            raise SomeLeftError("some facts wait at the server")

    def _pull(self, who: Credentials) -> None:
        identity = self._store.identity()
        assert identity is not None
        refilled = pull(self._store, self._catalog, self._client, who, identity, self._clock.now)
        self._contact()
        self._store.refreshed(self._clock.now())
        if refilled:
            self.hurry(Step.VERIFY)

    def _leases(self, who: Credentials) -> bool:
        request = self._store.lease_request(self._today())
        if request is None:
            return False
        try:
            lease = self._client.lease(who, request)
        except RefusedError as error:
            if error.reason is ErrorCode.LEASE_EXHAUSTED:
                self._store.drop_lease_request()
            raise
        self._contact()
        self._store.store_lease(lease, self._clock.now())
        return self._store.leases_left(self._today()) < self._store.policy().lease_refill_below

    def _blobs(self, who: Credentials) -> None:
        while (blob := self._store.next_blob()) is not None:
            try:
                self._client.put_blob(who, blob.sha256, blob.content)
            except RefusedError as error:
                if error.reason not in {ErrorCode.UNSUPPORTED_TYPE, ErrorCode.TOO_LARGE, ErrorCode.MALFORMED}:
                    raise
                self._store.blob_refused(blob.sha256, error.code, self._clock.now())
                continue
            self._contact()
            self._store.blob_sent(blob.sha256, self._clock.now())

    def _heartbeat(self, who: Credentials) -> None:
        health, counts, memory = self._health(), self._store.counts(), self._clock.stamp()
        answer = self._client.heartbeat(who, Heartbeat(
            app_version=self._app_version, boot=memory.boot, uptime_s=round(self._monotonic() - self._started),
            printer=health.printer, reader=health.reader, paper_near_end=health.paper_near_end, outbox=counts.queued,
            quarantined=counts.quarantined, leased_left=self._store.leases_left(self._today()),
            disk_free_mb=health.disk_free_mb, catalog_rev=self._catalog.cursor().rev, clock_offset_ms=self._clock.offset_ms,
            problems=list(health.problems[:20]),
        ))  # fmt: skip
        self._contact()
        self._store.set_policy(answer.policy, self._clock.now())

    # what every step shares

    def _contact(self) -> None:
        self.online = True

    def _online_after(self, error: SyncError) -> None:
        if isinstance(error, UnreachableError):
            self.online = False
        elif isinstance(error, RefusedError):
            self.online = True
        elif isinstance(error, GarbledError) and self.online is None:
            self.online = False

    def _note(self, refused: RefusedError) -> None:
        condition = _CONDITIONS.get(refused.reason)
        if condition is not None and self._store.condition() is not condition:
            self._store.note_condition(condition, self._clock.now(), refused.code)

    def _remember_clock(self) -> None:
        offset = self._clock.offset_ms
        if self._remembered_ms is None or abs(offset - self._remembered_ms) > 1000:
            self._store.remember_clock(self._clock.memory())
            self._remembered_ms = offset

    def _today(self) -> date:
        return self._clock.now().astimezone(OFFICE_ZONE).date()


class SomeLeftError(SyncError):
    """The server took facts in but could not work on some yet; they are sent again after a pause."""

    code = "some_left"


