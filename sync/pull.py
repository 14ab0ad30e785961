"""Brings the region's feed down page by page: public rows into the catalog, the office's word on registrations
and applications into the vault."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeVar

from sync.client import GarbledError, RefusedError, SikerClient
from sync.ports import CatalogStore, Credentials, SyncStore
from sync.wire.codec import WireFormatError, from_json
from sync.wire.errors import ErrorCode
from sync.wire.messages import ApplicationStatus, ChangesPage, RegistrationStatus

log = logging.getLogger(__name__)
REGISTRATION: Final = "registration"
APPLICATION: Final = "application"
_S = TypeVar("_S", RegistrationStatus, ApplicationStatus)
_START_ANEW = {ErrorCode.GENERATION_CHANGED, ErrorCode.RESYNC_REQUIRED}


def pull(
    store: SyncStore, catalog: CatalogStore, client: SikerClient, who: Credentials, feed: str, now: Callable[[], datetime]
) -> bool:
    """Fetch until the feed's end. True when the catalog was filled anew. Raises SyncError."""
    try:
        return _fetch(store, catalog, client, who, feed, now)
    except RefusedError as refused:
        if refused.reason not in _START_ANEW:
            raise
    _start_fresh(store, catalog, client.changes(who, feed, 0, ""))
    return _fetch(store, catalog, client, who, feed, now)


def _start_fresh(store: SyncStore, catalog: CatalogStore, first: ChangesPage) -> None:
    catalog.start_fresh(first.generation)
    store.forget_status_revs()


def _fetch(
    store: SyncStore, catalog: CatalogStore, client: SikerClient, who: Credentials, feed: str, now: Callable[[], datetime]
) -> bool:
    """While filling, the generation is not sent but compared here: a fill begun at 0 may pass below the server's horizon."""
    while True:
        filling = catalog.filling()
        cursor = filling or catalog.cursor()
        page = client.changes(who, feed, cursor.rev, "" if filling else cursor.generation)
        if page.from_rev != cursor.rev or page.next < cursor.rev or (page.has_more and page.next == cursor.rev):
            raise GarbledError("the page does not follow the cursor")
        if not cursor.generation:
            _start_fresh(store, catalog, page)
            filling = catalog.filling()
        elif page.generation != cursor.generation:
            raise RefusedError(ErrorCode.GENERATION_CHANGED)
        _take_people(store, page, now())  # first: a crash between the two repeats the page, which harms nothing
        if filling is not None or page.changes or page.next > cursor.rev:
            catalog.apply(page)
        if not page.has_more:
            if filling is not None:
                catalog.finish_fresh()
            return filling is not None


def _take_people(store: SyncStore, page: ChangesPage, at: datetime) -> None:
    store.apply_statuses(_statuses(page, REGISTRATION, RegistrationStatus), at)
    store.apply_application_statuses(_statuses(page, APPLICATION, ApplicationStatus), at)


def _statuses(page: ChangesPage, entity: str, kind: type[_S]) -> list[tuple[int, _S]]:
    found: list[tuple[int, _S]] = []
    for change in page.changes:
        if change.e != entity or change.op != "put" or change.d is None:
            continue
        try:
            found.append((change.rev, from_json(change.d, kind)))
        except WireFormatError as error:
            log.warning("a status of entity %s was not understood: %s", entity, error)
    return found
