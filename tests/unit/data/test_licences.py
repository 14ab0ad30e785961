"""Whatever we deliver with the product is named in docs/licences.md, and the texts of the licences are there."""

import re
from collections.abc import Iterable, Iterator
from configparser import ConfigParser
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[3]
LISTED = (ROOT / "docs" / "licences.md").read_text("utf-8")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for() -> list[str]:
    """What setup.cfg asks for at run time, on station and server."""
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", "utf-8")
    return [line for extra in ("shared", "kiosk", "server") for line in config["options.extras_require"][extra].split("\n") if line]


def delivered(requirements: Iterable[str], extras: frozenset[str] = frozenset(), seen: set[str] | None = None) -> Iterator[str]:
    """Every installed distribution behind the requirements, through all of theirs."""
    seen = set() if seen is None else seen
    for text in requirements:
        wanted = Requirement(text)
        if wanted.marker is not None and not any(wanted.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            continue
        if normal(wanted.name) in seen:
            continue
        seen.add(normal(wanted.name))
        try:
            found = distribution(wanted.name)
        except PackageNotFoundError:
            continue
        yield found.metadata["Name"]
        yield from delivered(found.requires or (), frozenset(wanted.extras), seen)


def test_every_library_we_deliver_is_listed_with_its_licence() -> None:
    needed = set(delivered(asked_for()))
    assert {"cryptography", "Django", "SQLAlchemy"} <= needed
    words = {normal(word) for word in re.findall(r"[A-Za-z0-9_.-]+", LISTED)}
    assert sorted(name for name in needed if normal(name) not in words) == []


def test_the_licence_of_our_own_code_is_complete() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.count("Apache License") >= 2
    assert "END OF TERMS AND CONDITIONS" in text


@pytest.mark.parametrize("path", ["assets/fonts/OFL-AtkinsonHyperlegibleNext.txt", "assets/wilayah/ODbL-1.0.txt"])
def test_what_comes_from_elsewhere_brings_its_licence(path: str) -> None:
    assert (ROOT / path).stat().st_size > 1000
    assert path.rsplit("/", 1)[0] in LISTED
