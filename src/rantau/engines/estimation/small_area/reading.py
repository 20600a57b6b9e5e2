"""Small-area files: JSON to the arrays of a fit (docs/reference/estimation.md shows both forms)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from rantau.kernel.errors import RantauError

Floats = npt.NDArray[np.float64]
_Read = TypeVar("_Read")

_DIRECT = ("yi", "y", "direct")
_ERRORS = ("sd", "se", "standard_error")
_VARIANCES = ("vardir", "variance", "di", "vi")
_NAMES = ("smallarea", "area", "area_code", "name")
_SIZES = ("ni", "n")
_MOST_LEVELS = 12


class SmallAreaError(RantauError):
    """A small-area file that cannot be read; the message names the place in the file."""

    code = "wilayah-kecil-keliru"


@dataclass(frozen=True, slots=True)
class DirectEstimates:
    """Direct estimates of m areas with known variances, and their covariates (constant first)."""

    name: str
    areas: tuple[str, ...]
    y: Floats
    variances: Floats
    x: Floats
    covariates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaCounts:
    """Counts of n areas with expected numbers, neighbours (from 0) and covariates (without constant)."""

    name: str
    areas: tuple[str, ...]
    y: Floats
    expected: Floats
    neighbours: tuple[tuple[int, ...], ...]
    x: Floats | None
    covariates: tuple[str, ...]


def read_direct(value: object) -> tuple[DirectEstimates, ...]:
    """Entries with `columns` and `rows` of {"sae": [...]}, or one such entry. Raises SmallAreaError."""
    return _entries(value, lambda entry: "columns" in entry, _direct, "“columns” dan “rows”")


def read_counts(value: object) -> tuple[AreaCounts, ...]:
    """Entries with `y`, `E` and neighbours of {"sae": [...]}, or one such entry. Raises SmallAreaError."""
    return _entries(value, lambda entry: "E" in entry or "expected" in entry, _counts, "“y”, “E” dan “neighbours”")


def _entries(
    value: object, fits: Callable[[dict[str, object]], bool], read: Callable[[dict[str, object], str], _Read], form: str
) -> tuple[_Read, ...]:
    listed = value["sae"] if isinstance(value, dict) and "sae" in value else [value]
    if not isinstance(listed, list):
        raise SmallAreaError("Kunci “sae” harus berisi daftar.")
    chosen = [(index, each) for index, each in enumerate(listed) if isinstance(each, dict) and fits(each)]
    if not chosen:
        raise SmallAreaError(f"Tidak ada isian dengan {form}.")
    return tuple(read(entry, str(entry.get("name") or f"sae[{index}]")) for index, entry in chosen)


def _direct(entry: dict[str, object], name: str) -> DirectEstimates:
    table = _columns(entry, name)
    by_low = {heading.lower(): heading for heading in table}
    direct = _one_of(by_low, _DIRECT)
    error, variance = _one_of(by_low, _ERRORS), _one_of(by_low, _VARIANCES)
    if direct is None or (error is None and variance is None):
        raise SmallAreaError(f"{name}: perlu kolom “yi” (dugaan langsung) dan “SD” (galat baku) atau “variance”.")
    spread = _numbers(table[error], name, error) ** 2 if error else _numbers(table[str(variance)], name, str(variance))
    if (spread <= 0).any():
        raise SmallAreaError(f"{name}: galat baku baris {int(np.argmax(spread <= 0)) + 1} harus lebih dari 0.")
    known = {direct, error, variance, _one_of(by_low, _NAMES), _one_of(by_low, _SIZES)}
    others = [heading for heading in table if heading not in known]
    y = _numbers(table[direct], name, direct)
    columns, labels = [np.ones(len(y))], ["konstanta"]
    for heading in others:
        more, names = _covariate(_numbers(table[heading], name, heading), heading)
        columns.extend(more)
        labels.extend(names)
    named = _one_of(by_low, _NAMES)
    areas = tuple(_text(cell) for cell in table[named]) if named else tuple(str(i + 1) for i in range(len(y)))
    return DirectEstimates(name, areas, y, spread, np.column_stack(columns), tuple(labels))


def _columns(entry: dict[str, object], name: str) -> dict[str, list[object]]:
    headings, rows = entry.get("columns"), entry.get("rows")
    if not isinstance(headings, list) or not isinstance(rows, list) or not rows:
        raise SmallAreaError(f"{name}: “columns” harus berisi judul kolom dan “rows” baris-baris.")
    for index, row in enumerate(rows, start=1):
        if not isinstance(row, list) or len(row) != len(headings):
            raise SmallAreaError(f"{name}: baris {index} tidak berisi {len(headings)} kolom.")
    return {str(heading): [row[place] for row in rows] for place, heading in enumerate(headings)}


def _one_of(by_low: dict[str, str], wanted: Sequence[str]) -> str | None:
    return next((by_low[each] for each in wanted if each in by_low), None)


def _numbers(cells: Sequence[object], name: str, heading: str) -> Floats:
    for index, cell in enumerate(cells, start=1):
        if isinstance(cell, bool) or not isinstance(cell, int | float) or not isfinite(cell):
            raise SmallAreaError(f"{name}: baris {index}, kolom “{heading}”: {cell!r} bukan bilangan.")
    return np.array(cells, dtype=np.float64)


def _covariate(values: Floats, heading: str) -> tuple[list[Floats], list[str]]:
    """A column as it is; one of few whole numbers as groups, the lowest being the reference."""
    levels = np.unique(values)
    if len(levels) <= _MOST_LEVELS and (levels == np.round(levels)).all() and len(levels) > 2:
        return [(values == level).astype(np.float64) for level in levels[1:]], [f"{heading}={x:g}" for x in levels[1:]]
    return [values], [heading]


def _text(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def _counts(entry: dict[str, object], name: str) -> AreaCounts:
    y = _vector(entry.get("y"), name, "y")
    expected = _vector(entry.get("E", entry.get("expected")), name, "E")
    if len(y) != len(expected):
        raise SmallAreaError(f"{name}: “y” berisi {len(y)} wilayah dan “E” {len(expected)}.")
    if (y < 0).any() or (y != np.round(y)).any() or (expected <= 0).any():
        raise SmallAreaError(f"{name}: “y” harus bilangan bulat 0 ke atas dan “E” lebih dari 0.")
    if y.sum() == 0:
        raise SmallAreaError(f"{name}: tidak ada satu kejadian pun pada wilayah mana pun.")
    named = entry.get("areas")
    areas = tuple(map(str, named)) if isinstance(named, list) else tuple(str(i + 1) for i in range(len(y)))
    labels, columns = _count_covariates(entry, name, len(y))
    return AreaCounts(name, areas, y, expected, _neighbours(entry, name, len(y)), columns, labels)


def _vector(value: object, name: str, key: str) -> Floats:
    if not isinstance(value, list) or not value:
        raise SmallAreaError(f"{name}: kunci “{key}” harus berisi bilangan untuk setiap wilayah.")
    return _numbers(value, name, key)


def _count_covariates(entry: dict[str, object], name: str, count: int) -> tuple[tuple[str, ...], Floats | None]:
    """Columns under `x` ({name: [...]}), standing as they are; without the key, no covariate."""
    given = entry.get("x")
    if given is None:
        return (), None
    if not isinstance(given, dict) or not given:
        raise SmallAreaError(f"{name}: kunci “x” harus berisi {{nama: [bilangan, ...]}}.")
    columns = [_vector(each, name, f"x.{key}") for key, each in given.items()]
    if any(len(column) != count for column in columns):
        raise SmallAreaError(f"{name}: setiap kolom “x” harus berisi {count} wilayah.")
    return tuple(map(str, given)), np.column_stack(columns)


def _neighbours(entry: dict[str, object], name: str, count: int) -> tuple[tuple[int, ...], ...]:
    """`neighbours` counted from 0, or `neighbours_1based`."""
    first = 1 if "neighbours_1based" in entry else 0
    given = entry.get("neighbours_1based", entry.get("neighbours"))
    if not isinstance(given, list) or len(given) != count:
        raise SmallAreaError(f"{name}: “neighbours” harus berisi tetangga setiap wilayah ({count}).")
    found = []
    for area, others in enumerate(given):
        if not isinstance(others, list) or not all(type(each) is int for each in others):
            raise SmallAreaError(f"{name}: tetangga wilayah {area + first} harus berupa daftar nomor.")
        found.append(tuple(each - first for each in others))
    for area, near in enumerate(found):
        for other in near:
            if not 0 <= other < count or other == area or area not in found[other]:
                raise SmallAreaError(f"{name}: wilayah {area + first} dan {other + first} harus saling bertetangga.")
    return tuple(found)
