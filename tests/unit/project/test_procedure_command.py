"""`rantau procedure`: what it prints, and the exit codes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from rantau.engines.procedure.loading import shipped_folder
from rantau.project.cli.procedure import command

PLAN = {"stage": "niat", "born": "2010-01-05", "recruiter": "orang", "documents": [{"kind": "ktp"}]}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(PLAN), "utf-8")
    return path


def run(*arguments: object, exit_code: int = 0) -> str:
    result = CliRunner().invoke(command, [str(one) for one in arguments])
    assert result.exit_code == exit_code, result.output
    return result.output


def test_evaluate_prints_the_checklist_as_json(plan: Path):
    found = json.loads(run("evaluate", plan, "--on", "2026-11-24"))
    assert found["on"] == "2026-11-24"
    assert [reason["rule"] for reason in found["reasons"]] == ["usia-18", "perekrut-bukan-orang"]
    assert set(found["holds_up"]) == {"usia-18", "perekrut-bukan-orang"}


def test_evaluate_prints_text_for_a_person(plan: Path):
    text = run("evaluate", plan, "--on", "2026-11-24", "--text")
    assert "Belum sesuai prosedur, karena usianya 16 tahun, belum 18 (UU 18/2017 pasal 5" in text
    assert "[x] KTP elektronik" in text


def test_evaluate_by_the_rules_of_another_folder(plan: Path, tmp_path: Path):
    folder = tmp_path / "usul"
    shutil.copytree(shipped_folder(), folder)
    (folder / "20-usia.toml").unlink()
    found = json.loads(run("evaluate", plan, "--on", "2026-11-24", "--rules", folder))
    assert [reason["rule"] for reason in found["reasons"]] == ["perekrut-bukan-orang"]
    said = run("compare", plan, "--after", folder, "--on", "2026-11-24")
    assert "Tidak lagi diminta: Usia sekurang-kurangnya 18 tahun" in said


def test_check_prints_the_coverage(tmp_path: Path):
    assert "Semua aturan baik" in run("check")
    folder = tmp_path / "usul"
    shutil.copytree(shipped_folder(), folder)
    path = folder / "20-usia.toml"
    path.write_text(path.read_text("utf-8").replace("usia_minimal = 18", "usia_minimal = 'delapan belas'"), "utf-8")
    output = run("check", folder, exit_code=1)
    assert "20-usia.toml" in output
    assert "usia_minimal: harus berupa bilangan bulat" in output


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"nama": "x"}', "nama: kunci ini tidak dikenal"),
        ('{"job": "prt", "job": "barista"}', "tidak terbaca sebagai JSON"),
        ("bukan json", "tidak terbaca sebagai JSON"),
        ("[" * 100_000, "tidak terbaca sebagai JSON"),
        ('"' + "x" * 1_000_001 + '"', "lebih besar dari"),
    ],
)
def test_what_cannot_be_read_ends_with_2_and_a_sentence(tmp_path: Path, content: str, words: str):
    path = tmp_path / "plan.json"
    path.write_text(content, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "rantau", "procedure", "evaluate", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
