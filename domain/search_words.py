"""The words of job search in Semarang: stems that Snowball gets wrong, names of the same work, and what people type around them.

Tables only, written for this product; ``domain.search`` gives them their meaning. A change here changes what both the station
and the portal index, so both must index anew: the station when its catalog is filled again, SIKER by saving its stems again.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

_FORMS: Final = """
kemudi: mengemudi pengemudi mengemudikan dikemudikan pengemudian kemudikan
kemudian: kemudian
masak: memasak pemasak masakan dimasak pemasakan
las: mengelas pengelas pengelasan ngelas dilas
kerja: mengerjakan dikerjakan pengerjaan pekerja pekerjaan
terjemah: penerjemah penerjemahan menerjemahkan terjemahan
awas: mengawasi pengawas pengawasan awasi diawasi
tulis: menulis penulis penulisan ditulis
ketik: mengetik pengetik pengetikan diketik ngetik
kirim: mengirim pengirim pengiriman dikirim mengirimkan kiriman ngirim
terima: menerima penerima penerimaan diterima
kemas: mengemas pengemas pengemasan kemasan dikemas
pak: mengepak pengepak pengepakan
tenun: menenun penenun penenunan tenunan
rawat: perawat perawatan keperawatan merawat dirawat
rakit: merakit perakit perakitan dirakit rakitan
rajut: merajut perajut perajutan rajutan
rajin: perajin pengrajin kerajinan
rias: merias perias riasan
tata: menata penata penataan ditata
olah: mengolah pengolah pengolahan diolah olahan
program: pemrogram pemrograman programmer programer memprogram
mekanik: mekanik mekaniknya
panggang: memanggang pemanggang
pasang: memasang pemasang pemasangan dipasang masang
potong: memotong pemotong pemotongan potongan motong
pimpin: memimpin pemimpin pimpinan
periksa: memeriksa pemeriksa pemeriksaan diperiksa
pelihara: memelihara pemelihara pemeliharaan
perah: memerah pemerah
pikul: memikul pemikul
pintal: memintal pemintal pemintalan
pahat: memahat pemahat pahatan
tagih: menagih penagih penagihan tagihan
tambal: menambal penambal
tanam: menanam penanam penanaman tanaman
tani: petani pertanian bertani
tawar: menawarkan penawaran penawar
tari: penari menari tarian
timbang: menimbang penimbang timbangan
tukang: tukang pertukangan nukang
tutup: menutup penutup
kelola: mengelola pengelola pengelolaan dikelola
kendara: mengendarai pengendara kendaraan berkendara
kontrol: mengontrol pengontrol pengontrolan
kredit: perkreditan kreditur
kupas: mengupas pengupas pengupasan
urus: mengurus pengurus kepengurusan pengurusan
gali: menggali penggali galian penggalian
giling: menggiling penggiling penggilingan gilingan
gosok: menggosok penggosok
gambar: menggambar penggambar gambaran
gulung: menggulung penggulung
goreng: menggoreng penggoreng gorengan
setrika: menyetrika penyetrika setrikaan nyetrika setlika strika nyetlika
sapu: menyapu penyapu nyapu
sopir: menyopir nyopir supir nyupir penyopir
setir: menyetir nyetir penyetir
sablon: menyablon penyablon sablonan nyablon
sortir: menyortir penyortir penyortiran sortiran
siar: penyiar penyiaran menyiarkan
solder: menyolder penyolder nyolder
sulam: menyulam penyulam sulaman
susun: menyusun penyusun penyusunan
simpan: menyimpan penyimpan penyimpanan
jahit: menjahit penjahit jahitan penjahitan njahit jait njait menjait penjait jahitkan
jaga: menjaga penjaga penjagaan jogo njaga
jual: menjual penjual penjualan jualan berjualan dijual
cat: mengecat pengecat pengecatan ngecat
cor: mengecor pengecor pengecoran ngecor
cuci: mencuci pencuci cucian pencucian nyuci umbah
cukur: mencukur pencukur
cetak: mencetak pencetak percetakan cetakan pencetakan nyetak
batik: membatik pembatik mbatik batikan pembatikan
bordir: membordir pembordir bordiran
bubut: membubut pembubut pembubutan mbubut
bangun: bangunan pembangunan membangun
bantu: pembantu membantu bantuan mbantu
basmi: pembasmi membasmi
bongkar: membongkar pembongkaran mbongkar
bungkus: membungkus pembungkus bungkusan mbungkus
angkut: mengangkut pengangkut angkutan pengangkutan
antar: mengantar pengantar antaran pengantaran nganter nganterin
anyam: menganyam penganyam anyaman nganyam
asuh: mengasuh pengasuh asuhan pengasuhan
ajar: mengajar pengajar pengajaran ngajar
belajar: belajar pembelajaran mempelajari dipelajari pelajari pelajaran diajari diajarkan
ukir: mengukir pengukir ukiran ngukir
ukur: mengukur pengukur pengukuran
latih: melatih pelatih pelatihan
layan: melayani pelayan pelayanan layanan dilayani
lukis: melukis pelukis lukisan
nyanyi: menyanyi penyanyi
musik: musik musisi pemusik
makan: makanan makan
minum: minuman minum
mandi: memandikan
masa: masa
menteri: menteri kementerian
muda: pemuda pemudi muda
pekalongan: pekalongan
melati: melati
pelabuhan: pelabuhan
perumahan: perumahan
pemudik: pemudik
kepala: kepala
karyawan: karyawan karyawati
pegawai: pegawai kepegawaian
nelayan: nelayan
akuntan: akuntan akunting accounting akuntansi accountant
pramusaji: pramusaji
harian: harian
bulanan: bulanan
mingguan: mingguan
pengalaman: pengalaman berpengalaman
pendidikan: pendidikan
keuangan: keuangan
perikanan: perikanan
perkapalan: perkapalan
pariwisata: pariwisata
industri: industri perindustrian
jerakah: jerakah
genuk: genuk
kalipancur: kalipancur
penggaron: penggaron
pedurungan: pedurungan
pandean: pandean
peterongan: peterongan
pekunden: pekunden
pendrikan: pendrikan
tambakaji: tambakaji
mangkang: mangkang
manyaran: manyaran
meteseh: meteseh
kedungmundu: kedungmundu
kemijen: kemijen
ungaran: ungaran
ambarawa: ambarawa
bergas: bergas
bawen: bawen
kaliwungu: kaliwungu
kendal: kendal
demak: demak
sayung: sayung
mranggen: mranggen
"""

_SAME: Final = """
satpam security sekuriti securiti jaga keamanan pam bodyguard satuan_pengamanan penjaga_malam jaga_malam petugas_keamanan
    penjaga_keamanan
