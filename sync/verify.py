"""Compares the server's memory of this device with the station's own: approval, policy, forks, and what a restore forgot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sync.client import SikerClient
from sync.ports import Condition, Credentials, Rewind, SyncStore

_STATES = {"pending": Condition.PENDING, "revoked": Condition.REVOKED, "forked": Condition.FORKED}


def verify(store: SyncStore, client: SikerClient, who: Credentials, now: Callable[[], datetime]) -> Condition:
    """One look at the server; returns the condition afterwards. Raises SyncError."""
    memory = client.device_self(who)
    store.set_policy(memory.policy, now())
    if memory.state == "approved":
        store.approve(now())
    elif memory.state in _STATES:
        store.note_condition(_STATES[memory.state], now(), "server")
    own_seq, _ = store.head(who.device_id)
    if memory.seq > own_seq:
        store.note_condition(Condition.ROLLED_BACK, now(), f"server at {memory.seq}, here {own_seq}")
        return store.condition()
    digest = store.digest_at(who.device_id, memory.seq)
    if digest is not None and digest != memory.head:
        store.note_condition(Condition.FORKED, now(), f"digest at {memory.seq}")
    elif memory.seq < store.confirmed_seq(who.device_id) and store.rewind(who.device_id, memory.seq + 1) is Rewind.LOST:
        store.note_condition(Condition.CHAIN_LOST, now(), str(memory.seq + 1))
    return store.condition()
