"""The stations' API over real HTTP: a server process, `requests`, and the signatures both sides share."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import msgspec
import pytest
import requests
import uuid6

from domain.ak1 import Ak1State
from domain.facts import HelpRequested, PresenceReported
from sync.wire import BASE_PATH
from sync.wire.canonical import sha256_text
from sync.wire.codec import decode, encode, from_json
from sync.wire.errors import RULES, ErrorCode
from sync.wire.messages import (
    ChangesPage,
    ClockedAnswer,
    DeviceSelf,
    Head,
    HeartbeatAnswer,
    Lease,
    LeaseReport,
    LeaseRequest,
    LookupAnswer,
    LookupRequest,
    OpResult,
    OpsAnswer,
    OpStatus,
    RegistrationStatus,
    WireProblem,
)
from tests.server.siker_live import LiveServer
from tests.server.siker_people import HttpStation, batch, heartbeat, jpeg, nik, registration

pytestmark = pytest.mark.both_databases
_people = iter(range(10_000, 99_000))


def person() -> int:
    """A number no other test of this run uses."""
    return next(_people)


@pytest.fixture(scope="session")
def codes(live: LiveServer) -> list[str]:
    """Enough codes for all tests here; they live ten minutes."""
    return live.many_codes(60)


@pytest.fixture
def station(live: LiveServer, codes: list[str]) -> HttpStation:
    """An enrolled station with numbers."""
    made = HttpStation(live.url)
    made.enrol(codes.pop())
    made.lease()
    return made


def problem(response: requests.Response, code: ErrorCode) -> WireProblem:
    """The answer is this problem, with its status and the server's time."""
    assert response.headers["Content-Type"] == "application/problem+json", response.text
    found = decode(response.content, WireProblem)
    assert found.code == code
    assert found.status == response.status_code == RULES[code].status
    assert found.retry == RULES[code].retry
    assert abs(found.server_time_ms - datetime.now(UTC).timestamp() * 1000) < 60_000
    return found


def test_health_tells_the_time_without_a_signature(live: LiveServer) -> None:
    response = requests.get(live.url + BASE_PATH + "/health", timeout=30)
    answer = decode(response.content, ClockedAnswer)
    assert abs(answer.server_time_ms - datetime.now(UTC).timestamp() * 1000) < 60_000
    assert int(response.headers["Siker-Time"]) >= answer.server_time_ms


class TestEnrolment:
    def test_a_code_works_once_and_the_same_request_repeats_its_answer(self, live: LiveServer) -> None:
        code = live.code("Kantor CONTOH")
        first = HttpStation(live.url)
        answer = first.enrol(code)
        assert answer.approved
        assert answer.region == "33.74"
        assert answer.policy.verify_base_url == live.url
        assert first.enrol(code).device_id == answer.device_id
        second = HttpStation(live.url)
        refused = requests.post(live.url + BASE_PATH + "/enrol", data=encode(second.enrol_request(code)), timeout=30)
        problem(refused, ErrorCode.CODE_UNKNOWN)

    def test_a_code_with_another_keys_proof_is_refused(self, live: LiveServer) -> None:
        code = live.code()
        mine, other = HttpStation(live.url), HttpStation(live.url)
        forged = msgspec.structs.replace(mine.enrol_request(code), public_key=other.key.public_text())
        problem(requests.post(live.url + BASE_PATH + "/enrol", data=encode(forged), timeout=30), ErrorCode.CODE_UNKNOWN)
        assert mine.enrol(code).approved

    def test_without_automatic_approval_a_new_station_waits(self, fresh_server: Callable[..., LiveServer]) -> None:
        server = fresh_server(SIKER_AUTO_APPROVE="0")
        waiting = HttpStation(server.url)
        assert not waiting.enrol(server.code()).approved
        assert decode(waiting.call("GET", "/devices/self").content, DeviceSelf).state == "pending"
        problem(waiting.call("POST", "/leases", LeaseRequest(request_id=str(uuid6.uuid7()), want=5)), ErrorCode.DEVICE_PENDING)
        problem(waiting.call("GET", "/head?feed=33.74"), ErrorCode.DEVICE_PENDING)
        assert waiting.call("POST", "/heartbeat", heartbeat()).status_code == 200


