"""What employers and officers fill in about applications. Every message says what to do, not what was done wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django import forms

from domain.applications import NotHiredReason
from domain.seeker import EducationLevel
from domain.text import tidy
from siker.applications.words import EMPLOYER_REASONS, REASON_WORDS
from siker.clock import OFFICE_ZONE
from siker.web.words import term

PLACE_MAX, JOB_MAX, WHY_MAX = 200, 60, 200
HIRED_BACK, HIRED_AHEAD, INVITED_AHEAD = timedelta(days=366), timedelta(days=92), timedelta(days=183)
NAMES_PERSON = "Jangan tulis nama atau nomor pelamar di sini: tulisan ini tampil di mesin."

NAMES_PERSON_IN_HISTORY = "Jangan tulis nama atau NIK di sini. Sebut nomor lamarannya saja."


def names_person(text: str, name: str) -> bool:
    """Whether a text that stations show would tell who the applicant is. One word alone may be a street's: Jalan Ahmad Yani."""
    plain = " ".join(re.findall(r"\w+", name.casefold()))
    return bool(re.search(r"\d{12,}", text)) or bool(plain and plain in " ".join(re.findall(r"\w+", text.casefold())))


def _date(label: str, ask: str) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": ask, "invalid": "Tulis tanggal seperti 24-12-2026."},
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
    )  # fmt: skip


