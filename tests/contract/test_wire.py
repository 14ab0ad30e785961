"""The wire carries every fact unchanged, and one flipped bit anywhere is noticed."""

import json
import types
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from typing import Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rfc8785 import FloatDomainError

from domain.facts import CATALOGUE, Fact, HelpRequested, SeekerRegistered, SeekerUpdated, wire_name
from domain.nik import Nik
from sync.wire.canonical import canonical, sha256_text
from sync.wire.codec import WireFormatError, decode, encode, fact_body, fact_from, from_json, to_json
from sync.wire.envelope import FIRST_PREV, Op, OpClock, open_op, seal, signature_is_valid
from sync.wire.errors import RULES, ErrorCode
from sync.wire.keys import DeviceKey, b64, fingerprint_words, unb64, verify
from sync.wire.messages import Heartbeat, LookupAnswer, StationPolicy

KEY = DeviceKey.from_text("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")
OTHER = DeviceKey.from_text("HxMeHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgE")
AT = datetime(2026, 11, 23, 3, 4, 5, 678901, tzinfo=UTC)
CLOCK = OpClock(q="synced", offset_ms=-12, boot="b1", mono_ms=123_456)
calm = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
zones = st.sampled_from([UTC, timezone(timedelta(hours=7)), timezone(timedelta(hours=-3, minutes=-30))])
LEAVES: dict[object, st.SearchStrategy[object]] = {
    str: words,
    int: st.integers(-(2**53) + 1, 2**53 - 1),
    bool: st.booleans(),
    type(None): st.none(),
    date: st.dates(date(1000, 1, 1)),
    datetime: st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=zones),  # noqa: DTZ001
    Nik: st.from_regex(r"[0-9]{16}", fullmatch=True).map(Nik),
}


def values_of(kind: object) -> st.SearchStrategy[object]:
    """Any value of a type the facts are made of."""
    if kind in LEAVES:
        return LEAVES[kind]
    if get_origin(kind) in (types.UnionType, Union):
        return st.one_of([values_of(part) for part in get_args(kind)])
    if get_origin(kind) is tuple:
        return st.lists(values_of(get_args(kind)[0]), max_size=3).map(tuple)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    assert isinstance(kind, type), kind
    assert is_dataclass(kind), kind
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: values_of(hints[field.name]) for field in fields(kind)})


facts: st.SearchStrategy[Fact] = st.one_of([values_of(kind) for _, kind in CATALOGUE.values()])  # type: ignore[arg-type]


def sealed(fact: Fact, seq: int = 1, prev: str = FIRST_PREV) -> Op:
    return seal(fact, op_id=f"0190d6a0-0000-7000-8000-{seq:012}", device="dev_1", seq=seq, prev=prev, issued_at=AT, clock=CLOCK, key=KEY)


# --- facts ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", CATALOGUE)
@given(st.data())
@calm
def test_every_fact_comes_back_as_it_went(name: str, data: st.DataObject) -> None:
    version, kind = CATALOGUE[name]
    fact = data.draw(values_of(kind))
    over_the_wire = json.loads(canonical(fact_body(fact)))  # type: ignore[arg-type]
    assert fact_from(name, version, over_the_wire) == fact


@given(facts)
@calm
def test_a_fact_names_its_aggregate_and_its_wire_name(fact: Fact) -> None:
    name, version = wire_name(fact)
    assert CATALOGUE[name] == (version, type(fact))
    room, _, identity = fact.aggregate.partition("/")
    match fact:
        case SeekerRegistered() | SeekerUpdated():
            assert (room, identity) == ("registration", fact.registration.registration_id)
        case HelpRequested():
            assert (room, identity) == ("help", fact.ticket)
        case _:
            assert (room, identity) == ("registration", fact.registration_id)


@given(facts, st.data())
@calm
def test_a_fact_with_a_part_missing_is_refused_unless_the_part_has_a_default(fact: Fact, data: st.DataObject) -> None:
    name, version = wire_name(fact)
    body = fact_body(fact)
    assert isinstance(body, dict)
    gone = data.draw(st.sampled_from(sorted(body)))
    rest = {key: value for key, value in body.items() if key != gone}
    defaults = {"queue_code", "supersedes", "reason"}
    if gone in defaults:
        assert fact_from(name, version, rest) is not None
    else:
        with pytest.raises(WireFormatError):
            fact_from(name, version, rest)


def test_an_unknown_name_or_version_is_nobody_s_fact() -> None:
    assert fact_from("seeker.vanished", 1, {}) is None
    assert fact_from("ak1.issued", 99, {}) is None


