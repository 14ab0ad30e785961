"""Reading the rule tables: text in, checked rows out.

``parse_tables`` takes text that somebody else has read (name of file to its content) and either gives a complete,
non-overlapping :class:`LegalTables` or refuses, naming the file and the row. It must not open files, and no rate
or bracket is written in code.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from domain.rights.codes import BRACKETS, MONEY, OPTIONAL_SCALARS, PROVISIONS, SCALARS, TIMES, Bounds
from domain.rights.numbers import Exact, exact_decimal
from domain.rights.result import Certainty, Source, Topic
from domain.rights.rows import (
    REGION_PREFIX,
    BracketRow,
    LegalTables,
    ProvisionRow,
    ReasonRow,
    RemarkRow,
    Row,
    ScalarRow,
)

PACKAGE_FILE = "paket.toml"
_DEFAULTS = "bawaan"
_KINDS = ("nilai", "tangga", "alasan", "ketentuan", "catatan")
_ORIGIN_KEYS = frozenset({"pasal", "berlaku_sejak", "berlaku_sampai", "sumber", "diverifikasi", "kepastian", "catatan"})
_OWN_KEYS: Mapping[str, frozenset[str]] = {
    "nilai": frozenset({"kode", "nilai"}),
    "tangga": frozenset({"kode", "mulai", "nilai"}),
    "alasan": frozenset({"kode", "huruf", "uraian", "up_kali", "upmk_kali", "uang_pisah"}),
    "ketentuan": frozenset({"kode", "tanggal"}),
    "catatan": frozenset({"kode", "topik", "teks", "hanya_pengali_di_bawah_satu"}),
}
_OPTIONAL = frozenset({"berlaku_sampai", "catatan", "tanggal", "hanya_pengali_di_bawah_satu"})


class LegalTableError(Exception):
    """A table that must not be used: which file, which row, what is wrong with it (for the office, in Indonesian)."""

    def __init__(self, file: str, row: str, problem: str) -> None:
        super().__init__(f"{file}: {row}: {problem}")
        self.file = file
        self.row = row
        self.problem = problem


def parse_tables(texts: Mapping[str, str]) -> LegalTables:
    """Tables from the text of every file of one package. Raises :class:`LegalTableError` naming file and row."""
    if PACKAGE_FILE not in texts:
        raise LegalTableError(PACKAGE_FILE, "(berkas)", "berkas tidak ada")
    version, reference_date = _parse_package(texts[PACKAGE_FILE])
    rows: list[Row] = []
    for file in sorted(texts):
        if file != PACKAGE_FILE:
            rows.extend(_parse_file(file, texts[file]))
    _refuse_overlaps(rows)
    tables = LegalTables(version, reference_date, digest_of(texts), tuple(rows))
    _refuse_gaps(tables)
    return tables


def digest_of(texts: Mapping[str, str]) -> str:
    """SHA-256 over names and contents in name order; any edit anywhere changes it."""
    whole = hashlib.sha256()
    for file in sorted(texts):
        content = texts[file].encode("utf-8")
        whole.update(f"{file}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


def _load(file: str, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, ArithmeticError, ValueError, RecursionError) as error:
        raise LegalTableError(file, "(berkas)", f"bukan TOML yang sah: {error}") from None


def _parse_package(text: str) -> tuple[str, date]:
    content = _load(PACKAGE_FILE, text)
    version = content.get("versi")
    reference = content.get("tanggal_acuan")
    if not isinstance(version, str) or not version.strip():
        raise LegalTableError(PACKAGE_FILE, "versi", "harus teks yang tidak kosong")
    if not isinstance(reference, date) or isinstance(reference, datetime):
        raise LegalTableError(PACKAGE_FILE, "tanggal_acuan", "harus tanggal, misalnya 2026-11-23")
    if extra := content.keys() - {"versi", "tanggal_acuan"}:
        raise LegalTableError(PACKAGE_FILE, sorted(extra)[0], "kunci tidak dikenal")
    return version, reference


def _parse_file(file: str, text: str) -> list[Row]:
    content = _load(file, text)
    defaults = content.pop(_DEFAULTS, {})
    if not isinstance(defaults, dict) or defaults.keys() - _ORIGIN_KEYS:
        raise LegalTableError(file, _DEFAULTS, "hanya boleh berisi keterangan asal baris")
    rows: list[Row] = []
    for kind, listed in content.items():
        if kind not in _KINDS:
            raise LegalTableError(file, kind, f"jenis baris tidak dikenal; yang ada: {', '.join(_KINDS)}")
        if not isinstance(listed, list):
            raise LegalTableError(file, kind, f"tulis sebagai [[{kind}]]")
        for index, raw in enumerate(listed, start=1):
            if not isinstance(raw, dict):
                raise LegalTableError(file, f"{kind}[{index}]", "harus berisi kunci dan nilai")
            rows.append(_Raw(file, kind, index, defaults | raw).row())
    return rows


class _Raw:
    """One row before it is trusted; every accessor refuses with the row's name."""

    def __init__(self, file: str, kind: str, index: int, content: dict[str, object]) -> None:
        self.file = file
        self.kind = kind
        self.content = content
        start = f" mulai {content['mulai']}" if "mulai" in content else ""
        since = content.get("berlaku_sejak")
        self.name = f"{kind}[{index}] {content.get('kode', '?')}{start} ({since if since else 'tanpa tanggal'})"

    def refused(self, problem: str) -> LegalTableError:
        return LegalTableError(self.file, self.name, problem)

    def row(self) -> Row:
        allowed = _OWN_KEYS[self.kind] | _ORIGIN_KEYS
        if extra := self.content.keys() - allowed:
            raise self.refused(f"kunci {sorted(extra)[0]!r} tidak dikenal")
        if absent := allowed - _OPTIONAL - self.content.keys():
            raise self.refused(f"kunci {sorted(absent)[0]!r} belum ada")
        origin, code = self.origin(), self.text("kode")
        match self.kind:
            case "nilai":
                bounds = SCALARS.get(code) or OPTIONAL_SCALARS.get(code)
                if bounds is None and code.startswith(REGION_PREFIX):
                    bounds = MONEY
                if bounds is None:
                    raise self.refused(f"kode {code!r} tidak dikenal")
                return ScalarRow(origin, code, self.number("nilai", bounds))
            case "tangga":
                if code not in BRACKETS:
                    raise self.refused(f"kode {code!r} tidak dikenal")
                start = self.number("mulai", Bounds(Fraction(0), Fraction(10**12), whole=True))
                return BracketRow(origin, code, start.numerator, self.number("nilai", BRACKETS[code][1]))
            case "alasan":
                return ReasonRow(
                    origin,
                    code,
                    self.text("huruf"),
                    self.text("uraian"),
                    self.number("up_kali", TIMES),
                    self.number("upmk_kali", TIMES),
                    self.flag("uang_pisah"),
                )
            case "ketentuan":
                if code not in PROVISIONS:
                    raise self.refused(f"kode {code!r} tidak dikenal")
                return ProvisionRow(origin, code, self.day("tanggal") if "tanggal" in self.content else None)
            case _:
                below_one = "hanya_pengali_di_bawah_satu" in self.content and self.flag("hanya_pengali_di_bawah_satu")
                return RemarkRow(origin, code, self.topics(), self.text("teks"), below_one)

    def origin(self) -> Source:
        valid_from = self.day("berlaku_sejak")
        valid_to = self.day("berlaku_sampai") if "berlaku_sampai" in self.content else None
        if valid_to is not None and valid_to < valid_from:
            raise self.refused("berlaku_sampai mendahului berlaku_sejak")
        certainty = self.text("kepastian")
        if certainty not in {str(mark) for mark in Certainty}:
            raise self.refused(f"kepastian {certainty!r} tidak dikenal; yang ada: {', '.join(Certainty)}")
        remark = self.text("catatan") if "catatan" in self.content else ""
        return Source(
            self.file,
            f"{self.file} {self.name}",
            self.text("pasal"),
            valid_from,
            valid_to,
            self.texts("sumber"),
            self.day("diverifikasi"),
            Certainty(certainty),
            remark,
        )

    def text(self, key: str) -> str:
        value = self.content[key]
        if not isinstance(value, str) or not value.strip():
            raise self.refused(f"{key} harus teks yang tidak kosong")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.content[key]
        if not isinstance(value, list) or not value or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.refused(f"{key} harus daftar teks yang tidak kosong")
        return tuple(str(item) for item in value)

    def topics(self) -> tuple[Topic, ...]:
        names = self.texts("topik")
        known = {str(topic) for topic in Topic}
        if unknown := [name for name in names if name not in known]:
            raise self.refused(f"topik {unknown[0]!r} tidak dikenal")
        return tuple(Topic(name) for name in names)

    def day(self, key: str) -> date:
        value = self.content[key]
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.refused(f"{key} harus tanggal, misalnya 2026-01-01")
        return value

    def flag(self, key: str) -> bool:
        value = self.content[key]
        if not isinstance(value, bool):
            raise self.refused(f"{key} harus true atau false")
        return value

    def number(self, key: str, bounds: Bounds) -> Exact:
        value = self.content[key]
        exact: Exact | None = None
        if isinstance(value, int) and not isinstance(value, bool):
            exact = value
        elif isinstance(value, Decimal):
            exact = exact_decimal(value)
        if exact is None:
            raise self.refused(f"{key} harus angka")
        if bounds.whole and exact.denominator != 1:
            raise self.refused(f"{key} harus angka bulat")
        if not bounds.low <= exact <= bounds.high:
            raise self.refused(f"{key} di luar batas wajar ({bounds.low} sampai {bounds.high})")
        return exact


