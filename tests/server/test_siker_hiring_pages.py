"""What employers, officers and strangers see of applicants and candidates: each their own, and no more than was agreed."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from domain.applications import NotHiredReason
from domain.consent import Consent, Purpose
from domain.facts import PresenceReported, SeekerUpdated
from domain.seeker import Address, Disability, Education, EducationLevel
from domain.vacancy import LegalLimit, LimitKind
from siker import clock
from siker.accounts.models import Role
from siker.ak1 import desk as ak1_desk
from siker.ak1 import lookup
from siker.ak1.models import Registration
from siker.applications import candidates, referrals, services
from siker.applications.candidates import Wanted
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
from tests.server.permissions_hiring import DESK, FIRM, Scene, scene
from tests.server.siker_firms import member, signed_in
from tests.server.siker_hiring import NOW, let_employers_look, made_firm, made_vacancy, submitted, withdrawn
from tests.server.siker_people import registration
from tests.server.siker_seekers import person as somebody_with_an_account
from tests.server.test_siker_applications import told
from tests.server.test_siker_ingest import enrolled, officer, push
from tests.server.test_siker_permissions import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NAME = "Contoh Sekarwangi"


def address(name: str, given: dict[str, str]) -> str:
    """The address of a page with the parts it takes."""
    wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    return reverse(name, kwargs={key: given[key] for key in wanted})


def standing(registration_id: str) -> RegistrationStatus:
    """What the feed says last of a registration."""
    return decode(bytes(FeedRow.objects.get(entity="registration", entity_id=registration_id).payload or b""), RegistrationStatus)


def rows() -> str:
    """Everything hiring writes."""
    kinds = (Application, ApplicationEvent, Placement, Referral, CandidateInvitation, Notice)
    return repr([sorted(map(repr, kind.objects.values())) for kind in kinds] + sorted(Vacancy.objects.values_list("pk", "state")))


FILLED = {
    "tanggal": f"{clock.today(clock.now()) + timedelta(days=9):%Y-%m-%d}", "jam": "09:00", "tempat": "Jl. Contoh Industri 1",
    "mulai": f"{clock.today(clock.now()):%Y-%m-%d}", "alasan": "requirements", "catatan": "", "hasil": "hired", "surat": "ak5", "lowongan": "x",
}  # fmt: skip


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


class TestCandidates:
    def found(self, here: Scene, **wanted: object) -> int:
        """How many a search finds."""
        return len(candidates.search(Wanted(**wanted), here.vacancy, SYSTEM, NOW)[0])  # type: ignore[arg-type]

    def test_only_who_agreed_is_of_age_and_verified_is_found(self) -> None:
        here = scene()
        twin, station = enrolled("C")
        child = registration(80)
        child = replace(child, biodata=replace(child.biodata, tanggal_lahir=date(NOW.year - 17, 1, 1)))
        unverified = registration(81)
        consents = (Consent(Purpose.SHARE_WITH_EMPLOYERS, True, "1", "id", NOW),)
        from domain.facts import SeekerRegistered

        push(
            station, let_employers_look(twin, child), let_employers_look(twin, registration(82), granted=False),
            twin.op(SeekerRegistered(unverified, (), consents, "id", "K7F-3RA"), NOW),
        )  # fmt: skip
        assert self.found(here) == 1
        ak1_desk.verify(unverified.registration_id, officer("cek"), NOW)
        assert self.found(here) == 2
        grown = NOW.replace(year=NOW.year + 1, month=2)
        assert candidates.rebuild(grown)[1] == 3

    def test_the_nightly_rebuild_works_in_small_pieces_and_reaches_everybody(self, monkeypatch: pytest.MonkeyPatch) -> None:
        here = scene()
        looked, found = candidates.rebuild(NOW)
        Candidate.objects.all().delete()
        monkeypatch.setattr(candidates, "AT_ONCE", 1)
        assert candidates.rebuild(NOW) == (looked, found)
        assert Candidate.objects.filter(pk=here.candidate.pk).exists()

    def test_taking_consent_back_takes_the_person_out_at_once(self) -> None:
        here = scene()
        twin, station = enrolled("C")
        answers = registration(12, number=here.candidate.pk)
        refused = (Consent(Purpose.SHARE_WITH_EMPLOYERS, False, "1", "id", NOW),)
        push(station, twin.op(SeekerUpdated(answers, (), refused, "id"), NOW))
        assert self.found(here) == 0

    def test_an_index_gone_stale_shows_nobody_who_may_not_be_shown(self) -> None:
        here = scene()
        row = here.candidate.registration
        row.consents = []
        row.save()
        assert Candidate.objects.count() == 1
        assert self.found(here) == 0
        client = signed_in(member(here.firm))
        assert client.get(address("firm_candidate", here.given)).status_code == 404
        client.post(address("firm_candidate_invite", here.given))
        assert not CandidateInvitation.objects.exists()

    @pytest.mark.parametrize(
        ("wanted", "count"),
        [
            ({}, 1), ({"job": "montir"}, 1), ({"job": "penjahit"}, 0), ({"skills": "las"}, 1), ({"major": "otomotif"}, 1),
            ({"experience_years": 1}, 0), ({"kecamatan": "33.74.01"}, 0), ({"not_working": True}, 1), ({"ages": (20, 60)}, 1),
            ({"ages": (18, 25)}, 0), ({"kbji": "7231"}, 1), ({"kbji": "8153"}, 0), ({"job": "penjahit", "kbji": "7231"}, 1),
            ({"job": "montir", "kbji": "8153"}, 1), ({"job": "penjahit", "kbji": "8153"}, 0),
        ],
    )  # fmt: skip
    def test_criteria_narrow(self, wanted: dict[str, object], count: int) -> None:
        assert self.found(scene(), **wanted) == count

    @pytest.mark.parametrize(
        ("own", "asked", "found"),
        [
            (EducationLevel.SMA, EducationLevel.SMK, True), (EducationLevel.SMK, EducationLevel.SMA, True),
            (EducationLevel.D4, EducationLevel.S1, True), (EducationLevel.S1, EducationLevel.D4, True),
            (EducationLevel.SMP, EducationLevel.SMA, False), (EducationLevel.SMK, EducationLevel.D1, False),
            (EducationLevel.D3, EducationLevel.S1, False),
        ],
    )  # fmt: skip
    def test_levels_that_count_the_same_are_found_the_same(self, own: EducationLevel, asked: EducationLevel, found: bool) -> None:
        here = scene()
        twin, station = enrolled("E")
        home = Address("Jl. Contoh 3", kecamatan="Tugu", kode="33.74.16.1001")
        person = replace(registration(91), pendidikan=(Education(own, "Sekolah Contoh", "", 2010),), domisili=home)
        push(station, let_employers_look(twin, person))
        assert self.found(here, education=asked, kecamatan="33.74.16") == found

    def test_age_can_be_asked_only_by_a_vacancy_with_a_lawful_limit(self) -> None:
        here = scene()
        limits = (LegalLimit(LimitKind.AGE_MAX, "30", "Mengangkat beban di ketinggian"),)
        aged = made_vacancy(here.firm, 5, limits=limits)
        assert candidates.lawful_ages(here.vacancy) is None
        assert candidates.lawful_ages(aged) == (18, 30)
        client = signed_in(member(here.firm))
        page = client.get(address("firm_candidate_search", here.given), {"cari": "1", "umur": "1"}).content.decode()
        assert "<b>1 orang</b>" in page
        page = client.get(reverse("firm_candidate_search", kwargs={"vacancy_id": aged.pk}), {"cari": "1", "umur": "1"}).content.decode()
        assert "<b>0 orang</b>" in page

    def test_the_wished_job_is_filled_in_and_means_the_vacancys_group_of_occupations_too(self) -> None:
        here = scene()
        client, page = signed_in(member(here.firm)), address("firm_candidate_search", here.given)
        asked = {"cari": "1", "pekerjaan": "Operator jahit"}
        assert 'value="Operator jahit"' in client.get(page).content.decode()
        assert "<b>0 orang</b>" in client.get(page, asked).content.decode()
        Candidate.objects.update(kbji=["2411", here.vacancy.kbji])
        assert "<b>1 orang</b>" in client.get(page, asked).content.decode()
        assert "<b>0 orang</b>" in client.get(page, {**asked, "pekerjaan": "kasir"}).content.decode()

    def test_pages_of_a_sample_firm_say_that_the_people_are_made_up(self) -> None:
        here = scene()
        client = signed_in(member(here.firm))
        pages = ("firm_applications", "firm_application", "firm_candidate_search", "firm_candidate")
        assert ['class="sample-band"' in client.get(address(name, here.given)).content.decode() for name in pages] == [True] * 4
        here.firm.sample = False
        here.firm.save()
        assert ['class="sample-band"' in client.get(address(name, here.given)).content.decode() for name in pages] == [False] * 4

    def test_employers_learn_what_a_person_can_do_and_not_who_it_is(self) -> None:
        here = scene()
        client = signed_in(member(here.firm))
        pages = client.get(address("firm_candidate_search", here.given), {"cari": "1"}).content.decode()
        pages += client.get(address("firm_candidate", here.given)).content.decode()
        assert "Las listrik" in pages
        secrets = ("Melatiwati", "3374990", "81200000001", "contoh@example.id", "Jl. Contoh 1", "SMK Contoh", "1990", "Islam")
        for hidden in (*secrets, here.candidate.pk):
            assert hidden not in pages, hidden
        assert Entry.objects.filter(action="candidates_searched").count() == 1
        assert Entry.objects.filter(action="candidate_viewed").count() == 1

    def test_disability_is_no_criterion_and_is_not_shown(self) -> None:
        here = scene()
        twin, station = enrolled("D")
        home = Address("Jl. Contoh 2", kecamatan="Tugu", kode="33.74.16.1001")
        push(station, let_employers_look(twin, replace(registration(90), disabilitas=(Disability.NETRA,), domisili=home)))
        asked = {"cari": "1", "kecamatan": "33.74.16"}
        page = signed_in(member(here.firm)).get(address("firm_candidate_search", here.given), asked).content.decode()
        assert "<b>1 orang</b>" in page
        assert "etra" not in page.split("<main")[1].split("</select>")[-1]

    def test_schools_of_the_same_step_are_found_alike(self) -> None:
        here = scene()
        twin, station = enrolled("E")
        for n, level in ((91, EducationLevel.SMA), (92, EducationLevel.D4)):
            answers = registration(n)
            (school,) = answers.pendidikan
            push(station, let_employers_look(twin, replace(answers, pendidikan=(replace(school, jenjang=level),))))
        assert [self.found(here, education=level) for level in (EducationLevel.SMA, EducationLevel.SMK, EducationLevel.S1)] == [3, 3, 1]

    def test_the_key_of_a_person_differs_from_vacancy_to_vacancy(self) -> None:
        here = scene()
        other = made_vacancy(here.firm, 6)
        keys = {candidates.search(Wanted(), vacancy, SYSTEM, NOW)[0][0].key for vacancy in (here.vacancy, other)}
        assert len(keys) == 2

    def test_an_invitation_to_apply_is_kept_once_told_and_gone_when_the_person_applied(self) -> None:
        here = scene()
        client = signed_in(member(here.firm))
        for _ in range(2):
            assert client.post(address("firm_candidate_invite", here.given)).status_code == 302
        assert CandidateInvitation.objects.count() == 1
        assert Notice.objects.filter(kind="candidate_invited").count() == 1
        row = here.candidate.registration
        assert [item.vacancy_id for item in candidates.invitations_of(row.nik_lookup)] == [here.vacancy.pk]
        assert not Application.objects.filter(registration=row).exists()
        twin, station = enrolled("APPLY")
        (asked,) = lookup.find_person(registration(12, number=row.pk).biodata.nik, station, NOW).invitations
        assert (asked.vacancy_id, asked.title, asked.employer) == (here.vacancy.pk, here.vacancy.title, here.firm.name)
        push(station, twin.op(submitted(registration(12, number=row.pk, name="Contoh Melatiwati"), here.vacancy), NOW))
        assert candidates.invitations_of(row.nik_lookup) == []
        assert lookup.find_person(registration(12, number=row.pk).biodata.nik, station, NOW).invitations == []
        assert "Melatiwati" in client.get(reverse("firm_applications")).content.decode()

    def test_the_person_sees_the_invitation_on_the_portal_and_may_apply_or_not(self) -> None:
        here, somebody = scene(), somebody_with_an_account(40)
        CandidateInvitation.objects.create(registration=somebody.row, vacancy=here.vacancy, at=NOW)
        page = somebody.client().get(reverse("seeker_home")).content.decode()
        assert f"{here.firm.name} mengajak Anda melamar" in page
        assert reverse("vacancy", kwargs={"number": here.vacancy.number}) in page

    def test_who_was_placed_is_not_asked_to_report(self) -> None:
        here, somebody = scene(), somebody_with_an_account(41, card=True)
        services.place(somebody.row, here.vacancy, clock.today(clock.now()), SYSTEM, clock.now())
        page = somebody.client().get(reverse("seeker_home")).content.decode()
        assert "tidak perlu lapor lagi" in page
        assert "Lapor berikutnya" not in page

    def test_somebody_who_searches_without_end_is_asked_to_rest(self, monkeypatch: pytest.MonkeyPatch) -> None:
        here = scene()
        monkeypatch.setattr("siker.applications.candidate_views.SEARCHES_PER_HOUR", 2)
        client = signed_in(member(here.firm))
        answers = [client.get(address("firm_candidate_search", here.given), {"cari": "1"}) for _ in range(4)]
        assert [item.status_code for item in answers][-1] == 429
        assert "Istirahat sebentar" in answers[-1].content.decode()


class TestReferrals:
    def test_an_introduction_is_numbered_printed_and_its_result_places_the_person(self) -> None:
        here = scene()
        client = client_of(Role.OFFICER)
        made = Referral.objects.get()
        assert made.number == "AK5-2026-00001"
        pdf = client.get(address("referral_pdf", here.given))
        assert pdf.headers["Content-Type"] == "application/pdf"
        assert pdf.content.startswith(b"%PDF")
        client.post(address("referral_result", here.given), {"hasil": "hired", "mulai": "2026-11-24"})
        made.refresh_from_db()
        assert (made.result, made.application_id) == ("hired", here.application.pk)
        assert told(here.application).state == "hired"
        assert Placement.objects.get().hired_on == date(2026, 11, 24)
        client.post(address("referral_result", here.given), {"hasil": "did_not_come"})
        made.refresh_from_db()
        assert made.result == "hired"

    @pytest.mark.parametrize("day", ["2062-11-24", "1926-11-24", "kemarin", ""])
    def test_a_day_nobody_can_have_begun_on_is_asked_again(self, day: str) -> None:
        here = scene()
        answer = client_of(Role.OFFICER).post(address("referral_result", here.given), {"hasil": "hired", "mulai": day}, follow=True)
        assert "Hasilnya belum tersimpan" in answer.content.decode()
        assert (Referral.objects.get().result, Placement.objects.count()) == ("", 0)

    def test_of_somebody_erased_no_letter_can_be_printed_or_answered(self) -> None:
        here = scene()
        client = client_of(Role.OFFICER)
        Registration.objects.filter(pk=Referral.objects.get().registration_id).update(sealed=b"")
        assert client.get(address("referral_pdf", here.given)).status_code == 404
        assert client.post(address("referral_result", here.given), {"hasil": "hired", "mulai": "2026-11-24"}).status_code == 404

    def test_a_nik_typed_into_the_search_is_not_kept_in_the_journal(self) -> None:
        client = client_of(Role.OFFICER)
        client.get(reverse("desk_applications"), {"q": "3374990101900001"})
        client.get(reverse("desk_applications"), {"q": "lm-7f3-k2r"})
        kept = Entry.objects.filter(action="application_viewed").values_list("subject", flat=True)
        assert sorted(kept) == ["pencarian/LM-7F3-K2R", "pencarian/bukan nomor"]

    def test_without_an_application_the_placement_is_recorded_all_the_same(self) -> None:
        here = scene()
        user = officer("antar")
        made = referrals.refer(here.candidate.registration, here.vacancy.pk, ReferralKind.AK5, None, "", "", user, NOW)
        assert made.number == "AK5-2026-00002"
        referrals.answer(made.pk, ReferralResult.HIRED, date(2026, 11, 25), user, NOW)
        assert Placement.objects.get().application is None
        assert not Candidate.objects.exists()

    def test_the_form_makes_a_call_to_the_office_and_writes_to_the_person(self) -> None:
        here = scene()
        client = client_of(Role.OFFICER)
        typed = {**FILLED, "surat": "ak4", "lowongan": here.vacancy.number.lower()}
        assert client.post(address("refer", here.given), {**typed, "jam": ""}).status_code == 422
        assert client.post(address("refer", here.given), {**typed, "lowongan": "LK-000-000"}).status_code == 422
        assert client.post(address("refer", here.given), typed).status_code == 302
        made = Referral.objects.get(kind="ak4")
        assert made.come_place.startswith("Dinas Tenaga Kerja")
        assert Notice.objects.filter(kind="referral_made").count() == 1
        assert Entry.objects.filter(action="referral_made").count() == 2

    def test_a_person_not_verified_and_a_vacancy_not_open_get_no_letter(self) -> None:
        here = scene()
        user = officer("tidak")
        here.vacancy.state = "closed"
        here.vacancy.save()
        with pytest.raises(services.StepRefusedError):
            referrals.refer(here.applicant, here.vacancy.pk, ReferralKind.AK5, None, "", "", user, NOW)


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
