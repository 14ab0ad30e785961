"""From the words somebody typed to what the index is asked, typing slips mended from the terms that open vacancies have.

Only terms that could find something are proposed. Candidates come from PostgreSQL's trigrams or from the vocabulary in
memory; which of them is meant is judged the same way for both. Reads only.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.db import connection

from domain.occupations import distance
from domain.search import AskedWord, asked, is_known, known_words, root, spelt, term
from siker.vacancies.stemming import stem

_FORGET_S = 60.0
_SHORTEST = 4
_LONG = 6
_CANDIDATES = 40
_FEW = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What every hit must meet: any one of ``terms``. ``shown``: the word as it is told to the person."""

    shown: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How the typed words are understood. ``corrected``: the words with their slips mended, empty when there were none."""

    wanted: tuple[Wanted, ...] = ()
    corrected: str = ""


class Vocabulary:
    """All terms of open vacancies, remembered for a minute by this process."""

    def __init__(self) -> None:
        self._words: frozenset[str] = frozenset()
        self._by_length: dict[int, tuple[str, ...]] = {}
        self._until = 0.0

    def forget(self) -> None:
        """Read them again at the next question."""
        self._until = 0.0

    def words(self) -> frozenset[str]:
        """Every term."""
        now = time.monotonic()
        if now >= self._until:
            table = "SELECT word FROM vacancies_word" if connection.vendor == "postgresql" else "SELECT term FROM vacancies_vocabulary"
            with connection.cursor() as cursor:
                cursor.execute(table)
                self._words = frozenset(row[0] for row in cursor.fetchall())
            lengths: dict[int, list[str]] = {}
            for word in {*self._words, *known_words()}:
                lengths.setdefault(len(word), []).append(word)
            self._by_length = {length: tuple(sorted(words)) for length, words in lengths.items()}
            self._until = now + _FORGET_S
        return self._words

    def of_length(self, shortest: int, longest: int) -> list[str]:
        """Terms and our own words of these lengths, to compare a slip with."""
        self.words()
        return [word for length in range(shortest, longest + 1) for word in self._by_length.get(length, ())]


vocabulary = Vocabulary()


def read(text: str) -> Reading:
    """Understand typed words; nothing but fillers gives an empty reading, which finds everything.

    A word that resembles nothing is left out when others remain, so that one stray word does not hide everything.
    """
    known = vocabulary.words()
    out, strange = list[Wanted](), list[AskedWord]()
    mended = False
    for word in asked(text.strip(), stem):
        wanted = _understood(word, known)
        if wanted is None and (better := mend(word.word)):
            wanted, mended = Wanted(better, _terms_of(better)), True
        if wanted is None:
            strange.append(word)
        else:
            out.append(wanted)
    if strange and not out:
        out = [Wanted(word.word, word.terms) for word in strange]
        strange = []
    return Reading(tuple(out), spelt(" ".join(word.shown for word in out)) if mended or strange else "")


def _terms_of(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((term(word, stem), root(word, stem))))


def _understood(word: AskedWord, known: frozenset[str]) -> Wanted | None:
    """The word as it stands, or as the beginning of known terms; None when it looks like a slip."""
    own = word.terms if " " in word.word else _terms_of(word.word)
    if any(item in known for item in own) or word.word.isdigit():
        return Wanted(word.word, own)
    if len(word.word) >= _SHORTEST - 1:
        families = [item for item in word.terms if item in known]
        longer = [item for item in known if item.startswith(word.word)]
        if families or longer:
            return Wanted(word.word, tuple(dict.fromkeys((*families, *sorted(longer, key=lambda item: (len(item), item))[:_FEW]))))
    return Wanted(word.word, own) if is_known(word.word) else None


def mend(word: str) -> str:
    """The known word that was probably meant; empty when nothing is near enough or the word is too short to tell."""
    if len(word) < _SHORTEST:
        return ""
    limit = 1 if len(word) < _LONG else 2
    best: tuple[int, bool, int, str] | None = None
    for candidate in _candidates(word, limit):
        edits = distance(word, candidate, limit)
        if edits > limit:
            continue
        key = (edits, candidate[0] != word[0], abs(len(candidate) - len(word)), candidate)
        if best is None or key < best:
            best = key
    return best[3] if best else ""


def _candidates(word: str, limit: int) -> list[str]:
    if connection.vendor == "postgresql" and _has_trigrams():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT word FROM vacancies_word WHERE word %% %s ORDER BY word <-> %s LIMIT %s", (word, word, _CANDIDATES)
            )
            found = [row[0] for row in cursor.fetchall()]
        return found + [known for known in known_words() if abs(len(known) - len(word)) <= limit]
    return vocabulary.of_length(len(word) - limit, len(word) + limit)


_trigrams: dict[str, bool] = {}


def _has_trigrams() -> bool:
    """Whether the extension is there; asked once for each database."""
    name = str(connection.settings_dict["NAME"])
    if name not in _trigrams:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
            _trigrams[name] = cursor.fetchone() is not None
    return _trigrams[name]
