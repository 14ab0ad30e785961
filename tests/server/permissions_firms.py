"""Who may open the pages of firms and their vacancies, and something real behind each. The walk over all addresses takes its tables here."""

from __future__ import annotations

from dataclasses import dataclass

from siker import clock
from siker.accounts.models import Role
from siker.employers import members
from siker.employers.models import Firm, Member, MemberRole
from siker.vacancies.models import Vacancy
from tests.server.siker_firms import firm, member, offer, published, submitted, written

PEOPLE = frozenset({Role.OFFICER, Role.ADMIN})
ANY_MEMBER = frozenset(MemberRole)
RECRUITERS = frozenset({MemberRole.OWNER, MemberRole.RECRUITER})
OWNERS = frozenset({MemberRole.OWNER})

# name: (allowed roles, methods)
DESK: dict[str, tuple[frozenset[Role], str]] = {
    "officer_firms": (PEOPLE, "GET"),
    "officer_firm": (PEOPLE, "GET"),
    "officer_firm_decide": (PEOPLE, "POST"),
    "officer_vacancies": (PEOPLE, "GET"),
    "officer_vacancy": (PEOPLE, "GET"),
    "officer_vacancy_decide": (PEOPLE, "POST"),
}
FIRM: dict[str, tuple[frozenset[MemberRole], str]] = {
    "firm_home": (ANY_MEMBER, "GET"),
    "firm_edit": (OWNERS, "GET POST"),
    "firm_leave": (OWNERS, "GET POST"),
    "firm_members": (OWNERS, "GET"),
    "member_invite": (OWNERS, "POST"),
    "member_invite_cancel": (OWNERS, "POST"),
    "member_role": (OWNERS, "POST"),
    "member_remove": (OWNERS, "POST"),
    "firm_vacancies": (ANY_MEMBER, "GET"),
    "vacancy_new": (RECRUITERS, "GET POST"),
    "vacancy_import": (RECRUITERS, "GET POST"),
    "vacancy_import_save": (RECRUITERS, "POST"),
    "vacancy_template": (RECRUITERS, "GET"),
    "own_vacancy": (ANY_MEMBER, "GET"),
    "vacancy_edit": (RECRUITERS, "GET POST"),
    "vacancy_submit": (RECRUITERS, "POST"),
    "vacancy_copy": (RECRUITERS, "POST"),
    "vacancy_discard": (RECRUITERS, "POST"),
    "vacancy_extend": (RECRUITERS, "POST"),
    "vacancy_close": (RECRUITERS, "POST"),
}
OPEN = {"firm_register", "member_join"}
"""Forms for people without an account; they write only what such a person may: a new firm, a place in the firm that invited."""
ABOUT_ONE = {"own_vacancy", "vacancy_edit", "vacancy_submit", "vacancy_copy", "vacancy_discard", "vacancy_extend", "vacancy_close"}
ABOUT_PEOPLE = {"member_role", "member_remove", "member_invite_cancel"}


@dataclass(frozen=True, slots=True)
class Scene:
    """A firm with its people, a public vacancy and one that waits; ``given`` holds the parts of the addresses."""

    firm: Firm
    owner: Member
    colleague: Member
    vacancy: Vacancy
    given: dict[str, object]


def scene(n: int = 71) -> Scene:
    """Something real behind every address."""
    of = firm(n)
    owner, colleague = member(of, MemberRole.OWNER, 91), member(of, MemberRole.VIEWER, 92)
    row = published(of)
    submitted(of, offer(of, title="Kasir"))
    written(of, offer(of, title="Satpam"))
    invitation, link = members.invite(of.pk, f"baru{n}@contoh.example.id", MemberRole.VIEWER, owner.user, clock.now())
    given: dict[str, object] = {
        "firm_id": of.pk, "vacancy_id": row.pk, "member_id": colleague.pk, "invitation_id": invitation.pk,
        "code": link.rstrip("/").rpartition("/")[2],
    }  # fmt: skip
    return Scene(of, owner, colleague, row, given)
