"""An officer at SIKER's real web pages, for the demo: signs in, finds a registration by its queue code, verifies it."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar

TIMEOUT_S = 20


class PageError(RuntimeError):
    """SIKER's page is not what the officer expected."""


@dataclass
class _Form:
    action: str
    fields: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[_Form] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(_Form(given.get("action", "")))
        elif tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "input" and self.forms and given.get("name") and given.get("type") not in {"checkbox", "radio", "submit"}:
            self.forms[-1].fields[given["name"]] = given.get("value", "")


class Officer:
    """A browser without a screen. ``base_url``: SIKER itself, not through the kiosk's network."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def sign_in(self, username: str, password: str) -> None:
        """Sign in. Raises PageError when SIKER does not let us in."""
        url, _, page = self.get("/masuk/")
        form = next((item for item in page.forms if "password" in item.fields), None)
        if form is None:
            raise PageError("no form to sign in")
        where, _, _ = self._post(url, form, login=username, password=password)
        if "/masuk/" in where:
            raise PageError("SIKER did not accept the password")

    def verify(self, queue_code: str) -> str:
        """Find the registration of a queue code and say yes to it; its id."""
        _, _, page = self.get("/petugas/antrean/?q=" + urllib.parse.quote(queue_code))
        link = next((item for item in page.links if "/petugas/pendaftaran/" in item), None)
        if link is None:
            raise PageError("the queue does not know this code")
        url, _, page = self.get(link)
        form = next((item for item in page.forms if item.action.endswith("/verifikasi")), None)
        if form is None:
            raise PageError("this registration cannot be verified")
        self._post(url, form, dilihat="ya")
        return link.rstrip("/").rsplit("/", 1)[-1]

    def get(self, path: str) -> tuple[str, str, _Forms]:
        """Address, text and parts of a page."""
        with self._opener.open(urllib.parse.urljoin(self._base, path), timeout=TIMEOUT_S) as answer:
            return self._read(answer.geturl(), answer.read())

    def _post(self, url: str, form: _Form, **typed: str) -> tuple[str, str, _Forms]:
        data = urllib.parse.urlencode({**form.fields, **typed}).encode()
        request = urllib.request.Request(urllib.parse.urljoin(url, form.action or url), data, headers={"Referer": url})
        with self._opener.open(request, timeout=TIMEOUT_S) as answer:
            return self._read(answer.geturl(), answer.read())

    def _read(self, url: str, raw: bytes) -> tuple[str, str, _Forms]:
        text = raw.decode("utf-8")
        page = _Forms()
        page.feed(text)
        return url, text, page
