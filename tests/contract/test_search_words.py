"""Station and portal make the same terms of the same words: both adapters against one golden file."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.search import EXCEPTIONS, FILLERS, PHRASES, SPELT, SYNONYMS, asked, is_known, root, spelt, term
from kiosk.store import stemming as station
from siker.vacancies import stemming as portal

GOLDEN = Path(__file__).parent.parent / "data" / "search_stems.csv"
FAMILIES = {
    "satpam": "security sekuriti penjaga", "sopir": "driver pengemudi mengemudi nyopir supir", "jahit": "menjahit penjahit njahit jait sewing",
    "prt": "art rewang pembantu", "pramuniaga": "spg spb", "kebersihan": "ob cleaning", "gudang": "warehouse pergudangan",
    "las": "mengelas pengelasan welder", "masak": "koki cook memasak masakan", "admin": "administrasi adm", "kasir": "cashier",
}  # fmt: skip


def rows() -> list[dict[str, str]]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("stems_of", "name_stems_of"),
    [(station.stems_of, station.name_stems_of), (portal.stems_of, portal.name_stems_of)], ids=["station", "portal"],
)  # fmt: skip
def test_both_sides_make_the_terms_of_the_golden_file(
    stems_of: Callable[..., str], name_stems_of: Callable[..., str]
) -> None:
    for row in rows():
        assert (stems_of(row["text"]), name_stems_of(row["text"])) == (row["terms"], row["name_terms"]), row["text"]


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_names_of_the_same_work_meet(family: str) -> None:
    for word in FAMILIES[family].split():
        assert asked(word + " ", station.stem)[0].terms[0] == family, word


@pytest.mark.parametrize("said", ["mau belajar", "bersedia diajari", "pembelajaran di tempat kerja"])
def test_who_looks_for_teaching_finds_no_learners(said: str) -> None:
    """Both are one root to the stemmer; most advertisements say they want people who are willing to learn."""
    assert "guru" not in station.stems_of(said).split()
    assert station.stems_of("mengajar") == station.stems_of("guru") == "guru"


def test_a_phrase_is_what_it_says_and_not_its_words() -> None:
    assert "satpam" not in station.stems_of("Penjaga Toko").split()
    assert "prt" not in station.stems_of("Pembantu produksi").split()
    assert station.name_stems_of("PT Aman Sentosa").split() == ["pt", "aman", "sentosa"]


def test_what_people_type_around_the_work_narrows_nothing() -> None:
    assert [word.word for word in asked("lowongan kerja satpam di dekat kota ", station.stem)] == ["satpam"]
    assert asked("cari lowongan kerja gaji 3 juta", station.stem) == ()
    for ending in ("dekat rumah", "dekat rumah ", "sekitar rumah", "cedhak omah"):
        assert [word.word for word in asked(f"kerja pabrik {ending}", station.stem)] == ["pabrik"]
    assert len(asked("satpam dekat rumah sakit", station.stem)) == 2


def test_the_proper_spelling_finds_the_same() -> None:
    assert spelt("operator jait") == "operator jahit"
    for typed, proper in SPELT.items():
        assert is_known(typed)
        assert proper not in SPELT
        assert term(typed, station.stem) == term(proper, station.stem), typed


def test_an_unfinished_word_offers_the_families_that_begin_so() -> None:
    assert "satpam" in asked("secur", station.stem)[0].terms
    assert not asked("secur ", station.stem)[0].unfinished


def test_the_tables_do_not_contradict_themselves() -> None:
    assert not FILLERS & SYNONYMS.keys()
    for word, base in EXCEPTIONS.items():
        assert root(base, station.stem) in {base, EXCEPTIONS.get(base), station.stem(base)}, word
    assert all(is_known(word) for word in (*EXCEPTIONS, *SYNONYMS, *FILLERS))
    assert all(len(phrase) > 1 for phrase in PHRASES)
    assert len(EXCEPTIONS) >= 150


def test_stemming_is_safe_from_many_threads() -> None:
    words = [row["text"].lower() for row in rows()] * 20
    alone = [station.stem.__wrapped__(word) for word in words]
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append([station.stem.__wrapped__(word) for word in words])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(result == alone for result in found)
