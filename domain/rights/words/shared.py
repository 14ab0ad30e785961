"""Words every right uses: the standing note, assumptions about dates and firms, names of units and topics."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "teks": "{teks}",
        "umum.tahun": "tahun {tahun:th}",
        "umum.periksa_nol": "Periksa jumlah angka nolnya.",
        "umum.periksa_isian": "Periksa lagi isiannya.",
        "umum.catatan_tetap": "Ini perkiraan untuk membantu Anda, bukan penetapan. "
        "Kalau ada beda pendapat, mediator Disnaker atau pengadilan yang memutuskan.",
        "topik.phk": "Uang PHK (pekerja tetap)",
        "topik.phk_offset_pensiun": "Uang PHK dikurangi dana pensiun",
        "topik.pkwt": "Uang kompensasi kontrak",
        "topik.thr": "THR",
        "topik.lembur": "Upah lembur",
        "topik.jkp": "Jaminan kehilangan pekerjaan (JKP)",
        "topik.pph21_final": "Pajak pesangon",
        "topik.umk_cek": "Cek upah minimum",
        "topik.cuti_uang": "Sisa cuti jadi uang",
        "topik.upah_sakit": "Upah selama sakit",
        "topik.upah_prorata": "Upah sebagian bulan",
        "topik.jht_iuran": "Iuran jaminan hari tua (JHT)",
        "topik.jp_iuran": "Iuran jaminan pensiun (JP)",
        "satuan.": "{n}",
        "satuan.rupiah": "{n:rp}",
        "satuan.bulan_upah": "{n} bulan upah",
        "satuan.kali": "{n} kali",
        "satuan.bulan": "{n} bulan",
        "satuan.tahun": "{n} tahun",
        "satuan.tahun_kalender": "{n:th}",
        "satuan.hari": "{n} hari",
        "satuan.jam": "{n} jam",
        "satuan.menit": "{n} menit",
        "satuan.persen": "{n}%",
        "satuan.porsi": "{n}",
        "anggapan.tanggal_acuan": "Anda tidak mengisi tanggal kejadian. Kami memakai aturan yang berlaku pada {tanggal}.",
        "anggapan.bukan_usaha_kecil": "Kami anggap perusahaan Anda bukan usaha mikro atau kecil.",
        "anggapan.umk_kota_semarang": "Upah minimum memakai UMK Kota Semarang, {umk:rp}.",
        "anggapan.hari_per_30": "Sisa {hari} hari kami hitung {hari}/{pembagi} bulan. Anda bisa memilih hanya bulan penuh.",
        "anggapan.pembagi_cuti": "Upah sehari = upah sebulan dibagi {pembagi} ({minggu} hari kerja seminggu). "
        "Anda bisa mengganti pembaginya.",
        "peringatan.tunjangan_tidak_tetap": "Tunjangan tidak tetap tidak ikut dihitung.",
        "peringatan.di_bawah_umk": "Upah {upah:rp} lebih kecil dari UMK Kota Semarang {umk:rp}. "
        "Kalau tempat kerja Anda di Semarang, laporkan ke pengawas ketenagakerjaan.",
        "peringatan.tabel_lama": "Aturan ini terakhir kami periksa pada {tanggal}. Pastikan dulu ke petugas.",
        "peringatan.isian_tidak_dikenal": "Isian “{isian}” tidak kami kenal dan tidak dipakai.",
        "belum_pasti.C": "Belum pasti: {pasal}. Bagian ini belum kami cocokkan dengan naskah aturannya. {catatan}",
        "belum_pasti.P": "Belum diatur: {pasal}. {catatan}",
    }
)
