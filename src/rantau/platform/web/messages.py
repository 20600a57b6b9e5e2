"""The words on screen and their English: `python -m rantau.platform.web.messages` (needs the test requirements).

Source strings are Indonesian. This finds them in templates and code, brings locale/en/LC_MESSAGES/django.po up to date
(new ones come without English, those no longer used go) and compiles django.mo. No gettext tools are needed.
With `--check` nothing is written; the exit code is 1 when a string is missing or has no English.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib  # type: ignore[import-untyped]

PACKAGE = Path(__file__).resolve().parents[2]
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
_CALL = re.compile(r"\b(?:n?p?gettext|_)\(")
_IN_CODE = {"gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext", "_"}


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """One source string: with a plural where it counts something, with a context where one word has two meanings."""

    text: str
    plural: str = ""
    context: str = ""


def in_template(source: str) -> Iterator[Words]:
    """Strings of `{% translate %}`, `{% blocktranslate %}` and `_("...")`, as Django itself finds them."""
    from django.utils.translation.template import templatize

    code = templatize(source)
    for found in _CALL.finditer(code):
        call = _whole_call(code, found.start())
        if call is not None:
            yield from _words_of(call)


def _whole_call(code: str, start: int) -> ast.Call | None:
    """The call that begins at `start`: templatize puts Python calls between filler that is not Python."""
    end = code.find(")", start)
    while end != -1:
        try:
            expression = ast.parse(code[start : end + 1].strip(), mode="eval").body
        except SyntaxError:
            end = code.find(")", end + 1)
            continue
        return expression if isinstance(expression, ast.Call) else None
    return None


def in_code(source: str) -> Iterator[Words]:
    """Strings of gettext calls, and the labels of domain values, which know no Django and are translated when shown."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in _IN_CODE:
                yield from _words_of(node)
            elif node.func.id == "Permission" and isinstance(node.args[1], ast.Constant):
                yield Words(str(node.args[1].value))
        elif isinstance(node, ast.ClassDef) and "AppConfig" not in {ast.unparse(base) for base in node.bases}:
            yield from _labels_of(node)


def _labels_of(described: ast.ClassDef) -> Iterator[Words]:
    for line in described.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str):
            names = {target.id for target in line.targets if isinstance(target, ast.Name)}
            if names & {"label", "description"}:
                yield Words(line.value.value)


def _words_of(call: ast.Call) -> Iterator[Words]:
    name = call.func.id.removesuffix("_lazy") if isinstance(call.func, ast.Name) else ""
    texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    context = texts.pop(0) if "p" in name.partition("gettext")[0] and texts else ""
    if texts:
        yield Words(texts[0], texts[1] if name.startswith("n") and len(texts) > 1 else "", context)


def all_words() -> dict[Words, list[str]]:
    """Every source string of the package, with the files that hold it."""
    found: dict[Words, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*")):
        reader = {".html": in_template, ".txt": in_template, ".py": in_code}.get(path.suffix)
        if reader is None or (path.suffix != ".py" and "templates" not in path.parts):
            continue
        for words in reader(path.read_text(encoding="utf-8")):
            found.setdefault(words, set()).add(str(path.relative_to(PACKAGE)))
    return {words: sorted(files) for words, files in sorted(found.items())}


def renewed(old: polib.POFile, words: dict[Words, list[str]]) -> polib.POFile:
    """The catalogue with exactly these strings; English that was there stays."""
    known = {(entry.msgid, entry.msgctxt or ""): entry for entry in old}
    fresh = polib.POFile(wrapwidth=120)
    fresh.metadata = {
        "Project-Id-Version": "rantau",
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for one, files in words.items():
        before = known.get((one.text, one.context))
        entry = polib.POEntry(msgid=one.text, msgctxt=one.context or None, occurrences=[(file, "") for file in files])
        if one.plural:
            entry.msgid_plural = one.plural
            entry.msgstr_plural = (before.msgstr_plural if before else None) or {0: "", 1: ""}
        else:
            entry.msgstr = before.msgstr if before else ""
        fresh.append(entry)
    return fresh


def main(arguments: list[str]) -> int:
    """Renew the catalogue, or only check it."""
    from django.conf import settings

    if not settings.configured:
        settings.configure()  # reading templates needs Django's settings, not an installation
    old = polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else polib.POFile()
    fresh = renewed(old, all_words())
    missing = [entry.msgid for entry in fresh if not entry.translated()]
    lines = [f"{len(fresh)} strings, {len(missing)} without English", *(f"  {text!r}" for text in missing)]
    sys.stdout.write("\n".join(lines) + "\n")
    if "--check" in arguments:
        return 1 if missing or {entry.msgid for entry in old} != {entry.msgid for entry in fresh} else 0
    fresh.save(str(CATALOGUE))
    fresh.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
