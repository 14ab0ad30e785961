"""Steps and caveats of PHK, of the pension offset and of PKWT."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "phk.alasan.kata": "The reason for PHK decides the factor of uang pesangon",
        "phk.alasan.angka": "{alasan}",
        "phk.kesepakatan.kata": "Micro and small businesses must pay too, but the amount is by agreement",
        "phk.kesepakatan.angka": "You and the company agree on the amount",
        "phk.masa_kerja.kata": "Service: full years count",
        "phk.masa_kerja.angka": "{tahun} years {bulan} months = {hasil} full years",
        "phk.masa_kerja_tanggal.kata": "Service from the first day to the end: full years count",
        "phk.masa_kerja_tanggal.angka": "{awal} to {akhir}, {bulan} months {hari} days beyond {hasil} full years",
        "phk.upah_dasar.kata": "Base = basic wage + fixed allowance",
        "phk.upah_dasar.angka": "{pokok:rp} + {tetap:rp} = {hasil:rp}",
        "phk.upah_dasar_harian.kata": "Base = daily wage × {kali}",
        "phk.upah_dasar_harian.angka": "{harian:rp} × {kali} = {hasil:rp}",
        "phk.upah_dasar_hasil.kata": "Base = average wage of the last 12 months, at least the minimum wage",
        "phk.upah_dasar_hasil.angka": "The larger of {rata2:rp} and {minimum:rp} = {hasil:rp}",
        "phk.up_bulan.kata": "Uang pesangon by length of service",
        "phk.up_bulan.angka": "{tahun} full years = {hasil} months' wage",
        "phk.up.kata": "Uang pesangon = months' wage × base × factor of the reason",
        "phk.up.angka": "{bulan} × {upah:rp} × {kali} = {hasil:rp}",
        "phk.up_tidak_ada.kata": "This reason gives no uang pesangon",
        "phk.up_tidak_ada.angka": "{hasil:rp}",
        "phk.upmk_bulan.kata": "Long-service pay (uang penghargaan) by length of service",
        "phk.upmk_bulan.angka": "{tahun} full years = {hasil} months' wage",
        "phk.upmk.kata": "Long-service pay = months' wage × base × {kali} (the factor of pesangon does not apply)",
        "phk.upmk.angka": "{bulan} × {upah:rp} × {kali} = {hasil:rp}",
        "phk.upmk_tidak_ada.kata": "This reason gives no long-service pay",
        "phk.upmk_tidak_ada.angka": "{hasil:rp}",
        "phk.cuti.kata": "Unused leave in money = base × days left ÷ divisor",
        "phk.cuti.angka": "{upah:rp} × {hari} ÷ {pembagi} = {hasil:rp}",
        "phk.uph_lain.kata": "Other compensation = cost of returning home + other rights from the company",
        "phk.uph_lain.angka": "{ongkos:rp} + {lain:rp} = {hasil:rp}",
        "phk.uang_pisah.kata": "Uang pisah by contract or company rule",
        "phk.uang_pisah.angka": "{pisah:rp}",
        "phk.total.kata": "Total = pesangon + long-service pay + unused leave + other rights + uang pisah",
        "phk.total.angka": "{up:rp} + {upmk:rp} + {cuti:rp} + {lain:rp} + {pisah:rp} = {hasil:rp}",
        "phk.diperhitungkan.kata": "Pension fund taken into account = pension benefit × company's share",
        "phk.diperhitungkan.angka": "{manfaat:rp} × {porsi:pct} = {hasil:rp}",
        "phk.kekurangan_pensiun.kata": "Still paid by the company = pesangon + long-service pay + uang pisah − that pension fund",
        "phk.kekurangan_pensiun.angka": "{hak:rp} − {hitung:rp} = {hasil:rp} (at least zero)",
        "phk_offset_pensiun.diperhitungkan.kata": "Pension fund taken into account = pension benefit × company's share",
        "phk_offset_pensiun.diperhitungkan.angka": "{manfaat:rp} × {porsi:pct} = {hasil:rp}",
        "phk_offset_pensiun.kekurangan_pensiun.kata": "Still paid by the company = your rights − that pension fund",
        "phk_offset_pensiun.kekurangan_pensiun.angka": "{hak:rp} − {hitung:rp} = {hasil:rp} (at least zero)",
        "anggapan.masa_kontrak_sebelumnya": "Time on contract before you became permanent counts only if it was unbroken. "
        "We use the service you entered.",
        "peringatan.kurang_sehari": "One day is missing to {tahun} years, where more is paid. Ask an officer about your last day.",
        "peringatan.phk_di_bawah_umk": "The wage {upah:rp} is below the UMK of Kota Semarang, {umk:rp}. "
        "With the UMK the total would be {total:rp}. Tell the labour inspectorate.",
        "peringatan.uang_pisah_bukan_perintah": "For this reason the law does not require uang pisah. "
        "We added it because you entered it from the company's rules.",
        "peringatan.uang_pisah_tanyakan": "This reason gives a right to uang pisah. "
        "The amount stands in your contract or company rules; ask.",
        "peringatan.imbangan_harus_diatur": "This deduction of the pension fund must be written in the contract, "
        "company rules or PKB. Compensation (leave, return home) must not be reduced.",
        "pkwt.masa_kerja_tanggal.kata": "Contract time from start to end",
        "pkwt.masa_kerja_tanggal.angka": "{awal} to {akhir} = {bulan} months {hari} days, counted as {hasil} months",
        "pkwt.tka.kata": "Foreign workers do not get compensation money",
        "pkwt.tka.angka": "{hasil:rp}",
        "pkwt.terlalu_singkat.kata": "Compensation money is due after at least {minimal} months of work",
        "pkwt.terlalu_singkat.angka": "{bulan} months, less than {minimal} months",
        "pkwt.kesepakatan.kata": "Micro and small businesses must pay too, but the amount is by agreement",
        "pkwt.kesepakatan.angka": "You and the company agree on the amount",
        "pkwt.upah_dasar.kata": "Base = basic wage + fixed allowance",
        "pkwt.upah_dasar.angka": "{pokok:rp} + {tetap:rp} = {hasil:rp}",
        "pkwt.periode_singkat.kata": "At the end of period {nomor} the service is under {minimal} months",
        "pkwt.periode_singkat.angka": "{bulan} months: {hasil:rp}",
        "pkwt.kompensasi.kata": "Compensation money = contract months ÷ {pembagi} × monthly wage",
        "pkwt.kompensasi.angka": "{bulan} ÷ {pembagi} × {upah:rp} = {hasil:rp}",
        "pkwt.kompensasi_periode.kata": "Period {nomor}: contract months ÷ {pembagi} × monthly wage, paid when that period ends",
        "pkwt.kompensasi_periode.angka": "{bulan} ÷ {pembagi} × {upah:rp} = {hasil:rp}",
        "pkwt.jumlah.kata": "All periods together",
        "pkwt.jumlah.angka": "{daftar} = {hasil:rp}",
        "peringatan.pkwt_terlalu_lama": "A contract lasts {bulan} months at most, extensions included. "
        "Yours is longer; ask an officer about your status.",
        "peringatan.pkwt_peralihan": "Contract time counts from {awal}, when the compensation rule began.",
    }
)
