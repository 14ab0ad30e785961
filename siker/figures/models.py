"""A month's figures as they were published: counted and judged once, then only shown."""

from __future__ import annotations

from django.db import models


class Release(models.Model):
    """Everything published about one month (``YYYY-MM``). Hidden cells are not in ``content`` at all, so nothing can leak later.

    It is never counted again: a second count after a deletion or a late record would tell, by its difference, about one person.
    """

    month = models.CharField(max_length=7, primary_key=True)
    content = models.JSONField()
    sample = models.BooleanField(default=False)
    released_at = models.DateTimeField()

    class Meta:
        ordering = ("-month",)

    def __str__(self) -> str:
        return self.month
