"""The words of firms on the portal."""

from __future__ import annotations

from siker.employers.models import FirmKind, FirmState, MemberRole

KINDS = {
    FirmKind.SWASTA: "Perusahaan swasta", FirmKind.USAHA_LAIN: "Usaha lain (UD, CV, toko, warung)",
    FirmKind.PERORANGAN: "Perorangan atau rumah tangga",
    FirmKind.KOPERASI: "Koperasi", FirmKind.BUMN_BUMD: "BUMN atau BUMD", FirmKind.PEMERINTAH: "Instansi pemerintah",
}  # fmt: skip
STATES = {
    FirmState.PENDING: "Menunggu Disnaker", FirmState.VERIFIED: "Terverifikasi", FirmState.RETURNED: "Perlu diperbaiki",
    FirmState.SUSPENDED: "Ditangguhkan", FirmState.CLOSED: "Ditutup",
}  # fmt: skip
ROLES = {
    MemberRole.OWNER: "Pengurus: semuanya, juga rekan dan data perusahaan", MemberRole.RECRUITER: "Perekrut: lowongan dan pelamar",
    MemberRole.VIEWER: "Pembaca: hanya melihat",
}  # fmt: skip
ROLE_NAMES = {MemberRole.OWNER: "Pengurus", MemberRole.RECRUITER: "Perekrut", MemberRole.VIEWER: "Pembaca"}
FIELDS = {
    "name": "Nama perusahaan", "nib": "NIB", "kind": "Bentuk usaha", "kbli": "Bidang usaha", "small": "Usaha mikro atau kecil",
    "address": "Alamat", "kode": "Kelurahan atau kecamatan", "phone": "Telepon", "email": "Email", "website": "Situs",
    "contact_name": "Penghubung", "about": "Tentang perusahaan",
}  # fmt: skip
HINTS = {
    "nib": "13 angka, dari dokumen NIB (oss.go.id).", "name": "Seperti di dokumen NIB, misalnya PT, CV, atau UD di depan.",
    "small": "Modal paling banyak Rp5 miliar di luar tanah dan bangunan (PP 7/2021).",
    "tempat": "Misalnya: Randugarut, Tugu. Mulai ketik, lalu pilih.", "website": "Boleh kosong.",
    "about": "Beberapa kalimat untuk pelamar. Boleh kosong.", "phone": "Telepon kantor bila ada. Petugas kami akan menghubungi.",
    "email": "Untuk kabar tentang lowongan dan pelamar.",
    "account_email": "Dengan alamat ini Anda masuk. Pakai alamat perusahaan bila ada.",
    "password1": "Paling sedikit 12 huruf. Beberapa kata yang mudah Anda ingat lebih kuat daripada satu kata rumit.",
}  # fmt: skip
FLAGS = {
    "free_mail": "Alamat email layanan gratis, bukan milik perusahaan.",
    "same_phone": "Nomor telepon ini sudah dipakai perusahaan lain: {other}.",
    "same_name": "Nama yang sama sudah terdaftar dengan NIB lain: {other}.", "outside": "Alamatnya di luar wilayah kantor ini.",
}  # fmt: skip
