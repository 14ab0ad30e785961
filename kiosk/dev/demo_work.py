"""The demo's visit of somebody who looks for work: a firm offers it, the person applies with the network down, the firm hires."""

from __future__ import annotations

import secrets
import time

from devices.card.port import ReaderState
from domain.applications import ApplicationState
from domain.visit.pages import Page
from kiosk.app import Kiosk
from kiosk.clock import local_day
from kiosk.dev.demo_stage import SYNC_S, Stage, recover
from kiosk.dev.firm import TITLE, Firm
from kiosk.dev.officer import Officer
from kiosk.dev.readers import CERTIFIED_NIK, CardOnReader, certified_reader
from kiosk.dev.walker import Walker


def work_visit(stage: Stage) -> None:
    """From a firm's first page to the good news at the kiosk."""
    password = secrets.token_urlsafe(16)
    officer, firm = Officer(stage.siker.url), Firm(stage.siker.url)
    stage.siker.command("create-officer", "petugas.demo2", "--role", "Petugas", "--password-stdin", stdin=password + "\n")
    officer.sign_in("petugas.demo2", password)
    firm.register(password)
    officer.verify_firm()
    firm.offer(places=40)
    officer.publish_vacancy()
    published = time.monotonic()
    reader = certified_reader()
    kiosk = stage.open(reader.reader)
    try:
        walker = Walker(kiosk, stage.out / "pages" / "4-looking-for-work")
        walker.until(lambda: kiosk.opened, "the station to open")
        station = kiosk.station()
        walker.until(lambda: station.catalog.count("vacancy") == 1, "the vacancy on the kiosk", SYNC_S)
        reached = round(time.monotonic() - published, 3)
        walker.until(lambda: reader.reader.status().state is ReaderState.READY, "the reader")
        stage.network.switch(on=False)
        kiosk.refresh()
        walker.until(lambda: any(name == "network" for name, _ in kiosk.conductor.state.faults), "the kiosk to notice", SYNC_S)
        _find_and_apply(stage, kiosk, walker, reader)
        stage.record.visits[-1]["vacancy_on_the_kiosk_after_s"] = reached
        recover(stage, kiosk, walker)
        read = firm.read_application()
        hidden = ("Islam", "Kawin", CERTIFIED_NIK)
        stage.record.check(not any(word in read for word in hidden), "the firm reads what it must not")
        firm.hire(local_day(kiosk.clock.now()))
        kiosk.refresh()
        _read_the_news(stage, kiosk, reader)
    finally:
        kiosk.close()


def _find_and_apply(stage: Stage, kiosk: Kiosk, walker: Walker, reader: CardOnReader) -> None:
    walker.to_vacancy("oprator jait", TITLE)
    walker.touch("page.job.apply")
    walker.identify()
    reader.insert()
    walker.until(lambda: kiosk.conductor.state.page is Page.APPLY, "the page to apply", 40)
    reader.remove()
    walker.send_application()
    jobs = kiosk.conductor.state.jobs
    assert jobs is not None
    assert jobs.applied is not None
    stage.record.check(jobs.applied.waiting, "with the network down an application waits")
    stage.record.visits.append(
        {
            "visit": "looking for work, network down",
            "number": jobs.applied.number,
            "vacancy": f"{jobs.applied.title}, {jobs.applied.employer}",
            "application": "waits for the network",
            "seconds_per_step": dict(walker.steps),
        }
    )
    walker.touch("page.applied.slip")
    walker.arrive(Page.TAKE_PAPER, 60)
    stage.record.visits[-1]["printed"] = {"document": "application", "outcome": str(kiosk.conductor.state.print_outcome)}
    walker.touch("page.take_paper.taken")
    walker.arrive(Page.APPLIED)
    walker.touch("page.applied.leave")
    walker.arrive(Page.END)
    walker.touch("page.end.done")


def _read_the_news(stage: Stage, kiosk: Kiosk, reader: CardOnReader) -> None:
    """Another visit: "Lamaran saya" says hired."""
    walker = Walker(kiosk, stage.out / "pages" / "5-the-answer")
    walker.arrive(Page.ATTRACT)
    walker.touch("page.attract.doors.jobs")
    walker.arrive(Page.JOBS)
    walker.touch("page.jobs.mine")
    walker.identify()
    reader.insert()
    walker.arrive(Page.MY_APPLICATIONS, 40)
    reader.remove()

    def hired() -> bool:
        jobs = kiosk.conductor.state.jobs
        return jobs is not None and [item.state for item in jobs.mine or ()] == [ApplicationState.HIRED]

    walker.until(hired, "the good news", SYNC_S)
    walker.picture("hired")
    stage.record.visits[-1]["application"] = "hired"
