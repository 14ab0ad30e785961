"""Words of the holiday allowance."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "thr.masa_kerja_tanggal.kata": "Masa kerja dari tanggal masuk sampai hari raya",
        "thr.masa_kerja_tanggal.angka": "{awal} sampai {akhir} = {bulan} bulan {hari} hari, dihitung {hasil} bulan",
        "thr.terlalu_singkat.kata": "THR diberikan kalau bekerja paling sedikit {minimal} bulan",
        "thr.terlalu_singkat.angka": "{bulan} bulan, kurang dari {minimal} bulan",
        "thr.kontrak_berakhir.kata": "Kontrak yang berakhir sebelum hari raya tidak mendapat THR",
        "thr.kontrak_berakhir.angka": "{hasil:rp}",
        "thr.phk_terlalu_awal.kata": "Pekerja tetap yang di-PHK paling lama {batas} hari sebelum hari raya masih mendapat THR",
        "thr.phk_terlalu_awal.angka": "{hari} hari sebelumnya, lebih dari {batas} hari: {hasil:rp}",
        "thr.phk_masih_berhak.kata": "Pekerja tetap yang di-PHK paling lama {batas} hari sebelum hari raya masih mendapat THR",
        "thr.phk_masih_berhak.angka": "{hari} hari sebelumnya: tetap berhak",
        "thr.upah_dasar.kata": "Upah sebulan = upah pokok + tunjangan tetap",
        "thr.upah_dasar.angka": "{pokok:rp} + {tetap:rp} = {hasil:rp}",
        "thr.rata_rata.kata": "Upah sebulan = rata-rata upah yang diterima",
        "thr.rata_rata.angka": "{jumlah:rp} ÷ {banyak} bulan = {hasil:rp}",
        "thr.penuh.kata": "Bekerja {penuh} bulan atau lebih: THR satu bulan upah",
        "thr.penuh.angka": "1 × {upah:rp} = {hasil:rp}",
        "thr.prorata.kata": "Bekerja kurang dari {penuh} bulan: masa kerja ÷ {penuh} × upah sebulan",
        "thr.prorata.angka": "{bulan} ÷ {penuh} × {upah:rp} = {hasil:rp}",
        "thr.denda.kata": "Terlambat membayar: denda {porsi:pct} dari THR",
        "thr.denda.angka": "{thr:rp} × {porsi:pct} = {hasil:rp}",
        "anggapan.pkwtt": "Anda tidak mengisi status. Kami anggap Anda pekerja tetap.",
        "peringatan.denda_thr": "Denda dipakai untuk kesejahteraan pekerja menurut aturan perusahaan. THR tetap wajib dibayar.",
        "peringatan.bulan_upah_kurang": "Anda mengisi upah {isi} bulan, seharusnya {perlu} bulan. "
        "Rata-rata dihitung dari bulan yang diisi saja.",
    }
)
