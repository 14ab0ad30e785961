"""Words of overtime."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "lembur.upah_dasar.kata": "Dasar hitungan = upah pokok + tunjangan tetap",
        "lembur.upah_dasar.angka": "{pokok:rp} + {tetap:rp} = {hasil:rp}",
        "lembur.dasar_penuh.kata": "Upah pokok + tunjangan tetap sudah {porsi:pct} dari semua upah atau lebih: itu dasarnya",
        "lembur.dasar_penuh.angka": "{pokok:rp} + {tetap:rp} = {hasil:rp}",
        "lembur.dasar_tiga_perempat.kata": "Upah pokok + tunjangan tetap kurang dari {porsi:pct}: "
        "dasarnya {porsi:pct} dari semua upah",
        "lembur.dasar_tiga_perempat.angka": "({pokok:rp} + {tetap:rp} + {tidak_tetap:rp}) × {porsi:pct} = {hasil:rp}",
        "lembur.upah_dasar_harian.kata": "Dasar hitungan = upah sehari × {kali}",
        "lembur.upah_dasar_harian.angka": "{harian:rp} × {kali} = {hasil:rp}",
        "lembur.upah_dasar_hasil.kata": "Dasar hitungan = rata-rata upah 12 bulan terakhir, paling sedikit upah minimum",
        "lembur.upah_dasar_hasil.angka": "Yang lebih besar dari {rata2:rp} dan {minimum:rp} = {hasil:rp}",
        "lembur.upah_sejam.kata": "Upah sejam = dasar hitungan ÷ {pembagi}",
        "lembur.upah_sejam.angka": "{dasar:rp} ÷ {pembagi} = {hasil:rp}",
        "lembur.sesi_kerja.kata": "Lembur {nomor}: hari kerja, {jam} jam, {kali} kali",
        "lembur.sesi_kerja.angka": "{rincian} = {hasil}",
        "lembur.sesi_libur.kata": "Lembur {nomor}: hari libur atau istirahat, {jam} jam, {kali} kali",
        "lembur.sesi_libur.angka": "{rincian} = {hasil}",
        "lembur.sesi_libur_hari_terpendek.kata": "Lembur {nomor}: libur resmi pada hari kerja terpendek, {jam} jam, {kali} kali",
        "lembur.sesi_libur_hari_terpendek.angka": "{rincian} = {hasil}",
        "lembur.jumlah_faktor.kata": "Jumlah semua pengali (dikalikan berapa kali lembur itu terjadi)",
        "lembur.jumlah_faktor.angka": "{hasil}",
        "lembur.upah_lembur.kata": "Upah lembur = dasar hitungan ÷ {pembagi} × jumlah pengali, baru dibulatkan di akhir",
        "lembur.upah_lembur.angka": "{dasar:rp} ÷ {pembagi} × {faktor} = {hasil:rp}",
        "peringatan.tanpa_hari_terpendek": "Lembur {nomor}: hari kerja terpendek hanya ada pada 6 hari kerja seminggu. "
        "Kami menghitungnya sebagai hari libur biasa.",
        "peringatan.lembur_sehari": "Lembur {nomor}: {jam} jam melewati batas {batas} jam sehari. "
        "Upahnya tetap harus dibayar; perusahaan melanggar aturan.",
        "peringatan.lembur_seminggu": "Jumlah lembur hari kerja {jam} jam. Batasnya {batas} jam seminggu. "
        "Kalau semua ini dalam satu minggu, perusahaan melanggar aturan.",
        "peringatan.lembur_lewat_tangga": "Lembur {nomor}: {jam} jam melewati {batas} jam yang diatur. "
        "Jam lebihnya kami hitung dengan pengali tertinggi.",
        "peringatan.lembur_makan": "Lembur {nomor}: lembur {jam} jam atau lebih berhak makan dan minum, tidak boleh diganti "
        "uang.",
    }
)
