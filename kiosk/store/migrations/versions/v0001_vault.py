"""The first vault: station and device, people, cards and serials, prints, outbox, photos, audit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001_vault"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table; audit rows can only be added."""
    op.create_table(
        "audit",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("event", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("detail", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("position"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("registration_id", sa.String, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("queued_at", sa.String, nullable=False),
        sa.Column("settled_at", sa.String),
        sa.PrimaryKeyConstraint("sha256", "registration_id"),
    )
    op.create_index("blob_by_person", "blob", ["registration_id", "queued_at"])
    op.create_index("blob_queue", "blob", ["state", "queued_at"])
    op.create_table(
        "card",
        sa.Column("number", sa.String, nullable=False),
        sa.Column("registration_id", sa.String, nullable=False),
        sa.Column("serial", sa.Integer),
        sa.Column("lease_id", sa.String),
        sa.Column("issued_on", sa.String, nullable=False),
        sa.Column("valid_until", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("supersedes", sa.String, nullable=False),
        sa.Column("copies_elsewhere", sa.Integer, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("card_by_person", "card", ["registration_id", "at"])
    op.create_table(
        "data_key",
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("subject"),
    )
    op.create_table(
        "device",
        sa.Column("device_id", sa.String, nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("station", sa.String, nullable=False),
        sa.Column("region", sa.String, nullable=False),
        sa.Column("approved", sa.Boolean, nullable=False),
        sa.Column("server_public_key", sa.String, nullable=False),
        sa.Column("public_key", sa.String, nullable=False),
        sa.Column("private_key", sa.LargeBinary, nullable=False),
        sa.Column("next_seq", sa.Integer, nullable=False),
        sa.Column("head", sa.String, nullable=False),
        sa.Column("enrolled_at", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("device_id"),
    )
    op.create_table(
        "lease",
        sa.Column("lease_id", sa.String, nullable=False),
        sa.Column("device_id", sa.String, nullable=False),
        sa.Column("lo", sa.Integer, nullable=False),
        sa.Column("hi", sa.Integer, nullable=False),
        sa.Column("next_serial", sa.Integer, nullable=False),
        sa.Column("not_after", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("lease_id"),
    )
    op.create_table(
        "outbox",
        sa.Column("op_id", sa.String, nullable=False),
        sa.Column("device_id", sa.String, nullable=False),
        sa.Column("seq", sa.Integer),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("aggregate", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("number", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("enqueued_at", sa.String, nullable=False),
        sa.Column("settled_at", sa.String),
        sa.PrimaryKeyConstraint("op_id"),
        sa.UniqueConstraint("device_id", "seq", name="outbox_chain"),
    )
    op.create_index("outbox_by_subject", "outbox", ["subject", "state"])
    op.create_index("outbox_queue", "outbox", ["state", "device_id", "seq"])
    op.create_table(
        "person",
        sa.Column("registration_id", sa.String, nullable=False),
        sa.Column("nik_index", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("queue_code", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("registered_at", sa.String, nullable=False),
        sa.Column("updated_at", sa.String, nullable=False),
        sa.Column("status_rev", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary),
        sa.Column("purged_at", sa.String),
        sa.PrimaryKeyConstraint("registration_id"),
    )
    op.create_index("person_by_nik", "person", ["nik_index", "updated_at"])
    op.create_table(
        "print_job",
        sa.Column("ledger_id", sa.String, nullable=False),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("registration_id", sa.String, nullable=False),
        sa.Column("reference", sa.String, nullable=False),
        sa.Column("copy_no", sa.Integer, nullable=False),
        sa.Column("started_at", sa.String, nullable=False),
        sa.Column("closed_at", sa.String),
        sa.Column("outcome", sa.String),
        sa.Column("reason", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("ledger_id"),
    )
    op.create_index("print_by_person", "print_job", ["registration_id"])
    op.create_index("print_by_reference", "print_job", ["reference"])
    op.create_table(
        "report",
        sa.Column("number", sa.String, nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("reported_on", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", "row"),
    )
    op.create_table(
        "serial",
        sa.Column("lease_id", sa.String, nullable=False),
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("lease_id", "serial"),
    )
    op.create_table(
        "station",
        sa.Column("only", sa.Integer, nullable=False),
        sa.Column("database_id", sa.String, nullable=False),
        sa.Column("machine", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.String, nullable=False),
        sa.Column("condition", sa.String, nullable=False),
        sa.Column("condition_at", sa.String, nullable=False),
        sa.Column("device_id", sa.String, nullable=False),
        sa.Column("enrolment_key", sa.LargeBinary),
        sa.Column("policy", sa.Text, nullable=False),
        sa.Column("lease_request", sa.Text, nullable=False),
        sa.Column("last_refreshed", sa.String),
        sa.Column("clock_offset_ms", sa.Integer, nullable=False),
        sa.Column("clock_boot", sa.String, nullable=False),
        sa.Column("clock_synced_at", sa.String),
        sa.Column("clock_last_known", sa.String),
        sa.PrimaryKeyConstraint("only"),
    )
    op.execute("CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END")
    op.execute("CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END")


def downgrade() -> None:
    """Back to an empty file."""
    op.execute("DROP TRIGGER audit_no_delete")
    op.execute("DROP TRIGGER audit_no_update")
    op.drop_table("station")
    op.drop_table("serial")
    op.drop_table("report")
    op.drop_table("print_job")
    op.drop_table("person")
    op.drop_table("outbox")
    op.drop_table("lease")
    op.drop_table("device")
    op.drop_table("data_key")
    op.drop_table("card")
    op.drop_table("blob")
    op.drop_table("audit")
