"""splink as a careful user would set it up (pembanding): with texts as they stand, or with our normaliser's.

The comparisons and blocking rules are those that splink's documentation recommends for such fields, with term
frequencies for names and places, u from random pairs, and rounds of expectation maximisation on different blocks.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from rantau.project.bench.linkage.sets import DataSet

LEAST = 0.01
"""Pairs below this probability are not kept: of no use to anyone."""
_MANY = 100_000


@dataclass(frozen=True, slots=True)
class Setting:
    """What splink is told: comparisons, columns to block by, deterministic rules, columns to learn by."""

    comparisons: list[Any]
    blocks: tuple[tuple[str, ...], ...]
    sure: tuple[tuple[str, ...], ...]
    learn: tuple[tuple[str, ...], ...]


def run(data: DataSet, out: Path, *, normalised: bool) -> None:
    """Link a set with splink; writes pairs.parquet and the model."""
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    frame, setting = _chosen(data, normalised=normalised)
    database = DuckDBAPI()
    linker = Linker(
        database.register(frame.to_arrow()),
        SettingsCreator(
            link_type="dedupe_only",
            comparisons=setting.comparisons,
            blocking_rules_to_generate_predictions=[block_on(*columns) for columns in setting.blocks],
            retain_matching_columns=False,
        ),
        log_level=logging.ERROR,
    )
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on(*columns) for columns in setting.sure], recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=1e7 if len(frame) > _MANY else 5e6, seed=1)
    for columns in setting.learn:
        training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    found = linker.inference.predict(threshold_match_probability=LEAST, warning_mode="never")
    database.duckdb_con.sql(
        f"COPY (SELECT unique_id_l AS l, unique_id_r AS r, match_probability AS p FROM {found.physical_name}) "  # noqa: S608
        f"TO '{out / 'pairs.parquet'}' (FORMAT parquet)"
    )
    (out / "model.json").write_text(json.dumps(linker.misc.save_model_to_json()), encoding="utf-8")


def _chosen(data: DataSet, *, normalised: bool) -> tuple[pl.DataFrame, Setting]:
    if data.rules == "indonesia":
        return (_normalised(data), _lists_normalised()) if normalised else (_as_written(data), _lists())
    frame = _as_written(data)
    return frame, _febrl() if "soc_sec_id" in frame.columns else _rldata()


def _as_written(data: DataSet) -> pl.DataFrame:
    frame = pl.read_parquet(data.rows)
    columns = [
        pl.col(name).replace("", None).alias(name.removeprefix("raw_")) for name in frame.columns if name[:4] == "raw_"
    ]
    frame = frame.select(pl.int_range(pl.len()).alias("unique_id"), *columns)
    if "birth" in frame.columns:
        first = pl.col("name").str.split(" ").list.first().alias("first")
        return frame.with_columns(pl.col("birth").str.slice(0, 4).alias("year"), first)
    if "by" in frame.columns:
        parts = [pl.col(name).str.zfill(width) for name, width in (("by", 4), ("bm", 2), ("bd", 2))]
        return frame.with_columns(pl.concat_str(parts, separator="-").alias("birth"))
    return frame


def _normalised(data: DataSet) -> pl.DataFrame:
    """The fields of `LinkRow`, and how the name sounds: what Rantau knows of Indonesian lists, without its model."""
    from rantau.project.bench.linkage.sounds import sound_key

    frame = pl.read_parquet(data.rows)
    born = pl.col("born").str.strip_chars_start("~").str.slice(0, 4)
    year = pl.when(born != "").then(born).when(pl.col("age_year") > 0).then(pl.col("age_year").cast(pl.String))
    kept = ("name", "nik", "birth", "district", "sex", "mother", "phone", "passport")
    sound = pl.col("name").map_elements(sound_key, return_dtype=pl.String).alias("sound")
    return (
        frame.select(
            pl.int_range(pl.len()).alias("unique_id"), *kept, sound, year.alias("year"), pl.col("area").alias("village")
        )
        .with_columns(pl.col(pl.String).replace("", None))
        .with_columns(pl.col("sound").str.split(" ").list.first().alias("first"))
    )


def _lists() -> Setting:
    import splink.comparison_library as cl

    return Setting(
        comparisons=[
            cl.NameComparison("name").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("birth", input_is_string=True, invalid_dates_as_null=True),
            cl.DamerauLevenshteinAtThresholds("nik", [1, 2]),
            cl.JaroWinklerAtThresholds("village", [0.9]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("district", [0.9]),
            *_small_ones(),
        ],
        blocks=(
            ("nik",), ("phone",), ("passport",), ("name", "birth"), ("name", "village"), ("birth", "village"),
            ("first", "year", "district"), ("substr(name,1,4)", "birth"),
        ),
        sure=(("nik", "name"), ("nik", "birth"), ("name", "birth", "village")),
        learn=(("nik",), ("name", "village"), ("birth",)),
    )  # fmt: skip


def _small_ones() -> list[Any]:
    import splink.comparison_library as cl

    mother = cl.JaroWinklerAtThresholds("mother", [0.92, 0.8])
    return [mother, cl.ExactMatch("sex"), cl.ExactMatch("phone"), cl.ExactMatch("passport")]


def _lists_normalised() -> Setting:
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    name = cl.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            cll.NullLevel("name"),
            cll.ExactMatchLevel("name", term_frequency_adjustments=True),
            cll.ExactMatchLevel("sound", term_frequency_adjustments=True),
            cll.JaroWinklerLevel("sound", 0.92),
            cll.JaroWinklerLevel("sound", 0.85),
            cll.JaroWinklerLevel("sound", 0.7),
            cll.ElseLevel(),
        ],
    )
    swapped = "birth_l = substr(birth_r,1,5) || substr(birth_r,9,2) || '-' || substr(birth_r,6,2)"
    birth = cl.CustomComparison(
        output_column_name="birth",
        comparison_levels=[
            cll.NullLevel("year"),
            cll.ExactMatchLevel("birth"),
            cll.CustomLevel(swapped, "day and month change places"),
            cll.DamerauLevenshteinLevel("birth", 1),
            cll.ExactMatchLevel("year"),
            cll.CustomLevel("abs(cast(year_l as int) - cast(year_r as int)) <= 1", "a year apart"),
            cll.ElseLevel(),
        ],
    )
    return Setting(
        comparisons=[
            name, birth, cl.DamerauLevenshteinAtThresholds("nik", [1, 2]),
            cl.ExactMatch("village").configure(term_frequency_adjustments=True), cl.ExactMatch("district"),
            *_small_ones(),
        ],
        blocks=(
            ("nik",), ("phone",), ("passport",), ("sound", "birth"), ("sound", "village"), ("birth", "village"),
            ("sound", "year"), ("first", "birth"), ("first", "year", "village"), ("substr(sound,1,4)", "birth"),
            ("substr(sound,1,3)", "year", "village"),
        ),
        sure=(("nik", "sound"), ("nik", "birth"), ("sound", "birth", "village")),
        learn=(("nik",), ("sound", "village"), ("birth",)),
    )  # fmt: skip


def _febrl() -> Setting:
    """As in splink's own example on FEBRL."""
    import splink.comparison_library as cl

    return Setting(
        comparisons=[
            cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("address_1", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("suburb", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
        ],
        blocks=(
            ("soc_sec_id",), ("date_of_birth",), ("given_name", "surname"), ("given_name", "postcode"),
            ("surname", "postcode"), ("address_1",), ("surname", "street_number"), ("given_name", "street_number"),
        ),
        sure=(("soc_sec_id",), ("given_name", "surname", "date_of_birth")),
        learn=(("date_of_birth",), ("soc_sec_id",), ("given_name", "surname")),
    )  # fmt: skip


def _rldata() -> Setting:
    import splink.comparison_library as cl

    return Setting(
        comparisons=[
            cl.NameComparison("fname_c1").configure(term_frequency_adjustments=True),
            cl.NameComparison("lname_c1").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("birth", [1, 2]),
        ],
        blocks=(
            ("fname_c1", "lname_c1"), ("birth",), ("lname_c1", "by"), ("lname_c1", "bm", "bd"),
            ("fname_c1", "by", "bm"), ("fname_c1", "bm", "bd"), ("fname_c1", "by", "bd"),
        ),
        sure=(("fname_c1", "lname_c1", "birth"), ("lname_c1", "birth"), ("fname_c1", "birth")),
        learn=(("fname_c1", "lname_c1"), ("birth",)),
    )  # fmt: skip
