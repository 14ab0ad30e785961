"""A station fills itself from the real server: by snapshot and by feed, over a network and a server that break in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.ak1 import Ak1State
from kiosk.store.catalog import SqlCatalog
from sync import snapshot
from sync.clock import StationClock
from sync.engine import Step, SyncEngine
from sync.ports import Credentials
from sync.snapshot import OFFER_FILE, PART_FILE, PLAIN_FILE
from tests.chaos.proxy import ChaosProxy, Fault
from tests.sync.siker_process import SikerProcess
from tests.sync.test_against_siker import Station, close, make_station

VACANCIES = 700


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SikerProcess]:
    """A server with a small sample city and its snapshot."""
    process = SikerProcess(tmp_path_factory.mktemp("city"))
    told = process.command("seed", "--vacancies", str(VACANCIES), "--seekers", "6", "--employers", "20", "--password", "kalimat-panjang-42")
    assert "Potret umpan 33.74" in told
    process.start()
    yield process
    process.kill()


@pytest.fixture(scope="module")
def line(city: SikerProcess) -> Iterator[ChaosProxy]:
    """The network to it."""
    with ChaosProxy(lambda: city.port) as running:
        yield running


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, city: SikerProcess, line: ChaosProxy) -> Iterator[Station]:
    """One enrolled station; each test gives it a catalog of its own."""
    made = make_station(tmp_path_factory.mktemp("station"), city, line.url, StationClock())
    yield made
    close(made)


@pytest.fixture
def empty(shared: Station, line: ChaosProxy, monkeypatch: pytest.MonkeyPatch) -> Station:
    """The station as on its first day: nothing in the catalog, a good network."""
    line.only, line.plan, line.passed, line.before_forward = "", [], [], lambda: None
    monkeypatch.setattr(snapshot, "PART_BYTES", 16 * 1024)
    renew(shared)
    return shared


def renew(station: Station) -> None:
    """Take the catalog away."""
    folder = station.vault.settings.folder
    station.catalog.close()
    for path in folder.glob("catalog*"):
        path.unlink()
    station.catalog = SqlCatalog(folder, station.vault.keys.catalog_key)
    station.engine = SyncEngine(station.delivery, station.catalog, station.client, station.clock)


def paths(line: ChaosProxy) -> list[str]:
    return [item.line.split()[1].partition("?")[0].removeprefix("/sync/v1") for item in line.passed]


def leftovers(station: Station) -> list[str]:
    folder = station.vault.settings.folder
    return [name for name in (PART_FILE, OFFER_FILE, PLAIN_FILE, "catalog-adopting.db", "catalog-filling.db") if (folder / name).exists()]


def credentials(station: Station) -> Credentials:
    who = station.delivery.credentials()
    assert who is not None
    return who


def test_the_first_fill_is_the_snapshot_and_equals_what_the_feed_gives(empty: Station, line: ChaosProxy) -> None:
    assert empty.sync(Step.PULL) == {Step.PULL: ""}
    by_snapshot = empty.catalog.rows("vacancy")
    assert len(by_snapshot) == VACANCIES
    assert any(path.startswith("/snapshots/3374/") for path in paths(line))
    assert leftovers(empty) == []
    head = empty.client.head(credentials(empty), "33.74")
    assert empty.catalog.cursor().rev == head.rev
    renew(empty)
    line.only, line.plan = "/snapshots/latest", [Fault.LOGIN_PAGE]
    assert empty.sync(Step.PULL) == {Step.PULL: "garbled"}  # a hotel's login page: tried again, not believed
    empty.client.snapshot_offer = lambda who, feed: None  # type: ignore[method-assign]
    try:
        assert empty.sync(Step.PULL) == {Step.PULL: ""}
    finally:
        del empty.client.snapshot_offer  # type: ignore[attr-defined]
    assert empty.catalog.rows("vacancy") == by_snapshot
    assert empty.catalog.count("application") == empty.catalog.count("registration") == 0


FAULTS = (Fault.RESET_BEFORE, Fault.RESET_AFTER, Fault.TRUNCATE, Fault.FAULT_500, Fault.LOGIN_PAGE)


@pytest.mark.parametrize("fault", FAULTS, ids=str)
@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_network_that_breaks_in_the_middle_costs_one_part(empty: Station, line: ChaosProxy, fault: Fault, after: int) -> None:
    line.only, line.plan = "/snapshots/3374", [*[Fault.NONE] * after, fault]
    troubles = [empty.sync(Step.PULL)[Step.PULL]]
    while troubles[-1]:
        assert empty.catalog.count("vacancy") == 0  # never half a catalog
        troubles.append(empty.sync(Step.PULL)[Step.PULL])
    assert len(troubles) <= 2
    assert empty.catalog.count("vacancy") == VACANCIES
    asked = [path for path in paths(line) if path.startswith("/snapshots/3374/")]
    offer = empty.client.snapshot_offer(credentials(empty), "33.74")
    assert offer is not None
    assert len(asked) == -(-offer.packed_bytes // (16 * 1024)) + 1
    assert "/changes" in paths(line)
    assert leftovers(empty) == []


def test_the_server_dies_in_the_middle_and_the_fetch_goes_on(empty: Station, city: SikerProcess, line: ChaosProxy) -> None:
    parts = [0]

    def die() -> None:
        parts[0] += 1
        if parts[0] == 5:
            city.kill()

    line.before_forward = die
    assert empty.sync(Step.PULL)[Step.PULL] in {"unreachable", "garbled"}
    line.before_forward = lambda: None
    kept = (empty.vault.settings.folder / PART_FILE).stat().st_size
    assert kept > 0
    city.start()
    line.passed = []
    assert empty.sync(Step.PULL) == {Step.PULL: ""}
    offer = empty.client.snapshot_offer(credentials(empty), "33.74")
    assert offer is not None
    asked = [path for path in paths(line) if path == offer.path]
    assert len(asked) == -(-(offer.packed_bytes - kept) // (16 * 1024))
    assert empty.catalog.count("vacancy") == VACANCIES


def test_a_new_vacancy_after_the_snapshot_comes_by_the_feed(empty: Station, city: SikerProcess) -> None:
    assert empty.sync(Step.PULL) == {Step.PULL: ""}
    before = empty.catalog.cursor().rev
    city.command("django", "shell", "--no-imports", "-c", (
        "from datetime import date; from siker import clock; from siker.feed.services import publish\n"
        "from siker.sample.vacancies import sample_vacancies\n"
        "from dataclasses import replace; v = next(iter(sample_vacancies(1, date(2026, 11, 23), seed=77)))\n"
        "publish('33.74', 'vacancy', 'baru', replace(v, vacancy_id='baru', title='Penjahit baru'), clock.now())"
    ))  # fmt: skip
    assert empty.sync(Step.PULL) == {Step.PULL: ""}
    row = empty.catalog.get("vacancy", "baru")
    assert row is not None
    assert row.rev == before + 1
    city.command("django", "shell", "--no-imports", "-c", (
        "from siker import clock; from siker.feed.services import publish; publish('33.74', 'vacancy', 'baru', None, clock.now())"
    ))  # fmt: skip
    assert empty.sync(Step.PULL) == {Step.PULL: ""}
    assert empty.catalog.get("vacancy", "baru") is None


def test_what_the_office_decided_before_the_snapshot_reaches_a_station_that_adopts_it(empty: Station, city: SikerProcess) -> None:
    """The card is withdrawn while the station has no catalog; the snapshot of afterwards holds no row about people."""
    assert empty.sync(Step.LEASES) == {Step.LEASES: ""}
    who, card = empty.visit(4100)
    assert empty.sync(Step.PUSH) == {Step.PUSH: ""}
    city.command("django", "shell", "--no-imports", "-c", (
        "from siker import clock; from siker.ak1 import desk; from siker.accounts.models import User\n"
        f"desk.withdraw('{card}', 'Sudah bekerja', User.objects.get(username='petugas.contoh'), clock.now())"
    ))  # fmt: skip
    city.command("build-snapshots", "--all")
    assert empty.sync(Step.PULL) == {Step.PULL: ""}
    head = empty.client.head(credentials(empty), "33.74")
    assert empty.catalog.cursor().rev == head.rev
    with empty.vault.read() as reader:
        found = reader.find_by_nik(who.biodata.nik)
    assert found is not None
    assert found.card is not None
    assert (found.card.number, found.card.state) == (card, Ak1State.WITHDRAWN)


def test_after_a_restore_the_old_snapshot_is_not_offered(empty: Station, city: SikerProcess, tmp_path: Path) -> None:
    assert empty.sync(Step.PULL) == {Step.PULL: ""}
    first = empty.catalog.cursor()
    city.command("after-restore")
    assert empty.client.snapshot_offer(credentials(empty), "33.74") is None
    assert empty.sync(Step.PULL) == {Step.PULL: ""}
    assert empty.catalog.cursor().generation != first.generation
    assert empty.catalog.count("vacancy") == VACANCIES
    city.command("build-snapshots")
    assert empty.client.snapshot_offer(credentials(empty), "33.74") is not None
