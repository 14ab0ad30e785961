"""Walks the kiosk's pages as a person would: by the words on the screen, with a picture of every page it arrives at."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest

from assets.catalogue import say
from domain.visit.pages import Page
from kiosk.app import Kiosk
from kiosk.dev.finger import Finger


class Walker:
    """One person's hand. ``shots``: where pictures go; ``language``: the words they read."""

    def __init__(self, kiosk: Kiosk, shots: Path, *, language: str = "id") -> None:
        self.kiosk, self.language = kiosk, language
        self._shots = shots
        self.finger = Finger(kiosk.window.window)
        self._seen = 0
        self.steps: list[tuple[str, float]] = []
        self._since = time.monotonic()
        shots.mkdir(parents=True, exist_ok=True)

    def touch(self, key: str, **params: str | int) -> None:
        """Touch what the text catalogue calls ``key``."""
        self.finger.touch(say(self.language, key, **params))

    def type(self, text: str) -> None:
        """Type on the on-screen keyboard."""
        self.finger.type(text, {" ": say(self.language, "ui.key.space")})

    def answer(self, text: str) -> None:
        """Type and continue."""
        self.type(text)
        self.touch("ui.next")

    def arrive(self, page: Page, patience_s: float = 20.0) -> None:
        """Wait for a page, time the way there, and take its picture."""
        self.finger.until(lambda: self.kiosk.conductor.state.page is page, f"page {page.value}", patience_s)
        now = time.monotonic()
        self.steps.append((page.value, round(now - self._since, 3)))
        self._since = now
        self.picture(page.value)

    def picture(self, name: str) -> None:
        """Save what is on the screen."""
        QTest.qWait(120)
        self._seen += 1
        self.kiosk.window.grab(self._shots / f"{self._seen:02d}-{name}.png")

    def until(self, condition: Callable[[], bool], what: str, patience_s: float = 20.0) -> None:
        """Wait, with the window alive."""
        self.finger.until(condition, what, patience_s)

    # --- stretches of the way ----------------------------------------------------------------------------------------
    def to_identity(self) -> None:
        """From the attract page to the identity page, ticking one of the two choices."""
        self.arrive(Page.ATTRACT)
        self.touch(f"ui.language.{self.language}")
        self.touch("page.attract.doors.card")
        self.arrive(Page.PURPOSE)
        self.touch("purpose.seek_work")
        self.arrive(Page.NOTICE)
        self.touch("page.notice.understood")
        self.arrive(Page.CONSENT)
        self.touch("page.consent.share_with_employers")
        self.picture("consent-ticked")
        self.touch("ui.next")

    def identify(self) -> None:
        """From the notice to the identity page, ticking nothing."""
        self.arrive(Page.NOTICE)
        self.touch("page.notice.understood")
        self.arrive(Page.CONSENT)
        self.touch("ui.next")
        self.arrive(Page.IDENTITY)

    def to_vacancy(self, words: str, title: str) -> None:
        """From the attract page to the page of a vacancy, by typing."""
        self.arrive(Page.ATTRACT)
        self.touch("page.attract.doors.jobs")
        self.arrive(Page.JOBS)
        self.finger.touch_field(say(self.language, "page.jobs.search"))
        self.picture("jobs-keyboard")
        self.type(words)
        self.until(lambda: self._answered(words), f"an answer to {words!r}")
        self.until(lambda: any(name.startswith(title) for name in self.finger.touchables()), title)
        self.picture("jobs-typed")
        self.finger.touch(next(name for name in self.finger.touchables() if name.startswith(title)))
        self.arrive(Page.JOB)

    def send_application(self) -> None:
        """What the employer will see, and the one touch that agrees and sends."""
        self.arrive(Page.APPLY)
        self.touch("page.apply.send")
        self.arrive(Page.APPLIED)

    def _answered(self, words: str) -> bool:
        jobs = self.kiosk.conductor.state.jobs
        return jobs is not None and jobs.answer is not None and jobs.answer.query.words.strip() == words

    def type_biodata(self, name: str = "siti contoh") -> None:
        """Name to address, typed, ending on the biodata page."""
        self.arrive(Page.NAME)
        self.answer(name)
        self.arrive(Page.BIRTH_PLACE)
        self.answer("semarang")
        self.arrive(Page.BIRTH_DATE)
        self.answer("01011990")
        self.arrive(Page.SEX)
        self.touch("sex.P")
        self.arrive(Page.ADDRESS)
        self.answer("jl contoh 1")
        self.type("miroto")
        village = "Miroto"
        self.until(lambda: any(name.startswith(village) for name in self.finger.touchables()), village)
        self.picture("address-kelurahan")
        self.finger.touch(next(name for name in self.finger.touchables() if name.startswith(village)))
        self.touch("ui.next")

    def fill_form(self) -> None:
        """Form AK/II from the telephone to the review."""
        self.arrive(Page.PHONE)
        self.answer("081234567890")
        self.arrive(Page.EMAIL)
        self.touch("page.email.skip")
        self.arrive(Page.MARITAL)
        self.touch("marital.kawin")
        self.arrive(Page.RELIGION)
        self.touch("religion.islam")
        self.arrive(Page.DOMICILE_SAME)
        self.touch("page.domicile_same.yes")
        self.arrive(Page.EDUCATION)
        self.touch("education.smk")
        self.type("smk contoh")
        self.touch_field("field.jurusan")
        self.type("tata busana")
        self.touch_field("field.tahun_lulus")
        self.type("2008")
        self.picture("education-school")
        self.touch("ui.add")
        self.until(lambda: bool(self.kiosk.conductor.state.draft.pendidikan), "the school in the list")
        self.picture("education-list")
        self.touch("ui.next")
        self.arrive(Page.SKILLS)
        self.touch("page.skills.skip")
        self.arrive(Page.LANGUAGES)
        self.touch("page.languages.skip")
        self.arrive(Page.EXPERIENCE)
        self.touch("page.experience.never")
        self.arrive(Page.WISHED_JOB)
        self.type("penjahit")
        self.picture("wished_job-typed")
        offer = "Penjahit"
        self.until(lambda: offer in self.finger.touchables(), offer)
        self.finger.touch(offer)
        self.until(lambda: bool(self.kiosk.conductor.state.draft.pekerjaan_diinginkan), "the wished job in the list")
        self.picture("wished_job-list")
        self.touch("ui.next")
        self.arrive(Page.WISHED_PLACE)
        self.touch("wished_place.kota_semarang")
        self.arrive(Page.WISHED_WAGE)
        self.answer("3750000")
        self.arrive(Page.WORK_STATUS)
        self.touch("work_status.not_working")
        self.arrive(Page.DISABILITY)
        self.touch("page.disability.skip")
        self.arrive(Page.PHOTO)
        self.touch("page.photo.take")
        self.until(lambda: bool(self.kiosk.conductor.state.draft.foto_sha256), "the photo")
        self.picture("photo-taken")
        self.touch("page.photo.use")
        self.arrive(Page.REVIEW)

    def touch_field(self, key: str) -> None:
        """Put the cursor into another field of the page."""
        name = say(self.language, key)
        self.finger.touch_field(name[:1].upper() + name[1:])
