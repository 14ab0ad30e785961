"""Applications that arrive from kiosks: none lost, none double, and whatever the order, one truth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import msgspec
import pytest
from django.db import transaction

from domain.applications import ApplicationState, NotHiredReason
from domain.cv import cv_of
from siker.accounts.models import User
from siker.ak1 import desk as ak1_desk
from siker.ak1 import lookup
from siker.ak1.models import Registration
from siker.applications.facts import cv_of_application
from siker.applications.models import Application, ApplicationEvent
from siker.audit.models import Entry
from siker.employers.models import FirmState
from siker.feed.models import FeedRow
from siker.ingest.desk import replay_unknown_types
from siker.seekers import codes
from siker.seekers.models import ClaimCode
from siker.vacancies.models import CloseReason
from sync.wire.messages import ApplicationStatus
from tests.server.siker_hiring import NOW, closed, later, made_firm, made_vacancy, submitted, withdrawn
from tests.server.siker_people import nik, registration
from tests.server.test_siker_ingest import enrolled, officer, push, statuses

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def told(application: Application | str) -> ApplicationStatus:
    """What the feed says last."""
    pk = application if isinstance(application, str) else application.pk
    row = FeedRow.objects.get(entity="application", entity_id=pk)
    return msgspec.json.decode(bytes(row.payload or b""), type=ApplicationStatus)


def test_an_application_is_kept_sealed_told_to_the_stations_and_found_at_the_next_visit() -> None:
    twin, station = enrolled()
    vacancy, person = made_vacancy(made_firm()), registration()
    fact = submitted(person, vacancy, claim="CDFGH-JKM34")
    assert statuses(push(station, twin.registered(person), twin.op(fact, NOW))) == [("created", ""), ("created", "")]
    row = Application.objects.get()
    assert (row.state, row.attempt, row.number, row.education, row.sex) == ("received", 1, fact.number, "smk", "L")
    assert person.biodata.nama.encode() not in bytes(row.sealed or b"")
    assert cv_of_application(row) == cv_of(person)
    status = told(row)
    assert (status.state, status.title, status.employer, status.number) == ("received", "Operator jahit", vacancy.employer, fact.number)
    found = lookup.find_person(person.biodata.nik, station, NOW)
    assert [item.application_id for item in found.applications] == [row.pk]
    code = ClaimCode.objects.get()
    assert code.digest == codes.digest("cdfgh jkm34")
    assert (code.expires_at - code.made_at).days == 30
    assert Entry.objects.filter(action="application_received").count() == 1


def test_the_name_and_nik_are_in_no_column_event_journal_or_feed_row() -> None:
    twin, station = enrolled()
    vacancy, person = made_vacancy(made_firm()), registration(name="Kenariwati Burungkecil")
    push(station, twin.registered(person), twin.op(submitted(person, vacancy), NOW), twin.op(withdrawn(person, vacancy), NOW))
    everything = repr([
        *Application.objects.values(), *ApplicationEvent.objects.values(), *Entry.objects.values(),
        *(bytes(row.payload or b"") for row in FeedRow.objects.all()),
    ])  # fmt: skip
    assert "Kenariwati" not in everything
    assert person.biodata.nik.value not in everything


def test_unknown_person_and_unknown_vacancy_wait_and_take_effect_when_they_are_known() -> None:
    (one, station_one), (two, station_two) = enrolled("A"), enrolled("B")
    firm, person, other = made_firm(), registration(1), registration(2)
    vacancy = made_vacancy(firm)
    assert statuses(push(station_two, two.op(submitted(person, vacancy), NOW))) == [("parked", "unknown_registration")]
    fact = submitted(other, vacancy)
    vacancy_values = {field.attname: getattr(vacancy, field.attname) for field in vacancy._meta.concrete_fields}
    vacancy.delete()
    assert statuses(push(station_one, one.registered(person), one.registered(other), one.op(fact, NOW)))[2] == ("parked", "unknown_vacancy")
    type(vacancy).objects.create(**vacancy_values)
    assert replay_unknown_types(NOW) == (2, 0)
    assert {row.state for row in Application.objects.all()} == {"received"}
    assert Application.objects.count() == 2


def test_without_consent_or_with_a_foreign_id_it_waits_for_an_officer() -> None:
    twin, station = enrolled()
    vacancy, person = made_vacancy(made_firm()), registration()
    whole = submitted(person, vacancy)
    for broken in (replace(whole, consents=()), replace(whole, application_id="x"), replace(whole, attempt=0), replace(whole, number="x" * 17)):
        assert statuses(push(station, twin.registered(person), twin.op(broken, NOW)))[1] == ("parked", "malformed_body")
    assert not Application.objects.exists()


def test_any_order_of_the_same_acts_ends_in_the_same_state() -> None:
    vacancy, person = made_vacancy(made_firm()), registration()
    twin, station = enrolled()
    push(station, twin.registered(person))
    facts = [submitted(person, vacancy, 1), withdrawn(person, vacancy, 1), submitted(person, vacancy, 2)]
    for order in permutations(range(3)):
        with transaction.atomic():
            results = []
            for place in order:
                fresh, its_station = enrolled("X")
                results += statuses(push(its_station, fresh.op(facts[place], later(place))))
            assert results == [("created", "")] * 3
            row = Application.objects.get()
            assert (row.state, row.attempt, row.number) == ("received", 2, facts[2].number)
            assert cv_of_application(row) == cv_of(person)
            assert row.events.filter(by_person=True).count() == 3
            assert told(row).state == "received"
            transaction.set_rollback(True)


def test_a_withdrawal_before_its_application_waits_for_nothing_and_wins() -> None:
    (one, station_one), (two, station_two) = enrolled("A"), enrolled("B")
    vacancy, person = made_vacancy(made_firm()), registration()
    push(station_one, one.registered(person))
    push(station_two, two.op(withdrawn(person, vacancy), NOW))
    assert (Application.objects.get().state, told(Application.objects.get()).number) == ("withdrawn", "")
    fact = submitted(person, vacancy)
    push(station_one, one.op(fact, NOW))
    row = Application.objects.get()
    assert (row.state, row.number) == ("withdrawn", fact.number)
    assert list(row.events.values_list("state", "took_effect")) == [("withdrawn", True), ("received", False)]


class TestOnePersonTwoRegistrations:
    def test_the_second_joins_the_first_and_both_are_told_the_same(self) -> None:
        (one, station_one), (two, station_two) = enrolled("A"), enrolled("B")
        vacancy = made_vacancy(made_firm())
        here, there = registration(person=nik(7)), registration(person=nik(7))
        push(station_one, one.registered(here), one.op(submitted(here, vacancy), later(1)))
        assert statuses(push(station_two, two.registered(there), two.op(submitted(there, vacancy), later(2))))[1] == ("created", "")
        leader, double = Application.objects.get(same_as=None), Application.objects.exclude(same_as=None).get()
        assert double.same_as == leader
        assert told(double).same_as == leader.pk
        assert cv_of_application(double) is not None
        push(station_two, two.op(withdrawn(there, vacancy), later(3)))
        assert told(leader).state == told(double).state == "withdrawn"
        assert len(lookup.find_person(here.biodata.nik, station_one, NOW).applications) == 2

    def test_the_later_word_counts_in_whatever_order_the_machines_speak(self) -> None:
        vacancy = made_vacancy(made_firm())
        here, there = registration(person=nik(7)), registration(person=nik(7))
        acts = [(submitted(here, vacancy), 1.0), (withdrawn(here, vacancy), 2.0), (submitted(there, vacancy), 3.0)]
        ends = set()
        for order in permutations(range(3)):
            with transaction.atomic():
                twin, station = enrolled("R")
                push(station, twin.registered(here), twin.registered(there))
                for place in order:
                    fresh, its_station = enrolled("X")
                    push(its_station, fresh.op(acts[place][0], later(acts[place][1])))
                ends.add(frozenset(Application.objects.values_list("state", flat=True)))
                transaction.set_rollback(True)
        assert ends == {frozenset({"received"})}


def test_a_corrected_nik_moves_the_application_to_the_person_it_belongs_to() -> None:
    (one, station_one), (two, station_two) = enrolled("A"), enrolled("B")
    vacancy = made_vacancy(made_firm())
    right, wrong = registration(1), registration(2)
    push(station_one, one.registered(right), one.op(submitted(right, vacancy), NOW))
    push(station_two, two.registered(wrong), two.op(submitted(wrong, vacancy), NOW))
    assert Application.objects.filter(same_as=None).count() == 2
    mended = replace(wrong, biodata=replace(wrong.biodata, nik=right.biodata.nik))
    ak1_desk.correct(wrong.registration_id, mended, officer(), NOW)
    leader, double = Application.objects.get(same_as=None), Application.objects.exclude(same_as=None).get()
    assert (leader.registration_id, told(double).same_as) == (right.registration_id, leader.pk)
    ak1_desk.correct(wrong.registration_id, wrong, User.objects.get(), NOW)
    assert Application.objects.filter(same_as=None).count() == 2
    assert told(double).same_as == ""


def test_a_person_whose_data_was_erased_is_not_written_about_again() -> None:
    twin, station = enrolled()
    vacancy, person = made_vacancy(made_firm()), registration()
    push(station, twin.registered(person))
    row = Registration.objects.get()
    row.sealed = b""
    row.save()
    assert statuses(push(station, twin.op(submitted(person, vacancy), NOW))) == [("parked", "unknown_registration")]
    assert not Application.objects.exists()


class TestAClosedVacancy:
    @pytest.mark.parametrize(
        ("reason", "made", "state", "why"),
        [
            (CloseReason.EMPLOYER, 0, ApplicationState.NOT_HIRED, NotHiredReason.VACANCY_CLOSED),
            (CloseReason.FILLED, 0, ApplicationState.NOT_HIRED, NotHiredReason.VACANCY_CLOSED),
            (CloseReason.FIRM_GONE, 0, ApplicationState.NOT_HIRED, NotHiredReason.FIRM_GONE),
            (CloseReason.EXPIRED, 0, ApplicationState.RECEIVED, ""),
            (CloseReason.EXPIRED, 24 * 3, ApplicationState.NOT_HIRED, NotHiredReason.VACANCY_CLOSED),
        ],
    )
    def test_what_becomes_of_an_application_that_was_offline(
        self, reason: CloseReason, made: float, state: ApplicationState, why: str
    ) -> None:
        twin, station = enrolled()
        vacancy = closed(made_vacancy(made_firm(), until=date(2026, 11, 24)), reason)
        person = registration()
        push(station, twin.registered(person), twin.op(submitted(person, vacancy, at=later(made)), later(made)), now=later(24 * 9))
        row = Application.objects.get()
        assert (row.state, row.reason) == (state, why)
        assert (told(row).state, told(row).reason) == (state, why)

    def test_a_firm_that_left_is_said_so(self) -> None:
        twin, station = enrolled()
        vacancy = made_vacancy(made_firm(state=FirmState.CLOSED))
        person = registration()
        push(station, twin.registered(person), twin.op(submitted(person, vacancy), NOW))
        assert Application.objects.get().reason == NotHiredReason.FIRM_GONE
