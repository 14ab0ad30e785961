"""Asks SIKER about one person while they wait: its own connection, short times, and no queueing behind the sync."""

from __future__ import annotations

import threading

from domain.nik import Nik
from sync.client import RefusedError, SikerClient
from sync.ports import SyncStore
from sync.wire.errors import ErrorCode
from sync.wire.messages import LookupAnswer


class OnlineLookup:
    """Callable from any thread. The client should have a ``first_byte_s`` of a few seconds."""

    def __init__(self, store: SyncStore, client: SikerClient) -> None:
        self._store, self._client = store, client
        self._lock = threading.Lock()

    def __call__(self, nik: Nik) -> LookupAnswer:
        """What SIKER holds. Raises SyncError when it cannot be asked now."""
        who = self._store.credentials()
        if who is None:
            raise RefusedError(ErrorCode.DEVICE_PENDING, "not enrolled")
        with self._lock:
            return self._client.lookup(who, nik)


