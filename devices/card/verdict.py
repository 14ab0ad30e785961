"""Judges a result line: what the kiosk may believe, and what breaks the protocol's promises.

A reader's process may claim only what it was asked, what it said it can give, and what this station grants it.
"""

from __future__ import annotations

import re
from datetime import datetime

import msgspec

from devices.card.port import CLAIMS, CardErrorCode, CardRead, CardReadError, Want
from devices.card.wire import Record, Result
from domain.identity import Evidence, EvidenceKind
from domain.ktp import KtpRecord, RecordMalformedError, parse_chip_record
from domain.text import strip_controls

_DATE = re.compile(r"[0-9]{2}-[0-9]{2}-[0-9]{4}")
_NIK = re.compile(r"[0-9]{16}")


def judge(
    result: Result, asked: frozenset[Want], *, keyed: bool, method: str, adapter: str, at: datetime, presence: int | None
) -> CardRead:
    """Turn a result into a read; raises CardReadError (DEVICE_FAULT for a broken promise, RECORD_MALFORMED)."""
    allowed = frozenset({EvidenceKind.CARD_PRESENT}).union(*(CLAIMS[want] for want in asked))
    kinds = [claim.kind for claim in result.evidence]
    if not allowed.issuperset(kinds):
        raise CardReadError(CardErrorCode.DEVICE_FAULT, "claim-not-granted")
    if len(set(kinds)) != len(kinds) or EvidenceKind.CARD_PRESENT not in kinds:
        raise CardReadError(CardErrorCode.DEVICE_FAULT, "claims-incomplete")
    has_record = result.record is not None or result.chip_text is not None
    if (has_record and Want.RECORD not in asked) or (result.photo is not None and Want.PHOTO not in asked):
        raise CardReadError(CardErrorCode.DEVICE_FAULT, "more-than-asked")
    if Want.RECORD in asked and not has_record:
        raise CardReadError(CardErrorCode.RECORD_MALFORMED, "record-missing")
    if result.uid_hmac is not None and not keyed:
        raise CardReadError(CardErrorCode.DEVICE_FAULT, "hmac-without-key")
    if result.photo is not None and not (result.photo.startswith(b"\xff\xd8") and result.photo.endswith(b"\xff\xd9")):
        raise CardReadError(CardErrorCode.RECORD_MALFORMED, "photo-not-jpeg")
    return CardRead(
        uid_hmac=result.uid_hmac,
        record=_record(result),
        photo=result.photo,
        evidence=tuple(Evidence(c.kind, True, method, adapter, at, c.reference) for c in result.evidence),
        presence=presence,
    )


def _record(result: Result) -> KtpRecord | None:
    if result.chip_text is not None:
        try:
            record = parse_chip_record(result.chip_text)
        except RecordMalformedError:
            raise CardReadError(CardErrorCode.RECORD_MALFORMED, "chip-text") from None
    elif result.record is not None:
        record = _cleaned(result.record)
    else:
        return None
    if not _NIK.fullmatch(record.nik) or not record.nama:
        raise CardReadError(CardErrorCode.RECORD_MALFORMED, "nik-or-name")
    if record.tanggal_lahir and not _DATE.fullmatch(record.tanggal_lahir):
        raise CardReadError(CardErrorCode.RECORD_MALFORMED, "birth-date")
    return record


def _cleaned(record: Record) -> KtpRecord:
    values: dict[str, str] = {}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        values[name] = strip_controls(value).strip() if isinstance(value, str) else ""
    return KtpRecord(**values)


def record_line(record: KtpRecord) -> Record:
    """The wire form of a record, for programs that already hold one."""
    return msgspec.convert({name: getattr(record, name) for name in Record.__struct_fields__}, Record)
