"""The text catalogue: every sentence people see, by language and key, from ``assets/texts/<language>/*.toml``.

One catalogue serves screen, paper, command line and server, so a sentence is written and translated once.
Tables in the TOML files nest into dotted keys: ``[problem]`` / ``nik_empty = "…"`` is ``problem.nik_empty``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

LANGUAGES = ("id", "jv", "en")
SOURCE_LANGUAGE = "id"


def _flatten(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    out: dict[str, str] = {}
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping):
            out |= _flatten(value, key + ".")
        elif isinstance(value, str):
            if key.removesuffix(".text") in out:
                raise ValueError(f"two texts for {key}")
            out[key.removesuffix(".text")] = value
        else:
            raise ValueError(f"{key} is not a text")
    return out


@cache
def texts(language: str) -> Mapping[str, str]:
    """All texts of a language; a key the language lacks falls back to Indonesian (a test keeps them complete).

    Raises ValueError for a language we do not speak, or two files defining the same key.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no texts in {language!r}")
    merged: dict[str, str] = dict(texts(SOURCE_LANGUAGE)) if language != SOURCE_LANGUAGE else {}
    own: dict[str, str] = {}
    folder = resources.files("assets") / "texts" / language
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".toml"):
            found = _flatten(tomllib.loads(file.read_text("utf-8")))
            if twice := own.keys() & found.keys():
                raise ValueError(f"{language}/{file.name} repeats {sorted(twice)[0]}")
            own |= found
    return MappingProxyType(merged | own)


def say(language: str, key: str, **params: str | int) -> str:
    """One sentence with its blanks filled. Raises KeyError for an unknown key or blank."""
    return texts(language)[key].format_map(params)
