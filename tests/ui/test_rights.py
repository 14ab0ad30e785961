"""Somebody works out their rights by touch, from the home page to the sheet, and gets what the command line gets."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickItem

from domain.facts import PrintOutcome
from domain.problems import Problem
from domain.visit import events as ev
from domain.visit import rights_events as rv
from domain.visit.pages import Page
from domain.visit.state import VisitState
from kiosk.rights_cli import main as rights_cli
from tests.ui.stage import Stage
from ui.devdock.rights_samples import legal_tables
from ui.devdock.samples import visits
from ui.rights_wording import amount_words

NEXT = "Lanjut"


def _begin(stage: Stage, question: str) -> None:
    stage.touch("Hitung hak pekerja")
    stage.flow.send(rv.RightsReady(legal_tables()))
    stage.touch(question)


def _answer(stage: Stage, text: str) -> None:
    stage.settle()
    stage.type(text)
    stage.touch(NEXT)


def _cli(topic: str, inputs: Mapping[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    file = tmp_path / "case.json"
    file.write_text(json.dumps([{"id": 1, "topic": topic, "inputs": inputs}]), "utf-8")
    assert rights_cli([str(file)]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)[0]["result"]
    return found


def _rupiah(amount: object) -> str:
    return f"Rp\u00a0{amount:,}".replace(",", ".")


def _all_words(stage: Stage) -> str:
    """Everything on a page that scrolls."""
    found = [stage.words()]
    for _ in range(15):
        if not stage.has("Ke bawah"):
            break
        stage.touch("Ke bawah")
        found.append(stage.words())
    return "\n".join(found)


def test_phk_by_touch_gives_the_figures_of_the_command_line(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _begin(stage, "Saya di-PHK")
    stage.touch("Rugi, hemat biaya, atau tutup")
    assert "PP 35/2021 Pasal 43 ayat (1)" in stage.words()
    stage.touch("Efisiensi karena perusahaan rugi")
    stage.touch("Usaha besar")
    stage.touch("Bulanan")
    stage.type("5000000")
    assert stage.field().property("text") == "5.000.000"
    assert "5 juta rupiah" in stage.words()
    stage.touch(NEXT)
    _answer(stage, "500000")
    stage.touch("Tanggal masuk dan tanggal akhir")
    stage.type("02032017")
    assert "2 Maret 2017" in stage.words()
    stage.touch(NEXT)
    _answer(stage, "30092026")
    _answer(stage, "6")
    told = _cli("phk", {
        "alasan": "43_1", "skala_usaha": "besar", "upah_pokok": 5_000_000, "tunjangan_tetap": 500_000, "tanggal_masuk": "2017-03-02",
        "tanggal_keluar": "2026-09-30", "sisa_cuti_hari": 6,
    }, tmp_path, capsys)  # fmt: skip
    assert stage.flow.state.page is Page.RIGHTS_RESULT
    assert _rupiah(told["total"]) in stage.words()
    words = _all_words(stage)
    for figure in ("up", "upmk", "uph_cuti"):
        assert _rupiah(told[figure]) in words
    for step in told["steps"]:  # type: ignore[attr-defined]
        assert step["words"] in words
        assert step["article"] in words
    assert told["note"] in words  # type: ignore[operator]
    stage.touch("Cetak")
    assert isinstance(stage.flow.effects[-1], rv.PrintRights)
    stage.flow.send(ev.PrintEnded(PrintOutcome.CONFIRMED))
    assert "Ambil kertas hitungan Anda" in stage.words()
    stage.touch("Sudah saya ambil")
    assert "sudah dihapus dari mesin ini" in stage.words()
    stage.touch("Selesai")
    assert stage.flow.state == VisitState()


def test_a_contract_of_three_periods_by_touch(stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _begin(stage, "Kontrak saya habis")
    stage.touch("Ada beberapa kontrak atau perpanjangan")
    for months in ("12", "6", "6,5"):
        stage.type(months)
        stage.touch("Tambahkan")
    assert "3. 6,5 bulan" in stage.words()
    stage.touch("Cukup, lanjut")
    _answer(stage, "4100000")
    stage.touch("Lewati")
    stage.touch("Usaha menengah")
    told = _cli("pkwt", {
        "periode_bulan": [12, 6, 6.5], "upah_pokok": 4_100_000, "skala_usaha": "menengah", "tanggal_kejadian": "2026-11-23",
    }, tmp_path, capsys)  # fmt: skip
    assert _rupiah(told["kompensasi"]) in stage.words()


def test_thr_by_touch_and_changed_afterwards(stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _begin(stage, "THR saya")
    stage.touch("Tidak")
    stage.touch("Tidak")
    stage.touch("Berapa bulan")
    _answer(stage, "8")
    stage.touch("Lewati")
    _answer(stage, "3800000")
    _answer(stage, "200000")
    stage.touch("Tidak")
    stage.touch("Ya")
    inputs = {
        "masa_kerja_bulan": 8, "upah_pokok": 3_800_000, "tunjangan_tetap": 200_000, "terlambat": True, "tanggal_kejadian": "2026-11-23",
    }  # fmt: skip
    told = _cli("thr", inputs, tmp_path, capsys)
    assert _rupiah(told["thr"]) in stage.words()
    stage.touch("Ubah jawaban")
    stage.touch("Ubah Upah pokok")
    assert stage.field().property("text") == "3.800.000"
    stage.touch("hapus")
    stage.type("1")
    stage.touch(NEXT)
    told = _cli("thr", {**inputs, "upah_pokok": 3_800_001}, tmp_path, capsys)
    assert stage.flow.state.page is Page.RIGHTS_RESULT
    assert _rupiah(told["thr"]) in stage.words()


def test_two_kinds_of_overtime_by_touch(stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _begin(stage, "Lembur saya")
    stage.touch("Bulanan")
    _answer(stage, "3900000")
    stage.touch("Lewati")
    stage.touch("Lewati")
    stage.touch("6 hari")
    stage.touch("Hari kerja")
    stage.type("2,5")
    assert "2 jam 30 menit" in stage.words()
    stage.touch(NEXT)
    stage.touch("Lewati")
    _answer(stage, "4")
    assert "1. Hari kerja" in stage.words()
    stage.touch("Tambah lembur lain")
    stage.touch("Hari libur atau istirahat")
    _answer(stage, "8")
    stage.touch("Lewati")
    stage.touch("Lewati")
    stage.touch(NEXT)
    told = _cli("lembur", {
        "upah_pokok": 3_900_000, "hari_kerja": 6, "tanggal_kejadian": "2026-11-23",
        "sesi": [{"jenis_hari": "kerja", "jam": 2.5, "kali": 4}, {"jenis_hari": "libur", "jam": 8}],
    }, tmp_path, capsys)  # fmt: skip
    assert _rupiah(told["upah_lembur"]) in stage.words()


def test_a_refusal_stands_by_the_field_with_what_was_typed(stage: Stage) -> None:
    stage.flow.put(visits()["rights_phk_upah_pokok"])
    stage.settle()
    _answer(stage, "50")
    assert "Upah pokok terlalu kecil. Paling sedikit Rp10.000." in stage.words()
    assert stage.field().property("text") == "50"
    _answer(stage, "00000")
    assert "Berapa tunjangan tetap sebulan?" in stage.words()
    stage.touch("Kembali")
    assert stage.field().property("text") == "5.000.000"


def test_back_closes_the_group_of_reasons_before_it_leaves_the_question(stage: Stage) -> None:
    _begin(stage, "Saya di-PHK")
    stage.touch("Saya mundur atau minta PHK")
    assert stage.has("Pekerja mengundurkan diri")
    stage.touch("Kembali")
    assert stage.has("Saya mundur atau minta PHK")
    stage.touch("Kembali")
    assert stage.flow.state.page is Page.RIGHTS_TOPICS


def test_unfinished_text_comes_back(stage: Stage) -> None:
    stage.flow.put(visits()["rights_phk_upah_pokok"])
    stage.settle()
    stage.type("45")
    stage.touch("Kembali")
    stage.touch("Bulanan")
    assert stage.field().property("text") == "45"


@pytest.mark.parametrize(
    ("language", "door", "heading"),
    [
        ("Basa Jawa", "Ngetang hak pekerja", "Menapa ingkang badhe dipunetang?"),
        ("English", "Work out your rights", "What would you like to work out?"),
    ],
)
def test_the_door_speaks_the_language_that_was_touched(stage: Stage, language: str, door: str, heading: str) -> None:
    stage.touch(language)
    stage.touch(door)
    assert heading in stage.words()


def test_the_language_changes_on_the_result_without_a_new_calculation(stage: Stage) -> None:
    stage.flow.put(visits()["rights_result"])
    before = stage.flow.state.rights
    stage.touch("Bahasa")
    stage.touch("English")
    assert "I was laid off" in stage.words()
    assert stage.flow.state.rights is before


def test_an_assumption_can_be_changed_from_the_result(stage: Stage) -> None:
    stage.flow.put(visits()["rights_result_jp_iuran"])
    stage.settle()
    assumed = next(
        name for name in (str(item.property("name")) for item in stage.touchables()) if name.startswith("Ubah Tanggal kejadian")
    )
    stage.touch(assumed)
    _answer(stage, "01022025")
    rights = stage.flow.state.rights
    assert rights is not None
    assert rights.result is not None
    assert rights.result.event_date.year == 2025


def test_no_paper_is_said_without_claiming_that_anything_is_saved(stage: Stage) -> None:
    stage.flow.put(visits()["rights_result"])
    stage.touch("Cetak")
    stage.flow.send(ev.DeviceFault("printer", Problem("printer_no_paper")))
    stage.flow.send(ev.PrintEnded(PrintOutcome.FAILED, Problem("printer_no_paper")))
    stage.settle()
    assert "Kertas habis. Beri tahu petugas supaya diisi." in stage.words()
    assert "tersimpan" not in stage.words()
    stage.touch("Kembali ke hasil")
    assert stage.flow.state.page is Page.RIGHTS_RESULT


def test_every_page_of_the_calculators_can_be_read_and_left(stage: Stage) -> None:
    """Each page says something and has a way on; a question has a field with a keyboard, or something to touch."""
    for name, state in visits().items():
        if not name.startswith("rights_") or state.page not in {Page.RIGHTS_QUESTION, Page.RIGHTS_TOPICS, Page.RIGHTS_ANSWERS}:
            continue
        stage.flow.put(VisitState())
        stage.flow.put(state)
        stage.settle()
        assert any(item.inherits("QQuickTextInput") and item.isVisible() for item in stage.items()) or len(_ways_on(stage)) > 0, (
            name
        )
        assert stage.has("Kembali"), name


def _ways_on(stage: Stage) -> list[QQuickItem]:
    frame = {"Kembali", "Bahasa", "Huruf besar", "Kontras tinggi", "Butuh bantuan", "Keluar", "Ke bawah", "Ke atas", "Lewati"}
    return [item for item in stage.touchables() if item.property("name") not in frame]


def test_nothing_of_a_calculation_stays_on_the_window_after_the_visit(stage: Stage) -> None:
    stage.flow.put(visits()["rights_result"])
    stage.settle()
    stage.flow.send(ev.IdleWarned())
    stage.flow.send(ev.IdleExpired())
    stage.settle()
    assert stage.flow.state == VisitState()
    view = stage.kiosk.visit.rights
    lists = (
        view.answers,
        view.parts,
        view.steps,
        view.warnings,
        view.assumptions,
        view.remarks,
        view.choices,
        view.entries,
        view.groups,
    )
    assert [rows.rows for rows in lists] == [()] * len(lists)
    assert (view.total, view.resultLabel, view.heading, view.typedBefore()) == ("", "", "", "")


def test_the_first_frame_does_not_wait_for_the_calculators() -> None:
    code = "import sys, ui.shell, kiosk.services.visit; print([name for name in ('domain.rights', 'documents') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "0 rupiah"),
        (999, "999 rupiah"),
        (5_250_000, "5 juta 250 ribu rupiah"),
        (1_000_000_000, "1 miliar rupiah"),
        (12_000_001, "12 juta 1 rupiah"),
    ],
)
def test_amounts_are_said_in_words(amount: int, said: str) -> None:
    assert amount_words("id", amount) == said


def test_a_long_row_of_the_same_is_counted(stage: Stage) -> None:
    stage.flow.put(visits()["rights_result_upah_sakit"])
    stage.settle()
    assert "4\u00a0× 100%, 4\u00a0× 75%, 50%" in stage.words()
