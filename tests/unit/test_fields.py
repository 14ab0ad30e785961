"""What people type is read forgivingly, and each slip gets the problem that tells how to mend it."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain import fields
from domain.problems import Problem

TODAY = date(2026, 11, 23)


# --- names ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "name",
    [
        "Suparmi", "Siti Aminah", "O'Neil", "Anne-Marie d’Arc", "Renée Ångström", "I Gusti Ngurah Rai, S.Pd.", "محمد علي", "李小龍",
        "Nguyễn Văn A",
    ],
)
def test_names_of_every_people_are_names(name: str) -> None:
    assert fields.parse_name(name) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [("  siti   aminah ", "siti aminah"), ("Siti\tAminah\n", "Siti Aminah"), ("Re\u0301nee", "Rénee"), ("Budi\u202e\u0000", "Budi")],
)
def test_a_name_is_tidied_not_judged(typed: str, name: str) -> None:
    assert fields.parse_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", Problem("name_empty")),
        (" \u200b ", Problem("name_empty")),
        ("Budi 2", Problem("name_has_digits")),
        ("Budi ٢", Problem("name_has_digits")),
        ("😀", Problem("name_no_letters")),
        ("-'.", Problem("name_no_letters")),
        ("a" * 101, Problem("name_too_long", {"count": 101, "limit": 100})),
    ],
)
def test_each_slip_in_a_name_has_its_own_problem(typed: str, problem: Problem) -> None:
    assert fields.parse_name(typed) == problem


def test_a_name_of_exactly_the_limit_is_kept() -> None:
    assert fields.parse_name("a" * fields.NAME_MAX) == "a" * fields.NAME_MAX


@given(st.text())
@example("e\u200d\u0301a")
def test_reading_a_name_twice_changes_nothing_more(typed: str) -> None:
    name = fields.parse_name(typed)
    assert isinstance(name, Problem) or fields.parse_name(name) == name


# --- free text, address, RT and RW ---------------------------------------------------------------------------------
def test_free_text_names_its_field_and_limit() -> None:
    assert fields.parse_free_text(" \n", "sekolah") == Problem("text_empty", {"field": "sekolah"})
    assert fields.parse_free_text("x" * 121, "sekolah") == Problem("text_too_long", {"field": "sekolah", "count": 121, "limit": 120})
    assert fields.parse_free_text(" SMK  Negeri 4 ", "sekolah") == "SMK Negeri 4"


def test_a_kampung_address_may_be_long() -> None:
    street = "Kampung Bustaman Gang Gedong Sebelah Timur Musala " * 4
    assert fields.parse_address(street) == street.strip()
    assert fields.parse_address("x" * 201) == Problem("text_too_long", {"field": "alamat", "count": 201, "limit": 200})
    assert fields.parse_address("") == Problem("text_empty", {"field": "alamat"})


@pytest.mark.parametrize(("typed", "kept"), [("3", "003"), ("03", "003"), ("012", "012"), ("", ""), (" - ", ""), ("-", "")])
def test_rt_and_rw_are_padded_or_left_out(typed: str, kept: str) -> None:
    assert fields.parse_rt_rw(typed, "rt") == kept


@pytest.mark.parametrize("typed", ["1234", "3a", "tiga", "1/2", "٣"])
def test_rt_and_rw_are_up_to_three_digits(typed: str) -> None:
    assert fields.parse_rt_rw(typed, "rw") == Problem("rt_rw_form", {"field": "rw"})


# --- dates ---------------------------------------------------------------------------------------------------------
@given(st.dates(date(1000, 1, 1)), st.sampled_from(["", " ", "-", "/", ".", " - ", "\u2009/"]))
def test_a_date_is_read_with_any_separators(day: date, between: str) -> None:
    assert fields.parse_date(f"{day.day:02}{between}{day.month:02}{between}{day.year:04}", "tanggal_lahir") == day


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", Problem("date_empty", {"field": "tanggal_lahir"})),
        ("dd-mm-yyyy", Problem("date_empty", {"field": "tanggal_lahir"})),
        ("1701", Problem("date_incomplete", {"field": "tanggal_lahir", "count": 4})),
        ("170119901", Problem("date_incomplete", {"field": "tanggal_lahir", "count": 9})),
        ("01131990", Problem("date_month_unreal", {"field": "tanggal_lahir", "month": 13})),
        ("01001990", Problem("date_month_unreal", {"field": "tanggal_lahir", "month": 0})),
        ("29021990", Problem("date_day_unreal", {"field": "tanggal_lahir", "day": 29, "month": 2})),
        ("31042000", Problem("date_day_unreal", {"field": "tanggal_lahir", "day": 31, "month": 4})),
        ("00042000", Problem("date_day_unreal", {"field": "tanggal_lahir", "day": 0, "month": 4})),
        ("01010000", Problem("year_too_early", {"field": "tanggal_lahir", "year": 0})),
    ],
)
def test_each_slip_in_a_date_has_its_own_problem(typed: str, problem: Problem) -> None:
    assert fields.parse_date(typed, "tanggal_lahir") == problem


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("23112011", date(2011, 11, 23)),
        ("24112011", Problem("birth_date_too_young", {"age": 14, "minimum": 15})),
        ("24112026", Problem("birth_date_future")),
        ("23112026", Problem("birth_date_too_young", {"age": 0, "minimum": 15})),
        ("23111916", date(1916, 11, 23)),
        ("24111915", date(1915, 11, 24)),
        ("23111915", Problem("birth_date_too_old", {"age": 111})),
        ("29022008", date(2008, 2, 29)),
        ("31021990", Problem("date_day_unreal", {"field": "tanggal_lahir", "day": 31, "month": 2})),
    ],
)
def test_a_birth_date_is_that_of_somebody_of_15_to_110(typed: str, outcome: date | Problem) -> None:
    assert fields.parse_birth_date(typed, TODAY) == outcome


# --- years ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("2019", 2019),
        (" 2026 ", 2026),
        ("2027", Problem("year_future", {"field": "tahun_lulus", "year": 2027, "latest": 2026})),
        ("", Problem("year_empty", {"field": "tahun_lulus"})),
        ("19", Problem("year_incomplete", {"field": "tahun_lulus", "count": 2})),
        ("20199", Problem("year_incomplete", {"field": "tahun_lulus", "count": 5})),
        ("1929", Problem("year_too_early", {"field": "tahun_lulus", "year": 1929})),
        ("1994", Problem("year_too_early", {"field": "tahun_lulus", "year": 1994})),
        ("1995", 1995),
    ],
)
def test_a_year_lies_between_childhood_and_now(typed: str, outcome: int | Problem) -> None:
    assert fields.parse_year(typed, "tahun_lulus", TODAY, date(1990, 5, 1)) == outcome


def test_somebody_about_to_leave_school_may_name_next_year() -> None:
    assert fields.parse_year("2027", "tahun_lulus", TODAY, may_be_future=True) == 2027
    assert fields.parse_year("2028", "tahun_lulus", TODAY, may_be_future=True) == Problem(
        "year_future", {"field": "tahun_lulus", "year": 2028, "latest": 2027}
    )


# --- telephone -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "typed", ["081234567890", "+62 812-3456-7890", "6281234567890", "81234567890", "+62 0812 3456 7890", "(0812) 3456.7890"]
)
def test_one_mobile_number_is_written_in_many_ways(typed: str) -> None:
    assert fields.parse_phone(typed) == "+6281234567890"


def test_a_landline_keeps_its_area_code() -> None:
    assert fields.parse_phone("(024) 8440335") == "+62248440335"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", Problem("phone_empty")),
        ("0812-abcd", Problem("phone_not_digits")),
        ("8440335a", Problem("phone_not_digits")),
        ("7601234", Problem("phone_start")),
        ("+1 555 0100 100", Problem("phone_start")),
        ("0081234567890", Problem("phone_start")),
        ("08123", Problem("phone_too_short", {"count": 5})),
        ("08123456789012", Problem("phone_too_long", {"count": 14})),
        ("+", Problem("phone_start")),
    ],
)
def test_each_slip_in_a_phone_number_has_its_own_problem(typed: str, problem: Problem) -> None:
    assert fields.parse_phone(typed) == problem


@given(st.text(alphabet="0123456789 +-.()", max_size=24))
def test_a_read_phone_number_reads_the_same_again(typed: str) -> None:
    phone = fields.parse_phone(typed)
    if isinstance(phone, str):
        assert phone.startswith("+62")
        assert 8 <= len(phone) - 3 <= 12
        assert fields.parse_phone(phone) == phone


# --- e-mail --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["siti@contoh.id", "siti.aminah+kerja@mail.contoh.co.id", "o'neil@contoh.id"])
def test_usual_addresses_are_kept(typed: str) -> None:
    assert fields.parse_email(typed) == typed


def test_spaces_that_slipped_in_are_dropped() -> None:
    assert fields.parse_email(" siti @contoh.id ") == "siti@contoh.id"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "email_empty"),
        ("siti.contoh.id", "email_no_at"),
        ("siti@contoh", "email_form"),
        ("@contoh.id", "email_form"),
        ("siti@@contoh.id", "email_form"),
        ("siti@-contoh.id", "email_form"),
        ("siti@contoh..id", "email_form"),
        ("s" * 250 + "@contoh.id", "email_form"),
    ],
)
def test_each_slip_in_an_address_has_its_own_problem(typed: str, code: str) -> None:
    assert fields.parse_email(typed) == Problem(code)


# --- wage ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "typed", ["3500000", "3.500.000", "Rp 3.500.000", "Rp3,500,000", "Rp 3.500.000,00", "3,500,000.00", "3.500.000,-", "3 500 000"]
)
def test_a_wage_is_read_in_every_usual_spelling(typed: str) -> None:
    assert fields.parse_wage(typed) == 3_500_000


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", Problem("wage_empty")),
        ("rupiah", Problem("wage_empty")),
        ("3500", Problem("wage_too_low", {"minimum": 100_000})),
        ("99.999", Problem("wage_too_low", {"minimum": 100_000})),
        ("0", Problem("wage_too_low", {"minimum": 100_000})),
        ("500.000.001", Problem("wage_too_high", {"maximum": 500_000_000})),
        ("9" * 5000, Problem("wage_too_high", {"maximum": 500_000_000})),
    ],
)
def test_each_slip_in_a_wage_has_its_own_problem(typed: str, problem: Problem) -> None:
    assert fields.parse_wage(typed) == problem


def test_the_limits_of_a_wage_are_wages() -> None:
    assert fields.parse_wage("100.000") == 100_000
    assert fields.parse_wage("500.000.000") == 500_000_000
    assert fields.parse_wage("0003500000") == 3_500_000


# --- all of them ---------------------------------------------------------------------------------------------------
@given(st.text())
def test_any_text_gives_a_value_or_a_problem_and_a_problem_keeps_nothing_of_it(typed: str) -> None:
    outcomes = (
        fields.parse_name(typed), fields.parse_free_text(typed, "sekolah"), fields.parse_address(typed),
        fields.parse_date(typed, "tanggal_lahir"), fields.parse_birth_date(typed, TODAY), fields.parse_phone(typed),
        fields.parse_email(typed), fields.parse_year(typed, "tahun_lulus", TODAY, TODAY), fields.parse_wage(typed),
        fields.parse_rt_rw(typed, "rt"),
    )  # fmt: skip
    named = {"sekolah", "alamat", "tanggal_lahir", "tahun_lulus", "rt"}
    for outcome in outcomes:
        if isinstance(outcome, Problem):
            assert all(isinstance(value, int) or value in named for value in outcome.params.values())
