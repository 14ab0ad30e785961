"""One sample visit per page, so that every page can be looked at without walking to it. All persons are made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from domain.ak1 import Ak1State, report_dates
from domain.consent import Purpose
from domain.facts import DocumentKind, PrintOutcome
from domain.nik import Nik, Sex
from domain.problems import Problem
from domain.seeker import (
    Address,
    Disability,
    Draft,
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
from domain.visit.events import Event, KnownPerson
from domain.visit.pages import Overlay, Page
from domain.visit.state import VisitState
from ui.devdock.jobs_samples import WORK_PAGES, jobs_visits
from ui.devdock.rights_samples import rights_visits

NOW = datetime(2026, 11, 23, 2, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)
NIK = Nik("3374995708950001")
HOME = Address("Jl. Gunungpati Raya No. 12", "003", "007", "Plalangan", "Gunungpati", "Kota Semarang", "Jawa Tengah")

DRAFT = Draft(
    tujuan=VisitPurpose.SEEK_WORK, nik=NIK, nama="SITI AMINAH", tempat_lahir="SEMARANG", tanggal_lahir=date(1995, 8, 17),
    jenis_kelamin=Sex.P, alamat=HOME, telepon="+6281234567890", email="siti.aminah@contoh.id",
    status_perkawinan=MaritalStatus.BELUM_KAWIN, agama=Religion.ISLAM, domisili_sama=True,
    pendidikan=(
        Education(EducationLevel.SMP, "SMP Negeri 22 Semarang", "", 2010),
        Education(EducationLevel.SMK, "SMK Negeri 6 Semarang", "Tata Busana", 2013),
    ),
    keterampilan=("Menjahit", "Komputer"), bahasa=("Indonesia", "Jawa"),
    pengalaman=(Experience("CV Busana Rapi", "Operator jahit", 2014, 2019), Experience("Warung sendiri", "Pemilik", 2020, None)),
    pekerjaan_diinginkan=(WishedJob("penjahit", "7531", "Penjahit pakaian"), WishedJob("kasir", "5230", "Kasir")),
    tempat_diinginkan=WishedPlace.KOTA_SEMARANG, upah_diinginkan=3_500_000, upah_answered=True,
    status_kerja=WorkStatus.SELF_EMPLOYED, disabilitas=(),
)  # fmt: skip

#: The same with the longest words people have: nothing may be cut or overlap.
LONG_DRAFT = replace(
    DRAFT,
    nama="RADEN RORO MAHARANI KUSUMANINGTYAS WULANDARI PRAMESWARI SETYANINGRUM ADININGRAT",
    tempat_lahir="KABUPATEN HULU SUNGAI TENGAH",
    alamat=Address(
        "Jl. Profesor Doktor Hamka Gang Mangga Besar Dalam IV Blok C-12 No. 118A Perumahan Beringin Asri", "012", "009",
        "Tambakaji Beringin Wonosari", "Ngaliyan Mangkang Kulon", "Kabupaten Administrasi Kepulauan Seribu",
        "Daerah Khusus Ibukota Jakarta",
    ),
    email="maharani.kusumaningtyas.wulandari.prameswari@perusahaan-contoh.co.id",
    agama=Religion.KEPERCAYAAN,
    pendidikan=(
        Education(
            EducationLevel.SMK, "Sekolah Menengah Kejuruan Penerbangan Kartika Aqasa Bhakti Semarang",
            "Pemeliharaan Rangka dan Mesin Pesawat Udara", 2013,
        ),
        Education(EducationLevel.D4, "Politeknik Ilmu Pelayaran Semarang", "Ketatalaksanaan Angkutan Laut dan Kepelabuhanan", 2018),
    ),
    keterampilan=("Menjahit", "Komputer", "Membuat pola busana pengantin adat Semarang dan kebaya modern"),
    pengalaman=(
        Experience(
            "PT Apparel Sejahtera Nusantara Internasional Wijayakusuma", "Operator mesin jahit bagian penyelesaian akhir", 2014, 2019,
        ),
    ),
    pekerjaan_diinginkan=(
        WishedJob("penjahit busana pengantin dan pakaian adat", "7531", "Penjahit pakaian"),
        WishedJob("kasir toko swalayan", "5230", "Kasir"),
        WishedJob("pengawas bagian penyelesaian akhir garmen", "3122", "Pengawas produksi"),
    ),
    disabilitas=(Disability.FISIK, Disability.NETRA, Disability.RUNGU_WICARA),
)  # fmt: skip


def registration(draft: Draft) -> Registration:
    """The record a finished draft becomes."""
    done = draft.complete("0193a1c2-0000-7000-8000-000000000001")
    assert done is not None
    return done


def known(draft: Draft, *, state: str = "issued", card: Ak1State | None = Ak1State.VALID, until: date = date(2028, 3, 2)) -> KnownPerson:
    """Somebody on record."""
    issued = date(until.year - 2, until.month, until.day)
    if card is None:
        return KnownPerson(registration(draft), state, "K7F-3RT", "Nama di ijazah berbeda dari KTP." if state == "rejected" else "")
    return KnownPerson(registration(draft), state, "", "", "3374020326000118", card, issued, until, 1)


def visits(draft: Draft = DRAFT) -> Mapping[str, VisitState]:
    """Every page, and its telling variants, by a name for the picture file."""
    filled = VisitState(draft=draft)
    mine = replace(filled, registration=registration(draft))
    history = (Page.PURPOSE, Page.NOTICE)
    out: dict[str, VisitState] = {}
    empty_pages = (
        Page.ATTRACT, Page.PURPOSE, Page.NOTICE, Page.CONSENT, Page.IDENTITY, Page.CARD_READING, Page.NIK, Page.KNOWN_CHECK,
        Page.SEX, Page.EDUCATION, Page.SKILLS, Page.EXPERIENCE, Page.WISHED_JOB, Page.PHOTO, Page.TECHNICIAN, Page.OUT_OF_SERVICE,
    )  # fmt: skip
    for page in empty_pages:
        out[f"{page}_empty"] = VisitState(page=page, history=history)
    for page in Page:
        if not page.value.startswith("rights_") and page not in WORK_PAGES:
            out[page.value] = replace(filled, page=page, history=history)
    out["attract"] = VisitState()
    out["address_empty"] = VisitState(page=Page.ADDRESS, history=history)
    out["consent"] = replace(filled, page=Page.CONSENT, history=history, consents=((Purpose.SHARE_WITH_EMPLOYERS, True),))
    out["identity_trouble"] = VisitState(page=Page.IDENTITY, history=history, problem=Problem("card_read_card_torn"), card_on_reader=True)
    out["card_reading"] = VisitState(page=Page.CARD_READING, busy=True, card_on_reader=True)
    out["nik_short"] = VisitState(
        page=Page.NIK, history=history, draft=Draft(nik=NIK), problem=Problem("nik_too_short", {"count": 4, "missing": 12})
    )
    out["biodata_warning"] = replace(
        filled, page=Page.BIODATA, history=history, draft=replace(draft, tanggal_lahir=date(1995, 7, 17), jenis_kelamin=Sex.L)
    )
    out["known_check_wrong"] = VisitState(
        page=Page.KNOWN_CHECK, history=history, known=known(draft), problem=Problem("known_check_differs", {"left": 2})
    )
    out["existing_card"] = replace(mine, page=Page.EXISTING_CARD, known=known(draft))
    out["existing_card_reported"] = replace(mine, page=Page.EXISTING_CARD, known=known(draft), presence_row=1)
    out["existing_card_not_due"] = replace(mine, page=Page.EXISTING_CARD, known=replace(known(draft), reports=(1,)))
    out["existing_card_placed"] = replace(mine, page=Page.EXISTING_CARD, known=replace(known(draft), placed_on=date(2026, 11, 9)))
    out["existing_card_expired"] = replace(
        mine, page=Page.EXISTING_CARD, known=known(draft, card=Ak1State.EXPIRED, until=date(2026, 3, 2))
    )
    out["existing_card_ready"] = replace(mine, page=Page.EXISTING_CARD, known=known(draft, state="verified", card=None))
    out["awaiting"] = replace(mine, page=Page.AWAITING, known=known(draft, state="awaiting", card=None))
    out["awaiting_rejected"] = replace(mine, page=Page.AWAITING, known=known(draft, state="rejected", card=None))
    card = replace(
        filled, document=DocumentKind.AK1, number="3374231126000042", valid_until=date(2028, 11, 23), report_due=report_dates(TODAY)
    )
    proof = replace(filled, document=DocumentKind.PROOF, queue_code="K7F-3RT")
    out["printing"] = replace(card, page=Page.PRINTING)
    out["print_trouble"] = replace(card, page=Page.PRINT_TROUBLE, print_outcome=PrintOutcome.FAILED, print_problem=Problem("printer_no_paper"))
    out["print_trouble_unsure"] = replace(
        proof, page=Page.PRINT_TROUBLE, print_outcome=PrintOutcome.UNKNOWN, print_problem=Problem("print_unconfirmed")
    )
    out["take_paper"] = replace(card, page=Page.TAKE_PAPER, print_outcome=PrintOutcome.CONFIRMED)
    out["take_paper_proof"] = replace(proof, page=Page.TAKE_PAPER, print_outcome=PrintOutcome.SENT, card_on_reader=True)
    out["end"] = replace(card, page=Page.END)
    out["end_proof"] = replace(proof, page=Page.END, card_on_reader=True)
    out["out_of_service"] = VisitState(page=Page.OUT_OF_SERVICE, problem=Problem("store_unavailable"))
    out["technician"] = VisitState(page=Page.TECHNICIAN, doctor=(
        ("Pembaca KTP", "ok", "Terpasang, menjawab dalam 12 ms."), ("Pencetak", "warn", "Kertas hampir habis. Siapkan kertas pengganti."),
        ("Jaringan", "fail", "SIKER tidak terjangkau sejak 07.40. Periksa kabel atau modem."), ("Penyimpanan", "ok", "Terbuka, 31 GB tersisa."),
        ("Jatah nomor", "ok", "412 nomor tersisa."),
    ))  # fmt: skip
    out["overlay_help"] = replace(filled, page=Page.PHONE, history=history, overlay=Overlay.HELP, ticket="R4X-9LM")
    out["overlay_idle"] = replace(filled, page=Page.REVIEW, history=history, overlay=Overlay.IDLE_WARNING, card_on_reader=True)
    out["overlay_cancel"] = replace(filled, page=Page.PHONE, history=history, overlay=Overlay.CANCEL_CONFIRM)
    out["phone_offline"] = replace(filled, page=Page.PHONE, history=history, faults=(("network", Problem("network_down")),))
    return {**out, **rights_visits(TODAY), **jobs_visits(registration(draft), NOW)}


class StillConductor:
    """Shows one state and remembers what was sent; nothing moves by itself."""

    def __init__(self, state: VisitState) -> None:
        self._state = state
        self._listeners: list[Callable[[], None]] = []
        self.sent: list[Event] = []

    @property
    def state(self) -> VisitState:
        """What is shown."""
        return self._state

    def listen(self, listener: Callable[[], None]) -> None:
        """Call after each change."""
        self._listeners.append(listener)

    def send(self, event: Event) -> None:
        """Only remember."""
        self.sent.append(event)

    def put(self, state: VisitState) -> None:
        """Show another state."""
        self._state = state
        for listener in self._listeners:
            listener()


class StillClock:
    """Always the same moment."""

    def now(self) -> datetime:
        return NOW
