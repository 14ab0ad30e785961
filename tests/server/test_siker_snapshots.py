"""What the server offers a station with an empty catalog: whole, signed, in ranges, to its own stations alone."""

from __future__ import annotations

import gzip
import hashlib
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
import zstandard
from django.db import connection as database
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from siker import vault
from siker.audit.models import AuditAction, Entry
from siker.audit.services import SYSTEM
from siker.deviceapi.packing import file_answer, packed
from siker.feed import services, snapshots
from siker.feed.models import FeedCounter
from sync.wire import BASE_PATH
from sync.wire.codec import decode, encode, payload_of
from sync.wire.messages import ChangesPage, RegistrationStatus, SnapshotOffer
from sync.wire.signing import sign_request
from sync.wire.snapshot import is_genuine
from tests.server.siker_live import LiveServer
from tests.server.siker_people import HttpStation

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def row(name: str, state: str = "verified") -> RegistrationStatus:
    return RegistrationStatus(registration_id=name, state=state)


@pytest.fixture
def folder(settings: object, tmp_path: Path) -> Path:
    """Snapshots of this test alone."""
    settings.SIKER_DATA_DIR = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "snapshots" / "3374"


def publish(*names: str, entity: str = "vacancy") -> None:
    services.publish_many("33.74", [(entity, name, row(name)) for name in names], NOW)


def content(folder: Path, offer: SnapshotOffer, tmp_path: Path) -> list[tuple[object, ...]]:
    raw = (folder / offer.path.rpartition("/")[2]).read_bytes()
    assert (len(raw), "sha256:" + hashlib.sha256(raw).hexdigest()) == (offer.packed_bytes, offer.packed_sha256)
    plain = zstandard.ZstdDecompressor().decompress(raw)
    assert (len(plain), "sha256:" + hashlib.sha256(plain).hexdigest()) == (offer.plain_bytes, offer.plain_sha256)
    (tmp_path / "looked.db").write_bytes(plain)
    opened = sqlite3.connect(tmp_path / "looked.db")
    rows = opened.execute("SELECT rev, entity, entity_id FROM feed_row ORDER BY rev").fetchall()
    opened.close()
    return rows


@pytest.mark.both_databases
@pytest.mark.django_db
def test_a_snapshot_holds_the_live_public_rows_and_nobody(folder: Path, tmp_path: Path) -> None:
    publish("a", "b")
    publish("r1", entity="registration")
    publish("p1", entity="application")
    services.publish("33.74", "vacancy", "a", None, NOW)
    publish("c")
    offer = snapshots.build("33.74", NOW, SYSTEM)
    assert is_genuine(offer, vault.server_key().public_text())
    assert (offer.feed, offer.rev) == ("33.74", 6)
    assert content(folder, offer, tmp_path) == [(2, "vacancy", "b"), (6, "vacancy", "c")]
    assert snapshots.latest("33.74") == offer
    assert Entry.objects.get().action == AuditAction.SNAPSHOT_BUILT


@pytest.mark.django_db
def test_it_is_built_when_it_is_due_and_three_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "REVISIONS_BETWEEN", 3)
    publish("someone", entity="registration")
    assert snapshots.build_due(NOW, SYSTEM) == []  # nothing public yet
    publish("a")
    assert len(snapshots.build_due(NOW, SYSTEM)) == 1
    assert snapshots.build_due(NOW, SYSTEM) == []
    publish("b")
    assert snapshots.build_due(NOW + timedelta(hours=23), SYSTEM) == []
    assert len(snapshots.build_due(NOW + timedelta(hours=24), SYSTEM)) == 1
    for n in range(4):
        publish(f"c{n}", f"d{n}", f"e{n}")
        assert len(snapshots.build_due(NOW + timedelta(days=1, minutes=n), SYSTEM)) == 1
    assert len(list(folder.glob("*.zst"))) == len(list(folder.glob("*.json"))) == snapshots.KEPT
    assert not list(folder.glob("building-*"))
    offer = snapshots.latest("33.74")
    assert offer is not None
    assert offer.rev == services.head("33.74").rev


@pytest.mark.django_db
def test_what_no_longer_belongs_to_the_history_is_not_offered(folder: Path) -> None:
    publish("a", "b", "c")
    snapshots.build("33.74", NOW, SYSTEM)
    FeedCounter.objects.update(min_rev=4, rev=5)
    assert snapshots.latest("33.74") is None  # older than the tombstones still kept
    FeedCounter.objects.update(min_rev=0)
    assert snapshots.latest("33.74") is not None
    services.restart(SYSTEM, NOW)
    assert snapshots.latest("33.74") is None


@pytest.mark.django_db
def test_half_a_snapshot_does_not_exist(folder: Path) -> None:
    publish("a")
    offer = snapshots.build("33.74", NOW, SYSTEM)
    name = offer.path.rpartition("/")[2]
    (folder / "9-0000000000000000.zst").write_bytes(b"an offer was never written")
    (folder / "8-0000000000000000.json").write_bytes(b"{")
    assert snapshots.latest("33.74") == offer
    (folder / name).unlink()
    assert snapshots.latest("33.74") is None


@pytest.mark.parametrize("name", ["../../master.key", "1-0.json", "x.zst", "", "1-0000000000000000.zst/..", "1-0000000000000000.zst\x00"])
def test_only_snapshots_have_an_address(folder: Path, name: str) -> None:
    folder.mkdir(parents=True)
    (folder / "1-0000000000000000.zst").write_bytes(b"x")
    assert snapshots.file_of("3374", "1-0000000000000000.zst") is not None
    assert snapshots.file_of("3374", name) is None
    assert snapshots.file_of("../3374", "1-0000000000000000.zst") is None