class InviteForm(forms.Form):
    """When and where to come."""

    tanggal = _date("Tanggal", "Pilih tanggalnya dulu.")
    jam = forms.TimeField(
        label="Jam (WIB)", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), input_formats=["%H:%M", "%H.%M"],
        error_messages={"required": "Pilih jamnya dulu.", "invalid": "Tulis jam seperti 09:00."},
    )  # fmt: skip
    tempat = forms.CharField(
        label="Tempat", max_length=PLACE_MAX, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Tulis alamatnya dulu.", "max_length": "Alamatnya terlalu panjang. Cukup 200 huruf."},
    )  # fmt: skip

    def __init__(self, *args: object, now: datetime, applicant: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._now, self._applicant = now, applicant

    def clean_tempat(self) -> str:
        """The place without line breaks and without the person."""
        place = tidy(self.cleaned_data["tempat"])
        if names_person(place, self._applicant):
            raise forms.ValidationError(NAMES_PERSON)
        return place

    def clean(self) -> dict[str, object]:
        """The moment lies ahead, by half a year at most."""
        day, at = self.cleaned_data.get("tanggal"), self.cleaned_data.get("jam")
        if day and at:
            moment = datetime.combine(day, at, OFFICE_ZONE)
            if not self._now < moment <= self._now + INVITED_AHEAD:
                self.add_error("tanggal", "Pilih waktu sesudah sekarang, paling lama enam bulan lagi.")
            self.cleaned_data["kapan"] = moment
        return self.cleaned_data


class HireForm(forms.Form):
    """The first day at work."""

    mulai = _date("Mulai bekerja", "Pilih tanggal mulai bekerja dulu.")

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._today = today

    def clean_mulai(self) -> date:
        """Within the last year or the next three months."""
        day: date = self.cleaned_data["mulai"]
        if not self._today - HIRED_BACK <= day <= self._today + HIRED_AHEAD:
            raise forms.ValidationError("Pilih tanggal dalam setahun terakhir atau paling lama tiga bulan lagi.")
        return day


class NotHireForm(forms.Form):
    """Why not: the reason is told to the person, the note stays with the firm."""

    alasan = forms.ChoiceField(
        label="Alasan untuk pelamar", choices=[("", "Pilih alasan"), *((item.value, REASON_WORDS[item]) for item in EMPLOYER_REASONS)],
        error_messages={"required": "Pilih alasannya dulu.", "invalid_choice": "Pilih satu alasan dari daftar."},
    )  # fmt: skip
    catatan = forms.CharField(
        label="Catatan untuk perusahaan sendiri", max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": "Catatannya terlalu panjang. Cukup 200 huruf."},
    )  # fmt: skip

    def clean_catatan(self) -> str:
        """Without line breaks."""
        return tidy(self.cleaned_data["catatan"])

    @property
    def reason(self) -> NotHiredReason:
        """The chosen reason of a filled form."""
        return NotHiredReason(self.cleaned_data["alasan"])


class ReopenForm(forms.Form):
    """Why a decision is opened again, and that the officer asked first. The reason stays with the office."""

    alasan = forms.CharField(
        label="Apa yang salah catat", max_length=WHY_MAX, widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": "Tulis dulu apa yang salah catat.", "max_length": f"Alasannya terlalu panjang. Cukup {WHY_MAX} huruf."},
    )  # fmt: skip
    yakin = forms.BooleanField(
        label="Saya sudah memastikannya ke pemberi kerja, dan keputusannya memang salah catat.",
        error_messages={"required": "Centang dulu bahwa Anda sudah memastikannya ke pemberi kerja."},
    )  # fmt: skip

    def __init__(self, *args: object, applicant: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._applicant = applicant

    def clean_alasan(self) -> str:
        """Without line breaks and without the person: the history is kept when their data are erased."""
        why = tidy(self.cleaned_data["alasan"])
        if not why:
            raise forms.ValidationError(self.fields["alasan"].error_messages["required"])
        if names_person(why, self._applicant):
            raise forms.ValidationError(NAMES_PERSON_IN_HISTORY)
        return why


class CandidateForm(forms.Form):
    """Criteria for finding people; all of them may stay empty."""

    pekerjaan = forms.CharField(label="Pekerjaan yang dicari orangnya", max_length=JOB_MAX, required=False)
    pendidikan = forms.ChoiceField(
        label="Pendidikan paling rendah", required=False,
        choices=[("", "Semua"), *((level.value, term("education", level.value)) for level in EducationLevel)],
    )  # fmt: skip
    jurusan = forms.CharField(label="Jurusan", max_length=60, required=False)
    keterampilan = forms.CharField(label="Keterampilan atau pengalaman", max_length=60, required=False)
    pengalaman = forms.IntegerField(
        label="Pengalaman kerja paling sedikit (tahun)", min_value=0, max_value=40, required=False,
        error_messages={"invalid": "Tulis angka saja.", "max_value": "Paling banyak 40 tahun.", "min_value": "Tulis 0 atau lebih."},
    )  # fmt: skip
    kecamatan = forms.ChoiceField(label="Kecamatan tempat tinggal", required=False)
    belum_bekerja = forms.BooleanField(label="Hanya yang sekarang tidak bekerja", required=False)

    def __init__(self, *args: object, kecamatan: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["kecamatan"].choices = [("", "Semua"), *kecamatan]  # type: ignore[attr-defined]


class ReferForm(forms.Form):
    """A letter that sends somebody to a vacancy."""

    surat = forms.ChoiceField(
        label="Surat", choices=[("ak5", "AK/V: pengantar ke pemberi kerja"), ("ak4", "AK/IV: panggilan ke kantor kita")], initial="ak5",
        error_messages={"required": "Pilih jenis suratnya.", "invalid_choice": "Pilih jenis suratnya."},
    )  # fmt: skip
    lowongan = forms.CharField(
        label="Nomor lowongan", max_length=16, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Tulis atau pilih nomor lowongannya.", "max_length": "Nomor lowongan seperti LK-7F3-K2R."},
    )  # fmt: skip
    tanggal = forms.DateField(
        label="Tanggal datang", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"], error_messages={"invalid": "Tulis tanggal seperti 24-12-2026."},
    )  # fmt: skip
    jam = forms.TimeField(
        label="Jam (WIB)", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), input_formats=["%H:%M", "%H.%M"],
        error_messages={"invalid": "Tulis jam seperti 09:00."},
    )  # fmt: skip
    catatan = forms.CharField(
        label="Catatan di surat", max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": "Catatannya terlalu panjang. Cukup 200 huruf."},
    )  # fmt: skip

    def __init__(self, *args: object, now: datetime, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._now = now

    def clean_catatan(self) -> str:
        """Without line breaks."""
        return tidy(self.cleaned_data["catatan"])

    def clean(self) -> dict[str, object]:
        """A call needs its hour; an introduction may leave it to the two of them."""
        day, at = self.cleaned_data.get("tanggal"), self.cleaned_data.get("jam")
        self.cleaned_data["kapan"] = None
        if day and at:
            moment = datetime.combine(day, at, OFFICE_ZONE)
            self.cleaned_data["kapan"] = moment
            if not self._now < moment <= self._now + INVITED_AHEAD:
                self.add_error("tanggal", "Pilih waktu sesudah sekarang, paling lama enam bulan lagi.")
        elif (day or at or self.cleaned_data.get("surat") == "ak4") and not self.errors:
            self.add_error("tanggal" if not day else "jam", "Tulis tanggal dan jamnya.")
        return self.cleaned_data
