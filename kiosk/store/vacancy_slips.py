"""Mends typing slips in a search that found nothing: the nearest word that vacancies really use, or that our tables know.

Only asked when there were no hits. Known words stay as typed; a word that resembles nothing is left out, so that one stray
word does not hide everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from domain.search import in_phrases, is_known, known_words, spelt, tokens
from domain.search_words import FILLERS

_SHORTEST: Final = 4
_LONG: Final = 6
_LOOKED_AT: Final = 40


class Vocabulary:
    """The words of the index with how many vacancies hold each, and the words of our tables."""

    def __init__(self, rows: Iterable[tuple[str, int]]) -> None:
        """``rows``: word and count."""
        self._held: dict[str, int] = dict(rows)
        choices = self._held.keys() | set(known_words())
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(choices):
            if not word.isdigit():
                self._by_length.setdefault(len(word), []).append(word)

    def mend(self, text: str) -> str:
        """The words with slips mended and strangers left out, properly spelt; empty when that changes nothing or leaves no work."""
        words = tokens(text)
        mended = [word if known or self._knows(word) else self.nearest(word) for word, known in zip(words, in_phrases(words), strict=True)]
        kept = [word for word in mended if word]
        if all(word in FILLERS for word in kept):
            return ""
        better = spelt(" ".join(kept))
        return better if better != " ".join(words) else ""

    def _knows(self, word: str) -> bool:
        return word in self._held or is_known(word) or word.isdigit()

    def nearest(self, word: str) -> str:
        """The word meant, or empty: one slip in short words, two in long ones; then the same first letter, then the commonest."""
        if len(word) < _SHORTEST:
            return ""
        slips = 1 if len(word) < _LONG else 2
        choices = [known for length in range(len(word) - slips, len(word) + slips + 1) for known in self._by_length.get(length, ())]
        found = process.extract(
            word, choices, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=_LOOKED_AT, processor=None
        )
        best = min(
            found, default=None,
            key=lambda item: (item[1], item[0][0] != word[0], len(item[0]) < _SHORTEST, -self._held.get(item[0], 0), item[0]),
        )  # fmt: skip
        return "" if best is None else str(best[0])
