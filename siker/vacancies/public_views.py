"""What anybody may see of vacancies: the search, one vacancy, and the map of both for search engines. Keeps nothing about who asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache, lru_cache

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import conditional_page, require_safe

from assets.reference import occupation_rows
from domain.seeker import EducationLevel
from domain.vacancy import Vacancy as Content
from domain.vacancy import VacancyState
from domain.vacancy.search import NEAR_STEPS_KM, TOTAL_LIMIT, JobHit
from siker import clock
from siker.accounts.models import User
from siker.fleet.services import policy
from siker.vacancies import public_words, search, search_form, search_places
from siker.vacancies.job_posting import job_posting, script_text
from siker.vacancies.models import Vacancy
from siker.vacancies.search_index import content_of
from siker.web.ratelimit import allowed
from siker.web.words import rupiah_text

SEARCHES_PER_MINUTE = 120
PAGES_PER_MINUTE = 240
_SECONDS = 60
_LEVELS = tuple(level for level in EducationLevel if level not in {EducationLevel.D1, EducationLevel.D2})


@cache
def kbji_names() -> dict[str, str]:
    """The first plain name of each KBJI group."""
    names: dict[str, str] = {}
    for row in occupation_rows():
        names.setdefault(row.kbji, row.jabatan)
    return names


def card(hit: JobHit, place: str = "", level: int = 2) -> SafeString:
    """The card of a vacancy in a list. ``place``: code to carry on to its page; ``level`` of its heading."""
    return _card(hit.vacancy, public_words.distance_text(place, hit.vacancy.site.kode, hit.km), place, level)


@lru_cache(maxsize=4096)
def _card(vacancy: Content, km: str, place: str, level: int) -> SafeString:
    """Made once of what it shows, for as many visitors as look at it."""
    return render_to_string("public/job_card.html", {
        "v": vacancy, "address": reverse("vacancy", kwargs={"number": vacancy.number}) + (f"?tempat={place}" if place else ""),
        "km": km, "level": level, "wage": public_words.wage_text(vacancy.wage),
        "education": public_words.education_text(vacancy.education.minimum),
        "experience": public_words.experience_text(vacancy.experience_years), "shift": public_words.SHIFTS[vacancy.shift],
    })  # fmt: skip


def _slow(request: HttpRequest) -> HttpResponse:
    answer = render(request, "429.html", status=429)
    answer["Retry-After"] = str(_SECONDS)
    return answer


def _cached(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The same page serves every visitor for a minute; whoever signed in has a menu of their own."""
    answer["Cache-Control"] = "private, no-cache" if isinstance(request.user, User) else "public, max-age=60"
    return answer


