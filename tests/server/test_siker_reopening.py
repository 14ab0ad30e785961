"""A wrong decision is opened again by an officer: what follows for the person, the firm, the stations and the figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import cast

import msgspec
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from domain.applications import NotHiredReason
from siker import clock, vault
from siker.accounts.models import Role, User
from siker.ak1.models import Registration
from siker.applications import candidates, referrals, services
from siker.applications.life import StepRefusedError
from siker.applications.models import Application, ApplicationEvent, Candidate, Placement, Referral, ReferralKind, ReferralResult
from siker.audit.models import Entry
from siker.audit.services import SYSTEM, Actor
from siker.employers import services as firms
from siker.employers.models import MemberRole
from siker.feed.models import FeedRow
from siker.figures.models import Release
from siker.notices.kinds import NoticeKind
from siker.notices.models import Notice
from siker.notices.words import letter
from siker.seekers import accounts, codes, erasure, words
from siker.seekers.models import ClaimCode, ErasureRequest, SeekerAccount
from siker.seekers.own_data import as_json, journal_of
from siker.vacancies.models import Vacancy
from tests.server.permissions_hiring import FILLED, Scene, address, scene
from tests.server.siker_firms import member, signed_in
from tests.server.siker_hiring import NOW, later, let_employers_look, made_vacancy, submitted, withdrawn
from tests.server.siker_people import registration
from tests.server.siker_seekers import PASSWORD, client_for, login_named
from tests.server.test_figures import LAST, WHEN
from tests.server.test_siker_applications import told
from tests.server.test_siker_hiring_pages import rows, standing
from tests.server.test_siker_ingest import enrolled, officer, push
from tests.server.test_siker_permissions import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
WHY = "Tertukar dengan pelamar di baris berikutnya."
OFFICER = Actor.officer("antar.kerja", 1)
NAME = "Contoh Sekarwangi"


def hired(here: Scene) -> Application:
    """The applicant, marked as hired by mistake."""
    return services.hire(here.application.pk, NOW.date(), SYSTEM, NOW)


def reopen(application: Application, hours: float = 1) -> Application:
    """An officer opens it again."""
    services.reopen(application.pk, WHY, OFFICER, later(hours))
    return Application.objects.get(pk=application.pk)


def letters(kind: str) -> list[dict[str, object]]:
    """What the letters of a kind that have an address were given."""
    found = Notice.objects.filter(kind=kind).exclude(sealed=None)
    return [msgspec.json.decode(vault.unseal(item.sealed or b"", f"notice/{item.pk}")) for item in found]


def placements_told() -> int | None:
    """How many were hired in the last finished month, as everybody reads it."""
    months = Client().get("/angka/angka.json").json()["months"]
    told: int | None = next(item for item in months if item["month"] == str(LAST))["measures"]["penempatan"]["total"]
    return told


def account_of(row: Registration) -> SeekerAccount:
    """The portal account the person opens with the code of a slip."""
    codes.keep(row, "CDFGH-JKM34", clock.now())
    accounts.claim(ClaimCode.objects.get(digest=codes.digest("CDFGH-JKM34")).pk, login_named("orang@example.id"), PASSWORD, clock.now())
    return SeekerAccount.objects.get(nik_lookup=row.nik_lookup)


class TestAWrongHiring:
    def test_is_read_again_with_who_and_why_and_the_stations_hear_it(self) -> None:
        here = scene()
        hired(here)
        before = FeedRow.objects.get(entity="application", entity_id=here.application.pk).rev
        row = reopen(here.application)
        assert (row.state, row.reason, row.state_at) == ("read", "", later(1))
        status = told(row)
        assert (status.state, status.attempt, status.reason) == ("read", 1, "")
        assert FeedRow.objects.get(entity="application", entity_id=row.pk).rev > before
        last = row.events.last()
        assert last is not None
        assert (last.state, last.reason, last.note, last.by, last.by_person) == ("read", "reopened", WHY, "petugas:antar.kerja", False)
        entry = Entry.objects.get(action="application_reopened")
        assert (entry.actor, entry.subject, entry.detail) == ("petugas:antar.kerja", f"lamaran/{row.pk}", "hired")
        assert WHY not in repr(list(Entry.objects.values())), "the journal is for ever"

    def test_takes_the_placement_back_everywhere(self) -> None:
        here = scene()
        twin, station = enrolled("LOOK")
        push(station, let_employers_look(twin, registration(11, number=here.applicant.pk)))
        elsewhere = registration(11, number="0193a1c2-0000-7000-8000-00000000a011")
        push(station, twin.registered(elsewhere))
        assert Candidate.objects.count() == 2
        hired(here)
        assert (Candidate.objects.count(), standing(here.applicant.pk).placed_on) == (1, NOW.date())
        reopen(here.application)
        assert not Placement.objects.exists()
        assert [standing(number).placed_on for number in (here.applicant.pk, elsewhere.registration_id)] == [None, None]
        assert candidates.placed_on(Registration.objects.get(pk=here.applicant.pk)) is None
        assert Candidate.objects.count() == 2
        gone = Entry.objects.get(action="placement_removed")
        assert gone.subject == f"registration/{here.applicant.pk}"
        assert gone.detail == f"lowongan/{here.vacancy.pk} akl 8153 mulai 2026-11-23 dicatat 2026-11-23"

    def test_leaves_an_earlier_placement_elsewhere(self) -> None:
        here = scene()
        services.place(here.applicant, here.vacancy, date(2026, 6, 1), SYSTEM, NOW)
        hired(here)
        reopen(here.application)
        assert standing(here.applicant.pk).placed_on == date(2026, 6, 1)

    def test_tells_person_and_firm_without_the_reason(self) -> None:
        here = scene()
        hired(here)
        reopen(here.application)
        (to_firm,) = letters("decision_reopened")
        assert to_firm["to"] == here.firm.email
        (to_person,) = letters("application_reopened")
        for kind, made in ((NoticeKind.DECISION_REOPENED, to_firm), (NoticeKind.APPLICATION_REOPENED, to_person)):
            text = letter(kind, cast("dict[str, str]", made["values"]), "Disnaker Contoh")
            assert here.application.number in text.body
            assert "salah catat" in text.body
            assert WHY not in text.subject + text.body
            assert NAME not in text.subject + text.body

    def test_can_be_decided_anew_and_opened_once_more(self) -> None:
        here = scene()
        hired(here)
        reopen(here.application)
        services.invite(here.application.pk, NOW + timedelta(days=3), "Jl. Contoh", SYSTEM, later(2))
        services.hire(here.application.pk, date(2026, 12, 1), SYSTEM, later(3))
        assert Placement.objects.get().hired_on == date(2026, 12, 1)
        assert standing(here.applicant.pk).placed_on == date(2026, 12, 1)
        assert reopen(here.application, 4).state == "read"
        assert not Placement.objects.exists()

    def test_of_the_last_place_opens_neither_the_vacancy_nor_those_that_ended_with_it(self) -> None:
        here = scene()
        twin, station = enrolled("LAST")
        second, third = registration(70), registration(71)
        for person in (second, third):
            push(station, twin.registered(person), twin.op(submitted(person, here.vacancy), NOW))
        hired(here)
        wrong = services.hire(Application.objects.get(registration_id=second.registration_id).pk, NOW.date(), SYSTEM, NOW)
        ended = Application.objects.get(registration_id=third.registration_id)
        reopen(wrong)
        vacancy = Vacancy.objects.get(pk=here.vacancy.pk)
        assert (vacancy.state, vacancy.close_reason) == ("closed", "filled")
        assert (told(ended).state, told(ended).reason) == ("not_hired", "places_filled")
        page = client_of(Role.OFFICER).get(address("desk_application", here.given | {"application_id": wrong.pk})).content.decode()
        assert "tidak ikut dibuka" in page
        assert "tempat penuh tetap berakhir" in page
        services.hire(wrong.pk, NOW.date(), SYSTEM, later(3))  # the firm can still decide
        assert told(wrong).state == "hired"
        with pytest.raises(StepRefusedError, match="buka lagi lamaran orang itu dulu"):
            services.reopen(ended.pk, WHY, OFFICER, later(4))

    def test_of_the_only_place_lets_the_right_person_have_it(self) -> None:
        here = scene()
        Vacancy.objects.filter(pk=here.vacancy.pk).update(places_men=0, places_women=0, places_either=1)
        twin, station = enrolled("RIGHT")
        right = registration(70)
        push(station, twin.registered(right), twin.op(submitted(right, here.vacancy), NOW))
        hired(here)
        turned_away = Application.objects.get(registration_id=right.registration_id)
        assert told(turned_away).reason == "places_filled"
        of_it = address("desk_application", here.given | {"application_id": turned_away.pk})
        assert "Salah catat?" not in client_of(Role.OFFICER).get(of_it).content.decode()
        reopen(here.application)
        reopen(turned_away, 2)
        services.hire(turned_away.pk, NOW.date(), SYSTEM, later(3))
        assert Placement.objects.get().registration_id == right.registration_id
        assert (told(turned_away).state, told(here.application).reason) == ("hired", "places_filled")

    def test_that_a_letter_brought_lets_the_letter_be_answered_again(self) -> None:
        here, user = scene(), officer("antar")
        made = Referral.objects.get()
        referrals.answer(made.pk, ReferralResult.HIRED, NOW.date(), user, NOW)
        assert told(here.application).state == "hired"
        reopen(here.application)
        made.refresh_from_db()
        assert (made.result, made.result_at) == ("", None)
        assert Entry.objects.filter(action="referral_answered", detail=f"{made.number} dibatalkan").count() == 1
        referrals.answer(made.pk, ReferralResult.NOT_HIRED, None, user, later(2))
        assert told(here.application).state == "not_hired"

    def test_leaves_a_letter_that_said_something_of_its_own(self) -> None:
        here, user = scene(), officer("antar")
        call = referrals.refer(here.applicant, here.vacancy.pk, ReferralKind.AK4, None, "", "", user, NOW)
        referrals.answer(call.pk, ReferralResult.CAME, None, user, NOW - timedelta(hours=1))
        hired(here)
        reopen(here.application)
        call.refresh_from_db()
        assert call.result == "came"


class TestAWrongNo:
    @pytest.mark.parametrize("reason", [NotHiredReason.REQUIREMENTS, NotHiredReason.OTHER_CANDIDATE, NotHiredReason.OTHER])
    def test_of_the_employers_own_is_read_again(self, reason: NotHiredReason) -> None:
        here = scene()
        services.not_hire([here.application.pk], reason, "catatan perusahaan", SYSTEM, NOW)
        row = reopen(here.application)
        assert (row.state, row.reason, row.reason_note, row.read_at) == ("read", "", "", later(1))
        assert Entry.objects.get(action="application_reopened").detail == f"not_hired {reason}"
        assert not Entry.objects.filter(action="placement_removed").exists()
        page = signed_in(member(here.firm)).get(address("firm_application", here.given)).content.decode()
        assert NAME in page
        assert "Undang pelamar ini" in page
        assert "dibuka lagi oleh Disnaker" in page.casefold().replace("disnaker", "Disnaker")
        assert WHY not in page

    @pytest.mark.parametrize("reason", [NotHiredReason.VACANCY_CLOSED, NotHiredReason.FIRM_GONE])
    def test_of_nobodys_choice_stays(self, reason: NotHiredReason) -> None:
        here = scene()
        services.not_hire([here.application.pk], reason, "", SYSTEM, NOW)
        before = rows()
        with pytest.raises(StepRefusedError):
            services.reopen(here.application.pk, WHY, OFFICER, later(1))
        assert rows() == before

    def test_of_a_firm_that_left_stays(self) -> None:
        here = scene()
        services.not_hire([here.application.pk], NotHiredReason.OTHER, "", SYSTEM, NOW)
        firms.close(here.firm.pk, SYSTEM, NOW)
        with pytest.raises(StepRefusedError, match="tidak memakai SIKER"):
            services.reopen(here.application.pk, WHY, OFFICER, later(1))
        assert "Salah catat?" not in client_of(Role.OFFICER).get(address("desk_application", here.given)).content.decode()


@pytest.mark.parametrize("step", ["received", "read", "invited", "withdrawn"])
def test_what_is_not_decided_cannot_be_opened_again(step: str) -> None:
    here = scene()
    steps: dict[str, Callable[[], object]] = {
        "received": lambda: None, "read": lambda: services.mark_read(here.application.pk, SYSTEM, NOW),
        "invited": lambda: services.invite(here.application.pk, later(48), "Jl. Contoh", SYSTEM, NOW),
        "withdrawn": lambda: services.withdraw_from_portal(here.application.pk, SYSTEM, NOW),
    }  # fmt: skip
    steps[step]()
    before = rows()
    with pytest.raises(StepRefusedError):
        services.reopen(here.application.pk, WHY, OFFICER, later(1))
    assert rows() == before


def test_all_of_it_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    here = scene()
    hired(here)
    before = rows()

    def broken(*_: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(services, "publish_group", broken)
    with pytest.raises(DatabaseError), transaction.atomic():
        services.reopen(here.application.pk, WHY, OFFICER, later(1))
    assert rows() == before
    assert Placement.objects.exists()
    assert not Entry.objects.filter(action__in=["application_reopened", "placement_removed"]).exists()


class TestWhoTookItBackMeanwhile:
    def test_is_not_considered_again_and_everybody_hears_so(self) -> None:
        here = scene()
        hired(here)
        twin, station = enrolled("LATE")
        push(station, twin.op(withdrawn(registration(11, number=here.applicant.pk), here.vacancy, at=later(0.5)), later(0.5)))
        assert told(here.application).state == "hired", "a decision is not undone by a late act"
        row = reopen(here.application)
        assert (row.state, told(row).state) == ("withdrawn", "withdrawn")
        assert not Placement.objects.exists()
        assert list(row.events.order_by("id").values_list("state", flat=True))[-2:] == ["read", "withdrawn"]
        assert Notice.objects.filter(kind="application_withdrawn").count() == 1
        assert Notice.objects.filter(kind="applicant_withdrew").count() == 1
        assert not Notice.objects.filter(kind__in=["application_reopened", "decision_reopened"]).exists()


class TestADouble:
    def test_stands_as_its_leader_and_is_opened_through_it(self) -> None:
        here = scene()
        twin, station = enrolled("TWICE")
        again = registration(11, number="0193a1c2-0000-7000-8000-00000000a011")
        push(station, twin.registered(again), twin.op(submitted(again, here.vacancy), later(0.2)))
        double = Application.objects.exclude(same_as=None).get()
        hired(here)
        assert told(double).state == "hired"
        services.reopen(double.pk, WHY, OFFICER, later(1))
        assert [told(row).state for row in (here.application, double)] == ["read", "read"]
        page = client_of(Role.OFFICER).get(address("desk_application", here.given | {"application_id": double.pk})).content.decode()
        assert "Salah catat?" not in page


class TestThePage:
    def test_offers_it_quietly_only_for_a_decision(self) -> None:
        here = scene()
        desk = client_of(Role.OFFICER)
        assert "Salah catat?" not in desk.get(address("desk_application", here.given)).content.decode()
        hired(here)
        page = desk.get(address("desk_application", here.given)).content.decode()
        assert "<summary>Salah catat?</summary>" in page
        assert "catatan penempatannya dihapus" in page
        assert "tempat penuh" not in page

    def test_opens_it_again_once_however_often_it_is_sent(self) -> None:
        here = scene()
        hired(here)
        desk = client_of(Role.OFFICER)
        sent = {"alasan": f"  {WHY}\r\n ", "yakin": "ya"}
        first = desk.post(address("reopen_application", here.given), sent, follow=True).content.decode()
        assert "Keputusan dibuka lagi. Pelamar dan pemberi kerja diberi tahu." in first
        assert "sudah dibaca" in first
        assert WHY in first
        assert "Salah catat?" not in first
        before = rows()
        again = desk.post(address("reopen_application", here.given), sent, follow=True).content.decode()
        assert "Lamaran ini sudah terbuka. Tidak ada yang berubah." in again
        assert rows() == before
        assert Notice.objects.filter(kind="application_reopened").count() == 1

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"alasan": "", "yakin": "ya"}, "Tulis dulu apa yang salah catat"),
            ({"alasan": " \u200b\n ", "yakin": "ya"}, "Tulis dulu apa yang salah catat"),
            ({"alasan": "Tertukar " + "x" * 200, "yakin": "ya"}, "Cukup 200 huruf"),
            ({"alasan": "Tertukar dengan baris lain"}, "Centang dulu bahwa Anda sudah memastikannya"),
            ({"alasan": "contoh  SEKARWANGI tertukar", "yakin": "ya"}, "Jangan tulis nama atau NIK"),
            ({"alasan": "3374990101900001 tertukar", "yakin": "ya"}, "Jangan tulis nama atau NIK"),
        ],
    )  # fmt: skip
    def test_a_slip_says_what_to_do_and_keeps_what_was_typed(self, typed: dict[str, str], says: str) -> None:
        here = scene()
        hired(here)
        before = rows()
        answer = client_of(Role.OFFICER).post(address("reopen_application", here.given), typed)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert says in page
        assert typed["alasan"].strip(" \n\u200b") in page
        assert "<details open>" in page
        assert ('name="yakin" value="ya" checked' in page) == ("yakin" in typed)
        assert rows() == before

    def test_is_no_address_of_nothing(self) -> None:
        desk = client_of(Role.OFFICER)
        for wrong in ("tidak-ada", "a\x00b"):
            assert desk.post(f"/petugas/lamaran/{wrong}/buka-lagi", {"alasan": WHY, "yakin": "ya"}).status_code == 404

    def test_opens_nothing_for_anybody_but_officers_and_by_post(self) -> None:
        here = scene()
        hired(here)
        before = rows()
        who = (Client(), client_of(Role.TECHNICIAN), client_of(None), *(signed_in(member(here.firm, role)) for role in MemberRole))
        for client in who:
            assert client.post(address("reopen_application", here.given), FILLED).status_code in {302, 403}
        assert client_of(Role.ADMIN, strict=True).get(address("reopen_application", here.given)).status_code == 405
        assert client_of(Role.OFFICER, strict=True).post(address("reopen_application", here.given), FILLED).status_code == 403
        assert rows() == before
        assert client_of(Role.ADMIN).post(address("reopen_application", here.given), FILLED).status_code == 302
        assert told(here.application).state == "read"


class TestTheFigures:
    def test_a_released_month_keeps_its_figure_and_a_later_release_counts_no_more(self) -> None:
        here = scene()
        vacancy = made_vacancy(here.firm, 30, places=20)
        twin, station = enrolled("MANY")
        for person in [registration(n) for n in range(80, 87)]:
            push(station, twin.registered(person), twin.op(submitted(person, vacancy), NOW))
        made = list(Application.objects.filter(vacancy=vacancy))
        for application in made:
            services.hire(application.pk, NOW.date(), SYSTEM, WHEN)
        assert placements_told() == 7
        reopen(made[0])
        assert placements_told() == 7
        Release.objects.all().delete()  # as if nobody had asked and no night had passed before
        assert placements_told() == 6


class TestThePerson:
    def test_reads_that_it_is_considered_again_and_who_opened_it_but_not_why(self) -> None:
        here = scene()
        account = account_of(here.applicant)
        hired(here)
        row = reopen(here.application)
        assert [step.title for step in words.timeline_of(row)][-1] == "Lamaran dipertimbangkan lagi"
        assert words.standing_of(row).title == "Sudah dibaca"
        said = {look.what for look in journal_of(account)}
        assert {"membuka lagi keputusan lamaran Anda", "menghapus catatan penempatan Anda"} <= said
        assert WHY.encode() not in as_json(account, later(2))
        page = client_for(account.user).get(reverse("my_application", args=[row.pk])).content.decode()
        assert "Lamaran dipertimbangkan lagi" in page
        assert "ternyata salah catat" in page
        assert WHY not in page

    def test_erased_takes_the_officers_words_along_and_is_not_opened_again(self) -> None:
        here, user = scene(), officer("hapus")
        hired(here)
        reopen(here.application)
        services.hire(here.application.pk, NOW.date(), SYSTEM, later(2))
        request = ErasureRequest.objects.create(registration=here.applicant, asked_at=later(3))
        erasure.erase(request.pk, cast("User", user), later(4))
        assert not ApplicationEvent.objects.exclude(note="").exists()
        with pytest.raises(StepRefusedError, match="sudah dihapus"):
            services.reopen(here.application.pk, WHY, OFFICER, later(5))
