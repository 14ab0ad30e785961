"""Languages and appearance switch live on every page; every sentence exists in all three languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from assets.catalogue import LANGUAGES, texts
from domain.visit.pages import Page
from domain.visit.state import VisitState
from tests.ui.stage import Stage
from ui.devdock.samples import visits
from ui.jobs import GROUPS as FILTER_GROUPS
from ui.rights_wording import GROUPS

QML = Path("ui/qml")
_KEY = re.compile(r'I18n\.t\["([^"]+)"\]')
_BUILT = re.compile(r'I18n\.t\["([^"]+)" \+')


def _leaves(table: dict[str, object], prefix: str = "") -> set[str]:
    found: set[str] = set()
    for name, value in table.items():
        found |= _leaves(value, f"{prefix}{name}.") if isinstance(value, dict) else {f"{prefix}{name}"}
    return found


def _pages(language: str) -> set[str]:
    files = [Path(f"assets/texts/{language}/{name}.toml") for name in ("pages", "rights_pages", "jobs_pages")]
    return {key for file in files for key in _leaves(tomllib.loads(file.read_text("utf-8")))}


def test_every_language_has_the_same_sentences() -> None:
    assert _pages("id") == _pages("jv") == _pages("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_used_in_qml_exists(language: str) -> None:
    used = {key for file in QML.rglob("*.qml") for key in _KEY.findall(file.read_text("utf-8"))}
    assert len(used) > 100
    assert used - texts(language).keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_built_at_run_time_exist(language: str) -> None:
    prefixes = {key for file in QML.rglob("*.qml") for key in _BUILT.findall(file.read_text("utf-8"))}
    assert prefixes == {"ui.language.", "page.rights_topics.group.", "page.jobs_filters.group."}
    known = texts(language)
    assert {f"page.jobs_filters.group.{name}" for name in FILTER_GROUPS} <= known.keys()
    assert {f"page.rights_topics.group.{name}" for name in GROUPS} <= known.keys()
    assert {f"ui.language.{name}" for name in LANGUAGES} <= known.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_blanks_are_the_same_in_every_language(language: str) -> None:
    def blanks(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    own, source = texts(language), texts("id")
    keys = {key.removesuffix(".text") for key in _pages("id")}
    assert [key for key in keys if blanks(own[key]) != blanks(source[key])] == []


def test_no_page_speaks_like_an_office() -> None:
    stiff = re.compile(r"\b(silakan|mohon|wajib diisi|tidak valid|invalid|gagal|maaf)\b", re.IGNORECASE)
    assert [key for key in _pages("id") if stiff.search(texts("id")[key.removesuffix(".text")])] == []


def test_language_switches_live_and_keeps_what_was_typed(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.NAME))
    stage.type("siti")
    stage.touch("Bahasa")
    stage.touch("Basa Jawa")
    assert "Sinten asma panjenengan?" in stage.words()
    assert stage.field().property("text") == "SITI"
    stage.touch("Basa")
    stage.touch("English")
    assert "What is your name?" in stage.words()
    assert stage.has("space")
    assert stage.field().property("text") == "SITI"
    stage.type("a")
    assert stage.field().property("text") == "SITIA"


def test_an_error_is_translated_too(stage: Stage) -> None:
    stage.flow.put(visits()["nik_short"])
    stage.settle()
    assert "Baru ada 4 angka" in stage.words()
    stage.touch("Bahasa")
    stage.touch("English")
    assert "Baru ada 4 angka" not in stage.words()
    assert texts("en")["problem.nik_too_short"].format(count=4, missing=12) in stage.words()


def test_chosen_words_keep_their_meaning_in_another_language(stage: Stage) -> None:
    stage.flow.put(visits()["skills_empty"])
    stage.touch("Menjahit")
    stage.touch("Bahasa")
    stage.touch("English")
    assert bool(stage.named("Sewing").property("chosen"))
    stage.touch("Continue")
    assert stage.flow.state.draft.keterampilan == ("Menjahit",)


def test_large_text_and_contrast_switch_on_the_first_page_and_later(stage: Stage) -> None:
    size = stage.named("Kartu kuning (AK/I)").property("implicitHeight")
    stage.touch("Huruf besar")
    assert stage.flow.state.large_text
    stage.touch("Kontras tinggi")
    assert stage.flow.state.high_contrast
    corner = stage.window.grabWindow().pixelColor(3, 3)
    assert (corner.red(), corner.green(), corner.blue()) == (0, 0, 0)
    assert stage.named("Kartu kuning (AK/I)").property("implicitHeight") > 0.6 * size
    stage.touch("Kartu kuning (AK/I)")
    stage.touch("Warna biasa")
    assert not stage.flow.state.high_contrast
    assert stage.flow.state.large_text


@pytest.mark.parametrize("page", list(Page))
def test_language_size_and_contrast_are_on_every_page_at_the_same_place(stage: Stage, page: Page) -> None:
    name = "existing_card" if page is Page.EXISTING_CARD else page.value
    stage.settle()
    places = {name: stage.named(name).mapToScene(stage.named(name).position()) for name in ("Bahasa", "Huruf besar", "Kontras tinggi")}
    stage.flow.put(visits()[name])
    stage.settle()
    for tool, place in places.items():
        assert stage.named(tool).mapToScene(stage.named(tool).position()) == place
