"""Calculations at every telling moment, for pictures and tests of looks: walked with the real flow over the real tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from assets.legal_tables import legal_texts
from domain.facts import PrintOutcome
from domain.problems import Problem
from domain.rights import LegalTables, Topic, parse_tables
from domain.visit import events as ev
from domain.visit import rights_events as rv
from domain.visit.flow import reduce
from domain.visit.pages import Page
from domain.visit.rights_state import RightsState
from domain.visit.state import VisitState


@cache
def legal_tables() -> LegalTables:
    """The tables shipped with the program."""
    return parse_tables(legal_texts())


#: What somebody touches ("=value"), types, or leaves ("-") on the way through each topic; "." ends a list.
WALKS: Mapping[Topic, tuple[str, ...]] = {
    Topic.PHK: ("=43_1", "=besar", "=bulanan", "5000000", "500000", "=1", "02032017", "30092026", "6"),
    Topic.PHK_OFFSET_PENSIUN: ("90000000", "40000000", "60"),
    Topic.PKWT: ("=2", "01092024", "30112026", "4100000", "-", "-"),
    Topic.THR: ("=no", "=no", "=1", "10032026", "20032027", "3800000", "200000", "=no", "=yes"),
    Topic.LEMBUR: (
        "=bulanan", "3900000", "300000", "600000", "=6", "=kerja", "2,5", "-", "4", "+", "=libur_hari_terpendek", "8", "30", "-", ".",
    ),
    Topic.JKP: ("01102026", "=phk", "6500000", "18"),
    Topic.PPH21_FINAL: ("=pesangon", "180000000", "-"),
    Topic.UMK_CEK: ("2026", "=kota_semarang", "2900000", "150000", "-"),
    Topic.CUTI_UANG: ("4200000", "7", "=5"),
    Topic.UPAH_SAKIT: ("4200000", "9"),
    Topic.UPAH_PRORATA: ("4200000", "=bagi_25", "11"),
    Topic.JHT_IURAN: ("4200000", "12"),
    Topic.JP_IURAN: ("4200000",),
}  # fmt: skip
EXTRA_WALKS: Mapping[str, tuple[Topic, tuple[str, ...]]] = {
    "thr_average": (
        Topic.THR, ("=yes", "=0", "5", "12", "2100000", "1900000", "2350000", "2200000", "2000000", ".", "=yes", "=PKWTT", "20", "=no"),
    ),
    "pkwt_periods": (Topic.PKWT, ("=1", "12", "6", "6,5", ".", "4100000", "250000", "=menengah")),
    "pkwt_months": (Topic.PKWT, ("=0", "30", "12", "4100000", "-", "=kecil")),
    "phk_daily": (Topic.PHK, ("=50", "=menengah", "=harian", "150000", "=0", "8", "5", "-")),
    "phk_output": (Topic.PHK, ("=56", "=besar", "=satuan_hasil", "4300000", "=0", "21", "-", "-")),
    "prorata_days": (Topic.UPAH_PRORATA, ("4200000", "=kalender", "11", "30")),
    "prorata_hours": (Topic.UPAH_PRORATA, ("4200000", "=jam_173", "41,5")),
}  # fmt: skip


def event_for(word: str) -> ev.Event:
    """The event behind one word of a walk."""
    match word:
        case "-":
            return ev.Skipped()
        case ".":
            return ev.Next()
        case "+":
            return rv.RightsRowAdded()
        case _:
            return ev.ChoiceAnswered(word[1:]) if word.startswith("=") else ev.TextAnswered(word)


def walked(topic: Topic, words: Sequence[str], today: date, start: VisitState | None = None) -> list[VisitState]:
    """The visit before the first word, and after each."""
    state = start or VisitState()
    for event in (rv.RightsAsked(), rv.RightsReady(legal_tables()), rv.RightsTopicChosen(topic)):
        state, _ = reduce(state, event, today)
    states = [state]
    for word in words:
        state, _ = reduce(state, event_for(word), today)
        states.append(state)
    return states


def rights_visits(today: date) -> Mapping[str, VisitState]:
    """Every page of the calculators by a name for the picture file: each question once, each result, troubles and paper."""
    out = {
        "rights_topics": VisitState(page=Page.RIGHTS_TOPICS, rights=RightsState(tables=legal_tables())),
        "rights_topics_trouble": VisitState(page=Page.RIGHTS_TOPICS, rights=RightsState(), problem=Problem("rights_tables")),
    }
    walks = {str(topic): (topic, words) for topic, words in WALKS.items()} | dict(EXTRA_WALKS)
    for name, (topic, words) in walks.items():
        for state in walked(topic, words, today):
            rights = state.rights
            assert rights is not None
            if state.page is Page.RIGHTS_QUESTION:
                asked = rights.question.replace("[", "_").replace("].", "_").replace(":", "_")
                out.setdefault(f"rights_{topic}_{asked}", state)
                if rights.question in {"sesi", "upah_per_bulan", "periode_bulan"} and rights.answers.values:
                    out[f"rights_{topic}_{asked}_filled"] = state
            elif state.page is Page.RIGHTS_RESULT:
                out[f"rights_result_{name}"] = state
    done = out["rights_result"] = out["rights_result_phk"]
    out["rights_question"] = out["rights_phk_upah_pokok"]
    for path in sorted(_extra_paths(done, today)):
        out.setdefault(f"rights_extra_{path}", reduce(done, rv.RightsEdited(path), today)[0])
    out["rights_answers"] = reduce(done, rv.RightsAnswersAsked(), today)[0]
    short = walked(Topic.PHK, WALKS[Topic.PHK][:3], today)[-1]
    out["rights_wage_small"] = reduce(short, ev.TextAnswered("50"), today)[0]
    out["rights_wage_empty"] = reduce(short, ev.TextAnswered(""), today)[0]
    before_dates = walked(Topic.PHK, WALKS[Topic.PHK][:6], today)[-1]
    out["rights_date_short"] = reduce(before_dates, ev.TextAnswered("0203"), today)[0]
    out["rights_date_unreal"] = reduce(before_dates, ev.TextAnswered("31022017"), today)[0]
    reversed_dates = (*WALKS[Topic.PHK][:6], "02032023", "01012022", "-")
    out["rights_dates_reversed"] = walked(Topic.PHK, reversed_dates, today)[-1]
    paper = replace(done, print_outcome=PrintOutcome.FAILED, print_problem=Problem("printer_no_paper"))
    out["rights_printing"] = replace(done, page=Page.PRINTING)
    out["rights_print_trouble"] = replace(paper, page=Page.PRINT_TROUBLE)
    unsure = replace(paper, print_outcome=PrintOutcome.UNKNOWN, print_problem=Problem("print_unconfirmed"))
    out["rights_print_unsure"] = replace(unsure, page=Page.PRINT_TROUBLE)
    out["rights_take_paper"] = replace(done, page=Page.TAKE_PAPER, print_outcome=PrintOutcome.SENT)
    out["rights_end"] = replace(done, page=Page.END, rights=RightsState())
    return out


def _extra_paths(state: VisitState, today: date) -> set[str]:
    from domain.visit.rights_form import form_of

    assert state.rights is not None
    form = form_of(state.rights, today)
    return set(form.all_paths()) - set(form.path())
