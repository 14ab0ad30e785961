"""Is this really a document, and a harmless one? Judged by its content, never by its name or by what the browser says.

Pictures are drawn anew, which drops everything that is no picture (a hidden archive, a script, the place where the photo was
taken). A PDF must begin and end as one and may hold no program and no other file.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass

import filetype
from PIL import Image, ImageOps, UnidentifiedImageError

FILE_MAX = 4 * 1024 * 1024
PIXELS_MAX = 40_000_000
SIDE_MAX = 3000
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
ENDINGS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
NAME_MAX = 80
_TAIL = re.compile(rb"%%EOF[\s\x00]{0,64}\Z")
_ACTIVE = re.compile(rb"/(?:(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA)\b|JS\s*(?:[(<]|\d+\s+\d+\s+R))")
"""Names of what runs or carries something. ``/JS`` counts with its value only: three signs alone stand in every other scan by chance."""

_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
"""How a name may hide its letters: ``/J#61vaScript`` (ISO 32000-1, 7.3.5)."""


class DocumentRefusedError(Exception):
    """This file is not taken; ``str`` is the sentence for the person."""


@dataclass(frozen=True, slots=True)
class Document:
    """A checked document, ready to be sealed."""

    name: str
    content_type: str
    content: bytes

    def __repr__(self) -> str:
        return f"Document({self.content_type}, {len(self.content)} bytes)"


EMPTY = "Berkas ini kosong. Pilih berkas lain, atau simpan dulu berkasnya lalu coba lagi."
TOO_LARGE = f"Berkas ini terlalu besar. Paling besar {FILE_MAX // 1024 // 1024} MB. Untuk foto, pilih ukuran yang lebih kecil."
WRONG_KIND = "Berkas ini bukan PDF, JPG, atau PNG. Simpan sebagai PDF, atau foto saja dokumennya, lalu unggah lagi."
BROKEN_PDF = "PDF ini rusak atau berisi tambahan lain di ujungnya. Simpan ulang sebagai PDF, lalu unggah lagi."
ACTIVE_PDF = "PDF ini berisi program atau berkas lain di dalamnya, jadi tidak kami terima. Simpan ulang sebagai PDF biasa."
BROKEN_PICTURE = "Gambar ini tidak bisa dibuka. Foto ulang dokumennya, lalu unggah lagi."
HUGE_PICTURE = "Gambar ini terlalu lebar atau terlalu tinggi. Pilih ukuran foto yang lebih kecil."


def clean_name(name: str, content_type: str) -> str:
    """A file name without folders and control signs, with the ending its content has."""
    last = re.split(r"[\\/]", name)[-1]
    stem = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*').rsplit(".", 1)[0].strip(" .")
    return (stem[:NAME_MAX] or "dokumen") + ENDINGS[content_type]


def examine(name: str, content: bytes) -> Document:
    """The document as it will be kept. Raises DocumentRefusedError."""
    if not content:
        raise DocumentRefusedError(EMPTY)
    if len(content) > FILE_MAX:
        raise DocumentRefusedError(TOO_LARGE)
    kind = filetype.guess_mime(content)
    if kind not in ENDINGS:
        raise DocumentRefusedError(WRONG_KIND)
    kept = _pdf(content) if kind == PDF else _picture(content, kind)
    return Document(clean_name(name, kind), kind, kept)


def _pdf(content: bytes) -> bytes:
    if not re.match(rb"%PDF-[12]\.\d", content):
        raise DocumentRefusedError(WRONG_KIND)
    if not _TAIL.search(content[-256:]):
        raise DocumentRefusedError(BROKEN_PDF)
    if _ACTIVE.search(_HEX.sub(lambda sign: bytes.fromhex(sign[1].decode()), content)):
        raise DocumentRefusedError(ACTIVE_PDF)
    return content


def _picture(content: bytes, kind: str) -> bytes:
    form = "JPEG" if kind == JPEG else "PNG"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=(form,)) as found:
                if found.width * found.height > PIXELS_MAX:
                    raise DocumentRefusedError(HUGE_PICTURE)
                found.load()
                upright = ImageOps.exif_transpose(found)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise DocumentRefusedError(HUGE_PICTURE) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning):
        raise DocumentRefusedError(BROKEN_PICTURE) from None
    upright.thumbnail((SIDE_MAX, SIDE_MAX))
    out = io.BytesIO()
    if form == "JPEG":
        upright.convert("RGB").save(out, form, quality=88, optimize=True)
    else:
        upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB").save(out, form, optimize=True)
    return out.getvalue()
