"""Made-up seekers. Names are put together from given names and invented syllables, so that none is a real person's."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from assets.reference import occupation_rows, region_rows
from domain.nik import Nik, Sex
from domain.seeker import (
    Address,
    Biodata,
    Disability,
    Education,
    EducationLevel,
    Experience,
    MaritalStatus,
    Registration,
    Religion,
    VisitPurpose,
    WishedJob,
    WishedPlace,
    WorkStatus,
)

MARK = "Contoh"
_WOMEN = "Siti Dewi Ratna Wulan Endang Sri Fitri Lestari Nur Ayu Rina Maya Tri Indah Yuni Puspa Kartika Niken Tutik Hesti".split()
_MEN = "Budi Agus Joko Wahyu Slamet Eko Dwi Bayu Hadi Rudi Arif Fajar Bagus Yoga Imam Teguh Sigit Dimas Galih Rizal".split()
_HEADS = "Sarju Wonggo Kertom Mulad Purwan Sosrob Jatik Tirtom Wiraj Padmol Danur Suryap Handaw Prabot Laksit".split()
_TAILS = "awesi edrani ombaya untari ijanto oyudi apranata endrati isworo aditra".split()
_STREETS = "Melati Kenanga Anggrek Cempaka Flamboyan Mawar Kamboja Teratai Dahlia Bougenvil".split()
_SCHOOLS = {
    EducationLevel.SD: "SD", EducationLevel.SMP: "SMP", EducationLevel.SMA: "SMA", EducationLevel.SMK: "SMK",
    EducationLevel.D3: "Politeknik", EducationLevel.S1: "Universitas",
}  # fmt: skip
_MAJORS = {
    EducationLevel.SMA: ("IPA", "IPS", "Bahasa"),
    EducationLevel.SMK: ("Teknik Kendaraan Ringan", "Akuntansi", "Tata Boga", "Teknik Komputer dan Jaringan", "Tata Busana"),
    EducationLevel.D3: ("Administrasi Bisnis", "Teknik Mesin", "Akuntansi"),
    EducationLevel.S1: ("Manajemen", "Teknik Sipil", "Hukum", "Psikologi"),
}
_SKILLS = ("Menjahit", "Las listrik", "Mengemudi mobil", "Microsoft Office", "Memasak", "Servis sepeda motor", "Mengelola gudang")
_FIRMS = ("Toko Contoh Jaya", "CV Contoh Makmur", "PT Contoh Sandang", "Warung Contoh Rasa", "Bengkel Contoh Motor")
_FAITHS = (Religion.ISLAM,) * 8 + (Religion.PROTESTAN, Religion.KATOLIK, Religion.BUDDHA)


def people(rng: random.Random, today: date, first: int = 1) -> Iterator[Registration]:
    """An endless row of seekers, the same for the same ``rng``. ``first``: the place in the row of made-up NIKs to begin at."""
    places = _villages()
    jobs = [row for row in occupation_rows() if row.certain]
    n = first - 1
    while True:
        n += 1
        sex = rng.choice((Sex.L, Sex.P))
        born = today - timedelta(days=rng.randint(18 * 366, 52 * 365))
        home = _address(rng, places)
        level = rng.choices(list(_SCHOOLS), (4, 10, 24, 42, 8, 12))[0]
        wished = rng.sample(jobs, rng.randint(1, 2))
        yield Registration(
            registration_id=str(UUID(int=rng.getrandbits(128), version=4)),
            tujuan=rng.choices(list(VisitPurpose), (9, 1))[0],
            biodata=Biodata(_nik(sex, born, n), _name(rng, sex), "Semarang", born, sex, home),
            telepon=f"+62812000{rng.randint(10_000, 99_999)}", status_perkawinan=rng.choices(list(MaritalStatus), (12, 6, 1, 1))[0],
            agama=rng.choice(_FAITHS), domisili=home if rng.random() < 0.7 else _address(rng, places),
            pendidikan=_schooling(rng, level, born), pekerjaan_diinginkan=tuple(
                WishedJob(rng.choice(row.sebutan or (row.jabatan,)), row.kbji, row.jabatan) for row in wished
            ),
            tempat_diinginkan=rng.choices(list(WishedPlace), (9, 5, 3, 1))[0],
            status_kerja=rng.choices(list(WorkStatus), (8, 3, 1))[0], email=f"contoh{n}@example.id" if rng.random() < 0.5 else "",
            keterampilan=tuple(rng.sample(_SKILLS, rng.randint(0, 3))), bahasa=("Indonesia", "Jawa"),
            pengalaman=_past(rng, born, today), upah_diinginkan=rng.choice((None, 2_800_000, 3_300_000, 3_500_000, 4_000_000)),
            disabilitas=(rng.choice(list(Disability)),) if rng.random() < 0.04 else (),
        )  # fmt: skip


def _villages() -> list[tuple[str, str, str]]:
    names = dict(region_rows())
    return [(code, name, names[code[:8]]) for code, name in names.items() if code.startswith("33.74.") and len(code) > 8] or [
        ("", f"Kelurahan {MARK}", f"Kecamatan {MARK}")
    ]


def _address(rng: random.Random, places: list[tuple[str, str, str]]) -> Address:
    code, village, district = rng.choice(places)
    street = f"Jl. {MARK} {rng.choice(_STREETS)} {rng.randint(1, 120)}"
    return Address(
        street, f"{rng.randint(1, 12):03d}", f"{rng.randint(1, 9):03d}", village, district, "Kota Semarang", "Jawa Tengah", code
    )


def _nik(sex: Sex, born: date, n: int) -> Nik:
    day = born.day + (40 if sex is Sex.P else 0)
    return Nik(f"337499{day:02d}{born:%m%y}{n % 10_000:04d}")


def _name(rng: random.Random, sex: Sex) -> str:
    given = rng.choice(_WOMEN if sex is Sex.P else _MEN)
    return f"{MARK} {given} {rng.choice(_HEADS)}{rng.choice(_TAILS)}"


def _schooling(rng: random.Random, level: EducationLevel, born: date) -> tuple[Education, ...]:
    finished = born.year + {EducationLevel.SD: 12, EducationLevel.SMP: 15, EducationLevel.D3: 21, EducationLevel.S1: 22}.get(
        level, 18
    )
    majors = _MAJORS.get(level)
    return (Education(level, f"{_SCHOOLS[level]} {MARK} {rng.randint(1, 9)}", rng.choice(majors) if majors else "", finished),)


def _past(rng: random.Random, born: date, today: date) -> tuple[Experience, ...]:
    first = born.year + 19
    if first >= today.year or rng.random() < 0.4:
        return ()
    start = rng.randint(first, today.year - 1)
    return (
        Experience(
            rng.choice(_FIRMS),
            rng.choice(("Pramuniaga", "Operator", "Kasir", "Pengemudi")),
            start,
            min(today.year, start + rng.randint(0, 4)),
        ),
    )
