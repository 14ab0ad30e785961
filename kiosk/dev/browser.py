"""A browser without a screen or scripts, for the demo: pages, their links and forms, cookies. What needs more is no page of SIKER's."""

from __future__ import annotations

import re
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar

TIMEOUT_S = 20


class PageError(RuntimeError):
    """SIKER's page is not what the visitor expected."""


@dataclass
class Form:
    """Where it goes and what it would send untouched."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Shown:
    """One page: its address, text, links and forms."""

    url: str
    text: str
    links: list[str]
    forms: list[Form]

    def form(self, ending: str) -> Form:
        """The form whose address ends so. Raises PageError."""
        found = next((item for item in self.forms if item.action.endswith(ending)), None)
        if found is None:
            raise PageError(f"no form for {ending} at {self.url}")
        return found

    def form_with(self, name: str) -> Form:
        """The form with a box of this name. Raises PageError."""
        found = next((item for item in self.forms if name in item.fields), None)
        if found is None:
            raise PageError(f"no form with {name} at {self.url}")
        return found

    def link(self, pattern: str) -> str:
        """The first link whose whole address fits a regular expression. Raises PageError."""
        found = next((item for item in self.links if re.fullmatch(pattern, item)), None)
        if found is None:
            raise PageError(f"no link to {pattern} at {self.url}")
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", "")))
        elif tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif self.forms:
            self._box(tag, given)

    def _box(self, tag: str, given: dict[str, str]) -> None:
        boxes, name, kind = self.forms[-1].fields, given.get("name", ""), given.get("type", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in given or self._select not in boxes):
            boxes[self._select] = given.get("value", "")
        elif tag == "textarea" and name:
            self._area = name
            boxes[name] = ""
        elif tag == "input" and name and kind not in {"submit", "file"} and (kind not in {"checkbox", "radio"} or "checked" in given):
            boxes[name] = given.get("value", "on" if kind == "checkbox" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area and self.forms:
            self.forms[-1].fields[self._area] += data


class Browser:
    """Somebody at SIKER's pages. ``base_url``: SIKER itself, not through the kiosk's network."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> Shown:
        """Open an address."""
        with self._opener.open(urllib.parse.urljoin(self._base, path), timeout=TIMEOUT_S) as answer:
            return self._read(answer.geturl(), answer.read())

    def send(self, page: Shown, form: Form, **typed: str) -> Shown:
        """Fill in a form and send it; the page that comes."""
        data = urllib.parse.urlencode({**form.fields, **typed}).encode()
        request = urllib.request.Request(urllib.parse.urljoin(page.url, form.action or page.url), data, headers={"Referer": page.url})
        with self._opener.open(request, timeout=TIMEOUT_S) as answer:
            return self._read(answer.geturl(), answer.read())

    def sign_in(self, name: str, password: str) -> None:
        """Through the door everybody uses. Raises PageError when SIKER does not let us in."""
        page = self.get("/masuk/")
        after = self.send(page, page.form_with("password"), login=name, password=password)
        if "/masuk/" in after.url:
            raise PageError("SIKER did not accept the password")

    def _read(self, url: str, raw: bytes) -> Shown:
        text = raw.decode("utf-8")
        reader = _Reader()
        reader.feed(text)
        return Shown(url, text, reader.links, reader.forms)
