"""From complete states to events: what came, what went, and which card is another card.

A reader's process tells everything it sees at each change; this view compares. A lost process means that nothing is
seen any more, so every card goes out before its reader does, and no presence number is ever used twice.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.card.port import (
    CardEvent,
    CardIn,
    CardOut,
    CardSwapped,
    ReaderIn,
    ReaderOut,
    ReaderSeen,
    ServiceDown,
    ServiceUp,
)
from devices.card.wire import ReaderEntry, State


@dataclass(frozen=True, slots=True)
class _Seen:
    card: int | None
    presence: int | None
    refused: bool


class ReaderView:
    """What is attached and lying on it, across the lives of many processes. Not thread-safe."""

    def __init__(self) -> None:
        self._readers: dict[str, _Seen] = {}
        self._service_up = False
        self._heard = False
        self._last = 0

    @property
    def heard(self) -> bool:
        """Whether the present process has told its state yet."""
        return self._heard

    @property
    def service_up(self) -> bool:
        """Whether the service below the process answers."""
        return self._service_up

    @property
    def readers(self) -> tuple[ReaderSeen, ...]:
        """Every attached reader, refused ones too."""
        return tuple(ReaderSeen(name, seen.presence, seen.refused) for name, seen in self._readers.items())

    @property
    def usable(self) -> bool:
        """True when at least one reader may be used."""
        return any(not seen.refused for seen in self._readers.values())

    @property
    def presences(self) -> frozenset[int]:
        """The cards that lie on usable readers now."""
        return frozenset(seen.presence for seen in self._readers.values() if seen.presence is not None)

    def presence_of(self, card: int) -> int | None:
        """The presence of the process's own card number; None when that card lies there no more."""
        return next((seen.presence for seen in self._readers.values() if seen.card == card), None)

    def apply(self, state: State) -> list[CardEvent]:
        """Take over ``state`` and tell what changed, leavers first."""
        up = state.service == "up"
        now: dict[str, _Seen] = {}
        if up:
            for entry in state.readers:
                now[entry.name] = self._look(entry)
        events = self._leavers(now)
        if self._service_up and not up:
            events.append(ServiceDown())
        elif up and not self._service_up:
            events.append(ServiceUp())
        elif not up and not self._heard:
            events.append(ServiceDown())
        events += self._comers(now)
        self._readers, self._service_up, self._heard = now, up, True
        return events

    def lost(self) -> list[CardEvent]:
        """The process is gone: so is everything it saw."""
        events = self._leavers({})
        if self._service_up:
            events.append(ServiceDown())
        self._readers, self._service_up, self._heard = {}, False, False
        return events

    def _look(self, entry: ReaderEntry) -> _Seen:
        if entry.card is None or entry.refused:
            return _Seen(None, None, entry.refused)
        before = self._readers.get(entry.name)
        if before is not None and before.card == entry.card:
            return before
        self._last += 1
        return _Seen(entry.card, self._last, False)

    def _leavers(self, now: dict[str, _Seen]) -> list[CardEvent]:
        events: list[CardEvent] = []
        for name, seen in self._readers.items():
            successor = now.get(name)
            stays = successor is not None and not successor.refused
            if seen.presence is not None and (not stays or successor is None or successor.presence is None):
                events.append(CardOut(name, seen.presence))
            if not seen.refused and not stays:
                events.append(ReaderOut(name))
        return events

    def _comers(self, now: dict[str, _Seen]) -> list[CardEvent]:
        events: list[CardEvent] = []
        for name, seen in now.items():
            if seen.refused:
                continue
            before = self._readers.get(name)
            if before is None or before.refused:
                events.append(ReaderIn(name))
            was = None if before is None else before.presence
            if seen.presence is None or seen.presence == was:
                continue
            if was is None:
                events.append(CardIn(name, seen.presence))
            else:
                events.append(CardSwapped(name, seen.presence, was))
        return events
