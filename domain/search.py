"""Words of a search or of a vacancy to the terms both sides index: one rule at the kiosk and on the portal.

The stemmer (Snowball Indonesian) is passed in, because the domain imports nothing. Exceptions and synonyms are ours.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from domain.occupations import words_of

Stemmer: TypeAlias = Callable[[str], str]
#: Words whose Snowball stem is wrong or parts a family, and the term they become.
EXCEPTIONS: dict[str, str] = {}
#: Terms that mean the same work, and the one term of their family.
SYNONYMS: dict[str, str] = {}


def term(word: str, stem: Stemmer) -> str:
    """The indexed term of one lower-case word."""
    stemmed = EXCEPTIONS.get(word) or stem(word)
    return SYNONYMS.get(word) or SYNONYMS.get(stemmed, stemmed)


def terms(text: str, stem: Stemmer) -> tuple[str, ...]:
    """The terms of a text in its order, each once."""
    return tuple(dict.fromkeys(term(word, stem) for word in words_of(text)))
