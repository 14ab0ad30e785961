"""The pages of hiring in a real Chromium, on a phone and on a desk: an applicant is read, invited and hired, a candidate asked, a letter made,
a wrong decision opened again.

With ``SIKER_SCREENSHOTS=<folder>`` the pictures are kept for looking at.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest

from tests.server.siker_firms import PASSWORD
from tests.server.siker_live import LiveServer, start_server, stop_server
from tests.server.test_siker_pages_chromium import WIDTHS, check, follow

playwright_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

CAST = """
from django.db import transaction
with transaction.atomic():
    from dataclasses import replace
    from domain.seeker import Address
    from siker import clock
    from siker.accounts.models import Role
    from siker.accounts.services import create_officer
    from siker.audit.services import SYSTEM
    from tests.server.permissions_hiring import scene
    from tests.server.siker_firms import PASSWORD, member
    from tests.server.siker_hiring import let_employers_look, made_vacancy, NOW, submitted
    from tests.server.siker_people import registration
    from tests.server.test_siker_ingest import enrolled, push
    from siker.applications import services
    from siker.applications.models import Application
    from siker.employers.models import MemberRole
    for n in (1, 2):
        here = scene(n)
        twin, station = enrolled("X")
        for k, name in enumerate(("Contoh Kenangawati", "Contoh Mawarsiswaningrumastuti Panjangsekali", "Contoh Bagusarya")):
            home = Address("Jl. Contoh 3", kel_desa="Mangkang Wetan", kecamatan="Tugu", kab_kota="Kota Semarang", kode="33.74.16.1003")
            person = replace(registration(300 + 10 * n + k, name=name), domisili=home)
            push(station, let_employers_look(twin, person), *([twin.op(submitted(person, here.vacancy), NOW)] if k else []))
        wrong, one_place = registration(400 + n, name="Contoh Tertukarwati"), made_vacancy(here.firm, 20 + n, places=1)
        push(station, twin.registered(wrong), twin.op(submitted(wrong, one_place), NOW))
        mistaken = Application.objects.get(registration_id=wrong.registration_id)
        services.hire(mistaken.pk, clock.today(clock.now()), SYSTEM, clock.now())
        owner, viewer = member(here.firm).user.username, member(here.firm, MemberRole.VIEWER).user.username
        print(n, owner, viewer, here.given["registration_id"], here.vacancy.number, mistaken.pk)
    create_officer("petugas.contoh", PASSWORD, frozenset({Role.OFFICER}), clock.now(), SYSTEM, "Contoh Petugas")
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LiveServer, dict[str, list[str]]]]:
    """A real server; for each width a firm of its own with applicants and candidates."""
    live, process = start_server(tmp_path_factory.mktemp("siker-hiring"))
    told = live.command("django", "shell", "--no-imports", "-c", CAST)
    cast = {width: line.split()[1:] for width, line in zip(WIDTHS, told.splitlines(), strict=True)}
    yield live, cast
    stop_server(process)


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright_api.Browser]:
    """One Chromium with a profile of its own."""
    with playwright_api.sync_playwright() as api:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
        made = api.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield made
        made.close()


def look(page: playwright_api.Page, name: str, width: str) -> None:
    """It fits, it can be read, and axe finds nothing serious."""
    check(page, name, width)
    found = axe.Axe().run(page).response["violations"]
    poor = [f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in found if item["impact"] in {"serious", "critical"}]
    assert poor == [], name


def sign_in(page: playwright_api.Page, server: LiveServer, name: str) -> None:
    """Through the form, as people do."""
    page.goto(server.url + "/masuk/")
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    follow(page, page.locator("main button").first)


