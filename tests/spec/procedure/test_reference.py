"""The published schemas and the reference page say what the engine does."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from tests.architecture.source import ROOT
from tests.spec.procedure.test_cases import Case, cases

from rantau.engines.procedure import as_json, load_rules
from rantau.engines.procedure.schema import checklist_schema, plan_schema

REFERENCE = ROOT / "docs" / "reference"
TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "null": type(None),
}


def faults(value: Any, schema: dict[str, Any], path: str = "") -> list[str]:
    """Where a value is not as its schema says: the parts of JSON Schema that ours use."""
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{path}: {value!r}"]
    if "const" in schema:
        return [] if value == schema["const"] else [f"{path}: {value!r}"]
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, TYPES[kind]) for kind in kinds):
        return [f"{path}: {value!r} is no {kinds}"]
    if isinstance(value, str) and "pattern" in schema and not re.fullmatch(schema["pattern"], value):
        return [f"{path}: {value!r}"]
    if isinstance(value, list):
        return [fault for at, one in enumerate(value) for fault in faults(one, schema["items"], f"{path}[{at}]")]
    if isinstance(value, dict):
        properties = schema["properties"]
        found = [f"{path}.{key} is missing" for key in schema.get("required", []) if key not in value]
        found += [f"{path}.{key} is not in the schema" for key in value if key not in properties]
        return found + [
            fault
            for key, one in value.items()
            if key in properties
            for fault in faults(one, properties[key], f"{path}.{key}")
        ]
    return []


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
