"""The firms' and officers' pages over Django's client: what was typed stays, bad input is answered kindly, nothing is shown too early."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from domain.vacancy import VacancyState
from siker import clock
from siker.accounts.models import Role
from siker.accounts.services import create_officer
from siker.audit.services import SYSTEM
from siker.employers import services as employers
from siker.employers.form import facts_of
from siker.employers.models import Firm, FirmState, MemberRole
from siker.notices.kinds import NoticeKind
from siker.notices.models import Notice
from siker.notices.words import needed
from siker.vacancies import services
from siker.vacancies.models import CloseReason, Vacancy
from siker.vacancies.records import typed_of
from tests.server.siker_firms import PASSWORD, firm, member, offer, published, signed_in, submitted, written

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NEW = {
    "nib": "9999 0000 07777", "name": "CONTOH Mebel", "kind": "swasta", "kbli": "C", "address": "Jl. Contoh 7", "tempat": "Randugarut, Tugu",
    "phone": "024-8000777", "email": "hrd@mebel.example.id", "contact_name": "Contoh Sari", "account_name": "Contoh Sari",
    "account_email": "Sari@Mebel.example.id", "password1": PASSWORD, "password2": PASSWORD,
}  # fmt: skip
OFFER = {
    "title": "Operator jahit", "kbli": "C", "places_either": "40", "contract": "pkwt", "placement": "akl", "tempat": "Randugarut, Tugu",
    "wage_min": "4.000.000", "wage_shown": "ya", "shift": "bergilir", "contact_phone": "024-8000001",
}  # fmt: skip


def days() -> dict[str, str]:
    """From today for a month."""
    today = clock.today(clock.now())
    return {"valid_from": today.isoformat(), "valid_until": f"{today + timedelta(days=30):%d-%m-%Y}"}


def desk() -> Client:
    """A signed-in officer."""
    user = create_officer("petugas.meja", "kalimat-panjang-42", frozenset({Role.OFFICER}), clock.now(), SYSTEM)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


# --- Registering -----------------------------------------------------------------------------------------------------
def test_somebody_registers_a_firm_and_is_signed_in() -> None:
    client = Client()
    answer = client.post(reverse("firm_register"), NEW)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/perusahaan/")
    page = client.get("/perusahaan/").content.decode()
    assert "Menunggu Disnaker" in page
    made = Firm.objects.get()
    assert (made.nib, made.phone, made.kode[:8], made.state) == ("9999000007777", "+62248000777", "33.74.16", FirmState.PENDING)
    assert client.get(reverse("home")).headers["Location"] == "/perusahaan/"
    assert Notice.objects.filter(kind="firm_received").count() == 1
    assert "firm" not in needed(NoticeKind.FIRM_RECEIVED)  # nobody writes to a stranger in our name what they like
    for name in ("sari@mebel.example.id", "Sari@Mebel.example.id "):  # a phone's keyboard likes to begin with a capital
        again = Client()
        again.post("/masuk/", {"login": name, "password": PASSWORD})
        assert again.get("/perusahaan/").status_code == 200, name


@pytest.mark.parametrize(("box", "text", "words"), [
    ("nib", "", "NIB belum diisi"), ("nib", "12345", "NIB harus 13 angka. Yang ditulis 5 angka"), ("nib", "TDP-9", "hanya berisi angka"),
    ("name", "", "Nama perusahaan belum diisi"), ("name", "x" * 121, "terlalu panjang: 121 huruf"), ("kbli", "Z", "pilih salah satu"),
    ("tempat", "Negeri Dongeng", "belum kami kenal"), ("tempat", "Tugu", "Yang mana?"), ("phone", "bukan nomor", "Nomor telepon"),
    ("account_email", "sari", "Alamat email"), ("password1", "pendek", "Paling sedikit 12 huruf"),
    ("password1", "password1234", "sering dipakai"),
    ("password1", "sari@mebel.example.id", "terlalu mirip"), ("password2", "lain-sama-sekali", "belum sama"),
    ("about", "x" * 2001, "2001 huruf"),
    ("website", "javascript:alert(1)", "belum"),
])  # fmt: skip
def test_a_mistake_is_explained_and_everything_typed_stays(box: str, text: str, words: str) -> None:
    answer = Client().post(reverse("firm_register"), {**NEW, box: text})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "CONTOH Mebel" in page or box == "name"
    assert PASSWORD not in page
    assert not Firm.objects.exists()
    assert not re.search(r"(?i)\b(invalid|error|wajib)\b", re.sub(r"<[^>]*>", " ", page))


def test_a_script_typed_anywhere_comes_back_as_text() -> None:
    nasty = '"><script>alert(1)</script>'
    page = Client().post(reverse("firm_register"), {**dict.fromkeys(NEW, nasty), "about": nasty}).content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_many_registrations_from_one_place_are_slowed_down() -> None:
    for n in range(10):
        Client().post(reverse("firm_register"), {**NEW, "nib": f"999900000{n:04d}", "account_email": f"a{n}@b.example.id"})
    answer = Client().post(reverse("firm_register"), NEW)
    assert (answer.status_code, Firm.objects.count()) == (429, 10)
    assert "Tunggu satu jam" in answer.content.decode()


def test_wrong_passwords_lock_a_firms_account_too() -> None:
    who = member(firm())
    for _ in range(5):
        Client().post("/masuk/", {"login": who.user.username, "password": "salah-sama-sekali"})
    answer = Client().post("/masuk/", {"login": who.user.username, "password": PASSWORD})
    assert answer.status_code == 429


def test_five_megabytes_in_a_box_are_answered_with_a_sentence() -> None:
    client = signed_in(member(firm()))
    answer = client.post(reverse("vacancy_new"), {**OFFER, "description": "x" * 5_000_000})
    assert answer.status_code == 400
    assert "terlalu besar" in answer.content.decode()
    long = client.post(reverse("vacancy_new"), {**OFFER, **days(), "description": "x" * 1_000_000, "aksi": "ajukan"})
    assert long.status_code == 422
    assert "terlalu panjang" in long.content.decode()


# --- Writing ---------------------------------------------------------------------------------------------------------
def test_a_vacancy_is_written_and_handed_in() -> None:
    client = signed_in(member(firm(), MemberRole.RECRUITER))
    answer = client.post(reverse("vacancy_new"), {**OFFER, **days(), "aksi": "ajukan"})
    assert answer.status_code == 302
    row = Vacancy.objects.get()
    assert (row.state, row.title, row.kbji, row.wage_min, row.places_either) == (VacancyState.SUBMITTED, "Operator jahit", "8153", 4_000_000, 40)


@pytest.mark.parametrize(("box", "text", "words"), [
    ("wage_max", "3.900.000", "Upah tertinggi lebih kecil"), ("wage_min", "tiga juta", "ditulis dengan angka"),
    ("valid_until", "01-01-2020", "jatuh sebelum hari mulai"),
    ("valid_from", "31-02-2027", "17-08-2026"), ("valid_until", "", "belum diisi"), ("places_either", "0", "paling sedikit satu"),
    ("places_either", "99999", "antara 0 dan 2000"), ("places_either", "-4", "angka saja"), ("tempat", "Tugu", "Yang mana?"),
    ("title", "Penjahit wanita", "batas jenis kelamin"), ("description", "tinggi badan min 160", "batas keadaan fisik"),
    ("limit_age_max", "25", "Alasan"), ("contact_email", "x", "email"), ("contract", "seumur hidup", "pilih salah satu"),
    ("experience_years", "99", "antara 0 dan 30"), ("kbji", "Penyihir", "pilih yang paling mirip"),
    ("skills", "x\n" * 3 + "y" * 81, "81 huruf"),
])  # fmt: skip
def test_what_is_wrong_stands_beside_its_box_and_the_draft_is_kept(box: str, text: str, words: str) -> None:
    client = signed_in(member(firm()))
    answer = client.post(reverse("vacancy_new"), {**OFFER, **days(), box: text, "aksi": "ajukan"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert f'id="{box}' in page or box.startswith("limit")
    row = Vacancy.objects.get()
    assert row.state == VacancyState.DRAFT
    assert typed_of(row).get(box, "") in {text, text.strip(), "2020-01-01"}
    again = client.get(reverse("vacancy_edit", args=[row.pk])).content.decode()
    assert words in again


def test_dates_the_wrong_way_round() -> None:
    client = signed_in(member(firm()))
    today = clock.today(clock.now())
    wrong = {"valid_from": (today + timedelta(days=9)).isoformat(), "valid_until": (today + timedelta(days=8)).isoformat()}
    page = client.post(reverse("vacancy_new"), {**OFFER, **wrong, "aksi": "ajukan"}).content.decode()
    assert "jatuh sebelum hari mulai" in page


def test_words_that_are_no_limit_can_be_confirmed_and_the_officer_is_told() -> None:
    client = signed_in(member(firm()))
    sent = {**OFFER, **days(), "description": "Menemani wanita lanjut usia di rumahnya.", "aksi": "ajukan"}
    page = client.post(reverse("vacancy_new"), sent).content.decode()
    assert 'name="not_limits"' in page
    row = Vacancy.objects.get()
    assert client.post(reverse("vacancy_edit", args=[row.pk]), {**sent, "not_limits": "ya"}).status_code == 302
    row.refresh_from_db()
    assert row.state == VacancyState.SUBMITTED
    assert "Perusahaan menyatakan itu bukan batas" in desk().get(reverse("officer_vacancy", args=[row.pk])).content.decode()


def test_a_place_with_two_names_is_chosen_and_kept() -> None:
    client = signed_in(member(firm()))
    page = client.post(reverse("vacancy_new"), {**OFFER, **days(), "tempat": "Ngaliyan"}).content.decode()
    row = Vacancy.objects.get()
    page = client.get(reverse("vacancy_edit", args=[row.pk])).content.decode()
    if 'name="tempat_kode"' in page:
        sent = {**OFFER, **days(), "tempat": "Ngaliyan", "tempat_kode": "33.74.15", "aksi": "ajukan"}
        client.post(reverse("vacancy_edit", args=[row.pk]), sent)
        row.refresh_from_db()
    assert row.kode.startswith("33.74.15")


def test_an_empty_form_makes_no_draft() -> None:
    client = signed_in(member(firm()))
    answer = client.post(reverse("vacancy_new"), {"title": "  ", "aksi": "simpan"})
    assert (answer.status_code, Vacancy.objects.count()) == (422, 0)


def test_a_wage_below_the_minimum_is_told_beside_its_box_and_not_refused() -> None:
    client = signed_in(member(firm()))
    client.post(reverse("vacancy_new"), {**OFFER, **days(), "wage_min": "3.000.000", "aksi": "ajukan"})
    row = Vacancy.objects.get()
    assert row.state == VacancyState.SUBMITTED
    assert "UMK Kota Semarang 2026, Rp3.701.709" in client.get(reverse("vacancy_edit", args=[row.pk])).content.decode()


# --- Deciding --------------------------------------------------------------------------------------------------------
def test_an_officer_publishes_only_what_was_read() -> None:
    of = firm()
    row = submitted(of)
    client = desk()
    page = client.get(reverse("officer_vacancy", args=[row.pk])).content.decode()
    stamp = re.search(r'name="saat" value="([^"]+)"', page)
    assert stamp
    services.save(row.pk, {"title": "Lain"}, offer(of, vacancy_id=row.pk, number=row.number, title="Lain"), SYSTEM, clock.now())
    services.submit(row.pk, SYSTEM, clock.now())
    decide = reverse("officer_vacancy_decide", args=[row.pk])
    answer = client.post(decide, {"putusan": "terbitkan", "saat": stamp[1]}, follow=True)
    assert "Isinya baru saja berubah" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == VacancyState.SUBMITTED
    fresh = re.search(r'name="saat" value="([^"]+)"', client.get(reverse("officer_vacancy", args=[row.pk])).content.decode())
    assert fresh
    assert "Lowongan tayang" in client.post(decide, {"putusan": "terbitkan", "saat": fresh[1]}, follow=True).content.decode()
    assert set(Notice.objects.values_list("kind", flat=True)) == {"vacancy_published"}


def test_an_officer_verifies_only_what_was_read() -> None:
    of = firm(state=FirmState.PENDING)
    client = desk()
    stamp = re.search(r'name="saat" value="([^"]+)"', client.get(reverse("officer_firm", args=[of.pk])).content.decode())
    assert stamp
    employers.change(of.pk, replace(facts_of(of), name="CONTOH Lain Sekali"), SYSTEM, clock.now())
    decide = reverse("officer_firm_decide", args=[of.pk])
    answer = client.post(decide, {"putusan": "verifikasi", "cocok": "ya", "saat": stamp[1]}, follow=True)
    assert "Datanya baru saja berubah" in answer.content.decode()
    of.refresh_from_db()
    assert of.state == FirmState.PENDING
    fresh = re.search(r'name="saat" value="([^"]+)"', answer.content.decode())
    assert fresh
    client.post(decide, {"putusan": "verifikasi", "cocok": "ya", "saat": fresh[1]})
    of.refresh_from_db()
    assert of.state == FirmState.VERIFIED


@pytest.mark.parametrize("choice", ["", "hapus", "kembalikan", "turunkan"])
def test_a_decision_without_choice_or_reason_changes_nothing(choice: str) -> None:
    row = submitted(firm())
    answer = desk().post(reverse("officer_vacancy_decide", args=[row.pk]), {"putusan": choice})
    row.refresh_from_db()
    assert (answer.status_code, row.state) == (422, VacancyState.SUBMITTED)


def test_scripts_and_hidden_wages_on_every_page() -> None:
    of = firm(name='CONTOH <script>alert("x")</script>')
    what = offer(of, title="<script>alert(1)</script>", description="<b>tebal</b>", hours="<i>x</i>")
    rows = [published(of, what), submitted(of, offer(of, title="<script>2</script>"))]
    client, officer = signed_in(member(of)), desk()
    pages = [client.get(reverse(name)) for name in ("firm_home", "firm_vacancies", "firm_members", "firm_edit")]
    pages += [officer.get(reverse(name)) for name in ("officer_firms", "officer_vacancies")]
    pages += [officer.get(reverse("officer_vacancies") + "?keadaan=published"), officer.get(reverse("officer_firm", args=[of.pk]))]
    for row in rows:
        pages += [client.get(reverse(name, args=[row.pk])) for name in ("own_vacancy", "vacancy_edit")]
        pages.append(officer.get(reverse("officer_vacancy", args=[row.pk])))
    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200
        assert "<script>" not in text
        assert "<b>tebal" not in text


def test_the_queues_find_by_number_name_and_nib() -> None:
    of = firm(5)
    row = published(of)
    client = desk()
    for wanted in (row.number, row.number.lower(), "jahit", of.name):
        assert row.number in client.get(reverse("officer_vacancies"), {"q": wanted}).content.decode()
    for wanted in (of.nib, "garmen 5"):
        assert of.name in client.get(reverse("officer_firms"), {"q": wanted}).content.decode()
    assert "Tidak ada" in client.get(reverse("officer_firms"), {"q": "\x00%_"}).content.decode()
    assert client.get(reverse("officer_vacancies"), {"hal": "x", "keadaan": "'"}).status_code == 200


def test_the_desk_counts_what_waits() -> None:
    firm(1, state=FirmState.PENDING)
    submitted(firm(2))
    page = desk().get(reverse("desk")).content.decode()
    assert "<b>1</b><span>lowongan menunggu diperiksa" in page
    assert "<b>1</b><span>perusahaan menunggu diperiksa" in page
    assert page.count('<span class="count">1</span>') == 2


def test_what_ran_out_is_closed_when_somebody_looks() -> None:
    of = firm()
    row = published(of)
    Vacancy.objects.filter(pk=row.pk).update(valid_until=clock.today(clock.now()) - timedelta(days=1))
    assert signed_in(member(of)).get(reverse("firm_home")).status_code == 200
    row.refresh_from_db()
    assert (row.state, row.close_reason) == (VacancyState.CLOSED, CloseReason.EXPIRED)


def test_a_firms_desk_without_anything_and_with_a_reason() -> None:
    of = firm(state=FirmState.RETURNED)
    of.reason = "Kirim NIB yang benar"
    of.save()
    page = signed_in(member(of)).get(reverse("firm_home")).content.decode()
    assert "Kirim NIB yang benar" in page
    assert "Belum ada lowongan yang tayang" in page


def test_a_viewer_sees_no_buttons_that_do_not_work() -> None:
    of = firm()
    row = published(of)
    client = signed_in(member(of, MemberRole.VIEWER))
    for name, args in (("firm_home", []), ("firm_vacancies", []), ("own_vacancy", [row.pk])):
        page = client.get(reverse(name, args=args)).content.decode()
        assert "/lowongan/baru/" not in page
        assert 'method="post" action="/perusahaan' not in page


# --- People ----------------------------------------------------------------------------------------------------------
def test_an_invitation_is_shown_once_and_leads_to_an_account() -> None:
    of = firm()
    client = signed_in(member(of))
    page = client.post(reverse("member_invite"), {"email": "rekan@contoh.example.id", "role": "viewer"}).content.decode()
    link = re.search(r"https?://[^<\s]+/undangan/[^<\s]+/", page)
    assert link
    assert link[0] not in client.get(reverse("firm_members")).content.decode()
    path = "/undangan/" + link[0].split("/undangan/")[1]
    there = Client()
    assert of.name in there.get(path).content.decode()
    assert there.post(path, {"account_name": "Contoh", "password1": "x", "password2": "x"}).status_code == 422
    sent = {"account_name": "Contoh Rekan", "password1": PASSWORD, "password2": PASSWORD}
    assert there.post(path, sent).status_code == 302
    assert there.get(reverse("firm_home")).status_code == 200
    late = Client().get(path)
    assert late.status_code == 404
    assert "sudah dipakai" in late.content.decode()


@pytest.mark.parametrize(("sent", "words"), [
    ({"email": "rekan", "role": "viewer"}, "Alamat email"), ({"email": "", "role": "viewer"}, "belum diisi"),
    ({"email": "a@b.example.id", "role": "raja"}, "Pilih perannya"),
    ({"email": f"{'a' * 60}@{'b' * 80}.example.id", "role": "viewer"}, "terlalu panjang"),
])  # fmt: skip
def test_an_invitation_with_a_mistake(sent: dict[str, str], words: str) -> None:
    answer = signed_in(member(firm())).post(reverse("member_invite"), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_firm_nobody_checked_sends_no_letters() -> None:
    client = signed_in(member(firm(state=FirmState.PENDING)))
    assert "setelah Disnaker memeriksa" in client.get(reverse("firm_members")).content.decode()
    answer = client.post(reverse("member_invite"), {"email": "siapa@contoh.example.id", "role": "viewer"})
    assert (answer.status_code, Notice.objects.count()) == (422, 0)


def test_nobody_is_flooded_with_invitations() -> None:
    sent = {"email": "siapa@contoh.example.id", "role": "viewer"}
    answers = [signed_in(member(firm(n))).post(reverse("member_invite"), sent) for n in range(1, 6)]
    assert [item.status_code for item in answers] == [200, 200, 200, 429, 429]
    assert "beberapa kali diundang hari ini" in answers[-1].content.decode()
    assert Notice.objects.count() == 3


def test_the_last_owner_stays_and_says_why() -> None:
    of = firm()
    who = member(of)
    client = signed_in(who)
    for name, sent in (("member_remove", {}), ("member_role", {"role": "viewer"})):
        page = client.post(reverse(name, args=[who.pk]), sent, follow=True).content.decode()
        assert "paling sedikit satu pengurus" in page
    assert of.members.get().role == MemberRole.OWNER


def test_a_drafts_copy_and_its_end() -> None:
    of = firm()
    row = written(of)
    client = signed_in(member(of))
    answer = client.post(reverse("vacancy_copy", args=[row.pk]))
    made = Vacancy.objects.exclude(pk=row.pk).get()
    assert answer.headers["Location"] == reverse("vacancy_edit", args=[made.pk])
    assert client.post(reverse("vacancy_discard", args=[made.pk])).status_code == 302
    assert Vacancy.objects.count() == 1
    assert client.post(reverse("vacancy_close", args=[row.pk]), {"sebab": "terisi"}, follow=True).status_code == 200
    row.refresh_from_db()
    assert row.state == VacancyState.DRAFT


def test_a_suspended_firm_writes_nothing_new() -> None:
    of = firm(state=FirmState.SUSPENDED)
    client = signed_in(member(of))
    for name in ("vacancy_new", "vacancy_import", "vacancy_import_save"):
        page = client.post(reverse(name), {**OFFER, **days(), "aksi": "ajukan"}, follow=True).content.decode()
        assert "sedang tidak aktif" in page
    assert not Vacancy.objects.exists()
