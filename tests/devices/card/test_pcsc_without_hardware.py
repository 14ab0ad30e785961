"""The PC/SC rules that need no service: what a card's answers mean, and how looks at readers become numbered cards."""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.card.pcsc.monitor import Monitor, Policy, Table, is_virtual
from devices.card.pcsc.reading import GET_UID, SELECT_KTP, CardTornError, connect_failure, look_at_card
from devices.card.pcsc.scard import Look, ScardError
from devices.card.port import CardErrorCode, CardReadError
from devices.card.uid import uid_hmac
from devices.card.wire import State

OK = b"\x90\x00"
UID = bytes.fromhex("80045A11223344")
PRESENT = 0x0020


class ScriptedCard:
    """Answers in order; an exception in the script is raised."""

    def __init__(self, *answers: bytes | Exception) -> None:
        self.answers = list(answers)
        self.heard: list[bytes] = []

    def transmit(self, apdu: bytes) -> bytes:
        self.heard.append(apdu)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        self.answers.clear()


def test_a_ktp_is_asked_for_its_number_first_and_last_and_for_nothing_but_its_application():
    card = ScriptedCard(UID + OK, OK, UID + OK)
    assert look_at_card(card, lambda: None) == UID
    assert card.heard == [GET_UID, SELECT_KTP, GET_UID]


@pytest.mark.parametrize("status", ["6a82", "6e00", "6d00", "6985", "6700"])
def test_a_card_without_the_application_is_unsupported(status):
    with pytest.raises(CardReadError) as caught:
        look_at_card(ScriptedCard(UID + OK, bytes.fromhex(status)), lambda: None)
    assert (caught.value.code, caught.value.detail) == (CardErrorCode.CARD_UNSUPPORTED, f"sw:{status}")


@pytest.mark.parametrize("last", [b"\x80\x04\x5a\x11\x22\x33\x45" + OK, b"\x6a\x81"])
def test_another_number_at_the_end_is_another_card(last):
    with pytest.raises(CardReadError) as caught:
        look_at_card(ScriptedCard(UID + OK, b"\x61\x10", last), lambda: None)
    assert caught.value.code is CardErrorCode.CARD_CHANGED


@given(
    at=st.integers(0, 2),
    how=st.sampled_from([ScardError("transmit", 0), ScardError("transmit", 0x80100069), OSError(5), b"", b"\x90"]),
)
def test_whatever_breaks_in_the_middle_is_a_torn_card(at: int, how: Exception | bytes):
    answers: list[bytes | Exception] = [UID + OK, OK, UID + OK]
    answers[at] = how
    with pytest.raises(CardTornError) as caught:
        look_at_card(ScriptedCard(*answers), lambda: None)
    assert caught.value.uid == (None if at == 0 else UID)
    assert UID.hex() not in str(caught.value)


@given(st.integers(0, 0xFFFFFFFF))
def test_every_refused_connection_has_a_meaning(code: int):
    assert connect_failure(ScardError("connect", code)).code in set(CardErrorCode)


def test_refused_connections_mean_what_the_technician_can_mend():
    meanings = {
        0x8010001D: CardErrorCode.SERVICE_DOWN,
        0x8010006A: CardErrorCode.SERVICE_DOWN,
        0x80100017: CardErrorCode.NO_READER,
        0x8010000C: CardErrorCode.NO_CARD,
        0x80100066: CardErrorCode.CARD_MUTE,
        0x8010000B: CardErrorCode.DEVICE_FAULT,
        0x80100016: CardErrorCode.CARD_TORN,
    }
    assert {code: connect_failure(ScardError("connect", code)).code for code in meanings} == meanings


def test_the_fingerprint_of_a_number_is_keyed_and_as_documented():
    key = b"k" * 32
    expected = hmac.new(key, b"anjungan card uid v1\x00" + UID, hashlib.sha256).hexdigest()
    assert uid_hmac(UID, key) == expected != uid_hmac(UID, b"l" * 32)
    assert uid_hmac(UID, None) is None
    assert uid_hmac(bytes.fromhex("08A1B2C3"), key) is None


