"""A NIK is read forgivingly, tells sex and birth date, and never blocks a person whose papers disagree."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.nik import OLDEST, YOUNGEST, Nik, Sex, age_on, nik_warnings, parse_nik
from domain.problems import Problem

TODAY = date(2026, 11, 23)
SAMPLE = "3374990101900001"
births = st.dates(date(1916, 12, 1), date(2011, 11, 23))
todays = st.dates(date(2024, 1, 1), date(2060, 12, 31))


def made(born: date, sex: Sex, region: str = "337499", serial: str = "0000") -> str:
    day = born.day + (40 if sex is Sex.P else 0)
    return f"{region}{day:02}{born:%m}{born.year % 100:02}{serial}"


@given(births, st.sampled_from(Sex))
def test_a_real_birth_date_and_sex_can_be_read_back(born: date, sex: Sex) -> None:
    nik = parse_nik(made(born, sex))
    assert isinstance(nik, Nik)
    assert nik.sex is sex
    assert nik.birth_date(TODAY) == born


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), todays)
def test_the_century_is_the_one_that_gives_an_age_of_15_to_110_and_the_younger_if_both_do(born: date, today: date) -> None:
    found = Nik(made(born, Sex.L)).birth_date(today)
    possible = []
    for century in (1900, 2000):
        try:
            possible.append(date(century + born.year % 100, born.month, born.day))
        except ValueError:
            assert (born.month, born.day) == (2, 29)
    fitting = [day for day in possible if YOUNGEST <= age_on(day, today) <= OLDEST]
    if fitting:
        assert found == max(fitting)
    else:
        assert found is None or found <= today


def test_a_woman_s_day_is_forty_higher() -> None:
    assert Nik("3374994101900001").sex is Sex.P
    assert Nik("3374997112900001").birth_date(TODAY) == date(1990, 12, 31)
    assert Nik("3374993112900001").sex is Sex.L


@pytest.mark.parametrize(
    ("short_year", "year"), [("11", 2011), ("16", 1916), ("90", 1990), ("00", 2000), ("26", 1926), ("12", 2012)]
)
def test_two_digits_of_a_year_become_the_year_of_somebody_old_enough_or_else_of_a_child(short_year: str, year: int) -> None:
    assert Nik(f"3374990101{short_year}0001").birth_date(TODAY) == date(year, 1, 1)


@pytest.mark.parametrize("middle", ["320190", "001390", "000190", "310290", "720190", "400190", "990190"])
def test_a_number_whose_date_never_was_is_still_a_nik(middle: str) -> None:
    nik = parse_nik(f"337499{middle}0001")
    assert isinstance(nik, Nik)
    assert nik.birth_date(TODAY) is None
    assert nik_warnings(nik, date(1990, 1, 1), None, TODAY) == (Problem("nik_date_unreal"),)


@given(st.from_regex(r"[1-9][0-9]{15}", fullmatch=True), births, st.sampled_from(Sex), todays)
def test_disagreement_is_a_warning_and_never_a_refusal(digits: str, born: date, sex: Sex, today: date) -> None:
    assume(len(set(digits)) > 1)
    nik = parse_nik(digits)
    assert isinstance(nik, Nik)
    codes = {problem.code for problem in nik_warnings(nik, born, sex, today)}
    assert codes <= {"nik_date_unreal", "nik_birth_date_differs", "nik_sex_differs"}
    assert ("nik_sex_differs" in codes) == (nik.sex is not sex)


@given(births, st.sampled_from(Sex))
def test_matching_papers_raise_no_warning(born: date, sex: Sex) -> None:
    assert nik_warnings(Nik(made(born, sex)), born, sex, TODAY) == ()


def test_each_disagreement_is_named() -> None:
    nik = Nik(SAMPLE)
    assert [p.code for p in nik_warnings(nik, date(1990, 1, 2), Sex.P, TODAY)] == ["nik_birth_date_differs", "nik_sex_differs"]
    assert nik_warnings(nik, None, None, TODAY) == ()


@given(st.integers(10, 99), st.integers(0, 9999))
def test_regions_nobody_has_heard_of_are_accepted(province: int, rest: int) -> None:
    assert isinstance(parse_nik(f"{province}{rest:04}0101900000"), Nik)


@pytest.mark.parametrize("typed", ["3374 9901 0190 0001", "3374.9901.0190.0001", "337499-010190-0001", "  3374990101900001 "])
def test_people_group_digits_as_they_like(typed: str) -> None:
    assert parse_nik(typed) == Nik(SAMPLE)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", Problem("nik_empty")),
        ("   ", Problem("nik_empty")),
        ("3374", Problem("nik_too_short", {"count": 4, "missing": 12})),
        ("- -", Problem("nik_too_short", {"count": 0, "missing": 16})),
        (SAMPLE + "2", Problem("nik_too_long", {"count": 17})),
        ("33749901O1900001", Problem("nik_not_digits")),
        ("٣٣٧٤٩٩٠١٠١٩٠٠٠٠١", Problem("nik_not_digits")),
        ("0374990101900001", Problem("nik_impossible")),
        ("7777777777777777", Problem("nik_impossible")),
    ],
)
def test_each_slip_has_its_own_problem(typed: str, problem: Problem) -> None:
    assert parse_nik(typed) == problem


@given(st.text())
def test_any_text_gives_a_nik_or_a_problem_without_the_text(typed: str) -> None:
    match parse_nik(typed):
        case Nik() as nik:
            assert nik.value in typed.replace(" ", "").replace(".", "").replace("-", "")
        case Problem(params=params):
            assert all(isinstance(value, int) for value in params.values())


def test_a_nik_shows_itself_masked() -> None:
    assert str(Nik(SAMPLE)) == "3374**********01"
    assert SAMPLE not in repr(Nik(SAMPLE))
    assert f"{Nik(SAMPLE)}" == "3374**********01"
    assert Nik(SAMPLE).region == "337499"


@pytest.mark.parametrize("value", ["", "3374", SAMPLE + "1", "337499010190000x", "٣٣٧٤٩٩٠١٠١٩٠٠٠٠١"])
def test_only_sixteen_ascii_digits_make_a_nik(value: str) -> None:
    with pytest.raises(ValueError, match="16 digits") as caught:
        Nik(value)
    assert not value or value not in str(caught.value)


def test_niks_compare_by_their_digits() -> None:
    assert Nik(SAMPLE) == Nik(SAMPLE)
    assert {Nik(SAMPLE), Nik(SAMPLE)} == {Nik(SAMPLE)}
    assert Nik(SAMPLE) != Nik("3374990101900002")
    assert Nik(SAMPLE) != SAMPLE


@given(births, todays)
def test_age_counts_completed_years(born: date, today: date) -> None:
    age = age_on(born, today)
    assert (today.year - born.year) - age in (0, 1)
    assert age_on(born, date(born.year + 20, born.month, min(born.day, 28))) in (19, 20)


def test_people_born_on_the_29th_of_february_turn_older_on_the_1st_of_march() -> None:
    born = date(2000, 2, 29)
    assert age_on(born, date(2015, 2, 28)) == 14
    assert age_on(born, date(2015, 3, 1)) == 15
    assert age_on(born, date(2016, 2, 29)) == 16
