"""What employers, officers and strangers see of applicants and candidates: each their own, and no more than was agreed."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from domain.applications import NotHiredReason
from domain.facts import PresenceReported
from siker.accounts.models import Role
from siker.ak1 import lookup
from siker.applications import candidates, referrals, services
from siker.applications.models import (
    Application,
    ApplicationEvent,
    Candidate,
    CandidateInvitation,
    Placement,
    Referral,
    ReferralKind,
    ReferralResult,
)
from siker.audit.models import Entry
from siker.audit.services import SYSTEM
from siker.employers.models import FirmState, MemberRole
from siker.feed.models import FeedRow
from siker.notices.models import Notice
from siker.vacancies.models import Vacancy
from sync.wire.codec import decode
from sync.wire.messages import RegistrationStatus
from tests.server.permissions_hiring import DESK, FILLED, FIRM, address, scene
from tests.server.siker_firms import member, signed_in
from tests.server.siker_hiring import NOW, made_firm, made_vacancy, submitted, withdrawn
from tests.server.siker_people import registration
from tests.server.test_siker_applications import told
from tests.server.test_siker_ingest import enrolled, officer, push
from tests.server.test_siker_permissions import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NAME = "Contoh Sekarwangi"


def standing(registration_id: str) -> RegistrationStatus:
    """What the feed says last of a registration."""
    return decode(bytes(FeedRow.objects.get(entity="registration", entity_id=registration_id).payload or b""), RegistrationStatus)


def rows() -> str:
    """Everything hiring writes."""
    kinds = (Application, ApplicationEvent, Placement, Referral, CandidateInvitation, Notice)
    return repr([sorted(map(repr, kind.objects.values())) for kind in kinds] + sorted(Vacancy.objects.values_list("pk", "state")))


class TestWhoMayOpenWhat:
    @pytest.mark.parametrize("role", [*MemberRole])
    def test_each_role_of_a_firm_opens_exactly_its_pages(self, role: MemberRole) -> None:
        here = scene()
        client = signed_in(member(here.firm, role))
        before = rows()
        for name, (roles, methods) in FIRM.items():
            got = client.get(address(name, here.given))
            assert got.status_code == (403 if role not in roles else 200 if "GET" in methods else 405), name
            if role not in roles and "POST" in methods:
                assert client.post(address(name, here.given), FILLED).status_code == 403, name
        if role is MemberRole.VIEWER:
            assert rows() == before

    def test_strangers_staff_and_seekers_open_no_page_of_a_firm(self) -> None:
        here = scene()
        before = rows()
        for name in FIRM:
            for answer in (Client().get(address(name, here.given)), Client().post(address(name, here.given), FILLED)):
                assert answer.status_code == 302, name
                assert answer.headers["Location"].startswith("/masuk/?next="), name
        for role in (*Role, None):
            client = client_of(role)
            for name in FIRM:
                assert client.get(address(name, here.given)).status_code == 403, name
                assert client.post(address(name, here.given), FILLED).status_code == 403, name
        assert rows() == before

    def test_a_firm_opens_no_page_of_the_desk_and_a_technician_sees_no_applicant(self) -> None:
        here = scene()
        before = rows()
        for client in (signed_in(member(here.firm)), client_of(Role.TECHNICIAN), client_of(None)):
            for name in DESK:
                assert client.get(address(name, here.given)).status_code == 403, name
                assert client.post(address(name, here.given), FILLED).status_code == 403, name
        assert rows() == before

    def test_officers_open_every_page_of_the_desk(self) -> None:
        here = scene()
        client = client_of(Role.OFFICER)
        for name, (_, methods) in DESK.items():
            assert client.get(address(name, here.given)).status_code == (200 if "GET" in methods else 405), name

    def test_forms_need_their_token(self) -> None:
        here = scene()
        before = rows()
        client = signed_in(member(here.firm), strict=True)
        for name, (_, methods) in FIRM.items():
            if "POST" in methods:
                assert client.post(address(name, here.given), FILLED).status_code == 403, name
        assert rows() == before


class TestAnotherFirm:
    def test_sees_and_changes_nothing_of_our_applicants_and_candidates(self) -> None:
        ours, theirs = scene(1), scene(2)
        client = signed_in(member(theirs.firm))
        before = rows()
        for name in FIRM.keys() - {"firm_applications", "firm_applications_csv", "firm_candidates"}:
            for answer in (client.get(address(name, ours.given)), client.post(address(name, ours.given), FILLED)):
                assert answer.status_code in {404, 405}, name
        mixed = {**theirs.given, "key": ours.given["key"]}
        assert client.get(address("firm_candidate", mixed)).status_code == 404
        assert rows() == before
        for name in ("firm_applications", "firm_applications_csv"):
            page = client.get(reverse(name), {"lowongan": ours.vacancy.pk}).content.decode()
            assert ours.application.number not in page
            assert NAME not in page

    @pytest.mark.parametrize("state", [FirmState.PENDING, FirmState.SUSPENDED, FirmState.CLOSED, FirmState.RETURNED])
    def test_a_firm_that_is_not_verified_reads_nothing_about_people(self, state: FirmState) -> None:
        here = scene()
        client = signed_in(member(here.firm))
        here.firm.state = state
        here.firm.save()
        for name in FIRM:
            assert client.get(address(name, here.given)).status_code in {403, 405}, name
            assert client.post(address(name, here.given), FILLED).status_code in {403, 405}, name


class TestTheEmployersDesk:
    def test_the_list_counts_by_state_and_shows_who_applied(self) -> None:
        here = scene()
        page = signed_in(member(here.firm)).get(reverse("firm_applications")).content.decode()
        assert NAME in page
        assert "Baru masuk (1)" in page

    def test_opening_makes_it_read_once_and_is_journalled_every_time(self) -> None:
        here = scene()
        client = signed_in(member(here.firm))
        for _ in range(2):
            page = client.get(address("firm_application", here.given)).content.decode()
        assert NAME in page
        assert "SMK Contoh" in page
        assert told(here.application).state == "read"
        assert here.application.events.filter(state="read").count() == 1
        assert Entry.objects.filter(action="application_viewed", subject=f"lamaran/{here.application.pk}").count() == 2

    def test_the_look_of_a_viewer_is_journalled_and_decides_nothing(self) -> None:
        here = scene()
        page = signed_in(member(here.firm, MemberRole.VIEWER)).get(address("firm_application", here.given)).content.decode()
        assert "Undang pelamar ini" not in page
        assert told(here.application).state == "received"
        assert Entry.objects.filter(action="application_viewed", subject=f"lamaran/{here.application.pk}").exists()

    def test_the_cv_opens_on_a4(self) -> None:
        here = scene()
        client = signed_in(member(here.firm))
        assert address("firm_application_cv", here.given) in client.get(address("firm_application", here.given)).content.decode()
        paper = client.get(address("firm_application_cv", here.given))
        assert (paper.headers["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")

    def test_what_the_cv_leaves_out_is_nowhere_on_the_page(self) -> None:
        here = scene()
        page = signed_in(member(here.firm)).get(address("firm_application", here.given)).content.decode()
        for hidden in ("337499", "1990", "Islam", "Belum kawin", "Jl. Contoh 1<", "Laki-laki"):
            assert hidden not in page, hidden

    def test_an_invitation_reaches_the_person_and_the_stations_and_can_be_moved(self) -> None:
        here = scene()
        client = signed_in(member(here.firm))
        assert client.post(address("firm_invite", here.given), FILLED).status_code == 302
        status = told(here.application)
        assert (status.state, status.invited_place) == ("invited", "Jl. Contoh Industri 1")
        assert f"{status.invited_at:%H:%M}" == "02:00"  # 09.00 in Semarang
        assert Notice.objects.filter(kind="application_invited").count() == 1
        assert client.post(address("firm_invite", here.given), {**FILLED, "jam": "13:30"}).status_code == 302
        assert f"{told(here.application).invited_at:%H:%M}" == "06:30"

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"tanggal": "2020-01-01"}, "Pilih waktu sesudah sekarang"), ({"tanggal": "besok"}, "Tulis tanggal seperti"),
            ({"jam": ""}, "Pilih jamnya dulu"), ({"tempat": ""}, "Tulis alamatnya dulu"),
            ({"tempat": "Temui Contoh Sekarwangi di pos"}, "Jangan tulis nama"), ({"tempat": "x" * 5000}, "terlalu panjang"),
        ],
    )  # fmt: skip
    def test_a_slip_in_the_form_says_what_to_do_and_keeps_what_was_typed(self, wrong: dict[str, str], says: str) -> None:
        here = scene()
        answer = signed_in(member(here.firm)).post(address("firm_invite", here.given), {**FILLED, **wrong})
        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert next(iter(wrong.values())) in answer.content.decode()
        assert told(here.application).state == "received"

    def test_not_hired_tells_the_reason_closes_the_cv_and_cannot_be_undone(self) -> None:
        here = scene()
        client = signed_in(member(here.firm))
        client.post(address("firm_not_hire", here.given), {"alasan": "requirements", "catatan": "belum bisa jahit"})
        assert (told(here.application).state, told(here.application).reason) == ("not_hired", "requirements")
        page = client.get(address("firm_application", here.given)).content.decode()
        assert NAME not in page
        assert "Data pelamar sudah tertutup" in page
        client.post(address("firm_hire", here.given), FILLED)
        assert told(here.application).state == "not_hired"
        assert "belum bisa jahit" not in str(told(here.application))

    def test_a_withdrawn_application_tells_nobody_who_it_was(self) -> None:
        here = scene()
        services.withdraw_from_portal(here.application.pk, SYSTEM, NOW)
        client = signed_in(member(here.firm))
        for name in ("firm_applications", "firm_application", "firm_applications_csv"):
            assert NAME not in client.get(address(name, here.given)).content.decode(), name

    def test_the_rest_is_answered_at_once_without_those_invited(self) -> None:
        here = scene()
        twin, station = enrolled("REST")
        people = [registration(n) for n in range(50, 53)]
        for person in people:
            push(station, twin.registered(person), twin.op(submitted(person, here.vacancy), NOW))
        invited = Application.objects.get(registration_id=people[0].registration_id)
        services.invite(invited.pk, NOW + timedelta(days=3), "Jl. Contoh", SYSTEM, NOW)
        client = signed_in(member(here.firm))
        assert "Jawab 3 pelamar" in client.get(reverse("firm_applications"), {"lowongan": here.vacancy.pk}).content.decode()
        client.post(address("firm_not_hire_rest", here.given), {"alasan": "other_candidate"})
        assert sorted(Application.objects.values_list("state", flat=True)) == ["invited", "not_hired", "not_hired", "not_hired"]

    def test_the_table_holds_what_was_sent_and_no_formula(self) -> None:
        here = scene()
        twin, station = enrolled("CSV")
        sly = replace(registration(60, name="Contoh Liciknama"), keterampilan=("=HYPERLINK(1)",))
        push(station, twin.registered(sly), twin.op(submitted(sly, here.vacancy), NOW))
        answer = signed_in(member(here.firm)).get(reverse("firm_applications_csv"), {"lowongan": here.vacancy.pk})
        table = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert {line["nama"] for line in table} == {NAME, "Contoh Liciknama"}
        assert {line["keterampilan"] for line in table} == {"Las listrik", "'=HYPERLINK(1)"}
        assert not {"nik", "agama", "jenis kelamin", "tanggal lahir"} & {title.lower() for title in table[0]}
        assert "3374990" not in answer.content.decode()

    def test_everybody_in_the_downloaded_table_finds_the_look_in_the_journal(self) -> None:
        here = scene()
        client = signed_in(member(here.firm))
        client.get(reverse("firm_applications_csv"))
        assert Entry.objects.filter(action="application_viewed", subject=f"lamaran/{here.application.pk}", detail="tabel diunduh").count() == 1
        services.withdraw_from_portal(here.application.pk, SYSTEM, NOW)
        client.get(reverse("firm_applications_csv"))
        assert Entry.objects.filter(subject=f"lamaran/{here.application.pk}", detail="tabel diunduh").count() == 1


class TestHiring:
    def test_hiring_records_the_placement_for_the_card_and_for_the_figures(self) -> None:
        here = scene()
        signed_in(member(here.firm)).post(address("firm_hire", here.given), FILLED)
        placed = Placement.objects.get()
        assert (placed.kind, placed.kbji, placed.kbli, placed.education, placed.sex) == ("akl", "8153", "C", "smk", "L")
        assert told(here.application).state == "hired"
        desk = client_of(Role.OFFICER)
        page = desk.get(address("registration_applications", here.given)).content.decode()
        assert "Ditempatkan sejak" in page
        assert candidates.placed_on(here.applicant) == placed.hired_on
        page = desk.get(reverse("registration", args=[here.applicant.pk])).content.decode()
        assert "Ditempatkan sejak" in page
        assert "Lamaran dan penempatan (1)" in page
        assert reverse("refer", args=[here.applicant.pk]) in page
        nobody = client_of(None, strict=True)  # an account without a task sees nothing of it
        assert nobody.get(address("registration_applications", here.given)).status_code == 403

    def test_the_last_place_closes_the_vacancy_and_tells_those_who_wait(self) -> None:
        here = scene()
        twin, station = enrolled("LAST")
        people = [registration(n) for n in (70, 71)]
        for person in people:
            push(station, twin.registered(person), twin.op(submitted(person, here.vacancy), NOW))
        second = Application.objects.get(registration_id=people[0].registration_id)
        services.hire(here.application.pk, NOW.date(), SYSTEM, NOW)
        assert Vacancy.objects.get(pk=here.vacancy.pk).state == "published"
        services.hire(second.pk, NOW.date(), SYSTEM, NOW)
        row = Vacancy.objects.get(pk=here.vacancy.pk)
        assert (row.state, row.close_reason) == ("closed", "filled")
        waiting = Application.objects.get(registration_id=people[1].registration_id)
        assert (told(waiting).state, told(waiting).reason) == ("not_hired", NotHiredReason.PLACES_FILLED)

    def test_other_applications_of_the_hired_person_stay_theirs(self) -> None:
        here = scene()
        other = made_vacancy(here.firm, 9)
        twin, station = enrolled("MORE")
        person = registration(11, number=here.applicant.pk)
        push(station, twin.op(submitted(person, other), NOW))
        services.hire(here.application.pk, NOW.date(), SYSTEM, NOW)
        second = Application.objects.get(vacancy=other)
        assert second.state == "received"
        push(station, twin.op(withdrawn(person, other), NOW))
        assert told(second).state == "withdrawn"

    def test_every_station_hears_that_the_person_works_until_they_say_that_they_look_again(self) -> None:
        here = scene()
        twin, station = enrolled("HEAR")
        answers = registration(11, number=here.applicant.pk)
        elsewhere = registration(11, number="0193a1c2-0000-7000-8000-00000000a011")
        push(station, twin.registered(elsewhere))
        services.hire(here.application.pk, NOW.date(), SYSTEM, NOW)
        assert [standing(number).placed_on for number in (here.applicant.pk, elsewhere.registration_id)] == [NOW.date(), NOW.date()]
        assert lookup.find_person(answers.biodata.nik, station, NOW).placed_on == NOW.date()
        push(station, twin.op(PresenceReported(here.applicant.pk, "1", 1, date(2027, 5, 1)), NOW))
        assert standing(here.applicant.pk).placed_on is None

    def test_a_person_placed_by_a_letter_alone_is_told_to_the_stations_too(self) -> None:
        here, user = scene(), officer("antar")
        made = referrals.refer(here.candidate.registration, here.vacancy.pk, ReferralKind.AK5, None, "", "", user, NOW)
        referrals.answer(made.pk, ReferralResult.HIRED, date(2026, 11, 25), user, NOW)
        assert standing(here.candidate.pk).placed_on == date(2026, 11, 25)

    def test_who_was_placed_is_found_again_after_saying_that_they_are_looking(self) -> None:
        here = scene()
        services.place(here.candidate.registration, here.vacancy, NOW.date(), SYSTEM, NOW)
        candidates.refresh_candidate(here.candidate.pk, NOW)
        assert not Candidate.objects.filter(pk=here.given["key"]).exists()
        assert not Candidate.objects.exists()
        twin, station = enrolled("LOOK")
        push(station, twin.op(PresenceReported(here.candidate.pk, "1", 1, date(2027, 5, 1)), NOW))
        assert Candidate.objects.count() == 1


class TestAFirmThatLeaves:
    def test_its_open_applications_end_and_people_are_told_why(self) -> None:
        here = scene()
        assert services.firm_gone(here.firm, SYSTEM, NOW) == 1
        assert (told(here.application).state, told(here.application).reason) == ("not_hired", "firm_gone")
        assert Notice.objects.filter(kind="vacancy_closed").count() == 1

    def test_a_vacancy_taken_down_by_the_office_ends_them_one_that_ran_out_does_not(self) -> None:
        for n, reason, state in ((1, "officer", "not_hired"), (2, "expired", "received"), (3, "employer", "received")):
            here = scene(n)
            here.vacancy.close_reason, here.vacancy.state = reason, "closed"
            here.vacancy.save()
            services.vacancy_closed(here.vacancy, SYSTEM, NOW)
            assert Application.objects.get(pk=here.application.pk).state == state


def test_a_firm_without_applicants_is_told_where_to_look() -> None:
    page = signed_in(member(made_firm())).get(reverse("firm_applications")).content.decode()
    assert "Belum ada pelamar di sini" in page
