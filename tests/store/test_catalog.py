"""The public file: pages apply once however often they come, a fill replaces the old file whole, damage heals by itself."""

from __future__ import annotations

import threading
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.store.catalog import CATALOG_FILE, FILLING_FILE, SqlCatalog
from sync.ports import Cursor
from sync.wire.messages import Change, ChangesPage


def put(rev: int, name: str, **fields: object) -> Change:
    return Change(rev=rev, e="vacancy", id=name, op="put", v=3, d={"title": name, **fields})


def gone(rev: int, name: str) -> Change:
    return Change(rev=rev, e="vacancy", id=name, op="del")


def page(start: int, changes: list[Change], *, generation: str = "g1", more: bool = False) -> ChangesPage:
    end = max([start, *(item.rev for item in changes)])
    return ChangesPage(feed="33.74", generation=generation, from_rev=start, next=end, has_more=more, changes=changes)


def titles(catalog: SqlCatalog) -> list[str]:
    return [row.entity_id for row in catalog.rows("vacancy")]


def test_rows_come_back_as_they_were_sent(tmp_path: Path) -> None:
    catalog = SqlCatalog(tmp_path)
    catalog.apply(page(0, [put(1, "juru masak", upah=3_000_000), put(2, "satpam")]))
    row = catalog.get("vacancy", "juru masak")
    assert row is not None
    assert (row.rev, row.v, msgspec.json.decode(row.payload)) == (1, 3, {"title": "juru masak", "upah": 3_000_000})
    assert catalog.count("vacancy") == 2
    assert catalog.get("vacancy", "none") is None
    catalog.close()


def test_a_page_applied_twice_or_late_changes_nothing(tmp_path: Path) -> None:
    catalog = SqlCatalog(tmp_path)
    first, second = page(0, [put(1, "a", n=1), put(2, "b")]), page(2, [put(3, "a", n=2), gone(4, "b")])
    for item in (first, second, first, second, first):
        catalog.apply(item)
    assert titles(catalog) == ["a"]
    assert catalog.rows("vacancy")[0].rev == 3
    assert catalog.removed("vacancy", 0) == ("b",)
    assert catalog.cursor() == Cursor("g1", 4)
    catalog.close()


def test_a_page_that_leaves_a_gap_or_belongs_to_another_history_is_refused(tmp_path: Path) -> None:
    catalog = SqlCatalog(tmp_path)
    catalog.apply(page(0, [put(1, "a")]))
    with pytest.raises(ValueError, match="does not follow"):
        catalog.apply(page(5, [put(6, "z")]))
    with pytest.raises(ValueError, match="does not follow"):
        catalog.apply(page(1, [put(2, "z")], generation="g2"))
    assert (titles(catalog), catalog.cursor()) == (["a"], Cursor("g1", 1))
    catalog.close()


def test_page_and_cursor_are_kept_together_or_not_at_all(tmp_path: Path) -> None:
    catalog = SqlCatalog(tmp_path)
    broken = page(0, [put(1, "a"), Change(rev=2, e="vacancy", id="b", op="put", v=None, d={})])  # type: ignore[arg-type]
    with pytest.raises(Exception, match="NOT NULL"):
        catalog.apply(broken)
    assert (titles(catalog), catalog.cursor()) == ([], Cursor("", 0))
    catalog.close()


def test_peoples_rows_are_never_written_into_the_public_file(tmp_path: Path) -> None:
    catalog = SqlCatalog(tmp_path)
    catalog.apply(page(0, [Change(rev=1, e="registration", id="r1", op="put", d={"registration_id": "r1", "state": "verified"})]))
    assert catalog.count("registration") == 0
    assert catalog.cursor().rev == 1
    catalog.close()


def test_the_old_catalog_serves_until_the_new_one_is_whole(tmp_path: Path) -> None:
    catalog = SqlCatalog(tmp_path)
    catalog.apply(page(0, [put(1, "old")]))
    told: list[str] = []
    catalog.on_change(lambda: told.append(catalog.epoch()))
    before = catalog.epoch()
    catalog.start_fresh("g2")
    catalog.apply(page(0, [put(1, "new 1")], generation="g2", more=True))
    assert titles(catalog) == ["old"]
    assert catalog.filling() == Cursor("g2", 1)
    catalog.apply(page(1, [put(2, "new 2")], generation="g2"))
    catalog.finish_fresh()
    assert titles(catalog) == ["new 1", "new 2"]
    assert (catalog.cursor(), catalog.filling()) == (Cursor("g2", 2), None)
    assert catalog.epoch() != before
    assert told == [catalog.epoch()]
    assert not (tmp_path / FILLING_FILE).exists()
    catalog.close()


