"""Does splink, given our model, say nearly what we say?"""

from __future__ import annotations

import sqlite3
from math import log
from random import Random

import polars as pl
import pytest

from rantau.engines.linkage import LinkRow, WeightedLinker
from rantau.engines.linkage.fields import AREA, FIELDS
from rantau.engines.linkage.splink_settings import Exported, export
from rantau.kernel.partial_date import PartialDate

FIRST = "SITI NUR SRI DEWI AHMAD AGUS EKA RINA YULI TUTI WATI HADI JOKO BUDI MAYA LINA RATNA SULIS IMAS ENENG".split()
LAST = "JAMILAH HASANAH ROHMAN SUPRIADI KHOTIMAH MARYATI SUHARTI WAHYUNI SOLIHAH MULYATI FATIMAH AMINAH NURAENI".split()


def rows(persons: int = 260) -> list[LinkRow]:
    """Everybody on two lists: with a NIK on both, or with a slip of the name, or without NIK."""
    rng = Random(7)
    found: list[LinkRow] = []
    for number in range(persons):
        name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
        year, month, day = rng.randint(1965, 2003), rng.randint(1, 12), rng.randint(1, 28)
        nik = f"360412{day:02d}{month:02d}{year % 100:02d}{9001 + number % 900:04d}"
        district = f"36.04.{rng.randint(5, 12):02d}"
        area = f"{district}.20{rng.randint(1, 9):02d}"
        for at, source in enumerate(("register_desa", "siskop2mi_penempatan")):
            written = name.replace("AH", "A") if at and rng.random() < 0.3 else name
            numbered = source == "siskop2mi_penempatan" or rng.random() < 0.6
            found.append(
                LinkRow(
                    f"{number:04d}-{at}", source, nik=nik if numbered else "", name=written, area=area,
                    district=district, birth=f"{year}-{month:02d}-{day:02d}", born=PartialDate(year, month, day),
                )
            )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def exported() -> Exported:
    return export(rows())


def test_weights_go_over_as_they_are(exported: Exported) -> None:
    comparisons = {each["output_column_name"]: each["comparison_levels"] for each in exported.settings["comparisons"]}
    levels = comparisons[AREA.name]
    weights = [log(level["m_probability"] / level["u_probability"]) for level in levels]
    assert weights == pytest.approx([*exported.model.levels[FIELDS.index(AREA)][1:].tolist(), 0.0])
    for each in exported.settings["comparisons"]:
        assert all(
            0 < level[part] < 1 for level in each["comparison_levels"] for part in ("m_probability", "u_probability")
        )


def test_every_condition_names_columns_that_the_table_has(exported: Exported) -> None:
    """SQLite knows no string distances; it names the first column that is missing before it misses them."""
    columns = ", ".join(f"NULL AS {name}_{side}" for name in exported.table for side in "lr")
    with sqlite3.connect(":memory:") as database:
        for name, places in (
            ("jaro_winkler_similarity", 2),
            ("levenshtein", 2),
            ("damerau_levenshtein", 2),
            ("least", 2),
        ):
            database.create_function(name, places, lambda *_: 0)
        for each in exported.settings["comparisons"]:
            for level in each["comparison_levels"][:-1]:
                database.execute(f"SELECT {level['sql_condition']} FROM (SELECT {columns})")


def test_splink_says_nearly_the_same() -> None:
    pytest.importorskip("splink", reason="splink is not installed: requirements/bench.txt")
    from rantau.project.bench.linkage.exported import agreement, linked_by_splink

    given = rows()
    ours = pl.DataFrame(
        [(pair.left, pair.right, pair.probability) for pair in WeightedLinker().link(given).pairs],
        schema={"l": pl.String, "r": pl.String, "p": pl.Float64}, orient="row",
    )  # fmt: skip
    assert ours.filter(pl.col("p") >= 0.5).height > 200
    assert agreement(ours, linked_by_splink(given)) >= 0.95
