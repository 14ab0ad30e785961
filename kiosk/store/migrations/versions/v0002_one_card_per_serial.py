"""A leased serial is on one card at most; the file itself refuses a second."""

from __future__ import annotations

from alembic import op

revision = "0002_one_card_per_serial"
down_revision = "0001_vault"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Cards without a lease (told by the server) have no serial and are not concerned."""
    op.create_index("card_by_serial", "card", ["lease_id", "serial"], unique=True)


def downgrade() -> None:
    """Lift the rule."""
    op.drop_index("card_by_serial", "card")