sopir driver drifer draiver kemudi setir chauffeur pengemudi
kurir delivery messenger antar_barang antar_paket pengantar_paket pengantar_barang kurir_paket pengirim_paket antar_makanan
    pengantar_makanan mengantar_paket nganter_paket nganter_barang
jahit sewing tailor modiste penjahit operator_garmen operator_garment operator_sewing operator_jahit mesin_jahit karyawan_garmen
    karyawan_garment permak
    penjahit_baju jahit_baju jahit_pakaian tukang_jahit
garmen garment garmin konveksi konfeksi apparel
prt art rewang pembantu batur babu rumah_tangga asisten_rumah_tangga pembantu_rumah_tangga pekerja_rumah_tangga bersih_rumah
    bersih_bersih_rumah
admin administrasi administrator adm atmin administration klerk tata_usaha kerja_kantor pegawai_kantor
kasir cashier kasier kassir
pramuniaga spg spb sales_promotion sales_promotion_girl sales_promotion_boy penjaga_toko jaga_toko jogo_toko pelayan_toko karyawan_toko
    pegawai_toko crew_store store_crew shopkeeper kru_toko penjaga_counter jaga_counter jaga_stand penjaga_stand
kebersihan bersih ob cleaning klining clining janitor office_boy office_girl cleaning_service cleaning_servis klining_servis
    petugas_kebersihan bersih_bersih tukang_bersih
