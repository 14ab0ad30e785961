"""What the station's index holds of a vacancy: its words, their stems, marks for what is rare, and bits for every filter.

Four kinds of token that cannot meet: a word of the work as written (``operator``), a word of a name (``@genuk``), a term of
the words rule (``~jahit``), and a mark (``_j8153``). Marks stand for places, groups of work and what few vacancies have: there a
list of its own is shorter than reading rows. Everything else is one bit of the row, compared while the words' lists are walked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from domain.search import AskedWord, is_known, name_terms, terms_of, tokens
from domain.seeker import EducationLevel
from domain.vacancy import PlacementKind, Shift, Vacancy
from domain.vacancy.search import JobQuery
from domain.vacancy.wording import body, conditions, education_rank, names, work
from kiosk.store.stemming import stem

HIGHEST_RANK: Final = education_rank(EducationLevel.S3)
GOOD_WAGE: Final = 5_000_000
"""Rupiah a month; those who tell as much carry a mark, so that the best paid of very many are found at once."""
WELL_PAID: Final = "_w"
_BEGINNER: Final = 1 << HIGHEST_RANK
_ACCESSIBLE: Final = 1 << (HIGHEST_RANK + 1)
_SHIFTS: Final = tuple(Shift)
_PLACEMENTS: Final = tuple(PlacementKind)
_LETTERS: Final = 26
_SHORTEST_PREFIX: Final = 2
_SHORTEST_NAME: Final = 3
_LISTED_PREFIX: Final = 3
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
    out = [f"_s{vacancy.shift.value}", place_mark(vacancy.site.kode)]
    parts = vacancy.site.kode.split(".")
    out += [area_mark(".".join(parts[:depth])) for depth in (2, 3) if len(parts) >= depth]
    out += [f"_j{vacancy.kbji[:length]}" for length in range(1, len(vacancy.kbji) + 1)]
    if wage_told(vacancy) >= GOOD_WAGE:
        out.append(WELL_PAID)
    if vacancy.kbli:
        out.append(f"_b{vacancy.kbli.lower()}")
    if vacancy.disability.welcome:
        out.append("_d")
    return out


def _shift_bit(shift: Shift) -> int:
    return 1 << (HIGHEST_RANK + 2 + _SHIFTS.index(shift))


def _placement_bit(placement: PlacementKind) -> int:
    return 1 << (HIGHEST_RANK + 2 + len(_SHIFTS) + _PLACEMENTS.index(placement))


def _sector_bit(kbli: str) -> int:
    letter = ord(kbli.upper()) - ord("A") if len(kbli) == 1 else -1
    return 1 << (HIGHEST_RANK + 2 + len(_SHIFTS) + len(_PLACEMENTS) + letter) if 0 <= letter < _LETTERS else 0


def bits(vacancy: Vacancy) -> int:
    """One bit per filter the vacancy meets; a level of education has its bit when the vacancy asks no more than that."""
    out = _shift_bit(vacancy.shift) | _placement_bit(vacancy.placement) | _sector_bit(vacancy.kbli)
    for rank in range(education_rank(vacancy.education.minimum), HIGHEST_RANK):
        out |= 1 << rank
    if not vacancy.experience_years:
        out |= _BEGINNER
    if vacancy.disability.welcome:
        out |= _ACCESSIBLE
    return out


def mask(query: JobQuery) -> int:
    """The bits a vacancy must have to meet the query's filters."""
    out = _sector_bit(query.kbli)
    if query.education is not None and education_rank(query.education) < HIGHEST_RANK:
        out |= 1 << education_rank(query.education)
    if query.shift is not None:
        out |= _shift_bit(query.shift)
    if query.placement is not None:
        out |= _placement_bit(query.placement)
    if query.no_experience:
        out |= _BEGINNER
    if query.disability:
        out |= _ACCESSIBLE
    return out


class Tokens(NamedTuple):
    """What both full-text tables hold of a vacancy, tokens with a space between; the words of its head, and those only in its body."""

    head: str
    body: str
    words: tuple[str, ...]
    deep_words: tuple[str, ...]


def tokens_of(vacancy: Vacancy) -> Tokens:
    """The tokens of one vacancy."""
    marked = marks(vacancy)
    stems = dict.fromkeys(_work_terms(conditions(vacancy))[1])
    shown: dict[str, None] = {}
    named: dict[str, None] = {}
    for text in work(vacancy):
        written, found = _work_terms(text)
        shown.update(dict.fromkeys(written))
        stems.update(dict.fromkeys(found))
    for text in names(vacancy):
        written, found = _named_terms(text)
        named.update(dict.fromkeys(written))
        stems.update(dict.fromkeys(found))
    head = (*shown, *(f"@{word}" for word in named), *(f"~{term}" for term in stems), *marked)
    deep: dict[str, None] = {}
    for text in body(vacancy):
        said = tokens(text[:_BODY_CHARACTERS])
        deep.update(dict.fromkeys(said))
        stems.update(dict.fromkeys(terms_of(said, stem)))
    shown.update(named)
    deeper = (*(f"~{term}" for term in stems), *marked)
    return Tokens(" ".join(head), " ".join(deeper), tuple(shown), tuple(deep.keys() - shown.keys()))


@lru_cache(maxsize=20_000)
def _work_terms(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a title or occupation, which many vacancies share, as written and as terms."""
    words = tokens(text)
    return words, terms_of(words, stem)


@lru_cache(maxsize=20_000)
def _named_terms(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The same for names of firms and places."""
    return tokens(text), name_terms(text, stem)


# --- questions --------------------------------------------------------------------------------------------------------
def any_of(found: Iterable[str]) -> str:
    """Full-text expression met by any of these tokens."""
    return "(" + " OR ".join(f'"{token.replace(chr(34), "")}"' for token in found) + ")"


def all_of(parts: Iterable[str]) -> str:
    """Full-text expression that meets all parts; empty when there is none."""
    return " AND ".join(part for part in parts if part)


def word_part(word: AskedWord, begins: Callable[[str], Sequence[str]] | None) -> str:
    """Expression for one word asked for. ``begins``: the index's words that begin so, for an unfinished one; None: whole words only.

    Of two and three letters the full-text index holds the lists ready; longer beginnings are few words, and each has its list.
    Names count from three letters on, and not for a word that already means some work ("art" is not Artha).
    """
    part = any_of(f"~{term}" for term in word.terms)
    if begins is None or not word.unfinished or len(word.word) < _SHORTEST_PREFIX:
        return part
    named = len(word.word) >= _SHORTEST_NAME and not is_known(word.word)
    more: list[str] = []
    if len(word.word) <= _LISTED_PREFIX:
        more = [f'"{word.word}" *', *([f'"@{word.word}" *'] if named else [])]
    else:
        for found in begins(word.word):
            more += [f'"{found}"', *([f'"@{found}"'] if named else [])]
    return f"({' OR '.join((part[1:-1], *more))})"


def work_part(kbji: str) -> str:
    """Expression for a group of work; empty for none."""
    return any_of([f"_j{kbji}"]) if kbji else ""
