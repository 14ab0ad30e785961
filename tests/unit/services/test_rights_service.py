"""The sheet of a calculation at the station: honest about the paper, and nothing about it is written down."""

from __future__ import annotations

from datetime import date

import pytest

from devices.receipt.port import FailReason, PrintResult
from documents import PAPER_80
from domain.facts import PrintOutcome
from domain.problems import Problem
from domain.rights import Calculation, LegalTables, Topic, compute, topics
from domain.visit.rights_events import PrintRights, RightsReady
from kiosk.services.rights import RightsService
from sync.wire.messages import StationPolicy

from .conftest import MakeStation, Station


class _Clock:
    def __init__(self, station: Station) -> None:
        self.now = station.wall


def _service(station: Station, seen: list[tuple[str, bytes]] | None = None) -> RightsService:
    on_bytes = None if seen is None else lambda kind, content: seen.append((kind, content))
    return RightsService(station.vault, station.printer, PAPER_80, _Clock(station), on_bytes)


def _tables(service: RightsService) -> LegalTables:
    ready = service.load()
    assert isinstance(ready, RightsReady)
    return ready.tables


def _asked(service: RightsService, language: str = "id") -> PrintRights:
    tables = _tables(service)
    inputs: dict[str, object] = {"upah": 4_200_000, "tanggal_kejadian": date(2026, 11, 23)}
    done = compute(Topic.JP_IURAN, inputs, tables)
    assert isinstance(done, Calculation)
    spec = next(item for item in topics(tables) if item.topic == Topic.JP_IURAN)
    return PrintRights(done, spec, tuple(inputs.items()), language)


def _written(station: Station) -> list[tuple[object, ...]]:
    """Every row of the ledger of prints, the outbox and the audit."""
    with station.vault.read() as reader:
        connection = reader._c
        return [tuple(row) for table in ("print_job", "outbox", "audit") for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]


def test_each_visit_gets_tables_of_its_own(station: Station) -> None:
    service = _service(station)
    assert _tables(service) is not _tables(service)


@pytest.mark.parametrize("outcome", [PrintOutcome.CONFIRMED, PrintOutcome.SENT, PrintOutcome.UNKNOWN, PrintOutcome.FAILED])
def test_the_sheet_is_printed_and_nothing_is_recorded(station: Station, outcome: PrintOutcome) -> None:
    before, service = _written(station), _service(station)
    if outcome is PrintOutcome.FAILED:
        station.printer.fail(FailReason.NO_PAPER)
    else:
        station.printer.outcomes.append(PrintResult(outcome))
    ended = service.print(_asked(service))
    assert ended.outcome is outcome
    assert (ended.problem is None) == (outcome in {PrintOutcome.CONFIRMED, PrintOutcome.SENT})
    assert len(station.printer.jobs) == 1
    assert _written(station) == before


def test_no_paper_is_named(station: Station) -> None:
    service = _service(station)
    station.printer.fail(FailReason.NO_PAPER)
    assert service.print(_asked(service)).problem == Problem(FailReason.NO_PAPER.value)


def test_the_address_of_the_portal_comes_from_the_office_s_policy(make_station: MakeStation) -> None:
    there = make_station(policy=StationPolicy(verify_base_url="https://kerja.contoh.test"))
    seen: list[tuple[str, bytes]] = []
    service = _service(there, seen)
    service.print(_asked(service))
    assert [kind for kind, _ in seen] == ["rights"]
    assert seen[0][1] == there.printer.jobs[0]


@pytest.mark.parametrize("language", ["id", "jv", "en"])
def test_the_sheet_speaks_every_language(station: Station, language: str) -> None:
    service = _service(station)
    assert service.print(_asked(service, language)).outcome is PrintOutcome.CONFIRMED
