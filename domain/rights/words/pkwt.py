"""Words of PKWT compensation."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "pkwt.masa_kerja_tanggal.kata": "Masa kontrak dari tanggal mulai sampai selesai",
        "pkwt.masa_kerja_tanggal.angka": "{awal} sampai {akhir} = {bulan} bulan {hari} hari, dihitung {hasil} bulan",
        "pkwt.tka.kata": "Tenaga kerja asing tidak mendapat uang kompensasi",
        "pkwt.tka.angka": "{hasil:rp}",
        "pkwt.terlalu_singkat.kata": "Uang kompensasi diberikan kalau bekerja paling sedikit {minimal} bulan",
        "pkwt.terlalu_singkat.angka": "{bulan} bulan, kurang dari {minimal} bulan",
        "pkwt.kesepakatan.kata": "Usaha mikro dan kecil wajib membayar, tetapi besarnya menurut kesepakatan",
        "pkwt.kesepakatan.angka": "Besarnya dibicarakan Anda dan perusahaan",
        "pkwt.upah_dasar.kata": "Dasar hitungan = upah pokok + tunjangan tetap",
        "pkwt.upah_dasar.angka": "{pokok:rp} + {tetap:rp} = {hasil:rp}",
        "pkwt.periode_singkat.kata": "Saat periode {nomor} selesai, masa kerja belum {minimal} bulan",
        "pkwt.periode_singkat.angka": "{bulan} bulan: {hasil:rp}",
        "pkwt.kompensasi.kata": "Uang kompensasi = masa kontrak ÷ {pembagi} × upah sebulan",
        "pkwt.kompensasi.angka": "{bulan} ÷ {pembagi} × {upah:rp} = {hasil:rp}",
        "pkwt.kompensasi_periode.kata": "Periode {nomor}: masa kontrak ÷ {pembagi} × upah sebulan, dibayar saat periode itu "
        "selesai",
        "pkwt.kompensasi_periode.angka": "{bulan} ÷ {pembagi} × {upah:rp} = {hasil:rp}",
        "pkwt.jumlah.kata": "Jumlah semua periode",
        "pkwt.jumlah.angka": "{daftar} = {hasil:rp}",
        "peringatan.pkwt_terlalu_lama": "Kontrak paling lama {bulan} bulan, sudah termasuk perpanjangan. "
        "Kontrak Anda lebih lama; tanyakan status Anda ke petugas.",
        "peringatan.pkwt_peralihan": "Masa kontrak dihitung mulai {awal}, saat aturan kompensasi mulai berlaku.",
    }
)