class TestSignature:
    def test_an_unsigned_request_is_refused(self, live: LiveServer) -> None:
        for path in ("/head?feed=33.74", "/changes?feed=33.74&since=0", "/devices/self", "/ops/x"):
            problem(requests.get(live.url + BASE_PATH + path, timeout=30), ErrorCode.BAD_SIGNATURE)

    def test_another_stations_name_is_refused(self, live: LiveServer, station: HttpStation) -> None:
        thief = HttpStation(live.url, twin=station.twin)
        problem(thief.call("GET", "/devices/self"), ErrorCode.BAD_SIGNATURE)

    def test_a_changed_body_is_refused(self, station: HttpStation) -> None:
        response = station.call("POST", "/heartbeat", heartbeat(), tamper=encode(heartbeat(outbox=9)))
        problem(response, ErrorCode.BAD_DIGEST)

    @pytest.mark.parametrize("hours", [-3, 3, 24 * 365 * 20])
    def test_a_wrong_clock_gets_its_own_answer_with_the_servers_time(self, station: HttpStation, hours: int) -> None:
        station.skew = timedelta(hours=hours)
        told = problem(station.call("GET", "/devices/self"), ErrorCode.CLOCK_SKEW)
        station.skew = datetime.fromtimestamp(told.server_time_ms / 1000, UTC) - datetime.now(UTC)
        assert station.call("GET", "/devices/self").status_code == 200

    def test_a_replayed_request_is_refused(self, station: HttpStation) -> None:
        raw = encode(heartbeat())
        from sync.wire.signing import sign_request

        prepared = requests.Request("POST", station.url + BASE_PATH + "/heartbeat", data=raw).prepare()
        sign_request(prepared, raw, station.me.device, station.key, datetime.now(UTC))  # type: ignore[arg-type]
        with requests.Session() as session:
            assert session.send(prepared, timeout=30).status_code == 200
            problem(session.send(prepared, timeout=30), ErrorCode.REPLAYED_NONCE)

    def test_a_signature_for_another_path_is_refused(self, station: HttpStation) -> None:
        from sync.wire.signing import sign_request

        prepared = requests.Request("GET", station.url + BASE_PATH + "/devices/self").prepare()
        sign_request(prepared, b"", station.me.device, station.key, datetime.now(UTC))  # type: ignore[arg-type]
        prepared.url = station.url + BASE_PATH + "/head?feed=33.74"
        with requests.Session() as session:
            problem(session.send(prepared, timeout=30), ErrorCode.BAD_SIGNATURE)


class TestLimits:
    def test_a_body_above_the_limit_is_refused_before_it_is_read(self, station: HttpStation) -> None:
        problem(station.call("POST", "/ops:batch", body=b"[" + b" " * 1_100_000), ErrorCode.TOO_LARGE)
        problem(station.call("POST", "/heartbeat", body=b" " * 9000), ErrorCode.TOO_LARGE)
        problem(station.call("PUT", "/blobs/" + "0" * 64, body=jpeg(210_000)), ErrorCode.TOO_LARGE)

    def test_nonsense_is_malformed_and_never_a_server_fault(self, station: HttpStation) -> None:
        for path in ("/ops:batch", "/leases", "/lookup", "/heartbeat"):
            for body in (b"", b"{", b"[]", b'{"ops":3}', b"\xff\xfe", b'{"nik":7}', b"[" * 3000):
                problem(station.call("POST", path, body=body), ErrorCode.MALFORMED)
        problem(station.call("GET", "/changes?feed=33.74&since=-1"), ErrorCode.MALFORMED)
        problem(station.call("GET", "/changes?feed=99.99&since=0"), ErrorCode.MALFORMED)
        problem(station.call("POST", "/lookup", LookupRequest(nik="123")), ErrorCode.MALFORMED)

    def test_an_unknown_address_or_method_is_a_problem_too(self, station: HttpStation) -> None:
        assert decode(station.call("GET", "/nothing").content, WireProblem).status == 404
        assert decode(station.call("DELETE", "/heartbeat").content, WireProblem).status == 405


