"""Employers look for people who let themselves be found. Nothing here says who somebody is, and nothing can be taken away as a list."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from assets.reference import region_rows
from domain.seeker import EducationLevel
from domain.vacancy import VacancyState
from siker import clock
from siker.applications import candidates
from siker.applications.candidates import Wanted
from siker.applications.firm_views import actor_of, firm_of, own_vacancy
from siker.applications.forms import JOB_MAX, CandidateForm
from siker.vacancies.models import Vacancy
from siker.web.ratelimit import allowed
from siker.web.roles import RECRUITERS, firm_page, member_of
from siker.web.words import term

SEARCHES_PER_HOUR, VIEWS_PER_HOUR, PER_PAGE = 60, 120, 20


def _kecamatan_of(region: str) -> list[tuple[str, str]]:
    return sorted(((kode, name) for kode, name in region_rows() if len(kode) == 8 and kode.startswith(f"{region}.")), key=lambda item: item[1])


def _open_vacancy(request: HttpRequest, vacancy_id: str) -> Vacancy:
    """People are looked for only for a vacancy that is published now."""
    vacancy = own_vacancy(request, vacancy_id)
    if vacancy.state != VacancyState.PUBLISHED or not vacancy.valid_from <= clock.today(clock.now()) <= vacancy.valid_until:
        raise Http404
    return vacancy


def _slow(request: HttpRequest) -> HttpResponse:
    text = "Anda sudah banyak mencari dalam satu jam ini. Coba lagi nanti; tidak ada yang hilang."
    return render(request, "web/error.html", {"title": "Istirahat sebentar", "text": text}, status=429)


@firm_page(RECRUITERS, "GET")
def firm_candidates(request: HttpRequest) -> HttpResponse:
    """Choose one of the open vacancies to look for people for."""
    today = clock.today(clock.now())
    open_ones = Vacancy.objects.filter(firm=firm_of(request), state=VacancyState.PUBLISHED, valid_from__lte=today, valid_until__gte=today)
    return render(request, "applications/candidate_start.html", {"vacancies": open_ones.order_by("-published_at", "pk")})


@firm_page(RECRUITERS, "GET")
def firm_candidate_search(request: HttpRequest, vacancy_id: str) -> HttpResponse:
    """People who meet the criteria, for one vacancy."""
    vacancy, now = _open_vacancy(request, vacancy_id), clock.now()
    places = _kecamatan_of(vacancy.region)
    ages, usual = candidates.lawful_ages(vacancy), candidates.job_asked(vacancy)[:JOB_MAX]
    context: dict[str, object] = {"vacancy": vacancy, "ages": ages}
    if "cari" not in request.GET:
        form = CandidateForm(kecamatan=places, initial={"pendidikan": candidates.education_asked(vacancy) or "", "pekerjaan": usual})
        return render(request, "applications/candidate_search.html", {**context, "form": form})
    form = CandidateForm(request.GET, kecamatan=places)
    if not form.is_valid():
        return render(request, "applications/candidate_search.html", {**context, "form": form}, status=422)
    if not allowed(f"candidates/{member_of(request).firm_id}", SEARCHES_PER_HOUR, 3600):
        return _slow(request)
    given = form.cleaned_data
    wanted = Wanted(
        education=EducationLevel(given["pendidikan"]) if given["pendidikan"] else None, major=given["jurusan"],
        skills=given["keterampilan"], job=given["pekerjaan"],
        kbji=vacancy.kbji if given["pekerjaan"] == usual else "", experience_years=given["pengalaman"] or 0, kecamatan=given["kecamatan"],
        not_working=given["belum_bekerja"], ages=ages if request.GET.get("umur") else None,
    )  # fmt: skip
    found, more = candidates.search(wanted, vacancy, actor_of(request), now)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("hal"))
    query = request.GET.copy()
    query.pop("hal", None)
    context |= {"form": form, "page": page, "total": len(found), "more": more, "searched": True, "query": query.urlencode(), "umur": wanted.ages}
    return render(request, "applications/candidate_search.html", context)


@firm_page(RECRUITERS, "GET")
def firm_candidate(request: HttpRequest, vacancy_id: str, key: str) -> HttpResponse:
    """One person more closely, still without a name."""
    vacancy = _open_vacancy(request, vacancy_id)
    if not allowed(f"candidate/{member_of(request).firm_id}", VIEWS_PER_HOUR, 3600):
        return _slow(request)
    found = candidates.open_candidate(key[:40], vacancy, actor_of(request), clock.now())
    if found is None:
        raise Http404
    education = term("education", found[1].education) if found[1].education else ""
    return render(request, "applications/candidate.html", {"vacancy": vacancy, "found": found[1], "education": education})


@firm_page(RECRUITERS, "POST")
def firm_candidate_invite(request: HttpRequest, vacancy_id: str, key: str) -> HttpResponse:
    """Ask the person to apply."""
    vacancy = _open_vacancy(request, vacancy_id)
    if not allowed(f"candidate-invite/{member_of(request).firm_id}", SEARCHES_PER_HOUR, 3600):
        return _slow(request)
    if not candidates.invite_candidate(key[:40], vacancy, member_of(request).user_id, actor_of(request), clock.now()):
        messages.error(request, "Orang ini tidak bisa diundang lagi. Mungkin sudah bekerja atau mencabut izinnya.")
        return redirect("firm_candidate_search", vacancy_id=vacancy.pk)
    messages.success(request, "Undangan melamar terkirim. Bila orangnya melamar, ia muncul di daftar pelamar Anda.")
    return redirect("firm_candidate", vacancy_id=vacancy.pk, key=key)
