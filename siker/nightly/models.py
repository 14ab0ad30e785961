"""When each step of the nightly work is due again."""

from __future__ import annotations

from django.db import models


class StepDue(models.Model):
    """``due_at`` is schedule and lock in one: whoever moves it on does the step, and a worker that dies leaves it due again."""

    name = models.CharField(max_length=40, primary_key=True)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
