"""The open figures: counted once a month, true where shown, silent where a number would point at somebody."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta

import pytest
from django.test import Client

from domain.vacancy import Places
from siker import clock
from siker.ak1.models import Registration
from siker.applications.models import Application, Placement
from siker.audit.models import AuditAction, Entry
from siker.figures.models import Release
from siker.figures.months import Month
from siker.fleet.models import Station
from siker.vacancies.models import Vacancy
from tests.server.open_vacancies import GENUK, TUGU, content, publish

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LAST = Month.of(clock.today(clock.now())).plus(-1)
WHEN = LAST.begins + timedelta(days=10)


def vacancy(n: int, at: datetime = WHEN, **changed: object) -> Vacancy:
    """A vacancy that was first shown at a moment."""
    return publish(content(n, **changed), published_at=at)


def person(n: int) -> Registration:
    """Somebody registered, with nothing that could be read."""
    station, _ = Station.objects.get_or_create(
        device_id="dev-1", defaults={"code": "X1", "region": "33.74", "label": "CONTOH", "public_key": "x", "enrolled_at": WHEN}
    )
    return Registration.objects.get_or_create(
        registration_id=f"r{n}",
        defaults={
            "region": "33.74", "station": station, "nik_lookup": f"blind-{n}", "sealed": b"", "language": "id", "state": "verified",
            "registered_at": WHEN, "received_at": WHEN, "answers_device": "dev-1", "answers_seq": n,
        },
    )[0]  # fmt: skip


def applied(n: int, to: Vacancy, at: datetime = WHEN, **kept: str) -> Application:
    """An application as it stands in the table."""
    who = person(n)
    return Application.objects.create(
        application_id=f"a{n}-{to.pk}", registration=who, nik_lookup=who.nik_lookup, vacancy=to, number=f"LM{n}", submitted_at=at,
        received_at=at, state_at=at, **{"education": "smk", "kecamatan": "33.74.16", "sex": "P", **kept},
    )  # fmt: skip


def told() -> dict[str, object]:
    """The last finished month as JSON."""
    months = Client().get("/angka/angka.json").json()["months"]
    found: dict[str, object] = next(item for item in months if item["month"] == str(LAST))["measures"]
    return found


def test_vacancies_and_places_are_counted_by_the_month_they_were_first_shown() -> None:
    vacancy(1, places=Places(men=1, women=2, either=3))
    vacancy(2, LAST.ends - timedelta(seconds=1), site=GENUK, kbli="H")
    vacancy(3, LAST.ends)
    vacancy(4, LAST.begins - timedelta(seconds=1))
    measures = told()
    assert measures["lowongan"]["total"] == 2  # type: ignore[index]
    assert measures["tempat"]["total"] == 9  # type: ignore[index]
    assert measures["lowongan"]["splits"]["bidang_usaha"]["H"] == 1  # type: ignore[index]
    assert measures["tempat"]["splits"]["kecamatan"]["33.74.15"] == 6  # type: ignore[index]
    assert measures["lowongan"]["splits"]["kecamatan"]["33.74.05"] == 1  # type: ignore[index]


def test_a_person_counts_once_a_month_and_few_people_not_at_all() -> None:
    one, two = vacancy(1), vacancy(2, site=TUGU)
    for n in range(4):
        applied(n, one)
        applied(n, two, WHEN + timedelta(hours=1))
    assert told()["pelamar"]["total"] is None  # type: ignore[index]
    page = Client().get("/angka/").content.decode()
    assert "disamarkan" in page
    Release.objects.all().delete()
    for n in range(4, 12):
        applied(n, one, sex="L", kecamatan="33.74.15")
    splits = told()["pelamar"]["splits"]  # type: ignore[index]
    assert told()["pelamar"]["total"] == 12  # type: ignore[index]
    assert splits["jenis_kelamin"] == {"L": None, "P": None, "tidak_diketahui": None}
    assert splits["pendidikan"]["sma_smk"] == 12
    assert splits["kecamatan"]["33.74.16"] is None
    assert splits["kecamatan"]["33.74.15"] is None


def test_what_is_hidden_is_in_no_answer_and_not_in_the_database() -> None:
    one = vacancy(1)
    for n in range(3):
        applied(n, one, sex="L")
    for n in range(3, 47):
        applied(n, one, sex="P")
    for n in range(47, 84):
        applied(n, one, sex="L", kecamatan="33.74.01")
    rows = list(csv.DictReader(io.StringIO(Client().get("/angka/angka.csv").content.decode())))
    mine = [row for row in rows if (row["bulan"], row["ukuran"], row["menurut"]) == (str(LAST), "pelamar", "jenis_kelamin")]
    assert {row["kode"]: row["jumlah"] for row in mine} == {"L": "40", "P": "44", "tidak_diketahui": "0"}
    for row in rows:
        if row["ukuran"] in {"pelamar", "penempatan"}:
            assert row["jumlah"] == "" or row["jumlah"] == "0" or int(row["jumlah"]) >= 5
            assert (row["jumlah"] == "") == (row["disamarkan"] == "ya")
    kept = json.dumps(Release.objects.get(month=str(LAST)).content["measures"]["pelamar"])
    assert all(f": {n}," not in kept for n in range(1, 5))


def test_what_was_published_is_not_counted_again() -> None:
    one = vacancy(1)
    made = [applied(n, one) for n in range(6)]
    before = told()
    assert before["pelamar"]["total"] == 6  # type: ignore[index]
    made[0].delete()
    applied(99, one)
    vacancy(2)
    assert told() == before
    assert Entry.objects.filter(action=AuditAction.FIGURES_RELEASED, subject=str(LAST)).count() == 1


def test_placements_are_counted_when_they_are_recorded() -> None:
    one = vacancy(1)
    for n in range(7):
        application = applied(n, one)
        Placement.objects.create(
            registration=application.registration, application=application, vacancy=one, firm=one.firm, region="33.74", kind="akl", kbli="C",
            education="smk", kecamatan="33.74.16", sex="P", hired_on=(LAST.begins - timedelta(days=90)).date(), recorded_at=WHEN,
        )  # fmt: skip
    assert told()["penempatan"]["total"] == 7  # type: ignore[index]
    assert told()["penempatan"]["splits"]["bidang_usaha"]["C"] == 7  # type: ignore[index]


def test_the_month_that_is_not_over_is_not_told() -> None:
    vacancy(1, LAST.ends + timedelta(minutes=1))
    Client().get("/angka/")
    assert not Release.objects.filter(month=str(LAST.plus(1))).exists()
    assert Release.objects.count() == 12


def test_sample_data_is_marked_everywhere() -> None:
    vacancy(1, sample=True)
    publish(content(2, sample=True), published_at=WHEN, sample=True)
    page = Client().get("/angka/").content.decode()
    assert "CONTOH" in page
    assert "noindex" in page
    assert any(month["sample"] for month in Client().get("/angka/angka.json").json()["months"])
    assert ",ya\r\n" in Client().get("/angka/angka.csv").content.decode()


@pytest.mark.parametrize("asked", ["2026-13", "x", "1999-01", "%00", "2026-1"])
def test_an_odd_month_shows_the_latest(asked: str) -> None:
    assert Client().get(f"/angka/?bulan={asked}").status_code == 200


def test_months_are_those_of_the_office() -> None:
    assert Month(2026, 1).plus(-1) == Month(2025, 12)
    assert Month(2026, 3).begins.isoformat() == "2026-02-28T17:00:00+00:00"
    assert [Month.parse(text) for text in ("2026-00", "2026-13", "26-01", "2026/01", "")] == [None] * 5
    assert Month.parse("2026-09") == Month(2026, 9)
