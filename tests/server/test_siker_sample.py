"""The sample city: the same for the same number, plainly a sample, and written as the services would write it."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

import msgspec
import pytest
from django.db.models import Count
from django.test import Client

from domain.applications import ApplicationState
from domain.vacancy import PlacementKind, Vacancy, VacancyState
from siker.ak1.models import Card, Registration, RegistrationState
from siker.ak1.records import answers_of, consents_of
from siker.applications.candidates import placed_on
from siker.applications.models import Application, ApplicationEvent, Candidate, Placement
from siker.employers.models import Firm, FirmState, Member
from siker.feed.models import FeedCounter, FeedRow
from siker.feed.services import changes, publish, publish_many
from siker.sample.city import EMPLOYER_ACCOUNT
from siker.sample.firms import sample_firms
from siker.sample.seed import AlreadySeededError, Size, seed
from siker.sample.vacancies import minimum_wage, order_number, past_vacancies, sample_vacancies
from siker.seekers.models import SeekerAccount
from siker.vacancies.models import Vacancy as Row
from siker.vacancies.models import waiting_vacancies
from siker.vacancies.search_index import content_of, stems
from sync.wire.codec import decode, from_json
from sync.wire.messages import ApplicationStatus, RegistrationStatus
from tests.server.siker_live import ROOT

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SMALL = Size(seekers=220, stations=2, employers=30, vacancies=400)


def test_a_longer_row_of_vacancies_begins_like_a_shorter_one() -> None:
    short, long = list(sample_vacancies(50, TODAY)), list(islice(sample_vacancies(5000, TODAY), 50))
    assert short == long
    assert short != list(sample_vacancies(50, TODAY, seed=2))


def test_vacancies_are_open_today_plausible_and_all_marked() -> None:
    row = list(sample_vacancies(3000, TODAY))
    umk = minimum_wage(TODAY)
    assert umk == 3_701_709
    assert all(vacancy.sample and "Contoh" in vacancy.employer and "data contoh" in vacancy.description for vacancy in row)
    assert all(vacancy.open_on(TODAY) and vacancy.published_on <= TODAY for vacancy in row)
    assert len({vacancy.number for vacancy in row}) == len({vacancy.vacancy_id for vacancy in row}) == 3000
    told = [vacancy for vacancy in row if vacancy.wage.minimum]
    assert all(vacancy.wage.maximum is None or vacancy.wage.maximum > (vacancy.wage.minimum or 0) for vacancy in told)
    assert sum(umk == vacancy.wage.minimum for vacancy in told) > 500
    assert any(not vacancy.wage.shown for vacancy in told)
    assert {vacancy.placement for vacancy in row} == set(PlacementKind)
    assert all(vacancy.site.negara for vacancy in row if vacancy.placement is PlacementKind.AKAN)
    sewing = [vacancy for vacancy in row if vacancy.kbji == "8153"]
    assert any(vacancy.site.kecamatan == "Tugu" for vacancy in sewing)
    assert any(vacancy.disability.welcome for vacancy in sewing)


def test_past_vacancies_are_over() -> None:
    row = list(past_vacancies(300, TODAY))
    assert all(TODAY - timedelta(days=365) < vacancy.valid_until < TODAY for vacancy in row)


def test_job_order_numbers_do_not_repeat() -> None:
    assert len({order_number(n) for n in range(100_000)}) == 100_000


def test_firms_cannot_be_taken_for_real_ones() -> None:
    firms = sample_firms(150)
    assert all("Contoh" in firm.name and firm.nib.startswith("0000") and firm.email.endswith(".example.id") for firm in firms)
    assert len({firm.name for firm in firms}) == len({firm.nib for firm in firms}) == 150


@pytest.mark.both_databases
@pytest.mark.django_db
def test_many_publications_at_once_are_numbered_like_one_by_one() -> None:
    first = publish("33.74", "vacancy", "a", _status("a"), NOW)
    last = publish_many("33.74", [("vacancy", name, _status(name)) for name in ("b", "a", "c", "b")] + [("vacancy", "d", None)], NOW)
    assert (first, last) == (1, 5)
    page = changes("33.74", 0, 500)
    assert [(row.rev, row.id, row.op) for row in page.changes] == [(2, "b", "put"), (3, "a", "put"), (4, "c", "put"), (5, "d", "del")]
    assert publish("33.74", "vacancy", "e", _status("e"), NOW) == 6
    assert publish_many("33.74", [], NOW) == 6


def _status(name: str) -> RegistrationStatus:
    return RegistrationStatus(registration_id=name, state="verified")


@pytest.mark.both_databases
@pytest.mark.django_db
def test_the_city_stands_and_every_column_follows_its_content() -> None:
    told = seed(3, SMALL, "kalimat-panjang-42", NOW)
    assert (told.firms, told.vacancies, told.people) == (34, 400, 227)
    assert set(Firm.objects.values_list("state", "sample")) == {(FirmState.VERIFIED, True), (FirmState.PENDING, True)}
    assert set(Row.objects.values_list("state", flat=True)) == set(VacancyState)
    for row in Row.objects.filter(state__in=(VacancyState.PUBLISHED, VacancyState.CLOSED)):
        content = from_json(row.content, Vacancy)
        shown = row.wage_min if row.wage_shown else None
        assert (row.title, row.kode, shown, row.places) == (
            content.title, content.site.kode, content.wage.minimum, content.places.total,
        )  # fmt: skip
        assert (row.sample, content.sample) == (True, True)
        assert row.stems == stems(content_of(row))
        assert row.firm.state == FirmState.VERIFIED
        assert row.published_at is not None
        assert row.published_at < NOW
    assert set(Row.objects.exclude(submitted_at=None).values_list("state", flat=True)) == {VacancyState.SUBMITTED}
    assert waiting_vacancies().count() == Row.objects.filter(state=VacancyState.SUBMITTED).count()
    shown = Member.objects.get(user__username=EMPLOYER_ACCOUNT).firm
    assert Row.objects.filter(firm=shown, state=VacancyState.PUBLISHED).count() >= 400 / 30
    assert Application.objects.filter(vacancy__firm=shown).exists()
    rows = [answers_of(row).biodata for row in Registration.objects.all()]
    assert all(who.nama.startswith("Contoh ") and who.nik.value.startswith("337499") for who in rows)
    assert set(Registration.objects.values_list("state", flat=True)) == set(RegistrationState) - {RegistrationState.ERASED}
    assert Card.objects.filter(state="valid").values("nik_lookup").annotate(n=Count("pk")).filter(n__gt=1).count() == 0


@pytest.mark.both_databases
@pytest.mark.django_db
def test_the_feed_of_the_city_has_no_gap_and_no_hidden_amount() -> None:
    seed(3, SMALL, "kalimat-panjang-42", NOW)
    counter = FeedCounter.objects.get()
    rows = list(FeedRow.objects.order_by("rev"))
    assert rows[-1].rev == counter.rev
    vacancies = [row for row in rows if row.entity == "vacancy"]
    assert [row.rev for row in vacancies] == list(range(vacancies[0].rev, vacancies[0].rev + 400))
    days = []
    for row in vacancies:
        shown = decode(bytes(row.payload or b""), Vacancy)
        assert shown.wage.shown or (shown.wage.minimum, shown.wage.maximum) == (None, None)
        days.append(shown.published_on)
    assert days == sorted(days)  # the newest came last
    assert Row.objects.filter(state=VacancyState.PUBLISHED, wage_shown=False, wage_min__isnull=False).exists()
    for row in rows:
        if row.entity == "application":
            assert msgspec.json.decode(bytes(row.payload or b""), type=ApplicationStatus).application_id == row.entity_id


@pytest.mark.both_databases
@pytest.mark.django_db
def test_applications_have_a_history_and_hirings_become_placements() -> None:
    seed(3, SMALL, "kalimat-panjang-42", NOW)
    states = set(Application.objects.values_list("state", flat=True))
    assert states >= set(ApplicationState) - {ApplicationState.DRAFT, ApplicationState.SENT}
    for row in Application.objects.all():
        events = list(ApplicationEvent.objects.filter(application=row).order_by("id"))
        assert (events[0].state, events[-1].state) == (ApplicationState.RECEIVED, row.state)
        moments = [event.happened_at for event in events]
        assert moments == sorted(moments)
        assert moments[-1] == row.state_at <= NOW
        assert (row.state == ApplicationState.NOT_HIRED) == bool(row.reason)
    hired = Application.objects.filter(state=ApplicationState.HIRED)
    assert set(hired.values_list("pk", flat=True)) == set(Placement.objects.values_list("application_id", flat=True))
    assert not Candidate.objects.filter(registration__placements__isnull=False).exists()
    for candidate in Candidate.objects.select_related("registration"):
        assert {item.purpose: item.granted for item in consents_of(candidate.registration)}["share_with_employers"]
        assert candidate.registration.state == RegistrationState.VERIFIED
    assert Candidate.objects.count() > 20


@pytest.mark.django_db
def test_a_newcomer_signs_in_as_a_sample_seeker_and_as_a_sample_firm() -> None:
    told = seed(3, SMALL, "kalimat-panjang-42", NOW)
    assert told.accounts == ["petugas.contoh", "teknisi.contoh", "admin.contoh", "hrd.contoh", "pencaker@contoh.example.id"]
    for name, shows in (("pencaker@contoh.example.id", "Contoh "), ("hrd.contoh", "Lowongan")):
        client = Client()
        client.post("/masuk/", {"login": name, "password": "kalimat-panjang-42"})
        page = client.get("/beranda/", follow=True)
        assert (page.status_code, shows in page.content.decode()) == (200, True), name
    account = SeekerAccount.objects.get()
    assert Application.objects.filter(registration=account.registration, state__in=("invited", "read")).exists()
    assert not Placement.objects.filter(registration=account.registration).exists()


@pytest.mark.django_db
def test_stations_hear_who_of_the_city_works() -> None:
    seed(3, SMALL, "kalimat-panjang-42", NOW)
    rows = FeedRow.objects.filter(entity="registration")
    told = {row.entity_id: decode(bytes(row.payload or b""), RegistrationStatus).placed_on for row in rows}
    assert {key: day for key, day in told.items() if day} == {
        item.registration_id: item.hired_on for item in Placement.objects.all() if placed_on(item.registration)
    }
    assert any(told.values())


@pytest.mark.django_db
def test_a_second_seeding_adds_nothing_and_a_bigger_one_only_what_is_missing() -> None:
    seed(3, SMALL, "kalimat-panjang-42", NOW)
    before = FeedCounter.objects.get().rev
    with pytest.raises(AlreadySeededError):
        seed(3, SMALL, "kalimat-panjang-42", NOW + timedelta(hours=1))
    assert FeedCounter.objects.get().rev == before
    grown = seed(3, Size(seekers=220, stations=2, employers=30, vacancies=500), "kalimat-panjang-42", NOW + timedelta(hours=1))
    assert (grown.firms, grown.vacancies, grown.people) == (0, 100, 0)
    assert Row.objects.filter(state=VacancyState.PUBLISHED).count() == 500


def test_a_server_for_the_public_is_not_filled_with_samples(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "siker", "seed"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "SIKER_DATA_DIR": str(tmp_path), "SIKER_HOSTS": "siker.example.id", "SIKER_MASTER_KEY": "A" * 43},
    )  # fmt: skip
    assert done.returncode == 2, done.stdout
    assert "--force" in done.stderr
    assert "Traceback" not in done.stderr
