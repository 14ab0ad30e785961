"""Use cases around applications: apply, take back, list. Each act is one durable transaction: row, fact, consent and audit.

One person applies to one vacancy once, whatever this station was told late: the id follows from both, and applying again
after a withdrawal is the next attempt. Only what the person saw and ticked is sent.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from domain.applications import (
    ApplicationState,
    Invitation,
    application_id,
    application_number,
    claim_code,
)
from domain.consent import Consent, effective
from domain.facts import ApplicationSubmitted, ApplicationWithdrawn
from domain.problems import Problem
from domain.seeker import Registration
from domain.visit.events import Event
from domain.visit.jobs_events import (
    AlreadyApplied,
    ApplicationMade,
    ApplicationWithdrawnHere,
    ApplyFailed,
    MyApplicationsReady,
    SubmitApplication,
    WithdrawApplication,
)
from domain.visit.jobs_state import AskedToApply, MyApplication
from kiosk.clock import Clock, local_day
from kiosk.services.jobs import JobSearch
from kiosk.services.registering import RemoteLookup, RemoteUnavailableError
from kiosk.store.port import ApplicationRecord, RegistrationState, Unit, Vault
from sync.wire.messages import ApplicationStatus, LookupAnswer

log = logging.getLogger(__name__)
CONSENT_TEXT_VERSION = "2026-12"
"""Of ``page.apply.consent``: what the button that sends says it means."""


def _not_waited_for(op_id: str) -> bool:
    return False


class ApplicationService:
    """See the module. ``entropy(n)`` gives random bytes; ``sent_soon(op_id)`` waits briefly for SIKER to take a fact."""

    def __init__(
        self, vault: Vault, clock: Clock, index: JobSearch, remote: RemoteLookup, *,
        entropy: Callable[[int], bytes], sent_soon: Callable[[str], bool] = _not_waited_for,
    ) -> None:  # fmt: skip
        self._vault, self._clock, self._index, self._remote = vault, clock, index, remote
        self._entropy, self._sent_soon = entropy, sent_soon

    # --- applying -----------------------------------------------------------------------------------------------------
    def submit(self, asked: SubmitApplication) -> Event:
        """Record an application. A vacancy that closed, as far as is known here, takes none any more."""
        now, today = self._clock.now(), self._today()
        vacancy_id = asked.hit.vacancy.vacancy_id
        open_now = self._index.get(vacancy_id, "", today)
        if open_now is None or not open_now.vacancy.open_on(today):
            return ApplyFailed(Problem("vacancy_closed"))
        with self._vault.begin() as unit:
            refused = self._refusal(unit, asked.registration)
            if refused is not None:
                return ApplyFailed(refused)
            consents = self._consent(asked, now, today)
            if not all(item.granted for item in consents):
                return ApplyFailed(Problem("apply_guardian"))
            before = unit.application(application_id(asked.registration.registration_id, vacancy_id))
            if before is not None and before.state is not ApplicationState.WITHDRAWN:
                return AlreadyApplied(_mine(_named(before, asked)))
            record = self._record(asked, before, now)
            op_id = self._write(unit, asked, record, consents, now)
        waiting = not self._sent_soon(op_id)
        return ApplicationMade(_mine(replace(record, waiting=waiting)), record.claim_code)

    def _refusal(self, unit: Unit, registration: Registration) -> Problem | None:
        person = unit.person(registration.registration_id)
        if unit.identity() is None:
            return Problem("not_enrolled")
        if person is None or person.registration is None:
            return Problem("record_at_siker")
        return Problem("apply_rejected") if person.state is RegistrationState.REJECTED else None

    def _consent(self, asked: SubmitApplication, now: datetime, today: date) -> tuple[Consent, ...]:
        told = Consent(asked.purpose, True, CONSENT_TEXT_VERSION, asked.language, now)
        return effective((told,), asked.registration.biodata.tanggal_lahir, today)

    def _record(self, asked: SubmitApplication, before: ApplicationRecord | None, now: datetime) -> ApplicationRecord:
        vacancy, who = asked.hit.vacancy, asked.registration.registration_id
        return ApplicationRecord(
            application_id=application_id(who, vacancy.vacancy_id), registration_id=who, vacancy_id=vacancy.vacancy_id,
            attempt=before.attempt + 1 if before is not None else 1, state=ApplicationState.SENT, at=now, waiting=True,
            number=(before.number if before is not None else "") or application_number(self._entropy(6)), title=vacancy.title,
            employer=vacancy.employer, claim_code=claim_code(self._entropy(12)), vacancy=vacancy,
        )  # fmt: skip

    def _write(
        self, unit: Unit, asked: SubmitApplication, record: ApplicationRecord, consents: tuple[Consent, ...], now: datetime
    ) -> str:
        op_id = unit.enqueue(
            ApplicationSubmitted(
                application_id=record.application_id, registration_id=record.registration_id, vacancy_id=record.vacancy_id,
                number=record.number, attempt=record.attempt, cv=asked.cv, consents=consents, language=asked.language,
                submitted_at=now, claim_code=record.claim_code,
            ),
            now,
        )  # fmt: skip
        unit.put_application(record, op_id, now)
        unit.audit("application.submitted", record.application_id, now, f"attempt {record.attempt}")
        return op_id

    # --- taking back --------------------------------------------------------------------------------------------------
    def withdraw(self, asked: WithdrawApplication) -> Event:
        """Take an application back; what the employer decided stands.

        The fact names this registration's own application, also when the one shown was made under an earlier registration.
        """
        now = self._clock.now()
        own = application_id(asked.registration_id, asked.application.vacancy_id)
        with self._vault.begin() as unit:
            if unit.person(asked.registration_id) is None:
                return ApplyFailed(Problem("record_at_siker"))
            before = unit.application(own)
            if before is not None and before.state.is_decided:
                return ApplyFailed(Problem("application_decided"))
            if before is not None and before.state is ApplicationState.WITHDRAWN and before.number:
                return ApplicationWithdrawnHere(_as_shown(before, asked))
            record = _withdrawn(asked, own, before, now)
            op_id = unit.enqueue(
                ApplicationWithdrawn(record.application_id, record.registration_id, record.vacancy_id, record.attempt, now), now
            )
            unit.put_application(record, op_id, now)
            unit.audit("application.withdrawn", record.application_id, now, f"attempt {record.attempt}")
        return ApplicationWithdrawnHere(_as_shown(replace(record, waiting=not self._sent_soon(op_id)), asked))

    # --- listing ------------------------------------------------------------------------------------------------------
    def held(self, registration: Registration) -> Event:
        """A person's applications as far as this station holds them; at once."""
        with self._vault.read() as reader:
            return MyApplicationsReady(_shown(reader.applications(registration.registration_id)))

    def mine(self, registration: Registration) -> Event:
        """As above, with what SIKER knows when it can be asked; takes as long as the network."""
        answer = self._ask(registration)
        statuses = answer.applications if answer is not None else []
        with self._vault.begin() as unit:
            for status in statuses:
                unit.put_application_status(status, self._clock.now())
            held = unit.applications(registration.registration_id)
        known = {record.application_id for record in held}
        told = (_told(status) for status in statuses if status.application_id not in known)
        shown = _shown((*held, *(record for record in told if record is not None)))
        return MyApplicationsReady(shown, _asked(answer) if answer is not None else None)

    def _ask(self, registration: Registration) -> LookupAnswer | None:
        try:
            return self._remote(registration.biodata.nik)
        except RemoteUnavailableError:
            return None

    # --- paper --------------------------------------------------------------------------------------------------------
    def record(self, key: str) -> ApplicationRecord | None:
        """What this station holds of one application."""
        with self._vault.read() as reader:
            return reader.application(key)

    def _today(self) -> date:
        return local_day(self._clock.now())


