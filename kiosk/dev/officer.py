"""An officer at SIKER's real web pages, for the demo: verifies registrations, firms and vacancies."""

from __future__ import annotations

import urllib.parse

from kiosk.dev.browser import Browser

ID = "[0-9a-f-]{36}"


class Officer(Browser):
    """Somebody from the office. Every step raises PageError when the page is not as it should be."""

    def verify(self, queue_code: str) -> str:
        """Find the registration of a queue code and say yes to it; its id."""
        link = self.get("/petugas/antrean/?q=" + urllib.parse.quote(queue_code)).link("/petugas/pendaftaran/[^/]+/")
        page = self.get(link)
        self.send(page, page.form("/verifikasi"), dilihat="ya")
        return link.rstrip("/").rsplit("/", 1)[-1]

    def verify_firm(self) -> None:
        """Say yes to the firm that waits longest."""
        page = self.get(self.get("/petugas/perusahaan/").link(f"/petugas/perusahaan/{ID}/"))
        self.send(page, page.form("/putuskan"), cocok="ya", putusan="verifikasi")

    def publish_vacancy(self) -> None:
        """Publish the vacancy that waits longest."""
        page = self.get(self.get("/petugas/lowongan/").link(f"/petugas/lowongan/{ID}/"))
        self.send(page, page.form("/putuskan"), putusan="terbitkan")
