"""Words of a part of a month's wage."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "upah_prorata.cara_hari_kerja.kata": "Upah sebulan × hari kerja yang dijalani ÷ hari kerja bulan itu",
        "upah_prorata.cara_hari_kerja.angka": "{upah:rp} × {bagian} ÷ {penuh} = {hasil:rp}",
        "upah_prorata.cara_kalender.kata": "Upah sebulan × hari yang dijalani ÷ jumlah hari bulan itu",
        "upah_prorata.cara_kalender.angka": "{upah:rp} × {bagian} ÷ {penuh} = {hasil:rp}",
        "upah_prorata.cara_bagi_25.kata": "Upah sebulan × hari yang dijalani ÷ {penuh} (6 hari kerja seminggu)",
        "upah_prorata.cara_bagi_25.angka": "{upah:rp} × {bagian} ÷ {penuh} = {hasil:rp}",
        "upah_prorata.cara_bagi_21.kata": "Upah sebulan × hari yang dijalani ÷ {penuh} (5 hari kerja seminggu)",
        "upah_prorata.cara_bagi_21.angka": "{upah:rp} × {bagian} ÷ {penuh} = {hasil:rp}",
        "upah_prorata.cara_jam_173.kata": "Upah sebulan × jam yang dijalani ÷ {penuh}",
        "upah_prorata.cara_jam_173.angka": "{upah:rp} × {bagian} ÷ {penuh} = {hasil:rp}",
        "peringatan.prorata_lebih_dari_sebulan": "Hasilnya lebih besar dari upah sebulan {upah:rp}. "
        "Cara ini kurang cocok untuk bulan itu.",
    }
)
