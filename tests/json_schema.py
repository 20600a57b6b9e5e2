"""Is a value as its JSON Schema says? The parts of the standard that our published schemas use, and no others."""

from __future__ import annotations

import re
from typing import Any

TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "null": type(None),
}
KNOWN = set(
    "$schema title description type enum const pattern properties required additionalProperties items oneOf "
    "minItems maxItems uniqueItems maxLength".split()
)


def faults(value: Any, schema: dict[str, Any], path: str = "") -> list[str]:
    """Where the value is not as its schema says; empty when it is."""
    assert set(schema) <= KNOWN, f"this checker does not know {set(schema) - KNOWN}"
    if "oneOf" in schema:
        tried = [faults(value, one, path) for one in schema["oneOf"]]
        return [] if [] in tried else [f"{path}: none of {len(tried)} forms"]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{path}: {value!r}"]
    if "const" in schema:
        return [] if value == schema["const"] else [f"{path}: {value!r}"]
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, TYPES[kind]) for kind in kinds):
        return [f"{path}: {value!r} is no {kinds}"]
    return _text(value, schema, path) + _array(value, schema, path) + _object(value, schema, path)


def _text(value: Any, schema: dict[str, Any], path: str) -> list[str]:
    if not isinstance(value, str):
        return []
    matches = re.fullmatch(schema.get("pattern", ".*"), value, re.DOTALL)
    return [] if matches and len(value) <= schema.get("maxLength", len(value)) else [f"{path}: {value!r}"]


def _array(value: Any, schema: dict[str, Any], path: str) -> list[str]:
    if not isinstance(value, list):
        return []
    fits = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
    twice = schema.get("uniqueItems") and len(set(map(str, value))) < len(value)
    found = [] if fits and not twice else [f"{path}: {len(value)} items"]
    return found + [fault for at, one in enumerate(value) for fault in faults(one, schema["items"], f"{path}[{at}]")]


def _object(value: Any, schema: dict[str, Any], path: str) -> list[str]:
    if not isinstance(value, dict):
        return []
    properties = schema["properties"]
    found = [f"{path}.{key} is missing" for key in schema.get("required", []) if key not in value]
    found += [f"{path}.{key} is not in the schema" for key in value if key not in properties]
    known = ((key, one) for key, one in value.items() if key in properties)
    return found + [fault for key, one in known for fault in faults(one, properties[key], f"{path}.{key}")]