gudang warehouse wh stock_keeper
las welder welding juru_las tukang_las
masak koki cook kok chef kitchen juru_masak tukang_masak
pramusaji waiter waiters waitress waitres pelayan_restoran pelayan_rumah_makan pelayan_warung pelayan_cafe pelayan_resto
pengasuh babysitter nanny momong asuh baby_sitter momong_anak jaga_anak penjaga_anak pengasuh_anak pengasuh_bayi daycare
lansia caregiver jompo manula pengasuh_lansia perawat_lansia jaga_lansia perawat_jompo jaga_orang_tua perawat_orang_tua
perawat rawat nurse suster ners juru_rawat
bidan midwife
apoteker pharmacist
apotek farmasi apotik pharmacy
guru teacher tentor tutor ajar
mekanik montir mechanic mekanik_motor mekanik_mobil tukang_bengkel
bengkel mbengkel workshop
teknisi technician tehnisi teknisi_maintenance
maintenance pemeliharaan pelihara
listrik electrical elektrik electrician strum
ac pendingin air_conditioner
buruh helper kuli pembantu_umum pembantu_produksi tenaga_kasar pekerja_kasar
packing paking packer pak kemas bungkus pengepakan
produksi production pabrik factory manufaktur
operator opr
qc quality quality_control kontrol_kualitas pemeriksa_mutu inspeksi
resepsionis receptionist resepsionist resepsi front_office penerima_tamu
sekretaris secretary sekertaris
marketing pemasaran
sales jual salesman seles salles tenaga_penjual
personalia hrd hr sdm human_resource recruitment rekrutmen
akuntan finance keuangan staf_keuangan
pajak tax perpajakan
desainer designer desain design grafis desain_grafis graphic_designer desain_graphic
programmer program developer coding koding software_engineer pengembang_web web_developer
komputer computer
it_support helpdesk teknisi_it staff_it it_staff staf_it it_officer
laundry loundry londri londry binatu laundri
setrika gosok_baju cuci_setrika cuci_gosok tukang_setrika gosok_pakaian
barista peracik_kopi tukang_kopi
roti bakery baker pastry kue tukang_roti tukang_kue
salon kecantikan beautician kapster capster hair_stylist penata_rambut make_up makeup rias
cukur barber barbershop barberman pangkas potong_rambut tukang_cukur pangkas_rambut
kebun taman gardener tukang_kebun tukang_taman
parkir jukir juru_parkir tukang_parkir
ojek ojol gojek grab ojek_online ngojek driver_ojek
truk truck truks tronton trailer
mobil car
motor sepeda_motor
forklift forklip porklif porklip
bangunan bangun proyek konstruksi construction
kuli_bangunan buruh_bangunan laden_tukang kernet_tukang kuli_proyek buruh_proyek pekerja_bangunan laden
tukang_batu tukang_bangunan tukang_tembok tukang_bata
tukang_listrik teknisi_listrik instalatir electrician instalatir_listrik
kayu carpenter tukang_kayu
mebel meubel furniture furnitur mebeler meubeler
cat painting painter
batik mbatik pembatik perajin_batik
tenun weaving
rajut knitting
bordir embroidery
sablon screen_printing
cetak printing percetakan_offset
sepatu shoes footwear alas_kaki
angkut panggul porter bongkar_muat kuli_angkut kuli_panggul tkbm manol
ekspedisi logistik logistic logistics cargo kargo
toko store shop minimarket outlet swalayan supermarket
restoran resto restaurant rumah_makan warung depot cafe kafe kafetaria
hotel penginapan perhotelan
rumah_sakit rs hospital
klinik clinic
sekolah school
kantor office
bank perbankan
surveyor survei survey enumerator
magang internship intern
disabilitas difabel disable disabilities disabled penyandang_disabilitas berkebutuhan_khusus
paruh_waktu parttime part_time freelance sambilan sampingan
tanpa_pengalaman fresh_graduate freshgraduate non_pengalaman belum_pengalaman belum_ada_pengalaman tidak_ada_pengalaman
    belum_berpengalaman tanpa_pengalaman_kerja nol_pengalaman fresgraduate