def _start_of(row: Row) -> int:
    return row.start if isinstance(row, BracketRow) else 0


def _refuse_overlaps(rows: list[Row]) -> None:
    """Two rows of the same thing may not hold on the same day."""
    seen: dict[tuple[type[Row], str, int], list[Row]] = {}
    for row in rows:
        for other in seen.setdefault((type(row), row.code, _start_of(row)), []):
            starts_before_end = other.origin.valid_to is None or row.origin.valid_from <= other.origin.valid_to
            ends_after_start = row.origin.valid_to is None or other.origin.valid_from <= row.origin.valid_to
            if starts_before_end and ends_after_start:
                raise LegalTableError(
                    row.origin.file,
                    row.origin.row.removeprefix(f"{row.origin.file} "),
                    f"masa berlakunya bertumpuk dengan {other.origin.row}",
                )
        seen[type(row), row.code, _start_of(row)].append(row)


def _refuse_gaps(tables: LegalTables) -> None:
    """Everything the calculators need must hold on the reference date, and every ladder must begin at its first rung."""
    day = tables.reference_date
    law = tables.on(day)
    needed: tuple[tuple[Iterable[str], Mapping[str, object]], ...] = (
        (SCALARS, law.scalars),
        (BRACKETS, law.ladders),
        (sorted(PROVISIONS), law.provisions),
    )
    for codes, in_force in needed:
        for code in codes:
            if code not in in_force:
                raise LegalTableError("(paket)", code, f"tidak ada baris yang berlaku pada tanggal acuan {day}")
    if not law.reasons:
        raise LegalTableError("(paket)", "alasan", f"tidak ada alasan PHK yang berlaku pada tanggal acuan {day}")
    for code, (first, _) in BRACKETS.items():
        rungs = [row for row in tables.rows if isinstance(row, BracketRow) and row.code == code]
        for rung in rungs:
            # The ladder can only change where a rung begins or the day after one ends.
            changes = [rung.origin.valid_from]
            if rung.origin.valid_to is not None and rung.origin.valid_to < date.max:
                changes.append(rung.origin.valid_to + timedelta(days=1))
            holding = [[other.start for other in rungs if other.origin.holds_on(day)] for day in changes]
            lowest = max((min(starts) for starts in holding if starts), default=first)
            if lowest != first:
                raise LegalTableError(
                    rung.origin.file,
                    rung.origin.row.removeprefix(f"{rung.origin.file} "),
                    f"tangga {code} harus mulai dari {first}, yang terendah {lowest}",
                )
