"""Every address of the resolver, by every role, a stranger, and a form without its token. A new address must be entered here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from domain.rights import Topic
from siker import clock
from siker.accounts.models import Role, User
from siker.accounts.services import create_officer
from siker.ak1.models import CardConflict
from siker.audit.services import SYSTEM
from siker.ingest.models import OpReceipt, StrayOp
from sync.wire.errors import ErrorCode
from tests.server import permissions_firms, permissions_hiring, permissions_public, permissions_seekers
from tests.server.siker_people import nik, registration
from tests.server.test_siker_ingest import enrolled, picture, push

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PEOPLE = frozenset({Role.OFFICER, Role.ADMIN})
EVERYONE = frozenset(Role)
NOBODY_YET: frozenset[Role] = frozenset()

# name: (allowed roles, methods)
DESK: dict[str, tuple[frozenset[Role], str]] = {
    "desk": (EVERYONE, "GET"),
    "queue": (PEOPLE, "GET POST"),
    "registration": (PEOPLE, "GET"),
    "photo": (PEOPLE, "GET"),
    "verify": (PEOPLE, "POST"),
    "reject": (PEOPLE, "POST"),
    "correct": (PEOPLE, "GET POST"),
    "withdraw": (PEOPLE, "POST"),
    "conflicts": (PEOPLE, "GET"),
    "resolve": (PEOPLE, "POST"),
    "parked": (PEOPLE, "GET"),
    "accept": (PEOPLE, "POST"),
    "close": (PEOPLE, "POST"),
    "close_stray": (PEOPLE, "POST"),
    "tickets": (EVERYONE, "GET"),
    "ticket_done": (EVERYONE, "POST"),
    "stations": (EVERYONE, "GET"),
    "create_code": (frozenset({Role.TECHNICIAN, Role.ADMIN}), "POST"),
    "approve": (PEOPLE, "POST"),
    "revoke": (EVERYONE, "POST"),
    "journal": (frozenset({Role.ADMIN}), "GET"),
    **permissions_firms.DESK,
    **permissions_hiring.DESK,
    **permissions_seekers.DESK,
}
# People of a firm and seekers: their walks are in the tests of each room; here only that no address is forgotten.
MEMBERS = {*permissions_firms.FIRM, *permissions_hiring.FIRM}
SEEKERS = {*permissions_seekers.SEEKER, *permissions_seekers.SIGNED_IN}
OPEN_FORMS = {*permissions_firms.OPEN, *permissions_seekers.ACCOUNT_OPEN}  # open to people without an account
PUBLIC = {"front", "verify_card", "robots", "rights", "rights_list", *permissions_public.PUBLIC}
PUBLIC_FORMS = {"rights_topic"}  # open to anybody by POST: they keep nothing
ACCOUNT_OPEN = {"account_login", "account_logout", "account_inactive"}
ACCOUNT = {
    "home",
    "account_reauthenticate", "account_change_password", "mfa_authenticate", "mfa_reauthenticate", "mfa_index", "mfa_activate_totp",
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
}  # fmt: skip
DEVICE = {"health", "enrol", "self", "head", "changes", "ops", "op", "lease", "lookup", "blob", "heartbeat", "snapshot", "snapshot_file", "nowhere"}


def walk(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, str]]:
    """Namespace and name of every address."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, pattern.namespace or space)
        else:
            assert pattern.name, pattern
            yield space, pattern.name


def test_every_address_is_in_the_tables() -> None:
    found = set(walk(get_resolver().url_patterns))
    expected = {("", name) for name in {*DESK, *PUBLIC, *PUBLIC_FORMS, *ACCOUNT_OPEN, *ACCOUNT, *MEMBERS, *SEEKERS, *OPEN_FORMS}} | {
        ("device", name) for name in DEVICE
    }
    assert found == expected


@pytest.fixture
def addresses() -> dict[str, str]:
    """Every desk address with something real behind it."""
    (one, station_one), (two, station_two) = enrolled("A"), enrolled("B")
    here, there = registration(person=nik(7)), registration(person=nik(7))
    push(station_one, one.registered(here), one.op(one.card_fact(here)))
    push(station_two, two.registered(there), two.op(two.card_fact(there)))
    who = registration(8)
    push(station_one, one.registered(who, code="K7F-3RA", kinds=()), one.op(replace(one.card_fact(who), lease_id="x")))
    from domain.facts import HelpRequested

    help_op = one.op(HelpRequested("t-1", "p", clock.now()))
    push(station_one, help_op)
    import msgspec

    push(station_one, msgspec.structs.replace(help_op, body={**help_op.body, "page": "q"}))
    given = {
        "registration_id": who.registration_id, "conflict_id": CardConflict.objects.get().pk, "ticket": "t-1",
        "device_id": station_one.pk, "stray_id": StrayOp.objects.get().pk,
        "op_id": OpReceipt.objects.get(status="parked", reason="no_outside_lease").pk,
    }  # fmt: skip
    for room in (permissions_firms, permissions_hiring, permissions_seekers):
        given = {**room.scene().given, **given}
    made = {}
    for name in DESK:
        possible = get_resolver().reverse_dict.getlist(name)
        wanted = possible[0][0][0][1]
        made[name] = reverse(name, kwargs={key: given[key] for key in wanted})
    return made