def _asked(answer: LookupAnswer) -> tuple[AskedToApply, ...]:
    return tuple(AskedToApply(item.vacancy_id, item.title, item.employer, item.at) for item in answer.invitations)


def _as_shown(record: ApplicationRecord, asked: WithdrawApplication) -> MyApplication:
    return replace(_mine(record), application_id=asked.application.application_id)


def _withdrawn(asked: WithdrawApplication, own_id: str, before: ApplicationRecord | None, now: datetime) -> ApplicationRecord:
    item = asked.application
    if before is not None:
        own = replace(before, number=before.number or item.number, title=before.title or item.title, employer=before.employer or item.employer)
        return replace(own, attempt=max(before.attempt, item.attempt), state=ApplicationState.WITHDRAWN, at=now, waiting=True)
    return ApplicationRecord(
        application_id=own_id, registration_id=asked.registration_id, vacancy_id=item.vacancy_id,
        attempt=item.attempt, state=ApplicationState.WITHDRAWN, at=now, waiting=True, number=item.number, title=item.title,
        employer=item.employer, same_as="" if item.application_id == own_id else item.application_id,
    )  # fmt: skip


def _named(record: ApplicationRecord, asked: SubmitApplication) -> ApplicationRecord:
    """A standing whose names were shredded, named again by the vacancy on the screen."""
    vacancy = asked.hit.vacancy
    return replace(record, title=record.title or vacancy.title, employer=record.employer or vacancy.employer)


def _mine(record: ApplicationRecord) -> MyApplication:
    invited = record.state is ApplicationState.INVITED and record.invited_at is not None
    return MyApplication(
        application_id=record.application_id, vacancy_id=record.vacancy_id, number=record.number, title=record.title,
        employer=record.employer, state=record.state, at=record.at, attempt=record.attempt, reason=record.reason,
        invitation=Invitation(record.invited_at, record.invited_place) if invited and record.invited_at else None,
        waiting=record.waiting,
    )  # fmt: skip


def _shown(records: tuple[ApplicationRecord, ...]) -> tuple[MyApplication, ...]:
    """Newest first; what goes on under another number is told once, with the last wish made here."""
    ids = {record.application_id for record in records}
    wishes = {record.same_as: record for record in records if record.same_as and record.waiting}
    kept = [
        replace(record, state=wish.state, at=wish.at, waiting=True) if (wish := wishes.get(record.application_id)) else record
        for record in records
        if record.same_as not in ids
    ]
    return tuple(_mine(record) for record in sorted(kept, key=lambda item: item.at, reverse=True))


def _told(status: ApplicationStatus) -> ApplicationRecord | None:
    try:
        state = ApplicationState(status.state)
    except ValueError:
        return None  # a newer server's word
    return ApplicationRecord(
        application_id=status.application_id, registration_id=status.registration_id, vacancy_id=status.vacancy_id,
        attempt=status.attempt, state=state, at=status.at, waiting=False, number=status.number, title=status.title,
        employer=status.employer, reason=status.reason, invited_at=status.invited_at, invited_place=status.invited_place,
        same_as=status.same_as,
    )  # fmt: skip
