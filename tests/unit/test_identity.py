"""Evidence makes the level: every combination of passed checks, and failed checks that must never help."""

from datetime import UTC, datetime
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity import Assurance, Evidence, EvidenceKind, IdentityLevel, IssuePolicy, derive_assurance

AT = datetime(2026, 11, 23, 3, tzinfo=UTC)
K = EvidenceKind
ALL_SUBSETS = [frozenset(s) for s in chain.from_iterable(combinations(K, size) for size in range(len(K) + 1))]


def checks(kinds: frozenset[EvidenceKind], passed: bool = True) -> list[Evidence]:
    return [Evidence(kind, passed, "test", "test 1", AT) for kind in sorted(kinds)]


def expected(kinds: frozenset[EvidenceKind]) -> int:
    """The table of docs/glossary.md, read from the top: the first line that holds gives the level."""
    card_proven = K.CARD_AUTH in kinds and K.DS_VALID in kinds
    lines = [
        (4, (card_proven or K.IKD_ONLINE in kinds) and (K.FINGER_MATCH in kinds or K.FACE_MATCH in kinds)),
        (3, card_proven or K.IKD_ONLINE in kinds),
        (2, K.NIK_ELEMENTS in kinds),
        (1, K.CARD_PRESENT in kinds),
    ]
    return next((level for level, holds in lines if holds), 0)


@pytest.mark.parametrize("kinds", ALL_SUBSETS, ids=lambda kinds: "+".join(sorted(kinds)) or "nothing")
def test_every_combination_of_passed_checks_has_its_level(kinds: frozenset[EvidenceKind]) -> None:
    assurance = derive_assurance(checks(kinds))
    assert int(assurance.level) == expected(kinds)
    assert assurance.officer_seen is (K.OFFICER_SIGHT in kinds)


@pytest.mark.parametrize(
    ("kinds", "level"),
    [
        (set(), IdentityLevel.DIKETIK),
        ({K.CARD_PRESENT}, IdentityLevel.KARTU_HADIR),
        ({K.CARD_PRESENT, K.NIK_ELEMENTS}, IdentityLevel.DATA_COCOK),
        ({K.CARD_PRESENT, K.CARD_AUTH}, IdentityLevel.KARTU_HADIR),
        ({K.CARD_PRESENT, K.CARD_AUTH, K.DS_VALID}, IdentityLevel.KARTU_ASLI),
        ({K.CARD_PRESENT, K.CARD_AUTH, K.DS_VALID, K.FINGER_MATCH}, IdentityLevel.PEMEGANG_SAH),
        ({K.FINGER_MATCH}, IdentityLevel.DIKETIK),
        ({K.IKD_ONLINE}, IdentityLevel.KARTU_ASLI),
        ({K.OFFICER_SIGHT}, IdentityLevel.DIKETIK),
    ],
)
def test_the_well_known_ways_to_prove_oneself(kinds: set[EvidenceKind], level: IdentityLevel) -> None:
    assert derive_assurance(checks(frozenset(kinds))).level is level


subsets = st.sampled_from(ALL_SUBSETS)


@given(subsets, subsets)
def test_failed_checks_never_raise_the_level(passed: frozenset[EvidenceKind], failed: frozenset[EvidenceKind]) -> None:
    assert derive_assurance(checks(passed) + checks(failed, passed=False)) == derive_assurance(checks(passed))


@given(subsets, subsets)
def test_more_evidence_never_lowers_the_level(some: frozenset[EvidenceKind], more: frozenset[EvidenceKind]) -> None:
    assert derive_assurance(checks(some | more)).level >= derive_assurance(checks(some)).level


@given(subsets, st.randoms(use_true_random=False))
def test_order_and_repetition_of_checks_do_not_matter(kinds: frozenset[EvidenceKind], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = checks(kinds) * 2
    random.shuffle(shuffled)
    assert derive_assurance(shuffled) == derive_assurance(checks(kinds))


# --- policy --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("level", IdentityLevel)
@pytest.mark.parametrize("seen", [False, True])
def test_by_default_a_genuine_card_or_an_officer_s_eyes_print_the_card(level: IdentityLevel, seen: bool) -> None:
    assert IssuePolicy().may_issue(Assurance(level, seen)) is (level >= IdentityLevel.KARTU_ASLI or seen)


def test_a_stricter_office_wants_a_card_on_the_reader_beside_the_officer() -> None:
    policy = IssuePolicy(IdentityLevel.PEMEGANG_SAH, IdentityLevel.KARTU_HADIR)
    assert not policy.may_issue(Assurance(IdentityLevel.KARTU_ASLI, False))
    assert not policy.may_issue(Assurance(IdentityLevel.DIKETIK, True))
    assert policy.may_issue(Assurance(IdentityLevel.KARTU_HADIR, True))
    assert policy.may_issue(Assurance(IdentityLevel.PEMEGANG_SAH, False))


@given(st.sampled_from(IdentityLevel), st.sampled_from(IdentityLevel), subsets, subsets)
def test_failed_checks_never_print_a_card(
    alone: IdentityLevel, with_officer: IdentityLevel, passed: frozenset[EvidenceKind], failed: frozenset[EvidenceKind]
) -> None:
    policy = IssuePolicy(alone, with_officer)
    with_failures = derive_assurance(checks(passed) + checks(failed, passed=False))
    assert policy.may_issue(with_failures) is policy.may_issue(derive_assurance(checks(passed)))


def test_the_record_says_level_and_officer() -> None:
    assert Assurance(IdentityLevel.KARTU_ASLI, False).label == "3 KARTU_ASLI"
    assert Assurance(IdentityLevel.KARTU_HADIR, True).label == "1 KARTU_HADIR +P"