def client_of(role: Role | None, *, strict: bool = False) -> Client:
    """Somebody with a role; None has an account and no role."""
    name = f"akun.{role.value.lower() if role else 'tanpa'}.{strict}"
    user = create_officer(name, "kalimat-panjang-42", frozenset({role} if role else ()), clock.now(), SYSTEM)
    client = Client(enforce_csrf_checks=strict)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_stranger_sees_no_desk_page(addresses: dict[str, str]) -> None:
    before = picture()
    for name, address in addresses.items():
        for answer in (Client().get(address), Client().post(address)):
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith("/masuk/?next="), name
    assert picture() == before


@pytest.mark.parametrize("role", [*Role, None])
def test_each_role_opens_exactly_its_pages(role: Role | None, addresses: dict[str, str]) -> None:
    client = client_of(role)
    for name, (roles, methods) in DESK.items():
        got = client.get(addresses[name])
        if role not in roles:
            assert got.status_code == 403, name
            assert "Bukan bagian tugas Anda" in got.content.decode()
        elif name == "photo":
            assert got.status_code == 404
        else:
            assert got.status_code == (200 if "GET" in methods else 405), name
            assert got.status_code == 405 or got.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("role", [*Role, None])
def test_a_form_without_permission_changes_nothing(role: Role | None, addresses: dict[str, str]) -> None:
    client = client_of(role)
    before = picture()
    for name, (roles, methods) in DESK.items():
        if role not in roles or "POST" not in methods:
            answer = client.post(
                addresses[name], {"dilihat": "ya", "putusan": "keep_second", "alasan": "x", "cocok": "ya", "catatan": "x"}
            )
            assert answer.status_code == (403 if role not in roles else 405), name
    assert picture() == before


@pytest.mark.parametrize("role", list(Role))
def test_a_form_without_its_token_changes_nothing(role: Role, addresses: dict[str, str]) -> None:
    client = client_of(role, strict=True)
    before = picture()
    everywhere = {**addresses, **{name: reverse(name) for name in ACCOUNT | ACCOUNT_OPEN}}
    for name, address in everywhere.items():
        answer = client.post(address, {"dilihat": "ya", "putusan": "keep_second", "alasan": "x", "cocok": "ya", "catatan": "x"})
        assert answer.status_code == 403, name
        assert "Coba sekali lagi" in answer.content.decode(), name
    assert picture() == before


def test_account_pages_are_for_whoever_signed_in() -> None:
    for name in ACCOUNT:
        answer = Client().get(reverse(name))
        assert answer.status_code == 302, name
        assert answer.headers["Location"].startswith("/masuk/"), name
    for name in ACCOUNT_OPEN - {"account_logout"}:
        assert Client().get(reverse(name)).status_code == 200, name


@pytest.mark.parametrize("role", [*Role, None])
def test_public_pages_are_the_same_for_everybody(role: Role | None) -> None:
    given = {"verify_card": {"code": "x"}}
    for name in PUBLIC:
        address = permissions_public.address(name) if name in permissions_public.PUBLIC else reverse(name, kwargs=given.get(name, {}))
        assert Client().get(address).status_code == client_of(role).get(address).status_code == 200, name
        assert Client(enforce_csrf_checks=True).post(address).status_code in {403, 405}, name
        User.objects.all().delete()


def test_calculators_are_public_and_change_nothing(addresses: dict[str, str]) -> None:
    before = picture()
    for name in PUBLIC_FORMS:
        address = reverse(name, kwargs={"topic": next(iter(Topic)).value})
        assert Client().get(address).status_code == 200, name
        answer = Client(enforce_csrf_checks=True).post(address, {"alasan": "x"})
        assert answer.status_code < 500, name
        assert "Set-Cookie" not in answer.headers
    assert picture() == before


@pytest.mark.parametrize("signed_in", [False, True])
def test_the_stations_door_opens_for_no_session(signed_in: bool) -> None:
    client = client_of(Role.ADMIN) if signed_in else Client()
    for name in DEVICE - {"health", "enrol", "nowhere"}:
        kwargs = {"op": {"op_id": "x"}, "blob": {"sha256": "0" * 64}, "snapshot_file": {"feed_name": "3374", "name": "x"}}.get(name, {})
        address = reverse(f"device:{name}", kwargs=kwargs)
        answers = [
            client.get(address),
            client.post(address, b"{}", "application/json"),
            client.put(address, b"{}", "application/json"),
        ]
        codes = sorted(answer.status_code for answer in answers)
        assert codes == [401, 405, 405], name
        assert any(answer.json()["code"] == ErrorCode.BAD_SIGNATURE for answer in answers)
    assert client.get(reverse("device:nowhere", kwargs={"rest": "a/b"})).status_code == 404
    assert client.post(reverse("device:enrol"), b"{}", "application/json").json()["code"] == ErrorCode.MALFORMED
