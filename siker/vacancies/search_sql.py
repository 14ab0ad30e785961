"""The SQL of a search: conditions, order and paging for both databases, every value a parameter. Knows tables, no requests."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.db import connection

from domain.vacancy.distance import near_step
from domain.vacancy.search import TOTAL_LIMIT, JobQuery, Sort
from domain.vacancy.wording import education_rank
from siker.vacancies.search_places import Near
from siker.vacancies.search_words import Wanted

Value: TypeAlias = "str | int | date | list[str] | list[int] | list[float]"
_OPEN = "v.state = 'published' AND v.valid_from <= %s AND v.valid_until >= %s"
_SHARES = (3, 30, 300)
"""How many times a page the nearest places must hold before they are tried alone: filters may leave few of them."""

@dataclass(frozen=True, slots=True)
class Found:
    """Ids with their distances, best first, and how many there are in all (at most ``TOTAL_LIMIT`` + 1)."""

    rows: tuple[tuple[str, float | None], ...]
    total: int


@dataclass(slots=True)
class _Statement:
    """A growing statement: its parts with their parameters, in the order in which they will stand."""

    head: str = ""
    tables: str = "vacancies_vacancy v"
    where: str = ""
    order: str = ""
    head_values: tuple[Value, ...] = ()
    where_values: tuple[Value, ...] = ()
    order_values: tuple[Value, ...] = ()

    def add(self, condition: str, *values: Value) -> None:
        self.where += f" AND {condition}"
        self.where_values += values


def search(query: JobQuery, wanted: Sequence[Wanted], near: Near, today: date) -> Found:
    """``near``: places by their distance from the query's place; empty without one."""
    last = query.offset + query.limit
    if near and not wanted and query.sort is Sort.NEAR:
        near = near.within(query.within_km)
        for share in _SHARES:
            # the nearest places alone: their vacancies come before all others, so a full page of them is the page
            around = near.holding(last * share)
            if around == near:
                break
            rows = _rows(query, wanted, around, today, only_places=True)
            if len(rows) == query.limit:
                return Found(rows, count(query, wanted, near, today))
    rows = _rows(query, wanted, near, today)
    if query.offset == 0 and len(rows) < query.limit:
        return Found(rows, len(rows))
    return Found(rows, count(query, wanted, near, today))


def _rows(
    query: JobQuery, wanted: Sequence[Wanted], near: Near, today: date, *, only_places: bool = False
) -> tuple[tuple[str, float | None], ...]:
    statement = _statement(query, wanted, near, only_places=only_places)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{statement.head} SELECT v.vacancy_id, {'near.km' if near else 'NULL'} FROM {statement.tables} "  # noqa: S608  (our words only)
            f"WHERE {_OPEN}{statement.where} ORDER BY {statement.order} LIMIT %s OFFSET %s",
            (*statement.head_values, today, today, *statement.where_values, *statement.order_values, query.limit, query.offset),
        )
        return tuple((str(row[0]), row[1]) for row in cursor.fetchall())


def count(query: JobQuery, wanted: Sequence[Wanted], near: Near, today: date) -> int:
    """How many there are, at most ``TOTAL_LIMIT`` + 1."""
    near = Near() if query.within_km is None else near  # how far they are changes their order, not their number
    statement = _statement(query, wanted, near)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{statement.head} SELECT count(*) FROM (SELECT 1 FROM {statement.tables} WHERE {_OPEN}{statement.where} LIMIT %s) counted",  # noqa: S608
            (*statement.head_values, today, today, *statement.where_values, TOTAL_LIMIT + 1),
        )
        return int(cursor.fetchone()[0])


def _statement(query: JobQuery, wanted: Sequence[Wanted], near: Near, *, only_places: bool = False) -> _Statement:
    statement = _Statement()
    if near:
        _join_places(statement, query, near, only_places=only_places)
    if wanted:
        _match(statement, wanted)
    _filter(statement, query)
    newest = "v.published_at DESC, v.vacancy_id"
    match query.sort:
        case Sort.NEWEST:
            statement.order, statement.order_values = newest, ()
        case Sort.WAGE:
            statement.order = f"CASE WHEN v.wage_shown THEN COALESCE(v.wage_max, v.wage_min, 0) ELSE 0 END DESC, {newest}"
            statement.order_values = ()
        case Sort.NEAR:
            _nearest_first(statement, query, near, newest)
    return statement


