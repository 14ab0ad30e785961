"""The tables of ``vault.db`` as SQLAlchemy knows them. A test keeps them equal to the newest migration.

Times are UTC text of fixed width, so they sort; days are ISO text. ``content`` columns are sealed under a person's key.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

HEAD: Final = "0003_applications"

_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def utc_text(moment: datetime) -> str:
    """Aware time to sortable text."""
    return moment.astimezone(UTC).strftime(_FORMAT)


class UtcText(TypeDecorator[datetime]):
    """An aware UTC datetime as sortable text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("times must be aware")
        return utc_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class DayText(TypeDecorator[date]):
    """A day as ISO text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


metadata = MetaData()

station = Table(
    "station", metadata,
    Column("only", Integer, primary_key=True),
    Column("database_id", String, nullable=False),
    Column("machine", LargeBinary, nullable=False),
    Column("created_at", UtcText, nullable=False),
    Column("condition", String, nullable=False),
    Column("condition_at", UtcText, nullable=False),
    Column("device_id", String, nullable=False, default=""),
    Column("enrolment_key", LargeBinary),
    Column("policy", Text, nullable=False),
    Column("lease_request", Text, nullable=False, default=""),
    Column("last_refreshed", UtcText),
    Column("clock_offset_ms", Integer, nullable=False, default=0),
    Column("clock_boot", String, nullable=False, default=""),
    Column("clock_synced_at", UtcText),
    Column("clock_last_known", UtcText),
)  # fmt: skip

device = Table(
    "device", metadata,
    Column("device_id", String, primary_key=True),
    Column("epoch", Integer, nullable=False),
    Column("station", String, nullable=False),
    Column("region", String, nullable=False),
    Column("approved", Boolean, nullable=False),
    Column("server_public_key", String, nullable=False),
    Column("public_key", String, nullable=False),
    Column("private_key", LargeBinary, nullable=False),
    Column("next_seq", Integer, nullable=False),
    Column("head", String, nullable=False),
    Column("enrolled_at", UtcText, nullable=False),
)  # fmt: skip

data_key = Table(
    "data_key", metadata,
    Column("subject", String, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("created_at", UtcText, nullable=False),
)  # fmt: skip

person = Table(
    "person", metadata,
    Column("registration_id", String, primary_key=True),
    Column("nik_index", LargeBinary, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("queue_code", String, nullable=False),
    Column("language", String, nullable=False),
    Column("registered_at", UtcText, nullable=False),
    Column("updated_at", UtcText, nullable=False),
    Column("status_rev", Integer, nullable=False),
    Column("content", LargeBinary),
    Column("purged_at", UtcText),
    Column("placed_on", DayText),
    Index("person_by_nik", "nik_index", "updated_at"),
)  # fmt: skip

card = Table(
    "card", metadata,
    Column("number", String, primary_key=True),
    Column("registration_id", String, nullable=False),
    Column("serial", Integer),
    Column("lease_id", String),
    Column("issued_on", DayText, nullable=False),
    Column("valid_until", DayText, nullable=False),
    Column("state", String, nullable=False),
    Column("supersedes", String, nullable=False),
    Column("copies_elsewhere", Integer, nullable=False),
    Column("at", UtcText, nullable=False),
    Index("card_by_person", "registration_id", "at"),
    Index("card_by_serial", "lease_id", "serial", unique=True),
)  # fmt: skip

report = Table(
    "report", metadata,
    Column("number", String, primary_key=True),
    Column("row", Integer, primary_key=True),
    Column("reported_on", DayText, nullable=False),
    Column("at", UtcText, nullable=False),
)  # fmt: skip

lease = Table(
    "lease", metadata,
    Column("lease_id", String, primary_key=True),
    Column("device_id", String, nullable=False),
    Column("lo", Integer, nullable=False),
    Column("hi", Integer, nullable=False),
    Column("next_serial", Integer, nullable=False),
    Column("not_after", DayText, nullable=False),
    Column("at", UtcText, nullable=False),
)  # fmt: skip

serial = Table(
    "serial", metadata,
    Column("lease_id", String, primary_key=True),
    Column("serial", Integer, primary_key=True),
    Column("state", String, nullable=False),
    Column("reason", String, nullable=False),
)  # fmt: skip

print_job = Table(
    "print_job", metadata,
    Column("ledger_id", String, primary_key=True),
    Column("document", String, nullable=False),
    Column("registration_id", String, nullable=False),
    Column("reference", String, nullable=False),
    Column("copy_no", Integer, nullable=False),
    Column("started_at", UtcText, nullable=False),
    Column("closed_at", UtcText),
    Column("outcome", String),
    Column("reason", String, nullable=False),
    Index("print_by_reference", "reference"),
    Index("print_by_person", "registration_id"),
)  # fmt: skip

outbox = Table(
    "outbox", metadata,
    Column("op_id", String, primary_key=True),
    Column("device_id", String, nullable=False),
    Column("seq", Integer),
    Column("type", String, nullable=False),
    Column("aggregate", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("number", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary),
    Column("state", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("enqueued_at", UtcText, nullable=False),
    Column("settled_at", UtcText),
    UniqueConstraint("device_id", "seq", name="outbox_chain"),
    Index("outbox_queue", "state", "device_id", "seq"),
    Index("outbox_by_subject", "subject", "state"),
)  # fmt: skip

blob = Table(
    "blob", metadata,
    Column("sha256", String, primary_key=True),
    Column("registration_id", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary),
    Column("state", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("queued_at", UtcText, nullable=False),
    Column("settled_at", UtcText),
    Index("blob_queue", "state", "queued_at"),
    Index("blob_by_person", "registration_id", "queued_at"),
)  # fmt: skip

application = Table(
    "application", metadata,
    Column("application_id", String, primary_key=True),
    Column("registration_id", String, nullable=False),
    Column("vacancy_id", String, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("at", UtcText, nullable=False),
    Column("op_id", String, nullable=False),
    Column("status_rev", Integer, nullable=False),
    Column("updated_at", UtcText, nullable=False),
    Column("content", LargeBinary),
    Index("application_by_person", "registration_id", "at"),
)  # fmt: skip

audit = Table(
    "audit", metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("at", UtcText, nullable=False),
    Column("event", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("detail", String, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip

APPEND_ONLY = (
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
)
