"""A person walks through the whole visit with a finger; the station's answers are sent as events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication

from domain.ak1 import report_dates
from domain.facts import DocumentKind, PrintOutcome
from domain.ktp import KtpRecord
from domain.problems import Problem
from domain.seeker import Address, MaritalStatus, WishedJob, WishedPlace
from domain.visit import events as ev
from domain.visit.pages import Overlay, Page
from domain.visit.state import VisitState
from tests.ui.stage import Stage
from ui.devdock.samples import DRAFT, TODAY, known, visits

NEXT = "Lanjut"


def _to_identity(stage: Stage) -> None:
    stage.touch("Kartu kuning (AK/I)")
    stage.touch("Mencari pekerjaan")
    stage.touch("Saya mengerti")
    stage.touch("Data saya boleh dilihat perusahaan")
    stage.touch(NEXT)


def _answer_form(stage: Stage) -> None:
    stage.type("081234567890")
    stage.touch(NEXT)
    stage.touch("Tidak punya")
    stage.touch("Belum kawin")
    stage.touch("Islam")
    stage.touch("Ya, di alamat itu")
    stage.touch("SMK / MAK")
    stage.type("SMK 6")
    stage.kiosk_field("Jurusan")
    stage.type("tata busana")
    stage.kiosk_field("Tahun lulus")
    stage.type("2013")
    stage.touch("Tambahkan")
    assert "SMK 6 · TATA BUSANA · 2013" in stage.words()
    stage.touch(NEXT)
    stage.touch("Menjahit")
    stage.touch("Keahlian lain")
    stage.type("sablon")
    stage.touch("Tambahkan")
    stage.touch(NEXT)
    stage.touch("Lewati")
    stage.touch("Belum pernah bekerja")
    stage.type("penjahit")
    stage.touch("Tambahkan")
    stage.touch(NEXT)
    stage.touch("Kota Semarang saja")
    stage.type("3500000")
    assert "Rp\u00a03.500.000 sebulan" in stage.words()
    stage.touch(NEXT)
    stage.touch("Belum bekerja")
    stage.touch("Tidak, lewati")
    stage.touch("Potret")
    stage.touch("Pakai foto ini")


def test_typed_identity_from_first_touch_to_thank_you(stage: Stage) -> None:
    _to_identity(stage)
    stage.touch("Ketik NIK saja")
    stage.type("3374995708950001")
    assert stage.field().property("text") == "3374 9957 0895 0001"
    stage.touch(NEXT)
    assert isinstance(stage.flow.effects[-1], ev.LookUpPerson)
    stage.flow.send(ev.PersonUnknown())
    stage.type("siti aminah")
    assert stage.field().property("text") == "SITI AMINAH"
    stage.touch(NEXT)
    stage.type("semarang")
    stage.touch(NEXT)
    stage.type("17081995")
    assert "17 Agustus 1995 (31 tahun)" in stage.words()
    stage.touch(NEXT)
    stage.touch("Perempuan")
    stage.type("jl. kenanga 4")
    stage.kiosk_field("RT")
    stage.type("3")
    stage.touch(NEXT)
    stage.type("plalangan")
    stage.kiosk_field("Kecamatan")
    stage.type("gunungpati")
    stage.touch(NEXT)
    assert stage.flow.state.page is Page.BIODATA
    assert stage.flow.state.draft.alamat is not None
    assert stage.flow.state.draft.alamat.lines() == (
        "JL. KENANGA 4, RT 003", "PLALANGAN, GUNUNGPATI", "Kota Semarang, Jawa Tengah",
    )  # fmt: skip
    stage.touch("Ya, benar")
    _answer_form(stage)
    draft = stage.flow.state.draft
    assert stage.flow.state.page is Page.REVIEW
    assert draft.status_perkawinan is MaritalStatus.BELUM_KAWIN
    assert draft.keterampilan == ("Menjahit", "Sablon")
    assert draft.tempat_diinginkan is WishedPlace.KOTA_SEMARANG
    assert draft.upah_diinginkan == 3_500_000
    assert draft.telepon == "+6281234567890"
    stage.touch("Benar, daftarkan")
    assert isinstance(stage.flow.effects[-1], ev.Register)
    stage.flow.send(ev.ProofIssued("K7F-3RT"))
    assert "Sedang mencetak…" in stage.words()
    stage.flow.send(ev.PrintEnded(PrintOutcome.CONFIRMED))
    assert "K7F-3RT" in stage.words()
    stage.touch("Sudah saya ambil")
    assert "Terima kasih" in stage.words()
    stage.touch("Selesai")
    assert stage.flow.state == VisitState()
    assert "Cari kerja" in stage.words()


def test_card_settles_identity_and_asks_only_the_rest(stage: Stage) -> None:
    _to_identity(stage)
    stage.flow.send(ev.CardInserted())
    assert "Sedang membaca KTP…" in stage.words()
    record = KtpRecord(
        nik="3374995708950001", nama="SITI AMINAH", tempat_lahir="SEMARANG", tanggal_lahir="17-08-1995", jenis_kelamin="PEREMPUAN",
        alamat="JL KENANGA 4", rt="003", rw="007", kel_desa="PLALANGAN", kecamatan="GUNUNGPATI",
    )  # fmt: skip
    stage.flow.send(ev.CardRead(record, ()))
    stage.flow.send(ev.PersonUnknown())
    stage.settle()
    assert stage.flow.state.page is Page.BIODATA
    assert "SITI AMINAH" in stage.words()
    assert not stage.has("Ubah Nama")
    stage.touch("Ya, benar")
    assert stage.flow.state.page is Page.PHONE


def test_error_stays_by_the_field_with_what_was_typed(stage: Stage) -> None:
    stage.flow.put(visits()["nik_empty"])
    stage.type("3374")
    stage.touch(NEXT)
    assert "Baru ada 4 angka" in stage.words()
    assert stage.field().property("text") == "3374"
    stage.type("995708950001")
    stage.touch(NEXT)
    assert isinstance(stage.flow.effects[-1], ev.LookUpPerson)


def test_a_problem_goes_when_the_text_changes_and_comes_back_with_the_same_mistake(stage: Stage) -> None:
    told = "Nama tidak memakai angka"
    stage.flow.put(VisitState(page=Page.NAME))
    stage.press_keys("siti2")
    stage.touch(NEXT)
    assert told in stage.words()
    stage.type("a")
    assert told not in stage.words()
    stage.touch(NEXT)
    assert told in stage.words()


def test_a_wished_job_s_problem_goes_when_the_text_changes(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.WISHED_JOB))
    stage.touch("Tambahkan")
    problem = stage.kiosk.visit.property("problem")
    assert problem in stage.words()
    stage.type("k")
    assert problem not in stage.words()


def test_back_keeps_unfinished_text(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.PHONE, history=(Page.BIODATA,), draft=DRAFT.__class__(tujuan=DRAFT.tujuan)))
    stage.type("0812")
    stage.touch("Kembali")
    assert stage.flow.state.page is Page.BIODATA
    stage.flow.send(ev.Edit(Page.PHONE))
    stage.settle()
    assert stage.field().property("text") == "0812"


def test_review_changes_one_answer_and_returns(stage: Stage) -> None:
    stage.flow.put(visits()["review"])
    stage.touch("Ubah Agama")
    assert stage.flow.state.page is Page.RELIGION
    stage.touch("Katolik")
    assert stage.flow.state.page is Page.REVIEW
    assert "Katolik" in stage.words()


def test_changing_an_answer_leads_back_to_its_place_in_the_list(stage: Stage) -> None:
    stage.flow.put(visits()["review"])
    stage.touch("Ubah Tempat kerja yang diinginkan")
    stage.touch("Luar negeri juga boleh")
    stage.settle()
    place = stage.page().property("place")
    assert place > 500
    assert stage.in_sight("Ubah Tempat kerja yang diinginkan")
    stage.touch("Ubah Tempat kerja yang diinginkan")
    stage.flow.send(ev.CancelConfirmed())
    stage.flow.put(visits()["review"])
    stage.settle()
    assert stage.page().property("place") == 0


def test_a_correction_is_saved_not_registered_again(stage: Stage) -> None:
    stage.flow.put(visits()["awaiting_rejected"])
    stage.touch("Betulkan data saya")
    assert not stage.has("Benar, daftarkan")
    stage.touch("Benar, simpan")
    assert isinstance(stage.flow.effects[-1], ev.Register)


def test_experience_is_added_and_removed(stage: Stage) -> None:
    stage.flow.put(visits()["experience_empty"])
    stage.touch("Tambah pekerjaan")
    stage.type("kasir")
    stage.kiosk_field("Di mana?")
    stage.type("toko makmur")
    stage.kiosk_field("Tahun masuk")
    stage.type("2020")
    stage.kiosk_field("Tahun keluar")
    stage.type("2018")
    stage.touch("Tambahkan")
    assert "Tahun keluar 2018 lebih dulu" in stage.words()
    stage.touch("hapus semua")
    stage.type("2023")
    stage.touch("Tambahkan")
    assert "TOKO MAKMUR · 2020–2023" in stage.words()
    stage.touch("Hapus KASIR")
    assert stage.flow.state.draft.pengalaman == ()
    assert stage.has("Belum pernah bekerja")


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("Lapor: saya masih mencari kerja", ev.PresenceAsked()),
        ("Cetak kartu", ev.ReprintAsked()),
        ("Selesai", ev.Left()),
    ],
)
def test_holder_of_a_valid_card_gets_what_is_possible(stage: Stage, name: str, event: ev.Event) -> None:
    stage.flow.put(visits()["existing_card"])
    stage.settle()
    assert not stage.has("Perpanjang dua tahun")
    stage.touch(name)
    assert stage.flow.events == [event]


def test_expired_card_is_renewed_not_reported(stage: Stage) -> None:
    stage.flow.put(visits()["existing_card_expired"])
    stage.settle()
    assert not stage.has("Lapor: saya masih mencari kerja")
    stage.touch("Perpanjang dua tahun")
    assert stage.flow.state.page is Page.REVIEW


def test_name_of_a_known_person_is_masked(stage: Stage) -> None:
    stage.flow.put(visits()["existing_card"])
    stage.settle()
    assert "SITI" not in stage.words()
    assert "SI** AM****" in stage.words()


def test_holder_proves_themselves_by_the_number_on_the_card(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.KNOWN_CHECK, known=known(DRAFT), draft=DRAFT))
    stage.settle()
    assert "telepon" not in stage.words()
    stage.type("081234567890")
    stage.touch(NEXT)
    assert stage.flow.state.problem == Problem("known_check_differs", {"left": 2})
    stage.touch("hapus semua")
    stage.type("3374020326000118")
    stage.touch(NEXT)
    assert stage.flow.state.page is Page.EXISTING_CARD


def test_after_the_last_try_there_is_nothing_left_to_type(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.KNOWN_CHECK, known=known(DRAFT), draft=DRAFT, check_tries=2))
    stage.type("1")
    stage.touch(NEXT)
    assert "bawa ke petugas" in stage.words()
    assert not stage.has("1")
    assert not stage.has(NEXT)


def test_a_waiting_seeker_proves_themselves_by_the_code_on_the_proof(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.KNOWN_CHECK, known=known(DRAFT, state="awaiting", card=None), draft=DRAFT))
    stage.type("k7f-3rt")
    assert stage.field().property("text") == "K7F-3RT"
    stage.touch(NEXT)
    assert stage.flow.state.page is Page.AWAITING


def test_a_card_laid_down_at_the_question_who_this_is_is_read_at_once(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.KNOWN_CHECK, history=(Page.PURPOSE, Page.IDENTITY, Page.NIK), known=known(DRAFT)))
    stage.flow.send(ev.CardInserted())
    stage.settle()
    assert stage.flow.state.page is Page.CARD_READING


@pytest.mark.parametrize("page", [Page.NIK, Page.NAME])
def test_a_card_laid_down_while_typing_is_told_how_it_is_read(stage: Stage, page: Page) -> None:
    stage.flow.put(VisitState(page=page, history=(Page.PURPOSE, Page.IDENTITY, Page.NIK), known=known(DRAFT)))
    stage.flow.send(ev.CardInserted())
    stage.settle()
    assert "sentuh Kembali sampai ada tombol Baca KTP lagi" in stage.words()
    while not stage.has("Baca KTP lagi"):
        stage.touch("Kembali")
    stage.touch("Baca KTP lagi")
    assert stage.flow.state.page is Page.CARD_READING


def test_no_way_back_to_the_reader_is_no_hint(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.NIK, card_on_reader=True))
    stage.settle()
    assert "pembaca" not in stage.words()


def test_paper_trouble_says_what_is_safe_and_lets_retry(stage: Stage) -> None:
    stage.flow.put(visits()["print_trouble"])
    stage.settle()
    assert "3374231126000042" in stage.words()
    assert "Kertas habis" in stage.words()
    stage.touch("Coba cetak lagi")
    assert isinstance(stage.flow.effects[-1], ev.PrintDocument)
    stage.flow.send(ev.PrintEnded(PrintOutcome.UNKNOWN, Problem("print_unconfirmed")))
    stage.touch("Kertasnya sudah saya pegang")
    assert stage.flow.state.page is Page.END


@pytest.mark.parametrize("name", ["attract", "phone"])
def test_a_printer_s_trouble_promises_nothing_before_anything_is_saved(stage: Stage, name: str) -> None:
    stage.flow.put(visits()[name])
    stage.flow.send(ev.DeviceFault("printer", Problem("printer_no_paper")))
    stage.settle()
    assert stage.say("ui.cannot_print") in stage.words()
    assert "tersimpan" not in stage.words()
    assert "petugas" not in stage.words().lower()


def test_unconfirmed_print_may_be_missing(stage: Stage) -> None:
    state = visits()["take_paper_proof"]
    stage.flow.put(state)
    stage.settle()
    assert "KTP Anda masih di pembaca" in stage.words()
    stage.touch("Kertasnya tidak keluar")
    assert stage.flow.state.page is Page.PRINT_TROUBLE


def test_confirmed_print_does_not_ask_whether_it_came(stage: Stage) -> None:
    stage.flow.put(visits()["take_paper"])
    stage.settle()
    assert not stage.has("Kertasnya tidak keluar")


def test_help_shows_the_ticket_and_leads_back(stage: Stage) -> None:
    stage.flow.put(visits()["phone"])
    stage.touch("Butuh bantuan")
    assert stage.flow.state.overlay is Overlay.HELP
    assert "Sebentar…" in stage.words()
    assert "Tunjukkan kode ini" not in stage.words()
    stage.flow.send(ev.HelpTicket("R4X-9LM"))
    stage.settle()
    assert "Tunjukkan kode ini" in stage.words()
    assert "R4X-9LM" in stage.words()
    stage.touch("Kembali ke isian saya")
    assert stage.flow.state.overlay is None


def test_leaving_asks_first_and_then_forgets(stage: Stage) -> None:
    stage.flow.put(visits()["phone"])
    stage.touch("Keluar")
    stage.touch("Tidak, lanjut mengisi")
    assert stage.flow.state.page is Page.PHONE
    stage.touch("Keluar")
    stage.touch("Ya, hapus dan keluar")
    assert stage.flow.state == VisitState()
    assert "0812" not in stage.words()


def test_after_printing_leaving_says_that_the_registration_stays(stage: Stage) -> None:
    stage.flow.put(visits()["take_paper"])
    stage.touch("Keluar")
    assert "Pendaftaran Anda tetap tersimpan." in stage.words()
    stage.touch("Tidak, tetap di sini")
    assert stage.flow.state.page is Page.TAKE_PAPER
    stage.flow.send(ev.IdleWarned())
    stage.settle()
    assert "40 detik" in stage.words()
    stage.touch("Ya, keluar")
    assert stage.flow.state == VisitState()


def test_reader_trouble_is_told_and_typing_offered(stage: Stage) -> None:
    stage.flow.put(visits()["identity_trouble"])
    stage.settle()
    assert "KTP terangkat sebelum selesai dibaca" in stage.words()
    assert stage.has("Baca KTP lagi")
    stage.touch("Ketik NIK saja")
    assert stage.flow.state.page is Page.NIK


def test_technician_sees_the_checks(stage: Stage) -> None:
    stage.flow.send(ev.TechnicianCard())
    stage.settle()
    assert "Sedang memeriksa…" in stage.words()
    stage.flow.send(ev.DoctorDone((("printer", "warn", "Kertas hampir habis."),)))
    stage.settle()
    assert "Kertas hampir habis." in stage.words()
    stage.touch("Tutup")
    assert stage.flow.state.page is Page.ATTRACT


def test_card_out_says_dates_in_words(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.ISSUING, draft=DRAFT))
    stage.flow.send(ev.CardIssued("3374231126000042", date(2028, 11, 23), report_dates(TODAY)))
    stage.flow.send(ev.PrintEnded(PrintOutcome.CONFIRMED))
    stage.settle()
    assert stage.flow.state.document is DocumentKind.AK1
    assert "23 November 2028" in stage.words()
    assert "23 Mei 2027" in stage.words()


class _Offers:
    """Suggestions as the reference tables give them."""

    def jobs(self, text: str) -> tuple[WishedJob, ...]:
        return (WishedJob(text, "7531", "Penjahit pakaian"), WishedJob(text, "8153", "Operator mesin jahit"))

    def villages(self, text: str) -> tuple[Address, ...]:
        return (Address("", "", "", "Plalangan", "Gunungpati", "Kota Semarang", "Jawa Tengah", "33.74.12.1008"),)


@pytest.fixture
def helpful(qapp: QGuiApplication) -> Iterator[Stage]:
    built = Stage(suggestions=_Offers())
    yield built
    built.close()


def test_plain_words_become_a_known_occupation(helpful: Stage) -> None:
    helpful.flow.put(VisitState(page=Page.WISHED_JOB))
    helpful.type("jahit")
    helpful.touch("Operator mesin jahit")
    assert helpful.flow.state.draft.pekerjaan_diinginkan == (WishedJob("Jahit", "8153", "Operator mesin jahit"),)
    assert "Operator mesin jahit" in helpful.words()


@pytest.mark.parametrize("simulated", [False, True])
def test_a_machine_that_plays_its_devices_says_so_on_the_first_page(qapp: QGuiApplication, simulated: bool) -> None:
    built = Stage(simulated=simulated)
    try:
        built.settle()
        assert ("SIMULASI" in built.words()) == simulated
    finally:
        built.close()


def test_kelurahan_fills_the_rest_of_the_address(helpful: Stage) -> None:
    helpful.flow.put(VisitState(page=Page.ADDRESS))
    helpful.type("jl. kenanga 4")
    helpful.touch("Lanjut")
    helpful.type("plal")
    helpful.touch("Plalangan")
    helpful.touch("Lanjut")
    address = helpful.flow.state.draft.alamat
    assert address is not None
    assert (address.kel_desa, address.kecamatan, address.kode) == ("Plalangan", "Gunungpati", "33.74.12.1008")
    assert helpful.flow.state.page is Page.BIODATA
