"""The first fill of a station: by snapshot and by feed from a real SIKER, beside the raw floor and beside PouchDB. Loopback only.

``python -m bench.first_fill [--rows N]`` prints the table. The floor of the run: the same pages, packed with gzip and lying in
memory, unpacked, parsed and upserted into a plain SQLite file. Every other way also carries them over HTTP, and ours encrypts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
import sqlcipher3.dbapi2 as driver

from bench.figure import Failure, Figure, Report, median, table, times_floor
from bench.run import NotMeasuredError
from kiosk.dev.server import EmbeddedSiker
from kiosk.store.catalog import INDEX, SqlCatalog
from kiosk.store.catalog_file import check_plain
from kiosk.store.catalog_index import CatalogIndex, NoIndex
from kiosk.store.delivery import VaultDelivery
from kiosk.store.vault import SqlVault, StoreSettings, open_vault
from sync.client import SikerClient
from sync.clock import StationClock
from sync.engine import Step, SyncEngine
from sync.enrol import enrol
from sync.ports import Credentials
from sync.snapshot import adopt_latest
from sync.wire.messages import SnapshotOffer

GROUP = "First fill"
PAGE = 500
NO_INDEX = NoIndex()
POUCH = ("pouchdb@9.0.0", "express-pouchdb@4.2.0", "express@4")
_ROOT = Path(__file__).resolve().parents[1]
_PUBLISH = """
from siker import clock
from siker.feed.services import publish_many
from siker.sample.vacancies import public, sample_vacancies
from django.db import transaction
now, chunk = clock.now(), []
def put(rows):
    with transaction.atomic():
        publish_many("33.74", (("vacancy", item.vacancy_id, public(item)) for item in rows), now)
for item in sample_vacancies({rows}, clock.today(now)):
    chunk.append(item)
    if len(chunk) == 1000:
        put(chunk); chunk = []
put(chunk)
"""


class _FeedOnly(SikerClient):
    """Takes no snapshot, though the server has one."""

    def snapshot_offer(self, who: Credentials, feed: str) -> SnapshotOffer | None:
        """None."""
        return None


@dataclass(slots=True)
class _Station:
    """A station with an identity; ``empty`` gives it a first day again."""

    folder: Path
    vault: SqlVault
    delivery: VaultDelivery
    client: SikerClient
    clock: StationClock

    def empty(self, index: CatalogIndex = NO_INDEX, client: SikerClient | None = None) -> tuple[SqlCatalog, SyncEngine]:
        for path in (self.folder / "data").glob("catalog*"):
            path.unlink()
        catalog = SqlCatalog(self.folder / "data", self.vault.keys.catalog_key, index=index)
        return catalog, SyncEngine(self.delivery, catalog, client or self.client, self.clock, rng=random.Random(1))


def measure(rows: int, *, times: int) -> tuple[list[Figure], Failure | None]:
    """The figures, and why PouchDB's are missing if they are. Raises NotMeasuredError when ours could not be made."""
    with tempfile.TemporaryDirectory(prefix="anjungan-fill-") as name:
        folder = Path(name)
        server = EmbeddedSiker(folder / "siker")
        server.command("migrate")
        server.command("django", "shell", "--no-imports", "-c", _PUBLISH.format(rows=rows))
        server.command("build-snapshots", "--all")
        server.start()
        try:
            station = _enrolled(folder, server)
            pages = list(_pages(station))
            floor = [_floor(folder / "floor.db", pages) for _ in range(times)]
            found = _ours(station, server, rows, times, floor)
        finally:
            server.stop()
        try:
            pouch = [_pouch(folder, pages, batch) for batch in (2000, 500)]
        except NotMeasuredError as error:
            return found, Failure(GROUP, str(error), skipped=True)
        for batch, seconds in zip((2000, 500), pouch, strict=True):
            found.append(_figure(f"PouchDB from express-pouchdb, batches of {batch:,}", [seconds], floor, comparison=True))
        return found, None


def _figure(
    what: str, seconds: list[float], floor: list[float], *, aim: float | None = None, note: str = "", comparison: bool = False
) -> Figure:
    return Figure(
        GROUP, what, median(seconds), "s", median(floor), f"the same pages of {PAGE} unpacked, parsed and upserted raw",
        aims=() if aim is None else (times_floor(aim),), note=note, samples=tuple(seconds), floor_samples=tuple(floor), comparison=comparison,
    )  # fmt: skip


def _ours(station: _Station, server: EmbeddedSiker, rows: int, times: int, floor: list[float]) -> list[Figure]:
    reader = _FeedOnly(server.url, station.clock)
    by_feed = [_timed_pull(station, rows, client=reader) for _ in range(times)]
    verified = [_fetch_and_verify(station) for _ in range(times)]
    by_snapshot = [_timed_pull(station, rows) for _ in range(times)]
    searchable = [_timed_pull(station, rows, INDEX)]
    packed = next((server.folder / "snapshots").rglob("*.zst")).stat().st_size / 1e6
    return [
        _figure(f"{rows:,} vacancies by feed, encrypted and readable", by_feed, floor, aim=1.3,
                note=f"{rows / median(by_feed):,.0f} rows a second"),
        _figure(f"snapshot of them ({packed:.0f} MB) fetched and verified", verified, floor, aim=0.25,
                note="signature, both hashes, unpacked, quick_check, content"),
        _figure("the same, then encrypted, indexed by key and readable", by_snapshot, floor, note="with everything above"),
        _figure("the same with the index of vacancies built", searchable, floor, note="ready to be searched"),
    ]  # fmt: skip


