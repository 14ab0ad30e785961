"""Everything that changes a station: codes, enrolment, approval, revocation, heartbeat, policy, help tickets."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta

import uuid6
from django.conf import settings
from django.db import IntegrityError, transaction

from domain.ak1 import queue_code
from domain.facts import HelpRequested
from domain.fields import parse_free_text
from domain.problems import Problem
from domain.text import strip_controls, tidy
from siker import clock, vault
from siker.accounts.models import User
from siker.audit.models import AuditAction
from siker.audit.services import SYSTEM, Actor, record
from siker.fleet.models import CODE_LIFETIME, EnrolmentCode, HelpTicket, Nonce, PolicyRevision, Station, StationState
from sync.wire.codec import from_json, to_json
from sync.wire.keys import public_key, verify
from sync.wire.messages import EnrolAnswer, EnrolRequest, Heartbeat, HeartbeatAnswer, StationPolicy
from sync.wire.signing import WINDOW_S, enrol_proof_bytes

NONCE_MEMORY = timedelta(seconds=2 * WINDOW_S + 60)
KAB_KOTA = re.compile(r"[1-9][0-9]\.(?!00)[0-9]{2}")  # Kemendagri: province, dot, kabupaten or kota
REPEAT_ENROL = timedelta(hours=1)


class CodeUnknownError(Exception):
    """The enrolment code is unknown, used or too old, or the proof does not fit."""


class PlaceRefusedError(Exception):
    """A label or region that names no place for a machine; the text says how to write it."""


class SecondPersonError(Exception):
    """Whoever made the enrolment code may not approve the station as well."""


def _plain_code(code: str) -> str:
    return "".join(c for c in code.upper() if c.isalnum())


@transaction.atomic
def create_code(label: str, region: str, now: datetime, actor: Actor, user: User | None = None) -> tuple[str, datetime]:
    """A new one-time code and the moment it ends; only its digest is kept. Raises PlaceRefusedError."""
    place = parse_free_text(label, "label")
    if isinstance(place, Problem):
        raise PlaceRefusedError("Tulis di mana mesinnya berada, paling panjang 120 huruf.")
    if not KAB_KOTA.fullmatch(region):
        raise PlaceRefusedError("Kode wilayah ditulis seperti 33.74: kode Kemendagri untuk kabupaten atau kota.")
    code = f"{queue_code(secrets.token_bytes(6))}-{queue_code(secrets.token_bytes(6))[:3]}"
    ends = now + CODE_LIFETIME
    EnrolmentCode.objects.create(
        digest=vault.code_digest(_plain_code(code)), label=place, region=region, created_at=now,
        expires_at=ends, created_by=user,
    )  # fmt: skip
    record(actor, AuditAction.CODE_CREATED, f"wilayah/{region}", now, place)
    return code, ends


def _next_station_code(region: str) -> str:
    taken = Station.objects.filter(region=region).count()
    return f"{region.replace('.', '')}-{taken + 1:03d}"


@transaction.atomic
def enrol(request: EnrolRequest, now: datetime) -> EnrolAnswer:
    """Redeem a code. Repeating the same request within an hour repeats the answer. Raises CodeUnknownError."""
    digest = vault.code_digest(_plain_code(request.code))
    row = EnrolmentCode.objects.select_for_update().filter(digest=digest).first()
    try:
        public_key(request.public_key)
    except ValueError:
        raise CodeUnknownError from None
    if row is None or not verify(request.public_key, enrol_proof_bytes(request.code, request.public_key), request.proof):
        raise CodeUnknownError
    station = row.used_by
    if station is not None:
        if station.public_key != request.public_key or now - station.enrolled_at > REPEAT_ENROL:
            raise CodeUnknownError
        return _enrol_answer(station)
    if now > row.expires_at or Station.objects.filter(public_key=request.public_key).exists():
        raise CodeUnknownError
    approved = bool(settings.SIKER_AUTO_APPROVE)
    station = Station.objects.create(
        device_id=f"dev_{uuid6.uuid7()}", code=_next_station_code(row.region), label=row.label, region=row.region,
        public_key=request.public_key, hardware=strip_controls(request.hardware)[:200],
        app_version=strip_controls(request.app_version)[:40], enrolled_at=now, enrolled_by=row.created_by,
        state=StationState.APPROVED if approved else StationState.PENDING, approved_at=now if approved else None,
    )  # fmt: skip
    row.used_by = station
    row.save(update_fields=["used_by"])
    record(Actor.station(station.code), AuditAction.STATION_ENROLLED, f"mesin/{station.code}", now)
    if approved:
        record(SYSTEM, AuditAction.STATION_APPROVED, f"mesin/{station.code}", now, "otomatis")
    return _enrol_answer(station)


def _enrol_answer(station: Station) -> EnrolAnswer:
    return EnrolAnswer(
        device_id=station.device_id, station=station.code, region=station.region,
        approved=station.state == StationState.APPROVED, server_public_key=vault.server_key().public_text(), policy=policy(),
    )  # fmt: skip


@transaction.atomic
def approve(device_id: str, user: User, now: datetime) -> Station:
    """A second person compared the words. Raises SecondPersonError when it is the person who made the code."""
    station = Station.objects.select_for_update().get(pk=device_id)
    if station.state != StationState.PENDING:
        return station
    if station.enrolled_by_id is not None and station.enrolled_by_id == user.pk:
        raise SecondPersonError
    station.state, station.approved_at, station.approved_by = StationState.APPROVED, now, user
    station.save(update_fields=["state", "approved_at", "approved_by"])
    record(Actor.officer(user.username), AuditAction.STATION_APPROVED, f"mesin/{station.code}", now)
    return station


@transaction.atomic
def revoke(device_id: str, reason: str, actor: Actor, now: datetime) -> Station:
    """No pull, no leases, no lookup from now on; what it still pushes is parked."""
    from siker.ak1.leases import close_leases

    station = Station.objects.select_for_update().get(pk=device_id)
    if station.state == StationState.REVOKED:
        return station
    station.state, station.revoked_at, station.revoked_reason = StationState.REVOKED, now, tidy(reason)[:200]
    station.save(update_fields=["state", "revoked_at", "revoked_reason"])
    close_leases(station, now)
    record(actor, AuditAction.STATION_REVOKED, f"mesin/{station.code}", now, tidy(reason))
    return station


def mark_forked(station: Station, now: datetime) -> None:
    """Two histories under one identity: a restored or cloned disk. Issuing ends until the machine is enrolled anew."""
    from siker.ak1.leases import close_leases

    if station.state != StationState.APPROVED:
        return
    station.state = StationState.FORKED
    station.save(update_fields=["state"])
    close_leases(station, now)
    record(SYSTEM, AuditAction.STATION_FORKED, f"mesin/{station.code}", now)


@transaction.atomic
def remember_nonce(device_id: str, nonce: str, now: datetime) -> bool:
    """False when this device used the nonce before within the window."""
    Nonce.objects.filter(seen_at__lt=now - NONCE_MEMORY).delete()
    try:
        with transaction.atomic():
            Nonce.objects.create(device_id=device_id, nonce=nonce, seen_at=now)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def heartbeat(station: Station, beat: Heartbeat, now: datetime) -> HeartbeatAnswer:
    """Keep the latest health of a station; answer with the time and the policy. Not journalled: it changes nothing else."""

    def word(text: str) -> str:
        return strip_controls(text)[:60]

    Station.objects.filter(pk=station.pk).update(
        last_seen=now, app_version=word(beat.app_version)[:40], printer=word(beat.printer), reader=word(beat.reader),
        paper_near_end=beat.paper_near_end, outbox=_count(beat.outbox), quarantined=_count(beat.quarantined),
        leased_left=_count(beat.leased_left), disk_free_mb=_count(beat.disk_free_mb),
        clock_offset_ms=max(-(2**62), min(2**62, beat.clock_offset_ms)),
        reported_problems=[word(code) for code in beat.problems[:20]],
    )  # fmt: skip
    return HeartbeatAnswer(server_time_ms=clock.epoch_ms(now), policy=policy())


def _count(number: int) -> int:
    return max(0, min(number, 2**31 - 1))


def seen(station: Station, now: datetime) -> None:
    """Any signed request proves that the station is alive; written at most once a minute."""
    if station.last_seen is None or now - station.last_seen > timedelta(minutes=1):
        Station.objects.filter(pk=station.pk).update(last_seen=now)


def policy() -> StationPolicy:
    """The policy in force; its ``verify_base_url`` is this server's own address until the office sets another."""
    newest = PolicyRevision.objects.order_by("-rev").first()
    if newest is None:
        return StationPolicy(verify_base_url=settings.SIKER_PUBLIC_URL)
    return from_json(newest.body, StationPolicy)


