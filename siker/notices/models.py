"""A letter waiting to be sent. Address and values are sealed; the job that delivers it knows only its id."""

from __future__ import annotations

from enum import StrEnum

from django.db import models


class NoticeState(StrEnum):
    """Where a letter stands; ``given_up`` after the last try, ``no_address``: the person gave no e-mail, so none goes out."""

    QUEUED = "queued"
    SENT = "sent"
    GIVEN_UP = "given_up"
    NO_ADDRESS = "no_address"


class Notice(models.Model):
    """``kind`` names the wording (``siker/notices/words.py``); ``sealed``: address and values under ``notice/<id>``.

    ``sealed`` is emptied when the letter went out. ``trouble`` is the kind of the last difficulty, never its text.
    """

    notice_id = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=40, db_index=True)
    sealed = models.BinaryField(null=True)
    state = models.CharField(max_length=16, default=NoticeState.QUEUED, db_index=True)
    tries = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
