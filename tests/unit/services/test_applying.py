"""Applying at a station: one per person and vacancy, recorded whole or not at all, honest about the network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from msgspec import structs

from documents import PAPER_80
from domain.applications import ApplicationState, NotHiredReason, application_id
from domain.consent import Purpose
from domain.cv import cv_of
from domain.facts import DocumentKind
from domain.problems import Problem
from domain.seeker import Disability, Registration
from domain.vacancy import Vacancy
from domain.vacancy.search import JobAnswer, JobHit, JobQuery, JobSuggestion
from domain.visit import jobs_events as jv
from domain.visit.events import Event
from domain.visit.jobs_state import AskedToApply
from kiosk.services.applying import ApplicationService
from kiosk.services.jobs import JobsService
from kiosk.services.jobs_paper import JobsPaper
from kiosk.services.registering import ProofToPrint
from kiosk.services.vacancies import VacancySearch
from kiosk.store.catalog import SqlCatalog
from kiosk.store.errors import StoreUnavailableError, Unavailable
from kiosk.store.vacancy_search import SqlVacancyIndex
from sync.wire.codec import to_json
from sync.wire.messages import ApplicationStatus, Change, ChangesPage, LookupAnswer, RegistrationStatus, VacancyInvitation
from tests.unit.visit.jobs_walks import vacancy

from .conftest import MakeStation, Station, ask, draft


@dataclass
class Shelf:
    """What is open, as a list; a stand-in for the index."""

    jobs: dict[str, Vacancy] = field(default_factory=dict)
    broken: bool = False

    def search(self, query: JobQuery, today: date) -> JobAnswer:
        self._may_read()
        hits = tuple(JobHit(job) for job in self.jobs.values() if query.words.casefold() in job.title.casefold() and job.open_on(today))
        return JobAnswer(replace(query, words="mended"), hits, len(hits))

    def suggestions(self, place: str, today: date) -> tuple[JobSuggestion, ...]:
        self._may_read()
        return (JobSuggestion("8153", "Jahit", len(self.jobs)),)

    def get(self, vacancy_id: str, place: str, today: date) -> JobHit | None:
        self._may_read()
        return JobHit(self.jobs[vacancy_id], 2.5) if vacancy_id in self.jobs else None

    def similar(self, vacancy: Vacancy, place: str, today: date, limit: int) -> tuple[JobHit, ...]:
        return tuple(JobHit(job) for job in self.jobs.values() if job.vacancy_id != vacancy.vacancy_id)[:limit]

    def _may_read(self) -> None:
        if self.broken:
            raise StoreUnavailableError(Unavailable.IO_ERROR)


@dataclass
class Desk:
    """A station with everything for applying."""

    station: Station
    shelf: Shelf
    applying: ApplicationService
    jobs: JobsService
    paper: JobsPaper
    person: Registration
    sent: list[str]

    def asked(self, number: int = 1, **changes: object) -> jv.SubmitApplication:
        cv = cv_of(self.person)
        plain = jv.SubmitApplication(self.person, JobHit(vacancy(number)), cv, Purpose.SEND_APPLICATION, "id")
        return replace(plain, **changes)  # type: ignore[arg-type]

    def apply(self, number: int = 1, **changes: object) -> jv.ApplicationMade:
        made = self.applying.submit(self.asked(number, **changes))
        assert isinstance(made, jv.ApplicationMade), made
        return made

    def withdraw(self, made: jv.ApplicationMade) -> Event:
        return self.applying.withdraw(jv.WithdrawApplication(self.person.registration_id, made.application))

    def facts(self, kind: str = "application.") -> list[dict[str, object]]:
        ops = self.station.delivery.next_ops("dev_test", 100, 1 << 20)
        return [op for item in ops if (op := json.loads(item.content))["type"].startswith(kind)]

    def status(self, state: ApplicationState, number: int = 1, attempt: int = 1, **more: object) -> ApplicationStatus:
        job = vacancy(number)
        values: dict[str, object] = {
            "application_id": application_id(self.person.registration_id, job.vacancy_id), "registration_id": self.person.registration_id,
            "vacancy_id": job.vacancy_id, "number": "LM-CDF-346", "title": job.title, "employer": job.employer, "state": state.value,
            "attempt": attempt, "at": self.station.wall.at,
        }  # fmt: skip
        return ApplicationStatus(**(values | more))  # type: ignore[arg-type]

    def hear(self, rev: int, status: ApplicationStatus) -> int:
        return self.station.delivery.apply_application_statuses([(rev, status)], self.station.wall.at)

    def listed(self) -> list[tuple[str, ApplicationState]]:
        ready = self.applying.held(self.person)
        assert isinstance(ready, jv.MyApplicationsReady)
        return [(item.vacancy_id, item.state) for item in ready.applications]


@pytest.fixture
def desk(make_station: MakeStation) -> Desk:
    return _desk(make_station())


def _desk(station: Station, **changes: object) -> Desk:
    shelf, sent = Shelf({f"v-{number}": vacancy(number) for number in range(1, 5)}), []
    applying = ApplicationService(
        station.vault, station.wall_clock, shelf, station.siker,
        entropy=Random(7).randbytes, sent_soon=lambda op: op in sent,
    )  # fmt: skip
    proof = station.registering.register(ask(of=draft(**changes)), None)
    assert isinstance(proof, ProofToPrint)
    paper = JobsPaper(station.vault, station.printer, PAPER_80, station.wall_clock)
    return Desk(station, shelf, applying, JobsService(shelf, station.wall_clock), paper, proof.registration, sent)


# --- applying ---------------------------------------------------------------------------------------------------------
def test_an_application_is_recorded_with_its_consent_and_what_was_seen(desk: Desk) -> None:
    made = desk.apply()
    assert made.application.state is ApplicationState.SENT
    assert made.application.waiting
    fact = desk.facts()[0]["body"]
    assert isinstance(fact, dict)
    assert fact["number"] == made.application.number
    assert fact["claim_code"] == made.claim_code
    assert fact["attempt"] == 1
    assert [(item["purpose"], item["granted"]) for item in fact["consents"]] == [("send_application", True)]
    assert fact["cv"]["nama"] == "Siti Contoh"
    told = json.dumps(fact["cv"])
    assert "3374994101900001" not in told
    assert "islam" not in told
    with desk.station.vault.read() as reader:
        assert reader.audit_tail(1)[0].event == "application.submitted"


def test_numbers_and_codes_have_no_lookalikes(desk: Desk) -> None:
    made = desk.apply()
    for code, shape in ((made.application.number, "LM-???-???"), (made.claim_code, "?????-?????")):
        assert len(code) == len(shape)
        assert not set(code.removeprefix("LM")) & set("01258BGIOQSUZ")


def test_the_same_application_is_made_once(desk: Desk) -> None:
    first = desk.apply()
    again = desk.applying.submit(desk.asked())
    assert isinstance(again, jv.AlreadyApplied)
    assert again.application == first.application
    assert len(desk.facts()) == 1


def test_two_stations_that_never_spoke_make_the_same_application(make_station: MakeStation, tmp_path: Path) -> None:
    desk = _desk(make_station())
    other = _desk(make_station(folder=tmp_path / "other"))
    assert desk.person.registration_id == other.person.registration_id
    assert desk.apply().application.application_id == other.apply().application.application_id


def test_a_vacancy_that_closed_meanwhile_takes_no_application(desk: Desk) -> None:
    asked = desk.asked()
    del desk.shelf.jobs["v-1"]
    assert desk.applying.submit(asked) == jv.ApplyFailed(Problem("vacancy_closed"))
    desk.shelf.jobs["v-2"] = vacancy(2, valid_until=date(2026, 11, 22))
    assert desk.applying.submit(desk.asked(2)) == jv.ApplyFailed(Problem("vacancy_closed"))
    assert desk.facts() == []


def test_a_registration_that_was_sent_back_cannot_apply(desk: Desk) -> None:
    rejected = RegistrationStatus(registration_id=desk.person.registration_id, state="rejected", reason="ijazah")
    desk.station.delivery.apply_statuses([(1, rejected)], desk.station.wall.at)
    assert desk.applying.submit(desk.asked()) == jv.ApplyFailed(Problem("apply_rejected"))


def test_under_18_nothing_is_sent_from_the_kiosk(make_station: MakeStation) -> None:
    young = _desk(make_station(), nik="3374994101090001", tanggal_lahir=date(2009, 1, 1))
    assert young.applying.submit(young.asked()) == jv.ApplyFailed(Problem("apply_guardian"))
    assert young.facts() == []


def test_disability_is_sent_only_when_it_was_added(make_station: MakeStation) -> None:
    desk = _desk(make_station(), disabilitas=(Disability.FISIK,))
    desk.apply(1)
    desk.apply(2, cv=cv_of(desk.person, with_disability=True))
    told = [fact["body"]["cv"].get("disabilitas") for fact in desk.facts()]  # type: ignore[index]
    assert [list(item or ()) for item in told] == [[], ["fisik"]]


def test_what_goes_out_at_once_is_not_said_to_wait(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.applying, "_sent_soon", lambda _: True)
    assert not desk.apply().application.waiting


def test_a_full_disk_records_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StoreUnavailableError(Unavailable.DISK_FULL)

    with desk.station.vault.begin() as unit:
        kind = type(unit)
    monkeypatch.setattr(kind, "audit", full)
    with pytest.raises(StoreUnavailableError):
        desk.applying.submit(desk.asked())
    monkeypatch.undo()
    assert desk.facts() == []
    assert desk.listed() == []


# --- taking back and again --------------------------------------------------------------------------------------------
def test_taking_back_and_applying_again_is_the_next_attempt(desk: Desk) -> None:
    first = desk.apply()
    gone = desk.withdraw(first)
    assert isinstance(gone, jv.ApplicationWithdrawnHere)
    assert gone.application.state is ApplicationState.WITHDRAWN
    again = desk.apply()
    assert (again.application.attempt, again.application.number) == (2, first.application.number)
    assert again.claim_code != first.claim_code
    assert [(fact["type"], fact["body"]["attempt"]) for fact in desk.facts()] == [  # type: ignore[index]
        ("application.submitted", 1), ("application.withdrawn", 1), ("application.submitted", 2),
    ]  # fmt: skip


def test_taking_back_twice_says_it_once(desk: Desk) -> None:
    made = desk.apply()
    desk.withdraw(made)
    desk.withdraw(made)
    assert [fact["type"] for fact in desk.facts()] == ["application.submitted", "application.withdrawn"]


def test_what_the_employer_decided_is_not_taken_back(desk: Desk) -> None:
    made = desk.apply()
    desk.hear(5, desk.status(ApplicationState.HIRED))
    assert desk.withdraw(made) == jv.ApplyFailed(Problem("application_decided"))


def test_who_asks_the_person_to_apply_is_told_when_siker_is_reached(desk: Desk) -> None:
    held, offline = desk.applying.held(desk.person), desk.applying.mine(desk.person)
    assert held == offline == jv.MyApplicationsReady((), None)
    asked = VacancyInvitation(vacancy_id="v-9", number="LK-7F3-009", title="Kasir", employer="Toko Contoh", at=desk.station.wall.at)
    desk.station.siker.answer = LookupAnswer(state="verified", invitations=[asked])
    told = desk.applying.mine(desk.person)
    assert told == jv.MyApplicationsReady((), (AskedToApply("v-9", "Kasir", "Toko Contoh", desk.station.wall.at),))


def test_what_goes_on_under_an_earlier_registration_is_taken_back_by_ones_own_name(desk: Desk) -> None:
    earlier = application_id("earlier-registration", "v-1")
    elsewhere = desk.status(ApplicationState.READ, application_id=earlier, registration_id="earlier-registration")
    desk.station.siker.answer = LookupAnswer(state="verified", applications=[elsewhere])
    ready = desk.applying.mine(desk.person)
    assert isinstance(ready, jv.MyApplicationsReady)
    (shown,) = ready.applications
    gone = desk.applying.withdraw(jv.WithdrawApplication(desk.person.registration_id, shown))
    assert isinstance(gone, jv.ApplicationWithdrawnHere)
    assert (gone.application.application_id, gone.application.state) == (earlier, ApplicationState.WITHDRAWN)
    (fact,) = desk.facts()
    assert fact["body"]["application_id"] == application_id(desk.person.registration_id, "v-1")  # type: ignore[index]
    again = desk.applying.mine(desk.person)
    assert isinstance(again, jv.MyApplicationsReady)
    assert [(item.application_id, item.state) for item in again.applications] == [(earlier, ApplicationState.WITHDRAWN)]


# --- how it stands ----------------------------------------------------------------------------------------------------
def test_sikers_word_moves_an_application_and_older_words_do_not(desk: Desk) -> None:
    desk.apply()
    assert desk.hear(7, desk.status(ApplicationState.READ)) == 1
    desk.hear(6, desk.status(ApplicationState.RECEIVED))
    assert desk.listed() == [("v-1", ApplicationState.READ)]
    desk.station.delivery.forget_status_revs()
    desk.hear(2, desk.status(ApplicationState.INVITED, invited_at=desk.station.wall.at, invited_place="Jl. Contoh 5"))
    ready = desk.applying.held(desk.person)
    assert isinstance(ready, jv.MyApplicationsReady)
    invitation = ready.applications[0].invitation
    assert invitation is not None
    assert invitation.place == "Jl. Contoh 5"


def test_a_withdrawal_not_yet_heard_of_is_not_undone_by_the_feed(desk: Desk) -> None:
    made = desk.apply()
    desk.withdraw(made)
    desk.hear(7, desk.status(ApplicationState.READ))
    assert desk.listed() == [("v-1", ApplicationState.WITHDRAWN)]
    desk.apply()
    desk.hear(8, desk.status(ApplicationState.WITHDRAWN, attempt=1))
    assert desk.listed() == [("v-1", ApplicationState.SENT)]
    desk.hear(9, desk.status(ApplicationState.RECEIVED, attempt=2))
    assert desk.listed() == [("v-1", ApplicationState.RECEIVED)]


def test_a_decision_the_office_opened_again_is_shown_so_and_may_be_taken_back(desk: Desk) -> None:
    made = desk.apply()
    desk.hear(5, desk.status(ApplicationState.HIRED))
    assert desk.listed() == [("v-1", ApplicationState.HIRED)]
    desk.hear(6, desk.status(ApplicationState.READ))
    desk.hear(5, desk.status(ApplicationState.HIRED))
    assert desk.listed() == [("v-1", ApplicationState.READ)]
    gone = desk.withdraw(made)
    assert isinstance(gone, jv.ApplicationWithdrawnHere)
    assert desk.listed() == [("v-1", ApplicationState.WITHDRAWN)]


def test_a_no_the_office_opened_again_leaves_no_reason_behind(desk: Desk) -> None:
    desk.apply()
    desk.hear(5, desk.status(ApplicationState.NOT_HIRED, reason=NotHiredReason.OTHER_CANDIDATE.value))
    desk.hear(6, desk.status(ApplicationState.READ))
    ready = desk.applying.held(desk.person)
    assert isinstance(ready, jv.MyApplicationsReady)
    assert [(item.state, item.reason) for item in ready.applications] == [(ApplicationState.READ, "")]


def test_an_application_made_elsewhere_shows_here(desk: Desk) -> None:
    assert desk.hear(3, desk.status(ApplicationState.RECEIVED, 2)) == 1
    assert desk.listed() == [("v-2", ApplicationState.RECEIVED)]
    stranger = desk.status(ApplicationState.RECEIVED, 3, registration_id="somebody-else", application_id="x")
    assert desk.hear(4, stranger) == 0
    assert desk.hear(5, structs.replace(desk.status(ApplicationState.RECEIVED, 4), state="a_newer_word")) == 0


def test_the_list_asks_siker_and_lives_without_it(desk: Desk) -> None:
    desk.apply()
    offline = desk.applying.mine(desk.person)
    assert isinstance(offline, jv.MyApplicationsReady)
    assert len(offline.applications) == 1
    desk.station.siker.answer = LookupAnswer(state="verified", applications=[desk.status(ApplicationState.READ, 2)])
    online = desk.applying.mine(desk.person)
    assert isinstance(online, jv.MyApplicationsReady)
    assert {item.vacancy_id for item in online.applications} == {"v-1", "v-2"}
    assert len(desk.listed()) == 2


def test_an_application_that_goes_on_under_another_number_is_told_once(desk: Desk) -> None:
    other = application_id("earlier-registration", "v-1")
    desk.apply()
    desk.hear(3, desk.status(ApplicationState.READ, application_id=other))
    desk.hear(4, desk.status(ApplicationState.WITHDRAWN, same_as=other, attempt=2))
    assert desk.listed() == [("v-1", ApplicationState.READ)]


def test_a_look_up_brings_the_applications_along(desk: Desk, make_station: MakeStation, tmp_path: Path) -> None:
    other = make_station(folder=tmp_path / "other")
    status = desk.status(ApplicationState.INVITED, invited_at=desk.station.wall.at, invited_place="Jl. Contoh 5")
    other.siker.answer = LookupAnswer(state="verified", registration=desk.person, applications=[status])
    other.known(desk.person.biodata.nik)
    with other.vault.read() as reader:
        assert [item.state for item in reader.applications(desk.person.registration_id)] == [ApplicationState.INVITED]


def test_after_the_purge_only_the_standing_is_left_and_a_look_up_brings_the_rest_back(desk: Desk) -> None:
    made = desk.apply()
    desk.withdraw(made)
    desk.station.acknowledge_all()
    desk.station.wall.forward(days=20)
    assert desk.station.delivery.purge(desk.station.wall.at) == 1
    assert desk.listed() == []
    with desk.station.vault.read() as reader:
        left = reader.application(made.application.application_id)
        assert left is not None
        assert (left.number, left.claim_code, left.title, left.attempt) == ("", "", "", 1)
    desk.hear(9, desk.status(ApplicationState.WITHDRAWN))
    assert desk.listed() == []
    desk.station.siker.answer = LookupAnswer(
        state="awaiting", registration=desk.person, applications=[desk.status(ApplicationState.WITHDRAWN)]
    )
    desk.station.known(desk.person.biodata.nik)
    assert desk.listed() == [("v-1", ApplicationState.WITHDRAWN)]
    again = desk.apply()
    assert again.application.attempt == 2


def test_nothing_readable_of_an_application_is_in_the_file_without_the_persons_key(desk: Desk) -> None:
    made = desk.apply()
    with desk.station.vault.read() as reader:
        row = reader.connection.exec_driver_sql("SELECT * FROM application").one()
        assert made.application.number not in str(tuple(row))
        assert made.claim_code not in str(tuple(row))
        assert "PT Contoh" not in str(tuple(row))


# --- paper ------------------------------------------------------------------------------------------------------------
def _slip(desk: Desk, made: jv.ApplicationMade, *, again: bool = False) -> jv.PrintApplication:
    return jv.PrintApplication(made.application, JobHit(vacancy()), desk.person.registration_id, made.claim_code, again, "id")


def test_the_slip_is_recorded_and_a_second_one_is_a_copy(desk: Desk) -> None:
    made = desk.apply()
    desk.paper.application(_slip(desk, made))
    desk.paper.application(_slip(desk, made))
    with desk.station.vault.read() as reader:
        assert [(row.document, row.copy_no) for row in reader.prints(made.application.number)] == [
            (DocumentKind.APPLICATION, 1), (DocumentKind.APPLICATION, 2),
        ]  # fmt: skip
    printed = [fact["body"] for fact in desk.facts("document.printed")]
    assert [item["reference"] for item in printed] == [made.application.number] * 2  # type: ignore[index]


def test_a_vacancy_and_a_cv_are_printed_and_recorded_nowhere(desk: Desk) -> None:
    assert desk.paper.vacancy(jv.PrintVacancy(JobHit(vacancy(), 2.6), "jv")).problem is None
    assert desk.paper.cv(jv.PrintCv(cv_of(desk.person), desk.person.registration_id, "en")).problem is None
    assert len(desk.station.printer.jobs) == 2
    assert desk.facts("document.printed") == []
    with desk.station.vault.read() as reader:
        assert reader.unfinished_prints() == ()


# --- looking ----------------------------------------------------------------------------------------------------------
def test_an_answer_carries_the_question_as_it_was_asked(desk: Desk) -> None:
    found = desk.jobs.find(JobQuery(words="jahit"))
    assert isinstance(found, jv.JobsFound)
    assert found.answer.query == JobQuery(words="jahit")


def test_a_vacancy_that_is_gone_brings_similar_ones_even_by_its_title(desk: Desk) -> None:
    gone = desk.jobs.show(jv.ShowJob("v-9", "", JobHit(vacancy(9))))
    assert isinstance(gone, jv.JobShown)
    assert (gone.open, len(gone.similar)) == (False, 4)
    by_title = desk.jobs.show(jv.ShowJob("v-9", "", None, "operator"))
    assert isinstance(by_title, jv.JobShown)
    assert (by_title.hit, len(by_title.similar)) == (None, 4)
    unknown = desk.jobs.show(jv.ShowJob("v-9", ""))
    assert unknown == jv.JobShown(None, open=False, vacancy_id="v-9")
    here = desk.jobs.show(jv.ShowJob("v-1", ""))
    assert here == jv.JobShown(JobHit(vacancy(1), 2.5), open=True, vacancy_id="v-1")


def test_a_catalog_that_cannot_be_read_is_said(desk: Desk) -> None:
    desk.shelf.broken = True
    failed = jv.JobsFailed(Problem("jobs_unavailable"))
    assert desk.jobs.find(JobQuery()) == failed
    assert desk.jobs.suggest("") == failed
    assert desk.jobs.show(jv.ShowJob("v-1", "")) == failed


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[SqlCatalog]:
    made = SqlCatalog(tmp_path / "catalog")
    yield made
    made.close()


def test_applying_from_the_real_index(make_station: MakeStation, catalog: SqlCatalog) -> None:
    station = make_station()
    desk = _desk(station)
    day = station.wall.at.date()
    job = vacancy(1, valid_from=day, valid_until=day + timedelta(days=1))
    change = Change(rev=1, e="vacancy", id=job.vacancy_id, op="put", d=to_json(job))
    catalog.apply(ChangesPage(feed="33.74", generation="g", from_rev=0, next=1, has_more=False, changes=[change]))
    index = VacancySearch(SqlVacancyIndex(catalog.reading))
    applying = ApplicationService(station.vault, station.wall_clock, index, station.siker, entropy=lambda n: bytes(n))
    assert isinstance(applying.submit(desk.asked()), jv.ApplicationMade)
    station.wall.forward(days=3)
    assert applying.submit(desk.asked(1)) == jv.ApplyFailed(Problem("vacancy_closed"))
