"""The search service over a real index: slips mended, no empty page without a way on, suggestions and similar work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.seeker import EducationLevel
from domain.vacancy import Shift
from domain.vacancy.search import JobQuery
from kiosk.services.vacancies import GROUPS, VacancySearch
from kiosk.store.catalog import SqlCatalog
from kiosk.store.vacancy_search import SqlVacancyIndex
from kiosk.store.vacancy_slips import Vocabulary
from tests.store.test_vacancy_index import POINTS, put, send
from tests.store.vacancy_sample import TODAY, vacancies

TEMBALANG = "33.74.10.1006"


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VacancySearch]:
    catalog = SqlCatalog(tmp_path_factory.mktemp("catalog"))
    send(catalog, [put(at, vacancy) for at, vacancy in enumerate(vacancies(), 1)])
    yield VacancySearch(SqlVacancyIndex(catalog.reading))
    catalog.close()


def test_oprator_jait_finds_operator_jahit(search: VacancySearch) -> None:
    answer = search.search(JobQuery("oprator jait", place=TEMBALANG), TODAY)
    assert answer.corrected == "operator jahit", "properly spelt, as a person would write it"
    assert answer.hits
    assert answer.hits[0].vacancy.kbji == "8153"
    assert answer.query.words == "oprator jait", "what was typed is kept"


def test_words_as_they_are_spoken_find_what_the_proper_ones_find(search: VacancySearch) -> None:
    spoken, proper = search.search(JobQuery("penjait baju"), TODAY), search.search(JobQuery("penjahit baju"), TODAY)
    assert proper.hits
    assert (spoken.corrected, spoken.total) == ("penjahit baju", proper.total)


@pytest.mark.parametrize("words", ["kerja apa saja", "kerja apa", "opo wae", "kerja opo wae", "menapa kemawon"])
def test_whoever_takes_any_work_sees_all_of_it(search: VacancySearch, words: str) -> None:
    answer = search.search(JobQuery(words), TODAY)
    assert (answer.total, answer.corrected) == (search.search(JobQuery(), TODAY).total, "")


def test_what_is_left_is_not_said_when_it_names_no_work(search: VacancySearch) -> None:
    answer = search.search(JobQuery("lowongan xqzwv"), TODAY)
    assert (answer.corrected, answer.hits) == ("", ())
    assert answer.wider


def test_nothing_is_mended_while_something_is_found(search: VacancySearch) -> None:
    assert search.search(JobQuery("satpa"), TODAY).corrected == ""
    assert search.search(JobQuery("satpam"), TODAY).corrected == ""


def test_a_stray_word_does_not_hide_everything(search: VacancySearch) -> None:
    assert search.search(JobQuery("satpam xqzwv"), TODAY).corrected == "satpam"


def test_a_name_of_two_words_is_no_slip_in_either() -> None:
    """"part" alone resembles "prt"."""
    vocabulary = Vocabulary([("prt", 5), ("tim", 3)])
    assert vocabulary.mend("kerja part time xqzwv") == "kerja part time"
    assert vocabulary.mend("part xqzwv") == "prt"


@pytest.mark.parametrize(
    "query",
    [
        JobQuery("satpam ", place=TEMBALANG, within_km=3, shift=Shift.MALAM, wage_from=9_000_000),
        JobQuery("apoteker ", education=EducationLevel.SD),
        JobQuery("bidan satpam barista "), JobQuery("xqzwv"), JobQuery(place=TEMBALANG, within_km=3, wage_from=50_000_000),
    ],
)  # fmt: skip
def test_an_empty_answer_offers_wider_searches_that_find_something(search: VacancySearch, query: JobQuery) -> None:
    answer = search.search(query, TODAY)
    assert not answer.hits
    assert answer.wider
    assert len({item.loosened for item in answer.wider}) == len(answer.wider)
    for item in answer.wider:
        assert search.search(item.query, TODAY).total == item.total > 0


def test_the_nearest_step_that_finds_something_is_offered(search: VacancySearch) -> None:
    far = (item.kbji for item in vacancies() if (POINTS.km(TEMBALANG, item.site.kode) or 0) > 5)
    query = next(
        asked for kbji in far if not search.search(asked := JobQuery(kbji=kbji, place=TEMBALANG, within_km=3), TODAY).total
    )  # fmt: skip
    answer = search.search(query, TODAY)
    assert not answer.hits
    step = next(item for item in answer.wider if item.loosened == "within_km").query.within_km
    for narrower in (km for km in (3, 5, 10, 25) if step is None or km < step):
        assert search.search(replace(query, within_km=narrower), TODAY).total == 0


def test_suggestions_are_what_is_most_open_nearby(search: VacancySearch) -> None:
    found = search.suggestions(TEMBALANG, TODAY)
    assert len(found) == GROUPS
    assert [item.open_count for item in found] == sorted((item.open_count for item in found), reverse=True)
    for item in found:
        assert item.name != item.kbji
        assert search.search(replace(item.query, within_km=10), TODAY).total == item.open_count
    assert search.suggestions("", TODAY)


def test_nobody_is_offered_what_is_over(search: VacancySearch) -> None:
    assert search.suggestions(TEMBALANG, TODAY + timedelta(days=400)) == ()
    assert search.search(JobQuery(), TODAY + timedelta(days=400)).wider == ()


def test_similar_work_is_open_near_and_never_the_same(search: VacancySearch) -> None:
    vacancy = next(item for item in vacancies() if item.kbji == "5414" and item.open_on(TODAY))
    hits = search.similar(vacancy, TEMBALANG, TODAY, 3)
    assert len(hits) == 3
    assert all(hit.vacancy.kbji == "5414" and hit.vacancy != vacancy and hit.vacancy.open_on(TODAY) for hit in hits)
    steps = [hit.km for hit in hits if hit.km is not None]
    assert [int(km) for km in steps] == sorted(int(km) for km in steps)


def test_one_vacancy_with_its_distance(search: VacancySearch) -> None:
    vacancy = vacancies()[1]
    hit = search.get(vacancy.vacancy_id, TEMBALANG, TODAY)
    assert hit is not None
    assert hit.vacancy == vacancy
    assert hit.km is not None
    assert search.get("unknown", TEMBALANG, TODAY) is None


def test_pages_follow_each_other_without_gap_or_repeat(search: VacancySearch) -> None:
    query = JobQuery("operator ", place=TEMBALANG)
    whole = search.search(replace(query, limit=60), TODAY).hits
    pages = [hit for at in (0, 20, 40) for hit in search.search(replace(query, offset=at), TODAY).hits]
    assert [hit.vacancy.vacancy_id for hit in pages] == [hit.vacancy.vacancy_id for hit in whole][: len(pages)]
    assert len({hit.vacancy.vacancy_id for hit in pages}) == len(pages) == min(60, len(whole))
