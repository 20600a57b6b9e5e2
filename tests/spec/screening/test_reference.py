"""The page and the schemas are made from the guide, and say what the command takes and gives."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.json_schema import faults
from tests.spec.screening.case_files import ON, cases
from tests.spec.screening.reference import FOLDER, PAGE, SCHEMAS, page

from rantau.engines.screening import as_json, evaluate, load_guide
from rantau.engines.screening.schema import answers_schema, indication_schema
from rantau.project.cli import rantau

GUIDE = load_guide()
HOW = "run: python -m tests.spec.screening.reference"


def test_the_page_is_made_from_the_guide():
    assert PAGE.read_text(encoding="utf-8") == page(GUIDE), HOW


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_published_schema_is_current(name):
    published = json.loads((FOLDER / f"screening-{name}.schema.json").read_text(encoding="utf-8"))
    assert published == SCHEMAS[name](GUIDE), HOW


@pytest.mark.parametrize("case", cases(), ids=str)
def test_every_case_is_as_the_schemas_say(case):
    assert faults(case.answers().as_json(), answers_schema(GUIDE)) == []
    assert faults(as_json(evaluate(case.answers(), GUIDE, ON)), indication_schema(GUIDE)) == []


@pytest.mark.parametrize(
    "row",
    [
        {"question": "nik", "options": ["x"]},
        {"question": "takut", "options": ["x"]},
        {"question": "takut", "options": []},
        {"question": "usia", "options": ["dewasa", "anak"]},
        {"question": "takut", "options": ["tidak"], "date": "2026-11-24"},
        {"question": "takut", "options": ["tidak"], "nama": "Siti"},
    ],
)
def test_the_schema_refuses_what_the_reading_refuses(row):
    assert faults({"guide": GUIDE.version, "answers": [row]}, answers_schema(GUIDE))


def test_the_command_prints_the_indication(tmp_path):
    case = next(case for case in cases() if "Cerita b" in str(case))
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(case.answers().as_json()), encoding="utf-8")
    printed = CliRunner().invoke(rantau, ["screening", "evaluate", str(path), "--on", "2026-11-24"])
    assert printed.exit_code == 0
    assert json.loads(printed.output) == as_json(evaluate(case.answers(), GUIDE, ON))
    words = CliRunner().invoke(rantau, ["screening", "evaluate", "-", "--text"], input=path.read_bytes())
    assert words.output.startswith("Dahulukan (panduan 2026-11, ")
    assert "Jangan menghubunginya lewat:\n  - suami atau istri: menerima uang" in words.output
    checked = CliRunner().invoke(rantau, ["screening", "check"])
    assert checked.output.startswith(f"✓ Panduan {GUIDE.version} utuh: {len(GUIDE.questions)} pertanyaan")
    for name, schema in SCHEMAS.items():
        assert json.loads(CliRunner().invoke(rantau, ["screening", "schema", name]).output) == schema(GUIDE)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "Galat: berkas answers.json: tidak terbaca sebagai JSON."),
        (b'{"guide": "2026-11", "guide": "1"}', "Galat: berkas answers.json: tidak terbaca sebagai JSON."),
        (b"[" * 50_000, "Galat: berkas answers.json: tidak terbaca sebagai JSON."),
        (b" " * 100_001, "Galat: berkas answers.json: lebih besar dari 100000 bita."),
        (b"\xff\xfe{}", "Galat: berkas answers.json: tidak terbaca sebagai JSON."),
        (b'{"guide": "\\ud800\\u001b[31m"}', "Galat: berkas answers.json: guide: versi panduan"),
        (b'{"guide": "2026-11"}', "Galat: berkas answers.json: answers: wajib ada."),
    ],
)
def test_what_cannot_be_read_ends_with_one_sentence_and_code_2(tmp_path, capsys, monkeypatch, content, message):
    from rantau.project import cli

    path = tmp_path / "answers.json"
    path.write_bytes(content)
    monkeypatch.setattr("sys.argv", ["rantau", "screening", "evaluate", str(path)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    told = capsys.readouterr()
    assert ended.value.code == 2
    assert told.out == ""
    assert told.err.startswith(message)
    assert told.err.rstrip("\n").isprintable()
