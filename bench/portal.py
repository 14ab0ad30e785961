"""How many visitors the portal serves: search and vacancy page on PostgreSQL under 16 clients, beside floors of the same run.

``python -m bench.portal`` makes a PostgreSQL cluster of its own, fills it with the sample city and prints a table;
``--vacancies`` changes how many there are, ``--database`` takes a filled database instead (with ``SIKER_DATA_DIR`` of its key).
Floors: the health address of the same server, which asks nothing, and the search's own statements sent by bare connections.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import random
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg

from bench.figure import Figure, Report, median, percentile, table
from bench.postgresql import cluster
from bench.processes import environment, output, python, running
from bench.run import NotMeasuredError

CLIENTS, WORKERS = 16, 2
SEARCHES: tuple[Mapping[str, str], ...] = (
    {"kata": "operator jahit", "tempat": "Ngaliyan"}, {"kata": "satpam"}, {}, {"kata": "kasir", "tanpa_pengalaman": "ya"},
    {"kata": "oprator produksi", "tempat": "Tugu", "jarak": "10"}, {"kata": "sopir truk"}, {"tempat": "Tembalang", "jarak": "5"},
    {"kata": "admin gudang", "pendidikan": "sma"}, {"kata": "cleaning service"}, {"tempat": "Pedurungan"}, {"kata": "barista"},
    {"kata": "guru", "pendidikan": "s1"}, {"kata": "juru masak", "upah": "3000000"}, {"kata": "perawat", "tempat": "Semarang Tengah"},
    {"kata": "teknisi ac"}, {"kata": "menjahit", "tempat": "Genuk", "jarak": "10"}, {"bidang": "C", "hal": "3"}, {"kata": "kurir"},
    {"difabel": "ya", "tempat": "Banyumanik"}, {"kata": "astronot", "tempat": "Mijen"},
)  # fmt: skip
_Sample = tuple[float, int]


def _load(url: str, paths: Sequence[str], seconds: float) -> tuple[list[float], float]:
    """Every client asks one after the other, as a visitor at an address of their own; milliseconds each, and answers a second."""
    where = urlsplit(url)
    samples: list[_Sample] = []
    until = time.perf_counter() + seconds

    def ask(first: int) -> None:
        rng, connection = random.Random(first), http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
        for path in islice(cycle(paths), first * 7, None):
            began = time.perf_counter()
            if began >= until:
                break
            connection.request("GET", path, headers={"X-Forwarded-For": f"10.{rng.randint(0, 255)}.{rng.randint(0, 255)}.9"})
            answer = connection.getresponse()
            answer.read()
            samples.append(((time.perf_counter() - began) * 1000, answer.status))
        connection.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if odd := {status for _, status in samples} - {200}:
        raise NotMeasuredError(f"the portal answered {sorted(odd)}")
    return [took for took, _ in samples], len(samples) / seconds


def _measured(database: str, env: Mapping[str, str], log: Path, seconds: float, vacancies: int) -> list[Figure]:
    with psycopg.connect(database) as connection:
        rows = connection.execute(
            "SELECT number FROM vacancies_vacancy WHERE state = 'published' AND valid_from <= current_date AND valid_until > current_date"
            " ORDER BY md5(number) LIMIT 2000"
        ).fetchall()
    pages = [f"/lowongan/{number}/" for (number,) in rows]
    searches = ["/lowongan/?" + urlencode(search) for search in SEARCHES]
    command = python("-m", "siker", "serve", "--port", "0", "--workers", str(WORKERS))
    with running(command, env, log, piped=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[1].rstrip("/")
        _wait(url)
        for paths in (searches, pages, ["/sync/v1/health"]):
            _load(url, paths, min(3.0, seconds))  # warm: templates, tables, connections
        bare, bare_rate = _load(url, ["/sync/v1/health"], seconds)
        page, page_rate = _load(url, pages, seconds)
        found, found_rate = _load(url, searches, seconds)
    sql: list[float] = json.loads(output(python("-m", "bench.floors.bare_search", str(CLIENTS), str(seconds)), env, timeout_s=seconds + 240))
    sql_rate = len(sql) / seconds
    group = f"Portal, PostgreSQL, {vacancies:,} vacancies, {CLIENTS} clients, {WORKERS} processes"
    return [
        Figure(group, "search, 99th percentile", percentile(found, 0.99), "ms", percentile(sql, 0.99),
               "its own statements by bare connections, p99",
               note=f"{found_rate:,.0f} searches a second, median {median(found):.0f} ms", samples=tuple(found), floor_samples=tuple(sql)),
        Figure(group, "search, time of the machine each", 1000 / found_rate, "ms", 1000 / sql_rate, "the same statements bare",
               note=f"{sql_rate:,.0f} bare searches a second"),
        Figure(group, "vacancy page, 99th percentile", percentile(page, 0.99), "ms", percentile(bare, 0.99),
               "the health address, which asks nothing, p99",
               note=f"{page_rate:,.0f} pages a second, median {median(page):.0f} ms", samples=tuple(page), floor_samples=tuple(bare)),
        Figure(group, "vacancy page, time of the machine each", 1000 / page_rate, "ms", 1000 / bare_rate, "the health address",
               note=f"{bare_rate:,.0f} health answers a second; the clients share the machine"),
    ]  # fmt: skip


def _wait(url: str) -> None:
    where = urlsplit(url)
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=30)
            connection.request("GET", "/sync/v1/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise NotMeasuredError("the portal did not answer")


def measure(vacancies: int = 100_000, seconds: float = 20.0, database: str = "") -> list[Figure]:
    """Fill a database, serve it, load it."""
    with tempfile.TemporaryDirectory(prefix="siker-bench-") as name:
        work = Path(name)
        if database:
            return _measured(database, environment(work, DATABASE_URL=database, SIKER_BEHIND_PROXY="1"), work / "log", seconds, vacancies)
        with cluster() as made:
            env = environment(work, DATABASE_URL=made, SIKER_BEHIND_PROXY="1", SIKER_DATA_DIR=str(work / "siker"))
            for command in (("new-key",), ("migrate",)):
                output(python("-m", "siker", *command), env)
            output(
                python("-m", "siker", "seed", "--vacancies", str(vacancies), "--seekers", "60", "--password", "kalimat-panjang-42"), env,
                timeout_s=1800,
            )  # fmt: skip
            with psycopg.connect(made, autocommit=True) as connection:
                connection.execute("VACUUM ANALYZE")
            return _measured(made, env, work / "log", seconds, vacancies)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vacancies", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--database", default="")
    asked = parser.parse_args()
    machine = {"python": platform.python_version(), "cpus": os.cpu_count() or 0, "load": round(os.getloadavg()[0], 1)}
    print(machine)
    print(table(Report(machine, tuple(measure(asked.vacancies, asked.seconds, asked.database)))))


if __name__ == "__main__":
    main()