def _enrolled(folder: Path, server: EmbeddedSiker) -> _Station:
    clock = StationClock()
    vault = open_vault(StoreSettings(folder / "data", folder / "keys", ballast_mb=0, min_free_mb=1), clock)
    delivery, client = VaultDelivery(vault), SikerClient(server.url, clock)
    enrol(delivery, client, clock, server.enrol_code("Ukuran"))
    return _Station(folder, vault, delivery, client, clock)


def _pages(station: _Station) -> Iterator[bytes]:
    """The feed's pages as they come, packed with gzip."""
    who = station.delivery.credentials()
    assert who is not None
    since, more = 0, True
    while more:
        page = station.client.changes(who, "33.74", since, "", PAGE)
        since, more = page.next, page.has_more
        yield gzip.compress(msgspec.json.encode(page), 6)


def _floor(path: Path, pages: list[bytes]) -> float:
    path.unlink(missing_ok=True)
    connection = driver.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(
        "CREATE TABLE row (id INTEGER PRIMARY KEY, e TEXT, eid TEXT, rev INTEGER, v INTEGER, payload TEXT, UNIQUE (e, eid))"
    )
    connection.execute("CREATE INDEX row_by_rev ON row (e, rev)")
    began = time.perf_counter()
    for page in pages:
        changes = msgspec.json.decode(gzip.decompress(page))["changes"]
        rows = [(c["e"], c["id"], c["rev"], c["v"], msgspec.json.encode(c["d"]).decode()) for c in changes]
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO row (e, eid, rev, v, payload) VALUES (?, ?, ?, ?, ?) ON CONFLICT (e, eid) DO UPDATE"
            " SET rev = excluded.rev, v = excluded.v, payload = excluded.payload WHERE excluded.rev > row.rev", rows,
        )  # fmt: skip
        connection.execute("COMMIT")
    took = time.perf_counter() - began
    connection.close()
    return took


def _timed_pull(station: _Station, rows: int, index: CatalogIndex = NO_INDEX, client: SikerClient | None = None) -> float:
    catalog, engine = station.empty(index, client)
    began = time.perf_counter()
    report = engine.run(Step.PULL)
    took = time.perf_counter() - began
    try:
        if report.trouble or catalog.count("vacancy") != rows:
            raise NotMeasuredError(f"the station did not fill itself: {report.trouble or 'rows are missing'}")
    finally:
        catalog.close()
    return took


class _OnlyLooks(SqlCatalog):
    """Judges a snapshot's content like the real one and then lets it go."""

    def adopt(self, plain: Path, offer: SnapshotOffer) -> None:
        check_plain(plain, offer)


def _fetch_and_verify(station: _Station) -> float:
    station.empty()[0].close()
    catalog = _OnlyLooks(station.folder / "data", station.vault.keys.catalog_key, index=NO_INDEX)
    who, identity = station.delivery.credentials(), station.delivery.identity()
    assert who is not None
    assert identity is not None
    began = time.perf_counter()
    head = station.client.head(who, identity.region)
    taken = adopt_latest(catalog, station.client, who, identity.region, head, identity.server_public_key)
    took = time.perf_counter() - began
    catalog.close()
    if not taken:
        raise NotMeasuredError("the snapshot was refused")
    return took


def _pouch(folder: Path, pages: list[bytes], batch: int) -> float:
    """Seconds to replicate the same documents into an empty PouchDB. Raises NotMeasuredError without node or its packages."""
    home = _installed(folder / "pouch")
    documents = home / "documents.ndjson"
    if not documents.exists():
        with documents.open("wb") as out:
            for page in pages:
                for change in msgspec.json.decode(gzip.decompress(page))["changes"]:
                    if change["e"] == "vacancy":
                        out.write(msgspec.json.encode({"_id": change["id"], **change["d"]}) + b"\n")
    with _pouch_server(home, documents, batch) as port:
        copy = home / f"copy-{batch}"
        copy.mkdir()
        done = subprocess.run(
            ["node", str(home / "replicate.js"), f"http://127.0.0.1:{port}/vacancies", str(copy), str(batch)],
            cwd=home, capture_output=True, text=True, timeout=1800, check=False,
        )  # fmt: skip
        if done.returncode:
            raise NotMeasuredError(f"PouchDB did not replicate: {done.stderr.strip().splitlines()[-1][:120]}")
        return float(json.loads(done.stdout)["seconds"])


def _installed(home: Path) -> Path:
    if home.exists():
        return home
    if shutil.which("npm") is None or shutil.which("node") is None:
        raise NotMeasuredError("npm is not installed here", skipped=True)
    shutil.copytree(_ROOT / "bench" / "pouch", home)
    done = subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", *POUCH], cwd=home, capture_output=True, text=True, timeout=600,
        check=False,
    )  # fmt: skip
    if done.returncode:
        shutil.rmtree(home)
        raise NotMeasuredError("npm could not install PouchDB (no network?)", skipped=True)
    return home


@contextmanager
def _pouch_server(home: Path, documents: Path, batch: int) -> Iterator[int]:
    folder = home / f"server-{batch}"
    folder.mkdir()
    with (home / "server.log").open("ab") as log:
        server = subprocess.Popen(
            ["node", str(home / "serve.js"), str(documents), str(folder)], cwd=home, stdout=subprocess.PIPE, stderr=log, text=True
        )
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        if not line:
            raise NotMeasuredError("PouchDB's server did not start")
        yield int(line)
    finally:
        server.kill()
        server.wait()
        if server.stdout is not None:
            server.stdout.close()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args()
    found, trouble = measure(asked.rows, times=asked.times)
    machine = {"python": sys.version.split()[0], "cpus": os.cpu_count() or 0, "load": round(os.getloadavg()[0], 2)}
    print(table(Report(machine, tuple(found), () if trouble is None else (trouble,))))


if __name__ == "__main__":
    main()
