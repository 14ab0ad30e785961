"""Words of PHK and of the pension offset."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "phk.alasan.kata": "Alasan PHK menentukan pengali uang pesangon",
        "phk.alasan.angka": "{alasan}",
        "phk.kesepakatan.kata": "Usaha mikro dan kecil wajib membayar, tetapi besarnya menurut kesepakatan",
        "phk.kesepakatan.angka": "Besarnya dibicarakan Anda dan perusahaan",
        "phk.masa_kerja.kata": "Masa kerja: yang dihitung tahun penuh",
        "phk.masa_kerja.angka": "{tahun} tahun {bulan} bulan = {hasil} tahun penuh",
        "phk.masa_kerja_tanggal.kata": "Masa kerja dari tanggal masuk sampai tanggal berakhir: yang dihitung tahun penuh",
        "phk.masa_kerja_tanggal.angka": "{awal} sampai {akhir}, lewat {bulan} bulan {hari} hari dari {hasil} tahun penuh",
        "phk.upah_dasar.kata": "Dasar hitungan = upah pokok + tunjangan tetap",
        "phk.upah_dasar.angka": "{pokok:rp} + {tetap:rp} = {hasil:rp}",
        "phk.upah_dasar_harian.kata": "Dasar hitungan = upah sehari × {kali}",
        "phk.upah_dasar_harian.angka": "{harian:rp} × {kali} = {hasil:rp}",
        "phk.upah_dasar_hasil.kata": "Dasar hitungan = rata-rata upah 12 bulan terakhir, paling sedikit upah minimum",
        "phk.upah_dasar_hasil.angka": "Yang lebih besar dari {rata2:rp} dan {minimum:rp} = {hasil:rp}",
        "phk.up_bulan.kata": "Uang pesangon menurut masa kerja",
        "phk.up_bulan.angka": "{tahun} tahun penuh = {hasil} bulan upah",
        "phk.up.kata": "Uang pesangon = bulan upah × dasar hitungan × pengali alasan",
        "phk.up.angka": "{bulan} × {upah:rp} × {kali} = {hasil:rp}",
        "phk.up_tidak_ada.kata": "Alasan ini tidak memberi uang pesangon",
        "phk.up_tidak_ada.angka": "{hasil:rp}",
        "phk.upmk_bulan.kata": "Uang penghargaan masa kerja menurut masa kerja",
        "phk.upmk_bulan.angka": "{tahun} tahun penuh = {hasil} bulan upah",
        "phk.upmk.kata": "Uang penghargaan = bulan upah × dasar hitungan × {kali} (tidak ikut pengali pesangon)",
        "phk.upmk.angka": "{bulan} × {upah:rp} × {kali} = {hasil:rp}",
        "phk.upmk_tidak_ada.kata": "Alasan ini tidak memberi uang penghargaan masa kerja",
        "phk.upmk_tidak_ada.angka": "{hasil:rp}",
        "phk.cuti.kata": "Sisa cuti jadi uang = dasar hitungan × sisa hari ÷ pembagi",
        "phk.cuti.angka": "{upah:rp} × {hari} ÷ {pembagi} = {hasil:rp}",
        "phk.uph_lain.kata": "Penggantian hak lain = ongkos pulang + hak lain dari perusahaan",
        "phk.uph_lain.angka": "{ongkos:rp} + {lain:rp} = {hasil:rp}",
        "phk.uang_pisah.kata": "Uang pisah menurut perjanjian atau aturan perusahaan",
        "phk.uang_pisah.angka": "{pisah:rp}",
        "phk.total.kata": "Jumlah = pesangon + penghargaan + sisa cuti + hak lain + uang pisah",
        "phk.total.angka": "{up:rp} + {upmk:rp} + {cuti:rp} + {lain:rp} + {pisah:rp} = {hasil:rp}",
        "phk.diperhitungkan.kata": "Dana pensiun yang diperhitungkan = manfaat pensiun × bagian iuran perusahaan",
        "phk.diperhitungkan.angka": "{manfaat:rp} × {porsi:pct} = {hasil:rp}",
        "phk.kekurangan_pensiun.kata": "Yang masih dibayar perusahaan = pesangon + penghargaan + uang pisah − dana pensiun itu",
        "phk.kekurangan_pensiun.angka": "{hak:rp} − {hitung:rp} = {hasil:rp} (paling sedikit nol)",
        "phk_offset_pensiun.diperhitungkan.kata": "Dana pensiun yang diperhitungkan = manfaat pensiun × bagian iuran perusahaan",
        "phk_offset_pensiun.diperhitungkan.angka": "{manfaat:rp} × {porsi:pct} = {hasil:rp}",
        "phk_offset_pensiun.kekurangan_pensiun.kata": "Yang masih dibayar perusahaan = hak Anda − dana pensiun itu",
        "phk_offset_pensiun.kekurangan_pensiun.angka": "{hak:rp} − {hitung:rp} = {hasil:rp} (paling sedikit nol)",
        "anggapan.masa_kontrak_sebelumnya": "Masa kontrak sebelum jadi pekerja tetap ikut dihitung hanya kalau tidak terputus. "
        "Kami memakai masa kerja seperti yang Anda isi.",
        "peringatan.kurang_sehari": "Kurang satu hari dari {tahun} tahun, dan golongannya berbeda. "
        "Pastikan hari terakhir Anda ke petugas.",
        "peringatan.phk_di_bawah_umk": "Upah {upah:rp} lebih kecil dari UMK Kota Semarang {umk:rp}. "
        "Kalau dihitung dengan UMK, jumlahnya {total:rp}. Laporkan ke pengawas ketenagakerjaan.",
        "peringatan.uang_pisah_bukan_perintah": "Untuk alasan ini undang-undang tidak mewajibkan uang pisah. "
        "Kami menambahkannya karena Anda mengisinya dari aturan perusahaan.",
        "peringatan.uang_pisah_tanyakan": "Alasan ini memberi hak uang pisah. Besarnya ada di perjanjian atau aturan perusahaan; "
        "tanyakan.",
        "peringatan.imbangan_harus_diatur": "Potongan dana pensiun ini harus tertulis di perjanjian kerja, "
        "aturan perusahaan, atau PKB. "
        "Penggantian hak (cuti, ongkos pulang) tidak boleh ikut dipotong.",
    }
)
