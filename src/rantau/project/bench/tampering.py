"""Tamperings with a trace (mengutak-atik jejak), by somebody who owns the database: no trigger and no right stops her.

Each works inside an open transaction of a superuser and is undone by rolling it back; what is done to checkpoints is
done to a copy of their folder. Each changes something, and says in words what.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Db = psycopg.Connection[Any]
Tampering = Callable[[Db, Path, random.Random], str]
TEXTS = ("actor_kind", "actor_name", "roles", "action", "subject_type", "subject_id", "area_code", "chain")


def edit_text(db: Db, _: Path, rng: random.Random) -> str:
    """Another word in one column of one event."""
    column, event = rng.choice(TEXTS), _event(db, rng)
    db.execute(f"UPDATE audit_event SET {column} = left({column} || 'x', 9) || 'y' WHERE id = %s", [event])  # noqa: S608
    return f"{column} kejadian {event} diubah"


def edit_other(db: Db, _: Path, rng: random.Random) -> str:
    """Another time, account, detail or mark of a reason."""
    change = rng.choice(
        [
            "at = at - interval '1 microsecond'",
            "actor_id = coalesce(actor_id, 0) + 1",
            "details = details || '{\"n\": -1}'",
            "details = '{}'",
            "reason_mark = repeat('0', 64)",
        ]
    )
    event = _event(db, rng)
    db.execute(f"UPDATE audit_event SET {change} WHERE id = %s", [event])  # noqa: S608
    return f"kejadian {event}: {change}"


def edit_and_rewrite(db: Db, _: Path, rng: random.Random) -> str:
    """An edit, and the whole chain behind it with correct hashes: only the checkpoints tell."""
    chain, seq = _link(db, rng)
    db.execute(
        "UPDATE audit_event SET actor_name = actor_name || '2' WHERE id = (SELECT event FROM audit_link "
        "WHERE chain = %s AND seq = %s)",
        [chain, seq],
    )
    rewrite(db, chain)
    return f"rantai {chain} ditulis ulang sesudah urutan {seq} diubah"


def delete_event(db: Db, _: Path, rng: random.Random) -> str:
    """An event disappears; its link stays."""
    event = _event(db, rng)
    db.execute("DELETE FROM audit_event WHERE id = %s", [event])
    return f"kejadian {event} dihapus"


def delete_linked(db: Db, _: Path, rng: random.Random) -> str:
    """An event disappears with its link; half of the times the chain is closed again with correct hashes."""
    chain, seq = _link(db, rng)
    db.execute(
        "WITH gone AS (DELETE FROM audit_link WHERE chain = %s AND seq = %s RETURNING event) "
        "DELETE FROM audit_event WHERE id IN (SELECT event FROM gone)",
        [chain, seq],
    )
    if closed := rng.random() < 0.5:
        rewrite(db, chain)
    return f"urutan {seq} rantai {chain} dihapus" + (" dan rantainya ditutup" if closed else "")


def insert_loose(db: Db, _: Path, rng: random.Random) -> str:
    """An event without a link."""
    _copy_of(db, _event(db, rng))
    return "kejadian disisipkan tanpa mata rantai"


def insert_linked(db: Db, _: Path, rng: random.Random) -> str:
    """An event in the middle of a chain, the rest with correct hashes."""
    chain, seq = _link(db, rng)
    event = _copy_of(db, _event_at(db, chain, seq))
    db.execute("UPDATE audit_link SET seq = -seq - 1 WHERE chain = %s AND seq >= %s", [chain, seq])
    db.execute("UPDATE audit_link SET seq = -seq WHERE chain = %s AND seq < 0", [chain])
    db.execute("INSERT INTO audit_link VALUES (%s, %s, %s, '', '')", [event, chain, seq])
    rewrite(db, chain)
    return f"kejadian disisipkan pada urutan {seq} rantai {chain}"


def reorder(db: Db, _: Path, rng: random.Random) -> str:
    """Two events of a chain change places; half of the times with correct hashes."""
    chain, first = _link(db, rng)
    length = _length(db, chain)
    second = rng.choice([seq for seq in range(1, length + 1) if seq != first])
    one, other = _event_at(db, chain, first), _event_at(db, chain, second)
    for was, now in ((one, -1), (other, one), (-1, other)):
        db.execute("UPDATE audit_link SET event = %s WHERE event = %s", [now, was])
    if fitting := rng.random() < 0.5:
        rewrite(db, chain)
    return f"rantai {chain}: urutan {first} dan {second} ditukar" + (" dan ditulis ulang" if fitting else "")


def cut_tail(db: Db, _: Path, rng: random.Random) -> str:
    """The last events of a chain disappear with links and end, as if they had never been."""
    chain = _chain(db, rng)
    keep = rng.randrange(_length(db, chain))
    _cut(db, chain, keep)
    return f"rantai {chain} dipotong sesudah urutan {keep}"


def cut_all_tails(db: Db, _: Path, rng: random.Random) -> str:
    """All events from a moment on disappear: an older copy of the database."""
    last = _event(db, rng)
    for chain in _chains(db):
        found = db.execute(
            "SELECT coalesce(max(seq), 0) FROM audit_link WHERE chain = %s AND event < %s", [chain, last]
        )
        _cut(db, chain, _one(found))
    return f"semua kejadian sejak {last} dihapus"


def drop_chain(db: Db, _: Path, rng: random.Random) -> str:
    """A whole chain disappears."""
    chain = _chain(db, rng)
    _cut(db, chain, 0)
    db.execute("DELETE FROM audit_head WHERE chain = %s", [chain])
    return f"rantai {chain} dihapus"


def swap_chains(db: Db, _: Path, rng: random.Random) -> str:
    """Two offices exchange what they did; half of the times with correct hashes."""
    one, other = rng.sample(_chains(db), 2)
    for table in ("audit_event", "audit_link", "audit_head"):
        for was, now in ((one, "antara"), (other, one), ("antara", other)):
            db.execute(f"UPDATE {table} SET chain = %s WHERE chain = %s", [now, was])  # noqa: S608
    if fitting := rng.random() < 0.5:
        rewrite(db, one)
        rewrite(db, other)
    return f"rantai {one} dan {other} ditukar" + (" dan ditulis ulang" if fitting else "")


def edit_link(db: Db, _: Path, rng: random.Random) -> str:
    """Another value in a link."""
    event = _event(db, rng)
    change = rng.choice(
        ["chain = 'lain'", "seq = seq + 100000", "previous = repeat('1', 64)", "hash = repeat('2', 64)"]
    )
    db.execute(f"UPDATE audit_link SET {change} WHERE event = %s", [event])  # noqa: S608
    return f"mata rantai {event}: {change}"


def edit_head(db: Db, _: Path, rng: random.Random) -> str:
    """Another value in the end of a chain, or no end at all."""
    chain = _chain(db, rng)
    change = rng.choice(["seq = seq - 1", "seq = seq + 1", "hash = repeat('3', 64)", "chain = 'lain'", ""])
    if change:
        db.execute(f"UPDATE audit_head SET {change} WHERE chain = %s", [chain])  # noqa: S608
    else:
        db.execute("DELETE FROM audit_head WHERE chain = %s", [chain])
    return f"ujung rantai {chain}: {change or 'dihapus'}"


def forget_checkpoint(db: Db, _: Path, rng: random.Random) -> str:
    """The database's own note of a checkpoint is made another."""
    number = rng.choice(db.execute("SELECT number FROM audit_checkpoint ORDER BY number").fetchall())[0]
    db.execute("UPDATE audit_checkpoint SET hash = repeat('4', 64) WHERE number = %s", [number])
    return f"catatan titik periksa {number} diubah"


