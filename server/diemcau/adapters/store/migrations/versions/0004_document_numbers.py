"""The register of document numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    key = sa.String(collation="C") if on_postgresql else sa.String()
    op.create_table(
        "document_numbers",
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("type", key, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("meeting", key, nullable=False),
        sa.Column("publication", sa.Integer, nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("year", "type", "number", name="document_numbers_key"),
        sa.UniqueConstraint("meeting", "publication", name="document_numbers_once"),
    )
