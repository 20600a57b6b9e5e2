"""The work of the four writers, through public verbs. `once`: trying again with the same key must not double it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from rantau.kernel.errors import ConflictError
from rantau.project.bench.scratch import REGENCY

if TYPE_CHECKING:
    from rantau.platform.access.actor import Actor

VILLAGE = "36.04.12.2001"
ROWS = 12
PERSONS = 300
PASSWORD = "perahu-tambak-laut"  # noqa: S105 - accounts of a database that is gone in a moment
_FIRST = date(2030, 1, 1)
_POSTS_OF_ONE = 40
_HEADINGS = "No,NIK,Nama,L/P,Tanggal Lahir,Desa,Kecamatan,Negara Tujuan,Tahun Berangkat"


@dataclass(frozen=True, slots=True)
class Judged:
    """One kind of writing as it is judged: how many there are of each key in the database."""

    found: str
    once: bool = True


@dataclass(frozen=True, slots=True)
class Work(Judged):
    """One kind of writing: also how it is done for a key."""

    do: Callable[[str], None] = lambda _: None


def list_text(number: int, rows: int) -> str:
    """A small register of Desa Pontang; no two numbers give the same."""
    lines = [
        f"{at},360412{10 + at % 18:02d}0190{number * 7 % 9000 + at % 900:04d},Warga {number} {at},L,"
        f"{10 + at % 18:02d}-01-1990,Pontang,Pontang,Taiwan,2024"
        for at in range(1, rows + 1)
    ]
    return "\n".join([_HEADINGS, *lines]) + "\n"


def acting_with(permissions: frozenset[str]) -> Actor:
    """The actor of a writer, who also acts in the database; after a kill on the new connection, too."""
    from rantau.platform.access.acting import stay_acting
    from rantau.platform.access.actor import system_actor

    by = system_actor("tolok ukur", permissions, REGENCY)
    stay_acting(by)
    return by


def import_list(key: str, rows: int = ROWS) -> None:
    """Store a list of the institution `key`; the same file again is known, and says so."""
    from tempfile import TemporaryDirectory

    from rantau.modules.sources.api import IMPORTER, GivenFile, HandInFacts, import_files

    by = acting_with(IMPORTER)
    with TemporaryDirectory(prefix="rantau-daftar-") as folder:
        path = Path(folder) / f"{key}.csv"
        path.write_text(list_text(int(key.rsplit(maxsplit=1)[-1]), rows), encoding="utf-8")
        outcome = import_files(by=by, files=[GivenFile(path, path.name)], facts=HandInFacts(institution=key))
    if outcome.refused or not (outcome.batches or outcome.known):
        raise RuntimeError(f"{key}: {outcome}")


def _place(key: str) -> None:
    from rantau.modules.sources.api import resolve_place

    by = acting_with(frozenset({"sources.resolve_places"}))
    try:
        resolve_place(by=by, key=key, outside=True)
    except ConflictError as error:
        if error.code != "sudah-dijawab":
            raise


def _post(key: str) -> None:
    from rantau.modules.offices.api import Account, Period, assign_post, create_account

    by = acting_with(frozenset({"offices.manage_accounts"}))
    number = int(key.rsplit(maxsplit=1)[-1])
    username = f"penulis-{number // _POSTS_OF_ONE}"
    account = Account.objects.filter(username=username).values_list("pk", flat=True).first()
    if account is None:
        account = create_account(by=by, username=username, name="Penulis", password=PASSWORD).id
    day = _FIRST + timedelta(days=number)
    try:
        assign_post(
            by=by, account_id=account, role="operator_desa", area_code=VILLAGE, period=Period(day, day), decree=key
        )
    except ConflictError:
        return


def _reveal(key: str) -> None:
    from rantau.modules.people.api import LINKER, reveal_nik

    by = acting_with(frozenset({*LINKER, *REVEALER}))
    reveal_nik(by=by, person=int(key), reason="tolok ukur ketahanan")


REVEALER = ("people.reveal", "people.view", "people.view_lists", "sources.view_rows")

WORKS = {
    "daftar": Work(
        "SELECT s.institution, count(*) FROM sources_batch b JOIN sources_source s ON s.id = b.source_id"
        " WHERE b.state = 'tersimpan' AND s.institution LIKE 'daftar %' GROUP BY 1",
        do=import_list,
    ),
    "tempat": Work("SELECT key, count(*) FROM sources_placeanswer GROUP BY 1", do=_place),
    "jabatan": Work("SELECT decree, count(*) FROM offices_post WHERE decree LIKE 'jabatan %' GROUP BY 1", do=_post),
    "buka": Work(
        "SELECT subject_id, count(*) FROM audit_event WHERE action = 'people.reveal_nik' GROUP BY 1",
        once=False,
        do=_reveal,
    ),
}

WHOLE = """
SELECT 'setoran dan barisnya', count(*) FROM sources_batch b WHERE b.state = 'tersimpan' AND b.rows IS DISTINCT FROM (
    SELECT count(*) FROM sources_row r JOIN sources_sheet s ON s.id = r.sheet_id
    JOIN sources_sourcefile f ON f.id = s.file_id WHERE f.batch_id = b.id)
UNION ALL SELECT 'baris tanpa setoran tersimpan', count(*) FROM sources_row r JOIN sources_sheet s ON s.id = r.sheet_id
    JOIN sources_sourcefile f ON f.id = s.file_id JOIN sources_batch b ON b.id = f.batch_id
    WHERE b.state NOT IN ('tersimpan', 'digantikan')
UNION ALL SELECT 'setoran dan jejaknya', count(*) FROM sources_batch b WHERE b.state = 'tersimpan' AND 1 <> (
    SELECT count(*) FROM audit_event e WHERE e.action = 'sources.store' AND e.subject_id = b.id::text)
UNION ALL SELECT 'tempat dan jejaknya', abs((SELECT count(*) FROM sources_placeanswer)
    - (SELECT count(*) FROM audit_event WHERE action = 'sources.resolve_place'))
UNION ALL SELECT 'akun dan jejaknya', abs((SELECT count(*) FROM offices_account)
    - (SELECT count(*) FROM audit_event WHERE action = 'offices.create_account'))
UNION ALL SELECT 'jabatan dan jejaknya', abs((SELECT count(*) FROM offices_post)
    - (SELECT count(*) FROM audit_event WHERE action = 'offices.assign_post'))
"""
"""Each line must be 0: what a verb writes and its trace come together, and a hand-in has the rows that it says."""
UNDONE = """
UNION ALL SELECT 'setoran dibatalkan, dan barisnya', count(*) FROM sources_batch b WHERE b.state = 'dibatalkan'
    AND EXISTS (SELECT FROM sources_sourcefile f JOIN sources_sheet s ON s.file_id = f.id
        JOIN sources_row r ON r.sheet_id = s.id WHERE f.batch_id = b.id)
UNION ALL SELECT 'setoran dibatalkan, dan jejaknya', count(*) FROM sources_batch b WHERE b.state = 'dibatalkan' AND 1 <>
    (SELECT count(*) FROM audit_event e WHERE e.action = 'sources.undo' AND e.subject_id = b.id::text)
UNION ALL SELECT 'yang berubah, dan pekerjaan pembaruannya', greatest(0,
    (SELECT count(*) FROM audit_event WHERE action IN ('sources.store', 'sources.undo'))
    - (SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'insight.refresh'))
"""
"""More lines of the same, where hand-ins are taken back and nobody works on the queue."""
