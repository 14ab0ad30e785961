"""The command line, the station with its paper, and the portal give the same numbers for the same inputs."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import requests

from assets.catalogue import texts
from documents import Office
from documents.model import BigCode, Place, WorkingStep
from documents.rights_link import fragment_of
from documents.rights_sheet import rights_sheet
from domain.rights import Calculation, InputRefused, Topic, compute, topics
from kiosk.rights_cli import read_tables
from tests.server.siker_live import LiveServer, start_server, stop_server

ROOT = Path(__file__).resolve().parents[2]
VECTORS = json.loads((ROOT / "tests" / "data" / "rights_vectors.json").read_text("utf-8"), parse_float=Decimal)
OFFICE = Office("PEMERINTAH KOTA CONTOH", "Dinas Tenaga Kerja", "Jl. Contoh 1", "(024) 000000", "Contoh", "")
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
# What the law refuses must be refused by every face with the same sentence.
REFUSED: list[tuple[str, dict[str, object]]] = [
    ("phk", {"alasan": "43_2", "upah_pokok": 5_000_000, "masa_kerja_tahun": 90}),
    ("phk", {"alasan": "43_2", "upah_pokok": 1, "masa_kerja_tahun": 9}),
    ("phk", {"alasan": "43_2", "upah_pokok": 5_000_000, "tanggal_masuk": "2020-01-05", "tanggal_keluar": "2019-01-05"}),
    ("phk", {"alasan": "43_2", "upah_pokok": 5_000_000, "tanggal_masuk": "2010-01-05", "tanggal_keluar": "2020-06-31"}),
    ("umk_cek", {"tahun": 2031, "upah_pokok": 3_000_000}),
    ("lembur", {"upah_pokok": 5_000_000, "hari_kerja": 5, "sesi": [{"jenis_hari": "kerja", "jam": 2}, {"jenis_hari": "libur", "jam": 30}]}),
    ("thr", {"upah_pokok": 5_000_000, "masa_kerja_bulan": 3, "hubungan_kerja_berakhir_sebelum_hari_raya": True}),
]


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    server, process = start_server(tmp_path_factory.mktemp("portal"))
    yield server
    stop_server(process)


@pytest.fixture(scope="module")
def command_line(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Mapping[str, object]]:
    """The answers of the command line, by id; refused cases are called refused-<n>."""
    cases = [{"id": vector["id"], "topic": vector["topic"], "inputs": vector["inputs"]} for vector in VECTORS]
    cases += [{"id": f"refused-{n}", "topic": topic, "inputs": inputs} for n, (topic, inputs) in enumerate(REFUSED)]
    file = tmp_path_factory.mktemp("cases") / "cases.json"
    file.write_text(json.dumps(cases, default=float), "utf-8")
    done = subprocess.run([sys.executable, "-m", "kiosk.rights_cli", str(file)], cwd=ROOT, capture_output=True, check=True, timeout=60)
    return {entry["id"]: entry for entry in json.loads(done.stdout, parse_float=Decimal)}


TABLES = read_tables()
ASKED = {spec.topic: spec for spec in topics(TABLES)}


def exact(value: object) -> Fraction | None:
    """A number of any face; the command line writes a fraction without end as text."""
    return None if value in (None, "") else Fraction(str(value))


def shown_by_portal(portal: LiveServer, topic: str, inputs: Mapping[str, object]) -> requests.Response:
    code = fragment_of(Topic(topic), inputs)
    assert code is not None
    return requests.post(f"{portal.url}/hak/{topic}/", {"kode": code}, timeout=20)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_three_faces_one_number(vector: Mapping[str, object], portal: LiveServer, command_line: dict[str, Mapping[str, object]]) -> None:
    topic, inputs = str(vector["topic"]), vector["inputs"]
    assert isinstance(inputs, dict)

    result = command_line[str(vector["id"])]["result"]
    assert isinstance(result, dict)
    by_command = [exact(step["value"]) for step in result["steps"]]
    articles = [step["article"] for step in result["steps"]]

    done = compute(Topic(topic), inputs, TABLES)
    assert isinstance(done, Calculation)
    paper = rights_sheet(done, ASKED[topic], inputs, AT, OFFICE, texts("id"), portal=portal.url)
    steps = [block for block in paper.blocks(Place.BODY) if isinstance(block, WorkingStep)]
    assert [exact(step.value) for step in done.steps] == by_command
    assert [step.article for step in steps] == articles

    page = shown_by_portal(portal, topic, inputs)
    assert page.status_code == 200, re.findall(r'class="error"[^>]*>([^<]+)', page.text)
    numbers = re.findall(r'<data value="([^"]*)">([^<]*)</data>', page.text)
    assert [exact(value) for value, _ in numbers[1:]] == [value for value in by_command if value is not None]
    assert [html.unescape(text) for _, text in numbers[1:]] == [step.value for step in steps if step.value]
    for article in articles:
        assert html.escape(article, quote=True) in page.text

    (large,) = [block for block in paper.blocks(Place.NUMBER) if isinstance(block, BigCode)]
    assert html.unescape(numbers[0][1]) == large.code
    if numbers[0][0]:
        figures = [value for value in result.values() if isinstance(value, int | Decimal) and not isinstance(value, bool)]
        assert exact(numbers[0][0]) in [exact(value) for value in figures]
    assert done.tables_digest in page.text
    assert result["tables"] == {"version": done.tables_version, "sha256": done.tables_digest}


@pytest.mark.parametrize("n", range(len(REFUSED)))
def test_three_faces_one_refusal(n: int, portal: LiveServer, command_line: dict[str, Mapping[str, object]]) -> None:
    topic, inputs = REFUSED[n]
    error = command_line[f"refused-{n}"]["error"]
    assert isinstance(error, dict)
    refused = compute(Topic(topic), inputs, TABLES)
    assert isinstance(refused, InputRefused)
    assert (str(refused.code), refused.message) == (error["code"], error["message"])
    page = shown_by_portal(portal, topic, inputs)
    assert page.status_code == 422
    assert f">{html.escape(refused.message)}</p>" in page.text
