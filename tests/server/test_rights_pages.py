"""The public calculators: they answer without a script, keep what was typed on the page and nothing anywhere else.

No test here asks for a database except where one is compared: a page that touched it would fail.
"""

from __future__ import annotations

import html
import json
import logging
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.rights_link import MAX_CHARACTERS, fragment_of
from domain.rights import FieldSpec, Kind, Topic
from siker.rights.form import ADD, ASKED, CODE, REFRESH, ROWS_MAX, RightsForm
from siker.rights.law import GROUPS, law
from siker.rights.typed import Unreadable, read, typed_from, written
from siker.rights.views import CALCULATIONS_PER_MINUTE
from tests.server.siker_live import LiveServer

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "rights_vectors.json").read_text("utf-8"), parse_float=Decimal)
LEMBUR = {"upah_pokok": "4000000", "hari_kerja": "5", "sesi-1-jenis_hari": "kerja"}
PHK = {"alasan": "43_2", "upah_pokok": "5.000.000", "masa_kerja_tahun": "10"}
TOPICS = pytest.mark.parametrize("topic", list(Topic), ids=str)


def field(topic: Topic, name: str) -> FieldSpec:
    return next(spec for spec in law().asked[topic].fields if spec.id == name)


def post(topic: str, **typed: str) -> tuple[int, str]:
    answer = Client(enforce_csrf_checks=True).post(f"/hak/{topic}/", typed)
    return answer.status_code, html.unescape(answer.content.decode())


def value_of(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]* name="{name}"[^>]* value="([^"]*)"', page)
    assert found, name
    return found[1]


def beside(page: str, name: str) -> str:
    """The problem shown beside an input."""
    found = re.search(rf'id="{name}-salah">([^<]+)<', page)
    return found[1] if found else ""


# --- the list ------------------------------------------------------------------------------------------------------------


def test_the_list_groups_every_calculator_by_the_question_people_ask() -> None:
    answer = Client().get("/hak/")
    page = answer.content.decode()
    for words in ("Saya di-PHK", "Kontrak saya habis", "THR saya", "Lembur saya", "Gaji saya di bawah UMK?", "Pajak pesangon"):
        assert words in page
    assert sorted(re.findall(r'href="/hak/(\w+)/"', page)) == sorted(Topic)
    assert sorted(topic for _, members in GROUPS for topic in members) == sorted(Topic)


def test_the_list_for_programs() -> None:
    answer = Client().get("/hak/daftar.json")
    assert answer.headers["Content-Type"] == "application/json"
    told = answer.json()
    assert told["v"] == 1
    assert told["tables"] == {"version": law().tables.version, "sha256": law().tables.digest}
    listed = {item["topic"]: item for group in told["groups"] for item in group["calculators"]}
    assert set(listed) == set(Topic)
    assert listed["phk"]["address"].endswith("/hak/phk/")
    fields = {item["id"]: item for item in listed["phk"]["fields"]}
    assert set(fields) == law().asked[Topic.PHK].known
    assert fields["upah_pokok"] == {
        "id": "upah_pokok", "kind": "rupiah", "unit": "rupiah", "required": True, "default": None, "choices": [],
        "question": "Berapa upah pokok sebulan?",
    }  # fmt: skip
    assert {"value": "43_2", "label": "Efisiensi untuk mencegah kerugian"} in fields["alasan"]["choices"]


@pytest.mark.django_db
def test_the_front_page_leads_to_the_list() -> None:
    assert f'href="{reverse("rights")}"' in Client().get("/").content.decode()


def test_an_unknown_calculator_is_not_there() -> None:
    assert Client().get("/hak/rahasia/").status_code == 404
    assert Client().post("/hak/rahasia/").status_code == 404


# --- asking --------------------------------------------------------------------------------------------------------------


@TOPICS
def test_a_fresh_form_asks_plainly_and_complains_about_nothing(topic: Topic) -> None:
    answer = Client().get(f"/hak/{topic}/")
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert 'class="error"' not in page
    assert 'role="alert"' not in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    asked = law().asked[topic]
    for spec in asked.fields:
        if spec.required and not spec.when:
            assert spec.question.text() in page
    for described in re.findall(r'aria-describedby="([^"]+)"', page):
        assert set(described.split()) <= set(ids)


def test_names_of_controls_are_no_names_of_questions() -> None:
    names = {spec.id for asked in law().asked.values() for spec in asked.fields}
    assert not names & {ASKED, REFRESH, ADD, CODE, "hitung"}


