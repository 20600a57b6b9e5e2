"""Checking the trace of a database (memeriksa jejak), and writing it out for the verifier that stands alone.

Read in a `snapshot` of the owner: what row-level security hides from the application must be checked, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg

from rantau.kernel.errors import RantauError
from rantau.platform.audit.checkpoint_files import genuine, public_key
from rantau.platform.audit.models import REASON, Link, reason_mark
from rantau.platform.audit.verifier import verify_trace
from rantau.platform.audit.verifier.verify_trace import Report

CHUNK = 5000
_RECORDS = """
SELECT e.id::text, e.chain, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.actor_kind,
    e.actor_id::text, e.actor_name, e.roles, e.action, e.subject_type, e.subject_id, e.area_code, e.details::text,
    e.reason_mark, l.event, l.chain, l.seq, l.previous, l.hash
FROM public.audit_event e FULL JOIN public.audit_link l ON l.event = e.id
ORDER BY l.chain COLLATE "C", l.seq, e.id
"""
_COLUMNS = len(verify_trace.COLUMNS)
_HEADS = 'SELECT chain, seq, hash FROM public.audit_head ORDER BY chain COLLATE "C"'
_CHECKPOINTS = "SELECT number, hash FROM public.audit_checkpoint ORDER BY number"
_REASONS = """
SELECT coalesce(e.id, r.event), e.reason_mark, r.words
FROM public.audit_event e FULL JOIN public.audit_reason r ON r.event = e.id
WHERE e.reason_mark <> '' OR r.event IS NOT NULL
"""


def records(connection: psycopg.Connection[Any]) -> Iterator[dict[str, Any]]:
    """Everything that the verifier takes: events with their links in order, ends of chains, known checkpoints."""
    with connection.cursor(name="jejak") as cursor:
        cursor.itersize = CHUNK
        for row in cursor.execute(_RECORDS):
            event, link = list(row[:_COLUMNS]), list(row[_COLUMNS:])
            yield {"e": event if event[0] is not None else None, "l": link if link[0] is not None else None}
    yield from ({"head": list(row)} for row in connection.execute(_HEADS))
    yield from ({"checkpoint": list(row)} for row in connection.execute(_CHECKPOINTS))


def verify(
    connection: psycopg.Connection[Any], folder: Path, *, keys: Sequence[bytes] = (), checkpoints: bool = True
) -> Report:
    """Check all chains against links and checkpoints, and every sealed reason against its event."""
    known = [public_key(), *keys]
    if checkpoints:
        report = verify_trace.check(records(connection), verify_trace.checkpoint_lines(folder), known, genuine)
    else:
        report = verify_trace.chains_only(records(connection))
    report.faults += list(_broken_reasons(connection))
    return report


def _broken_reasons(connection: psycopg.Connection[Any]) -> Iterator[str]:
    for event, mark, words in connection.execute(_REASONS):
        if mark is None or not mark:
            yield f"alasan pada kejadian {event} tidak dikenal kejadiannya."
        elif words is None:
            yield f"alasan pada kejadian {event} dihapus."
        else:
            try:
                same = reason_mark(REASON.open(words, event)) == mark
            except RantauError as error:
                yield f"alasan pada kejadian {event}: {error}"
            else:
                if not same:
                    yield f"alasan pada kejadian {event} bukan yang ditulis dahulu."


def write_export(connection: psycopg.Connection[Any], path: Path) -> int:
    """Write all records as JSON lines; gives the number of events. No personal values: there are none in the trace."""
    events = 0
    with path.open("x", encoding="utf-8") as file:
        path.chmod(0o600)
        for record in records(connection):
            events += "e" in record
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
        file.write(json.dumps({"end": events}) + "\n")
    return events


def agreed_checkpoint(folder: Path) -> int:
    """Number of the last checkpoint up to which the database holds every event that checkpoints saw; 0 for none."""
    points = verify_trace.read_points(verify_trace.checkpoint_lines(folder), [public_key()], genuine, Report())
    wanted: dict[str, set[int]] = {}
    for point in points:
        for chain, (seq, _) in point.heads.items():
            wanted.setdefault(chain, set()).add(seq)
    there = {
        (chain, seq): end
        for chain, numbers in wanted.items()
        for seq, end in Link.objects.filter(chain=chain, seq__in=numbers).values_list("seq", "hash")
    }
    agreed = 0
    for point in points:
        if any(there.get((chain, seq)) != end for chain, (seq, end) in point.heads.items()):
            break
        agreed = point.number
    return agreed
