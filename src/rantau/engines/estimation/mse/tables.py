"""Tables of capture histories: how many people were seen on exactly which lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rantau.kernel.errors import RantauError

FEWEST_LISTS, MOST_LISTS = 3, 7
MOST_SEEN = 10**9

Ints = npt.NDArray[np.int64]


class TableError(RantauError):
    """A table of capture histories that cannot be read; the message names the place in the file."""

    code = "tabel-keliru"


@dataclass(frozen=True, slots=True)
class ListTable:
    """A table of capture histories of L lists.

    `counts[c - 1]` is the number of people whose history is `c`, for c from 1 to 2**L - 1; bit i of c (value 2**i) is
    set when they stand on list i. Who stands on no list (c = 0) is not in it: that is the question.
    """

    name: str
    lists: tuple[str, ...]
    counts: Ints
    impossible: tuple[int, ...] = ()
    """Histories that cannot occur (structural zeros): they tell nothing and are left out."""

    @property
    def possible(self) -> npt.NDArray[np.bool_]:
        """Histories that can occur, shape (C,)."""
        mask = np.ones(len(self.counts), dtype=np.bool_)
        mask[[cell - 1 for cell in self.impossible]] = False
        return mask

    @property
    def observed(self) -> int:
        """Number of different people seen."""
        return int(self.counts.sum())

    def history(self, cell: int) -> str:
        """The history as text of 0 and 1, in the order of the lists."""
        return "".join("1" if cell >> index & 1 else "0" for index in range(len(self.lists)))

    def list_sizes(self) -> Ints:
        """People on each list, shape (L,)."""
        cells = np.arange(1, 2 ** len(self.lists))
        return np.array([self.counts[(cells >> index & 1) == 1].sum() for index in range(len(self.lists))])


def table_of(
    name: str, lists: tuple[str, ...], histories: Mapping[str, int], impossible: Sequence[str] = ()
) -> ListTable:
    """A table from histories as text ("101" -> 12); what is not named is 0. Raises TableError."""
    if not FEWEST_LISTS <= len(lists) <= MOST_LISTS:
        raise TableError(
            f"{name}: {len(lists)} daftar; yang dapat dihitung {FEWEST_LISTS} sampai {MOST_LISTS} daftar.",
            code="jumlah-daftar",
        )
    counts = np.zeros(2 ** len(lists) - 1, dtype=np.int64)
    for text, count in histories.items():
        counts[_cell(name, text, len(lists)) - 1] = _whole(name, text, count)
    never = tuple(sorted({_cell(name, text, len(lists)) for text in impossible}))
    if any(counts[cell - 1] for cell in never):
        raise TableError(f"{name}: ada orang pada riwayat yang dinyatakan mustahil (“structural_zeros”).")
    return ListTable(name, lists, counts, never)


def _cell(name: str, text: str, width: int) -> int:
    if len(text) != width or set(text) - {"0", "1"}:
        raise TableError(f"{name}: riwayat “{text}” harus terdiri dari {width} angka 0 atau 1.")
    cell = sum(1 << index for index, mark in enumerate(text) if mark == "1")
    if cell == 0:
        raise TableError(f"{name}: riwayat “{text}” berarti tidak ada pada daftar mana pun; itu yang hendak dihitung.")
    return cell


def _whole(name: str, text: str, count: object) -> int:
    if isinstance(count, bool) or not isinstance(count, int | float) or count != int(count):
        raise TableError(f"{name}: banyaknya orang pada riwayat “{text}” harus bilangan bulat, bukan {count!r}.")
    if not 0 <= count <= MOST_SEEN:
        raise TableError(f"{name}: banyaknya orang pada riwayat “{text}” harus 0 sampai {MOST_SEEN}.")
    return int(count)


def read_tables(value: object) -> tuple[ListTable, ...]:
    """Tables from JSON: one table, or {"mse": [table, ...]}. Raises TableError with the place.

    A table holds `name`, `lists` (names) and `histories`: {"101": 12} or [["101", 12], ...]; `structural_zeros` may
    name histories that cannot occur.
    """
    if isinstance(value, dict) and "mse" in value:
        entries = value["mse"]
        if not isinstance(entries, list) or not entries:
            raise TableError("Kunci “mse” harus berisi daftar tabel, paling sedikit satu.")
        return tuple(_table(entry, f"mse[{index}]") for index, entry in enumerate(entries))
    return (_table(value, "tabel"),)


def _table(value: object, place: str) -> ListTable:
    if not isinstance(value, dict):
        raise TableError(f"{place}: harus berupa objek dengan “lists” dan “histories”.")
    name = str(value.get("name") or place)
    lists = value.get("lists")
    if not isinstance(lists, list) or not all(isinstance(each, str) and each for each in lists):
        raise TableError(f"{name}: kunci “lists” harus berisi nama daftar-daftar.")
    if len(set(lists)) != len(lists):
        raise TableError(f"{name}: ada dua daftar bernama sama.")
    never = value.get("structural_zeros", [])
    if not isinstance(never, list) or not all(isinstance(each, str) for each in never):
        raise TableError(f"{name}: kunci “structural_zeros” harus berisi riwayat-riwayat.")
    return table_of(name, tuple(lists), histories_of(value.get("histories"), name), never)


def histories_of(value: object, name: str) -> dict[str, int]:
    """Histories and numbers from {"101": 12} or [["101", 12], ...]; none stands twice. Raises TableError."""
    pairs = list(value.items()) if isinstance(value, dict) else value
    if not isinstance(pairs, list) or not pairs:
        raise TableError(f"{name}: kunci “histories” harus berisi riwayat dan banyaknya orang.")
    found: dict[str, int] = {}
    for position, pair in enumerate(pairs):
        if not isinstance(pair, list | tuple) or len(pair) != 2 or not isinstance(pair[0], str):
            raise TableError(f"{name}: histories[{position}] harus berupa [riwayat, banyaknya].")
        if pair[0] in found:
            raise TableError(f"{name}: riwayat “{pair[0]}” ditulis dua kali.")
        found[pair[0]] = pair[1]
    return found
