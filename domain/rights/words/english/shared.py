"""Words every right uses, and refusals."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "teks": "{teks}",
        "umum.tahun": "the year {tahun:th}",
        "umum.periksa_nol": "Check the number of zeros.",
        "umum.periksa_isian": "Check what you entered.",
        "umum.catatan_tetap": "This is an estimate to help you, not a ruling. "
        "If there is a dispute, a Disnaker mediator or the court decides.",
        "topik.phk": "Pay on dismissal (PHK, permanent workers)",
        "topik.phk_offset_pensiun": "Pay on dismissal less pension fund",
        "topik.pkwt": "Contract compensation (PKWT)",
        "topik.thr": "Holiday allowance (THR)",
        "topik.lembur": "Overtime pay",
        "topik.jkp": "Job loss benefit (JKP)",
        "topik.pph21_final": "Tax on severance",
        "topik.umk_cek": "Minimum wage check",
        "topik.cuti_uang": "Unused leave in money",
        "topik.upah_sakit": "Pay during illness",
        "topik.upah_prorata": "Pay for part of a month",
        "topik.jht_iuran": "Old age contributions (JHT)",
        "topik.jp_iuran": "Pension contributions (JP)",
        "satuan.": "{n}",
        "satuan.rupiah": "{n:rp}",
        "satuan.bulan_upah": "{n} months' wage",
        "satuan.kali": "{n} times",
        "satuan.bulan": "{n} months",
        "satuan.tahun": "{n} years",
        "satuan.tahun_kalender": "{n:th}",
        "satuan.hari": "{n} days",
        "satuan.jam": "{n} hours",
        "satuan.menit": "{n} minutes",
        "satuan.persen": "{n}%",
        "satuan.porsi": "{n}",
        "anggapan.tanggal_acuan": "You gave no date. We use the rules in force on {tanggal}.",
        "anggapan.bukan_usaha_kecil": "We assume your company is not a micro or small business.",
        "anggapan.umk_kota_semarang": "The minimum wage used is the UMK of Kota Semarang, {umk:rp}.",
        "anggapan.hari_per_30": "We count the remaining {hari} days as {hari}/{pembagi} of a month. "
        "You can choose full months only.",
        "anggapan.pembagi_cuti": "A day's wage = a month's wage divided by {pembagi} ({minggu} working days a week). "
        "You can change the divisor.",
        "peringatan.tunjangan_tidak_tetap": "Variable allowances are not counted.",
        "peringatan.di_bawah_umk": "The wage {upah:rp} is below the UMK of Kota Semarang, {umk:rp}. "
        "If you work in Semarang, tell the labour inspectorate.",
        "peringatan.tabel_lama": "We last checked these rules on {tanggal}. Ask an officer to be sure.",
        "peringatan.isian_tidak_dikenal": "We do not know the entry “{isian}”, so it is not used.",
        "belum_pasti.C": "Not certain: {pasal}. We have not yet compared this part with the text of the law. {catatan}",
        "belum_pasti.P": "Not regulated: {pasal}. {catatan}",
        "tolak.unknown_topic": "There is no such calculation. Choose one of these: {pilihan}.",
        "tolak.not_an_object": "{label} must hold pairs of an entry's name and its value.",
        "tolak.missing": "{label} is still empty. Fill it in, then calculate again.",
        "tolak.not_a_whole_number": "{label} must be a whole number. Type digits only, without dots, commas or letters.",
        "tolak.not_a_number": "{label} must be a number. Type digits only, without letters.",
        "tolak.too_many_decimals": "{label} may have at most {places} digits after the comma.",
        "tolak.not_a_text": "{label} must be chosen from the list.",
        "tolak.not_yes_no": "{label}: answer yes or no.",
        "tolak.not_a_date": "{label} must be a date, written year-month-day. Example: 2026-11-23.",
        "tolak.impossible_date": "{label}: the calendar has no such date. Check the day and the month.",
        "tolak.date_too_far": "{label} must be between {awal} and {akhir}. Check the year.",
        "tolak.not_a_list": "{label} must be a list.",
        "tolak.empty_list": "{label} is still empty. Fill in at least one.",
        "tolak.list_too_long": "{label} may have at most {limit} rows.",
        "tolak.unknown_choice": "{label} is not on the list. Choose one of these: {pilihan}.",
        "tolak.negative": "{label} cannot be less than zero.",
        "tolak.too_small": "{label} is too small. At least {limit}. {saran}",
        "tolak.too_large": "{label} is too large. At most {limit}. {saran}",
        "tolak.two_answers": "{label} and {other} say the same thing. Fill in only one of them.",
        "tolak.end_before_start": "{label} {akhir} is earlier than the start {awal}. Check both dates.",
        "tolak.service_too_long": "Your service would be longer than {tahun} years. Check both dates.",
        "tolak.leave_above_entitlement": "{hari} days of unused leave are more than your yearly {hak} days. "
        "If your company gives more, fill in your yearly leave too.",
        "tolak.more_hours_than_a_day": "{jam} hours of overtime do not fit into a day. Beside normal hours there is room for "
        "{batas}.",
        "tolak.more_days_than_full": "The days you worked ({hari}) are more than the full days ({penuh}). Check both.",
        "tolak.more_months_than_service": "You gave the wage of {isi} months, but your service is {masa} months. Check both.",
        "tolak.no_table": "We do not have the rules for {tanggal} yet. Check the date or year, or ask an officer.",
        "tolak.unreadable": "{label} cannot be read. Make sure it holds JSON with a list of cases.",
    }
)
