"""first schema"""

import sqlalchemy as sa
from alembic import op

import bot.store.tables.base

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("display_name", sa.String(length=40), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("password", sa.String(length=160), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("totp_secret", sa.String(length=64), nullable=False),
        sa.Column("totp_last_step", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", bot.store.tables.base.Instant(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("last_seen_at", bot.store.tables.base.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("target", sa.String(length=80), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("ix_audit_at", ["at"], unique=False)

    op.create_table(
        "audit_head",
        sa.Column("name", sa.String(length=8), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "draft",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("flow", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("started_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("updated_at", bot.store.tables.base.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "sender", "flow", name=op.f("pk_draft")),
    )
    op.create_table(
        "message",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("received_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "key", name=op.f("pk_message")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index("ix_message_received", ["received_at"], unique=False)
        batch_op.create_index("ix_message_sender", ["channel", "sender", "received_at"], unique=False)

    op.create_table(
        "push_report",
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("noted_at", bot.store.tables.base.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_push_report")),
    )
    op.create_table(
        "reading",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("last_answer", sa.JSON(), nullable=True),
        sa.Column("updated_at", bot.store.tables.base.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "sender", name=op.f("pk_reading")),
    )
    op.create_table(
        "service_message",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("sent_at", bot.store.tables.base.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_message")),
    )
    with op.batch_alter_table("service_message", schema=None) as batch_op:
        batch_op.create_index("ix_service_message_sender", ["channel", "sender", "sent_at"], unique=False)

    op.create_table(
        "setting_change",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("path", sa.String(length=80), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("changed_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("changed_by", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting_change")),
    )
    with op.batch_alter_table("setting_change", schema=None) as batch_op:
        batch_op.create_index("ix_setting_change_path", ["path", "id"], unique=False)

    op.create_table(
        "slow_turn",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("incoming", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("begun_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("ready_at", bot.store.tables.base.Instant(), nullable=True),
        sa.Column("told_at", bot.store.tables.base.Instant(), nullable=True),
        sa.Column("sent_at", bot.store.tables.base.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slow_turn")),
        sa.UniqueConstraint("channel", "key", name=op.f("uq_slow_turn_channel")),
    )
    with op.batch_alter_table("slow_turn", schema=None) as batch_op:
        batch_op.create_index("ix_slow_turn_ready", ["ready_at"], unique=False)

    op.create_table(
        "township",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_township")),
        sa.UniqueConstraint("name", name=op.f("uq_township_name")),
    )
    op.create_table(
        "way_block",
        sa.Column("person_id", sa.String(length=24), nullable=False),
        sa.Column("way", sa.String(length=24), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("since", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("until", bot.store.tables.base.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("person_id", "way", name=op.f("pk_way_block")),
    )
    op.create_table(
        "account_township",
        sa.Column("account_id", sa.String(length=24), nullable=False),
        sa.Column("township_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_township_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["township_id"], ["township.id"], name=op.f("fk_account_township_township_id_township")
        ),
        sa.PrimaryKeyConstraint("account_id", "township_id", name=op.f("pk_account_township")),
    )
    op.create_table(
        "counter",
        sa.Column("township_id", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township_id"], ["township.id"], name=op.f("fk_counter_township_id_township")
        ),
        sa.PrimaryKeyConstraint("township_id", "kind", "year", name=op.f("pk_counter")),
    )
    op.create_table(
        "desk_session",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=24), nullable=False),
        sa.Column("waits_for_code", sa.Boolean(), nullable=False),
        sa.Column("township_id", sa.String(length=24), nullable=False),
        sa.Column("flash", sa.JSON(), nullable=True),
        sa.Column("created_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("seen_at", bot.store.tables.base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_desk_session_account_id_account")
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_desk_session")),
    )
    with op.batch_alter_table("desk_session", schema=None) as batch_op:
        batch_op.create_index("ix_desk_session_account", ["account_id"], unique=False)
        batch_op.create_index("ix_desk_session_seen", ["seen_at"], unique=False)

    op.create_table(
        "gap",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("township_id", sa.String(length=24), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("closed_at", bot.store.tables.base.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["township_id"], ["township.id"], name=op.f("fk_gap_township_id_township")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap")),
    )
    op.create_table(
        "plan_mark",
        sa.Column("township_id", sa.String(length=24), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("planned_at", bot.store.tables.base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township_id"], ["township.id"], name=op.f("fk_plan_mark_township_id_township")
        ),
        sa.PrimaryKeyConstraint("township_id", name=op.f("pk_plan_mark")),
    )
    op.create_table(
        "station",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("township_id", sa.String(length=24), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("address", sa.String(length=120), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township_id"], ["township.id"], name=op.f("fk_station_township_id_township")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_station")),
        sa.UniqueConstraint("township_id", "code", name=op.f("uq_station_township_id")),
    )
    op.create_table(
        "term",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("township_id", sa.String(length=24), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["township_id"], ["township.id"], name=op.f("fk_term_township_id_township")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint("township_id", "level", "number", name=op.f("uq_term_township_id")),
    )
    op.create_table(
        "grid",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("township_id", sa.String(length=24), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("station_id", sa.String(length=24), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["station_id"], ["station.id"], name=op.f("fk_grid_station_id_station")),
        sa.ForeignKeyConstraint(["township_id"], ["township.id"], name=op.f("fk_grid_township_id_township")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grid")),
        sa.UniqueConstraint("township_id", "code", name=op.f("uq_grid_township_id")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("township_id", sa.String(length=24), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("group_name", sa.String(length=40), nullable=False),
        sa.Column("station_id", sa.String(length=24), nullable=True),
        sa.Column("grid_id", sa.String(length=24), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", bot.store.tables.base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_person_grid_id_grid")),
        sa.ForeignKeyConstraint(["station_id"], ["station.id"], name=op.f("fk_person_station_id_station")),
        sa.ForeignKeyConstraint(
            ["township_id"], ["township.id"], name=op.f("fk_person_township_id_township")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index("ix_person_township_name", ["township_id", "name"], unique=False)

    op.create_table(
        "binding_code",
        sa.Column("person_id", sa.String(length=24), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("issued_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("expires_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("used_at", bot.store.tables.base.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_binding_code_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_binding_code")),
    )
    op.create_table(
        "contact",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=24), nullable=True),
        sa.Column("bound_at", bot.store.tables.base.Instant(), nullable=True),
        sa.Column("following", sa.Boolean(), nullable=False),
        sa.Column("first_seen_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("last_seen_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("notice_version", sa.String(length=20), nullable=False),
        sa.Column("notice_shown_at", bot.store.tables.base.Instant(), nullable=True),
        sa.Column("location_version", sa.String(length=20), server_default="", nullable=False),
        sa.Column("location_agreed_at", bot.store.tables.base.Instant(), nullable=True),
        sa.Column("bind_failures", sa.Integer(), nullable=False),
        sa.Column("bind_locked_until", bot.store.tables.base.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contact_person_id_person")),
        sa.PrimaryKeyConstraint("channel", "sender", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index("ix_contact_person", ["person_id"], unique=False)

    op.create_table(
        "deputy_card",
        sa.Column("person_id", sa.String(length=24), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("used_at", bot.store.tables.base.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_deputy_card_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_deputy_card")),
    )
    with op.batch_alter_table("deputy_card", schema=None) as batch_op:
        batch_op.create_index("ix_deputy_card_digest", ["digest"], unique=False)

    op.create_table(
        "duty",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("township_id", sa.String(length=24), nullable=False),
        sa.Column("occasion", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("station_id", sa.String(length=24), nullable=False),
        sa.Column("person_id", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("replaces", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("asked_at", bot.store.tables.base.Instant(), nullable=True),
        sa.Column("answered_at", bot.store.tables.base.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_duty_person_id_person")),
        sa.ForeignKeyConstraint(["station_id"], ["station.id"], name=op.f("fk_duty_station_id_station")),
        sa.ForeignKeyConstraint(["township_id"], ["township.id"], name=op.f("fk_duty_township_id_township")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
        sa.UniqueConstraint("occasion", "station_id", "person_id", name=op.f("uq_duty_occasion")),
    )
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.create_index("ix_duty_person_day", ["person_id", "day"], unique=False)
        batch_op.create_index("ix_duty_township_day", ["township_id", "day"], unique=False)

    op.create_table(
        "duty_wish",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("person_id", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_duty_wish_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_wish")),
    )
    with op.batch_alter_table("duty_wish", schema=None) as batch_op:
        batch_op.create_index("ix_duty_wish_person", ["person_id", "first_day"], unique=False)

    op.create_table(
        "entry",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("township_id", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("person_id", sa.String(length=24), nullable=False),
        sa.Column("station_id", sa.String(length=24), nullable=True),
        sa.Column("grid_id", sa.String(length=24), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("stage", sa.String(length=12), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("changed_at", bot.store.tables.base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_entry_grid_id_grid")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_entry_person_id_person")),
        sa.ForeignKeyConstraint(["station_id"], ["station.id"], name=op.f("fk_entry_station_id_station")),
        sa.ForeignKeyConstraint(["township_id"], ["township.id"], name=op.f("fk_entry_township_id_township")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("township_id", "kind", "number", name=op.f("uq_entry_township_id")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(
            "ix_entry_person_created", ["person_id", "created_at", "id", "state"], unique=False
        )
        batch_op.create_index(
            "ix_entry_person_day", ["person_id", "happened_on", "state", "id"], unique=False
        )
        batch_op.create_index(
            "ix_entry_person_kind", ["person_id", "kind", "happened_on", "state", "item"], unique=False
        )
        batch_op.create_index(
            "ix_entry_person_stage",
            ["person_id", "stage", "id"],
            unique=False,
            sqlite_where=sa.text("stage != ''"),
            postgresql_where=sa.text("stage != ''"),
        )
        batch_op.create_index(
            "ix_entry_township_day",
            [
                "township_id",
                "happened_on",
                "id",
                "kind",
                "state",
                "stage",
                "item",
                "station_id",
                "grid_id",
                "person_id",
                "number",
            ],
            unique=False,
        )
        batch_op.create_index(
            "ix_entry_township_kind_day", ["township_id", "kind", "happened_on", "id"], unique=False
        )
        batch_op.create_index(
            "ix_entry_township_stage",
            ["township_id", "stage", "id"],
            unique=False,
            sqlite_where=sa.text("stage != ''"),
            postgresql_where=sa.text("stage != ''"),
        )
        batch_op.create_index("ix_entry_township_state", ["township_id", "state", "kind", "id"], unique=False)

    op.create_table(
        "mandate",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("person_id", sa.String(length=24), nullable=False),
        sa.Column("term_id", sa.String(length=24), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("began_by", sa.String(length=12), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mandate_person_id_person")),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_mandate_term_id_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate")),
    )
    with op.batch_alter_table("mandate", schema=None) as batch_op:
        batch_op.create_index("ix_mandate_person", ["person_id"], unique=False)
        batch_op.create_index("ix_mandate_term", ["term_id", "ended_on"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("township_id", sa.String(length=24), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("quorum", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.String(length=24), nullable=False),
        sa.Column("created_at", bot.store.tables.base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_meeting_created_by_person")),
        sa.ForeignKeyConstraint(
            ["township_id"], ["township.id"], name=op.f("fk_meeting_township_id_township")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("township_id", "code", "day", name=op.f("uq_meeting_township_id")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_township_day", ["township_id", "day"], unique=False)

    op.create_table(
        "mute",
        sa.Column("person_id", sa.String(length=24), nullable=False),
        sa.Column("muted_at", bot.store.tables.base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mute_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_mute")),
    )
    op.create_table(
        "push",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("township_id", sa.String(length=24), nullable=False),
        sa.Column("occasion", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("is_duty", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.Column("last_look", sa.String(length=24), server_default="", nullable=False),
        sa.Column("due_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("closes_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("claimed_by", sa.String(length=40), nullable=False),
        sa.Column("claimed_until", bot.store.tables.base.Instant(), nullable=True),
        sa.Column("channel", sa.String(length=24), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("planned_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("finished_at", bot.store.tables.base.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_push_person_id_person")),
        sa.ForeignKeyConstraint(["township_id"], ["township.id"], name=op.f("fk_push_township_id_township")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push")),
        sa.UniqueConstraint("occasion", "kind", "person_id", name=op.f("uq_push_occasion")),
    )
    with op.batch_alter_table("push", schema=None) as batch_op:
        batch_op.create_index("ix_push_message_id", ["message_id"], unique=False)
        batch_op.create_index("ix_push_person_state", ["person_id", "state", "finished_at"], unique=False)
        batch_op.create_index("ix_push_state_closes", ["state", "closes_at"], unique=False)
        batch_op.create_index("ix_push_state_due", ["state", "next_try_at"], unique=False)
        batch_op.create_index("ix_push_township_closes", ["township_id", "closes_at"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("entry_id", sa.String(length=24), nullable=True),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("media_id", sa.String(length=200), nullable=False),
        sa.Column("media_url", sa.Text(), nullable=False),
        sa.Column("media_kind", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("mime", sa.String(length=60), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", bot.store.tables.base.Instant(), nullable=True),
        sa.Column("created_at", bot.store.tables.base.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_attachment_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("channel", "media_id", name=op.f("uq_attachment_channel")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index("ix_attachment_entry", ["entry_id"], unique=False)
        batch_op.create_index("ix_attachment_sender", ["channel", "sender"], unique=False)
        batch_op.create_index("ix_attachment_state", ["state", "next_try_at"], unique=False)

    op.create_table(
        "duty_swap",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("offered_duty_id", sa.String(length=24), nullable=False),
        sa.Column("wanted_duty_id", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("answered_at", bot.store.tables.base.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["offered_duty_id"], ["duty.id"], name=op.f("fk_duty_swap_offered_duty_id_duty")
        ),
        sa.ForeignKeyConstraint(
            ["wanted_duty_id"], ["duty.id"], name=op.f("fk_duty_swap_wanted_duty_id_duty")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_swap")),
    )
    with op.batch_alter_table("duty_swap", schema=None) as batch_op:
        batch_op.create_index("ix_duty_swap_wanted", ["wanted_duty_id", "state"], unique=False)

    op.create_table(
        "entry_counts",
        sa.Column("entry_id", sa.String(length=24), nullable=False),
        sa.Column("ledger", sa.String(length=24), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_counts_entry_id_entry")),
        sa.PrimaryKeyConstraint("entry_id", "ledger", "item", name=op.f("pk_entry_counts")),
    )
    op.create_table(
        "entry_version",
        sa.Column("entry_id", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("stage", sa.String(length=12), server_default="", nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("changed_at", bot.store.tables.base.Instant(), nullable=False),
        sa.Column("changed_by", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_version_entry_id_entry")),
        sa.PrimaryKeyConstraint("entry_id", "version", name=op.f("pk_entry_version")),
    )


def downgrade() -> None:
    op.drop_table("entry_version")
    op.drop_table("entry_counts")
    with op.batch_alter_table("duty_swap", schema=None) as batch_op:
        batch_op.drop_index("ix_duty_swap_wanted")

    op.drop_table("duty_swap")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index("ix_attachment_state")
        batch_op.drop_index("ix_attachment_sender")
        batch_op.drop_index("ix_attachment_entry")

    op.drop_table("attachment")
    with op.batch_alter_table("push", schema=None) as batch_op:
        batch_op.drop_index("ix_push_township_closes")
        batch_op.drop_index("ix_push_state_due")
        batch_op.drop_index("ix_push_state_closes")
        batch_op.drop_index("ix_push_person_state")
        batch_op.drop_index("ix_push_message_id")

    op.drop_table("push")
    op.drop_table("mute")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index("ix_meeting_township_day")

    op.drop_table("meeting")
    with op.batch_alter_table("mandate", schema=None) as batch_op:
        batch_op.drop_index("ix_mandate_term")
        batch_op.drop_index("ix_mandate_person")

    op.drop_table("mandate")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index("ix_entry_township_state")
        batch_op.drop_index(
            "ix_entry_township_stage",
            sqlite_where=sa.text("stage != ''"),
            postgresql_where=sa.text("stage != ''"),
        )
        batch_op.drop_index("ix_entry_township_kind_day")
        batch_op.drop_index("ix_entry_township_day")
        batch_op.drop_index(
            "ix_entry_person_stage",
            sqlite_where=sa.text("stage != ''"),
            postgresql_where=sa.text("stage != ''"),
        )
        batch_op.drop_index("ix_entry_person_kind")
        batch_op.drop_index("ix_entry_person_day")
        batch_op.drop_index("ix_entry_person_created")

    op.drop_table("entry")
    with op.batch_alter_table("duty_wish", schema=None) as batch_op:
        batch_op.drop_index("ix_duty_wish_person")

    op.drop_table("duty_wish")
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.drop_index("ix_duty_township_day")
        batch_op.drop_index("ix_duty_person_day")

    op.drop_table("duty")
    with op.batch_alter_table("deputy_card", schema=None) as batch_op:
        batch_op.drop_index("ix_deputy_card_digest")

    op.drop_table("deputy_card")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index("ix_contact_person")

    op.drop_table("contact")
    op.drop_table("binding_code")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index("ix_person_township_name")

    op.drop_table("person")
    op.drop_table("grid")
    op.drop_table("term")
    op.drop_table("station")
    op.drop_table("plan_mark")
    op.drop_table("gap")
    with op.batch_alter_table("desk_session", schema=None) as batch_op:
        batch_op.drop_index("ix_desk_session_seen")
        batch_op.drop_index("ix_desk_session_account")

    op.drop_table("desk_session")
    op.drop_table("counter")
    op.drop_table("account_township")
    op.drop_table("way_block")
    op.drop_table("township")
    with op.batch_alter_table("slow_turn", schema=None) as batch_op:
        batch_op.drop_index("ix_slow_turn_ready")

    op.drop_table("slow_turn")
    with op.batch_alter_table("setting_change", schema=None) as batch_op:
        batch_op.drop_index("ix_setting_change_path")

    op.drop_table("setting_change")
    with op.batch_alter_table("service_message", schema=None) as batch_op:
        batch_op.drop_index("ix_service_message_sender")

    op.drop_table("service_message")
    op.drop_table("reading")
    op.drop_table("push_report")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index("ix_message_sender")
        batch_op.drop_index("ix_message_received")

    op.drop_table("message")
    op.drop_table("draft")
    op.drop_table("audit_head")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_at")

    op.drop_table("audit")
    op.drop_table("account")
