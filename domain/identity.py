"""Identity evidence is recorded; the level of assurance is derived from it, never typed.

Levels are the project's own (see docs/glossary.md); they are not NIST or eIDAS levels.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum


class EvidenceKind(StrEnum):
    """What was really checked, and by whom: a device, a service or an officer."""

    CARD_PRESENT = "card_present"
    CARD_AUTH = "card_auth"
    DS_VALID = "ds_valid"
    FINGER_MATCH = "finger_match"
    FACE_MATCH = "face_match"
    NIK_ELEMENTS = "nik_elements"
    IKD_ONLINE = "ikd_online"
    OFFICER_SIGHT = "officer_sight"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One check and its outcome.

    ``method`` says how (``pcsc``, ``bridge``, ``officer``…), ``adapter`` names program and version,
    ``at`` is aware UTC, ``reference`` is a non-personal pointer (reader serial, officer id).
    """

    kind: EvidenceKind
    passed: bool
    method: str
    adapter: str
    at: datetime
    reference: str = ""


class IdentityLevel(IntEnum):
    """Derived assurance that the person is who the registration says."""

    DIKETIK = 0
    KARTU_HADIR = 1
    DATA_COCOK = 2
    KARTU_ASLI = 3
    PEMEGANG_SAH = 4


@dataclass(frozen=True, slots=True)
class Assurance:
    """A level, and whether an officer saw face, card and data (``+P``)."""

    level: IdentityLevel
    officer_seen: bool

    @property
    def label(self) -> str:
        """For records, e.g. ``3 KARTU_ASLI`` or ``1 KARTU_HADIR +P``."""
        return f"{int(self.level)} {self.level.name}" + (" +P" if self.officer_seen else "")


def derive_assurance(evidence: Iterable[Evidence]) -> Assurance:
    """Compute the assurance from passed checks alone; failed checks never raise it."""
    passed = {item.kind for item in evidence if item.passed}
    genuine = {EvidenceKind.CARD_AUTH, EvidenceKind.DS_VALID} <= passed or EvidenceKind.IKD_ONLINE in passed
    holder = bool({EvidenceKind.FINGER_MATCH, EvidenceKind.FACE_MATCH} & passed)
    if genuine and holder:
        level = IdentityLevel.PEMEGANG_SAH
    elif genuine:
        level = IdentityLevel.KARTU_ASLI
    elif EvidenceKind.NIK_ELEMENTS in passed:
        level = IdentityLevel.DATA_COCOK
    elif EvidenceKind.CARD_PRESENT in passed:
        level = IdentityLevel.KARTU_HADIR
    else:
        level = IdentityLevel.DIKETIK
    return Assurance(level, EvidenceKind.OFFICER_SIGHT in passed)


@dataclass(frozen=True, slots=True)
class IssuePolicy:
    """Which assurance prints the AK/I at once. The office decides in configuration.

    Default: a genuine card read by a certified reader, or an officer who compared face, card and data
    (an officer's eyes prove more than a card lying on a reader).
    """

    self_service_level: IdentityLevel = IdentityLevel.KARTU_ASLI
    with_officer_level: IdentityLevel = IdentityLevel.DIKETIK

    def may_issue(self, assurance: Assurance) -> bool:
        """True when the AK/I may be printed without waiting for verification."""
        if assurance.level >= self.self_service_level:
            return True
        return assurance.officer_seen and assurance.level >= self.with_officer_level
