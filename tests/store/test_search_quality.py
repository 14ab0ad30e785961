"""How well the search finds what people mean, over queries and vacancies written down before it was tuned. Prints its score."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from domain.vacancy import Vacancy
from domain.vacancy.search import JobQuery
from kiosk.services.vacancies import VacancySearch
from kiosk.store.catalog import SqlCatalog
from kiosk.store.vacancy_search import SqlVacancyIndex
from sync.wire import codec
from sync.wire.messages import Change, ChangesPage
from tests.store.vacancy_sample import TODAY, vacancies

QUERIES = Path(__file__).parent.parent / "data" / "search_queries.csv"
PAGE = 20
MRR_FLOOR, EMPTY_CEILING, TYPO_FLOOR = 0.95, 0.03, 0.95


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and what would answer it: any of these KBJI groups (empty: anything), in this kecamatan (empty: anywhere)."""

    kind: str
    words: str
    kbji: tuple[str, ...]
    kecamatan: str

    def answered_by(self, vacancy: Vacancy) -> bool:
        work = not self.kbji or vacancy.kbji in self.kbji
        return work and (not self.kecamatan or vacancy.site.kecamatan == self.kecamatan)

    @property
    def says_what(self) -> bool:
        """Whether a hit can be judged; the rest only must not be empty."""
        return bool(self.kbji or self.kecamatan)


def queries() -> tuple[Asked, ...]:
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return tuple(
            Asked(row["kind"], row["words"], tuple(filter(None, row["kbji"].split("|"))), row["kecamatan"])
            for row in csv.DictReader(file)
        )


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VacancySearch]:
    catalog = SqlCatalog(tmp_path_factory.mktemp("catalog"))
    rows = [
        Change(rev=at, e="vacancy", id=item.vacancy_id, op="put", d=codec.to_json(item))  # type: ignore[arg-type]
        for at, item in enumerate(vacancies(), 1)
    ]
    catalog.apply(ChangesPage(feed="33.74", generation="g", from_rev=0, next=len(rows), has_more=False, changes=rows))
    yield VacancySearch(SqlVacancyIndex(catalog.reading))
    catalog.close()


def test_what_people_type_finds_what_they_mean(search: VacancySearch, capsys: pytest.CaptureFixture[str]) -> None:
    reciprocal: dict[str, list[float]] = defaultdict(list)
    precise: list[float] = []
    empty: list[str] = []
    missed: list[str] = []
    for item in queries():
        hits = search.search(JobQuery(item.words, limit=PAGE), TODAY).hits
        if not hits:
            empty.append(item.words)
        if not item.says_what:
            continue
        good = [item.answered_by(hit.vacancy) for hit in hits]
        score = 1 / (good.index(True) + 1) if any(good) else 0.0
        reciprocal[item.kind].append(score)
        if good:
            precise.append(sum(good[:5]) / len(good[:5]))
        if score < 1:
            missed.append(f"{item.kind}: {item.words} {score:.2f}")
    judged = [score for scores in reciprocal.values() for score in scores]
    mrr, emptiness = sum(judged) / len(judged), len(empty) / len(queries())
    typos = reciprocal["typo"]
    found = sum(score > 0 for score in typos) / len(typos)
    with capsys.disabled():
        by_kind = ", ".join(f"{kind} {sum(scores) / len(scores):.2f}" for kind, scores in sorted(reciprocal.items()))
        print(f"\nsearch quality: MRR {mrr:.3f} over {len(judged)} queries, empty {emptiness:.1%} of {len(queries())},"
              f" first five right {sum(precise) / len(precise):.2f}, slips found {found:.1%} ({by_kind})")  # fmt: skip
    told = "; ".join(missed), "; ".join(empty)
    assert mrr >= MRR_FLOOR, told
    assert emptiness <= EMPTY_CEILING, told
    assert found >= TYPO_FLOOR, told
