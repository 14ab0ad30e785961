"""Alembic's entry: runs the steps on the connection the store hands over, each step in one transaction."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=None, transactional_ddl=True, render_as_batch=True, transaction_per_migration=False
)
context.run_migrations()
