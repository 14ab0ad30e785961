"""A vacancy's way from draft to closing. Every step is one transaction: row, version, journal entry, and the feed last.

Only an officer makes a vacancy public. What is public stays so while a change of it waits. Callers pass who acts and the time.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import uuid6
from django.db import transaction

from domain import vacancy as content
from domain.ak1 import queue_code
from domain.text import tidy
from domain.vacancy import VacancyState
from domain.vacancy.rules import REVERIFY_AFTER_DAYS, VALID_DAYS_MAX, Remark, judge, stops
from siker import clock
from siker.audit.models import AuditAction
from siker.audit.services import Actor, record
from siker.employers.letters import link, tell
from siker.employers.models import Firm, FirmState
from siker.feed.services import publish as put_on_feed
from siker.notices.kinds import NoticeKind
from siker.vacancies import duplicates
from siker.vacancies.floors import floor_of, word_table
from siker.vacancies.form import facts_of, fresh, typed_from
from siker.vacancies.models import CloseReason, Vacancy, VacancyVersion
from siker.vacancies.records import (
    fill_columns,
    known_of,
    plain_remarks,
    proposal,
    proposed_of,
    public_of,
    typed_of,
    without_hidden,
)
from siker.vacancies.reminding import warn_expiring
from siker.vacancies.search_index import forget_on_commit, stems
from siker.vacancies.words import CLOSE_REASONS
from sync.wire.codec import to_json

FEED_ENTITY = "vacancy"
REASON_MAX = 300
REOPEN_WITHIN = timedelta(days=30)
"""How long after its last day a vacancy may simply go on; later it is copied."""


class VacancyStepError(Exception):
    """A step that is not possible now; the text is the sentence for whoever asked."""


class NotReadyError(VacancyStepError):
    """Something must be mended first; ``remarks`` say what."""

    def __init__(self, remarks: tuple[Remark, ...] = ()) -> None:
        super().__init__("Lowongan ini belum bisa diajukan. Masih ada isian yang perlu dibetulkan.")
        self.remarks = remarks


def _locked(vacancy_id: str) -> Vacancy:
    return Vacancy.objects.select_for_update(of=("self",)).select_related("firm").get(pk=vacancy_id)


def new_number() -> str:
    """A number for paper and telephone, ``LK-7F3-K2R``, that no vacancy has yet."""
    while True:
        number = f"LK-{queue_code(secrets.token_bytes(6))}"
        if not Vacancy.objects.filter(number=number).exists():
            return number


def _version(row: Vacancy, vacancy: content.Vacancy, step: str, actor: Actor, now: datetime, note: str = "") -> None:
    VacancyVersion.objects.create(vacancy=row, content=to_json(vacancy), step=step, note=note[:300], by=actor.name[:80], at=now)


def _announce(row: Vacancy, vacancy: content.Vacancy | None, now: datetime) -> None:
    forget_on_commit()
    put_on_feed(row.region, FEED_ENTITY, row.pk, vacancy, now)


# --- Writing ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def draft(
    firm: Firm, typed: Mapping[str, str], vacancy: content.Vacancy | None, actor: Actor, now: datetime, *,
    confirmed: bool = False, user_id: int | None = None,
) -> Vacancy:
    """Keep a new draft, however unfinished. ``vacancy``: what was meant, None while it cannot be read."""
    today = clock.today(now)
    row = Vacancy(
        vacancy_id=vacancy.vacancy_id if vacancy else str(uuid6.uuid7()), number=vacancy.number if vacancy else new_number(), firm=firm,
        region=firm.region, title=_title(typed), employer=firm.name, contract=content.ContractType.PKWT, placement=content.PlacementKind.AKL,
        shift=content.Shift.PAGI, valid_from=today, valid_until=today + timedelta(days=30), created_at=now, changed_at=now,
        created_by_id=user_id or actor.user_id, sample=firm.sample,
    )  # fmt: skip
    _keep(row, typed, vacancy, confirmed=confirmed)
    row.save(force_insert=True)
    record(actor, AuditAction.VACANCY_SAVED, f"lowongan/{row.pk}", now)
    return row


def _title(typed: Mapping[str, str]) -> str:
    return tidy(typed.get("title", ""))[:120] or "Tanpa nama"


def _keep(row: Vacancy, typed: Mapping[str, str], vacancy: content.Vacancy | None, *, confirmed: bool) -> None:
    row.proposed = proposal(typed, vacancy, confirmed=confirmed)
    if not row.content:
        row.title = _title(typed)
        if vacancy is not None:
            fill_columns(row, vacancy)


@transaction.atomic
def save(
    vacancy_id: str, typed: Mapping[str, str], vacancy: content.Vacancy | None, actor: Actor, now: datetime, *, confirmed: bool = False
) -> Vacancy:
    """Keep what was typed. What is public stays as it is; what waited is taken back until it is handed in again."""
    row = _locked(vacancy_id)
    if row.state == VacancyState.CLOSED:
        raise VacancyStepError("Lowongan ini sudah ditutup. Salin dulu bila ingin membukanya lagi.")
    _keep(row, typed, vacancy, confirmed=confirmed)
    if row.state == VacancyState.SUBMITTED:
        row.state = VacancyState.DRAFT
    row.submitted_at, row.changed_at, row.flags = None, now, []
    row.save()
    record(actor, AuditAction.VACANCY_SAVED, f"lowongan/{row.pk}", now)
    return row


def review(row: Vacancy, vacancy: content.Vacancy, now: datetime, *, confirmed: bool) -> tuple[Remark, ...]:
    """Everything the rules and the other open vacancies say of a version."""
    today = clock.today(now)
    floor = floor_of(vacancy.site.kode, today) if vacancy.site.kode else None
    said = judge(vacancy, facts_of(row.firm), word_table(), today=today, floor=floor, confirmed=confirmed)
    return (*said, *duplicates.remarks(row, vacancy))


@transaction.atomic
def submit(vacancy_id: str, actor: Actor, now: datetime) -> Vacancy:
    """Hand it in. Raises NotReadyError with what must be mended, VacancyStepError when nothing waits to be handed in."""
    row = _locked(vacancy_id)
    vacancy = proposed_of(row)
    if row.state == VacancyState.CLOSED or (row.content and not row.proposed):
        raise VacancyStepError("Tidak ada yang perlu diajukan di lowongan ini.")
    if row.firm.state in {FirmState.SUSPENDED, FirmState.CLOSED}:
        raise VacancyStepError("Perusahaan ini sedang tidak aktif di SIKER, jadi lowongannya belum bisa diajukan.")
    if vacancy is None:
        raise NotReadyError
    remarks = review(row, vacancy, now, confirmed=bool(row.proposed.get("confirmed")))
    if blocking := stops(remarks):
        raise NotReadyError(blocking)
    if row.state in {VacancyState.DRAFT, VacancyState.RETURNED}:
        row.state = VacancyState.SUBMITTED
    row.flags, row.reason, row.submitted_at, row.changed_at = plain_remarks(remarks), "", now, now
    row.save()
    _version(row, vacancy, "submitted", actor, now)
    record(actor, AuditAction.VACANCY_SUBMITTED, f"lowongan/{row.pk}", now, ", ".join(sorted({item.code for item in remarks})))
    return row


@transaction.atomic
def copy(vacancy_id: str, actor: Actor, now: datetime) -> Vacancy:
    """A new draft with the same words, from today on."""
    row = Vacancy.objects.select_related("firm").get(pk=vacancy_id)
    today = clock.today(now)
    source = proposed_of(row) if not row.content else known_of(row)
    typed = typed_of(row) if source is None else typed_from(source)
    dates = {name: fresh(row.firm, today)[name] for name in ("valid_from", "valid_until")}
    made = draft(row.firm, {**typed, **dates}, None, actor, now)
    if source is not None:
        renewed = replace(
            source, vacancy_id=made.pk, number=made.number, employer=row.firm.name, valid_from=today,
            valid_until=today + timedelta(days=30), published_on=today, wllp=content.WllpReport(),
        )  # fmt: skip
        made = save(made.pk, typed_from(renewed), renewed, actor, now)
    return made


@transaction.atomic
def discard(vacancy_id: str, actor: Actor, now: datetime) -> bool:
    """Throw away what is being written: a draft that was never public goes, of a public one only the change. False: nothing to do."""
    row = _locked(vacancy_id)
    if row.content and row.proposed:
        row.proposed, row.flags, row.reason, row.submitted_at, row.changed_at = {}, [], "", None, now
        row.save()
    elif not row.content and row.state in {VacancyState.DRAFT, VacancyState.RETURNED, VacancyState.SUBMITTED}:
        row.delete()
    else:
        return False
    record(actor, AuditAction.VACANCY_SAVED, f"lowongan/{vacancy_id}", now, "dibuang")
    return True


# --- Officers --------------------------------------------------------------------------------------------------------
@transaction.atomic
def publish(vacancy_id: str, actor: Actor, now: datetime) -> Vacancy:
    """Make the waiting version public. Raises VacancyStepError when nothing waits, the firm is not verified, or its days are over."""
    row = _locked(vacancy_id)
    waiting = proposed_of(row)
    if waiting is None or row.submitted_at is None or row.state not in {VacancyState.SUBMITTED, VacancyState.PUBLISHED}:
        raise VacancyStepError("Lowongan ini tidak sedang menunggu. Mungkin rekan Anda sudah memutuskannya, atau perusahaan mengubahnya lagi.")
    if not row.firm.is_public:
        raise VacancyStepError("Perusahaannya belum terverifikasi. Periksa perusahaannya dulu.")
    today = clock.today(now)
    if waiting.valid_until < today:
        raise VacancyStepError("Hari terakhir melamar sudah lewat. Kembalikan, agar perusahaan memilih hari baru.")
    before = public_of(row)
    vacancy = replace(
        waiting, employer=row.firm.name, employer_id=row.firm.pk, employer_verified=True, sample=row.sample,
        published_on=before.published_on if before else today,
    )  # fmt: skip
    _make_public(row, vacancy, now)
    row.proposed, row.reason, row.submitted_at = {}, "", None
    row.save()
    _version(row, vacancy, "published", actor, now)
    record(actor, AuditAction.VACANCY_PUBLISHED, f"lowongan/{row.pk}", now)
    tell(NoticeKind.VACANCY_PUBLISHED, row.firm.email, {"title": row.title, "number": row.number, "link": link("own_vacancy", row.pk)}, now)
    _announce(row, without_hidden(vacancy), now)
    return row


def _make_public(row: Vacancy, vacancy: content.Vacancy, now: datetime) -> None:
    public = without_hidden(vacancy)
    fill_columns(row, vacancy)
    row.content, row.stems, row.state = to_json(public), stems(public), VacancyState.PUBLISHED
    row.changed_at, row.closed_at, row.close_reason = now, None, ""
    row.published_at = row.published_at or now


@transaction.atomic
def send_back(vacancy_id: str, reason: str, actor: Actor, now: datetime) -> Vacancy:
    """Return the waiting version with a reason; what is public stays public."""
    row = _locked(vacancy_id)
    waiting = proposed_of(row)
    if waiting is None or row.submitted_at is None:
        raise VacancyStepError("Lowongan ini tidak sedang menunggu. Mungkin rekan Anda sudah memutuskannya.")
    if row.state == VacancyState.SUBMITTED:
        row.state = VacancyState.RETURNED
    row.reason, row.submitted_at, row.changed_at = reason[:REASON_MAX], None, now
    row.save()
    _version(row, waiting, "returned", actor, now, reason)
    record(actor, AuditAction.VACANCY_RETURNED, f"lowongan/{row.pk}", now)
    letter = {"title": row.title, "number": row.number, "reason": row.reason, "link": link("own_vacancy", row.pk)}
    tell(NoticeKind.VACANCY_RETURNED, row.firm.email, letter, now)
    return row


# --- The public life -------------------------------------------------------------------------------------------------
def _last_read(row: Vacancy) -> datetime | None:
    """When an officer last let a version of it become public."""
    return row.versions.filter(step="published").order_by("-at").values_list("at", flat=True).first() or row.published_at


@transaction.atomic
def extend(vacancy_id: str, until: date, actor: Actor, now: datetime) -> Vacancy:
    """Move the last day of a public vacancy, or open one again that ended by its date within the last month.

    What no officer has read for half a year waits for one again. Raises VacancyStepError.
    """
    row = _locked(vacancy_id)
    vacancy, today = known_of(row), clock.today(now)
    ended = row.state == VacancyState.CLOSED and row.close_reason == CloseReason.EXPIRED
    if vacancy is None or not (row.state == VacancyState.PUBLISHED or (ended and today - row.valid_until <= REOPEN_WITHIN)):
        raise VacancyStepError("Lowongan ini tidak bisa diperpanjang lagi. Salin saja, lalu ajukan salinannya.")
    if not row.firm.is_public:
        raise VacancyStepError("Perusahaan ini sedang tidak terverifikasi, jadi lowongannya belum bisa diperpanjang.")
    if until <= max(vacancy.valid_until, today - timedelta(days=1)):
        raise VacancyStepError("Pilih hari sesudah hari terakhir yang sekarang.")
    if (until - today).days > VALID_DAYS_MAX:
        raise VacancyStepError(f"Perpanjangan paling jauh {VALID_DAYS_MAX} hari dari hari ini.")
    longer = replace(vacancy, valid_until=until)
    read_at = _last_read(row)
    if read_at is None or now - read_at > timedelta(days=REVERIFY_AFTER_DAYS):
        return _propose_again(row, longer, actor, now)
    _make_public(row, longer, now)
    _let_the_waiting_follow(row, until)
    row.save()
    _version(row, longer, "extended", actor, now)
    record(actor, AuditAction.VACANCY_EXTENDED, f"lowongan/{row.pk}", now, until.isoformat())
    _announce(row, without_hidden(longer), now)
    return row


def _let_the_waiting_follow(row: Vacancy, until: date) -> None:
    """A change that is being written or waits keeps the longer time too; accepting it would take the days away again."""
    if not row.proposed:
        return
    waiting = proposed_of(row)
    typed = {**typed_of(row), "valid_until": until.isoformat()} if typed_of(row) else {}
    later = replace(waiting, valid_until=until) if waiting is not None and waiting.valid_until < until else waiting
    row.proposed = proposal(typed, later, confirmed=bool(row.proposed.get("confirmed")))


def _propose_again(row: Vacancy, longer: content.Vacancy, actor: Actor, now: datetime) -> Vacancy:
    remarks = review(row, longer, now, confirmed=True)
    row.proposed, row.flags = proposal(typed_from(longer), longer, confirmed=True), plain_remarks(remarks)
    row.submitted_at, row.changed_at, row.reason = now, now, ""
    if row.state == VacancyState.CLOSED:
        row.state = VacancyState.SUBMITTED
    row.save()
    _version(row, longer, "submitted", actor, now, "diperpanjang setelah lama tayang")
    record(actor, AuditAction.VACANCY_SUBMITTED, f"lowongan/{row.pk}", now, "perpanjangan")
    return row


@transaction.atomic
def close(vacancy: Vacancy, reason: CloseReason, actor: Actor, now: datetime, note: str = "") -> bool:
    """Take a public vacancy off the portal and the stations. False: it was not public any more.

    Applications are not touched here; whoever closes for good ends them (``siker.applications.services.vacancy_closed``).
    """
    row = _locked(vacancy.pk)
    if row.state != VacancyState.PUBLISHED:
        return False
    row.state, row.close_reason, row.closed_at, row.changed_at = VacancyState.CLOSED, reason, now, now
    row.proposed, row.submitted_at, row.reason = {}, None, note[:REASON_MAX]
    row.save()
    vacancy.refresh_from_db()
    known = known_of(row)
    if known is not None:
        _version(row, known, "closed", actor, now, note or CLOSE_REASONS[reason])
    record(actor, AuditAction.VACANCY_CLOSED, f"lowongan/{row.pk}", now, reason)
    if reason in {CloseReason.EXPIRED, CloseReason.OFFICER}:
        letter = {"title": row.title, "number": row.number, "reason": note or CLOSE_REASONS[reason], "link": link("own_vacancy", row.pk)}
        tell(NoticeKind.VACANCY_ENDED, row.firm.email, letter, now)
    _announce(row, None, now)
    return True


def close_expired(now: datetime, actor: Actor, most: int = 10_000, *, firm: Firm | None = None) -> int:
    """Close what ended by its date before today (of one firm, or of all); each one for itself. Returns how many.

    Firms are told of what ends within a week.
    """
    warn_expiring(now, most, firm=firm)
    over = Vacancy.objects.filter(state=VacancyState.PUBLISHED, valid_until__lt=clock.today(now)).order_by("valid_until")
    if firm is not None:
        over = over.filter(firm=firm)
    return sum(close(row, CloseReason.EXPIRED, actor, now) for row in over[:most])


def close_all(firm: Firm, reason: CloseReason, actor: Actor, now: datetime, note: str = "") -> list[Vacancy]:
    """Close every public vacancy of a firm and take back what waits; returns those closed. Runs inside the caller's transaction."""
    rows = Vacancy.objects.filter(firm=firm)
    for waiting in rows.exclude(state__in=(VacancyState.PUBLISHED, VacancyState.CLOSED)).exclude(submitted_at=None):
        row = _locked(waiting.pk)
        row.state, row.submitted_at = (VacancyState.CLOSED if row.content else VacancyState.DRAFT), None
        row.save()
    return [row for row in rows.filter(state=VacancyState.PUBLISHED).order_by("pk") if close(row, reason, actor, now, note)]


def rename_employer(firm: Firm, now: datetime) -> int:
    """Carry a firm's new name into its public vacancies. Runs inside the caller's transaction; returns how many."""
    done = 0
    for found in Vacancy.objects.filter(firm=firm, state=VacancyState.PUBLISHED).order_by("pk"):
        row = _locked(found.pk)
        public = public_of(row)
        if public is None or public.employer == firm.name:
            continue
        renamed = replace(public, employer=firm.name)
        row.content, row.employer, row.stems, row.changed_at = to_json(renamed), firm.name, stems(renamed), now
        row.save()
        _announce(row, renamed, now)
        done += 1
    return done
