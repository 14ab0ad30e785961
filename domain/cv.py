"""The CV an employer sees, made from the AK/I profile. What is not in this type is never told.

Not in it: NIK, religion, marital status, birth date, sex, photo, street. Disability only when the person adds it to this
very application (UU 27/2022: least data; SE Menaker M/6/HK.04/V/2025: what may not be asked is not offered either).
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.seeker import Disability, Education, Experience, Registration


@dataclass(frozen=True, slots=True)
class Cv:
    """What is sent with an application. ``place``: kelurahan, kecamatan and kab/kota of the domicile, without the street."""

    nama: str
    telepon: str
    email: str
    place: str
    pendidikan: tuple[Education, ...] = ()
    keterampilan: tuple[str, ...] = ()
    bahasa: tuple[str, ...] = ()
    pengalaman: tuple[Experience, ...] = ()
    pekerjaan_diinginkan: tuple[str, ...] = ()
    disabilitas: tuple[Disability, ...] = ()

    def __repr__(self) -> str:
        return "Cv(…)"


def cv_of(registration: Registration, *, with_disability: bool = False) -> Cv:
    """The CV of a profile; the highest education and the latest job first."""
    home = registration.domisili
    levels = (
        {level: place for place, level in enumerate(type(registration.pendidikan[0].jenjang))} if registration.pendidikan else {}
    )
    return Cv(
        nama=registration.biodata.nama, telepon=registration.telepon, email=registration.email,
        place=", ".join(part for part in (home.kel_desa, home.kecamatan, home.kab_kota) if part),
        pendidikan=tuple(sorted(registration.pendidikan, key=lambda item: -levels[item.jenjang])),
        keterampilan=registration.keterampilan, bahasa=registration.bahasa,
        pengalaman=tuple(sorted(registration.pengalaman, key=lambda job: (-(job.tahun_keluar or 9999), -job.tahun_masuk))),
        pekerjaan_diinginkan=tuple(job.jabatan or job.kata for job in registration.pekerjaan_diinginkan),
        disabilitas=registration.disabilitas if with_disability else (),
    )  # fmt: skip
