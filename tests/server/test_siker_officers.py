"""What officers, technicians and admins do, through the pages, as they see them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from django.http import HttpResponse
from django.test import Client

from domain.ak1 import Ak1State
from domain.facts import HelpRequested
from domain.visit.pages import Page
from siker import clock
from siker.accounts.models import Role, User
from siker.accounts.services import create_officer
from siker.ak1.models import Card, Registration
from siker.ak1.records import answers_of, assurance_of
from siker.audit.models import Entry
from siker.audit.services import SYSTEM
from siker.feed.models import FeedRow
from siker.fleet import services as fleet
from siker.fleet.models import EnrolmentCode, HelpTicket, Station
from siker.web.words import day_text, moment_text, page_text
from sync.wire.keys import DeviceKey, fingerprint_words
from sync.wire.messages import EnrolRequest, LookupRequest
from sync.wire.signing import enrol_proof_bytes
from tests.server.siker_people import heartbeat, jpeg, nik, registration
from tests.server.test_siker_ingest import enrolled, push

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PASSWORD = "kalimat-panjang-42"


def signed_in(role: Role, name: str = "") -> Client:
    """A client of somebody with a role."""
    user = create_officer(
        name or f"akun.{role.value.lower()}", PASSWORD, frozenset({role}), clock.now(), SYSTEM, f"Contoh {role.value}"
    )
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def officer() -> Client:
    """A signed-in officer."""
    return signed_in(Role.OFFICER)


def waiting(n: int = 1, code: str = "K7F-3RA", **named: str) -> Registration:
    """Somebody who typed everything and waits at the counter."""
    twin, station = enrolled()
    who = registration(n, **named)  # type: ignore[arg-type]
    push(station, twin.registered(who, code=code, kinds=()), now=clock.now())
    return Registration.objects.get(pk=who.registration_id)


def feed_of(row: Registration) -> dict[str, object]:
    """What stations hear of it."""
    found: dict[str, object] = msgspec.json.decode(bytes(FeedRow.objects.get(entity_id=row.pk).payload or b""))
    return found


class TestSignIn:
    def test_with_name_and_password(self) -> None:
        create_officer("sari", PASSWORD, frozenset({Role.OFFICER}), clock.now(), SYSTEM)
        client = Client()
        assert client.get("/petugas/").headers["Location"] == "/masuk/?next=/petugas/"
        answer = client.post("/masuk/?next=/petugas/", {"login": "sari", "password": PASSWORD}, follow=True)
        assert "Selamat bekerja" in answer.content.decode()

    def test_a_wrong_password_says_so_and_keeps_the_name(self) -> None:
        answer = Client().post("/masuk/", {"login": "sari", "password": "salah"})
        assert "tidak cocok" in answer.content.decode()
        assert 'value="sari"' in answer.content.decode()

    def test_five_wrong_passwords_lock_the_door_even_for_the_right_one(self) -> None:
        create_officer("sari", PASSWORD, frozenset({Role.OFFICER}), clock.now(), SYSTEM)
        client = Client(REMOTE_ADDR="192.0.2.9")
        last = [client.post("/masuk/", {"login": "sari", "password": f"salah{n}"}) for n in range(5)][-1]
        assert "Terkunci sebentar" in last.content.decode()
        assert "Terkunci sebentar" in client.post("/masuk/", {"login": "sari", "password": PASSWORD}).content.decode()

    def test_a_right_password_ends_the_count_and_another_name_is_counted_apart(self) -> None:
        for name in ("sari", "budi"):
            create_officer(name, PASSWORD, frozenset({Role.OFFICER}), clock.now(), SYSTEM)
        client = Client(REMOTE_ADDR="192.0.2.9")
        for n in range(4):
            client.post("/masuk/", {"login": "sari", "password": f"salah{n}"})
        answer = client.post("/masuk/", {"login": "sari", "password": PASSWORD}, follow=True)
        assert "Selamat bekerja" in answer.content.decode()
        client.post("/keluar/")
        for n in range(5):
            client.post("/masuk/", {"login": " Sari", "password": f"salah{n}"})
        assert "Terkunci sebentar" in client.post("/masuk/", {"login": "sari", "password": PASSWORD}).content.decode()
        assert "Selamat bekerja" in client.post("/masuk/", {"login": "budi", "password": PASSWORD}, follow=True).content.decode()

    def test_the_lock_out_keeps_nothing_that_was_typed(self) -> None:
        from axes.models import AccessAttempt

        client = Client(REMOTE_ADDR="192.0.2.9")
        number = nik(1).value
        for n in range(6):
            client.post(f"/masuk/?next=/petugas/antrean/?q={number}", {"login": number, "password": f"salah{n}", "next": number})
        kept = list(AccessAttempt.objects.values())
        assert kept
        assert number not in str(kept)
        assert "salah" not in str(kept)

    def test_a_second_factor_is_asked_once_installed(self) -> None:
        from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
        from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time

        user = create_officer("sari", PASSWORD, frozenset({Role.OFFICER}), clock.now(), SYSTEM)
        secret = "JBSWY3DPEHPK3PXP"
        TOTP.activate(user, secret)
        codes = RecoveryCodes.activate(user)
        client = Client()
        step = client.post("/masuk/", {"login": "sari", "password": PASSWORD}, follow=True)
        assert "Kode pengaman" in step.content.decode()
        assert client.get("/petugas/").status_code == 302
        code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
        assert "Selamat bekerja" in client.post("/masuk/kode/", {"code": code}, follow=True).content.decode()
        client.post("/keluar/")
        client.post("/masuk/", {"login": "sari", "password": PASSWORD})
        spare = codes.get_unused_codes()[0]
        assert "Selamat bekerja" in client.post("/masuk/kode/", {"code": spare}, follow=True).content.decode()
        stored = user.authenticator_set.get(type="totp").data  # type: ignore[attr-defined]
        assert secret not in str(stored)

    def test_where_the_office_requires_it_no_page_opens_without(self, settings) -> None:  # type: ignore[no-untyped-def]
        client = signed_in(Role.ADMIN)
        settings.SIKER_REQUIRE_MFA = True
        assert client.get("/petugas/antrean/").headers["Location"] == "/akun/kode/pasang/"


class TestQueue:
    def test_oldest_first_masked_with_level_evidence_and_consents(self, officer: Client) -> None:
        first, second = waiting(1, "AAA-AAA"), waiting(2, "BBB-BBB")
        Registration.objects.filter(pk=second.pk).update(registered_at=first.registered_at - timedelta(hours=1))
        text = officer.get("/petugas/antrean/").content.decode()
        assert text.index("BBB-BBB") < text.index("AAA-AAA")
        assert "Co**** Se********" in text
        assert "Sekarwangi" not in text
        assert nik(1).value not in text
        assert "Data diketik, belum diperiksa" in text
        assert "Dihubungi lewat WhatsApp: tidak" in text

    @pytest.mark.parametrize("typed", ["K7F-3RA", "k7f-3ra", " k7f3ra "])
    def test_a_queue_code_is_found_however_it_is_typed(self, officer: Client, typed: str) -> None:
        row = waiting()
        waiting(2, "XXX-XXX")
        text = officer.get("/petugas/antrean/", {"q": typed}).content.decode()
        assert row.pk in text
        assert "XXX-XXX" not in text

    def test_an_empty_queue_says_what_will_happen(self, officer: Client) -> None:
        assert "Antrean kosong" in officer.get("/petugas/antrean/").content.decode()


class TestFindingByNik:
    PAGE = "/petugas/antrean/"

    def test_every_registration_of_the_person_is_found_in_any_state_and_masked(self, officer: Client) -> None:
        rows = [waiting(1, "AAA-AAA"), waiting(2, "BBB-BBB", person=nik(1)), waiting(3, "CCC-CCC", person=nik(1))]
        stranger = waiting(4, "DDD-DDD")
        Registration.objects.filter(pk=rows[1].pk).update(state="verified")
        Registration.objects.filter(pk=rows[2].pk).update(state="rejected")
        answer = officer.post(self.PAGE, {"nik": f" {nik(1).value[:6]} {nik(1).value[6:]} "})
        assert answer.status_code == 200
        text = answer.content.decode()
        for row in rows:
            assert f"/petugas/pendaftaran/{row.pk}/" in text
        assert stranger.pk not in text
        shown = words_of(answer)
        for part in ("3 pendaftaran dengan NIK", "Sudah diverifikasi", "Ditolak", "Co**** Se********", str(nik(1))):
            assert part in shown
        assert nik(1).value not in text
        assert "Sekarwangi" not in text
        assert "no-store" in answer.headers["Cache-Control"]

    def test_the_search_is_journalled_without_the_number(self, officer: Client) -> None:
        waiting(1)
        officer.post(self.PAGE, {"nik": nik(1).value})
        officer.post(self.PAGE, {"nik": nik(2).value})
        found, missed = Entry.objects.filter(action="person_searched").order_by("pk")
        assert found.actor == "petugas:akun.petugas"
        assert (found.detail, missed.detail) == ("1 ditemukan", "0 ditemukan")
        assert found.words == "mencari pencari kerja dengan NIK"
        for entry in Entry.objects.all():
            assert nik(1).value not in entry.subject + entry.detail
            assert nik(2).value not in entry.subject + entry.detail

    def test_somebody_not_registered_is_said_kindly_and_the_number_stays_to_compare(self, officer: Client) -> None:
        answer = officer.post(self.PAGE, {"nik": nik(5).value})
        assert "Orang ini belum terdaftar" in words_of(answer)
        assert f'value="{nik(5).value}"' in answer.content.decode()

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("", "NIK belum diisi"), ("3374 9901", "NIK baru 8 angka, kurang 8"), ("33749901019O0001", "NIK hanya berisi angka"),
            ("33749901019000011", "Hapus kelebihannya"), ("0374990101900001", "Nomor ini bukan NIK"),
        ],
    )  # fmt: skip
    def test_a_wrong_form_is_explained_and_what_was_typed_stays(self, officer: Client, typed: str, sentence: str) -> None:
        answer = officer.post(self.PAGE, {"nik": typed})
        assert answer.status_code == 422
        assert sentence in words_of(answer)
        assert f'value="{typed}"' in answer.content.decode()
        assert "Antrean kosong" not in words_of(answer)
        assert not Entry.objects.filter(action="person_searched").exists()

    def test_a_card_number_looks_like_a_nik_and_is_sent_the_same_way(self, officer: Client) -> None:
        twin, station = enrolled()
        who = registration()
        card = twin.card_fact(who)
        push(station, twin.registered(who), twin.op(card))
        assert who.registration_id in officer.post(self.PAGE, {"q": card.number}).content.decode()
        assert "Pakai kotak NIK" in words_of(officer.post(self.PAGE, {"q": nik(1).value}))

    def test_no_form_on_the_page_puts_what_was_typed_into_an_address(self, officer: Client) -> None:
        waiting()
        for answer in (
            officer.get(self.PAGE),
            officer.post(self.PAGE, {"nik": nik(1).value}),
            officer.post(self.PAGE, {"q": "K7F"}),
        ):
            text = answer.content.decode()
            assert 'method="get"' not in text
            assert "?hal=" not in text
            assert "q=" not in text


class TestRegistration:
    def test_everything_is_shown_once_opened_and_the_look_is_journalled(self, officer: Client) -> None:
        row = waiting()
        text = officer.get(f"/petugas/pendaftaran/{row.pk}/").content.decode()
        for shown in (
            nik(1).value,
            "Contoh Sekarwangi",
            "Otomotif",
            "Rp3.500.000",
            "Las listrik",
            "Belum kawin",
            "Membuat kartu AK/I",
        ):
            assert shown in text
        assert Entry.objects.filter(action="registration_viewed", subject=f"registration/{row.pk}").count() == 1
        assert not Entry.objects.filter(detail__contains=nik(1).value).exists()

    def test_verifying_adds_the_officers_sight_and_reaches_the_station(self, officer: Client) -> None:
        row = waiting()
        assert feed_of(row)["state"] == "awaiting"
        refused = officer.post(f"/petugas/pendaftaran/{row.pk}/verifikasi")
        assert refused.status_code == 422
        assert "Centang dulu" in refused.content.decode()
        done = officer.post(f"/petugas/pendaftaran/{row.pk}/verifikasi", {"dilihat": "ya"}, follow=True)
        assert "sudah diverifikasi" in done.content.decode()
        row.refresh_from_db()
        assert assurance_of(row).officer_seen
        assert feed_of(row)["state"] == "verified"
        again = officer.post(f"/petugas/pendaftaran/{row.pk}/verifikasi", {"dilihat": "ya"}, follow=True)
        assert "sudah diputuskan sebelumnya" in again.content.decode()

    def test_rejecting_needs_a_reason_that_names_nobody(self, officer: Client) -> None:
        row = waiting()
        for typed, complaint in (
            ("", "Tulis alasannya"), ("Data Sekarwangi salah", "Jangan tulis nama"), (f"NIK {nik(1).value}", "Jangan tulis nama"),
            ("x" * 150, "paling panjang"),
        ):  # fmt: skip
            answer = officer.post(f"/petugas/pendaftaran/{row.pk}/tolak", {"alasan": typed})
            assert answer.status_code == 422
            assert complaint in answer.content.decode()
            assert f'value="{typed}"' in answer.content.decode()
        officer.post(f"/petugas/pendaftaran/{row.pk}/tolak", {"alasan": "Foto tidak jelas."})
        told = feed_of(row)
        assert (told["state"], told["reason"]) == ("rejected", "Foto tidak jelas.")

    def test_a_correction_keeps_what_was_typed_beside_its_error(self, officer: Client) -> None:
        row = waiting()
        address = f"/petugas/pendaftaran/{row.pk}/perbaiki"
        typed = form_fields(officer.get(address).content.decode())
        wrong = {**typed, "nama": "Sekar 9", "telepon": "12", "tanggal_lahir": "31-02-1990", "nik": "3374"}
        answer = officer.post(address, wrong)
        text = answer.content.decode()
        assert answer.status_code == 422
        for kept in ("Sekar 9", 'value="12"', "31-02-1990"):
            assert kept in text
        for complaint in ("Nama berisi angka", "bulan 2 tidak punya tanggal 31", "kurang 12"):
            assert complaint in text
        assert "Tanggal lahir: Tanggal lahir" not in words_of(answer)
        assert '<a href="#tanggal_lahir">Tanggal lahir: bulan 2' in text
        assert '<a href="#nama">Nama lengkap: Nama berisi angka' in text
        assert answers_of(row).biodata.nama == "Contoh Sekarwangi"

    def test_a_correction_is_stored_with_its_history_and_an_untouched_form_changes_nothing(self, officer: Client) -> None:
        row = waiting()
        address = f"/petugas/pendaftaran/{row.pk}/perbaiki"
        typed = form_fields(officer.get(address).content.decode())
        assert "Tidak ada yang berubah" in officer.post(address, typed, follow=True).content.decode()
        assert row.versions.count() == 1
        changed = {
            **typed,
            "nama": "Contoh Sekarharum",
            "kerja0.pemberi": "Toko Contoh",
            "kerja0.jabatan": "Kasir",
            "kerja0.masuk": "2015",
        }
        assert "Perbaikan disimpan" in officer.post(address, changed, follow=True).content.decode()
        row.refresh_from_db()
        now = answers_of(row)
        assert (now.biodata.nama, now.pengalaman[0].jabatan) == ("Contoh Sekarharum", "Kasir")
        assert now.pekerjaan_diinginkan[0].kbji == "7231"
        assert row.versions.count() == 2

    def test_a_nik_that_disagrees_with_the_birth_date_is_pointed_out(self, officer: Client) -> None:
        row = waiting(1)
        typed = form_fields(officer.get(f"/petugas/pendaftaran/{row.pk}/perbaiki").content.decode())
        officer.post(f"/petugas/pendaftaran/{row.pk}/perbaiki", {**typed, "tanggal_lahir": "02-02-1990"})
        assert "Tanggal lahir berbeda" in officer.get(f"/petugas/pendaftaran/{row.pk}/").content.decode()

    def test_the_photo_is_shown_when_it_has_arrived(self, officer: Client) -> None:
        import hashlib
        from dataclasses import replace

        from siker.ak1 import photos

        twin, station = enrolled()
        raw = jpeg()
        name = hashlib.sha256(raw).hexdigest()
        who = replace(registration(), foto_sha256=name)
        push(station, twin.registered(who))
        page = f"/petugas/pendaftaran/{who.registration_id}/"
        assert "Foto belum sampai" in officer.get(page).content.decode()
        photos.store(name, raw, station, clock.now())
        assert f'src="{page}foto"' in officer.get(page).content.decode()
        assert officer.get(page + "foto").content == raw

    def test_a_card_can_be_withdrawn_with_a_reason(self, officer: Client) -> None:
        twin, station = enrolled()
        who = registration()
        card = twin.card_fact(who, issued=clock.today(clock.now()))
        push(station, twin.registered(who), twin.op(card), now=clock.now())
        address = f"/petugas/pendaftaran/{who.registration_id}/cabut-kartu"
        assert officer.post(address, {"nomor": card.number, "alasan": " "}).status_code == 422
        officer.post(address, {"nomor": card.number, "alasan": "Sudah bekerja"})
        assert Card.objects.get().state == Ak1State.WITHDRAWN
        assert feed_of(Registration.objects.get())["card_state"] == "withdrawn"


def words_of(answer: HttpResponse) -> str:
    """What somebody reads, without the tags."""
    import html

    return " ".join(html.unescape(re.sub("<[^>]+>", " ", answer.content.decode())).split())


def form_fields(page: str) -> dict[str, str]:
    """What a browser would send back untouched."""
    import html

    found = {}
    for tag in re.findall(r"<input type=\"text\"[^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name:
            found[name[1]] = html.unescape(value[1]) if value else ""
    for name, body in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected>', body)
        found[name] = chosen[1] if chosen else ""
    for name, body in re.findall(r'<textarea name="([^"]*)"[^>]*>(.*?)</textarea>', page, re.DOTALL):
        found[name] = html.unescape(body)
    return found


class TestConflictsAndParked:
    def test_two_cards_are_settled_on_the_page(self, officer: Client) -> None:
        (one, station_one), (two, station_two) = enrolled("A"), enrolled("B")
        here, there = registration(person=nik(7)), registration(person=nik(7), name="Contoh Lain")
        first, second = one.card_fact(here), two.card_fact(there)
        push(station_one, one.registered(here), one.op(first))
        push(station_two, two.registered(there), two.op(second))
        text = officer.get("/petugas/ganda/").content.decode()
        assert first.number in text
        assert second.number in text
        assert "Nama di kedua pendaftaran berbeda" in text
        shown = words_of(officer.get("/petugas/ganda/"))
        for card in (first, second):
            at = moment_text(Card.objects.get(pk=card.number).recorded_at)
            assert f"{card.number} Terbit {day_text(card.issued_on)}" in shown
            assert f"Sampai di SIKER {at}" in shown
        assert "Pertama berarti lebih dulu sampai di SIKER" in shown
        assert "terbit lebih dulu" not in shown
        assert nik(7).value not in text
        action = re.search(r'action="(/petugas/ganda/\d+/putuskan)"', text)
        assert action
        assert "Pilih salah satu" in officer.post(action[1], {}, follow=True).content.decode()
        done = officer.post(action[1], {"putusan": "keep_second", "catatan": "dicek di loket"}, follow=True).content.decode()
        assert "sudah diselesaikan" in done
        assert "dicek di loket" in done

    def test_a_card_issued_first_that_arrived_later_is_pointed_out(self, officer: Client) -> None:
        (one, station_one), (two, station_two) = enrolled("A"), enrolled("B")
        here, there = registration(person=nik(7)), registration(person=nik(7))
        today = clock.today(clock.now())
        push(station_one, one.registered(here), one.op(one.card_fact(here, issued=today)))
        push(station_two, two.registered(there), two.op(two.card_fact(there, issued=today - timedelta(days=3))))
        assert "Kartu kedua terbit lebih dulu, tetapi sampai belakangan" in words_of(officer.get("/petugas/ganda/"))

    def test_a_parked_card_is_accepted_or_closed_with_a_note(self, officer: Client) -> None:
        from dataclasses import replace

        twin, station = enrolled()
        who, other = registration(1), registration(2)
        ops = [
            twin.registered(who),
            twin.op(replace(twin.card_fact(who), lease_id="x")),
            twin.op(replace(twin.card_fact(other), lease_id="x")),
        ]
        push(station, *ops)
        text = officer.get("/petugas/tertahan/").content.decode()
        assert "di luar jatah mesin" in text
        assert "Pendaftarannya belum ada" in text
        assert nik(1).value not in text
        assert "Catatan diterima" in officer.post(f"/petugas/tertahan/{ops[1].op_id}/terima", follow=True).content.decode()
        assert "Tulis dulu" in officer.post(f"/petugas/tertahan/{ops[2].op_id}/tutup", follow=True).content.decode()
        officer.post(f"/petugas/tertahan/{ops[2].op_id}/tutup", {"catatan": "kartu dimusnahkan"})
        assert "Tidak ada yang tertahan" in officer.get("/petugas/tertahan/").content.decode()


class TestMachines:
    def enrol(self, code: str) -> tuple[DeviceKey, Station]:
        key = DeviceKey.generate()
        public = key.public_text()
        request = EnrolRequest(code=code, public_key=public, proof=key.sign(enrol_proof_bytes(code, public)), app_version="0.1.0")
        return key, Station.objects.get(pk=fleet.enrol(request, clock.now()).device_id)

    def test_a_technician_makes_a_code_and_another_person_compares_the_words(self, settings) -> None:  # type: ignore[no-untyped-def]
        settings.SIKER_AUTO_APPROVE = False
        technician, checker = signed_in(Role.TECHNICIAN), signed_in(Role.OFFICER)
        assert "Tulis di mana" in technician.post("/petugas/mesin/kode", {"label": " ", "wilayah": "33.74"}).content.decode()
        page = technician.post("/petugas/mesin/kode", {"label": "CONTOH Lobi", "wilayah": "33.74"}).content.decode()
        code = re.search(r'class="onetime">([^<]+)<', page)
        assert code
        key, station = self.enrol(code[1])
        text = checker.get("/petugas/mesin/").content.decode()
        assert fingerprint_words(key.public_text()) in text
        assert "Centang dulu" in checker.post(f"/petugas/mesin/{station.pk}/setujui", follow=True).content.decode()
        assert (
            "sudah aktif" in checker.post(f"/petugas/mesin/{station.pk}/setujui", {"cocok": "ya"}, follow=True).content.decode()
        )

    @pytest.mark.parametrize("region", ["", "3374", "33.7", "33.74.01", "33", "00.74", "33.00", "٣٣.٧٤", "JATENG"])
    def test_a_region_that_is_no_kabupaten_or_kota_is_explained_and_stays_typed(self, region: str) -> None:
        technician = signed_in(Role.TECHNICIAN)
        answer = technician.post("/petugas/mesin/kode", {"label": "CONTOH Lobi", "wilayah": region})
        assert answer.status_code == 422
        assert "Kode wilayah ditulis seperti 33.74" in words_of(answer)
        assert 'value="CONTOH Lobi"' in answer.content.decode()
        assert not EnrolmentCode.objects.exists()

    def test_whoever_made_the_code_cannot_approve(self, settings) -> None:  # type: ignore[no-untyped-def]
        settings.SIKER_AUTO_APPROVE = False
        admin = signed_in(Role.ADMIN)
        page = admin.post("/petugas/mesin/kode", {"label": "CONTOH Lobi", "wilayah": "33.74"}).content.decode()
        code = re.search(r'class="onetime">([^<]+)<', page)
        assert code
        _, station = self.enrol(code[1])
        answer = admin.post(f"/petugas/mesin/{station.pk}/setujui", {"cocok": "ya"}, follow=True)
        assert "Minta rekan lain" in answer.content.decode()
        station.refresh_from_db()
        assert station.state == "pending"

    def test_a_code_ends_after_ten_minutes(self) -> None:
        now = datetime.now(UTC)
        code, _ = fleet.create_code("CONTOH", "33.74", now - timedelta(minutes=11), SYSTEM)
        with pytest.raises(fleet.CodeUnknownError):
            self.enrol(code)

    def test_health_is_shown_and_trouble_stands_out(self) -> None:
        technician = signed_in(Role.TECHNICIAN)
        _, station = enrolled("CONTOH Lobi")
        fleet.heartbeat(
            station, heartbeat(paper_near_end=True, quarantined=2, clock_offset_ms=90_000, problems=["paper_low"]), clock.now()
        )
        text = technician.get("/petugas/mesin/").content.decode()
        for shown in ("Kertas hampir habis", "2 catatan macet di mesin", "Jam meleset", "paper_low", "baru saja"):
            assert shown in text
        assert "1 dari 1 mesin aktif perlu dilihat" in words_of(technician.get("/petugas/"))
        Station.objects.update(last_seen=clock.now() - timedelta(hours=1))
        assert "Lama tidak terdengar" in technician.get("/petugas/mesin/").content.decode()

    @pytest.mark.parametrize(
        ("said", "badge", "line"),
        [
            ({"printer": "no_paper"}, "Kertas habis", "Pencetak kertas habis"),
            ({"printer": "near_end"}, "Kertas hampir habis", "Pencetak siap, kertas hampir habis"),
            ({"printer": "cover_open"}, "Penutup pencetak terbuka", "Pencetak penutup terbuka"),
            ({"printer": "cutter_fault"}, "Kertas macet", "Pencetak kertas macet di pemotong"),
            ({"printer": "offline"}, "Pencetak mati atau terlepas", "Pencetak mati atau terlepas"),
            ({"reader": "no_reader"}, "Pembaca KTP tidak terpasang", "Pembaca KTP tidak terpasang"),
            ({"reader": "service_down"}, "Layanan pembaca KTP mati", "Pembaca KTP layanan pembaca mati"),
        ],
    )
    def test_each_trouble_of_printer_and_reader_has_its_badge_and_counts(
        self, said: dict[str, str], badge: str, line: str
    ) -> None:
        technician = signed_in(Role.TECHNICIAN)
        _, station = enrolled("CONTOH Lobi")
        fleet.heartbeat(station, heartbeat(), clock.now())
        assert "0 dari 1 mesin aktif perlu dilihat" in words_of(technician.get("/petugas/"))
        assert "Pencetak siap Pembaca KTP siap" in words_of(technician.get("/petugas/mesin/"))
        fleet.heartbeat(station, heartbeat(**said), clock.now())
        page = technician.get("/petugas/mesin/")
        assert f'">{badge}</span>' in page.content.decode()
        assert line in words_of(page)
        assert not set(said.values()) & set(words_of(page).split())
        assert "1 dari 1 mesin aktif perlu dilihat" in words_of(technician.get("/petugas/"))

    def test_a_state_of_a_newer_machine_is_shown_as_it_is(self) -> None:
        technician = signed_in(Role.TECHNICIAN)
        _, station = enrolled()
        fleet.heartbeat(station, heartbeat(printer="out_of_ink"), clock.now())
        assert "Pencetak out_of_ink" in words_of(technician.get("/petugas/mesin/"))

    def test_revoking_needs_a_reason_and_closes_the_numbers(self) -> None:
        officer = signed_in(Role.OFFICER)
        _, station = enrolled()
        assert "Tulis alasannya" in officer.post(f"/petugas/mesin/{station.pk}/cabut", follow=True).content.decode()
        officer.post(f"/petugas/mesin/{station.pk}/cabut", {"alasan": "dicuri"})
        station.refresh_from_db()
        assert station.state == "revoked"

    def test_a_call_for_help_is_answered(self) -> None:
        technician = signed_in(Role.TECHNICIAN)
        twin, station = enrolled("CONTOH Lobi")
        push(station, twin.op(HelpRequested("K7F-3RT", "wished_job", clock.now())), now=clock.now())
        text = words_of(technician.get("/petugas/bantuan/"))
        assert "K7F-3RT CONTOH Lobi" in text
        assert "halaman “Ingin bekerja sebagai apa?”" in text
        assert "wished_job" not in text
        technician.post("/petugas/bantuan/K7F-3RT/selesai")
        assert HelpTicket.objects.get().done_by == User.objects.get(username="akun.teknisi")
        assert "Tidak ada panggilan" in technician.get("/petugas/bantuan/").content.decode()


def test_the_journal_names_who_did_what() -> None:
    admin = signed_in(Role.ADMIN)
    row = waiting()
    admin.get(f"/petugas/pendaftaran/{row.pk}/")
    text = admin.get("/petugas/jejak/", {"q": "akun.admin"}).content.decode()
    assert "membuka data pendaftaran" in text
    assert row.pk in text


def test_lookup_is_journalled_without_the_number() -> None:
    from domain.nik import Nik
    from siker.ak1 import lookup

    _, station = enrolled()
    lookup.find_person(Nik(LookupRequest(nik=nik(5).value).nik), station, clock.now())
    entry = Entry.objects.get(action="person_looked_up")
    assert nik(5).value not in entry.subject + entry.detail


@pytest.mark.parametrize("page", list(Page))
def test_every_page_of_the_kiosk_has_words_for_the_officer(page: Page) -> None:
    shown = page_text(page.value)
    assert shown != page.value
    assert "_" not in shown


def test_every_state_of_the_stations_printer_and_reader_has_words() -> None:
    from devices.card.port import ReaderState
    from devices.receipt.port import PrinterState
    from siker.fleet.health import PRINTER_WORDS, READER_WORDS

    assert {state.value for state in PrinterState} <= set(PRINTER_WORDS)
    assert {state.value for state in ReaderState} <= set(READER_WORDS)
