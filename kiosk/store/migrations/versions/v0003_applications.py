"""Applications to vacancies, and the day somebody was hired: where things stand in the clear, what they say sealed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_applications"
down_revision = "0002_one_card_per_serial"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row per person and vacancy; a person gains the day they were hired."""
    op.add_column("person", sa.Column("placed_on", sa.String))
    op.create_table(
        "application",
        sa.Column("application_id", sa.String, nullable=False),
        sa.Column("registration_id", sa.String, nullable=False),
        sa.Column("vacancy_id", sa.String, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("op_id", sa.String, nullable=False),
        sa.Column("status_rev", sa.Integer, nullable=False),
        sa.Column("updated_at", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary),
        sa.PrimaryKeyConstraint("application_id"),
    )
    op.create_index("application_by_person", "application", ["registration_id", "at"])


def downgrade() -> None:
    """Forget them; SIKER holds what was sent."""
    op.drop_index("application_by_person", "application")
    op.drop_table("application")
    op.drop_column("person", "placed_on")