def _join_places(statement: _Statement, query: JobQuery, near: Near, *, only_places: bool) -> None:
    places = [(kode, km) for kode, km, _ in near.within(query.within_km).places]
    kind = "JOIN" if only_places or query.within_km is not None else "LEFT JOIN"
    statement.tables += f" {kind} near ON near.kode = v.kode"
    steps = [near_step(km) for _, km in places]
    if connection.vendor == "postgresql":
        statement.head = "WITH near AS MATERIALIZED (SELECT * FROM unnest(%s::text[], %s::float8[], %s::int[]) AS given(kode, km, step))"
        statement.head_values = ([kode for kode, _ in places], [km for _, km in places], steps)
    else:
        statement.head = """WITH near AS MATERIALIZED (
            SELECT json_extract(value, '$[0]') AS kode, json_extract(value, '$[1]') AS km, json_extract(value, '$[2]') AS step
            FROM json_each(%s))"""
        statement.head_values = (json.dumps([[kode, km, step] for (kode, km), step in zip(places, steps, strict=True)]),)
    if kind == "JOIN" and connection.vendor == "postgresql":
        statement.add("v.kode = ANY(%s)", [kode for kode, _ in places])


def _match(statement: _Statement, wanted: Sequence[Wanted]) -> None:
    """Every word must be met somewhere; where what the work is meets them all, that comes first."""
    if connection.vendor == "postgresql":
        statement.add("v.search @@ %s::tsquery", _tsquery(wanted, ""))
        statement.order = "CASE WHEN v.search @@ %s::tsquery THEN 0 WHEN v.search @@ %s::tsquery THEN 1 ELSE 2 END, "
        statement.order_values = (_tsquery(wanted, "A"), _tsquery(wanted, "AB"))
        return
    statement.tables += " JOIN vacancies_found f ON f.vacancy_id = v.vacancy_id"
    inside = "f.docid IN (SELECT rowid FROM vacancies_fts WHERE vacancies_fts MATCH %s)"
    statement.add(inside, _fts5(wanted, ""))
    statement.order = f"CASE WHEN {inside} THEN 0 WHEN {inside} THEN 1 ELSE 2 END, "
    statement.order_values = (_fts5(wanted, "{a} : "), _fts5(wanted, "{a b} : "))


def _tsquery(wanted: Sequence[Wanted], weights: str) -> str:
    """Terms are letters and digits only; quoted all the same."""
    return " & ".join(
        "(" + " | ".join(f"'{term}':{weights}".rstrip(":") for term in word.terms) + ")"
        for word in wanted
    )


def _fts5(wanted: Sequence[Wanted], columns: str) -> str:
    every = " AND ".join(
        "(" + " OR ".join(f'"{term}"' for term in word.terms) + ")" for word in wanted
    )
    return f"{columns}({every})"


def _filter(statement: _Statement, query: JobQuery) -> None:
    if query.kbji:
        statement.add("v.kbji LIKE %s", f"{query.kbji}%")
    if query.kbli:
        statement.add("v.kbli = %s", query.kbli)
    if query.education is not None:
        statement.add("v.education_rank <= %s", education_rank(query.education))
    if query.wage_from is not None:
        statement.add("v.wage_shown AND COALESCE(v.wage_max, v.wage_min) >= %s", query.wage_from)
    if query.shift is not None:
        statement.add("v.shift = %s", query.shift.value)
    if query.placement is not None:
        statement.add("v.placement = %s", query.placement.value)
    if query.no_experience:
        statement.add("v.experience_years = 0")
    if query.disability:
        statement.add("v.disability_welcome")


def _nearest_first(statement: _Statement, query: JobQuery, near: Near, newest: str) -> None:
    """In the steps of ``near_step``, so that a hundred metres do not beat a fresh vacancy; the nearer level of schooling is the
    better fit; unknown places last."""
    if near:
        statement.order += f"COALESCE(near.step, {near_step(None)}), "
    if query.education is not None:
        statement.order += "v.education_rank DESC, "
    statement.order += newest
