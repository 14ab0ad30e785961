"""What kinds of firms the sample city has: where they stand, whom they look for, what such work is called and what it pays.

Written by hand after what the city's economy looks like; no firm, address or advertisement behind it is real. Wages are shares
of the minimum wage in force, so that the table never grows old. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.seeker import EducationLevel as E
from domain.vacancy import PlacementKind, Shift


@dataclass(frozen=True, slots=True)
class Job:
    """One kind of work. ``titles`` are how advertisements call it; ``pay``: lowest and highest share of the minimum wage."""

    kbji: str
    titles: tuple[str, ...]
    education: tuple[E | None, ...]
    pay: tuple[float, float]
    tasks: str
    majors: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    shifts: tuple[Shift, ...] = (Shift.PAGI,)
    years: int = 0
    many: int = 3
    weight: int = 2
    age_from: int | None = None


@dataclass(frozen=True, slots=True)
class Trade:
    """A line of business. ``places``: codes of kelurahan or kecamatan; ``share``: firms of 150; ``kbli``: letter of the sector."""

    name: str
    legal: tuple[str, ...]
    kbli: str
    share: int
    places: tuple[str, ...]
    jobs: tuple[Job, ...]
    small: float = 0.0
    placement: PlacementKind = PlacementKind.AKL
    welcome: float = 0.06


_ROLLING, _DAY, _ANY, _NIGHT = (Shift.BERGILIR, Shift.PAGI), (Shift.PAGI,), (Shift.PAGI, Shift.LUWES), (Shift.BERGILIR, Shift.MALAM)
_SCHOOL, _SENIOR = (E.SD, E.SMP, None), (E.SMP, E.SMA, E.SMK)
_SMA_SMK, _DIPLOMA, _DEGREE = (E.SMA, E.SMK), (E.D3, E.SMK), (E.S1, E.D3)

_TUGU = ("33.74.16.1004", "33.74.16.1003", "33.74.16.1002", "33.74.16.1005", "33.74.16.1006", "33.74.15.1010", "33.74.15.1008")
_MIJEN = ("33.74.14.1010", "33.74.14.1014", "33.74.14.1013", "33.74.14.1002", "33.74.15.1007")
_GENUK = ("33.74.05.1012", "33.74.05.1013", "33.74.05.1007", "33.74.05.1006", "33.74.04.1002", "33.74.04.1001", "33.74.05.1004")
_NEAR = ("33.22.18", "33.22.13", "33.22.15", "33.21.04", "33.21.01", "33.24.08", "33.22.11")
_CENTRE = (
    "33.74.01.1013", "33.74.01.1007", "33.74.01.1001", "33.74.01.1015", "33.74.07.1005", "33.74.07.1007", "33.74.03.1009", "33.74.13.1009",
)  # fmt: skip
_UPTOWN = (
    "33.74.11.1007", "33.74.11.1005", "33.74.10.1009", "33.74.10.1011", "33.74.06.1004", "33.74.06.1010", "33.74.15.1004", "33.74.13.1012",
    "33.74.12.1009", "33.74.08.1002", "33.74.09.1004",
)  # fmt: skip

_OFFICE = Job(
    "4110", ("Staf Administrasi", "Admin Kantor", "Admin Gudang", "Admin Penjualan"), (E.SMA, E.SMK, E.D3), (1.0, 1.15),
    "Mencatat surat dan barang, membuat laporan harian, dan menjawab telepon.", ("Administrasi Perkantoran (OTKP)",),
    ("Komputer perkantoran (Word dan Excel)", "Surat-menyurat dan arsip"), _DAY, 0, 1, 2,
)  # fmt: skip
_GUARD = Job(
    "5414", ("Satpam", "Petugas Keamanan", "Security"), (E.SMA, E.SMK), (1.0, 1.08), "Menjaga pintu masuk, berkeliling, dan mencatat tamu.",
    (), ("Pengamanan (Gada Pratama)",), _NIGHT, 0, 3, 1,
)  # fmt: skip
_CLEANER = Job(
    "9112", ("Petugas Kebersihan", "Cleaning Service", "Office Boy"), _SCHOOL, (0.98, 1.02), "Membersihkan ruangan, kaca, dan toilet.",
    (), ("Membersihkan gedung",), _ROLLING, 0, 4, 1,
)  # fmt: skip
_BOOKS = Job(
    "3313", ("Staf Akuntansi", "Staf Keuangan", "Finance Staff"), (E.S1, E.D3), (1.1, 1.5),
    "Membukukan transaksi dan menyiapkan laporan bulanan.",
    ("Akuntansi", "Perpajakan"), ("Pembukuan", "Perpajakan"), _DAY, 1, 1, 1,
)  # fmt: skip
_PEOPLE = Job(
    "4416", ("Staf Personalia", "Admin HRD"), (E.S1, E.D3), (1.05, 1.35), "Mengurus daftar hadir, surat kontrak, dan kepesertaan BPJS.",
    ("Psikologi", "Manajemen", "Ilmu Hukum"), (), _DAY, 1, 1, 1,
)  # fmt: skip
_WAREHOUSE = Job(
    "4321", ("Staf Gudang", "Checker Gudang", "Picker Gudang"), _SMA_SMK, (1.0, 1.1), "Menerima, menghitung, dan menata barang di gudang.",
    (), ("Mengelola gudang",), _ROLLING, 0, 5, 2,
)  # fmt: skip
_MECHANIC = Job(
    "7233", ("Mekanik Mesin", "Teknisi Perawatan Mesin", "Maintenance"), (E.SMK,), (1.05, 1.4), "Merawat dan memperbaiki mesin produksi.",
    ("Teknik Pemesinan", "Teknik Industri"), (), _ROLLING, 1, 2, 1,
)  # fmt: skip
_CHECKER = Job(
    "7543", ("Pemeriksa Mutu", "QC", "Quality Control"), (E.SMA, E.SMK), (1.0, 1.1), "Memeriksa hasil kerja dan mencatat yang kurang baik.",
    (), ("Memeriksa mutu",), _ROLLING, 0, 4, 2,
)  # fmt: skip
_HELPER = Job(
    "9329", ("Pembantu Produksi", "Helper Produksi", "Tenaga Harian Produksi"), _SCHOOL, (1.0, 1.03),
    "Membantu operator, memindahkan bahan, dan merapikan tempat kerja.", (), (), _ROLLING, 0, 10, 3,
)  # fmt: skip
_CLERK = Job(
    "5223", ("Pramuniaga", "SPG / SPB", "Pramuniaga Toko", "Staf Toko"), _SMA_SMK, (0.97, 1.05), "Melayani pembeli dan menata barang.",
    ("Pemasaran (Tata Niaga)",), ("Melayani pelanggan", "Berjualan"), _ROLLING, 0, 4, 4,
)  # fmt: skip
_CASHIER = Job(
    "5230", ("Kasir", "Kasir Toko"), _SMA_SMK, (0.98, 1.06), "Menghitung belanja, menerima pembayaran, dan menyetor uang.", (), ("Kasir",),
    _ROLLING, 0, 2, 3,
)  # fmt: skip
_COOK = Job(
    "5120", ("Juru Masak", "Koki", "Cook Helper", "Tukang Masak"), (E.SMP, E.SMK, E.SMA), (0.95, 1.35),
    "Menyiapkan bahan dan memasak menu.",
    ("Tata Boga (Kuliner)",), ("Memasak",), _ROLLING, 1, 2, 3,
)  # fmt: skip
_WAITER = Job(
    "5131", ("Pramusaji", "Waiter / Waitress", "Pelayan Rumah Makan"), _SENIOR, (0.9, 1.02), "Mencatat pesanan dan menyajikan makanan.",
    ("Perhotelan", "Tata Boga (Kuliner)"), ("Melayani pelanggan",), _ROLLING, 0, 4, 4,
)  # fmt: skip
_KITCHEN = Job(
    "9412", ("Pembantu Dapur", "Tenaga Cuci Piring", "Helper Dapur"), _SCHOOL, (0.9, 1.0), "Membersihkan dapur dan menyiapkan bahan.",
    (), (), _ROLLING, 0, 2, 2,
)  # fmt: skip
_DRIVER = Job(
    "8322", ("Sopir", "Driver", "Pengemudi Mobil Boks"), _SENIOR, (1.0, 1.2), "Mengantar barang atau tamu dan merawat kendaraan.", (),
    ("Mengemudi mobil (SIM A)",), (Shift.PAGI, Shift.LUWES), 1, 2, 2,
)  # fmt: skip
_COURIER = Job(
    "9621", ("Kurir", "Kurir Motor", "Kurir Paket"), _SENIOR, (0.95, 1.25), "Mengantar paket ke rumah pelanggan dengan motor.", (),
    ("Mengendarai motor (SIM C)",), (Shift.LUWES, Shift.PAGI), 0, 8, 4,
)  # fmt: skip
_SALES = Job(
    "3322", ("Sales", "Staf Penjualan", "Sales Lapangan", "Marketing"), (E.SMA, E.SMK, E.D3), (0.95, 1.3),
    "Menawarkan barang dan menjaga hubungan dengan pelanggan.",
    ("Pemasaran (Tata Niaga)", "Manajemen"), ("Berjualan",), _ANY, 0, 3, 3,
)  # fmt: skip

TRADES: tuple[Trade, ...] = (
    Trade("Garmen", ("PT", "PT", "CV"), "C", 24, (*_TUGU, *_TUGU, *_MIJEN, *_NEAR), (
        Job("8153", ("Operator Jahit", "Operator Mesin Jahit", "Operator Sewing", "Penjahit Garmen"), (E.SMP, E.SD, E.SMA, None), (1.0,
            1.08),
            "Menjahit bagian pakaian dengan mesin sesuai contoh dan target harian.", ("Tata Busana",), ("Menjahit",), _ROLLING, 0, 25, 9),
        Job("7532", ("Operator Potong Kain", "Operator Cutting"), _SENIOR, (1.0, 1.08),
            "Memotong kain menurut pola.", ("Tata Busana",), (), _ROLLING, 1, 6, 2),
        Job("9321", ("Tenaga Pengemasan", "Operator Packing", "Operator Finishing"), _SCHOOL, (1.0, 1.04),
            "Melipat, memberi label, dan mengemas pakaian.", (), (), _ROLLING, 0, 12, 3),
        Job("7533", ("Operator Bordir",), _SENIOR, (1.0, 1.08), "Menjalankan mesin bordir.", (), (), _ROLLING, 0, 4, 1),
        Job("8154", ("Operator Pencelupan", "Operator Dyeing"), _SMA_SMK, (1.0, 1.12),
            "Menjalankan mesin celup dan mencatat takaran warna.", ("Teknik Tekstil", "Kimia Industri"), (), _ROLLING, 0, 4, 1),
        Job("3122", ("Pengawas Produksi", "Supervisor Sewing"), (E.D3, E.S1, E.SMK), (1.2, 1.8),
            "Memimpin satu lini jahit dan menjaga target.", ("Teknik Industri", "Tata Busana"), ("Memimpin tim",), _DAY, 3, 1, 1),
        Job("2163", ("Pembuat Pola", "Desainer Pola"), (E.SMK, E.D3), (1.1, 1.5),
            "Membuat pola dan contoh pakaian.", ("Tata Busana",), ("Menjahit",), _DAY, 2, 1, 1),
        _CHECKER, _HELPER, _MECHANIC, _OFFICE, _GUARD, _PEOPLE, _WAREHOUSE,
    ), welcome=0.16),
    Trade("Pangan", ("PT", "CV", "UD"), "C", 14, (*_GENUK, *_TUGU, *_MIJEN, *_NEAR), (
        Job("8160", ("Operator Mesin Makanan", "Operator Produksi Roti", "Operator Mesin Minuman"), _SMA_SMK, (1.0, 1.1),
            "Menjalankan mesin pengolah makanan dengan bersih.", ("Pengolahan Hasil Pertanian",), (), _ROLLING, 0, 12, 5),
        Job("7512", ("Pembuat Roti", "Baker", "Pembuat Kue"), _SENIOR, (0.95, 1.15),
            "Membuat adonan, memanggang, dan menghias.", ("Tata Boga (Kuliner)",), ("Membuat roti dan kue",), _NIGHT, 0, 3, 2),
        Job("8183", ("Operator Mesin Pengemas", "Operator Packing"), _SENIOR, (1.0, 1.05),
            "Menjalankan mesin pengemas dan memeriksa segel.", (), (), _ROLLING, 0, 8, 3),
        Job("7514", ("Pengolah Ikan", "Tenaga Olah Bandeng"), _SCHOOL, (0.95, 1.0),
            "Membersihkan dan mengolah ikan.", (), (), _DAY, 0, 6, 1),
        Job("2265", ("Ahli Gizi",), (E.S1, E.D3), (1.15, 1.5),
            "Menyusun resep dan memeriksa kandungan gizi.", ("Gizi",), (), _DAY, 1, 1, 1),
        Job("3212", ("Analis Laboratorium", "Analis Mutu Pangan"), (E.D3, E.SMK), (1.05, 1.4),
            "Memeriksa contoh produk di laboratorium.", ("Kimia Industri", "Teknologi Pangan"), (), _ROLLING, 0, 2, 1),
        _CHECKER, _HELPER, _MECHANIC, _WAREHOUSE, _DRIVER, _SALES, _OFFICE,
    ), small=0.35, welcome=0.1),
    Trade("Elektronika", ("PT",), "C", 9, (*_TUGU, *_MIJEN, *_GENUK, *_NEAR), (
        Job("8212", ("Perakit Elektronika", "Operator Perakitan", "Operator SMT"), _SMA_SMK, (1.02, 1.12),
            "Merakit komponen elektronika dan menyolder.", ("Teknik Elektronika (Audio Video)",), ("Elektronika",), _ROLLING, 0, 20, 7),
        Job("3114", ("Teknisi Elektronika", "Teknisi Uji"), (E.SMK, E.D3), (1.1, 1.5),
            "Menguji dan memperbaiki papan rangkaian.", ("Teknik Elektronika (Audio Video)", "Teknik Elektronika"), ("Elektronika",),
            _ROLLING, 1, 3, 2),
        Job("8142", ("Operator Mesin Plastik", "Operator Injeksi"), _SMA_SMK, (1.0, 1.1),
            "Menjalankan mesin cetak plastik.", ("Teknik Pemesinan",), (), _ROLLING, 0, 8, 2),
        Job("2141", ("Insinyur Proses", "Process Engineer"), (E.S1,), (1.6, 2.6),
            "Memperbaiki cara kerja lini produksi.", ("Teknik Industri", "Teknik Elektro"), (), _DAY, 2, 1, 1),
        _CHECKER, _HELPER, _MECHANIC, _WAREHOUSE, _OFFICE, _GUARD,
    ), welcome=0.14),
    Trade("Mebel", ("CV", "UD", "PT"), "C", 8, (*_GENUK, "33.74.10.1001", "33.74.12.1004", *_NEAR), (
        Job("7522", ("Tukang Mebel", "Tukang Kayu Mebel"), _SCHOOL, (0.95, 1.25),
            "Membuat rangka dan merakit mebel.", ("Kria (Batik dan Kayu)",), ("Pertukangan kayu",), _DAY, 1, 4, 4),
        Job("7523", ("Operator Mesin Kayu",), _SENIOR, (1.0, 1.1),
            "Menjalankan mesin gergaji dan serut.", (), ("Pertukangan kayu",), _DAY, 0, 4, 2),
        Job("7132", ("Tukang Cat Semprot", "Tukang Finishing"), _SCHOOL, (0.98, 1.15),
            "Mengamplas dan menyemprot pelapis.", (), ("Mengecat",), _DAY, 0, 3, 2),
        Job("7534", ("Tukang Jok",), _SCHOOL, (0.95, 1.1),
            "Memasang busa dan kain jok.", (), ("Menjahit",), _DAY, 0, 2, 1), _HELPER, _CHECKER, _DRIVER,
    ), small=0.6, welcome=0.1),
    Trade("Logistik", ("PT", "PT", "CV"), "H", 14, (*_GENUK, *_GENUK, "33.74.02.1008", "33.74.13.1003", "33.74.06.1001"), (
        Job("8344", ("Operator Forklift",), _SENIOR, (1.05, 1.25),
            "Memindahkan palet dengan forklift.", (), ("Mengoperasikan forklift",), _ROLLING, 1, 3, 3),
        Job("8332", ("Sopir Truk", "Pengemudi Truk", "Driver Truk Wingbox"), _SCHOOL, (1.05, 1.5),
            "Mengantar muatan antarkota dan mencatat perjalanan.", (), ("Mengemudi truk (SIM B)",), (Shift.LUWES, Shift.BERGILIR), 2, 5,
            4, 21),
        Job("9333", ("Tenaga Bongkar Muat", "Kuli Angkut Gudang"), _SCHOOL, (0.98, 1.05),
            "Menaikkan dan menurunkan barang.", (), (), _ROLLING, 0, 10, 3),
        Job("4323", ("Staf Pengiriman", "Admin Ekspedisi"), (E.SMA, E.SMK, E.D3), (1.0, 1.15),
            "Mengatur jadwal kirim dan surat jalan.", ("Logistik",), ("Komputer perkantoran (Word dan Excel)",), _ROLLING, 0, 2, 2),
        Job("3331", ("Staf Ekspor Impor",), (E.S1, E.D3), (1.15, 1.6),
            "Menyiapkan dokumen pabean.", ("Bahasa Inggris", "Logistik"), (), _DAY, 1, 1, 1),
        Job("8350", ("Anak Buah Kapal", "Kelasi"), (E.SMA, E.SMK), (1.1, 1.6),
            "Bekerja di dek kapal barang.", ("Pelayaran (Nautika)",), (), (Shift.BERGILIR,), 0, 4, 1),
        _COURIER, _WAREHOUSE, _DRIVER, _OFFICE, _GUARD,
    )),
    Trade("Ritel", ("Toko", "CV", "PT", "Minimarket", "UD"), "G", 22, (*_CENTRE, *_UPTOWN, *_UPTOWN), (
        _CLERK, _CLERK, _CASHIER, _SALES, _COURIER, _WAREHOUSE,
        Job("5222", ("Kepala Toko", "Pengawas Toko"), (E.SMA, E.D3), (1.1, 1.4),
            "Memimpin toko dan menghitung stok.", (), ("Memimpin tim",), _ROLLING, 2, 1, 2),
        Job("9334", ("Penata Barang", "Shelving"), _SENIOR, (0.95, 1.0), "Mengisi rak dan memeriksa tanggal.", (), (), _ROLLING, 0, 3, 2),
        Job("2431", ("Admin Toko Online", "Staf Pemasaran Digital", "Host Live"), (E.SMK, E.SMA, E.S1), (0.95, 1.3),
            "Menjawab pembeli, mengunggah foto, dan siaran jualan.", ("Multimedia (DKV)", "Pemasaran (Tata Niaga)"),
            ("Pemasaran digital",), (Shift.LUWES, Shift.PAGI), 0, 2, 3),
        Job("5245", ("Petugas SPBU", "Operator SPBU"), _SMA_SMK, (1.0, 1.03),
            "Mengisi bahan bakar dan menerima pembayaran.", (), ("Kasir",), _NIGHT, 0, 4, 1),
        _OFFICE, _DRIVER,
    ), small=0.4),
    Trade("Kuliner", ("Rumah Makan", "Kedai", "CV", "Katering"), "I", 14, (*_CENTRE, *_UPTOWN), (
        _COOK, _WAITER, _WAITER, _KITCHEN, _CASHIER,
        Job("5132", ("Barista", "Peracik Kopi"), _SMA_SMK, (0.92, 1.15),
            "Meracik kopi dan melayani tamu.", (), ("Meracik kopi",), _ROLLING, 0, 2, 3),
        Job("5246", ("Kru Restoran", "Kru Outlet", "Penyaji Makanan"), _SMA_SMK, (0.97, 1.02),
            "Menyiapkan dan menyajikan makanan cepat saji.", (), ("Melayani pelanggan",), _ROLLING, 0, 6, 3),
        Job("1412", ("Kepala Rumah Makan", "Supervisor Outlet"), (E.D3, E.S1, E.SMA), (1.15, 1.6),
            "Memimpin kru dan menjaga mutu.", ("Perhotelan",), ("Memimpin tim",), _ROLLING, 2, 1, 1), _COURIER,
    ), small=0.55),
    Trade("Hotel", ("PT", "Hotel"), "I", 7, (*_CENTRE, "33.74.08.1001", "33.74.09.1003"), (
        Job("4224", ("Resepsionis Hotel", "Front Office"), (E.SMK, E.D3), (1.02, 1.25),
            "Menerima tamu dan mencatat kamar.", ("Perhotelan",), ("Melayani pelanggan",), _NIGHT, 0, 2, 3),
        Job("5151", ("Pengawas Kebersihan", "Housekeeping Supervisor"), (E.SMK, E.D3), (1.1, 1.35),
            "Memeriksa kamar dan mengatur petugas.", ("Perhotelan",), ("Memimpin tim",), _ROLLING, 2, 1, 1),
        Job("9112", ("Room Attendant", "Petugas Kamar"), (E.SMA, E.SMK), (1.0, 1.06),
            "Membersihkan kamar dan mengganti seprai.", ("Perhotelan",), ("Membersihkan gedung",), _ROLLING, 0, 4, 4),
        Job("8157", ("Operator Laundry",), _SENIOR, (0.98, 1.03),
            "Mencuci, menyetrika, dan melipat linen.", (), ("Mencuci dan menyetrika",), _ROLLING, 0, 2, 2),
        _COOK, _WAITER, _KITCHEN, _GUARD, _BOOKS, Job("7127", ("Teknisi AC Hotel",), (E.SMK,), (1.05, 1.3),
        "Merawat AC dan pendingin.", ("Teknik Pendingin dan Tata Udara (AC)",), ("Servis AC",), _ROLLING, 1, 1, 1),
    ), welcome=0.1),
    Trade("Klinik", ("Klinik", "PT", "Apotek"), "Q", 9, (*_CENTRE, *_UPTOWN), (
        Job("3221", ("Perawat", "Perawat Klinik"), (E.D3, E.S1), (1.0, 1.4),
            "Merawat pasien dan membantu dokter.", ("Keperawatan",), ("Merawat orang sakit",), _ROLLING, 0, 2, 4),
        Job("3222", ("Bidan",), (E.D3, E.S1), (1.0, 1.4), "Melayani ibu dan bayi.", ("Kebidanan",), (), _ROLLING, 0, 1, 2),
        Job("3213", ("Asisten Apoteker", "Tenaga Teknis Kefarmasian"), (E.SMK, E.D3), (1.0, 1.25),
            "Menyiapkan obat menurut resep.", ("Farmasi",), (), _ROLLING, 0, 2, 3),
        Job("2262", ("Apoteker",), (E.S1,), (1.3, 1.9), "Bertanggung jawab atas obat di apotek.", ("Farmasi",), (), _ROLLING, 0, 1, 2),
        Job("3252", ("Perekam Medis",), (E.D3,), (1.05, 1.3),
            "Mencatat dan menyimpan berkas pasien.", ("Rekam Medis",), ("Surat-menyurat dan arsip",), _DAY, 0, 1, 1),
        Job("5322", ("Pendamping Lansia", "Perawat Lansia"), _SMA_SMK, (0.95, 1.15),
            "Menemani dan merawat orang lanjut usia.", ("Keperawatan", "Pekerjaan Sosial (Perawatan Sosial)"), ("Merawat lansia",),
            _NIGHT, 0, 2, 2),
        Job("4226", ("Resepsionis Klinik", "Petugas Pendaftaran"), _SMA_SMK, (0.98, 1.1),
            "Mendaftar pasien dan mengatur antrean.", (), ("Melayani pelanggan",), _ROLLING, 0, 1, 2), _CLEANER,
    )),
    Trade("Sekolah", ("Yayasan", "Lembaga Kursus"), "P", 8, (*_UPTOWN, *_CENTRE), (
        Job("2341", ("Guru SD", "Guru Kelas SD"), (E.S1,), (0.85, 1.2),
            "Mengajar semua pelajaran di satu kelas.", ("Pendidikan Guru SD (PGSD)",), ("Mengajar",), _DAY, 0, 2, 3),
        Job("2342", ("Guru TK", "Guru PAUD"), (E.S1, E.D3), (0.7, 1.0),
            "Mendampingi anak belajar sambil bermain.", ("Pendidikan Guru PAUD",), ("Mengajar", "Merawat anak"), _DAY, 0, 2, 2),
        Job("2330", ("Guru Matematika SMP", "Guru Bahasa Inggris SMA", "Guru Bahasa Jawa SMP"), (E.S1,), (0.9, 1.3),
            "Mengajar dan menilai siswa.", ("Pendidikan Matematika", "Pendidikan Bahasa Inggris", "Pendidikan Bahasa Jawa"),
            ("Mengajar",), _DAY, 0, 1, 2),
        Job("2320", ("Guru SMK Otomotif", "Guru SMK Tata Busana"), (E.S1,), (0.95, 1.35),
            "Mengajar pelajaran kejuruan di bengkel sekolah.", ("Teknik Mesin", "Tata Busana"), ("Mengajar",), _DAY, 1, 1, 1),
        Job("2359", ("Guru Les", "Tentor"), (E.S1, E.D3), (0.5, 0.9),
            "Mengajar kelompok kecil sore hari.", (), ("Mengajar",), (Shift.LUWES,), 0, 4, 3),
        Job("5312", ("Asisten Guru", "Pendamping Anak"), (E.SMA, E.D3), (0.7, 0.95),
            "Membantu guru di kelas.", (), ("Merawat anak",), _DAY, 0, 2, 1), _OFFICE, _GUARD, _CLEANER,
    ), welcome=0.08),
    Trade("Keuangan", ("PT", "Koperasi", "BPR"), "K", 7, _CENTRE, (
        Job("4211", ("Teller", "Teller Bank"), (E.D3, E.S1), (1.1, 1.4),
            "Melayani setoran dan penarikan.", ("Keuangan dan Perbankan", "Akuntansi"), ("Melayani pelanggan", "Kasir"), _DAY, 0, 2, 3),
        Job("3312", ("Petugas Kredit", "Account Officer"), (E.S1, E.D3), (1.1, 1.6),
            "Menilai permohonan pinjaman usaha kecil.", ("Manajemen", "Akuntansi"), ("Mengendarai motor (SIM C)",), _DAY, 0, 4, 4),
        Job("4214", ("Penagih", "Petugas Penagihan"), (E.SMA, E.D3), (1.0, 1.3),
            "Mengingatkan dan menagih angsuran dengan sopan.", (), ("Mengendarai motor (SIM C)",), _ANY, 0, 3, 2),
        Job("4222", ("Petugas Layanan Pelanggan", "Customer Service", "Agen Call Center"), (E.SMA, E.D3), (1.0, 1.2),
            "Menjawab pertanyaan lewat telepon dan obrolan.", (), ("Melayani pelanggan",), _ROLLING, 0, 8, 4),
        _BOOKS, _SALES, _GUARD,
    ), welcome=0.12),
    Trade("Bengkel", ("Bengkel", "UD", "CV"), "G", 7, (*_UPTOWN, *_GENUK), (
        Job("7231", ("Mekanik Motor", "Mekanik Mobil", "Montir"), (E.SMK,), (0.95, 1.35),
            "Menyervis dan memperbaiki kendaraan.", ("Teknik Sepeda Motor (Otomotif)", "Teknik Kendaraan Ringan (Otomotif)"),
            ("Servis motor", "Servis mobil"), _DAY, 0, 2, 6),
        Job("9122", ("Pencuci Kendaraan", "Tukang Cuci Mobil"), _SCHOOL, (0.9, 1.0), "Mencuci mobil dan motor.", (), (), _DAY, 0, 2, 2),
        Job("7212", ("Tukang Las", "Welder"), (E.SMK, E.SMP), (1.0, 1.4),
            "Mengelas rangka dan pagar.", ("Teknik Pengelasan",), ("Mengelas",), _DAY, 1, 2, 3),
        Job("7223", ("Operator Bubut", "Operator CNC"), (E.SMK,), (1.05, 1.4),
            "Menjalankan mesin bubut dan CNC.", ("Teknik Pemesinan",), ("Mengoperasikan mesin CNC",), _ROLLING, 1, 2, 2), _CASHIER,
    ), small=0.6),
    Trade("Bangunan", ("CV", "PT"), "F", 7, (*_UPTOWN, *_MIJEN), (
        Job("7112", ("Tukang Batu", "Tukang Bangunan"), (None, E.SD), (1.0, 1.35),
            "Memasang bata dan memplester.", (), ("Pertukangan batu",), _DAY, 1, 8, 4),
        Job("9313", ("Kuli Bangunan", "Tenaga Proyek"), (None, E.SD), (0.95, 1.1),
            "Mengangkut bahan dan mengaduk semen.", (), (), _DAY, 0, 12, 3),
        Job("3123", ("Mandor", "Pelaksana Lapangan"), (E.SMK, E.D3), (1.2, 1.7),
            "Memimpin tukang di lapangan.", ("Teknik Bangunan (DPIB)", "Teknik Sipil"), ("Memimpin tim",), _DAY, 3, 1, 2),
        Job("3118", ("Juru Gambar", "Drafter"), (E.SMK, E.D3), (1.05, 1.4),
            "Menggambar denah dan rencana anggaran.", ("Teknik Bangunan (DPIB)",), ("Menggambar teknik (AutoCAD)",), _DAY, 1, 1, 1),
        Job("2142", ("Ahli Teknik Sipil", "Site Engineer"), (E.S1,), (1.6, 2.5),
            "Mengawasi mutu dan jadwal proyek.", ("Teknik Sipil",), (), _DAY, 2, 1, 1),
        Job("7411", ("Tukang Listrik", "Instalatir"), (E.SMK,), (1.0, 1.3),
            "Memasang instalasi listrik rumah.", ("Teknik Instalasi Tenaga Listrik (TITL)",), ("Instalasi listrik",), _DAY, 0, 3, 2),
    ), small=0.3, welcome=0.03),
    Trade("Teknologi", ("PT", "CV"), "J", 5, (*_CENTRE, "33.74.10.1006", "33.74.11.1011"), (
        Job("2512", ("Pengembang Perangkat Lunak", "Programmer", "Backend Developer"), (E.S1, E.D3), (1.4, 2.8),
            "Menulis dan menguji program.", ("Teknik Informatika", "Sistem Informasi"), ("Pemrograman komputer",), (Shift.LUWES,), 1, 2, 3),
        Job("2513", ("Pengembang Web", "Frontend Developer"), (E.SMK, E.S1), (1.1, 2.0),
            "Membuat halaman web.", ("Rekayasa Perangkat Lunak (RPL)",), ("Membuat situs web",), (Shift.LUWES,), 0, 2, 2),
        Job("3512", ("Staf Dukungan Komputer", "IT Support"), (E.SMK, E.D3), (1.0, 1.3),
            "Membantu pengguna dan memperbaiki komputer.", ("Teknik Komputer dan Jaringan (TKJ)",), ("Servis komputer",
            "Jaringan komputer"), _DAY, 0, 2, 3),
        Job("2166", ("Desainer Grafis",), (E.SMK, E.S1), (1.0, 1.5),
            "Membuat gambar untuk media sosial.", ("Multimedia (DKV)", "Desain Komunikasi Visual"), ("Desain grafis",), (Shift.LUWES,), 0,
            1, 2), _SALES,
    ), welcome=0.25),
    Trade("Jasa Tenaga", ("PT", "CV"), "N", 6, _CENTRE, (
        _GUARD, _GUARD, _CLEANER, _CLEANER, _DRIVER,
        Job("9111", ("Asisten Rumah Tangga",), _SCHOOL, (0.6, 0.9),
            "Membersihkan rumah dan memasak.", (), ("Memasak", "Mencuci dan menyetrika"), (Shift.LUWES,), 0, 3, 3),
        Job("5311", ("Pengasuh Anak", "Baby Sitter"), _SENIOR, (0.75, 1.1),
            "Mengasuh anak di rumah keluarga.", (), ("Merawat anak",), (Shift.LUWES,), 0, 3, 3),
        Job("9214", ("Tukang Kebun", "Petugas Taman"), _SCHOOL, (0.95, 1.0),
            "Merawat taman dan menyiram.", (), ("Merawat tanaman",), _DAY, 0, 3, 2),
        Job("9629", ("Juru Parkir", "Petugas Parkir"), _SCHOOL, (0.95, 1.02),
            "Mengatur kendaraan di tempat parkir.", (), (), _ROLLING, 0, 5, 2),
    ), welcome=0.1),
    Trade("Penempatan Luar Negeri", ("P3MI PT",), "N", 5, _CENTRE, (
        Job("8189", ("Operator Pabrik di Taiwan", "Operator Pabrik di Malaysia", "Operator Pabrik di Korea Selatan"), _SMA_SMK, (1.8,
            4.5), "Bekerja di pabrik di luar negeri dengan kontrak dua atau tiga tahun.", (), (), _ROLLING, 0, 20, 4),
        Job("5322", ("Perawat Lansia di Jepang", "Perawat Lansia di Taiwan", "Perawat di Jerman"), (E.SMA, E.D3), (2.5, 6.0),
            "Merawat orang lanjut usia di panti atau rumah.", ("Keperawatan",), ("Merawat lansia",), _NIGHT, 0, 10, 3),
        Job("9111", ("Asisten Rumah Tangga di Hong Kong", "Asisten Rumah Tangga di Malaysia"), _SENIOR, (1.4, 2.6),
            "Mengurus rumah dan keluarga majikan.", (), ("Memasak", "Merawat anak"), (Shift.LUWES,), 0, 15, 3),
        Job("7212", ("Tukang Las di Jepang", "Tukang Las di Korea Selatan"), (E.SMK,), (3.0, 5.0),
            "Mengelas di galangan atau pabrik baja.", ("Teknik Pengelasan",), ("Mengelas",), _DAY, 1, 8, 2),
    ), placement=PlacementKind.AKAN, welcome=0.0),
    Trade("Antardaerah", ("PT",), "C", 4, ("32.16.06", "32.16.08", "21.71.05", "35.78.09", "31.74.06"), (
        Job("8211", ("Perakit Mesin", "Operator Otomotif"), _SMA_SMK, (1.2, 1.5),
            "Merakit bagian kendaraan; tempat tinggal dibantu.", ("Teknik Pemesinan",), (), _ROLLING, 0, 20, 4),
        Job("8212", ("Operator Elektronika",), _SMA_SMK, (1.15, 1.4),
            "Merakit komponen; tempat tinggal dibantu.", ("Teknik Elektronika (Audio Video)",), (), _ROLLING, 0, 20, 4), _CHECKER,
            _WAREHOUSE,
    ), placement=PlacementKind.AKAD),
)  # fmt: skip
