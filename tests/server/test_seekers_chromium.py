"""A seeker's way in a real Chromium, on a phone (360 px) and on a desk: from the slip's QR to an invitation, a document, one's own
data; every page fits, is readable, and axe finds nothing serious.

With ``SIKER_SCREENSHOTS=<folder>`` the pictures are kept for looking at.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.siker_live import LiveServer, start_server, stop_server
from tests.server.smtp_sink import Sink, smtp_sink
from tests.server.test_siker_pages_chromium import CHROMIUM, WIDTHS, browser, check, follow, playwright_api

__all__ = ["browser"]
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
PASSWORD = "jambu mangga pepaya"
OFFICE = "rahasia-semarang-74"

SCENE = """
import json, secrets
from datetime import timedelta
from siker import clock
from siker.ak1.models import Card, Registration
from siker.ak1.records import answers_of
from siker.seekers import codes
from siker.seekers.models import SeekerAccount
from siker.vacancies.search_index import reindex
from tests.server.siker_seekers import vacancy
from domain.vacancy import VacancyState
now = clock.now()
holders = Card.objects.filter(state="valid", valid_until__gte=clock.today(now)).select_related("registration").order_by("pk")
holder = holders.exclude(nik_lookup__in=SeekerAccount.objects.values("nik_lookup"))[{n}]
row = holder.registration
open_one, closed_one, other = (vacancy({n} * 3 + k, {n} + 1) for k in (1, 2, 3))
reindex((open_one, closed_one, other))
closed_one.state, closed_one.close_reason, closed_one.closed_at = VacancyState.CLOSED, "filled", now
closed_one.save()
code = "K7F-3RA-" + secrets.token_hex(3).upper()
codes.keep(row, code, now)
born = answers_of(row).biodata.tanggal_lahir
print(json.dumps({{"code": code, "born": f"{{born:%d-%m-%Y}}", "open": open_one.number, "closed": closed_one.number,
    "other": other.number, "registration": row.pk}}))
