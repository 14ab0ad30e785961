"""The station against the real SIKER process over HTTP, through a network that breaks in every way we know."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.ak1 import Ak1State
from domain.facts import HelpRequested
from domain.nik import Nik
from domain.seeker import Registration
from kiosk.store.catalog import SqlCatalog
from kiosk.store.delivery import VaultDelivery
from kiosk.store.vault import SqlVault, open_vault
from sync.client import RefusedError, SikerClient
from sync.clock import StationClock
from sync.engine import EVERYTHING, Step, SyncEngine
from sync.enrol import Enrolment, enrol
from sync.lookup import OnlineLookup
from sync.ports import Condition, OutboxCounts
from sync.wire.errors import ErrorCode
from sync.wire.keys import fingerprint_words
from tests.chaos.proxy import ChaosProxy, Fault
from tests.store.store_samples import apply, issue, person, printed, register, settings
from tests.sync.siker_process import SikerProcess

JPEG = b"\xff\xd8\xff" + b"a photo" * 300 + b"\xff\xd9"
WELL = dict.fromkeys(Step, "")


@dataclass(slots=True)
class Station:
    """A station of its own, talking through the proxy."""

    vault: SqlVault
    delivery: VaultDelivery
    catalog: SqlCatalog
    client: SikerClient
    engine: SyncEngine
    clock: StationClock
    enrolment: Enrolment
    baseline: OutboxCounts

    def sync(self, *steps: Step) -> dict[Step, str]:
        """One cycle; the trouble of each step."""
        return {report.step: report.trouble for report in self.engine.cycle(steps or EVERYTHING)}

    def visit(self, number: int, *, photo: bool = False) -> tuple[Registration, str]:
        """A person registers and gets a card."""
        now, who = self.clock.now(), person(number)
        with self.vault.begin() as unit:
            if photo:
                sha = unit.put_photo(who.registration_id, JPEG)
                who = person(number, registration_id=who.registration_id, photo=sha)
            register(unit, who, now)
            card = issue(unit, who, now)
        with self.vault.begin() as unit:
            printed(unit, who, card, now)
        return who, card

    @property
    def counts(self) -> OutboxCounts:
        """The outbox; what was settled is counted from the beginning of the test."""
        now, before = self.delivery.counts(), self.baseline
        return replace(now, acked=now.acked - before.acked, parked_remote=now.parked_remote - before.parked_remote)


def make_station(folder: Path, siker: SikerProcess, url: str, clock: StationClock) -> Station:
    vault = open_vault(settings(folder), clock)
    delivery, catalog = VaultDelivery(vault), SqlCatalog(folder / "data")
    client = SikerClient(url, clock, app_version="test", first_byte_s=1.5)
    enrolment = enrol(delivery, client, clock, siker.enrolment_code())
    engine = SyncEngine(delivery, catalog, client, clock, rng=random.Random(1))
    return Station(vault, delivery, catalog, client, engine, clock, enrolment, delivery.counts())


def close(station: Station) -> None:
    station.client.close()
    station.catalog.close()
    station.vault.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, siker: SikerProcess, proxy: ChaosProxy) -> Iterator[Station]:
    """One enrolled station for the module: the server allows few enrolments a minute."""
    made = make_station(tmp_path_factory.mktemp("station"), siker, proxy.url, StationClock())
    yield made
    close(made)


@pytest.fixture
def station(shared: Station, proxy: ChaosProxy) -> Station:
    """The shared station with a good network, nothing queued and all counts at zero."""
    proxy.only, proxy.plan = "", []
    assert shared.sync() == WELL
    shared.baseline = shared.delivery.counts()
    assert shared.counts.queued == 0
    return shared


NUMBERS = iter(range(1, 9999))


def server_knows(station: Station, who: Registration) -> tuple[str, str, int]:
    found = station.client.lookup(station.delivery.credentials(), who.biodata.nik)  # type: ignore[arg-type]
    return found.state, found.card_number, found.copies


def test_from_code_to_card(tmp_path: Path, siker: SikerProcess) -> None:
    station = make_station(tmp_path, siker, siker.url, StationClock())
    assert station.sync() == WELL
    assert station.enrolment.words == fingerprint_words(station.enrolment.identity.public_key)
    assert station.delivery.condition() is Condition.ACTIVE
    assert station.engine.status().leases_left == 200
    who, card = station.visit(next(NUMBERS), photo=True)
    assert station.counts.queued == 3
    assert station.sync() == WELL
    assert (station.counts.queued, station.counts.acked, station.counts.blobs, station.counts.parked_remote) == (0, 3, 0, 0)
    assert station.sync() == WELL  # the feed brings the office's word back
    with station.vault.read() as reader:
        found = reader.find_by_nik(who.biodata.nik)
        assert found is not None
        assert found.card is not None
        assert (found.card.number, found.card.state, found.card.copies) == (card, Ak1State.VALID, 1)
    answer = OnlineLookup(station.delivery, station.client)(who.biodata.nik)
    assert (answer.state, answer.registration, answer.card_number, answer.copies) == ("verified", who, card, 1)
    unknown = OnlineLookup(station.delivery, station.client)(Nik("3374990202020000"))
    assert unknown.state == "none"
    status = station.engine.status()
    assert (status.online, status.queued, status.quarantined, status.troubles) == (True, 0, 0, ())
    assert status.clock_quality == "synced"
    close(station)


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault not in {Fault.NONE, Fault.BLACK_HOLE, Fault.TRICKLE}])
def test_a_broken_exchange_loses_and_doubles_nothing(station: Station, proxy: ChaosProxy, fault: Fault) -> None:
    who, card = station.visit(next(NUMBERS))
    proxy.only, proxy.plan = "ops:batch", [fault]
    trouble = station.sync(Step.PUSH)[Step.PUSH]
    spoiled = fault is not Fault.TWICE
    assert bool(trouble) is spoiled
    assert proxy.plan == []
    assert station.counts.queued == (3 if spoiled else 0)
    assert station.sync(Step.PUSH)[Step.PUSH] == ""
    assert (station.counts.queued, station.counts.acked, station.counts.quarantined, station.counts.parked_remote) == (0, 3, 0, 0)
    assert server_knows(station, who) == ("verified", card, 1)


@pytest.mark.parametrize("fault", [Fault.BLACK_HOLE, Fault.TRICKLE])
def test_an_exchange_that_never_ends_is_ended_in_bounded_time(station: Station, proxy: ChaosProxy, fault: Fault) -> None:
    who, card = station.visit(next(NUMBERS))
    proxy.only, proxy.plan = "ops:batch", [fault]
    before = station.engine._monotonic()
    assert station.sync(Step.PUSH)[Step.PUSH] == "timed_out"
    assert station.engine._monotonic() - before < 8
    assert station.sync(Step.PUSH)[Step.PUSH] == ""
    assert server_knows(station, who) == ("verified", card, 1)


@pytest.mark.parametrize("only", ["ops:batch", "GET /sync/v1/changes", "PUT /sync/v1/blobs", "POST /sync/v1/heartbeat", "devices/self"])
def test_one_failing_endpoint_stops_no_other_step(station: Station, proxy: ChaosProxy, only: str) -> None:
    who, card = station.visit(next(NUMBERS), photo=True)
    proxy.only, proxy.plan = only, [Fault.RESET_BEFORE] * 9
    troubles = station.sync()
    assert [step for step, trouble in troubles.items() if trouble] == [
        {"ops:batch": Step.PUSH, "GET /sync/v1/changes": Step.PULL, "PUT /sync/v1/blobs": Step.BLOBS,
         "POST /sync/v1/heartbeat": Step.HEARTBEAT, "devices/self": Step.VERIFY}[only]
    ]  # fmt: skip
    assert station.counts.queued == (3 if only == "ops:batch" else 0)
    assert station.counts.blobs == (1 if only.startswith("PUT") else 0)
    proxy.plan = []
    assert station.sync() == WELL
    assert server_knows(station, who) == ("verified", card, 1)


def test_an_application_made_without_network_goes_out_behind_its_person(station: Station, proxy: ChaosProxy) -> None:
    proxy.only, proxy.plan = "", [Fault.RESET_BEFORE] * 9
    who, card = station.visit(next(NUMBERS))
    now = station.clock.now()
    with station.vault.begin() as unit:
        record = apply(unit, who, "a-vacancy-nobody-posted", now)
    assert station.sync(Step.PUSH)[Step.PUSH] == "unreachable"
    with station.vault.read() as reader:
        assert reader.applications(who.registration_id)[0].waiting
    proxy.plan = []
    assert station.sync(Step.PUSH)[Step.PUSH] == ""
    assert (station.counts.queued, station.counts.quarantined, station.counts.acked + station.counts.parked_remote) == (0, 0, 4)
    assert server_knows(station, who) == ("verified", card, 1)
    with station.vault.read() as reader:
        (held,) = reader.applications(who.registration_id)
        assert (held.application_id, held.waiting) == (record.application_id, False)


def test_a_lost_lease_answer_leaves_no_hole_in_the_numbers(station: Station, proxy: ChaosProxy) -> None:
    left = station.engine.status().leases_left
    with station.vault.begin() as unit:
        first = [unit.next_serial(station.clock.now().date()) for _ in range(left - 20)]
    proxy.only, proxy.plan = "leases", [Fault.RESET_AFTER]
    assert station.sync(Step.LEASES)[Step.LEASES] == "unreachable"
    assert station.engine.status().leases_left == 20
    assert station.sync(Step.LEASES)[Step.LEASES] == ""
    assert station.engine.status().leases_left == 220
    with station.vault.begin() as unit:
        rest = [unit.next_serial(station.clock.now().date()) for _ in range(220)]
    assert len({item.serial for item in (*first, *rest) if item}) == left + 200
    assert station.sync() == WELL


@pytest.mark.parametrize("days", [1, -4000])
def test_a_clock_wrong_by_days_stops_nothing(tmp_path: Path, siker: SikerProcess, proxy: ChaosProxy, days: int) -> None:
    clock = StationClock(lambda: datetime.now(UTC) + timedelta(days=days))
    made = make_station(tmp_path, siker, proxy.url, clock)
    assert made.sync() == WELL
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=3)
    assert abs(clock.offset_ms + days * 86_400_000) < 3000
    who, card = made.visit(next(NUMBERS))
    assert card[4:10] == (datetime.now(UTC) + timedelta(hours=0)).strftime("%d%m%y")
    close(made)

    wall = StationClock(lambda: datetime.now(UTC) + timedelta(days=days))  # the next start, before any contact
    vault = open_vault(settings(tmp_path), wall)
    assert abs(wall.now() - datetime.now(UTC)) < timedelta(seconds=5)
    vault.close()

    lost = StationClock(lambda: datetime.now(UTC) + timedelta(days=days + 2))  # and now two days further off, unknown to it
    vault = open_vault(settings(tmp_path), lost)
    engine = SyncEngine(VaultDelivery(vault), made.catalog, SikerClient(proxy.url, lost), lost, rng=random.Random(1))
    assert engine.run(Step.PUSH).trouble == ""
    assert VaultDelivery(vault).counts().queued == 0
    assert server_knows(made, who) == ("verified", card, 1)
    vault.close()


def test_a_clock_off_from_the_first_request_is_told_and_the_request_repeated_once(station: Station, proxy: ChaosProxy) -> None:
    far = SikerClient(proxy.url, StationClock(lambda: datetime.now(UTC) + timedelta(days=365)))
    proxy.passed.clear()
    who = station.delivery.credentials()
    assert who is not None
    assert far.device_self(who).state == "approved"
    assert [item.line.split()[1] for item in proxy.passed] == ["/sync/v1/devices/self"] * 2
    far.close()


@pytest.fixture
def own_siker(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SikerProcess]:
    """A server of the test's own, gone afterwards whatever happened."""
    process = SikerProcess(tmp_path, **getattr(request, "param", {}))
    process.start()
    yield process
    process.kill()


