"""Applying on the portal: what is shown is what is sent, nothing more, and nothing without a tick."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from domain.applications import ApplicationState
from domain.vacancy import VacancyState
from siker import clock
from siker.applications.facts import cv_of_application
from siker.applications.models import Application
from siker.applications.services import hire, invite, mark_read, not_hire, vacancy_closed
from siker.audit.services import SYSTEM
from siker.seekers import files
from siker.seekers.documents_in import examine
from siker.vacancies.models import CloseReason, Vacancy
from siker.vacancies.search_index import reindex
from tests.server.siker_seekers import PASSWORD, Person, pdf, person, registered, vacancy
from tests.server.test_siker_ingest import push

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def address(of: Vacancy) -> str:
    """Where one applies."""
    return reverse("apply", kwargs={"number": of.number})


def upload(who: Person) -> str:
    """A document of the person."""
    return files.store(who.account, files.FileKind.CV, examine("cv.pdf", pdf()), clock.now()).pk


def test_from_the_vacancy_through_the_sign_in_to_a_sent_application() -> None:
    who, wanted = person(1), vacancy()
    client = Client()
    asked = client.get(address(wanted))
    assert asked.headers["Location"] == f"{reverse('account_login')}?next={address(wanted)}"
    answer = client.post(
        reverse("account_login"), {"login": "seeker1@example.id", "password": PASSWORD, "next": address(wanted)}, follow=True
    )
    text = answer.content.decode()
    assert "Ini yang akan dilihat pemberi kerja" in text
    for secret in (who.record.biodata.nik.value, "Jl. Contoh 1", "Islam", "Belum kawin", "1990"):
        assert secret not in text
    for told in (who.record.biodata.nama, who.record.telepon, "Las listrik", "SMK Contoh"):
        assert told in text
    sent = client.post(address(wanted), {"setuju": "ya"}, follow=True)
    row = Application.objects.get()
    assert row.number in sent.content.decode()
    assert "Sudah diterima, belum dibaca" in sent.content.decode()
    assert (row.state, row.source) == (ApplicationState.RECEIVED, "portal")


def test_nothing_goes_without_the_tick_and_what_was_ticked_stays() -> None:
    who, wanted = person(1, disability=True), vacancy()
    file_id = upload(who)
    answer = who.client().post(address(wanted), {"disabilitas": "ya", "berkas": file_id})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Centang dulu" in text
    assert re.search(r'name="disabilitas" value="ya" checked', text)
    assert f'value="{file_id}" checked' in text
    assert not Application.objects.exists()


def test_applying_and_going_back_without_end_does_not_flood_an_employer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siker.seekers.views_home.APPLICATIONS_PER_HOUR", 2)
    client, wanted = person(1).client(), vacancy()
    for _ in range(2):
        assert client.post(address(wanted), {"setuju": "ya"}).status_code == 302
        client.post(reverse("withdraw_application", kwargs={"application_id": Application.objects.get().pk}))
    answer = client.post(address(wanted), {"setuju": "ya"})
    assert answer.status_code == 429
    assert "Lanjutkan nanti" in answer.content.decode()
    assert Application.objects.get().state == ApplicationState.WITHDRAWN


@pytest.mark.parametrize("ticked", [False, True])
def test_disability_is_told_only_by_the_persons_own_tick(ticked: bool) -> None:
    who, wanted = person(1, disability=True), vacancy()
    who.client().post(address(wanted), {"setuju": "ya", **({"disabilitas": "ya"} if ticked else {})})
    cv = cv_of_application(Application.objects.get())
    assert cv is not None
    assert bool(cv.disabilitas) is ticked


def test_only_ones_own_documents_are_attached() -> None:
    who, other, wanted = person(1), person(2), vacancy()
    mine, theirs = upload(who), upload(other)
    who.client().post(address(wanted), {"setuju": "ya", "berkas": [mine, theirs, "x", "\x00"]})
    assert [file.pk for file in files.attached_to(Application.objects.get())] == [mine]


def test_applying_twice_shows_the_first() -> None:
    who, wanted = person(1), vacancy()
    client = who.client()
    for _ in range(2):
        client.post(address(wanted), {"setuju": "ya"})
    row = Application.objects.get()
    shown = client.get(address(wanted), follow=True)
    assert shown.redirect_chain[-1][0] == reverse("my_application", kwargs={"application_id": row.pk})
    assert "sudah melamar" in shown.content.decode()


def test_an_application_made_at_a_kiosk_is_seen_on_the_portal() -> None:
    from tests.server.siker_hiring import submitted

    record, _, twin = registered(1)
    wanted = vacancy()
    from siker.fleet.models import Station

    push(Station.objects.get(pk=twin.device), twin.op(submitted(record, wanted, claim="K7F-3RA-PTW")))
    client = Client()
    assert client.post(reverse("claim"), {"kode": "K7F-3RA-PTW", "tanggal_lahir": "01-01-1990"}).status_code == 302
    home = client.post(reverse("claim_finish"), {"masuk": "081234567890", "sandi": PASSWORD, "sandi_lagi": PASSWORD}, follow=True)
    assert wanted.title in home.content.decode()
    assert Application.objects.get().number in home.content.decode()


def test_a_closed_vacancy_is_said_kindly_with_similar_ones() -> None:
    who, wanted, other = person(1), vacancy(1), vacancy(2)
    reindex((wanted, other))
    wanted.state, wanted.close_reason, wanted.closed_at = VacancyState.CLOSED, CloseReason.FILLED, clock.now()
    wanted.save()
    for answer in (who.client().get(address(wanted)), who.client().post(address(wanted), {"setuju": "ya"})):
        assert answer.status_code == 410
        text = answer.content.decode()
        assert "Bukan salah Anda" in text
        assert reverse("vacancy", kwargs={"number": other.number}) in text
    assert not Application.objects.exists()


@pytest.mark.parametrize("similar", [True, False])
def test_an_application_the_vacancy_ended_leads_on_to_what_is_open(similar: bool) -> None:
    who, wanted = person(1), vacancy(1)
    other = vacancy(2) if similar else None
    reindex((wanted, other) if other else (wanted,))
    client = who.client()
    client.post(address(wanted), {"setuju": "ya"})
    page = reverse("my_application", kwargs={"application_id": Application.objects.get().pk})
    assert "Yang mirip" not in client.get(page).content.decode()
    wanted.state, wanted.close_reason, wanted.closed_at = VacancyState.CLOSED, CloseReason.FILLED, clock.now()
    wanted.save()
    assert vacancy_closed(wanted, SYSTEM, clock.now()) == 1
    text = client.get(page).content.decode()
    assert "Belum berhasil" in text
    assert ("Yang mirip" in text) == similar
    assert f'href="{reverse("vacancies")}"' in text.partition("<main")[2].partition("</main>")[0]
    if other is not None:
        assert reverse("vacancy", kwargs={"number": other.number}) in text


@pytest.mark.parametrize("number", ["LK-000-000", "%00", "x" * 200])
def test_a_vacancy_that_never_was(number: str) -> None:
    assert person(1).client().get(f"/lowongan/{number}/lamar/").status_code == 404


def test_taking_back_is_asked_once_and_lets_one_apply_again() -> None:
    who, wanted = person(1), vacancy()
    client = who.client()
    client.post(address(wanted), {"setuju": "ya"})
    row = Application.objects.get()
    path = reverse("withdraw_application", kwargs={"application_id": row.pk})
    assert "Tarik lamaran ini?" in client.get(path).content.decode()
    row.refresh_from_db()
    assert row.state == ApplicationState.RECEIVED
    assert "sudah ditarik" in client.post(path, follow=True).content.decode()
    again = client.post(address(wanted), {"setuju": "ya"}, follow=True)
    assert "Lamaran terkirim" in again.content.decode()
    row.refresh_from_db()
    assert (row.state, row.attempt) == (ApplicationState.RECEIVED, 2)
    assert [step.title for step in _steps(row)] == [
        "Lamaran diterima pemberi kerja", "Lamaran ditarik kembali", "Lamaran diterima pemberi kerja",
    ]  # fmt: skip


def _steps(row: Application) -> list[object]:
    from siker.seekers.words import timeline_of

    return list(timeline_of(row))


def test_every_state_is_told_in_plain_words() -> None:
    who = person(1, card=True)
    client, now = who.client(), clock.now()
    rows = []
    for n in range(1, 5):
        wanted = vacancy(n)
        client.post(address(wanted), {"setuju": "ya"})
        rows.append(Application.objects.get(vacancy=wanted))
    from datetime import timedelta

    from domain.applications import NotHiredReason

    assert "Lapor berikutnya" in client.get(reverse("seeker_home")).content.decode()
    mark_read(rows[0].pk, SYSTEM, now)
    invite(rows[1].pk, now + timedelta(days=2), "Jl. Contoh 9", SYSTEM, now)
    hire(rows[2].pk, clock.today(now), SYSTEM, now)
    not_hire([rows[3].pk], NotHiredReason.REQUIREMENTS, "catatan rahasia", SYSTEM, now)
    home = client.get(reverse("seeker_home")).content.decode()
    for told in (
        "Sudah dibaca", "Anda diundang", "Jl. Contoh 9", "Anda diterima bekerja", "syarat lowongan belum terpenuhi", "tidak perlu lapor lagi",
    ):  # fmt: skip
        assert told in home
    for row in rows:
        page = client.get(reverse("my_application", kwargs={"application_id": row.pk})).content.decode()
        assert "catatan rahasia" not in page
        assert "Yang sudah terjadi" in page


def test_what_the_home_page_says_without_applications() -> None:
    text = person(1).client().get(reverse("seeker_home")).content.decode()
    assert "Belum ada lamaran" in text
    assert reverse("vacancies") in text


def test_ones_own_cv_is_an_a4_file() -> None:
    client = person(1, disability=True).client()
    answer = client.get(reverse("my_cv"))
    assert (answer.status_code, answer.headers["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert reverse("my_cv") in client.get(reverse("seeker_home")).content.decode()