"""
INVITE = """
from datetime import timedelta
from siker import clock
from siker.applications.models import Application
from siker.applications.services import invite, mark_read
from siker.audit.services import SYSTEM
row = Application.objects.get(vacancy__number="{number}", source="portal")
mark_read(row.pk, SYSTEM, clock.now())
invite(row.pk, clock.now() + timedelta(days=3), "Jl. Contoh Industri 1, ruang personalia", SYSTEM, clock.now())
"""

OPEN = """
from siker.seekers.models import SeekerAccount
from siker.vacancies.models import Vacancy
from siker.applications.models import Application
from siker.sample.account import SEEKER_LOGIN
from siker.seekers.login import Login
who = SeekerAccount.objects.get(user__username=Login(SEEKER_LOGIN).username)
told = Application.objects.filter(nik_lookup=who.nik_lookup).values("vacancy")
print(Vacancy.objects.filter(state="published", sample=True).exclude(pk__in=told).order_by("pk").first().number)
"""


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    with smtp_sink() as found:
        yield found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, sink: Sink) -> Iterator[LiveServer]:
    """A server with sample people and a mail server."""
    made, process = start_server(tmp_path_factory.mktemp("siker-seekers"), SIKER_EMAIL_URL=sink.url)
    try:
        made.command("seed", "--password", OFFICE, "--seekers", "12", "--vacancies", "60", "--employers", "4")
        yield made
    finally:
        stop_server(process)


def run(server: LiveServer, script: str) -> str:
    """A script beside the server."""
    return server.command("django", "shell", "--no-imports", "-c", script)


EXPECTED = {"Akun SIKER Anda sudah", "Lamaran Operator jahit sudah", "Undangan dari CONTOH Garmen", "Permintaan hapus data sudah"}


def subjects_to(sink: Sink, address: str) -> set[str]:
    """The first four words of the letters that arrived at an address."""
    return {" ".join(str(letter["Subject"]).split()[:4]) for letter in sink.letters if letter["To"] == address}


def look(page: playwright_api.Page, name: str, width: str) -> None:
    """It fits, is readable, and axe finds nothing serious."""
    check(page, f"pencaker-{name}", width)
    found = axe_api.Axe().run(page).response["violations"]
    serious = [(item["id"], [node["html"][:120] for node in item["nodes"]]) for item in found if item["impact"] in {"serious", "critical"}]
    assert serious == [], name


@pytest.mark.parametrize("width", WIDTHS)
def test_a_seekers_way(server: LiveServer, sink: Sink, browser: playwright_api.Browser, width: str, tmp_path: Path) -> None:
    n = list(WIDTHS).index(width)
    scene = json.loads(run(server, SCENE.format(n=n)).splitlines()[-1])
    mail = f"pelamar.{width}@example.id"
    context = browser.new_context(viewport={"width": WIDTHS[width][0], "height": WIDTHS[width][1]}, bypass_csp=True)
    page = context.new_page()
    page.goto(server.url + "/masuk/")
    look(page, "masuk", width)
    follow(page, page.get_by_role("link", name="Lupa kata sandi?"))
    look(page, "lupa", width)
    page.goto(f"{server.url}/akun/klaim/#{scene['code']}")
    assert page.get_by_label("Kode dari struk").input_value() == scene["code"]
    assert "#" not in page.url
    look(page, "klaim", width)
    page.get_by_label("Tanggal lahir").fill("01-01-1960")
    follow(page, page.get_by_role("button", name="Lanjut"))
    assert "tidak cocok" in page.get_by_role("alert").inner_text()
    look(page, "klaim-salah", width)
    page.get_by_label("Tanggal lahir").fill(scene["born"])
    follow(page, page.get_by_role("button", name="Lanjut"))
    look(page, "klaim-baru", width)
    page.get_by_label("Nomor HP atau email").fill(mail)
    page.get_by_label("Kata sandi baru").fill(PASSWORD)
    page.get_by_label("Ketik kata sandi sekali lagi").fill(PASSWORD + "x")
    follow(page, page.get_by_role("button", name="Simpan dan masuk"))
    look(page, "klaim-baru-salah", width)
    page.get_by_label("Kata sandi baru").fill(PASSWORD)
    page.get_by_label("Ketik kata sandi sekali lagi").fill(PASSWORD)
    follow(page, page.get_by_role("button", name="Simpan dan masuk"))
    assert page.locator("h1").inner_text().startswith("Halo,")
    look(page, "beranda-kosong", width)

    page.goto(server.url + "/saya/berkas/")
    picture = tmp_path / "ijazah foto.png"
    from tests.server.siker_seekers import picture as made_picture

    picture.write_bytes(made_picture("PNG"))
    page.get_by_label("Ijazah").check()
    page.get_by_label("Berkas").set_input_files(picture)
    follow(page, page.get_by_role("button", name="Simpan dokumen"))
    page.get_by_label("Berkas").set_input_files({"name": "cv.pdf", "mimeType": "application/pdf", "buffer": b"bukan pdf"})
    follow(page, page.get_by_role("button", name="Simpan dokumen"))
    assert "bukan PDF" in page.get_by_role("alert").inner_text()
    look(page, "berkas", width)
    with page.expect_download() as download:
        page.get_by_role("link", name="ijazah foto.png").click()
    assert download.value.suggested_filename == "ijazah foto.png"

    page.goto(f"{server.url}/lowongan/{scene['closed']}/lamar/")
    assert page.locator("h1").inner_text() == "Lowongan ini sudah ditutup"
    look(page, "ditutup", width)
    page.goto(f"{server.url}/lowongan/{scene['open']}/lamar/")
    look(page, "lamar", width)
    follow(page, page.get_by_role("button", name="Kirim lamaran"))
    assert "Centang dulu" in page.get_by_role("alert").inner_text()
    look(page, "lamar-belum-setuju", width)
    page.get_by_label("Ijazah: ijazah foto.png").check()
    page.get_by_label("Saya setuju data di atas").check()
    follow(page, page.get_by_role("button", name="Kirim lamaran"))
    assert "Lamaran terkirim" in page.get_by_role("status").inner_text()
    look(page, "terkirim", width)
    follow(page, page.get_by_role("link", name="Tarik lamaran ini"))
    look(page, "tarik", width)
    run(server, INVITE.format(number=scene["open"]))
    page.goto(server.url + "/saya/")
    assert "Undangan" in page.locator("main").inner_text()
    look(page, "beranda", width)
    follow(page, page.get_by_role("link", name="Lihat undangannya"))
    look(page, "diundang", width)

    for path, name in (("/saya/akun/", "akun"), ("/saya/data/", "data"), ("/saya/data/semua/", "data-semua"), ("/saya/data/hapus/", "hapus")):
        page.goto(server.url + path)
        look(page, name, width)
    page.get_by_label("Saya paham dan meminta data saya dihapus").check()
    follow(page, page.get_by_role("button", name="Kirim permintaan"))
    look(page, "data-diminta", width)
    context.close()
    deadline = time.monotonic() + 30
    while not subjects_to(sink, mail) >= EXPECTED and time.monotonic() < deadline:
        time.sleep(0.05)
    assert subjects_to(sink, mail) >= EXPECTED
    office(server, browser, width, scene["registration"])


@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_vacancy_through_the_sign_in_to_applying(server: LiveServer, browser: playwright_api.Browser, width: str) -> None:
    number = run(server, OPEN).splitlines()[-1]
    context = browser.new_context(viewport={"width": WIDTHS[width][0], "height": WIDTHS[width][1]}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{server.url}/lowongan/{number}/")
    follow(page, page.get_by_role("link", name="Lamar lowongan ini"))
    look(page, "masuk-untuk-melamar", width)
    page.get_by_label("Nomor HP, email, atau nama pengguna").fill("pencaker@contoh.example.id")
    page.get_by_label("Kata sandi").fill(OFFICE)
    follow(page, page.get_by_role("button", name="Masuk"))
    assert page.url == f"{server.url}/lowongan/{number}/lamar/"
    page.get_by_label("Saya setuju data di atas").check()
    follow(page, page.get_by_role("button", name="Kirim lamaran"))
    assert "Lamaran terkirim" in page.get_by_role("status").inner_text()
    with page.expect_download() as download:
        page.goto(server.url + "/saya/")
        page.get_by_role("link", name="Unduh CV saya (PDF)").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    context.close()


def office(server: LiveServer, browser: playwright_api.Browser, width: str, registration: str) -> None:
    """What an officer sees of it."""
    context = browser.new_context(viewport={"width": WIDTHS[width][0], "height": WIDTHS[width][1]}, bypass_csp=True)
    page = context.new_page()
    page.goto(server.url + "/petugas/hapus-data/")
    page.get_by_label("Nomor HP, email, atau nama pengguna").fill("admin.contoh")
    page.get_by_label("Kata sandi").fill(OFFICE)
    follow(page, page.get_by_role("button", name="Masuk"))
    look(page, "petugas-hapus", width)
    page.goto(server.url + "/petugas/surat/")
    look(page, "petugas-surat", width)
    page.goto(f"{server.url}/petugas/pendaftaran/{registration}/")
    assert "Ijazah: ijazah foto.png" in page.locator("main").inner_text()
    page.get_by_text("Kode akun portal").click()
    page.get_by_label("Saya melihat orangnya dan KTP-nya.").check()
    check(page, "pencaker-petugas-pendaftaran", width)
    follow(page, page.get_by_role("button", name="Buat kode"))
    look(page, "petugas-kode", width)
    context.close()
