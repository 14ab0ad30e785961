"""The index of vacancies: equal to asking every row, whatever came and went, and honest about what it cannot read."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.reference import point_rows
from domain.search import asked, name_terms, terms, tokens
from domain.seeker import EducationLevel
from domain.vacancy import DisabilityAccess, EducationNeed, PlacementKind, Shift, Vacancy, Wage
from domain.vacancy.distance import PlacePoints, near_step
from domain.vacancy.search import TOTAL_LIMIT, JobQuery, Sort
from domain.vacancy.wording import body, conditions, education_rank, names, work
from kiosk.store.catalog import SqlCatalog
from kiosk.store.engine import transaction
from kiosk.store.stemming import stem
from kiosk.store.vacancy_index import rebuild
from kiosk.store.vacancy_search import SqlVacancyIndex
from sync.wire import codec
from sync.wire.messages import Change, ChangesPage
from tests.store.vacancy_sample import TODAY, vacancies

POINTS = PlacePoints(point_rows())
SAMPLE = vacancies()


def put(rev: int, vacancy: Vacancy) -> Change:
    return Change(rev=rev, e="vacancy", id=vacancy.vacancy_id, op="put", d=codec.to_json(vacancy))  # type: ignore[arg-type]


def send(catalog: SqlCatalog, changes: Sequence[Change]) -> None:
    start = catalog.cursor().rev
    end = max(start, *(change.rev for change in changes))
    catalog.apply(ChangesPage(feed="33.74", generation="g", from_rev=start, next=end, has_more=False, changes=list(changes)))


def meets(query: JobQuery, vacancy: Vacancy, today: date) -> bool:
    """What the index must agree with: the same question asked of one vacancy, without any index."""
    told = max(vacancy.wage.minimum or 0, vacancy.wage.maximum or 0) if vacancy.wage.shown else 0
    km = POINTS.km(query.place, vacancy.site.kode)
    rank = education_rank(query.education)
    return (
        vacancy.open_on(today)
        and vacancy.kbji.startswith(query.kbji)
        and (not query.kbli or vacancy.kbli == query.kbli)
        and (query.education is None or education_rank(vacancy.education.minimum) <= rank)
        and told >= (query.wage_from or 0)
        and (query.shift is None or vacancy.shift is query.shift)
        and (query.placement is None or vacancy.placement is query.placement)
        and (not query.no_experience or not vacancy.experience_years)
        and (not query.disability or vacancy.disability.welcome)
        and (query.within_km is None or POINTS.of(query.place) is None or (km is not None and km <= query.within_km))
    )


def says(query: JobQuery, vacancy: Vacancy, *, deep: bool) -> bool:
    """Whether its words meet every word asked for."""
    texts = (*work(vacancy), conditions(vacancy), *(body(vacancy) if deep else ()))
    held = {term for text in texts for term in terms(text, stem)}
    held |= {term for text in names(vacancy) for term in name_terms(text, stem)}
    return all(held & set(word.terms) for word in asked(query.words, stem))


def naive(query: JobQuery, held: Sequence[Vacancy], today: date) -> list[set[str]]:
    """The ids the headlines find, and those the bodies find when that is less than a page."""
    open_ones = [vacancy for vacancy in held if meets(query, vacancy, today)]
    head = {vacancy.vacancy_id for vacancy in open_ones if says(query, vacancy, deep=False)}
    if len(head) >= query.limit or not asked(query.words, stem):
        return [head, set()]
    return [head, {vacancy.vacancy_id for vacancy in open_ones if says(query, vacancy, deep=True)} - head]


some = st.sampled_from
QUERY = st.builds(
    JobQuery,
    words=some(["", "satpam ", "operator ", "jahit ", "sopir truk ", "menyapu ", "lowongan kasir ", "guru ", "contoh ", "sma "]),
    kbji=some(["", "", "", "8", "81", "8153", "5414"]), place=some(["", "33.74.10.1006", "33.74.15", "33.24", "99.99"]),
    within_km=some([None, None, 3, 10, 25]), education=some([None, None, *EducationLevel]),
    wage_from=some([None, None, 2_250_000, 3_000_000, 5_100_000]), shift=some([None, None, *Shift]),
    no_experience=some([False, False, True]), disability=some([False, False, True]),
    placement=some([None, None, *PlacementKind]), kbli=some(["", "", "C", "N"]), sort=some(list(Sort)),
)  # fmt: skip


def check(index: SqlVacancyIndex, query: JobQuery, held: Sequence[Vacancy], today: date) -> None:
    expected = naive(query, held, today)
    found = index.find(query, today)
    by_id = {vacancy.vacancy_id: vacancy for vacancy in held}
    total = sum(map(len, expected))
    assert found.total == min(total, TOTAL_LIMIT + 1)
    assert index.count(query, today) == found.total
    got = [hit.vacancy.vacancy_id for hit in found.hits]
    assert len(got) == len(set(got)) == min(query.limit, total)
    assert set(got) <= expected[0] | expected[1]
    head = [one for one in got if one in expected[0]]
    assert got[: len(head)] == head, "headlines first"
    nearest_first = sorted(_order(query, by_id[one]) for one in expected[0])
    assert [_order(query, by_id[one]) for one in head] == nearest_first[: query.limit]
    for hit in found.hits:
        assert hit.km == pytest.approx(POINTS.km(query.place, hit.vacancy.site.kode))
        assert hit.vacancy == by_id[hit.vacancy.vacancy_id]


def _order(query: JobQuery, vacancy: Vacancy) -> tuple[int, int]:
    newest = -vacancy.published_on.toordinal()
    if query.sort is Sort.WAGE:
        wage = vacancy.wage
        return (-(max(wage.minimum or 0, wage.maximum or 0) if wage.shown else 0), newest)
    if query.sort is Sort.NEAR and POINTS.of(query.place):
        return (near_step(POINTS.km(query.place, vacancy.site.kode)), newest)
    return (0, newest)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlVacancyIndex]:
    catalog = SqlCatalog(tmp_path_factory.mktemp("whole"))
    send(catalog, [put(at, vacancy) for at, vacancy in enumerate(SAMPLE, 1)])
    yield SqlVacancyIndex(catalog.reading)
    catalog.close()


@given(query=QUERY, later=st.integers(0, 45))
@settings(max_examples=150, deadline=None)
def test_the_index_finds_what_asking_every_row_finds(whole: SqlVacancyIndex, query: JobQuery, later: int) -> None:
    check(whole, query, SAMPLE, TODAY + timedelta(days=later))


@given(query=QUERY)
@settings(max_examples=60, deadline=None)
def test_the_nearest_of_very_many_are_the_same_ring_by_ring(
    whole: SqlVacancyIndex, query: JobQuery
) -> None:
    """With the limits lowered, the sample is "very many": both ways of sorting must agree with the exact one."""
    exact = whole.find(query, TODAY)
    for sorted_whole in (0, 10_000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("kiosk.store.vacancy_ask.TOTAL_LIMIT", 20)
            patch.setattr("kiosk.store.vacancy_ask._SORTED_WHOLE", sorted_whole)
            many = whole.find(query, TODAY)
        assert [_order(query, hit.vacancy) for hit in many.hits] == [_order(query, hit.vacancy) for hit in exact.hits]
        if exact.total > 20:
            assert {hit.vacancy.vacancy_id for hit in many.hits} == {hit.vacancy.vacancy_id for hit in exact.hits}


CHANGED = st.tuples(st.integers(0, 30), st.booleans(), st.integers(0, 3), st.integers(-3, 30))


@given(steps=st.lists(st.lists(CHANGED, min_size=1, max_size=12), min_size=1, max_size=5), queries=st.lists(QUERY, min_size=1, max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_comes_and_goes_the_index_follows(
    steps: list[list[tuple[int, bool, int, int]]], queries: list[JobQuery]
) -> None:
    """Put, put again (another day, another text), deleted and expired in any order; then the same from a bulk build."""
    held: dict[str, Vacancy] = {}
    rev = 0
    with TemporaryDirectory() as folder:
        catalog = SqlCatalog(Path(folder))
        index = SqlVacancyIndex(catalog.reading)
        for step in steps:
            changes: list[Change] = []
            for which, kept, moved, left in step:
                rev += 1
                base = SAMPLE[which]
                if kept:
                    made = replace(
                        base, title=SAMPLE[which + moved].title, published_on=base.published_on + timedelta(days=moved),
                        valid_until=TODAY + timedelta(days=left), site=SAMPLE[which + moved].site,
                    )  # fmt: skip
                    held[base.vacancy_id] = made
                    changes.append(put(rev, made))
                else:
                    held.pop(base.vacancy_id, None)
                    changes.append(Change(rev=rev, e="vacancy", id=base.vacancy_id, op="del"))
            send(catalog, changes)
            for query in queries:
                check(index, query, tuple(held.values()), TODAY)
        with transaction(catalog._current._writer) as connection:  # type: ignore[attr-defined]
            rebuild(connection)
        for query in queries:
            check(index, query, tuple(held.values()), TODAY)
        catalog.close()


def test_an_expired_vacancy_is_gone_at_midnight_without_any_network(tmp_path: Path) -> None:
    catalog = SqlCatalog(tmp_path)
    vacancy = replace(SAMPLE[1], valid_from=TODAY, valid_until=TODAY)
    send(catalog, [put(1, vacancy)])
    index = SqlVacancyIndex(catalog.reading)
    totals = [index.find(JobQuery(), TODAY + timedelta(days=day)).total for day in (-1, 0, 1)]
    assert totals == [0, 1, 0]
    closed = index.get(vacancy.vacancy_id, "")
    assert closed is not None
    assert not closed.vacancy.open_on(TODAY + timedelta(days=1))
    catalog.close()


def test_a_fill_is_indexed_when_it_ends(tmp_path: Path) -> None:
    catalog = SqlCatalog(tmp_path)
    catalog.start_fresh("g")
    changes = [put(at, vacancy) for at, vacancy in enumerate(SAMPLE[:50], 1)]
    catalog.apply(ChangesPage(feed="33.74", generation="g", from_rev=0, next=50, has_more=False, changes=changes))
    index = SqlVacancyIndex(catalog.reading)
    assert index.find(JobQuery(), TODAY).total == 0
    catalog.finish_fresh()
    assert index.find(JobQuery(), TODAY).total == sum(vacancy.open_on(TODAY) for vacancy in SAMPLE[:50])
    catalog.close()


def test_what_a_newer_server_writes_is_left_out_with_one_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    catalog = SqlCatalog(tmp_path)
    strange = [
        Change(rev=at, e="vacancy", id=f"new-{at}", op="put", v=9, d={"title": "Satpam", "shift": "antariksa"}) for at in (2, 3)
    ]
    with caplog.at_level(logging.WARNING):
        send(catalog, [put(1, SAMPLE[1]), *strange])
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    index = SqlVacancyIndex(catalog.reading)
    assert index.find(JobQuery(), TODAY).total == 1
    assert index.get("new-2", "") is None
    catalog.close()


def test_hidden_wages_are_not_found_by_amount(tmp_path: Path) -> None:
    catalog = SqlCatalog(tmp_path)
    send(catalog, [put(1, replace(SAMPLE[1], wage=Wage(9_000_000, 9_500_000, shown=False)))])
    assert SqlVacancyIndex(catalog.reading).find(JobQuery(wage_from=1_000_000), TODAY).total == 0
    catalog.close()


@given(words=st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_search(whole: SqlVacancyIndex, words: str) -> None:
    whole.find(JobQuery(words, place="33.74.10"), TODAY)
    whole.mend(words)


@pytest.mark.parametrize("words", ['"', "' OR 1=1 --", "a* NEAR b", "~jahit", "_d", "satpam AND", "(", "x" * 5000, "\x00", "½ ²"])
def test_query_language_typed_by_hand_is_only_words(whole: SqlVacancyIndex, words: str) -> None:
    whole.find(JobQuery(words), TODAY)


def test_conditions_are_found_in_peoples_words(tmp_path: Path) -> None:
    catalog = SqlCatalog(tmp_path)
    one = replace(
        SAMPLE[1], title="Operator", shift=Shift.MALAM, experience_years=0, education=EducationNeed(EducationLevel.SMP),
        disability=DisabilityAccess(welcome=True), valid_until=TODAY,
    )  # fmt: skip
    send(catalog, [put(1, one)])
    index = SqlVacancyIndex(catalog.reading)
    for words in ("operator sma", "operator malam", "operator tanpa pengalaman", "operator difabel", "fresh graduate"):
        assert index.find(JobQuery(words), TODAY).total == 1, words
    assert index.find(JobQuery("operator sd "), TODAY).total == 0
    assert tokens("Operator, Mesin-2!") == ("operator", "mesin", "2")
    catalog.close()
