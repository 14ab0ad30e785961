"""Somebody applies by touch: what the employer will see, sending, and what became of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assets.catalogue import texts
from domain.applications import ApplicationState
from domain.problems import Problem
from domain.seeker import Disability
from domain.visit import jobs_events as jv
from domain.visit.pages import Page
from domain.visit.state import VisitState
from tests.ui.jobs_kit import PERSON, jobs_of, whole_page
from tests.ui.stage import Stage
from ui.devdock.jobs_samples import QUIET, SEWING
from ui.devdock.samples import NIK, visits


# --- applying ---------------------------------------------------------------------------------------------------------
def test_the_employer_s_view_holds_no_nik_and_says_what_stays_out(stage: Stage) -> None:
    stage.flow.put(visits()["apply"])
    stage.settle()
    words = whole_page(stage)
    assert "Tidak ikut dikirim: NIK, tanggal lahir" in words
    assert "SMK Negeri 6 Semarang" in words
    for kept in (NIK.value, "Islam", "Belum kawin", "17 Agustus 1995", "Jl. Gunungpati Raya"):
        assert kept not in words


def test_disability_is_told_only_when_somebody_adds_it(stage: Stage) -> None:
    state = visits()["apply"]
    disabled = replace(state, registration=replace(PERSON, disabilitas=(Disability.NETRA,)))
    stage.flow.put(disabled)
    stage.settle()
    assert "Penglihatan (netra)" not in whole_page(stage)
    stage.touch("Sertakan disabilitas saya")
    assert jobs_of(stage).with_disability
    stage.settle()
    assert "Penglihatan (netra)" in "\n".join(row.detail for row in stage.kiosk.visit.applying.cv.rows)  # type: ignore[attr-defined]
    stage.flow.put(VisitState())
    stage.flow.put(state)
    stage.settle()
    assert not stage.has("Sertakan disabilitas saya")


@pytest.mark.parametrize("large", [False, True])
def test_what_the_button_means_is_in_sight_of_the_button(stage: Stage, large: bool) -> None:
    """The longest CV in the largest letters scrolls; the words of consent do not."""
    stage.flow.put(replace(visits()["apply_long"], large_text=large))
    stage.settle()
    meaning = texts("id")["page.apply.consent"]
    assert stage.in_sight_words(meaning)
    assert stage.in_sight("Setuju & kirim")


def test_one_touch_agrees_and_sends(stage: Stage) -> None:
    stage.flow.put(visits()["apply"])
    stage.settle()
    assert not any(isinstance(effect, jv.SubmitApplication) for effect in stage.flow.effects)
    stage.touch("Setuju & kirim")
    assert stage.flow.state.page is Page.APPLYING
    assert [effect.hit.vacancy.employer for effect in stage.flow.effects if isinstance(effect, jv.SubmitApplication)] == [SEWING.employer]


def test_a_problem_of_sending_keeps_everything(stage: Stage) -> None:
    stage.flow.put(replace(visits()["apply_disability"], page=Page.APPLYING))
    stage.flow.send(jv.ApplyFailed(Problem("store_unavailable")))
    stage.settle()
    assert stage.flow.state.page is Page.APPLY
    assert jobs_of(stage).with_disability


# --- one's applications -----------------------------------------------------------------------------------------------
def test_the_list_says_each_state_in_plain_words(stage: Stage) -> None:
    stage.flow.put(visits()["my_applications"])
    stage.settle()
    words = whole_page(stage)
    for said in ("Diundang", "Menunggu jaringan", "Terkirim", "Sudah diterima", "Dibaca perusahaan", "Diterima bekerja", "Belum diterima",
                 "Anda tarik"):  # fmt: skip
        assert said in words, said


def test_an_employer_who_asks_stands_first_and_leads_to_the_vacancy(stage: Stage) -> None:
    asked = visits()["my_applications_asked"]
    stage.flow.put(asked)
    stage.settle()
    assert asked.jobs is not None
    assert "Mengajak Anda melamar" in whole_page(stage)
    stage.kiosk.visit.applying.open(asked.jobs.asked[0].vacancy_id)  # type: ignore[attr-defined]
    stage.settle()
    assert stage.flow.state.page is Page.JOB


def test_an_invitation_says_when_and_where(stage: Stage) -> None:
    stage.flow.put(visits()["my_application_invited"])
    stage.settle()
    assert "Anda diundang" in stage.words()
    assert "26 November 2026, pukul 10.00" in stage.words()
    assert "pos satpam" in stage.words()


def test_withdrawing_asks_once_more(stage: Stage) -> None:
    stage.flow.put(visits()["my_application_read"])
    stage.touch("Tarik lamaran")
    stage.touch("Tidak")
    assert stage.flow.state.page is Page.MY_APPLICATION
    stage.touch("Tarik lamaran")
    stage.touch("Ya, tarik")
    assert isinstance(stage.flow.effects[-1], jv.WithdrawApplication)
    item = jobs_of(stage).shown
    assert item is not None
    stage.flow.send(jv.ApplicationWithdrawnHere(replace(item, state=ApplicationState.WITHDRAWN)))
    stage.settle()
    assert "sudah Anda tarik" in stage.words()
    stage.touch("Lamar lagi")
    assert stage.flow.state.page is Page.JOB


def test_an_ended_application_offers_nothing_that_cannot_be_done(stage: Stage) -> None:
    for name in ("hired", "not_hired"):
        stage.flow.put(VisitState())
        stage.flow.put(visits()[f"my_application_{name}"])
        stage.settle()
        assert not stage.has("Tarik lamaran")
        assert not stage.has("Lamar lagi")


def test_an_application_its_vacancy_ended_shows_others_like_it(stage: Stage) -> None:
    stage.flow.put(visits()["my_application_hired"])
    stage.settle()
    assert "Yang serupa" not in whole_page(stage)
    stage.flow.put(VisitState())
    stage.flow.put(visits()["my_application_not_hired"])
    stage.settle()
    assert "Yang serupa" in stage.words()
    stage.touch(QUIET.title)
    assert stage.flow.state.page is Page.JOB
    assert jobs_of(stage).opened == QUIET.vacancy_id
    stage.touch("Kembali")
    assert stage.flow.state.page is Page.MY_APPLICATION


def test_somebody_with_a_card_goes_straight_to_their_applications(stage: Stage) -> None:
    stage.flow.put(replace(visits()["existing_card"], registration=PERSON))
    stage.touch("Lamaran saya")
    assert isinstance(stage.flow.effects[-1], jv.LoadMyApplications)
    stage.flow.send(jv.MyApplicationsReady(()))
    stage.settle()
    assert "Anda belum melamar lewat Disnaker." in stage.words()
    stage.touch("Cari kerja")
    assert stage.flow.state.page is Page.JOBS