class TestFacts:
    def test_a_card_from_registration_to_feed_and_lookup(self, station: HttpStation) -> None:
        record = registration(person())
        twin = station.me
        card = twin.card_fact(record)
        ops = [twin.registered(record), twin.op(card), twin.printed(card)]
        answer = station.push(*ops)
        assert [item.status for item in answer.results] == [OpStatus.CREATED] * 3
        assert answer.expected_seq == 4
        again = station.push(*ops)
        assert [item.status for item in again.results] == [OpStatus.REPLAYED] * 3

        me = decode(station.call("GET", "/devices/self").content, DeviceSelf)
        assert (me.seq, me.head) == (3, ops[-1].digest())

        page = decode(station.call("GET", "/changes?feed=33.74&since=0&limit=500").content, ChangesPage)
        mine = [item for item in page.changes if item.id == record.registration_id]
        assert len(mine) == 1
        status = from_json(mine[0].d, RegistrationStatus)
        assert (status.state, status.card_number, status.card_state) == ("verified", card.number, Ak1State.VALID)
        assert record.biodata.nik.value not in repr(page)
        assert record.biodata.nama not in repr(page)

        found = decode(station.call("POST", "/lookup", LookupRequest(nik=record.biodata.nik.value)).content, LookupAnswer)
        assert found.registration == record
        assert (found.card_number, found.card_state, found.copies) == (card.number, Ak1State.VALID, 1)
        assert decode(station.call("GET", f"/ops/{ops[0].op_id}").content, OpResult).status is OpStatus.REPLAYED

    def test_a_low_level_registration_awaits_an_officer(self, station: HttpStation) -> None:
        record = registration(person())
        station.push(station.me.registered(record, code="K7F-3RA", kinds=()))
        found = decode(station.call("POST", "/lookup", LookupRequest(nik=record.biodata.nik.value)).content, LookupAnswer)
        assert (found.state, found.queue_code) == ("awaiting", "K7F-3RA")

    def test_nobody_known_is_an_answer(self, station: HttpStation) -> None:
        found = decode(station.call("POST", "/lookup", LookupRequest(nik=nik(99_999).value)).content, LookupAnswer)
        assert found == LookupAnswer(state="none")

    def test_a_gap_asks_for_the_missing_op_and_an_unknown_op_is_asked_for(self, station: HttpStation) -> None:
        record = registration(person())
        first, second = (
            station.me.registered(record),
            station.me.op(HelpRequested(str(uuid6.uuid7()), "biodata", datetime.now(UTC))),
        )
        answer = station.push(second)
        assert (answer.results[0].status, answer.results[0].reason, answer.expected_seq) == (OpStatus.RETRY, "seq_gap", 1)
        assert decode(station.call("GET", f"/ops/{second.op_id}").content, OpResult).status is OpStatus.RETRY
        assert [item.status for item in station.push(second, first).results] == [OpStatus.CREATED] * 2

    def test_the_same_id_with_other_content_is_a_conflict(self, station: HttpStation) -> None:
        first = station.me.op(HelpRequested("t1", "biodata", datetime.now(UTC)))
        station.push(first)
        changed = msgspec.structs.replace(first, body={**first.body, "page": "other"}, sig="")
        changed = msgspec.structs.replace(changed, sig=station.key.sign(changed.signed_bytes()))
        answer = station.push(changed)
        assert (answer.results[0].status, answer.results[0].reason) == (OpStatus.CONFLICT, "op_conflict")

    def test_a_bad_op_signature_is_a_conflict_and_takes_no_place_in_the_chain(self, station: HttpStation) -> None:
        good = station.me.op(HelpRequested(str(uuid6.uuid7()), "biodata", datetime.now(UTC)))
        bad = msgspec.structs.replace(good, sig=station.key.sign(b"something else"))
        assert station.push(bad).results[0].reason == "bad_signature"
        assert station.push(good).results[0].status is OpStatus.CREATED

    def test_a_rolled_back_disk_is_found_and_stops_numbers_but_not_facts(self, station: HttpStation) -> None:
        twin = station.me
        seq, prev = twin.seq, twin.prev
        station.push(twin.op(HelpRequested(str(uuid6.uuid7()), "a", datetime.now(UTC))))
        twin.seq, twin.prev = seq, prev
        answer = station.push(twin.op(HelpRequested(str(uuid6.uuid7()), "b", datetime.now(UTC))))
        assert (answer.results[0].status, answer.results[0].reason) == (OpStatus.CONFLICT, "device_forked")
        problem(station.call("POST", "/leases", LeaseRequest(request_id=str(uuid6.uuid7()), want=5)), ErrorCode.DEVICE_FORKED)
        assert decode(station.call("GET", "/devices/self").content, DeviceSelf).leases == []

    def test_what_cannot_take_effect_is_parked_and_the_rest_goes_on(self, station: HttpStation) -> None:
        twin = station.me
        record = registration(person())
        unknown = msgspec.structs.replace(twin.op(HelpRequested("x", "y", datetime.now(UTC))), type="vacancy.seen", sig="")
        unknown = msgspec.structs.replace(unknown, sig=station.key.sign(unknown.signed_bytes()))
        twin.prev = unknown.digest()
        orphan = twin.op(PresenceReported("nobody", "1", 1, datetime.now(UTC).date()))
        known = twin.registered(record)
        outside = twin.op(_outside(twin.card_fact(record)))
        help_op = twin.op(HelpRequested(str(uuid6.uuid7()), "z", datetime.now(UTC)))
        answer = station.push(unknown, orphan, known, outside, help_op)
        assert [(item.status, item.reason) for item in answer.results] == [
            (OpStatus.PARKED, "unknown_type"),
            (OpStatus.PARKED, "unknown_registration"),
            (OpStatus.CREATED, ""),
            (OpStatus.PARKED, "no_outside_lease"),
            (OpStatus.CREATED, ""),
        ]
        again = station.push(unknown, outside)
        assert [(item.status, item.reason) for item in again.results] == [
            (OpStatus.REPLAYED, "unknown_type"), (OpStatus.REPLAYED, "no_outside_lease"),
        ]  # fmt: skip

    def test_something_that_is_no_op_does_not_stop_the_others(self, station: HttpStation) -> None:
        good = batch(station.me.op(HelpRequested(str(uuid6.uuid7()), "z", datetime.now(UTC)))).ops[0]
        raw = msgspec.json.encode({"ops": [{"op_id": "broken", "seq": "one"}, good, {}]})
        response = station.call("POST", "/ops:batch", body=raw)
        results = msgspec.json.decode(response.content)["results"]
        assert [item["status"] for item in results] == ["conflict", "created", "conflict"]