@require_safe
@conditional_page
def vacancies(request: HttpRequest) -> HttpResponse:
    """Search open vacancies."""
    if not allowed(f"search/{request.META.get('REMOTE_ADDR', '')}", SEARCHES_PER_MINUTE, _SECONDS):
        return _slow(request)
    asked = search_form.read(request.GET.dict())
    answer = search.find(asked.query, clock.today(clock.now()))
    query = asked.query
    last = min(search_form.LAST_PAGE, -(-min(answer.total, TOTAL_LIMIT) // search_form.PER_PAGE))
    context = {
        "office": policy(), "asked": asked, "query": query, "answer": answer, "cards": [card(hit, query.place) for hit in answer.hits],
        "found": public_words.found_text(answer.total),
        "chips": search_form.chips(query, search_form.kbji_name(query.kbji, kbji_names())),
        "offers": search_form.offers(query), "sorts": search_form.sorts(query),
        "others": [(search_places.place_text(place), place.kode) for place in asked.others[:4]],
        "wider": [(search_form.wider_text(item.loosened, item.query), search_form.address(item.query), public_words.found_text(item.total))
                  for item in answer.wider],
        "previous": search_form.address(query, asked.page - 1) if asked.page > 1 else "",
        "next": search_form.address(query, asked.page + 1) if asked.page < last else "", "last": last,
        "levels": _LEVELS, "shifts": public_words.SHIFTS.items(), "placements": public_words.PLACEMENTS.items(),
        "sectors": public_words.SECTORS.items(), "wages": [(amount, rupiah_text(amount)) for amount in search_form.WAGES],
        "kms": NEAR_STEPS_KM, "place_names": search_places.kecamatan_names(),
        "plain": query.is_plain and not query.words and not query.place and asked.page == 1,
    }  # fmt: skip
    if any(hit.vacancy.sample for hit in answer.hits):
        context["sample_band"] = True
    return _cached(request, render(request, "public/vacancies.html", context))


@require_safe
@conditional_page
def vacancy(request: HttpRequest, number: str) -> HttpResponse:
    """One vacancy by the number on paper; a closed one says so and offers similar ones."""
    if not allowed(f"vacancy/{request.META.get('REMOTE_ADDR', '')}", PAGES_PER_MINUTE, _SECONDS):
        return _slow(request)
    if not number.isascii() or not number.isprintable():
        raise Http404
    rows = Vacancy.objects.select_related("firm").defer("proposed", "stems", "flags")
    row = rows.filter(number=number.strip().upper()[:16]).first()
    today = clock.today(clock.now())
    if row is None or not row.content or row.state not in {VacancyState.PUBLISHED, VacancyState.CLOSED} or row.valid_from > today:
        raise Http404
    place = search_form.place_of(request.GET.get("tempat", "")[:13])
    if row.state == VacancyState.CLOSED or row.valid_until < today or not row.firm.is_public:
        context = {"office": policy(), "row": row, "cards": [card(hit, level=3) for hit in search.similar(row, today)]}
        return _cached(request, render(request, "public/vacancy_gone.html", context, status=410))
    return _cached(request, render(request, "public/vacancy.html", _page(row, place.kode if place else "")))


def _page(row: Vacancy, place: str) -> dict[str, object]:
    content = content_of(row)
    address = settings.SIKER_PUBLIC_URL + reverse("vacancy", kwargs={"number": row.number})
    start = search_form.place_of(place)
    return {
        "office": policy(), "v": content, "firm": row.firm, "canonical": address,
        "work": public_words.work_lines(content), "needs": public_words.asked_lines(content),
        "wage": public_words.wage_text(content.wage), "disability": public_words.disability_text(content),
        "km": public_words.distance_text(place, content.site.kode, search_places.points().km(place, content.site.kode)) if start else "",
        "from_place": start.nama if start else "", "place": place,
        "posting": None if row.sample else script_text(job_posting(content, address)),
        "share": f"{content.title}, {content.employer} ({row.number}): {address}",
    }  # fmt: skip


def front_context(today: date) -> dict[str, object]:
    """What the portal's first page shows of vacancies."""
    counts = search.open_counts(today)
    groups = [
        {"name": item.name, "open_count": item.open_count, "address": reverse("vacancies") + search_form.address(item.query)}
        for item in search.suggestions(counts, kbji_names())
    ]
    samples = search.samples_open(today)
    shown = {"samples_open": True, "sample_band": True} if samples else {"samples_open": False}
    return {
        "open_vacancies": sum(count for _, count in counts), "groups": groups, "place_names": search_places.kecamatan_names(), **shown,
    }  # fmt: skip


class VacancyMap(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    """Every open vacancy that is no sample."""

    limit = 5000

    def items(self) -> QuerySet[Vacancy]:
        """Newest first."""
        today = clock.today(clock.now())
        return (
            Vacancy.objects.filter(state=VacancyState.PUBLISHED, sample=False, valid_from__lte=today, valid_until__gte=today)
            .order_by("-published_at", "pk").only("number", "published_at")
        )  # fmt: skip

    def get_latest_lastmod(self) -> datetime | None:
        """When the newest was published, asked of the database and not of every row."""
        newest: datetime | None = self.items().aggregate(newest=Max("published_at"))["newest"]
        return newest

    def location(self, item: Vacancy) -> str:
        """Its page."""
        return reverse("vacancy", kwargs={"number": item.number})

    def lastmod(self, item: Vacancy) -> datetime:
        """When this version was published."""
        return item.published_at or datetime(1970, 1, 1, tzinfo=UTC)


class PageMap(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    """The pages that are always there."""

    def items(self) -> Iterable[str]:
        """Their names."""
        return ["front", "vacancies", "rights", "figures"]

    def location(self, item: str) -> str:
        """The address."""
        return reverse(item)


SITEMAPS: dict[str, type[Sitemap[Vacancy]] | type[Sitemap[str]]] = {"halaman": PageMap, "lowongan": VacancyMap}
