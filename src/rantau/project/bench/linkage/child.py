"""One engine on one set, in a process of its own so that its memory is its own. Its last line is JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rantau.project.bench.linkage.sets import DataSet, link_rows


def exact(data: DataSet, out: Path) -> dict[str, Any]:
    """The exact linker, which was all that Rantau had."""
    from rantau.engines.linkage import ExactLinker

    return _ours(ExactLinker(), data, out)


def rantau(data: DataSet, out: Path) -> dict[str, Any]:
    """The engine."""
    from rantau.engines.linkage import INDONESIAN, NONE, WeightedLinker

    return _ours(WeightedLinker(INDONESIAN if data.rules == "indonesia" else NONE), data, out)


def _ours(linker: Any, data: DataSet, out: Path) -> dict[str, Any]:
    import polars as pl

    rows = list(link_rows(data))
    read = time.perf_counter()
    linkage = linker.link(rows)
    linked = time.perf_counter() - read
    persons = [int(linkage.links[row.id].person) for row in rows]
    pl.DataFrame({"person": persons}).write_parquet(out / "persons.parquet")
    pairs = linkage.pairs
    pl.DataFrame(
        {
            "l": [int(pair.left) for pair in pairs],
            "r": [int(pair.right) for pair in pairs],
            "p": [pair.probability for pair in pairs],
        },
        schema={"l": pl.Int64, "r": pl.Int64, "p": pl.Float64},
    ).write_parquet(out / "pairs.parquet")
    return {"version": linkage.version, "linking": linked}


def splink(data: DataSet, out: Path) -> dict[str, Any]:
    """splink with texts as they stand."""
    from rantau.project.bench.linkage.rivals import run

    run(data, out, normalised=False)
    return {}


def splink_normalised(data: DataSet, out: Path) -> dict[str, Any]:
    """splink with our normaliser."""
    from rantau.project.bench.linkage.rivals import run

    run(data, out, normalised=True)
    return {}


def ceiling(data: DataSet, out: Path) -> dict[str, Any]:
    """A classifier that was told the truth, on our compared pairs."""
    from rantau.project.bench.linkage.ceiling import run

    return run(data, out)


def exported(data: DataSet, out: Path) -> dict[str, Any]:
    """Our model as settings of splink, run by splink."""
    from rantau.project.bench.linkage.exported import run

    return run(data, out)


ENGINES: dict[str, Callable[[DataSet, Path], dict[str, Any]]] = {
    "rantau": rantau, "exact": exact, "splink": splink, "splink+norm": splink_normalised,
    "ceiling": ceiling,
    "export": exported,
}  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    """Arguments: engine, name, rules and folder of the set, folder for the result."""
    engine, name, rules, folder, out = arguments
    start, worked = time.perf_counter(), time.process_time()
    told = ENGINES[engine](DataSet(name, Path(folder), rules), Path(out))
    told |= {
        "seconds": time.perf_counter() - start,
        "worked": time.process_time() - worked,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
