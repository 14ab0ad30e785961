"""The public pages of vacancies: what a visitor reads, what stays text whatever somebody wrote, and what is gone."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from domain.vacancy import DisabilityAccess, LegalLimit, LimitKind, VacancyState, Wage
from siker import clock
from siker.accounts.models import Role
from siker.accounts.services import create_officer
from siker.audit.services import SYSTEM
from siker.employers.models import FirmState
from siker.vacancies import public_views, public_words, search_sql
from tests.server.open_vacancies import TODAY, TUGU, content, day, firm, publish

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NASTY = "</script><script>alert(1)</script><!-- & \u2028 'x'"


def get(address: str, status: int = 200, **headers: str) -> str:
    answer = Client().get(address, headers=headers)
    assert answer.status_code == status, answer.content[:300]
    return answer.content.decode()


def posting(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    parsed: dict[str, object] = json.loads(found.group(1))
    return parsed


def test_the_list_tells_what_matters_and_links_to_the_page() -> None:
    publish(content(1, disability=DisabilityAccess(True)))
    page = get("/lowongan/?kata=menjahit&tempat=Tugu")
    for words in (
        "Operator jahit", "PT Contoh Sandang", "terverifikasi Disnaker", "Rp3.500.000 – Rp4.000.000 sebulan", "Tambakaji, Ngaliyan",
        "Lamar paling lambat", "Terbuka untuk disabilitas", "km", "1 lowongan terbuka",
    ):  # fmt: skip
        assert words in page, words
    link = unescape(re.search(r'<a href="(/lowongan/LK[^"]+)"', page).group(1))  # type: ignore[union-attr]
    assert "jarak lurus dari Tugu" in get(link)


def test_beyond_what_is_counted_it_says_more_than_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 4):
        publish(content(number))
    for module in (search_sql, public_words, public_views):
        monkeypatch.setattr(module, "TOTAL_LIMIT", 2)
    assert "Lebih dari 2 lowongan terbuka" in get("/lowongan/")
    assert "<b>lebih dari 2</b>" in get("/lowongan/?kata=xqzwv")


def test_a_wage_that_is_not_shown_is_nowhere() -> None:
    publish(content(1, wage=Wage(None, None, shown=False)), wage_min=4_321_000)
    for address in ("/lowongan/", "/lowongan/LK-T01-AAA/", "/lowongan/?upah=2000000"):
        page = get(address)
        assert "4.321.000" not in page
        assert "4321000" not in page
    assert "Upah tidak dicantumkan" in get("/lowongan/")
    assert "baseSalary" not in posting(get("/lowongan/LK-T01-AAA/"))


def test_the_page_says_everything_in_plain_words_and_to_search_engines() -> None:
    publish(content(1, description="Menjahit kemeja.", limits=(LegalLimit(LimitKind.AGE_MIN, "21", "mengangkut bahan berbahaya"),)))
    page = get("/lowongan/lk-t01-aaa")
    for words in (
        "Menjahit kemeja.", "Paling rendah SMP", "Tanpa pengalaman", "3 orang", "Kontrak (PKWT)", "Usia paling muda 21 tahun",
        "mengangkut bahan berbahaya", "LK-T01-AAA", "https://wa.me/?text=", 'rel="canonical"',
    ):  # fmt: skip
        assert words in page, words
    told = posting(page)
    assert told["@type"] == "JobPosting"
    assert told["title"] == "Operator jahit"
    assert told["validThrough"] == f"{content(1).valid_until}T23:59:59+07:00"
    assert told["baseSalary"]["value"] == {"@type": "QuantitativeValue", "unitText": "MONTH", "minValue": 3_500_000, "maxValue": 4_000_000}  # type: ignore[index]
    assert str(told["url"]).endswith("/lowongan/LK-T01-AAA/")


def test_a_script_in_any_text_stays_text() -> None:
    publish(
        content(1, NASTY, employer=NASTY, description=NASTY, benefits=NASTY, hours=NASTY, contact_name=NASTY, skills=(NASTY,), jabatan=NASTY),
        title=NASTY[:120], employer=NASTY[:120],
    )  # fmt: skip
    typed = NASTY.replace("&", "%26")
    for address in ("/lowongan/", "/lowongan/LK-T01-AAA/", "/lowongan/?kata=" + typed, "/lowongan/?tempat=" + typed):
        page = get(address)
        assert "<script>" not in page
        assert "alert(1)</script>" not in page
        assert "<!--" not in page
    page = get("/lowongan/LK-T01-AAA/")
    assert posting(page)["title"] == NASTY
    assert "<script" not in str(posting(page)["description"])
    assert page.count("<script") == page.count("</script") == 1


def test_a_closed_one_is_gone_and_offers_similar_ones() -> None:
    publish(content(1), state=VacancyState.CLOSED)
    publish(content(2, "Penjahit celana"))
    publish(content(3, valid_until=day(-1)))
    for number in ("LK-T01-AAA", "LK-T03-AAA"):
        page = get(f"/lowongan/{number}/", 410)
        assert "Lowongan ini sudah ditutup" in page
        assert "Penjahit celana" in page
        assert "application/ld+json" not in page


def test_a_firm_that_is_no_longer_verified_is_not_named() -> None:
    publish(content(1), of=firm(2, "PT Contoh Dibekukan", FirmState.SUSPENDED), employer="PT Contoh Dibekukan")
    assert "Dibekukan" not in get("/lowongan/LK-T01-AAA/", 410)


def test_what_was_never_public_does_not_exist() -> None:
    publish(content(1), state=VacancyState.DRAFT, content={})
    publish(content(2), state=VacancyState.SUBMITTED)
    publish(content(3, valid_from=day(2)))
    for number in ("LK-T01-AAA", "LK-T02-AAA", "LK-T03-AAA", "LK-XXX-XXX", "%00", "a" * 300, "../x"):
        get(f"/lowongan/{number}", 404)


def test_a_sample_says_so_and_is_kept_from_search_engines() -> None:
    publish(content(1, sample=True))
    page = get("/lowongan/LK-T01-AAA/")
    assert "CONTOH" in page
    assert "noindex" in page
    assert "ld+json" not in page
    assert "LK-T01-AAA" not in get("/sitemap-lowongan.xml")
    assert "CONTOH" in get("/lowongan/")


def test_the_map_holds_open_vacancies_only() -> None:
    publish(content(1))
    publish(content(2), state=VacancyState.CLOSED)
    publish(content(3, valid_until=day(-1)))
    found = ElementTree.fromstring(get("/sitemap-lowongan.xml"))
    links = [item.text or "" for item in found.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert [link.rpartition("/lowongan/")[2] for link in links] == ["LK-T01-AAA/"]
    assert "/sitemap-lowongan.xml" in get("/sitemap.xml")
    robots = get("/robots.txt")
    assert "Allow: /lowongan/" in robots
    assert "Disallow: /\n" in robots
    assert "Sitemap: " in robots


def test_nothing_found_still_leads_on() -> None:
    publish(content(1))
    publish(content(2, "Satpam", jabatan="", kbji=""))
    page = get("/lowongan/?kata=satpam+jahit")
    assert "Belum ada lowongan yang pas" in page
    assert "Cari “jahit” saja" in page
    assert "Kami belum mengenal tempat “negeri dongeng”" in get("/lowongan/?tempat=negeri+dongeng")


def test_slips_are_told() -> None:
    publish(content(1))
    page = get("/lowongan/?kata=oprator+jait")
    assert "Kami mencari" in page
    assert "oprator jait" in page
    assert "Operator jahit" in page


@pytest.mark.parametrize(
    "address",
    [
        "?hal=0", "?hal=99999", "?hal=x", "?jarak=-1&tempat=Tugu", "?upah=99999999999999999999", "?pendidikan=profesor", "?waktu=%00",
        "?kbji=%25", "?urut=1;drop", "?kata=" + "a" * 3000, "?kata=" + "%F0%9F%98%80" * 50, "?tempat=" + "z" * 3000, "?bidang=ZZ", "?kata=%",
        "?kata='", '?kata="', "?kata=a&kata=b", "?tempat=33.74.15", "?tempat=337415",
    ],
)  # fmt: skip
def test_odd_addresses_are_read_kindly(address: str) -> None:
    publish(content(1))
    get("/lowongan/" + address)


def test_pages_turn_and_carry_every_filter() -> None:
    for n in range(25):
        publish(content(n, site=TUGU))
    first = get("/lowongan/?kata=jahit&tempat=Tugu&jarak=10&tanpa_pengalaman=ya&pendidikan=sma&urut=newest")
    assert "25 lowongan terbuka" in first
    link = unescape(re.search(r'rel="next" href="([^"]+)"', first).group(1))  # type: ignore[union-attr]
    second = get(link)
    assert second.count("<li class=\"card whole\">") == 5
    for words in ("paling jauh 10 km", "tanpa pengalaman", "lulusan SMA", "Halaman 2 dari 2"):
        assert words in second, words


def test_visitors_share_a_page_and_an_unchanged_one_is_not_sent_again() -> None:
    publish(content(1))
    for address in ("/lowongan/", "/lowongan/LK-T01-AAA/"):
        answer = Client().get(address)
        assert answer["Cache-Control"] == "public, max-age=60"
        assert "Cookie" in answer["Vary"]
        assert "Set-Cookie" not in answer.headers
        again = Client().get(address, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304
        assert again.content == b""


def test_whoever_signed_in_gets_a_page_of_their_own() -> None:
    publish(content(1))
    user = create_officer("petugas.contoh", "kalimat-panjang-42", frozenset({Role.OFFICER}), clock.now(), SYSTEM)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in ("/lowongan/", "/lowongan/LK-T01-AAA/", "/angka/"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "private, no-cache"
        assert "Antrean" in answer.content.decode()


def test_scrapers_are_slowed(monkeypatch: pytest.MonkeyPatch) -> None:
    publish(content(1))
    monkeypatch.setattr(public_views, "SEARCHES_PER_MINUTE", 2)
    monkeypatch.setattr(public_views, "PAGES_PER_MINUTE", 1)
    assert [Client().get("/lowongan/").status_code for _ in range(3)] == [200, 200, 429]
    assert [Client().get("/lowongan/LK-T01-AAA/").status_code for _ in range(2)] == [200, 429]


def test_pages_that_show_samples_say_so_before_anything_else() -> None:
    publish(content(1))
    for address in ("/", "/lowongan/"):
        assert 'class="sample-band"' not in get(address)
        assert "noindex" not in get(address)
    cache.clear()
    publish(content(2, sample=True))
    for address in ("/", "/lowongan/"):
        page = get(address)
        assert page.index('class="sample-band"') < page.index("<h1>")
    front = get("/")
    assert 'content="noindex, nofollow"' in front
    assert "diperiksa" not in front.split("Layanan lain")[0]


def test_the_front_page_begins_with_the_search() -> None:
    publish(content(1))
    page = get("/")
    assert "1 lowongan terbuka" in page
    assert page.index('name="kata"') < page.index("Layanan lain")
    assert f'href="{reverse("figures")}"' in page
    assert content(1).valid_until - TODAY == timedelta(days=20)
