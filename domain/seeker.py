"""The job seeker's record as form AK/II asks it, and the draft it grows from during a visit.

Sources: printed AK/II forms in use at district offices (see docs/glossary.md); fields no office prints are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.nik import Nik, Sex


class VisitPurpose(StrEnum):
    """Tujuan on form AK/II."""

    SEEK_WORK = "seek_work"
    COMPLETE_FILE = "complete_file"


class MaritalStatus(StrEnum):
    """Status perkawinan on the AK/I."""

    BELUM_KAWIN = "belum_kawin"
    KAWIN = "kawin"
    JANDA = "janda"
    DUDA = "duda"


class Religion(StrEnum):
    """Agama on the AK/I; the last two keep the person from being forced into a list."""

    ISLAM = "islam"
    KATOLIK = "katolik"
    PROTESTAN = "protestan"
    HINDU = "hindu"
    BUDDHA = "buddha"
    KONGHUCU = "konghucu"
    KEPERCAYAAN = "kepercayaan"


class EducationLevel(StrEnum):
    """Jenjang pendidikan formal, in rising order."""

    TIDAK_TAMAT_SD = "tidak_tamat_sd"
    SD = "sd"
    SMP = "smp"
    SMA = "sma"
    SMK = "smk"
    D1 = "d1"
    D2 = "d2"
    D3 = "d3"
    D4 = "d4"
    S1 = "s1"
    S2 = "s2"
    S3 = "s3"

    @property
    def has_major(self) -> bool:
        """Whether a jurusan is asked."""
        return self not in {EducationLevel.TIDAK_TAMAT_SD, EducationLevel.SD, EducationLevel.SMP}


class WorkStatus(StrEnum):
    """Permenaker 18/2024: people at work who want to move are pencari kerja too."""

    NOT_WORKING = "not_working"
    WORKING_SEEKING = "working_seeking"
    SELF_EMPLOYED = "self_employed"


class WishedPlace(StrEnum):
    """How far away the person would work."""

    KOTA_SEMARANG = "kota_semarang"
    JAWA_TENGAH = "jawa_tengah"
    INDONESIA = "indonesia"
    LUAR_NEGERI = "luar_negeri"


class Disability(StrEnum):
    """Ragam disabilitas (UU 8/2016), told by choice only."""

    FISIK = "fisik"
    NETRA = "netra"
    RUNGU_WICARA = "rungu_wicara"
    INTELEKTUAL = "intelektual"
    MENTAL = "mental"


@dataclass(frozen=True, slots=True)
class Address:
    """An address with names as the person or card writes them; codes are Kemendagri's when they are known."""

    jalan: str
    rt: str = ""
    rw: str = ""
    kel_desa: str = ""
    kecamatan: str = ""
    kab_kota: str = ""
    provinsi: str = ""
    kode: str = ""

    def __repr__(self) -> str:
        return "Address(…)"

    def lines(self) -> tuple[str, ...]:
        """Up to three printable lines, empty parts left out."""
        rtrw = " ".join(f"{name} {number}" for name, number in (("RT", self.rt), ("RW", self.rw)) if number)
        first = ", ".join(part for part in (self.jalan, rtrw) if part)
        second = ", ".join(part for part in (self.kel_desa, self.kecamatan) if part)
        third = ", ".join(part for part in (self.kab_kota, self.provinsi) if part)
        return tuple(line for line in (first, second, third) if line)


@dataclass(frozen=True, slots=True)
class Biodata:
    """Who the person is, from the card or typed."""

    nik: Nik
    nama: str
    tempat_lahir: str
    tanggal_lahir: date
    jenis_kelamin: Sex
    alamat: Address

    def __repr__(self) -> str:
        return "Biodata(…)"


@dataclass(frozen=True, slots=True)
class Education:
    """One finished (or last attended) level of formal education; ``tahun_lulus`` None while still unknown."""

    jenjang: EducationLevel
    sekolah: str = ""
    jurusan: str = ""
    tahun_lulus: int | None = None


@dataclass(frozen=True, slots=True)
class Experience:
    """One job held; ``tahun_keluar`` None means still there."""

    pemberi_kerja: str
    jabatan: str
    tahun_masuk: int
    tahun_keluar: int | None = None


@dataclass(frozen=True, slots=True)
class WishedJob:
    """A wished occupation in the person's words, mapped to a KBJI 2014 group where one fits (else empty code)."""

    kata: str
    kbji: str = ""
    jabatan: str = ""