def number_patterns() -> tuple[str, ...]:
    """Every number pattern the office has ever used, so that cards made offline under an older one are not suspected."""
    patterns = [
        StationPolicy().number_pattern,
        *(str(row["number_pattern"]) for row in PolicyRevision.objects.values_list("body", flat=True) if "number_pattern" in row),
    ]
    return tuple(dict.fromkeys(patterns))


@transaction.atomic
def set_policy(new: StationPolicy, actor: Actor, now: datetime) -> StationPolicy:
    """Store a new revision; its ``rev`` is the next one whatever was passed."""
    import msgspec

    newest = PolicyRevision.objects.select_for_update().order_by("-rev").first()
    numbered = msgspec.structs.replace(new, rev=(newest.rev if newest else 1) + 1)
    PolicyRevision.objects.create(rev=numbered.rev, body=to_json(numbered), at=now)
    record(actor, AuditAction.POLICY_CHANGED, f"aturan/{numbered.rev}", now)
    return numbered


def record_help(fact: HelpRequested, station: Station) -> None:
    """Open a ticket; the same ticket twice stays one."""
    HelpTicket.objects.get_or_create(
        ticket=fact.ticket[:80], defaults={"station": station, "page": strip_controls(fact.page)[:80], "asked_at": fact.at}
    )


@transaction.atomic
def finish_ticket(ticket: str, user: User, now: datetime) -> None:
    """Somebody helped."""
    changed = HelpTicket.objects.filter(pk=ticket, done_at=None).update(done_at=now, done_by=user)
    if changed:
        record(Actor.officer(user.username), AuditAction.TICKET_DONE, f"bantuan/{ticket}", now)
