"""The words of an overlay, true for where the visit stands: what leaving deletes, and what stays on record. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from assets.catalogue import say
from domain.visit.pages import Overlay, Page
from domain.visit.state import VisitState

#: Behind the durable step: the registration is on record whatever happens to the paper.
_RECORDED = frozenset({Page.PRINTING, Page.PRINT_TROUBLE, Page.TAKE_PAPER, Page.END})
_WORK = frozenset({
    Page.JOBS, Page.JOBS_RESULTS, Page.JOBS_FILTERS, Page.JOBS_AREA, Page.JOB, Page.APPLY, Page.APPLIED, Page.MY_APPLICATIONS,
    Page.MY_APPLICATION, Page.WITHDRAW,
})  # fmt: skip
_FOUND = frozenset({Page.EXISTING_CARD, Page.AWAITING})


@dataclass(frozen=True, slots=True)
class OverlayWords:
    """What an overlay says, and the words of its two buttons; ``leave`` is empty where nothing is left."""

    heading: str = ""
    text: str = ""
    stay: str = ""
    leave: str = ""


def overlay_words(state: VisitState) -> OverlayWords:
    """The words of the present overlay; empty while there is none."""
    language = state.language
    if state.overlay is None:
        return OverlayWords()
    key = f"ui.overlay.{state.overlay}"
    heading, stay = say(language, f"{key}.heading"), say(language, f"{key}.stay")
    if state.overlay is Overlay.HELP:
        return OverlayWords(heading, say(language, f"{key}.body" if state.ticket else f"{key}.wait"), stay)
    case = _case(state)
    recorded = case in {"recorded", "jobs", "jobs_known"}
    if recorded and state.overlay is Overlay.CANCEL_CONFIRM:
        stay = say(language, f"{key}.stay_recorded")
    leave = say(language, "ui.overlay.leave_recorded" if recorded else "ui.overlay.leave")
    return OverlayWords(heading, say(language, f"{key}.body_{case}" if case else f"{key}.body"), stay, leave)


def _case(state: VisitState) -> str:
    if state.rights is not None:
        return "rights"
    if state.page in _WORK or (state.jobs is not None and state.page in _RECORDED):
        return "jobs" if state.registration is None else "jobs_known"
    if state.page in _RECORDED | _FOUND and (state.number or state.queue_code or state.known is not None):
        return "recorded"
    if state.known is not None and Page.REVIEW in {state.page, state.return_to}:
        return "changed"
    return ""
