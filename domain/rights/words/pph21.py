"""Words of the final tax on severance."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "pph21_final.tidak_final.kata": "Yang dibayar sesudah tahun ke-{batas} tidak kena pajak final; "
        "dihitung seperti gaji (Pasal 17)",
        "pph21_final.tidak_final.angka": "Tahun ke-{tahun}",
        "pph21_final.pajak.kata": "Pajak dihitung per lapis; lapis pertama nol persen",
        "pph21_final.pajak.angka": "{rincian} = {hasil:rp}",
        "pph21_final.pajak_dulu.kata": "Pajak atas bagian yang sudah dibayar lebih dulu",
        "pph21_final.pajak_dulu.angka": "{rincian} = {hasil:rp}",
        "pph21_final.pajak_semua.kata": "Pajak atas bagian dulu dan sekarang, dijumlah",
        "pph21_final.pajak_semua.angka": "{rincian} = {hasil:rp}",
        "pph21_final.pajak_selisih.kata": "Pajak bayaran ini = pajak semuanya − pajak bagian dulu",
        "pph21_final.pajak_selisih.angka": "{semua:rp} − {dulu:rp} = {hasil:rp}",
        "pph21_final.neto.kata": "Yang Anda terima = jumlah kotor − pajak",
        "pph21_final.neto.angka": "{bruto:rp} − {pajak:rp} = {hasil:rp}",
        "anggapan.tahun_pertama": "Kami anggap dibayar dalam dua tahun kalender sejak pembayaran pertama.",
    }
)
