"""Three addresses: the list of calculators for people, the same for programs, and each calculator.

Nothing typed is kept: no model, no session, no cookie, no log line. Since nothing changes anywhere, the form needs no token.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from assets.catalogue import texts
from assets.legal_tables import LegalTextError
from documents.rights_link import fragment_of, read_fragment
from documents.rights_reading import Reader, Reading, StepReading
from domain.rights import Calculation, InputRefused, LegalTableError, NoticeKind, Topic, TopicFields, compute, label_of, topic_of
from siker.rights.form import CODE, RightsForm, say
from siker.rights.law import GROUPS, Law, law
from siker.rights.typed import typed_from
from siker.web.ratelimit import allowed
from siker.web.words import LANGUAGE, day_text

logger = logging.getLogger("siker.rights")
CALCULATIONS_PER_MINUTE = 300  # whole offices share one address
WORDS = {key.removeprefix("rights."): text for key, text in texts(LANGUAGE).items() if key.startswith("rights.")}
PAGE = {key.removeprefix("page."): text for key, text in WORDS.items() if key.startswith("page.")}
PART = {key.removeprefix("part."): text for key, text in WORDS.items() if key.startswith("part.")}
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Calculator:
    """A line of the list."""

    topic: Topic
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Group:
    """What people come with."""

    question: str
    calculators: tuple[Calculator, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence beside the result and the article behind it."""

    text: str
    article: str


@dataclass(frozen=True, slots=True)
class Assumed:
    """A choice of ours, and the input that changes it."""

    text: str
    change: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Result:
    """A calculation as the page shows it."""

    lead: Reading
    breakdown: tuple[Reading, ...]
    given: tuple[Reading, ...]
    steps: tuple[StepReading, ...]
    warnings: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    assumptions: tuple[Assumed, ...]
    note: str
    law_day: str
    version: str
    digest: str
    link: str


def _with_law(view: View) -> View:
    """Without usable tables there is nothing honest to say: the page says so, the log names the file."""

    @wraps(view)
    def guarded(request: HttpRequest, **names: str) -> HttpResponse:
        try:
            the_law = law()
        except (LegalTableError, LegalTextError, OSError) as error:
            logger.error("the legal tables cannot be used: %s", error)
            return render(request, "web/error.html", {"title": say("closed"), "text": say("closed_text")}, status=503)
        return view(request, the_law, **names)

    return guarded


def _groups() -> tuple[Group, ...]:
    reader = Reader(texts(LANGUAGE))
    return tuple(
        Group(WORDS[f"group.{name}"], tuple(Calculator(topic, reader.topic(topic), WORDS[f"about.{topic}"]) for topic in members))
        for name, members in GROUPS
    )


@require_safe
@_with_law
def index(request: HttpRequest, the_law: Law) -> HttpResponse:
    """The calculators, by the question people ask."""
    return render(request, "rights/index.html", {"groups": _groups(), "w": PAGE})


@require_safe
@_with_law
def listing(request: HttpRequest, the_law: Law) -> HttpResponse:
    """The same list for programs; its format stands in docs/rights.md."""
    groups = [
        {
            "question": group.question,
            "calculators": [
                {
                    "topic": str(item.topic), "title": item.title, "about": item.about,
                    "address": settings.SIKER_PUBLIC_URL + reverse("rights_topic", kwargs={"topic": item.topic}),
                    "fields": _schema(the_law.asked[item.topic]),
                }
                for item in group.calculators
            ],
        }
        for group in _groups()
    ]  # fmt: skip
    tables = {"version": the_law.tables.version, "sha256": the_law.tables.digest}
    return JsonResponse({"v": 1, "tables": tables, "groups": groups}, json_dumps_params={"ensure_ascii": False})