def edit_checkpoint_line(_: Db, folder: Path, rng: random.Random) -> str:
    """A figure in a checkpoint is another, with the old signature."""
    lines = _lines(folder)
    at = rng.randrange(len(lines))
    places = [match.start() for match in re.finditer(r"[0-9]", lines[at])]
    place = rng.choice(places)
    lines[at] = lines[at][:place] + str((int(lines[at][place]) + 1) % 10) + lines[at][place + 1 :]
    return _put(folder, lines, f"angka pada titik periksa {at + 1} diubah")


def drop_checkpoint_line(_: Db, folder: Path, rng: random.Random) -> str:
    """A checkpoint disappears, the last one too."""
    lines = _lines(folder)
    at = rng.randrange(1, len(lines))
    del lines[at]
    return _put(folder, lines, f"titik periksa {at + 1} dihapus")


def swap_checkpoint_lines(_: Db, folder: Path, rng: random.Random) -> str:
    """Two checkpoints change places."""
    lines = _lines(folder)
    one, other = rng.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return _put(folder, lines, f"titik periksa {one + 1} dan {other + 1} ditukar")


def forge_checkpoint_line(_: Db, folder: Path, rng: random.Random) -> str:
    """A checkpoint that is signed anew, by another key."""
    lines = _lines(folder)
    at = rng.randrange(len(lines))
    payload = lines[at].rpartition(" ")[0].replace('"number":', '"number": ')
    lines[at] = f"{payload} {Ed25519PrivateKey.generate().sign(payload.encode()).hex()}"
    return _put(folder, lines, f"titik periksa {at + 1} ditandatangani kunci lain")


