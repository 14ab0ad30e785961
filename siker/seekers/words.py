"""What a seeker reads about an application: where it stands and what to do now, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from domain.applications import ApplicationState, NotHiredReason
from siker.applications.models import REOPENED, Application, ApplicationEvent
from siker.applications.words import REASON_WORDS
from siker.web.words import moment_text

_BADGES = {
    ApplicationState.INVITED: "good", ApplicationState.HIRED: "good", ApplicationState.NOT_HIRED: "bad", ApplicationState.WITHDRAWN: "",
}  # fmt: skip
_TITLES = {
    ApplicationState.DRAFT: "Belum terkirim", ApplicationState.SENT: "Sedang dikirim", ApplicationState.RECEIVED: "Sudah diterima, belum dibaca",
    ApplicationState.READ: "Sudah dibaca", ApplicationState.INVITED: "Anda diundang", ApplicationState.HIRED: "Anda diterima bekerja",
    ApplicationState.NOT_HIRED: "Belum berhasil", ApplicationState.WITHDRAWN: "Anda tarik kembali",
}  # fmt: skip
_STEPS = {
    ApplicationState.DRAFT: "Lamaran disiapkan", ApplicationState.SENT: "Lamaran dikirim",
    ApplicationState.RECEIVED: "Lamaran diterima pemberi kerja", ApplicationState.READ: "Pemberi kerja membaca lamaran",
    ApplicationState.INVITED: "Anda diundang", ApplicationState.HIRED: "Anda diterima bekerja",
    ApplicationState.NOT_HIRED: "Belum berhasil", ApplicationState.WITHDRAWN: "Lamaran ditarik kembali",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """Heading, colour and advice for one application."""

    title: str
    badge: str
    advice: str


def reason_text(reason: str) -> str:
    """Why somebody was not taken; empty when no reason is known."""
    return REASON_WORDS[NotHiredReason(reason)] if reason in set(NotHiredReason) else ""


def standing_of(row: Application) -> Standing:
    """How an application stands."""
    state = ApplicationState(row.state)
    return Standing(_TITLES[state], _BADGES.get(state, "warn" if state is ApplicationState.RECEIVED else ""), _advice(row, state))


def _advice(row: Application, state: ApplicationState) -> str:
    match state:
        case ApplicationState.DRAFT | ApplicationState.SENT:
            return "Kirim lamarannya dari halaman lowongan."
        case ApplicationState.RECEIVED:
            return "Tunggu kabar. Pastikan HP Anda bisa dihubungi."
        case ApplicationState.READ:
            return "Pemberi kerja sudah melihat lamaran Anda. Tunggu kabar berikutnya."
        case ApplicationState.INVITED:
            when = moment_text(row.invited_at) if row.invited_at else ""
            where = f" di {row.invited_place}" if row.invited_place else ""
            return f"Datang {when}{where}. Bawa KTP dan kartu AK/I. Jangan membayar kepada siapa pun."
        case ApplicationState.HIRED:
            return "Selamat bekerja! Penempatan Anda sudah tercatat, jadi tidak perlu lapor lagi."
        case ApplicationState.NOT_HIRED:
            why = reason_text(row.reason)
            return (f"Alasannya: {why}. " if why else "") + "Coba lowongan lain yang mirip."
        case ApplicationState.WITHDRAWN:
            return "Pemberi kerja tidak bisa melihat data Anda lagi. Berubah pikiran? Anda boleh melamar lagi."


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline."""

    title: str
    at: object
    look: str
    note: str


def timeline_of(row: Application) -> list[Step]:
    """What happened, oldest first; what came too late to count is left out."""
    events = [item for item in row.events.all() if item.took_effect and item.state in set(ApplicationState)]
    return [_step(item, item is events[-1]) for item in events]


def _step(event: ApplicationEvent, last: bool) -> Step:
    state = ApplicationState(event.state)
    look = "bad" if state is ApplicationState.NOT_HIRED else "now" if last and state.is_open else "done"
    if event.reason == REOPENED:
        return Step("Lamaran dipertimbangkan lagi", event.happened_at, look, "Kabar sebelumnya ternyata salah catat.")
    return Step(_STEPS[state], event.happened_at, look, reason_text(event.reason))