def test_only_the_pages_own_script_may_run() -> None:
    answer = Client().get("/hak/phk/")
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert re.findall(r"<script[^>]*>", answer.content.decode()) == ['<script src="/static/rights/rights.js" defer>']
    assert "script-src" not in Client().get("/hak/").headers["Content-Security-Policy"]


# --- answering -----------------------------------------------------------------------------------------------------------


def test_a_result_shows_the_sum_the_steps_the_articles_and_stays_changeable() -> None:
    status, page = post("phk", **PHK)
    assert status == 200
    assert '<data value="65000000">Rp65.000.000</data>' in page
    for words in (
        "Dasar hitungan = upah pokok + tunjangan tetap", "PP 35/2021 Pasal 43 ayat (2)", "bukan penetapan", "Uang pesangon",
        "Kami anggap perusahaan Anda bukan usaha mikro atau kecil.", "Hitung lagi", law().tables.version, law().tables.digest,
    ):  # fmt: skip
        assert words in page
    assert '<a class="screen" href="#skala_usaha">Ubah: Skala usaha</a>' in page
    assert value_of(page, "upah_pokok") == "5.000.000"
    assert '<option value="43_2" selected>' in page
    link = re.search(r'href="/hak/phk/#([\w-]+)"', page)
    assert link
    assert link[1] == fragment_of(Topic.PHK, {"alasan": "43_2", "upah_pokok": 5_000_000, "masa_kerja_tahun": 10})


