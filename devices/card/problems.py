"""The two sentences of every card error: one for the citizen, one for the technician who mends it.

The reference wording for vendors (``docs/card-bridge-protocol.md``) and for the kiosk's text catalogue; a sentence
says what happened and what to do, and contains nothing about the person.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.card.port import CardErrorCode


@dataclass(frozen=True, slots=True)
class CardProblem:
    """``citizen`` may contain ``{left}`` (tries left) for FINGER_NO_MATCH."""

    code: CardErrorCode
    citizen: str
    technician: str

    @property
    def key(self) -> str:
        """Key of the citizen's sentence in a text catalogue."""
        return f"problem.card_read_{self.code.value.lower()}"


def _of(code: CardErrorCode, citizen: str, technician: str) -> tuple[CardErrorCode, CardProblem]:
    return code, CardProblem(code, citizen, technician)


CARD_PROBLEMS: dict[CardErrorCode, CardProblem] = dict(
    (
        _of(
            CardErrorCode.SERVICE_DOWN,
            "Pembaca KTP sedang tidak aktif. Anda tetap bisa mengisi data sendiri.",
            "Layanan kartu (pcscd) tidak menjawab. Periksa layanan pcscd dan izin akses pengguna kios, lalu jalankan ulang.",
        ),
        _of(
            CardErrorCode.NO_READER,
            "Pembaca KTP belum terhubung. Anda tetap bisa mengisi data sendiri.",
            "Tidak ada pembaca yang boleh dipakai. Periksa kabel USB dan daya pembaca; pembaca virtual ditolak di produksi.",
        ),
        _of(
            CardErrorCode.NO_CARD,
            "KTP belum terbaca. Letakkan KTP Anda di atas pembaca.",
            "Pembaca aktif, tetapi tidak ada kartu di medannya.",
        ),
        _of(
            CardErrorCode.CARD_TORN,
            "KTP terangkat sebelum selesai dibaca. Letakkan lagi dan diamkan sampai selesai.",
            "Hubungan dengan kartu putus di tengah pembacaan. Bila sering terjadi, periksa letak antena dan penahan kartu.",
        ),
        _of(
            CardErrorCode.CARD_MUTE,
            "KTP tidak menjawab. Angkat KTP Anda, lalu letakkan lagi.",
            "Kartu atau pembaca diam sampai batas waktu; proses pembaca diganti. Bila berulang dengan banyak kartu, cabut dan pasang pembaca.",
        ),
        _of(
            CardErrorCode.CARD_UNSUPPORTED,
            "Kartu ini bukan KTP elektronik. Letakkan KTP-el Anda.",
            "Kartu tidak memuat aplikasi KTP-el (7F0A) atau jenisnya tidak dikenal pembaca.",
        ),
        _of(
            CardErrorCode.CARD_CHANGED,
            "Kartu berganti saat dibaca. Letakkan satu KTP saja, lalu ulangi.",
            "Nomor kartu di awal dan akhir pembacaan berbeda. Hasil dibuang; tidak perlu tindakan.",
        ),
        _of(
            CardErrorCode.SAM_MISSING,
            "Pembaca KTP belum siap. Hubungi petugas, atau isi data sendiri.",
            "SAM tidak terpasang atau tidak terbaca. Periksa slot SAM pembaca.",
        ),
        _of(
            CardErrorCode.SAM_REFUSED,
            "Pembaca KTP belum bisa memeriksa kartu. Hubungi petugas, atau isi data sendiri.",
            "SAM menolak dibuka. Periksa pasangan SAM dan aktivasinya pada Ditjen Dukcapil; jangan mencoba berulang-ulang.",
        ),
        _of(
            CardErrorCode.CARD_NOT_AUTHENTIC,
            "Keaslian KTP tidak dapat dipastikan. Bawa KTP Anda ke petugas.",
            "SAM menyatakan kartu atau tanda tangan digitalnya tidak sah. Serahkan kepada petugas; data kartu tidak dipakai.",
        ),
        _of(
            CardErrorCode.FINGER_NO_MATCH,
            "Sidik jari belum cocok. Coba lagi dengan telunjuk yang lain. Sisa percobaan: {left}.",
            "Sidik jari tidak cocok dengan yang tersimpan di kartu.",
        ),
        _of(
            CardErrorCode.FINGER_UNREADABLE,
            "Sidik jari belum terbaca. Bersihkan jari Anda, lalu tempelkan lagi.",
            "Sensor sidik jari tidak mendapat gambar yang layak. Bersihkan sensor; periksa kabelnya bila berulang.",
        ),
        _of(
            CardErrorCode.RECORD_MALFORMED,
            "Isi KTP tidak terbaca dengan benar. Isi data sendiri, atau hubungi petugas.",
            "Isi kartu tidak berbentuk catatan KTP-el (21 bagian). Perbarui program pembaca; laporkan ke pemasok bila berulang.",
        ),
        _of(
            CardErrorCode.TIMEOUT,
            "Waktu membaca habis. Letakkan KTP lagi, lalu ulangi.",
            "Pembacaan tidak selesai dalam batas waktu. Bila berulang, periksa pembaca dan beban mesin.",
        ),
        _of(
            CardErrorCode.CANCELLED,
            "Pembacaan dibatalkan.",
            "Pembacaan dibatalkan oleh pengguna atau oleh aplikasi.",
        ),
        _of(
            CardErrorCode.DEVICE_FAULT,
            "Pembaca KTP bermasalah. Anda tetap bisa mengisi data sendiri.",
            "Program pembaca mati atau menjawab di luar aturan; dijalankan ulang otomatis. Periksa kode rinciannya dan versi program.",
        ),
    )
)
