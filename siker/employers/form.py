"""Forms of a firm: its own facts, and the account of somebody who acts for it. Nothing here writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from assets.vacancy_tables import sectors
from domain import fields
from domain.problems import Problem
from domain.vacancy.rules import parse_nib
from siker.accounts.models import User
from siker.employers import words
from siker.employers.models import Firm, FirmKind
from siker.vacancies.words import options
from siker.web import places
from siker.web.boxes import Box, BoxForm

PASSWORD_SENTENCES = {
    "password_too_short": "Kata sandi terlalu pendek. Paling sedikit 12 huruf; beberapa kata yang mudah diingat sudah kuat.",
    "password_too_common": "Kata sandi ini terlalu sering dipakai orang. Pilih beberapa kata lain.",
    "password_too_similar": "Kata sandi ini terlalu mirip nama atau alamat email Anda.",
    "password_entirely_numeric": "Jangan angka saja. Tambahkan beberapa kata.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FirmFacts:
    """What a firm says of itself."""

    nib: str
    name: str
    kind: str
    kbli: str
    small: bool
    address: str
    kode: str
    phone: str
    email: str
    website: str
    contact_name: str
    about: str

    def __repr__(self) -> str:
        return f"FirmFacts({self.nib})"


@dataclass(frozen=True, slots=True)
class Account:
    """Who will act for the firm; the address is the name to sign in with."""

    name: str
    email: str
    password: str

    def __repr__(self) -> str:
        return "Account(…)"


def facts_of(firm: Firm) -> FirmFacts:
    """The facts as they stand."""
    return FirmFacts(
        firm.nib, firm.name, firm.kind, firm.kbli, firm.small, firm.address, firm.kode, firm.phone, firm.email, firm.website,
        firm.contact_name, firm.about,
    )  # fmt: skip


def typed_from(facts: FirmFacts) -> dict[str, str]:
    """The facts as they would have been typed."""
    return {
        "nib": facts.nib, "name": facts.name, "kind": facts.kind, "kbli": facts.kbli, "small": "ya" if facts.small else "",
        "address": facts.address, "tempat": places.label(facts.kode), "phone": facts.phone, "email": facts.email,
        "website": facts.website, "contact_name": facts.contact_name, "about": facts.about,
    }  # fmt: skip


def parse_website(text: str) -> str | Problem:
    """An address on the web; ``https://`` is put in front when it is missing."""
    value = text.strip()
    if not re.match(r"(?i)https?://", value):
        value = "https://" + value
    if len(value) > 120 or not re.fullmatch(r"(?i)https?://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?(/[^\s<>\"']*)?", value):
        return Problem("website_form")
    return value


class FirmForm(BoxForm):
    """The firm's facts; ``facts`` is None while something cannot be read."""

    hints = words.HINTS

    def __init__(self, typed: Mapping[str, str], region: str) -> None:
        super().__init__(typed)
        self._section("Perusahaan")
        nib = self._parsed("nib", "NIB", parse_nib, "", mode="numeric")
        name = self._line("name", "Nama perusahaan", 120, fill="organization")
        kind = self._choose("kind", "Bentuk usaha", FirmKind, options(words.KINDS), FirmKind.SWASTA)
        kbli = self._pick("kbli", "Bidang usaha", list(sectors()), missing="Pilih bidang usaha.")
        small = self._tick("small", "Usaha mikro atau kecil")
        about = self._area("about", "Tentang perusahaan", 2000)
        self._section("Alamat")
        place = self._box("tempat", "Kelurahan atau kecamatan", offers=places.offers(region), wide=True)
        kode = self._place(place, region)
        address = self._line("address", "Alamat", 200, wide=True, fill="street-address")
        self._section("Yang bisa dihubungi")
        contact = self._line("contact_name", "Nama penghubung", 80, fill="name")
        phone = self._parsed("phone", "Nomor telepon", fields.parse_phone, "", kind="tel", fill="tel")
        email = self._parsed("email", "Alamat email", _short_email, "", kind="email", fill="email")
        website = self._parsed("website", "Situs", parse_website, "", optional=True)
        self.facts: FirmFacts | None = None
        if not self.errors:
            self.facts = FirmFacts(nib, name, kind.value, kbli, small, address, kode, phone, email, website, contact, about)

    def _place(self, box: Box, region: str) -> str:
        found = places.find(box.text, region)
        chosen = self._typed.get("tempat_kode", "").strip()
        if chosen in {item.kode for item in found}:
            found = tuple(item for item in found if item.kode == chosen)
        if len(found) == 1:
            box.text = places.label(found[0].kode)
            return found[0].kode
        if found:
            self._pick("tempat_kode", "Yang mana?", [(item.kode, places.label(item.kode)) for item in found])
            box.error = f"Ada {len(found)} tempat dengan nama itu. Pilih satu di “Yang mana?”, atau tulis juga kecamatannya."
        else:
            box.error = (
                "Tempat itu belum kami kenal. Tulis nama kelurahan dan kecamatannya, misalnya: Randugarut, Tugu."
                if box.text else "Tulis kelurahan atau kecamatan perusahaan."
            )  # fmt: skip
        return ""


def _short_email(text: str) -> str | Problem:
    value = fields.parse_email(text)
    return Problem("email_form") if isinstance(value, str) and len(value) > 120 else value


class AccountForm(BoxForm):
    """A new account: name, e-mail address, password twice. ``fixed_email``: an invitation's address, which is not asked."""

    hints = words.HINTS

    def __init__(self, typed: Mapping[str, str], fixed_email: str = "") -> None:
        super().__init__(typed)
        self._section("Akun Anda")
        name = self._line("account_name", "Nama Anda", 80, fill="name")
        email = fixed_email
        if not fixed_email:
            email = self._parsed("account_email", "Alamat email untuk masuk", _short_email, "", kind="email", fill="username")
        password = self._password(User(username=email, email=email, first_name=name))
        self.account: Account | None = None if self.errors else Account(name, email.casefold(), password)

    def _password(self, user: User) -> str:
        first = self._box("password1", "Kata sandi", kind="password", fill="new-password")
        again = self._box("password2", "Kata sandi sekali lagi", kind="password", fill="new-password")
        if not first.text:
            first.error = "Kata sandi belum diisi."
            return ""
        try:
            validate_password(first.text, user)
        except ValidationError as error:
            codes = [item.code for item in error.error_list]
            first.error = next((PASSWORD_SENTENCES[code] for code in codes if code in PASSWORD_SENTENCES), "Pilih kata sandi yang lebih kuat.")
        if first.text != again.text:
            again.error = "Kata sandi kedua belum sama. Ketik sekali lagi."
        return first.text
