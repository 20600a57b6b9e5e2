"""Rows and problems on their way into the database (penyimpanan baris)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from typing import Any

from django.db import connection

from rantau.engines.intake.types import ListRow, Problem
from rantau.modules.sources.models import Row, RowProblem
from rantau.modules.sources.records import raw_json, typed_json
from rantau.modules.sources.sealing import (
    PROBLEM,
    RAW,
    TYPED,
    as_json,
    birth_index,
    nik_index,
    passport_index,
    phone_index,
)

ROW_COLUMNS = (
    ("sheet_id", "int8"), ("number", "int4"), ("area_id", "varchar"), ("area_probability", "float8"),
    ("district_code", "varchar"), ("outside", "bool"), ("place_key", "varchar"), ("answer_id", "int8"),
    ("name_key", "varchar"), ("nik_index", "bytea"), ("nik_reliable", "bool"), ("phone_index", "bytea"),
    ("passport_index", "bytea"), ("birth_index", "bytea"),
    ("birth_year", "int2"), ("sex", "varchar"), ("departed_year", "int2"), ("event_year", "int2"),
    ("status", "varchar"), ("country", "varchar"), ("warnings", "varchar"), ("typed", "bytea"), ("raw", "bytea"),
)  # fmt: skip
PROBLEM_COLUMNS = (
    ("batch_id", "int8"), ("number", "int4"), ("sheet", "varchar"), ("row", "int4"), ("column", "varchar"),
    ("code", "varchar"), ("severity", "varchar"), ("said", "bytea"),
)  # fmt: skip
AT_ONCE = 10_000
"""Rows or problems that lie in a temporary table before they go where they belong."""
_LONGEST = 200


def row_record(row: ListRow, sheet: int, headings: Mapping[str, int], answer: int | None) -> tuple[Any, ...]:
    """The values of ROW_COLUMNS."""
    place, nik, birth = row.place, row.nik, row.birth
    return (
        sheet, row.row, place.code or None, place.probability, place.district_code, place.outside,
        place.key[:_LONGEST], answer,
        row.name.key[:_LONGEST] if row.name is not None else "",
        nik_index(nik),
        nik is not None and nik.is_reliable,
        phone_index(row.phone),
        passport_index(row.passport),
        birth_index(birth),
        birth.year if birth is not None else None,
        row.sex,
        row.departed.year if row.departed is not None else None,
        row.event_date.year if row.event_date is not None else None,
        row.status, row.country, " ".join(row.warnings)[:600],
        TYPED.seal(typed_json(row), sheet, row.row), RAW.seal(raw_json(row, headings), sheet, row.row),
    )  # fmt: skip


def problem_record(problem: Problem, batch: int, number: int) -> tuple[Any, ...]:
    """The values of PROBLEM_COLUMNS. NUL cannot be stored as text."""
    place = problem.place
    said = as_json([_text(problem.message), _text(problem.read), _text(problem.stored), _text(place.file)])
    return (
        batch, number, _text(place.sheet)[:255], place.row, _text(place.column)[:255],
        problem.code, problem.severity.value, PROBLEM.seal(said, batch, number),
    )  # fmt: skip


def _text(text: str) -> str:
    return text.replace("\x00", "") if "\x00" in text else text


class Copier:
    """Writes the rows of one sheet after another, and the problems in between, within the caller's transaction.

    PostgreSQL takes no COPY into tables with row-level security: rows go by COPY into a temporary table and from there,
    AT_ONCE at a time, to where they belong. The COPY stays open while rows arrive, so that the database works while the
    next rows are read.
    """

    def __init__(self, batch: int) -> None:
        self.batch = batch
        self.counts: Counter[tuple[str, str]] = Counter()
        self._problems: list[tuple[Any, ...]] = []
        self._open = ExitStack()
        self._write: Any = None
        self._waiting = self._numbered = 0

    def rows(self, records: Iterable[tuple[Any, ...]]) -> None:
        """Send rows; the sheets that they name must be there."""
        for record in records:
            if self._write is None:
                self._write = self._start(Row, ROW_COLUMNS)
            self._write(record)
            self._waiting += 1
            if self._waiting == AT_ONCE:
                self._finish_rows()

    def problems(self, found: Iterable[Problem]) -> None:
        """Keep problems, to be sent with the next pause."""
        for problem in found:
            self.counts[problem.code, problem.severity.value] += 1
            self._numbered += 1
            self._problems.append(problem_record(problem, self.batch, self._numbered))
        if len(self._problems) >= AT_ONCE:
            self.pause()

    def pause(self) -> None:
        """End the running COPY, so that other statements may run; send the problems."""
        self._finish_rows()
        if self._problems:
            write = self._start(RowProblem, PROBLEM_COLUMNS)
            for record in self._problems:
                write(record)
            self._problems.clear()
            self._finish(RowProblem, PROBLEM_COLUMNS)

    def give_up(self) -> None:
        """Break off the running COPY; the transaction is lost and must be rolled back.

        The server logs the reason that it is told, so it is told none that could hold a value of a row.
        """
        stack, self._open = self._open, ExitStack()
        self._write, self._waiting = None, 0
        reason = RuntimeError("reading was broken off")
        stack.__exit__(type(reason), reason, None)

    def _start(self, model: type[Row] | type[RowProblem], columns: tuple[tuple[str, str], ...]) -> Any:
        names, table = _names(columns), model._meta.db_table
        cursor = self._open.enter_context(connection.cursor())
        shape = f"SELECT {names} FROM {table} WITH NO DATA"  # noqa: S608 - constants
        cursor.execute(f"CREATE TEMP TABLE {_way_to(table)} ON COMMIT DROP AS {shape}")
        copy = self._open.enter_context(cursor.copy(f"COPY {_way_to(table)} ({names}) FROM STDIN WITH (FORMAT BINARY)"))
        copy.set_types([kind for _, kind in columns])
        return copy.write_row

    def _finish_rows(self) -> None:
        if self._write is not None:
            self._write, self._waiting = None, 0
            self._finish(Row, ROW_COLUMNS)

    def _finish(self, model: type[Row] | type[RowProblem], columns: tuple[tuple[str, str], ...]) -> None:
        """Bring what was copied to where it belongs, in the order in which it came."""
        names, table = _names(columns), model._meta.db_table
        self._open.close()
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {_way_to(table)}")  # noqa: S608 - constants
            cursor.execute(f"DROP TABLE {_way_to(table)}")


def _names(columns: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f'"{name}"' for name, _ in columns)


def _way_to(table: str) -> str:
    return f"pg_temp.incoming_{table}"
