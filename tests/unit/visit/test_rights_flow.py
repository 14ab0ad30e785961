"""Workers' rights in a visit: every question of every topic can be reached, nothing typed is lost or kept too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from domain.facts import PrintOutcome
from domain.problems import Problem
from domain.rights import Calculation, InputRefused, RefusalCode, Topic, compute, topics
from domain.visit import events as ev
from domain.visit import rights_events as rv
from domain.visit.flow import reduce
from domain.visit.pages import Page
from domain.visit.rights_form import Ask, Form, form_of
from domain.visit.rights_state import RightsAnswers, RightsState
from domain.visit.state import VisitState
from tests.unit.visit.rights_walks import LEMBUR, PHK, THR_AVERAGE, tables, to_topic, touch, typed

TODAY = date(2026, 11, 23)


def walk(*steps: ev.Event | list[ev.Event], start: VisitState | None = None) -> VisitState:
    return trace(*steps, start=start)[0]


def trace(*steps: ev.Event | list[ev.Event], start: VisitState | None = None) -> tuple[VisitState, list[ev.Effect]]:
    state, effects = start or VisitState(), []
    for step in steps:
        for event in step if isinstance(step, list) else [step]:
            state, new = reduce(state, event, TODAY)
            effects += new
    return state, effects


def rights(state: VisitState) -> RightsState:
    assert state.rights is not None
    return state.rights


def result(state: VisitState) -> Calculation:
    found = rights(state).result
    assert found is not None
    return found


def test_the_way_in_needs_nobody_s_name_and_reads_the_tables_on_a_worker() -> None:
    state, effects = trace(ev.LanguageChosen("jv"), rv.RightsAsked())
    assert (state.page, state.language, effects) == (Page.RIGHTS_TOPICS, "jv", [rv.LoadRights()])
    assert state.evidence == ()
    assert state.consents == ()


def test_a_topic_touched_before_the_tables_are_there_waits_for_them() -> None:
    state, effects = trace(rv.RightsAsked(), rv.RightsTopicChosen("thr"))
    assert (state.page, state.busy) == (Page.RIGHTS_TOPICS, True)
    ready = walk(rv.RightsReady(tables()), start=state)
    assert (ready.page, rights(ready).question, ready.busy) == (Page.RIGHTS_QUESTION, "harian_lepas", False)
    assert effects.count(rv.LoadRights()) == 2


def test_tables_that_cannot_be_used_are_said_and_tried_again() -> None:
    state, effects = trace(rv.RightsAsked(), rv.RightsFailed(Problem("rights_tables")), rv.RightsTopicChosen("phk"))
    assert effects == [rv.LoadRights(), rv.LoadRights()]
    failed = walk(rv.RightsFailed(Problem("rights_tables")), start=state)
    assert failed.problem == Problem("rights_tables")
    assert not failed.busy


def test_phk_gives_what_the_calculators_give_for_the_same_inputs() -> None:
    state = walk(PHK)
    assert state.page is Page.RIGHTS_RESULT
    direct = compute(Topic.PHK, {
        "alasan": "43_1", "skala_usaha": "besar", "dasar_upah": "bulanan", "upah_pokok": 5_000_000, "tunjangan_tetap": 500_000,
        "tanggal_masuk": "2017-03-02", "tanggal_keluar": "2026-09-30", "sisa_cuti_hari": 6,
    }, tables())  # fmt: skip
    assert result(state) == direct


def test_a_list_of_overtime_is_asked_part_by_part() -> None:
    state = walk(LEMBUR)
    assert rights(state).question == "sesi"
    state = walk(
        rv.RightsRowAdded(), touch("libur_hari_terpendek"), typed("8"), typed("30"), ev.Skipped(), ev.Next(), start=state
    )
    direct = compute(Topic.LEMBUR, {
        "dasar_upah": "bulanan", "upah_pokok": 3_900_000, "tunjangan_tetap": 300_000, "hari_kerja": 6, "tanggal_kejadian": TODAY,
        "sesi": [{"jenis_hari": "kerja", "jam": Fraction(5, 2), "kali": 4}, {"jenis_hari": "libur_hari_terpendek", "jam": 8, "menit": 30}],
    }, tables())  # fmt: skip
    assert result(state) == direct


def test_removing_the_first_row_keeps_the_second() -> None:
    state = walk(LEMBUR, rv.RightsRowAdded(), touch("libur"), typed("8"), ev.Skipped(), ev.Skipped(), ev.ItemRemoved(0))
    assert form_of(rights(state), TODAY).inputs()["sesi"] == ({"jenis_hari": "libur", "jam": 8},)


def test_a_row_begun_and_left_by_back_leaves_no_trace() -> None:
    state = walk(LEMBUR)
    back = walk(rv.RightsRowAdded(), ev.Back(), start=state)
    assert rights(back).question == "sesi"
    assert form_of(rights(back), TODAY).rows("sesi") == 1


def test_monthly_wages_are_collected_one_by_one() -> None:
    state = walk(THR_AVERAGE)
    assert rights(state).question == "upah_per_bulan"
    none = walk(ev.Next(), start=state)
    assert rights(none).refused is not None
    assert rights(none).refused.code is RefusalCode.EMPTY_LIST
    three = walk(typed("2100000"), typed("1900000"), typed("2000000"), start=state)
    assert form_of(rights(three), TODAY).inputs()["upah_per_bulan"] == (2_100_000, 1_900_000, 2_000_000)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("50", RefusalCode.TOO_SMALL),
        ("", RefusalCode.MISSING),
        ("9" * 12, RefusalCode.TOO_LARGE),
        ("abc", RefusalCode.NOT_A_WHOLE_NUMBER),
    ],
)
def test_a_refused_answer_stays_with_the_calculators_own_words(text: str, code: RefusalCode) -> None:
    state = walk(PHK[:6], typed(text))
    refused = rights(state).refused
    assert refused is not None
    assert (refused.code, refused.field, rights(state).question) == (code, "upah_pokok", "upah_pokok")
    assert refused.message.startswith("Upah pokok")
    assert rights(state).answers.kept_text("upah_pokok") == text
    mended = walk(typed("5000000"), start=state)
    assert rights(mended).refused is None
    assert rights(mended).answers.kept_text("upah_pokok") == ""


def test_half_a_date_and_a_day_that_never_was_are_told_apart() -> None:
    at_date = walk(PHK[:9])
    assert rights(at_date).question == "tanggal_masuk"
    assert walk(typed("0203"), start=at_date).problem == Problem("rights_date_incomplete")
    refused = rights(walk(typed("31022017"), start=at_date)).refused
    assert refused is not None
    assert refused.code is RefusalCode.IMPOSSIBLE_DATE


def test_a_share_is_typed_as_a_percentage() -> None:
    state = walk(to_topic("phk_offset_pensiun"), typed("90000000"), typed("40000000"), typed("101"))
    assert rights(state).refused is not None
    assert result(walk(typed("60"), start=state)).value("diperhitungkan") == 24_000_000


def test_answers_that_do_not_fit_together_lead_to_the_question_that_can_mend_them() -> None:
    state = walk(PHK[:9], typed("02032023"), typed("01012022"), ev.Skipped())
    refused = rights(state).refused
    assert refused is not None
    assert (refused.code, rights(state).question) == (RefusalCode.END_BEFORE_START, "tanggal_keluar")
    assert rights(state).answers.value("tanggal_masuk") == date(2023, 3, 2)
    assert walk(typed("01012026"), ev.Skipped(), start=state).page is Page.RIGHTS_RESULT


def test_changing_one_answer_gives_the_new_result_at_once() -> None:
    state = walk(PHK, rv.RightsAnswersAsked(), rv.RightsEdited("upah_pokok"))
    assert rights(state).question == "upah_pokok"
    changed = walk(typed("6000000"), start=state)
    assert changed.page is Page.RIGHTS_RESULT
    assert result(changed).value("total") != result(walk(PHK)).value("total")


def test_changing_the_kind_of_wage_asks_only_what_is_new() -> None:
    state = walk(PHK, rv.RightsEdited("dasar_upah"), touch("harian"))
    assert rights(state).question == "upah_harian"
    done = walk(typed("200000"), start=state)
    assert done.page is Page.RIGHTS_RESULT
    assert "upah_pokok" not in form_of(rights(done), TODAY).inputs()
    again = walk(rv.RightsEdited("dasar_upah"), touch("bulanan"), start=done)
    assert result(again) == result(walk(PHK))  # the monthly wage was not forgotten meanwhile


def test_back_from_changing_leaves_the_result_as_it_was() -> None:
    state = walk(PHK, rv.RightsEdited("upah_pokok"), ev.Back("7"))
    assert state.page is Page.RIGHTS_RESULT
    assert result(state) == result(walk(PHK))


def test_back_goes_question_by_question_and_loses_nothing() -> None:
    state = walk(PHK)
    seen = []
    while state.page is not Page.RIGHTS_TOPICS:
        state = walk(ev.Back(), start=state)
        seen.append(rights(state).question)
    assert seen == [*reversed(Form(tables(), Topic.PHK, walked_answers(walk(PHK)), TODAY).path()), ""]
    again = walk(rv.RightsTopicChosen("phk"), start=state)
    assert rights(again).answers == walked_answers(walk(PHK))
    assert walk(ev.Back(), start=state) == VisitState()


def walked_answers(state: VisitState) -> RightsAnswers:
    return next(item for item in rights(state).all_answers if item.topic == "phk")


def test_unfinished_text_is_kept_on_the_way_back() -> None:
    state = walk(PHK[:6], ev.Back("4500"))
    assert rights(state).question == "dasar_upah"
    assert rights(walk(touch("bulanan"), start=state)).answers.kept_text("upah_pokok") == "4500"


def test_two_topics_keep_their_answers_apart() -> None:
    state = walk(PHK, rv.RightsAgain(), rv.RightsTopicChosen("jp_iuran"), typed("4200000"))
    assert result(state).topic is Topic.JP_IURAN
    assert walked_answers(state) == walked_answers(walk(PHK))


def test_only_optional_questions_can_be_skipped() -> None:
    state = walk(PHK[:6])
    assert walk(ev.Skipped(), start=state) == state
    assert rights(walk(typed("5000000"), ev.Skipped(), start=state)).question == "cara:0"


def test_no_day_told_means_today_and_the_result_stands_on_it() -> None:
    state = walk(to_topic("jp_iuran"), typed("4200000"))
    assert result(state).event_date == TODAY
    dated = walk(rv.RightsEdited("tanggal_kejadian"), typed("01022025"), start=state)
    assert result(dated).event_date == date(2025, 2, 1)


# --- every question of every topic ------------------------------------------------------------------------------------
def _try(form: Form, path: str) -> list[ev.Event]:
    """Answers worth trying at a question: every choice, a plausible number or date."""
    question = form.question(path)
    if question.ways is not None:
        return [touch(str(at)) for at in range(len(question.ways.ways))]
    assert question.field is not None
    match question.ask:
        case Ask.CHOICE if question.field.choices:
            return [touch(str(choice.value)) for choice in question.field.choices[:5]]
        case Ask.CHOICE:
            return [touch("no"), touch("yes")]
        case Ask.LIST | Ask.RECORDS:
            return [ev.Next()] if form.rows(path) else [typed("12")]
        case _:
            if "tanggal" in path:
                return [typed("01032026" if path in {"tanggal_keluar", "tanggal_selesai", "tanggal_hari_raya"} else "01032025")]
            return [typed("2026" if path == "tahun" else "5000000" if question.field.unit == "rupiah" else "1")]


def _explore(topic: Topic) -> set[str]:
    """Every field whose question some order of touches shows, on the way or from the list of answers."""
    seen: set[str] = set()
    tried: set[object] = set()
    waiting = [walk(to_topic(topic))]
    while waiting:
        state = waiting.pop()
        if state.page is Page.RIGHTS_RESULT:
            for path in form_of(rights(state), TODAY).all_paths():
                shown = walk(rv.RightsAnswersAsked(), rv.RightsEdited(path), start=state)
                assert (shown.page, rights(shown).question) == (Page.RIGHTS_QUESTION, path)
                seen.add(path)
                if path == "manfaat_pensiun" and rights(shown).answers.value(path) is None:
                    waiting.append(walk(typed("1000000"), start=shown))
            continue
        path = rights(state).question
        seen.add(path.partition("[")[0])
        seen.add(path.rpartition(".")[2])
        for event in _try(form_of(rights(state), TODAY), path):
            chosen = [
                item for item in rights(state).answers.values if isinstance(item[1], str | bool) or item[0].startswith("cara")
            ]
            key = (path, event, frozenset(chosen), form_of(rights(state), TODAY).rows("sesi") if topic is Topic.LEMBUR else 0)
            if key in tried:
                continue
            tried.add(key)
            after = walk(event, start=state)
            if rights(after).refused is None or rights(after).question != path:
                waiting.append(after)
    return seen


@pytest.mark.parametrize("topic", Topic)
def test_every_question_of_every_topic_can_be_reached(topic: Topic) -> None:
    spec = next(item for item in topics(tables()) if item.topic == topic)
    wanted = spec.known | {item.id for field in spec.fields for item in field.items}
    assert wanted - _explore(topic) == set()


@pytest.mark.parametrize("topic", Topic)
def test_whatever_must_be_answered_is_asked_on_the_way(topic: Topic) -> None:
    """Answering only what cannot be skipped never ends in a refusal that something is missing."""
    state = walk(to_topic(topic))
    for _ in range(40):
        if state.page is Page.RIGHTS_RESULT:
            break
        form = form_of(rights(state), TODAY)
        question = form.question(rights(state).question)
        state = walk(ev.Skipped() if question.optional else _try(form, question.path)[0], start=state)
        refused = rights(state).refused
        assert refused is None or refused.code is not RefusalCode.MISSING, refused
    assert state.page is Page.RIGHTS_RESULT


# --- paper and the end ------------------------------------------------------------------------------------------------
def test_the_sheet_is_printed_from_what_is_on_the_screen_and_nothing_else_happens() -> None:
    state, effects = trace(PHK, rv.RightsPrintAsked())
    assert state.page is Page.PRINTING
    assert [type(item) for item in effects] == [rv.LoadRights, rv.PrintRights]
    asked = effects[-1]
    assert isinstance(asked, rv.PrintRights)
    assert asked.done == result(walk(PHK))
    assert dict(asked.inputs)["upah_pokok"] == 5_000_000


def test_paper_trouble_keeps_the_result() -> None:
    failed = walk(PHK, rv.RightsPrintAsked(), ev.PrintEnded(PrintOutcome.FAILED, Problem("printer_no_paper")))
    assert failed.page is Page.PRINT_TROUBLE
    assert walk(ev.PaperTaken(), start=failed).page is Page.PRINT_TROUBLE
    retried, effects = trace(ev.PrintRetryAsked(), start=failed)
    assert (retried.page, [type(item) for item in effects]) == (Page.PRINTING, [rv.PrintRights])
    back = walk(ev.FinishWithoutPaper(), start=failed)
    assert back.page is Page.RIGHTS_RESULT
    assert result(back) == result(walk(PHK))


@pytest.mark.parametrize(
    "leaving",
    [
        [ev.Left(), ev.Left()],
        [rv.RightsPrintAsked(), ev.PrintEnded(PrintOutcome.CONFIRMED), ev.PaperTaken(), ev.Left()],
        [ev.IdleWarned(), ev.IdleExpired()],
        [ev.CancelAsked(), ev.CancelConfirmed()],
        [rv.RightsAgain(), ev.Back()],
    ],
)
def test_nothing_is_left_however_the_visit_ends(leaving: list[ev.Event]) -> None:
    state, effects = trace(PHK, leaving)
    assert state == VisitState()
    assert effects[-1] == ev.WipeVisit()


def test_what_was_typed_is_gone_before_the_thanks_are_read() -> None:
    thanks = walk(PHK, ev.Left())
    assert thanks.page is Page.END
    assert thanks.rights == RightsState()


def test_nothing_typed_shows_in_a_printed_state() -> None:
    state = walk(PHK)
    _, effects = trace(rv.RightsPrintAsked(), start=state)
    for text in (repr(state), repr(state.rights), repr(rights(state).answers), repr(effects)):
        assert "5000000" not in text
        assert "500000" not in text


def test_a_refusal_s_field_of_a_row_points_at_the_row() -> None:
    state = walk(LEMBUR, rv.RightsRowAdded(), touch("kerja"), typed("30"))
    refused = rights(state).refused
    assert isinstance(refused, InputRefused)
    assert refused.field == "sesi[1].jam"
    fits = walk(typed("23"), ev.Skipped(), ev.Skipped(), ev.Next(), start=state)
    assert rights(fits).question == "sesi[1].jam"  # 23 hours beside a day's work: refused together, mended at its place
    assert replace(fits, rights=None) == VisitState(page=Page.RIGHTS_QUESTION, history=fits.history)