def repeat_checkpoint_line(_: Db, folder: Path, rng: random.Random) -> str:
    """An old checkpoint stands where a newer one was."""
    lines = _lines(folder)
    at = rng.randrange(1, len(lines))
    lines[at] = lines[rng.randrange(at)]
    return _put(folder, lines, f"titik periksa {at + 1} diganti yang lebih lama")


TAMPERINGS: tuple[Tampering, ...] = (
    edit_text, edit_other, edit_and_rewrite, delete_event, delete_linked, insert_loose, insert_linked, reorder,
    cut_tail, cut_all_tails, drop_chain, swap_chains, edit_link, edit_head, forget_checkpoint, edit_checkpoint_line,
    drop_checkpoint_line, swap_checkpoint_lines, forge_checkpoint_line, repeat_checkpoint_line,
)  # fmt: skip


def rewrite(db: Db, chain: str) -> None:
    """Number the events of a chain anew and compute every hash as the database itself would."""
    events = db.execute("SELECT event FROM audit_link WHERE chain = %s ORDER BY seq", [chain]).fetchall()
    db.execute("DELETE FROM audit_link WHERE chain = %s", [chain])
    last = ""
    for seq, (event,) in enumerate(events, 1):
        db.execute("UPDATE audit_event SET chain = %s WHERE id = %s", [chain, event])
        made = _one(db.execute("SELECT audit_hash(e, %s, %s) FROM audit_event e WHERE id = %s", [seq, last, event]))
        db.execute("INSERT INTO audit_link VALUES (%s, %s, %s, %s, %s)", [event, chain, seq, last, made])
        last = made
    db.execute("UPDATE audit_head SET seq = %s, hash = %s WHERE chain = %s", [len(events), last, chain])


def _cut(db: Db, chain: str, keep: int) -> None:
    db.execute(
        "WITH gone AS (DELETE FROM audit_link WHERE chain = %s AND seq > %s RETURNING event) "
        "DELETE FROM audit_event WHERE id IN (SELECT event FROM gone)",
        [chain, keep],
    )
    db.execute(
        "UPDATE audit_head SET seq = %s, hash = coalesce("
        "(SELECT hash FROM audit_link WHERE chain = %s AND seq = %s), '') WHERE chain = %s",
        [keep, chain, keep, chain],
    )


def _copy_of(db: Db, event: int) -> int:
    columns = "at, actor_kind, actor_id, actor_name, roles, action, subject_type, subject_id, area_code, details, chain"
    made = db.execute(
        f"INSERT INTO audit_event ({columns}, reason_mark) SELECT {columns}, '' FROM audit_event WHERE id = %s "  # noqa: S608
        "RETURNING id",
        [event],
    )
    return int(_one(made))


def _event(db: Db, rng: random.Random) -> int:
    return int(rng.choice(db.execute("SELECT id FROM audit_event ORDER BY id").fetchall())[0])


def _chains(db: Db) -> list[str]:
    """In one order, so that a seed gives the same tamperings again."""
    return [str(chain) for (chain,) in db.execute("SELECT chain FROM audit_head ORDER BY chain").fetchall()]


def _chain(db: Db, rng: random.Random) -> str:
    return rng.choice(_chains(db))


def _link(db: Db, rng: random.Random) -> tuple[str, int]:
    chain, seq = rng.choice(db.execute("SELECT chain, seq FROM audit_link ORDER BY chain, seq").fetchall())
    return str(chain), int(seq)


def _length(db: Db, chain: str) -> int:
    return int(_one(db.execute("SELECT seq FROM audit_head WHERE chain = %s", [chain])))


def _event_at(db: Db, chain: str, seq: int) -> int:
    return int(_one(db.execute("SELECT event FROM audit_link WHERE chain = %s AND seq = %s", [chain, seq])))


def _one(found: psycopg.Cursor[Any]) -> Any:
    row = found.fetchone()
    if row is None:
        raise LookupError
    return row[0]


def _lines(folder: Path) -> list[str]:
    return min(folder.glob("*.txt")).read_text(encoding="ascii").splitlines()


def _put(folder: Path, lines: list[str], words: str) -> str:
    path = min(folder.glob("*.txt"))
    path.write_text("".join(line + "\n" for line in lines), encoding="ascii")
    return words
