"""Ways through the search for work that together take every edge of its part of the flow."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.ak1 import Ak1State
from domain.applications import ApplicationState, application_id
from domain.facts import PrintOutcome
from domain.nik import Nik, Sex
from domain.problems import Problem
from domain.seeker import (
    Address,
    Biodata,
    Disability,
    Education,
    EducationLevel,
    MaritalStatus,
    Registration,
    Religion,
    VisitPurpose,
    WishedJob,
    WishedPlace,
    WorkStatus,
)
from domain.vacancy import ContractType, Places, Site, Vacancy
from domain.vacancy.search import JobAnswer, JobHit, JobQuery, JobSuggestion
from domain.visit import events as ev
from domain.visit import jobs_events as jv
from domain.visit.jobs_state import AskedToApply, MyApplication

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
NIK = "3374994101900001"
HOME = "33.74.03.1002"


def vacancy(number: int = 1, **changes: object) -> Vacancy:
    """A sample vacancy of a firm that does not exist."""
    plain = Vacancy(
        vacancy_id=f"v-{number}", number=f"LK-CDF-34{number}", title="Operator jahit (contoh)", employer="PT Contoh Busana",
        employer_id="e-1", places=Places(either=40), contract=ContractType.PKWT,
        site=Site("33.74.15.1001", "Wijayakusuma", "Tugu", "Kota Semarang"), valid_from=date(2026, 11, 1),
        valid_until=date(2026, 12, 31), published_on=date(2026, 11, 1), sample=True,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def registration(born: date = date(1990, 1, 1), **changes: object) -> Registration:
    """A sample person (kecamatan code 99)."""
    home = Address("Jl. Contoh 1", "001", "002", "Miroto", "Semarang Tengah", "Kota Semarang", "Jawa Tengah", HOME)
    plain = Registration(
        registration_id="r-1", tujuan=VisitPurpose.SEEK_WORK,
        biodata=Biodata(Nik(NIK), "SITI CONTOH", "Semarang", born, Sex.P, home), telepon="+6281234567890",
        status_perkawinan=MaritalStatus.KAWIN, agama=Religion.ISLAM, domisili=home,
        pendidikan=(Education(EducationLevel.SMA, "SMA Contoh", "IPA", 2008),),
        pekerjaan_diinginkan=(WishedJob("jahit", "8153", "Operator mesin jahit"),),
        tempat_diinginkan=WishedPlace.KOTA_SEMARANG, status_kerja=WorkStatus.NOT_WORKING, disabilitas=(Disability.FISIK,),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def person(state: str = "issued", *, born: date = date(1990, 1, 1), carded: bool = True) -> ev.KnownPerson:
    """Somebody on record, with the queue code CDF-346."""
    return ev.KnownPerson(
        registration(born), state, queue_code="CDF-346", card_number="3374231126000001" if carded else "",
        card_state=Ak1State.VALID if carded else None, card_issued_on=date(2026, 6, 1) if carded else None,
        card_valid_until=date(2028, 6, 1) if carded else None,
    )  # fmt: skip


def application(state: ApplicationState = ApplicationState.RECEIVED, number: int = 1, attempt: int = 1) -> MyApplication:
    """A sample application to ``vacancy(number)``."""
    job = vacancy(number)
    return MyApplication(
        application_id("r-1", job.vacancy_id), job.vacancy_id, f"LM-CDF-34{number}", job.title, job.employer, state, AT, attempt
    )


HIT, OTHER = JobHit(vacancy(1), 2.6), JobHit(vacancy(2), 4.0)
QUERY = JobQuery(words="jahit")
ANSWER = JobAnswer(QUERY, (HIT, OTHER), 2)
OPEN: list[ev.Event] = [jv.JobsAsked(), jv.JobsSuggested((JobSuggestion("8153", "Jahit", 40),))]
RESULTS: list[ev.Event] = [*OPEN, jv.JobsTyped("jahit"), jv.JobsFound(ANSWER)]
AT_JOB: list[ev.Event] = [*RESULTS, jv.JobOpened("v-1"), jv.JobShown(HIT, open=True)]
DOOR: list[ev.Event] = [jv.ApplyAsked(), ev.Next(), ev.Next(), ev.TypeInstead(), ev.TextAnswered(NIK)]
CHECK: list[ev.Event] = [ev.PersonKnown(person()), ev.TextAnswered("CDF346")]
AT_APPLY: list[ev.Event] = [*AT_JOB, *DOOR, *CHECK]
READY: list[ev.Event] = [*AT_APPLY, jv.MyApplicationsReady(())]
MADE = jv.ApplicationMade(replace(application(ApplicationState.SENT), waiting=True), "CDFGH-JKM34")
AT_APPLIED: list[ev.Event] = [*READY, jv.ApplyConfirmed(), MADE]
ENDED = jv.MyApplicationsReady((replace(application(ApplicationState.NOT_HIRED), reason="vacancy_closed"),))
ALIKE = jv.JobShown(None, open=False, similar=(OTHER,), vacancy_id="v-1")
LIST = jv.MyApplicationsReady((application(),))
FOR_LIST: list[ev.Event] = [jv.MyApplicationsAsked(), *DOOR[1:], *CHECK]
AT_MINE: list[ev.Event] = [*FOR_LIST, LIST, jv.MyApplicationOpened(application().application_id)]
REJECTED = person("rejected", carded=False)
FAILED = ev.PrintEnded(PrintOutcome.FAILED, Problem("printer_no_paper"))
SENT = ev.PrintEnded(PrintOutcome.SENT)
WITHDRAWN = jv.ApplicationWithdrawnHere(application(ApplicationState.WITHDRAWN))
CLOSED = jv.ApplyFailed(Problem("vacancy_closed"))

JOBS_EVENTS: list[ev.Event] = [
    *AT_JOB, *AT_APPLIED, *AT_MINE, jv.JobsSearched(QUERY), jv.JobsSearched(replace(QUERY, within_km=3)),
    jv.JobsSearched(replace(QUERY, offset=2)),
    jv.JobsTyped(""),
    jv.JobsFound(replace(ANSWER, query=replace(QUERY, offset=2))), jv.JobsKeyboard(True), jv.JobsFiltersAsked(), jv.JobsAreaAsked(),
    jv.JobsAreaChosen(HOME), jv.JobsAreaChosen(""), jv.JobOpened("v-2"), jv.JobOpened("v-9"), jv.JobShown(None, open=False, vacancy_id="v-9"),
    jv.JobShown(HIT, open=False, similar=(OTHER,)), jv.JobPrintAsked(), jv.CvDisabilitySet(True), jv.CvPrintAsked(), CLOSED,
    jv.ApplyFailed(Problem("store_unavailable")), jv.AlreadyApplied(application()), jv.WithdrawAsked(), jv.WithdrawConfirmed(), WITHDRAWN,
    jv.MyApplicationsFailed(Problem("store_unavailable")), jv.JobsFailed(Problem("jobs_unavailable")),
    ev.PersonKnown(REJECTED), ev.PersonUnknown(), ev.PaperTaken(), ev.FinishWithoutPaper(),
    ev.PrintRetryAsked(), FAILED, SENT, ev.Back(), ev.Next(), ev.Left(), jv.MyApplicationsReady(()),
    ev.ProofIssued("CDF-347", registration()),
]  # fmt: skip


ASKED = AskedToApply("v-2", "Operator jahit", "CONTOH Garmen", datetime(2026, 11, 22, tzinfo=UTC))


def scripts(genuine: ev.CardRead, form: list[ev.Event]) -> list[list[ev.Event]]:
    """Every edge; ``genuine`` is a card that proves who it is, ``form`` the questions after the NIK up to the review."""
    reading: list[ev.Event] = [*DOOR[:3], ev.CardInserted(), genuine]
    registered: list[ev.Event] = [
        *AT_JOB, *DOOR, ev.PersonUnknown(), *form, ev.Confirmed(), ev.ProofIssued("CDF-346", registration()),
    ]  # fmt: skip
    known: list[ev.Event] = [ev.Started(), ev.PurposeChosen(VisitPurpose.SEEK_WORK), *DOOR[1:], *CHECK]
    return [
        [*OPEN, jv.JobsKeyboard(True), jv.JobsAreaAsked(), jv.JobsAreaChosen(HOME), jv.JobsFailed(Problem("jobs_unavailable")), ev.Back()],
        [*OPEN, jv.JobsSearched(QUERY), jv.JobsSearched(replace(QUERY, offset=2)), jv.JobsFiltersAsked(), ev.Next(), ev.Back()],
        [*RESULTS, jv.JobsFiltersAsked(), jv.JobsSearched(QUERY), jv.JobsAreaAsked(), jv.JobsAreaChosen(""), ev.Back()],
        [*RESULTS, jv.JobsFiltersAsked(), jv.JobsSearched(replace(QUERY, within_km=3)), ev.Back()],
        [*AT_JOB, jv.JobPrintAsked(), SENT, ev.PaperTaken(), jv.JobsAsked()],
        [*AT_JOB, jv.JobPrintAsked(), FAILED, ev.PrintRetryAsked(), FAILED, ev.FinishWithoutPaper()],
        [*AT_JOB, jv.JobPrintAsked(), ev.PrintEnded(PrintOutcome.UNKNOWN), ev.PaperTaken()],
        [*AT_JOB, *reading, ev.PersonKnown(person())],
        [*AT_JOB, *reading, ev.PersonKnown(REJECTED)],
        [*AT_JOB, *DOOR, ev.PersonKnown(REJECTED), ev.TextAnswered("CDF-346"), jv.JobsAsked(), jv.JobsTyped("jahit"),
         jv.JobsFound(replace(ANSWER, query=replace(QUERY, place=HOME))), jv.JobOpened("v-1"), jv.ApplyAsked()],
        [*FOR_LIST[:-2], ev.PersonUnknown()],
        [*AT_APPLY, LIST],
        [*AT_APPLY, jv.CvDisabilitySet(True), jv.CvPrintAsked(), SENT, ev.PaperTaken(), ev.Back(), jv.ApplyAsked()],
        [*READY, jv.ApplyConfirmed(), CLOSED],
        [*READY, jv.ApplyConfirmed(), jv.ApplyFailed(Problem("store_unavailable"))],
        [*READY, jv.ApplyConfirmed(), jv.AlreadyApplied(application())],
        [*AT_APPLIED, jv.JobPrintAsked(), SENT, ev.PaperTaken(), jv.JobsAsked(), jv.JobOpened("v-1"), jv.ApplyAsked()],
        [*AT_APPLIED, ev.Back()],
        [*AT_APPLIED, ev.Left(), jv.JobsAsked()],
        [*AT_MINE, jv.JobPrintAsked(), SENT, ev.PaperTaken(), jv.WithdrawAsked(), jv.WithdrawConfirmed(),
         jv.ApplyFailed(Problem("store_unavailable")), jv.WithdrawConfirmed(), WITHDRAWN, ev.Back(), ev.Back()],
        [*known, jv.JobsAsked(), jv.MyApplicationsAsked(), jv.MyApplicationsFailed(Problem("store_unavailable"))],
        [*AT_MINE, jv.WithdrawAsked(), jv.WithdrawConfirmed(), ev.Back(), WITHDRAWN],
        [*FOR_LIST, ENDED, jv.MyApplicationOpened(application().application_id), ALIKE, jv.JobOpened("v-2")],
        [*FOR_LIST, jv.MyApplicationsReady((), (ASKED,)), jv.JobOpened("v-2")],
        [*registered, SENT, ev.PaperTaken()],
        [*registered, FAILED, ev.FinishWithoutPaper()],
        [*registered, ev.PrintEnded(PrintOutcome.UNKNOWN), ev.PaperTaken()],
    ]  # fmt: skip
