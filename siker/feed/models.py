"""One counter row and the compacted rows of each regional feed."""

from __future__ import annotations

from django.db import models


class FeedCounter(models.Model):
    """Where a feed stands. Its row lock, taken last in a transaction, makes revisions visible in order."""

    feed = models.CharField(max_length=16, primary_key=True)
    generation = models.CharField(max_length=48)
    rev = models.BigIntegerField(default=0)
    min_rev = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.feed


class FeedRow(models.Model):
    """The latest version of one entity, or its tombstone. ``payload`` is kept serialised."""

    feed = models.CharField(max_length=16)
    entity = models.CharField(max_length=32)
    entity_id = models.CharField(max_length=64)
    rev = models.BigIntegerField()
    op = models.CharField(max_length=3)
    version = models.PositiveIntegerField(default=1)
    payload = models.BinaryField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("feed", "entity", "entity_id"), name="one_row_per_entity"),
            models.UniqueConstraint(fields=("feed", "rev"), name="one_row_per_revision"),
        )
        indexes = (models.Index(fields=("feed", "entity", "rev"), name="rows_of_one_kind"),)

    def __str__(self) -> str:
        return f"{self.feed} {self.rev}"
