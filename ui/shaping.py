"""How typed text looks while it is typed: NIK in fours, dates in parts, money with dots. Pure functions plus a QML door.

Only appearance: whether a text is right is decided by ``domain.fields`` when it is answered.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from domain.text import only_digits

QML_IMPORT_NAME = "Anjungan.View"
QML_IMPORT_MAJOR_VERSION = 1

NIK_LIMIT, DATE_LIMIT, MONEY_LIMIT, PHONE_LIMIT, YEAR_LIMIT, RT_LIMIT = 20, 8, 9, 15, 4, 3
_LIMITS = {"nik": NIK_LIMIT, "date": DATE_LIMIT, "money": MONEY_LIMIT, "phone": PHONE_LIMIT, "year": YEAR_LIMIT, "rt": RT_LIMIT}
_LIMITS |= {"rupiah": 12, "count": 4, "sen": 12, "decimal": 7}
_PLACES = {"sen": 2, "decimal": 4}
TEXT_LIMIT = 200


def is_digits_only(kind: str) -> bool:
    """Whether a kind of field takes digits alone."""
    return kind in _LIMITS  # and, for numbers with decimals, one comma


def clean(kind: str, typed: str) -> str:
    """The bare text of what stands in a field: digits for number fields, at most as many as make sense."""
    if kind in _PLACES:
        return _with_comma(typed.replace(".", ""), _LIMITS[kind], _PLACES[kind])
    if kind in {"rupiah", "count"}:
        digits = only_digits(typed)
        return str(int(digits))[: _LIMITS[kind]] if digits else ""
    if kind in _LIMITS:
        digits = only_digits(typed)
        return digits.lstrip("0")[:MONEY_LIMIT] if kind == "money" else digits[: _LIMITS[kind]]
    return typed[:TEXT_LIMIT]


def _with_comma(typed: str, limit: int, places: int) -> str:
    whole, comma, rest = typed.partition(",")
    digits = only_digits(whole)[:limit]
    digits = str(int(digits)) if digits else ("0" if comma else "")
    return f"{digits},{only_digits(rest)[:places]}" if comma else digits


def _grouped(digits: str, sizes: tuple[int, ...], gap: str) -> str:
    out, at = [], 0
    for size in sizes:
        if part := digits[at : at + size]:
            out.append(part)
        at += size
    if rest := digits[at:]:
        out.append(rest)
    return gap.join(out)


def shape(kind: str, bare: str) -> str:
    """The bare text as it is shown."""
    match kind:
        case "nik":
            return _grouped(bare, (4, 4, 4, 4), " ")
        case "phone":
            return _grouped(bare, (4, 4, 4), " ")
        case "date":
            return _grouped(bare, (2, 2, 4), " / ")
        case "money" | "rupiah":
            return thousands(int(bare)) if bare.isdigit() else bare
        case "sen":
            whole, comma, rest = bare.partition(",")
            return (thousands(int(whole)) if whole.isdigit() else whole) + comma + rest
        case _:
            return bare


def thousands(amount: int) -> str:
    """An amount with dots between thousands, as Indonesian money is written."""
    return f"{amount:,}".replace(",", ".")


@QmlElement
@QmlSingleton
class Shaping(QObject):
    """The functions above for QML."""

    @Slot(str, str, result=str)
    def clean(self, kind: str, typed: str) -> str:
        return clean(kind, typed)

    @Slot(str, str, result=str)
    def shape(self, kind: str, bare: str) -> str:
        return shape(kind, bare)

    @Slot(str, result=bool)
    def digitsOnly(self, kind: str) -> bool:  # noqa: N802
        return is_digits_only(kind)
