"""Brings the region's feed down: public rows into the catalog, the office's word on people's matters into the vault.

An empty catalog, or one whose history ended, begins with a snapshot when there is a good one, else with the feed from 0. A
snapshot holds no rows about people, so those have a cursor of their own (``statuses_behind``) and are caught up by the feed
before anything else: a station that adopts a snapshot at revision R still reads every such row up to R.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeVar

from sync.client import GarbledError, RefusedError, SikerClient
from sync.ports import CatalogStore, Credentials, StationIdentity, SyncStore
from sync.snapshot import adopt_latest
from sync.wire.codec import WireFormatError, from_json
from sync.wire.errors import ErrorCode
from sync.wire.messages import ApplicationStatus, ChangesPage, RegistrationStatus
from sync.wire.snapshot import STATUS_ENTITIES

log = logging.getLogger(__name__)
REGISTRATION: Final = "registration"
APPLICATION: Final = "application"
_S = TypeVar("_S", RegistrationStatus, ApplicationStatus)
_START_ANEW = {ErrorCode.GENERATION_CHANGED, ErrorCode.RESYNC_REQUIRED}


def pull(
    store: SyncStore, catalog: CatalogStore, client: SikerClient, who: Credentials, identity: StationIdentity,
    now: Callable[[], datetime],
) -> bool:  # fmt: skip
    """Fetch until the feed's end. True when the catalog was made anew. Raises SyncError."""
    anew = False
    if catalog.filling() is None and not catalog.cursor().generation:
        anew = _begin(store, catalog, client, who, identity)
    try:
        return _follow(store, catalog, client, who, identity.region, now) or anew
    except RefusedError as refused:
        if refused.reason not in _START_ANEW:
            raise
    if anew:  # a snapshot that leads nowhere: not a second time
        _start_fresh(store, catalog, client.head(who, identity.region).generation)
    else:
        _begin(store, catalog, client, who, identity)
    _follow(store, catalog, client, who, identity.region, now)
    return True


def _begin(
    store: SyncStore, catalog: CatalogStore, client: SikerClient, who: Credentials, identity: StationIdentity
) -> bool:
    """Take the snapshot (True), or begin a fill from 0."""
    head = client.head(who, identity.region)
    if catalog.cursor().generation != head.generation:
        store.forget_status_revs()  # another history counts anew; the rows about people are read again whatever happens next
    if adopt_latest(catalog, client, who, identity.region, head, identity.server_public_key):
        return True
    catalog.start_fresh(head.generation)
    return False


def _start_fresh(store: SyncStore, catalog: CatalogStore, generation: str) -> None:
    catalog.start_fresh(generation)
    store.forget_status_revs()


def _follow(
    store: SyncStore, catalog: CatalogStore, client: SikerClient, who: Credentials, feed: str, now: Callable[[], datetime]
) -> bool:
    """While filling, the generation is not sent but compared here: a fill begun at 0 may pass below the server's horizon."""
    if catalog.filling() is None:
        _catch_up(store, catalog, client, who, feed, now)
    while True:
        filling = catalog.filling()
        cursor = filling or catalog.cursor()
        page = client.changes(who, feed, cursor.rev, "" if filling else cursor.generation)
        _check(page, cursor.rev, cursor.generation)
        _take_people(store, page, now())  # first: a crash between the two repeats the page, which harms nothing
        if filling is not None or page.changes or page.next > cursor.rev:
            catalog.apply(page)
        if not page.has_more:
            if filling is not None:
                catalog.finish_fresh()
            return filling is not None


def _catch_up(
    store: SyncStore, catalog: CatalogStore, client: SikerClient, who: Credentials, feed: str, now: Callable[[], datetime]
) -> None:
    """Read the rows about people that a snapshot did not bring, from where this station last read them."""
    while (cursor := catalog.statuses_behind()) is not None:
        page = client.changes(who, feed, cursor.rev, "", entities=STATUS_ENTITIES)
        _check(page, cursor.rev, cursor.generation)
        _take_people(store, page, now())
        catalog.statuses_read(page.generation, page.next)


def _check(page: ChangesPage, rev: int, generation: str) -> None:
    if page.from_rev != rev or page.next < rev or (page.has_more and page.next == rev):
        raise GarbledError("the page does not follow the cursor")
    if page.generation != generation:
        raise RefusedError(ErrorCode.GENERATION_CHANGED)


def _take_people(store: SyncStore, page: ChangesPage, at: datetime) -> None:
    store.apply_statuses(_statuses(page, REGISTRATION, RegistrationStatus), at)
    store.apply_application_statuses(_statuses(page, APPLICATION, ApplicationStatus), at)


def _statuses(page: ChangesPage, entity: str, kind: type[_S]) -> list[tuple[int, _S]]:
    found: list[tuple[int, _S]] = []
    for change in page.changes:
        if change.e != entity or change.op != "put":
            continue
        try:
            found.append((change.rev, from_json(change.d, kind)))
        except WireFormatError as error:
            log.warning("a status of entity %s was not understood: %s", entity, error)
    return found
