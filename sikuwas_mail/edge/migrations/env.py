"""Alembic runs here on the connection the store hands over, inside the store's own transaction."""

from alembic import context

from sikuwas_mail.edge.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
