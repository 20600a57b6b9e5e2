"""Names, sizes and words."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.architecture.source import ROOT, SOURCE, TESTS, name_of, python_files, tree_of

FORBIDDEN = {"utils", "util", "helpers", "helper", "manager", "handle", "handler", "process", "data", "misc", "common"}
LIMIT = 400
INLINE = re.compile(
    r"""<script(?![^>]*\s(src|nonce)=)|<style(?![^>]*\snonce=)|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:""",
    re.IGNORECASE,
)
ABOUT_A_PERSON = re.compile(r"\b(ilegal|korban|pelaku)\b", re.IGNORECASE)
# Where the word is part of the sentence that denies it, or a name given by law or by the list itself.
ALLOWED_WORDS = re.compile(r"bukan berarti ilegal|diduga korban TPPO", re.IGNORECASE)


def _kept_text_files() -> list[Path]:
    roots = (SOURCE, TESTS, ROOT / "docs", ROOT / "bin", ROOT / "requirements")
    files = [path for root in roots if root.is_dir() for path in root.rglob("*") if path.is_file()]
    known = {".py", ".html", ".md", ".toml", ".txt", ".css", ".js", ".csv", ".po", ""}
    beside = [path for path in ROOT.iterdir() if path.name != ".git"]  # a file in a second working tree
    return [path for path in (*files, *beside) if path.suffix in known and path.is_file()]


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("templates/**/*.html"))


def test_modules_say_what_they_are():
    assert [name_of(path) for path in python_files() if path.stem in FORBIDDEN or path.parent.name in FORBIDDEN] == []


def test_functions_and_classes_say_what_they_do():
    found = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in python_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name.lower() in FORBIDDEN
    ]
    assert found == []


def test_files_are_read_at_a_sitting():
    long = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    assert {name: lines for name, lines in long.items() if lines > LIMIT} == {}


def test_templates_hold_no_script_and_no_style():
    found = [
        f"{name_of(path)}:{number} {match.group(0)}"
        for path in templates()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (match := INLINE.search(line))
    ]
    assert found == []


def test_no_word_on_screen_judges_a_person():
    found = [
        f"{name_of(path)}:{number} {line.strip()[:100]}"
        for path in templates()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if ABOUT_A_PERSON.search(ALLOWED_WORDS.sub("", line))
    ]
    assert found == []


def test_nothing_names_the_place_where_it_was_written():
    places = re.compile("/" + "work/|/" + "tmp/brief|pypi" + r"\.org|registry\.npm" + "js")
    found = [
        f"{name_of(path)}:{number}"
        for path in _kept_text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if places.search(line)
    ]
    assert found == []


def test_every_public_function_has_types():
    """mypy is strict only in some parts; a signature is written everywhere."""
    found = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in python_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.returns is None
    ]
    assert found == []
