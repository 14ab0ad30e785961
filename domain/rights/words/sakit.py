"""Words of the wage during illness."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "upah_sakit.tahap.kata": "Mulai bulan sakit ke-{mulai}, selama {bulan} bulan: {porsi:pct} dari upah",
        "upah_sakit.tahap.angka": "{upah:rp} × {porsi:pct} = {hasil:rp} sebulan",
        "upah_sakit.total.kata": "Jumlah selama {bulan} bulan sakit",
        "upah_sakit.total.angka": "{hasil:rp}",
    }
)
