"""The house stands: imports and foreign keys go downward only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.apps import apps
from tests.architecture.source import ROOT

ORDER = ("platform", "areas", "offices", "sources", "people", "journeys", "letters", "notices", "recaps", "insight")


def test_imports_keep_the_layers(monkeypatch, capsys):
    from importlinter.cli import lint_imports

    monkeypatch.chdir(ROOT)
    failed = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert not failed, capsys.readouterr().out


def _place(model: type) -> int:
    parts = model.__module__.split(".")
    name = parts[2] if parts[1] == "modules" else parts[1]
    return ORDER.index(name)


def test_foreign_keys_point_downward():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("rantau.")
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.related_model is not None
        and field.related_model.__module__.startswith("rantau.")
        and _place(field.related_model) > _place(model)
    ]
    assert upward == []


@pytest.mark.parametrize("part", ["kernel", "engines"])
def test_the_lower_layers_work_without_django(part):
    """What a notebook imports must not need a configured Django."""
    import subprocess
    import sys

    code = (
        "import importlib, pkgutil, sys, rantau." + part + " as part\n"
        "for found in pkgutil.walk_packages(part.__path__, part.__name__ + '.'):\n"
        "    if not found.name.endswith(('__main__', '.child.main')):\n"
        "        importlib.import_module(found.name)\n"
        "assert 'django' not in sys.modules, 'django'\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    environment["PYTHONPATH"] = str(Path(ROOT) / "src")
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
