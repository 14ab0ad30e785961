"""Use cases around a person's registration: find, register, issue, renew, report. Each is one durable transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from domain.ak1 import Ak1, Ak1State, CardClaim, NumberPattern, queue_code, report_dates, report_row, valid_until
from domain.consent import CHOICES, Consent, Purpose, effective
from domain.facts import Ak1Issued, PresenceReported, SeekerRegistered, SeekerUpdated
from domain.identity import Evidence, IdentityLevel, IssuePolicy, derive_assurance
from domain.nik import Nik
from domain.problems import Problem
from domain.seeker import Registration
from domain.visit.events import KnownPerson, Register
from kiosk.clock import Clock, local_day
from kiosk.store.port import PersonRecord, RegistrationState, StationIdentity, Unit, Vault
from sync.wire.messages import LookupAnswer, RegistrationStatus, StationPolicy

CONSENT_TEXT_VERSION = "2026-11"


class RemoteUnavailableError(Exception):
    """SIKER could not be asked just now."""


class RemoteLookup(Protocol):
    """Ask SIKER for a NIK; bounded in time. Raises RemoteUnavailableError."""

    def __call__(self, nik: Nik) -> LookupAnswer: ...


@dataclass(frozen=True, slots=True)
class CardToPrint:
    """A recorded card, ready for paper. ``copies`` printed (or maybe printed) before."""

    card: Ak1
    copies: int


@dataclass(frozen=True, slots=True)
class ProofToPrint:
    """A recorded registration that waits for an officer."""

    registration: Registration
    queue_code: str
    registered_at: datetime
    copies: int


class RegistrationService:
    """See the module. ``new_id`` makes UUIDv7 texts, ``entropy(n)`` random bytes, ``sign`` uses the device's key."""

    def __init__(
        self, vault: Vault, clock: Clock, remote: RemoteLookup, *, new_id: Callable[[], str],
        entropy: Callable[[int], bytes], sign: Callable[[bytes], str],
    ) -> None:  # fmt: skip
        self._vault, self._clock, self._remote = vault, clock, remote
        self._new_id, self._entropy, self._sign = new_id, entropy, sign

    # --- finding ------------------------------------------------------------------------------------------------------
    def find(self, nik: Nik) -> KnownPerson | Problem | None:
        """Who this is: from this station, else from SIKER. None: unknown as far as can be known now.

        A Problem when the person is known here but the record was already purged and SIKER cannot be asked.
        """
        with self._vault.read() as reader:
            person = reader.find_by_nik(nik)
        if person is not None and person.registration is not None and person.state is not RegistrationState.AWAITING:
            return self._known(person, person.registration)
        try:
            answer = self._remote(nik)
        except RemoteUnavailableError:
            if person is None:
                return None
            return self._known(person, person.registration) if person.registration is not None else Problem("record_at_siker")
        if answer.registration is None:
            return self._known(person, person.registration) if person and person.registration else None
        self._remember(answer.registration, answer)
        with self._vault.read() as reader:
            found = reader.find_by_nik(nik)
        return self._known(found, answer.registration) if found is not None else None

    def _remember(self, registration: Registration, answer: LookupAnswer) -> None:
        status = RegistrationStatus(
            registration_id=registration.registration_id, state=answer.state, reason=answer.reason,
            card_number=answer.card_number, card_state=answer.card_state, card_valid_until=answer.card_valid_until,
            placed_on=answer.placed_on,
        )  # fmt: skip
        with self._vault.begin() as unit:
            unit.put_known(
                registration, status, issued_on=answer.card_issued_on, copies=answer.copies, queue_code=answer.queue_code,
                language="id", at=self._clock.now(),
            )
            for application in answer.applications:
                unit.put_application_status(application, self._clock.now())

    def _known(self, person: PersonRecord, registration: Registration) -> KnownPerson:
        card = person.card
        state = card.state if card is not None else None
        if card is not None and state is Ak1State.VALID and card.valid_until < self._today():
            state = Ak1State.EXPIRED
        return KnownPerson(
            registration=registration, state="issued" if card is not None else person.state.value,
            queue_code=person.queue_code, reason=person.reason, card_number=card.number if card else "", card_state=state,
            card_issued_on=card.issued_on if card else None, card_valid_until=card.valid_until if card else None,
            copies=card.copies if card else person.proof_copies,
            reports=card.reports if card else (), placed_on=person.placed_on,
        )  # fmt: skip

    # --- registering --------------------------------------------------------------------------------------------------
    def register(self, asked: Register, photo: bytes | None) -> CardToPrint | ProofToPrint | Problem:
        """Record a finished draft; with enough assurance and a leased number, issue the card in the same transaction."""
        now, today = self._clock.now(), self._today()
        with self._vault.begin() as unit:
            identity = unit.identity()
            if identity is None:
                return Problem("not_enrolled")
            assert asked.draft.nik is not None
            before = unit.find_by_nik(asked.draft.nik)
            if before is not None and before.card is not None and before.card.state is Ak1State.VALID and not asked.renew \
                    and before.card.valid_until >= today:  # fmt: skip
                return Problem("already_has_card")
            if before is not None:
                registration_id = before.registration_id
            else:
                registration_id = asked.known.registration.registration_id if asked.known else self._new_id()
            registration = asked.draft.complete(registration_id)
            if registration is None:
                return Problem("answers_missing")
            if photo is not None and registration.foto_sha256:
                registration = replace(registration, foto_sha256=unit.put_photo(registration_id, photo))
            elif before is None:
                registration = replace(registration, foto_sha256="")
            policy = unit.policy()
            consents = self._consents(asked, registration, now)
            may_issue = asked.renew or _issue_policy(policy).may_issue(derive_assurance(asked.evidence))
            code = before.queue_code if before and before.queue_code else "" if may_issue else queue_code(self._entropy(6))
            unit.put_registration(
                registration, state=RegistrationState.VERIFIED if may_issue else RegistrationState.AWAITING,
                evidence=asked.evidence, consents=consents, language=asked.language, queue_code=code, at=now,
            )  # fmt: skip
            fact = (
                SeekerRegistered(registration, asked.evidence, consents, asked.language, code)
                if before is None and asked.known is None
                else SeekerUpdated(registration, asked.evidence, consents, asked.language)
            )
            unit.enqueue(fact, now)
            unit.audit("seeker.registered" if before is None else "seeker.updated", registration_id, now)
            if may_issue:
                superseded = before.card.number if asked.renew and before and before.card else ""
                card = self._issue(unit, identity, policy, registration, asked.evidence, superseded, now)
                if card is not None:
                    return CardToPrint(card, copies=0)
                code = code or queue_code(self._entropy(6))
            return ProofToPrint(registration, code, now, copies=before.proof_copies if before else 0)

    def _issue(
        self, unit: Unit, identity: StationIdentity, policy: StationPolicy, registration: Registration,
        evidence: tuple[Evidence, ...], superseded: str, now: datetime,
    ) -> Ak1 | None:  # fmt: skip
        today = local_day(now)
        serial = unit.next_serial(today)
        if serial is None:
            unit.audit("ak1.no_numbers", registration.registration_id, now)
            return None
        number = NumberPattern(policy.number_pattern).format(identity.region, today, serial.serial)
        until = valid_until(today)
        unit.put_card(number, registration.registration_id, serial.serial, serial.lease_id, today, until, superseded, now)
        unit.enqueue(
            Ak1Issued(
                registration.registration_id, registration.biodata.nik, number, serial.serial, serial.lease_id, today, until,
                derive_assurance(evidence).label, superseded,
            ),
            now,
        )  # fmt: skip
        unit.audit("ak1.issued", number, now)
        return self._card(identity, policy, registration, number, today, until, copies=0, supersedes=superseded)

    def print_known(self, known: KnownPerson, evidence: tuple[Evidence, ...]) -> CardToPrint | ProofToPrint | Problem:
        """What to print for somebody on record: the valid card again, the first card after verification, or the proof."""
        now = self._clock.now()
        with self._vault.begin() as unit:
            identity = unit.identity()
            if identity is None:
                return Problem("not_enrolled")
            person = unit.find_by_nik(known.registration.biodata.nik)
            if person is None:
                return Problem("record_at_siker")
            policy = unit.policy()
            if person.card is not None:
                card = self._card(
                    identity, policy, known.registration, person.card.number, person.card.issued_on, person.card.valid_until,
                    copies=person.card.copies, supersedes=person.card.supersedes,
                )  # fmt: skip
                return CardToPrint(card, person.card.copies)
            if person.state is RegistrationState.VERIFIED:
                seen = evidence if evidence else person.evidence
                issued = self._issue(unit, identity, policy, known.registration, seen, "", now)
                return CardToPrint(issued, copies=0) if issued is not None else Problem("no_numbers")
            return ProofToPrint(known.registration, person.queue_code, person.registered_at, person.proof_copies)

    def report_presence(self, known: KnownPerson) -> int | Problem:
        """Lapor on the row that is due today; the row's number (1 to 3)."""
        now, today = self._clock.now(), self._today()
        with self._vault.begin() as unit:
            person = unit.find_by_nik(known.registration.biodata.nik)
            if person is None or person.card is None:
                return Problem("record_at_siker")
            row = report_row(person.card.issued_on, person.card.reports, today)
            if row is None:
                return Problem("report_not_due")
            if unit.put_report(person.card.number, row, today, now):
                unit.enqueue(PresenceReported(person.registration_id, person.card.number, row, today), now)
                unit.audit("presence.reported", person.card.number, now)
            return row

    # --- parts --------------------------------------------------------------------------------------------------------
    def _card(
        self, identity: StationIdentity, policy: StationPolicy, registration: Registration, number: str, issued_on: date,
        until: date, *, copies: int, supersedes: str,
    ) -> Ak1:  # fmt: skip
        claim = CardClaim(number, until, identity.station)
        address = f"{policy.verify_base_url.rstrip('/')}/v/{claim.code(self._sign(claim.signed_bytes()))}"
        return Ak1(
            number, registration, issued_on, until, report_dates(issued_on), identity.station, address, copies + 1, supersedes
        )

    def _consents(self, asked: Register, registration: Registration, now: datetime) -> tuple[Consent, ...]:
        answers = dict(asked.consents)
        recorded = [
            Consent(purpose, answers.get(purpose, False), CONSENT_TEXT_VERSION, asked.language, now)
            for purpose in (Purpose.AK1_SERVICE, *CHOICES)
        ]
        if registration.disabilitas:
            recorded.append(Consent(Purpose.DISABILITY_SUPPORT, True, CONSENT_TEXT_VERSION, asked.language, now))
        return effective(recorded, registration.biodata.tanggal_lahir, self._today())

    def _today(self) -> date:
        return local_day(self._clock.now())


def _issue_policy(policy: StationPolicy) -> IssuePolicy:
    return IssuePolicy(IdentityLevel(policy.self_service_level), IdentityLevel(policy.with_officer_level))
