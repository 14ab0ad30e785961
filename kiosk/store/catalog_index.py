"""What a search index inside the catalog's file must offer: it lives and dies with the file, and follows it in its transactions.

``rebuild`` is called once when a file was filled (by pages or by a snapshot), before anybody reads it; ``apply`` within the
transaction of each later page. A module with these three names is such an index.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy.engine import Connection

from sync.wire.messages import Change


class CatalogIndex(Protocol):
    """``TABLES``: statements that make its tables in an empty file; when they change, stations fill their catalogs anew."""

    @property
    def TABLES(self) -> Sequence[str]: ...  # noqa: N802 - a module's constant

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Follow rows that were just written to ``feed_row``; a page may come twice (``sync.wire.codec.payload_of``)."""
        ...

    def rebuild(self, connection: Connection) -> None:
        """Index everything ``feed_row`` holds (entity, entity_id, rev, v, payload as JSON text) from nothing."""
        ...


class NoIndex:
    """Nothing is searched."""

    TABLES: Sequence[str] = ()

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Nothing to follow."""

    def rebuild(self, connection: Connection) -> None:
        """Nothing to build."""