sma slta sederajat_sma mas aliyah
smp sltp tsanawiyah mts
smk stm smea smkk
s1 sarjana strata_1
d3 diploma diploma_3 diii
luar_negeri abroad tki pmi akan
malam night shift_malam jaga_malam_hari
supervisor spv supervisi penyelia
manajer manager manejer menejer
kepala head leader ketua
asisten assistant asst
mandor foreman
kapal abk pelaut kelasi
las_listrik las_argon
fotografer photographer juru_foto tukang_foto
kamera videografer kameramen cameraman videographer
konten content kreator creator
telemarketing telesales telemarketer
pelanggan customer_service cs call_center layanan_pelanggan costumer_service customer_care
spbu pom pom_bensin
cuci_mobil car_wash steam_motor cuci_motor steam_mobil carwash
cuci_piring steward tukang_cuci_piring
dapur pembantu_dapur kitchen_helper rewang_dapur asisten_dapur
tani farmer
ternak kandang peternakan
tambak budidaya
sampah rosok pemulung
elektronik electronics elektronika
"""

_FILLERS: Final = """
lowongan loker lowker lowongankerja job jobs work vacancy vacancies kerja kerjaan gawe gawean nyambut damel pedamelan pedamelanipun
pekerjaan bekerja pekerja kerjo kang cari nyari mencari dicari golek goleki pados madosi butuh dibutuhkan membutuhkan perlu mau ingin pengin
    pengen
    pingin
kepingin jadi dadi dados sebagai bagian bag posisi jabatan profesi bidang buat untuk kanggo kangge di ing nang ning neng ke dari dan lan
    atau utawi yang sing
ingkang dengan dgn karo kaliyan pada oleh adalah ini itu saya aku kula kulo apa opo menapa saja aja bae wae kemawon yg dll dsb
dekat deket dkt cedhak cedak celak sekitar sekitaran daerah area wilayah kota kab kabupaten kec kecamatan kel kelurahan desa jalan dalan jl
    rumahku
gaji gajian upah bayaran umr umk umkm ump rupiah juta jt jutaan ribu rb per bulan perbulan sebulan
lulusan tamatan ijazah ijasah minimal min maksimal sederajat pendidikan
hari sekarang terbaru baru info informasi ada apakah tolong mohon please want to be a an the as in near for of or and
usia umur tahun th thn
wanita pria laki perempuan cewek cowok cewe cowo
tukang petugas pegawai karyawan karyawati tenaga staf staff stap
"""
"""Words around the work that narrow nothing. The last two lines say who, not which work; limits of sex are the law's matter."""

_SPELT: Final = """
jahit: jait
menjahit: menjait njait
penjahit: penjait
setrika: setlika strika
sekuriti: securiti
driver: drifer draiver
garmen: garmin
admin: atmin
kasir: kasier kassir
cleaning: klining clining
packing: paking
waitress: waitres
teknisi: tehnisi
sekretaris: sekertaris
sales: seles salles
apotek: apotik
laundry: londri londry loundry
forklift: forklip porklip
coding: koding
manajer: manejer menejer
mebel: meubel
"""
"""How a word is written properly when it was typed as it is spoken; only for telling people what was searched."""


def _forms() -> dict[str, str]:
    out: dict[str, str] = {}
    for line in _FORMS.strip().splitlines():
        root, _, forms = line.partition(":")
        out.update(dict.fromkeys(forms.split(), root))
    return out


def _same() -> tuple[dict[str, str], dict[tuple[str, ...], str]]:
    words: dict[str, str] = {}
    phrases: dict[tuple[str, ...], str] = {}
    for line in _SAME.strip().replace("\n    ", " ").splitlines():
        names = line.split()
        family = names[0].replace("_", "")
        for name in names:
            parts = tuple(name.split("_"))
            if len(parts) > 1:
                phrases.setdefault(parts, family)
            else:
                words.setdefault(name, family)
    return words, phrases


EXCEPTIONS: Final = MappingProxyType(_forms())
"""Words whose Snowball stem is wrong or parts a family, and the stem they have."""
SYNONYMS: Final = MappingProxyType(_same()[0])
"""Words and stems that mean the same work, and the one term of their family."""
PHRASES: Final = MappingProxyType(_same()[1])
"""The same for names of more than one word."""
FILLERS: Final = frozenset(_FILLERS.split())
IDLE_ENDINGS: Final = frozenset({
    ("dekat", "rumah"), ("deket", "rumah"), ("sekitar", "rumah"), ("dari", "rumah", "dekat"), ("cedhak", "omah"), ("cedak", "omah"),
    ("cerak", "omah"), ("celak", "griya"), ("near", "home"), ("near", "me"),
})
"""What people add about nearness, which the order says already; only at the end, for "dekat rumah sakit" means something."""
SPELT: Final = MappingProxyType(
    {typed: proper for proper, _, heard in (line.partition(":") for line in _SPELT.strip().splitlines()) for typed in heard.split()}
)
"""Words written as they are spoken, and their proper spelling."""