@dataclass(frozen=True, slots=True)
class Registration:
    """A complete AK/II record. ``registration_id`` is a UUIDv7 made by the station, unique for ever."""

    registration_id: str
    tujuan: VisitPurpose
    biodata: Biodata
    telepon: str
    status_perkawinan: MaritalStatus
    agama: Religion
    domisili: Address
    pendidikan: tuple[Education, ...]
    pekerjaan_diinginkan: tuple[WishedJob, ...]
    tempat_diinginkan: WishedPlace
    status_kerja: WorkStatus
    email: str = ""
    keterampilan: tuple[str, ...] = ()
    bahasa: tuple[str, ...] = ()
    pengalaman: tuple[Experience, ...] = ()
    upah_diinginkan: int | None = None
    disabilitas: tuple[Disability, ...] = ()
    foto_sha256: str = ""

    def __repr__(self) -> str:
        return f"Registration({self.registration_id})"

    @property
    def highest_education(self) -> Education | None:
        """The entry with the highest jenjang, or None."""
        order = list(EducationLevel)
        return max(self.pendidikan, key=lambda item: order.index(item.jenjang), default=None)


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers so far; None (or an empty tuple with its ``…_answered`` flag False) means not asked yet."""

    tujuan: VisitPurpose | None = None
    nik: Nik | None = None
    nama: str | None = None
    tempat_lahir: str | None = None
    tanggal_lahir: date | None = None
    jenis_kelamin: Sex | None = None
    alamat: Address | None = None
    telepon: str | None = None
    email: str | None = None
    status_perkawinan: MaritalStatus | None = None
    agama: Religion | None = None
    domisili_sama: bool | None = None
    domisili: Address | None = None
    pendidikan: tuple[Education, ...] = ()
    keterampilan: tuple[str, ...] | None = None
    bahasa: tuple[str, ...] | None = None
    pengalaman: tuple[Experience, ...] | None = None
    pekerjaan_diinginkan: tuple[WishedJob, ...] = ()
    tempat_diinginkan: WishedPlace | None = None
    upah_diinginkan: int | None = None
    upah_answered: bool = False
    status_kerja: WorkStatus | None = None
    disabilitas: tuple[Disability, ...] | None = None
    foto_sha256: str = ""
    from_card: frozenset[str] = field(default_factory=frozenset)

    def __repr__(self) -> str:
        return "Draft(…)"

    def biodata(self) -> Biodata | None:
        """The biodata once every part is known."""
        if (self.nik is None or self.nama is None or self.tempat_lahir is None or self.tanggal_lahir is None
                or self.jenis_kelamin is None or self.alamat is None):  # fmt: skip
            return None
        return Biodata(self.nik, self.nama, self.tempat_lahir, self.tanggal_lahir, self.jenis_kelamin, self.alamat)

    def complete(self, registration_id: str) -> Registration | None:
        """The registration, or None while an answer is missing (the flow never lets that happen)."""
        biodata = self.biodata()
        domicile = biodata.alamat if self.domisili_sama and biodata is not None else self.domisili
        if (biodata is None or domicile is None or self.tujuan is None or self.telepon is None
                or self.status_perkawinan is None or self.agama is None or not self.pendidikan
                or not self.pekerjaan_diinginkan or self.tempat_diinginkan is None or self.status_kerja is None):  # fmt: skip
            return None
        return Registration(
            registration_id=registration_id, tujuan=self.tujuan, biodata=biodata, telepon=self.telepon,
            status_perkawinan=self.status_perkawinan, agama=self.agama, domisili=domicile,
            pendidikan=self.pendidikan, pekerjaan_diinginkan=self.pekerjaan_diinginkan,
            tempat_diinginkan=self.tempat_diinginkan, status_kerja=self.status_kerja, email=self.email or "",
            keterampilan=self.keterampilan or (), bahasa=self.bahasa or (), pengalaman=self.pengalaman or (),
            upah_diinginkan=self.upah_diinginkan, disabilitas=self.disabilitas or (), foto_sha256=self.foto_sha256,
        )  # fmt: skip


def draft_of(registration: Registration) -> Draft:
    """The draft that completes to ``registration``: for renewals and corrections at a later visit."""
    bio = registration.biodata
    return Draft(
        tujuan=registration.tujuan, nik=bio.nik, nama=bio.nama, tempat_lahir=bio.tempat_lahir,
        tanggal_lahir=bio.tanggal_lahir, jenis_kelamin=bio.jenis_kelamin, alamat=bio.alamat,
        telepon=registration.telepon, email=registration.email or None,
        status_perkawinan=registration.status_perkawinan, agama=registration.agama,
        domisili_sama=registration.domisili == bio.alamat, domisili=registration.domisili,
        pendidikan=registration.pendidikan, keterampilan=registration.keterampilan, bahasa=registration.bahasa,
        pengalaman=registration.pengalaman, pekerjaan_diinginkan=registration.pekerjaan_diinginkan,
        tempat_diinginkan=registration.tempat_diinginkan, upah_diinginkan=registration.upah_diinginkan,
        upah_answered=True, status_kerja=registration.status_kerja, disabilitas=registration.disabilitas,
        foto_sha256=registration.foto_sha256,
    )  # fmt: skip
