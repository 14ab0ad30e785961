"""Words of the job-loss benefit."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "jkp.berhak.kata": "Syarat iuran: paling sedikit {perlu} bulan dalam 24 bulan terakhir",
        "jkp.berhak.angka": "{bulan} bulan: terpenuhi",
        "jkp.upah.kata": "Upah yang dipakai = upah terakhir yang dilaporkan, paling tinggi {batas:rp}",
        "jkp.upah.angka": "Yang lebih kecil dari {upah:rp} dan {batas:rp} = {hasil:rp}",
        "jkp.sebulan.kata": "Mulai bulan ke-{mulai}: {porsi:pct} dari upah itu setiap bulan",
        "jkp.sebulan.angka": "{porsi:pct} × {upah:rp} = {hasil:rp}",
        "jkp.total.kata": "Jumlah paling lama {bulan} bulan",
        "jkp.total.angka": "{hasil:rp}",
        "jkp.alasan_mengundurkan_diri.kata": "Mengundurkan diri tidak mendapat JKP",
        "jkp.alasan_mengundurkan_diri.angka": "{hasil:rp}",
        "jkp.alasan_cacat_total_tetap.kata": "Cacat total tetap tidak mendapat JKP (ada jaminan lain)",
        "jkp.alasan_cacat_total_tetap.angka": "{hasil:rp}",
        "jkp.alasan_pensiun.kata": "Pensiun tidak mendapat JKP (ada jaminan lain)",
        "jkp.alasan_pensiun.angka": "{hasil:rp}",
        "jkp.alasan_meninggal.kata": "Meninggal dunia tidak mendapat JKP (ada jaminan lain bagi ahli waris)",
        "jkp.alasan_meninggal.angka": "{hasil:rp}",
        "jkp.alasan_pkwt_berakhir.kata": "Kontrak yang habis waktunya tidak mendapat JKP. "
        "Kontrak yang diputus sebelum waktunya mendapat: pilih PHK",
        "jkp.alasan_pkwt_berakhir.angka": "{hasil:rp}",
        "jkp.iuran_kurang.kata": "Iuran harus paling sedikit {perlu} bulan dalam 24 bulan terakhir",
        "jkp.iuran_kurang.angka": "{bulan} bulan, kurang dari {perlu} bulan",
        "jkp.iuran_terputus.kata": "Iuran harus paling sedikit {perlu} bulan berturut-turut sebelum PHK (aturan lama)",
        "jkp.iuran_terputus.angka": "{bulan} bulan, kurang dari {perlu} bulan",
        "jkp.klaim_lewat.kata": "Pengajuan paling lambat {batas} bulan sesudah PHK",
        "jkp.klaim_lewat.angka": "{bulan} bulan, lewat dari {batas} bulan",
        "jkp.klaim_habis.kata": "JKP paling banyak {batas} kali selama bekerja",
        "jkp.klaim_habis.angka": "Sudah {batas} kali",
        "jkp.usia_lewat.kata": "Saat didaftarkan, usia harus di bawah {batas} tahun",
        "jkp.usia_lewat.angka": "{usia} tahun",
        "anggapan.klaim_tepat_waktu": "Kami anggap Anda mengajukan JKP paling lambat {batas} bulan sesudah PHK.",
        "anggapan.iuran_berturut": "Kami anggap iuran Anda {perlu} bulan berturut-turut sebelum PHK (aturan lama).",
    }
)
