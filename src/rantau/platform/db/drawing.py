"""What verbs need of the database before they write: a number for the row, and the same form never twice at once."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, models


def next_id(model: type[models.Model]) -> int:
    """Sealing binds the row's number, so it is drawn before the row is there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [model._meta.db_table])
        return int(cursor.fetchone()[0])


def one_at_a_time(key: UUID) -> None:
    """Within a transaction: whoever sends the same form meanwhile waits for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key.int & 0x7FFF_FFFF_FFFF_FFFF])
