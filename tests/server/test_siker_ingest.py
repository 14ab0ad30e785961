"""What ingest promises: no fact refused, none lost, none counted twice, in whatever order and however often it arrives."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.ak1 import Ak1State
from domain.facts import (
    CATALOGUE,
    DocumentKind,
    DocumentPrinted,
    Fact,
    HelpRequested,
    PresenceReported,
    PrintOutcome,
    SeekerUpdated,
)
from siker import vault
from siker.accounts.models import Role, User
from siker.accounts.services import create_officer
from siker.ak1 import desk, leases, lookup
from siker.ak1.models import Card, CardConflict, LedgerEntry, Registration, Resolution
from siker.ak1.records import answers_of
from siker.audit.models import AppendOnlyError, Entry
from siker.audit.services import SYSTEM
from siker.feed.models import FeedRow
from siker.fleet import services as fleet
from siker.fleet.models import Station
from siker.ingest import effects
from siker.ingest.desk import close_parked, vouch
from siker.ingest.models import ChainHead, OpReceipt, StrayOp
from siker.ingest.services import receive, status_of
from sync.wire.codec import to_json
from sync.wire.envelope import Op
from sync.wire.keys import DeviceKey
from sync.wire.messages import EnrolRequest, LeaseRequest, OpResult, OpStatus
from sync.wire.signing import enrol_proof_bytes
from tests.server.siker_people import StationTwin, nik, registration

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def enrolled(label: str = "CONTOH") -> tuple[StationTwin, Station]:
    """A station with numbers."""
    code, _ = fleet.create_code(label, "33.74", NOW, SYSTEM)
    key = DeviceKey.generate()
    public = key.public_text()
    answer = fleet.enrol(
        EnrolRequest(code=code, public_key=public, proof=key.sign(enrol_proof_bytes(code, public)), app_version="0"), NOW
    )
    station = Station.objects.get(pk=answer.device_id)
    twin = StationTwin(answer.device_id, answer.station, key)
    twin.leases.append(leases.grant(station, LeaseRequest(request_id=f"request-{answer.device_id}"[:64], want=50), NOW))
    return twin, station


def push(station: Station, *ops: Op, now: datetime = NOW) -> list[OpResult]:
    """Hand ops to the ingest."""
    return receive(station, [value for op in ops if isinstance(value := to_json(op), dict)], now).results


def statuses(results: list[OpResult]) -> list[tuple[str, str]]:
    """Status and reason of each."""
    return [(item.status.value, item.reason) for item in results]


def officer(name: str = "sari") -> User:
    """Somebody who decides."""
    return create_officer(name, "kalimat-panjang-42", frozenset({Role.OFFICER}), NOW, SYSTEM)


def picture() -> str:
    """Everything that must be equal after any way of sending the same facts."""
    state = {
        "registrations": sorted(
            (row.pk, row.state, json.dumps(to_json(answers_of(row)), sort_keys=True)) for row in Registration.objects.all()
        ),
        "cards": sorted(Card.objects.values_list("number", "state", "copies", "registration_id")),
        "receipts": sorted(OpReceipt.objects.values_list("op_id", "status", "reason", "seq")),
        "feed": sorted((row.entity_id, bytes(row.payload or b"").decode()) for row in FeedRow.objects.all()),
        "ledger": sorted(LedgerEntry.objects.values_list("serial", "fate")),
        "heads": sorted(ChainHead.objects.values_list("seq", "digest")),
        "conflicts": sorted(CardConflict.objects.values_list("first_id", "second_id")),
    }
    return json.dumps(state, sort_keys=True, default=str)


class _LineDroppedError(Exception):
    pass


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_order_repetition_and_interruption_of_batches_ends_in_the_same_state(data: st.DataObject) -> None:
    with transaction.atomic():
        twin, station = enrolled()
        first, second = registration(1), registration(2)
        card = twin.card_fact(first)
        renewed = twin.card_fact(first, supersedes=card.number)
        ops = [
            twin.registered(first), twin.op(card), twin.printed(card), twin.registered(second, code="K7F-3RA", kinds=()),
            twin.op(SeekerUpdated(replace(second, telepon="+6281299999999"), (), (), "jv")),
            twin.op(PresenceReported("nobody", "1", 1, NOW.date())), twin.op(renewed), twin.printed(renewed),
            twin.op(HelpRequested("t", "biodata", NOW)),
        ]  # fmt: skip

        def run(batches: list[tuple[list[Op], bool]]) -> str:
            with transaction.atomic():
                for batch, dropped in batches:
                    try:
                        with transaction.atomic():
                            push(station, *batch)
                            if dropped:
                                raise _LineDroppedError
                    except _LineDroppedError:
                        pass
                result = picture()
                transaction.set_rollback(True)
            return result

        reference = run([(ops, False)])
        mess = data.draw(st.lists(st.tuples(st.lists(st.sampled_from(ops), min_size=1, max_size=7), st.booleans()), max_size=8))
        drain = [([op], False) for op in ops]
        assert run([*mess, *drain]) == reference
        transaction.set_rollback(True)


def test_a_fact_sent_again_after_months_is_replayed_and_changes_nothing() -> None:
    twin, station = enrolled()
    op = twin.registered(registration())
    assert statuses(push(station, op)) == [("created", "")]
    before = picture()
    assert statuses(push(station, op, now=NOW + timedelta(days=200))) == [("replayed", "")]
    assert picture() == before


def test_a_fault_in_one_fact_holds_back_only_its_own_aggregate(monkeypatch: pytest.MonkeyPatch) -> None:
    twin, station = enrolled()
    broken, fine = registration(1), registration(2)
    ops = [twin.registered(broken), twin.op(twin.card_fact(broken)), twin.registered(fine), twin.op(HelpRequested("t", "p", NOW))]
    whole = effects.apply

    def apply(fact: Fact, op: Op, *rest: object, **named: object) -> object:
        if broken.registration_id in fact.aggregate:
            Registration.objects.create(pk="half a write", station=station, registered_at=NOW, received_at=NOW, answers_seq=1)
            raise ZeroDivisionError
        return whole(fact, op, *rest, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("siker.ingest.services.apply", apply)
        assert statuses(push(station, *ops)) == [("retry", "fault"), ("retry", "waits"), ("created", ""), ("created", "")]
    assert not Registration.objects.filter(pk="half a write").exists()
    assert status_of(ops[0].op_id).status is OpStatus.RETRY
    assert statuses(push(station, *ops)) == [("created", ""), ("created", ""), ("replayed", ""), ("replayed", "")]


class TestOneValidCardPerPerson:
    def test_the_first_card_stays_valid_and_the_second_waits_for_an_officer(self) -> None:
        (one, station_one), (two, station_two) = enrolled("A"), enrolled("B")
        here, there = registration(person=nik(7)), registration(person=nik(7))
        first, second = one.card_fact(here), two.card_fact(there)
        push(station_one, one.registered(here), one.op(first))
        results = push(station_two, two.registered(there), two.op(second))
        assert statuses(results) == [("created", ""), ("parked", "second_card")]
        assert Card.objects.get(pk=first.number).state == Ak1State.VALID
        assert Card.objects.get(pk=second.number).state == Ak1State.CONFLICT
        told = {row.entity_id: msgspec.json.decode(bytes(row.payload or b"")) for row in FeedRow.objects.all()}
        assert told[here.registration_id]["card_state"] == "valid"
        assert told[there.registration_id]["card_state"] == "conflict"

    @pytest.mark.parametrize(
        ("resolution", "states"),
        [
            (Resolution.KEEP_FIRST, (Ak1State.VALID, Ak1State.WITHDRAWN)),
            (Resolution.KEEP_SECOND, (Ak1State.WITHDRAWN, Ak1State.VALID)),
            (Resolution.RENEWAL, (Ak1State.SUPERSEDED, Ak1State.VALID)),
        ],
    )
    def test_an_officer_settles_it_and_both_stations_hear(
        self, resolution: Resolution, states: tuple[Ak1State, Ak1State]
    ) -> None:
        (one, station_one), (two, station_two) = enrolled("A"), enrolled("B")
        here, there = registration(person=nik(7)), registration(person=nik(7))
        first, second = one.card_fact(here), two.card_fact(there)
        push(station_one, one.registered(here), one.op(first))
        push(station_two, two.registered(there), two.op(second))
        before = max(FeedRow.objects.values_list("rev", flat=True))
        user = officer()
        conflict = desk.resolve(CardConflict.objects.get().pk, resolution, "", user, NOW)
        assert (Card.objects.get(pk=first.number).state, Card.objects.get(pk=second.number).state) == states
        assert FeedRow.objects.filter(rev__gt=before, entity_id__in=[here.registration_id, there.registration_id]).count() == 2
        assert OpReceipt.objects.filter(status="parked").count() == 0
        with pytest.raises(desk.AlreadyDecidedError):
            desk.resolve(conflict.pk, resolution, "", user, NOW)

    def test_a_renewal_that_names_its_predecessor_supersedes_it(self) -> None:
        twin, station = enrolled()
        who = registration()
        old = twin.card_fact(who)
        new = twin.card_fact(who, supersedes=old.number)
        assert statuses(push(station, twin.registered(who), twin.op(old), twin.op(new)))[-1] == ("created", "")
        assert Card.objects.get(pk=old.number).state == Ak1State.SUPERSEDED
        assert lookup.find_person(who.biodata.nik, station, NOW).card_number == new.number

    def test_naming_another_persons_card_supersedes_nothing(self) -> None:
        twin, station = enrolled()
        mine, yours = registration(1), registration(2)
        card = twin.card_fact(yours)
        stolen = twin.card_fact(mine, supersedes=card.number)
        push(station, twin.registered(yours), twin.op(card), twin.registered(mine), twin.op(stolen))
        assert Card.objects.get(pk=card.number).state == Ak1State.VALID

    def test_an_expired_card_gives_way_by_itself(self) -> None:
        twin, station = enrolled()
        who = registration()
        old = twin.card_fact(who, issued=NOW.date() - timedelta(days=800))
        new = twin.card_fact(who)
        assert statuses(push(station, twin.registered(who), twin.op(old), twin.op(new)))[-1] == ("created", "")
        assert Card.objects.get(pk=old.number).state == Ak1State.SUPERSEDED

    def test_the_database_itself_refuses_a_second_valid_card(self) -> None:
        from django.db import IntegrityError

        (one, station_one), (two, station_two) = enrolled("A"), enrolled("B")
        here, there = registration(person=nik(7)), registration(person=nik(7))
        push(station_one, one.registered(here), one.op(one.card_fact(here)))
        push(station_two, two.registered(there), two.op(two.card_fact(there)))
        with pytest.raises(IntegrityError), transaction.atomic():
            Card.objects.filter(state=Ak1State.CONFLICT).update(state=Ak1State.VALID)


class TestParked:
    def test_a_number_already_taken(self) -> None:
        (one, station_one), (two, station_two) = enrolled("A"), enrolled("B")
        here, there = registration(1), registration(2)
        card = one.card_fact(here)
        push(station_one, one.registered(here), one.op(card))
        copied = replace(card, registration_id=there.registration_id, nik=there.biodata.nik)
        assert statuses(push(station_two, two.registered(there), two.op(copied)))[-1] == ("parked", "number_taken")
        assert Card.objects.count() == 1

    @pytest.mark.parametrize(
        "change", [{"serial": 900_001, "number": "3374231126900001"}, {"number": "3374231126999999"}, {"lease_id": "ls_other"}]
    )
    def test_a_number_outside_the_leases_waits_until_an_officer_vouches(self, change: dict[str, object]) -> None:
        twin, station = enrolled()
        who = registration()
        card = replace(twin.card_fact(who), **change)  # type: ignore[arg-type]
        ops = [twin.registered(who), twin.op(card)]
        assert statuses(push(station, *ops))[-1] == ("parked", "no_outside_lease")
        assert Card.objects.count() == 0
        assert vouch(ops[1].op_id, officer(), NOW) is None
        assert Card.objects.get().state == Ak1State.VALID
        assert status_of(ops[1].op_id).reason == ""

    def test_a_revoked_stations_facts_are_kept_for_an_officer(self) -> None:
        twin, station = enrolled()
        who = registration()
        fleet.revoke(station.pk, "dicuri", SYSTEM, NOW)
        station.refresh_from_db()
        ops = [twin.registered(who), twin.op(twin.card_fact(who))]
        assert statuses(push(station, *ops)) == [("parked", "device_revoked"), ("parked", "device_revoked")]
        user = officer()
        assert vouch(ops[0].op_id, user, NOW) is None
        assert vouch(ops[1].op_id, user, NOW) is None
        assert Card.objects.get().registration_id == who.registration_id

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda body: body.pop("registration"),
            lambda body: body.update(language=7),
            lambda body: body.update(language="x" * 50),
            lambda body: body["registration"]["biodata"].update(nik="12"),
            lambda body: body["registration"].update(registration_id="another"),
            lambda body: body.update(queue_code="nul\x00"),
        ],
    )
    def test_a_malformed_body_is_kept_as_it_came(self, spoil) -> None:  # type: ignore[no-untyped-def]
        twin, station = enrolled()
        op = twin.registered(registration())
        body = json.loads(json.dumps(op.body))
        spoil(body)
        bad = msgspec.structs.replace(op, body=body, sig="")
        bad = msgspec.structs.replace(bad, sig=twin.key.sign(bad.signed_bytes()))
        assert statuses(push(station, bad)) == [("parked", "malformed_body")]
        receipt = OpReceipt.objects.get()
        assert json.loads(vault.unseal(receipt.sealed, f"op/{receipt.pk}"))["body"] == body

    def test_a_type_learned_by_an_upgrade_is_replayed_with_its_followers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        twin, station = enrolled()
        who = registration()
        ops = [twin.registered(who), twin.op(twin.card_fact(who))]
        with monkeypatch.context() as older:
            older.delitem(CATALOGUE, "seeker.registered")
            assert statuses(push(station, *ops)) == [("parked", "unknown_type"), ("parked", "unknown_registration")]
            call_command("replay_parked", verbosity=0)
            assert OpReceipt.objects.filter(status="parked").count() == 2
        call_command("replay_parked", verbosity=0)
        assert OpReceipt.objects.filter(status="parked").count() == 0
        assert Card.objects.count() == 1

    def test_older_answers_replayed_late_do_not_overwrite_newer_ones(self, monkeypatch: pytest.MonkeyPatch) -> None:
        twin, station = enrolled()
        who = registration()
        push(station, twin.registered(who))
        late = twin.op(SeekerUpdated(replace(who, telepon="+6281211111111"), (), (), "id"))
        newest = twin.registered(replace(who, telepon="+6281222222222"))
        with monkeypatch.context() as older:
            older.delitem(CATALOGUE, "seeker.updated")
            push(station, late, newest)
        call_command("replay_parked", verbosity=0)
        row = Registration.objects.get()
        assert answers_of(row).telepon == "+6281222222222"
        assert row.versions.count() == 3

    def test_closing_keeps_the_bytes(self) -> None:
        twin, station = enrolled()
        op = twin.op(PresenceReported("nobody", "1", 1, NOW.date()))
        push(station, op)
        close_parked(op.op_id, "sudah dicek", officer(), NOW)
        assert status_of(op.op_id).status is OpStatus.REPLAYED
        assert bytes(OpReceipt.objects.get().sealed)


class TestEvidenceSetAside:
    def test_conflicting_content_is_kept_once_however_often_it_comes(self) -> None:
        twin, station = enrolled()
        op = twin.op(HelpRequested("t", "p", NOW))
        push(station, op)
        other = msgspec.structs.replace(op, body={**op.body, "page": "q"})
        for _ in range(3):
            assert statuses(push(station, other)) == [("conflict", "op_conflict")]
        assert StrayOp.objects.get().reason == "op_conflict"

    def test_a_clone_is_found_and_both_histories_are_kept(self) -> None:
        twin, station = enrolled()
        clone = StationTwin(twin.device, twin.code, twin.key, leases=twin.leases)
        who, other = registration(1), registration(2)
        push(station, twin.registered(who))
        assert statuses(push(station, clone.registered(other))) == [("conflict", "device_forked")]
        station.refresh_from_db()
        assert station.state == "forked"
        assert leases.open_leases(station) == []
        assert StrayOp.objects.get().reason == "device_forked"
        assert statuses(push(station, twin.op(twin.card_fact(who)))) == [("created", "")]


def test_every_leased_number_gets_a_fate() -> None:
    twin, station = enrolled()
    who = registration()
    card = twin.card_fact(who)
    push(station, twin.registered(who), twin.op(card))
    fleet.revoke(station.pk, "selesai", SYSTEM, NOW)
    lease = twin.leases[0]
    fates = dict(LedgerEntry.objects.values_list("serial", "fate"))
    assert set(fates) == set(range(lease.lo, lease.hi + 1))
    assert fates.pop(card.serial) == "used"
    assert set(fates.values()) == {"returned"}


def test_prints_count_copies_only_when_paper_may_have_come_out() -> None:
    twin, station = enrolled()
    who = registration()
    card = twin.card_fact(who)
    push(station, twin.registered(who), twin.op(card))
    push(
        station,
        twin.op(DocumentPrinted(who.registration_id, DocumentKind.AK1, card.number, 1, PrintOutcome.FAILED, NOW, "paper_out")),
    )
    assert Card.objects.get().copies == 0
    push(station, twin.op(DocumentPrinted(who.registration_id, DocumentKind.AK1, card.number, 2, PrintOutcome.SENT, NOW)))
    assert Card.objects.get().copies == 2


def test_the_journal_can_only_grow() -> None:
    from django.db import DatabaseError, connection

    enrolled()
    entry = Entry.objects.first()
    assert entry is not None
    with pytest.raises(AppendOnlyError):
        entry.save()
    with pytest.raises(AppendOnlyError):
        Entry.objects.all().delete()
    for statement in ("UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_changed_person_data_must_be_believed_anew_but_a_new_phone_number_need_not() -> None:
    twin, station = enrolled()
    who = registration()
    push(station, twin.registered(who))
    assert Registration.objects.get().state == "verified"
    push(station, twin.op(SeekerUpdated(replace(who, telepon="+6281233333333"), (), (), "id")))
    assert Registration.objects.get().state == "verified"
    renamed = replace(who, biodata=replace(who.biodata, nama="Contoh Berganti"))
    push(station, twin.op(SeekerUpdated(renamed, (), (), "id")))
    assert Registration.objects.get().state == "awaiting"
