"""Does the engine give the published values of published tables, at their printed digits?"""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rantau.engines.estimation.areas import AreaTables, Stratum, answer_areas
from rantau.engines.estimation.mse import ListTable, answer_table, average_graphs, best_models, read_tables
from rantau.engines.estimation.mse.writing import models_json
from rantau.engines.estimation.small_area import bym2, fay_herriot, read_counts, read_direct

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def cases(practice: Path) -> Any:
    return json.loads((practice / "cases" / "estimation.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tables(cases: Any) -> dict[str, ListTable]:
    return {table.name: table for table in read_tables(cases)}


def published(cases: Any, table: str, part: str) -> Any:
    entry = next(each for each in cases["mse"] if each["name"] == table)
    return next(each for each in entry["published"] if part in each["method"])


def test_korea_has_six_models_and_two_that_may_not_be_used(cases: Any, tables: dict[str, ListTable]) -> None:
    found = models_json(tables["Korea"], 2)
    told = published(cases, "Korea", "BIC table")["models"]
    got: Any = {each["model"]: (each["estimate"], each["bic"]) for each in found["models"]}  # type: ignore[attr-defined]
    assert set(got) == set(told)
    for model, (people, bic) in told.items():
        assert got[model][0] == pytest.approx(people, abs=6e-5)
        assert got[model][1] == pytest.approx(bic, abs=6e-6)
    refused: Any = found["inadmissible"]
    assert {each["model"]: each["code"] for each in refused} == {"[12,13]": 1, "[12,13,23]": 1}


def test_codes_of_existence_and_identifiability(cases: Any, tables: dict[str, ListTable]) -> None:
    found: Any = models_json(tables["Artificial_3"], 2)
    codes = {each["model"]: each["code"] for each in found["inadmissible"]} | {
        each["model"]: 0 for each in found["models"]
    }
    told = published(cases, "Artificial_3", "check_extended_MLE")["codes"]
    assert codes["[12,13,23]"] == told["[12,13,23]"]
    assert codes["[12,3]"] == told["[12,3]"]
    assert codes["[13,23]"] == told["[13,23,1,2]"]


@pytest.mark.parametrize(
    ("table", "order", "people", "model"),
    [
        ("Kosovo", 3, 10_357, "[123,14,34]"),
        ("Kosovo", 2, 14_342, None),
        ("UKdat_5", 2, 22_991, None),
        ("UKdat_5", 3, 25_311, None),
    ],
)
def test_best_model_by_bic(
    tables: dict[str, ListTable], table: str, order: int, people: int, model: str | None
) -> None:
    best = best_models(tables[table], order)[-1]
    assert best.order == order
    assert round(best.estimate) == people
    assert model in (None, best.model)


def test_new_orleans(tables: dict[str, ListTable]) -> None:
    best = best_models(tables["NewOrl_5_186"], 2)[-1]
    assert best.model == "[1,2,3,4,5]"
    assert (round(best.estimate, 4), round(best.bic, 5), round(best.deviance, 5)) == (981.4314, 96.27026, 18.05614)


def test_averages_lie_where_those_of_others_do(tables: dict[str, ListTable]) -> None:
    """Policy figure of the UK 10,000-13,000; decomposable graphs by dga 23,016 (10,408-33,481)."""
    uk = answer_table(tables["UKdat_5"])
    assert 10_000 < uk.estimate < 13_000
    assert uk.lo < 22_991 < uk.hi
    graphs = average_graphs(tables["UKdat_5"])
    assert graphs.graphs == 822
    assert graphs.estimate == pytest.approx(23_016, rel=0.05)
    kosovo = answer_table(tables["Kosovo"])
    assert kosovo.lo < 10_357 < kosovo.hi


def test_which_published_tables_may_be_said(tables: dict[str, ListTable]) -> None:
    states = {name: answer_table(table).state for name, table in tables.items()}
    assert states == {
        "UKdat_5": "ok", "Kosovo": "ok", "NewOrl_5_186": "ok", "Korea": "ok", "Artificial_3": "withheld",
    }  # fmt: skip


@pytest.mark.parametrize("method", ["reml", "ml", "fh"])
def test_milk(cases: Any, method: Any) -> None:
    (milk,) = read_direct(cases)
    told = next(each for each in cases["sae"] if each["name"] == "milk")["peer"][method.upper()]
    fit = fay_herriot(milk.y, milk.variances, milk.x, method)
    assert fit.variance == pytest.approx(told["refvar"], abs=2e-7)
    assert np.abs(fit.beta - told["beta"]).max() < 1e-6
    assert np.abs(fit.eblup - told["eblup"]).max() < 1e-5
    assert np.abs(fit.mse - told["mse"]).max() < 1e-6
    assert fit.loglik == pytest.approx(told["loglik"], abs=1e-5)
    if method == "reml":
        assert fit.variance == pytest.approx(0.0185503348, abs=1e-10)


@pytest.mark.parametrize("covariate", [False, True])
def test_scotland_beside_long_chains(cases: Any, covariate: bool) -> None:
    """Against a long NUTS run of the same model: medians of the relative risks within 0.5% in the middle."""
    entry = next(each for each in cases["sae"] if each["name"] == "scotland_lip_cancer")
    x = {"aff": [each / 10 for each in entry["aff_percent"]]}
    (counts,) = read_counts(entry | {"x": x} if covariate else entry)
    fit = bym2(counts.y, counts.expected, counts.neighbours, counts.x)
    told = np.array(entry["peer"]["rr"]["scotland_x" if covariate else "scotland_nox"]["numpyro_NUTS_BYM2"]["rr"])
    apart = np.abs(np.column_stack([fit.mean, fit.median]) / told[:, [0, 2]] - 1)
    assert np.median(apart, axis=0).max() < 0.005
    assert apart.max() < 0.03
    ends = np.abs(np.column_stack([fit.lo, fit.hi]) / told[:, [1, 3]] - 1)
    assert np.median(ends) < 0.015


def test_the_practice_regency_by_kecamatan(practice: Path) -> None:
    """With true links: how many left outside the procedure, from lists that hold 2,253 of 6,550."""
    tables, truth = _kecamatan(practice / "lists" / "truth")
    answer = answer_areas(tables)
    covered = sum(line.lo <= truth[line.area] <= line.hi for line in answer.areas)
    estimates = np.argsort(np.argsort([line.estimate for line in answer.areas]))
    numbers = [truth[line.area] for line in answer.areas]
    print(f"\n{covered} dari {len(answer.areas)} kecamatan, semuanya {answer.total} dari {sum(numbers)}")
    assert covered >= 25
    assert np.corrcoef(estimates, np.argsort(np.argsort(numbers)))[0, 1] >= 0.92
    assert answer.areas[int(np.argmax(numbers))].top3 > 0.5
    assert answer.total[1] <= sum(numbers) <= answer.total[2]
    assert sum(line.state == "ok" for line in answer.areas) >= 25


def _kecamatan(truth: Path) -> tuple[AreaTables, dict[str, int]]:
    """Register, returns, police, complaints by kecamatan, with and without a register; and the true numbers."""
    status = json.loads((truth / "params.json").read_text(encoding="utf-8"))["register_status"]
    counts: dict[tuple[str, bool], np.ndarray] = {}
    people: Counter[str] = Counter()
    with (truth / "persons.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["kind"] != "migrant" or row["procedural"] != "0":
                continue
            area, filled = row["desa"][:8], status.get(row["desa"]) == "ada data"
            history = sum(1 << index for index, letter in enumerate("RKTP") if letter in row["lists"])
            counts.setdefault((area, filled), np.zeros(16, dtype=np.int64))[history] += 1
            people[area] += 1
    strata = tuple(Stratum(area, table, () if filled else (0,)) for (area, filled), table in sorted(counts.items()))
    return AreaTables(tuple("RKTP"), strata), people
