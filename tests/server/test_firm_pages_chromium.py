"""A firm and an officer in a real Chromium: register, verify, write, hand in, publish, change, invite, import. Phone and desk.

Every page fits its width, has contrast 7:1, and axe finds nothing serious. With ``SIKER_SCREENSHOTS=<folder>`` the pictures are kept.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.server.siker_live import LiveServer, start_server, stop_server
from tests.server.test_siker_pages_chromium import CHROMIUM, WIDTHS, check, follow

playwright_api = pytest.importorskip("playwright.sync_api")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
PASSWORD = "kalimat-panjang-42"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """An empty server with one officer."""
    made, process = start_server(tmp_path_factory.mktemp("siker-firms"))
    made.command("create-officer", "petugas.sari", "--role", "Petugas", "--name", "Contoh Sari", "--password-stdin", stdin=PASSWORD + "\n")
    yield made
    stop_server(process)


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright_api.Browser]:
    """One Chromium with a profile of its own."""
    with playwright_api.sync_playwright() as api:
        made = api.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"],
        )
        yield made
        made.close()


class Person:
    """Somebody at a browser of one width, who looks at every page with axe as well."""

    def __init__(self, browser: playwright_api.Browser, server: LiveServer, width: str) -> None:
        size = {"width": WIDTHS[width][0], "height": WIDTHS[width][1]}
        self.context = browser.new_context(viewport=size, locale="id-ID", bypass_csp=True)
        self.page = self.context.new_page()
        self.url, self.width = server.url, width
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))

    def at(self, path: str) -> None:
        """Open an address."""
        self.page.goto(self.url + path)

    def look(self, name: str) -> None:
        """The page is in order."""
        check(self.page, name, self.width)
        found = axe_api.Axe().run(self.page)
        grave = [item for item in found.response["violations"] if item["impact"] in {"serious", "critical"}]
        assert grave == [], (name, [(item["id"], [node["html"][:200] for node in item["nodes"]]) for item in grave])

    def press(self, button: str, within: str = "main") -> None:
        """Press a button or link, and wait for the page that comes."""
        follow(self.page, self.page.locator(within).get_by_role("button", name=button, exact=True).first)

    def fill(self, **boxes: str) -> None:
        """Type into boxes by their name."""
        for name, text in boxes.items():
            self.page.locator(f"[name={name}]").fill(text)

    def sign_in(self, name: str) -> None:
        """Through the door everybody uses."""
        self.at("/masuk/")
        self.fill(login=name, password=PASSWORD)
        self.press("Masuk")

    @property
    def text(self) -> str:
        """What the page says."""
        return self.page.locator("main").inner_text()


def sheet_file(folder: Path) -> Path:
    """A spreadsheet with one good row, one with mistakes."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Nama lowongan", "Tempat kerja", "Jumlah bebas", "Upah terendah", "Upah tertinggi", "Uraian pekerjaan"])
    page.append(["Kasir", "Randugarut, Tugu", 2, 3_900_000, None, "Melayani pembeli."])
    page.append(["Satpam", "Negeri Dongeng", "banyak", 5_000_000, 4_000_000, "Pria, maks 30 tahun"])
    target = folder / "lowongan.xlsx"
    out = io.BytesIO()
    book.save(out)
    target.write_bytes(out.getvalue())
    return target


