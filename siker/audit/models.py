"""The audit journal. Append-only in Python and, by triggers, in the database; it names subjects, never personal data."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NoReturn

from django.db import models


class AuditAction(StrEnum):
    """Everything the journal can say; the words officers read are in ``ACTION_WORDS``."""

    CODE_CREATED = "code_created"
    STATION_ENROLLED = "station_enrolled"
    STATION_APPROVED = "station_approved"
    STATION_REVOKED = "station_revoked"
    STATION_FORKED = "station_forked"
    POLICY_CHANGED = "policy_changed"
    FACT_RECORDED = "fact_recorded"
    FACT_PARKED = "fact_parked"
    FACT_SET_ASIDE = "fact_set_aside"
    FACT_REPLAYED = "fact_replayed"
    FACT_CLOSED = "fact_closed"
    LEASE_GRANTED = "lease_granted"
    LEASE_CLOSED = "lease_closed"
    PERSON_LOOKED_UP = "person_looked_up"
    PERSON_SEARCHED = "person_searched"
    PHOTO_STORED = "photo_stored"
    REGISTRATION_VIEWED = "registration_viewed"
    REGISTRATION_VERIFIED = "registration_verified"
    REGISTRATION_CORRECTED = "registration_corrected"
    REGISTRATION_REJECTED = "registration_rejected"
    CARD_WITHDRAWN = "card_withdrawn"
    CONFLICT_RESOLVED = "conflict_resolved"
    TICKET_DONE = "ticket_done"
    OFFICER_CREATED = "officer_created"
    FEED_RESTARTED = "feed_restarted"
    FIRM_REGISTERED = "firm_registered"
    FIRM_CHANGED = "firm_changed"
    FIRM_VERIFIED = "firm_verified"
    FIRM_RETURNED = "firm_returned"
    FIRM_SUSPENDED = "firm_suspended"
    FIRM_CLOSED = "firm_closed"
    MEMBER_INVITED = "member_invited"
    MEMBER_JOINED = "member_joined"
    MEMBER_CHANGED = "member_changed"
    MEMBER_REMOVED = "member_removed"
    VACANCY_SAVED = "vacancy_saved"
    VACANCY_SUBMITTED = "vacancy_submitted"
    VACANCY_PUBLISHED = "vacancy_published"
    VACANCY_RETURNED = "vacancy_returned"
    VACANCY_EXTENDED = "vacancy_extended"
    VACANCY_CLOSED = "vacancy_closed"
    VACANCIES_IMPORTED = "vacancies_imported"
    APPLICATION_RECEIVED = "application_received"
    APPLICATION_VIEWED = "application_viewed"
    APPLICATION_INVITED = "application_invited"
    APPLICATION_HIRED = "application_hired"
    APPLICATION_NOT_HIRED = "application_not_hired"
    APPLICATION_WITHDRAWN = "application_withdrawn"
    APPLICATION_REOPENED = "application_reopened"
    PLACEMENT_RECORDED = "placement_recorded"
    PLACEMENT_REMOVED = "placement_removed"
    CANDIDATES_SEARCHED = "candidates_searched"
    CANDIDATE_VIEWED = "candidate_viewed"
    CANDIDATE_INVITED = "candidate_invited"
    REFERRAL_MADE = "referral_made"
    REFERRAL_ANSWERED = "referral_answered"
    CLAIM_CODE_MADE = "claim_code_made"
    ACCOUNT_CLAIMED = "account_claimed"
    ACCOUNT_CHANGED = "account_changed"
    CONSENT_CHANGED = "consent_changed"
    FILE_UPLOADED = "file_uploaded"
    FILE_VIEWED = "file_viewed"
    FILE_DELETED = "file_deleted"
    DATA_DOWNLOADED = "data_downloaded"
    ERASURE_ASKED = "erasure_asked"
    ERASURE_DECIDED = "erasure_decided"
    SNAPSHOT_BUILT = "snapshot_built"
    NOTICE_GIVEN_UP = "notice_given_up"
    FIGURES_RELEASED = "figures_released"


ACTION_WORDS: dict[AuditAction, str] = {
    AuditAction.CODE_CREATED: "membuat kode pendaftaran mesin",
    AuditAction.STATION_ENROLLED: "mendaftarkan mesin",
    AuditAction.STATION_APPROVED: "menyetujui mesin",
    AuditAction.STATION_REVOKED: "mencabut mesin",
    AuditAction.STATION_FORKED: "mesin terdeteksi ganda",
    AuditAction.POLICY_CHANGED: "mengubah aturan mesin",
    AuditAction.FACT_RECORDED: "catatan diterima",
    AuditAction.FACT_PARKED: "catatan ditahan untuk petugas",
    AuditAction.FACT_SET_ASIDE: "catatan bermasalah disimpan",
    AuditAction.FACT_REPLAYED: "catatan diproses ulang",
    AuditAction.FACT_CLOSED: "catatan tertahan ditutup",
    AuditAction.LEASE_GRANTED: "memberi jatah nomor",
    AuditAction.LEASE_CLOSED: "menutup jatah nomor",
    AuditAction.PERSON_LOOKED_UP: "mencari data pencari kerja dari mesin",
    AuditAction.PERSON_SEARCHED: "mencari pencari kerja dengan NIK",
    AuditAction.PHOTO_STORED: "menyimpan foto",
    AuditAction.REGISTRATION_VIEWED: "membuka data pendaftaran",
    AuditAction.REGISTRATION_VERIFIED: "memverifikasi pendaftaran",
    AuditAction.REGISTRATION_CORRECTED: "memperbaiki pendaftaran",
    AuditAction.REGISTRATION_REJECTED: "menolak pendaftaran",
    AuditAction.CARD_WITHDRAWN: "mencabut kartu",
    AuditAction.CONFLICT_RESOLVED: "menyelesaikan kartu ganda",
    AuditAction.TICKET_DONE: "menyelesaikan panggilan bantuan",
    AuditAction.OFFICER_CREATED: "membuat akun petugas",
    AuditAction.FEED_RESTARTED: "memulai ulang umpan",
    AuditAction.FIRM_REGISTERED: "mendaftarkan perusahaan",
    AuditAction.FIRM_CHANGED: "mengubah data perusahaan",
    AuditAction.FIRM_VERIFIED: "memverifikasi perusahaan",
    AuditAction.FIRM_RETURNED: "mengembalikan data perusahaan",
    AuditAction.FIRM_SUSPENDED: "menangguhkan perusahaan",
    AuditAction.FIRM_CLOSED: "menutup perusahaan",
    AuditAction.MEMBER_INVITED: "mengundang rekan perusahaan",
    AuditAction.MEMBER_JOINED: "bergabung ke perusahaan",
    AuditAction.MEMBER_CHANGED: "mengubah peran rekan perusahaan",
    AuditAction.MEMBER_REMOVED: "mengeluarkan rekan perusahaan",
    AuditAction.VACANCY_SAVED: "menyimpan lowongan",
    AuditAction.VACANCY_SUBMITTED: "mengajukan lowongan",
    AuditAction.VACANCY_PUBLISHED: "menerbitkan lowongan",
    AuditAction.VACANCY_RETURNED: "mengembalikan lowongan",
    AuditAction.VACANCY_EXTENDED: "memperpanjang lowongan",
    AuditAction.VACANCY_CLOSED: "menutup lowongan",
    AuditAction.VACANCIES_IMPORTED: "mengimpor lowongan",
    AuditAction.APPLICATION_RECEIVED: "menerima lamaran",
    AuditAction.APPLICATION_VIEWED: "membuka lamaran",
    AuditAction.APPLICATION_INVITED: "mengundang pelamar",
    AuditAction.APPLICATION_HIRED: "mencatat pelamar diterima bekerja",
    AuditAction.APPLICATION_NOT_HIRED: "mencatat pelamar tidak diterima",
    AuditAction.APPLICATION_WITHDRAWN: "menarik lamaran",
    AuditAction.APPLICATION_REOPENED: "membuka lagi keputusan lamaran",
    AuditAction.PLACEMENT_RECORDED: "mencatat penempatan",
    AuditAction.PLACEMENT_REMOVED: "menghapus catatan penempatan",
    AuditAction.CANDIDATES_SEARCHED: "mencari calon pekerja",
    AuditAction.CANDIDATE_VIEWED: "membuka profil calon pekerja",
    AuditAction.CANDIDATE_INVITED: "mengundang calon pekerja",
    AuditAction.REFERRAL_MADE: "membuat surat panggilan atau pengantar",
    AuditAction.REFERRAL_ANSWERED: "mencatat hasil pengantar",
    AuditAction.CLAIM_CODE_MADE: "membuat kode akun pencari kerja",
    AuditAction.ACCOUNT_CLAIMED: "membuka akun pencari kerja",
    AuditAction.ACCOUNT_CHANGED: "mengubah akun pencari kerja",
    AuditAction.CONSENT_CHANGED: "mengubah persetujuan",
    AuditAction.FILE_UPLOADED: "mengunggah berkas",
    AuditAction.FILE_VIEWED: "membuka berkas",
    AuditAction.FILE_DELETED: "menghapus berkas",
    AuditAction.DATA_DOWNLOADED: "mengunduh data diri",
    AuditAction.ERASURE_ASKED: "meminta penghapusan data",
    AuditAction.ERASURE_DECIDED: "memutuskan permintaan penghapusan",
    AuditAction.SNAPSHOT_BUILT: "membuat salinan katalog",
    AuditAction.NOTICE_GIVEN_UP: "gagal mengirim pemberitahuan",
    AuditAction.FIGURES_RELEASED: "menerbitkan angka bulan",
}


class AppendOnlyError(Exception):
    """Somebody tried to change or delete journal entries."""


class _EntryQuerySet(models.QuerySet["Entry"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError


class Entry(models.Model):
    """One thing somebody did."""

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=80, db_index=True)
    action = models.CharField(max_length=40, db_index=True)
    subject = models.CharField(max_length=120, db_index=True)
    detail = models.CharField(max_length=200, blank=True)

    objects = _EntryQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a stored entry never changes."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Entries are not deleted."""
        raise AppendOnlyError

    @property
    def words(self) -> str:
        """The action in the officers' language."""
        return ACTION_WORDS[AuditAction(self.action)] if self.action in set(AuditAction) else self.action
