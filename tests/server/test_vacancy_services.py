"""A vacancy's way from draft to closing, and what the stations hear of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from domain import vacancy as content
from domain.vacancy import LegalLimit, LimitKind, Places, VacancyState, Wage
from domain.vacancy.rules import REVERIFY_AFTER_DAYS, VALID_DAYS_MAX
from siker import clock
from siker.audit.models import Entry
from siker.audit.services import SYSTEM
from siker.employers.models import FirmState
from siker.feed.models import FeedRow
from siker.feed.services import feed_name
from siker.notices.models import Notice
from siker.vacancies import reading, reminding, search_words, services
from siker.vacancies.form import typed_from
from siker.vacancies.models import CloseReason, Vacancy, VacancyVersion, vacancies_wait
from siker.vacancies.records import known_of, proposed_of, public_of, remarks_of, typed_of
from sync.wire.codec import decode
from tests.server.siker_firms import firm, offer, published, submitted, written
from tests.server.siker_live import LiveServer

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def on_feed(row: Vacancy) -> content.Vacancy | None:
    """What a station reads of it; None when it was taken away."""
    held = FeedRow.objects.get(feed=feed_name(row.region), entity="vacancy", entity_id=row.pk)
    assert (held.op == "del") == (held.payload is None)
    return None if held.payload is None else decode(bytes(held.payload), content.Vacancy)


def never_on_feed(row: Vacancy) -> bool:
    """No station ever heard of it."""
    return not FeedRow.objects.filter(entity="vacancy", entity_id=row.pk).exists()


def actions(row: Vacancy) -> list[str]:
    """The journal of a vacancy, the oldest first."""
    return list(Entry.objects.filter(subject=f"lowongan/{row.pk}").order_by("pk").values_list("action", flat=True))


def test_from_draft_to_everybodys_eyes() -> None:
    row = written(firm())
    assert (row.state, never_on_feed(row), row.places) == (VacancyState.DRAFT, True, 40)
    row = services.submit(row.pk, SYSTEM, clock.now())
    assert (row.state, never_on_feed(row), vacancies_wait()) == (VacancyState.SUBMITTED, True, 1)
    row = services.publish(row.pk, SYSTEM, clock.now())
    assert (row.state, row.proposed, vacancies_wait()) == (VacancyState.PUBLISHED, {}, 0)
    seen = on_feed(row)
    assert seen == public_of(row)
    assert seen is not None
    assert (seen.employer, seen.employer_verified, seen.sample) == ("CONTOH Garmen 1", True, True)
    assert "jahit" in row.stems
    assert actions(row) == ["vacancy_saved", "vacancy_submitted", "vacancy_published"]
    assert list(row.versions.order_by("pk").values_list("step", flat=True)) == ["submitted", "published"]


def test_an_amount_that_is_not_shown_reaches_nobody_but_officers_and_the_fit() -> None:
    of = firm()
    row = published(of, offer(of, wage=Wage(4_000_000, 4_321_000, shown=False)))
    seen, known = on_feed(row), known_of(row)
    assert seen is not None
    assert seen.wage == Wage(shown=False)
    assert known is not None
    assert known.wage == Wage(4_000_000, 4_321_000, shown=False)
    assert (row.wage_min, row.wage_max, row.wage_shown) == (4_000_000, 4_321_000, False)
    raw = FeedRow.objects.get(entity="vacancy", entity_id=row.pk).payload
    assert b"4321000" not in bytes(raw)
    assert "4321000" not in str(row.content)


def test_an_unfinished_draft_is_kept_and_cannot_be_handed_in() -> None:
    row = services.draft(firm(), {"title": "Kasir", "wage_min": "tiga juta"}, None, SYSTEM, clock.now())
    assert Vacancy.objects.get().proposed["typed"] == {"title": "Kasir", "wage_min": "tiga juta"}
    with pytest.raises(services.NotReadyError):
        services.submit(row.pk, SYSTEM, clock.now())
    assert Vacancy.objects.get().state == VacancyState.DRAFT


def test_what_the_rules_stop_is_not_handed_in() -> None:
    of = firm()
    row = written(of, offer(of, limits=(LegalLimit(LimitKind.AGE_MAX, "25", ""),), places=Places()))
    with pytest.raises(services.NotReadyError) as stopped:
        services.submit(row.pk, SYSTEM, clock.now())
    assert {item.code for item in stopped.value.remarks} == {"limit_needs_reason", "places_none"}


def test_a_firm_nobody_verified_may_prepare_but_nothing_becomes_public() -> None:
    row = submitted(firm(state=FirmState.PENDING))
    with pytest.raises(services.VacancyStepError, match="belum terverifikasi"):
        services.publish(row.pk, SYSTEM, clock.now())
    assert never_on_feed(row)
    of = row.firm
    of.state = FirmState.SUSPENDED
    of.save()
    with pytest.raises(services.VacancyStepError, match="tidak aktif"):
        services.submit(row.pk, SYSTEM, clock.now())


def test_a_change_of_a_public_one_waits_while_the_old_text_stays() -> None:
    of = firm()
    row = published(of)
    before = known_of(row)
    assert before is not None
    changed = replace(before, title="Operator jahit senior", wage=Wage(4_500_000))
    services.save(row.pk, {"title": changed.title}, changed, SYSTEM, clock.now())
    row = services.submit(row.pk, SYSTEM, clock.now())
    assert (row.state, row.title, vacancies_wait()) == (VacancyState.PUBLISHED, "Operator jahit", 1)
    seen = on_feed(row)
    assert seen is not None
    assert seen.title == "Operator jahit"
    later = clock.now() + timedelta(days=2)
    row = services.publish(row.pk, SYSTEM, later)
    seen = on_feed(row)
    assert seen is not None
    assert (seen.title, seen.wage.minimum, seen.published_on) == ("Operator jahit senior", 4_500_000, before.published_on)
    assert (row.title, row.wage_min) == ("Operator jahit senior", 4_500_000)


def test_a_returned_change_leaves_what_is_public() -> None:
    row = published(firm())
    meant = known_of(row)
    assert meant is not None
    services.save(row.pk, {"title": "x"}, replace(meant, title="Penjahit"), SYSTEM, clock.now())
    services.submit(row.pk, SYSTEM, clock.now())
    row = services.send_back(row.pk, "Tulis upahnya", SYSTEM, clock.now())
    assert (row.state, row.reason, row.submitted_at, vacancies_wait()) == (VacancyState.PUBLISHED, "Tulis upahnya", None, 0)
    assert proposed_of(row) is not None
    assert services.discard(row.pk, SYSTEM, clock.now())
    row.refresh_from_db()
    assert (row.proposed, row.title) == ({}, "Operator jahit")


def test_a_returned_draft_is_mended_and_handed_in_again() -> None:
    row = submitted(firm())
    row = services.send_back(row.pk, "Tulis jam kerjanya", SYSTEM, clock.now())
    assert (row.state, row.reason) == (VacancyState.RETURNED, "Tulis jam kerjanya")
    with pytest.raises(services.VacancyStepError):
        services.publish(row.pk, SYSTEM, clock.now())
    row = services.submit(row.pk, SYSTEM, clock.now())
    assert (row.state, row.reason) == (VacancyState.SUBMITTED, "")


def test_editing_what_waits_takes_it_back() -> None:
    row = submitted(firm())
    row = services.save(row.pk, {"title": "Penjahit"}, None, SYSTEM, clock.now())
    assert (row.state, row.submitted_at) == (VacancyState.DRAFT, None)
    with pytest.raises(services.VacancyStepError):
        services.publish(row.pk, SYSTEM, clock.now())


def test_two_officers_at_once_decide_once() -> None:
    row = published(firm())
    with pytest.raises(services.VacancyStepError, match="rekan"):
        services.publish(row.pk, SYSTEM, clock.now())
    with pytest.raises(services.VacancyStepError):
        services.send_back(row.pk, "x", SYSTEM, clock.now())
    assert VacancyVersion.objects.filter(vacancy=row, step="published").count() == 1


def test_closing_takes_it_from_the_stations_once() -> None:
    row = published(firm())
    assert services.close(row, CloseReason.FILLED, SYSTEM, clock.now())
    assert (row.state, row.close_reason, on_feed(row)) == (VacancyState.CLOSED, "filled", None)
    assert not services.close(row, CloseReason.EMPLOYER, SYSTEM, clock.now())
    row.refresh_from_db()
    assert row.close_reason == "filled"
    with pytest.raises(services.VacancyStepError):
        services.save(row.pk, {"title": "x"}, None, SYSTEM, clock.now())


def test_new_words_are_known_to_the_search_as_soon_as_the_vacancy_is_public(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    of = firm()
    with django_capture_on_commit_callbacks(execute=True):
        published(of, offer(of, title="Operator jahit"))
    assert search_words.read("akrobat jahit").corrected == "jahit"
    with django_capture_on_commit_callbacks(execute=True):
        published(of, offer(of, title="Akrobat sirkus"))
    assert search_words.read("akrobat jahit").corrected == ""


@pytest.mark.parametrize(
    ("wage", "read"),
    [
        (Wage(3_500_000, 4_000_000), "Rp3.500.000 – Rp4.000.000 sebulan"), (Wage(3_500_000), "Mulai Rp3.500.000 sebulan"),
        (Wage(3_500_000, 3_500_000, shown=False), "Rp3.500.000 sebulan (tidak ditampilkan)"), (Wage(), "Upah tidak dicantumkan"),
    ],
)  # fmt: skip
def test_firms_and_officers_read_a_wage_in_everybodys_words(wage: Wage, read: str) -> None:
    assert reading.parts(replace(offer(firm()), wage=wage))["Upah"] == read


def test_it_ends_at_the_end_of_its_last_day() -> None:
    of = firm()
    today = clock.today(clock.now())
    row = published(of, offer(of, valid_until=today + timedelta(days=3)))
    other = published(of, offer(of, title="Kasir", valid_until=today + timedelta(days=9)))
    assert services.close_expired(clock.now() + timedelta(days=3), SYSTEM) == 0
    assert services.close_expired(clock.now() + timedelta(days=4), SYSTEM) == 1
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.state, row.close_reason, other.state) == (VacancyState.CLOSED, "expired", VacancyState.PUBLISHED)
    assert on_feed(row) is None


def test_the_firm_is_told_once_a_week_before_the_end_and_again_only_after_an_extension() -> None:
    def told() -> int:
        return Notice.objects.filter(kind="vacancy_expiring").count()

    of = firm()
    today, now = clock.today(clock.now()), clock.now()
    row = published(of, offer(of, valid_until=today + timedelta(days=20)))
    published(of, offer(of, title="Kasir", valid_until=today + timedelta(days=5)))  # chosen for a few days only
    assert (services.close_expired(now + timedelta(days=4), SYSTEM), told()) == (0, 0)
    assert reminding.warn_expiring(now + timedelta(days=12)) == 0
    for day in (13, 13, 14, 20):
        services.close_expired(now + timedelta(days=day), SYSTEM)
    assert told() == 1
    services.extend(row.pk, today + timedelta(days=40), SYSTEM, now + timedelta(days=20))
    assert reminding.warn_expiring(now + timedelta(days=21)) == 0
    assert [reminding.warn_expiring(now + timedelta(days=day)) for day in (33, 34)] == [1, 0]
    services.close_expired(now + timedelta(days=41), SYSTEM)
    assert told() == 2


def test_extending_moves_the_last_day_and_has_its_limits() -> None:
    row = published(firm())
    today = clock.today(clock.now())
    for until, words in ((row.valid_until, "sesudah"), (today + timedelta(days=VALID_DAYS_MAX + 1), "90 hari"), (date(2020, 1, 1), "sesudah")):
        with pytest.raises(services.VacancyStepError, match=words):
            services.extend(row.pk, until, SYSTEM, clock.now())
    until = today + timedelta(days=VALID_DAYS_MAX)
    row = services.extend(row.pk, until, SYSTEM, clock.now())
    seen = on_feed(row)
    assert seen is not None
    assert (seen.valid_until, row.valid_until) == (until, until)


def test_a_change_that_waits_does_not_take_an_extension_back() -> None:
    of = firm()
    row = published(of)
    meant = offer(of, vacancy_id=row.pk, number=row.number, title="Operator obras", valid_until=row.valid_until)
    services.save(row.pk, typed_from(meant), meant, SYSTEM, clock.now())
    services.submit(row.pk, SYSTEM, clock.now())
    until = clock.today(clock.now()) + timedelta(days=60)
    row = services.extend(row.pk, until, SYSTEM, clock.now())
    assert (row.valid_until, typed_of(row)["valid_until"]) == (until, until.isoformat())
    row = services.publish(row.pk, SYSTEM, clock.now())
    assert (row.title, row.valid_until) == ("Operator obras", until)


def test_what_ended_by_its_date_opens_again_within_a_month_and_is_copied_later() -> None:
    row = published(firm())
    ended = clock.now() + timedelta(days=31)
    services.close_expired(ended, SYSTEM)
    again = services.extend(row.pk, clock.today(ended) + timedelta(days=20), SYSTEM, ended)
    assert (again.state, again.close_reason, on_feed(again) is None) == (VacancyState.PUBLISHED, "", False)
    late = ended + timedelta(days=20 + 1 + 31)
    services.close_expired(late, SYSTEM)
    with pytest.raises(services.VacancyStepError, match="Salin"):
        services.extend(row.pk, clock.today(late) + timedelta(days=20), SYSTEM, late)
    made = services.copy(row.pk, SYSTEM, late)
    meant = proposed_of(made)
    assert meant is not None
    assert (made.state, made.number != row.number, meant.valid_from, meant.number) == (VacancyState.DRAFT, True, clock.today(late), made.number)
    assert never_on_feed(made)


def test_after_half_a_year_an_officer_reads_it_again() -> None:
    row = published(firm())
    moment = clock.now()
    for _ in range(REVERIFY_AFTER_DAYS // 80):
        row = services.extend(row.pk, clock.today(moment) + timedelta(days=VALID_DAYS_MAX), SYSTEM, moment)
        moment += timedelta(days=80)
    moment = row.published_at + timedelta(days=REVERIFY_AFTER_DAYS + 1)
    row = services.extend(row.pk, clock.today(moment) + timedelta(days=60), SYSTEM, moment)
    assert (row.submitted_at, vacancies_wait()) == (moment, 1)
    seen = on_feed(row)
    assert seen is not None
    assert seen.valid_until == row.valid_until < clock.today(moment) + timedelta(days=60)


def test_a_draft_is_thrown_away_and_a_closed_one_is_not() -> None:
    of = firm()
    row, gone = published(of), written(of, offer(of, title="Kasir"))
    assert services.discard(gone.pk, SYSTEM, clock.now())
    assert not Vacancy.objects.filter(pk=gone.pk).exists()
    services.close(row, CloseReason.EMPLOYER, SYSTEM, clock.now())
    assert not services.discard(row.pk, SYSTEM, clock.now())


def test_the_same_work_twice_is_told_to_the_firm_and_odd_copies_to_the_officer() -> None:
    one, other = firm(1), firm(2)
    first = published(one)
    again = submitted(one)
    assert [(item.code, item.params["number"]) for item in remarks_of(again)] == [("duplicate_own", first.number)]
    other.phone = one.phone
    twin = submitted(other, offer(other, contact_phone=one.phone))
    assert {item.code for item in remarks_of(twin)} == {"duplicate_other"}
    honest = submitted(other, offer(other, contact_phone="+62248000099"))
    assert "duplicate_other" not in {item.code for item in remarks_of(honest)}


def test_a_script_in_a_title_stays_text() -> None:
    of = firm()
    row = published(of, offer(of, title="<script>alert(1)</script>", description="<img src=x onerror=alert(1)>"))
    seen = on_feed(row)
    assert seen is not None
    assert seen.title == "<script>alert(1)</script>"


def test_the_feed_counter_is_the_last_lock_of_a_publication() -> None:
    row = submitted(firm())
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        services.publish(row.pk, SYSTEM, clock.now())
    writes = [query["sql"] for query in seen.captured_queries if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert "feed_" in writes[-1]
    first_feed = next(place for place, sql in enumerate(writes) if '"feed_' in sql)
    assert all('"feed_' in sql for sql in writes[first_feed:])


def test_the_nightly_command_says_how_many_it_closed(live: LiveServer) -> None:
    assert live.command("close-expired").splitlines()[-1] == "0 lowongan ditutup."
