"""The record of an electronic identity card (KTP-el), from a chip or from any other source.

Field order on the chip: 21 quoted, comma-separated values; the meaning of positions 16 to 18 and 20 is not public,
so they are kept out of the record. Nothing here proves that a record is genuine: that is evidence (``domain.identity``).
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from domain.text import strip_controls

CHIP_FIELDS = 21
_CHIP_ORDER: tuple[str | None, ...] = (
    "nik", "alamat", "rt", "rw", "tempat_lahir", "kecamatan", "kel_desa", "kab_kota", "jenis_kelamin", "gol_darah",
    "agama", "status_perkawinan", "pekerjaan", "nama", "tanggal_lahir", "provinsi", None, None, None,
    "kewarganegaraan", None,
)  # fmt: skip


class RecordMalformedError(ValueError):
    """The chip's text is not a KTP-el record; the message never quotes the text."""


@dataclass(frozen=True, slots=True)
class KtpRecord:
    """What the card says about its holder. All values are text as printed; dates are ``DD-MM-YYYY``."""

    nik: str
    nama: str
    tempat_lahir: str = ""
    tanggal_lahir: str = ""
    jenis_kelamin: str = ""
    gol_darah: str = ""
    alamat: str = ""
    rt: str = ""
    rw: str = ""
    kel_desa: str = ""
    kecamatan: str = ""
    kab_kota: str = ""
    provinsi: str = ""
    agama: str = ""
    status_perkawinan: str = ""
    pekerjaan: str = ""
    kewarganegaraan: str = ""
    berlaku_hingga: str = ""

    def __repr__(self) -> str:
        return "KtpRecord(…)"  # never personal data in logs or tracebacks


RECORD_FIELDS: tuple[str, ...] = tuple(f.name for f in fields(KtpRecord))


def parse_chip_record(text: str) -> KtpRecord:
    """Parse the text of file 6FF1: exactly 21 quoted fields split on ``","``.

    Raises RecordMalformedError when the count or the NIK's form is wrong.
    """
    body = text.strip().strip("\x00").strip()
    if not body.startswith('"'):
        raise RecordMalformedError("record does not start with a quote")
    parts = body[1:].removesuffix('"').split('","')
    if len(parts) != CHIP_FIELDS:
        raise RecordMalformedError(f"expected {CHIP_FIELDS} fields, found {len(parts)}")
    values = {name: strip_controls(part).strip() for name, part in zip(_CHIP_ORDER, parts, strict=True) if name is not None}
    nik = values["nik"]
    if len(nik) != 16 or not nik.isascii() or not nik.isdigit():
        raise RecordMalformedError("NIK is not 16 digits")
    if not values["nama"]:
        raise RecordMalformedError("name is empty")
    return KtpRecord(**values)
