"""The English wording, with the keys and blanks of the Indonesian one. Names the law gives stay Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from domain.rights.words.english import asking, shared, steps, steps_phk

ENGLISH: Mapping[str, str] = MappingProxyType({**shared.WORDS, **asking.WORDS, **steps.WORDS, **steps_phk.WORDS})
