"""Samples for the domain's tests, and Hypothesis on a shared machine: no deadline for a single example."""

from datetime import date

import pytest
from hypothesis import settings

from domain.nik import Nik, Sex
from domain.seeker import (
    Address,
    Draft,
    Education,
    EducationLevel,
    MaritalStatus,
    Registration,
    Religion,
    VisitPurpose,
    WishedJob,
    WishedPlace,
    WorkStatus,
)

settings.register_profile("shared", deadline=None)
settings.load_profile("shared")

HOME = Address("Jl. Kenanga 4", "003", "004", "Tembalang", "Tembalang", "Kota Semarang", "Jawa Tengah", "33.74.10.1006")


@pytest.fixture
def full_draft() -> Draft:
    """Every answer the registration needs, and nothing optional."""
    return Draft(
        tujuan=VisitPurpose.SEEK_WORK, nik=Nik("3374994101900001"), nama="Siti Aminah", tempat_lahir="Semarang",
        tanggal_lahir=date(1990, 1, 1), jenis_kelamin=Sex.P, alamat=HOME, telepon="+6281234567890",
        status_perkawinan=MaritalStatus.KAWIN, agama=Religion.ISLAM, domisili_sama=True,
        pendidikan=(Education(EducationLevel.SMK, "SMK Negeri 4 Semarang", "Tata Busana", 2008),),
        pekerjaan_diinginkan=(WishedJob("jahit", "7531", "Penjahit"),), tempat_diinginkan=WishedPlace.KOTA_SEMARANG,
        status_kerja=WorkStatus.NOT_WORKING,
    )  # fmt: skip


@pytest.fixture
def registration(full_draft: Draft) -> Registration:
    """The registration of ``full_draft``."""
    made = full_draft.complete("0190d6a0-0000-7000-8000-000000000001")
    assert made is not None
    return made
