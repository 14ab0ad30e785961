"""Made-up seekers with accounts for the server's tests, and documents to upload."""

from __future__ import annotations

import io
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from domain import seeker
from domain.consent import Consent, Purpose
from domain.seeker import Disability
from siker import clock
from siker.accounts.models import User
from siker.ak1.models import Registration
from siker.employers.models import Firm, MemberRole
from siker.seekers import accounts, codes
from siker.seekers.login import Login, parse_login
from siker.seekers.models import ClaimCode, SeekerAccount
from siker.vacancies.models import Vacancy
from sync.wire.codec import to_json
from tests.server.siker_firms import member
from tests.server.siker_hiring import made_firm, made_vacancy
from tests.server.siker_people import StationTwin, nik, registration
from tests.server.test_siker_ingest import enrolled, push

PASSWORD = "jambu mangga pepaya"
BIRTH = "01-01-1990"


@dataclass(frozen=True, slots=True)
class Person:
    """A registered sample person with an account."""

    record: seeker.Registration
    row: Registration
    account: SeekerAccount
    twin: StationTwin

    @property
    def user(self) -> User:
        """The account of the person."""
        user: User = self.account.user
        return user

    def client(self, *, strict: bool = False) -> Client:
        """A browser in which the person is signed in."""
        client = Client(enforce_csrf_checks=strict)
        client.force_login(self.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


def registered(
    n: int, *, disability: bool = False, card: bool = False, email: str = "contoh@example.id"
) -> tuple[seeker.Registration, Registration, StationTwin]:
    """Somebody who was at a kiosk."""
    twin, station = enrolled(f"S{n}")
    record = replace(registration(n, person=nik(n)), email=email)
    if disability:
        record = replace(record, disabilitas=(Disability.NETRA,))
    push(station, twin.registered(record), *([twin.op(twin.card_fact(record))] if card else []))
    return record, Registration.objects.get(pk=record.registration_id), twin


def person(n: int = 1, login: str = "", *, disability: bool = False, card: bool = False, email: str = "contoh@example.id") -> Person:
    """Somebody with an account."""
    record, row, twin = registered(n, disability=disability, card=card, email=email)
    code = secrets.token_hex(5)
    now = clock.now()
    codes.keep(row, code, now)
    accounts.claim(ClaimCode.objects.get(digest=codes.digest(code)).pk, login_named(login or f"seeker{n}@example.id"), PASSWORD, now)
    return Person(record, row, SeekerAccount.objects.get(nik_lookup=row.nik_lookup), twin)


def login_named(text: str) -> Login:
    """A login that is one."""
    found = parse_login(text)
    assert found is not None
    return found


def vacancy(n: int = 1, firm_n: int = 1) -> Vacancy:
    """A vacancy that is open today and for a month."""
    return made_vacancy(firm_named(firm_n), n, until=clock.today(clock.now()) + timedelta(days=30))


def firm_named(n: int) -> Firm:
    """The sample firm with this number, made when it is not there yet."""
    return Firm.objects.filter(nib=f"9999{n:09d}").first() or made_firm(n)


def member_named(n: int, role: MemberRole = MemberRole.RECRUITER) -> User:
    """Somebody of that firm."""
    user: User = member(firm_named(n), role, secrets.randbelow(10**6)).user
    return user


def client_for(user: User) -> Client:
    """A browser signed in as somebody."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def consents(row: Registration, **said: bool) -> None:
    """Replace what the person said."""
    now = clock.now() - timedelta(minutes=1)
    row.consents = to_json([Consent(Purpose(name), granted, "1", "id", now) for name, granted in said.items()])
    row.save()


def pdf(extra: bytes = b"") -> bytes:
    """A small whole PDF."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, "CONTOH " + secrets.token_hex(4))
    canvas.save()
    return out.getvalue() + extra


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), **how: object) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, (secrets.randbelow(255), 90, 90)).save(out, form, **how)  # type: ignore[arg-type]
    return out.getvalue()


def sent(content: bytes, name: str = "cv.pdf", kind: str = "cv") -> dict[str, object]:
    """What the upload form sends."""
    return {"jenis": kind, "berkas": SimpleUploadedFile(name, content)}
