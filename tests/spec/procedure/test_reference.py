"""The published schemas and the reference page say what the engine does."""

from __future__ import annotations

import json

import pytest
from tests.architecture.source import ROOT
from tests.json_schema import faults
from tests.spec.procedure.test_cases import Case, cases

from rantau.engines.procedure import as_json, load_rules
from rantau.engines.procedure.schema import checklist_schema, plan_schema

REFERENCE = ROOT / "docs" / "reference"


@pytest.mark.parametrize("name", ["plan", "checklist"])
def test_the_published_schema_is_current(name: str):
    found = plan_schema(load_rules()) if name == "plan" else checklist_schema()
    published = json.loads((REFERENCE / f"procedure-{name}.schema.json").read_text("utf-8"))
    assert published == found, f"rantau procedure schema {name} > docs/reference/procedure-{name}.schema.json"


@pytest.mark.parametrize("case", cases(), ids=str)
def test_every_case_is_as_the_schemas_say(case: Case):
    assert faults(case.table["plan"], plan_schema(load_rules())) == []
    assert faults(as_json(case.checklist()), checklist_schema()) == []


def test_the_reference_page_names_every_key_word_and_group():
    page = (REFERENCE / "procedure.md").read_text("utf-8")
    schema = plan_schema(load_rules())
    words = {word for one in schema["properties"].values() for word in one.get("enum", []) if word}
    words -= set(schema["properties"]["country"]["enum"])
    words |= {*schema["properties"], *checklist_schema()["properties"]}
    words |= set(checklist_schema()["properties"]["lines"]["items"]["properties"])
    words |= {*load_rules().documents, *load_rules().contract_items, *load_rules().cost_kinds}
    assert sorted(word for word in words if f"`{word}`" not in page) == []
