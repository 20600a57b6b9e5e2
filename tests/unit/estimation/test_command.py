"""Does `rantau estimate` keep its contract: JSON in, JSON out, and a sentence for what it cannot read?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rantau.kernel.errors import RantauError
from rantau.project.cli.estimate import command

TABLE = {"name": "uji", "lists": ["A", "B", "C"], "histories": {"100": 41, "010": 30, "001": 22, "110": 9, "101": 7}}


def run(*arguments: str, text: str = "") -> Result:
    return CliRunner().invoke(command, list(arguments), input=text)


def test_one_table_gives_one_answer() -> None:
    told = json.loads(run("mse", "-", text=json.dumps(TABLE)).output)
    assert {"name", "observed", "estimate", "lo", "hi", "state", "reasons", "best", "seconds"} <= set(told)
    assert (told["name"], told["observed"]) == ("uji", 109)
    assert [each["order"] for each in told["best"]] == [1, 2]


def test_a_file_of_tables_gives_as_many(tmp_path: Path) -> None:
    source, out = tmp_path / "tabel.json", tmp_path / "hasil.json"
    source.write_text(json.dumps({"mse": [TABLE, TABLE | {"name": "lain"}]}), encoding="utf-8")
    assert "2 hasil" in run("mse", str(source), "--out", str(out)).output
    assert [each["name"] for each in json.loads(out.read_text(encoding="utf-8"))["mse"]] == ["uji", "lain"]


def test_the_whole_table_of_models() -> None:
    told = json.loads(run("mse", "-", "--models", "bic", text=json.dumps(TABLE)).output)
    values = [each["bic"] for each in told["models"]]
    assert values == sorted(values)
    assert len(told["models"]) + len(told["inadmissible"]) == 8
    assert all(each["reason"] for each in told["inadmissible"])


def test_small_areas_have_their_commands() -> None:
    direct = {"columns": ["area", "yi", "SD"], "rows": [["a", 1.0, 0.2], ["b", 2.0, 0.3], ["c", 1.5, 0.1]]}
    assert len(json.loads(run("fh", "-", text=json.dumps(direct)).output)["eblup"]) == 3
    counts = {"y": [3, 5], "E": [4.0, 4.0], "neighbours": [[1], [0]]}
    assert len(json.loads(run("bym2", "-", text=json.dumps(counts)).output)["median"]) == 2


@pytest.mark.parametrize(
    ("arguments", "text", "says"),
    [
        (("mse", "-"), "[", "tidak terbaca sebagai JSON"),
        (("mse", "-"), json.dumps(TABLE | {"lists": ["A", "B"]}), "2 daftar"),
        (("mse", "tidak-ada.json"), "", "tidak dapat dibuka"),
        (("fh", "-"), "{}", "Tidak ada isian"),
        (("bym2", "-"), "{}", "Tidak ada isian"),
        (("fh", "-"), json.dumps({"columns": ["yi", "SD"], "rows": [[1, 1]]}), "terlalu sedikit"),
    ],
)
def test_what_cannot_be_read_is_said(arguments: tuple[str, ...], text: str, says: str) -> None:
    result = run(*arguments, text=text)
    assert isinstance(result.exception, RantauError)
    assert says in str(result.exception)
