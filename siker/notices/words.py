"""What each letter says: plain Indonesian, short, no name and no NIK, so that a letter in wrong hands tells little.

A text names its values in braces; ``letter`` raises ``MissingValueError`` when the caller forgot one.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass

from siker.notices.kinds import NoticeKind as K

VALUE_MAX = 400


class MissingValueError(Exception):
    """A letter was ordered without a value it needs; names the letter and the value, never what was given."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and body, ready to send."""

    subject: str
    body: str

    def __repr__(self) -> str:
        return "Letter(…)"


_AGAIN = "Daftar lamaran Anda selalu ada di portal ini dan di mesin Anjungan mana pun."

TEXTS: dict[K, tuple[str, str]] = {
    K.FIRM_RECEIVED: (
        "Pendaftaran perusahaan Anda sudah kami terima",  # without its name: anybody may type one, and anybody's address
        "Pendaftaran perusahaan Anda sudah kami terima. Petugas Disnaker memeriksanya dulu; hasilnya kami kirim ke alamat ini.\n\n"
        "Sambil menunggu, Anda sudah bisa menyiapkan lowongan. Lowongan tampil setelah perusahaan dan lowongannya diperiksa.",
    ),
    K.FIRM_VERIFIED: (
        "{firm} sudah terverifikasi",
        "{firm} sudah diperiksa dan terverifikasi. Anda bisa mengajukan lowongan sekarang:\n{link}",
    ),
    K.FIRM_RETURNED: (
        "Data {firm} perlu dilengkapi",
        "Petugas sudah memeriksa data {firm} dan masih ada yang perlu diperbaiki:\n\n{reason}\n\nPerbaiki di sini, lalu ajukan lagi:\n{link}",
    ),
    K.FIRM_CHANGE_ACCEPTED: (
        "Perubahan data {firm} sudah berlaku",
        "Perubahan data {firm} sudah diperiksa dan berlaku mulai sekarang.",
    ),
    K.FIRM_CHANGE_RETURNED: (
        "Perubahan data {firm} belum bisa dipakai",
        "Perubahan data {firm} belum bisa dipakai:\n\n{reason}\n\nData yang lama tetap berlaku. Perbaiki di sini:\n{link}",
    ),
    K.FIRM_SUSPENDED: (
        "{firm} ditangguhkan",
        "Petugas menangguhkan {firm}:\n\n{reason}\n\nLowongannya tidak tampil untuk sementara. Balas ke kantor Disnaker bila ada yang keliru.",
    ),
    K.FIRM_CLOSED: (
        "{firm} sudah ditutup di SIKER",
        "{firm} sudah ditutup di SIKER. Lowongannya tidak tampil lagi, dan pelamarnya sudah diberi tahu.",
    ),
    K.MEMBER_INVITED: (
        "Undangan bergabung dengan {firm} di SIKER",
        "Anda diundang membantu {firm} di SIKER, layanan lowongan Disnaker. Buka tautan ini untuk membuat akun:\n{link}\n\n"
        "Tautan berlaku sampai {until} dan hanya bisa dipakai satu kali. Bila Anda tidak mengenal {firm}, abaikan surat ini.",
    ),
    K.VACANCY_PUBLISHED: (
        "Lowongan {title} sudah tampil",
        "Lowongan {title} (nomor {number}) sudah diperiksa dan tampil di portal dan di mesin Anjungan:\n{link}",
    ),
    K.VACANCY_RETURNED: (
        "Lowongan {title} perlu diperbaiki",
        "Lowongan {title} (nomor {number}) belum bisa tampil:\n\n{reason}\n\nPerbaiki di sini, lalu ajukan lagi:\n{link}",
    ),
    K.VACANCY_EXPIRING: (
        "Lowongan {title} berakhir {until}",
        "Lowongan {title} (nomor {number}) berakhir {until}. Masih mencari orang? Perpanjang di sini:\n{link}\n\n"
        "Sudah terisi? Tutup lowongannya dan catat siapa yang diterima, agar pelamar lain tidak menunggu.",
    ),
    K.VACANCY_ENDED: (
        "Lowongan {title} sudah ditutup",
        "Lowongan {title} (nomor {number}) sudah ditutup: {reason}. Catat siapa yang diterima di sini:\n{link}",
    ),
    K.APPLICATION_ARRIVED: (
        "Lamaran baru untuk {title}",
        "Ada lamaran baru untuk {title}. Nama dan CV pelamar hanya bisa dilihat setelah masuk:\n{link}",
    ),
    K.APPLICANT_WITHDREW: (
        "Seorang pelamar {title} menarik lamarannya",
        "Pelamar dengan nomor lamaran {number} untuk {title} menarik lamarannya. CV-nya tidak bisa dilihat lagi.",
    ),
    K.DECISION_REOPENED: (
        "Keputusan lamaran {number} dibuka lagi",
        "Keputusan untuk lamaran nomor {number} ({title}) ternyata salah catat, jadi petugas Disnaker membukanya lagi. "
        "Lihat pelamarnya, lalu catat keputusan yang benar:\n{link}\n\nLowongan yang sudah ditutup tidak ikut dibuka.",
    ),
    K.APPLICATION_RECEIVED: (
        "Lamaran {title} sudah diterima",
        "Lamaran Anda untuk {title} di {employer} sudah diterima. Nomor lamaran: {number}.\n\n" + _AGAIN,
    ),
    K.APPLICATION_INVITED: (
        "Undangan dari {employer}",
        "Kabar baik: {employer} mengundang Anda untuk {title} (nomor lamaran {number}).\n\nKapan: {when}\nDi mana: {place}\n\n"
        "Bawa KTP dan kartu AK/I. Melamar kerja tidak dipungut biaya: jangan bayar kepada siapa pun.",
    ),
    K.APPLICATION_HIRED: (
        "Selamat, Anda diterima di {employer}",
        "Selamat! {employer} mencatat Anda diterima bekerja sebagai {title} (nomor lamaran {number}).\n\n"
        "Bila ini tidak benar, beri tahu kantor Disnaker.",
    ),
    K.APPLICATION_NOT_HIRED: (
        "Kabar lamaran {title}",
        "{employer} belum dapat menerima Anda untuk {title} (nomor lamaran {number}).\nAlasannya: {reason}.\n\n"
        "Jangan berkecil hati. Lowongan lain di dekat Anda bisa dilihat di portal dan di mesin Anjungan.",
    ),
    K.APPLICATION_WITHDRAWN: (
        "Lamaran {title} sudah ditarik",
        "Lamaran Anda untuk {title} di {employer} (nomor {number}) sudah ditarik. Pemberi kerja tidak bisa melihat data Anda lagi.\n\n"
        "Bukan Anda yang menariknya? Ganti kata sandi Anda, lalu beri tahu kantor Disnaker.",
    ),
    K.APPLICATION_REOPENED: (
        "Lamaran {title} dipertimbangkan lagi",
        "Mohon maaf, kabar terakhir tentang lamaran Anda untuk {title} di {employer} (nomor lamaran {number}) ternyata salah catat. "
        "Lamaran Anda belum diputuskan dan sekarang dipertimbangkan lagi.\n\n"
        "Tunggu kabar berikutnya, dan pastikan HP Anda bisa dihubungi. Ada pertanyaan? Kantor Disnaker siap membantu.\n\n" + _AGAIN,
    ),
    K.VACANCY_CLOSED: (
        "Lowongan {title} sudah ditutup",
        "Lowongan {title} di {employer} sudah ditutup, jadi lamaran Anda (nomor {number}) tidak dilanjutkan.\n\n"
        "Lowongan yang mirip bisa dicari di portal dan di mesin Anjungan.",
    ),
    K.CANDIDATE_INVITED: (
        "{employer} mengajak Anda melamar",
        "{employer} melihat profil yang Anda izinkan, dan mengajak Anda melamar {title}:\n{link}\n\n"
        "Anda bebas melamar atau tidak. Tidak mau diajak lagi? Cabut izinnya di halaman akun Anda.",
    ),
    K.REFERRAL_MADE: (
        "Panggilan dari Disnaker: {title}",
        "Petugas Disnaker memanggil Anda untuk {title} di {employer}. Nomor surat: {number}.\n\nKapan: {when}\nDi mana: {place}\n\n"
        "Bawa KTP dan kartu AK/I.",
    ),
    K.ACCOUNT_OPENED: (
        "Akun SIKER Anda sudah siap",
        "Akun pencari kerja Anda sudah siap. Masuk di sini:\n{link}\n\n"
        "Bukan Anda yang membuatnya? Datang ke kantor Disnaker dengan KTP, kami bantu menutupnya.",
    ),
    K.CONTACT_CHANGED: (
        "Nama masuk SIKER Anda diganti",
        "Mulai sekarang akun Anda masuk dengan nomor atau email yang lain. Bukan Anda yang menggantinya? Beri tahu kantor Disnaker.",
    ),
    K.PASSWORD_RESET: (
        "Buat kata sandi baru",
        "Buka tautan ini untuk membuat kata sandi baru:\n{link}\n\nTautan berlaku dua jam, satu kali pakai. "
        "Bila Anda tidak memintanya, abaikan surat ini; kata sandi Anda tetap.",
    ),
    K.PASSWORD_CHANGED: (
        "Kata sandi Anda sudah diganti",
        "Kata sandi akun SIKER Anda baru saja diganti. Bukan Anda yang menggantinya? Segera beri tahu kantor Disnaker.",
    ),
    K.ERASURE_ASKED: (
        "Permintaan hapus data sudah kami terima",
        "Permintaan Anda untuk menghapus data sudah kami terima. Petugas menjawab paling lambat {until}.",
    ),
    K.ERASURE_REFUSED: (
        "Data Anda belum bisa dihapus",
        "Petugas sudah memeriksa permintaan Anda. Data belum bisa dihapus:\n\n{reason}\n\nAnda boleh meminta lagi atau bertanya di kantor.",
    ),
    K.DATA_ERASED: (
        "Data Anda sudah dihapus",
        "Data pribadi Anda di SIKER sudah dihapus dan akun Anda sudah ditutup. Yang tersisa hanya nomor kartu dan hitungan tanpa nama.\n\n"
        "Bila suatu hari mencari kerja lagi, Anda boleh mendaftar dari awal di mesin Anjungan.",
    ),
}  # fmt: skip


def needed(kind: K) -> frozenset[str]:
    """The names of the values a letter needs."""
    subject, body = TEXTS[kind]
    return frozenset(name for text in (subject, body) for _, name, _, _ in string.Formatter().parse(text) if name)


def check(kind: K, values: Mapping[str, str]) -> None:
    """Raises MissingValueError when the letter could not be written."""
    if missing := sorted(needed(kind) - values.keys()):
        raise MissingValueError(f"{kind.value}: {', '.join(missing)}")


def letter(kind: K, values: Mapping[str, str], sender: str) -> Letter:
    """Fill in a letter. Values lose line breaks and are cut at ``VALUE_MAX``, so that none can forge a header or a second letter."""
    check(kind, values)
    plain = {name: " ".join(values[name].split())[:VALUE_MAX] for name in needed(kind)}
    subject, body = TEXTS[kind]
    return Letter(
        subject.format(**plain)[:150],
        f"Halo,\n\n{body.format(**plain)}\n\nSalam,\n{sender}\n\nSurat ini dikirim otomatis. Layanan Disnaker gratis.\n",
    )
