"""Refusals: what is wrong with an answer and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "tolak.unknown_topic": "Hitungan itu tidak ada. Pilih salah satu: {pilihan}.",
        "tolak.not_an_object": "{label} harus berisi pasangan nama isian dan nilainya.",
        "tolak.missing": "{label} belum diisi. Isi dulu, lalu hitung lagi.",
        "tolak.not_a_whole_number": "{label} harus angka bulat. Tulis angkanya saja, tanpa titik, koma, atau huruf.",
        "tolak.not_a_number": "{label} harus angka. Tulis angkanya saja, tanpa huruf.",
        "tolak.too_many_decimals": "{label} paling banyak {places} angka di belakang koma.",
        "tolak.not_a_text": "{label} harus dipilih dari daftar.",
        "tolak.not_yes_no": "{label}: jawab ya atau tidak.",
        "tolak.not_a_date": "{label} harus tanggal, tulis tahun-bulan-hari. Contoh: 2026-11-23.",
        "tolak.impossible_date": "{label}: tanggal itu tidak ada di kalender. Periksa hari dan bulannya.",
        "tolak.date_too_far": "{label} harus antara {awal} dan {akhir}. Periksa tahunnya.",
        "tolak.not_a_list": "{label} harus berupa daftar.",
        "tolak.empty_list": "{label} masih kosong. Isi paling sedikit satu.",
        "tolak.list_too_long": "{label} paling banyak {limit} baris.",
        "tolak.unknown_choice": "{label} tidak ada di daftar. Pilih salah satu: {pilihan}.",
        "tolak.negative": "{label} tidak boleh kurang dari nol.",
        "tolak.too_small": "{label} terlalu kecil. Paling sedikit {limit}. {saran}",
        "tolak.too_large": "{label} terlalu besar. Paling banyak {limit}. {saran}",
        "tolak.two_answers": "{label} dan {other} mengisi hal yang sama. Isi salah satu saja.",
        "tolak.end_before_start": "{label} {akhir} lebih awal dari tanggal mulai {awal}. Periksa kedua tanggal.",
        "tolak.service_too_long": "Masa kerja Anda jadi lebih dari {tahun} tahun. Periksa kedua tanggal.",
        "tolak.leave_above_entitlement": "Sisa cuti {hari} hari lebih banyak dari hak cuti {hak} hari setahun. "
        "Kalau perusahaan memberi lebih, isi juga hak cuti Anda.",
        "tolak.more_hours_than_a_day": "Lembur {jam} jam tidak muat dalam sehari. Selain jam kerja biasa, paling banyak {batas} "
        "jam.",
        "tolak.more_days_than_full": "Hari yang Anda jalani ({hari}) lebih banyak dari hari penuh ({penuh}). Periksa keduanya.",
        "tolak.more_months_than_service": "Anda mengisi upah {isi} bulan, padahal masa kerja {masa} bulan. Periksa keduanya.",
        "tolak.no_table": "Kami belum punya aturan untuk {tanggal}. Periksa tanggal atau tahunnya, atau tanyakan ke petugas.",
        "tolak.unreadable": "{label} tidak bisa dibaca. Pastikan isinya JSON berupa daftar kasus.",
    }
)
