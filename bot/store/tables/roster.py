"""The roster: townships, stations (联络站), grids (网格) and the persons who work in them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from bot.store.tables.base import Instant, metadata

township = Table(
    "township",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("name", String(60), nullable=False, unique=True),
)

station = Table(
    "station",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("township_id", ForeignKey("township.id"), nullable=False),
    Column("code", String(16), nullable=False),  # short, printed on the wall: A07
    Column("name", String(60), nullable=False),
    Column("address", String(120), nullable=False, default=""),
    Column("latitude", Float),  # GCJ-02 degrees
    Column("longitude", Float),
    Column("active", Boolean, nullable=False, default=True),
    UniqueConstraint("township_id", "code"),
)

grid = Table(
    "grid",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("township_id", ForeignKey("township.id"), nullable=False),
    Column("code", String(16), nullable=False),
    Column("name", String(60), nullable=False),
    Column("station_id", ForeignKey("station.id")),
    Column("active", Boolean, nullable=False, default=True),
    UniqueConstraint("township_id", "code"),
)

person = Table(
    "person",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("township_id", ForeignKey("township.id"), nullable=False),
    Column("role", String(16), nullable=False),  # deputy, clerk, grid_worker
    Column("name", String(40), nullable=False),
    Column("phone", String(20), nullable=False, default=""),  # optional: tells two of one name apart
    Column("level", String(20), nullable=False, default=""),  # 乡镇 / 县级 …, a deputy's congress
    Column("group_name", String(40), nullable=False, default=""),  # 代表小组
    Column("station_id", ForeignKey("station.id")),
    Column("grid_id", ForeignKey("grid.id")),
    Column("active", Boolean, nullable=False, default=True),
    Column("created_at", Instant, nullable=False),
    Index("ix_person_township_name", "township_id", "name"),
)

binding_code = Table(
    "binding_code",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("digest", String(64), nullable=False),  # never the code itself
    Column("issued_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)

term = Table(
    "term",
    metadata,
    # A congress's term (届): 乡镇 第19届. Five years by law; the next one's beginning ends it.
    Column("id", String(24), primary_key=True),
    Column("township_id", ForeignKey("township.id"), nullable=False),
    Column("level", String(8), nullable=False),  # 乡镇, 县级 …
    Column("number", Integer, nullable=False),
    Column("begins_on", Date, nullable=False),
    Column("ends_on", Date),  # empty: the present one
    UniqueConstraint("township_id", "level", "number"),
)

mandate = Table(
    "mandate",
    metadata,
    # One deputy's seat in one term of one level: three levels are three rows, a return is a further one.
    Column("id", String(24), primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("term_id", ForeignKey("term.id"), nullable=False),
    Column("began_on", Date, nullable=False),
    Column("began_by", String(12), nullable=False, default=""),  # election, by_election; empty: not told how
    Column("ended_on", Date),
    Column("ended_by", String(12), nullable=False, default=""),  # left, term
    Index("ix_mandate_person", "person_id"),
    Index("ix_mandate_term", "term_id", "ended_on"),
)
