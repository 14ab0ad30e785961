"""A station's heart in its own process: issues cards through the store without end and tells each commit on a pipe.

Started once; forks a fresh child for every life so that two hundred kills cost seconds. Commands on standard input:
``life`` starts a child and prints ``pid N``; the child prints one line per commit until it is killed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kiosk.store.vault import open_vault
from tests.store.store_samples import Hands, apply, issue, person, printed, register, settings


def live(folder: Path) -> None:
    """Register, number, card, ledger and outbox in one unit; the print's end in another; an application in a third."""
    vault = open_vault(settings(folder), Hands().clock())
    with vault.read() as reader:
        _say(f"open {reader.condition().value} {reader.outbox_counts().queued} {len(reader.unfinished_prints())}")
    number = os.getpid() * 1000
    while True:
        number += 1
        who = person(number)
        with vault.begin() as unit:
            unit.put_photo(who.registration_id, who.registration_id.encode() * 30)
            register(unit, who)
            card = issue(unit, who)
        _say(f"card {who.registration_id} {card}")
        with vault.begin() as unit:
            printed(unit, who, card)
        _say(f"printed {who.registration_id} {card}")
        with vault.begin() as unit:
            apply(unit, who)
        _say(f"applied {who.registration_id}")
        if number % 7 == 0:
            vault.truncate_wal()


def _say(line: str) -> None:
    os.write(1, line.encode() + b"\n")


def main() -> None:
    """Fork a life per command."""
    folder = Path(sys.argv[1])
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                live(folder)
            except BaseException as fault:
                _say(f"fault {type(fault).__name__} {fault}")
                raise
        _say(f"pid {pid}")
        os.waitpid(pid, 0)
        _say("dead")


if __name__ == "__main__":
    main()
