"""Whole visits without a display or a person: the real window, services, HTTP and server; results in a folder.

First a visit with the network up and a reader that only sees that a card is there: the person types the NIK, takes the
proof, an officer verifies on SIKER's own web page, the person comes back and takes the card. Then, with a (simulated)
certified reader and the network down, the card is printed at once and reaches SIKER when the network is back. Last, a firm offers
work on the portal, somebody finds it and applies with the network down, and the firm hires.
"""

from __future__ import annotations

import json
import logging
import secrets
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from devices.card.port import ReaderState
from documents import to_pdf
from domain.facts import PrintOutcome
from domain.nik import Nik
from domain.text import mask_nik
from domain.visit.events import KnownPerson
from domain.visit.pages import Page
from kiosk.app import Kiosk, environment
from kiosk.dev.demo_stage import SYNC_S, Stage, recover
from kiosk.dev.demo_work import work_visit
from kiosk.dev.officer import Officer
from kiosk.dev.readers import CERTIFIED_NIK, CardOnReader, certified_reader, presence_reader
from kiosk.dev.walker import Walker
from kiosk.services.registering import CardToPrint

log = logging.getLogger(__name__)
TYPED_NIK = "3374994101900001"


def demo(out: Path) -> int:
    """Run it; 0 when everything is there and agrees, 1 otherwise."""
    environment()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    logging.basicConfig(level=logging.WARNING)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="anjungan-demo-") as folder:
        stage = Stage(out, Path(folder))
        stage.siker.start()
        stage.printer.start()
        try:
            _first_visit(stage)
            _weekend_visit(stage)
            work_visit(stage)
            stage.keep_papers()
        except AssertionError as error:
            stage.record.findings.append(str(error))
        finally:
            stage.network.close()
            stage.printer.stop()
            stage.siker.stop()
    return _finish(stage, time.monotonic() - began)


# --- the first visit: a reader that sees a card, an officer who verifies -----------------------------------------------
def _first_visit(stage: Stage) -> None:
    password = secrets.token_urlsafe(16)
    stage.siker.command("create-officer", "petugas.demo", "--role", "Petugas", "--password-stdin", stdin=password + "\n")
    with presence_reader() as card:
        stage.record.parts["reader of visit 1"] = card.description
        kiosk = stage.open(card.reader)
        try:
            walker = Walker(kiosk, stage.out / "pages" / "1-registering")
            _enrol(stage, kiosk, walker)
            _register_typed(stage, kiosk, walker, card)
            code = kiosk.conductor.state.queue_code
            registration_id = _verified_by_officer(stage, walker, kiosk, password, code)
            _come_back(stage, kiosk, card, code, registration_id)
        finally:
            kiosk.close()


def _enrol(stage: Stage, kiosk: Kiosk, walker: Walker) -> None:
    walker.until(lambda: kiosk.opened, "the station to open")
    station = kiosk.station()
    enrolment = station.enrol(stage.siker.enrol_code("Demo"))
    stage.record.parts["station"] = enrolment.identity.station
    kiosk.refresh()
    walker.until(lambda: station.leases_left() > 0, "card numbers from SIKER", SYNC_S)
    kiosk.check_health()
    walker.until(lambda: kiosk.conductor.state.page is Page.ATTRACT, "the attract page")


def _register_typed(stage: Stage, kiosk: Kiosk, walker: Walker, card: CardOnReader) -> None:
    walker.to_identity()
    walker.arrive(Page.IDENTITY)
    card.insert()
    walker.arrive(Page.NIK)
    walker.answer(TYPED_NIK)
    card.remove()
    walker.type_biodata()
    walker.arrive(Page.BIODATA)
    walker.touch("page.biodata.right")
    walker.fill_form()
    walker.touch("page.review.confirm")
    walker.arrive(Page.PRINTING)
    walker.arrive(Page.TAKE_PAPER, 60)
    state = kiosk.conductor.state
    stage.record.check(state.print_outcome is PrintOutcome.CONFIRMED, "the printer did not confirm the proof")
    stage.record.check(state.assurance.label.startswith("1 "), "a card on the reader must give level 1")
    stage.record.visits.append(
        {
            "visit": "registering, network up",
            "identity": {"level": state.assurance.label, "evidence": [item.kind.value for item in state.evidence]},
            "printed": {"document": "proof", "outcome": str(state.print_outcome), "queue_code": state.queue_code},
            "seconds_per_step": dict(walker.steps),
        }
    )
    walker.touch("page.take_paper.taken")
    walker.arrive(Page.END)


def _verified_by_officer(stage: Stage, walker: Walker, kiosk: Kiosk, password: str, code: str) -> str:
    station = kiosk.station()
    walker.until(lambda: station.delivery.counts().queued == 0, "SIKER to hold the registration", SYNC_S)
    officer = Officer(stage.siker.url)
    officer.sign_in("petugas.demo", password)
    registration_id = officer.verify(code)
    walker.touch("page.end.done")
    walker.arrive(Page.ATTRACT)
    return registration_id


def _come_back(stage: Stage, kiosk: Kiosk, card: CardOnReader, code: str, registration_id: str) -> None:
    walker = Walker(kiosk, stage.out / "pages" / "2-coming-back")
    walker.to_identity()
    walker.arrive(Page.IDENTITY)
    walker.touch("page.identity.type")
    walker.arrive(Page.NIK)
    walker.answer(TYPED_NIK)
    walker.arrive(Page.KNOWN_CHECK)
    walker.answer(code.replace("-", ""))
    walker.arrive(Page.EXISTING_CARD)
    walker.touch("page.existing_card.reprint")
    walker.arrive(Page.PRINTING)
    walker.arrive(Page.TAKE_PAPER, 60)
    _card_visit(stage, kiosk, walker, "coming back after verification", TYPED_NIK)
    stage.record.visits[-1]["siker_registration"] = registration_id
    walker.touch("page.take_paper.taken")
    walker.arrive(Page.END)


