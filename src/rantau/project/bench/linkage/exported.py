"""Our model run by splink on duckdb: what a national file would be linked with, and how far both agree."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl

from rantau.engines.linkage import INDONESIAN, NONE, LinkRow
from rantau.engines.linkage.splink_settings import export
from rantau.project.bench.linkage.sets import DataSet, link_rows

LEAST = 0.01


def run(data: DataSet, out: Path) -> dict[str, Any]:
    """Writes pairs.parquet."""
    found = linked_by_splink(link_rows(data), indonesian=data.rules == "indonesia")
    found.select(pl.col("l").cast(pl.Int64), pl.col("r").cast(pl.Int64), "p").write_parquet(out / "pairs.parquet")
    return {}


def linked_by_splink(rows: Iterable[LinkRow], *, indonesian: bool = True) -> pl.DataFrame:
    """Pairs of ids with the probability that splink gives them by our model."""
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    exported = export(rows, INDONESIAN if indonesian else NONE)
    database = DuckDBAPI()
    table = database.register(pl.DataFrame(exported.table, infer_schema_length=None).to_arrow())
    linker = Linker(table, exported.settings, log_level=logging.ERROR)
    found = linker.inference.predict(threshold_match_probability=LEAST, warning_mode="never")
    name = found.physical_name
    sql = f"SELECT unique_id_l AS l, unique_id_r AS r, match_probability AS p FROM {name}"  # noqa: S608 - its own table
    pairs: pl.DataFrame = database.duckdb_con.sql(sql).pl()
    return pairs.select(pl.min_horizontal("l", "r").alias("l"), pl.max_horizontal("l", "r").alias("r"), "p")


def agreement(ours: pl.DataFrame, theirs: pl.DataFrame, cut: float = 0.5) -> float:
    """Of the pairs that either takes for one person, the share that both do."""
    one, two = (set(frame.filter(pl.col("p") >= cut).select("l", "r").iter_rows()) for frame in (ours, theirs))
    return len(one & two) / max(len(one | two), 1)
