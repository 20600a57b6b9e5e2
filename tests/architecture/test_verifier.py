"""The verifier of the trace stands alone: it can be read, copied and run by somebody who has nothing of ours."""

from __future__ import annotations

import ast
import sys

from tests.architecture.source import SOURCE, tree_of

VERIFIER = SOURCE / "platform" / "audit" / "verifier" / "verify_trace.py"


def test_it_imports_the_standard_library_only():
    names = {
        (node.module or ".").split(".")[0] if isinstance(node, ast.ImportFrom) else alias.name.split(".")[0]
        for node in ast.walk(tree_of(VERIFIER))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    assert names - sys.stdlib_module_names == set()
    assert "hashlib" in names


def test_it_is_read_at_a_sitting():
    assert len(VERIFIER.read_text(encoding="utf-8").splitlines()) <= 400
