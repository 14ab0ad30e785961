"""Opening an account with the slip's code, signing in, getting back in, and looking after it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from siker import clock, vault
from siker.accounts.models import User
from siker.accounts.services import create_officer
from siker.ak1 import desk
from siker.audit.services import SYSTEM
from siker.employers.form import Account
from siker.employers.services import FirmStepError, new_account
from siker.notices.models import Notice
from siker.seekers import accounts, applying, codes
from siker.seekers.login import login_of, parse_login
from siker.seekers.models import ClaimCode, SeekerAccount
from siker.seekers.person import letters_of
from tests.server.siker_live import ROOT
from tests.server.siker_people import nik
from tests.server.siker_seekers import BIRTH, PASSWORD, consents, login_named, person, registered, vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CODE = "K7F-3RA-PTW"


def open_account(client: Client, login: str = "0812 3456 7890", code: str = CODE, password: str = PASSWORD) -> str:
    """Both steps; the page that comes."""
    assert client.get("/akun/klaim").headers["Location"] == reverse("claim")  # copied from the slip without its last sign
    first = client.post(reverse("claim"), {"kode": code, "tanggal_lahir": BIRTH})
    assert first.status_code == 302, first.content.decode()
    second = client.post(reverse("claim_finish"), {"masuk": login, "sandi": password, "sandi_lagi": password}, follow=True)
    return second.content.decode()


def test_the_code_of_the_slip_opens_an_account_once() -> None:
    record, row, _ = registered(1)
    codes.keep(row, CODE, clock.now())
    client = Client()
    assert f"Halo, {record.biodata.nama}" in open_account(client, code=" k7f 3ra ptw ")
    account = SeekerAccount.objects.get()
    assert login_of(account).text == "+6281234567890"
    assert account.user.username.startswith("~")
    assert "81234567890" not in account.user.username + account.user.email
    again = Client().post(reverse("claim"), {"kode": CODE, "tanggal_lahir": BIRTH})
    assert again.status_code == 422
    assert "sudah tidak berlaku" in again.content.decode()


@pytest.mark.parametrize("typed", ["081234567890", "+62 812-3456-7890", "0812 3456 7890"])
def test_signing_in_with_the_number_however_it_is_written(typed: str) -> None:
    who = person(1, "0812 3456 7890")
    client = Client()
    answer = client.post(reverse("account_login"), {"login": typed, "password": PASSWORD, "next": "/saya/berkas/"})
    assert answer.headers.get("Location") == "/saya/berkas/"
    assert client.get(reverse("home")).headers["Location"] == reverse("seeker_home")
    assert who.record.biodata.nama in client.get(reverse("seeker_home")).content.decode()


def test_five_wrong_passwords_lock_every_spelling_of_a_number() -> None:
    person(1, "081234567890")
    client = Client()
    for typed in ("081234567890", "+6281234567890", "0812 3456 7890", "0812-3456-7890", "62 81234567890"):
        client.post(reverse("account_login"), {"login": typed, "password": "salah sekali"})
    answer = client.post(reverse("account_login"), {"login": "0812 34567890", "password": PASSWORD})
    assert "Terkunci sebentar" in answer.content.decode()


def test_a_wrong_birth_date_spends_the_code_after_five_times_and_tells_nothing() -> None:
    _, row, _ = registered(1)
    codes.keep(row, CODE, clock.now())
    wrong = {"kode": CODE, "tanggal_lahir": "02-01-1990"}
    nothing = {"kode": "AAA-AAA-AAA", "tanggal_lahir": BIRTH}
    known, unknown = (Client().post(reverse("claim"), data) for data in (wrong, nothing))
    assert known.status_code == unknown.status_code == 422
    alerts = [re.findall(r'role="alert">([^<]+)', answer.content.decode()) for answer in (known, unknown)]
    assert alerts[0] == alerts[1] != []
    assert "02-01-1990" in known.content.decode()
    for _ in range(4):
        Client().post(reverse("claim"), wrong)
    assert "terlalu sering salah" in Client().post(reverse("claim"), {"kode": CODE, "tanggal_lahir": BIRTH}).content.decode()
    assert not SeekerAccount.objects.exists()


def test_trying_codes_is_slowed_down_for_an_address() -> None:
    for _ in range(10):
        Client().post(reverse("claim"), {"kode": "AAA-AAA-AAA", "tanggal_lahir": BIRTH})
    answer = Client().post(reverse("claim"), {"kode": "AAA-AAA-AAA", "tanggal_lahir": BIRTH})
    assert answer.status_code == 429
    assert "Tunggu sebentar" in answer.content.decode()


def test_an_old_code_leads_to_a_new_one() -> None:
    _, row, _ = registered(1)
    codes.keep(row, CODE, clock.now() - codes.LIFETIME)
    text = Client().post(reverse("claim"), {"kode": CODE, "tanggal_lahir": BIRTH}).content.decode()
    assert "Minta kode baru di mesin Anjungan atau di loket kantor" in text


@pytest.mark.parametrize("typed", ["", "abc", "123", "a@b", "\x00", "x" * 5000, "<script>alert(1)</script>"])
def test_a_login_that_is_neither_number_nor_address_is_asked_again(typed: str) -> None:
    _, row, _ = registered(1)
    codes.keep(row, CODE, clock.now())
    client = Client()
    client.post(reverse("claim"), {"kode": CODE, "tanggal_lahir": BIRTH})
    answer = client.post(reverse("claim_finish"), {"masuk": typed, "sandi": PASSWORD, "sandi_lagi": PASSWORD})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "0812 3456 7890" in text or "terlalu panjang" in text
    assert "<script>alert" not in text


@pytest.mark.parametrize(("first", "second", "told"), [
    ("pendek", "pendek", "8"), ("12345678901", "12345678901", "angka"), (PASSWORD, PASSWORD + "x", "belum sama"), ("", "", "Buat kata sandi"),
])  # fmt: skip
def test_a_weak_password_is_explained(first: str, second: str, told: str) -> None:
    _, row, _ = registered(1)
    codes.keep(row, CODE, clock.now())
    client = Client()
    client.post(reverse("claim"), {"kode": CODE, "tanggal_lahir": BIRTH})
    answer = client.post(reverse("claim_finish"), {"masuk": "081234567890", "sandi": first, "sandi_lagi": second})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert 'value="081234567890"' in answer.content.decode()


def test_the_second_step_needs_the_first() -> None:
    assert Client().get(reverse("claim_finish")).headers["Location"] == reverse("claim")


def test_two_people_cannot_share_a_number() -> None:
    person(1, "081234567890")
    _, row, _ = registered(2)
    codes.keep(row, CODE, clock.now())
    assert "sudah dipakai akun lain" in open_account(Client(), "0812-3456-7890")
    create_officer("kepala@example.id", "kalimat-panjang-42", frozenset(), clock.now(), SYSTEM)
    client = Client()
    client.post(reverse("claim"), {"kode": CODE, "tanggal_lahir": BIRTH})
    answer = client.post(reverse("claim_finish"), {"masuk": "Kepala@example.id", "sandi": PASSWORD, "sandi_lagi": PASSWORD})
    assert "sudah dipakai akun lain" in answer.content.decode()


def test_a_firm_cannot_take_the_address_somebody_signs_in_with() -> None:
    person(1, "sari@contoh.example.id")
    with pytest.raises(FirmStepError) as refused:
        new_account(Account("Contoh Orang", "sari@contoh.example.id", "kalimat-panjang-42"))
    assert refused.value.part == "account_email"
    answer = Client().post(reverse("account_login"), {"login": "sari@contoh.example.id", "password": PASSWORD})
    assert answer.headers["Location"] == "/beranda/"


def test_a_new_code_leads_back_into_the_same_account_and_ends_other_sessions() -> None:
    who = person(1, "081234567890")
    elsewhere = who.client()
    codes.keep(who.row, CODE, clock.now())
    assert "Halo" in open_account(Client(), "baru@example.id", password="sawo durian rambutan")
    account = SeekerAccount.objects.get()
    assert account.pk == who.account.pk
    assert login_of(account).text == "baru@example.id"
    assert elsewhere.get(reverse("seeker_home")).status_code == 302


def test_an_officers_code_replaces_earlier_ones_and_is_shown_once() -> None:
    record, row, _ = registered(1)
    codes.keep(row, CODE, clock.now())
    from siker.accounts.models import Role

    user = create_officer("sari", "kalimat-panjang-42", frozenset({Role.OFFICER}), clock.now(), SYSTEM)
    office = Client()
    office.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("make_claim_code", kwargs={"registration_id": row.pk})
    assert office.post(address).status_code == 302
    assert ClaimCode.objects.filter(digest=codes.digest(CODE)).exists()
    text = office.post(address, {"dilihat": "ya"}).content.decode()
    code = re.search(r'class="onetime">([^<]+)', text)
    assert code is not None
    assert not ClaimCode.objects.filter(digest=codes.digest(CODE)).exists()
    assert f"Halo, {record.biodata.nama}" in open_account(Client(), code=code[1])


def test_a_forgotten_password_is_mended_by_a_letter_whose_link_works_once() -> None:
    who = person(1, "lupa@example.id")
    elsewhere = who.client()
    Notice.objects.all().delete()
    known = Client().post(reverse("forgotten"), {"masuk": "Lupa@example.id"})
    unknown = Client().post(reverse("forgotten"), {"masuk": "lain@example.id"})
    assert known.content == unknown.content
    notice = Notice.objects.get()
    assert notice.sealed is not None
    import msgspec

    letter = msgspec.json.decode(vault.unseal(notice.sealed, f"notice/{notice.pk}"))
    assert letter["to"] == "lupa@example.id"
    path = "/" + letter["values"]["link"].split("/", 3)[3]
    client = Client()
    shown = client.get(path)
    assert "Buat kata sandi baru" in shown.content.decode()
    assert client.post(path, {"sandi": "pendek", "sandi_lagi": "pendek"}).status_code == 422
    new = "salak nangka kelapa"
    assert client.post(path, {"sandi": new, "sandi_lagi": new}).headers["Location"] == reverse("account_login")
    assert elsewhere.get(reverse("seeker_home")).status_code == 302
    assert Client().get(path, follow=True).status_code == 410
    assert Client().post(reverse("account_login"), {"login": "lupa@example.id", "password": new}).status_code == 302
    assert Client().get(reverse("forgotten_finish", kwargs={"who": "x!", "token": "baru"})).status_code == 410


def test_changing_name_and_password_needs_the_password() -> None:
    who = person(1, "lama@example.id")
    client, elsewhere = who.client(), who.client()
    wrong = client.post(reverse("change_login"), {"masuk": "081200000002", "sekarang": "bukan"})
    assert wrong.status_code == 422
    assert "tidak cocok" in wrong.content.decode()
    assert client.post(reverse("change_login"), {"masuk": "081200000002", "sekarang": PASSWORD}).status_code == 302
    assert login_of(SeekerAccount.objects.get()).text == "+6281200000002"
    assert Notice.objects.filter(kind="contact_changed", state="queued").count() == 1
    new = "salak nangka kelapa"
    data = {"sekarang": PASSWORD, "sandi": new, "sandi_lagi": new}
    assert client.post(reverse("change_password"), data).status_code == 302
    assert client.get(reverse("my_account")).status_code == 200
    assert elsewhere.get(reverse("my_account")).status_code == 302


def test_signing_out_everywhere() -> None:
    who, other = person(1), person(2)
    here, there, stranger = who.client(), who.client(), other.client()
    assert here.post(reverse("leave_everywhere")).status_code == 302
    assert [client.get(reverse("seeker_home")).status_code for client in (here, there, stranger)] == [302, 302, 200]


def test_consents_are_kept_as_history_and_take_effect_at_once() -> None:
    from siker.applications.models import Candidate

    who = person(1)
    consents(who.row, ak1_service=True, share_with_employers=False)
    client = who.client()
    assert not Candidate.objects.exists()
    client.post(reverse("choose"), {"share_with_employers": "ya"})
    assert Candidate.objects.filter(pk=who.row.pk).exists()
    client.post(reverse("choose"), {"contact_whatsapp": "ya"})
    assert not Candidate.objects.exists()
    who.row.refresh_from_db()
    said = [(item["purpose"], item["granted"]) for item in who.row.consents]
    assert said[2:] == [("share_with_employers", True), ("share_with_employers", False), ("contact_whatsapp", True)]
    assert "Tidak ada yang berubah" in client.post(reverse("choose"), {"contact_whatsapp": "ya"}, follow=True).content.decode()


def test_letters_go_to_the_account_or_else_to_the_address_of_the_form() -> None:
    by_phone, by_mail = person(1, "081234567890", email="dua@example.id"), person(2, "akun@example.id")
    assert letters_of(by_phone.row) == "dua@example.id"
    assert letters_of(by_mail.row) == "akun@example.id"


def test_a_slip_whose_fact_comes_twice_makes_one_code() -> None:
    _, row, _ = registered(1)
    now = clock.now()
    assert [codes.keep(row, code, now) for code in (CODE, CODE.lower(), "", "A-B")] == [True, False, False, False]


def test_the_claim_page_works_without_its_script_and_allows_no_other() -> None:
    answer = Client().get(reverse("claim"))
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "location.hash" in (ROOT / "siker" / "static" / "siker" / "claim.js").read_text()


def test_claim_time_is_limited() -> None:
    now = clock.now()
    assert accounts.may_still_claim(now - timedelta(minutes=14), now)
    assert not accounts.may_still_claim(now - timedelta(minutes=16), now)
    assert parse_login("x@example.id") == login_named("X@example.id")
    assert User.objects.count() == 0


def test_an_account_stays_with_its_registration_when_the_nik_is_corrected() -> None:
    """Somebody typed another person's NIK; after the correction neither sees anything of the other."""
    from siker.applications.models import Application

    who = person(1, "081234567890")
    applying.send(who.account, vacancy(), applying.Choices(agreed=True), clock.now())
    right = replace(who.record, biodata=replace(who.record.biodata, nik=nik(77)))
    officer = create_officer("sari", "kalimat-panjang-42", frozenset(), clock.now(), SYSTEM)
    desk.correct(who.row.pk, right, officer, clock.now())
    other = person(1, "081299999999")
    assert other.account.pk != who.account.pk
    mine = who.client().get(reverse("seeker_home")).content.decode()
    theirs = other.client().get(reverse("seeker_home")).content.decode()
    number = Application.objects.get().number
    assert (number in mine, number in theirs) == (True, False)
    assert "+6281234567890" in who.client().get(reverse("my_account")).content.decode()
    desk.correct(other.row.pk, replace(other.record, biodata=replace(other.record.biodata, nik=nik(77))), officer, clock.now())
    assert other.client().get(reverse("seeker_home")).status_code == 302
