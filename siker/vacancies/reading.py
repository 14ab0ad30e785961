"""A vacancy in words, part by part, for the firm's own page and for officers, with what a change would do to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from domain.vacancy import LegalLimit, LimitKind, Places, Site, Vacancy, Wage
from siker.vacancies import public_words, words
from siker.web import places
from siker.web.words import day_text, term

EMPTY = "–"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words in a changed text. ``kind``: same, gone, new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of a vacancy: as it is public, and as it is proposed."""

    label: str
    now: str
    then: str
    pieces: tuple[Piece, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the change touches it."""
        return self.now != self.then


def count_text(count: Places) -> str:
    """``40 (laki-laki 10, perempuan 10, keduanya boleh 20)``"""
    split = [(count.men, "laki-laki"), (count.women, "perempuan"), (count.either, "laki-laki atau perempuan")]
    return f"{count.total} orang: " + ", ".join(f"{number} {name}" for number, name in split if number) if count.total else EMPTY


def _wage(wage: Wage) -> str:
    """The wage as everybody reads it, and whether they do."""
    text = public_words.wage_text(replace(wage, shown=True))
    return text if wage.shown or text == public_words.NOT_TOLD else f"{text} (tidak ditampilkan)"


def site_text(site: Site) -> str:
    """The whole address of the work."""
    named = places.label(site.kode) if site.kode else ""
    return ", ".join(part for part in (site.alamat, named, site.negara) if part) or EMPTY


def limit_text(limit: LegalLimit) -> str:
    """A limit with its reason."""
    value = {"L": "khusus laki-laki", "P": "khusus perempuan"}.get(limit.value, limit.value)
    shown = f"{value} tahun" if limit.kind in {LimitKind.AGE_MIN, LimitKind.AGE_MAX} else value
    return f"{words.LIMIT_NAMES[limit.kind.value]}: {shown}" + (f", karena {limit.reason}" if limit.reason else "")


def parts(vacancy: Vacancy) -> dict[str, str]:
    """Every part in words, in the order people read it."""
    needs, access = vacancy.education, vacancy.disability
    extras = [text for holds, text in ((vacancy.training, "pelatihan"), (vacancy.transport, "transpor")) if holds]
    kinds = ", ".join(term("disability", kind.value) for kind in access.kinds)
    welcome = "terbuka" + (f": {kinds}" if kinds else "") + (f". {access.note}" if access.note else "")
    contact = [part for part in (vacancy.contact_name, vacancy.contact_phone, vacancy.contact_email) if part]
    return {
        "Nama lowongan": vacancy.title, "Golongan jabatan": f"{vacancy.jabatan} ({vacancy.kbji})" if vacancy.kbji else "belum digolongkan",
        "Bidang usaha": words.sector_name(vacancy.kbli), "Uraian": vacancy.description or EMPTY, "Jumlah": count_text(vacancy.places),
        "Ikatan kerja": public_words.CONTRACTS[vacancy.contract], "Penempatan": public_words.PLACEMENTS[vacancy.placement],
        "Tempat kerja": site_text(vacancy.site),
        "Pendidikan": term("education", needs.minimum.value) + " atau lebih" if needs.minimum else "apa pun boleh",
        "Jurusan": ", ".join(needs.majors) or "apa pun boleh",
        "Pengalaman": f"{vacancy.experience_years} tahun" if vacancy.experience_years else "tanpa pengalaman boleh",
        "Keterampilan": ", ".join(vacancy.skills) or EMPTY, "Upah": _wage(vacancy.wage), "Waktu kerja": public_words.SHIFTS[vacancy.shift],
        "Jam kerja": vacancy.hours or EMPTY, "Fasilitas": ", ".join([*extras, *([vacancy.benefits] if vacancy.benefits else [])]) or EMPTY,
        "Disabilitas": welcome if access.welcome else "belum disebut", "Batas khusus": "; ".join(map(limit_text, vacancy.limits)) or "tidak ada",
        "Masa tayang": f"{day_text(vacancy.valid_from)} sampai {day_text(vacancy.valid_until)}", "Kontak": ", ".join(contact) or EMPTY,
        "WLLP": (f"sudah dilaporkan {vacancy.wllp.number}".strip() if vacancy.wllp.reported else "belum dilaporkan"),
    }  # fmt: skip


def lines(public: Vacancy | None, proposed: Vacancy) -> list[PartLine]:
    """Every part of a proposed version, beside what is public now when there is something."""
    then = parts(proposed)
    now = parts(public) if public is not None else then
    return [PartLine(label, now[label], text, difference(now[label], text) if now[label] != text else ()) for label, text in then.items()]


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Word by word, what goes and what comes."""
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    found: list[Piece] = []
    for step, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            found.append(Piece("same", "".join(old[a:b])))
            continue
        found += [Piece(kind, text) for kind, text in (("gone", "".join(old[a:b])), ("new", "".join(new[c:d]))) if text]
    return tuple(found)
