"""Purposes for which personal data is used (UU 27/2022), and what the person said to each.

The AK/I itself is a public task (Pasal 20), so it is explained, not asked. Everything else is asked apart, never
pre-ticked (Pasal 22), and the answer is recorded with the version and language of the text that was shown (Pasal 24).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.nik import age_on

ADULT_AGE = 18


class Purpose(StrEnum):
    """What the data would be used for."""

    AK1_SERVICE = "ak1_service"
    SHARE_WITH_EMPLOYERS = "share_with_employers"
    CONTACT_WHATSAPP = "contact_whatsapp"
    DISABILITY_SUPPORT = "disability_support"
    SEND_APPLICATION = "send_application"


CHOICES: tuple[Purpose, ...] = (Purpose.SHARE_WITH_EMPLOYERS, Purpose.CONTACT_WHATSAPP)


@dataclass(frozen=True, slots=True)
class Consent:
    """One recorded answer. ``granted`` of AK1_SERVICE means the notice was read and the service asked for."""

    purpose: Purpose
    granted: bool
    text_version: str
    language: str
    at: datetime


def effective(consents: Iterable[Consent], born: date, today: date) -> tuple[Consent, ...]:
    """Consents that count: under 18 a parent or guardian decides at the counter (Pasal 25), so choices are withheld."""
    adult = age_on(born, today) >= ADULT_AGE
    return tuple(
        item if adult or item.purpose is Purpose.AK1_SERVICE
        else Consent(item.purpose, False, item.text_version, item.language, item.at)
        for item in consents
    )  # fmt: skip
