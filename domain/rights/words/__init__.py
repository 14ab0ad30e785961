"""The Indonesian wording of every step, question, notice and refusal: one module per right, keys and blanks only.

Another language is another mapping with the same keys, handed to ``Phrase.text``. Blanks are written
``{name:rp}`` (rupiah), ``{name:pct}`` (percent) or ``{name}`` (number, date or text). No rule lives here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from domain.rights.words import (
    asking,
    cuti,
    jaminan,
    jkp,
    lembur,
    phk,
    pkwt,
    pph21,
    prorata,
    refusing,
    sakit,
    shared,
    thr,
    umk,
)
from domain.rights.words.english import ENGLISH
from domain.rights.words.javanese import JAVANESE

_PARTS: tuple[Mapping[str, str], ...] = (
    shared.WORDS,
    asking.WORDS,
    refusing.WORDS,
    phk.WORDS,
    pkwt.WORDS,
    thr.WORDS,
    lembur.WORDS,
    jkp.WORDS,
    pph21.WORDS,
    umk.WORDS,
    cuti.WORDS,
    sakit.WORDS,
    prorata.WORDS,
    jaminan.WORDS,
)


def _merged() -> Mapping[str, str]:
    merged: dict[str, str] = {}
    for part in _PARTS:
        merged |= part
    return MappingProxyType(merged)


INDONESIAN: Mapping[str, str] = _merged()
# By the language codes of the text catalogue; Indonesian is the source.
CATALOGUES: Mapping[str, Mapping[str, str]] = MappingProxyType({"id": INDONESIAN, "jv": JAVANESE, "en": ENGLISH})
