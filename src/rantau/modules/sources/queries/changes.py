"""What a corrected list changed (perubahan pada perbaikan daftar): who is new, who vanished, what differs."""

from __future__ import annotations

from django.db import connection

from rantau.modules.sources.domain import Change, Changes
from rantau.modules.sources.models import Batch
from rantau.modules.sources.queries.batches import batch_for
from rantau.platform.access.actor import Actor

FIELDS: dict[str, str] = {
    "area_id": "desa",
    "nik_index": "NIK",
    "name_key": "nama",
    "birth_index": "tanggal lahir",
    "sex": "jenis kelamin",
    "departed_year": "tahun berangkat",
    "event_year": "tahun kejadian",
    "status": "resmi/tidak",
    "country": "negara",
}
_SAMPLES = 50
_IDENTITY = """CASE WHEN r.nik_reliable THEN encode(r.nik_index, 'hex')
                ELSE r.name_key || '|' || coalesce(encode(r.birth_index, 'hex'), '') END"""
_MATCHED = """
WITH rows_of AS (
    SELECT f.batch_id, s.name AS sheet, r.number, {columns},
           {identity} AS identity,
           row_number() OVER (PARTITION BY f.batch_id, {identity} ORDER BY f.id, s.id, r.number) AS copy
    FROM sources_row r
    JOIN sources_sheet s ON s.id = r.sheet_id
    JOIN sources_sourcefile f ON f.id = s.file_id
    WHERE f.batch_id IN (%(old)s, %(new)s)
), matched AS (
    SELECT coalesce(n.sheet, o.sheet) AS sheet, coalesce(n.number, o.number) AS number,
           n.identity IS NOT NULL AS in_new, o.identity IS NOT NULL AS in_old,
           {differences}
    FROM (SELECT * FROM rows_of WHERE batch_id = %(new)s) n
    FULL JOIN (SELECT * FROM rows_of WHERE batch_id = %(old)s) o USING (identity, copy)
)
"""


def changes_between(actor: Actor, *, old: int, new: int) -> Changes:
    """Rows of two hand-ins matched by reliable NIK, else by name and birth date; repeated ones in their order.

    A person whose NIK was corrected appears as one vanished and one new: nothing is guessed.
    """
    for batch in (old, new):
        batch_for(actor, batch)
    names = list(FIELDS)
    matched = _MATCHED.format(
        identity=_IDENTITY,
        columns=", ".join(f"r.{name}" for name in names),
        differences=", ".join(f"n.{name} IS DISTINCT FROM o.{name} AS d_{name}" for name in names),
    )
    differs = " OR ".join(f"d_{name}" for name in names)
    both = "in_new AND in_old"
    counts = ", ".join(f"count(*) FILTER (WHERE {both} AND d_{name})" for name in names)
    parameters = {"old": old, "new": new}
    with connection.cursor() as cursor:
        cursor.execute(
            f"{matched} SELECT count(*) FILTER (WHERE NOT in_old), count(*) FILTER (WHERE NOT in_new), "  # noqa: S608 - names of FIELDS only
            f"count(*) FILTER (WHERE {both} AND ({differs})), count(*) FILTER (WHERE {both} AND NOT ({differs})), "
            f"{counts} FROM matched",
            parameters,
        )
        added, vanished, changed, same, *by_field = cursor.fetchone()
        cursor.execute(
            f"{matched} SELECT in_new, in_old, sheet, number, {', '.join(f'd_{name}' for name in names)} FROM matched "  # noqa: S608
            f"WHERE NOT in_old OR NOT in_new OR {differs} "
            f"ORDER BY in_new AND in_old, in_new, sheet, number LIMIT {_SAMPLES}",
            parameters,
        )
        samples = tuple(_change(*row) for row in cursor.fetchall())
    fields = sorted(
        ((FIELDS[name], count) for name, count in zip(names, by_field, strict=True) if count), key=lambda f: -f[1]
    )
    return Changes(added, vanished, changed, same, tuple(fields), samples)


def changes_of(actor: Actor, batch: Batch) -> Changes | None:
    """What a hand-in changed against the one that it replaced; None where it replaced none or its rows are gone."""
    if batch.supersedes_id is None or batch.undone_at is not None:
        return None
    return changes_between(actor, old=batch.supersedes_id, new=batch.pk)


def _change(in_new: bool, in_old: bool, sheet: str, number: int, *differs: bool) -> Change:
    if not in_old:
        return Change("baru", sheet, number)
    if not in_new:
        return Change("hilang", sheet, number)
    return Change("berubah", sheet, number, tuple(FIELDS[name] for name, d in zip(FIELDS, differs, strict=True) if d))
