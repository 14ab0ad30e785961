"""Who may open the seekers' pages, and something real behind each of them. The walk over all addresses takes its tables from here."""

from __future__ import annotations

from dataclasses import dataclass

from siker import clock
from siker.accounts.models import Role
from siker.applications.models import Application
from siker.notices.models import Notice, NoticeState
from siker.seekers import applying, erasure, files
from siker.seekers.documents_in import examine
from siker.vacancies.models import Vacancy
from tests.server.siker_seekers import Person, pdf, person, vacancy

PEOPLE = frozenset({Role.OFFICER, Role.ADMIN})

# name: (allowed roles, methods)
DESK: dict[str, tuple[frozenset[Role], str]] = {
    "make_claim_code": (PEOPLE, "POST"),
    "erasures": (PEOPLE, "GET"),
    "decide_erasure": (PEOPLE, "POST"),
    "letters": (PEOPLE, "GET"),
    "letter_again": (PEOPLE, "POST"),
}
# name: methods; only for seekers, each for their own things
SEEKER: dict[str, str] = {
    "seeker_home": "GET",
    "my_application": "GET",
    "withdraw_application": "GET POST",
    "apply": "GET POST",
    "my_cv": "GET",
    "my_files": "GET POST",
    "delete_file": "POST",
    "my_account": "GET",
    "change_login": "POST",
    "change_password": "POST",
    "choose": "POST",
    "leave_everywhere": "POST",
    "my_data": "GET",
    "my_data_all": "GET",
    "my_data_json": "GET",
    "ask_erasure": "GET POST",
    "take_back_erasure": "POST",
}
OWN = {"my_application", "withdraw_application", "delete_file"}  # another seeker finds nothing there
SIGNED_IN = {"file"}  # the page itself asks who may read
ACCOUNT_OPEN = {"claim", "claim_typed", "claim_finish", "forgotten", "forgotten_finish"}


@dataclass(frozen=True, slots=True)
class Scene:
    """Somebody with a document, an application with it, a request to erase; and an open vacancy not applied to."""

    who: Person
    application: Application
    elsewhere: Vacancy
    given: dict[str, str]


def scene(n: int = 1) -> Scene:
    """Something real behind every address; ``given`` holds the parts of the addresses."""
    who, now = person(n), clock.now()
    file = files.store(who.account, files.FileKind.CV, examine("cv.pdf", pdf()), now)
    wanted, elsewhere = vacancy(2 * n, n), vacancy(2 * n + 1, n)
    application = applying.send(who.account, wanted, applying.Choices(file_ids=(file.pk,), agreed=True), now)
    request = erasure.ask(who.account, now)
    letter = Notice.objects.create(notice_id=f"letter-{n}", kind="data_erased", sealed=b"x", state=NoticeState.GIVEN_UP, made_at=now)
    given = {
        "application_id": application.pk, "file_id": file.pk, "number": elsewhere.number, "registration_id": who.row.pk,
        "request_id": str(request.pk), "notice_id": letter.pk, "who": "MQ", "token": "baru",
    }  # fmt: skip
    return Scene(who, application, elsewhere, given)