@pytest.mark.parametrize("width", WIDTHS)
def test_an_employer_reads_invites_hires_and_asks_a_candidate(
    server: tuple[LiveServer, dict[str, list[str]]], browser: playwright_api.Browser, width: str
) -> None:
    live, cast = server
    context = browser.new_context(viewport={"width": WIDTHS[width][0], "height": WIDTHS[width][1]})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    sign_in(page, live, cast[width][0])
    page.goto(live.url + "/perusahaan/pelamar/")
    assert "Baru masuk (3)" in page.locator("main").inner_text()
    look(page, "pelamar", width)
    follow(page, page.get_by_role("link", name="Contoh Mawarsiswaningrumastuti"))
    assert "sudah dibaca" in page.locator("main").inner_text()
    look(page, "pelamar-satu", width)
    page.get_by_label("Tempat").fill("")
    page.locator("input[name=tempat]").evaluate("e => e.required = false")
    follow(page, page.get_by_role("button", name="Undang pelamar ini"))
    assert "Tulis alamatnya dulu" in page.locator("main").inner_text()
    look(page, "pelamar-undang-kosong", width)
    page.get_by_label("Tempat").fill("Jl. Contoh Industri 1, ruang personalia")
    follow(page, page.get_by_role("button", name="Undang pelamar ini"))
    assert "Undangan tersimpan" in page.locator("main").inner_text()
    look(page, "pelamar-diundang", width)
    follow(page, page.get_by_role("button", name="Catat diterima"))
    assert "Mulai bekerja" in page.locator("main").inner_text()
    look(page, "pelamar-diterima", width)
    page.goto(live.url + "/perusahaan/pelamar/")
    follow(page, page.get_by_role("link", name="Contoh Bagusarya"))
    page.get_by_text("Belum diterima", exact=True).click()
    page.get_by_label("Alasan untuk pelamar").select_option("other_candidate")
    follow(page, page.get_by_role("button", name="Beri tahu pelamar"))
    assert "Data pelamar sudah tertutup" in page.locator("main").inner_text()
    look(page, "pelamar-belum", width)
    page.goto(live.url + "/perusahaan/calon/")
    look(page, "calon", width)
    follow(page, page.get_by_role("link", name=re.compile("Operator jahit")))
    look(page, "calon-cari", width)
    page.get_by_label("Pekerjaan yang dicari orangnya").fill("")  # filled in from the vacancy; emptied it widens the search
    page.get_by_label("Pendidikan paling rendah").select_option("")
    follow(page, page.get_by_role("button", name="Cari", exact=True))
    assert "cocok dan mengizinkan dilihat" in page.locator("main").inner_text()
    assert "Kenangawati" not in page.content()
    look(page, "calon-hasil", width)
    follow(page, page.locator("li.card:not(:has-text('sudah melamar')) h2 a").first)
    look(page, "calon-satu", width)
    follow(page, page.get_by_role("button", name="Undang melamar"))
    assert "Undangan melamar terkirim" in page.locator("main").inner_text()
    look(page, "calon-diundang", width)
    page.goto(page.url.rsplit("/", 2)[0] + "/?cari=1&pekerjaan=astronot")
    look(page, "calon-kosong", width)
    assert [text for text in complaints if "404" not in text and "422" not in text] == []
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_an_officer_sees_the_person_and_makes_a_letter(
    server: tuple[LiveServer, dict[str, list[str]]], browser: playwright_api.Browser, width: str
) -> None:
    live, cast = server
    context = browser.new_context(viewport={"width": WIDTHS[width][0], "height": WIDTHS[width][1]})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    sign_in(page, live, "petugas.contoh")
    page.goto(live.url + "/petugas/lamaran/")
    look(page, "meja-lamaran", width)
    follow(page, page.locator("main table a").first)
    look(page, "meja-lamaran-satu", width)
    _, _, person, number, _ = cast[width]
    page.goto(f"{live.url}/petugas/pendaftaran/{person}/")
    look(page, "pendaftaran-rujuk", width)
    follow(page, page.get_by_role("link", name="Rujuk ke lowongan"))
    look(page, "rujuk", width)
    page.get_by_label("Nomor lowongan").fill(number)
    follow(page, page.get_by_role("button", name="Simpan surat"))
    assert "tersimpan" in page.locator("main").inner_text()
    page.get_by_text("Catat hasil surat").first.click()
    look(page, "orang-lamaran", width)
    assert [text for text in complaints if "404" not in text and "422" not in text] == []
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_an_officer_opens_a_wrong_decision_again(
    server: tuple[LiveServer, dict[str, list[str]]], browser: playwright_api.Browser, width: str
) -> None:
    live, cast = server
    context = browser.new_context(viewport={"width": WIDTHS[width][0], "height": WIDTHS[width][1]})
    page = context.new_page()
    sign_in(page, live, "petugas.contoh")
    page.goto(f"{live.url}/petugas/lamaran/{cast[width][-1]}/")
    look(page, "salah-catat-tertutup", width)
    page.get_by_text("Salah catat?").click()
    look(page, "salah-catat", width)
    page.get_by_label("Apa yang salah catat").fill("Contoh Tertukarwati bukan orangnya")
    page.locator("input[name=yakin]").evaluate("e => e.required = false")
    follow(page, page.get_by_role("button", name="Buka lagi keputusan ini"))
    assert "Jangan tulis nama atau NIK" in page.locator("main").inner_text()
    assert "Centang dulu" in page.locator("main").inner_text()
    look(page, "salah-catat-kurang", width)
    page.get_by_label("Apa yang salah catat").fill("Tertukar dengan pelamar di baris berikutnya.")
    page.get_by_label("Saya sudah memastikannya").check()
    follow(page, page.get_by_role("button", name="Buka lagi keputusan ini"))
    said = page.locator("main").inner_text()
    assert "Keputusan dibuka lagi" in said
    assert "Tertukar dengan pelamar di baris berikutnya." in said
    assert "tidak ikut dibuka" in said
    look(page, "salah-catat-dibuka", width)
    context.close()
