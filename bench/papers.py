"""Figure 6: drawing one AK/I with photo and QR, as receipt bytes and as PDF. ``python -m bench.papers COUNT`` prints JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from bench.figure import Figure, median, percentile
from bench.processes import output, python
from bench.run import Run
from documents import Document

GROUP = "Drawing one AK/I with photo and QR"


def measure(run: Run) -> list[Figure]:
    """In a process of its own, so that nothing of ours is loaded where memory is measured."""
    found: dict[str, dict[str, list[float]]] = json.loads(output(python("-m", "bench.papers", str(run.plan.papers)), run.env))
    figures = []
    for what, floor_what in (
        ("ESC/POS, 80 mm", "bare python-escpos: the same lines as printer text, photo and QR as pictures"),
        ("ESC/POS, 58 mm", ""),
        ("PDF, A4", "a bare ReportLab canvas: one page with the same lines, photo and QR, same font file"),
    ):
        own, floor = found[what]["own"], found[what]["floor"]
        note = f"median of {len(own)}, p99 {percentile(own, 0.99):.0f} ms"
        if "PDF" not in what:
            note += "; letterhead, boxes and headings drawn as pictures, which the floor has not"
        figures.append(Figure(GROUP, what, median(own), "ms", median(floor), floor_what, (), note, tuple(own), tuple(floor)))
    return figures


def _main(count: int) -> dict[str, dict[str, list[float]]]:
    from bench.floors import bare_paper
    from documents import PAPER_58, PAPER_80, to_escpos, to_pdf

    document, photo, link = _card()
    lines = [line for section in document.sections for block in section.blocks for line in _words(block)]
    font = next(
        Path(str(file)) for file in sorted((resources.files("assets") / "fonts").iterdir(), key=str) if str(file).endswith(".ttf")
    )
    pairs: dict[str, tuple[Callable[[], bytes], Callable[[], bytes]]] = {
        "ESC/POS, 80 mm": (
            lambda: to_escpos(document, PAPER_80),
            lambda: bare_paper.escpos(lines, photo, link, 576, cutter=True),
        ),
        "ESC/POS, 58 mm": (
            lambda: to_escpos(document, PAPER_58),
            lambda: bare_paper.escpos(lines, photo, link, 384, cutter=False),
        ),
        "PDF, A4": (lambda: to_pdf(document), lambda: bare_paper.pdf(lines, photo, link, font)),
    }
    found = {}
    for name, (own, floor) in pairs.items():
        own(), floor()
        taken: dict[str, list[float]] = {"own": [], "floor": []}
        for _ in range(count):
            taken["own"].append(_timed(own))
            taken["floor"].append(_timed(floor))
        found[name] = taken
    return found


def _timed(work: Callable[[], bytes]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _words(block: object) -> Iterator[str]:
    """Every text of a block, for the floor."""
    if isinstance(block, str):
        if block:
            yield block
    elif isinstance(block, tuple):
        for item in block:
            yield from _words(item)
    elif is_dataclass(block):
        for item in fields(block):
            yield from _words(getattr(block, item.name))


def _card() -> tuple[Document, bytes, str]:
    from assets.catalogue import texts
    from devices.camera.simulated import SimulatedCamera
    from documents import ak1_card
    from domain.ak1 import Ak1, CardClaim, NumberPattern, report_dates, valid_until
    from domain.nik import Nik, Sex
    from domain.seeker import (
        Address,
        Biodata,
        Education,
        EducationLevel,
        Experience,
        MaritalStatus,
        Registration,
        Religion,
        VisitPurpose,
        WishedJob,
        WishedPlace,
        WorkStatus,
    )
    from kiosk.services.printing import office_of
    from sync.wire.messages import StationPolicy

    home = Address("Jl. Contoh 1", "001", "002", "Miroto", "Semarang Tengah", "Kota Semarang", "Jawa Tengah")
    who = Biodata(Nik("3374994101900001"), "Peserta Contoh", "Semarang", date(1990, 1, 1), Sex.P, home)
    schools = tuple(
        Education(level, f"{level.value} Contoh 1", "", year)
        for level, year in ((EducationLevel.SD, 2002), (EducationLevel.SMP, 2005), (EducationLevel.SMK, 2008))
    )
    registration = Registration(
        "0190-contoh", VisitPurpose.SEEK_WORK, who, "081200000000", MaritalStatus.BELUM_KAWIN, Religion.ISLAM, home, schools,
        (WishedJob("kasir"),), WishedPlace.KOTA_SEMARANG, WorkStatus.NOT_WORKING, keterampilan=("Mengetik",),
        bahasa=("Indonesia", "Jawa"), pengalaman=(Experience("Toko Contoh", "Kasir", 2019, 2021),),
    )  # fmt: skip
    issued, photo = date(2026, 11, 23), SimulatedCamera().frame()
    assert photo is not None
    number = NumberPattern().format("33.74", issued, 17)
    link = "https://siker.example.go.id/v/" + CardClaim(number, valid_until(issued), "S01").code("A7b_" * 21 + "xy")
    card = Ak1(number, registration, issued, valid_until(issued), report_dates(issued), "S01", link, 1)
    return ak1_card(card, office_of(StationPolicy()), texts("id"), photo), photo, link


if __name__ == "__main__":
    print(json.dumps(_main(int(sys.argv[1]))))