@pytest.mark.both_databases
@pytest.mark.django_db
def test_a_page_of_some_kinds_only_reads_past_the_others() -> None:
    for n in range(6):
        publish(f"v{n}")
        publish(f"r{n}", entity="registration")
        publish(f"p{n}", entity="application")
    with CaptureQueriesContext(database, ) as asked:
        page = services.changes("33.74", 0, 5, "", ("registration", "application"))
    assert [(item.e, item.rev) for item in page.changes] == [
        ("registration", 2), ("application", 3), ("registration", 5), ("application", 6), ("registration", 8),
    ]  # fmt: skip
    assert (page.has_more, page.next) == (True, 8)
    rest = services.changes("33.74", page.next, 50, "", ("registration", "application"))
    assert (len(rest.changes), rest.has_more, rest.next) == (7, False, 18)
    assert len(asked) <= 6


@pytest.mark.django_db
def test_payloads_go_out_as_they_were_stored() -> None:
    publish("a")
    page = services.changes("33.74", 0, 10)
    again = decode(encode(page), ChangesPage)
    assert payload_of(again.changes[0]) == encode(row("a"))
    services.publish("33.74", "vacancy", "a", None, NOW)
    gone = decode(encode(services.changes("33.74", 1, 10)), ChangesPage)
    assert (gone.changes[0].op, payload_of(gone.changes[0])) == ("del", None)


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("zstd, gzip", "zstd"), ("gzip, deflate", "gzip"), ("br", ""), ("", ""), ("zstd;q=1.0", "zstd")]
)
def test_answers_are_packed_as_the_station_takes_them(accepted: str, encoding: str) -> None:
    body = b'{"a":"' + b"x" * 9000 + b'"}'
    answer = packed(RequestFactory().get("/", headers={"Accept-Encoding": accepted}), body)
    assert answer.get("Content-Encoding", "") == encoding
    unpacked = {"zstd": zstandard.ZstdDecompressor().decompress, "gzip": gzip.decompress, "": bytes}[encoding](answer.content)
    assert unpacked == body
    assert packed(RequestFactory().get("/", headers={"Accept-Encoding": "zstd"}), b"{}").get("Content-Encoding") is None


@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [("", 200, 0, 999), ("bytes=0-9", 206, 0, 9), ("bytes=990-2000", 206, 990, 999), ("bytes=5-4", 416, 0, 0),
     ("bytes=1000-1001", 416, 0, 0), ("bytes=a-b", 200, 0, 999), ("bytes=0-1,4-5", 200, 0, 999)],
)  # fmt: skip
def test_ranges_of_a_file(tmp_path: Path, asked: str, status: int, first: int, last: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(n % 251 for n in range(1000)))
    answer = file_answer(RequestFactory().get("/", headers={"Range": asked} if asked else {}), path, '"tag"')
    assert answer.status_code == status
    if status == 416:
        assert answer["Content-Range"] == "bytes */1000"
        return
    assert b"".join(answer.streaming_content) == path.read_bytes()[first : last + 1]  # type: ignore[attr-defined]
    assert (answer["Content-Length"], answer["ETag"]) == (str(last - first + 1), '"tag"')
    other = RequestFactory().get("/", headers={"Range": "bytes=0-9", "If-Range": '"older"'})
    assert file_answer(other, path, '"tag"').status_code == 200


@pytest.fixture
def stations(fresh_server: Callable[..., LiveServer]) -> tuple[LiveServer, HttpStation, HttpStation]:
    """A server with a snapshot, a station of its region and one of another."""
    server = fresh_server()
    server.command("seed", "--vacancies", "120", "--seekers", "2", "--employers", "18", "--password", "kalimat-panjang-42")
    made = []
    for region in ("33.74", "33.21"):
        station = HttpStation(server.url)
        station.enrol(server.code(region=region))
        made.append(station)
    return server, made[0], made[1]


def ranged(station: HttpStation, path: str, asked: str) -> requests.Response:
    prepared = requests.Request("GET", station.url + BASE_PATH + path, headers={"Range": asked}).prepare()
    sign_request(prepared, b"", station.me.device, station.key, datetime.now(UTC))  # type: ignore[arg-type]
    with requests.Session() as session:
        return session.send(prepared, timeout=60)


def test_a_station_fetches_its_own_snapshot_piece_by_piece(stations: tuple[LiveServer, HttpStation, HttpStation]) -> None:
    server, station, foreign = stations
    answer = station.call("GET", "/snapshots/latest?feed=33.74&layout=1")
    offer = decode(answer.content, SnapshotOffer)
    whole = station.call("GET", offer.path)
    assert (len(whole.content), "sha256:" + hashlib.sha256(whole.content).hexdigest()) == (offer.packed_bytes, offer.packed_sha256)
    assert "Siker-Time" in whole.headers
    half = offer.packed_bytes // 2
    parts = [ranged(station, offer.path, f"bytes=0-{half}"), ranged(station, offer.path, f"bytes={half + 1}-{offer.packed_bytes}")]
    assert [part.status_code for part in parts] == [206, 206]
    assert b"".join(part.content for part in parts) == whole.content
    assert station.call("GET", "/snapshots/latest?layout=99").status_code == 204
    assert foreign.call("GET", "/snapshots/latest").status_code == 204
    assert foreign.call("GET", offer.path).status_code == 404
    assert foreign.call("GET", "/snapshots/latest?feed=33.74").status_code == 400
    assert station.call("GET", "/snapshots/3374/1-0000000000000000.zst").status_code == 404
    assert requests.get(server.url + BASE_PATH + offer.path, timeout=30).status_code == 401
    assert requests.get(server.url + BASE_PATH + "/snapshots/latest", timeout=30).status_code == 401
