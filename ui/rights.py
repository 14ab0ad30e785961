"""Workers' rights as QML sees them: the topics, one question at a time, the result. Slots send events and nothing else.

Everything that needs the calculators is imported when somebody asks about rights, not before the first frame.
"""

# ruff: noqa: N802  (names as QML reads them)

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from assets.catalogue import say
from domain.visit import events as ev
from domain.visit import rights_events as rv
from domain.visit.pages import Page
from domain.visit.state import VisitState
from ui.ports import Conductor
from ui.rows import Row, RowList
from ui.wording import sentence

if TYPE_CHECKING:
    from domain.visit.rights_form import Form, Question
    from ui.rights_result import Result
    from ui.rights_wording import Asking

QML_IMPORT_NAME = "Anjungan.View"
QML_IMPORT_MAJOR_VERSION = 1
TOPIC_GROUPS = ("leave", "wage", "fund")


@QmlElement
@QmlUncreatable("given by the visit")
class Rights(QObject):  # type: ignore[operator]
    """Read-only properties, one ``changed`` signal; ``question_changed`` when another question is on the page."""

    changed = Signal()
    question_changed = Signal()

    def __init__(self, conductor: Conductor, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor, self._today = conductor, today
        self._state = conductor.state
        self._form: Form | None = None
        self._question: Question | None = None
        self._asking: Asking | None = None
        self._result: Result | None = None
        self._group = ""
        self._step = (0, 0)
        self._way: tuple[str, ...] = ()
        self._leave, self._wage, self._fund = RowList(self), RowList(self), RowList(self)
        self._groups, self._choices, self._entries, self._answers = RowList(self), RowList(self), RowList(self), RowList(self)
        self._parts, self._warnings, self._steps = RowList(self), RowList(self), RowList(self)
        self._assumptions, self._remarks, self._actions = RowList(self), RowList(self), RowList(self)
        self.follow(self._state)

    # --- following the visit ----------------------------------------------------------------------------------------
    def follow(self, state: VisitState) -> None:
        """Show a new state; a visit that asks nothing about rights leaves nothing here."""
        before = (self._state.page, self._path(self._state))
        self._state = state
        moved = before != (state.page, self._path(state))
        if moved:
            self._group = ""
        self._read(state)
        self._fill(state)
        self.changed.emit()
        if moved:  # after the words, so that the page already knows what kind of field it has
            self.question_changed.emit()

    @staticmethod
    def _path(state: VisitState) -> str:
        return f"{state.rights.topic}/{state.rights.question}" if state.rights is not None else ""

    def _read(self, state: VisitState) -> None:
        self._form = self._question = self._asking = self._result = None
        self._step = (0, 0)
        rights = state.rights
        if rights is None or rights.tables is None or rights.topic == "":
            return
        from domain.visit.rights_form import form_of

        self._form = form_of(rights, self._today())
        if state.page is Page.RIGHTS_QUESTION and rights.question:
            from ui.rights_wording import asking

            self._question = self._form.question(rights.question)
            self._asking = asking(state.language, self._form, self._question)
            way = self._way = self._form.path()
            self._step = (way.index(rights.question) + 1 if rights.question in way else len(way), len(way))
        if state.page is Page.RIGHTS_RESULT and rights.result is not None:
            from ui.rights_result import result_of

            self._result = result_of(state.language, self._form, rights.result)

    def _fill(self, state: VisitState) -> None:
        language = state.language
        lists = (self._leave, self._wage, self._fund)
        if state.page is Page.RIGHTS_TOPICS:
            from ui.rights_wording import topic_rows

            for rows, group in zip(lists, TOPIC_GROUPS, strict=True):
                rows.put(topic_rows(language, group))
        else:
            for rows in lists:
                rows.put(())
        self._put_question(language)
        self._put_answers(state)
        self._put_result(language)

    def _put_question(self, language: str) -> None:
        if self._form is None or self._question is None:
            for rows in (self._groups, self._choices, self._entries):
                rows.put(())
            return
        from ui.rights_wording import choices, entries, has_groups, reason_groups

        grouped = has_groups(self._question)
        self._groups.put(reason_groups(language, self._form, self._question) if grouped and not self._group else ())
        self._choices.put(choices(language, self._form, self._question, self._group))
        self._entries.put(entries(language, self._form, self._question))

    def _put_answers(self, state: VisitState) -> None:
        if state.page is not Page.RIGHTS_ANSWERS or self._form is None:
            self._answers.put(())
            return
        from ui.rights_wording import answer_rows

        self._answers.put(answer_rows(state.language, self._form))

    def _put_result(self, language: str) -> None:
        shown = self._result
        self._parts.put(shown.parts if shown else ())
        self._warnings.put(shown.warnings if shown else ())
        self._steps.put(shown.steps if shown else ())
        self._assumptions.put(shown.assumptions if shown else ())
        self._remarks.put(shown.remarks if shown else ())
        keys = ("again", "leave") if shown else ()
        said = "page.rights_result"
        self._actions.put([Row(key, say(language, f"{said}.{key}"), say(language, f"{said}.{key}_hint")) for key in keys])

    # --- the question -----------------------------------------------------------------------------------------------
    @Property(str, notify=changed)
    def path(self) -> str:
        return self._question.path if self._question is not None else ""

    @Property(str, notify=changed)
    def ask(self) -> str:
        """``text``, ``choice``, ``way``, ``list`` or ``records``; empty outside questions."""
        return self._question.ask.value if self._question is not None else ""

    @Property(str, notify=changed)
    def heading(self) -> str:
        return self._asking.heading if self._asking is not None else ""

    @Property(str, notify=changed)
    def hint(self) -> str:
        return self._asking.hint if self._asking is not None else ""

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._asking.kind if self._asking is not None else ""

    @Property(str, notify=changed)
    def layout(self) -> str:
        return self._asking.layout if self._asking is not None else ""

    @Property(str, notify=changed)
    def prefix(self) -> str:
        return self._asking.prefix if self._asking is not None else ""

    @Property(str, notify=changed)
    def placeholder(self) -> str:
        return self._asking.placeholder if self._asking is not None else ""

    @Property(str, notify=changed)
    def picture(self) -> str:
        return self._asking.picture if self._asking is not None else ""

    @Property(bool, notify=changed)
    def optional(self) -> bool:
        return self._question is not None and self._question.optional

    @Property(bool, notify=changed)
    def grouped(self) -> bool:
        """Whether a group of choices is open, so that "back" closes it first."""
        return self._group != ""

    @Property(str, notify=changed)
    def problem(self) -> str:
        """The calculators' own refusal in the language of the visit, else the page's problem."""
        rights, language = self._state.rights, self._state.language
        if rights is not None and rights.refused is not None:
            from kiosk.services.rights_words import rights_words

            return rights.refused.phrase.text(rights_words(language))
        return sentence(language, self._state.problem) if self._state.problem is not None else ""

    @Slot(result=str)
    def typedBefore(self) -> str:
        """The bare text to start with: left unfinished, else answered before, else the present year where one is asked."""
        if self._form is None or self._question is None or self._question.field is None:
            return ""
        from domain.rights import Unit
        from domain.visit.rights_reading import text_of

        path, spec = self._question.path, self._question.field
        before = self._form.answers.kept_text(path) or text_of(spec, self._form.answers.value(path))
        return before or (str(self._today().year) if spec.unit is Unit.TAHUN_KALENDER else "")

    @Slot(str, str, str, result=str)
    def understood(self, path: str, kind: str, bare: str) -> str:
        """What the typed text means, in words. ``path`` so that the words are made anew for another question."""
        if self._question is None or self._question.field is None or path != self._question.path:
            return ""
        from ui.rights_wording import understood

        return understood(self._state.language, self._question.field, kind, bare)

    # --- where we are -----------------------------------------------------------------------------------------------
    @property
    def progress(self) -> tuple[int, int]:
        """Which question this is, of how many; (0, 0) outside questions."""
        return self._step

    @property
    def step_words(self) -> str:
        """``Saya di-PHK · pertanyaan 3 dari 8``."""
        if self._question is None or self._state.rights is None:
            return ""
        from ui.rights_wording import topic_title

        topic, language = topic_title(self._state.language, self._state.rights.topic), self._state.language
        if self._question.path not in self._way:
            return say(language, "page.rights_question.extra", topic=topic)
        return say(language, "page.rights_question.step", topic=topic, at=self._step[0], of=self._step[1])

    @Property(str, notify=changed)
    def topicTitle(self) -> str:
        rights = self._state.rights
        if rights is None or not rights.topic:
            return ""
        from ui.rights_wording import topic_title

        return topic_title(self._state.language, rights.topic)

    # --- the result -------------------------------------------------------------------------------------------------
    @Property(str, notify=changed)
    def resultLabel(self) -> str:
        return self._result.label if self._result is not None else ""

    @Property(str, notify=changed)
    def total(self) -> str:
        return self._result.total if self._result is not None else ""

    @Property(str, notify=changed)
    def standingNote(self) -> str:
        return self._result.note if self._result is not None else ""

    @Property(str, notify=changed)
    def tables(self) -> str:
        return self._result.tables if self._result is not None else ""

    # --- rows -------------------------------------------------------------------------------------------------------
    @Property(RowList, constant=True)
    def leaving(self) -> RowList:
        return self._leave

    @Property(RowList, constant=True)
    def wages(self) -> RowList:
        return self._wage

    @Property(RowList, constant=True)
    def funds(self) -> RowList:
        return self._fund

    @Property(RowList, constant=True)
    def groups(self) -> RowList:
        return self._groups

    @Property(RowList, constant=True)
    def choices(self) -> RowList:
        return self._choices

    @Property(RowList, constant=True)
    def entries(self) -> RowList:
        return self._entries

    @Property(RowList, constant=True)
    def answers(self) -> RowList:
        return self._answers

    @Property(RowList, constant=True)
    def parts(self) -> RowList:
        return self._parts

    @Property(RowList, constant=True)
    def warnings(self) -> RowList:
        return self._warnings

    @Property(RowList, constant=True)
    def steps(self) -> RowList:
        return self._steps

    @Property(RowList, constant=True)
    def assumptions(self) -> RowList:
        return self._assumptions

    @Property(RowList, constant=True)
    def remarks(self) -> RowList:
        return self._remarks

    @Property(RowList, constant=True)
    def actions(self) -> RowList:
        return self._actions

    # --- what a person can do ---------------------------------------------------------------------------------------
    @Slot()
    def start(self) -> None:
        self._conductor.send(rv.RightsAsked())

    @Slot(str)
    def chooseTopic(self, topic: str) -> None:
        self._conductor.send(rv.RightsTopicChosen(topic))

    @Slot(str)
    def openGroup(self, group: str) -> None:
        """Show the reasons of one group; an empty name shows the groups again."""
        self._group = group
        self._put_question(self._state.language)
        self.changed.emit()

    @Slot()
    def addRow(self) -> None:
        self._conductor.send(rv.RightsRowAdded())

    @Slot(str)
    def edit(self, path: str) -> None:
        self._conductor.send(rv.RightsEdited(path))

    @Slot()
    def showAnswers(self) -> None:
        self._conductor.send(rv.RightsAnswersAsked())

    @Slot()
    def printSheet(self) -> None:
        self._conductor.send(rv.RightsPrintAsked())

    @Slot(str)
    def act(self, key: str) -> None:
        """One of the things to do below the result."""
        self._conductor.send(rv.RightsAgain() if key == "again" else ev.Left())
