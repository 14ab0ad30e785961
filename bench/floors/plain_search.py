"""The same questions asked without our index: LIKE over the same encrypted rows, and tantivy over the same texts.

Neither knows distances, so they give the newest twenty; both read titles, occupations and employers.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import tantivy
from sqlalchemy.engine import Engine

from domain.search import tokens
from domain.vacancy import Vacancy
from domain.vacancy.search import JobQuery
from domain.vacancy.wording import education_rank, work
from kiosk.store.engine import transaction

_PAGE = 20


class LikeSearch:
    """Every word somewhere in the payload, newest first."""

    def __init__(self, readers: Engine) -> None:
        self._readers = readers

    def find(self, query: JobQuery) -> list[str]:
        """The newest twenty."""
        words = tokens(query.words)
        where = " AND ".join(["lower(payload ->> '$.title') || ' ' || lower(payload ->> '$.employer') LIKE ?"] * len(words)) or "1"
        blanks = tuple(f"%{word}%" for word in words)
        if query.shift is not None:
            where += " AND payload ->> '$.shift' = ?"
            blanks += (query.shift.value,)
        if query.no_experience:
            where += " AND payload ->> '$.experience_years' = 0"
        if query.wage_from:
            where += f" AND max(coalesce(payload ->> '$.wage.maximum', 0), coalesce(payload ->> '$.wage.minimum', 0)) >= {query.wage_from}"
        sql = f"SELECT entity_id FROM feed_row WHERE {where} ORDER BY id DESC LIMIT {_PAGE}"
        with transaction(self._readers) as connection:
            return list(connection.exec_driver_sql(sql, blanks).scalars())


class TantivySearch:
    """tantivy with its own ranking; the last word as a prefix, else one edit forgiven when nothing was found."""

    def __init__(self, folder: Path, vacancies: Sequence[Vacancy]) -> None:
        folder.mkdir()
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("words", stored=False, tokenizer_name="default", index_option="basic")
        schema.add_text_field("marks", stored=False, tokenizer_name="raw", index_option="basic")
        schema.add_integer_field("wage", indexed=True, fast=True)
        schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        self._schema = schema.build()
        self._index = tantivy.Index(self._schema, path=str(folder))
        began = time.perf_counter()
        writer = self._index.writer(128_000_000)
        for vacancy in vacancies:
            document = tantivy.Document()
            document.add_text("words", " ".join((*work(vacancy), vacancy.employer)).lower())
            for mark in _marks(vacancy):
                document.add_text("marks", mark)
            document.add_integer("wage", max(vacancy.wage.minimum or 0, vacancy.wage.maximum or 0))
            document.add_text("id", vacancy.vacancy_id)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self.build_s = time.perf_counter() - began
        self._index.reload()
        self._searcher = self._index.searcher()

    def find(self, query: JobQuery) -> list[str]:
        """The twenty it ranks highest."""
        words = tokens(query.words)
        unfinished = bool(words) and query.words[-1].isalnum()
        parts = [tantivy.Query.term_query(self._schema, "words", word) for word in (words[:-1] if unfinished else words)]
        if unfinished:
            parts.append(tantivy.Query.regex_query(self._schema, "words", words[-1] + ".*"))
        found = self._ask(parts, query)
        if not found and words:
            found = self._ask([tantivy.Query.fuzzy_term_query(self._schema, "words", word, 1, True) for word in words], query)
        return found

    def _ask(self, parts: list[tantivy.Query], query: JobQuery) -> list[str]:
        parts = [*parts, *(tantivy.Query.term_query(self._schema, "marks", mark) for mark in _wanted(query))]
        if query.wage_from:
            parts.append(tantivy.Query.range_query(self._schema, "wage", tantivy.FieldType.Integer, query.wage_from, 1_000_000_000))
        whole = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts or [tantivy.Query.all_query()]])
        hits = self._searcher.search(whole, _PAGE).hits
        return [str(self._searcher.doc(address)["id"][0]) for _, address in hits]


def _marks(vacancy: Vacancy) -> list[str]:
    out = [f"s{vacancy.shift.value}", *(f"e{rank}" for rank in range(education_rank(vacancy.education.minimum), 10))]
    return [*out, *(["x"] if not vacancy.experience_years else []), *(["d"] if vacancy.disability.welcome else [])]


def _wanted(query: JobQuery) -> list[str]:
    out = [] if query.shift is None else [f"s{query.shift.value}"]
    out += [] if query.education is None else [f"e{education_rank(query.education)}"]
    return [*out, *(["x"] if query.no_experience else []), *(["d"] if query.disability else [])]
