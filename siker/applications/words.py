"""Plain Indonesian for states and reasons on the portal."""

from __future__ import annotations

from domain.applications import ApplicationState, NotHiredReason
from siker.applications.models import ReferralResult

STATE_WORDS: dict[ApplicationState, str] = {
    ApplicationState.DRAFT: "belum dikirim",
    ApplicationState.SENT: "terkirim",
    ApplicationState.RECEIVED: "baru masuk",
    ApplicationState.READ: "sudah dibaca",
    ApplicationState.INVITED: "diundang",
    ApplicationState.HIRED: "diterima bekerja",
    ApplicationState.NOT_HIRED: "belum diterima",
    ApplicationState.WITHDRAWN: "ditarik pelamar",
}
STATE_BADGES: dict[ApplicationState, str] = {
    ApplicationState.RECEIVED: "warn",
    ApplicationState.INVITED: "good",
    ApplicationState.HIRED: "good",
    ApplicationState.NOT_HIRED: "bad",
    ApplicationState.WITHDRAWN: "bad",
}
REASON_WORDS: dict[NotHiredReason, str] = {
    NotHiredReason.VACANCY_CLOSED: "lowongan sudah ditutup",
    NotHiredReason.FIRM_GONE: "perusahaan tidak lagi memakai SIKER",
    NotHiredReason.PLACES_FILLED: "semua tempat sudah terisi",
    NotHiredReason.REQUIREMENTS: "syarat lowongan belum terpenuhi",
    NotHiredReason.NO_ANSWER: "tidak bisa dihubungi",
    NotHiredReason.DID_NOT_COME: "tidak datang saat diundang",
    NotHiredReason.OTHER_CANDIDATE: "pelamar lain lebih sesuai",
    NotHiredReason.OTHER: "alasan lain",
}
EMPLOYER_REASONS = tuple(
    reason for reason in NotHiredReason if reason not in {NotHiredReason.VACANCY_CLOSED, NotHiredReason.FIRM_GONE}
)
RESULT_WORDS: dict[str, str] = {
    ReferralResult.CAME: "datang",
    ReferralResult.HIRED: "diterima bekerja",
    ReferralResult.NOT_HIRED: "belum diterima",
    ReferralResult.DID_NOT_COME: "tidak datang",
}
