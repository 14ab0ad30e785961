"""What may not be asked of people, wages, dates, odd signs: by table, and by Hypothesis for what no table thinks of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.vacancy_tables import remark_sentences, sectors, wording_text
from domain.problems import Problem
from domain.seeker import EducationLevel
from domain.vacancy import ContractType, EducationNeed, LegalLimit, LimitKind, PlacementKind, Places, Site, Vacancy, Wage
from domain.vacancy.limiting_words import READ_MAX, Found, folded, is_empty_reason, limits_in, parse_wording, signs_in
from domain.vacancy.rules import (
    PLACES_MAX,
    VALID_DAYS_MAX,
    FirmFacts,
    Floor,
    Remark,
    Weight,
    judge,
    parse_nib,
    same_text,
    same_work,
    stops,
)

TODAY = date(2026, 11, 28)
WORDS = parse_wording(wording_text())
FLOOR = Floor(3_701_709, "UMK Kota Semarang 2026", "SK Gubernur")
PLAIN = Vacancy(
    "v", "LK-777-777", "Operator jahit", "CONTOH Garmen", "f", Places(either=40), ContractType.PKWT, Site("33.74.16.1003"), TODAY,
    TODAY + timedelta(days=30), TODAY, kbji="8153", wage=Wage(3_800_000, 4_000_000), contact_phone="+62248000001",
    contact_email="hrd@contoh.example.id",
)  # fmt: skip


BIG = FirmFacts()


def said(vacancy: Vacancy, firm: FirmFacts = BIG, *, confirmed: bool = False) -> dict[str, Remark]:
    """The remarks by code."""
    return {item.code: item for item in judge(vacancy, firm, WORDS, today=TODAY, floor=FLOOR, confirmed=confirmed)}


def test_a_plain_vacancy_needs_nothing() -> None:
    assert judge(PLAIN, FirmFacts(), WORDS, today=TODAY, floor=FLOOR) == ()


# --- The table of words ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("kind", "text"), [(rule.kind, text) for rule in WORDS.limits for text in rule.matches])
def test_words_that_limit_are_found(kind: str, text: str) -> None:
    assert kind in {found.kind for found in limits_in(f"Dicari segera. {text}. Hubungi kami.", WORDS)}


@pytest.mark.parametrize("text", [text for rule in WORDS.limits for text in rule.misses])
def test_words_that_mean_something_else_are_left_alone(text: str) -> None:
    assert limits_in(text, WORDS) == ()


@pytest.mark.parametrize(("kind", "text"), [(rule.kind, text) for rule in WORDS.signs for text in rule.matches])
def test_signs_are_found(kind: str, text: str) -> None:
    assert kind in {found.kind for found in signs_in(text, WORDS)}


@pytest.mark.parametrize("text", [text for rule in WORDS.signs for text in rule.misses])
def test_good_promises_are_no_signs(text: str) -> None:
    assert signs_in(text, WORDS) == ()


@pytest.mark.parametrize("text", [
    "MAKS  25\u00a0TAHUN", "maks\u200b 25 tahun", "Máks 25 tahun", "usia\tmaks\n25 tahun", "ＭＡＫＳ 25 tahun",
])  # fmt: skip
def test_spelling_does_not_hide_a_limit(text: str) -> None:
    assert [found.kind for found in limits_in(text, WORDS)] == ["age_max"]


@pytest.mark.parametrize("text", [
    "Pengalaman minimal 2 tahun di bidang garmen", "Masa kontrak 12 bulan", "Berpenampilan rapi dan bersih", "Mampu mengangkat 25 kg",
    "Kerja 6 hari, libur Minggu", "Lulusan SMK tahun 2020 sampai 2026", "Menjahit pakaian wanita dan anak", "Pria atau wanita",
    "Menjaga anak usia 3 sampai 5 tahun", "Mengecat tembok putih", "Mesin single needle dan obras", "Terbuka untuk semua umur",
    "Sopir truk, SIM B2 Umum", "Gaji 3.800.000 per bulan", "Tinggi rak gudang 150 cm", "Kontrak maks 24 bulan",
])  # fmt: skip
def test_ordinary_sentences_are_no_limits(text: str) -> None:
    assert limits_in(text, WORDS) == ()


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    for found in (*limits_in(text, WORDS), *signs_in(text, WORDS)):
        assert isinstance(found, Found)
        assert 0 < len(found.words) <= 60
    assert is_empty_reason(text, WORDS) in {True, False}


def test_a_very_long_text_is_read_quickly() -> None:
    import time

    began = time.monotonic()
    limits_in("usia min maks tinggi badan 1 pria wanita " * 150_000, WORDS)
    signs_in("biaya bayar transfer ke " * 250_000, WORDS)
    assert time.monotonic() - began < 2


# --- Limits ----------------------------------------------------------------------------------------------------------
GOOD_REASON = "Bekerja di ketinggian 40 m tanpa lantai, UU 1/1970"


@pytest.mark.parametrize(("limit", "code"), [
    (LegalLimit(LimitKind.AGE_MAX, "25", ""), "limit_needs_reason"),
    (LegalLimit(LimitKind.AGE_MAX, "25", "Kebijakan perusahaan"), "limit_needs_reason"),
    (LegalLimit(LimitKind.AGE_MAX, "25", "lebih energik"), "limit_needs_reason"),
    (LegalLimit(LimitKind.AGE_MAX, "25", "karena begitu"), "limit_needs_reason"),
    (LegalLimit(LimitKind.AGE_MIN, "21", "-"), "limit_needs_reason"),
    (LegalLimit(LimitKind.AGE_MIN, "16", GOOD_REASON), "age_unreal"),
    (LegalLimit(LimitKind.AGE_MAX, "dua puluh", GOOD_REASON), "age_unreal"),
    (LegalLimit(LimitKind.LOOKS, "berpenampilan menarik", GOOD_REASON), "limit_beauty"),
    (LegalLimit(LimitKind.LOOKS, "tinggi badan 160", ""), "limit_needs_reason"),
    (LegalLimit(LimitKind.MARITAL, "belum kawin", GOOD_REASON), "limit_marital"),
    (LegalLimit(LimitKind.SEX, "P", "permintaan user"), "limit_needs_reason"),
])  # fmt: skip
def test_limits_without_a_reason_in_the_work_stop_the_vacancy(limit: LegalLimit, code: str) -> None:
    found = said(replace(PLAIN, limits=(limit,)))
    assert found[code].weight is Weight.MEND
    assert "SE Menaker" in remark_sentences()[code][0] or code == "age_unreal"


@pytest.mark.parametrize("limit", [
    LegalLimit(LimitKind.AGE_MAX, "35", GOOD_REASON), LegalLimit(LimitKind.LOOKS, "tidak buta warna", "Membedakan warna kabel listrik"),
])  # fmt: skip
def test_a_reason_in_the_work_lets_it_through_and_an_officer_reads_it(limit: LegalLimit) -> None:
    found = judge(replace(PLAIN, limits=(limit,)), FirmFacts(), WORDS, today=TODAY, floor=FLOOR)
    assert [(item.code, item.weight) for item in found] == [("limit_with_reason", Weight.LOOK)]


def test_adults_only_is_the_law_and_needs_no_reason() -> None:
    assert judge(replace(PLAIN, limits=(LegalLimit(LimitKind.AGE_MIN, "18", ""),)), FirmFacts(), WORDS, today=TODAY) == ()


def test_places_for_one_sex_need_a_reason_and_a_split_is_only_looked_at() -> None:
    assert said(replace(PLAIN, places=Places(women=5)))["sex_needs_reason"].weight is Weight.MEND
    guarded = replace(PLAIN, places=Places(women=5), limits=(LegalLimit(LimitKind.SEX, "P", "Menjaga kamar ganti perempuan"),))
    assert set(said(guarded)) == {"limit_with_reason"}
    assert said(replace(PLAIN, places=Places(men=2, women=3)))["sex_split"].weight is Weight.LOOK


@pytest.mark.parametrize("part", ["title", "description", "benefits", "hours"])
def test_limits_in_free_text_are_asked_about_and_can_be_answered(part: str) -> None:
    vacancy = replace(PLAIN, **{part: "Diutamakan usia maks 25 tahun"})
    asked = said(vacancy)["words_limit"]
    assert (asked.weight, asked.part, asked.params["kind"]) == (Weight.ASK, part, "age_max")
    assert stops(said(vacancy, confirmed=True).values()) == ()
    assert said(vacancy, confirmed=True)["words_confirmed"].weight is Weight.LOOK
    reasoned = replace(vacancy, limits=(LegalLimit(LimitKind.AGE_MAX, "25", GOOD_REASON),))
    assert set(said(reasoned)) == {"limit_with_reason"}


# --- Wages, days, numbers --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("wage", "codes"), [
    (Wage(), set()), (Wage(3_701_709), set()), (Wage(3_701_708), {"wage_below_floor"}), (Wage(None, 3_000_000), {"wage_below_floor"}),
    (Wage(4_000_000, 3_900_000), {"wage_reversed"}), (Wage(4_000_000, 60_000_000), {"wage_too_good"}),
    (Wage(4_000_000, 11_105_127), set()), (Wage(4_000_000, 11_105_128), {"wage_too_good"}),
])  # fmt: skip
def test_wages(wage: Wage, codes: set[str]) -> None:
    assert set(said(replace(PLAIN, wage=wage))) == codes


def test_a_low_wage_is_told_and_not_refused_and_small_firms_hear_their_own_rule() -> None:
    low = replace(PLAIN, wage=Wage(3_000_000))
    assert said(low)["wage_below_floor"].weight is Weight.KNOW
    assert stops(said(low).values()) == ()
    assert "wage_below_floor_small" in said(low, FirmFacts(small=True))
    assert "Pasal 36" in remark_sentences()["wage_below_floor_small"][0]


def test_a_high_wage_is_no_wonder_where_much_is_asked() -> None:
    asks = replace(PLAIN, wage=Wage(15_000_000), education=EducationNeed(EducationLevel.S1), experience_years=5)
    assert said(asks) == {}


@pytest.mark.parametrize(("begins", "ends", "code"), [
    (5, 4, "dates_reversed"), (-9, -1, "dates_over"), (0, VALID_DAYS_MAX + 1, "dates_too_long"), (61, 70, "starts_too_late"),
    (0, VALID_DAYS_MAX, ""), (-200, 10, ""), (60, 60 + VALID_DAYS_MAX, ""), (0, 0, ""),
])  # fmt: skip
def test_days(begins: int, ends: int, code: str) -> None:
    found = said(replace(PLAIN, valid_from=TODAY + timedelta(days=begins), valid_until=TODAY + timedelta(days=ends)))
    assert set(found) == ({code} if code else set())


@pytest.mark.parametrize(("places", "code"), [
    (Places(), "places_none"), (Places(either=-1), "places_none"), (Places(either=5, men=-2), "places_none"),
    (Places(either=PLACES_MAX + 1), "places_many"),
])  # fmt: skip
def test_places(places: Places, code: str) -> None:
    assert code in said(replace(PLAIN, places=places))


def test_work_abroad_names_its_country_and_is_looked_at() -> None:
    abroad = replace(PLAIN, placement=PlacementKind.AKAN, site=Site(""))
    assert set(said(abroad)) == {"country_missing", "abroad"}
    assert set(said(replace(abroad, site=Site("", negara="Jepang")))) == {"abroad"}


# --- What swindlers write --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("changed", "code"), [
    ({"description": "Ada biaya administrasi Rp150.000"}, "sign_fee"), ({"benefits": "uang jaminan kembali"}, "sign_fee"),
    ({"description": "ijazah ditahan selama kontrak"}, "sign_papers_kept"), ({"description": "isi bit.ly/kerja"}, "sign_short_link"),
    ({"description": "hubungi WA 0812", "contact_email": ""}, "sign_messenger"), ({"title": "Admin game Kamboja"}, "sign_abroad"),
    ({"contact_email": "lowongan@gmail.com"}, "free_mail"),
])  # fmt: skip
def test_odd_signs_are_for_officers_only(changed: dict[str, str], code: str) -> None:
    found = said(replace(PLAIN, **changed))
    assert found[code].weight is Weight.LOOK
    assert remark_sentences()[code][0] == ""
    assert stops(found.values()) == ()


def test_a_small_firm_may_use_free_mail() -> None:
    assert said(replace(PLAIN, contact_email="warung@gmail.com"), FirmFacts(small=True)) == {}


def test_no_contact_at_all_must_be_mended() -> None:
    assert said(replace(PLAIN, contact_phone="", contact_email=""))["contact_none"].weight is Weight.MEND


# --- Twice the same --------------------------------------------------------------------------------------------------
def test_the_same_work_twice() -> None:
    assert same_work(PLAIN, replace(PLAIN, title="OPERATOR  Jahit!"))
    assert not same_work(PLAIN, replace(PLAIN, title="Operator potong"))
    assert not same_work(PLAIN, replace(PLAIN, site=Site("33.74.01.1001")))
    long = "Menjahit kemeja di bagian lengan dan kerah, membaca kartu kerja, menjaga mesin bersih, melapor kepada kepala regu tiap giliran."
    assert same_text(replace(PLAIN, description=long), replace(PLAIN, title="x", description=long.upper()))
    assert not same_text(PLAIN, PLAIN)


# --- Everything has its words ----------------------------------------------------------------------------------------
texts = st.text(max_size=60)
vacancies = st.builds(
    lambda title, about, low, high, men, women, either, a, b, years, kind, value, why: replace(
        PLAIN, title=title, description=about, wage=Wage(low, high), places=Places(men, women, either), experience_years=years,
        valid_from=TODAY + timedelta(days=a), valid_until=TODAY + timedelta(days=b), limits=(LegalLimit(kind, value, why),),
    ),
    texts, texts, st.none() | st.integers(0, 10**9), st.none() | st.integers(0, 10**9), st.integers(-3, 3000), st.integers(-3, 3000),
    st.integers(-3, 3000), st.integers(-400, 400), st.integers(-400, 400), st.integers(-5, 99), st.sampled_from(LimitKind), texts, texts,
)  # fmt: skip


@given(vacancies, st.booleans(), st.booleans())
def test_every_remark_has_a_sentence_for_whom_it_concerns(vacancy: Vacancy, small: bool, confirmed: bool) -> None:
    found = judge(vacancy, FirmFacts(small=small), WORDS, today=TODAY, floor=FLOOR, confirmed=confirmed)
    assert found == judge(vacancy, FirmFacts(small=small), WORDS, today=TODAY, floor=FLOOR, confirmed=confirmed)
    for remark in found:
        employer, officer = remark_sentences()[remark.code]
        assert officer
        assert bool(employer) == (remark.weight is not Weight.LOOK), remark.code
        assert not set("invalid error wajib".split()) & set((employer + officer).lower().split()), remark.code
    if not stops(found):
        assert vacancy.places.total >= 1
        assert vacancy.valid_from <= vacancy.valid_until
        assert vacancy.valid_until >= TODAY
        assert vacancy.wage.minimum is None or vacancy.wage.maximum is None or vacancy.wage.minimum <= vacancy.wage.maximum
        assert all(limit.kind is not LimitKind.MARITAL for limit in vacancy.limits)
        assert all(len(limit.reason.strip()) >= 15 or limit.value == "18" for limit in vacancy.limits)


# --- NIB -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("text", "expected"), [
    ("9999000000001", "9999000000001"), (" 9999-0000-00001 ", "9999000000001"), ("", "nib_empty"), ("12.345.678", "nib_length"),
    ("99990000000012", "nib_length"), ("0000000000000", "nib_zeros"), ("TDP 123/45", "nib_not_digits"), ("123456789012３", "nib_not_digits"),
])  # fmt: skip
def test_nib(text: str, expected: str) -> None:
    found = parse_nib(text)
    assert (found.code if isinstance(found, Problem) else found) == expected


@given(st.text(max_size=40))
def test_any_text_as_nib_is_thirteen_digits_or_a_problem(text: str) -> None:
    found = parse_nib(text)
    assert isinstance(found, Problem) or (len(found) == 13 and found.isascii() and found.isdigit())


def test_every_section_of_kbli_has_a_name() -> None:
    assert "".join(letter for letter, _ in sectors()) == "ABCDEFGHIJKLMNOPQRSTU"


def test_a_letter_that_unfolds_into_many_is_cut_too() -> None:
    assert len(folded("\ufdfa" * 4000)) <= READ_MAX
