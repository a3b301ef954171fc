"""Entry point of Alembic: runs the migrations on the connection and in the transaction of `kilas.store.schema`."""

from __future__ import annotations

from alembic import context

from kilas.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
context.run_migrations()
