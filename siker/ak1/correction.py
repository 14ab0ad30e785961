"""The correction form: every answer of AK/II as typed text, judged by ``domain.fields``, typed text kept beside its problem.

Nothing here writes; the view hands the finished registration to ``ak1.desk.correct``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from domain import fields, seeker
from domain.nik import Sex, parse_nik
from domain.problems import Problem
from siker.web.words import problem_text, term

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Parser = Callable[[str], T | Problem]

SCHOOL_ROWS, JOB_ROWS, WISH_ROWS, LINES_MAX = 5, 5, 5, 20
CHOICE_UNKNOWN = "choice_unknown"


@dataclass(slots=True)
class Box:
    """One field of the page: what was typed, and the problem beside it."""

    name: str
    label: str
    text: str
    kind: str = "text"
    options: Sequence[tuple[str, str]] = ()
    hint: str = ""
    error: str = ""

    @property
    def summary(self) -> str:
        """The error for the list above the form, with the label said once."""
        return self.error if self.error.startswith(self.label) else f"{self.label}: {self.error}"


@dataclass(slots=True)
class Section:
    """Fields under one heading."""

    title: str
    boxes: list[Box] = field(default_factory=list)


def choices(kind: type[E], group: str) -> list[tuple[str, str]]:
    """The values of a closed list with their names."""
    return [(item.value, term(group, item.value)) for item in kind]


def typed_from(answers: seeker.Registration) -> dict[str, str]:
    """The answers as they would have been typed."""
    person = answers.biodata
    typed = {
        "tujuan": answers.tujuan.value, "nik": person.nik.value, "nama": person.nama, "tempat_lahir": person.tempat_lahir,
        "tanggal_lahir": f"{person.tanggal_lahir:%d-%m-%Y}", "jenis_kelamin": person.jenis_kelamin.value,
        "telepon": answers.telepon, "email": answers.email, "status_perkawinan": answers.status_perkawinan.value,
        "agama": answers.agama.value, "status_kerja": answers.status_kerja.value,
        "tempat_diinginkan": answers.tempat_diinginkan.value,
        "upah_diinginkan": "" if answers.upah_diinginkan is None else str(answers.upah_diinginkan),
        "keterampilan": "\n".join(answers.keterampilan), "bahasa": "\n".join(answers.bahasa),
    }  # fmt: skip
    for prefix, place in (("alamat", person.alamat), ("domisili", answers.domisili)):
        typed |= {f"{prefix}.{name}": getattr(place, name) for name in _PLACE_FIELDS}
    for n, school in enumerate(answers.pendidikan):
        typed |= {f"sekolah{n}.jenjang": school.jenjang.value, f"sekolah{n}.sekolah": school.sekolah}
        typed |= {f"sekolah{n}.jurusan": school.jurusan, f"sekolah{n}.tahun": str(school.tahun_lulus or "")}
    for n, job in enumerate(answers.pengalaman):
        typed |= {f"kerja{n}.pemberi": job.pemberi_kerja, f"kerja{n}.jabatan": job.jabatan}
        typed |= {f"kerja{n}.masuk": str(job.tahun_masuk), f"kerja{n}.keluar": str(job.tahun_keluar or "")}
    for n, wish in enumerate(answers.pekerjaan_diinginkan):
        typed[f"ingin{n}"] = wish.kata
    for item in answers.disabilitas:
        typed[f"disabilitas.{item.value}"] = "on"
    return typed


_PLACE_FIELDS = ("jalan", "rt", "rw", "kel_desa", "kecamatan", "kab_kota", "provinsi")


class CorrectionForm:
    """Reads what was typed, once: ``answers`` is the corrected registration, or None while a box has an error."""

    def __init__(self, before: seeker.Registration, typed: Mapping[str, str], today: date) -> None:
        self.sections: list[Section] = []
        self._before, self._typed, self._today = before, typed, today
        self._failed = False
        self.answers: seeker.Registration | None = self._read()

    @property
    def errors(self) -> list[Box]:
        """The boxes with a problem, for the summary at the top."""
        return [box for section in self.sections for box in section.boxes if box.error]

    def _section(self, title: str) -> None:
        self.sections.append(Section(title))

    def _text(self, name: str) -> str:
        return self._typed.get(name, "").replace("\x00", "").strip()[:4000]

    def _box(self, name: str, label: str, kind: str = "text", options: Sequence[tuple[str, str]] = (), hint: str = "") -> Box:
        box = Box(name, label, self._text(name), kind, options, hint)
        self.sections[-1].boxes.append(box)
        return box

    def _fail(self, box: Box, problem: Problem) -> None:
        box.error = problem_text(problem) if problem.code != CHOICE_UNKNOWN else "Pilih salah satu."
        self._failed = True

    def _ask(self, name: str, label: str, parse: Parser[T], otherwise: T, *, optional: bool = False, hint: str = "") -> T:
        box = self._box(name, label, hint=hint)
        if optional and not box.text:
            return otherwise
        value = parse(box.text)
        if isinstance(value, Problem):
            self._fail(box, value)
            return otherwise
        return value

    def _choose(self, name: str, label: str, kind: type[E], group: str, otherwise: E) -> E:
        box = self._box(name, label, "select", choices(kind, group))
        try:
            return kind(box.text)
        except ValueError:
            self._fail(box, Problem(CHOICE_UNKNOWN))
            return otherwise

    def _lines(self, name: str, label: str) -> tuple[str, ...]:
        box = self._box(name, label, "lines", hint="Satu per baris.")
        found: list[str] = []
        for line in box.text.splitlines()[:LINES_MAX]:
            if not line.strip():
                continue
            value = fields.parse_free_text(line, name)
            if isinstance(value, Problem):
                self._fail(box, value)
            else:
                found.append(value)
        return tuple(dict.fromkeys(found))

    def _read(self) -> seeker.Registration | None:
        before = self._before
        self._section("Data diri")
        biodata = self._biodata(before.biodata)
        self._section("Alamat di KTP")
        biodata = replace(biodata, alamat=self._place("alamat", before.biodata.alamat))
        self._section("Alamat tinggal sekarang")
        home = self._place("domisili", before.domisili)
        self._section("Kontak")
        phone = self._ask("telepon", "Nomor telepon", fields.parse_phone, before.telepon)
        email = self._ask("email", "Alamat email", fields.parse_email, "", optional=True, hint="Boleh kosong.")
        self._section("Keadaan")
        marital = self._choose(
            "status_perkawinan", "Status perkawinan", seeker.MaritalStatus, "marital", before.status_perkawinan
        )
        religion = self._choose("agama", "Agama", seeker.Religion, "religion", before.agama)
        work = self._choose("status_kerja", "Status kerja", seeker.WorkStatus, "work_status", before.status_kerja)
        impaired = self._disabilities()
        self._section("Pendidikan")
        schools = self._schools(before, biodata.tanggal_lahir)
        self._section("Kemampuan")
        skills, languages = self._lines("keterampilan", "Keterampilan"), self._lines("bahasa", "Bahasa")
        self._section("Pengalaman kerja")
        jobs = self._jobs(biodata.tanggal_lahir)
        self._section("Pekerjaan yang diinginkan")
        purpose = self._choose("tujuan", "Tujuan", seeker.VisitPurpose, "purpose", before.tujuan)
        wishes = self._wishes(before)
        where = self._choose("tempat_diinginkan", "Tempat kerja", seeker.WishedPlace, "wished_place", before.tempat_diinginkan)
        wage = self._wage()
        if self._failed:
            return None
        return replace(
            before, tujuan=purpose, biodata=biodata, telepon=phone, email=email, status_perkawinan=marital, agama=religion,
            domisili=home, pendidikan=schools, keterampilan=skills, bahasa=languages, pengalaman=jobs,
            pekerjaan_diinginkan=wishes, tempat_diinginkan=where, upah_diinginkan=wage, status_kerja=work, disabilitas=impaired,
        )  # fmt: skip

    def _biodata(self, before: seeker.Biodata) -> seeker.Biodata:
        return seeker.Biodata(
            nik=self._ask("nik", "NIK", parse_nik, before.nik),
            nama=self._ask("nama", "Nama lengkap", fields.parse_name, before.nama),
            tempat_lahir=self._ask(
                "tempat_lahir", "Tempat lahir", lambda text: fields.parse_free_text(text, "tempat_lahir"), before.tempat_lahir
            ),
            tanggal_lahir=self._ask(
                "tanggal_lahir", "Tanggal lahir", lambda text: fields.parse_birth_date(text, self._today), before.tanggal_lahir,
                hint="Tanggal, bulan, tahun. Contoh: 17-08-1995",
            ),
            jenis_kelamin=self._choose("jenis_kelamin", "Jenis kelamin", Sex, "sex", before.jenis_kelamin),
            alamat=before.alamat,
        )  # fmt: skip

    def _place(self, prefix: str, before: seeker.Address) -> seeker.Address:
        def line(name: str) -> str:
            return self._ask(
                f"{prefix}.{name}", term("field", name), lambda text: fields.parse_free_text(text, name), "", optional=True
            )

        new = seeker.Address(
            jalan=self._ask(f"{prefix}.jalan", "Alamat", lambda text: fields.parse_address(text, "jalan"), before.jalan),
            rt=self._ask(f"{prefix}.rt", "RT", lambda text: fields.parse_rt_rw(text, "rt"), ""),
            rw=self._ask(f"{prefix}.rw", "RW", lambda text: fields.parse_rt_rw(text, "rw"), ""),
            kel_desa=line("kel_desa"), kecamatan=line("kecamatan"), kab_kota=line("kab_kota"), provinsi=line("provinsi"),
        )  # fmt: skip
        same_region = all(getattr(new, name) == getattr(before, name) for name in _PLACE_FIELDS[3:])
        return replace(new, kode=before.kode if same_region else "")

    def _disabilities(self) -> tuple[seeker.Disability, ...]:
        found = []
        for value, name in choices(seeker.Disability, "disability"):
            box = self._box(f"disabilitas.{value}", name, "check")
            if box.text:
                found.append(seeker.Disability(value))
        return tuple(found)

    def _schools(self, before: seeker.Registration, born: date) -> tuple[seeker.Education, ...]:
        found: list[seeker.Education] = []
        for n in range(min(SCHOOL_ROWS, len(before.pendidikan) + 1)):
            prefix = f"sekolah{n}"
            level = self._box(
                f"{prefix}.jenjang", f"Jenjang ke-{n + 1}", "select", [("", "–"), *choices(seeker.EducationLevel, "education")]
            )
            name = self._line(f"{prefix}.sekolah", "Nama sekolah", "sekolah")
            major = self._line(f"{prefix}.jurusan", "Jurusan", "jurusan")
            year = self._year(f"{prefix}.tahun", "Tahun lulus", "tahun_lulus", born)
            if not level.text:
                if name or major or year:
                    self._fail(level, Problem(CHOICE_UNKNOWN))
                continue
            if level.text not in set(seeker.EducationLevel):
                self._fail(level, Problem(CHOICE_UNKNOWN))
                continue
            found.append(seeker.Education(seeker.EducationLevel(level.text), name, major, year))
        if not found and not self._failed:
            self._fail(self.sections[-1].boxes[0], Problem(CHOICE_UNKNOWN))
        return tuple(found)

    def _line(self, name: str, label: str, key: str) -> str:
        return self._ask(name, label, lambda text: fields.parse_free_text(text, key), "", optional=True)

    def _year(self, name: str, label: str, key: str, born: date) -> int | None:
        box = self._box(name, label)
        if not box.text:
            return None
        year = fields.parse_year(box.text, key, self._today, born, may_be_future=key == "tahun_lulus")
        if isinstance(year, Problem):
            self._fail(box, year)
            return None
        return year

    def _jobs(self, born: date) -> tuple[seeker.Experience, ...]:
        found: list[seeker.Experience] = []
        for n in range(min(JOB_ROWS, len(self._before.pengalaman) + 1)):
            prefix = f"kerja{n}"
            at = self._line(f"{prefix}.pemberi", f"Tempat bekerja ke-{n + 1}", "pemberi_kerja")
            what = self._line(f"{prefix}.jabatan", "Jabatan", "jabatan")
            start = self._year(f"{prefix}.masuk", "Tahun masuk", "tahun_masuk", born)
            end = self._year(f"{prefix}.keluar", "Tahun keluar (kosong bila masih bekerja)", "tahun_keluar", born)
            if not (at or what or start or end):
                continue
            boxes = self.sections[-1].boxes[-4:]
            for box, key in zip(boxes, ("pemberi_kerja", "jabatan", "tahun_masuk"), strict=False):
                if not box.text:
                    self._fail(box, Problem("text_empty", {"field": key}))
            if at and what and start:
                found.append(seeker.Experience(at, what, start, end))
        return tuple(found)

    def _wishes(self, before: seeker.Registration) -> tuple[seeker.WishedJob, ...]:
        known = {wish.kata: wish for wish in before.pekerjaan_diinginkan}
        found: list[seeker.WishedJob] = []
        rows = min(WISH_ROWS, len(before.pekerjaan_diinginkan) + 1)
        for n in range(rows):
            words = self._line(f"ingin{n}", f"Pekerjaan ke-{n + 1}", "kata")
            if words:
                found.append(known.get(words, seeker.WishedJob(words)))
        if not found:
            self._fail(self.sections[-1].boxes[-rows], Problem("text_empty", {"field": "kata"}))
        return tuple(found)

    def _wage(self) -> int | None:
        box = self._box("upah_diinginkan", "Upah per bulan yang diinginkan", hint="Rupiah. Boleh kosong.")
        if not box.text:
            return None
        wage = fields.parse_wage(box.text)
        if isinstance(wage, Problem):
            self._fail(box, wage)
            return None
        return wage
