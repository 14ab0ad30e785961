"""Choices of somebody under 18 wait for a parent; the service itself does not."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.consent import CHOICES, Consent, Purpose, effective

AT = datetime(2026, 11, 23, 3, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ALL = tuple(Consent(purpose, True, "2026-11", "jv", AT) for purpose in Purpose)


def granted(born: date) -> set[Purpose]:
    return {item.purpose for item in effective(ALL, born, TODAY) if item.granted}


@pytest.mark.parametrize(
    ("born", "adult"), [(date(2008, 11, 23), True), (date(2008, 11, 24), False), (date(2011, 11, 23), False), (date(1970, 1, 1), True)]
)
def test_only_on_the_18th_birthday_do_one_s_own_choices_count(born: date, adult: bool) -> None:
    assert granted(born) == (set(Purpose) if adult else {Purpose.AK1_SERVICE})


@given(st.sets(st.sampled_from(Purpose)), st.dates(date(1930, 1, 1), TODAY))
def test_nothing_refused_becomes_granted_and_the_record_of_the_text_stays(yes: set[Purpose], born: date) -> None:
    answers = tuple(Consent(purpose, purpose in yes, "2026-11", "id", AT) for purpose in Purpose)
    counted = effective(answers, born, TODAY)
    assert [item.purpose for item in counted] == [item.purpose for item in answers]
    for asked, kept in zip(answers, counted, strict=True):
        assert asked.granted or not kept.granted
        assert (kept.text_version, kept.language, kept.at) == ("2026-11", "id", AT)


def test_the_public_task_is_explained_not_asked() -> None:
    assert Purpose.AK1_SERVICE not in CHOICES
    assert Purpose.SHARE_WITH_EMPLOYERS in CHOICES