def _outside(fact):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(fact, serial=fact.serial + 500_000, number=fact.number[:-6] + f"{fact.serial + 500_000:06d}")


class TestLeases:
    def test_a_lease_is_repeated_by_its_request_and_ranges_never_overlap(self, live: LiveServer) -> None:
        one, two = HttpStation(live.url), HttpStation(live.url)
        one.enrol(live.code())
        two.enrol(live.code())
        wanted = LeaseRequest(request_id=str(uuid6.uuid7()), want=20)
        first = decode(one.call("POST", "/leases", wanted).content, Lease)
        assert decode(one.call("POST", "/leases", wanted).content, Lease) == first
        others = [one.lease(20), two.lease(20), two.lease(20)]
        blocks = sorted((item.lo, item.hi) for item in [first, *others])
        assert all(before[1] < after[0] for before, after in pairwise(blocks))
        assert all(hi - lo == 19 for lo, hi in blocks)

    def test_a_third_open_lease_is_refused_until_one_is_used_up(self, live: LiveServer) -> None:
        station = HttpStation(live.url)
        station.enrol(live.code())
        first, _ = station.lease(10), station.lease(10)
        problem(station.call("POST", "/leases", LeaseRequest(request_id=str(uuid6.uuid7()), want=10)), ErrorCode.LEASE_EXHAUSTED)
        report = [LeaseReport(lease_id=first.lease_id, used_to=first.hi, void=[first.lo])]
        wanted = LeaseRequest(request_id=str(uuid6.uuid7()), want=10, report=report)
        assert station.call("POST", "/leases", wanted).status_code == 201


class TestPhotos:
    def test_a_photo_is_stored_once_and_encrypted(self, live: LiveServer, station: HttpStation) -> None:
        raw = jpeg()
        name = hashlib.sha256(raw).hexdigest()
        assert station.call("PUT", f"/blobs/{name}", body=raw).status_code == 201
        assert station.call("PUT", f"/blobs/{name}", body=raw).status_code == 204
        stored = (live.data_dir / "blobs" / name[:2] / name).read_bytes()
        assert raw[3:40] not in stored

    def test_other_bytes_or_another_kind_are_refused(self, station: HttpStation) -> None:
        problem(station.call("PUT", "/blobs/" + "a" * 64, body=jpeg()), ErrorCode.BAD_DIGEST)
        page = b"<html>" + b"x" * 100
        name = sha256_text(page).removeprefix("sha256:")
        problem(station.call("PUT", f"/blobs/{name}", body=page), ErrorCode.UNSUPPORTED_TYPE)


