"""One use case, one transaction: what services write and read back."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from domain.ak1 import Ak1State
from domain.facts import DocumentKind, HelpRequested, PrintOutcome, SeekerRegistered
from kiosk.store.port import LeasedSerial, RegistrationState
from sync.ports import OutboxState, Settlement
from sync.wire.canonical import canonical
from sync.wire.envelope import FIRST_PREV, open_op, signature_is_valid
from sync.wire.messages import Lease, RegistrationStatus
from tests.store.store_samples import (
    CONSENTS,
    EVIDENCE,
    NOW,
    TODAY,
    Enrolled,
    apply,
    issue,
    nik,
    person,
    printed,
    register,
)


def decoded(content: bytes) -> object:
    import msgspec

    return msgspec.json.decode(content)


def test_state_fact_and_audit_come_together_or_not_at_all(station: Enrolled) -> None:
    who = person(1)
    with pytest.raises(ZeroDivisionError), station.vault.begin() as unit:  # noqa: PT012
        register(unit, who)
        issue(unit, who)
        raise ZeroDivisionError
    with station.vault.read() as reader:
        assert reader.find_by_nik(nik(1)) is None
        assert reader.outbox_counts().queued == 0
        assert reader.leases_left(TODAY) == 200
        assert [line.event for line in reader.audit_tail()] == ["station.enrolled"]
    with station.vault.begin() as unit:
        register(unit, who)
        number = issue(unit, who)
    with station.vault.read() as reader:
        found = reader.find_by_nik(nik(1))
        assert found is not None
        assert (found.registration, found.evidence, found.consents) == (who, EVIDENCE, CONSENTS)
        assert found.card is not None
        assert (found.card.number, found.card.state, found.card.copies) == (number, Ak1State.VALID, 0)
        assert reader.outbox_counts().queued == 2
        assert reader.leases_left(TODAY) == 199
        assert reader.audit_tail()[0].subject == who.registration_id


def test_facts_are_chained_and_signed_and_their_bytes_never_change(station: Enrolled) -> None:
    for number in range(3):
        with station.vault.begin() as unit:
            register(unit, person(number))
    first = station.delivery.next_ops("dev_1", 100, 1 << 20)
    again = station.delivery.next_ops("dev_1", 100, 1 << 20)
    assert [op.content for op in first] == [op.content for op in again]
    prev = FIRST_PREV
    for seq, queued in enumerate(first, 1):
        op = open_op(decoded(queued.content))  # type: ignore[arg-type]
        assert queued.content == canonical(decoded(queued.content))  # type: ignore[arg-type]
        assert (op.seq, op.prev, op.type) == (seq, prev, "seeker.registered")
        assert signature_is_valid(op, station.key.public_text())
        prev = op.digest()


def test_a_correction_replaces_the_answers_of_the_same_registration(station: Enrolled) -> None:
    who = person(1)
    with station.vault.begin() as unit:
        register(unit, who)
    changed = person(1, registration_id=who.registration_id)
    with station.vault.begin() as unit:
        unit.put_registration(
            changed, state=RegistrationState.AWAITING, evidence=(), consents=CONSENTS, language="jv", queue_code="K7F-3RA",
            at=NOW + timedelta(days=1),
        )  # fmt: skip
    with station.vault.read() as reader:
        found = reader.find_by_nik(nik(1))
        assert found is not None
        assert (found.state, found.language, found.queue_code) == (RegistrationState.AWAITING, "jv", "K7F-3RA")
        assert found.registered_at == NOW


def test_serials_are_used_up_once_and_run_out(station: Enrolled) -> None:
    seen = []
    for _ in range(200):
        with station.vault.begin() as unit:
            serial = unit.next_serial(TODAY)
            assert serial is not None
            seen.append(serial.serial)
    assert seen == list(range(1, 201))
    with station.vault.begin() as unit:
        assert unit.next_serial(TODAY) is None


def test_the_lease_that_ends_first_is_used_first_and_an_ended_one_not_at_all(station: Enrolled) -> None:
    station.delivery.store_lease(Lease(lease_id="ls_early", lo=900, hi=901, not_after=date(2026, 12, 5)), NOW)
    with station.vault.begin() as unit:
        assert unit.next_serial(TODAY) == LeasedSerial(900, "ls_early")
        assert unit.next_serial(date(2026, 12, 6)) == LeasedSerial(1, "ls_1")
        assert unit.next_serial(date(2027, 3, 2)) is None
        assert unit.leases_left(date(2026, 12, 6)) == 199


def test_one_serial_can_be_on_one_card_only(station: Enrolled) -> None:
    who = person(1)
    with station.vault.begin() as unit:
        unit.put_card("A", who.registration_id, 5, "ls_1", TODAY, TODAY, "", NOW)
    with pytest.raises(ValueError, match="exists"), station.vault.begin() as unit:
        unit.put_card("A", who.registration_id, 6, "ls_1", TODAY, TODAY, "", NOW)
    with pytest.raises(IntegrityError), station.vault.begin() as unit:
        unit.put_card("B", who.registration_id, 5, "ls_1", TODAY, TODAY, "", NOW)


def test_a_renewal_supersedes_the_old_card(station: Enrolled) -> None:
    who = person(1)
    with station.vault.begin() as unit:
        register(unit, who)
        old = issue(unit, who)
        unit.put_card("NEW", who.registration_id, 77, "ls_1", date(2026, 12, 2), date(2028, 12, 2), old, NOW + timedelta(days=1))
    with station.vault.read() as reader:
        found = reader.find_by_nik(nik(1))
        assert found is not None
        assert found.card is not None
        assert (found.card.number, found.card.supersedes) == ("NEW", old)
        former = reader.card(old)
        assert former is not None
        assert former.state is Ak1State.SUPERSEDED


def test_a_print_left_open_by_a_crash_is_found_and_counts_until_it_is_closed(station: Enrolled) -> None:
    who = person(1)
    with station.vault.begin() as unit:
        register(unit, who)
        number = issue(unit, who)
    with station.vault.read() as reader:
        (entry,) = reader.unfinished_prints()
        assert (entry.reference, entry.copy_no, entry.outcome, entry.document) == (number, 1, None, DocumentKind.AK1)
    with station.vault.begin() as unit:
        printed(unit, who, number)
    with station.vault.read() as reader:
        assert reader.unfinished_prints() == ()
        card = reader.card(number)
        assert card is not None
        assert card.copies == 1


def test_a_failed_print_is_no_copy_and_its_outcome_is_not_overwritten(station: Enrolled) -> None:
    who = person(1)
    with station.vault.begin() as unit:
        register(unit, who)
        number = issue(unit, who)
        (entry,) = unit.unfinished_prints()
        unit.close_print(entry.ledger_id, PrintOutcome.FAILED, "paper_out", NOW)
        unit.close_print(entry.ledger_id, PrintOutcome.CONFIRMED, "", NOW)
        assert [(item.outcome, item.reason) for item in unit.prints(number)] == [(PrintOutcome.FAILED, "paper_out")]
        card = unit.card(number)
        assert card is not None
        assert card.copies == 0
        with pytest.raises(KeyError):
            unit.close_print("nothing", PrintOutcome.SENT, "", NOW)


def test_a_report_row_is_marked_once(station: Enrolled) -> None:
    who = person(1)
    with station.vault.begin() as unit:
        number = issue(unit, who)
        assert unit.put_report(number, 1, TODAY, NOW) is True
        assert unit.put_report(number, 1, TODAY, NOW) is False
        assert unit.put_report(number, 3, TODAY, NOW) is True
        card = unit.card(number)
        assert card is not None
        assert card.reports == (1, 3)


def test_the_audit_can_only_grow(station: Enrolled) -> None:
    for statement in ("DELETE FROM audit", "UPDATE audit SET event = 'x'"):
        with pytest.raises(IntegrityError, match="append-only"), station.vault.begin() as unit:
            unit.connection.execute(text(statement))


def test_the_offices_word_changes_state_and_card(station: Enrolled) -> None:
    who = person(1)
    with station.vault.begin() as unit:
        register(unit, who)
        number = issue(unit, who)
    status = RegistrationStatus(
        registration_id=who.registration_id, state="rejected", reason="nik_wrong", card_number=number, card_state=Ak1State.WITHDRAWN
    )
    unknown = RegistrationStatus(registration_id="elsewhere", state="verified")
    assert station.delivery.apply_statuses([(7, status), (8, unknown)], NOW) == 1
    older = RegistrationStatus(registration_id=who.registration_id, state="verified")
    station.delivery.apply_statuses([(6, older)], NOW)
    with station.vault.read() as reader:
        found = reader.find_by_nik(nik(1))
        assert found is not None
        assert found.card is not None
        assert (found.state, found.reason, found.card.state) == (RegistrationState.REJECTED, "nik_wrong", Ak1State.WITHDRAWN)


def test_the_day_somebody_was_hired_comes_and_goes_with_the_offices_word(station: Enrolled) -> None:
    who, hired = person(1), date(2026, 11, 9)

    def told(rev: int, placed_on: date | None) -> date | None:
        status = RegistrationStatus(registration_id=who.registration_id, state="verified", placed_on=placed_on)
        station.delivery.apply_statuses([(rev, status)], NOW)
        with station.vault.read() as reader:
            found = reader.person(who.registration_id)
            assert found is not None
            return found.placed_on

    with station.vault.begin() as unit:
        register(unit, who)
    assert told(5, hired) == hired
    with station.vault.begin() as unit:
        register(unit, who)
    assert (told(4, None), told(6, None), told(7, hired)) == (hired, None, hired)
    with station.vault.begin() as unit:
        unit.shred(who.registration_id, NOW)
    assert told(8, hired) is None


def test_a_state_of_a_newer_server_leaves_what_is_known(station: Enrolled) -> None:
    who = person(1)
    with station.vault.begin() as unit:
        register(unit, who)
        assert unit.put_status(RegistrationStatus(registration_id=who.registration_id, state="escalated"), NOW) is True
        found = unit.person(who.registration_id)
        assert found is not None
        assert found.state is RegistrationState.VERIFIED


def test_a_person_the_server_told_about_is_known_with_their_card(station: Enrolled) -> None:
    who = person(9)
    status = RegistrationStatus(
        registration_id=who.registration_id, state="verified", card_number="3374011125000042", card_state=Ak1State.VALID,
        card_valid_until=date(2027, 11, 1),
    )  # fmt: skip
    with station.vault.begin() as unit:
        unit.put_known(who, status, issued_on=date(2025, 11, 1), copies=2, language="id", at=NOW)
    with station.vault.read() as reader:
        found = reader.find_by_nik(nik(9))
        assert found is not None
        assert found.card is not None
        assert (found.registration, found.card.copies, found.card.issued_on) == (who, 2, date(2025, 11, 1))


def test_the_words_on_an_application_come_and_go_with_their_person(station: Enrolled) -> None:
    who = person(1)
    with station.vault.begin() as unit:
        register(unit, who)
        record = apply(unit, who)
        assert unit.application(record.application_id) == record
    with station.vault.read() as reader:
        assert reader.applications(who.registration_id) == (record,)
        assert reader.applications("somebody-else") == ()
        (op_id,) = reader.connection.execute(text("SELECT op_id FROM application")).scalars()
        assert reader.fact_waits(op_id)
    with station.vault.begin() as unit:
        unit.shred(who.registration_id, NOW)
    with station.vault.read() as reader:
        assert reader.applications(who.registration_id) == ()
        left = reader.application(record.application_id)
        assert left is not None
        assert (left.state, left.attempt, left.number, left.waiting) == (record.state, 1, "", False)


def test_a_unit_inside_a_unit_is_a_mistake_and_not_a_deadlock(station: Enrolled) -> None:
    with station.vault.begin(), pytest.raises(RuntimeError, match="open in this thread"), station.vault.begin():
        pass


def test_two_threads_that_read_then_write_both_succeed(station: Enrolled) -> None:
    faults: list[BaseException] = []

    def work(start: int) -> None:
        try:
            for number in range(start, start + 25):
                with station.vault.begin() as unit:
                    assert unit.find_by_nik(nik(number)) is None
                    who = person(number)
                    register(unit, who)
                    issue(unit, who)
        except BaseException as fault:  # noqa: BLE001
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(start,)) for start in (0, 1000, 2000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []
    with station.vault.read() as reader:
        assert reader.outbox_counts().queued == 150
        assert reader.leases_left(TODAY) == 125
    ops = [op for start in (0, 100) for op in station.delivery.next_ops("dev_1", 100, 1 << 24, start)]
    assert [op.seq for op in ops] == list(range(1, 151))


def test_services_are_told_of_a_commit_that_queued_something_only(station: Enrolled) -> None:
    kicks: list[int] = []
    station.vault.on_commit(lambda: kicks.append(1))
    with station.vault.begin() as unit:
        unit.audit("door.opened", "", NOW)
    assert kicks == []
    with station.vault.begin() as unit:
        unit.enqueue(HelpRequested("t1", "welcome", NOW), NOW)
    assert kicks == [1]
    with pytest.raises(ZeroDivisionError), station.vault.begin() as unit:  # noqa: PT012
        unit.enqueue(HelpRequested("t2", "welcome", NOW), NOW)
        raise ZeroDivisionError
    assert kicks == [1]


def test_what_staff_must_look_at_is_listed_without_its_content(station: Enrolled) -> None:
    with station.vault.begin() as unit:
        who = person(1)
        op_id = unit.enqueue(SeekerRegistered(who, EVIDENCE, CONSENTS, "id"), NOW)
        unit.enqueue(HelpRequested("t1", "welcome", NOW), NOW)
    station.delivery.settle([Settlement(op_id, OutboxState.PARKED_REMOTE, "second_card")], NOW)
    with station.vault.read() as reader:
        (entry,) = reader.outbox_attention()
    assert (entry.op_id, entry.state, entry.reason) == (op_id, "parked_remote", "second_card")
    assert nik(1).value not in repr(entry)


def test_a_settled_fact_is_not_changed_by_a_late_second_answer(station: Enrolled) -> None:
    with station.vault.begin() as unit:
        op_id = unit.enqueue(HelpRequested("t1", "welcome", NOW), NOW)
    station.delivery.settle([Settlement(op_id, OutboxState.ACKED)], NOW)
    station.delivery.settle([Settlement(op_id, OutboxState.PARKED_LOCAL, "op_conflict")], NOW)
    counts = station.delivery.counts()
    assert (counts.acked, counts.quarantined) == (1, 0)


def test_a_lease_request_is_the_same_until_it_is_answered(station: Enrolled) -> None:
    assert station.delivery.lease_request(TODAY) is None
    with station.vault.begin() as unit:
        taken = [unit.next_serial(TODAY) for _ in range(160)]
        assert taken[3] is not None
        unit.void_serial(taken[3], "card_jam", NOW)
    first = station.delivery.lease_request(TODAY)
    assert first is not None
    assert first.want == 200
    assert [(item.lease_id, item.used_to, item.void) for item in first.report] == [("ls_1", 160, [4])]
    assert station.delivery.lease_request(TODAY) == first
    station.delivery.store_lease(Lease(lease_id="ls_2", lo=201, hi=400, not_after=date(2027, 3, 1)), NOW)
    assert station.delivery.lease_request(TODAY) is None
    assert station.delivery.leases_left(TODAY) == 240
