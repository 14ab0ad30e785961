"""Reads the tables about vacancies shipped with the program: words to look at (as text) and the sections of KBLI.

What a word means is ``domain.vacancy.limiting_words``; sources and certainty stand in ``assets/vacancy/README.md``.
"""

from __future__ import annotations

import csv
import io
import tomllib
from functools import cache
from importlib import resources


@cache
def wording_text() -> str:
    """The table of words (``domain.vacancy.limiting_words.parse_wording`` takes it)."""
    return (resources.files("assets") / "vacancy" / "wording.toml").read_text("utf-8")


@cache
def sectors() -> tuple[tuple[str, str], ...]:
    """Letter and name of every section of KBLI, in the order of the letters."""
    text = (resources.files("assets") / "kbli" / "sektor.csv").read_text("utf-8")
    header, *rows = csv.reader(io.StringIO(text))
    if header != ["huruf", "nama"] or any(len(row) != len(header) for row in rows):
        raise ValueError("kbli/sektor.csv has other columns than huruf, nama")
    return tuple((letter, name) for letter, name in rows)


@cache
def remark_sentences() -> dict[str, tuple[str, str]]:
    """By the code of a remark: what the employer reads and what an officer reads; an empty one is not said to that reader."""
    text = (resources.files("assets") / "vacancy" / "remarks.toml").read_text("utf-8")
    return {code: (str(row["perusahaan"]), str(row["petugas"])) for code, row in tomllib.loads(text).items()}
