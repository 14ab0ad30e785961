"""Words of the minimum-wage check."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "umk_cek.umk.kata": "Upah minimum tahun {tahun:th}",
        "umk_cek.umk.angka": "{hasil:rp}",
        "umk_cek.dikecualikan.kata": "Usaha mikro dan kecil boleh memakai upah kesepakatan di atas batas tertentu",
        "umk_cek.dikecualikan.angka": "Paling sedikit 50% rata-rata pengeluaran warga dan 25% di atas garis kemiskinan",
        "umk_cek.upah_dasar.kata": "Yang dibandingkan = upah pokok + tunjangan tetap",
        "umk_cek.upah_dasar.angka": "{pokok:rp} + {tetap:rp} = {hasil:rp}",
        "umk_cek.memenuhi.kata": "Upah Anda sudah sama dengan atau di atas upah minimum",
        "umk_cek.memenuhi.angka": "{upah:rp} dibanding {umk:rp}",
        "umk_cek.kekurangan.kata": "Kekurangan = upah minimum − upah Anda",
        "umk_cek.kekurangan.angka": "{umk:rp} − {upah:rp} = {hasil:rp}",
        "anggapan.wilayah_semarang": "Kami memakai upah minimum Kota Semarang.",
        "peringatan.lapor_pengawas": "Membayar di bawah upah minimum dilarang. Laporkan ke pengawas ketenagakerjaan.",
        "peringatan.pokok_terlalu_kecil": "Upah pokok seharusnya paling sedikit {porsi:pct} dari upah pokok + tunjangan tetap.",
    }
)
