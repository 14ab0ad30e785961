"""Two kiosks, the portal, the employer, the office and the calendar act in any order, with the network up and down.

Whatever happens: every fact is recorded or parked, each application stands in one state that the domain's rules say, doubles
stand as the one they joined, and the last thing the feed says is what the database holds. ``SIKER_HIRING_EXAMPLES`` (20) says
how many stories are tried.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from domain.applications import (
    NOTHING,
    Act,
    ApplicationState,
    NotHiredReason,
    Standing,
    application_id,
    attempt_of,
    heard,
    last_word,
    may_become,
    may_reopen,
    reopened,
    standing_after,
    turned_away,
)
from domain.applications import (
    submitted as after_submission,
)
from domain.applications import (
    withdrawn as after_withdrawal,
)
from domain.cv import cv_of
from domain.facts import Fact
from domain.seeker import Registration as Answers
from domain.vacancy import VacancyState
from siker import clock
from siker.accounts.models import User
from siker.ak1.models import Registration
from siker.applications import referrals, services
from siker.applications.facts import status_of
from siker.applications.life import opening_of
from siker.applications.models import Application, ApplicationEvent, Placement, ReferralKind, ReferralResult
from siker.audit.services import SYSTEM, Actor
from siker.employers.models import FirmState
from siker.feed.models import FeedRow
from siker.fleet.models import Station
from siker.ingest.desk import replay_unknown_types
from siker.ingest.models import OpReceipt, ReceiptStatus
from siker.vacancies.models import CloseReason, Vacancy
from siker.vacancies.services import close, close_expired
from sync.wire.codec import encode
from sync.wire.envelope import Op
from tests.server.siker_hiring import NOW, agreed, made_firm, made_vacancy, submitted, withdrawn
from tests.server.siker_people import StationTwin, nik, registration
from tests.server.test_siker_ingest import enrolled, push

KIOSKS, PEOPLE, VACANCIES = st.integers(0, 1), st.integers(0, 1), st.integers(0, 1)
SEEKER = Actor.seeker(1)
EXAMPLES = int(os.environ.get("SIKER_HIRING_EXAMPLES", "20"))


class _LineDroppedError(Exception):
    pass


@dataclass(slots=True)
class Kiosk:
    """A station with what it has not been able to send, and what it believes of each application."""

    twin: StationTwin
    station: Station
    outbox: list[Op] = field(default_factory=list)
    belief: dict[str, Standing] = field(default_factory=dict)

    def tell(self, fact: Fact, at: datetime) -> Op:
        """A fact into the outbox."""
        op = self.twin.op(fact, at)
        self.outbox.append(op)
        return op


@dataclass(slots=True)
class Truth:
    """What the rules say of one person and one vacancy: the acts that arrived, and where it stands."""

    lead: str = ""
    acts: list[Act] = field(default_factory=list)
    standing: Standing = NOTHING
    reason: str = ""


class Applying(RuleBasedStateMachine):
    """The person's side alone. Person 0 is registered once, person 1 at each kiosk; here only person 1 and vacancy 1 act.

    Vacancy 0 has one place; vacancy 1 has two and soon runs out.
    """

    crowd = False

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = NOW
        self.kiosks = [Kiosk(*enrolled("A")), Kiosk(*enrolled("B"))]
        one = registration(1)
        self.papers: list[list[Answers]] = [[one, one], [registration(2), registration(3, person=nik(2))]]
        self.made: list[tuple[Op, int, int, Act]] = []
        self.portal: list[tuple[int, int, Act]] = []
        self.arrived: set[str] = set()
        self.known: set[str] = set()
        for place, papers in ((0, self.papers[0][0]), (0, self.papers[1][0]), (1, self.papers[1][1])):
            kiosk = self.kiosks[place]
            op = kiosk.twin.registered(papers)
            kiosk.outbox.append(op)
        self.firm = made_firm()
        soon = clock.today(NOW) + timedelta(days=3)
        self.vacancies = [made_vacancy(self.firm, 1, places=1), made_vacancy(self.firm, 2, places=2, until=soon)]
        self.user = User.objects.create(username="antar.kerja")
        self.truths = {(person, vacancy): Truth() for person in (0, 1) for vacancy in (0, 1)}

    def teardown(self) -> None:
        try:
            self.settle()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    # --- helpers
    def who(self, person: int, vacancy: int) -> tuple[int, int]:
        return (person, vacancy) if self.crowd else (1, 1)

    def tick(self) -> datetime:
        self.now += timedelta(minutes=7)
        return self.now

    def rows(self) -> list[Vacancy]:
        return [Vacancy.objects.select_related("firm").get(pk=item.pk) for item in self.vacancies]

    def leader(self, person: int, vacancy: int) -> Application | None:
        pk = self.truths[person, vacancy].lead
        return Application.objects.get(pk=pk) if pk else None

    def model_act(self, person: int, vacancy: int, act: Act) -> None:
        """What the rules make of an act that arrived."""
        truth = self.truths[person, vacancy]
        truth.lead = truth.lead or act.application_id
        truth.acts.append(act)
        before, after = truth.standing, standing_after(truth.standing, truth.lead, truth.acts)
        truth.standing = after
        if after != before and after.state is ApplicationState.RECEIVED and not act.withdrew:
            late = turned_away(opening_of(self.rows()[vacancy]), clock.today(act.at))
            if late is not None:
                truth.standing, truth.reason = Standing(ApplicationState.NOT_HIRED, after.attempt), late

    def model_step(self, person: int, vacancy: int, state: ApplicationState, reason: str = "") -> None:
        truth = self.truths[person, vacancy]
        truth.standing, truth.reason = Standing(state, truth.standing.attempt), reason

    def model_end_open(self, vacancy: int, reason: str) -> None:
        for person in (0, 1):
            state = self.truths[person, vacancy].standing.state
            if state.is_open and state is not ApplicationState.DRAFT:
                self.model_step(person, vacancy, ApplicationState.NOT_HIRED, reason)

    # --- the kiosks
    @rule(place=KIOSKS, person=PEOPLE, vacancy=VACANCIES)
    def touch_apply(self, place: int, person: int, vacancy: int) -> None:
        """Somebody applies at a kiosk, as far as the kiosk knows that they may."""
        person, vacancy = self.who(person, vacancy)
        kiosk, papers = self.kiosks[place], self.papers[person][place]
        pk = application_id(papers.registration_id, self.vacancies[vacancy].pk)
        believed = kiosk.belief.get(pk, NOTHING)
        if believed.state not in {ApplicationState.DRAFT, ApplicationState.WITHDRAWN}:
            return
        attempt, at = believed.attempt + 1, self.tick()
        op = kiosk.tell(submitted(papers, self.vacancies[vacancy], attempt, at=at), at)
        kiosk.belief[pk] = Standing(ApplicationState.SENT, attempt)
        self.made.append((op, person, vacancy, Act(pk, attempt, op.issued_at, withdrew=False)))

    @rule(place=KIOSKS, person=PEOPLE, vacancy=VACANCIES)
    def touch_withdraw(self, place: int, person: int, vacancy: int) -> None:
        """Somebody takes an application back at a kiosk that believes it open."""
        person, vacancy = self.who(person, vacancy)
        kiosk, papers = self.kiosks[place], self.papers[person][place]
        pk = application_id(papers.registration_id, self.vacancies[vacancy].pk)
        believed = kiosk.belief.get(pk, NOTHING)
        if not believed.state.is_open or believed.state is ApplicationState.DRAFT:
            return
        at = self.tick()
        op = kiosk.tell(withdrawn(papers, self.vacancies[vacancy], believed.attempt, at=at), at)
        kiosk.belief[pk] = Standing(ApplicationState.WITHDRAWN, believed.attempt)
        self.made.append((op, person, vacancy, Act(pk, believed.attempt, op.issued_at, withdrew=True)))

    @rule(place=KIOSKS, most=st.integers(1, 6), dropped=st.sampled_from([False] * 4 + [True]), again=st.booleans())
    def network_returns(self, place: int, most: int, dropped: bool, again: bool) -> None:
        """Some of the outbox goes out, perhaps twice, perhaps without the answer coming back; then the kiosk reads the feed."""
        kiosk = self.kiosks[place]
        sent = kiosk.outbox[:most]
        if dropped:
            try:
                with transaction.atomic():
                    push(kiosk.station, *sent, now=self.tick())
                    raise _LineDroppedError
            except _LineDroppedError:
                return
        for _ in range(2 if again else 1):
            self.deliver(kiosk, sent)
        del kiosk.outbox[: len(sent)]
        self.pull(kiosk)

    def deliver(self, kiosk: Kiosk, sent: list[Op]) -> None:
        results = push(kiosk.station, *sent, now=self.tick())
        for op, result in zip(sent, results, strict=True):
            assert result.status in {"created", "replayed", "parked"}, result
            if result.status == "created":
                self.take(op)

    def take(self, op: Op) -> None:
        """The model hears of an op that took effect."""
        assert op.op_id not in self.arrived, "counted twice"
        self.arrived.add(op.op_id)
        for made, person, vacancy, act in self.made:
            if made.op_id == op.op_id:
                self.model_act(person, vacancy, act)

    def pull(self, kiosk: Kiosk) -> None:
        for row in Application.objects.all():
            waiting = any(op.op_id not in self.arrived and act.application_id == row.pk for op, _, _, act in self.made)
            if not waiting:
                told = Standing(ApplicationState(row.state), row.attempt)
                kiosk.belief[row.pk] = heard(kiosk.belief.get(row.pk, NOTHING), told, waiting=False)
                assert kiosk.belief[row.pk] == told, "the kiosk believes something else than the server told"

    @rule()
    def the_office_replays_what_was_parked(self) -> None:
        parked = list(OpReceipt.objects.filter(status=ReceiptStatus.PARKED).order_by("station_id", "seq").values_list("pk", flat=True))
        replay_unknown_types(self.tick())
        accepted = set(OpReceipt.objects.filter(status=ReceiptStatus.ACCEPTED).values_list("pk", flat=True))
        for op_id in parked:
            if op_id in accepted:
                self.take(next(op for op, *_ in self.made if op.op_id == op_id))

    # --- the portal
    @rule(person=PEOPLE, vacancy=VACANCIES)
    def portal_apply(self, person: int, vacancy: int) -> None:
        person, vacancy = self.who(person, vacancy)
        row = Registration.objects.filter(pk__in=[item.registration_id for item in self.papers[person]]).order_by("pk").first()
        if row is None:
            return
        truth, target = self.truths[person, vacancy], self.rows()[vacancy]
        at = self.tick()
        open_now = (
            target.state == VacancyState.PUBLISHED and target.firm.is_public and turned_away(opening_of(target), clock.today(at)) is None
        )
        may = open_now and truth.standing.state in {ApplicationState.DRAFT, ApplicationState.WITHDRAWN}
        answers = next(item for item in self.papers[person] if item.registration_id == row.pk)
        try:
            done = services.submit_from_portal(row, target, cv_of(answers), agreed(at), SEEKER, at)
        except services.StepRefusedError:
            assert not may
            return
        assert may
        act = Act(done.pk, done.attempt, at, withdrew=False)
        self.portal.append((person, vacancy, act))
        self.model_act(person, vacancy, act)

    @rule(person=PEOPLE, vacancy=VACANCIES)
    def portal_withdraw(self, person: int, vacancy: int) -> None:
        person, vacancy = self.who(person, vacancy)
        row, truth = self.leader(person, vacancy), self.truths[person, vacancy]
        if row is None:
            return
        at = self.tick()
        try:
            services.withdraw_from_portal(row.pk, SEEKER, at)
        except services.StepRefusedError:
            assert not truth.standing.state.is_open
            return
        assert truth.standing.state.is_open
        act = Act(row.pk, truth.standing.attempt, at, withdrew=True)
        self.portal.append((person, vacancy, act))
        self.model_act(person, vacancy, act)

    # --- what is always true
    @invariant()
    def each_application_stands_where_the_rules_say(self) -> None:
        for (person, vacancy), truth in self.truths.items():
            papers = {item.registration_id for item in self.papers[person]}
            rows = Application.objects.filter(registration_id__in=papers, vacancy=self.vacancies[vacancy])
            leaders = [row for row in rows if row.same_as_id is None]
            assert [row.pk for row in leaders] == ([truth.lead] if truth.lead else [])
            for row in rows:
                assert (row.state, row.reason) == (truth.standing.state, truth.reason), (row.pk, truth)
                if row.same_as_id is None:
                    assert row.attempt == truth.standing.attempt
                elif not truth.standing.state.is_decided:
                    assert row.attempt == attempt_of(row.pk, truth.acts)

    @invariant()
    def the_feed_says_what_the_database_holds(self) -> None:
        said = {row.entity_id: bytes(row.payload or b"") for row in FeedRow.objects.filter(entity="application")}
        assert said == {row.pk: encode(status_of(row)) for row in Application.objects.select_related("vacancy")}

    @invariant()
    def whoever_was_hired_was_placed_once(self) -> None:
        hired = set(Application.objects.filter(state="hired", same_as=None).values_list("pk", flat=True))
        assert set(Placement.objects.exclude(application=None).values_list("application_id", flat=True)) == hired

    def settle(self) -> None:
        """The network comes back for good: nothing is lost, and the order did not matter."""
        for kiosk in self.kiosks:
            while kiosk.outbox:
                self.deliver(kiosk, kiosk.outbox[:100])
                del kiosk.outbox[:100]
        self.the_office_replays_what_was_parked()
        assert not OpReceipt.objects.exclude(status=ReceiptStatus.ACCEPTED).exists()
        assert self.arrived >= {op.op_id for op, *_ in self.made}
        kept = set(ApplicationEvent.objects.filter(by_person=True).exclude(op_id="").values_list("op_id", flat=True))
        assert kept == {op.op_id for op, *_ in self.made}
        self.each_application_stands_where_the_rules_say()
        self.the_feed_says_what_the_database_holds()
        self.whoever_was_hired_was_placed_once()
        for place, truth in self.truths.items():
            acts = [act for _, person, vacancy, act in self.made if (person, vacancy) == place]
            acts += [act for person, vacancy, act in self.portal if (person, vacancy) == place]
            self.in_whatever_order(acts, truth)

    def in_whatever_order(self, acts: list[Act], truth: Truth) -> None:
        """Undecided, only what the person did counts; with one registration the two-step lattice says the same."""
        if truth.standing.state.is_decided or not acts:
            return
        last = last_word(acts)
        assert last is not None
        assert (truth.standing.state is ApplicationState.WITHDRAWN) == last.withdrew
        if len({act.application_id for act in acts}) == 1:
            standing = NOTHING
            for act in random.Random(len(acts)).sample(acts, len(acts)):
                standing = (after_withdrawal if act.withdrew else after_submission)(standing, act.attempt)
            assert standing.attempt == truth.standing.attempt
            assert (standing.state is ApplicationState.WITHDRAWN) == last.withdrew


class Hiring(Applying):
    """Everybody acts."""

    crowd = True

    # --- the employer
    @rule(person=PEOPLE, vacancy=VACANCIES, decided=st.sampled_from(["read", "invited", "hired", "not_hired"]))
    def employer_acts(self, person: int, vacancy: int, decided: str) -> None:
        row, truth = self.leader(person, vacancy), self.truths[person, vacancy]
        if row is None:
            return
        state, at = ApplicationState(decided), self.tick()
        may = may_become(truth.standing.state, state)
        try:
            match state:
                case ApplicationState.READ:
                    services.mark_read(row.pk, SYSTEM, at)
                    if not may:
                        return
                case ApplicationState.INVITED:
                    services.invite(row.pk, at + timedelta(days=2), "Jl. Contoh Industri 1", SYSTEM, at)
                case ApplicationState.HIRED:
                    services.hire(row.pk, clock.today(at), SYSTEM, at)
                case _:
                    services.not_hire([row.pk], NotHiredReason.REQUIREMENTS, "", SYSTEM, at)
        except services.StepRefusedError:
            assert not may
            return
        assert may
        self.model_step(person, vacancy, state, NotHiredReason.REQUIREMENTS if state is ApplicationState.NOT_HIRED else "")
        if state is ApplicationState.HIRED:
            self.model_filled(vacancy)

    def model_filled(self, vacancy: int) -> None:
        if Placement.objects.filter(vacancy=self.vacancies[vacancy]).count() >= self.vacancies[vacancy].places:
            self.model_end_open(vacancy, NotHiredReason.PLACES_FILLED)
            assert self.rows()[vacancy].state == VacancyState.CLOSED

    # --- the office
    @rule(person=PEOPLE, vacancy=VACANCIES, result=st.sampled_from([ReferralResult.HIRED, ReferralResult.DID_NOT_COME]))
    def office_sends_and_hears(self, person: int, vacancy: int, result: ReferralResult) -> None:
        row = Registration.objects.filter(pk__in=[item.registration_id for item in self.papers[person]]).order_by("pk").first()
        truth = self.truths[person, vacancy]
        if row is None:
            return
        try:
            letter = referrals.refer(row, self.vacancies[vacancy].pk, ReferralKind.AK5, None, "", "", self.user, self.tick())
        except services.StepRefusedError:
            assert self.rows()[vacancy].state != VacancyState.PUBLISHED or not self.rows()[vacancy].firm.is_public
            return
        may = may_become(truth.standing.state, ApplicationState(result if result is ReferralResult.HIRED else "not_hired"))
        referrals.answer(letter.pk, result, clock.today(self.now), self.user, self.tick())
        if may and truth.lead:
            hired = result is ReferralResult.HIRED
            state = ApplicationState.HIRED if hired else ApplicationState.NOT_HIRED
            self.model_step(person, vacancy, state, "" if hired else NotHiredReason.DID_NOT_COME)
            if hired:
                self.model_filled(vacancy)

    @rule(person=PEOPLE, vacancy=VACANCIES)
    def office_opens_a_decision_again(self, person: int, vacancy: int) -> None:
        row, truth = self.leader(person, vacancy), self.truths[person, vacancy]
        if row is None:
            return
        hired = sum(item.standing.state is ApplicationState.HIRED for (_, where), item in self.truths.items() if where == vacancy)
        reason = NotHiredReason(truth.reason) if truth.reason else None
        may = may_reopen(truth.standing.state, reason, place_free=hired < row.vacancy.places) and self.firm.state != FirmState.CLOSED
        try:
            services.reopen(row.pk, "Salah catat.", SYSTEM, self.tick())
        except services.StepRefusedError:
            assert not may
            return
        assert may
        truth.standing, truth.reason = reopened(truth.standing, truth.lead, truth.acts), ""

    @rule(vacancy=VACANCIES, reason=st.sampled_from([CloseReason.EMPLOYER, CloseReason.OFFICER]))
    def vacancy_is_closed(self, vacancy: int, reason: CloseReason) -> None:
        row = self.rows()[vacancy]
        if close(row, reason, SYSTEM, self.tick()):
            services.vacancy_closed(row, SYSTEM, self.now)
            if reason is CloseReason.OFFICER:
                self.model_end_open(vacancy, NotHiredReason.VACANCY_CLOSED)

    @precondition(lambda self: self.now < NOW + timedelta(days=20))
    @rule(days=st.integers(1, 4))
    def days_pass(self, days: int) -> None:
        self.now += timedelta(days=days)
        close_expired(self.now, SYSTEM)

    @precondition(lambda self: len(self.made) > 2)
    @rule()
    def the_firm_leaves(self) -> None:
        at = self.tick()
        self.firm.state = FirmState.CLOSED
        self.firm.save()
        for row in self.rows():
            close(row, CloseReason.FIRM_GONE, SYSTEM, at)
        services.firm_gone(self.firm, SYSTEM, at)
        for vacancy in (0, 1):
            self.model_end_open(vacancy, NotHiredReason.FIRM_GONE)


FEW = settings(max_examples=EXAMPLES, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


@pytest.mark.django_db
@pytest.mark.timeout(600)
@pytest.mark.parametrize("story", [Applying, Hiring])
def test_all_act_in_any_order_and_there_is_one_truth(story: type[Applying]) -> None:
    run_state_machine_as_test(story, settings=FEW)