@pytest.mark.parametrize("width", WIDTHS)
def test_from_registering_to_a_public_vacancy(server: LiveServer, browser: playwright_api.Browser, width: str, tmp_path: Path) -> None:
    number = {"phone": "9999000001111", "desk": "9999000002222"}[width]
    firm, officer = Person(browser, server, width), Person(browser, server, width)
    firm.at("/perusahaan/daftar/")
    firm.look("firma-daftar")
    firm.press("Daftarkan")
    assert "NIB belum diisi" in firm.text
    firm.look("firma-daftar-salah")
    firm.fill(
        nib=number, name=f"CONTOH Garmen {width}", tempat="Randugarut, Tugu", address="Jl. Contoh Industri 1", contact_name="Contoh Personalia",
        phone=f"024800{number[-4:]}", email=f"hrd@{width}.example.id", account_name="Contoh Personalia", account_email=f"sari@{width}.example.id",
        password1=PASSWORD, password2=PASSWORD,
    )  # fmt: skip
    firm.page.locator("[name=kbli]").select_option("C")
    firm.press("Daftarkan")
    assert "Pendaftaran terkirim" in firm.text
    firm.look("firma-meja-menunggu")

    officer.sign_in("petugas.sari")
    officer.at("/petugas/")
    officer.look("petugas-meja")
    officer.at("/petugas/perusahaan/")
    officer.look("petugas-perusahaan")
    follow(officer.page, officer.page.get_by_role("link", name=f"CONTOH Garmen {width}"))
    officer.look("petugas-perusahaan-satu")
    officer.press("Verifikasi")
    assert "Centang dulu" in officer.text
    officer.page.locator("[name=cocok]").check()
    officer.press("Verifikasi")
    assert "Terverifikasi" in officer.text

    firm.at("/perusahaan/lowongan/baru/")
    firm.look("firma-tulis")
    firm.fill(title="Operator jahit", description="Menjahit kemeja. Wanita, maks 25 tahun.", places_either="40", wage_min="3.000.000", wage_max="2.900.000")
    firm.press("Ajukan ke Disnaker")
    assert "SE Menaker M/6/HK.04/V/2025" in firm.text
    assert "Upah tertinggi lebih kecil" in firm.text
    assert "belum diajukan" in firm.text
    assert firm.page.locator("[name=description]").input_value() == "Menjahit kemeja. Wanita, maks 25 tahun."
    firm.look("firma-tulis-salah")
    firm.fill(description="Menjahit kemeja di bagian lengan.", wage_max="3.500.000", skills="Mesin jahit\nObras")
    firm.press("Ajukan ke Disnaker")
    assert "Menunggu Disnaker" in firm.text
    firm.look("firma-lowongan")

    officer.at("/petugas/lowongan/")
    officer.look("petugas-lowongan")
    follow(officer.page, officer.page.get_by_role("link", name="Operator jahit").first)
    assert "Upah di bawah UMK Kota Semarang" in officer.text
    officer.look("petugas-lowongan-satu")
    officer.press("Kembalikan")
    assert "Alasan belum diisi" in officer.text
    officer.page.locator("[name=alasan]").fill("Upahnya di bawah UMK. Perbaiki dulu.")
    officer.press("Kembalikan")
    firm.at("/perusahaan/")
    assert "Upahnya di bawah UMK" in firm.text
    firm.look("firma-meja-pesan")
    follow(firm.page, firm.page.locator("main").get_by_role("link", name="Operator jahit").first)
    follow(firm.page, firm.page.get_by_role("link", name="Ubah", exact=True))
    firm.fill(wage_min="3.900.000", wage_max="4.100.000")
    firm.press("Ajukan ke Disnaker")
    officer.page.reload()
    officer.press("Terbitkan")
    assert "Tayang" in officer.text

    firm.page.reload()
    follow(firm.page, firm.page.get_by_role("link", name="Ubah", exact=True))
    firm.fill(description="Menjahit kemeja di bagian kerah.", hours="Senin sampai Jumat")
    firm.press("Ajukan ke Disnaker")
    firm.look("firma-lowongan-perubahan")
    officer.at("/petugas/lowongan/")
    follow(officer.page, officer.page.get_by_role("link", name="Operator jahit").first)
    assert officer.page.locator("del").all_inner_texts()[0].strip() == "lengan."
    officer.look("petugas-lowongan-perubahan")
    officer.press("Terima perubahan")
    assert "Tayang" in officer.text
    firm.at("/perusahaan/")
    firm.look("firma-meja")
    firm.at("/perusahaan/lowongan/")
    firm.look("firma-daftar-lowongan")
    follow(firm.page, firm.page.locator("main").get_by_role("link", name="Operator jahit").first)
    day = datetime.now(UTC).date() + timedelta(days=200)
    firm.page.locator("[name=sampai]").fill(day.isoformat())
    firm.press("Perpanjang")
    assert "paling jauh 90 hari" in firm.text

    firm.at("/perusahaan/rekan/")
    firm.fill(email="rekan")
    firm.press("Buat undangan")
    firm.fill(email=f"rekan@{width}.example.id")
    firm.press("Buat undangan")
    firm.look("firma-rekan")
    colleague = Person(browser, server, width)
    colleague.page.goto(firm.page.locator(".copy").inner_text())
    colleague.look("undangan")
    colleague.fill(account_name="Contoh Rekan", password1=PASSWORD, password2=PASSWORD)
    colleague.press("Buat akun")
    assert "Selamat datang" in colleague.text

    colleague.at("/perusahaan/lowongan/impor/")
    colleague.look("impor")
    colleague.page.locator("[name=berkas]").set_input_files(sheet_file(tmp_path))
    colleague.press("Periksa berkas")
    assert "1 baris siap disimpan, 1 baris perlu dibetulkan" in colleague.text
    assert "Sel B3" in colleague.text
    colleague.look("impor-diperiksa")
    colleague.press("Simpan dan ajukan 1 baris")
    assert "1 lowongan tersimpan, 1 diajukan" in colleague.text

    firm.at("/perusahaan/data/")
    firm.look("firma-data")
    firm.fill(name=f"CONTOH Garmen {width} Baru")
    firm.press("Ajukan perubahan")
    officer.at("/petugas/perusahaan/")
    follow(officer.page, officer.page.get_by_role("link", name=f"CONTOH Garmen {width}"))
    officer.look("petugas-perusahaan-perubahan")
    firm.at("/perusahaan/tutup/")
    firm.look("firma-tutup")
    firm.page.locator("[name=yakin]").check()
    firm.press("Tutup perusahaan")
    assert "sudah ditutup" in firm.text
    for person in (firm, officer, colleague):
        assert [text for text in person.complaints if "Failed to load resource" not in text] == []
        person.context.close()
