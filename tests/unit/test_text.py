"""Cleaning keeps every letter and drops what could hide or steer; masks show no more than they promise."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.text import mask, mask_nik, only_digits, strip_controls, tidy


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\x85", "\u200b", "\u202e", "\u2066", "\ufeff", "\ue000", "\ud800", "\U000e0001"])
def test_signs_nobody_sees_are_removed(bad: str) -> None:
    assert strip_controls(f"Si{bad}ti") == "Siti"


@given(st.text())
def test_cleaning_keeps_everything_that_can_be_seen_in_order(text: str) -> None:
    kept = strip_controls(text)
    assert [c for c in text if unicodedata.category(c)[0] != "C"] == list(kept)
    assert strip_controls(kept) == kept


@given(st.text())
@example("e\u200d\u0301")
@example("\u1100\u200d\u1161")
def test_tidy_text_stays_as_it_is(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert once == once.strip()
    assert "  " not in once
    assert unicodedata.is_normalized("NFC", once)


def test_spaces_of_all_kinds_become_one() -> None:
    assert tidy("\tSiti\u00a0\u2003 Aminah\r\n") == "Siti Aminah"


@given(st.text())
def test_only_ascii_digits_count_as_digits(text: str) -> None:
    assert only_digits(text) == "".join(c for c in text if c.isascii() and c.isdigit())


@pytest.mark.parametrize(
    ("name", "shown"), [("Siti Aminah", "Si** Am****"), ("A", "A*"), ("Al Bo", "A* B*"), ("", ""), ("  O'Neil ", "O'****")]
)
def test_a_masked_name_shows_two_letters_of_a_word_at_most(name: str, shown: str) -> None:
    assert mask(name) == shown


@given(st.text())
def test_a_mask_never_shows_more_than_the_first_two_letters_of_each_word(name: str) -> None:
    masked = mask(name).split()
    assert len(masked) == len(name.split())
    for word, shown in zip(name.split(), masked, strict=True):
        assert shown.rstrip("*") in {word[:2], word[:1]} or "*" in word[:2]
        assert len(word) == 1 or len(shown) == len(word)


@given(st.from_regex(r"[0-9]{16}", fullmatch=True))
def test_a_masked_nik_shows_region_and_two_last_digits(digits: str) -> None:
    assert mask_nik(digits) == digits[:4] + "**********" + digits[14:]


@given(st.text(max_size=6))
def test_something_too_short_for_a_nik_is_hidden_whole(text: str) -> None:
    assert mask_nik(text) == "*" * len(text)
