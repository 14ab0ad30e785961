"""The CV as an A4 PDF, from the room of documents; where that room makes none, there is no link to it."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from importlib.util import find_spec

from assets.catalogue import texts
from documents import Office, to_pdf
from domain.cv import Cv
from siker.fleet.services import policy
from siker.web.words import LANGUAGE


def can_be_made() -> bool:
    """Whether the room of documents makes CVs."""
    return find_spec("documents.cv") is not None


def pdf_of(cv: Cv, made_on: date) -> bytes:
    """One A4 file; the same CV on the same day gives the same bytes. Only when ``can_be_made``."""
    here = policy()
    office = Office("", here.office_name, here.office_address, here.office_phone, "", here.office_hours)
    return to_pdf(import_module("documents.cv").cv_sheet(cv, made_on, office, texts(LANGUAGE)))
