"""How fast the station's search answers over 100,000 vacancies in an encrypted catalog, beside LIKE, tantivy and the plain newest page.

Every question is asked several times; its figure is the median of its own times, so that a noisy machine disturbs one round
only. The vacancies are the sample city's. Slips are made by program: one letter swapped, dropped, doubled or replaced.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy.engine import Connection, Engine

from bench.figure import Figure, at_most, median, percentile
from bench.floors.plain_search import LikeSearch, TantivySearch
from domain.seeker import EducationLevel
from domain.vacancy import Shift, Vacancy
from domain.vacancy.search import JobQuery
from kiosk.services.vacancies import VacancySearch
from kiosk.store import vacancy_index
from kiosk.store.catalog_file import FILLING_CACHE_MB, READING_CACHE_MB
from kiosk.store.engine import checkpoint, open_engine, transaction
from kiosk.store.vacancy_search import SqlVacancyIndex
from sync.wire import codec

TODAY = date(2026, 11, 23)
PLACES = ("33.74.10.1006", "33.74.15.1003", "33.74.05.1001", "33.74.01.1001", "33.74.14.1001")
WORK = (
    "operator jahit", "satpam", "sopir truk", "kasir", "admin", "kurir paket", "tukang las", "barista", "asisten rumah tangga",
    "operator produksi", "staff gudang", "koki", "penjaga toko", "perawat", "guru", "mekanik motor", "cleaning service",
    "baby sitter", "quality control", "sales",
)  # fmt: skip
FEED_TABLE = (
    "CREATE TABLE feed_row (id INTEGER PRIMARY KEY, entity TEXT NOT NULL, entity_id TEXT NOT NULL, rev INTEGER NOT NULL,"
    " v INTEGER NOT NULL, payload TEXT, UNIQUE (entity, entity_id))"
)
GROUP = "search for work"
FLOOR = "the newest twenty rows of the same file, unread"


@dataclass(frozen=True, slots=True)
class _Built:
    """The encrypted catalog with its index. Seconds and megabytes."""

    readers: Engine
    build_s: float
    rows_mb: float
    index_mb: float


def _build(path: Path, vacancies: Sequence[Vacancy]) -> _Built:
    key = bytes(range(32))
    writer = open_engine(path, key=key, synchronous="NORMAL", writer=True, public=True, cache_mb=FILLING_CACHE_MB)
    with transaction(writer) as connection:
        for statement in (FEED_TABLE, *vacancy_index.TABLES):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(
            "INSERT INTO feed_row (entity, entity_id, rev, v, payload) VALUES ('vacancy', ?, ?, 1, ?)",
            [(item.vacancy_id, at, codec.encode(item).decode()) for at, item in enumerate(vacancies, 1)],
        )
    checkpoint(writer)
    rows = path.stat().st_size
    began = time.perf_counter()
    with transaction(writer) as connection:
        vacancy_index.rebuild(connection)
        connection.exec_driver_sql("ANALYZE")
    took = time.perf_counter() - began
    checkpoint(writer)
    writer.dispose()
    readers = open_engine(path, key=key, synchronous="NORMAL", writer=False, public=True, cache_mb=READING_CACHE_MB)
    return _Built(readers, took, rows / 1e6, (path.stat().st_size - rows) / 1e6)


def typed(words: Sequence[str]) -> tuple[str, ...]:
    """Everything that stands in the field while these words are typed."""
    return tuple(word[:end] for word in words for end in range(1, len(word) + 1))


def filtered(count: int, rng: random.Random) -> list[JobQuery]:
    """Words with two to five filters, as chips are touched."""
    return [
        JobQuery(
            rng.choice(WORK) + " ", place=rng.choice(PLACES), within_km=rng.choice((3, 5, 10, 25)),
            education=rng.choice((None, EducationLevel.SMP, EducationLevel.SMA)), wage_from=rng.choice((None, 3_000_000, 4_000_000)),
            shift=rng.choice((None, Shift.PAGI, Shift.MALAM)), no_experience=rng.random() < 0.3, disability=rng.random() < 0.2,
        )
        for _ in range(count)
    ]  # fmt: skip


def slipped(word: str, rng: random.Random) -> str:
    """A word with one slip of the finger somewhere after its first letter."""
    at = rng.randrange(1, len(word) - 1)
    letter = rng.choice("abdegiklmnoprstu")
    return rng.choice((
        word[:at] + word[at + 1] + word[at] + word[at + 2 :], word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:],
        word[:at] + letter + word[at + 1 :],
    ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Timed:
    """Milliseconds per query, each the median of its rounds: by the clock, and of the processor alone."""

    clock: tuple[float, ...]
    processor: tuple[float, ...]


def _each(ask: Callable[[JobQuery], object], queries: Sequence[JobQuery], rounds: int) -> _Timed:
    """Ask every query ``rounds`` times, of several after one that is not counted."""
    if rounds > 1:
        for query in queries:
            ask(query)
    clock: list[list[float]] = [[] for _ in queries]
    processor: list[list[float]] = [[] for _ in queries]
    gc.collect()
    for _ in range(rounds):
        for at, query in enumerate(queries):
            began, worked = time.perf_counter(), time.thread_time()
            ask(query)
            processor[at].append((time.thread_time() - worked) * 1000)
            clock[at].append((time.perf_counter() - began) * 1000)
    return _Timed(tuple(median(row) for row in clock), tuple(median(row) for row in processor))


def _pair(what: str, found: _Timed, floor: _Timed, limit: float, note: str = "") -> list[Figure]:
    worst = percentile(found.processor, 0.99)
    return [
        Figure(GROUP, f"{what}, p50", percentile(found.clock, 0.5), "ms", percentile(floor.clock, 0.5), FLOOR, note=note,
               samples=found.clock, floor_samples=floor.clock),
        Figure(GROUP, f"{what}, p99", percentile(found.clock, 0.99), "ms", percentile(floor.clock, 0.99), FLOOR,
               (at_most(limit, "ms"),)),
        Figure(GROUP, f"{what}, p99 of processor time", worst, "ms", percentile(floor.processor, 0.99), FLOOR,
               note="what it costs when nothing else runs; the clock counts what the machine did besides"),
    ]  # fmt: skip


def measure(folder: Path, *, count: int, rounds: int) -> list[Figure]:
    """All figures of the search."""
    from siker.sample.vacancies import public, sample_vacancies  # the sample city stands in the server's room

    vacancies = [public(item) for item in sample_vacancies(count, TODAY)]
    built = _build(folder / "catalog.db", vacancies)

    @contextmanager
    def reading() -> Iterator[Connection]:
        with transaction(built.readers) as connection:
            yield connection

    index = SqlVacancyIndex(reading)
    search = VacancySearch(index)
    rng = random.Random(3374)
    as_typed = [JobQuery(words, place=PLACES[at % len(PLACES)]) for at, words in enumerate(typed(WORK))]
    chips = filtered(200, rng)
    slips = [JobQuery(" ".join(slipped(word, rng) if len(word) > 4 else word for word in rng.choice(WORK).split()), place=PLACES[0])
             for _ in range(150)]  # fmt: skip
    slips = [query for query in slips if query.words not in WORK]

    def newest(query: JobQuery) -> object:
        with reading() as connection:
            return connection.exec_driver_sql("SELECT payload FROM feed_row ORDER BY id DESC LIMIT 20").all()

    floor = _each(newest, as_typed[:100], rounds)
    figures = _pair("as typed, near first", _each(lambda query: index.find(query, TODAY), as_typed, rounds), floor, 5)
    words_and_filters = _each(lambda query: index.find(query, TODAY), chips, rounds)
    figures += _pair("words and filters", words_and_filters, floor, 10)
    alone = [replace(query, words="") for query in chips]
    figures += _pair("filters alone", _each(lambda query: index.find(query, TODAY), alone, rounds), floor, 10)
    figures += _pair("slips, mended", _each(lambda query: search.search(query, TODAY), slips, rounds), floor, 10,
                     "the search that finds nothing, the mending, and the search again")  # fmt: skip
    lost = [query.words for query in slips if not search.search(query, TODAY).hits]
    figures.append(Figure(GROUP, "slips not found", 100 * len(lost) / len(slips), "%", aims=(at_most(5, "%"),),
                          note=f"{len(slips)} made by program; not found: {', '.join(lost[:8]) or 'none'}"))  # fmt: skip
    figures += _others(folder, vacancies, built, as_typed, chips, slips, rounds)
    built.readers.dispose()
    return [
        *figures,
        Figure(GROUP, "building the index", built.build_s, "s", note="bulk build at the end of a fill, words rule and FTS5"),
        Figure(GROUP, "size of the index", built.index_mb, "MB", built.rows_mb, "the rows it is made from, in the same file"),
    ]


def _others(
    folder: Path, vacancies: Sequence[Vacancy], built: _Built, as_typed: Sequence[JobQuery], chips: Sequence[JobQuery],
    slips: Sequence[JobQuery], rounds: int,
) -> list[Figure]:  # fmt: skip
    """What else one could have used, over the same rows and questions."""
    like = LikeSearch(built.readers)
    rival = TantivySearch(folder / "tantivy", vacancies)
    few = as_typed[::20]
    out: list[Figure] = []
    for name, ask in (("LIKE", like.find), ("tantivy", rival.find)):
        words = few if name == "LIKE" else as_typed
        repeat = 1 if name == "LIKE" else rounds
        for what, queries in (("as typed", words), ("words and filters", chips[::20] if name == "LIKE" else chips)):
            found = _each(ask, queries, repeat)
            out += [
                Figure(GROUP, f"{name}: {what}, p50", percentile(found.clock, 0.5), "ms", comparison=True, samples=found.clock),
                Figure(GROUP, f"{name}: {what}, p99", percentile(found.clock, 0.99), "ms", comparison=True),
                Figure(GROUP, f"{name}: {what}, p99 of processor time", percentile(found.processor, 0.99), "ms", comparison=True),
            ]
        some = slips[:10] if name == "LIKE" else slips
        missed = sum(not ask(query) for query in some)
        out.append(Figure(GROUP, f"{name}: slips not found", 100 * missed / len(some), "%", comparison=True))
    out.append(Figure(GROUP, "tantivy: building", rival.build_s, "s", comparison=True))
    return out
