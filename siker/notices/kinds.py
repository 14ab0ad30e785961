"""Every letter the server may write, by name. What it says is in ``siker/notices/words.py``, with the values each one needs."""

from __future__ import annotations

from enum import StrEnum


class NoticeKind(StrEnum):
    """What a letter is about. The first group goes to firms, the second to job seekers, the third to any account."""

    FIRM_RECEIVED = "firm_received"
    FIRM_VERIFIED = "firm_verified"
    FIRM_RETURNED = "firm_returned"
    FIRM_CHANGE_ACCEPTED = "firm_change_accepted"
    FIRM_CHANGE_RETURNED = "firm_change_returned"
    FIRM_SUSPENDED = "firm_suspended"
    FIRM_CLOSED = "firm_closed"
    MEMBER_INVITED = "member_invited"
    VACANCY_PUBLISHED = "vacancy_published"
    VACANCY_RETURNED = "vacancy_returned"
    VACANCY_EXPIRING = "vacancy_expiring"
    VACANCY_ENDED = "vacancy_ended"
    APPLICATION_ARRIVED = "application_arrived"
    APPLICANT_WITHDREW = "applicant_withdrew"
    DECISION_REOPENED = "decision_reopened"

    APPLICATION_RECEIVED = "application_received"
    APPLICATION_INVITED = "application_invited"
    APPLICATION_HIRED = "application_hired"
    APPLICATION_NOT_HIRED = "application_not_hired"
    APPLICATION_WITHDRAWN = "application_withdrawn"
    APPLICATION_REOPENED = "application_reopened"
    VACANCY_CLOSED = "vacancy_closed"
    CANDIDATE_INVITED = "candidate_invited"
    REFERRAL_MADE = "referral_made"

    ACCOUNT_OPENED = "account_opened"
    CONTACT_CHANGED = "contact_changed"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - the name of a letter
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of a letter
    ERASURE_ASKED = "erasure_asked"
    ERASURE_REFUSED = "erasure_refused"
    DATA_ERASED = "data_erased"
