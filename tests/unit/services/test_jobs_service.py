"""The order of what is found: nearest first, and of the equally near what fits the person, over several pages together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.seeker import EducationLevel
from domain.vacancy import EducationNeed, Vacancy
from domain.vacancy.search import TOTAL_LIMIT, JobAnswer, JobHit, JobQuery, JobSuggestion, Sort
from domain.visit.jobs_events import JobsFound
from kiosk.services.jobs import JobsService
from tests.unit.visit.jobs_walks import registration, vacancy


@dataclass
class Index:
    """Finds the same vacancies whatever is asked, a page at a time; with ``slip`` only under the mended words."""

    hits: tuple[JobHit, ...]
    slip: str = ""
    asked: list[JobQuery] = field(default_factory=list)

    def search(self, query: JobQuery, today: date) -> JobAnswer:
        self.asked.append(query)
        corrected = "jahit" if self.slip and query.words == self.slip else ""
        if query.words.strip() not in {"jahit", self.slip}:
            return JobAnswer(query)
        page = self.hits[query.offset : query.offset + query.limit]
        return JobAnswer(query, page, min(len(self.hits), TOTAL_LIMIT + 1), corrected)

    def suggestions(self, place: str, today: date) -> tuple[JobSuggestion, ...]:
        raise NotImplementedError

    def get(self, vacancy_id: str, place: str, today: date) -> JobHit | None:
        raise NotImplementedError

    def similar(self, vacancy: Vacancy, place: str, today: date, limit: int) -> tuple[JobHit, ...]:
        raise NotImplementedError


class Clock:
    def now(self) -> datetime:
        return datetime(2026, 11, 23, 3, tzinfo=UTC)


def hit(number: int, km: float, *, fits: bool) -> JobHit:
    return JobHit(vacancy(number, education=EducationNeed(EducationLevel.SD if fits else EducationLevel.S2)), km)


def pages(index: Index, words: str = "jahit", limit: int = 20, sort: Sort = Sort.NEAR, known: bool = True) -> list[list[str]]:
    service, out = JobsService(index, Clock()), []
    for offset in range(0, len(index.hits), limit):
        found = service.find(JobQuery(words=words, offset=offset, limit=limit, sort=sort), registration() if known else None)
        assert isinstance(found, JobsFound)
        out.append([item.vacancy.vacancy_id for item in found.answer.hits])
    return out


def test_what_fits_on_the_second_page_comes_to_the_first_when_it_is_as_near() -> None:
    index = Index((*(hit(number, 1.0, fits=False) for number in range(25)), hit(25, 1.0, fits=True), hit(26, 6.0, fits=True)))
    first, second = pages(index)
    assert first[0] == "v-25"
    assert second[-1] == "v-26"


@pytest.mark.parametrize(("sort", "known"), [(Sort.NEWEST, True), (Sort.WAGE, True), (Sort.NEAR, False)])
def test_another_order_stays_as_it_is(sort: Sort, known: bool) -> None:
    index = Index((*(hit(number, 1.0, fits=False) for number in range(25)), hit(25, 1.0, fits=True)))
    assert pages(index, sort=sort, known=known)[0][0] == "v-0"


def test_after_a_mended_slip_the_order_is_the_same() -> None:
    index = Index((*(hit(number, 1.0, fits=False) for number in range(25)), hit(25, 1.0, fits=True)), slip="jait")
    found = JobsService(index, Clock()).find(JobQuery(words="jait"), registration())
    assert isinstance(found, JobsFound)
    assert (found.answer.corrected, found.answer.query.words) == ("jahit", "jait")
    assert found.answer.hits[0].vacancy.vacancy_id == "v-25"


@given(st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=70), st.integers(3, 8))
def test_page_by_page_everything_comes_once_and_nobody_is_asked_for_more_than_there_is(
    drawn: list[tuple[int, bool]], limit: int
) -> None:
    ordered = sorted(drawn, key=lambda item: item[0])
    index = Index(tuple(hit(number, km, fits=fits) for number, (km, fits) in enumerate(ordered)))
    seen = [key for page in pages(index, limit=limit) for key in page]
    assert sorted(seen) == sorted(item.vacancy.vacancy_id for item in index.hits)
    assert all(query.limit == limit or query.offset + query.limit <= len(index.hits) for query in index.asked)
    near = {item.vacancy.vacancy_id: item.km for item in index.hits}
    assert [near[key] for key in seen] == [item.km for item in index.hits]
