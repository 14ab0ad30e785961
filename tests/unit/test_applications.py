"""An application's facts mean the same in whatever order they arrive, and a decision is never undone by a late one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.applications import (
    NOTHING,
    Act,
    ApplicationState,
    NotHiredReason,
    Opening,
    Standing,
    application_id,
    attempt_of,
    heard,
    last_word,
    may_become,
    may_reopen,
    reopened,
    standing_after,
    submitted,
    turned_away,
    withdrawn,
)

START = datetime(2026, 11, 23, 3, tzinfo=UTC)
ATTEMPTS = st.integers(1, 4)
MOMENTS = st.integers(0, 5).map(lambda hours: START + timedelta(hours=hours))
ACTS = st.builds(Act, st.just("a"), ATTEMPTS, MOMENTS, st.booleans())
DOUBLES = st.builds(Act, st.sampled_from("abc"), ATTEMPTS, MOMENTS, st.booleans())
DECIDED = st.sampled_from([ApplicationState.HIRED, ApplicationState.NOT_HIRED])


def folded(acts: list[Act], standing: Standing = NOTHING) -> Standing:
    """The acts one after another."""
    for act in acts:
        standing = (withdrawn if act.withdrew else submitted)(standing, act.attempt)
    return standing


@given(st.lists(ACTS, max_size=6).flatmap(lambda acts: st.tuples(st.just(acts), st.permutations(acts))))
def test_the_order_of_arrival_does_not_matter(both: tuple[list[Act], list[Act]]) -> None:
    assert folded(both[0]) == folded(both[1])


@given(st.lists(ACTS, max_size=6))
def test_what_arrives_twice_counts_once(acts: list[Act]) -> None:
    assert folded(acts + acts) == folded(acts)


@given(st.lists(ACTS, min_size=1, max_size=6))
def test_the_highest_attempt_wins_and_in_it_a_withdrawal(acts: list[Act]) -> None:
    end = folded(acts)
    highest = max(act.attempt for act in acts)
    assert end.attempt == highest
    took_back = any(act.withdrew for act in acts if act.attempt == highest)
    assert end.state is (ApplicationState.WITHDRAWN if took_back else ApplicationState.RECEIVED)


@given(DECIDED, st.integers(0, 3), st.lists(ACTS, max_size=5))
def test_a_decision_is_not_undone_by_a_late_fact(state: ApplicationState, attempt: int, acts: list[Act]) -> None:
    decided = Standing(state, attempt)
    assert folded(acts, decided) == decided
    assert standing_after(decided, "a", acts) == decided


@given(st.lists(ACTS, max_size=6))
def test_for_one_registration_the_set_of_acts_says_what_the_steps_come_to(acts: list[Act]) -> None:
    standing = NOTHING
    for n in range(len(acts)):
        standing = standing_after(standing, "a", acts[: n + 1])
    assert standing == folded(acts)


@given(st.lists(DOUBLES, min_size=1, max_size=7).flatmap(lambda acts: st.tuples(st.just(acts), st.permutations(acts))))
def test_doubles_of_one_person_end_the_same_in_any_order(both: tuple[list[Act], list[Act]]) -> None:
    ends = []
    for acts in both:
        standing = NOTHING
        for n in range(len(acts)):
            standing = standing_after(standing, "a", acts[: n + 1])
        ends.append(standing)
        last = last_word(acts)
        assert last is not None
        assert (standing.state is ApplicationState.WITHDRAWN) == last.withdrew
    assert ends[0] == ends[1]


@given(st.lists(DOUBLES, max_size=7))
def test_what_the_employer_did_stays_while_the_person_changes_nothing(acts: list[Act]) -> None:
    standing = NOTHING
    for n in range(len(acts)):
        standing = standing_after(standing, "a", acts[: n + 1])
    if standing.state is ApplicationState.RECEIVED:
        invited = Standing(ApplicationState.INVITED, standing.attempt)
        assert standing_after(invited, "a", acts) == invited


def test_whoever_took_it_back_hears_that_it_goes_on_for_the_double() -> None:
    acts = [
        Act("a", 1, START, withdrew=False), Act("a", 1, START + timedelta(hours=1), withdrew=True),
        Act("b", 1, START + timedelta(hours=2), withdrew=False),
    ]  # fmt: skip
    standing = standing_after(Standing(ApplicationState.WITHDRAWN, 1), "a", acts)
    assert standing == Standing(ApplicationState.RECEIVED, 2)
    assert heard(Standing(ApplicationState.WITHDRAWN, 1), standing) == standing
    again = [*acts, Act("a", 2, START + timedelta(hours=3), withdrew=True)]
    assert standing_after(standing, "a", again) == Standing(ApplicationState.WITHDRAWN, 2)
    assert heard(Standing(ApplicationState.RECEIVED, 1), Standing(ApplicationState.WITHDRAWN, attempt_of("b", again))).attempt == 1


@pytest.mark.parametrize(
    ("opening", "made_on", "why"),
    [
        (Opening(date(2026, 11, 1), date(2026, 11, 30)), date(2026, 11, 30), None),
        (Opening(date(2026, 11, 1), date(2026, 11, 30)), date(2026, 12, 1), NotHiredReason.VACANCY_CLOSED),
        (Opening(date(2026, 11, 1), date(2026, 11, 30)), date(2026, 10, 31), NotHiredReason.VACANCY_CLOSED),
        (Opening(date(2026, 11, 1), date(2026, 11, 30), closed=True), date(2026, 11, 2), NotHiredReason.VACANCY_CLOSED),
        (Opening(date(2026, 11, 1), date(2026, 11, 30), True, True), date(2026, 11, 2), NotHiredReason.FIRM_GONE),
    ],
)
def test_made_in_time_is_in_time_unless_somebody_closed_it(opening: Opening, made_on: date, why: NotHiredReason | None) -> None:
    assert turned_away(opening, made_on) is why


def test_the_id_is_the_same_on_every_machine_and_differs_by_person_and_vacancy() -> None:
    assert application_id("r", "v") == application_id("r", "v")
    assert len({application_id("r", "v"), application_id("v", "r"), application_id("r", "w"), application_id("s", "v")}) == 4


def test_nothing_follows_a_decision_and_everything_open_can_be_taken_back() -> None:
    for state in ApplicationState:
        steps = {target for target in ApplicationState if may_become(state, target)}
        assert bool(steps) != state.is_decided
        if state.is_open and state is not ApplicationState.DRAFT:
            assert ApplicationState.WITHDRAWN in steps


OWN_REASONS = {
    NotHiredReason.REQUIREMENTS, NotHiredReason.NO_ANSWER, NotHiredReason.DID_NOT_COME, NotHiredReason.OTHER_CANDIDATE, NotHiredReason.OTHER,
}  # fmt: skip


@pytest.mark.parametrize("free", [False, True])
@pytest.mark.parametrize("reason", [None, *NotHiredReason])
@pytest.mark.parametrize("state", list(ApplicationState))
def test_only_what_an_employer_chose_may_be_opened_again_or_what_a_wrong_choice_turned_away(
    state: ApplicationState, reason: NotHiredReason | None, free: bool
) -> None:
    mendable = OWN_REASONS | ({NotHiredReason.PLACES_FILLED} if free else set())
    chosen = state is ApplicationState.HIRED or (state is ApplicationState.NOT_HIRED and reason in mendable)
    assert may_reopen(state, reason, place_free=free) == chosen
    if chosen:
        assert not any(may_become(state, target) for target in ApplicationState), "an employer undoes nothing"


@given(DECIDED, st.lists(DOUBLES, max_size=7), st.integers(0, 7))
def test_opened_again_it_is_read_unless_the_person_took_it_back_meanwhile(decided: ApplicationState, acts: list[Act], before: int) -> None:
    standing = NOTHING
    for n in range(min(before, len(acts))):
        standing = standing_after(standing, "a", acts[: n + 1])
    again = reopened(Standing(decided, standing.attempt), "a", acts)
    last = last_word(acts)
    assert again.state is (ApplicationState.WITHDRAWN if last is not None and last.withdrew else ApplicationState.READ)
    assert again.attempt == (attempt_of("a", acts) if last is not None else standing.attempt)
    assert standing_after(again, "a", acts) == again, "an act that arrives twice changes nothing"


def test_a_station_that_heard_of_being_hired_hears_that_it_is_considered_again() -> None:
    hired, again = Standing(ApplicationState.HIRED, 1), Standing(ApplicationState.READ, 1)
    assert heard(hired, again) == again
    assert heard(hired, again, waiting=False) == again


def test_when_nothing_of_ones_own_waits_the_servers_word_counts_even_within_an_attempt() -> None:
    """A double is taken back with its leader and goes on with it, without an act of its own."""
    own, told = Standing(ApplicationState.WITHDRAWN, 1), Standing(ApplicationState.RECEIVED, 1)
    assert heard(own, told) == own
    assert heard(own, told, waiting=False) == told
