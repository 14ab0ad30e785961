"""A person's own data: all of it in their hands, who looked, and gone for good when an officer agrees."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from domain.ak1 import Ak1State
from domain.applications import ApplicationState
from siker import clock
from siker.accounts.models import Role, User
from siker.accounts.services import create_officer
from siker.ak1 import desk, lookup, photos
from siker.ak1.models import Card, Registration, RegistrationState
from siker.applications.models import Application, Candidate
from siker.applications.services import mark_read
from siker.audit.models import AuditAction, Entry
from siker.audit.services import SYSTEM, Actor
from siker.feed.models import FeedRow
from siker.fleet.models import Station
from siker.ingest.models import OpReceipt
from siker.notices.models import Notice
from siker.seekers import applying, codes, erasure, files, own_data
from siker.seekers.documents_in import examine
from siker.seekers.models import ErasureRequest, ErasureState, SeekerAccount
from tests.server.siker_hiring import submitted
from tests.server.siker_seekers import Person, client_for, consents, pdf, person, registered, vacancy
from tests.server.test_siker_ingest import push, statuses

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def sari() -> User:
    """An officer."""
    return create_officer("sari.petugas", "kalimat-panjang-42", frozenset({Role.OFFICER}), clock.now(), SYSTEM)


def busy(n: int = 1, *, card: bool = False) -> tuple[Person, Application]:
    """Somebody with a document attached to an application."""
    who = person(n, card=card)
    file = files.store(who.account, files.FileKind.CV, examine("cv kenariwati.pdf", pdf()), clock.now())
    row = applying.send(who.account, vacancy(n), applying.Choices(file_ids=(file.pk,), agreed=True), clock.now())
    return who, row


def test_the_download_holds_everything_and_says_who_looked(sari: User) -> None:
    who, application = busy(card=True)
    now = clock.now()
    desk.open_registration(who.row.pk, sari, now)
    lookup.registrations_of(who.record.biodata.nik, sari, now)
    mark_read(application.pk, Actor.member(application.vacancy.firm_id, 7), now)
    answer = who.client().get(reverse("my_data_json"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    text = answer.content.decode()
    told = json.loads(text)
    for part in (
        who.record.biodata.nik.value, "Jl. Contoh 1", "islam", "seeker1@example.id", application.number, "cv kenariwati.pdf", "Las listrik",
        application.vacancy.employer, Card.objects.get().number,
    ):  # fmt: skip
        assert part in text
    looks = [(item["siapa"], item["apa"]) for item in told["siapa_melihat_atau_mengubah"]]
    assert ("Petugas Disnaker", "membuka data pendaftaran Anda") in looks
    assert ("Petugas Disnaker", "mencari data Anda dengan NIK") in looks
    assert (application.vacancy.firm.name, "membuka lamaran Anda") in looks
    assert "sari.petugas" not in text
    assert told["pendaftaran"][0]["riwayat_isian"][0]["answers"]["biodata"]["nama"] == who.record.biodata.nama
    assert Entry.objects.filter(action=AuditAction.DATA_DOWNLOADED).count() == 1


def test_everything_can_be_read_on_one_page(sari: User) -> None:
    who, application = busy(card=True)
    desk.open_registration(who.row.pk, sari, clock.now())
    text = who.client().get(reverse("my_data_all")).content.decode()
    for part in (who.record.biodata.nik.value, application.vacancy.title, "cv kenariwati.pdf", "Petugas Disnaker", "Riwayat isian"):
        assert part in text
    short = who.client().get(reverse("my_data")).content.decode()
    assert "membuka data pendaftaran" in short


def test_nobody_elses_data_is_in_it() -> None:
    (one, _), (two, application) = busy(1), busy(2)
    text = own_data.as_json(one.account, clock.now()).decode()
    for part in (two.record.biodata.nik.value, application.number, "seeker2@example.id"):
        assert part not in text


def test_a_request_is_made_once_can_be_taken_back_and_has_its_hour(sari: User) -> None:
    who = person(1)
    client = who.client()
    assert client.post(reverse("ask_erasure")).status_code == 422
    assert not ErasureRequest.objects.exists()
    for _ in range(2):
        client.post(reverse("ask_erasure"), {"paham": "ya"})
    request = ErasureRequest.objects.get()
    assert erasure.due(request) - request.asked_at == timedelta(hours=72)
    assert "sedang diperiksa" in client.get(reverse("my_data")).content.decode()
    ErasureRequest.objects.update(asked_at=clock.now() - timedelta(hours=73))
    assert "Terlambat" in client_for(sari).get(reverse("erasures")).content.decode()
    client.post(reverse("take_back_erasure"))
    assert not ErasureRequest.objects.exists()


def test_a_valid_card_keeps_the_data_until_it_is_withdrawn(sari: User) -> None:
    who, _ = busy(card=True)
    assert "masih berlaku" in who.client().get(reverse("ask_erasure")).content.decode()
    request = erasure.ask(who.account, clock.now())
    office = client_for(sari)
    assert "masih berlaku" in office.get(reverse("erasures")).content.decode()
    path = reverse("decide_erasure", kwargs={"request_id": request.pk})
    refused = office.post(path, {"putusan": "hapus", "yakin": "ya"})
    assert refused.status_code == 409
    assert Card.objects.get().number in refused.content.decode()
    assert Registration.objects.get(pk=who.row.pk).state == RegistrationState.VERIFIED
    Notice.objects.all().delete()
    assert office.post(path, {"putusan": "tolak", "alasan": ""}).status_code == 422
    office.post(path, {"putusan": "tolak", "alasan": "Kartu masih berlaku."})
    assert ErasureRequest.objects.get().state == ErasureState.REFUSED
    assert "Kartu masih berlaku." in who.client().get(reverse("my_data")).content.decode()
    assert [notice.kind for notice in Notice.objects.all()] == ["erasure_refused"]
    again = erasure.ask(who.account, clock.now())
    desk.withdraw(Card.objects.get().pk, "dikembalikan", sari, clock.now())
    erasure.erase(again.pk, sari, clock.now())
    assert Registration.objects.get(pk=who.row.pk).state == RegistrationState.ERASED


def every_value() -> str:
    """All the database holds, in one text."""
    with connection.cursor() as cursor:
        parts = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            parts.extend(repr([bytes(cell) if isinstance(cell, memoryview) else cell for cell in row]) for row in cursor.fetchall())
    return "\n".join(parts)


def test_an_erased_person_is_gone_and_only_tombstones_stay(sari: User, django_capture_on_commit_callbacks: Any) -> None:
    who, application = busy(card=True)
    other, _ = busy(2)
    consents(who.row, share_with_employers=True)
    from siker.applications.services import refresh_candidate

    refresh_candidate(who.row.pk, clock.now())
    raw = b"\xff\xd8\xff\xe0" + b"kenariwati" * 20 + b"\xff\xd9"
    import hashlib

    photo = hashlib.sha256(raw).hexdigest()
    photos.store(photo, raw, Station.objects.get(pk=who.twin.device), clock.now())
    Registration.objects.filter(pk=who.row.pk).update(photo_sha256=photo)
    person_index, login_name = who.row.nik_lookup, who.user.username
    number = Card.objects.get().number
    desk.withdraw(number, "dikembalikan", sari, clock.now())
    request = erasure.ask(who.account, clock.now())
    sealed = [bytes(item.sealed) for item in OpReceipt.objects.filter(aggregate=f"registration/{who.row.pk}")]
    assert sealed
    assert all(sealed)
    visitor = who.client()
    with django_capture_on_commit_callbacks(execute=True):
        path = reverse("decide_erasure", kwargs={"request_id": request.pk})
        office = client_for(sari)
        assert office.post(path, {"putusan": "hapus"}).status_code == 422
        assert office.post(path, {"putusan": "hapus", "yakin": "ya"}).status_code == 302
    left = every_value()
    for gone in (person_index, login_name, photo, *(repr(item) for item in sealed)):
        assert gone not in left
    assert not SeekerAccount.objects.filter(pk=who.account.pk).exists()
    assert not Candidate.objects.filter(pk=who.row.pk).exists()
    row = Registration.objects.get(pk=who.row.pk)
    assert (row.state, bytes(row.sealed), row.evidence, row.consents) == (RegistrationState.ERASED, b"", [], [])
    assert all(bytes(item.sealed) == b"" for item in row.versions.all())
    kept = Application.objects.get(pk=application.pk)
    assert (kept.state, kept.sealed, kept.kecamatan == "") == (ApplicationState.WITHDRAWN, None, application.kecamatan == "")
    card = Card.objects.get(pk=number)
    assert (card.state, card.nik_lookup.startswith("erased:")) == (Ak1State.WITHDRAWN, True)
    data_dir = Path(settings.SIKER_DATA_DIR)
    assert not list((data_dir / "blobs").rglob(photo))
    assert len(list((data_dir / "files").rglob("*-*"))) >= 1
    assert SeekerAccount.objects.get().pk == other.account.pk
    for entity, entity_id in (("registration", row.pk), ("application", application.pk)):
        assert FeedRow.objects.get(entity=entity, entity_id=entity_id).op == "del"
    assert visitor.get(reverse("seeker_home")).status_code == 302
    assert [notice.kind for notice in Notice.objects.order_by("made_at", "pk")].count("data_erased") == 1
    assert office.get(reverse("registration", kwargs={"registration_id": row.pk})).status_code == 404
    for page in ("queue", "conflicts", "erasures", "parked", "stations"):
        assert office.get(reverse(page)).status_code == 200, page
    assert office.post(reverse("queue"), {"q": number}).status_code == 200
    assert office.post(path, {"putusan": "hapus", "yakin": "ya"}).status_code == 302


def test_facts_that_come_after_the_erasure_wait_for_an_officer(sari: User) -> None:
    who = person(1)
    wanted = vacancy()
    erasure.erase(erasure.ask(who.account, clock.now()).pk, sari, clock.now())
    station = Station.objects.get(pk=who.twin.device)
    late = push(station, who.twin.op(who.twin.card_fact(who.record)), who.twin.op(submitted(who.record, wanted)))
    assert statuses(late) == [("parked", "unknown_registration")] * 2
    again, row, _ = registered(1)
    assert row.state == RegistrationState.VERIFIED
    assert codes.keep(row, "K7F-3RA-PTW", clock.now())
    assert again.biodata.nik == who.record.biodata.nik


def test_two_erased_people_who_applied_to_the_same_vacancy(sari: User) -> None:
    wanted = vacancy()
    for n in (1, 2):
        who = person(n)
        applying.send(who.account, wanted, applying.Choices(agreed=True), clock.now())
        erasure.erase(erasure.ask(who.account, clock.now()).pk, sari, clock.now())
    assert Application.objects.filter(vacancy=wanted, nik_lookup__startswith="erased:").count() == 2


def test_a_second_officer_is_told_that_it_is_done(sari: User) -> None:
    request = erasure.ask(person(1).account, clock.now())
    erasure.refuse(request.pk, "alasan", sari, clock.now())
    for again in (lambda: erasure.refuse(request.pk, "lain", sari, clock.now()), lambda: erasure.erase(request.pk, sari, clock.now())):
        with pytest.raises(erasure.AlreadyAnsweredError):
            again()
