"""What anybody may learn from a card's QR: whether it is genuine and in force. Forged or unknown codes never show a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.ak1 import Ak1State, CardClaim, NumberPattern, parse_card_code
from domain.text import mask
from siker import clock
from siker.ak1.models import Card
from siker.ak1.records import answers_of
from siker.fleet.models import Station, StationState
from siker.fleet.services import policy
from siker.ingest.models import OpReceipt
from siker.vault import SealBrokenError
from sync.wire.keys import unb64, verify

SIGNATURE_BYTES = 64


class Verdict(StrEnum):
    """The seven answers of the page."""

    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    REVIEW = "review"
    NOT_SYNCED = "not_synced"
    NOT_GENUINE = "not_genuine"


_OF_STATE = {
    Ak1State.VALID: Verdict.VALID,
    Ak1State.EXPIRED: Verdict.EXPIRED,
    Ak1State.WITHDRAWN: Verdict.WITHDRAWN,
    Ak1State.SUPERSEDED: Verdict.SUPERSEDED,
    Ak1State.CONFLICT: Verdict.REVIEW,
}


@dataclass(frozen=True, slots=True)
class CardCheck:
    """What the page shows. ``name`` is masked, and empty unless the card is known and genuine."""

    verdict: Verdict
    number: tuple[str, ...] = ()
    valid_until: date | None = None
    name: str = ""


NOT_GENUINE = CardCheck(Verdict.NOT_GENUINE)


def check_code(code: str, now: datetime) -> CardCheck:
    """Judge a scanned code."""
    parsed = parse_card_code(code)
    if parsed is None:
        return NOT_GENUINE
    claim, signature = parsed
    station = _issuer(claim)
    if station is None or not _is_canonical(signature) or not verify(station.public_key, claim.signed_bytes(), signature):
        return NOT_GENUINE
    number = NumberPattern(policy().number_pattern).groups(claim.number)
    card = Card.objects.select_related("registration").filter(pk=claim.number).first()
    if card is None:
        return CardCheck(_of_unknown(claim, station, now), number, claim.valid_until)
    if card.station_id != station.pk or card.valid_until != claim.valid_until:
        return CardCheck(Verdict.REVIEW, number, claim.valid_until)
    return CardCheck(_of_known(card, now), number, card.valid_until, _masked_name(card))


def _issuer(claim: CardClaim) -> Station | None:
    if not claim.station.isprintable() or not claim.station.isascii():
        return None
    found = Station.objects.filter(code=claim.station).first() or Station.objects.filter(pk=claim.station).first()
    return None if found is None or found.state == StationState.PENDING else found


def _is_canonical(signature: str) -> bool:
    """Base64 has several spellings of the same bytes; only the one the station wrote counts."""
    from sync.wire.keys import b64

    try:
        raw = unb64(signature)
    except ValueError:
        return False
    return len(raw) == SIGNATURE_BYTES and b64(raw) == signature


def _of_unknown(claim: CardClaim, station: Station, now: datetime) -> Verdict:
    if OpReceipt.objects.filter(card_number=claim.number).exists() or station.state != StationState.APPROVED:
        return Verdict.REVIEW
    return Verdict.EXPIRED if claim.valid_until < clock.today(now) else Verdict.NOT_SYNCED


def _of_known(card: Card, now: datetime) -> Verdict:
    state = Ak1State(card.state)
    if state is Ak1State.VALID and card.valid_until < clock.today(now):
        state = Ak1State.EXPIRED
    return _OF_STATE[state]


def _masked_name(card: Card) -> str:
    try:
        return mask(answers_of(card.registration).biodata.nama)
    except SealBrokenError:
        return ""
