"""Every address of the seekers room as a stranger, as each role of the office, as each role of a firm, as another seeker, and
without a form's token. Whatever is not allowed changes nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from siker import clock
from siker.accounts.models import Role
from siker.accounts.services import create_officer
from siker.applications.models import Application
from siker.audit.models import Entry
from siker.audit.services import SYSTEM
from siker.employers.models import MemberRole
from siker.notices.models import Notice
from siker.seekers.models import ClaimCode, ErasureRequest, SeekerAccount, SeekerFile
from siker.seekers.urls import urlpatterns
from tests.server.permissions_seekers import ACCOUNT_OPEN, DESK, OWN, SEEKER, SIGNED_IN, Scene, scene
from tests.server.siker_seekers import client_for, member_named, person
from tests.server.test_siker_ingest import picture

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SENT = {
    "dilihat": "ya", "putusan": "hapus", "yakin": "ya", "alasan": "x", "paham": "ya", "setuju": "ya", "share_with_employers": "ya",
    "masuk": "081299999999", "sekarang": "jambu mangga pepaya", "sandi": "salak nangka kelapa", "sandi_lagi": "salak nangka kelapa",
}  # fmt: skip


@pytest.fixture
def here() -> Scene:
    """The person whose things these are."""
    return scene(1)


def address(name: str, given: dict[str, str]) -> str:
    """A real address."""
    wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    return reverse(name, kwargs={key: int(given[key]) if key == "request_id" else given[key] for key in wanted})


def all_there_is() -> tuple[object, ...]:
    """What must not change."""
    return (
        picture(), sorted(Application.objects.values_list("pk", "state", "attempt")), sorted(SeekerFile.objects.values_list("pk", flat=True)),
        sorted((row.user.username, row.user.password) for row in SeekerAccount.objects.select_related("user")),
        ErasureRequest.objects.filter(state="asked").count(), ClaimCode.objects.filter(used_at=None).count(),
        sorted(Notice.objects.values_list("pk", "state")), Entry.objects.count(),
    )  # fmt: skip


def test_every_address_of_the_room_is_in_the_tables() -> None:
    tables = (*DESK, *SEEKER, *SIGNED_IN, *ACCOUNT_OPEN)
    assert {pattern.name for pattern in urlpatterns} == set(tables)
    assert len(tables) == len(set(tables))


def test_a_stranger_is_led_to_the_sign_in(here: Scene) -> None:
    before = all_there_is()
    for name in (*DESK, *SEEKER, *SIGNED_IN):
        for answer in (Client().get(address(name, here.given)), Client().post(address(name, here.given), SENT)):
            assert answer.status_code in ({302, 405} if name in SIGNED_IN else {302}), name
            assert answer.status_code == 405 or answer.headers["Location"].startswith("/masuk/?next="), name
    assert all_there_is() == before


@pytest.mark.parametrize("role", [*Role, None])
def test_the_office_opens_its_own_pages_and_none_of_a_seekers(here: Scene, role: Role | None) -> None:
    user = create_officer("staf", "kalimat-panjang-42", frozenset({role} if role else ()), clock.now(), SYSTEM)
    client = client_for(user)
    before = all_there_is()
    for name in SEEKER:
        for answer in (client.get(address(name, here.given)), client.post(address(name, here.given), SENT)):
            assert answer.status_code == 403, name
    for name, (roles, methods) in DESK.items():
        got = client.get(address(name, here.given))
        assert got.status_code == (403 if role not in roles else 200 if "GET" in methods else 405), name
        if role not in roles:
            assert client.post(address(name, here.given), SENT).status_code == 403, name
    assert all_there_is() == before


@pytest.mark.parametrize("role", list(MemberRole))
def test_a_firms_people_open_none_of_them(here: Scene, role: MemberRole) -> None:
    client = client_for(member_named(1, role))
    before = all_there_is()
    for name in (*SEEKER, *DESK):
        for answer in (client.get(address(name, here.given)), client.post(address(name, here.given), SENT)):
            assert answer.status_code == 403, name
    assert all_there_is() == before


def test_another_seeker_finds_nothing_and_changes_nothing(here: Scene) -> None:
    client = person(9).client()
    before = all_there_is()
    for name in sorted(OWN | SIGNED_IN):
        for answer in (client.get(address(name, here.given)), client.post(address(name, here.given), SENT)):
            assert answer.status_code in {404, 405}, name
    for name in DESK:
        for answer in (client.get(address(name, here.given)), client.post(address(name, here.given), SENT)):
            assert answer.status_code == 403, name
    assert all_there_is() == before


def test_the_owner_opens_everything(here: Scene) -> None:
    client = here.who.client()
    for name, methods in SEEKER.items():
        got = client.get(address(name, here.given))
        assert got.status_code == (200 if "GET" in methods else 405), name
        assert got.status_code == 405 or got.headers["Cache-Control"] == "no-store", name
    assert client.get(address("file", here.given)).status_code == 200


def test_without_its_token_no_form_changes_anything(here: Scene) -> None:
    client = here.who.client(strict=True)
    before = all_there_is()
    for name, methods in SEEKER.items():
        if "POST" in methods:
            assert client.post(address(name, here.given), SENT).status_code == 403, name
    for name in ACCOUNT_OPEN:
        assert client.post(address(name, here.given), SENT).status_code == 403, name
    assert all_there_is() == before


def test_the_doors_for_everybody_open(here: Scene) -> None:
    codes = {name: Client().get(address(name, here.given)).status_code for name in ACCOUNT_OPEN}
    assert codes == {"claim": 200, "claim_typed": 301, "claim_finish": 302, "forgotten": 200, "forgotten_finish": 410}


def test_a_closed_account_reads_nothing(here: Scene) -> None:
    client = here.who.client()
    here.who.user.is_active = False
    here.who.user.save()
    for name in (*SEEKER, *SIGNED_IN):
        assert client.get(address(name, here.given)).status_code in {302, 404}, name
