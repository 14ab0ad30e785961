"""A firm registers in a real browser, an officer verifies, the vacancy reaches a real kiosk, somebody applies there and is hired."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from devices.card.port import Want
from devices.card.simulated import SimulatedReader
from devices.receipt.emulator import EmulatedPrinter
from documents import PAPER_80
from domain.applications import ApplicationState
from domain.visit.pages import Page
from kiosk.app import Kiosk
from kiosk.config import StationConfig
from kiosk.dev.network import SwitchableNetwork
from kiosk.dev.server import EmbeddedSiker
from kiosk.dev.walker import Walker
from kiosk.hardware import Hardware, build_printer
from tests.server.siker_live import LiveServer
from tests.server.test_firm_pages_chromium import PASSWORD, Person
from tests.server.test_siker_pages_chromium import CHROMIUM, follow

playwright_api = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
SYNC_S = 90.0


@pytest.fixture
def siker(tmp_path: Path) -> Iterator[EmbeddedSiker]:
    server = EmbeddedSiker(tmp_path / "siker")
    server.start()
    server.command("create-officer", "petugas.sari", "--role", "Petugas", "--password-stdin", stdin=PASSWORD + "\n")
    yield server
    server.stop()


@pytest.fixture
def browser() -> Iterator[playwright_api.Browser]:
    with playwright_api.sync_playwright() as api:
        made = api.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"],
        )
        yield made
        made.close()


@pytest.fixture
def kiosk(gui: QGuiApplication, siker: EmbeddedSiker, tmp_path: Path) -> Iterator[tuple[Kiosk, SimulatedReader, EmulatedPrinter]]:
    network = SwitchableNetwork(("127.0.0.1", siker.port))
    with EmulatedPrinter() as printer:
        config = StationConfig(
            data_dir=tmp_path / "data", key_dir=tmp_path / "key", log_dir=tmp_path / "log", server_url=network.url,
            printer=f"tcp:127.0.0.1:{printer.port}", camera="simulated", fullscreen=False, development=True, min_free_mb=1,
        )  # fmt: skip
        reader = SimulatedReader(lambda: datetime.now(UTC), gives=tuple(Want))
        made = Kiosk(config, hardware=Hardware(reader, build_printer(config), PAPER_80))
        made.show()
        try:
            yield made, reader, printer
        finally:
            made.close()
            network.close()


def _publish(siker: EmbeddedSiker, browser: playwright_api.Browser) -> tuple[Person, Person]:
    """From nothing to a published vacancy; the firm's and the officer's browsers, signed in."""
    server = LiveServer(siker.url, siker.folder, {}, siker.log)
    firm, officer = Person(browser, server, "phone"), Person(browser, server, "desk")
    firm.at("/perusahaan/daftar/")
    firm.fill(
        nib="9999000007777", name="CONTOH Garmen Wijaya", tempat="Randugarut, Tugu", address="Kawasan Industri Contoh Blok 1",
        contact_name="Contoh Personalia", phone="0248447777", email="hrd@contoh.example.id", account_name="Contoh Personalia",
        account_email="sari@contoh.example.id", password1=PASSWORD, password2=PASSWORD,
    )  # fmt: skip
    firm.page.locator("[name=kbli]").select_option("C")
    firm.press("Daftarkan")
    officer.sign_in("petugas.sari")
    officer.at("/petugas/perusahaan/")
    follow(officer.page, officer.page.get_by_role("link", name="CONTOH Garmen Wijaya"))
    officer.page.locator("[name=cocok]").check()
    officer.press("Verifikasi")
    firm.at("/perusahaan/lowongan/baru/")
    firm.fill(
        title="Operator jahit", description="Menjahit kemeja di bagian lengan.", places_either="40", wage_min="3.900.000",
        wage_max="4.100.000", hours="Senin sampai Sabtu",
    )  # fmt: skip
    firm.press("Ajukan")
    assert "Menunggu Disnaker" in firm.text
    officer.at("/petugas/lowongan/")
    follow(officer.page, officer.page.get_by_role("link", name="Operator jahit").first)
    officer.press("Terbitkan")
    assert "Tayang" in officer.text
    return firm, officer


def _enrol(siker: EmbeddedSiker, kiosk: Kiosk, walker: Walker) -> None:
    walker.until(lambda: kiosk.opened, "the station to open")
    station = kiosk.station()
    station.enrol(siker.enrol_code("CONTOH"))
    kiosk.refresh()
    walker.until(lambda: station.leases_left() > 0, "card numbers from SIKER", SYNC_S)
    kiosk.check_health()
    walker.until(lambda: kiosk.conductor.state.page is Page.ATTRACT, "the attract page")


def _find(walker: Walker) -> None:
    """From the attract page to the vacancy, with a slip of the finger on the way."""
    walker.to_vacancy("oprator jait", "Operator jahit")
    jobs = walker.kiosk.conductor.state.jobs
    assert jobs is not None
    assert jobs.answer is not None
    assert [hit.vacancy.title for hit in jobs.answer.hits] == ["Operator jahit"]
    assert jobs.answer.corrected == "operator jahit"


def _apply(walker: Walker, reader: SimulatedReader) -> None:
    """Somebody new: the card, the form, the kartu kuning, and on to the application."""
    walker.touch("page.job.apply")
    walker.identify()
    reader.insert()
    walker.arrive(Page.BIODATA, 40)
    reader.remove()
    walker.touch("page.biodata.right")
    walker.fill_form()
    walker.touch("page.review.confirm")
    walker.arrive(Page.PRINTING)
    walker.arrive(Page.TAKE_PAPER, 60)
    walker.touch("page.take_paper.taken")
    walker.send_application()
    walker.touch("page.applied.slip")
    walker.arrive(Page.TAKE_PAPER, 60)
    walker.touch("page.take_paper.taken")
    walker.arrive(Page.APPLIED)
    walker.touch("page.applied.leave")
    walker.arrive(Page.END)
    walker.touch("page.end.done")


def _hire(firm: Person) -> str:
    """What the firm read of the applicant before it invited and hired."""
    firm.at("/perusahaan/pelamar/")
    follow(firm.page, firm.page.locator("table").get_by_role("link").first)
    read = firm.text
    day = datetime.now(UTC).date() + timedelta(days=2)
    firm.fill(tanggal=day.isoformat(), jam="09:00", tempat="Kawasan Industri Contoh Blok 1, ruang 2")
    firm.press("Undang pelamar ini")
    assert "Diundang" in firm.text
    firm.fill(mulai=datetime.now(UTC).date().isoformat())
    firm.press("Catat diterima")
    assert "Mulai bekerja" in firm.text
    return read


def _reopen(officer: Person) -> None:
    """It was the wrong person after all."""
    follow(officer.page, officer.page.locator("table").get_by_role("link").first)
    officer.page.get_by_text("Salah catat?").click()
    officer.fill(alasan="Tertukar dengan pelamar lain.")
    officer.page.locator("[name=yakin]").check()
    officer.press("Buka lagi keputusan ini")
    assert "Keputusan dibuka lagi" in officer.text


@pytest.mark.timeout(420)
def test_a_vacancy_becomes_work(
    siker: EmbeddedSiker, browser: playwright_api.Browser, kiosk: tuple[Kiosk, SimulatedReader, EmulatedPrinter], tmp_path: Path
) -> None:
    machine, reader, printer = kiosk
    walker = Walker(machine, tmp_path / "pages")
    _enrol(siker, machine, walker)
    firm, officer = _publish(siker, browser)
    station = machine.station()
    walker.until(lambda: station.catalog.count("vacancy") == 1, "the vacancy on the kiosk within one sync interval", SYNC_S)
    _find(walker)
    _apply(walker, reader)
    assert len(printer.jobs) == 2
    walker.until(lambda: station.delivery.counts().queued == 0, "SIKER to hold the application", SYNC_S)
    read = _hire(firm)
    for hidden in ("Islam", "Kawin", "337499"):
        assert hidden not in read
    walker.arrive(Page.ATTRACT)
    walker.touch("page.attract.doors.jobs")
    walker.arrive(Page.JOBS)
    walker.touch("page.jobs.mine")
    walker.identify()
    reader.insert()
    walker.arrive(Page.MY_APPLICATIONS, 40)
    reader.remove()

    def hired() -> bool:
        jobs = machine.conductor.state.jobs
        return jobs is not None and [item.state for item in jobs.mine or ()] == [ApplicationState.HIRED]

    walker.until(hired, "the good news", SYNC_S)
    walker.picture("hired")
    officer.at("/petugas/lamaran/")
    assert "diterima bekerja" in officer.text.casefold()
    jobs = machine.conductor.state.jobs
    assert jobs is not None
    (number,) = [item.application_id for item in jobs.mine or ()]

    def held() -> tuple[str, bool]:
        with station.vault.read() as reader:
            one = reader.application(number)
            who = reader.person(one.registration_id) if one is not None else None
            return (one.state.value if one is not None else "", who is not None and who.placed_on is not None)

    walker.until(lambda: held() == ("hired", True), "the station to hear that the person works", SYNC_S)
    _reopen(officer)
    walker.until(lambda: held() == ("read", False), "the station to hear that it was a mistake", SYNC_S)

