"""What employers see of candidates and officers send with referrals: no more than each person agreed to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from domain.consent import Consent, Purpose
from domain.facts import SeekerUpdated
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
    Candidate,
    CandidateInvitation,
    Placement,
    Referral,
    ReferralKind,
    ReferralResult,
)
from siker.audit.models import Entry
from siker.audit.services import SYSTEM
from siker.notices.models import Notice
from tests.server.permissions_hiring import FILLED, Scene, address, scene
from tests.server.siker_firms import member, signed_in
from tests.server.siker_hiring import NOW, let_employers_look, made_vacancy, submitted
from tests.server.siker_people import registration
from tests.server.siker_seekers import person as somebody_with_an_account
from tests.server.test_siker_applications import told
from tests.server.test_siker_ingest import enrolled, officer, push
from tests.server.test_siker_permissions import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


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
