"""The portal over the same queries and vacancies as the stations' search: what people type finds what they mean. Prints its score."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from domain.vacancy import Vacancy
from domain.vacancy.search import JobQuery
from domain.vacancy.wording import education_rank
from siker.vacancies import models, search_index
from siker.vacancies.search import find
from siker.vacancies.search_places import open_places
from siker.vacancies.search_words import vocabulary
from sync.wire.codec import to_json
from tests.server.open_vacancies import firm
from tests.store.vacancy_sample import TODAY, vacancies

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
QUERIES = Path(__file__).parent.parent / "data" / "search_queries.csv"
PAGE = 20
MRR_FLOOR, EMPTY_CEILING, SLIPS_FLOOR = 0.95, 0.03, 0.95


def row_of(vacancy: Vacancy) -> models.Vacancy:
    """The row as publishing leaves it."""
    noon = datetime.combine(vacancy.published_on, time(5), UTC)
    return models.Vacancy(
        vacancy_id=vacancy.vacancy_id, number=vacancy.number, firm=firm(), region="33.74", state="published", content=to_json(vacancy),
        title=vacancy.title, employer=vacancy.employer, kbji=vacancy.kbji, kbli=vacancy.kbli, kode=vacancy.site.kode,
        contract=vacancy.contract, placement=vacancy.placement, shift=vacancy.shift,
        education_rank=education_rank(vacancy.education.minimum), experience_years=vacancy.experience_years,
        wage_min=vacancy.wage.minimum, wage_max=vacancy.wage.maximum, wage_shown=vacancy.wage.shown,
        disability_welcome=vacancy.disability.welcome, valid_from=vacancy.valid_from, valid_until=vacancy.valid_until, created_at=noon,
        changed_at=noon, published_at=noon, stems=search_index.stems(vacancy),
    )  # fmt: skip


def test_what_people_type_finds_what_they_mean(capsys: pytest.CaptureFixture[str]) -> None:
    models.Vacancy.objects.bulk_create([row_of(item) for item in vacancies()])
    vocabulary.forget()
    open_places.forget()
    with QUERIES.open(encoding="utf-8", newline="") as file:
        queries = list(csv.DictReader(file))
    reciprocal: dict[str, list[float]] = defaultdict(list)
    empty, missed = list[str](), list[str]()
    for row in queries:
        kbji, kecamatan = set(filter(None, row["kbji"].split("|"))), row["kecamatan"]
        hits = find(JobQuery(row["words"], limit=PAGE), TODAY).hits
        if not hits:
            empty.append(row["words"])
        if not kbji and not kecamatan:
            continue
        good = [
            (not kbji or hit.vacancy.kbji in kbji) and (not kecamatan or hit.vacancy.site.kecamatan == kecamatan) for hit in hits
        ]
        score = 1 / (good.index(True) + 1) if any(good) else 0.0
        reciprocal[row["kind"]].append(score)
        if score < 1:
            missed.append(f"{row['kind']}: {row['words']} {score:.2f}")
    judged = [score for scores in reciprocal.values() for score in scores]
    mrr, emptiness = sum(judged) / len(judged), len(empty) / len(queries)
    slips = sum(score > 0 for score in reciprocal["typo"]) / len(reciprocal["typo"])
    with capsys.disabled():
        by_kind = ", ".join(f"{kind} {sum(scores) / len(scores):.2f}" for kind, scores in sorted(reciprocal.items()))
        print(f"\nportal search quality: MRR {mrr:.3f} over {len(judged)} queries, empty {emptiness:.1%} of {len(queries)},"
              f" slips found {slips:.1%} ({by_kind})")  # fmt: skip
    told = "; ".join(missed), "; ".join(empty)
    assert mrr >= MRR_FLOOR, told
    assert emptiness <= EMPTY_CEILING, told
    assert slips >= SLIPS_FLOOR, told
