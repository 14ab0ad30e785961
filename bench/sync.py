"""How fast facts go up, a catalog comes down and a visit is made durable, each beside its floor of the same run.

``python -m bench.sync`` prints a JSON line per figure, then a table; ``--ops`` and ``--rows`` change the amounts. The
floors: the same bytes parsed and inserted raw, and a bare durable commit of the same bytes. Ratios carry over, times do not.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec
import sqlcipher3.dbapi2 as driver

from bench.figure import Figure, Report, as_json, median, percentile, table, times_floor
from bench.floors.quick_siker import PAGE, pages
from kiosk.store.catalog import SqlCatalog
from kiosk.store.catalog_index import NoIndex
from kiosk.store.delivery import VaultDelivery
from kiosk.store.vault import StoreSettings, open_vault
from sync.client import SikerClient
from sync.clock import StationClock
from sync.engine import Step, SyncEngine
from sync.wire.keys import DeviceKey
from sync.wire.messages import EnrolAnswer, StationPolicy
from tests.store.store_samples import person, register

COMMITS = 400


def _bare(path: Path, synchronous: str) -> driver.Connection:
    connection = driver.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    return connection


def _batches(folder: Path, contents: list[bytes]) -> float:
    """Floor of going up: the same bytes in the same batches, parsed and inserted, one durable commit each."""
    bodies = [b'{"ops":[' + b",".join(contents[at : at + 100]) + b"]}" for at in range(0, len(contents), 100)]
    connection = _bare(folder / "floor-up.db", "FULL")
    connection.execute("CREATE TABLE op (op_id TEXT PRIMARY KEY, content BLOB)")
    began = time.perf_counter()
    for body in bodies:
        ops = msgspec.json.decode(body)["ops"]
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO op VALUES (?, ?)", [(op["op_id"], msgspec.json.encode(op)) for op in ops])
        connection.execute("COMMIT")
    took = time.perf_counter() - began
    connection.close()
    return took


def _rows(folder: Path, ready: list[bytes]) -> float:
    """Floor of coming down: the same pages parsed and inserted with the same key and index."""
    connection = _bare(folder / "floor-down.db", "NORMAL")
    connection.execute(
        "CREATE TABLE row (id INTEGER PRIMARY KEY, e TEXT, eid TEXT, rev INTEGER, v INTEGER, payload TEXT, UNIQUE (e, eid))"
    )
    connection.execute("CREATE INDEX row_by_rev ON row (e, rev)")
    began = time.perf_counter()
    for page in ready:
        changes = msgspec.json.decode(page)["changes"]
        rows = [(c["e"], c["id"], c["rev"], c["v"], msgspec.json.encode(c["d"]).decode()) for c in changes]
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO row (e, eid, rev, v, payload) VALUES (?, ?, ?, ?, ?)", rows)
        connection.execute("COMMIT")
    took = time.perf_counter() - began
    connection.close()
    return took


def _bare_commits(folder: Path, size: int, key: bytes | None) -> list[float]:
    """A bare durable commit of as many bytes as one visit writes, plain or in an encrypted file."""
    path = folder / f"floor-commit-{key is not None}.db"
    connection = driver.connect(str(path), isolation_level=None)
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, content BLOB)")
    samples = []
    for _ in range(COMMITS):
        content = os.urandom(size)
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO t (content) VALUES (?)", (content,))
        connection.execute("COMMIT")
        samples.append((time.perf_counter() - began) * 1000)
    connection.close()
    return samples


def figures(ops: int = 10_000, rows: int = 100_000) -> tuple[Figure, ...]:
    """Measure everything in a temporary folder. Loopback only."""
    found: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="anjungan-bench-") as name:
        folder = Path(name)
        server = subprocess.Popen(
            [sys.executable, "-m", "bench.floors.quick_siker", str(rows)], stdout=subprocess.PIPE, text=True,
            cwd=Path(__file__).resolve().parents[1],
        )  # fmt: skip
        try:
            assert server.stdout is not None
            port = int(server.stdout.readline())
            found += _measure(folder, f"http://127.0.0.1:{port}", ops, rows)
        finally:
            server.kill()
            server.wait()
            if server.stdout is not None:
                server.stdout.close()
    return tuple(found)


def _measure(folder: Path, url: str, ops: int, rows: int) -> list[Figure]:
    clock = StationClock()
    vault = open_vault(StoreSettings(folder / "data", folder / "keys", ballast_mb=0, min_free_mb=1), clock)
    delivery, catalog = VaultDelivery(vault), SqlCatalog(folder / "data", vault.keys.catalog_key, index=NoIndex())
    key = DeviceKey.generate()
    delivery.put_enrolment(
        EnrolAnswer(device_id="dev_1", station="b", region="33.74", approved=True, server_public_key="", policy=StationPolicy()),
        key, clock.now(),
    )  # fmt: skip
    client = SikerClient(url, clock)
    engine = SyncEngine(delivery, catalog, client, clock, rng=random.Random(1))

    commits = []
    for number in range(COMMITS):
        who = person(number)
        began = time.perf_counter()
        with vault.begin() as unit:
            register(unit, who)
        commits.append((time.perf_counter() - began) * 1000)
    size = delivery.next_ops("dev_1", 1, 1)[0].content.__len__() * 2
    plain, sealed = _bare_commits(folder, size, None), _bare_commits(folder, size, os.urandom(32))
    note = "one visit: person, fact (canonical, chained, signed, sealed), audit"
    found = [
        Figure("Making a visit durable", "commit p50", median(commits), "ms", median(plain), "bare SQLite commit, WAL FULL, same bytes",
               note=note, samples=tuple(commits), floor_samples=tuple(plain)),
        Figure("Making a visit durable", "commit p99", percentile(commits, 0.99), "ms", percentile(plain, 0.99),
               "bare SQLite commit, WAL FULL, same bytes", aims=(times_floor(2),)),
        Figure("Making a visit durable", "bare commit, encrypted file, p50", median(sealed), "ms", median(plain),
               "bare SQLite commit, WAL FULL, same bytes", comparison=True, samples=tuple(sealed)),
    ]  # fmt: skip

    while (queued := delivery.counts().queued) < ops:
        with vault.begin() as unit:
            for number in range(min(200, ops - queued)):
                register(unit, person(number))
    contents = [op.content for start in range(0, ops, 500) for op in delivery.next_ops("dev_1", 500, 1 << 30, start)]
    began = time.perf_counter()
    report = engine.run(Step.PUSH)
    took = time.perf_counter() - began
    assert report.trouble == "", report
    assert delivery.counts().acked == ops
    mb = sum(map(len, contents)) / 1e6
    found.append(Figure(
        "Facts up", f"{ops:,} facts ({mb:.0f} MB) pushed and confirmed", took, "s", _batches(folder, contents),
        "the same batches parsed and inserted raw, a durable commit each", note=f"{ops / took:,.0f} facts a second",
    ))  # fmt: skip

    ready = pages(rows)
    floor = _rows(folder, ready)
    began = time.perf_counter()
    report = engine.run(Step.PULL)
    took = time.perf_counter() - began
    assert report.trouble == "", report
    assert catalog.count("vacancy") == rows
    mb = sum(map(len, ready)) / 1e6
    found.append(Figure(
        "Catalog down", f"{rows:,} rows ({mb:.0f} MB) fetched and stored", took, "s", floor,
        f"the same pages of {PAGE} parsed and inserted raw", aims=(times_floor(1.3),), note=f"{rows / took:,.0f} rows a second",
    ))  # fmt: skip
    client.close()
    catalog.close()
    vault.close()
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ops", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=100_000)
    asked = parser.parse_args()
    machine = {"python": platform.python_version(), "cpus": os.cpu_count() or 0, "sqlite": driver.sqlite_version}
    report = Report(machine, figures(asked.ops, asked.rows))
    for figure in as_json(report)["figures"]:  # type: ignore[union-attr]
        print(json.dumps({key: value for key, value in figure.items() if not key.endswith("samples")}))  # type: ignore[union-attr]
    print(table(report))


if __name__ == "__main__":
    main()
