"""Publishing to a feed and reading from it.

``publish`` must be the last work of its transaction: it locks the feed's counter row until the commit, which is what makes a
reader never see revision n+1 before n.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeAlias

import msgspec
import uuid6
from django.db import transaction
from django.db.models import F, Max

from domain.vacancy import Vacancy
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.feed.models import FeedCounter, FeedRow
from sync.wire.codec import encode
from sync.wire.messages import Change, ChangesPage, Head

TOMBSTONES_KEPT = timedelta(days=400)
MAX_PAGE = 500
_BATCH = 500
_NOTHING = msgspec.Raw(b"null")
Payload: TypeAlias = msgspec.Struct | Vacancy


class GenerationChangedError(Exception):
    """The reader's cursor belongs to another history of this feed."""


class ResyncRequiredError(Exception):
    """The reader's cursor is older than the tombstones still kept."""


def feed_name(region: str) -> str:
    """The feed of a region; dots in the code do not matter."""
    return region.replace(".", "")


def publish(region: str, entity: str, entity_id: str, payload: Payload | None, now: datetime) -> int:
    """Put (or, with None, delete) an entity and return its revision. Call it last in the transaction."""
    feed = feed_name(region)
    FeedCounter.objects.get_or_create(feed=feed, defaults={"generation": f"g_{uuid6.uuid7()}"})
    FeedCounter.objects.filter(pk=feed).update(rev=F("rev") + 1)
    rev = FeedCounter.objects.values_list("rev", flat=True).get(pk=feed)
    FeedRow.objects.update_or_create(
        feed=feed, entity=entity, entity_id=entity_id,
        defaults={"rev": rev, "op": "put" if payload is not None else "del", "payload": None if payload is None else encode(payload), "at": now},
    )  # fmt: skip
    return rev


def publish_many(region: str, rows: Iterable[tuple[str, str, Payload | None]], now: datetime) -> int:
    """``publish`` for many entities at once, numbered in their order without gaps; the last of several versions counts.

    Returns the feed's revision. Call it last in the transaction.
    """
    latest = {(entity, entity_id): payload for entity, entity_id, payload in rows}
    feed = feed_name(region)
    FeedCounter.objects.get_or_create(feed=feed, defaults={"generation": f"g_{uuid6.uuid7()}"})
    FeedCounter.objects.filter(pk=feed).update(rev=F("rev") + len(latest))
    last = FeedCounter.objects.values_list("rev", flat=True).get(pk=feed)
    FeedRow.objects.bulk_create(
        (
            FeedRow(
                feed=feed, entity=entity, entity_id=entity_id, rev=rev, op="put" if payload is not None else "del",
                payload=None if payload is None else encode(payload), at=now,
            )
            for rev, ((entity, entity_id), payload) in enumerate(latest.items(), last - len(latest) + 1)
        ),
        batch_size=_BATCH, update_conflicts=True, unique_fields=("feed", "entity", "entity_id"),
        update_fields=("rev", "op", "payload", "at"),
    )  # fmt: skip
    return last


def head(region: str) -> Head:
    """Where the feed stands; a feed nobody wrote to yet gets its generation now."""
    feed = feed_name(region)
    row, _ = FeedCounter.objects.get_or_create(feed=feed, defaults={"generation": f"g_{uuid6.uuid7()}"})
    return Head(feed=region, generation=row.generation, rev=row.rev, min_rev=row.min_rev)


def changes(region: str, since: int, limit: int, generation: str = "", entities: Sequence[str] = ()) -> ChangesPage:
    """Rows after ``since``, of ``entities`` only when some are named; payloads go out as they are stored.

    Raises GenerationChangedError or ResyncRequiredError; reading from 0 is always allowed.
    """
    at = head(region)
    if (generation and generation != at.generation) or since > at.rev:
        raise GenerationChangedError
    if generation and 0 < since < at.min_rev:
        raise ResyncRequiredError
    size = max(1, min(limit, MAX_PAGE))
    rows = _rows(feed_name(region), since, size + 1, entities)
    page, has_more = rows[:size], len(rows) > size
    last = page[-1].rev if page else since
    return ChangesPage(
        feed=region,
        generation=at.generation,
        from_rev=since,
        next=last if has_more else max(last, at.rev),
        has_more=has_more,
        changes=page,
    )


def _rows(feed: str, since: int, count: int, entities: Sequence[str]) -> list[Change]:
    found = FeedRow.objects.filter(feed=feed, rev__gt=since)
    parts = [found.filter(entity=entity) for entity in dict.fromkeys(entities)] if entities else [found]
    columns = ("rev", "entity", "entity_id", "op", "version", "payload")
    rows = heapq.merge(*(part.order_by("rev").values_list(*columns)[:count] for part in parts))
    return [
        Change(rev=rev, e=entity, id=entity_id, op=op, v=version, d=_NOTHING if payload is None else msgspec.Raw(bytes(payload)))
        for rev, entity, entity_id, op, version, payload in islice(rows, count)
    ]


@transaction.atomic
def prune(now: datetime) -> int:
    """Forget tombstones older than their keeping time and raise the horizon; returns how many went."""
    gone = 0
    for counter in FeedCounter.objects.select_for_update():
        old = FeedRow.objects.filter(feed=counter.feed, op="del", at__lt=now - TOMBSTONES_KEPT)
        horizon = old.aggregate(last=Max("rev"))["last"]
        if horizon is None:
            continue
        gone += old.delete()[0]
        counter.min_rev = max(counter.min_rev, horizon)
        counter.save(update_fields=["min_rev"])
    return gone


@transaction.atomic
def restart(actor: Actor, now: datetime) -> int:
    """After a restore from backup: give every feed a new generation, so that stations read it anew."""
    counters = list(FeedCounter.objects.select_for_update())
    for counter in counters:
        counter.generation = f"g_{uuid6.uuid7()}"
        counter.save(update_fields=["generation"])
        record(actor, AuditAction.FEED_RESTARTED, f"umpan/{counter.feed}", now)
    return len(counters)
