"""Which codes the tables must hold and which values make sense for them, so a slip of a digit is caught at load.

The values themselves live in ``assets/legal``; a bound here is a plausibility limit, not law.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which values make sense for a code, so a slip of a digit is caught at load."""

    low: Fraction
    high: Fraction
    whole: bool = False


_SHARE = Bounds(Fraction(0), Fraction(1))
_COUNT = Bounds(Fraction(1), Fraction(1000), whole=True)
MONEY = Bounds(Fraction(100_000), Fraction(1_000_000_000))
TIMES = Bounds(Fraction(0), Fraction(10))

SCALARS: Mapping[str, Bounds] = {
    "phk.harian_kali": _COUNT,
    "pkwt.pembagi_bulan": _COUNT,
    "pkwt.masa_minimal_bulan": _COUNT,
    "pkwt.maksimal_bulan": _COUNT,
    "pkwt.hari_sebulan": _COUNT,
    "thr.masa_minimal_bulan": _COUNT,
    "thr.masa_penuh_bulan": _COUNT,
    "thr.hari_sebelum": _COUNT,
    "thr.denda": _SHARE,
    "thr.hari_sebulan": _COUNT,
    "lembur.jam_diatur_libur_6": _COUNT,
    "lembur.jam_diatur_libur_terpendek_6": _COUNT,
    "lembur.jam_diatur_libur_5": _COUNT,
    "lembur.pembagi_jam": _COUNT,
    "lembur.porsi_dasar": _SHARE,
    "lembur.harian_kali_6": _COUNT,
    "lembur.harian_kali_5": _COUNT,
    "lembur.maksimal_jam_sehari": _COUNT,
    "lembur.maksimal_jam_seminggu": _COUNT,
    "lembur.jam_kerja_6": _COUNT,
    "lembur.jam_kerja_5": _COUNT,
    "lembur.jam_makan": _COUNT,
    "jkp.lama_bulan": _COUNT,
    "jkp.batas_upah": MONEY,
    "jkp.iur_minimal_bulan": _COUNT,
    "jkp.batas_klaim_bulan": _COUNT,
    "jkp.maksimal_klaim": _COUNT,
    "jkp.usia_daftar_batas": _COUNT,
    "pph21.tahun_final": _COUNT,
    "upah.pokok_minimal": _SHARE,
    "cuti.pembagi_6": _COUNT,
    "cuti.pembagi_5": _COUNT,
    "cuti.hak_hari": _COUNT,
    "prorata.bagi_25": _COUNT,
    "prorata.bagi_21": _COUNT,
    "prorata.jam_173": _COUNT,
    "jht.pengusaha": _SHARE,
    "jht.pekerja": _SHARE,
    "jp.pengusaha": _SHARE,
    "jp.pekerja": _SHARE,
    "jp.batas_upah": MONEY,
}
OPTIONAL_SCALARS: Mapping[str, Bounds] = {"jkp.iur_berturut_bulan": _COUNT}
# A ladder's first rung must start here, whatever the period, or some input would fall through.
BRACKETS: Mapping[str, tuple[int, Bounds]] = {
    "phk.up": (0, Bounds(Fraction(0), Fraction(100))),
    "phk.upmk": (0, Bounds(Fraction(0), Fraction(100))),
    "lembur.kerja": (0, TIMES),
    "lembur.libur_6": (0, TIMES),
    "lembur.libur_terpendek_6": (0, TIMES),
    "lembur.libur_5": (0, TIMES),
    "jkp.persen": (1, _SHARE),
    "pph21.pesangon": (0, _SHARE),
    "pph21.manfaat_pensiun_tht_jht": (0, _SHARE),
    "sakit.persen": (1, _SHARE),
}
PROVISIONS = frozenset({
    "phk.upah_dasar", "phk.upah_satuan_hasil", "phk.masa_kerja", "phk.total", "phk.uph_cuti", "phk.uph_lain",
    "phk.uang_pisah", "phk.usaha_kecil", "phk.imbangan_pensiun",
    "pkwt.upah", "pkwt.tiap_periode", "pkwt.tka", "pkwt.usaha_kecil", "pkwt.peralihan",
    "thr.upah", "thr.upah_rata2", "thr.kontrak_berakhir",
    "lembur.dasar", "lembur.satuan_hasil", "lembur.bagian_jam", "lembur.lewat_tangga", "lembur.upah_lembur",
    "jkp.alasan", "umk.pembanding", "umk.usaha_kecil", "cuti.nilai", "prorata.cara",
})  # fmt: skip
