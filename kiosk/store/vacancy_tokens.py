"""What the station's index holds of a vacancy: its words, their stems, and marks for every filter. Pure but for the stemmer.

Four kinds of token that cannot meet: a word of the work as written (``operator``), a word of a name (``@genuk``), a term of
the words rule (``~jahit``), and a mark (``_e3``). Marks let the full-text index answer filters by intersecting lists instead of
reading rows. Marks that stand for "at least" or "at most" are written once per step, so that a filter is always one token.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from domain.search import AskedWord, is_known, name_terms, terms, tokens
from domain.seeker import EducationLevel
from domain.vacancy import Vacancy
from domain.vacancy.search import JobQuery
from domain.vacancy.wording import body, conditions, education_rank, names, work
from kiosk.store.stemming import stem

HIGHEST_RANK: Final = education_rank(EducationLevel.S3)
WAGE_LADDER: Final = tuple(step * 500_000 for step in (4, 5, 6, 7, 8, 9, 10, 12, 16, 20))
"""Rupiah a month; a vacancy carries a mark for every step it reaches."""
_SHORTEST_PREFIX: Final = 2
_SHORTEST_NAME: Final = 3
_BODY_CHARACTERS: Final = 4000
"""Characters of a body text that are searched; a longer one cannot slow the station down."""


def wage_told(vacancy: Vacancy) -> int:
    """The most the employer says to pay, rupiah a month; 0 when nothing is told."""
    wage = vacancy.wage
    return max(wage.minimum or 0, wage.maximum or 0) if wage.shown else 0


def area_mark(kode: str) -> str:
    """A kecamatan or kabupaten with everything in it."""
    return "_a" + kode.replace(".", "")


def place_mark(kode: str) -> str:
    """Exactly the place a vacancy names."""
    return "_z" + kode.replace(".", "")


def marks(vacancy: Vacancy) -> list[str]:
    """The marks of one vacancy."""
    out = [f"_s{vacancy.shift.value}", f"_p{vacancy.placement.value}", place_mark(vacancy.site.kode)]
    parts = vacancy.site.kode.split(".")
    out += [area_mark(".".join(parts[:depth])) for depth in (2, 3) if len(parts) >= depth]
    out += [f"_e{rank}" for rank in range(education_rank(vacancy.education.minimum), HIGHEST_RANK)]
    out += [f"_w{step}" for step in WAGE_LADDER if step <= wage_told(vacancy)]
    out += [f"_j{vacancy.kbji[:length]}" for length in range(1, len(vacancy.kbji) + 1)]
    if vacancy.kbli:
        out.append(f"_b{vacancy.kbli.lower()}")
    if not vacancy.experience_years:
        out.append("_x")
    if vacancy.disability.welcome:
        out.append("_d")
    return out


def _written(texts: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(word for text in texts for word in tokens(text))


class Tokens(NamedTuple):
    """What both full-text tables hold of a vacancy, tokens with a space between, and every word in it, for mending slips."""

    head: str
    body: str
    words: tuple[str, ...]


def tokens_of(vacancy: Vacancy) -> Tokens:
    """The tokens of one vacancy."""
    marked, called, whose = marks(vacancy), work(vacancy), names(vacancy)
    deep = tuple(text[:_BODY_CHARACTERS] for text in body(vacancy))
    stems = {f"~{term}" for text in (*called, conditions(vacancy)) for term in terms(text, stem)}
    stems.update(f"~{term}" for text in whose for term in name_terms(text, stem))
    deeper = stems.union(f"~{term}" for text in deep for term in terms(text, stem))
    written, named = _written(called), _written(whose)
    head = (*written, *(f"@{word}" for word in named), *sorted(stems), *marked)
    return Tokens(" ".join(head), " ".join((*sorted(deeper), *marked)), tuple(written | named | _written(deep)))


# --- questions --------------------------------------------------------------------------------------------------------
def any_of(found: Iterable[str]) -> str:
    """Full-text expression met by any of these tokens."""
    return "(" + " OR ".join(f'"{token}"' for token in found) + ")"


def all_of(parts: Iterable[str]) -> str:
    """Full-text expression that meets all parts; empty when there is none."""
    return " AND ".join(part for part in parts if part)


def word_part(word: AskedWord, *, prefixes: bool) -> str:
    """Expression for one word asked for; ``prefixes``: also any word that begins with an unfinished one.

    Names count from three letters on, and not for a word that already means some work ("art" is not Artha).
    """
    part = any_of(f"~{term}" for term in word.terms)
    if prefixes and word.unfinished and len(word.word) >= _SHORTEST_PREFIX:
        part = f'{part[:-1]} OR "{word.word}" *'
        if len(word.word) >= _SHORTEST_NAME and not is_known(word.word):
            part += f' OR "@{word.word}" *'
        part += ")"
    return part


def filter_parts(query: JobQuery) -> list[str]:
    """Expressions for every filter but the distance; a wage between two steps is narrowed by row afterwards."""
    out: list[str] = []
    if query.kbji:
        out.append(any_of([f"_j{query.kbji}"]))
    if query.kbli:
        out.append(any_of([f"_b{query.kbli.lower()}"]))
    if query.education is not None and education_rank(query.education) < HIGHEST_RANK:
        out.append(any_of([f"_e{education_rank(query.education)}"]))
    if query.wage_from:
        reached = [step for step in WAGE_LADDER if step <= query.wage_from]
        if reached:
            out.append(any_of([f"_w{reached[-1]}"]))
    if query.shift is not None:
        out.append(any_of([f"_s{query.shift.value}"]))
    if query.placement is not None:
        out.append(any_of([f"_p{query.placement.value}"]))
    if query.no_experience:
        out.append(any_of(["_x"]))
    if query.disability:
        out.append(any_of(["_d"]))
    return out
