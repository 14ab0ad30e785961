"""A vacancy's stored JSON as the domain's own objects, and the columns that follow it.

``content`` is what is public: amounts that are not shown are not in it. ``proposed`` holds ``typed`` (the form as it was typed, so
that a half-written draft is kept) and, once it can be read, ``vacancy`` (with all amounts) and ``confirmed``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec

from domain import vacancy as content
from domain.vacancy.rules import Remark, Weight
from domain.vacancy.wording import education_rank
from siker.vacancies.models import Vacancy
from sync.wire.codec import from_json, to_json


def public_of(row: Vacancy) -> content.Vacancy | None:
    """What everybody reads; None before the first publication."""
    return from_json(row.content, content.Vacancy) if row.content else None


def known_of(row: Vacancy) -> content.Vacancy | None:
    """What is public, with the amounts only the firm and officers know."""
    public = public_of(row)
    return None if public is None else replace(public, wage=content.Wage(row.wage_min, row.wage_max, row.wage_shown))


def proposed_of(row: Vacancy) -> content.Vacancy | None:
    """The version that waits or is being written; None while it cannot be read."""
    held = row.proposed.get("vacancy")
    return from_json(held, content.Vacancy) if held else None


def typed_of(row: Vacancy) -> dict[str, str]:
    """The form of that version as it was typed."""
    return {str(name): str(text) for name, text in row.proposed.get("typed", {}).items()}


def proposal(typed: Mapping[str, str], vacancy: content.Vacancy | None, *, confirmed: bool) -> dict[str, Any]:
    """The JSON of a version being written."""
    held: dict[str, Any] = {"typed": dict(typed), "confirmed": confirmed}
    return held if vacancy is None else {**held, "vacancy": to_json(vacancy)}


def without_hidden(vacancy: content.Vacancy) -> content.Vacancy:
    """What may be public: no amount that the employer does not show."""
    return vacancy if vacancy.wage.shown else replace(vacancy, wage=content.Wage(shown=False))


def fill_columns(row: Vacancy, vacancy: content.Vacancy) -> None:
    """Let the columns follow a version (with its amounts)."""
    row.title, row.employer, row.kbji, row.kbli = vacancy.title, vacancy.employer, vacancy.kbji, vacancy.kbli
    row.kode, row.contract, row.placement, row.shift = vacancy.site.kode, vacancy.contract, vacancy.placement, vacancy.shift
    row.education_rank, row.experience_years = education_rank(vacancy.education.minimum), vacancy.experience_years
    row.wage_min, row.wage_max, row.wage_shown = vacancy.wage.minimum, vacancy.wage.maximum, vacancy.wage.shown
    row.disability_welcome = vacancy.disability.welcome
    row.places_men, row.places_women, row.places_either = vacancy.places.men, vacancy.places.women, vacancy.places.either
    row.valid_from, row.valid_until = vacancy.valid_from, vacancy.valid_until


def remarks_of(row: Vacancy) -> tuple[Remark, ...]:
    """What the rules said when it was handed in."""
    return tuple(msgspec.convert(row.flags, list[Remark]))


def plain_remarks(remarks: tuple[Remark, ...]) -> list[dict[str, Any]]:
    """Remarks for the JSON column."""
    return [{"code": item.code, "weight": item.weight.value, "part": item.part, "params": dict(item.params)} for item in remarks]


def for_officers(remarks: tuple[Remark, ...]) -> tuple[Remark, ...]:
    """What an officer should look at, heaviest signs first."""
    return tuple(sorted(remarks, key=lambda item: (not item.code.startswith(("sign_", "duplicate_other")), item.weight is not Weight.LOOK)))
