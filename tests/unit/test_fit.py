"""How a profile meets a vacancy: requirement by requirement, in words, never hiding anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.catalogue import LANGUAGES, texts
from domain.nik import Sex
from domain.seeker import Disability, Education, EducationLevel, Experience, WishedPlace
from domain.vacancy import DisabilityAccess, EducationNeed, LegalLimit, LimitKind, Site, Vacancy
from domain.vacancy.distance import near_step
from domain.vacancy.fit import FitStatus, Requirement, better_first, fit, unmet, years_worked
from domain.vacancy.search import JobHit
from tests.unit.visit.jobs_walks import registration, vacancy

TODAY = date(2026, 11, 23)


def status(requirement: Requirement, job: Vacancy, **about: object) -> FitStatus | None:
    found = [line.status for line in fit(registration(**about), job, TODAY) if line.requirement is requirement]  # type: ignore[arg-type]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("own", "asked", "met"),
    [
        (EducationLevel.SMA, EducationLevel.SMA, True), (EducationLevel.SMA, EducationLevel.SMK, True),
        (EducationLevel.SMK, EducationLevel.SMA, True), (EducationLevel.SMP, EducationLevel.SMA, False),
        (EducationLevel.D4, EducationLevel.S1, True), (EducationLevel.D3, EducationLevel.S1, False),
        (EducationLevel.TIDAK_TAMAT_SD, EducationLevel.SD, False),
    ],
)  # fmt: skip
def test_education_is_compared_by_its_level(own: EducationLevel, asked: EducationLevel, met: bool) -> None:
    job = vacancy(education=EducationNeed(asked))
    expected = FitStatus.MEETS if met else FitStatus.NOT_YET
    assert status(Requirement.EDUCATION, job, pendidikan=(Education(own, "Sekolah Contoh"),)) is expected


def test_a_vacancy_that_asks_nothing_has_only_its_place() -> None:
    assert [line.requirement for line in fit(registration(disabilitas=()), vacancy(), TODAY)] == [Requirement.PLACE]


@pytest.mark.parametrize(
    ("major", "expected"), [("Tata Busana", FitStatus.MEETS), ("busana", FitStatus.MEETS), ("Akuntansi", FitStatus.NOT_YET), ("", FitStatus.ASK)]
)
def test_majors_match_by_their_telling_words(major: str, expected: FitStatus) -> None:
    job = vacancy(education=EducationNeed(EducationLevel.SMA, ("Teknik Busana",)))
    assert status(Requirement.MAJOR, job, pendidikan=(Education(EducationLevel.SMK, "SMK Contoh", major, 2013),)) is expected


@pytest.mark.parametrize(
    ("jobs", "expected"),
    [
        ((Experience("PT Contoh", "Operator jahit", 2018, 2022),), FitStatus.MEETS),
        ((Experience("Toko Contoh", "Kasir", 2018, 2022),), FitStatus.ASK),
        ((Experience("PT Contoh", "Penjahit jahit", 2022, 2023),), FitStatus.ASK),
        ((), FitStatus.NOT_YET),
    ],
)  # fmt: skip
def test_experience_counts_in_this_work_and_may_be_asked_about_in_others(jobs: tuple[Experience, ...], expected: FitStatus) -> None:
    assert status(Requirement.EXPERIENCE, vacancy(experience_years=2), pengalaman=jobs) is expected


def test_jobs_at_the_same_time_count_once() -> None:
    jobs = (Experience("A", "Kasir", 2015, 2018), Experience("B", "Kasir", 2016, 2017), Experience("C", "Kasir", 2017, 2019))
    assert years_worked(jobs, TODAY) == (4, 5)
    assert years_worked((Experience("A", "Kasir", 2024),), TODAY) == (2, 3)


def test_a_skill_nobody_told_us_is_asked_not_denied() -> None:
    job = vacancy(skills=("Menjahit", "Obras"))
    lines = [line.status for line in fit(registration(keterampilan=("menjahit",)), job, TODAY) if line.requirement is Requirement.SKILL]
    assert lines == [FitStatus.MEETS, FitStatus.ASK]


@pytest.mark.parametrize(
    ("wish", "site", "expected"),
    [
        (WishedPlace.KOTA_SEMARANG, Site("33.74.15.1001"), FitStatus.MEETS), (WishedPlace.KOTA_SEMARANG, Site("33.22.01"), FitStatus.NOT_YET),
        (WishedPlace.JAWA_TENGAH, Site("33.22.01"), FitStatus.MEETS), (WishedPlace.INDONESIA, Site("", negara="Jepang"), FitStatus.NOT_YET),
        (WishedPlace.LUAR_NEGERI, Site("", negara="Jepang"), FitStatus.MEETS), (WishedPlace.KOTA_SEMARANG, Site(""), FitStatus.ASK),
    ],
)  # fmt: skip
def test_the_wished_place(wish: WishedPlace, site: Site, expected: FitStatus) -> None:
    assert status(Requirement.PLACE, vacancy(site=site), tempat_diinginkan=wish) is expected


def test_disability_is_a_line_only_for_who_told_one_and_never_a_no() -> None:
    assert status(Requirement.ACCESS, vacancy(), disabilitas=()) is None
    assert status(Requirement.ACCESS, vacancy()) is FitStatus.ASK
    assert status(Requirement.ACCESS, vacancy(disability=DisabilityAccess(True))) is FitStatus.MEETS
    only_deaf = DisabilityAccess(True, (Disability.RUNGU_WICARA,))
    assert status(Requirement.ACCESS, vacancy(disability=only_deaf)) is FitStatus.ASK


def test_a_lawful_limit_is_shown_and_never_called_not_yet() -> None:
    limits = (LegalLimit(LimitKind.AGE_MAX, "30", "Pekerjaan di ketinggian (contoh)"), LegalLimit(LimitKind.SEX, "P", "Contoh"))
    lines = fit(registration(disabilitas=()), vacancy(limits=limits), TODAY)
    assert [line.status for line in lines[1:]] == [FitStatus.ASK, FitStatus.MEETS]
    assert registration().biodata.jenis_kelamin is Sex.P


LEVELS = st.sampled_from(list(EducationLevel))
JOBS = st.builds(
    vacancy, education=st.builds(EducationNeed, st.none() | LEVELS, st.lists(st.text(max_size=12), max_size=3).map(tuple)),
    experience_years=st.integers(0, 10), skills=st.lists(st.text(max_size=12), max_size=4).map(tuple), title=st.text(max_size=20),
    disability=st.builds(DisabilityAccess, st.booleans(), st.lists(st.sampled_from(list(Disability)), max_size=2).map(tuple)),
    limits=st.lists(
        st.builds(LegalLimit, st.sampled_from(list(LimitKind)), st.text(max_size=5) | st.just("30"), st.just("x")), max_size=3
    ).map(tuple),
)  # fmt: skip
PEOPLE = st.builds(
    registration, pendidikan=st.lists(st.builds(Education, LEVELS, st.just("S"), st.text(max_size=12)), max_size=3).map(tuple),
    pengalaman=st.lists(
        st.builds(Experience, st.just("A"), st.text(max_size=12), st.integers(1960, 2026), st.none() | st.integers(1960, 2030)), max_size=4
    ).map(tuple),
    tempat_diinginkan=st.sampled_from(list(WishedPlace)), disabilitas=st.lists(st.sampled_from(list(Disability)), max_size=2).map(tuple),
)  # fmt: skip


@given(PEOPLE, JOBS, st.none() | st.floats(0, 500))
def test_every_requirement_has_a_sentence_in_every_language(person: object, job: Vacancy, km: float | None) -> None:
    lines = fit(person, job, TODAY, km)  # type: ignore[arg-type]
    assert 0 <= unmet(lines) <= len(lines)
    for language in LANGUAGES:
        for line in lines:
            assert line.text(texts(language)).strip()


@given(PEOPLE, JOBS)
def test_learning_more_never_makes_the_fit_worse(person: object, job: Vacancy) -> None:
    before = fit(person, job, TODAY)  # type: ignore[arg-type]
    learned = replace(person, keterampilan=job.skills, pendidikan=(*person.pendidikan, Education(EducationLevel.S3, "U")))  # type: ignore[type-var, attr-defined]
    after = fit(learned, job, TODAY)  # type: ignore[arg-type]
    assert unmet(after) <= unmet(before) + (1 if job.education.majors else 0)
    for line in after:
        if line.requirement is Requirement.EDUCATION:
            assert line.status is FitStatus.MEETS


# --- the order of an answer -------------------------------------------------------------------------------------------
def _hit(number: int, km: float | None, least: EducationLevel | None = None, years: int = 0) -> JobHit:
    return JobHit(vacancy(number, education=EducationNeed(least), experience_years=years), km)


def test_of_equally_near_ones_what_fits_the_person_comes_first_and_newest_breaks_ties() -> None:
    answer = (_hit(1, 1.2, EducationLevel.S2), _hit(2, 1.8), _hit(3, 1.9), _hit(4, 4.0, EducationLevel.S2, 30), _hit(5, 9.0))
    ordered = better_first(answer, registration(), None, TODAY)
    assert [hit.vacancy.vacancy_id for hit in ordered] == [answer[place].vacancy.vacancy_id for place in (1, 2, 0, 3, 4)]


def test_without_a_person_the_nearer_schooling_comes_first_only_when_it_was_asked_with() -> None:
    answer = (_hit(1, 1.2, EducationLevel.SD), _hit(2, 1.8, EducationLevel.SMA))
    assert better_first(answer, None, None, TODAY) == answer
    assert better_first(answer, None, EducationLevel.SMK, TODAY) == (answer[1], answer[0])


DISTANCES = st.sampled_from([None, 0.4, 1.2, 1.9, 7.0])
LEVELS = st.sampled_from([None, EducationLevel.SD, EducationLevel.S2])


@given(st.lists(st.tuples(DISTANCES, LEVELS), max_size=8))
def test_ordering_by_fit_keeps_every_hit_and_never_puts_the_farther_first(drawn: list[tuple[float | None, EducationLevel | None]]) -> None:
    answer = tuple(_hit(place, km, least) for place, (km, least) in enumerate(sorted(drawn, key=lambda item: near_step(item[0])), 1))
    ordered = better_first(answer, registration(), None, TODAY)
    assert sorted(hit.vacancy.vacancy_id for hit in ordered) == sorted(hit.vacancy.vacancy_id for hit in answer)
    assert [near_step(hit.km) for hit in ordered] == [near_step(hit.km) for hit in answer]