def test_the_server_dies_in_the_middle_of_a_push_and_comes_back(tmp_path: Path, own_siker: SikerProcess) -> None:
    process = own_siker
    with ChaosProxy(lambda: process.port) as proxy:
        made = make_station(tmp_path / "station", process, proxy.url, StationClock())
        assert made.sync() == WELL
        visits = [made.visit(7000 + number) for number in range(30)]
        made.engine._batch.ops = 20
        rounds = [0]

        def die() -> None:
            rounds[0] += 1
            if rounds[0] == 3:
                process.kill()

        proxy.before_forward = die
        assert made.sync(Step.PUSH)[Step.PUSH] == "unreachable"
        assert 0 < made.counts.queued < 90
        assert made.sync(Step.PUSH)[Step.PUSH] == "unreachable"
        process.start()
        for _ in range(3):
            made.sync(Step.PUSH)
        assert (made.counts.queued, made.counts.acked, made.counts.quarantined) == (0, 90, 0)
        assert [server_knows(made, who) for who, _ in visits[:20]] == [("verified", card, 1) for _, card in visits[:20]]
        close(made)


def test_a_code_that_was_used_is_refused_with_its_reason(station: Station, siker: SikerProcess, tmp_path: Path) -> None:
    vault = open_vault(settings(tmp_path / "other"), station.clock)
    delivery = VaultDelivery(vault)
    with pytest.raises(RefusedError) as refused:
        enrol(delivery, station.client, station.clock, "AAA-AAA-AAA")
    assert refused.value.reason is ErrorCode.CODE_UNKNOWN
    assert delivery.condition() is Condition.UNENROLLED
    vault.close()


