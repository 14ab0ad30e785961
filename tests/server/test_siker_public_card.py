"""The public page of a card: true for genuine cards in every state, and blind to anything forged."""

from __future__ import annotations

import string
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.ak1 import CardClaim, valid_until
from siker.ak1 import desk
from siker.ak1.models import Card, CardConflict, Resolution
from siker.ak1.public import NOT_GENUINE, Verdict, check_code
from siker.audit.services import SYSTEM
from siker.fleet import services as fleet
from sync.wire.keys import DeviceKey
from tests.server.siker_people import CANARY_NAME, StationTwin, nik, registration
from tests.server.test_siker_ingest import enrolled, officer, push

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOW = datetime.now(UTC)
TODAY = NOW.date()


@dataclass(slots=True)
class Issued:
    """A card the server knows."""

    twin: StationTwin
    code: str
    number: str


@pytest.fixture
def issued() -> Issued:
    """One valid card of somebody with a telling name."""
    return issue()


def issue(day: date = TODAY, n: int = 1) -> Issued:
    twin, station = enrolled()
    who = registration(n, name=CANARY_NAME)
    card = twin.card_fact(who, issued=day)
    push(station, twin.registered(who), twin.op(card), now=NOW)
    return Issued(twin, twin.card_code(card), card.number)


def shown(code: str) -> str:
    """The page's text; never the name, always without traces."""
    response = Client().get(f"/v/{code}")
    assert response.status_code == 200
    assert response["X-Robots-Tag"].startswith("noindex")
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    text = response.content.decode()
    assert "<script" not in text
    assert "Kenariwati" not in text
    return text


def test_a_valid_card_shows_a_masked_name_and_its_end(issued: Issued) -> None:
    text = shown(issued.code)
    assert "Kartu asli dan berlaku" in text
    assert "genuine and valid" in text
    assert "Ke******** Bu*********" in text
    until = valid_until(TODAY)
    assert f"{until.day} " in text
    assert str(until.year) in text


def test_an_expired_card() -> None:
    assert "masa berlakunya habis" in shown(issue(TODAY - timedelta(days=800)).code)


def test_a_withdrawn_card(issued: Issued) -> None:
    desk.withdraw(issued.number, "hilang", officer(), NOW)
    assert "sudah ditarik" in shown(issued.code)


def test_a_superseded_card() -> None:
    twin, station = enrolled()
    who = registration()
    old = twin.card_fact(who)
    new = twin.card_fact(who, supersedes=old.number)
    push(station, twin.registered(who), twin.op(old), twin.op(new), now=NOW)
    assert "sudah diganti" in shown(twin.card_code(old))
    assert "asli dan berlaku" in shown(twin.card_code(new))


def test_two_cards_for_one_person_until_and_after_the_decision() -> None:
    (one, station_one), (two, station_two) = enrolled("A"), enrolled("B")
    here, there = registration(person=nik(3)), registration(person=nik(3))
    first, second = one.card_fact(here), two.card_fact(there)
    push(station_one, one.registered(here), one.op(first), now=NOW)
    push(station_two, two.registered(there), two.op(second), now=NOW)
    assert "asli dan berlaku" in shown(one.card_code(first))
    assert "sedang diperiksa petugas" in shown(two.card_code(second))
    desk.resolve(CardConflict.objects.get().pk, Resolution.KEEP_SECOND, "", officer(), NOW)
    assert "sudah ditarik" in shown(one.card_code(first))
    assert "asli dan berlaku" in shown(two.card_code(second))


def test_a_card_that_has_not_arrived_is_genuine_but_nameless() -> None:
    twin, _ = enrolled()
    text = shown(twin.card_code(twin.card_fact(registration(name=CANARY_NAME))))
    assert "belum sampai di server" in text
    assert "Nama" not in text


def test_a_parked_card_is_under_review() -> None:
    twin, station = enrolled()
    who = registration()
    card = replace(twin.card_fact(who), lease_id="ls_none")
    push(station, twin.registered(who), twin.op(card), now=NOW)
    assert "sedang diperiksa petugas" in shown(twin.card_code(card))