def test_every_example_typed_by_hand_gives_its_published_sum() -> None:
    asked = law().asked
    for vector in VECTORS[:: max(1, len(VECTORS) // 40)]:
        status, page = post(vector["topic"], **typed_from(asked[Topic(vector["topic"])].fields, vector["inputs"]))
        assert status == 200, vector["id"]
        numbers = set(re.findall(r'<data value="([^"]+)">', page))
        expected = vector["expected"]
        for name in ("total", "thr", "kompensasi", "upah_lembur", "pph21", "nilai", "iuran_bulanan"):
            if isinstance(expected.get(name), int):
                assert str(expected[name]) in numbers, vector["id"]


def test_what_is_wrong_is_answered_beside_it_and_what_was_typed_is_kept() -> None:
    status, page = post("phk", alasan="43_2", upah_pokok="lima juta", masa_kerja_tahun="10", sisa_cuti_hari="6")
    assert status == 422
    assert "tulis angka rupiah saja" in beside(page, "upah_pokok")
    assert value_of(page, "upah_pokok") == "lima juta"
    assert value_of(page, "sisa_cuti_hari") == "6"
    assert '<a href="#upah_pokok">' in page
    assert "<data" not in page


def test_every_empty_question_that_is_needed_is_named_at_once() -> None:
    status, page = post("jkp")
    assert status == 422
    for name in ("upah_terakhir_dilaporkan", "tanggal_phk", "alasan", "iur_bulan_dalam_24"):
        assert "belum diisi" in beside(page, name)
    assert beside(page, "klaim_ke") == ""


@pytest.mark.parametrize(
    ("topic", "typed", "name", "words"),
    [
        ("phk", {**PHK, "masa_kerja_tahun": "90"}, "masa_kerja_tahun", "terlalu besar"),
        ("phk", {**PHK, "upah_pokok": "-5"}, "upah_pokok", "tidak boleh kurang dari nol"),
        ("phk", {**PHK, "tanggal_masuk": "2020-02-01", "tanggal_keluar": "2026-02-01"}, "tanggal_masuk", "Isi salah satu saja"),
        ("jkp", {"upah_terakhir_dilaporkan": "4000000", "tanggal_phk": "31-02-2026", "alasan": "phk", "iur_bulan_dalam_24": "12"},
         "tanggal_phk", "tidak ada di kalender"),
        ("jkp", {"upah_terakhir_dilaporkan": "4000000", "tanggal_phk": "kemarin", "alasan": "phk", "iur_bulan_dalam_24": "12"},
         "tanggal_phk", "Contoh: 23-11-2026"),
        ("pph21_final", {"jenis": "hadiah", "bruto": "1"}, "jenis", "tidak ada di daftar"),
        ("lembur", {**LEMBUR, "hari_kerja": "7", "sesi-0-jam": "2"}, "hari_kerja", "tidak ada di daftar"),
        ("lembur", {**LEMBUR, "sesi-1-jam": "30"}, "sesi-1-jam", "terlalu besar"),
        ("lembur", LEMBUR, "sesi-1-jam", "belum diisi"),
        ("pkwt", {"upah_pokok": "4000000", "periode_bulan-0": "6", "periode_bulan-2": "9999"}, "periode_bulan-2", "terlalu besar"),
    ],
)  # fmt: skip
def test_a_refusal_stands_beside_its_own_input(topic: str, typed: dict[str, str], name: str, words: str) -> None:
    status, page = post(topic, **typed)
    assert status == 422
    assert words in beside(page, name)
    for other, text in typed.items():
        assert f'value="{text}"' in page or text == "hadiah" or text == "7", other


def test_a_date_that_is_none_is_kept_as_it_was_typed() -> None:
    _, page = post("jkp", tanggal_phk="kemarin dulu")
    assert '<input type="text" name="tanggal_phk" id="tanggal_phk" value="kemarin dulu"' in page
    _, page = post("jkp", tanggal_phk="5/3/2026")
    assert '<input type="date" name="tanggal_phk" id="tanggal_phk" value="2026-03-05"' in page


def test_what_was_typed_cannot_become_markup() -> None:
    answer = Client().post("/hak/jkp/", {"tanggal_phk": '"><script>alert(1)</script>', "upah_terakhir_dilaporkan": "<b>"})
    page = answer.content.decode()
    assert "<script>" not in page
    assert "<b>" not in page
    assert "&lt;b&gt;" in page


# --- questions that hang on answers --------------------------------------------------------------------------------------


def test_a_choice_brings_its_own_questions_in_a_second_round() -> None:
    first = html.unescape(Client().get("/hak/thr/").content.decode())
    assert "upah_per_bulan-0" not in first
    asked = value_of(first, ASKED)
    status, page = post("thr", harian_lepas="ya", satuan_hasil="tidak", masa_kerja_bulan="3", ditanya=asked)
    assert status == 200
    assert "Berapa upah tiap bulan, dari yang paling lama?" in page
    assert "<data" not in page
    assert 'class="error"' not in page
    status, page = post(
        "thr", harian_lepas="ya", masa_kerja_bulan="3", ditanya=value_of(page, ASKED),
        **{"upah_per_bulan-0": "2.000.000", "upah_per_bulan-2": "3.000.000", "upah_per_bulan-11": "4.000.000"},
    )  # fmt: skip
    assert status == 200
    assert '<data value="750000">' in page


def test_the_button_beside_a_choice_only_changes_the_questions() -> None:
    status, page = post("upah_prorata", upah_sebulan="4.000.000", metode="jam_173", lanjut="metode")
    assert status == 200
    assert 'name="jam"' in page
    assert 'name="hari_dijalani"' not in page
    assert 'class="error"' not in page


def test_another_choice_hides_no_answer_somebody_gave() -> None:
    status, page = post("phk", **PHK, dasar_upah="harian", upah_harian="200.000")
    assert status == 200
    assert value_of(page, "upah_pokok") == "5.000.000"
    assert "isian ini tidak perlu" in page


def test_more_rows_can_be_asked_for_and_keep_the_others() -> None:
    _, page = post("lembur", **{"sesi-0-jam": "2", "sesi-1-jam": "3", "tambah": "sesi"})
    assert "sesi-2-jam" in page
    assert value_of(page, "sesi-1-jam") == "3"
    assert 'class="error"' not in page


def test_rows_beyond_the_page_are_refused_not_dropped() -> None:
    typed = {f"upah_per_bulan-{n}": "1.000.000" for n in range(ROWS_MAX + 1)}
    status, page = post("thr", harian_lepas="ya", masa_kerja_bulan="80", **typed)
    assert status == 422
    assert f"paling banyak {ROWS_MAX} baris" in page


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(list(Topic)), st.data())
def test_no_typing_breaks_a_page(topic: Topic, data: st.DataObject) -> None:
    names = [spec.id for spec in law().asked[topic].fields]
    names += ["sesi-0-jam", "sesi-99-jam", "upah_per_bulan-3", ASKED, REFRESH, ADD, CODE]
    odd = ["1e9", "0,5", "Rp 5.000.000,00", "2026-02-31", "29-2-2024", "ya", "-1", "٣", "½", "NaN", "43_2"]
    typing = st.text(max_size=20) | st.sampled_from(odd)
    typed = data.draw(st.dictionaries(st.sampled_from(names), typing, max_size=8))
    assert Client().post(f"/hak/{topic}/", typed).status_code in {200, 422}


# --- links ---------------------------------------------------------------------------------------------------------------


def test_a_paper_s_code_fills_the_form_and_answers() -> None:
    code = fragment_of(Topic.PHK, {"alasan": "43_2", "upah_pokok": 5_000_000, "masa_kerja_tahun": 10})
    assert code is not None
    status, page = post("phk", kode=code)
    assert status == 200
    assert "Rp65.000.000" in page
    assert "Isian ini dari kertas" in page
    assert value_of(page, "upah_pokok") == "5.000.000"


@pytest.mark.parametrize("code", ["eyJ", "x" * (MAX_CHARACTERS + 1), fragment_of(Topic.THR, {"upah_pokok": 1_000_000}) or ""])
def test_a_code_that_is_none_or_another_calculator_s_leaves_an_empty_form(code: str) -> None:
    status, page = post("phk", kode=code)
    assert status == 422
    assert "tidak bisa dibaca" in page
    assert value_of(page, "upah_pokok") == ""


def test_a_code_is_checked_like_typing() -> None:
    code = fragment_of(Topic.PHK, {"alasan": "43_2", "upah_pokok": [1], "masa_kerja_tahun": "sepuluh", "rahasia": 5})
    status, page = post("phk", kode=code or "")
    assert status == 422
    assert "tulis angka bulat saja" in beside(page, "masa_kerja_tahun")
    assert "tulis angka rupiah saja" in beside(page, "upah_pokok")
    assert "rahasia" not in page


# --- nothing is kept -----------------------------------------------------------------------------------------------------

CANARY = "7313717"


def test_nothing_typed_reaches_a_log_or_a_cookie(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = Client().post("/hak/upah_sakit/", {"upah_sebulan": CANARY, "lama_bulan": "2"})
        broken = Client().post("/hak/upah_sakit/", {"upah_sebulan": CANARY + "x", "lama_bulan": "2"})
    assert CANARY[0] + ".313.717" in answer.content.decode()
    assert CANARY not in caplog.text
    assert "7.313.717" not in caplog.text
    for done in (answer, broken):
        assert "Set-Cookie" not in done.headers
        assert done.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_calculation_changes_no_row() -> None:
    from tests.server.test_siker_ingest import picture

    before = picture()
    assert post("phk", **PHK)[0] == 200
    assert picture() == before


def test_scraping_is_slowed_down() -> None:
    client = Client(REMOTE_ADDR="192.0.2.7")
    codes = [client.post("/hak/jp_iuran/", {"upah": "x"}).status_code for _ in range(CALCULATIONS_PER_MINUTE + 1)]
    assert set(codes[:-1]) == {422}
    assert codes[-1] == 429


def test_without_usable_tables_the_page_says_so(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("siker.rights.law.legal_texts", lambda: {"paket.toml": "versi = "})
    law.cache_clear()
    try:
        answer = Client().get("/hak/phk/")
    finally:
        law.cache_clear()
    assert answer.status_code == 503
    assert "tidak bisa dipakai" in answer.content.decode()
    assert "paket.toml" in caplog.text


# --- writing of numbers and dates ----------------------------------------------------------------------------------------

MONEY, SEN = field(Topic.PHK, "upah_pokok"), field(Topic.UMK_CEK, "upah_pokok")
MONTHS, SHARE, DAY = field(Topic.PHK, "masa_kerja_bulan"), field(Topic.PHK, "porsi_iuran_pengusaha"), field(Topic.JKP, "tanggal_phk")


@pytest.mark.parametrize(
    ("spec", "text", "value"),
    [
        (MONEY, "5.000.000", 5_000_000), (MONEY, "Rp 5.000.000", 5_000_000), (MONEY, "rp5000000", 5_000_000),
        (MONEY, "5.000.000,00", 5_000_000), (MONEY, "5.000.000,-", 5_000_000), (MONEY, "5 000 000", 5_000_000), (MONEY, "0", 0),
        (SEN, "3.060.348,78", Decimal("3060348.78")),
        (MONTHS, "2,5", Decimal("2.5")), (MONTHS, "2.5", Decimal("2.5")), (MONTHS, "7", Decimal(7)),
        (SHARE, "60%", Decimal("0.6")), (SHARE, "0,6", Decimal("0.6")), (DAY, "23-11-2026", "2026-11-23"), (DAY, "3/1/2026", "2026-01-03"),
        (DAY, "2026-11-23", "2026-11-23"), (DAY, "3 1 2026", "2026-01-03"), (DAY, "31.2.2026", "2026-02-31"),
    ],
)  # fmt: skip
def test_people_may_write_as_they_are_used_to(spec: FieldSpec, text: str, value: object) -> None:
    assert read(spec, text) == value


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        (MONEY, "5.00"), (MONEY, "5,000,000"), (MONEY, "50.0000"), (MONEY, "lima"), (MONEY, "5jt"), (MONEY, "٥"), (MONTHS, "1.000,5"),
        (MONTHS, "60%"), (MONTHS, "1e5"), (DAY, "2026"), (DAY, "23 November"), (DAY, "23-11-26"),
    ],
)  # fmt: skip
def test_what_could_mean_two_things_is_asked_again(spec: FieldSpec, text: str) -> None:
    with pytest.raises(Unreadable):
        read(spec, text)


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=99))
def test_what_is_written_is_read_back(amount: int, sen: int) -> None:
    assert read(MONEY, written(MONEY, amount)) == amount
    exact = Decimal(f"{amount}.{sen:02}")
    assert Decimal(str(read(SEN, written(SEN, exact)))) == exact
    assert read(MONTHS, written(MONTHS, exact)) == exact


