"""Tables of areas from JSON, and their answer as JSON: the contract of `rantau estimate areas`."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from rantau.engines.estimation.areas.answering import AreasAnswer, answer_areas
from rantau.engines.estimation.areas.tables import AreaTables, AreaTablesError, Stratum
from rantau.engines.estimation.mse import table_of
from rantau.engines.estimation.mse.tables import histories_of

Json = dict[str, object]

MOST_LISTS = 6


def read_areas(value: object) -> AreaTables:
    """Tables from {"lists": [...], "areas": [{"area", "histories", "absent"}], "unobserved": [...]}.

    The same area may stand several times, once for each part where other lists were kept. Raises AreaTablesError or
    TableError with the place.
    """
    if not isinstance(value, dict) or not isinstance(value.get("areas"), list):
        raise AreaTablesError("Berkas harus berisi “lists” dan “areas”.")
    lists = value.get("lists")
    if not isinstance(lists, list) or not all(isinstance(each, str) and each for each in lists):
        raise AreaTablesError("Kunci “lists” harus berisi nama daftar-daftar.")
    if len(set(lists)) != len(lists) or not 3 <= len(lists) <= MOST_LISTS:
        raise AreaTablesError(f"Perlu 3 sampai {MOST_LISTS} daftar dengan nama yang berlainan.")
    names = tuple(lists)
    strata = tuple(_stratum(entry, f"areas[{index}]", names) for index, entry in enumerate(value["areas"]))
    return AreaTables(names, strata, _cells(value.get("unobserved", []), names))


def _stratum(entry: object, place: str, lists: tuple[str, ...]) -> Stratum:
    if not isinstance(entry, dict) or not isinstance(entry.get("area"), str) or not entry["area"]:
        raise AreaTablesError(f"{place}: harus berisi “area” dan “histories”.")
    named = f"{place} ({entry['area']})"
    given = entry.get("histories")
    table = table_of(named, lists, histories_of(given, named) if given else {})
    absent = entry.get("absent", [])
    if not isinstance(absent, list) or any(each not in lists for each in absent):
        raise AreaTablesError(f"{named}: “absent” harus berisi nama dari “lists”.")
    positions = tuple(sorted(lists.index(each) for each in set(absent)))
    if len(positions) == len(lists):
        raise AreaTablesError(f"{named}: tidak semua daftar boleh absen.")
    cells = np.arange(1, 2 ** len(lists))
    for position in positions:
        if table.counts[cells >> position & 1 == 1].any():
            raise AreaTablesError(f"{named}: ada orang pada daftar “{lists[position]}” yang dinyatakan absen.")
    return Stratum(entry["area"], np.concatenate([[0], table.counts]), positions)


def _cells(value: object, lists: tuple[str, ...]) -> tuple[int, ...]:
    if not isinstance(value, list) or any(
        not isinstance(each, str) or len(each) != len(lists) or set(each) - {"0", "1"} or "1" not in each
        for each in value
    ):
        raise AreaTablesError("Kunci “unobserved” harus berisi riwayat-riwayat seperti “0010”.")
    return tuple(sorted({sum(1 << index for index, mark in enumerate(each) if mark == "1") for each in value}))


def areas_json(tables: AreaTables, *, seed: int = 0) -> Json:
    """The answer for all areas."""
    began = perf_counter()
    answer = answer_areas(tables, seed=seed)
    seconds = perf_counter() - began
    estimate, lo, hi = answer.total
    return {
        "lists": list(tables.lists),
        "total": {"estimate": estimate, "lo": lo, "hi": hi, "state": answer.state, "reasons": list(answer.reasons)},
        "areas": _areas(answer),
        "seconds": round(seconds, 4),
    }


def _areas(answer: AreasAnswer) -> list[Json]:
    return [
        {
            "area": line.area,
            "seen": line.seen,
            "estimate": line.estimate,
            "lo": line.lo,
            "hi": line.hi,
            "state": line.state,
            "reasons": list(line.reasons),
            "expected_rank": round(line.expected_rank, 3),
            "rank_lo": line.rank_lo,
            "rank_hi": line.rank_hi,
            "p_top3": round(line.top3, 4),
            "p_top10pct": round(line.top_tenth, 4),
        }
        for line in answer.areas
    ]
