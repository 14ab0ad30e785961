"""Suggests occupations (and other known words) while somebody types, forgiving beginnings, slips and spellings.

Pure and quick enough for every keystroke. It only proposes: what the person wrote is kept as written, and a text that
resembles nothing gives nothing. Codes are four-digit groups of KBJI 2014 (see ``assets/kbji/README.md`` for their certainty).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

MAX_WORDS = 80
_SHORT = 5
_SLIP = 2
_FILLERS = frozenset(
    "saya aku kula ingin mau pengin pengen kepengin jadi jd dadi dados sebagai sbg kerja bekerja pekerjaan nyambut gawe damel "
    "pedamelan bagian bag bidang di ing yang sing dan lan atau utawi untuk apa a an the as job work want to be".split()
)
_WEAK = frozenset("tukang petugas pegawai karyawan staf staff ahli pekerja buruh tenaga juru".split())


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation as offered on screen: KBJI group, its plain name, and what people call it.

    ``certain`` False: the office should confirm that this group is the right one.
    """

    kbji: str
    jabatan: str
    sebutan: tuple[str, ...] = ()
    certain: bool = True


def occupations_from(rows: Iterable[tuple[str, str, tuple[str, ...], bool]]) -> tuple[Occupation, ...]:
    """Occupations of rows somebody has read (code, name, other names, certain)."""
    return tuple(Occupation(kbji, jabatan, sebutan, certain) for kbji, jabatan, sebutan, certain in rows)


def words_of(text: str) -> tuple[str, ...]:
    """Lower-case words of letters and digits, without accents; at most ``MAX_WORDS`` characters of the text are read."""
    folded = unicodedata.normalize("NFKD", text[:MAX_WORDS].casefold())
    return tuple(re.findall(r"[^\W_]+", "".join(c for c in folded if not unicodedata.combining(c))))