def look(reader: str, present: bool, counter: int) -> Look:
    return Look(reader, (counter << 16) | (PRESENT if present else 0x0010))


def cards(state: State) -> list[int | None]:
    return [entry.card for entry in state.readers]


def test_a_swap_between_two_looks_is_told_as_gone_and_come():
    table = Table(Policy(allow_virtual=True))
    table.list_changed(["R"])
    assert [cards(s) for s in table.looked([look("R", True, 1)])] == [[1]]
    assert [cards(s) for s in table.looked([look("R", True, 3)])] == [[None], [2]]
    assert table.looked([look("R", True, 3)]) == []


def test_a_refused_reader_is_listed_but_its_card_is_not():
    table = Table(Policy())
    table.list_changed(["Virtual PCD 00 00", "ACME 00"])
    table.looked([look("Virtual PCD 00 00", True, 1)])
    entries = {entry.name: entry for entry in table.state().readers}
    assert entries["Virtual PCD 00 00"].refused
    assert entries["Virtual PCD 00 00"].card is None
    assert not entries["ACME 00"].refused


@given(
    st.lists(
        st.one_of(
            st.lists(st.sampled_from(["A", "B", "Virtual PCD 00 00"]), unique=True),
            st.builds(look, st.sampled_from(["A", "B", "Virtual PCD 00 00"]), st.booleans(), st.integers(0, 5)),
            st.just("forget"),
        ),
        max_size=30,
    )
)
def test_card_numbers_are_never_used_twice_and_cards_only_lie_on_known_readers(steps: list[list[str] | Look | str]):
    table = Table(Policy())
    lying: dict[str, int] = {}
    used: set[int] = set()
    for step in steps:
        told: list[State] = []
        if isinstance(step, Look):
            told = table.looked([step])
        elif isinstance(step, str):
            table.forget()
        else:
            table.list_changed(step)
        for state in [*told, table.state()]:
            now = {e.name: e.card for e in state.readers if e.card is not None}
            for reader, card in now.items():
                if lying.get(reader) != card:
                    assert card not in used
                    used.add(card)
                assert not is_virtual(reader)
            lying = now
        assert set(table.cards) <= set(table.known)


class FragileService:
    """A PC/SC service that fails on its n-th context and shows one card otherwise."""

    def __init__(self) -> None:
        self.contexts = 0
        self.break_now = threading.Event()
        self.woken = threading.Event()

    def __call__(self) -> FragileContext:
        self.contexts += 1
        if self.contexts == 2:
            raise ScardError("establish", 0x8010001D)
        return FragileContext(self)


class FragileContext:
    def __init__(self, service: FragileService) -> None:
        self._service = service

    def readers(self) -> list[str]:
        return ["ACME 00"]

    def changes(self, known: dict[str, int], timeout_ms: int) -> list[Look]:
        shown = look("ACME 00", True, 1)
        if known["ACME 00"] != shown.state:
            return [shown]
        if timeout_ms == 0:
            raise ScardError("watch", 0x8010000A)
        if self._service.break_now.wait(0.02):
            self._service.break_now.clear()
            raise ScardError("watch", 0x80100013)
        raise ScardError("watch", 0x8010000A)

    def cancel(self) -> None:
        self._service.woken.set()

    def close(self) -> None:
        pass


def test_the_monitor_outlives_its_service_and_numbers_the_card_anew(eventually: Callable[..., bool]):
    service, told = FragileService(), []
    monitor = Monitor(Policy(), told.append, service)
    monitor.start()
    assert eventually(lambda: [cards(s) for s in told if s.service == "up"][-1:] == [[1]])
    service.break_now.set()
    assert eventually(lambda: bool(told) and told[-1].service == "up" and cards(told[-1]) == [2])
    downs = [state for state in told if state.service == "down"]
    assert [state.readers for state in downs] == [[]]
    assert downs[0].detail == "watch:80100013"
    monitor.stop()
    assert service.woken.is_set()
    assert not [t for t in threading.enumerate() if t.name == "pcsc-monitor"]
