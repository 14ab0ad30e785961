"""The card's number, its dates, what its QR claims, and the queue code people read aloud."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.ak1 import (
    DEFAULT_NUMBER_PATTERN,
    Ak1,
    CardClaim,
    NumberPattern,
    add_months,
    may_renew,
    next_report,
    parse_card_code,
    queue_code,
    report_dates,
    report_row,
    valid_until,
)
from domain.problems import ProblemError
from domain.seeker import Registration

days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


# --- number --------------------------------------------------------------------------------------------------------
def test_the_usual_number_is_region_day_and_serial_in_three_groups() -> None:
    pattern = NumberPattern()
    number = pattern.format("33.74", date(2026, 11, 23), 17)
    assert number == "3374231126000017"
    assert pattern.groups(number) == ("3374", "231126", "000017")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("{wilayah:4}{urut:6}{tgl:6}", "3374000017231126"),
        ("{wilayah:6}{tgl:8}{urut:4}", "337400231120260017"),
        ("{urut:5}", "00017"),
        ("AK1-{tgl:8}-{urut:5}", "AK1-23112026-00017"),
        ("AK1/{wilayah:4}/{urut:6}", "AK1/3374/000017"),
    ],
)
def test_an_office_may_order_the_groups_as_it_likes(text: str, number: str) -> None:
    assert NumberPattern(text).format("33.74", date(2026, 11, 23), 17) == number


@pytest.mark.parametrize(
    "text",
    [
        "", "3374", "{wilayah:4}{tgl:6}", "{urut:6}{urut:6}", "{wilayah:4}{wilayah:4}{urut:6}", "{nomor:6}{urut:6}", "{urut}",
        "{urut:0}", "{wilayah:0}{urut:6}", "{tgl:4}{urut:6}", "{tgl:7}{urut:6}", "AK1.{urut:6}", "AK1 {urut:6}", "AK1}{urut:6}",
        "Ä{urut:6}", "{urut:3}", "{wilayah:20}{urut:21}",
    ],
)  # fmt: skip
def test_a_pattern_that_could_not_number_or_check_cards_is_refused(text: str) -> None:
    with pytest.raises(ProblemError) as caught:
        NumberPattern(text)
    assert caught.value.problem.code == "number_pattern"


def test_a_serial_that_outgrew_its_field_is_refused_not_cut() -> None:
    pattern = NumberPattern()
    assert pattern.format("3374", date(2026, 11, 23), 999_999).endswith("999999")
    with pytest.raises(ProblemError) as caught:
        pattern.format("3374", date(2026, 11, 23), 1_000_000)
    assert caught.value.problem.code == "serial_too_long"
    assert caught.value.problem.params == {"width": 6}


@given(st.lists(st.tuples(days, st.integers(1, 999_999)), min_size=2, max_size=2, unique_by=lambda item: item[1]))
def test_two_serials_never_give_one_number(issued: list[tuple[date, int]]) -> None:
    first, second = (NumberPattern().format("33.74", day, serial) for day, serial in issued)
    assert first != second


@given(st.sampled_from([DEFAULT_NUMBER_PATTERN, "{wilayah:4}{urut:6}{tgl:6}", "{tgl:8}{urut:8}"]), days, st.integers(1, 999_999))
def test_the_groups_put_together_are_the_number(text: str, day: date, serial: int) -> None:
    pattern = NumberPattern(text)
    number = pattern.format("33.74", day, serial)
    assert "".join(pattern.groups(number)) == number
    assert len(pattern.groups(number)) > 1


@given(st.text(max_size=30))
def test_a_number_of_another_shape_is_one_group(number: str) -> None:
    groups = NumberPattern().groups(number)
    assert "".join(groups) == number
    assert groups == (number,) or len(number) == 16


# --- dates ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 24, date(2030, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_month_s_last(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@given(days, st.integers(0, 120))
def test_counting_months_lands_in_the_right_month_on_the_nearest_day(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


def test_a_card_of_a_leap_day_ends_on_the_last_of_february() -> None:
    assert valid_until(date(2028, 2, 29)) == date(2030, 2, 28)


@given(days)
def test_three_reports_half_a_year_apart_lie_within_the_two_years(issued: date) -> None:
    reports = report_dates(issued)
    assert len(reports) == 3
    marks = [issued, *reports, valid_until(issued)]
    assert all(181 <= (b - a).days <= 185 for a, b in pairwise(marks))


def test_report_dates_of_a_month_s_end() -> None:
    assert report_dates(date(2026, 8, 31)) == (date(2027, 2, 28), date(2027, 8, 31), date(2028, 2, 29))


@pytest.mark.parametrize(
    ("today", "offered"),
    [(date(2028, 10, 23), False), (date(2028, 10, 24), True), (date(2028, 11, 23), True), (date(2030, 1, 1), True)],
)
def test_renewal_is_offered_from_thirty_days_before_the_end(today: date, offered: bool) -> None:
    assert may_renew(date(2028, 11, 23), today) is offered


# --- the QR's claim ------------------------------------------------------------------------------------------------
CLAIM = CardClaim("3374231126000017", date(2028, 11, 23), "SMG-01")


def test_a_card_s_code_tells_number_end_and_station() -> None:
    assert CLAIM.code("c2ln") == "3374231126000017.20281123.SMG-01.c2ln"
    assert parse_card_code("3374231126000017.20281123.SMG-01.c2ln") == (CLAIM, "c2ln")


@given(
    st.from_regex(r"[0-9A-Za-z/-]{4,40}", fullmatch=True), days, st.from_regex(r"[A-Za-z0-9_-]{1,60}", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9_-]{86}", fullmatch=True),
)  # fmt: skip
def test_every_code_of_ours_is_read_back(number: str, until: date, station: str, signature: str) -> None:
    claim = CardClaim(number, until, station)
    assert parse_card_code(claim.code(signature)) == (claim, signature)


@given(st.text())
def test_any_scanned_text_is_a_claim_or_nothing(text: str) -> None:
    found = parse_card_code(text)
    assert found is None or found[0].code(found[1]) == text


@given(st.from_regex(r"[^.]{0,12}\.[^.]{0,9}\.[^.]{0,6}\.[^.]{0,6}", fullmatch=True))
def test_text_that_nearly_looks_like_ours_never_breaks_the_reader(text: str) -> None:
    found = parse_card_code(text)
    assert found is None or len(found[0].number) >= 4


@pytest.mark.parametrize(
    "code",
    [
        "", "3374231126000017", "3374231126000017.20281123.SMG-01", "3374231126000017.20281123.SMG-01.", "..SMG-01.c2ln",
        "3374231126000017.20280230.SMG-01.c2ln", "3374231126000017.2028112٣.SMG-01.c2ln", "33 74.20281123.SMG-01.c2ln",
        "337.20281123.SMG-01.c2ln", "3374231126000017.20281123.SMG-01.c2ln.more", "3374231126000017.20281123.SMG-01." + "s" * 201,
        "3374231126000017\n.20281123.SMG-01.c2ln", "3374231126000017.00001123.SMG-01.c2ln", "3374231126000017.09991123.SMG-01.c2ln",
    ],
)  # fmt: skip
def test_a_code_of_another_shape_is_nothing(code: str) -> None:
    assert parse_card_code(code) is None


@given(
    st.lists(
        st.builds(CardClaim, st.from_regex(r"[0-9A-Za-z/-]{4,40}", fullmatch=True), days, st.from_regex(r"[A-Za-z0-9_-]{1,9}", fullmatch=True)),
        min_size=2, max_size=2,
    )
)  # fmt: skip
def test_two_claims_never_sign_as_the_same_bytes(claims: list[CardClaim]) -> None:
    assume(claims[0] != claims[1])
    assert claims[0].signed_bytes() != claims[1].signed_bytes()
    assert claims[0].signed_bytes().startswith(b"siker/ak1-card/1\n")


# --- queue code ----------------------------------------------------------------------------------------------------
@given(st.binary(min_size=6, max_size=32))
def test_a_queue_code_is_two_groups_of_three_that_are_easy_to_say(entropy: bytes) -> None:
    code = queue_code(entropy)
    assert len(code) == 7
    assert code[3] == "-"
    assert not set(code.replace("-", "")) & set("AEIOU0O1ISB8Z25Q")
    assert code == code.upper()
    assert queue_code(entropy) == code


@given(st.binary(max_size=5))
def test_too_little_chance_makes_no_queue_code(entropy: bytes) -> None:
    with pytest.raises(ValueError, match="6 random bytes"):
        queue_code(entropy)


def test_different_chance_gives_different_codes() -> None:
    codes = {queue_code(bytes([a, b, 0, 0, 0, 0])) for a in range(21) for b in range(21)}
    assert len(codes) == 441


def test_a_card_in_a_log_shows_its_number_and_nobody(registration: Registration) -> None:
    card = Ak1("3374231126000017", registration, date(2026, 11, 23), date(2028, 11, 23), (), "SMG-01", "http://127.0.0.1/v/x")
    assert repr(card) == "Ak1(3374231126000017)"


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.sets(st.integers(1, 3)), st.integers(-5, 800))
def test_a_report_is_due_once_a_half_year_and_never_twice(issued: date, done: set[int], days: int) -> None:
    today = issued + timedelta(days=days)
    row = report_row(issued, done, today)
    if row is not None:
        assert row not in done
        assert report_dates(issued)[row - 1] - timedelta(days=30) <= today
        assert row == 3 or today < report_dates(issued)[row] - timedelta(days=30)
        assert report_row(issued, done | {row}, today) is None
    following = next_report(issued, done, today)
    assert following is None or following in report_dates(issued)


def test_the_first_report_opens_thirty_days_before_its_date_and_a_missed_one_is_not_made_up() -> None:
    issued = date(2026, 1, 1)
    assert report_row(issued, (), date(2026, 5, 31)) is None
    assert report_row(issued, (), date(2026, 6, 1)) == 1
    assert report_row(issued, (), date(2026, 11, 30)) == 1
    assert report_row(issued, (), date(2026, 12, 2)) == 2
    assert next_report(issued, (), date(2026, 2, 1)) == date(2026, 7, 1)
    assert next_report(issued, (1,), date(2026, 6, 10)) == date(2027, 1, 1)