def test_a_lost_answer_to_the_enrolment_is_asked_for_again(
    tmp_path: Path, siker: SikerProcess, proxy: ChaosProxy
) -> None:
    clock = StationClock()
    vault = open_vault(settings(tmp_path), clock)
    delivery, client, code = VaultDelivery(vault), SikerClient(proxy.url, clock), siker.enrolment_code()
    proxy.only, proxy.plan = "enrol", [Fault.RESET_AFTER]
    with pytest.raises(Exception, match="no connection"):
        enrol(delivery, client, clock, code)
    vault.close()
    vault = open_vault(settings(tmp_path), clock)  # the technician starts the station anew and types the code again
    assert enrol(VaultDelivery(vault), client, clock, code).identity.approved
    client.close()
    vault.close()


@pytest.mark.parametrize("own_siker", [{"SIKER_AUTO_APPROVE": "0"}], indirect=True, ids=["officer_approves"])
def test_a_station_waits_for_approval_and_then_works(tmp_path: Path, own_siker: SikerProcess) -> None:
    process = own_siker
    made = make_station(tmp_path / "station", process, process.url, StationClock())
    assert made.delivery.condition() is Condition.PENDING
    with made.vault.begin() as unit:
        unit.enqueue(HelpRequested("t1", "welcome", made.clock.now()), made.clock.now())
    troubles = made.sync()
    assert troubles[Step.PUSH] == troubles[Step.PULL] == "device_pending"
    assert (made.counts.queued, made.delivery.condition()) == (1, Condition.PENDING)
    process.command("django", "shell", "-c", "from siker.fleet.models import Station; Station.objects.update(state='approved')")
    assert made.sync() == WELL
    assert (made.counts.queued, made.counts.acked, made.delivery.condition()) == (0, 1, Condition.ACTIVE)
    assert made.engine.status().leases_left == 200
    process.command("django", "shell", "-c", "from siker.fleet.models import Station; Station.objects.update(state='revoked')")
    made.visit(7500)
    troubles = made.sync()
    assert troubles[Step.PULL] == "device_revoked"
    assert troubles[Step.PUSH] == ""  # a citizen's card is still told
    assert (made.counts.queued, made.counts.parked_remote, made.delivery.condition()) == (0, 3, Condition.REVOKED)
    close(made)


def test_nothing_personal_is_logged_on_either_side(
    station: Station, siker: SikerProcess, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    who, _ = station.visit(next(NUMBERS))
    station.sync()
    server_knows(station, who)
    assert who.biodata.nik.value not in caplog.text
    assert who.biodata.nik.value not in (siker.folder / "siker.log").read_text()
