"""The calculators' wording by language; what a language does not say itself is said in Indonesian (see ``Phrase.text``)."""

from __future__ import annotations

from collections.abc import Mapping

from domain.rights.words import CATALOGUES, INDONESIAN


def rights_words(language: str) -> Mapping[str, str]:
    """The catalogue of a language, Indonesian where there is none."""
    return CATALOGUES.get(language, INDONESIAN)