def test_a_fill_interrupted_by_a_restart_goes_on_where_it_was(tmp_path: Path) -> None:
    catalog = SqlCatalog(tmp_path)
    catalog.apply(page(0, [put(1, "old")]))
    catalog.start_fresh("g2")
    catalog.apply(page(0, [put(1, "new 1")], generation="g2", more=True))
    catalog.close()
    again = SqlCatalog(tmp_path)
    assert titles(again) == ["old"]
    assert again.filling() == Cursor("g2", 1)
    again.start_fresh("g2")
    assert again.filling() == Cursor("g2", 1)
    again.start_fresh("g3")
    assert again.filling() == Cursor("g3", 0)
    again.apply(page(0, [put(1, "newest")], generation="g3"))
    again.finish_fresh()
    assert titles(again) == ["newest"]
    again.close()


@pytest.mark.parametrize("name", [CATALOG_FILE, FILLING_FILE])
def test_a_damaged_file_is_made_anew_instead_of_stopping_the_station(tmp_path: Path, name: str) -> None:
    catalog = SqlCatalog(tmp_path)
    catalog.apply(page(0, [put(1, "a")]))
    catalog.start_fresh("g2")
    catalog.close()
    (tmp_path / name).write_bytes(b"this is not a database" * 500)
    again = SqlCatalog(tmp_path)
    assert titles(again) == ([] if name == CATALOG_FILE else ["a"])
    again.close()


def test_a_file_of_another_layout_is_made_anew(tmp_path: Path) -> None:
    catalog = SqlCatalog(tmp_path)
    catalog.apply(page(0, [put(1, "a")]))
    with catalog._current._writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
        connection.commit()
    catalog.close()
    again = SqlCatalog(tmp_path)
    assert again.cursor() == Cursor("", 0)
    again.close()


def test_reading_goes_on_while_the_file_is_replaced(tmp_path: Path) -> None:
    catalog = SqlCatalog(tmp_path)
    catalog.apply(page(0, [put(1, "a")]))
    faults: list[BaseException] = []
    stop = threading.Event()

    def read() -> None:
        try:
            while not stop.is_set():
                assert titles(catalog) in (["a"], ["b"])
        except BaseException as fault:  # noqa: BLE001
            faults.append(fault)

    def look() -> None:
        try:
            while not stop.is_set():
                assert catalog.cursor().rev == 1
        except BaseException as fault:  # noqa: BLE001
            faults.append(fault)

    reader = threading.Thread(target=read)
    looker = threading.Thread(target=look)
    reader.start()
    looker.start()
    for number in range(15):
        catalog.start_fresh(f"g{number + 2}")
        catalog.apply(page(0, [put(1, "b" if number % 2 == 0 else "a")], generation=f"g{number + 2}"))
        catalog.finish_fresh()
    stop.set()
    reader.join(20)
    looker.join(20)
    assert faults == []
    catalog.close()


@settings(max_examples=30, deadline=None)
@given(
    ops=st.lists(st.tuples(st.sampled_from("abcd"), st.booleans()), min_size=1, max_size=25),
    cuts=st.lists(st.integers(1, 5), min_size=1, max_size=25),
    repeats=st.lists(st.integers(0, 3), min_size=1, max_size=25),
)
def test_any_cutting_and_repeating_of_pages_gives_the_same_catalog(
    tmp_path_factory: pytest.TempPathFactory, ops: list[tuple[str, bool]], cuts: list[int], repeats: list[int]
) -> None:
    catalog = SqlCatalog(tmp_path_factory.mktemp("catalog"))
    log = [gone(rev, name) if dead else put(rev, name, n=rev) for rev, (name, dead) in enumerate(ops, 1)]
    pages, at = [], 0
    for number in range(len(log)):
        if at >= len(log):
            break
        step = cuts[number % len(cuts)]
        pages.append(page(at, log[at : at + step]))
        at += step
    for number, item in enumerate(pages):
        catalog.apply(item)
        for back in range(repeats[number % len(repeats)]):
            catalog.apply(pages[max(0, number - back)])
    expected = {name: rev for rev, (name, dead) in enumerate(ops, 1) if not dead}
    for rev, (name, dead) in enumerate(ops, 1):
        if dead and expected.get(name, 0) < rev:
            expected.pop(name, None)
    assert {row.entity_id: row.rev for row in catalog.rows("vacancy")} == expected
    assert catalog.cursor().rev == len(ops)
    catalog.close()
