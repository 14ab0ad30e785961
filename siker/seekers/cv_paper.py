"""The CV as an A4 PDF, from the room of documents."""

from __future__ import annotations

from datetime import date

from assets.catalogue import texts
from documents import Office, to_pdf
from documents.cv import cv_sheet
from domain.cv import Cv
from siker.fleet.services import policy
from siker.web.words import LANGUAGE


def pdf_of(cv: Cv, made_on: date) -> bytes:
    """One A4 file; the same CV on the same day gives the same bytes."""
    here = policy()
    office = Office("", here.office_name, here.office_address, here.office_phone, "", here.office_hours)
    return to_pdf(cv_sheet(cv, made_on, office, texts(LANGUAGE)))
