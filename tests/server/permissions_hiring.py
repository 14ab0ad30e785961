"""Who may open the pages of hiring, and something real behind each of them. The walk over all addresses takes its tables from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.urls import get_resolver, reverse

from siker import clock
from siker.accounts.models import Role
from siker.ak1.models import Registration
from siker.applications import referrals
from siker.applications.models import Application, Candidate, ReferralKind
from siker.employers.models import Firm, MemberRole
from siker.vacancies.models import Vacancy
from siker.vault import candidate_key
from tests.server.siker_hiring import NOW, let_employers_look, made_firm, made_vacancy, submitted
from tests.server.siker_people import registration
from tests.server.test_siker_ingest import enrolled, officer, push

PEOPLE = frozenset({Role.OFFICER, Role.ADMIN})
ANY_MEMBER = frozenset(MemberRole)
RECRUITERS = frozenset({MemberRole.OWNER, MemberRole.RECRUITER})

# name: (allowed roles, methods)
DESK: dict[str, tuple[frozenset[Role], str]] = {
    "desk_applications": (PEOPLE, "GET"),
    "desk_application": (PEOPLE, "GET"),
    "reopen_application": (PEOPLE, "POST"),
    "registration_applications": (PEOPLE, "GET"),
    "refer": (PEOPLE, "GET POST"),
    "referral_pdf": (PEOPLE, "GET"),
    "referral_result": (PEOPLE, "POST"),
}
FIRM: dict[str, tuple[frozenset[MemberRole], str]] = {
    "firm_applications": (ANY_MEMBER, "GET"),
    "firm_application": (ANY_MEMBER, "GET"),
    "firm_application_cv": (ANY_MEMBER, "GET"),
    "firm_applications_csv": (RECRUITERS, "GET"),
    "firm_invite": (RECRUITERS, "POST"),
    "firm_hire": (RECRUITERS, "POST"),
    "firm_not_hire": (RECRUITERS, "POST"),
    "firm_not_hire_rest": (RECRUITERS, "POST"),
    "firm_candidates": (RECRUITERS, "GET"),
    "firm_candidate_search": (RECRUITERS, "GET"),
    "firm_candidate": (RECRUITERS, "GET"),
    "firm_candidate_invite": (RECRUITERS, "POST"),
}


FILLED = {
    "tanggal": f"{clock.today(clock.now()) + timedelta(days=9):%Y-%m-%d}", "jam": "09:00", "tempat": "Jl. Contoh Industri 1",
    "mulai": f"{clock.today(clock.now()):%Y-%m-%d}", "alasan": "requirements", "catatan": "", "hasil": "hired", "surat": "ak5", "lowongan": "x",
    "yakin": "ya",
}  # fmt: skip
"""What every form of hiring takes."""


def address(name: str, given: dict[str, str]) -> str:
    """The address of a page with the parts it takes."""
    wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    return reverse(name, kwargs={key: given[key] for key in wanted})


@dataclass(frozen=True, slots=True)
class Scene:
    """A firm with an applicant and a candidate, and a letter of the office."""

    firm: Firm
    vacancy: Vacancy
    application: Application
    applicant: Registration
    candidate: Candidate
    given: dict[str, str]


def scene(n: int = 1, firm: Firm | None = None) -> Scene:
    """Something real behind every address; ``given`` holds the parts of the addresses."""
    twin, station = enrolled(f"S{n}")
    firm = firm or made_firm(n)
    vacancy = made_vacancy(firm, n)
    person, other = registration(10 * n + 1), registration(10 * n + 2, name="Contoh Melatiwati")
    push(station, twin.registered(person), twin.op(submitted(person, vacancy), NOW), let_employers_look(twin, other))
    row = Registration.objects.get(pk=person.registration_id)
    letter = referrals.refer(row, vacancy.pk, ReferralKind.AK5, None, "", "", officer(f"surat{n}"), NOW)
    candidate = Candidate.objects.get(pk=other.registration_id)
    application = Application.objects.get(registration=row)
    given = {
        "application_id": application.pk, "vacancy_id": vacancy.pk, "key": candidate_key(candidate.pk, vacancy.pk),
        "registration_id": row.pk, "referral_id": letter.pk,
    }  # fmt: skip
    return Scene(firm, vacancy, application, row, candidate, given)
