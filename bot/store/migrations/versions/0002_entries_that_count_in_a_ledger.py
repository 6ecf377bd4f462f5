"""An index by ledger over what counts in it."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_entry_counts_ledger", "entry_counts", ["ledger", "entry_id", "item"])


def downgrade() -> None:
    op.drop_index("ix_entry_counts_ledger", "entry_counts")
