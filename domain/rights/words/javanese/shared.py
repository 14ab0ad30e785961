"""Words every right uses, and refusals."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "teks": "{teks}",
        "umum.tahun": "taun {tahun:th}",
        "umum.periksa_nol": "Mangga cacahing nol dipunpriksa.",
        "umum.periksa_isian": "Mangga isianipun dipunpriksa malih.",
        "umum.catatan_tetap": "Punika namung kinten-kinten kangge mbiyantu panjenengan, sanès penetapan. Menawi wonten béda "
        "pamanggih, mediator Disnaker utawi pengadilan ingkang mutusaken.",
        "topik.phk": "Arta PHK (pakaryan tetep)",
        "topik.phk_offset_pensiun": "Arta PHK dipunsuda dana pensiun",
        "topik.pkwt": "Arta kompensasi kontrak",
        "topik.thr": "THR (tunjangan riyadin)",
        "topik.lembur": "Opah lembur",
        "topik.jkp": "Jaminan kécalan padamelan (JKP)",
        "topik.pph21_final": "Paos pesangon",
        "topik.umk_cek": "Mriksa opah minimum",
        "topik.cuti_uang": "Sisa cuti dados arta",
        "topik.upah_sakit": "Opah salebeting gerah",
        "topik.upah_prorata": "Opah sapérangan wulan",
        "topik.jht_iuran": "Iuran jaminan sepuh (JHT)",
        "topik.jp_iuran": "Iuran jaminan pensiun (JP)",
        "satuan.": "{n}",
        "satuan.rupiah": "{n:rp}",
        "satuan.bulan_upah": "{n} wulan opah",
        "satuan.kali": "kaping {n}",
        "satuan.bulan": "{n} wulan",
        "satuan.tahun": "{n} taun",
        "satuan.tahun_kalender": "{n:th}",
        "satuan.hari": "{n} dinten",
        "satuan.jam": "{n} jam",
        "satuan.menit": "{n} menit",
        "satuan.persen": "{n}%",
        "satuan.porsi": "{n}",
        "anggapan.tanggal_acuan": "Panjenengan mboten ngisi tanggal. Ingkang dipunagem aturan ingkang lumampah tanggal "
        "{tanggal}.",
        "anggapan.bukan_usaha_kecil": "Kula anggep perusahaan panjenengan sanès usaha mikro utawi alit.",
        "anggapan.umk_kota_semarang": "Opah minimum ngagem UMK Kota Semarang, {umk:rp}.",
        "anggapan.hari_per_30": "Sisa {hari} dinten dipunétang {hari}/{pembagi} wulan. Panjenengan saged milih namung wulan "
        "jangkep.",
        "anggapan.pembagi_cuti": "Opah sedinten = opah sewulan dipunpérang {pembagi} ({minggu} dinten kerja seminggu). "
        "Pembagènipun saged panjenengan gantos.",
        "peringatan.tunjangan_tidak_tetap": "Tunjangan mboten tetep mboten dipunétang.",
        "peringatan.di_bawah_umk": "Opah {upah:rp} langkung alit tinimbang UMK Kota Semarang {umk:rp}. Menawi nyambut damel "
        "ing Semarang, mangga lapor dhateng pengawas ketenagakerjaan.",
        "peringatan.tabel_lama": "Aturan punika pungkasan dipunpriksa tanggal {tanggal}. Mangga dipunpesthèkaken rumiyin "
        "dhateng petugas.",
        "peringatan.isian_tidak_dikenal": "Isian “{isian}” mboten dipuntepangi lan mboten dipunagem.",
        "belum_pasti.C": "Dèrèng mesthi: {pasal}. Pérangan punika dèrèng dipuncocogaken kaliyan naskah aturanipun. {catatan}",
        "belum_pasti.P": "Dèrèng dipunatur: {pasal}. {catatan}",
        "tolak.unknown_topic": "Étangan punika mboten wonten. Mangga milih salah satunggal: {pilihan}.",
        "tolak.not_an_object": "{label} kedah wujud pasangan asma isian lan ajinipun.",
        "tolak.missing": "{label} dèrèng dipunisi. Mangga dipunisi rumiyin, lajeng dipunétang malih.",
        "tolak.not_a_whole_number": "{label} kedah angka wetah. Mangga nyerat angkanipun kémawon, tanpa titik, koma, utawi "
        "aksara.",
        "tolak.not_a_number": "{label} kedah angka. Mangga nyerat angkanipun kémawon, tanpa aksara.",
        "tolak.too_many_decimals": "{label} paling kathah {places} angka sasampunipun koma.",
        "tolak.not_a_text": "{label} kedah dipunpilih saking daftar.",
        "tolak.not_yes_no": "{label}: mangga wangsulan inggih utawi mboten.",
        "tolak.not_a_date": "{label} kedah tanggal, seratanipun taun-wulan-dinten. Tuladha: 2026-11-23.",
        "tolak.impossible_date": "{label}: tanggal punika mboten wonten ing kalèndher. Mangga dinten lan wulanipun dipunpriksa.",
        "tolak.date_too_far": "{label} kedah antawisipun {awal} dumugi {akhir}. Mangga taunipun dipunpriksa.",
        "tolak.not_a_list": "{label} kedah wujud daftar.",
        "tolak.empty_list": "{label} taksih kosong. Mangga dipunisi paling sekedhik satunggal.",
        "tolak.list_too_long": "{label} paling kathah {limit} larik.",
        "tolak.unknown_choice": "{label} mboten wonten ing daftar. Mangga milih salah satunggal: {pilihan}.",
        "tolak.negative": "{label} mboten kénging kirang saking nol.",
        "tolak.too_small": "{label} kealiten. Paling sekedhik {limit}. {saran}",
        "tolak.too_large": "{label} keagengen. Paling kathah {limit}. {saran}",
        "tolak.two_answers": "{label} lan {other} isinipun sami. Mangga dipunisi salah satunggal kémawon.",
        "tolak.end_before_start": "{label} {akhir} langkung rumiyin tinimbang tanggal wiwitan {awal}. Mangga kalih "
        "tanggalipun dipunpriksa.",
        "tolak.service_too_long": "Dangunipun nyambut damel dados langkung saking {tahun} taun. Mangga kalih tanggalipun "
        "dipunpriksa.",
        "tolak.leave_above_entitlement": "Sisa cuti {hari} dinten langkung kathah tinimbang hak cuti {hak} dinten setaun. "
        "Menawi perusahaan maringi langkung, mangga hak cutinipun ugi dipunisi.",
        "tolak.more_hours_than_a_day": "Lembur {jam} jam mboten cekap sedinten. Kejawi jam kerja biyasa, paling kathah "
        "{batas} jam.",
        "tolak.more_days_than_full": "Dinten ingkang dipunlampahi ({hari}) langkung kathah tinimbang dinten jangkep "
        "({penuh}). Mangga kekalihipun dipunpriksa.",
        "tolak.more_months_than_service": "Panjenengan ngisi opah {isi} wulan, mangka dangunipun nyambut damel {masa} wulan. "
        "Mangga kekalihipun dipunpriksa.",
        "tolak.no_table": "Kula dèrèng gadhah aturan kangge {tanggal}. Mangga tanggal utawi taunipun dipunpriksa, utawi "
        "nyuwun pirsa petugas.",
        "tolak.unreadable": "{label} mboten saged dipunwaos. Mangga isinipun JSON wujud daftar kasus.",
    }
)
