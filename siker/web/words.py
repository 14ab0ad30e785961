"""Words of the pages: names of choices from the text catalogue, dates as people read them, problems as staff read them."""

from __future__ import annotations

from datetime import date, datetime

from assets.catalogue import say, texts
from domain.identity import Assurance
from domain.problems import Problem
from siker.clock import OFFICE_ZONE

LANGUAGE = "id"


def term(group: str, value: str) -> str:
    """The name of a choice, e.g. ``term("religion", "islam")``; an unknown one is shown as it is."""
    return texts(LANGUAGE).get(f"{group}.{value}", value)


_PAGES = {  # pages whose heading depends on the person, or that have none
    "existing_card": "Kartu yang sudah ada", "awaiting": "Pendaftaran menunggu petugas", "take_paper": "Ambil kertas Anda",
    "jobs_results": "Daftar lowongan", "job": "Satu lowongan", "my_application": "Satu lamaran",
    "rights_question": "Hitung hak Anda", "rights_result": "Hasil hitungan hak Anda",
}  # fmt: skip


def page_text(page: str) -> str:
    """What was on the kiosk's screen, as the person reads it; a page of a newer kiosk is shown as it is."""
    return " ".join((_PAGES.get(page) or texts(LANGUAGE).get(f"page.{page}.heading", page)).split())


def day_text(day: date) -> str:
    """``23 November 2026``"""
    return f"{day.day} {term('month', str(day.month))} {day.year}"


def rupiah_text(amount: int) -> str:
    """``Rp3.500.000``"""
    return "Rp" + f"{amount:,}".replace(",", ".")


def moment_text(moment: datetime) -> str:
    """``23 Nov 2026, 15.04``"""
    local = moment.astimezone(OFFICE_ZONE)
    return f"{local.day} {term('month', str(local.month))[:3]} {local.year}, {local:%H.%M}"


def ago_text(moment: datetime, now: datetime) -> str:
    """``3 menit lalu``"""
    seconds = max(0, int((now - moment).total_seconds()))
    for size, name in ((86_400, "hari"), (3600, "jam"), (60, "menit")):
        if seconds >= size:
            return f"{seconds // size} {name} lalu"
    return "baru saja"


def assurance_text(assurance: Assurance) -> str:
    """The level in words, and whether an officer saw the person."""
    level = term("identity_level", assurance.level.name.lower())
    return f"{level}; {term('identity_level', 'officer_seen').lower()}" if assurance.officer_seen else level


def problem_text(problem: Problem) -> str:
    """What staff read beside a field."""
    shown = {key: term("field", str(value)) if key == "field" else value for key, value in problem.params.items()}
    try:
        return say(LANGUAGE, problem.staff_key, **shown)
    except KeyError:
        return "Isian ini belum benar. Periksa lagi."
