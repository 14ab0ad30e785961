"""Steps and caveats of PHK, of the pension offset and of PKWT."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "phk.alasan.kata": "Sebabipun PHK nemtokaken pengalining uang pesangon",
        "phk.alasan.angka": "{alasan}",
        "phk.kesepakatan.kata": "Usaha mikro lan alit ugi kedah mbayar, nanging agengipun miturut rembagan",
        "phk.kesepakatan.angka": "Agengipun dipunrembag panjenengan lan perusahaan",
        "phk.masa_kerja.kata": "Dangunipun nyambut damel: ingkang dipunétang taun jangkep",
        "phk.masa_kerja.angka": "{tahun} taun {bulan} wulan = {hasil} taun jangkep",
        "phk.masa_kerja_tanggal.kata": "Dangunipun nyambut damel saking tanggal mlebet dumugi rampung: ingkang dipunétang "
        "taun jangkep",
        "phk.masa_kerja_tanggal.angka": "{awal} dumugi {akhir}, langkung {bulan} wulan {hari} dinten saking {hasil} taun jangkep",
        "phk.upah_dasar.kata": "Dhasar étangan = opah pokok + tunjangan tetep",
        "phk.upah_dasar.angka": "{pokok:rp} + {tetap:rp} = {hasil:rp}",
        "phk.upah_dasar_harian.kata": "Dhasar étangan = opah sedinten × {kali}",
        "phk.upah_dasar_harian.angka": "{harian:rp} × {kali} = {hasil:rp}",
        "phk.upah_dasar_hasil.kata": "Dhasar étangan = rata-rata opah 12 wulan pungkasan, paling sekedhik opah minimum",
        "phk.upah_dasar_hasil.angka": "Ingkang langkung ageng saking {rata2:rp} lan {minimum:rp} = {hasil:rp}",
        "phk.up_bulan.kata": "Uang pesangon miturut dangunipun nyambut damel",
        "phk.up_bulan.angka": "{tahun} taun jangkep = {hasil} wulan opah",
        "phk.up.kata": "Uang pesangon = wulan opah × dhasar étangan × pengalining sebab",
        "phk.up.angka": "{bulan} × {upah:rp} × {kali} = {hasil:rp}",
        "phk.up_tidak_ada.kata": "Sebab punika mboten maringi uang pesangon",
        "phk.up_tidak_ada.angka": "{hasil:rp}",
        "phk.upmk_bulan.kata": "Uang penghargaan masa kerja miturut dangunipun nyambut damel",
        "phk.upmk_bulan.angka": "{tahun} taun jangkep = {hasil} wulan opah",
        "phk.upmk.kata": "Uang penghargaan = wulan opah × dhasar étangan × {kali} (mboten tumut pengalining pesangon)",
        "phk.upmk.angka": "{bulan} × {upah:rp} × {kali} = {hasil:rp}",
        "phk.upmk_tidak_ada.kata": "Sebab punika mboten maringi uang penghargaan masa kerja",
        "phk.upmk_tidak_ada.angka": "{hasil:rp}",
        "phk.cuti.kata": "Sisa cuti dados arta = dhasar étangan × sisa dinten ÷ pembagi",
        "phk.cuti.angka": "{upah:rp} × {hari} ÷ {pembagi} = {hasil:rp}",
        "phk.uph_lain.kata": "Panggantosan hak sanès = ragad kondur + hak sanès saking perusahaan",
        "phk.uph_lain.angka": "{ongkos:rp} + {lain:rp} = {hasil:rp}",
        "phk.uang_pisah.kata": "Uang pisah miturut prajanjèn utawi aturan perusahaan",
        "phk.uang_pisah.angka": "{pisah:rp}",
        "phk.total.kata": "Gunggung = pesangon + penghargaan + sisa cuti + hak sanès + uang pisah",
        "phk.total.angka": "{up:rp} + {upmk:rp} + {cuti:rp} + {lain:rp} + {pisah:rp} = {hasil:rp}",
        "phk.diperhitungkan.kata": "Dana pensiun ingkang dipunétang = manfaat pensiun × péranganing iuran perusahaan",
        "phk.diperhitungkan.angka": "{manfaat:rp} × {porsi:pct} = {hasil:rp}",
        "phk.kekurangan_pensiun.kata": "Ingkang taksih dipunbayar perusahaan = pesangon + penghargaan + uang pisah − dana "
        "pensiun punika",
        "phk.kekurangan_pensiun.angka": "{hak:rp} − {hitung:rp} = {hasil:rp} (paling sekedhik nol)",
        "phk_offset_pensiun.diperhitungkan.kata": "Dana pensiun ingkang dipunétang = manfaat pensiun × péranganing iuran "
        "perusahaan",
        "phk_offset_pensiun.diperhitungkan.angka": "{manfaat:rp} × {porsi:pct} = {hasil:rp}",
        "phk_offset_pensiun.kekurangan_pensiun.kata": "Ingkang taksih dipunbayar perusahaan = hak panjenengan − dana pensiun "
        "punika",
        "phk_offset_pensiun.kekurangan_pensiun.angka": "{hak:rp} − {hitung:rp} = {hasil:rp} (paling sekedhik nol)",
        "anggapan.masa_kontrak_sebelumnya": "Wekdal kontrak saderengipun dados pakaryan tetep tumut dipunétang namung menawi "
        "mboten pedhot. Ingkang dipunagem dangunipun nyambut damel kados isian panjenengan.",
        "peringatan.kurang_sehari": "Kirang sedinten saking {tahun} taun, lan golonganipun béda. Mangga dinten pungkasan "
        "dipunpesthèkaken dhateng petugas.",
        "peringatan.phk_di_bawah_umk": "Opah {upah:rp} langkung alit tinimbang UMK Kota Semarang {umk:rp}. Menawi dipunétang "
        "ngagem UMK, gunggungipun {total:rp}. Mangga lapor dhateng pengawas ketenagakerjaan.",
        "peringatan.uang_pisah_bukan_perintah": "Kangge sebab punika undang-undang mboten mrentahaken uang pisah. "
        "Dipuntambahaken awit panjenengan ngisi saking aturan perusahaan.",
        "peringatan.uang_pisah_tanyakan": "Sebab punika maringi hak uang pisah. Agengipun wonten ing prajanjèn utawi aturan "
        "perusahaan; mangga nyuwun pirsa.",
        "peringatan.imbangan_harus_diatur": "Pancasan dana pensiun punika kedah kaserat ing prajanjèn kerja, aturan "
        "perusahaan, utawi PKB. Panggantosan hak (cuti, ragad kondur) mboten kénging tumut dipuncuwil.",
        "pkwt.masa_kerja_tanggal.kata": "Dangunipun kontrak saking tanggal wiwit dumugi rampung",
        "pkwt.masa_kerja_tanggal.angka": "{awal} dumugi {akhir} = {bulan} wulan {hari} dinten, dipunétang {hasil} wulan",
        "pkwt.tka.kata": "Tenaga kerja manca mboten angsal uang kompensasi",
        "pkwt.tka.angka": "{hasil:rp}",
        "pkwt.terlalu_singkat.kata": "Uang kompensasi dipunparingaken menawi nyambut damel paling sekedhik {minimal} wulan",
        "pkwt.terlalu_singkat.angka": "{bulan} wulan, kirang saking {minimal} wulan",
        "pkwt.kesepakatan.kata": "Usaha mikro lan alit ugi kedah mbayar, nanging agengipun miturut rembagan",
        "pkwt.kesepakatan.angka": "Agengipun dipunrembag panjenengan lan perusahaan",
        "pkwt.upah_dasar.kata": "Dhasar étangan = opah pokok + tunjangan tetep",
        "pkwt.upah_dasar.angka": "{pokok:rp} + {tetap:rp} = {hasil:rp}",
        "pkwt.periode_singkat.kata": "Nalika périodhe {nomor} rampung, dangunipun nyambut damel dèrèng {minimal} wulan",
        "pkwt.periode_singkat.angka": "{bulan} wulan: {hasil:rp}",
        "pkwt.kompensasi.kata": "Uang kompensasi = dangunipun kontrak ÷ {pembagi} × opah sewulan",
        "pkwt.kompensasi.angka": "{bulan} ÷ {pembagi} × {upah:rp} = {hasil:rp}",
        "pkwt.kompensasi_periode.kata": "Périodhe {nomor}: dangunipun kontrak ÷ {pembagi} × opah sewulan, dipunbayar nalika "
        "périodhe punika rampung",
        "pkwt.kompensasi_periode.angka": "{bulan} ÷ {pembagi} × {upah:rp} = {hasil:rp}",
        "pkwt.jumlah.kata": "Gunggung sedaya périodhe",
        "pkwt.jumlah.angka": "{daftar} = {hasil:rp}",
        "peringatan.pkwt_terlalu_lama": "Kontrak paling dangu {bulan} wulan, kalebet lajenganipun. Kontrak panjenengan "
        "langkung dangu; mangga nyuwun pirsa statusipun dhateng petugas.",
        "peringatan.pkwt_peralihan": "Dangunipun kontrak dipunétang wiwit {awal}, nalika aturan kompensasi wiwit lumampah.",
    }
)
