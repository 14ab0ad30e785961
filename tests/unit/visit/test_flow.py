"""The visit's flow, edge by edge: what a person does, where it leads, and what never gets lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.ak1 import Ak1State
from domain.consent import Purpose
from domain.facts import PrintOutcome
from domain.identity import Evidence, EvidenceKind
from domain.ktp import KtpRecord
from domain.problems import Problem
from domain.seeker import Draft, VisitPurpose, draft_of
from domain.visit import events as ev
from domain.visit.flow import EDGES, Edge, edge_for, reduce
from domain.visit.pages import BUSY_PAGES, QUIET_PAGES, Overlay, Page
from domain.visit.state import VisitState
from tests.unit.visit import jobs_walks
from tests.unit.visit.rights_walks import RIGHTS_EVENTS, RIGHTS_SCRIPTS

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
ISSUED = date(2026, 6, 1)  # the first report is due on 1 December 2026
NIK = "3374994101900001"
RECORD = KtpRecord(
    nik=NIK, nama="SITI CONTOH", tempat_lahir="SEMARANG", tanggal_lahir="01-01-1990", jenis_kelamin="PEREMPUAN",
    alamat="JL. CONTOH 1", rt="001", rw="002", kel_desa="MIROTO", kecamatan="SEMARANG TENGAH", kab_kota="KOTA SEMARANG",
    provinsi="JAWA TENGAH", agama="ISLAM", status_perkawinan="CERAI MATI",
)  # fmt: skip
GENUINE = tuple(
    Evidence(kind, True, "bridge", "test", AT)
    for kind in (EvidenceKind.CARD_PRESENT, EvidenceKind.CARD_AUTH, EvidenceKind.DS_VALID, EvidenceKind.FINGER_MATCH)
)
PRESENCE = (Evidence(EvidenceKind.CARD_PRESENT, True, "pcsc", "test", AT),)

DOOR: list[ev.Event] = [ev.Started(), ev.PurposeChosen(VisitPurpose.SEEK_WORK), ev.Next(), ev.Next()]
TYPED: list[ev.Event] = [ev.TypeInstead(), ev.TextAnswered(NIK)]
BIODATA: list[ev.Event] = [
    ev.TextAnswered("Siti Contoh"), ev.TextAnswered("Semarang"), ev.TextAnswered("01-01-1990"), ev.ChoiceAnswered("P"),
    ev.AddressAnswered("Jl. Contoh 1", "1", "2", "Miroto", "Semarang Tengah", "Kota Semarang", "Jawa Tengah"), ev.Next(),
]  # fmt: skip
FORM: list[ev.Event] = [
    ev.TextAnswered("0812 3456 7890"), ev.Skipped(), ev.ChoiceAnswered("kawin"), ev.ChoiceAnswered("islam"),
    ev.ChoiceAnswered("yes"), ev.EducationAdded("sma", "SMA Contoh", "IPA", "2008"), ev.Next(), ev.ManyAnswered(("Menjahit",)),
    ev.ManyAnswered(("Jawa",)), ev.ExperienceAdded("Toko Contoh", "Kasir", "2010", "2012"), ev.Next(),
    ev.WishedJobAdded("jahit", "8153", "Operator mesin jahit"), ev.Next(), ev.ChoiceAnswered("kota_semarang"),
    ev.TextAnswered("3.500.000"), ev.ChoiceAnswered("not_working"), ev.Skipped(), ev.PhotoTaken("sha256:x"), ev.Next(),
]  # fmt: skip
AT_REVIEW = [*DOOR, *TYPED, ev.PersonUnknown(), *BIODATA, *FORM]


def walk(*steps: ev.Event | list[ev.Event], start: VisitState | None = None) -> VisitState:
    """The state after all steps."""
    return trace(*steps, start=start)[0]


def trace(*steps: ev.Event | list[ev.Event], start: VisitState | None = None) -> tuple[VisitState, list[Edge], list[ev.Effect]]:
    state, edges, effects = start or VisitState(), [], []
    for step in steps:
        for event in step if isinstance(step, list) else [step]:
            edge = edge_for(state, event, TODAY)
            if edge is not None:
                edges.append(edge)
            state, new = reduce(state, event, TODAY)
            effects += new
    return state, edges, effects


def _person(
    state: str = "issued", card_state: Ak1State | None = Ak1State.VALID, until: date = date(2028, 1, 1)
) -> ev.KnownPerson:
    registration = walk(AT_REVIEW).draft.complete("r-1")
    assert registration is not None
    with_card = card_state is not None
    return ev.KnownPerson(
        registration, state, queue_code="CDF-346", card_number="3374231126000001" if with_card else "", card_state=card_state,
        card_issued_on=ISSUED if with_card else None, card_valid_until=until if with_card else None,
    )  # fmt: skip


def test_a_typed_visit_asks_everything_once_and_registers() -> None:
    state, _, effects = trace(AT_REVIEW, ev.Confirmed())
    assert state.page is Page.ISSUING
    register = next(item for item in effects if isinstance(item, ev.Register))
    registration = register.draft.complete("r-1")
    assert registration is not None
    assert registration.biodata.nama == "Siti Contoh"
    assert registration.telepon == "+6281234567890"
    assert registration.upah_diinginkan == 3_500_000
    assert registration.domisili == registration.biodata.alamat
    assert dict(register.consents) == {Purpose.AK1_SERVICE: True}


def test_sharing_is_never_granted_unless_ticked() -> None:
    at_consent = walk(DOOR[:3])
    assert at_consent.page is Page.CONSENT
    assert not at_consent.granted(Purpose.SHARE_WITH_EMPLOYERS)
    ticked = walk(ev.ConsentSet(Purpose.SHARE_WITH_EMPLOYERS, granted=True), start=at_consent)
    assert ticked.granted(Purpose.SHARE_WITH_EMPLOYERS)
    assert not ticked.granted(Purpose.CONTACT_WHATSAPP)
    assert not walk(ev.ConsentSet(Purpose.AK1_SERVICE, granted=False), start=at_consent).granted(Purpose.SHARE_WITH_EMPLOYERS)


def test_a_genuine_card_fills_the_biodata_and_is_not_asked_again() -> None:
    state = walk(ev.CardInserted(), DOOR)
    assert state.page is Page.CARD_READING
    state = walk(ev.CardProgress("finger"), ev.CardRead(RECORD, GENUINE), ev.PersonUnknown(), start=state)
    assert state.page is Page.BIODATA
    assert state.draft.nama == "SITI CONTOH"
    assert state.draft.status_perkawinan is not None
    assert state.draft.status_perkawinan.value == "janda"
    assert walk(ev.Edit(Page.NAME), start=state).page is Page.BIODATA  # what a genuine card told is not changed by touch


def test_a_card_without_a_record_leads_to_typing_with_the_evidence_kept() -> None:
    state = walk(DOOR, ev.CardInserted(), ev.CardRead(None, PRESENCE))
    assert state.page is Page.NIK
    assert state.assurance.label == "1 KARTU_HADIR"


def test_a_childs_card_leads_back_with_the_reason() -> None:
    state = walk(DOOR, ev.CardInserted(), ev.CardRead(replace(RECORD, tanggal_lahir="01-01-2020"), GENUINE))
    assert state.page is Page.IDENTITY
    assert state.problem is not None
    assert state.problem.code == "birth_date_too_young"


@pytest.mark.parametrize(
    "event", [ev.CardRemoved(), ev.CardFailed(Problem("card_read_card_mute")), ev.DeviceFault("reader", Problem("card_read_service_down"))]
)
def test_a_failed_read_offers_trying_again_and_typing(event: ev.Event) -> None:
    state = walk(DOOR, ev.CardInserted(), event)
    assert state.page is Page.IDENTITY
    assert state.problem is not None
    assert walk(ev.TypeInstead(), start=state).page is Page.NIK
    assert walk(ev.CardInserted(), start=state).page is Page.CARD_READING


def test_wrong_text_stays_on_the_page_with_its_problem_and_the_next_try_mends_it() -> None:
    state = walk(DOOR, ev.TypeInstead(), ev.TextAnswered("3374"))
    assert (state.page, state.problem and state.problem.code) == (Page.NIK, "nik_too_short")
    assert walk(ev.TextAnswered(NIK), start=state).problem is None


def test_back_keeps_answers_and_unfinished_text() -> None:
    state = walk(DOOR, TYPED, ev.PersonUnknown(), BIODATA[:1], ev.Back("Semar"))
    assert state.page is Page.NAME
    assert state.draft.nama == "Siti Contoh"
    assert state.kept_text(Page.BIRTH_PLACE) == "Semar"


def test_back_from_every_page_of_the_way_leads_to_the_page_before() -> None:
    state = walk(AT_REVIEW)
    seen = [state.page]
    while state.page is not Page.PURPOSE:
        before = state
        state = walk(ev.Back(), start=state)
        assert state.draft == before.draft
        seen.append(state.page)
    assert len(seen) == len(set(seen))
    assert walk(ev.Back(), start=state) == VisitState()


def test_changing_one_answer_returns_to_the_review() -> None:
    state = walk(AT_REVIEW, ev.Edit(Page.PHONE))
    assert state.page is Page.PHONE
    assert walk(ev.TextAnswered("081111111111"), start=state).page is Page.REVIEW
    assert walk(ev.Back(), start=state).page is Page.REVIEW


def test_saying_the_domicile_differs_asks_for_it_even_from_the_review() -> None:
    state = walk(AT_REVIEW, ev.Edit(Page.DOMICILE_SAME), ev.ChoiceAnswered("no"))
    assert state.page is Page.DOMICILE
    state = walk(ev.AddressAnswered("Jl. Lain 2", "", "", "Mlatiharjo", "Semarang Timur"), start=state)
    assert state.page is Page.REVIEW


def test_a_known_person_must_show_who_they_are_before_anything_is_shown() -> None:
    state = walk(DOOR, TYPED, ev.PersonKnown(_person()))
    assert state.page is Page.KNOWN_CHECK
    for left in (2, 1, 0):
        state = walk(ev.TextAnswered("081234567890"), start=state)  # relatives know the phone number, too
        assert state.page is Page.KNOWN_CHECK
        assert state.problem is not None
        assert state.problem.params["left"] == left
    assert walk(ev.TextAnswered("cdf346"), start=state).page is Page.KNOWN_CHECK  # locked, even with the right code
    fresh = walk(DOOR, TYPED, ev.PersonKnown(_person()))
    assert walk(ev.TextAnswered("cdf 346"), start=fresh).page is Page.EXISTING_CARD
    assert walk(ev.TextAnswered("3374 231126 000001"), start=fresh).page is Page.EXISTING_CARD


def test_a_genuine_card_answers_the_question_too() -> None:
    asked = walk(DOOR, TYPED, ev.PersonKnown(_person()))
    state = walk(ev.CardInserted(), ev.CardRead(RECORD, GENUINE), ev.PersonKnown(_person()), start=asked)
    assert state.page is Page.EXISTING_CARD


def test_wrong_answers_are_remembered_beyond_the_visit() -> None:
    _, _, effects = trace(DOOR, TYPED, ev.PersonKnown(_person()), ev.TextAnswered("x"))
    assert [item.nik.value for item in effects if isinstance(item, ev.NoteFailedCheck)] == [NIK]
    locked = walk(DOOR, TYPED, ev.PersonKnown(_person(), tries=3))
    assert walk(ev.TextAnswered("CDF-346"), start=locked).page is Page.KNOWN_CHECK


def test_a_genuine_card_shows_the_existing_ak1_at_once_and_offers_what_fits() -> None:
    door = walk(DOOR, ev.CardInserted(), ev.CardRead(RECORD, GENUINE))
    valid = walk(ev.PersonKnown(_person()), start=door)
    assert valid.page is Page.EXISTING_CARD
    assert walk(ev.RenewAsked(), start=valid).page is Page.EXISTING_CARD  # not before its time
    assert walk(ev.ReprintAsked(), start=valid).page is Page.ISSUING
    old = walk(ev.PersonKnown(_person(card_state=Ak1State.EXPIRED, until=date(2026, 1, 1))), start=door)
    assert walk(ev.ReprintAsked(), start=old).page is Page.EXISTING_CARD
    renewing = walk(ev.RenewAsked(), start=old)
    assert renewing.page is Page.REVIEW
    _, _, effects = trace(ev.Confirmed(), start=renewing)
    assert any(isinstance(item, ev.Register) and item.renew for item in effects)


def test_a_verified_registration_prints_its_first_card() -> None:
    state, _, effects = trace(
        DOOR, TYPED, ev.PersonKnown(_person("verified", None)), ev.TextAnswered("CDF-346"), ev.ReprintAsked()
    )
    assert state.page is Page.ISSUING
    assert any(isinstance(item, ev.PrintKnown) for item in effects)


def test_lapor_is_offered_only_when_a_row_is_due() -> None:
    done = replace(_person(), reports=(1,))
    early = replace(_person(), card_issued_on=date(2026, 11, 1))
    for person in (done, early):
        state = walk(DOOR, TYPED, ev.PersonKnown(person), ev.TextAnswered("CDF-346"))
        assert trace(ev.PresenceAsked(), start=state)[2] == []


def test_lapor_is_one_touch_once() -> None:
    state, _, effects = trace(DOOR, TYPED, ev.PersonKnown(_person()), ev.TextAnswered("CDF-346"), ev.PresenceAsked())
    assert sum(isinstance(item, ev.ReportPresence) for item in effects) == 1
    state = walk(ev.PresenceRecorded(1), start=state)
    assert state.presence_row == 1
    assert trace(ev.PresenceAsked(), start=state)[2] == []


def test_printing_honestly() -> None:
    printing = walk(AT_REVIEW, ev.Confirmed(), ev.CardIssued("3374231126000001", date(2028, 11, 23), ()))
    assert printing.page is Page.PRINTING
    confirmed = walk(ev.PrintEnded(PrintOutcome.CONFIRMED), start=printing)
    assert confirmed.page is Page.TAKE_PAPER
    assert walk(ev.PaperMissing(), start=confirmed).page is Page.TAKE_PAPER
    sent = walk(ev.PrintEnded(PrintOutcome.SENT), ev.PaperMissing(), start=printing)
    assert sent.page is Page.PRINT_TROUBLE
    _, _, effects = trace(ev.PrintRetryAsked(), start=sent)
    assert [item.again for item in effects if isinstance(item, ev.PrintDocument)] == [True]
    failed = walk(ev.PrintEnded(PrintOutcome.FAILED, Problem("printer_no_paper")), start=printing)
    assert walk(ev.PaperTaken(), start=failed).page is Page.PRINT_TROUBLE
    _, _, effects = trace(ev.PrintRetryAsked(), start=failed)
    assert [item.again for item in effects if isinstance(item, ev.PrintDocument)] == [False]
    assert walk(ev.FinishWithoutPaper(), start=failed).page is Page.END


def test_idle_warns_then_forgets_everything_but_the_stations_own_state() -> None:
    state = walk(ev.DeviceFault("printer", Problem("near_end")), AT_REVIEW, ev.LanguageChosen("jv"), ev.IdleWarned())
    assert state.overlay is Overlay.IDLE_WARNING
    assert walk(ev.OverlayClosed(), start=state).page is Page.REVIEW
    wiped, _, effects = trace(ev.IdleExpired(), start=state)
    assert wiped == VisitState(faults=state.faults)
    assert ev.WipeVisit() in effects


@pytest.mark.parametrize("page", sorted(BUSY_PAGES))
def test_nothing_interrupts_a_durable_step(page: Page) -> None:
    state = replace(walk(AT_REVIEW), page=page)
    for event in (ev.IdleWarned(), ev.IdleExpired(), ev.CancelAsked(), ev.CancelConfirmed(), ev.Back(), ev.TechnicianCard()):
        assert walk(event, start=state).page is page
    assert walk(ev.ServiceLost(Problem("disk_low")), start=state).page is page


@pytest.mark.parametrize("page", sorted(set(Page) - QUIET_PAGES - BUSY_PAGES))
def test_help_cancel_and_lost_service_work_on_every_page(page: Page) -> None:
    state = replace(walk(AT_REVIEW), page=page)
    helped, _, effects = trace(ev.HelpAsked(), ev.HelpTicket("CDF-346"), ev.OverlayClosed(), ev.HelpAsked(), start=state)
    assert (helped.page, helped.overlay, helped.ticket) == (page, Overlay.HELP, "CDF-346")
    assert len(effects) == 1
    assert walk(ev.CancelAsked(), ev.CancelConfirmed(), start=state) == VisitState()
    assert walk(ev.CancelAsked(), ev.OverlayClosed(), start=state) == state
    lost = walk(ev.ServiceLost(Problem("disk_low")), start=state)
    assert (lost.page, lost.draft) == (Page.OUT_OF_SERVICE, Draft())
    assert walk(ev.ServiceRestored(), start=lost).page is Page.ATTRACT


def test_every_edge_is_walked() -> None:
    known, awaiting = _person(), _person("awaiting", None)
    ending = _person(until=date(2026, 12, 1))
    issued = ev.CardIssued("1", TODAY, ())
    lost, restored, fault = ev.ServiceLost(Problem("disk_low")), ev.ServiceRestored(), ev.DeviceFault("printer", None)
    at_known = [*DOOR, *TYPED, ev.PersonKnown(known), ev.TextAnswered("CDF346")]
    reading = [*DOOR, ev.CardInserted()]
    scripts: list[list[ev.Event]] = [
        [ev.LanguageChosen("en"), ev.DisplayChosen(True, True), ev.CardInserted(), ev.CardRemoved(), fault, ev.IdleWarned(), ev.IdleExpired()],
        [ev.Started(), ev.IdleWarned(), ev.OverlayClosed(), ev.HelpAsked(), ev.HelpTicket("A"), ev.CancelAsked(), ev.CancelConfirmed()],
        [ev.Started(), ev.IdleExpired()],
        [ev.Started(), ev.TechnicianCard(), restored, ev.Back()],
        [ev.TechnicianCard(), ev.DoctorDone(()), ev.Left()],
        [lost, ev.TechnicianCard(), ev.Left()],
        [lost, restored],
        [*AT_REVIEW, ev.Confirmed(), lost, ev.RegisterFailed(Problem("store_unavailable"))],
        [ev.CardInserted(), *DOOR, ev.CardProgress("card"), ev.CardInserted(), fault, ev.Back()],
        [*DOOR, ev.CardInserted(), ev.CardFailed(Problem("card_read_card_mute")), ev.Next()],
        [*DOOR[:3], ev.ConsentSet(Purpose.CONTACT_WHATSAPP, True)],
        [*reading, ev.CardRemoved()],
        [*reading, ev.DeviceFault("reader", Problem("card_read_no_reader"))],
        [*reading, ev.TypeInstead()],
        [*reading, ev.CardRead(None, PRESENCE)],
        [*reading, ev.CardRead(replace(RECORD, nik="0000000000000000"), GENUINE)],
        [*reading, ev.CardRead(RECORD, GENUINE), ev.PersonUnknown()],
        [*reading, ev.CardRead(RECORD, GENUINE), ev.PersonKnown(known)],
        [*reading, ev.CardRead(RECORD, GENUINE), ev.PersonKnown(awaiting), ev.RenewAsked()],
        [*reading, ev.CardRead(RECORD, GENUINE), ev.LookUpFailed(Problem("record_at_siker"))],
        [*DOOR, *TYPED, ev.LookUpFailed(Problem("record_at_siker"))],
        [*DOOR, *TYPED, ev.PersonKnown(awaiting), ev.TextAnswered("x"), ev.TextAnswered("CDF346"), ev.ReprintAsked()],
        [*DOOR, *TYPED, ev.PersonKnown(known), ev.CardInserted()],
        [*at_known, ev.PresenceAsked(), ev.PresenceRecorded(1), ev.RegisterFailed(Problem("x")), ev.Back()],
        [*at_known, ev.ReprintAsked(), ev.RegisterFailed(Problem("record_at_siker")), ev.Left(), ev.Left()],
        [*DOOR, *TYPED, ev.PersonKnown(ending), ev.TextAnswered("CDF346"), ev.RenewAsked()],
        [*AT_REVIEW, ev.Back(), ev.Back()],
        [*AT_REVIEW, ev.Edit(Page.EDUCATION), ev.ItemRemoved(0), ev.Next()],
        [*AT_REVIEW, ev.Edit(Page.DOMICILE_SAME), ev.ChoiceAnswered("no"), ev.AddressAnswered("J", "", "", "K", "K")],
        [*AT_REVIEW, ev.Confirmed(), issued, ev.PrintStarted(), ev.PrintEnded(PrintOutcome.SENT), ev.PaperMissing(), ev.PaperTaken()],
        [*AT_REVIEW, ev.Confirmed(), issued, ev.PrintEnded(PrintOutcome.CONFIRMED), ev.PaperTaken(), ev.Left()],
        [*AT_REVIEW, ev.Confirmed(), ev.ProofIssued("A"), ev.PrintEnded(PrintOutcome.FAILED), ev.PrintRetryAsked()],
        [*AT_REVIEW, ev.Confirmed(), ev.ProofIssued("A"), ev.PrintEnded(PrintOutcome.FAILED), ev.FinishWithoutPaper()],
        *RIGHTS_SCRIPTS,
        *jobs_walks.scripts(ev.CardRead(RECORD, GENUINE), [*BIODATA, *FORM]),
    ]  # fmt: skip
    walked = {id(edge) for script in scripts for edge in trace(script)[1]}
    missing = [f"{sorted(edge.pages)[:2]} {edge.on.__name__} -> {edge.to}" for edge in EDGES if id(edge) not in walked]
    assert missing == []


EVENTS = st.sampled_from(
    [
        *AT_REVIEW, *RIGHTS_EVENTS, *jobs_walks.JOBS_EVENTS,
        ev.Confirmed(), ev.Back(), ev.Back("x"), ev.Left(), ev.IdleWarned(), ev.IdleExpired(), ev.CardInserted(),
        ev.CardRemoved(), ev.CardRead(RECORD, GENUINE), ev.CardRead(None, PRESENCE), ev.CardFailed(Problem("card_read_card_torn")),
        ev.TechnicianCard(), ev.DoctorDone(()), ev.ServiceLost(Problem("disk_low")), ev.ServiceRestored(), ev.PaperTaken(),
        ev.CardIssued("1", TODAY, ()), ev.ProofIssued("A"), ev.PrintEnded(PrintOutcome.SENT), ev.PrintEnded(PrintOutcome.UNKNOWN),
        ev.Edit(Page.PHONE), ev.Edit(Page.DOMICILE), ev.ItemRemoved(7), ev.Skipped(), ev.CancelConfirmed(), ev.HelpAsked(),
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(EVENTS, max_size=80), st.booleans())
def test_no_order_of_events_breaks_the_visit(events: list[ev.Event], known: bool) -> None:
    state = VisitState()
    for event in events:
        before = state
        state, effects = reduce(state, event, TODAY)
        assert not set(state.history) & (BUSY_PAGES | QUIET_PAGES)
        if state.page in {Page.ATTRACT, Page.OUT_OF_SERVICE}:
            assert state.draft == Draft()
            assert state.evidence == ()
            assert state.rights is None
            assert state.jobs is None
            assert state.registration is None
        if ev.WipeVisit() not in effects and state.page not in QUIET_PAGES and before.page not in QUIET_PAGES:
            assert state.draft.nik is not None or before.draft.nik is None  # a typed NIK is never lost on the way
        if any(isinstance(item, ev.Register) for item in effects):
            assert state.draft.complete("x") is not None


def test_a_registration_survives_becoming_a_draft_again() -> None:
    registration = walk(AT_REVIEW).draft.complete("r-1")
    assert registration is not None
    assert draft_of(registration).complete("r-1") == registration