def _schema(asked: TopicFields) -> list[dict[str, object]]:
    return [
        {
            "id": spec.id, "kind": str(spec.kind), "unit": str(spec.unit), "required": spec.required, "default": spec.default,
            "question": spec.question.text(),
            "choices": [{"value": choice.value, "label": choice.label.text()} for choice in spec.choices],
        }
        for spec in asked.fields
    ]  # fmt: skip


@csrf_exempt
@csp_update({"script-src": [SELF]})
@require_http_methods(["GET", "HEAD", "POST"])
@_with_law
def calculator(request: HttpRequest, the_law: Law, topic: str) -> HttpResponse:
    """The form of one calculator; sent back with POST, its result above it."""
    found = topic_of(topic)
    if isinstance(found, InputRefused):
        raise Http404
    if request.method != "POST":
        return _page(request, found, RightsForm(the_law.asked[found], {}), fresh=True)
    if not allowed(f"rights/{request.META.get('REMOTE_ADDR', '')}", CALCULATIONS_PER_MINUTE, 60):
        answer = render(request, "web/error.html", {"title": say("busy"), "text": say("busy_text")}, status=429)
        answer["Retry-After"] = "60"
        return answer
    answer = _answer(request, the_law, found)
    answer["Cache-Control"] = "no-store"
    return answer


def _answer(request: HttpRequest, the_law: Law, topic: Topic) -> HttpResponse:
    asked = the_law.asked[topic]
    typed = {name: str(text) for name, text in request.POST.items()}
    code = typed.pop(CODE, "")
    if code:
        shared = read_fragment(code)
        if shared is None or shared.topic is not topic:
            return _page(request, topic, RightsForm(asked, {}), fresh=True, note=say("code_unreadable"), status=422)
        typed = typed_from(asked.fields, shared.inputs)
    form = RightsForm(asked, typed)
    new = form.new_questions
    if form.only_changes_the_page or new:
        form.forget_problems()
        return _page(request, topic, form, new=[question.text for question in new])
    if form.problems:
        return _page(request, topic, form, status=422)
    outcome = compute(topic, form.inputs, the_law.tables)
    if isinstance(outcome, InputRefused):
        form.refuse(outcome)
        return _page(request, topic, form, status=422)
    return _page(request, topic, form, result=_result(outcome, asked, form), from_paper=bool(code))


def _page(request: HttpRequest, topic: Topic, form: RightsForm, *, status: int = 200, **more: object) -> HttpResponse:
    if more.get("fresh"):
        form.forget_problems()
    reader = Reader(texts(LANGUAGE))
    context = {
        "topic": topic, "title": reader.topic(topic), "about": WORDS[f"about.{topic}"], "form": form, "w": PAGE, "part": PART, **more,
    }  # fmt: skip
    return render(request, "rights/calculator.html", context, status=status)


def _result(done: Calculation, asked: TopicFields, form: RightsForm) -> Result:
    reader = Reader(texts(LANGUAGE))
    heeded = (NoticeKind.WARNING, NoticeKind.IGNORED)
    fragment = fragment_of(done.topic, form.inputs)
    return Result(
        lead=reader.lead(done),
        breakdown=reader.breakdown(done),
        given=reader.given(asked, form.inputs),
        steps=tuple(reader.step(step) for step in done.steps),
        warnings=tuple(Remark(reader.sentence(n.phrase), n.article) for n in done.notices if n.kind in heeded),
        remarks=tuple(
            # An uncertain row already names its article in its sentence.
            Remark(reader.sentence(n.phrase), "" if n.kind is NoticeKind.UNCERTAIN else n.article)
            for n in done.notices
            if n.kind not in heeded
        ),
        assumptions=tuple(
            Assumed(reader.sentence(item.phrase), say("change_this", label=label_of(item.field).text()), form.anchor(item.field))
            for item in done.assumptions
        ),
        note=reader.sentence(done.standing_note),
        law_day=day_text(done.event_date),
        version=done.tables_version,
        digest=done.tables_digest,
        link=f"{reverse('rights_topic', kwargs={'topic': done.topic})}#{fragment}" if fragment else "",
    )
