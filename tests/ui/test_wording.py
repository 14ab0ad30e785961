"""Words made from data, without a window."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.catalogue import LANGUAGES
from domain.nik import Sex
from domain.problems import Problem
from domain.seeker import MaritalStatus
from domain.visit import events as ev
from domain.visit.flow import reduce
from domain.visit.pages import CHAIN, Overlay, Page
from ui import wording
from ui.devdock.samples import DRAFT, LONG_DRAFT, NOW, TODAY, visits
from ui.overlays import overlay_words
from ui.shaping import clean, shape
from ui.story import story


@given(st.text(max_size=40))
def test_shaping_never_changes_the_digits(typed: str) -> None:
    for kind in ("nik", "phone", "date", "money"):
        bare = clean(kind, typed)
        assert clean(kind, shape(kind, bare)) == bare


@given(st.integers(0, 999_999_999))
def test_money_is_read_back_as_it_was_typed(amount: int) -> None:
    assert clean("money", shape("money", str(amount))) == (str(amount) if amount else "")


def test_field_names_and_limits_are_put_into_sentences() -> None:
    assert wording.sentence("id", Problem("text_empty", {"field": "sekolah"})).startswith("Nama sekolah belum diisi")


def test_an_unknown_problem_still_says_something() -> None:
    assert wording.sentence("id", Problem("never_heard_of")) == "Ada yang tidak beres. Coba sekali lagi, atau tanya petugas."


@pytest.mark.parametrize(
    ("typed", "said"),
    [("17081995", "17 Agustus 1995 (31 tahun)"), ("31022000", ""), ("1708", ""), ("17082030", "17 Agustus 2030")],
)
def test_dates_are_said_in_words(typed: str, said: str) -> None:
    assert wording.understood("id", "date", typed, TODAY) == said


def test_freshness_is_said_in_plain_words() -> None:
    assert wording.freshness_words("id", NOW - timedelta(hours=1), NOW) == "Data diperbarui hari ini pukul 08.12."
    assert wording.freshness_words("id", NOW - timedelta(days=1), NOW) == "Data diperbarui kemarin."
    assert wording.freshness_words("id", NOW - timedelta(days=4), NOW) == "Data diperbarui 4 hari lalu."
    assert wording.freshness_words("id", None, NOW) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_review_shows_every_answer_once(language: str) -> None:
    pages = tuple(page for page in CHAIN if page not in {Page.BIODATA, Page.REVIEW})
    rows = wording.answers(language, (Page.NIK, *pages), LONG_DRAFT)
    keys = [row.key for row in rows]
    assert len(keys) == len(set(keys))
    assert set(keys) == {Page.NIK, *pages} - {Page.DOMICILE}


def test_review_masks_the_nik_and_locks_what_the_card_said() -> None:
    rows = {row.key: row for row in wording.answers("id", (Page.NIK, Page.NAME, Page.SEX), DRAFT, locked=frozenset({"name"}))}
    assert rows["nik"].detail == "3374 •••• •••• ••01"
    assert not rows["nik"].editable
    assert not rows["name"].editable
    assert rows["sex"].editable


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_without_a_question_tells_a_story(language: str) -> None:
    telling = {Page.CARD_READING, Page.EXISTING_CARD, Page.AWAITING, Page.ISSUING, Page.PRINTING, Page.PRINT_TROUBLE, Page.TAKE_PAPER,
               Page.END, Page.TECHNICIAN, Page.OUT_OF_SERVICE, Page.APPLYING, Page.APPLIED}  # fmt: skip
    for state in visits().values():
        told = story(replace(state, language=language), TODAY)
        assert bool(told.heading) == (state.page in telling)


@pytest.mark.parametrize(
    ("today", "done", "note", "following", "offered"),
    [
        (date(2026, 5, 1), (), "Belum waktunya lapor. Anda bisa lapor mulai 3 Agustus 2026.", "2 September 2026", False),
        (date(2026, 8, 3), (), "", "2 September 2026", True),
        (date(2026, 9, 2), (), "", "2 September 2026", True),
        (date(2026, 11, 23), (), "Tanggal lapor 2 September 2026 terlewat. Tidak apa-apa, lapor sekarang saja.", "2 Maret 2027", True),
        (date(2026, 11, 23), (1,), "Anda sudah lapor, terima kasih.", "2 Maret 2027", False),
        (date(2027, 2, 10), (1,), "", "2 Maret 2027", True),
        (date(2027, 3, 20), (1,), "Tanggal lapor 2 Maret 2027 terlewat. Tidak apa-apa, lapor sekarang saja.", "2 September 2027", True),
        (date(2027, 9, 3), (3,), "Anda sudah lapor, terima kasih. Tidak perlu lapor lagi dengan kartu ini.", "", False),
        (date(2027, 12, 1), (), "Tanggal lapor 2 September 2027 terlewat. Tidak apa-apa, lapor sekarang saja.", "", True),
    ],
)
def test_the_report_is_offered_when_due_and_told_when_not(
    today: date, done: tuple[int, ...], note: str, following: str, offered: bool
) -> None:  # fmt: skip
    state = visits()["existing_card"]
    assert state.known is not None
    told = story(replace(state, known=replace(state.known, reports=done)), today)
    facts = {row.key: row.detail for row in told.facts}
    assert (told.note, facts.get("report", "")) == (note, following)
    assert ("report" in {row.key for row in told.actions}) == offered


def test_a_report_just_made_moves_the_date_on() -> None:
    told = story(replace(visits()["existing_card"], presence_row=1), date(2026, 9, 1))
    assert told.note == "Terima kasih, laporan ke-1 sudah dicatat."
    assert {row.key: row.detail for row in told.facts}["report"] == "2 Maret 2027"


def test_who_was_hired_is_not_asked_to_report_and_is_told_so() -> None:
    due = date(2026, 9, 1)
    state = visits()["existing_card_placed"]
    told = story(state, due)
    assert {row.key: row.detail for row in told.facts}["placed"] == "9 November 2026"
    assert "report" not in {row.key for row in told.facts} | {row.key for row in told.actions}
    assert told.note.startswith("Selamat bekerja. Anda tidak perlu lapor lagi.")
    assert {"jobs", "mine"} <= {row.key for row in told.actions}
    assert state.known is not None
    again = story(replace(state, known=replace(state.known, placed_on=None)), due)
    assert "report" in {row.key for row in again.actions}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("overlay", [Overlay.IDLE_WARNING, Overlay.CANCEL_CONFIRM])
def test_an_overlay_says_what_is_deleted_and_what_stays(language: str, overlay: Overlay) -> None:
    kept, deleted = re.compile("tetap tersimpan|tetep kasimpen|stays saved"), re.compile("hapus|busak|delete")
    correcting = reduce(visits()["awaiting_rejected"], ev.RenewAsked(), TODAY)[0]
    changing = reduce(correcting, ev.Edit(Page.RELIGION), TODAY)[0]
    recorded = ("print_trouble", "print_trouble_unsure", "take_paper", "take_paper_proof", "end", "existing_card", "awaiting")
    searched = ("jobs_results", "job")
    applied = ("applied", "my_applications", "withdraw")
    asked = ("phone", "review", "known_check_wrong", "rights_topics", "rights_result", "rights_take_paper", "rights_print_trouble")
    states = {name: visits()[name] for name in (*recorded, *asked, *searched, *applied)} | {"correcting": correcting, "changing": changing}
    told = {name: overlay_words(replace(state, language=language, overlay=overlay)) for name, state in states.items()}
    said = {name: f"{words.text} {words.leave}" for name, words in told.items()}
    assert {name for name in said if kept.search(said[name])} == {*recorded, *applied, "correcting", "changing"}
    assert {name for name in said if deleted.search(said[name])} == {*asked, *searched, "correcting", "changing"}


@pytest.mark.parametrize(("sex", "left_out"), [(None, set()), (Sex.P, {"duda"}), (Sex.L, {"janda"})])
def test_widow_and_widower_are_offered_to_whom_they_fit(sex: Sex | None, left_out: set[str]) -> None:
    keys = {row.key for row in wording.choices("id", Page.MARITAL, replace(DRAFT, jenis_kelamin=sex))}
    assert keys == set(MaritalStatus) - left_out


def test_a_skipped_question_is_called_skipped() -> None:
    rows = {row.key: row.detail for row in wording.answers("id", (Page.DISABILITY,), replace(DRAFT, disabilitas=()))}
    assert rows["disability"] == "Dilewati"