def test_unsent_cards_of_a_revoked_or_waiting_station_are_not_vouched_for(settings) -> None:  # type: ignore[no-untyped-def]
    twin, station = enrolled()
    card = twin.card_fact(registration())
    fleet.revoke(station.pk, "dicuri", SYSTEM, NOW)
    assert check_code(twin.card_code(card), NOW).verdict is Verdict.REVIEW
    settings.SIKER_AUTO_APPROVE = False
    from sync.wire.messages import EnrolRequest
    from sync.wire.signing import enrol_proof_bytes

    code, _ = fleet.create_code("B", "33.74", NOW, SYSTEM)
    key = DeviceKey.generate()
    public = key.public_text()
    answer = fleet.enrol(
        EnrolRequest(code=code, public_key=public, proof=key.sign(enrol_proof_bytes(code, public)), app_version="0"), NOW
    )
    claim = CardClaim("3374231126000009", TODAY + timedelta(days=700), answer.station)
    assert check_code(claim.code(key.sign(claim.signed_bytes())), NOW) == NOT_GENUINE


def test_another_stations_signature_for_a_known_number_is_never_valid(issued: Issued) -> None:
    other, _ = enrolled("B")
    claim = CardClaim(issued.number, valid_until(TODAY), other.code)
    assert check_code(claim.code(other.key.sign(claim.signed_bytes())), NOW).verdict is Verdict.REVIEW
    mixed = CardClaim(issued.number, valid_until(TODAY), issued.twin.code)
    assert check_code(mixed.code(other.key.sign(mixed.signed_bytes())), NOW) == NOT_GENUINE


def test_a_longer_validity_than_issued_is_not_believed(issued: Issued) -> None:
    claim = CardClaim(issued.number, valid_until(TODAY) + timedelta(days=365), issued.twin.code)
    assert check_code(claim.code(issued.twin.key.sign(claim.signed_bytes())), NOW).verdict is Verdict.REVIEW


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_mutation_of_a_genuine_code_verifies(issued: Issued, data: st.DataObject) -> None:
    code = issued.code
    alphabet = string.ascii_letters + string.digits + "-_./+=%\x00٣é "
    kind = data.draw(st.sampled_from(["swap", "delete", "insert", "twist", "part"]))
    at = data.draw(st.integers(0, len(code) - 1))
    letter = data.draw(st.sampled_from(alphabet))
    match kind:
        case "swap":
            forged = code[:at] + letter + code[at + 1 :]
        case "delete":
            forged = code[:at] + code[at + 1 :]
        case "insert":
            forged = code[:at] + letter + code[at:]
        case "twist":
            forged = code[:at] + code[at:].swapcase()
        case _:
            parts = code.split(".")
            parts[data.draw(st.integers(0, 3))] = data.draw(st.text(alphabet, max_size=90))
            forged = ".".join(parts)
    if forged != code:
        assert check_code(forged, NOW) == NOT_GENUINE


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(code=st.text(max_size=300))
def test_any_text_gets_an_answer(code: str) -> None:
    assert check_code(code, NOW) == NOT_GENUINE


def test_a_forged_address_shows_no_number_and_no_name(issued: Issued) -> None:
    text = shown(issued.code[:-2] + ("AA" if not issued.code.endswith("AA") else "BB"))
    assert "Bukan kartu asli" in text
    assert issued.number[-6:] not in text
    assert "Nama" not in text


def test_checking_many_cards_from_one_place_is_slowed(issued: Issued) -> None:
    from django.core.cache import cache

    cache.clear()
    client = Client(REMOTE_ADDR="192.0.2.7")
    answers = [client.get(f"/v/{issued.code}").status_code for _ in range(40)]
    assert answers[:30] == [200] * 30
    assert set(answers[30:]) == {429}
    assert Client(REMOTE_ADDR="192.0.2.8").get(f"/v/{issued.code}").status_code == 200
    cache.clear()


def test_a_damaged_record_hides_the_name_rather_than_fail(issued: Issued) -> None:
    row = Card.objects.get().registration
    row.sealed = b"\x01" + b"0" * 60
    row.save()
    assert check_code(issued.code, NOW).name == ""
