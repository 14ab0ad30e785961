"""A vacancy as schema.org JobPosting, for search engines. Only what the page itself shows; no contact of a person."""

from __future__ import annotations

import json
from datetime import datetime, time
from html import escape

from django.utils.safestring import SafeString, mark_safe

from domain.seeker import EducationLevel
from domain.vacancy import ContractType, Vacancy
from siker.clock import OFFICE_ZONE
from siker.vacancies.public_words import SECTORS, SHIFTS
from siker.vacancies.search_places import regions
from sync.wire.canonical import Json

_EMPLOYMENT = {
    ContractType.PKWTT: "FULL_TIME", ContractType.PKWT: "CONTRACTOR", ContractType.HARIAN: "PER_DIEM",
    ContractType.PARUH_WAKTU: "PART_TIME", ContractType.MAGANG: "INTERN",
}  # fmt: skip
_CREDENTIAL = {
    EducationLevel.SMA: "high school", EducationLevel.SMK: "high school", EducationLevel.D1: "professional certificate",
    EducationLevel.D2: "associate degree", EducationLevel.D3: "associate degree", EducationLevel.D4: "bachelor degree",
    EducationLevel.S1: "bachelor degree", EducationLevel.S2: "postgraduate degree", EducationLevel.S3: "postgraduate degree",
}  # fmt: skip
_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def job_posting(vacancy: Vacancy, address: str) -> dict[str, Json]:
    """The posting; ``address`` is its canonical page. ``description`` is HTML by the standard, so texts are escaped in it."""
    last = datetime.combine(vacancy.valid_until, time(23, 59, 59), OFFICE_ZONE)
    said = [vacancy.description or vacancy.title, vacancy.benefits, vacancy.hours]
    posting: dict[str, Json] = {
        "@context": "https://schema.org/", "@type": "JobPosting", "url": address, "title": vacancy.title,
        "description": "".join(f"<p>{escape(text)}</p>" for text in said if text),
        "identifier": {"@type": "PropertyValue", "name": "SIKER", "value": vacancy.number},
        "datePosted": vacancy.published_on.isoformat(), "validThrough": last.isoformat(),
        "employmentType": _EMPLOYMENT[vacancy.contract], "directApply": True, "totalJobOpenings": vacancy.places.total,
        "hiringOrganization": {"@type": "Organization", "name": vacancy.employer},
        "jobLocation": {"@type": "Place", "address": _postal(vacancy)}, "workHours": vacancy.hours or SHIFTS[vacancy.shift],
        "experienceRequirements": {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 12 * vacancy.experience_years}
        if vacancy.experience_years else "no requirements",
    }  # fmt: skip
    if vacancy.kbli in SECTORS:
        posting["industry"] = SECTORS[vacancy.kbli]
    if vacancy.jabatan:
        posting["occupationalCategory"] = vacancy.jabatan
    if vacancy.skills:
        posting["skills"] = ", ".join(vacancy.skills)
    if vacancy.education.minimum in _CREDENTIAL:
        posting["educationRequirements"] = {
            "@type": "EducationalOccupationalCredential", "credentialCategory": _CREDENTIAL[vacancy.education.minimum],
        }  # fmt: skip
    if vacancy.wage.shown and (vacancy.wage.minimum or vacancy.wage.maximum):
        bounds: dict[str, Json] = {"@type": "QuantitativeValue", "unitText": "MONTH"}
        if vacancy.wage.minimum:
            bounds["minValue"] = vacancy.wage.minimum
        if vacancy.wage.maximum:
            bounds["maxValue"] = vacancy.wage.maximum
        posting["baseSalary"] = {"@type": "MonetaryAmount", "currency": "IDR", "value": bounds}
    return posting


def _postal(vacancy: Vacancy) -> dict[str, Json]:
    site = vacancy.site
    path = regions().path(site.kode) if site.kode else ()
    parts = {
        "streetAddress": ", ".join(part for part in (site.alamat, site.kelurahan, site.kecamatan) if part),
        "addressLocality": site.kab_kota, "addressRegion": path[0].nama if path else "", "addressCountry": site.negara or "ID",
    }  # fmt: skip
    return {"@type": "PostalAddress", **{name: text for name, text in parts.items() if text}}


def script_text(posting: dict[str, Json]) -> SafeString:
    """The posting as the text of a ``script`` element: nothing in it can end the element or begin another."""
    text = json.dumps(posting, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)
    return mark_safe(text)  # noqa: S308  (every sign that means something in HTML is escaped above)