class TestFeed:
    def test_a_cursor_from_another_history_is_told_so(self, station: HttpStation) -> None:
        head = decode(station.call("GET", "/head?feed=33.74").content, Head)
        problem(station.call("GET", f"/changes?feed=33.74&since={head.rev + 5}"), ErrorCode.GENERATION_CHANGED)
        problem(station.call("GET", "/changes?feed=33.74&since=0&generation=g_other"), ErrorCode.GENERATION_CHANGED)

    def test_pages_follow_one_another_to_the_head(self, station: HttpStation) -> None:
        for _ in range(5):
            station.push(station.me.registered(registration(person())))
        seen: list[int] = []
        at, more = 0, True
        while more:
            page = decode(station.call("GET", f"/changes?feed=33.74&since={at}&limit=2").content, ChangesPage)
            assert page.from_rev == at
            seen += [item.rev for item in page.changes]
            at, more = page.next, page.has_more
        assert seen == sorted(set(seen))
        assert at == decode(station.call("GET", "/head?feed=33.74").content, Head).rev


def test_a_heartbeat_is_answered_with_time_and_policy(station: HttpStation) -> None:
    answer = decode(station.call("POST", "/heartbeat", heartbeat(paper_near_end=True)).content, HeartbeatAnswer)
    assert answer.policy.lease_size == 200


class TestManyAtOnce:
    def test_readers_miss_nothing_while_many_write(self, live: LiveServer, codes: list[str]) -> None:
        """Writers on several stations, a reader following its cursor: in the end the reader holds every registration."""
        stations = [HttpStation(live.url) for _ in range(4)]
        for one in stations:
            one.enrol(codes.pop())
        reader = HttpStation(live.url)
        reader.enrol(codes.pop())
        at = decode(reader.call("GET", "/head?feed=33.74").content, Head).rev
        written: list[str] = []
        faults: list[BaseException] = []

        def write(one: HttpStation) -> None:
            try:
                for _ in range(8):
                    record = registration(person())
                    assert one.push(one.me.registered(record)).results[0].status is OpStatus.CREATED
                    written.append(record.registration_id)
            except BaseException as fault:  # noqa: BLE001 - carried to the test's thread
                faults.append(fault)

        threads = [threading.Thread(target=write, args=(one,)) for one in stations]
        for thread in threads:
            thread.start()
        seen: list[tuple[int, str]] = []
        while True:
            finished = not any(thread.is_alive() for thread in threads)
            page = decode(reader.call("GET", f"/changes?feed=33.74&since={at}&limit=7").content, ChangesPage)
            seen += [(item.rev, item.id) for item in page.changes]
            at = page.next
            if finished and not page.has_more and not page.changes:
                break
        for thread in threads:
            thread.join()
        assert faults == []
        assert set(written) <= {name for _, name in seen}
        revs = [rev for rev, _ in seen]
        assert revs == sorted(set(revs))

    def test_of_cards_issued_at_once_for_one_person_exactly_one_is_valid(self, live: LiveServer, codes: list[str]) -> None:
        stations = [HttpStation(live.url) for _ in range(4)]
        for one in stations:
            one.enrol(codes.pop())
            one.lease(5)
        number = nik(person())
        answers: list[tuple[str, str]] = []
        start = threading.Barrier(len(stations))

        def issue(one: HttpStation) -> None:
            record = registration(person=number)
            ops = [one.me.registered(record), one.me.op(one.me.card_fact(record))]
            start.wait(20)
            while True:
                response = one.call("POST", "/ops:batch", batch(*ops))
                if response.status_code == 503:  # PostgreSQL broke a deadlock; a station comes again, and so do we
                    continue
                results = decode(response.content, OpsAnswer).results
                if all(item.status is not OpStatus.RETRY for item in results):
                    answers.append((results[1].status.value, results[1].reason))
                    return

        threads = [threading.Thread(target=issue, args=(one,)) for one in stations]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert sorted(reason for _, reason in answers) == ["", "second_card", "second_card", "second_card"]