def test_a_question_of_every_kind_is_shown() -> None:
    widgets = {
        box.widget
        for asked in law().asked.values()
        for question in RightsForm(asked, {})._questions.values()
        for box in question.boxes
    }
    assert widgets == {"money", "number", "date", "select", "yesno"}
    assert {spec.kind for asked in law().asked.values() for spec in asked.fields} == set(Kind)


# --- in a browser --------------------------------------------------------------------------------------------------------

CHROMIUM = shutil.which("chromium")
in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
WIDTHS = {"phone": (360, 760), "desk": (1280, 860)}


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as started:
        made = started.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
        )
        yield made
        made.close()


@in_a_browser
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_fit_and_can_be_read(live: LiveServer, browser: object, width: str) -> None:
    from tests.server.test_siker_pages_chromium import check

    context = browser.new_context(viewport={"width": WIDTHS[width][0], "height": WIDTHS[width][1]})  # type: ignore[attr-defined]
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(live.url + "/hak/")
    check(page, "hak", width)
    for topic in ("phk", "lembur", "thr"):
        page.goto(f"{live.url}/hak/{topic}/")
        check(page, f"hak-{topic}", width)
    page.locator("#isian .actions button").click()
    check(page, "hak-thr-salah", width)
    page.goto(f"{live.url}/hak/phk/#{fragment_of(Topic.PHK, VECTORS[0]['inputs'])}")
    page.wait_for_selector(".total")
    check(page, "hak-phk-hasil", width)
    small = page.evaluate(
        "[...document.querySelectorAll('main button,main select,main summary,main input:not([type=hidden]):not([type=radio])')]"
        ".filter(e => e.checkVisibility() && e.tabIndex >= 0 && e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 60))"
    )
    assert small == []
    assert [text for text in complaints if "422" not in text] == []
    context.close()


