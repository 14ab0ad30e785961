"""A draft becomes a registration when every needed answer is there, and nothing personal shows in a log."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.problems import Problem, ProblemError
from domain.seeker import Address, Draft, Education, EducationLevel, Registration

NEEDED = (
    "tujuan nik nama tempat_lahir tanggal_lahir jenis_kelamin alamat telepon status_perkawinan agama tempat_diinginkan status_kerja"
).split()


def test_a_full_draft_is_a_registration_with_its_home_as_domicile(full_draft: Draft) -> None:
    made = full_draft.complete("r1")
    assert made is not None
    assert made.registration_id == "r1"
    assert made.domisili == made.biodata.alamat
    assert (made.email, made.keterampilan, made.disabilitas, made.upah_diinginkan) == ("", (), (), None)


@pytest.mark.parametrize("name", [*NEEDED, "pendidikan", "pekerjaan_diinginkan"])
def test_without_a_needed_answer_there_is_no_registration(full_draft: Draft, name: str) -> None:
    empty = () if isinstance(getattr(full_draft, name), tuple) else None
    assert replace(full_draft, **{name: empty}).complete("r1") is None


def test_another_domicile_must_be_told(full_draft: Draft) -> None:
    elsewhere = Address("Jl. Mawar 1", kel_desa="Batursari", kecamatan="Mranggen", kab_kota="Kabupaten Demak")
    assert replace(full_draft, domisili_sama=False).complete("r1") is None
    made = replace(full_draft, domisili_sama=False, domisili=elsewhere).complete("r1")
    assert made is not None
    assert made.domisili == elsewhere


def test_optional_answers_are_taken_over(full_draft: Draft) -> None:
    made = replace(full_draft, email="siti@contoh.id", keterampilan=("Menjahit",), bahasa=("Jawa",), upah_diinginkan=3_500_000).complete("r1")
    assert made is not None
    assert (made.email, made.keterampilan, made.bahasa, made.upah_diinginkan) == ("siti@contoh.id", ("Menjahit",), ("Jawa",), 3_500_000)


@given(st.lists(st.sampled_from(EducationLevel), min_size=1))
def test_the_highest_education_is_the_highest_level_whatever_the_order(levels: list[EducationLevel]) -> None:
    draft = Draft(pendidikan=tuple(Education(level) for level in levels))
    highest = Registration.highest_education.fget(draft)  # type: ignore[attr-defined]
    assert highest.jenjang is max(levels, key=list(EducationLevel).index)


def test_a_major_is_asked_from_senior_high_school_on() -> None:
    without = {level for level in EducationLevel if not level.has_major}
    assert without == {EducationLevel.TIDAK_TAMAT_SD, EducationLevel.SD, EducationLevel.SMP}


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (
            Address("Jl. Kenanga 4", "003", "004", "Tembalang", "Tembalang", "Kota Semarang", "Jawa Tengah"),
            ("Jl. Kenanga 4, RT 003 RW 004", "Tembalang, Tembalang", "Kota Semarang, Jawa Tengah"),
        ),
        (Address("Dusun Krajan", "002"), ("Dusun Krajan, RT 002",)),
        (Address("Jl. Kenanga 4", rw="004"), ("Jl. Kenanga 4, RW 004",)),
        (Address("", kab_kota="Kabupaten Demak"), ("Kabupaten Demak",)),
        (Address(""), ()),
    ],
)
def test_an_address_prints_what_is_known_in_up_to_three_lines(address: Address, lines: tuple[str, ...]) -> None:
    assert address.lines() == lines


def test_nothing_personal_shows_in_a_log(full_draft: Draft, registration: Registration) -> None:
    shown = f"{full_draft!r} {registration!r} {registration.biodata!r} {registration.domisili!r} {full_draft.nik!r}"
    for secret in ("Siti", "Kenanga", "3374994101900001", "+6281234567890", "1990"):
        assert secret not in shown


def test_a_fresh_draft_knows_nothing() -> None:
    assert Draft().biodata() is None
    assert Draft().complete("r1") is None
    assert all(not getattr(Draft(), field.name) for field in fields(Draft))


def test_a_problem_names_its_sentences_and_its_exception_says_only_the_code() -> None:
    problem = Problem("nik_too_short", {"count": 4})
    assert (problem.key, problem.staff_key) == ("problem.nik_too_short", "problem.nik_too_short.staff")
    assert str(ProblemError(problem)) == "nik_too_short"
    assert Problem("name_empty") == Problem("name_empty")
