"""A station takes a good snapshot, refuses every bad one, and in both cases ends with the feed's rows and nothing lost."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from kiosk.store.catalog import CATALOG_FILE, SqlCatalog
from sync import snapshot
from sync.client import GarbledError, ServerFaultError
from sync.engine import Step
from sync.ports import Cursor
from sync.snapshot import OFFER_FILE, PART_FILE, PLAIN_FILE
from sync.wire.codec import to_json
from sync.wire.keys import DeviceKey
from sync.wire.messages import RegistrationStatus, SnapshotOffer
from sync.wire.snapshot import Defect, is_genuine
from tests.store.store_samples import person, register
from tests.sync.conftest import ModelStation
from tests.sync.model_server import Weather
from tests.sync.snapshot_kit import offer_for, pack, plain_file, vacancy_rows

COUNT = 60
KEY = DeviceKey.generate()


@dataclass(slots=True)
class Laid:
    """A model server with ``COUNT`` vacancies, and a good snapshot of them beside it."""

    station: ModelStation
    plain: bytes
    packed: bytes
    folder: Path

    def offer(self, **changed: object) -> SnapshotOffer:
        """A signed offer of what is laid out."""
        return offer_for(self.plain, self.packed, KEY, **({"rev": COUNT} | changed))

    def lay(self, offer: SnapshotOffer | None = None, packed: bytes | None = None) -> None:
        """Offer it."""
        self.station.server.offer = offer or self.offer()
        self.station.server.packed = self.packed if packed is None else packed

    def sync(self) -> str:
        return self.station.engine.run(Step.PULL).trouble

    @property
    def calls(self) -> list[str]:
        return self.station.network.calls

    def rows(self) -> dict[str, int]:
        return {row.entity_id: row.rev for row in self.station.catalog.rows("vacancy")}

    def leftovers(self) -> list[str]:
        names = (PART_FILE, OFFER_FILE, PLAIN_FILE, "catalog-adopting.db", "catalog-filling.db")
        return [name for name in names if (self.folder / name).exists()]


EXPECTED = {f"v{rev}": rev for rev in range(1, COUNT + 1)}


@pytest.fixture
def laid(modelled: ModelStation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laid:
    station = modelled
    identity = station.delivery.identity()
    assert identity is not None
    known = replace(identity, server_public_key=KEY.public_text())
    monkeypatch.setattr(station.delivery, "identity", lambda: known)
    for row in vacancy_rows(COUNT):
        station.server.publish("vacancy", row[2], msgspec.json.decode(row[4]))
    plain = plain_file(tmp_path / "made.db", vacancy_rows(COUNT), rev=COUNT)
    monkeypatch.setattr(snapshot, "PART_BYTES", 700)  # many parts
    monkeypatch.setattr(snapshot, "SPARE_BYTES", 0)
    return Laid(station, plain, pack(plain), station.vault.settings.folder)


def test_an_empty_station_takes_the_snapshot_and_the_feed_from_there(laid: Laid) -> None:
    laid.lay()
    laid.station.server.publish("vacancy", "later", {"title": "sesudahnya"})
    told: list[str] = []
    laid.station.catalog.on_change(lambda: told.append(laid.station.catalog.epoch()))
    assert laid.sync() == ""
    assert laid.rows() == EXPECTED | {"later": COUNT + 1}
    assert laid.station.catalog.cursor() == Cursor("g1", COUNT + 1)
    assert laid.leftovers() == []
    assert told[0] == laid.station.catalog.epoch()
    assert laid.calls.count("snapshot_part") == -(-len(laid.packed) // 700)
    assert laid.calls.count("changes") == 2  # what a snapshot does not hold, and one page after it
    row = laid.station.catalog.get("vacancy", "v7")
    assert row is not None
    assert msgspec.json.decode(row.payload)["title"] == "Operator 7"


def test_rows_of_people_up_to_the_snapshot_are_read_by_the_feed(laid: Laid) -> None:
    """The office decided before the snapshot was built; the station that adopts it must still learn that."""
    who = person(3)
    with laid.station.vault.begin() as unit:
        register(unit, who)
    server = laid.station.server
    for n in range(9):
        server.publish("registration", f"someone {n}", status_json(f"someone {n}"))
    server.publish("registration", who.registration_id, status_json(who.registration_id, state="rejected", reason="kurang jelas"))
    server.publish("vacancy", "last", {"title": "terakhir"})
    rows = [*vacancy_rows(COUNT), (server.memory.rev, "vacancy", "last", 1, '{"title":"terakhir"}')]
    laid.plain = plain_file(laid.folder / "again.db", rows, rev=server.memory.rev)
    laid.packed = pack(laid.plain)
    laid.lay(laid.offer(rev=server.memory.rev))
    assert laid.sync() == ""
    assert laid.station.catalog.cursor().rev == server.memory.rev
    assert "start_fresh" not in laid.calls
    with laid.station.vault.read() as reader:
        found = reader.find_by_nik(who.biodata.nik)
    assert found is not None
    assert (found.state, found.reason) == ("rejected", "kurang jelas")
    assert laid.station.catalog.count("registration") == 0
    assert laid.station.catalog.statuses_behind() is None


def status_json(registration_id: str, state: str = "verified", reason: str = "") -> dict[str, object]:
    value = to_json(RegistrationStatus(registration_id=registration_id, state=state, reason=reason))
    assert isinstance(value, dict)
    return dict(value)


@pytest.mark.parametrize("weather", [Weather.REQUEST_LOST, Weather.ANSWER_LOST, Weather.HELD_BACK])
def test_catching_up_on_people_survives_a_break_anywhere(laid: Laid, weather: Weather) -> None:
    who = person(4)
    with laid.station.vault.begin() as unit:
        register(unit, who)
    server = laid.station.server
    for n in range(20):
        server.publish("registration", f"someone {n}", status_json(f"someone {n}"))
    server.publish("registration", who.registration_id, status_json(who.registration_id, state="rejected"))
    laid.plain = plain_file(laid.folder / "again.db", vacancy_rows(COUNT), rev=server.memory.rev)
    laid.packed = pack(laid.plain)
    laid.lay(laid.offer(rev=server.memory.rev))
    for broken_at in range(1, 60):
        laid.station.network.weather = [Weather.CLEAR] * broken_at + [weather]
        if laid.sync() == "":
            break
    assert laid.sync() == ""
    with laid.station.vault.read() as reader:
        found = reader.find_by_nik(who.biodata.nik)
    assert found is not None
    assert found.state == "rejected"
    assert laid.rows() == EXPECTED


def test_a_broken_fetch_goes_on_where_it_stopped_also_after_a_restart(laid: Laid) -> None:
    laid.lay()
    parts = -(-len(laid.packed) // 700)
    laid.station.network.weather = [Weather.CLEAR] * (2 + parts // 2) + [Weather.REQUEST_LOST]
    assert laid.sync() == "unreachable"
    assert (laid.folder / PART_FILE).stat().st_size == parts // 2 * 700
    assert laid.rows() == {}
    before = laid.calls.count("snapshot_part")
    laid.station.catalog.close()
    laid.station.catalog = SqlCatalog(laid.folder)  # the station starts anew
    laid.station.engine._catalog = laid.station.catalog
    assert laid.sync() == ""
    assert laid.calls.count("snapshot_part") - before == parts - parts // 2
    assert laid.rows() == EXPECTED
    assert laid.leftovers() == []


def test_another_offer_meanwhile_starts_the_fetch_again(laid: Laid) -> None:
    laid.lay()
    laid.station.network.weather = [Weather.CLEAR] * 4 + [Weather.REQUEST_LOST]
    assert laid.sync() == "unreachable"
    laid.station.server.publish("vacancy", "later", {"title": "sesudahnya"})
    rows = [*vacancy_rows(COUNT), (COUNT + 1, "vacancy", "later", 1, '{"title":"sesudahnya"}')]
    laid.plain = plain_file(laid.folder / "again.db", rows, rev=COUNT + 1)
    laid.packed = pack(laid.plain)
    laid.lay(laid.offer(rev=COUNT + 1, path="/snapshots/3374/t.zst"))
    assert laid.sync() == ""
    assert laid.rows() == EXPECTED | {"later": COUNT + 1}
    assert "start_fresh" not in laid.calls


def refused(laid: Laid, caplog: pytest.LogCaptureFixture, defect: Defect) -> None:
    """The snapshot is refused for this reason, and the feed fills the catalog instead."""
    caplog.set_level("WARNING")
    assert laid.sync() == ""
    assert defect.value in caplog.text
    assert laid.rows() == EXPECTED
    assert laid.leftovers() == []
    assert laid.station.catalog.cursor() == Cursor("g1", COUNT)


OFFERS: dict[Defect, dict[str, object]] = {
    Defect.OTHER_FEED: {"feed": "33.73"},
    Defect.OTHER_LAYOUT: {"layout": 99},
    Defect.OTHER_GENERATION: {"generation": "g0"},
    Defect.AHEAD: {"rev": COUNT + 5},
    Defect.TOO_LARGE: {"plain_bytes": 3 * 1024**3},
    Defect.BAD_ADDRESS: {"path": "/../blobs/x"},
    Defect.WRONG_PACKED_HASH: {"packed_sha256": "sha256:" + "0" * 64},
    Defect.WRONG_PLAIN_HASH: {"plain_sha256": "sha256:" + "0" * 64},
    Defect.WRONG_CONTENT: {"rev": COUNT - 1},
}


@pytest.mark.parametrize("defect", list(OFFERS), ids=str)
def test_an_offer_that_does_not_fit_is_refused(laid: Laid, caplog: pytest.LogCaptureFixture, defect: Defect) -> None:
    laid.lay(laid.offer(**OFFERS[defect]))
    refused(laid, caplog, defect)


def test_an_offer_signed_by_somebody_else_is_refused(laid: Laid, caplog: pytest.LogCaptureFixture) -> None:
    laid.lay(offer_for(laid.plain, laid.packed, DeviceKey.generate(), rev=COUNT))
    refused(laid, caplog, Defect.BAD_SIGNATURE)
    assert "snapshot_part" not in laid.calls  # nothing was fetched for it


@pytest.mark.parametrize("name", [name for name in SnapshotOffer.__struct_fields__ if name != "signature"])
def test_every_part_of_the_offer_is_signed(laid: Laid, name: str) -> None:
    good = laid.offer()
    value = getattr(good, name)
    other = value.replace(year=2020) if name == "built_at" else value + 1 if isinstance(value, int) else value + "x"
    assert is_genuine(good, KEY.public_text())
    assert not is_genuine(msgspec.structs.replace(good, **{name: other}), KEY.public_text())


def test_a_snapshot_older_than_the_catalog_or_the_horizon_is_refused(laid: Laid, caplog: pytest.LogCaptureFixture) -> None:
    laid.sync()
    for n in range(30):
        laid.station.server.publish("vacancy", f"v{n + 1}", None)
    laid.station.server.min_rev = COUNT + 10
    laid.lay()  # of before the horizon: it would bring the deleted back
    caplog.set_level("WARNING")
    assert laid.sync() == ""
    assert "too_old" in caplog.text
    assert laid.rows() == {name: rev for name, rev in EXPECTED.items() if rev > 30}


def test_a_station_whose_cursor_is_past_the_horizon_takes_the_snapshot(laid: Laid) -> None:
    laid.sync()
    server = laid.station.server
    for n in range(30):
        server.publish("vacancy", f"v{n + 1}", None)
    server.memory.rows = {name: row for name, row in server.memory.rows.items() if row.op == "put"}  # tombstones are gone
    server.min_rev = server.memory.rev
    laid.plain = plain_file(laid.folder / "again.db", vacancy_rows(COUNT)[30:], rev=server.memory.rev)
    laid.packed = pack(laid.plain)
    laid.lay(laid.offer(rev=server.memory.rev))
    assert laid.sync() == ""
    assert laid.rows() == {name: rev for name, rev in EXPECTED.items() if rev > 30}
    assert "snapshot_part" in laid.calls


def test_a_new_generation_of_the_feed_begins_with_its_snapshot(laid: Laid) -> None:
    laid.sync()
    server = laid.station.server
    server.restore(server.backup())
    laid.plain = plain_file(laid.folder / "again.db", vacancy_rows(COUNT), rev=COUNT, generation="g2")
    laid.packed = pack(laid.plain)
    laid.lay(laid.offer(generation="g2"))
    assert laid.sync() == ""
    assert laid.station.catalog.cursor() == Cursor("g2", COUNT)
    assert "snapshot_part" in laid.calls


def test_a_snapshot_the_feed_does_not_go_on_from_is_not_taken_twice(laid: Laid) -> None:
    """The history ends between the offer and the first page."""
    laid.lay()
    server = laid.station.server
    plain_changes = server.changes
    asked: list[int] = []

    def changes(*arguments: object, **named: object) -> object:
        asked.append(1)
        if len(asked) == 1:
            server.restore(server.backup())
        return plain_changes(*arguments, **named)  # type: ignore[arg-type]

    server.changes = changes  # type: ignore[method-assign]
    assert laid.sync() == ""
    assert laid.rows() == EXPECTED
    assert laid.station.catalog.cursor() == Cursor("g2", COUNT)
    assert laid.calls.count("snapshot_offer") == 1


@pytest.mark.parametrize("where", range(16))
def test_a_flipped_bit_anywhere_is_noticed(laid: Laid, caplog: pytest.LogCaptureFixture, where: int) -> None:
    at = where * (len(laid.packed) - 1) // 15
    spoiled = bytearray(laid.packed)
    spoiled[at] ^= 1 << (where % 8)
    laid.lay(packed=bytes(spoiled))
    refused(laid, caplog, Defect.WRONG_PACKED_HASH)


@pytest.mark.parametrize("where", range(12))
def test_a_file_cut_anywhere_is_noticed(laid: Laid, caplog: pytest.LogCaptureFixture, where: int) -> None:
    laid.lay(packed=laid.packed[: where * len(laid.packed) // 12])
    refused(laid, caplog, Defect.WRONG_LENGTH)


@pytest.mark.parametrize("where", range(12))
def test_a_server_that_signs_damage_is_refused_all_the_same(laid: Laid, caplog: pytest.LogCaptureFixture, where: int) -> None:
    """Its disk spoiled the plain file before it was hashed: only the file itself can tell."""
    page = 4096
    spoiled = bytearray(laid.plain)
    at = where * (len(spoiled) - page) // 11
    spoiled[at : at + 64] = b"\xa5" * 64
    laid.plain = bytes(spoiled)
    laid.packed = pack(laid.plain)
    laid.lay()
    caplog.set_level("WARNING")
    assert laid.sync() == ""
    assert laid.leftovers() == []
    catalog = laid.station.catalog
    assert (catalog.count("vacancy"), catalog.cursor()) == (COUNT, Cursor("g1", COUNT))
    assert catalog.get("vacancy", "v1") is not None


STRANGE: dict[str, tuple[Defect, dict[str, object]]] = {
    "a row of a person": (Defect.WRONG_CONTENT, {"rows": [(1, "application", "a1", 1, "{}")]}),
    "a thing twice": (Defect.WRONG_CONTENT, {"rows": [(1, "vacancy", "a", 1, "{}"), (2, "vacancy", "a", 1, "{}")]}),
    "a row beyond its revision": (Defect.WRONG_CONTENT, {"rows": [(COUNT + 1, "vacancy", "a", 1, "{}")]}),
    "another feed's content": (Defect.WRONG_CONTENT, {"feed": "33.73"}),
    "a trigger": (Defect.OTHER_LAYOUT, {"extra": ("CREATE TRIGGER t AFTER INSERT ON feed_row BEGIN SELECT 1; END",)}),
    "another table": (Defect.OTHER_LAYOUT, {"extra": ("CREATE TABLE x (y)",)}),
    "another version": (Defect.OTHER_LAYOUT, {"extra": ("PRAGMA user_version = 9",)}),
}


@pytest.mark.parametrize("name", list(STRANGE))
def test_a_genuine_file_with_strange_content_is_refused(laid: Laid, caplog: pytest.LogCaptureFixture, name: str) -> None:
    defect, changed = STRANGE[name]
    rows = changed.get("rows", vacancy_rows(COUNT))
    laid.plain = plain_file(
        laid.folder / "again.db", rows, rev=COUNT, feed=str(changed.get("feed", "33.74")), extra=changed.get("extra", ())  # type: ignore[arg-type]
    )
    laid.packed = pack(laid.plain)
    laid.lay()
    refused(laid, caplog, defect)


def test_what_is_not_a_database_is_refused(laid: Laid, caplog: pytest.LogCaptureFixture) -> None:
    laid.plain = b"this is no database" * 900
    laid.packed = pack(laid.plain)
    laid.lay()
    refused(laid, caplog, Defect.NOT_SOUND)


def test_what_unpacks_to_more_than_it_says_is_stopped(laid: Laid, caplog: pytest.LogCaptureFixture) -> None:
    """Thirty megabytes of nothing pack into few bytes; the disk must not fill before anybody looks."""
    bomb = pack(b"\0" * 30_000_000)
    laid.packed = bomb
    laid.lay(laid.offer(packed_bytes=len(bomb)))
    written: list[int] = []
    real = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path.name == PLAIN_FILE and path.exists():
            written.append(path.stat().st_size)
        real(path, missing_ok=missing_ok)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "unlink", unlink)
        refused(laid, caplog, Defect.TOO_LARGE)
    assert max(written) <= len(laid.plain)


def test_a_server_that_spoils_every_part_is_left_in_peace(laid: Laid, caplog: pytest.LogCaptureFixture) -> None:
    laid.lay()
    for fault in (GarbledError("cut off"), ServerFaultError("HTTP 500")):
        laid.station.server.snapshot_part = _raise(fault)  # type: ignore[method-assign]
        refused(laid, caplog, Defect.WRONG_LENGTH)
    assert laid.calls.count("snapshot_part") == snapshot.PATIENCE


def _raise(fault: Exception) -> Callable[..., bytes]:
    def fail(*_: object) -> bytes:
        raise fault

    return fail


def test_without_room_for_it_the_feed_is_read(laid: Laid, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    laid.lay()
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=len(laid.plain)))
    refused(laid, caplog, Defect.NO_ROOM)


def test_a_disk_that_fills_in_the_middle_leaves_the_old_catalog(laid: Laid, monkeypatch: pytest.MonkeyPatch) -> None:
    laid.sync()
    laid.station.server.restore(laid.station.server.backup())
    laid.plain = plain_file(laid.folder / "again.db", vacancy_rows(COUNT), rev=COUNT, generation="g2")
    laid.packed = pack(laid.plain)
    laid.lay(laid.offer(generation="g2"))
    full = OSError(errno.ENOSPC, "no space")
    with monkeypatch.context() as patch:
        patch.setattr(snapshot._Room, "unpack", _raise(full))
        assert laid.sync() != ""
    assert laid.station.catalog.cursor() == Cursor("g1", COUNT)
    assert laid.rows() == EXPECTED
    with monkeypatch.context() as patch:
        patch.setattr("kiosk.store.catalog.rename_into_place", _raise(full))
        assert laid.sync() != ""
    assert laid.station.catalog.cursor() == Cursor("g1", COUNT)
    assert laid.rows() == EXPECTED
    assert laid.sync() == ""
    assert laid.station.catalog.cursor() == Cursor("g2", COUNT)
    assert laid.leftovers() == []


def test_the_catalog_on_disk_is_unreadable_without_the_key(laid: Laid, tmp_path: Path) -> None:
    folder = tmp_path / "keyed"
    catalog = SqlCatalog(folder, b"k" * 32)
    (folder / "plain.db").write_bytes(laid.plain)
    catalog.adopt(folder / "plain.db", laid.offer())
    assert catalog.count("vacancy") == COUNT
    catalog.close()
    raw = (folder / CATALOG_FILE).read_bytes()
    assert b"Operator" not in raw
    assert not raw.startswith(b"SQLite format 3")
    again = SqlCatalog(folder, b"k" * 32)
    assert again.count("vacancy") == COUNT
    again.close()
    other = SqlCatalog(folder, b"o" * 32)  # another vault: it is a cache, so it is filled anew
    assert other.cursor() == Cursor("", 0)
    other.close()


def test_a_catalog_of_before_encryption_is_replaced(tmp_path: Path, laid: Laid) -> None:
    folder = tmp_path / "old"
    old = SqlCatalog(folder)
    (folder / "plain.db").write_bytes(laid.plain)
    old.adopt(folder / "plain.db", laid.offer())
    old.close()
    new = SqlCatalog(folder, b"k" * 32)
    assert (new.cursor(), new.count("vacancy")) == (Cursor("", 0), 0)
    new.close()
    assert b"Operator" not in (folder / CATALOG_FILE).read_bytes()
