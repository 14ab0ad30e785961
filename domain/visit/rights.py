"""Workers' rights in the flow: from the attract page to a result and a sheet, without anybody saying who they are.

Everything typed lives in ``VisitState.rights`` and goes with it. The calculators are imported inside the functions,
because the first frame does not need them and they are there by the time the tables are.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.facts import PrintOutcome
from domain.problems import Problem
from domain.visit import events as ev
from domain.visit import rights_events as rv
from domain.visit.actions import Step, wipe
from domain.visit.edge import Edge, To, on
from domain.visit.guards import may_be_out
from domain.visit.pages import Page
from domain.visit.rights_state import RightsAnswers, RightsState
from domain.visit.state import VisitState


def _of(state: VisitState) -> RightsState:
    return state.rights or RightsState()


# --- guards -----------------------------------------------------------------------------------------------------------
def has_tables(state: VisitState, event: ev.Event, today: date) -> bool:
    """The legal tables were read."""
    return _of(state).tables is not None


def topic_waits(state: VisitState, event: ev.Event, today: date) -> bool:
    """A topic was touched before the tables were there."""
    return _is_topic(_of(state).topic)


def known_topic(state: VisitState, event: ev.Event, today: date) -> bool:
    """The tables are there and the topic is one of theirs."""
    return has_tables(state, event, today) and isinstance(event, rv.RightsTopicChosen) and _is_topic(event.topic)


def _is_topic(name: str) -> bool:
    from domain.rights import Topic

    return name in {str(topic) for topic in Topic}


def may_skip(state: VisitState, event: ev.Event, today: date) -> bool:
    """The question has a default, or its answer is not needed."""
    from domain.visit.rights_form import form_of

    rights = _of(state)
    return rights.question != "" and form_of(rights, today).question(rights.question).optional


def is_list(state: VisitState, event: ev.Event, today: date) -> bool:
    """The page collects rows."""
    from domain.visit.rights_form import Ask, form_of

    rights = _of(state)
    return rights.question != "" and form_of(rights, today).question(rights.question).ask in {Ask.LIST, Ask.RECORDS}


def is_records(state: VisitState, event: ev.Event, today: date) -> bool:
    """The page collects rows that are asked part by part."""
    from domain.visit.rights_form import Ask, form_of

    rights = _of(state)
    return rights.question != "" and form_of(rights, today).question(rights.question).ask is Ask.RECORDS


def can_change(state: VisitState, event: ev.Event, today: date) -> bool:
    """The question exists for the answers given."""
    from domain.visit.rights_form import form_of

    rights = _of(state)
    return isinstance(event, rv.RightsEdited) and event.question in form_of(rights, today).all_paths()


def result_stands(state: VisitState, event: ev.Event, today: date) -> bool:
    """An answer is being changed and nothing was changed yet."""
    return _of(state).editing and _of(state).result is not None


def has_before(state: VisitState, event: ev.Event, today: date) -> bool:
    """There is a question before this one."""
    from domain.visit.rights_form import form_of

    rights = _of(state)
    return form_of(rights, today).before(rights.question) != ""


def of_rights(state: VisitState, event: ev.Event, today: date) -> bool:
    """The paper is the sheet of a calculation."""
    return state.rights is not None


def sheet_may_be_out(state: VisitState, event: ev.Event, today: date) -> bool:
    """The paper is the sheet, and it may have come out."""
    return of_rights(state, event, today) and may_be_out(state, event, today)


# --- choosing ---------------------------------------------------------------------------------------------------------
def open_rights(state: VisitState, event: ev.Event, today: date) -> Step:
    """Show the questions people come with; the tables are read meanwhile."""
    return replace(state, rights=RightsState(), problem=None), (rv.LoadRights(),)


def take_tables(state: VisitState, event: ev.Event, today: date) -> Step:
    """The tables arrived."""
    assert isinstance(event, rv.RightsReady)
    return replace(state, rights=replace(_of(state), tables=event.tables, topic=""), busy=False, problem=None), ()


def begin_waited(state: VisitState, event: ev.Event, today: date) -> Step:
    """The tables arrived after the topic was touched."""
    assert isinstance(event, rv.RightsReady)
    ready = replace(state, rights=replace(_of(state), tables=event.tables), busy=False)
    return _begin(ready, _of(state).topic, today)


def rights_failed(state: VisitState, event: ev.Event, today: date) -> Step:
    """Say that nothing can be calculated now; touching a topic tries again."""
    assert isinstance(event, rv.RightsFailed)
    return replace(state, rights=replace(_of(state), topic=""), busy=False, problem=event.problem), ()


def wait_for_tables(state: VisitState, event: ev.Event, today: date) -> Step:
    """Remember the topic and ask for the tables again."""
    assert isinstance(event, rv.RightsTopicChosen)
    effects: tuple[ev.Effect, ...] = () if state.busy else (rv.LoadRights(),)
    return replace(state, rights=replace(_of(state), topic=event.topic), busy=True, problem=None), effects


def begin(state: VisitState, event: ev.Event, today: date) -> Step:
    """The first question of a topic; what was answered to it before is still there."""
    assert isinstance(event, rv.RightsTopicChosen)
    return _begin(state, event.topic, today)


def _begin(state: VisitState, topic: str, today: date) -> Step:
    from domain.visit.rights_form import form_of

    rights = replace(_of(state), topic=topic, question="", editing=False, refused=None, result=None)
    return replace(state, rights=replace(rights, question=form_of(rights, today).path()[0]), problem=None), ()


# --- answering --------------------------------------------------------------------------------------------------------
def take_text(state: VisitState, event: ev.Event, today: date) -> Step:
    """Read a typed answer; empty skips what may be skipped."""
    from domain.rights import InputRefused
    from domain.visit.rights_form import Ask, form_of
    from domain.visit.rights_reading import full_list, read_text

    assert isinstance(event, ev.TextAnswered)
    rights = _of(state)
    form, path = form_of(rights, today), rights.question
    question = form.question(path)
    if question.ask not in {Ask.TEXT, Ask.LIST}:
        return Problem("choose_one")
    if question.optional and not event.text.strip():
        return skip(state, event, today)
    if question.ask is Ask.LIST and form.rows(path) >= _rows_limit():
        return full_list()
    value = read_text(form, path, event.text)
    if isinstance(value, Problem):
        return replace(state, rights=_kept(rights, event.text, None), problem=value), ()
    if isinstance(value, InputRefused):
        return replace(state, rights=_kept(rights, event.text, value), problem=None), ()
    if question.ask is Ask.LIST:
        answers = rights.answers.with_kept(path, "").with_value(f"{path}[{form.rows(path)}]", value)
        return replace(state, rights=replace(rights.with_answers(answers), refused=None, result=None), problem=None), ()
    answers = rights.answers.with_kept(path, "").with_value(path, value).settle(path)
    return _go_on(state, answers, today)


def _rows_limit() -> int:
    from domain.visit.rights_form import ROWS_LIMIT

    return ROWS_LIMIT


def _kept(rights: RightsState, text: str, refused: object) -> RightsState:
    from domain.rights import InputRefused

    assert refused is None or isinstance(refused, InputRefused)
    return replace(rights.with_answers(rights.answers.with_kept(rights.question, text)), refused=refused)


def take_choice(state: VisitState, event: ev.Event, today: date) -> Step:
    """Read a touched answer."""
    from domain.rights import InputRefused
    from domain.visit.rights_form import Ask, form_of
    from domain.visit.rights_reading import read_choice

    assert isinstance(event, ev.ChoiceAnswered)
    rights = _of(state)
    form, path = form_of(rights, today), rights.question
    if form.question(path).ask not in {Ask.CHOICE, Ask.WAY}:
        return Problem("choose_one")
    value = read_choice(form, path, event.value)
    if isinstance(value, Problem):
        return value
    if isinstance(value, InputRefused):
        return replace(state, rights=replace(rights, refused=value)), ()
    return _go_on(state, rights.answers.with_value(path, value).settle(path), today)


def skip(state: VisitState, event: ev.Event, today: date) -> Step:
    """Leave an optional question to its default."""
    rights = _of(state)
    answers = rights.answers.with_value(rights.question, None).with_kept(rights.question, "").settle(rights.question)
    return _go_on(state, answers, today)


def finish_list(state: VisitState, event: ev.Event, today: date) -> Step:
    """All rows are there; none at all is refused where one is needed."""
    from domain.visit.rights_form import form_of
    from domain.visit.rights_reading import empty_list

    rights = _of(state)
    form, path = form_of(rights, today), rights.question
    if not form.rows(path) and not form.question(path).optional:
        return replace(state, rights=replace(rights, refused=empty_list(path)), problem=None), ()
    return _go_on(state, rights.answers.settle(path), today)


def add_row(state: VisitState, event: ev.Event, today: date) -> Step:
    """One more row, part by part."""
    from domain.visit.rights_form import form_of
    from domain.visit.rights_reading import full_list

    rights = _of(state)
    form, path = form_of(rights, today), rights.question
    if form.rows(path) >= _rows_limit():
        return full_list()
    answers = replace(rights.answers, settled=rights.answers.settled - {path})
    started = replace(rights.with_answers(answers), question=form.row_start(path, form.rows(path)), refused=None, result=None)
    return replace(state, rights=started, problem=None), ()


def remove_row(state: VisitState, event: ev.Event, today: date) -> Step:
    """One row less."""
    from domain.visit.rights_form import without_row

    assert isinstance(event, ev.ItemRemoved)
    rights = _of(state)
    answers = without_row(rights.answers, rights.question, event.index)
    return replace(state, rights=replace(rights.with_answers(answers), refused=None, result=None), problem=None), ()


def _go_on(state: VisitState, answers: RightsAnswers, today: date) -> Step:
    """The next question, or the calculation; a refusal leads to the question that can mend it."""
    from domain.rights import InputRefused, Topic, compute
    from domain.visit.rights_form import form_of
    from domain.visit.rights_reading import page_of

    rights = replace(_of(state).with_answers(answers), refused=None, result=None)
    form = form_of(rights, today)
    coming = form.unsettled() if rights.editing else form.after(rights.question)
    if coming:
        return replace(state, rights=replace(rights, question=coming), problem=None), ()
    assert rights.tables is not None
    outcome = compute(Topic(rights.topic), form.inputs(), rights.tables)
    if isinstance(outcome, InputRefused):
        at = page_of(form, outcome.field)
        asked_again = replace(rights.answers, settled=rights.answers.settled - {at})
        back = replace(rights.with_answers(asked_again), question=at, refused=outcome)
        return replace(state, rights=back, problem=None), ()
    return replace(state, rights=replace(rights, question="", editing=False, result=outcome), problem=None), ()


# --- back and change --------------------------------------------------------------------------------------------------
def _with_typed(rights: RightsState, event: ev.Event) -> RightsState:
    assert isinstance(event, ev.Back)
    answers = rights.answers.with_kept(rights.question, event.typed) if event.typed else rights.answers
    return replace(rights.with_answers(answers), refused=None)


def step_back(state: VisitState, event: ev.Event, today: date) -> Step:
    """The question before, with what was answered."""
    from domain.visit.rights_form import form_of

    rights = _with_typed(_of(state), event)
    return replace(state, rights=replace(rights, question=form_of(rights, today).before(rights.question)), problem=None), ()


def leave_form(state: VisitState, event: ev.Event, today: date) -> Step:
    """Back to the topics; the answers stay."""
    return replace(state, rights=replace(_with_typed(_of(state), event), topic="", question="", editing=False, result=None)), ()


def stop_changing(state: VisitState, event: ev.Event, today: date) -> Step:
    """Back to the result as it was."""
    return replace(state, rights=replace(_with_typed(_of(state), event), question="", editing=False), problem=None), ()


def last_question(state: VisitState, event: ev.Event, today: date) -> Step:
    """From the result to the question before it."""
    from domain.visit.rights_form import form_of

    rights = _of(state)
    return replace(state, rights=replace(rights, question=form_of(rights, today).path()[-1], editing=False)), ()


def change(state: VisitState, event: ev.Event, today: date) -> Step:
    """To one question; after it the new result."""
    assert isinstance(event, rv.RightsEdited)
    return replace(state, rights=replace(_of(state), question=event.question, editing=True, refused=None)), ()


def again(state: VisitState, event: ev.Event, today: date) -> Step:
    """Another calculation."""
    return replace(state, rights=replace(_of(state), topic="", question="", editing=False, result=None)), ()


# --- the paper and the end --------------------------------------------------------------------------------------------
def print_sheet(state: VisitState, event: ev.Event, today: date) -> Step:
    """The sheet of the result on the screen."""
    from domain.visit.rights_form import form_of

    rights = _of(state)
    assert rights.result is not None
    form = form_of(rights, today)
    return replace(state, print_outcome=None, print_problem=None), (
        rv.PrintRights(rights.result, form.spec, tuple(form.inputs().items()), state.language),
    )


def keep_result(state: VisitState, event: ev.Event, today: date) -> Step:
    """No paper; the result is still on the screen."""
    return replace(state, print_outcome=None, print_problem=None), ()


def finish(state: VisitState, event: ev.Event, today: date) -> Step:
    """Done: what was typed is forgotten at once, before the thanks are read."""
    return replace(state, rights=RightsState(), print_problem=None), ()


def finish_with_sheet(state: VisitState, event: ev.Event, today: date) -> Step:
    """Done, with the sheet in the hand."""
    return replace(state, rights=RightsState(), print_outcome=PrintOutcome.SENT, print_problem=None), ()


RIGHTS_EDGES: tuple[Edge, ...] = (
    on(Page.ATTRACT, rv.RightsAsked, Page.RIGHTS_TOPICS, open_rights),
    on(Page.RIGHTS_TOPICS, rv.RightsReady, To.RIGHTS, begin_waited, topic_waits),
    on(Page.RIGHTS_TOPICS, rv.RightsReady, To.STAY, take_tables),
    on(Page.RIGHTS_TOPICS, rv.RightsFailed, To.STAY, rights_failed),
    on(Page.RIGHTS_TOPICS, rv.RightsTopicChosen, To.RIGHTS, begin, known_topic),
    on(Page.RIGHTS_TOPICS, rv.RightsTopicChosen, To.STAY, wait_for_tables),
    on(Page.RIGHTS_QUESTION, ev.TextAnswered, To.RIGHTS, take_text),
    on(Page.RIGHTS_QUESTION, ev.ChoiceAnswered, To.RIGHTS, take_choice),
    on(Page.RIGHTS_QUESTION, ev.Skipped, To.RIGHTS, skip, may_skip),
    on(Page.RIGHTS_QUESTION, ev.Next, To.RIGHTS, finish_list, is_list),
    on(Page.RIGHTS_QUESTION, rv.RightsRowAdded, To.RIGHTS, add_row, is_records),
    on(Page.RIGHTS_QUESTION, ev.ItemRemoved, To.STAY, remove_row, is_list),
    on(Page.RIGHTS_QUESTION, ev.Back, Page.RIGHTS_RESULT, stop_changing, result_stands),
    on(Page.RIGHTS_QUESTION, ev.Back, To.STAY, step_back, has_before),
    on(Page.RIGHTS_QUESTION, ev.Back, Page.RIGHTS_TOPICS, leave_form),
    on(Page.RIGHTS_RESULT, rv.RightsAnswersAsked, Page.RIGHTS_ANSWERS),
    Edge(frozenset({Page.RIGHTS_RESULT, Page.RIGHTS_ANSWERS}), rv.RightsEdited, Page.RIGHTS_QUESTION, change, can_change),
    on(Page.RIGHTS_ANSWERS, ev.Next, Page.RIGHTS_RESULT),
    on(Page.RIGHTS_ANSWERS, ev.Back, Page.RIGHTS_RESULT),
    on(Page.RIGHTS_RESULT, ev.Back, Page.RIGHTS_QUESTION, last_question),
    on(Page.RIGHTS_RESULT, rv.RightsAgain, Page.RIGHTS_TOPICS, again),
    on(Page.RIGHTS_TOPICS, ev.Back, To.HOME, wipe),
    on(Page.RIGHTS_RESULT, rv.RightsPrintAsked, Page.PRINTING, print_sheet),
    on(Page.PRINT_TROUBLE, ev.PrintRetryAsked, Page.PRINTING, print_sheet, of_rights),
    on(Page.PRINT_TROUBLE, ev.FinishWithoutPaper, Page.RIGHTS_RESULT, keep_result, of_rights, fresh=True),
    on(Page.PRINT_TROUBLE, ev.PaperTaken, Page.END, finish_with_sheet, sheet_may_be_out, fresh=True),
    on(Page.TAKE_PAPER, ev.PaperTaken, Page.END, finish, of_rights, fresh=True),
    on(Page.RIGHTS_RESULT, ev.Left, Page.END, finish, fresh=True),
)  # fmt: skip
