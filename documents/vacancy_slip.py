"""A vacancy on paper, for anybody: what the work is, where, for how much, until when, what is asked, and how to apply.

Nobody's data is on it. It warns of the commonest fraud: paying to be hired.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from documents.model import (
    BigCode,
    Block,
    BulletList,
    Document,
    Field,
    Heading,
    Layout,
    Letterhead,
    Notice,
    NumberedList,
    Paragraph,
    Place,
    QrCode,
    Section,
    TitleBar,
)
from documents.office import Office
from documents.words import Words
from domain.vacancy import Vacancy, Wage
from domain.vacancy.search import JobHit


def vacancy_slip(
    hit: JobHit, at: datetime, office: Office, texts: Mapping[str, str], *, portal: str = "", origin: str = ""
) -> Document:
    """The slip of one vacancy, printed ``at`` (local time). ``portal``: its public address, without one there is no QR.

    ``origin``: name of the place the distance starts from.
    """
    words, vacancy = Words(texts, "paper.vacancy"), hit.vacancy
    paper = Words(texts, "paper")
    contact = " · ".join(part for part in (office.phone, office.website) if part)
    sample: tuple[Block, ...] = (Notice(words("sample")),) if vacancy.sample else ()
    sections = (
        Section(Place.HEAD, (
            Letterhead(office.government, office.name, office.address, contact, words("form")),
            TitleBar(vacancy.title.upper(), vacancy.employer),
        )),
        Section(Place.COPY, sample),
        Section(Place.NUMBER, (BigCode(words("number"), vacancy.number),)),
        Section(Place.BODY, _facts(hit, words, paper, texts, origin)),
        Section(Place.BODY, (Heading(words("requirements")), BulletList(requirements(vacancy, texts)))),
        Section(Place.BODY, _gives(vacancy, words)),
        Section(Place.BODY, (Heading(words("about")), Paragraph(vacancy.description)) if vacancy.description else ()),
        Section(Place.BODY, _contact(vacancy, words)),
        Section(Place.BODY, (
            Heading(words("how")), NumberedList((words("how_1"), words("how_2")) if portal else (words("how_1"),)),
        )),
        Section(Place.VERIFY, _link(vacancy, words, portal)),
        Section(Place.FOOT, (
            Paragraph(words("free"), strong=True), Paragraph(words("printed", at=paper.moment(at)), small=True),
        )),
    )  # fmt: skip
    return Document(
        Layout.SHEET, f"{words('subtitle')} {vacancy.number}", vacancy.number, 1, tuple(item for item in sections if item.blocks)
    )


def address_of(portal: str, number: str) -> str:
    """The page of a vacancy on the portal at ``portal`` (with or without a final slash)."""
    return f"{portal.rstrip('/')}/lowongan/{number}"


def rupiah(amount: int) -> str:
    """``Rp3.500.000``."""
    return f"Rp{amount:,}".replace(",", ".")


def wage_words(wage: Wage, words: Words) -> str:
    """What is told of the wage."""
    low, high = wage.minimum, wage.maximum
    if not wage.shown or (low is None and high is None):
        return words("wage_untold")
    if low is not None and high is not None:
        return rupiah(low) if low == high else words("wage_range", lowest=rupiah(low), highest=rupiah(high))
    return words("wage_from", amount=rupiah(low)) if low is not None else words("wage_to", amount=rupiah(high or 0))


def requirements(vacancy: Vacancy, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Everything that is asked, one sentence each."""
    words, need = Words(texts, "paper.vacancy"), vacancy.education
    lines = [words("education", level=texts[f"education.{need.minimum}"]) if need.minimum else words("education_any")]
    if need.majors:
        lines.append(words("majors", majors=", ".join(need.majors)))
    lines.append(words("experience", years=vacancy.experience_years) if vacancy.experience_years else words("no_experience"))
    lines += [words("skill", skill=skill) for skill in vacancy.skills]
    for limit in vacancy.limits:
        value = texts.get(f"sex.{limit.value}", limit.value)
        lines.append(words(f"limit_{limit.kind}", value=value, reason=limit.reason))
    access = vacancy.disability
    if access.welcome:
        kinds = ", ".join(texts[f"disability.{kind}"] for kind in access.kinds)
        said = words("disability_kinds", kinds=kinds) if kinds else words("disability")
        lines.append(f"{said}. {access.note}" if access.note else said)
    return tuple(lines)


def _facts(hit: JobHit, words: Words, paper: Words, texts: Mapping[str, str], origin: str) -> tuple[Block, ...]:
    vacancy = hit.vacancy
    site, places = vacancy.site, vacancy.places
    where = "\n".join(part for part in (
        site.alamat, ", ".join(name for name in (site.kelurahan, site.kecamatan) if name),
        ", ".join(name for name in (site.kab_kota, site.negara) if name),
    ) if part)  # fmt: skip
    blocks: list[Block] = [Paragraph(words("verified"), strong=True)] if vacancy.employer_verified else []
    blocks.append(Field(words("place"), where))
    if hit.km is not None:
        km = max(1, round(hit.km))
        blocks.append(Field(words("distance"), words("km", km=km, place=origin) if origin else words("km_plain", km=km)))
    blocks.append(Field(words("wage"), wage_words(vacancy.wage, words)))
    blocks.append(Field(words("last_day"), paper.date(vacancy.valid_until)))
    if places.men or places.women:
        count = words("places_split", n=places.total, men=places.men, women=places.women, either=places.either)
    else:
        count = words("places_total", n=places.total)
    hours = ", ".join(part for part in (texts[f"shift.{vacancy.shift}"], vacancy.hours) if part)
    blocks += [
        Field(words("places"), count), Field(words("contract"), texts[f"contract.{vacancy.contract}"]), Field(words("hours"), hours),
    ]  # fmt: skip
    return tuple(blocks)


def _gives(vacancy: Vacancy, words: Words) -> tuple[Block, ...]:
    given = [words("training")] if vacancy.training else []
    given += [words("transport")] if vacancy.transport else []
    given += [vacancy.benefits] if vacancy.benefits else []
    return (Heading(words("gives")), BulletList(tuple(given))) if given else ()


def _contact(vacancy: Vacancy, words: Words) -> tuple[Block, ...]:
    lines = [part for part in (vacancy.contact_name, vacancy.contact_phone, vacancy.contact_email) if part]
    return (Heading(words("contact")), *(Paragraph(line) for line in lines)) if lines else ()


def _link(vacancy: Vacancy, words: Words, portal: str) -> tuple[Block, ...]:
    if not portal:
        return ()
    address = address_of(portal, vacancy.number)
    return (QrCode(address, words("scan"), address),)
