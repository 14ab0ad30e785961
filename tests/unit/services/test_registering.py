"""What happens to a person's registration at the station: cards, proofs, renewals, and never a second card in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from devices.receipt.port import FailReason, PrintResult
from domain.ak1 import Ak1State, parse_card_code
from domain.consent import Purpose
from domain.facts import PrintOutcome
from domain.nik import Nik
from domain.problems import Problem
from domain.seeker import Disability
from kiosk.services.registering import CardToPrint, ProofToPrint
from kiosk.store.errors import IssuingRefusedError
from sync.ports import Condition
from sync.wire.keys import verify
from sync.wire.messages import LookupAnswer, RegistrationStatus, StationPolicy

from .conftest import GENUINE, START, MakeStation, Station, ask, draft

NIK = Nik("3374994101900001")


def _card(station: Station, **more: object) -> CardToPrint:
    job = station.registering.register(ask(GENUINE, **more), None)  # type: ignore[arg-type]
    assert isinstance(job, CardToPrint)
    return job


def _facts(station: Station) -> list[str]:
    ops = station.delivery.next_ops("dev_test", 100, 1 << 20)
    import json

    return [json.loads(op.content)["type"] for op in ops]


def test_a_genuine_card_gives_an_ak1_valid_two_years_with_a_signed_code(station: Station) -> None:
    card = _card(station).card
    assert card.number == "3374231126000001"
    assert card.valid_until == date(2028, 11, 23)
    assert [f"{day:%d%m%y}" for day in card.report_due] == ["230527", "231127", "230528"]
    parsed = parse_card_code(card.verify_url.rsplit("/v/", 1)[1])
    assert parsed is not None
    claim, signature = parsed
    assert (claim.number, claim.station) == (card.number, "S01")
    assert verify(station.key.public_text(), claim.signed_bytes(), signature)
    assert _facts(station) == ["seeker.registered", "ak1.issued"]


def test_a_typed_nik_waits_for_an_officer_and_uses_no_number(station: Station) -> None:
    job = station.registering.register(ask(), None)
    assert isinstance(job, ProofToPrint)
    assert len(job.queue_code) == 7
    with station.vault.read() as reader:
        assert reader.leases_left(date(2026, 11, 23)) == 200
    assert _facts(station) == ["seeker.registered"]


def test_the_office_may_let_a_typed_nik_print_at_once(make_station: MakeStation) -> None:
    station = make_station(policy=StationPolicy(self_service_level=0))
    assert isinstance(station.registering.register(ask(), None), CardToPrint)


def test_after_the_officers_yes_the_next_visit_prints_the_first_card(station: Station) -> None:
    proof = station.registering.register(ask(), None)
    assert isinstance(proof, ProofToPrint)
    station.delivery.apply_statuses(
        [(1, RegistrationStatus(registration_id=proof.registration.registration_id, state="verified"))], station.wall.at
    )
    known = station.known(NIK)
    assert (known.state, known.card_number, known.queue_code) == ("verified", "", proof.queue_code)
    job = station.registering.print_known(known, ())
    assert isinstance(job, CardToPrint)
    again = station.registering.print_known(station.known(NIK), ())
    assert isinstance(again, CardToPrint)
    assert again.card.number == job.card.number


def test_a_second_registration_of_the_same_person_finds_the_first_card(station: Station) -> None:
    _card(station)
    assert station.known(NIK).card_state is Ak1State.VALID
    assert station.registering.register(ask(GENUINE), None) == Problem("already_has_card")
    assert _facts(station) == ["seeker.registered", "ak1.issued"]


def test_an_expired_card_is_renewed_under_a_new_number_that_supersedes_it(station: Station) -> None:
    first = _card(station).card
    station.wall.forward(days=3 * 365)
    from sync.wire.messages import Lease

    station.delivery.store_lease(Lease(lease_id="l-2", lo=900, hi=950, not_after=date(2031, 1, 1)), station.wall.at)
    known = station.known(NIK)
    assert known.card_state is Ak1State.EXPIRED
    job = station.registering.register(ask(GENUINE, known=known, renew=True), None)
    assert isinstance(job, CardToPrint)
    assert job.card.supersedes == first.number
    assert station.known(NIK).card_number == job.card.number
    with station.vault.read() as reader:
        old = reader.card(first.number)
        assert old is not None
        assert old.state is Ak1State.SUPERSEDED


def test_without_numbers_the_person_is_registered_and_gets_a_proof(make_station: MakeStation) -> None:
    station = make_station(serials=0)
    job = station.registering.register(ask(GENUINE), None)
    assert isinstance(job, ProofToPrint)
    assert job.queue_code
    assert station.known(NIK).state == "verified"
    assert station.registering.print_known(station.known(NIK), ()) == Problem("no_numbers")


def test_who_was_hired_by_mistake_is_asked_to_report_again(station: Station) -> None:
    assert isinstance(station.registering.register(ask(GENUINE), None), CardToPrint)
    who = station.known(NIK).registration.registration_id

    def told(rev: int, placed_on: date | None) -> date | None:
        status = RegistrationStatus(registration_id=who, state="verified", placed_on=placed_on)
        station.delivery.apply_statuses([(rev, status)], station.wall.at)
        return station.known(NIK).placed_on

    assert (told(5, date(2026, 11, 23)), told(6, None), told(5, date(2026, 11, 23))) == (date(2026, 11, 23), None, None)


def test_somebody_known_only_at_siker_is_found_and_can_print_here(station: Station) -> None:
    other = draft().complete("11111111-0000-7000-8000-000000000001")
    station.siker.answer = LookupAnswer(
        state="verified", registration=other, card_number="3374010126000077", card_state=Ak1State.VALID,
        card_issued_on=date(2026, 1, 1), card_valid_until=date(2028, 1, 1), copies=1, placed_on=date(2026, 6, 2),
    )  # fmt: skip
    known = station.known(NIK)
    assert known.placed_on == date(2026, 6, 2)
    assert known.card_number == "3374010126000077"
    station.siker.answer = None
    job = station.registering.print_known(known, GENUINE)
    assert isinstance(job, CardToPrint)
    station.printing.print(job, "id", None, again=False)
    with station.vault.read() as reader:
        assert [entry.copy_no for entry in reader.prints("3374010126000077")] == [2]


def test_the_code_of_a_proof_printed_elsewhere_opens_the_record_here(station: Station) -> None:
    other = draft().complete("11111111-0000-7000-8000-000000000001")
    station.siker.answer = LookupAnswer(state="awaiting", registration=other, queue_code="CDF-346")
    assert station.known(NIK).queue_code == "CDF-346"
    station.siker.answer = None
    assert station.known(NIK).queue_code == "CDF-346", "also without network from now on"


def test_a_stranger_is_unknown_when_siker_cannot_be_asked(station: Station) -> None:
    assert station.registering.find(NIK) is None
    station.siker.answer = LookupAnswer(state="none")
    assert station.registering.find(NIK) is None


def test_minors_choices_are_withheld_until_a_guardian_decides(station: Station) -> None:
    young = draft(nik="3374990101100001", tanggal_lahir=date(2010, 1, 1), disabilitas=(Disability.FISIK,))
    asked = replace(ask(of=young), consents=((Purpose.AK1_SERVICE, True), (Purpose.SHARE_WITH_EMPLOYERS, True)))
    station.registering.register(asked, None)
    with station.vault.read() as reader:
        person = reader.find_by_nik(Nik("3374990101100001"))
    assert person is not None
    assert {item.purpose: item.granted for item in person.consents} == {
        Purpose.AK1_SERVICE: True, Purpose.SHARE_WITH_EMPLOYERS: False, Purpose.CONTACT_WHATSAPP: False,
        Purpose.DISABILITY_SUPPORT: False,
    }  # fmt: skip


def test_a_photo_is_kept_apart_and_named_by_its_digest(station: Station) -> None:
    job = station.registering.register(ask(GENUINE, of=draft(foto_sha256="held")), b"\xff\xd8jpeg\xff\xd9")
    assert isinstance(job, CardToPrint)
    assert len(job.card.registration.foto_sha256) == 64
    assert station.delivery.next_blob() is not None


def test_lapor_fills_the_row_that_is_due_and_no_other(station: Station) -> None:
    _card(station)
    assert station.registering.report_presence(station.known(NIK)) == Problem("report_not_due")
    station.wall.forward(days=170)
    assert station.registering.report_presence(station.known(NIK)) == 1
    assert _facts(station)[-1] == "presence.reported"
    assert station.known(NIK).reports == (1,)
    assert station.registering.report_presence(station.known(NIK)) == Problem("report_not_due")
    station.wall.forward(days=190)
    assert station.registering.report_presence(station.known(NIK)) == 2


def test_printing_writes_the_ledger_before_the_paper_and_tells_the_outcome(station: Station) -> None:
    job = _card(station)
    ended = station.printing.print(job, "id", None, again=False)
    assert (ended.outcome, ended.problem) == (PrintOutcome.CONFIRMED, None)
    with station.vault.read() as reader:
        (entry,) = reader.prints(job.card.number)
    assert (entry.copy_no, entry.outcome) == (1, PrintOutcome.CONFIRMED)
    assert _facts(station)[-1] == "document.printed"


def test_paper_out_fails_and_the_next_try_is_still_the_original(station: Station) -> None:
    job = _card(station)
    station.printer.fail(FailReason.NO_PAPER)
    ended = station.printing.print(job, "id", None, again=False)
    assert (ended.outcome, ended.problem) == (PrintOutcome.FAILED, Problem("printer_no_paper"))
    station.printing.print(job, "id", None, again=False)
    with station.vault.read() as reader:
        assert [entry.copy_no for entry in reader.prints(job.card.number)] == [1, 1]


def test_an_unknown_outcome_makes_the_next_paper_a_marked_copy(station: Station) -> None:
    job = _card(station)
    station.printer.outcomes.append(PrintResult(PrintOutcome.UNKNOWN, FailReason.LINK_LOST))
    ended = station.printing.print(job, "id", None, again=False)
    assert ended.outcome is PrintOutcome.UNKNOWN
    station.printing.print(job, "id", None, again=True)
    with station.vault.read() as reader:
        assert [entry.copy_no for entry in reader.prints(job.card.number)] == [1, 2]


def test_a_crash_while_printing_is_settled_as_unknown_at_the_next_start(station: Station) -> None:
    job = _card(station)
    station.printer.outcomes.append(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        station.printing.print(job, "id", None, again=False)
    assert station.printing.settle_interrupted() == 1
    assert station.printing.settle_interrupted() == 0
    station.printing.print(job, "id", None, again=False)
    with station.vault.read() as reader:
        entries = reader.prints(job.card.number)
    assert [(entry.copy_no, entry.outcome) for entry in entries] == [(1, PrintOutcome.UNKNOWN), (2, PrintOutcome.CONFIRMED)]


def test_a_copied_database_issues_nothing(station: Station) -> None:
    station.delivery.note_condition(Condition.COPIED, START)
    with pytest.raises(IssuingRefusedError):
        station.registering.register(ask(GENUINE), None)
    assert station.registering.find(NIK) is None


def test_a_later_print_carries_the_photo_of_the_first_visit(station: Station) -> None:
    from devices.camera.simulated import SimulatedCamera

    picture = SimulatedCamera().frame()
    job = station.registering.register(ask(GENUINE, of=draft(foto_sha256="held")), picture)
    assert isinstance(job, CardToPrint)
    station.printing.print(job, "id", picture, again=False)
    known = station.registering.print_known(station.known(NIK), ())
    assert isinstance(known, CardToPrint)
    station.printing.print(known, "id", None, again=False)
    first, second = station.printer.jobs
    assert len(second) > 0.95 * len(first)  # the drawn photo is a good part of the bytes