ISSUED = {
    "registration_id": "r1", "nik": "3374990101900001", "number": "3374231126000017", "serial": 17, "lease_id": "l1",
    "issued_on": "2026-11-23", "valid_until": "2028-11-23", "assurance": "3 KARTU_ASLI", "supersedes": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nik", "3374"), ("nik", 3374990101900001), ("nik", None), ("serial", "17"), ("serial", 17.5), ("serial", True),
        ("issued_on", "2026-02-30"), ("issued_on", "23-11-2026"), ("number", None), ("assurance", ["3 KARTU_ASLI"]),
    ],
)  # fmt: skip
def test_wrong_types_and_impossible_values_are_refused_by_the_field_s_name_without_the_value(field: str, value: object) -> None:
    with pytest.raises(WireFormatError) as caught:
        fact_from("ak1.issued", 1, {**ISSUED, field: value})  # type: ignore[dict-item]
    assert field in str(caught.value)
    assert "3374990101900001" not in str(caught.value)
    assert "2026-02-30" not in str(caught.value)


def test_a_person_s_words_never_stand_in_a_refusal() -> None:
    body = {"registration_id": "r1", "document": "Siti Aminah 3374990101900001", "reference": "x", "copy_no": 1, "outcome": "sent", "at": "x"}
    with pytest.raises(WireFormatError) as caught:
        fact_from("document.printed", 1, body)  # type: ignore[arg-type]
    assert "Siti" not in str(caught.value)
    assert "3374990101900001" not in str(caught.value)


def test_unknown_fields_are_ignored_so_that_the_protocol_may_grow() -> None:
    assert fact_from("ak1.issued", 1, {**ISSUED, "colour": "yellow"}) == fact_from("ak1.issued", 1, ISSUED)  # type: ignore[arg-type]


def test_a_time_without_its_zone_is_refused() -> None:
    body = {"ticket": "t1", "page": "nik", "at": "2026-11-23T03:04:05"}
    with pytest.raises(WireFormatError, match="at"):
        fact_from("help.requested", 1, body)  # type: ignore[arg-type]
    assert fact_from("help.requested", 1, {**body, "at": "2026-11-23T03:04:05Z"}) is not None
    value = json.loads(sealed(fact_from("ak1.issued", 1, ISSUED)).to_bytes())  # type: ignore[arg-type]
    with pytest.raises(WireFormatError):
        open_op({**value, "issued_at": "2026-11-23T03:04:05"})


# --- envelopes -----------------------------------------------------------------------------------------------------
@given(facts)
@calm
def test_a_sealed_op_opens_to_itself_and_its_signature_holds(fact: Fact) -> None:
    op = sealed(fact)
    opened = open_op(json.loads(op.to_bytes()))
    assert opened == op
    assert opened.to_bytes() == op.to_bytes()
    assert opened.digest() == op.digest()
    assert signature_is_valid(opened, KEY.public_text())
    assert not signature_is_valid(opened, OTHER.public_text())
    assert fact_from(opened.type, opened.v, opened.body) == fact


@given(facts, st.data())
@settings(calm, max_examples=80)
def test_one_flipped_bit_is_noticed(fact: Fact, data: st.DataObject) -> None:
    """The changed bytes do not open, do not verify, or still say exactly what was signed."""
    op = sealed(fact)
    raw = bytearray(op.to_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1), "byte")] ^= 1 << data.draw(st.integers(0, 7), "bit")
    try:
        value = json.loads(bytes(raw).decode())
        opened = open_op(value)
    except (WireFormatError, ValueError):
        return
    assert opened == op or not signature_is_valid(opened, KEY.public_text())


def test_no_single_bit_of_an_op_can_be_flipped_unnoticed() -> None:
    op = sealed(HelpRequested("t1", "nik", AT))
    raw = op.to_bytes()
    unnoticed = []
    for at in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[at // 8] ^= 1 << at % 8
        try:
            opened = open_op(json.loads(bytes(changed).decode()))
        except (WireFormatError, ValueError):
            continue
        if opened != op and signature_is_valid(opened, KEY.public_text()):
            unnoticed.append(at)
    assert unnoticed == []


@given(facts, st.sampled_from(["op_id", "device", "seq", "prev", "type", "v", "aggregate", "issued_at", "clock", "body"]))
@calm
def test_every_part_of_an_envelope_is_under_the_signature(fact: Fact, part: str) -> None:
    op = sealed(fact)
    value = json.loads(op.to_bytes())
    other = {
        "seq": op.seq + 1, "v": op.v + 1, "issued_at": "2026-11-23T03:04:06Z", "clock": {**value["clock"], "mono_ms": 1},
        "body": {**value["body"], "extra": 1},
    }.get(part, f"{value[part]}x")  # fmt: skip
    assert not signature_is_valid(open_op({**value, part: other}), KEY.public_text())


@given(st.lists(facts, min_size=2, max_size=5))
@calm
def test_ops_form_a_chain_in_which_nothing_can_be_changed_swapped_or_left_out(chain_of: list[Fact]) -> None:
    prev, ops = FIRST_PREV, []
    for seq, fact in enumerate(chain_of, 1):
        ops.append(sealed(fact, seq, prev))
        prev = ops[-1].digest()
    assert [op.prev for op in ops] == [FIRST_PREV, *(op.digest() for op in ops[:-1])]
    assert len({op.digest() for op in ops}) == len(ops)


@pytest.mark.parametrize("change", [{"$schema": "siker/op/2"}, {"seq": 0}, {"seq": -1}, {"op_id": "x" * 65}, {"seq": "1"}, {"body": []}])
def test_an_envelope_of_another_form_is_refused(change: dict[str, object]) -> None:
    value = json.loads(sealed(fact_from("ak1.issued", 1, ISSUED)).to_bytes())  # type: ignore[arg-type]
    with pytest.raises(WireFormatError):
        open_op({**value, **change})


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=4)
)


