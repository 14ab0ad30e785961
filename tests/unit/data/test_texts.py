"""Every problem and every choice has its words, in three languages that say the same, and the words keep the house's tone."""

import ast
import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import Enum
from pathlib import Path

import pytest

from assets.catalogue import LANGUAGES, say, texts
from devices.card.port import CardErrorCode, CardReadError
from devices.receipt.port import FailReason
from domain.ak1 import Ak1State
from domain.consent import Purpose
from domain.facts import DocumentKind, PrintOutcome
from domain.identity import EvidenceKind, IdentityLevel
from domain.nik import Sex
from domain.seeker import (
    Address,
    Disability,
    Draft,
    Education,
    EducationLevel,
    Experience,
    MaritalStatus,
    Religion,
    VisitPurpose,
    WishedJob,
    WishedPlace,
    WorkStatus,
)

ROOT = Path(__file__).resolve().parents[3]
TEXTS = ROOT / "assets" / "texts"
DEVICE_CODES = (
    "near_end printer_offline printer_unknown print_unconfirmed printer_unreachable printer_stalled printer_link_lost "
    "printer_no_answer printer_busy no_numbers store_unavailable disk_low not_enrolled copied_database newer_schema network_down"
).split()
FILES = ("problems.toml", "terms.toml")


def problems_made_in(folder: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """Code and names of the parameters of every ``Problem("…", {…})`` written in the folder's modules.

    A code chosen by a condition (``code = "a" if … else "b"``) counts with both its branches.
    """
    for file in sorted(folder.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        chosen = {
            target.id: node.value for node in ast.walk(tree) if isinstance(node, ast.Assign)
            for target in node.targets if isinstance(target, ast.Name)
        }  # fmt: skip
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem" and node.args):
                continue
            code, *rest = node.args
            if isinstance(code, ast.Name):
                code = chosen.get(code.id, code)
            params = rest[0] if rest else None
            keys = [key.value for key in params.keys if isinstance(key, ast.Constant)] if isinstance(params, ast.Dict) else []
            for branch in (code.body, code.orelse) if isinstance(code, ast.IfExp) else (code,):
                if isinstance(branch, ast.Constant) and isinstance(branch.value, str):
                    yield branch.value, frozenset(str(key) for key in keys)


ROOMS = ("domain", "devices", "kiosk", "sync", "siker")
MADE = sorted({made for room in ROOMS for made in problems_made_in(ROOT / room)}, key=lambda item: (item[0], sorted(item[1])))


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def leaves(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    out: dict[str, str] = {}
    for name, value in table.items():
        out |= leaves(value, f"{prefix}{name}.") if isinstance(value, Mapping) else {f"{prefix}{name}": str(value)}
    return out


def own(language: str, file: str) -> dict[str, str]:
    """What one language says itself, without falling back to Indonesian."""
    return leaves(tomllib.loads((TEXTS / language / file).read_text("utf-8")))


def test_the_scan_sees_the_problems_of_the_domain() -> None:
    codes = {code for code, _ in MADE}
    assert {"nik_too_short", "date_day_unreal", "wage_too_low", "serial_too_long", "known_check_locked"} <= codes
    assert len(codes) > 35


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("code", "params"), MADE, ids=[code for code, _ in MADE])
def test_every_problem_of_the_domain_has_its_sentence_and_only_known_blanks(language: str, code: str, params: frozenset[str]) -> None:
    assert blanks(texts(language)[f"problem.{code}"]) <= params
    assert blanks(texts(language).get(f"problem.{code}.staff", "")) <= params


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_of_device_and_station_has_a_sentence_for_citizen_and_staff(language: str) -> None:
    spoken = own(language, "problems.toml")
    assert [code for code in DEVICE_CODES if f"problem.{code}.text" not in spoken or f"problem.{code}.staff" not in spoken] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CardErrorCode)
def test_every_trouble_with_a_card_has_both_sentences(language: str, code: CardErrorCode) -> None:
    spoken = own(language, "problems.toml")
    key = f"problem.{CardReadError(code).problem.code}"
    assert {f"{key}.text", f"{key}.staff"} <= spoken.keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", FailReason)
def test_a_failed_print_s_reason_is_a_problem_with_both_sentences(language: str, reason: FailReason) -> None:
    spoken = texts(language)
    assert spoken[f"problem.{reason.value}"] != spoken[f"problem.{reason.value}.staff"]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_languages_hold_the_same_texts_with_the_same_blanks(language: str, file: str) -> None:
    source, translated = own("id", file), own(language, file)
    assert translated.keys() == source.keys()
    assert [key for key in source if blanks(source[key]) != blanks(translated[key])] == []


def test_the_sentences_are_translated_not_copied() -> None:
    spoken = {language: own(language, "problems.toml") for language in LANGUAGES}
    assert [key for key in spoken["id"] if len({spoken[language][key] for language in LANGUAGES}) < len(LANGUAGES)] == []


FORBIDDEN = re.compile(
    r"\b(?:tidak valid|invalid|error|eror|galat|required|wajib|maaf|sorry|please|nyuwun pangapunten|gagal|failed|kode kesalahan)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_citizen_reads_plain_sentences_without_blame_or_codes(language: str) -> None:
    for key, text in own(language, "problems.toml").items():
        if key.endswith(".text"):
            assert not FORBIDDEN.search(text), key
            assert text.endswith((".", "?")), key
            assert "_" not in re.sub(r"\{[a-z]+\}", "", text), key
            assert not re.search(r"\b[A-Z]{2,}_|0x", text), key
            assert len(text) <= 170, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_s_name_opens_its_sentence(language: str) -> None:
    """Names of fields begin with a capital, so they may only stand where a sentence begins."""
    for key, text in own(language, "problems.toml").items():
        assert "{field}" not in text or text.startswith("{field}"), key


TERMS: dict[str, type[Enum]] = {
    "purpose": VisitPurpose, "sex": Sex, "marital": MaritalStatus, "religion": Religion, "education": EducationLevel,
    "work_status": WorkStatus, "wished_place": WishedPlace, "disability": Disability, "consent": Purpose, "evidence": EvidenceKind,
    "ak1_state": Ak1State, "print_outcome": PrintOutcome, "document_kind": DocumentKind,
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("prefix", "kind"), TERMS.items(), ids=TERMS)
def test_every_choice_has_its_name_and_no_two_share_one(language: str, prefix: str, kind: type[Enum]) -> None:
    names = {key.removeprefix(prefix + "."): text for key, text in own(language, "terms.toml").items() if key.startswith(prefix + ".")}
    assert names.keys() == {item.value for item in kind}
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_levels_months_and_fields_have_their_names(language: str) -> None:
    spoken = own(language, "terms.toml")
    assert all(f"identity_level.{level.name.lower()}" in spoken for level in IdentityLevel)
    assert "identity_level.officer_seen" in spoken
    assert [spoken[f"month.{month}"] for month in range(1, 13)]
    asked = {field.name for kind in (Draft, Address, Education, Experience, WishedJob) for field in fields(kind)}
    inner = {"kode", "kbji", "domisili_sama", "upah_answered", "foto_sha256", "from_card"}
    assert sorted(name for name in asked - inner if f"field.{name}" not in spoken) == []


PARSERS = {"parse_free_text", "parse_date", "parse_year", "parse_rt_rw"}


def literal_fields() -> set[str]:
    """Every literal name of a field the domain puts into a problem or hands to a parser."""
    found: set[str] = set()
    for file in sorted((ROOT / "domain").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Dict(keys=keys, values=values):
                    for key, value in zip(keys, values, strict=True):
                        if isinstance(key, ast.Constant) and key.value == "field" and isinstance(value, ast.Constant):
                            found.add(str(value.value))
                case ast.Call(func=ast.Attribute(attr=parser), args=[_, ast.Constant(value=name), *_]) if parser in PARSERS:
                    found.add(str(name))
                case _:
                    pass
    return found


def test_every_field_a_problem_names_is_known_to_the_texts() -> None:
    assert {"kecamatan", "tahun_lulus"} <= literal_fields()
    assert sorted(name for name in literal_fields() if f"field.{name}" not in texts("id")) == []


def test_a_sentence_is_said_with_its_blanks_filled() -> None:
    assert say("id", "problem.nik_too_short", count=4, missing=12) == (
        "NIK harus 16 angka. Baru ada 4 angka, kurang 12 lagi. Lihat lagi KTP Anda."
    )
    assert say("en", "problem.text_empty", field=say("en", "field.sekolah")) == "Name of school is still empty. Type it, then go on."
    assert say("jv", "problem.date_empty", field=say("jv", "field.tanggal_lahir")).startswith("Tanggal lair dereng dipunisi.")


def test_a_language_we_do_not_speak_is_an_error() -> None:
    with pytest.raises(ValueError, match="no texts"):
        texts("nl")
    with pytest.raises(KeyError):
        say("id", "problem.no_such_thing")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", FailReason)
def test_a_printer_s_trouble_promises_neither_saved_data_nor_an_officer(language: str, reason: FailReason) -> None:
    """The banner shows it before anything is saved; what is saved is said by the page that knows it."""
    assert not re.search("simpan|saved|simpen|Petugas akan|officer will|Petugas badhe", say(language, f"problem.{reason.value}"))


def test_javanese_forbids_in_words_that_cannot_be_read_as_done() -> None:
    """``sampun dipun…`` alone says that it happened; a prohibition is ``sampun ngantos``. One word names paper."""
    files = ("pages.toml", "problems.toml", "rights_pages.toml", "jobs_pages.toml")
    spoken = {key: text for file in files for key, text in own("jv", file).items()}
    done = {"page.photo.have", "page.end.text_none", "page.rights_print.end"}
    assert {key for key, text in spoken.items() if re.search(r"\bsampun dipun", text, re.IGNORECASE)} == done
    wrong = re.compile("dluwang|pangecap|kula asta|kertu(?:nipun)? (?:taksih )?lumampah", re.IGNORECASE)
    assert [key for key, text in spoken.items() if wrong.search(text)] == []
