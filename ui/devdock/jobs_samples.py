"""Searches and applications at every telling moment, for pictures and tests of looks. Firms and persons are made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.applications import ApplicationState, Invitation, NotHiredReason
from domain.facts import DocumentKind, PrintOutcome
from domain.problems import Problem
from domain.seeker import Disability, EducationLevel, Registration
from domain.vacancy.search import JobAnswer, JobHit, JobQuery, JobSuggestion, Wider
from domain.vacancy.vacancy import (
    ContractType,
    DisabilityAccess,
    EducationNeed,
    LegalLimit,
    LimitKind,
    Places,
    Shift,
    Site,
    Vacancy,
    Wage,
)
from domain.visit.jobs_state import AskedToApply, JobsState, MyApplication
from domain.visit.pages import Overlay, Page
from domain.visit.state import VisitState

WORK_PAGES = frozenset({
    Page.JOBS, Page.JOBS_RESULTS, Page.JOBS_FILTERS, Page.JOBS_AREA, Page.JOB, Page.APPLY, Page.APPLYING, Page.APPLIED,
    Page.MY_APPLICATIONS, Page.MY_APPLICATION, Page.WITHDRAW,
})  # fmt: skip
_FROM, _UNTIL = date(2026, 11, 16), date(2026, 12, 12)
_LOOKING = (Page.JOBS,)
PLACE = "33.74.13.1013"

SEWING = Vacancy(
    "v-1", "LK-7F3-K2R", "Operator jahit", "PT Contoh Busana Rapi", "e-1", Places(either=40), ContractType.PKWT,
    Site("33.74.15.1005", "Wonosari", "Ngaliyan", "Kota Semarang", "Kawasan Industri Contoh Blok 7"), _FROM, _UNTIL, _FROM,
    "8153", "Operator mesin jahit", "C", EducationNeed(EducationLevel.SMP), 1, ("Menjahit dengan mesin",),
    Wage(3_700_000, 4_100_000), "Senin–Jumat 07.00–15.00, Sabtu 07.00–12.00", Shift.BERGILIR,
    disability=DisabilityAccess(True, (Disability.RUNGU_WICARA, Disability.FISIK), "Juru bahasa isyarat saat pelatihan."),
    training=True, transport=True, benefits="Makan siang, BPJS Ketenagakerjaan dan Kesehatan, THR.",
    description="Menjahit bagian pakaian jadi dengan mesin jarum satu. Dilatih dua minggu dengan upah.",
    contact_name="Bagian Personalia", contact_phone="+62243500000", contact_email="lamaran@contoh.id",
)  # fmt: skip
LONG = Vacancy(
    "v-2", "LK-2QX-8MN", "Pengawas bagian penyelesaian akhir pakaian pengantin dan busana adat untuk pasar luar negeri",
    "PT Contoh Apparel Sejahtera Nusantara Internasional Wijayakusuma Semarang", "e-2", Places(men=2, women=3, either=5),
    ContractType.PKWTT,
    Site(
        "33.74.15.1006", "Tambakaji", "Ngaliyan", "Kota Semarang",
        "Jl. Profesor Doktor Contoh Gang Mangga Besar Dalam IV Blok C-12 No. 118A, Kawasan Industri Contoh",
    ),
    _FROM, _UNTIL, _FROM, "3122", "Pengawas produksi", "C",
    EducationNeed(EducationLevel.D3, ("Pemeliharaan Rangka dan Mesin Pesawat Udara", "Tata Busana")), 3,
    ("Membuat pola busana pengantin adat Semarang dan kebaya modern", "Mengatur regu kerja sampai tiga puluh orang"),
    Wage(5_250_000, 12_750_000), "Berganti tiap minggu: pagi, sore, dan malam", Shift.BERGILIR,
    limits=(
        LegalLimit(LimitKind.AGE_MIN, "21", "Bekerja dengan mesin berat pada malam hari, menurut aturan keselamatan kerja."),
        LegalLimit(LimitKind.SEX, "P", "Mengukur badan tamu perempuan di ruang ganti."),
    ),
    disability=DisabilityAccess(True), training=True, transport=True, benefits="Rumah dinas.", sample=True,
    description="Memeriksa jahitan, kancing, dan sulaman sebelum dikirim, lalu mencatat hasilnya setiap jam.",
    contact_name="Raden Roro Contoh Kusumaningtyas Wulandari", contact_phone="+6281200000000",
    contact_email="lamaran.pengawas.penyelesaian.akhir@perusahaan-contoh.co.id",
)  # fmt: skip
QUIET = Vacancy(
    "v-3", "LK-9WB-44T", "Pramuniaga toko", "Toko Contoh Makmur", "e-3", Places(women=1, men=1), ContractType.PARUH_WAKTU,
    Site("33.74.01", "", "Semarang Tengah", "Kota Semarang"), _FROM, date(2026, 11, 30), _FROM, "5223", "", "G",
    wage=Wage(shown=False), shift=Shift.LUWES, employer_verified=False,
)  # fmt: skip
ABROAD = Vacancy(
    "v-4", "LK-5HD-W2C", "Perawat lansia", "PT Contoh Penempatan", "e-4", Places(either=12), ContractType.PKWT,
    Site("", negara="Jepang"), _FROM, _UNTIL, _FROM, "5322", "", "Q", EducationNeed(EducationLevel.SMA), 0, ("Bahasa Jepang",),
    Wage(18_000_000), "", Shift.MALAM,
)  # fmt: skip
HITS = (JobHit(SEWING, 2.6), JobHit(LONG, 0.4), JobHit(QUIET, 11.2), JobHit(ABROAD))

SUGGESTIONS = tuple(
    JobSuggestion(kbji, name, count)
    for kbji, name, count in (
        ("8153", "Operator mesin jahit", 128), ("5223", "Pramuniaga toko", 74), ("9333", "Tenaga bongkar muat", 61),
        ("8322", "Sopir mobil dan taksi", 38), ("5131", "Pelayan restoran", 33), ("4110", "Staf kantor umum", 29),
        ("5414", "Satpam", 17), ("7531", "Penjahit, tukang bordir, dan pembuat pola pakaian", 1),
    )
)  # fmt: skip


def many(count: int) -> tuple[JobHit, ...]:
    """A long list, every card another vacancy."""
    return tuple(
        JobHit(replace(hit.vacancy, vacancy_id=f"v-{at}", number=f"LK-{at:03d}"), None if hit.km is None else hit.km + at % 7)
        for at, hit in ((at, HITS[at % len(HITS)]) for at in range(count))
    )  # fmt: skip


def application(state: ApplicationState, at: datetime, **also: object) -> MyApplication:
    """An application of somebody to the first sample."""
    base = MyApplication(f"a-{state}", SEWING.vacancy_id, "LM-7K2-F3R", SEWING.title, SEWING.employer, state, at)
    return replace(base, **also)  # type: ignore[arg-type]


def applications(now: datetime) -> tuple[MyApplication, ...]:
    """One in every state."""
    meeting = Invitation(now + timedelta(days=3, hours=0.8), "Kawasan Industri Contoh Blok 7, pos satpam. Bawa KTP dan ijazah.")
    return (
        application(ApplicationState.INVITED, now - timedelta(days=1), invitation=meeting),
        application(ApplicationState.SENT, now, application_id="a-waiting", waiting=True, title=LONG.title, employer=LONG.employer),
        application(ApplicationState.SENT, now),
        application(ApplicationState.RECEIVED, now - timedelta(days=2), title=LONG.title, employer=LONG.employer),
        application(ApplicationState.READ, now - timedelta(days=2)),
        application(ApplicationState.HIRED, now - timedelta(days=9)),
        application(ApplicationState.NOT_HIRED, now - timedelta(days=12), reason=NotHiredReason.PLACES_FILLED.value),
        application(ApplicationState.WITHDRAWN, now - timedelta(days=20)),
    )


def _looking(now: datetime) -> dict[str, VisitState]:
    query = JobQuery(place=PLACE)
    jobs = JobsState(query=query, suggestions=SUGGESTIONS)
    start = VisitState(page=Page.JOBS, jobs=jobs)
    offline = (("network", Problem("network_down")),)
    narrow = replace(
        query, words="oprator jait", within_km=5, education=EducationLevel.SMA, wage_from=3_500_000, shift=Shift.BERGILIR,
        no_experience=True, disability=True, kbji="8153",
    )
    found = JobAnswer(query, many(20), 128)
    results = replace(start, page=Page.JOBS_RESULTS, history=_LOOKING, jobs=replace(jobs, answer=found))

    def asking(asked: JobQuery, answer: JobAnswer | None, *, typing: bool = False) -> VisitState:
        return replace(results, jobs=replace(jobs, query=asked, answer=answer, typing=typing))

    typed = replace(query, words="kasir")
    return {
        "jobs": start,
        "jobs_empty": replace(start, jobs=replace(jobs, query=JobQuery(), suggestions=())),
        "jobs_loading": replace(start, jobs=JobsState()),
        "jobs_typing": replace(start, jobs=replace(jobs, typing=True)),
        "jobs_offline": replace(start, faults=offline),
        "jobs_trouble": replace(start, jobs=JobsState(), problem=Problem("jobs_unavailable")),
        "jobs_results": results,
        "jobs_results_typing": asking(typed, JobAnswer(typed, HITS[2:3], 1), typing=True),
        "jobs_results_filtered": asking(narrow, JobAnswer(narrow, HITS[:2], 2, "operator jahit")),
        "jobs_results_filtered_typing": asking(narrow, JobAnswer(narrow, HITS[:2], 2, "operator jahit"), typing=True),
        "jobs_results_loading": asking(typed, None),
        "jobs_results_offline": replace(results, faults=offline),
        "jobs_results_wider": asking(narrow, JobAnswer(narrow, wider=(
            Wider(replace(narrow, within_km=None), "within_km", 12), Wider(replace(narrow, wage_from=None), "wage_from", 3),
            Wider(replace(narrow, words=""), "words", 61), Wider(replace(narrow, place=""), "place", 1),
        ))),
        "jobs_results_wider_typing": asking(typed, JobAnswer(typed, wider=(
            Wider(replace(typed, words=""), "words", 1001), Wider(replace(typed, place=""), "place", 4),
        )), typing=True),
        "jobs_results_nothing": asking(typed, JobAnswer(typed)),
        "jobs_results_not_filled": asking(query, JobAnswer(query)),
        "jobs_filters": replace(results, page=Page.JOBS_FILTERS, history=(Page.JOBS, Page.JOBS_RESULTS),
                                jobs=replace(jobs, query=narrow, answer=JobAnswer(narrow, HITS[:2], 2))),
        "jobs_area": replace(results, page=Page.JOBS_AREA, history=(Page.JOBS, Page.JOBS_RESULTS)),
    }  # fmt: skip


def jobs_visits(person: Registration, now: datetime) -> Mapping[str, VisitState]:
    """Every page of looking for work and applying by a name for the picture file."""
    out = _looking(now)
    results = out["jobs_results"]
    assert results.jobs is not None
    history = (Page.JOBS, Page.JOBS_RESULTS)
    shown = replace(results.jobs, opened=SEWING.vacancy_id, chosen=HITS[0])
    long = replace(shown, opened=LONG.vacancy_id, chosen=HITS[1])
    job = replace(results, page=Page.JOB, history=history, jobs=shown)
    known = replace(job, registration=person)
    out["job"] = job
    out["job_long"] = replace(job, jobs=long)
    out["job_known"] = known
    out["job_long_known"] = replace(known, jobs=long)
    out["job_quiet"] = replace(job, jobs=replace(shown, opened=QUIET.vacancy_id, chosen=HITS[2]))
    out["job_gone"] = replace(job, jobs=replace(shown, chosen_gone=True, similar=HITS[1:3]))
    out["job_gone_alone"] = replace(job, jobs=replace(shown, chosen=None, chosen_gone=True))
    out["job_loading"] = replace(job, jobs=replace(shown, chosen=None))
    apply = replace(known, page=Page.APPLY, history=(*history, Page.JOB))
    disabled = replace(person, disabilitas=person.disabilitas or (Disability.FISIK,))
    out["notice_apply"] = replace(job, page=Page.NOTICE, history=(*history, Page.JOB), jobs=replace(shown, wants="apply"))
    out["apply"] = replace(apply, registration=replace(person, disabilitas=()))
    out["apply_disability"] = replace(apply, registration=disabled, jobs=replace(shown, with_disability=True))
    out["apply_long"] = replace(apply, registration=disabled, jobs=long, problem=Problem("store_unavailable"))
    out["applying"] = replace(apply, page=Page.APPLYING)
    sent = replace(shown, applied=application(ApplicationState.SENT, now), claim_code="4TQM-9XKD")
    out["applied"] = replace(known, page=Page.APPLIED, history=(), jobs=sent)
    waiting = replace(long, applied=application(ApplicationState.SENT, now, waiting=True, employer=LONG.employer))
    out["applied_waiting"] = replace(out["applied"], jobs=waiting)
    mine = replace(results.jobs, mine=applications(now))
    everything = replace(known, page=Page.MY_APPLICATIONS, history=_LOOKING, jobs=mine)
    out["my_applications"] = everything
    asked = (AskedToApply(QUIET.vacancy_id, QUIET.title, QUIET.employer, now), AskedToApply(LONG.vacancy_id, LONG.title, LONG.employer, now))
    out["my_applications_asked"] = replace(everything, jobs=replace(mine, mine=applications(now)[:2], asked=asked))
    out["my_applications_none"] = replace(everything, jobs=replace(mine, mine=()))
    out["my_applications_loading"] = replace(everything, jobs=replace(mine, mine=None))
    one = replace(everything, page=Page.MY_APPLICATION, history=(Page.JOBS, Page.MY_APPLICATIONS))
    for item in applications(now):
        out[f"my_application_{item.application_id.removeprefix('a-')}"] = replace(one, jobs=replace(mine, shown=item))
    out["my_application"] = out["my_application_invited"]
    ended = out["my_application_not_hired"]
    assert ended.jobs is not None
    out["my_application_not_hired"] = replace(ended, jobs=replace(ended.jobs, alike=HITS[1:3]))
    out["withdraw"] = replace(one, page=Page.WITHDRAW, jobs=replace(mine, shown=applications(now)[3]))
    out["overlay_jobs"] = replace(results, overlay=Overlay.IDLE_WARNING)
    paper = replace(job, page=Page.TAKE_PAPER, document=DocumentKind.VACANCY, print_outcome=PrintOutcome.SENT)
    out["jobs_take_paper"] = paper
    out["jobs_printing"] = replace(paper, page=Page.PRINTING)
    out["jobs_take_slip"] = replace(paper, document=DocumentKind.APPLICATION, registration=person)
    out["jobs_print_trouble"] = replace(
        out["jobs_take_slip"], page=Page.PRINT_TROUBLE, print_outcome=PrintOutcome.FAILED, print_problem=Problem("printer_no_paper")
    )
    out["jobs_end"] = replace(out["applied"], page=Page.END)
    return out