@given(any_json)
@calm
def test_any_json_is_an_op_or_refused(value: object) -> None:
    with pytest.raises(WireFormatError):
        open_op(value)  # type: ignore[arg-type]


@given(st.binary(max_size=60))
@calm
def test_any_bytes_are_a_message_or_refused(raw: bytes) -> None:
    try:
        message = decode(raw, StationPolicy)
    except WireFormatError:
        return
    assert isinstance(message, StationPolicy)


# --- signatures and their text -------------------------------------------------------------------------------------
@given(st.binary(max_size=80))
def test_text_of_bytes_reads_back_and_has_one_spelling(raw: bytes) -> None:
    text = b64(raw)
    assert unb64(text) == raw
    for other in (text + "=", text + "A", text.replace("-", "+").replace("_", "/"), " " + text):
        if other != text:
            try:
                assert unb64(other) != raw
            except ValueError:
                continue


@given(st.text(max_size=90))
def test_any_text_is_bytes_in_their_one_spelling_or_refused(text: str) -> None:
    try:
        raw = unb64(text)
    except ValueError:
        return
    assert b64(raw) == text


def test_a_signature_cannot_be_respelt() -> None:
    signature = KEY.sign(b"card")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    accepted = [last for last in alphabet if verify(KEY.public_text(), b"card", signature[:-1] + last)]
    assert accepted == [signature[-1]]


@pytest.mark.parametrize("signature", ["", "x", "====", "é" * 86, "A" * 86, "A" * 1000])
def test_what_is_no_signature_verifies_nothing(signature: str) -> None:
    assert not verify(KEY.public_text(), b"card", signature)
    assert not verify(signature, b"card", KEY.sign(b"card"))


def test_a_key_never_shows_its_secret() -> None:
    assert KEY.private_text() not in repr(KEY)
    assert DeviceKey.from_text(KEY.private_text()).public_text() == KEY.public_text()


@given(st.binary(min_size=32, max_size=32))
def test_fingerprint_words_are_six_and_the_same_on_both_screens(raw: bytes) -> None:
    spoken = fingerprint_words(b64(raw))
    assert len(spoken.split()) == 6
    assert fingerprint_words(b64(raw)) == spoken


# --- canonical bytes and messages ----------------------------------------------------------------------------------
def test_canonical_bytes_are_those_of_rfc_8785() -> None:
    assert canonical({"b": 1, "a": ["é", None, True, 1e21, 0.5]}) == '{"a":["é",null,true,1e+21,0.5],"b":1}'.encode()
    assert sha256_text(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    with pytest.raises(FloatDomainError):
        canonical({"n": float("nan")})


@given(values_of(Nik), st.data())
@calm
def test_a_lookup_s_answer_with_a_whole_registration_survives(nik: Nik, data: st.DataObject) -> None:
    fact = data.draw(values_of(CATALOGUE["seeker.registered"][1]))
    answer = LookupAnswer(state="verified", registration=fact.registration, card_number=nik.value)  # type: ignore[attr-defined]
    assert decode(encode(answer), LookupAnswer) == answer
    assert from_json(to_json(answer), LookupAnswer) == answer


def test_a_heartbeat_and_a_policy_of_a_newer_program_are_still_read() -> None:
    policy = decode(b'{"rev":7,"idle_seconds":90,"mood":"sunny"}', StationPolicy)
    assert (policy.rev, policy.idle_seconds, policy.lease_size) == (7, 90, 200)
    with pytest.raises(WireFormatError):
        decode(b'{"app_version":"1"}', Heartbeat)


def test_every_error_code_has_a_rule() -> None:
    assert set(RULES) == set(ErrorCode)
    assert {rule.retry for rule in RULES.values()} == {"never", "later", "after_fix"}
    assert all(400 <= rule.status < 600 and rule.action for rule in RULES.values())
