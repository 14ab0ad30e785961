"""Every page in a real Chromium, on a phone (360 px) and on a desk: it fits, nothing is blocked, all text has contrast 7:1.

With ``SIKER_SCREENSHOTS=<folder>`` the pictures are kept for looking at.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.siker_live import LiveServer, start_server, stop_server

playwright_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
PASSWORD = "rahasia-semarang-74"
WIDTHS = {"phone": (360, 760), "desk": (1280, 860)}

# Reads every visible text's colour against the first opaque background below it; returns the poorest ones.
OVERLAPS = """() => {
    const parts = [...document.querySelectorAll('.top a, .top button, .top summary, .top .who > span')].filter(e => e.checkVisibility());
    const boxes = parts.map(e => [e.textContent.trim(), e.getBoundingClientRect()]);
    return boxes.flatMap(([one, a], at) => boxes.slice(at + 1)
        .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
        .map(([other]) => `${one} / ${other}`));
}"""
CONTRAST = """() => {
  const light = c => { const f = v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 };
    return .2126 * f(c[0]) + .7152 * f(c[1]) + .0722 * f(c[2]) };
  const parse = s => { const m = s.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), el = walker.currentNode.parentElement;
    if (!text || !el.checkVisibility() || el.closest('.skip')) continue;
    let at = el, back = [255, 255, 255, 1];
    while (at) { const c = parse(getComputedStyle(at).backgroundColor); if (c[3] === 1) { back = c; break } at = at.parentElement }
    const a = light(parse(getComputedStyle(el).color)), b = light(back);
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 7) poor.push(text.slice(0, 40) + ' ' + ratio.toFixed(2));
  }
  return poor;
}"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LiveServer, dict[str, str]]]:
    """A server with sample data, and the addresses of its cards by what the page says."""
    server, process = start_server(tmp_path_factory.mktemp("siker-pages"), SIKER_AUTO_APPROVE="0")
    told = server.command("seed", "--password", PASSWORD, "--seekers", "30", "--vacancies", "60")
    cards = dict(re.findall(r"^Kartu (.+): http://[^/]+(/v/\S+)$", told, re.MULTILINE))
    yield server, cards
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


