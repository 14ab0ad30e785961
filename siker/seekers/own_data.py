"""Everything the server holds about one person, in their own hands (UU 27/2022 Pasal 6 and 7): answers with their history,
cards, applications, documents, consents, and who looked. Read only; whoever shows it writes the journal entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.db.models import Q

from domain import seeker
from siker import vault
from siker.ak1.models import Registration
from siker.ak1.records import answers_of, consents_of, evidence_of
from siker.applications.facts import cv_of_application
from siker.applications.models import Application
from siker.audit.models import AuditAction, Entry
from siker.employers.models import Firm
from siker.seekers import files
from siker.seekers.login import login_of
from siker.seekers.models import SeekerAccount
from siker.seekers.person import registrations_of
from sync.wire.codec import decode, encode

LOOKS = frozenset({
    AuditAction.REGISTRATION_VIEWED, AuditAction.PERSON_LOOKED_UP, AuditAction.PERSON_SEARCHED, AuditAction.APPLICATION_VIEWED,
    AuditAction.CANDIDATE_VIEWED, AuditAction.FILE_VIEWED,
})  # fmt: skip
ENTRIES_MAX = 2000
TO_THE_PERSON = {
    AuditAction.FACT_RECORDED: "mencatat kunjungan atau perubahan data Anda", AuditAction.PERSON_LOOKED_UP: "mencari data Anda di mesin",
    AuditAction.PERSON_SEARCHED: "mencari data Anda dengan NIK", AuditAction.REGISTRATION_VIEWED: "membuka data pendaftaran Anda",
    AuditAction.APPLICATION_RECEIVED: "menerima lamaran Anda", AuditAction.APPLICATION_VIEWED: "membuka lamaran Anda",
    AuditAction.APPLICATION_INVITED: "mengundang Anda", AuditAction.APPLICATION_HIRED: "mencatat Anda diterima bekerja",
    AuditAction.APPLICATION_NOT_HIRED: "mencatat Anda belum diterima", AuditAction.CANDIDATE_VIEWED: "membuka keahlian Anda tanpa nama",
    AuditAction.CANDIDATE_INVITED: "mengajak Anda melamar", AuditAction.CLAIM_CODE_MADE: "membuat kode akun untuk Anda",
    AuditAction.FILE_VIEWED: "membuka dokumen Anda", AuditAction.PLACEMENT_RECORDED: "mencatat penempatan Anda",
    AuditAction.APPLICATION_REOPENED: "membuka lagi keputusan lamaran Anda", AuditAction.PLACEMENT_REMOVED: "menghapus catatan penempatan Anda",
}  # fmt: skip
"""Where the journal's words are the office's, the person reads these."""


@dataclass(frozen=True, slots=True)
class Look:
    """One entry of the journal about the person, in plain words. ``who``: an office or a firm, never an officer's name."""

    at: datetime
    who: str
    what: str
    is_look: bool


def journal_of(account: SeekerAccount) -> list[Look]:
    """Who did what with the person's data, newest first."""
    rows = registrations_of(account)
    subjects = [f"registration/{row.pk}" for row in rows]
    subjects += [f"lamaran/{pk}" for pk in Application.objects.filter(registration__in=rows).values_list("pk", flat=True)]
    subjects += [f"kartu/{number}" for row in rows for number in row.cards.values_list("number", flat=True)]
    subjects += [f"berkas/{pk}" for pk in account.files.values_list("pk", flat=True)]
    subjects += [f"pencarian/{account.nik_lookup[:12]}", f"akun/{account.user_id}"]
    entries = list(Entry.objects.filter(Q(subject__in=subjects) | Q(actor=f"pencaker:{account.user_id}")).order_by("-id")[:ENTRIES_MAX])
    firms = _firms({entry.actor.split(":")[1] for entry in entries if entry.actor.startswith("perusahaan:")})
    return [Look(entry.at, _who(entry.actor, account, firms), _what(entry), entry.action in LOOKS) for entry in entries]


def _what(entry: Entry) -> str:
    known = entry.action in set(AuditAction)
    return TO_THE_PERSON.get(AuditAction(entry.action), entry.words) if known else entry.words