# --- the weekend: nobody in the office, no network ---------------------------------------------------------------------
def _weekend_visit(stage: Stage) -> None:
    reader = certified_reader()
    stage.record.parts["reader of visit 2"] = reader.description
    stage.network.switch(on=False)
    kiosk = stage.open(reader.reader)
    try:
        walker = Walker(kiosk, stage.out / "pages" / "3-network-down")
        walker.until(lambda: kiosk.opened, "the station to open")
        walker.until(lambda: reader.reader.status().state is ReaderState.READY, "the reader")
        walker.until(lambda: any(name == "network" for name, _ in kiosk.conductor.state.faults), "the kiosk to notice", SYNC_S)
        walker.to_identity()
        walker.arrive(Page.IDENTITY)
        reader.insert()
        walker.arrive(Page.BIODATA, 40)
        reader.remove()
        walker.touch("page.biodata.right")
        walker.fill_form()
        walker.touch("page.review.confirm")
        walker.arrive(Page.PRINTING)
        walker.arrive(Page.TAKE_PAPER, 60)
        stage.record.check(kiosk.conductor.state.assurance.level >= 3, "a certified read must give at least level 3")
        _card_visit(stage, kiosk, walker, "network down, certified reader", CERTIFIED_NIK)
        walker.touch("page.take_paper.taken")
        walker.arrive(Page.END)
        recover(stage, kiosk, walker)
        _what_siker_holds(stage, kiosk)
    finally:
        kiosk.close()


def _card_visit(stage: Stage, kiosk: Kiosk, walker: Walker, title: str, nik: str) -> None:
    state = kiosk.conductor.state
    stage.record.check(state.number != "", f"{title}: no card number")
    stage.record.check(state.print_outcome is PrintOutcome.CONFIRMED, f"{title}: the printer did not confirm")
    known = kiosk.station().registering.find(Nik(nik))
    stage.record.check(
        isinstance(known, KnownPerson) and known.card_number == state.number, f"{title}: the card is not on record"
    )
    stage.record.visits.append(
        {
            "visit": title,
            "nik": mask_nik(nik),
            "number": state.number,
            "valid_until": str(state.valid_until),
            "identity": {"level": state.assurance.label, "evidence": [item.kind.value for item in state.evidence]},
            "printed": {"document": "ak1", "outcome": str(state.print_outcome)},
            "seconds_per_step": dict(walker.steps),
        }
    )


def _what_siker_holds(stage: Stage, kiosk: Kiosk) -> None:
    """Ask SIKER over signed HTTP for both people, and its public page for the card of the QR."""
    station = kiosk.station()
    for nik, visit in ((TYPED_NIK, stage.record.visits[1]), (CERTIFIED_NIK, stage.record.visits[2])):
        answer = station.ask_siker(Nik(nik))
        visit["siker_holds"] = {
            "state": answer.state,
            "card_number": answer.card_number,
            "card_state": str(answer.card_state),
            "copies": answer.copies,
        }
        stage.record.check(answer.card_number == visit["number"], f"SIKER holds another card for {visit['visit']}")
        stage.record.check(str(answer.card_state) == "valid", f"SIKER does not call the card of {visit['visit']} valid")
    known = station.registering.find(Nik(CERTIFIED_NIK))
    assert isinstance(known, KnownPerson)
    job = station.registering.print_known(known, ())
    assert isinstance(job, CardToPrint)
    _pdf(stage, kiosk, job)
    code = job.card.verify_url.rsplit("/v/", 1)[1]
    text = Officer(stage.siker.url).get(f"/v/{code}").text
    plain = "".join(text.split())
    stage.record.check(
        job.card.number in plain and "Kartuaslidanberlaku" in plain, "the public page does not call the card valid"
    )
    forged = code[:-4] + ("AAAA" if not code.endswith("AAAA") else "BBBB")
    text = Officer(stage.siker.url).get(f"/v/{forged}").text
    stage.record.check(known.registration.biodata.nama.split()[0] not in text, "a forged code shows a name")


def _pdf(stage: Stage, kiosk: Kiosk, job: CardToPrint) -> None:
    """The card on A4, and as a picture."""
    pdf = stage.papers / "kartu-kuning.pdf"
    document = kiosk.station().printing.document(job, 1, "id", None)
    pdf.write_bytes(to_pdf(document))
    subprocess.run(["pdftoppm", "-r", "110", "-png", str(pdf), str(pdf.with_suffix(""))], check=True)  # noqa: S607


def _finish(stage: Stage, seconds: float) -> int:
    report = {
        "good": not stage.record.findings,
        "findings": stage.record.findings,
        "parts": stage.record.parts,
        "visits": stage.record.visits,
        "pages": sorted(str(path.relative_to(stage.out)) for path in (stage.out / "pages").rglob("*.png")),
        "seconds": round(seconds, 1),
    }
    (stage.out / "visit.json").write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", "utf-8")
    for visit in stage.record.visits:
        print(f"{visit['visit']}: {visit.get('number', visit['printed'])}")
    print(f"Readers: {stage.record.parts.get('reader of visit 1')}; {stage.record.parts.get('reader of visit 2')}")
    print(f"{len(report['pages'])} pages, paper and visit.json in {stage.out} ({seconds:.0f} s)")  # type: ignore[arg-type]
    for finding in stage.record.findings:
        print(f"NOT AS IT SHOULD BE: {finding}")
    return 1 if stage.record.findings else 0
