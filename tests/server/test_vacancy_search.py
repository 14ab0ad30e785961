"""The portal's search finds what people mean, never what is closed, and never ends in nothing when something is near."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from domain.seeker import EducationLevel
from domain.vacancy import DisabilityAccess, EducationNeed, PlacementKind, Shift, VacancyState, Wage
from domain.vacancy.search import JobQuery, Sort
from siker.vacancies import models, search_schema, search_words
from siker.vacancies.search import find
from siker.vacancies.search_schema import ensure
from siker.vacancies.search_words import mend, vocabulary
from tests.server.open_vacancies import GENUK, TODAY, TUGU, content, day, publish

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def titles(**asked: object) -> list[str]:
    return [hit.vacancy.title for hit in find(JobQuery(**asked), TODAY).hits]  # type: ignore[arg-type]


def test_words_are_found_by_stem_family_and_place() -> None:
    publish(content(1))
    publish(content(2, "Satpam pabrik", kbji="5414", jabatan="Satpam", site=TUGU))
    publish(content(3, "Kasir toko", kbji="5230", jabatan="Kasir", site=GENUK))
    assert titles(words="menjahit") == ["Operator jahit"]
    assert titles(words="security") == ["Satpam pabrik"]
    assert titles(words="kasir genuk") == ["Kasir toko"]
    assert titles(words="lowongan kerja di tugu") == ["Satpam pabrik"]
    assert set(titles()) == {"Operator jahit", "Satpam pabrik", "Kasir toko"}


def test_slips_are_mended_and_said() -> None:
    publish(content(1))
    answer = find(JobQuery(words="oprator jait"), TODAY)
    assert [hit.vacancy.title for hit in answer.hits] == ["Operator jahit"]
    assert answer.corrected == "operator jahit"
    assert find(JobQuery(words="operator jahit"), TODAY).corrected == ""


def test_the_beginning_of_a_word_is_enough() -> None:
    publish(content(1, "Pengepak kardus", jabatan="", kbji=""))
    assert titles(words="kard") == ["Pengepak kardus"]


def test_nonsense_finds_nothing_and_harms_nothing() -> None:
    publish(content(1))
    for words in ("' OR 1=1 --", '"a" NEAR b*', "& | ! ()", "xqzwv kjhgf", "a" * 500, "\x00\u202e", "%%%"):
        find(JobQuery(words=words), TODAY)
    assert mend("xqzwvkjhgf") == ""


def test_closed_expired_and_future_ones_are_never_found() -> None:
    publish(content(1))
    publish(content(2, valid_until=day(-1)))
    publish(content(3, valid_from=day(1)))
    publish(content(4), state=VacancyState.CLOSED)
    publish(content(5), state=VacancyState.SUBMITTED)
    assert len(titles()) == len(titles(words="jahit")) == 1
    models.Vacancy.objects.filter(pk="vac-1").update(state=VacancyState.CLOSED)
    assert titles() == titles(words="jahit") == []
    models.Vacancy.objects.filter(pk="vac-1").update(state=VacancyState.PUBLISHED)
    assert len(titles(words="jahit")) == 1
    models.Vacancy.objects.filter(pk="vac-1").delete()
    assert titles(words="jahit") == []


def test_the_last_day_counts() -> None:
    publish(content(1, valid_until=TODAY, valid_from=TODAY))
    assert len(titles(words="jahit")) == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"education": EducationLevel.SD}, ["Satpam"]),
        ({"education": EducationLevel.SMA}, ["Operator", "Satpam"]),
        ({"wage_from": 4_000_000}, ["Operator"]),
        ({"shift": Shift.MALAM}, ["Satpam"]),
        ({"no_experience": True}, ["Operator"]),
        ({"disability": True}, ["Operator"]),
        ({"placement": PlacementKind.AKAN}, ["Satpam"]),
        ({"kbli": "N"}, ["Satpam"]),
        ({"kbji": "54"}, ["Satpam"]),
    ],
)  # fmt: skip
def test_filters(asked: dict[str, object], found: list[str]) -> None:
    publish(content(1, "Operator", disability=DisabilityAccess(True)))
    publish(content(
        2, "Satpam", kbji="5414", kbli="N", education=EducationNeed(), experience_years=2, shift=Shift.MALAM,
        placement=PlacementKind.AKAN, wage=Wage(5_000_000, 6_000_000, shown=False),
    ))  # fmt: skip
    assert sorted(titles(**asked)) == found


def test_what_the_work_is_comes_before_who_offers_it() -> None:
    publish(content(1, "Sopir", employer="PT Gudang Contoh", jabatan="", published_on=TODAY))
    publish(content(2, "Staf gudang", jabatan="", published_on=day(-2)))
    assert titles(words="gudang") == ["Staf gudang", "Sopir"]


def test_newest_breaks_ties_and_wage_sorts_those_who_tell() -> None:
    publish(content(1, "Lama", published_on=day(-2), wage=Wage(9_000_000, 9_000_000, shown=False)))
    publish(content(2, "Baru", published_on=TODAY, wage=Wage(3_000_000, None)))
    publish(content(3, "Kaya", published_on=day(-1), wage=Wage(5_000_000, 6_000_000)))
    assert titles() == ["Baru", "Kaya", "Lama"]
    assert titles(sort=Sort.WAGE) == ["Kaya", "Baru", "Lama"]


def test_nothing_found_offers_the_nearest_wider_search() -> None:
    publish(content(1, education=EducationNeed(EducationLevel.S1)))
    answer = find(JobQuery(words="jahit", education=EducationLevel.SMP, shift=Shift.PAGI), TODAY)
    assert answer.total == 0
    assert [(item.loosened, item.total) for item in answer.wider] == [("education", 1)]
    assert find(answer.wider[0].query, TODAY).total == 1
    publish(content(2, "Satpam", jabatan="", kbji=""))
    answer = find(JobQuery(words="jahit satpam"), TODAY)
    assert answer.total == 0
    assert answer.wider[0].loosened == "words"
    assert find(answer.wider[0].query, TODAY).total == 1
    answer = find(JobQuery(words="astronot", kbli="B", education=EducationLevel.SD), TODAY)
    assert [item.total for item in answer.wider] == [2]


def test_one_strange_word_does_not_hide_everything() -> None:
    publish(content(1))
    answer = find(JobQuery(words="jahit xqzwvkj"), TODAY)
    assert answer.total == 1
    assert answer.corrected == "jahit"


def test_nearer_ones_come_first_and_far_ones_are_left_out() -> None:
    publish(content(1, "Jauh", site=GENUK, published_on=TODAY))
    publish(content(2, "Dekat", published_on=day(-2)))
    near = content(2).site.kode
    assert titles(place=near) == ["Dekat", "Jauh"]
    assert titles(place=near, within_km=3) == ["Dekat"]
    hits = find(JobQuery(place=near), TODAY).hits
    assert hits[0].km is not None
    assert hits[1].km is not None
    assert hits[0].km < 3 < hits[1].km < 25



def test_paging_gives_each_vacancy_once() -> None:
    for n in range(25):
        publish(content(n))
    pages = [find(JobQuery(words="jahit", offset=offset, limit=10), TODAY) for offset in (0, 10, 20)]
    assert [page.total for page in pages] == [25, 25, 25]
    assert len({hit.vacancy.vacancy_id for page in pages for hit in page.hits}) == 25


def test_the_index_is_made_anew_and_again_without_harm() -> None:
    publish(content(1))
    models.Vacancy.objects.update(stems="")
    assert titles(words="jahit") == []
    told = StringIO()
    call_command("reindex_vacancies", stdout=told)
    assert told.getvalue() == "1 lowongan disusun ulang.\n"
    assert titles(words="jahit") == ["Operator jahit"]
    connection.check_constraints()  # PostgreSQL alters no table while checks of this transaction are pending
    ensure(connection)
    ensure(connection)
    vocabulary.forget()
    assert titles(words="jahit") == ["Operator jahit"]


def test_a_table_that_was_rebuilt_without_its_triggers_is_mended() -> None:
    """Only SQLite loses triggers when a migration rebuilds a table; elsewhere there is nothing to lose."""
    if connection.vendor != "sqlite":
        return
    publish(content(1))
    with connection.cursor() as cursor:
        for name in ("vacancies_search_in", "vacancies_search_changed", "vacancies_search_out"):
            cursor.execute(f"DROP TRIGGER {name}")
    publish(content(2, "Satpam", jabatan="", kbji=""))
    models.Vacancy.objects.filter(pk="vac-1").update(state=VacancyState.CLOSED)
    assert titles(words="satpam") == []
    ensure(connection)
    assert titles(words="satpam") == ["Satpam"]
    assert titles(words="jahit") == []
    models.Vacancy.objects.filter(pk="vac-2").update(state=VacancyState.CLOSED)
    assert titles(words="satpam") == []


def test_without_trigrams_slips_are_mended_in_memory(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    publish(content(1))
    connection.check_constraints()
    monkeypatch.setattr(search_schema, "_TRIGRAMS", ("CREATE EXTENSION may_not_be_created",))
    ensure(connection)
    assert connection.vendor != "postgresql" or "pg_trgm may not be created" in caplog.text
    monkeypatch.setattr(search_words, "_has_trigrams", lambda: False)
    assert find(JobQuery(words="oprator jait"), TODAY).total == 1
