"""Snowball Indonesian for the words rule at SIKER. The only module here that knows the library."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Final

from snowballstemmer.indonesian_stemmer import IndonesianStemmer  # type: ignore[import-untyped]

from domain.search import name_terms, terms

_local: Final = threading.local()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Snowball stem of one lower-case word. Safe on any thread: the library's object is not, so each thread has its own."""
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        stemmer = _local.stemmer = IndonesianStemmer()
    return str(stemmer.stemWord(word))


def stems_of(*texts: str) -> str:
    """The indexed terms of texts, with a space between; each text's once, in order."""
    return " ".join(dict.fromkeys(term for text in texts for term in terms(text, stem)))


def name_stems_of(*names: str) -> str:
    """The same for names of firms and places, which have no synonyms."""
    return " ".join(dict.fromkeys(term for name in names for term in name_terms(name, stem)))
