"""A firm at SIKER's real web pages, for the demo: registers, writes a vacancy, reads an application, hires. Marked as an example."""

from __future__ import annotations

from datetime import date

from kiosk.dev.browser import Browser
from kiosk.dev.officer import ID

NAME = "CONTOH Garmen Wijaya"
TITLE = "Operator jahit"
SITE = "Randugarut, Tugu"


class Firm(Browser):
    """Somebody from personnel. Every step raises PageError when the page is not as it should be."""

    def register(self, password: str) -> None:
        """Register the firm and the account that acts for it."""
        page = self.get("/perusahaan/daftar/")
        self.send(
            page, page.form_with("nib"), nib="9999000001234", name=NAME, kbli="C", tempat=SITE, address="Kawasan Industri Contoh Blok 1",
            contact_name="Contoh Personalia", phone="0248440000", email="hrd@contoh.example.id", account_name="Contoh Personalia",
            account_email="personalia@contoh.example.id", password1=password, password2=password,
        )  # fmt: skip

    def offer(self, places: int) -> None:
        """Write a vacancy and hand it in."""
        page = self.get("/perusahaan/lowongan/baru/")
        self.send(
            page, page.form_with("title"), title=TITLE, description="Menjahit kemeja di bagian lengan.", places_either=str(places),
            wage_min="3.900.000", wage_max="4.100.000", hours="Senin sampai Sabtu", aksi="ajukan",
        )  # fmt: skip

    def read_application(self) -> str:
        """Open the newest application; what the page says."""
        return self.get(self._newest()).text

    def hire(self, starts: date) -> None:
        """Write down that the newest applicant was hired."""
        page = self.get(self._newest())
        self.send(page, page.form("/terima"), mulai=starts.isoformat())

    def _newest(self) -> str:
        return self.get("/perusahaan/pelamar/").link(f"/perusahaan/pelamar/{ID}/")
