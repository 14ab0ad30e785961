"""Somebody looks for work by touch, from "kerja apa?" to a sent application, and follows what became of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from assets.catalogue import LANGUAGES, texts
from domain.applications import ApplicationState, NotHiredReason
from domain.facts import PrintOutcome
from domain.seeker import EducationLevel
from domain.vacancy.search import JobAnswer, JobHit, JobQuery, Wider
from domain.visit import events as ev
from domain.visit import jobs_events as jv
from domain.visit.jobs_state import JobsState
from domain.visit.pages import Page
from domain.visit.state import VisitState
from tests.ui.jobs_kit import PERSON, answer, begin, cards_list, jobs_of, whole_page
from tests.ui.stage import Stage
from ui import jobs_wording
from ui.applying_wording import step_rows, told
from ui.devdock.jobs_samples import HITS, LONG, PLACE, QUIET, SEWING, application, many
from ui.devdock.samples import NOW, visits
from ui.jobs_list import JobCard, JobList


# --- looking ----------------------------------------------------------------------------------------------------------
def test_from_a_suggestion_to_a_sent_application_and_its_slip(stage: Stage) -> None:
    begin(stage)
    assert "128 lowongan" in stage.words()
    stage.touch("Operator mesin jahit")
    assert jobs_of(stage).query.kbji == "8153"
    answer(stage, *HITS, total=128)
    stage.touch("Operator jahit")
    assert isinstance(stage.flow.effects[-1], jv.ShowJob)
    assert "Wonosari, Ngaliyan" in stage.words()
    stage.flow.put(replace(stage.flow.state, registration=PERSON))
    stage.touch("Lamar")
    stage.flow.send(jv.MyApplicationsReady(()))
    assert "Ini yang dilihat perusahaan" in stage.words()
    stage.touch("Setuju & kirim")
    sent = stage.flow.effects[-1]
    assert isinstance(sent, jv.SubmitApplication)
    assert "Menyimpan lamaran" in stage.words()
    stage.flow.send(jv.ApplicationMade(application(ApplicationState.SENT, NOW, waiting=True), "4TQM-9XKD"))
    stage.settle()
    assert "LM-7K2-F3R" in stage.words()
    assert "dikirim sendiri saat jaringan pulih" in stage.words()
    stage.touch("Cetak bukti lamaran")
    assert isinstance(stage.flow.effects[-1], jv.PrintApplication)
    stage.flow.send(ev.PrintEnded(PrintOutcome.SENT))
    assert "Ambil bukti lamaran Anda" in stage.words()
    stage.touch("Sudah saya ambil")
    assert stage.flow.state.page is Page.APPLIED


def test_the_first_letter_leads_to_results_and_none_is_lost(stage: Stage) -> None:
    begin(stage)
    stage.kiosk_field("")
    stage.type("kas ir")
    assert stage.flow.state.page is Page.JOBS_RESULTS
    assert jobs_of(stage).query.words == "kas ir"
    assert stage.field().property("text") == "kas ir"
    answer(stage, HITS[2])
    assert "1 lowongan" in stage.words()
    assert stage.has("Pramuniaga toko")
    stage.touch("Lihat hasilnya")
    assert not stage.has("spasi")
    assert stage.has("Jarak")


def test_a_late_answer_does_not_disturb_what_is_typed(stage: Stage) -> None:
    begin(stage)
    stage.kiosk_field("")
    stage.type("ka")
    late = JobAnswer(JobQuery(words="k"), HITS, 4)
    stage.flow.send(jv.JobsFound(late))
    stage.settle()
    assert not stage.has("Operator jahit")
    assert "Mencari…" in stage.words()


def test_mended_slips_are_said(stage: Stage) -> None:
    stage.flow.put(visits()["jobs_results_filtered"])
    stage.settle()
    assert "Mungkin maksud Anda “operator jahit”: 2\u00a0lowongan" in stage.words()


def test_a_set_chip_shows_its_value_and_one_touch_takes_it_off(stage: Stage) -> None:
    stage.flow.put(visits()["jobs_results_filtered"])
    stage.touch("Sampai 5 km")
    assert jobs_of(stage).query.within_km is None
    assert stage.has("Jarak")
    stage.touch("Tanpa pengalaman")
    assert not jobs_of(stage).query.no_experience
    stage.touch("Tanpa pengalaman")
    assert jobs_of(stage).query.no_experience


def test_filters_are_asked_at_once_and_the_button_tells_how_many(stage: Stage) -> None:
    stage.flow.put(visits()["jobs_results"])
    stage.touch("Jarak")
    stage.touch("Sampai 3 km")
    stage.touch("Ijazah SMA")
    assert (jobs_of(stage).query.within_km, jobs_of(stage).query.education) == (3, EducationLevel.SMA)
    answer(stage, HITS[1], total=17)
    stage.touch("Lihat 17 lowongan")
    assert stage.flow.state.page is Page.JOBS_RESULTS
    assert stage.has("Sampai 3 km")


def test_a_distance_asks_somebody_without_a_place_from_where(stage: Stage) -> None:
    state = visits()["jobs_filters"]
    stage.flow.put(replace(state, jobs=replace(_of(state), query=JobQuery())))
    stage.touch("Sampai 3 km")
    assert "Dekat mana?" in stage.words()
    stage.touch("Tembalang")
    stage.touch("Bulusan")
    assert (jobs_of(stage).query.place, jobs_of(stage).query.within_km) == ("33.74.10.1004", 3)
    assert stage.flow.state.page is Page.JOBS_FILTERS


def test_all_filters_go_with_one_touch_and_the_words_stay(stage: Stage) -> None:
    stage.flow.put(visits()["jobs_filters"])
    stage.touch("Lepas semua")
    query = jobs_of(stage).query
    assert query.is_plain or query.kbji == "8153"
    assert (query.words, query.place, query.within_km, query.disability) == ("oprator jait", PLACE, None, False)


def test_distances_start_where_somebody_says(stage: Stage) -> None:
    begin(stage)
    stage.touch("Dekat mana?")
    stage.touch("Tembalang")
    assert "Kelurahan mana?" in stage.words()
    stage.touch("Kembali")
    stage.touch("Tembalang")
    stage.touch("Bulusan")
    assert jobs_of(stage).query.place == "33.74.10.1004"
    assert stage.has("Dekat Bulusan")


def test_more_cards_come_below_and_the_list_stays_where_it_was(stage: Stage) -> None:
    hits = many(40)
    state = visits()["jobs_results"]
    stage.flow.put(replace(state, jobs=replace(_of(state), answer=JobAnswer(_of(state).query, hits[:20], 40))))
    stage.settle()
    stage.touch("Tampilkan lagi")
    shown = _cards_in_sight(stage)
    assert 19 in shown
    assert jobs_of(stage).query.offset == 20
    answer(stage, *hits[20:], total=40)
    assert cards_list(stage).property("count") == 40
    assert 19 in _cards_in_sight(stage)
    assert not stage.has("Tampilkan lagi")
    stage.touch("Ke bawah")
    assert max(_cards_in_sight(stage)) > 19


def _of(state: VisitState) -> JobsState:
    assert state.jobs is not None
    return state.jobs


def test_two_buttons_page_through_every_card(stage: Stage) -> None:
    stage.flow.put(visits()["jobs_results"])
    stage.settle()
    assert not stage.has("Ke atas")
    seen = _cards_in_sight(stage)
    for _ in range(20):
        if not stage.has("Ke bawah"):
            break
        stage.touch("Ke bawah")
        seen |= _cards_in_sight(stage)
    assert seen == set(range(20))
    for _ in range(20):
        if not stage.has("Ke atas"):
            break
        stage.touch("Ke atas")
    assert 0 in _cards_in_sight(stage)
    assert not stage.has("Ke atas")


def _cards_in_sight(stage: Stage) -> set[int]:
    """The numbers of the cards that are wholly in sight."""
    cards = cards_list(stage)
    room = QRectF(cards.mapToScene(QPointF(0, 0)), cards.size()).adjusted(-1, -1, 1, 1)
    found = [item for item in stage.touchables() if str(item.property("key") or "").startswith("v-")]
    return {
        int(item.property("key")[2:]) for item in found if room.contains(QRectF(item.mapToScene(QPointF(0, 0)), item.size()))
    }


def test_nothing_found_offers_the_nearest_searches_with_their_counts(stage: Stage) -> None:
    stage.flow.put(visits()["jobs_results_wider"])
    stage.settle()
    assert "Belum ada yang cocok. Ini yang paling dekat:" in stage.words()
    assert "12 lowongan" in stage.words()
    stage.touch("Lebih jauh")
    assert jobs_of(stage).query.within_km is None
    assert jobs_of(stage).query.words == "oprator jait"


def test_a_machine_without_vacancies_says_so(stage: Stage) -> None:
    for name in ("jobs_empty", "jobs_results_not_filled"):
        stage.flow.put(VisitState())
        stage.flow.put(visits()[name])
        stage.settle()
        assert "Belum ada lowongan di mesin ini." in stage.words()


def test_on_the_way_to_say_who_one_is_the_reason_is_told(stage: Stage) -> None:
    stage.flow.put(visits()["job"])
    stage.touch("Lamar")
    assert stage.flow.state.page is Page.NOTICE
    assert "Untuk melamar, kami perlu tahu siapa Anda." in stage.words()
    stage.touch("Kembali")
    assert stage.flow.state.page is Page.JOB


def test_without_network_the_day_of_the_vacancies_is_said(stage: Stage) -> None:
    stage.flow.put(visits()["jobs_results_offline"])
    stage.settle()
    assert "Sedang tanpa jaringan." in stage.words()
    stage.flow.put(replace(visits()["jobs_results"]))
    stage.settle()
    assert "tanpa jaringan" not in stage.words()


def test_a_catalogue_that_cannot_be_read_is_told(stage: Stage) -> None:
    stage.flow.put(visits()["jobs_trouble"])
    stage.settle()
    assert texts("id")["problem.jobs_unavailable"] in stage.words()
    assert "Mencari…" not in stage.words()


def test_a_real_keyboard_is_enough_to_open_a_vacancy(stage: Stage) -> None:
    stage.flow.put(visits()["jobs_results"])
    stage.settle()
    for _ in range(30):
        item = stage.window.activeFocusItem()
        if item is not None and item.property("name") == "Operator jahit":
            break
        QTest.keyClick(stage.window, Qt.Key.Key_Tab)
        stage.settle()
    QTest.keyClick(stage.window, Qt.Key.Key_Return)
    stage.settle()
    assert stage.flow.state.page is Page.JOB


def test_a_real_keyboard_reaches_what_comes_after_the_search_field(stage: Stage) -> None:
    begin(stage)
    reached: set[str] = set()
    for _ in range(30):
        QTest.keyClick(stage.window, Qt.Key.Key_Tab)
        stage.settle()
        item = stage.window.activeFocusItem()
        if item is not None:
            reached.add(str(item.property("name") or ""))
    assert {"Operator mesin jahit", "Dekat mana?", "Semua lowongan", "Lamaran saya"} <= reached
    assert not jobs_of(stage).typing


# --- one vacancy ------------------------------------------------------------------------------------------------------
def test_the_page_of_a_vacancy_tells_everything_the_employer_wrote(stage: Stage) -> None:
    stage.flow.put(visits()["job_long"])
    stage.settle()
    words = whole_page(stage)
    for said in (
        LONG.title, LONG.employer, "kurang dari 1 km", "Rp\u00a05.250.000 – 12.750.000 sebulan", "Lamar sampai 12 Desember 2026",
        "CONTOH, bukan lowongan sungguhan", "Karyawan tetap (PKWTT)", "10 orang (2 laki-laki, 3 perempuan, 5 laki-laki atau perempuan)",
        "Paling rendah D3", "Tata Busana", "Paling sedikit 3 tahun", "Umur paling muda 21 tahun",
        "Alasan dari pekerjaannya: Mengukur badan tamu perempuan", "Rumah dinas.", "Semua ragam disabilitas", "0812 0000 0000",
        "LK-2QX-8MN",
    ):  # fmt: skip
        assert said in words, said


def test_a_wage_that_is_not_told_is_called_so_and_an_unchecked_firm_is_not_praised(stage: Stage) -> None:
    stage.flow.put(visits()["job_quiet"])
    stage.settle()
    words = whole_page(stage)
    assert "Upah tidak dicantumkan" in words
    assert "Terverifikasi" not in words


def test_the_fit_is_told_requirement_by_requirement_once_somebody_is_known(stage: Stage) -> None:
    stage.flow.put(visits()["job"])
    stage.settle()
    assert "Cocok dengan data Anda?" not in whole_page(stage)
    stage.flow.put(VisitState())
    stage.flow.put(visits()["job_long_known"])
    stage.settle()
    words = whole_page(stage)
    assert "Cocok dengan data Anda?" in words
    assert "belum" in words
    assert "%" not in words


def test_a_vacancy_that_closed_meanwhile_offers_similar_ones(stage: Stage) -> None:
    stage.flow.put(visits()["job"])
    stage.flow.send(jv.JobShown(HITS[0], False, HITS[1:3], SEWING.vacancy_id))
    stage.settle()
    assert "Lowongan ini sudah ditutup." in stage.words()
    assert not stage.has("Lamar")
    stage.touch(QUIET.title)
    assert jobs_of(stage).opened == QUIET.vacancy_id


def test_anybody_may_print_a_vacancy(stage: Stage) -> None:
    stage.flow.put(visits()["job"])
    stage.touch("Cetak")
    assert isinstance(stage.flow.effects[-1], jv.PrintVacancy)
    stage.flow.send(ev.PrintEnded(PrintOutcome.CONFIRMED))
    assert "Ambil kertas lowongannya" in stage.words()
    stage.touch("Sudah saya ambil")
    assert stage.flow.state.page is Page.JOB


# --- words ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_has_its_words(language: str) -> None:
    for reason in NotHiredReason:
        item = application(ApplicationState.NOT_HIRED, NOW, reason=reason.value)
        assert told(language, item) == texts(language)[f"page.my_application.reason_{reason}"]
    for state in ApplicationState:
        assert step_rows(language, application(state, NOW))
        assert jobs_wording.cards(language, "33.74.15", HITS)
    query = JobQuery()
    for name in ("within_km", "education", "wage_from", "shift", "no_experience", "disability", "sort"):
        for row in jobs_wording.options(language, query, name):
            asked = jobs_wording.with_filter(replace(query, place="33.74.15"), name, row.key)
            assert row.title
            assert [chip.chosen for chip in jobs_wording.options(language, asked, name) if chip.key == row.key] == [True]
    unplaced, placed = (jobs_wording.options(language, replace(query, place=place), "sort") for place in ("", "33.74.15"))
    assert [(row.key, row.detail != "") for row in unplaced if row.chosen or row.detail] == [("near", True), ("newest", False)]
    assert [(row.key, row.detail) for row in placed if row.chosen or row.detail] == [("near", "")]
    loosened = (
        "words", "kbji", "place", "within_km", "education", "wage_from", "shift", "no_experience", "disability", "placement", "kbli", "all",
    )  # fmt: skip
    rows = jobs_wording.wider_rows(language, tuple(Wider(query, name, 3) for name in loosened))
    assert len({row.title for row in rows}) >= len(loosened) - 2
    assert texts(language)["page.jobs.wider_other"] not in {row.title for row in rows}


def test_an_application_that_was_opened_again_looks_like_any_that_was_read() -> None:
    hired, again = application(ApplicationState.HIRED, NOW), application(ApplicationState.READ, NOW)
    assert "hired" in {row.key for row in step_rows("id", hired)}
    assert [(row.key, row.tone) for row in step_rows("id", again)] == [
        ("sent", "ok"), ("received", "ok"), ("read", "ok"), ("invited", "now"), ("end", "later"),
    ]  # fmt: skip
    assert told("id", again) != told("id", hired)


@pytest.mark.parametrize(
    ("here", "km", "said"),
    [
        ("", 2.6, "Wonosari, Ngaliyan"), ("33.74.15.1005", 0.0, "di kelurahan yang sama"), ("33.74.13.1001", 0.4, "kurang dari 1 km"),
        ("33.74.13.1001", 2.6, "± 3 km"), ("33.74.10", 11.2, "± 11 km"), ("33.74.10", None, "Wonosari, Ngaliyan"),
    ],
)  # fmt: skip
def test_distance_is_said_in_words(here: str, km: float | None, said: str) -> None:
    assert jobs_wording.place_words("id", here, JobHit(SEWING, km)).endswith(said)


def test_a_wider_search_says_what_is_left_of_the_narrow_one() -> None:
    wider = (
        Wider(JobQuery(words="kasir ", within_km=10), "within_km", 12), Wider(JobQuery(words="kasir "), "within_km", 30),
        Wider(JobQuery(words="kasir "), "words", 7), Wider(JobQuery(words="kasir"), "filters", 9), Wider(JobQuery(kbji="81"), "kbji", 4),
        Wider(JobQuery(), "all", 1001),
    )  # fmt: skip
    assert [(row.title, row.detail) for row in jobs_wording.wider_rows("id", wider)] == [
        ("Sampai 10 km", "12 lowongan"), ("Lebih jauh", "30 lowongan"), ("Cari “kasir” saja", "7 lowongan"),
        ("“kasir” tanpa saringan", "9 lowongan"), ("Pekerjaan yang mirip", "4 lowongan"), ("Semua lowongan", "Lebih dari 500 lowongan"),
    ]  # fmt: skip


def test_cards_of_a_further_page_are_added_and_others_replaced(qtmodeltester: object) -> None:
    def cards(*keys: str) -> list[JobCard]:
        return [JobCard(key, key, "", "", "", "") for key in keys]

    rows = JobList()
    resets: list[bool] = []
    added: list[tuple[int, int]] = []
    rows.modelReset.connect(lambda: resets.append(True))
    rows.rowsInserted.connect(lambda _parent, first, last: added.append((first, last)))
    rows.put(cards("a", "b"))
    rows.put(cards("a", "b", "c", "d"))
    assert (len(resets), added) == (1, [(2, 3)])
    rows.put(cards("a"))
    assert (len(resets), rows.count) == (2, 1)
    qtmodeltester.check(rows)  # type: ignore[attr-defined]
