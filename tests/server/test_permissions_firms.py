"""Pages of firms by every role, by strangers, by staff, without their token, and with another firm's numbers in the address."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from siker import clock
from siker.accounts.models import Role, User
from siker.accounts.services import create_officer
from siker.audit.services import SYSTEM
from siker.employers.models import Firm, Member, MemberInvitation, MemberRole
from siker.vacancies.models import Vacancy, VacancyVersion
from tests.server.permissions_firms import ABOUT_ONE, ABOUT_PEOPLE, FIRM, Scene, scene
from tests.server.siker_firms import member, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SENT = {
    "putusan": "verifikasi", "cocok": "ya", "alasan": "x", "yakin": "ya", "role": "owner", "email": "lain@contoh.example.id", "title": "x",
    "sebab": "terisi", "sampai": "2027-01-01", "aksi": "ajukan", "baris": "x",
}  # fmt: skip


def addresses(given: dict[str, object]) -> dict[str, str]:
    """Every firm address with something real behind it."""
    made = {}
    for name in FIRM:
        wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
        made[name] = reverse(name, kwargs={key: given[key] for key in wanted})
    return made


def picture() -> list[object]:
    """Everything these pages could change."""
    rows: list[object] = []
    for kind in (Firm, Member, MemberInvitation, Vacancy, VacancyVersion):
        rows += list(kind.objects.order_by("pk").values())  # type: ignore[attr-defined]
    return [*rows, *User.objects.order_by("pk").values("username", "is_active", "password")]


@pytest.fixture
def here() -> Scene:
    """A firm with something behind every address."""
    return scene()


def test_a_stranger_sees_no_page_of_a_firm(here: Scene) -> None:
    before = picture()
    for name, address in addresses(here.given).items():
        for answer in (Client().get(address), Client().post(address, SENT)):
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith("/masuk/?next="), name
    assert picture() == before


@pytest.mark.parametrize("role", list(MemberRole))
def test_each_role_of_a_firm_opens_exactly_its_pages(role: MemberRole, here: Scene) -> None:
    client = signed_in(member(here.firm, role, 5))
    for name, address in addresses(here.given).items():
        roles, methods = FIRM[name]
        got = client.get(address)
        expected = 403 if role not in roles else 200 if "GET" in methods else 405
        assert got.status_code == expected, name
        assert expected != 200 or got.headers["Cache-Control"] == "no-store", name


@pytest.mark.parametrize("role", list(MemberRole))
def test_a_form_without_permission_or_token_changes_nothing(role: MemberRole, here: Scene) -> None:
    who = member(here.firm, role, 5)
    client, strict = signed_in(who), signed_in(who, strict=True)
    before = picture()
    for name, address in addresses(here.given).items():
        roles, methods = FIRM[name]
        assert strict.post(address, SENT).status_code == 403, name
        if role not in roles or "POST" not in methods:
            assert client.post(address, SENT).status_code == (403 if role not in roles else 405), name
    assert picture() == before


@pytest.mark.parametrize("role", [*Role, None])
def test_staff_and_accounts_without_a_task_are_no_members(role: Role | None, here: Scene) -> None:
    user = create_officer("akun.lain", "kalimat-panjang-42", frozenset({role} if role else ()), clock.now(), SYSTEM)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    before = picture()
    for name, address in addresses(here.given).items():
        assert client.get(address).status_code == 403, name
        assert client.post(address, SENT).status_code == 403, name
    assert picture() == before


def test_another_firms_numbers_lead_nowhere(here: Scene) -> None:
    there = scene(72)
    client = signed_in(here.owner)
    before = picture()
    foreign = addresses(there.given)
    for name in sorted(ABOUT_ONE | ABOUT_PEOPLE):
        method = client.post if "POST" in FIRM[name][1] else client.get
        assert method(foreign[name], SENT).status_code == 404, name
        assert client.get(foreign[name]).status_code in {404, 405}, name
    assert picture() == before
    for name in sorted(ABOUT_ONE):
        assert client.post(reverse(name, kwargs={"vacancy_id": "tidak-ada\x00"}), SENT).status_code in {404, 405}, name


def test_lists_show_the_own_firm_only(here: Scene) -> None:
    there = scene(72)
    client = signed_in(here.owner)
    for name in ("firm_home", "firm_vacancies", "firm_members"):
        page = client.get(reverse(name)).content.decode()
        assert here.firm.name in page or here.vacancy.number in page, name
        for secret in (there.firm.name, there.vacancy.number, there.owner.user.username):
            assert secret not in page, (name, secret)


def test_people_of_a_firm_see_no_desk_page(here: Scene) -> None:
    client = signed_in(here.owner)
    for name in ("officer_firms", "officer_vacancies", "desk", "queue"):
        assert client.get(reverse(name)).status_code == 403, name
    assert client.post(reverse("officer_firm_decide", kwargs={"firm_id": here.firm.pk}), SENT).status_code == 403
    assert client.post(reverse("officer_vacancy_decide", kwargs={"vacancy_id": here.vacancy.pk}), SENT).status_code == 403


def test_whoever_was_removed_is_out_at_once(here: Scene) -> None:
    client = signed_in(here.colleague)
    assert client.get(reverse("firm_home")).status_code == 200
    signed_in(here.owner).post(reverse("member_remove", kwargs={"member_id": here.colleague.pk}))
    assert client.get(reverse("firm_home")).status_code == 302
