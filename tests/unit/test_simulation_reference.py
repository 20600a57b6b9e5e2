"""Does the reference page name every parameter with its present default?"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from rantau.engines.simulation import Parameters
from rantau.engines.simulation.rates import COVERAGE, ERROR_RATES, LISTS, Coverage, ErrorRates

PAGE = (Path(__file__).parents[2] / "docs/reference/simulation.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [f.name for f in fields(Parameters)])
def test_a_parameter_is_on_the_page_with_its_default(name: str) -> None:
    line = next(line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |"))
    default = getattr(Parameters(), name)
    if not isinstance(default, tuple):
        assert line.split("|")[2].strip() == str(default)


@pytest.mark.parametrize(("table", "of"), [(COVERAGE, Coverage), (ERROR_RATES, ErrorRates)])
def test_rates_of_the_lists_are_on_the_page(table: dict[str, object], of: type) -> None:
    for field in fields(of):
        shown = " | ".join(f"{getattr(table[letter], field.name):g}" for letter in LISTS)
        assert f"| `{field.name}` | {shown} |" in PAGE
