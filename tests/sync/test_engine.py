"""The engine's decisions one by one, against the model server."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import cast

import pytest

from domain.applications import ApplicationState
from domain.facts import HelpRequested
from kiosk.store.delivery import VaultDelivery
from kiosk.store.errors import IssuingRefusedError, StoreUnavailableError, Unavailable
from kiosk.store.port import RegistrationState
from kiosk.store.vault import open_vault
from sync.client import RefusedError, ServerFaultError, SikerClient
from sync.engine import Step, SyncEngine
from sync.ports import Condition
from sync.wire.errors import ErrorCode
from sync.wire.keys import DeviceKey
from sync.wire.messages import StationPolicy
from tests.store.store_samples import NOW, answer, apply, issue, person, printed, register, settings
from tests.sync.conftest import ModelStation
from tests.sync.model_server import Weather


def help_asked(station: ModelStation, *names: str) -> list[str]:
    """One unit per request; the op ids."""
    ids = []
    for name in names:
        with station.vault.begin() as unit:
            ids.append(unit.enqueue(HelpRequested(name, "welcome", station.hands.wall), station.hands.wall))
    return ids


def tickets(station: ModelStation) -> list[object]:
    """Help requests that took effect at the server, in order."""
    memory = station.server.memory
    return [memory.receipts[op_id].op.body["ticket"] for op_id in memory.effects if memory.receipts[op_id].op.type == "help.requested"]


def test_a_fact_the_server_cannot_read_is_set_aside_and_the_rest_goes_on(modelled: ModelStation) -> None:
    first, bad, _ = help_asked(modelled, "one", "two", "three")
    modelled.server.malformed.add(bad)
    modelled.engine.run(Step.PUSH)
    modelled.engine.run(Step.PUSH)
    counts = modelled.delivery.counts()
    assert (counts.queued, counts.acked, counts.quarantined) == (0, 2, 1)
    assert tickets(modelled) == ["one", "three"]
    with modelled.vault.read() as reader:
        (entry,) = reader.outbox_attention()
        assert (entry.op_id, entry.reason) == (bad, "malformed")
    help_asked(modelled, "four")
    assert modelled.engine.run(Step.PUSH).trouble == ""
    assert tickets(modelled) == ["one", "three", "four"]
    assert modelled.delivery.condition() is Condition.ACTIVE
    assert first in modelled.server.memory.receipts


def test_many_unreadable_facts_between_good_ones(modelled: ModelStation) -> None:
    ids = help_asked(modelled, *(f"t{number}" for number in range(12)))
    modelled.server.malformed |= {ids[0], ids[1], ids[5], ids[11]}
    for _ in range(6):
        modelled.engine.run(Step.PUSH)
    assert tickets(modelled) == [f"t{number}" for number in range(12) if number not in {0, 1, 5, 11}]
    assert (modelled.delivery.counts().queued, modelled.delivery.counts().quarantined) == (0, 4)


def test_a_batch_that_is_too_large_is_halved_until_it_fits(modelled: ModelStation) -> None:
    help_asked(modelled, *(f"t{number}" for number in range(23)))
    modelled.server.max_batch = 3
    assert modelled.engine.run(Step.PUSH).trouble == ""
    assert len(tickets(modelled)) == 23
    assert modelled.delivery.counts().quarantined == 0


def test_after_a_lost_answer_the_next_batch_is_smaller_and_grows_again(modelled: ModelStation) -> None:
    help_asked(modelled, *(f"t{number}" for number in range(40)))
    modelled.network.weather = [Weather.ANSWER_LOST]
    assert modelled.engine.run(Step.PUSH).trouble == "timed_out"
    assert modelled.engine._batch.ops == 20
    assert modelled.engine.run(Step.PUSH).trouble == ""
    assert modelled.engine._batch.ops == 80
    assert len(tickets(modelled)) == 40


def test_one_person_the_server_chokes_on_blocks_nobody_else(modelled: ModelStation) -> None:
    modelled.engine.run(Step.LEASES)
    people = [person(number) for number in range(3)]
    modelled.server.poison.add(f"registration/{people[0].registration_id}")
    for who in people:
        with modelled.vault.begin() as unit:
            register(unit, who, modelled.hands.wall)
            number = issue(unit, who, modelled.hands.wall)
        with modelled.vault.begin() as unit:
            printed(unit, who, number, modelled.hands.wall)
    assert modelled.engine.run(Step.PUSH).trouble == "some_left"
    assert (modelled.delivery.counts().queued, modelled.delivery.counts().acked) == (3, 6)
    modelled.server.poison.clear()
    assert modelled.engine.run(Step.PUSH).trouble == ""
    own = [op.type for op in (modelled.server.memory.receipts[i].op for i in modelled.server.memory.effects)
           if op.aggregate.endswith(people[0].registration_id)]  # fmt: skip
    assert own == ["seeker.registered", "ak1.issued", "document.printed"]


def test_what_a_restored_server_forgot_is_sent_again_even_when_nothing_new_happens(modelled: ModelStation) -> None:
    backup = modelled.server.backup()
    help_asked(modelled, "one", "two")
    modelled.engine.cycle()
    modelled.server.restore(backup)
    modelled.engine.cycle()
    assert tickets(modelled) == ["one", "two"]


def test_a_server_restored_to_before_what_was_purged_asks_for_a_new_enrolment_and_nothing_new_is_lost(modelled: ModelStation) -> None:
    modelled.engine.run(Step.LEASES)
    backup = modelled.server.backup()
    with modelled.vault.begin() as unit:
        register(unit, person(1), modelled.hands.wall)
    modelled.engine.cycle()
    modelled.hands.forward(days=3)
    modelled.engine.cycle()
    modelled.server.restore(backup)
    help_asked(modelled, "later")
    modelled.engine.cycle()
    assert modelled.delivery.condition() is Condition.CHAIN_LOST
    with modelled.vault.begin() as unit, pytest.raises(IssuingRefusedError, match="lost facts"):
        unit.next_serial(modelled.hands.wall.date())
    key = DeviceKey.generate()
    modelled.server.register("dev_2", key.public_text())
    modelled.delivery.put_enrolment(answer("dev_2"), key, modelled.hands.wall)
    modelled.engine.cycle()
    assert tickets(modelled) == ["later"]
    assert modelled.delivery.condition() is Condition.ACTIVE


def test_a_forked_chain_stops_numbers_and_its_facts_come_through_after_a_new_enrolment(modelled: ModelStation) -> None:
    modelled.engine.run(Step.LEASES)
    help_asked(modelled, "mine")
    modelled.engine.run(Step.PUSH)
    seq, _ = modelled.server.memory.chains["dev_1"]
    modelled.server.memory.chains["dev_1"] = (seq, "sha256:" + "f" * 64)  # somebody else continued this identity
    ids = help_asked(modelled, "caught")
    modelled.engine.run(Step.PUSH)
    assert modelled.delivery.condition() is Condition.FORKED
    assert modelled.delivery.counts().quarantined == 1
    key = DeviceKey.generate()
    modelled.server.register("dev_2", key.public_text())
    modelled.delivery.put_enrolment(answer("dev_2"), key, NOW)
    modelled.engine.cycle()
    assert tickets(modelled) == ["mine", "caught"]
    assert ids[0] not in modelled.server.memory.receipts  # sealed anew: another op for the same fact
    assert (modelled.delivery.counts().queued, modelled.delivery.counts().quarantined) == (0, 0)


def test_a_server_that_knows_more_than_the_station_means_an_older_disk(modelled: ModelStation) -> None:
    modelled.engine.run(Step.LEASES)
    modelled.server.memory.chains["dev_1"] = (5, "sha256:" + "a" * 64)
    modelled.engine.run(Step.VERIFY)
    assert modelled.delivery.condition() is Condition.ROLLED_BACK
    with modelled.vault.begin() as unit, pytest.raises(IssuingRefusedError):
        unit.next_serial(modelled.hands.wall.date())


def test_a_station_on_a_new_board_still_delivers_what_the_old_one_signed(modelled: ModelStation, tmp_path) -> None:  # type: ignore[no-untyped-def]
    ids = help_asked(modelled, "before the board died")
    modelled.vault.close()
    vault = open_vault(settings(tmp_path, "machine-b"), modelled.hands.clock())
    delivery = VaultDelivery(vault)
    assert delivery.condition() is Condition.COPIED
    key = DeviceKey.generate()
    modelled.server.register("dev_2", key.public_text())
    delivery.put_enrolment(answer("dev_2"), key, NOW)
    with vault.begin() as unit:
        unit.enqueue(HelpRequested("after", "welcome", NOW), NOW)
    client = cast("SikerClient", modelled.network)
    engine = SyncEngine(delivery, modelled.catalog, client, vault.clock, rng=random.Random(1))
    engine.cycle()
    assert tickets(modelled) == ["before the board died", "after"]
    assert ids[0] in modelled.server.memory.receipts
    assert modelled.server.memory.receipts[ids[0]].op.device == "dev_1"
    vault.close()


@pytest.mark.parametrize("step", list(Step))
def test_a_fault_in_one_step_stops_no_other(modelled: ModelStation, monkeypatch: pytest.MonkeyPatch, step: Step) -> None:
    real = SyncEngine._work

    def broken(self: SyncEngine, which: Step) -> bool:
        if which is step:
            raise ZeroDivisionError
        return real(self, which)

    monkeypatch.setattr(SyncEngine, "_work", broken)
    help_asked(modelled, "one")
    modelled.server.publish("vacancy", "a", {"title": "a"})
    reports = {report.step: report.trouble for report in modelled.engine.cycle()}
    assert reports == {item: ("fault" if item is step else "") for item in Step}
    assert tickets(modelled) == ([] if step is Step.PUSH else ["one"])
    assert modelled.catalog.count("vacancy") == (0 if step is Step.PULL else 1)


def test_a_full_disk_is_one_steps_trouble_and_heals(modelled: ModelStation, monkeypatch: pytest.MonkeyPatch) -> None:
    help_asked(modelled, "one")

    def full(*_: object) -> None:
        raise StoreUnavailableError(Unavailable.DISK_FULL)

    with monkeypatch.context() as patch:
        patch.setattr(VaultDelivery, "settle", full)
        assert modelled.engine.run(Step.PUSH).trouble == "store_unavailable"
    assert modelled.delivery.counts().queued == 1
    assert modelled.engine.run(Step.PUSH).trouble == ""
    assert (tickets(modelled), modelled.delivery.counts().acked) == (["one"], 1)


def test_the_servers_wish_to_wait_is_kept(modelled: ModelStation, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise RefusedError(ErrorCode.RATE_LIMITED, "", 60.0)

    help_asked(modelled, "one")
    with monkeypatch.context() as patch:
        patch.setattr(modelled.server, "push", busy)
        assert modelled.engine.run(Step.PUSH).trouble == "rate_limited"
    modelled.engine.hurry(Step.PUSH)
    modelled.hands.mono += 59
    assert modelled.engine.cycle((Step.PUSH,), due_only=True) == ()
    modelled.hands.mono += 20
    assert [report.trouble for report in modelled.engine.cycle((Step.PUSH,), due_only=True)] == [""]


def test_a_server_that_fails_without_a_reason_costs_only_time(modelled: ModelStation, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> None:
        raise ServerFaultError("HTTP 500")

    help_asked(modelled, "one")
    with monkeypatch.context() as patch:
        patch.setattr(modelled.server, "push", fault)
        for _ in range(5):
            assert modelled.engine.run(Step.PUSH).trouble == "server_fault"
    assert modelled.delivery.counts().queued == 1
    assert modelled.engine.run(Step.PUSH).trouble == ""


@pytest.mark.parametrize(("state", "condition"), [("revoked", Condition.REVOKED), ("forked", Condition.FORKED)])
def test_a_station_the_office_stopped_still_tells_its_facts(modelled: ModelStation, state: str, condition: Condition) -> None:
    modelled.engine.run(Step.LEASES)
    help_asked(modelled, "one")
    modelled.server.states["dev_1"] = state
    modelled.engine.cycle()
    assert tickets(modelled) == ["one"]
    assert modelled.delivery.condition() is condition
    with modelled.vault.begin() as unit, pytest.raises(IssuingRefusedError):
        unit.next_serial(modelled.hands.wall.date())


def test_a_revoked_station_that_is_approved_again_works_again(modelled: ModelStation) -> None:
    modelled.server.states["dev_1"] = "revoked"
    modelled.engine.cycle()
    modelled.server.states["dev_1"] = "approved"
    modelled.engine.cycle()
    assert modelled.delivery.condition() is Condition.ACTIVE


def test_the_offices_word_and_the_public_rows_go_to_their_own_files(modelled: ModelStation) -> None:
    who = person(1)
    with modelled.vault.begin() as unit:
        register(unit, who, modelled.hands.wall)
    modelled.server.publish("vacancy", "v1", {"title": "juru masak"})
    status = {"registration_id": who.registration_id, "state": "rejected", "reason": "photo_unclear"}
    modelled.server.publish("registration", who.registration_id, status)
    modelled.server.publish("registration", "broken", {"nothing": 1})
    modelled.server.publish("vacancy", "v2", {"title": "satpam"})
    assert modelled.engine.run(Step.PULL).trouble == ""
    assert [row.entity_id for row in modelled.catalog.rows("vacancy")] == ["v1", "v2"]
    with modelled.vault.read() as reader:
        found = reader.person(who.registration_id)
        assert found is not None
        assert (found.state, found.reason) == (RegistrationState.REJECTED, "photo_unclear")
        assert reader.last_refreshed() == modelled.hands.wall


def test_a_horizon_passed_means_a_fresh_catalog(modelled: ModelStation) -> None:
    for number in range(6):
        modelled.server.publish("vacancy", f"v{number}", {"title": "x"})
    modelled.engine.run(Step.PULL)
    epoch = modelled.catalog.epoch()
    modelled.server.publish("vacancy", "v0", None)
    modelled.server.memory.rows.pop(("vacancy", "v0"))  # the tombstone was forgotten in the meantime
    modelled.server.min_rev = modelled.server.memory.rev
    assert modelled.engine.run(Step.PULL).trouble == ""
    assert modelled.catalog.epoch() != epoch
    assert [row.entity_id for row in modelled.catalog.rows("vacancy")] == [f"v{number}" for number in range(1, 6)]


def test_after_a_new_generation_lower_revisions_count_again(modelled: ModelStation) -> None:
    who = person(1)
    with modelled.vault.begin() as unit:
        register(unit, who, modelled.hands.wall)
    backup = modelled.server.backup()
    for number in range(5):
        modelled.server.publish("vacancy", f"v{number}", {"title": "x"})
    modelled.server.publish("registration", who.registration_id, {"registration_id": who.registration_id, "state": "verified"})
    modelled.engine.run(Step.PULL)
    modelled.server.restore(backup)
    modelled.server.publish("registration", who.registration_id, {"registration_id": who.registration_id, "state": "rejected"})
    modelled.engine.run(Step.PULL)
    with modelled.vault.read() as reader:
        found = reader.person(who.registration_id)
        assert found is not None
        assert found.state is RegistrationState.REJECTED


def test_how_an_application_stands_goes_into_the_vault_and_never_into_the_catalog(modelled: ModelStation) -> None:
    who = person(7)
    with modelled.vault.begin() as unit:
        register(unit, who)
        record = apply(unit, who)
    status: dict[str, object] = {
        "application_id": record.application_id, "registration_id": who.registration_id, "vacancy_id": record.vacancy_id,
        "number": record.number, "title": record.title, "employer": record.employer, "state": "invited", "attempt": 1,
        "at": "2026-12-01T03:00:00Z", "invited_at": "2026-12-04T02:00:00Z", "invited_place": "Jl. Contoh 5",
    }  # fmt: skip
    modelled.server.publish("application", record.application_id, status)
    stranger = status | {"application_id": "x", "registration_id": "elsewhere"}
    modelled.server.publish("application", "x", stranger)
    modelled.server.publish("application", "broken", {"nothing": 1})
    modelled.server.publish("vacancy", "v2", {"title": "satpam"})
    assert modelled.engine.run(Step.PULL).trouble == ""
    with modelled.vault.read() as reader:
        (told,) = reader.applications(who.registration_id)
        assert (told.state, told.invited_place, told.claim_code) == (ApplicationState.INVITED, "Jl. Contoh 5", record.claim_code)
        assert reader.application("x") is None
    assert modelled.catalog.count("application") == 0
    assert modelled.catalog.count("vacancy") == 1
    modelled.server.publish("application", record.application_id, status | {"state": "not_hired", "reason": "places_filled"})
    modelled.engine.run(Step.PULL)
    with modelled.vault.read() as reader:
        (told,) = reader.applications(who.registration_id)
        assert (told.state, told.reason) == (ApplicationState.NOT_HIRED, "places_filled")


def test_a_photo_the_server_will_never_take_does_not_hold_up_the_others(modelled: ModelStation, monkeypatch: pytest.MonkeyPatch) -> None:
    with modelled.vault.begin() as unit:
        first = unit.put_photo("r1", b"not a picture")
    modelled.hands.forward(seconds=5)
    with modelled.vault.begin() as unit:
        second = unit.put_photo("r2", b"a picture")
    real = modelled.server.put_blob

    def picky(who: object, sha256: str, content: bytes) -> None:
        if content == b"not a picture":
            raise RefusedError(ErrorCode.UNSUPPORTED_TYPE)
        real(who, sha256, content)  # type: ignore[arg-type]

    monkeypatch.setattr(modelled.server, "put_blob", picky)
    assert modelled.engine.run(Step.BLOBS).trouble == ""
    assert list(modelled.server.memory.blobs) == [second]
    assert modelled.delivery.next_blob() is None
    with modelled.vault.read() as reader:
        assert any(line.event == "photo.refused" and line.subject == first for line in reader.audit_tail())


def test_a_newer_policy_is_taken_and_an_older_one_is_not(modelled: ModelStation) -> None:
    modelled.server.policy = StationPolicy(rev=9, lease_size=30, lease_refill_below=10)
    modelled.engine.run(Step.HEARTBEAT)
    assert modelled.delivery.policy().lease_size == 30
    modelled.engine.run(Step.LEASES)
    assert modelled.delivery.leases_left(modelled.hands.wall.date()) == 30
    modelled.server.policy = StationPolicy(rev=3, lease_size=500)
    modelled.engine.run(Step.HEARTBEAT)
    assert modelled.delivery.policy().rev == 9


def test_numbers_are_refilled_before_they_run_out_and_never_more_than_two_blocks(modelled: ModelStation) -> None:
    modelled.engine.run(Step.LEASES)
    today = modelled.hands.wall.date()
    with modelled.vault.begin() as unit:
        for _ in range(151):
            unit.next_serial(today)
    modelled.engine.run(Step.LEASES)
    assert modelled.delivery.leases_left(today) == 249
    for _ in range(3):
        modelled.engine.run(Step.LEASES)
    assert modelled.delivery.leases_left(today) == 249


def test_an_unenrolled_station_asks_nobody_anything(tmp_path, modelled: ModelStation) -> None:  # type: ignore[no-untyped-def]
    vault = open_vault(settings(tmp_path / "new"), modelled.hands.clock())
    client = cast("SikerClient", modelled.network)
    engine = SyncEngine(VaultDelivery(vault), modelled.catalog, client, vault.clock)
    assert [report.trouble for report in engine.cycle()] == [""] * len(Step)
    assert modelled.network.calls == []
    vault.close()


def test_the_clock_is_kept_for_the_next_start(modelled: ModelStation, tmp_path) -> None:  # type: ignore[no-untyped-def]
    modelled.vault.clock.learn(modelled.hands.wall + timedelta(days=1))
    modelled.engine.run(Step.VERIFY)
    memory = modelled.delivery.clock()
    assert memory.offset_ms == 86_400_000
    modelled.vault.close()
    clock = modelled.hands.clock()
    again = open_vault(settings(tmp_path), clock)
    assert clock.now() == modelled.hands.wall + timedelta(days=1)
    again.close()
