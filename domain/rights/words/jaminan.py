"""Words of the JHT and JP contributions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "jht_iuran.pengusaha.kata": "Iuran perusahaan = {porsi:pct} dari upah",
        "jht_iuran.pengusaha.angka": "{upah:rp} × {porsi:pct} = {hasil:rp}",
        "jht_iuran.pekerja.kata": "Iuran Anda = {porsi:pct} dari upah",
        "jht_iuran.pekerja.angka": "{upah:rp} × {porsi:pct} = {hasil:rp}",
        "jht_iuran.iuran_bulanan.kata": "Iuran sebulan = iuran perusahaan + iuran Anda",
        "jht_iuran.iuran_bulanan.angka": "{pengusaha:rp} + {pekerja:rp} = {hasil:rp}",
        "jht_iuran.pokok_iuran.kata": "Jumlah iuran = iuran sebulan × jumlah bulan",
        "jht_iuran.pokok_iuran.angka": "{iuran:rp} × {bulan} = {hasil:rp}",
        "jp_iuran.upah_dihitung.kata": "Upah yang dihitung paling tinggi {batas:rp}",
        "jp_iuran.upah_dihitung.angka": "Yang lebih kecil dari {upah:rp} dan {batas:rp} = {hasil:rp}",
        "jp_iuran.pengusaha.kata": "Iuran perusahaan = {porsi:pct} dari upah yang dihitung",
        "jp_iuran.pengusaha.angka": "{upah:rp} × {porsi:pct} = {hasil:rp}",
        "jp_iuran.pekerja.kata": "Iuran Anda = {porsi:pct} dari upah yang dihitung",
        "jp_iuran.pekerja.angka": "{upah:rp} × {porsi:pct} = {hasil:rp}",
        "jp_iuran.iuran_bulanan.kata": "Iuran sebulan = iuran perusahaan + iuran Anda",
        "jp_iuran.iuran_bulanan.angka": "{pengusaha:rp} + {pekerja:rp} = {hasil:rp}",
        "anggapan.satu_bulan": "Anda tidak mengisi jumlah bulan. Kami menghitung satu bulan.",
        "anggapan.batas_upah_jp": "Batas upah JP memakai {batas:rp}.",
    }
)
