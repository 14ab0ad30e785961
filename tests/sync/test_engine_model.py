"""The protocol's promise, by state machine: nothing lost, nothing twice, nobody blocked. And mutants, to prove it bites."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy.exc import IntegrityError

import sync.push
from kiosk.store.catalog import SqlCatalog
from kiosk.store.delivery import VaultDelivery
from kiosk.store.port import LeasedSerial
from kiosk.store.writing import SqlUnit
from sync.ports import OutboxState, QueuedOp, Rewind, Settlement
from sync.wire.messages import ChangesPage, OpResult
from tests.sync.model_server import Weather
from tests.sync.station_machine import StationMachine

EXAMPLES = int(os.environ.get("ANJUNGAN_EXAMPLES", "15"))
QUICK = settings(
    max_examples=EXAMPLES, stateful_step_count=25, deadline=None, print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)  # fmt: skip


def test_nothing_is_lost_nothing_twice_nobody_blocked() -> None:
    run_state_machine_as_test(StationMachine, settings=QUICK)


def acked_before_it_was_confirmed(patch: pytest.MonkeyPatch) -> None:
    real = sync.push.push

    def mutant(store, client, sender, batch, now):  # type: ignore[no-untyped-def]
        ops = store.next_ops(sender.device_id, 100, 1 << 20)
        try:
            return real(store, client, sender, batch, now)
        except Exception:
            store.settle([Settlement(op.op_id, OutboxState.ACKED) for op in ops], now())
            raise

    patch.setattr("sync.engine.push", mutant)
    patch.setattr("sync.engine.verify", lambda *_: None)  # else the comparison of heads heals it


def one_waiting_fact_stops_the_rest(patch: pytest.MonkeyPatch) -> None:
    real = VaultDelivery.next_ops

    def mutant(self: VaultDelivery, device_id: str, limit: int, max_bytes: int, after_seq: int = 0) -> tuple[QueuedOp, ...]:
        found = real(self, device_id, limit, max_bytes, 0)
        return () if after_seq and found and found[0].seq <= after_seq else found[:1]

    patch.setattr(VaultDelivery, "next_ops", mutant)


def any_answer_counts_as_yes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("sync.push._final", lambda result: Settlement(result.op_id, OutboxState.ACKED))


def what_a_restored_server_forgot_is_not_sent_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(VaultDelivery, "rewind", lambda *_: Rewind.NOTHING_TO_DO)


def a_page_moves_the_cursor_before_its_rows(patch: pytest.MonkeyPatch) -> None:
    real = SqlCatalog.apply

    def mutant(self: SqlCatalog, page: ChangesPage) -> None:
        import msgspec

        real(self, msgspec.structs.replace(page, changes=page.changes[1:]))

    patch.setattr(SqlCatalog, "apply", mutant)


def an_old_generation_is_kept(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("sync.pull._START_ANEW", set())


def conflicts_count_as_confirmed(patch: pytest.MonkeyPatch) -> None:
    real = sync.push._final

    def mutant(result: OpResult) -> Settlement | None:
        return None if result.status == "replayed" else real(result)

    patch.setattr("sync.push._final", mutant)


def numbers_are_counted_here(patch: pytest.MonkeyPatch) -> None:
    real = SqlUnit.next_serial

    def mutant(self: SqlUnit, today: date) -> LeasedSerial | None:
        found = real(self, today)
        count = self.connection.exec_driver_sql("SELECT count(*) FROM person WHERE content IS NOT NULL").scalar_one()
        return None if found is None else LeasedSerial(count, found.lease_id)

    patch.setattr(SqlUnit, "next_serial", mutant)


MUTANTS = [
    acked_before_it_was_confirmed, one_waiting_fact_stops_the_rest, any_answer_counts_as_yes,
    what_a_restored_server_forgot_is_not_sent_again, a_page_moves_the_cursor_before_its_rows, an_old_generation_is_kept,
    conflicts_count_as_confirmed, numbers_are_counted_here,
]  # fmt: skip


def one_long_day(machine: StationMachine) -> None:
    """A walk through every kind of trouble the state machine knows, always the same."""
    machine.start()
    machine.a_vacancy_changes("a", dead=False)
    machine.the_sync_runs_in_clear_weather()
    machine.the_server_is_backed_up()
    for photo in (True, False, True):
        machine.a_person_registers(photo)
    machine.the_server_chokes_on_one_person(3)
    machine.a_card_comes_out()
    machine.the_sync_runs_in_bad_weather([Weather.CLEAR, Weather.ANSWER_LOST])
    machine.the_sync_runs_in_bad_weather([Weather.CLEAR, Weather.HELD_BACK])
    machine.a_proxy_limits_batches(2)
    machine.the_sync_runs_in_bad_weather([Weather.CLEAR, Weather.SENT_TWICE, Weather.SENT_TWICE, Weather.REQUEST_LOST])
    machine.a_vacancy_changes("b", dead=False)
    machine.a_vacancy_changes("a", dead=True)
    machine.the_sync_runs_in_clear_weather()
    machine.the_station_restarts()
    machine.the_server_is_restored()
    machine.what_was_held_back_arrives()
    machine.a_person_registers(photo=False)
    machine.the_server_is_mended()
    machine.the_sync_runs_in_clear_weather()
    machine.days_pass(2)
    machine.the_sync_runs_in_clear_weather()
    machine.a_person_registers(photo=False)
    machine.the_server_chokes_on_one_person(1)
    machine.a_person_registers(photo=False)
    machine.the_sync_runs_in_clear_weather()
    machine.the_server_is_mended()
    machine.somebody_asks_for_help()
    machine.the_sync_runs_in_bad_weather([Weather.CLEAR, Weather.REQUEST_LOST])
    machine.teardown()


def test_the_long_day_ends_well() -> None:
    one_long_day(StationMachine())


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_the_machine_notices(mutant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch) -> None:
    mutant(monkeypatch)
    machine = StationMachine()
    with pytest.raises((AssertionError, IntegrityError, ValueError)):
        one_long_day(machine)
    monkeypatch.undo()
    machine.close_quietly()