def keep(page: playwright_api.Page, name: str, width: str) -> None:
    """Save a picture when somebody wants to look."""
    folder = os.environ.get("SIKER_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


def follow(page: playwright_api.Page, target: playwright_api.Locator) -> None:
    """Click, and wait for the page that comes."""
    with page.expect_navigation():
        target.click()


def check(page: playwright_api.Page, name: str, width: str) -> None:
    """The page fits its width, has one heading, and every text can be read."""
    page.wait_for_load_state("load")
    keep(page, name, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width][0], f"{name} is wider than the screen"
    assert page.locator("h1").count() == 1, name
    assert page.locator("html").get_attribute("lang") == "id"
    assert page.evaluate(CONTRAST) == [], name
    unnamed = page.evaluate(
        "[...document.querySelectorAll('input:not([type=hidden]),select,textarea')]"
        ".filter(e => !e.labels.length && !e.ariaLabel).map(e => e.name)"
    )
    assert unnamed == [], name
    assert page.evaluate(OVERLAPS) == [], f"{name}: the header lies over itself"


@pytest.mark.parametrize("width", WIDTHS)
def test_public_pages(sample: tuple[LiveServer, dict[str, str]], browser: playwright_api.Browser, width: str) -> None:
    server, cards = sample
    context = browser.new_context(viewport={"width": WIDTHS[width][0], "height": WIDTHS[width][1]}, java_script_enabled=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    said = {
        "berlaku": "Kartu asli dan berlaku", "habis masa berlaku": "masa berlakunya habis", "sudah diganti": "sudah diganti yang baru",
        "ditarik": "sudah ditarik", "sedang diperiksa": "sedang diperiksa petugas", "asli, belum sampai": "belum sampai di server",
    }  # fmt: skip
    assert said.keys() == cards.keys()
    for what, words in said.items():
        page.goto(server.url + cards[what])
        assert words in page.locator("h1").inner_text()
        check(page, "kartu-" + what.replace(" ", "-").replace(",", ""), width)
    page.goto(server.url + cards["berlaku"][:-4] + "AAAA")
    assert page.locator("h1").inner_text() == "Bukan kartu asli"
    check(page, "kartu-palsu", width)
    page.goto(server.url + "/")
    check(page, "depan", width)
    page.goto(server.url + "/masuk/")
    check(page, "masuk", width)
    assert context.cookies(server.url + "/v/x") == [] or all(c["name"] == "siker_csrf" for c in context.cookies())
    assert complaints == []
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_desk_pages(sample: tuple[LiveServer, dict[str, str]], browser: playwright_api.Browser, width: str) -> None:
    server, _ = sample
    context = browser.new_context(viewport={"width": WIDTHS[width][0], "height": WIDTHS[width][1]})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(server.url + "/petugas/")
    page.get_by_label("Nama pengguna").fill("admin.contoh")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    follow(page, page.get_by_role("button", name="Masuk"))
    assert "Selamat bekerja" in page.locator("h1").inner_text()
    check(page, "meja", width)
    if width == "desk":  # brand and name, then one line of entries
        tops = page.eval_on_selector_all(".top .menu li", "all => all.map(item => Math.round(item.getBoundingClientRect().top))")
        assert len(set(tops)) == 1
        assert page.locator(".top").evaluate("head => head.offsetHeight") < 120
    for path, name in (
        ("/petugas/antrean/", "antrean"), ("/petugas/ganda/", "ganda"), ("/petugas/tertahan/", "tertahan"),
        ("/petugas/bantuan/", "bantuan"), ("/petugas/mesin/", "mesin"), ("/petugas/jejak/", "jejak"), ("/akun/", "akun"),
        ("/petugas/antrean/?q=ZZZ-ZZZ", "antrean-kosong"), ("/tidak/ada", "tidak-ada"), ("/akun/sandi/", "sandi"),
    ):  # fmt: skip
        page.goto(server.url + path)
        check(page, name, width)
    for typed, name in (("3374", "nik-salah"), ("3374990101900999", "nik-tidak-ada")):
        page.goto(server.url + "/petugas/antrean/")
        page.get_by_label("Cari orang dengan NIK").fill(typed)
        follow(page, page.get_by_role("button", name="Cari NIK"))
        assert page.url == server.url + "/petugas/antrean/"
        assert page.get_by_label("Cari orang dengan NIK").input_value() == typed
        check(page, name, width)
    page.goto(server.url + "/petugas/antrean/")
    follow(page, page.locator("ol.list a").first)
    check(page, "pendaftaran", width)
    follow(page, page.get_by_role("button", name="Verifikasi"))
    assert "Centang dulu" in page.get_by_role("alert").inner_text()
    check(page, "pendaftaran-belum-dicentang", width)
    follow(page, page.get_by_role("link", name="Perbaiki isian"))
    check(page, "perbaiki", width)
    page.get_by_label("Nama lengkap").fill("Contoh 123")
    follow(page, page.get_by_role("button", name="Simpan perbaikan"))
    assert page.get_by_label("Nama lengkap").input_value() == "Contoh 123"
    check(page, "perbaiki-salah", width)
    page.goto(server.url + "/petugas/mesin/")
    page.get_by_label("Di mana mesinnya berada?").fill("CONTOH Lobi")
    follow(page, page.get_by_role("button", name="Buat kode"))
    check(page, "mesin-kode", width)
    page.goto(server.url + "/akun/kode/pasang/")
    check(page, "pastikan" if "ulang" in page.url else "pasang-kode", width)
    if "ulang" in page.url:
        page.get_by_label("Kata sandi").fill(PASSWORD)
        follow(page, page.get_by_role("button", name="Lanjutkan"))
        check(page, "pasang-kode", width)
    assert [text for text in complaints if "404" not in text and "422" not in text] == []
    context.close()


def test_keyboard_focus_is_visible(sample: tuple[LiveServer, dict[str, str]], browser: playwright_api.Browser) -> None:
    server, _ = sample
    page = browser.new_page()
    page.goto(server.url + "/masuk/")
    for _ in range(4):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, parseFloat(s.outlineWidth)] })()"
        )
        assert style[0] == "solid"
        assert style[1] >= 2
    page.close()