def distance(left: str, right: str, limit: int) -> int:
    """Edits between two words (insert, delete, replace, swap neighbours); ``limit + 1`` when there are more than ``limit``."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    return min(_rows(left, right, limit)[-1], limit + 1)


def prefix_distance(typed: str, word: str, limit: int) -> int:
    """Fewest edits between ``typed`` and any beginning of ``word``; ``limit + 1`` when there are more than ``limit``."""
    return min(min(_rows(typed, word[: len(typed) + limit], limit)), limit + 1)


def _rows(left: str, right: str, limit: int) -> list[int]:
    """The last row of the edit table (optimal string alignment), cut short when every entry exceeds ``limit``."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        current = [i]
        for j, b in enumerate(right, 1):
            cost = min(row[j] + 1, current[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > limit and min(row) > limit:
            return [limit + 1] * (len(right) + 1)
        before, row = row, current
    return row


def _slips(length: int) -> int:
    """How many slips are forgiven in a typed word of this length."""
    return 0 if length < 4 else 1 if length < 8 else 2


def _letters(word: str) -> int:
    mask = 0
    for c in word:
        mask |= 1 << (ord(c) % 61)
    return mask


class WordIndex:
    """Names to look for: entry ``i`` is known by all the texts of ``names[i]``, the first being its proper name."""

    __slots__ = ("_holding", "_joined", "_phrases", "_vocabulary")

    def __init__(self, names: Sequence[Sequence[str]]) -> None:
        phrases = ((entry, place, words_of(text)) for entry, texts in enumerate(names) for place, text in enumerate(texts))
        self._phrases = tuple((entry, place, words) for entry, place, words in phrases if words)
        self._holding: dict[str, list[int]] = {}
        for at, (_, _, words) in enumerate(self._phrases):
            for word in words:
                self._holding.setdefault(word, []).append(at)
        self._vocabulary = {word: _letters(word) for word in self._holding}
        self._joined = tuple(
            (at, joined, _letters(joined)) for at, (_, _, words) in enumerate(self._phrases)
            if len(words) > 1 and (joined := "".join(words))
        )  # fmt: skip

    def find(self, text: str, limit: int = 6) -> tuple[int, ...]:
        """Entries for a typed text, best first: all its words must fit, or it must contain a whole name."""
        told = tuple(word for word in dict.fromkeys(words_of(text)) if word not in _FILLERS)
        strong = tuple(word for word in told if word not in _WEAK)
        if sum(map(len, strong)) < 2:
            strong = told
        if limit < 1 or sum(map(len, strong)) < 2:
            return ()
        costs = {word: self._costs(word) for word in told}
        near = {at for word in strong for known in costs[word] for at in self._holding[known]}
        scored = [(at, score) for at in near if (score := self._score(told, strong, costs, at)) is not None]
        best: dict[int, tuple[int, ...]] = {}
        for at, score in scored + self._without_spaces("".join(told)):
            entry = self._phrases[at][0]
            if entry not in best or score < best[entry]:
                best[entry] = score
        return tuple(sorted(best, key=lambda entry: (best[entry], entry))[:limit])

    def _score(
        self, told: tuple[str, ...], strong: tuple[str, ...], costs: dict[str, dict[str, int]], at: int
    ) -> tuple[int, ...] | None:
        """Sort key of one name, smallest best; None when it does not fit."""
        _, place, words = self._phrases[at]
        fits = {}
        for word in told:
            own = min((known for known in words if known in costs[word]), key=costs[word].__getitem__, default="")
            if own:
                fits[word] = (costs[word][own], own)
        missed = sum(word not in fits for word in strong)
        if missed:
            whole = {own for word, (cost, own) in fits.items() if cost == 0 or (cost == _SLIP and len(word) > _SHORT)}
            if any(own not in whole and own not in _WEAK for own in words) or not whole - _WEAK:
                return None
        slips = sum(cost // _SLIP for cost, _ in fits.values())
        unfinished = sum(cost % _SLIP for cost, _ in fits.values())
        spare = len(words) - len({own for _, own in fits.values()})
        return (2 * missed + (slips > 0), slips, unfinished + spare, len(told) - len(fits), int(place > 0))

    def _costs(self, typed: str) -> dict[str, int]:
        """Known words the typed word may stand for: 0 itself, 1 its beginning; slips only when neither is known."""
        found = {word: int(word != typed) for word in self._vocabulary if word.startswith(typed)}
        slips = _slips(len(typed))
        if found or not slips:
            return found
        letters, short = _letters(typed), len(typed) <= _SHORT
        for word, own in self._vocabulary.items():
            if (letters & ~own).bit_count() > slips or (short and word[0] != typed[0]):
                continue
            if (own & ~letters).bit_count() <= slips and (edits := distance(typed, word, slips)) <= slips:
                found[word] = _SLIP * edits
            elif not short and word[0] == typed[0] and len(word) > len(typed) and prefix_distance(typed, word, 1) <= 1:
                found[word] = _SLIP + 1
        return found

    def _without_spaces(self, typed: str) -> list[tuple[int, tuple[int, ...]]]:
        """Names that fit when nobody minds the spaces (cleaningservice), with their sort keys."""
        slips, letters = _slips(len(typed)), _letters(typed)
        out: list[tuple[int, tuple[int, ...]]] = []
        if not slips:
            return out
        for at, joined, own in self._joined:
            if joined.startswith(typed):
                out.append((at, (1, 0, int(joined != typed), 0, 1)))
            elif (letters & ~own).bit_count() <= slips and (own & ~letters).bit_count() <= slips:
                edits = distance(typed, joined, slips)
                if edits <= slips:
                    out.append((at, (1, edits, 0, 0, 1)))
        return out


@lru_cache(maxsize=16)
def _index(names: tuple[tuple[str, ...], ...]) -> WordIndex:
    return WordIndex(names)


@lru_cache(maxsize=4)
def _occupation_index(occupations: tuple[Occupation, ...]) -> WordIndex:
    return WordIndex([(item.jabatan, *item.sebutan) for item in occupations])


def suggest(words: str, occupations: Sequence[Occupation], limit: int = 6) -> tuple[Occupation, ...]:
    """At most ``limit`` occupations for what was typed so far, best first; empty when nothing resembles it."""
    held = tuple(occupations)
    return tuple(held[entry] for entry in _occupation_index(held).find(words, limit))


def suggest_texts(words: str, known: Sequence[tuple[str, ...]], limit: int = 6) -> tuple[str, ...]:
    """The same for skills, languages or majors: each known entry is its proper text and its other names."""
    held = tuple(known)
    return tuple(held[entry][0] for entry in _index(held).find(words, limit))
