"""Reading a table of TOML or JSON strictly: what is missing, unknown or of the wrong kind is named with its path.

The files that carry law, signs and answers are written by people. A slip in a key must not pass as "not said", so a
table is asked for what it has, and `end()` refuses what nobody asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from rantau.kernel.errors import InvalidValueError, Place

Choice = TypeVar("Choice", bound=StrEnum)
Made = TypeVar("Made")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class StrictTable:
    """A table at a path such as `questions[2].options[0]`, in a file (for the error's place).

    Every method raises InvalidValueError, in Indonesian, with the full path of what is wrong.
    """

    def __init__(self, table: object, *, path: str = "", file: str = "") -> None:
        self.path = path
        self.file = file
        if not isinstance(table, Mapping) or not all(isinstance(key, str) for key in table):
            raise self.error("", f"harus berupa tabel (kunci dan nilai), bukan {kind_of(table)}")
        self._table: Mapping[str, Any] = table
        self._asked: set[str] = set()

    def error(self, key: str, what: str) -> InvalidValueError:
        """The error about one key: "answers[2].share: harus ..."."""
        where = f"{self.path}.{key}" if self.path and key else (key or self.path or "isi berkas")
        return InvalidValueError(f"{where}: {what}.", place=Place(file=self.file) if self.file else None)

    def has(self, key: str) -> bool:
        return key in self._table

    def text(self, key: str, default: str | None = None) -> str:
        """A text with something in it; the default where the key is missing and a default is given."""
        value = self._take(key, default)
        if not isinstance(value, str):
            raise self.error(key, f"harus berupa teks, bukan {kind_of(value)}")
        if not value.strip() and default is None:
            raise self.error(key, "tidak boleh kosong")
        return value.strip()

    def flag(self, key: str, default: bool | None = None) -> bool:
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise self.error(key, f"harus true atau false, bukan {kind_of(value)}")
        return value

    def whole(self, key: str, default: int | None = None) -> int:
        value = self._take(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.error(key, f"harus berupa bilangan bulat, bukan {kind_of(value)}")
        return value

    def day(self, key: str) -> date:
        """A date, as TOML writes it or as the text "2026-11-24"."""
        return self._as_day(key, self._take(key, None))

    def maybe_day(self, key: str) -> date | None:
        return self.day(key) if self.has(key) else None

    def choice(self, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """One of the values of an enumeration."""
        return self._as_choice(key, self._take(key, default), kind)

    def choices(self, key: str, kind: type[Choice]) -> tuple[Choice, ...]:
        return tuple(self._as_choice(f"{key}[{place}]", value, kind) for place, value in enumerate(self._list(key)))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where the key is missing."""
        values = self._list(key)
        for place, value in enumerate(values):
            if not isinstance(value, str) or not value.strip():
                raise self.error(f"{key}[{place}]", "harus berupa teks yang berisi")
        return tuple(value.strip() for value in values)

    def table(self, key: str) -> StrictTable:
        path = f"{self.path}.{key}" if self.path else key
        return StrictTable(self._take(key, None), path=path, file=self.file)

    def tables(self, key: str) -> tuple[StrictTable, ...]:
        """A list of tables, empty where the key is missing."""
        path = f"{self.path}.{key}" if self.path else key
        values = enumerate(self._list(key))
        return tuple(StrictTable(value, path=f"{path}[{place}]", file=self.file) for place, value in values)

    def each(self, key: str, make: Callable[[StrictTable], Made]) -> tuple[Made, ...]:
        """A list of tables, each made into a value; a key that `make` did not ask for is refused."""
        made = []
        for table in self.tables(key):
            made.append(make(table))
            table.end()
        return tuple(made)

    def end(self) -> None:
        """Refuse keys that nobody asked for."""
        unknown = sorted(set(self._table) - self._asked)
        if unknown:
            known = ", ".join(sorted(self._asked))
            raise self.error(quoted(unknown[0]), f"kunci ini tidak dikenal; yang dikenal: {known}")

    def _take(self, key: str, default: object) -> object:
        self._asked.add(key)
        if key not in self._table:
            if default is None:
                raise self.error(key, "wajib ada")
            return default
        return self._table[key]

    def _list(self, key: str) -> list[Any]:
        value = self._take(key, [])
        if not isinstance(value, list):
            raise self.error(key, f"harus berupa daftar, bukan {kind_of(value)}")
        return value

    def _as_day(self, key: str, value: object) -> date:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str) and _DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise self.error(key, "harus berupa tanggal tahun-bulan-hari, misalnya 2026-11-24")

    def _as_choice(self, key: str, value: object, kind: type[Choice]) -> Choice:
        for member in kind:
            if member.value == value:
                return member
        known = ", ".join(member.value for member in kind)
        raise self.error(key, f"“{quoted(value)}” tidak dikenal; pilihannya: {known}")


def quoted(value: object) -> str:
    """Something from a file as it may stand in a message: short, and nothing that a terminal would obey."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(value)[:60])


def kind_of(value: object) -> str:
    """What kind of thing a value of TOML or JSON is, in Indonesian."""
    if value is None:
        return "kosong"
    if isinstance(value, bool):
        return "true/false"
    for kind, name in ((str, "teks"), (Mapping, "tabel"), (list, "daftar"), (int | float, "angka"), (date, "tanggal")):
        if isinstance(value, kind):
            return name
    return "hal lain"
