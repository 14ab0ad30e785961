"""Personal data lies in no file in clear, appears in no log or error, and cannot be brought back once purged."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import select

from domain.facts import HelpRequested
from domain.nik import Nik
from kiosk.store import schema as t
from kiosk.store.catalog import SqlCatalog
from kiosk.store.errors import VaultDamagedError
from kiosk.store.keys import unseal
from sync.ports import OutboxState, Settlement
from sync.wire.messages import Change, ChangesPage
from tests.store.store_samples import CANARY, NOW, Enrolled, issue, person, printed, register

NAME = b"Peserta Contoh 7777"
JPEG = b"\xff\xd8\xff" + CANARY.encode() * 50 + b"\xff\xd9"


def everything_under(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()


def a_visit(station: Enrolled) -> str:
    who = person(7777, of=Nik(CANARY))
    with station.vault.begin() as unit:
        photo = unit.put_photo(who.registration_id, JPEG)
        register(unit, person(7777, of=Nik(CANARY), registration_id=who.registration_id, photo=photo))
        number = issue(unit, who)
    with station.vault.begin() as unit:
        printed(unit, who, number)
    return who.registration_id


def confirm_everything(station: Enrolled) -> None:
    ops = station.delivery.next_ops("dev_1", 100, 1 << 24)
    station.delivery.settle([Settlement(op.op_id, OutboxState.ACKED) for op in ops], station.hands.wall)
    while blob := station.delivery.next_blob():
        station.delivery.blob_sent(blob.sha256, station.hands.wall)


def test_a_nik_is_in_no_file_and_in_no_log(
    station: Enrolled, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    registration_id = a_visit(station)
    catalog = SqlCatalog(station.vault.settings.folder)
    status = {"registration_id": registration_id, "state": "verified", "card_number": CANARY}
    catalog.apply(ChangesPage(feed="33.74", generation="g", from_rev=0, next=1, has_more=False, changes=[
        Change(rev=1, e="registration", id=registration_id, op="put", d=status)]))  # fmt: skip
    wal = station.vault.path.with_name("vault.db-wal")
    assert wal.stat().st_size > 0
    seen = dict(everything_under(tmp_path))
    assert {"vault.db", "vault.db-wal", "vault.db-shm", "catalog.db", "catalog.db-wal"} <= set(seen)
    needles = (CANARY.encode(), NAME, CANARY.encode().hex().encode(), CANARY.encode("utf-16-le"))
    assert [name for name, raw in seen.items() if any(needle in raw for needle in needles)] == []
    station.vault.truncate_wal()
    assert [name for name, raw in everything_under(tmp_path) if any(needle in raw for needle in needles)] == []
    catalog.close()
    out, err = capfd.readouterr()
    assert CANARY not in caplog.text + out + err


def test_the_search_for_the_canary_would_find_it(station: Enrolled, tmp_path: Path) -> None:
    (tmp_path / "leak.txt").write_text(f"nik={CANARY}")
    assert [name for name, raw in everything_under(tmp_path) if CANARY.encode() in raw] == ["leak.txt"]


def test_an_error_of_the_database_does_not_quote_what_was_written(station: Enrolled) -> None:
    who = person(1, of=Nik(CANARY))
    with pytest.raises(Exception, match="UNIQUE") as fault, station.vault.begin() as unit:  # noqa: PT012
        values = {"sha256": CANARY, "registration_id": who.registration_id, "size": 1, "content": CANARY.encode(), "state": "queued",
                  "reason": "", "queued_at": NOW}  # fmt: skip
        unit.connection.execute(t.blob.insert(), values)
        unit.connection.execute(t.blob.insert(), values)
    assert CANARY not in repr(fault.value) + str(fault.value)


def test_nothing_unconfirmed_is_ever_purged(station: Enrolled) -> None:
    registration_id = a_visit(station)
    station.hands.forward(days=400)
    assert station.delivery.purge(station.hands.wall) == 0
    with station.vault.read() as reader:
        found = reader.person(registration_id)
        assert found is not None
        assert found.registration is not None
    assert len(station.delivery.next_ops("dev_1", 100, 1 << 24)) == 3


@pytest.mark.parametrize("missing", ["op", "blob", "parked_local", "hours", "open_print"])
def test_a_person_stays_while_one_thing_of_theirs_is_not_safe(station: Enrolled, missing: str) -> None:
    registration_id = a_visit(station)
    ops = station.delivery.next_ops("dev_1", 100, 1 << 24)
    states = [OutboxState.ACKED] * len(ops)
    if missing == "parked_local":
        states[0] = OutboxState.PARKED_LOCAL
    pairs = list(zip(ops, states, strict=True))[: -1 if missing == "op" else None]
    station.delivery.settle([Settlement(op.op_id, state) for op, state in pairs], station.hands.wall)
    if missing != "blob":
        blob = station.delivery.next_blob()
        assert blob is not None
        station.delivery.blob_sent(blob.sha256, station.hands.wall)
    if missing == "open_print":
        with station.vault.begin() as unit:
            issue(unit, person(7777, of=Nik(CANARY), registration_id=registration_id))
        confirm_everything(station)
    station.hands.forward(hours=23 if missing == "hours" else 48)
    assert station.delivery.purge(station.hands.wall) == 0
    with station.vault.read() as reader:
        assert reader.photo(registration_id) == JPEG


def test_after_the_hours_only_the_tombstone_is_left(station: Enrolled) -> None:
    registration_id = a_visit(station)
    confirm_everything(station)
    with station.vault.read() as reader:
        before = reader.find_by_nik(Nik(CANARY))
        assert before is not None
        assert before.card is not None
        key = reader.connection.execute(select(t.data_key.c.wrapped)).scalar_one()
        sealed = reader.connection.execute(select(t.person.c.content)).scalar_one()
    station.hands.forward(hours=25)
    assert station.delivery.purge(station.hands.wall) == 1
    with station.vault.read() as reader:
        found = reader.find_by_nik(Nik(CANARY))
        assert found is not None
        assert (found.registration, found.evidence, reader.photo(registration_id)) == (None, (), None)
        assert found.card == before.card  # the number stays, so that no second card is printed here
        rows = reader.connection.execute(select(t.outbox)).all()
        assert [row.content for row in rows] == [None, None, None]
        assert all(row.digest and row.op_id and row.seq for row in rows)
        assert reader.connection.execute(select(t.data_key)).all() == []
    assert station.vault.path.with_name("vault.db-wal").stat().st_size == 0
    plain = station.vault.keys.unwrap(key, f"person/{registration_id}")  # who kept the key can read the old bytes …
    assert NAME in unseal(plain, sealed, f"registration/{registration_id}")
    with pytest.raises(VaultDamagedError):  # … who has only the vault's key cannot
        unseal(station.vault.keys.wrap_key, sealed, f"registration/{registration_id}")


def decrypted_pages(path: Path, key: bytes) -> bytes:
    """Every byte of the file in clear, free pages included: SQLCipher 4 is AES-256-CBC, 4096-byte pages, 80 reserved."""
    raw, pages = path.read_bytes(), []
    for start in range(0, len(raw), 4096):
        page = raw[start : start + 4096]
        body, iv = page[16 if start == 0 else 0 : -80], page[-80:-64]
        cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        pages.append(cipher.update(body) + cipher.finalize())
    return b"".join(pages)


def test_purged_bytes_are_wiped_from_the_file_itself(station: Enrolled) -> None:
    a_visit(station)
    with station.vault.read() as reader:
        wrapped = reader.connection.execute(select(t.data_key.c.wrapped)).scalar_one()
        sealed = reader.connection.execute(select(t.person.c.content)).scalar_one()
    station.vault.truncate_wal()
    before = decrypted_pages(station.vault.path, station.vault.keys.file_key)
    assert b"CREATE TABLE person" in before
    assert wrapped in before
    assert sealed[:200] in before
    assert NAME not in before  # sealed once more inside the encrypted file
    confirm_everything(station)
    station.hands.forward(hours=25)
    station.delivery.purge(station.hands.wall)
    after = decrypted_pages(station.vault.path, station.vault.keys.file_key)
    assert wrapped not in after
    assert sealed[:200] not in after
    assert sealed[200:400] not in after


def test_a_person_who_returns_after_the_purge_gets_a_new_key(station: Enrolled) -> None:
    registration_id = a_visit(station)
    confirm_everything(station)
    station.hands.forward(hours=25)
    station.delivery.purge(station.hands.wall)
    who = person(7777, of=Nik(CANARY), registration_id=registration_id)
    with station.vault.begin() as unit:
        register(unit, who, station.hands.wall)
    with station.vault.read() as reader:
        found = reader.find_by_nik(Nik(CANARY))
        assert found is not None
        assert found.registration == who
    assert len(station.delivery.next_ops("dev_1", 100, 1 << 24)) == 1


def test_old_tombstones_go_but_the_chain_goes_on(station: Enrolled) -> None:
    a_visit(station)
    with station.vault.begin() as unit:
        unit.enqueue(HelpRequested("t1", "welcome", NOW), NOW)
    confirm_everything(station)
    for days in (2, 31, 401):
        station.hands.forward(days=days)
        station.delivery.purge(station.hands.wall)
    assert station.delivery.counts().acked == 1
    with station.vault.begin() as unit:
        unit.enqueue(HelpRequested("t2", "welcome", NOW), station.hands.wall)
    (op,) = station.delivery.next_ops("dev_1", 10, 1 << 20)
    assert op.seq == 5


def test_backups_of_a_migration_live_no_longer_than_the_data_in_them(station: Enrolled) -> None:
    from kiosk.store.migrate import BACKUPS, _backup

    copy = _backup(station.vault.path, "0001_vault", station.hands.wall)
    station.hands.forward(hours=23)
    station.delivery.purge(station.hands.wall)
    assert copy.exists()
    station.hands.forward(hours=2)
    station.delivery.purge(station.hands.wall)
    assert list((station.vault.path.parent / BACKUPS).iterdir()) == []


def test_an_id_cannot_be_moved_to_another_row(station: Enrolled) -> None:
    with station.vault.begin() as unit:
        register(unit, person(1))
        register(unit, person(2))
        one, two = unit.connection.execute(select(t.person.c.registration_id, t.person.c.content)).all()
        unit.connection.execute(
            t.person.update().where(t.person.c.registration_id == one.registration_id).values(content=two.content)
        )
        with pytest.raises(VaultDamagedError):
            unit.person(one.registration_id)


def test_hours_of_the_office_decide(station: Enrolled) -> None:
    from sync.wire.messages import StationPolicy

    station.delivery.set_policy(StationPolicy(rev=5, purge_after_hours=1), NOW)
    a_visit(station)
    confirm_everything(station)
    station.hands.forward(minutes=61)
    assert station.delivery.purge(station.hands.wall + timedelta(0)) == 1