def _firms(endings: set[str]) -> dict[str, str]:
    if not endings:
        return {}
    wanted = Q()
    for ending in endings:
        wanted |= Q(firm_id__endswith=ending)
    return {firm.firm_id[-12:]: firm.name for firm in Firm.objects.filter(wanted)}


def _who(actor: str, account: SeekerAccount, firms: dict[str, str]) -> str:
    kind, _, rest = actor.partition(":")
    if kind == "pencaker":
        return "Anda sendiri"
    if kind == "perusahaan":
        return firms.get(rest.split(":")[0], "Pemberi kerja")
    return {"petugas": "Petugas Disnaker", "mesin": f"Mesin Anjungan {rest}"}.get(kind, "Sistem")


class Version(msgspec.Struct, frozen=True):
    """The answers as they once were."""

    at: datetime
    source: str
    answers: seeker.Registration


def versions_of(row: Registration) -> list[Version]:
    """Every version of the answers, oldest first."""
    context = f"registration/{row.pk}"
    found = row.versions.order_by("at", "pk")
    return [Version(item.at, item.source.split(":")[0], decode(vault.unseal(item.sealed, context), seeker.Registration)) for item in found]


def _registration(row: Registration) -> dict[str, object]:
    return {
        "nomor": row.pk, "keadaan": row.state, "alasan": row.reason, "didaftarkan": row.registered_at, "isian": answers_of(row),
        "bukti_identitas": evidence_of(row), "persetujuan": consents_of(row), "ada_foto": bool(row.photo_sha256),
        "riwayat_isian": versions_of(row),
        "kartu": list(row.cards.order_by("issued_on").values("number", "issued_on", "valid_until", "state", "state_reason", "copies")),
        "lapor": list(row.reports.order_by("row").values("number", "row", "reported_on")),
        "cetakan": list(row.prints.order_by("at").values("document", "reference", "copy_no", "outcome", "at")),
        "penempatan": list(row.placements.values("hired_on", "kind", "kbji", "recorded_at")),
        "surat_pengantar": list(row.referrals.values("kind", "number", "come_at", "at", "result")),
        "bisa_dicari_pemberi_kerja": hasattr(row, "candidate"),
        "permintaan_hapus": list(row.erasure_requests.values("asked_at", "state", "decided_at", "answer")),
    }  # fmt: skip


def _application(row: Application) -> dict[str, object]:
    return {
        "nomor": row.number, "lowongan": row.vacancy.title, "pemberi_kerja": row.vacancy.employer, "keadaan": row.state,
        "alasan": row.reason, "dikirim": row.submitted_at, "diundang": row.invited_at, "tempat_undangan": row.invited_place,
        "yang_dilihat_pemberi_kerja": cv_of_application(row), "persetujuan": row.consents,
        "riwayat": list(row.events.values("state", "happened_at", "took_effect", "reason")),
    }  # fmt: skip


def everything(account: SeekerAccount, now: datetime) -> dict[str, object]:
    """All of it, as plain values with the names people use; dates are aware UTC."""
    rows = registrations_of(account)
    applications = Application.objects.select_related("vacancy").filter(registration__in=rows).order_by("submitted_at")
    return {
        "dibuat": now,
        "akun": {"masuk_dengan": login_of(account).text, "dibuka": account.claimed_at},
        "pendaftaran": [_registration(row) for row in rows],
        "lamaran": [_application(row) for row in applications],
        "dokumen": [
            {"nama": files.name_of(item), "jenis": item.kind, "ukuran": item.size, "diunggah": item.uploaded_at}
            for item in account.files.order_by("uploaded_at")
        ],
        "siapa_melihat_atau_mengubah": [
            {"kapan": look.at, "siapa": look.who, "apa": look.what} for look in journal_of(account)
        ],
    }  # fmt: skip


def as_json(account: SeekerAccount, now: datetime) -> bytes:
    """``everything`` as JSON that people can read too."""
    return msgspec.json.format(encode(everything(account, now)), indent=2)
