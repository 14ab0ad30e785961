"""The public pages in a real Chromium at 360 px and on a desk: they fit, break no policy, can be read, and axe finds nothing serious."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.server.siker_live import LiveServer, start_server, stop_server
from tests.server.test_siker_pages_chromium import WIDTHS, check, follow

playwright_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

VACANCIES = """
from domain.vacancy import DisabilityAccess, VacancyState, Wage
from tests.server.open_vacancies import GENUK, TUGU, content, publish
from tests.server.test_figures import WHEN, applied
for n in range(24):
    publish(content(n, site=(TUGU, GENUK)[n % 2], disability=DisabilityAccess(n % 3 == 0), experience_years=n % 2))
nasty = "Satpam <script>alert(1)</script>"
publish(content(40, nasty, wage=Wage(None, None, shown=False), kbji="5414", description="Menjaga pabrik.\\n\\nBergilir."))
publish(content(41), state=VacancyState.CLOSED)
one = publish(content(42, sample=True), published_at=WHEN, sample=True)
for n in range(40):
    applied(n, one, sex="LP"[n % 3 == 0], kecamatan="33.74.1%d" % (n % 7), education=("smk", "smp", "sd")[n % 3])
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server with open vacancies, a closed one and a sample."""
    made, process = start_server(tmp_path_factory.mktemp("siker-public"))
    made.command("django", "shell", "--no-imports", "-c", VACANCIES)
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


def serious(page: playwright_api.Page) -> list[str]:
    """What axe finds of serious or critical kind."""
    found = axe.Axe().run(page).response["violations"]
    return [f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in found if item["impact"] in {"serious", "critical"}]


@pytest.mark.parametrize("width", WIDTHS)
def test_public_pages(server: LiveServer, browser: playwright_api.Browser, width: str) -> None:
    context = browser.new_context(viewport={"width": WIDTHS[width][0], "height": WIDTHS[width][1]})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    for path, name in (
        ("/", "depan"), ("/lowongan/", "lowongan"), ("/lowongan/?kata=oprator+jait&tempat=Tugu&jarak=25", "lowongan-cari"),
        ("/lowongan/?kata=satpam+jahit&upah=10000000", "lowongan-kosong"), ("/lowongan/LK-T40-AAA/?tempat=33.74.16", "lowongan-satu"),
        ("/lowongan/LK-T42-AAA/", "lowongan-contoh"), ("/lowongan/LK-T41-AAA/", "lowongan-tutup"), ("/angka/", "angka"),
        ("/hak/", "hak"), ("/masuk/", "masuk-umum"), ("/tidak/ada", "tidak-ada-umum"),
    ):  # fmt: skip
        page.goto(server.url + path)
        check(page, name, width)
        assert serious(page) == [], name
    assert [text for text in complaints if "404" not in text and "410" not in text] == []
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_visitor_finds_a_vacancy_without_scripts(server: LiveServer, browser: playwright_api.Browser, width: str) -> None:
    context = browser.new_context(viewport={"width": WIDTHS[width][0], "height": WIDTHS[width][1]}, java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url + "/")
    page.get_by_label("Pekerjaan").fill("security")
    page.get_by_label("Dekat mana?").fill("tambakaji")
    follow(page, page.get_by_role("button", name="Cari lowongan"))
    assert page.get_by_role("status").first.inner_text() == "1 lowongan terbuka."
    follow(page, page.get_by_role("link", name="Satpam <script>"))
    assert page.locator("h1").inner_text() == "Satpam <script>alert(1)</script>"
    assert "LK-T40-AAA" in page.locator("main").inner_text()
    context.close()
