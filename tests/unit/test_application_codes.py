"""Ids, numbers and codes of applications, and what a station believes when SIKER's word and its own cross."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.applications import (
    NOTHING,
    ApplicationState,
    Standing,
    application_id,
    application_number,
    claim_code,
    heard,
    may_become,
    submitted,
    withdrawn,
)


def test_the_id_follows_from_person_and_vacancy_alone() -> None:
    assert application_id("r-1", "v-1") == application_id("r-1", "v-1")
    assert len({application_id(person, job) for person in ("r-1", "r-2") for job in ("v-1", "v-2")}) == 4


@given(st.binary(min_size=12, max_size=12))
def test_numbers_and_codes_can_be_read_aloud(entropy: bytes) -> None:
    number, code = application_number(entropy), claim_code(entropy)
    assert (len(number), len(code)) == (10, 11)
    assert not set(number[3:] + code) & set("01258AEIOUBGQSZ")


def test_too_little_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="random"):
        claim_code(bytes(6))


@dataclass
class Both:
    """A station and the server, with a feed that lags behind and a push that waits."""

    own: Standing = NOTHING
    server: Standing = NOTHING
    pushed: list[tuple[str, int]] = field(default_factory=list)
    feed: list[Standing] = field(default_factory=list)

    def act(self, what: str) -> None:
        match what:
            case "apply" if self.own.state in {ApplicationState.DRAFT, ApplicationState.WITHDRAWN}:
                self.own = Standing(ApplicationState.SENT, self.own.attempt + 1)
                self.pushed.append(("submit", self.own.attempt))
            case "withdraw" if self.own.attempt and self.own.state.is_open:
                self.own = Standing(ApplicationState.WITHDRAWN, self.own.attempt)
                self.pushed.append(("withdraw", self.own.attempt))
            case "push" if self.pushed:
                kind, attempt = self.pushed.pop(0)
                self.server = submitted(self.server, attempt) if kind == "submit" else withdrawn(self.server, attempt)
                self.feed.append(self.server)
            case "pull" if self.feed:
                self.own = heard(self.own, self.feed.pop(0))
            case "read" | "invited" | "hired" | "not_hired":
                target = ApplicationState(what)
                if may_become(self.server.state, target) and self.server.state is not ApplicationState.WITHDRAWN:
                    self.server = Standing(target, self.server.attempt)
                    self.feed.append(self.server)


@given(st.lists(st.sampled_from(["apply", "withdraw", "push", "pull", "read", "invited", "hired", "not_hired"]), max_size=40))
def test_when_everything_was_said_station_and_server_believe_the_same(acts: list[str]) -> None:
    both = Both()
    for act in acts:
        both.act(act)
    while both.pushed or both.feed:
        both.act("push")
        while both.feed:
            both.act("pull")
    assert both.own == both.server
