"""Words of a search or of a vacancy to the terms both sides index: one rule at the kiosk and on the portal.

The stemmer (Snowball Indonesian) is passed in, because the domain imports nothing. Exceptions, synonyms and fillers are ours
(``domain.search_words``). What is indexed: ``terms`` of every text. What is asked: ``asked`` of the words typed; every
``AskedWord`` must be met, by any one of its terms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from domain.search_words import EXCEPTIONS, FILLERS, IDLE_ENDINGS, PHRASES, SPELT, SYNONYMS

Stemmer: TypeAlias = Callable[[str], str]
MAX_ASKED: Final = 120
"""Characters of a typed search that are read; what follows cannot narrow it sensibly."""
_LONGEST: Final = max(len(phrase) for phrase in PHRASES)
_STARTS: Final = frozenset(phrase[0] for phrase in PHRASES)
_NEAR_FROM: Final = 3
_WORD = re.compile(r"[^\W_]+")


def tokens(text: str) -> tuple[str, ...]:
    """Lower-case words of letters and digits, without accents, in their order."""
    folded = text.casefold()
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    return tuple(_WORD.findall(folded))


def root(word: str, stem: Stemmer) -> str:
    """The stem of one lower-case word, with our exceptions."""
    return EXCEPTIONS.get(word) or stem(word)


def term(word: str, stem: Stemmer) -> str:
    """The indexed term of one lower-case word: its family's, else its stem."""
    family = SYNONYMS.get(word)
    if family is not None:
        return family
    stemmed = root(word, stem)
    return SYNONYMS.get(stemmed, stemmed)


def _parts(words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The words in groups: a phrase with its family, or one word with an empty one. The longest phrase wins."""
    at = 0
    while at < len(words):
        if words[at] in _STARTS:
            for length in range(min(_LONGEST, len(words) - at), 1, -1):
                family = PHRASES.get(words[at : at + length])
                if family is not None:
                    yield words[at : at + length], family
                    at += length
                    break
            else:
                yield (words[at],), ""
                at += 1
        else:
            yield (words[at],), ""
            at += 1


def terms(text: str, stem: Stemmer) -> tuple[str, ...]:
    """What is indexed of a text: its terms in order, each once, fillers left out.

    Inside a phrase the words keep their own stems, so that "penjaga toko" is shop work and no watchman's.
    """
    return terms_of(tokens(text), stem)


def terms_of(words: tuple[str, ...], stem: Stemmer) -> tuple[str, ...]:
    """``terms`` of a text that is already ``tokens``."""
    found: dict[str, None] = {}
    for group, family in _parts(words) if not _STARTS.isdisjoint(words) else (((word,), "") for word in words):
        if family:
            found[family] = None
            found.update((root(word, stem), None) for word in group if word not in FILLERS)
        elif group[0] not in FILLERS:
            found[term(group[0], stem)] = None
    return tuple(found)


def name_terms(text: str, stem: Stemmer) -> tuple[str, ...]:
    """What is indexed of a name (a firm, a place): its words' own stems and no family, so that PT Aman is no watchman."""
    return tuple(dict.fromkeys(root(word, stem) for word in tokens(text)))


@dataclass(frozen=True, slots=True)
class AskedWord:
    """One thing asked for. ``word`` as typed (words of a phrase with a space between); ``terms``: any of them meets it.

    ``unfinished``: the last word while somebody types; then any word that begins with it meets it too.
    """

    word: str
    terms: tuple[str, ...]
    unfinished: bool = False


def _near(beginning: str) -> tuple[str, ...]:
    """Families with a name that begins so, for an unfinished word; none for one or two letters."""
    if len(beginning) < _NEAR_FROM:
        return ()
    return tuple(dict.fromkeys(family for name, family in SYNONYMS.items() if name.startswith(beginning)))


def _without_idle_end(words: tuple[str, ...]) -> tuple[str, ...]:
    return next((words[: -len(end)] for end in IDLE_ENDINGS if words[-len(end) :] == end), words)


def asked(text: str, stem: Stemmer) -> tuple[AskedWord, ...]:
    """What somebody asks for with these words; empty when there is nothing but fillers. Numbers alone are left out.

    The last word counts as unfinished unless a space follows it.
    """
    text = text[:MAX_ASKED]
    words = _without_idle_end(tokens(text))
    typing = bool(words) and (text[-1].isalnum())
    out: list[AskedWord] = []
    seen = 0
    for group, family in _parts(words):
        seen += len(group)
        unfinished = typing and seen == len(words)
        if family:
            out.append(AskedWord(" ".join(group), (family,)))
            continue
        word = group[0]
        if word in FILLERS or (word.isdigit() and not unfinished) or (word.isdigit() and out):
            continue
        near = _near(word) if unfinished else ()
        own = (term(word, stem), root(word, stem))
        out.append(AskedWord(word, tuple(dict.fromkeys((*own, *near))), unfinished))
    return tuple(out)


def is_known(word: str) -> bool:
    """Whether our own tables know the word, so that it is not taken for a slip."""
    return word in FILLERS or word in SYNONYMS or word in EXCEPTIONS


def in_phrases(words: tuple[str, ...]) -> tuple[bool, ...]:
    """For each word, whether it stands in a name of more than one word that we know."""
    return tuple(bool(family) for group, family in _parts(words) for _ in group)


def spelt(words: str) -> str:
    """Lower-case words in their proper spelling, to tell people what was searched; it finds what the words as typed find."""
    return " ".join(SPELT.get(word, word) for word in words.split(" "))


def known_words() -> tuple[str, ...]:
    """Every single word of our tables, for mending slips."""
    return tuple({*SYNONYMS, *EXCEPTIONS})