@in_a_browser
def test_the_fragment_of_a_paper_never_reaches_the_server_as_an_address(live: LiveServer, browser: object) -> None:
    context = browser.new_context()  # type: ignore[attr-defined]
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    code = fragment_of(Topic.UPAH_SAKIT, {"upah_sebulan": 4_000_000, "lama_bulan": 5})
    page.goto(f"{live.url}/hak/upah_sakit/#{code}")
    page.wait_for_selector(".total")
    assert page.locator(".total").inner_text() == "Rp19.000.000"
    assert page.url == f"{live.url}/hak/upah_sakit/"
    sent = [address.partition("#")[0] for address in asked]
    assert not any(code in address or "4000000" in address for address in sent)
    assert code not in live.log.read_text()
    assert context.cookies() == []
    # "Hitung lagi" keeps what the paper said.
    assert page.input_value("#upah_sebulan") == "4.000.000"
    page.fill("#lama_bulan", "4")
    page.locator("#isian .actions button").click()
    assert page.locator(".total").inner_text() == "Rp16.000.000"
    context.close()


@in_a_browser
def test_everything_works_without_javascript_and_prints_without_the_form(live: LiveServer, browser: object) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(live.url + "/hak/")
    page.get_by_role("link", name="Upah sebagian bulan").click()
    page.get_by_label("Berapa upah sebulan?").fill("4.400.000")
    page.get_by_label("Pakai cara hitung yang mana?").select_option("kalender")
    page.get_by_role("button", name="Hitung", exact=True).click()
    assert "Ada pertanyaan lain" in page.inner_text("main")
    page.get_by_label("Berapa hari Anda bekerja?").fill("15")
    page.get_by_label("Berapa hari seluruhnya dalam bulan itu?").fill("30")
    page.get_by_label("Berapa hari seluruhnya dalam bulan itu?").press("Enter")
    assert page.locator(".total").inner_text() == "Rp2.200.000"
    page.emulate_media(media="print")
    assert not page.locator("#isian").is_visible()
    assert page.locator(".total").is_visible()
    assert page.locator(".steps").is_visible()
    context.close()
