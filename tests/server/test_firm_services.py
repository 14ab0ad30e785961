"""Firms and their people: registering, what an officer decides, changes that wait, invitations, leaving."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.vacancy import VacancyState
from siker import clock
from siker.accounts.models import Role, User
from siker.accounts.services import create_officer
from siker.audit.models import Entry
from siker.audit.services import SYSTEM
from siker.employers import members, services
from siker.employers.form import Account, FirmFacts, facts_of
from siker.employers.models import Firm, FirmState, Member, MemberInvitation, MemberRole, firms_wait
from siker.feed.models import FeedRow
from siker.vacancies.models import Vacancy
from tests.server.siker_firms import firm, member, offer, published, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
FACTS = FirmFacts(
    "9999000000777", "CONTOH Mebel", "swasta", "C", False, "Jl. Contoh 7", "33.74.16.1003", "+62248000777", "hrd@mebel.example.id", "",
    "Contoh Sari", "",
)  # fmt: skip


def account(n: int = 1) -> Account:
    """Somebody new."""
    return Account("Contoh Sari", f"sari{n}@mebel.example.id", "kalimat-panjang-42")


@pytest.fixture
def officer() -> User:
    """Whoever decides."""
    return create_officer("petugas.putus", "kalimat-panjang-42", frozenset({Role.OFFICER}), clock.now(), SYSTEM)


def test_a_new_firm_waits_and_shows_nothing() -> None:
    made = services.register(FACTS, account(), "33.74", clock.now())
    assert (made.role, made.firm.state, made.firm.is_public, firms_wait()) == (MemberRole.OWNER, FirmState.PENDING, False, 1)
    assert made.user.check_password("kalimat-panjang-42")
    assert made.user.password.startswith("argon2")
    assert Entry.objects.filter(action="firm_registered", subject=f"perusahaan/{made.firm_id}").count() == 1
    assert "mebel" not in str(list(Entry.objects.values())).lower()


def test_a_number_and_an_address_are_taken_once() -> None:
    services.register(FACTS, account(), "33.74", clock.now())
    with pytest.raises(services.FirmStepError) as taken:
        services.register(FACTS, account(2), "33.74", clock.now())
    assert taken.value.part == "nib"
    with pytest.raises(services.FirmStepError) as known:
        services.register(replace(FACTS, nib="9999000000778"), replace(account(), email="SARI1@mebel.example.id"), "33.74", clock.now())
    assert known.value.part == "account_email"
    assert (Firm.objects.count(), User.objects.count(), Member.objects.count()) == (1, 1, 1)


def test_an_officer_sees_what_is_odd_about_a_firm() -> None:
    services.register(FACTS, account(), "33.74", clock.now())
    twin = services.register(
        replace(FACTS, nib="9999000000779", email="mebel@gmail.com", kode="33.22.01.2001"), account(2), "33.74", clock.now()
    )
    assert [flag["code"] for flag in twin.firm.flags] == ["free_mail", "same_phone", "same_name", "outside"]


def test_verify_return_suspend(officer: User) -> None:
    of = services.register(FACTS, account(), "33.74", clock.now()).firm
    of = services.send_back(of.pk, "NIB belum cocok", SYSTEM, officer.pk, clock.now())
    assert (of.state, of.reason, firms_wait()) == (FirmState.RETURNED, "NIB belum cocok", 0)
    assert services.change(of.pk, facts_of(of), SYSTEM, clock.now())
    of = services.verify(of.pk, SYSTEM, officer.pk, clock.now())
    assert (of.state, of.is_public, of.reason, of.decided_by_id) == (FirmState.VERIFIED, True, "", officer.pk)
    with pytest.raises(services.FirmStepError):
        services.verify(of.pk, SYSTEM, officer.pk, clock.now())
    row, waits = published(of), submitted(of, offer(of, title="Kasir"))
    services.suspend(of.pk, "Memungut biaya", SYSTEM, officer.pk, clock.now())
    row.refresh_from_db()
    waits.refresh_from_db()
    assert (row.state, row.close_reason, waits.state) == (VacancyState.CLOSED, "officer", VacancyState.DRAFT)
    assert FeedRow.objects.get(entity="vacancy", entity_id=row.pk).op == "del"
    assert services.verify(of.pk, SYSTEM, officer.pk, clock.now()).is_public


def test_a_verified_firms_change_waits_and_then_reaches_its_vacancies(officer: User) -> None:
    of = firm()
    row = published(of)
    renamed = replace(facts_of(of), name="CONTOH Garmen Baru", phone="+62248000123")
    assert services.change(of.pk, renamed, SYSTEM, clock.now())
    of.refresh_from_db()
    assert (of.name, of.proposed, firms_wait()) == ("CONTOH Garmen 1", {"name": "CONTOH Garmen Baru", "phone": "+62248000123"}, 1)
    assert not services.change(of.pk, renamed, SYSTEM, clock.now())
    of = services.verify(of.pk, SYSTEM, officer.pk, clock.now())
    row.refresh_from_db()
    assert (of.name, of.phone, of.proposed, row.employer, row.content["employer"]) == (
        "CONTOH Garmen Baru", "+62248000123", {}, "CONTOH Garmen Baru", "CONTOH Garmen Baru",
    )  # fmt: skip
    assert b"CONTOH Garmen Baru" in bytes(FeedRow.objects.get(entity="vacancy", entity_id=row.pk).payload)


def test_a_returned_change_keeps_the_firm_as_it_is(officer: User) -> None:
    of = firm()
    services.change(of.pk, replace(facts_of(of), name="Lain"), SYSTEM, clock.now())
    of = services.send_back(of.pk, "Nama tidak sesuai NIB", SYSTEM, officer.pk, clock.now())
    assert (of.state, of.name, of.proposed, of.reason) == (FirmState.VERIFIED, "CONTOH Garmen 1", {}, "Nama tidak sesuai NIB")


def test_taking_a_change_back_leaves_nothing_waiting() -> None:
    of = firm()
    before = facts_of(of)
    services.change(of.pk, replace(before, name="Lain"), SYSTEM, clock.now())
    services.change(of.pk, before, SYSTEM, clock.now())
    assert (Firm.objects.get().proposed, firms_wait()) == ({}, 0)


def test_a_firm_leaves_with_open_vacancies() -> None:
    of = firm()
    row = published(of)
    owner = member(of)
    members.invite(of.pk, "baru@contoh.example.id", MemberRole.VIEWER, owner.user, clock.now())
    services.close(of.pk, SYSTEM, clock.now())
    row.refresh_from_db()
    assert (Firm.objects.get().state, row.state, row.close_reason) == (FirmState.CLOSED, VacancyState.CLOSED, "firm_gone")
    assert not MemberInvitation.objects.exists()
    assert Vacancy.objects.count() == 1
    with pytest.raises(services.FirmStepError):
        services.close(of.pk, SYSTEM, clock.now())


# --- People ----------------------------------------------------------------------------------------------------------
def code_of(link: str) -> str:
    """The code in a link."""
    return link.rstrip("/").rpartition("/")[2]


def test_an_invitation_works_once_and_its_address_lies_sealed() -> None:
    of = firm()
    owner = member(of)
    made, link = members.invite(of.pk, "rekan@contoh.example.id", MemberRole.RECRUITER, owner.user, clock.now())
    assert b"rekan@contoh" not in bytes(made.sealed_email)
    assert code_of(link) not in str(MemberInvitation.objects.values().get())
    assert members.address_of(members.find(code_of(link), clock.now())) == "rekan@contoh.example.id"
    joined = members.join(code_of(link), Account("Contoh Rekan", "rekan@contoh.example.id", "kalimat-panjang-42"), clock.now())
    assert (joined.firm_id, joined.role) == (of.pk, MemberRole.RECRUITER)
    with pytest.raises(members.InvitationGoneError):
        members.join(code_of(link), account(9), clock.now())


def test_an_invitation_ends_after_a_week_or_when_withdrawn_or_replaced() -> None:
    of = firm()
    owner = member(of)
    made, link = members.invite(of.pk, "rekan@contoh.example.id", MemberRole.VIEWER, owner.user, clock.now())
    with pytest.raises(members.InvitationGoneError):
        members.find(code_of(link), clock.now() + timedelta(days=7))
    _, second = members.invite(of.pk, "Rekan@contoh.example.id", MemberRole.VIEWER, owner.user, clock.now())
    with pytest.raises(members.InvitationGoneError):
        members.find(code_of(link), clock.now())
    assert not members.cancel(firm(2).pk, MemberInvitation.objects.get().pk, owner.user, clock.now())
    assert members.cancel(of.pk, MemberInvitation.objects.get().pk, owner.user, clock.now())
    with pytest.raises(members.InvitationGoneError):
        members.find(code_of(second), clock.now())
    with pytest.raises(members.InvitationGoneError):
        members.find("tebakan", clock.now())
    assert made.role == MemberRole.VIEWER


def test_somebody_who_may_do_everything_always_stays() -> None:
    of = firm()
    owner, other = member(of), member(of, MemberRole.RECRUITER)
    for step in (
        lambda: members.remove(of.pk, owner.pk, owner.user, clock.now()),
        lambda: members.set_role(of.pk, owner.pk, MemberRole.VIEWER, owner.user, clock.now()),
    ):
        with pytest.raises(services.FirmStepError, match="pengurus"):
            step()
    members.set_role(of.pk, other.pk, MemberRole.OWNER, owner.user, clock.now())
    members.remove(of.pk, owner.pk, owner.user, clock.now())
    assert [item.pk for item in of.members.all()] == [other.pk]
    owner.user.refresh_from_db()
    assert not owner.user.is_active


def test_whoever_was_removed_can_be_invited_again_and_nobody_elses_account_is_taken() -> None:
    of = firm()
    owner, other = member(of), member(of, MemberRole.RECRUITER)
    address = other.user.username
    members.remove(of.pk, other.pk, owner.user, clock.now())
    _, link = members.invite(of.pk, address, MemberRole.VIEWER, owner.user, clock.now())
    again = members.join(code_of(link), Account("Contoh Lagi", address, "kalimat-lain-4242"), clock.now())
    assert (again.user_id, again.user.is_active, again.user.check_password("kalimat-lain-4242")) == (other.user_id, True, True)
    there = member(firm(2))
    _, trap = members.invite(of.pk, there.user.username, MemberRole.VIEWER, owner.user, clock.now())
    with pytest.raises(services.FirmStepError):
        members.join(code_of(trap), Account("x", there.user.username, "kalimat-lain-4242"), clock.now())
    there.user.refresh_from_db()
    assert there.user.check_password("kalimat-panjang-42")
