"""Rule files (TOML) -> the book of rules. What a file says is either understood or named as an error, never skipped."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from rantau.engines.procedure.errors import RuleError
from rantau.engines.procedure.rule_reading import Words, read_rule
from rantau.engines.procedure.rulebook import Rule, RuleBook
from rantau.engines.procedure.versions import version_problems

BOOK_FILE = "kitab.toml"
"""Version, date, groups and the words of the rules; every other file of the folder holds rules."""

_TABLES = ("dokumen", "pekerjaan", "isi_kontrak", "jenis_biaya", "kelompok")


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule file as it was read: its name and its tables."""

    name: str
    tables: Mapping[str, object]


@lru_cache(maxsize=1)
def load_rules() -> RuleBook:
    """The rules that ship with this version."""
    return _sound(*_gathered(resources.files(__package__).joinpath("rules").iterdir()))


def load_rules_from(folder: Path) -> RuleBook:
    """The rules of another folder, for trying a change. Raises RuleError where one cannot be understood."""
    return _sound(*gather(folder))


def gather(folder: Path) -> tuple[RuleBook, tuple[RuleError, ...]]:
    """The rules of a folder that can be understood, and what is wrong with the others: all of it, not only the first.

    Raises RuleError where there is no folder or its kitab.toml cannot be read.
    """
    if not folder.is_dir():
        raise RuleError(str(folder), "", "folder aturan ini tidak ada.")
    return _gathered(folder.iterdir())


def shipped_folder() -> Path:
    """Where the rules that ship with this version lie."""
    return Path(str(resources.files(__package__).joinpath("rules")))


def _sound(book: RuleBook, problems: tuple[RuleError, ...]) -> RuleBook:
    if problems:
        raise problems[0]
    return book


def _gathered(entries: Iterable[Traversable]) -> tuple[RuleBook, tuple[RuleError, ...]]:
    texts = {entry.name: entry.read_bytes() for entry in entries if entry.name.endswith(".toml")}
    if BOOK_FILE not in texts:
        raise RuleError(BOOK_FILE, "", "berkas ini harus ada di folder aturan.")
    head = _parsed(BOOK_FILE, texts[BOOK_FILE])
    words = _words(head)
    rules: list[Rule] = []
    problems: list[RuleError] = []
    for name in sorted(set(texts) - {BOOK_FILE}):
        try:
            tables, shared = _rule_tables(_parsed(name, texts[name]))
        except RuleError as error:
            problems.append(error)
            continue
        for table in tables:
            try:
                rules.append(read_rule(table, shared, name, words))
            except RuleError as error:
                problems.append(error)
    problems += version_problems(rules)
    return _book(head, words, rules, _fingerprint(texts)), tuple(problems)


def _book(head: RuleFile, words: Words, rules: list[Rule], fingerprint: str) -> RuleBook:
    settings = head.tables.get("kitab", {})
    if not isinstance(settings, dict):
        raise RuleError(BOOK_FILE, "", "bagian [kitab] tidak terbaca.")
    order = {group: at for at, group in enumerate(words.groups)}
    return RuleBook(
        version=_text(settings, "versi"),
        released=_day(settings, "tanggal"),
        fingerprint=fingerprint,
        rules=tuple(sorted(rules, key=lambda rule: order[rule.group])),
        documents=words.documents,
        jobs=words.jobs,
        contract_items=words.contract_items,
        cost_kinds=words.cost_kinds,
        groups=words.groups,
        remind_days=_number(settings, "ingatkan_hari"),
        ready_days=_number(settings, "siap_hari"),
    )


def _parsed(name: str, text: bytes) -> RuleFile:
    try:
        return RuleFile(name, tomllib.loads(text.decode("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(name, "", f"tidak terbaca sebagai TOML: {error}.") from None


def _fingerprint(texts: Mapping[str, bytes]) -> str:
    """Twelve characters that change with any letter of any file."""
    whole = hashlib.sha256()
    for name in sorted(texts):
        whole.update(name.encode() + b"\0" + texts[name].replace(b"\r\n", b"\n") + b"\0")
    return whole.hexdigest()[:12]


def _words(head: RuleFile) -> Words:
    unknown = set(head.tables) - {"kitab", *_TABLES}
    if unknown:
        raise RuleError(head.name, "", f"bagian tidak dikenal: {', '.join(sorted(unknown))}.")
    tables = {name: _table(head, name) for name in _TABLES}
    return Words(
        documents=tables["dokumen"],
        jobs=tables["pekerjaan"],
        contract_items=tables["isi_kontrak"],
        cost_kinds=tables["jenis_biaya"],
        groups=tables["kelompok"],
    )


def _table(head: RuleFile, name: str) -> dict[str, str]:
    table = head.tables.get(name)
    if not isinstance(table, dict) or not all(isinstance(word, str) for word in table.values()):
        raise RuleError(head.name, "", f'bagian [{name}] harus berisi kode = "nama".')
    return dict(table)


def _rule_tables(file: RuleFile) -> tuple[list[dict[str, object]], dict[str, object]]:
    unknown = set(file.tables) - {"berkas", "aturan"}
    if unknown:
        raise RuleError(file.name, "", f"bagian tidak dikenal: {', '.join(sorted(unknown))}.")
    tables = file.tables.get("aturan", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise RuleError(file.name, "", "tulis setiap aturan di bawah judul [[aturan]].")
    shared = file.tables.get("berkas", {})
    if not isinstance(shared, dict):
        raise RuleError(file.name, "", "bagian [berkas] tidak terbaca.")
    return tables, shared


def _text(settings: Mapping[str, object], key: str) -> str:
    value = settings.get(key)
    if not isinstance(value, str) or not value.strip():
        raise RuleError(BOOK_FILE, "", f"[kitab] {key} harus berupa teks.")
    return value


def _day(settings: Mapping[str, object], key: str) -> date:
    value = settings.get(key)
    if type(value) is not date:
        raise RuleError(BOOK_FILE, "", f"[kitab] {key} harus berupa tanggal, misalnya 2026-11-24.")
    return value


def _number(settings: Mapping[str, object], key: str) -> int:
    value = settings.get(key)
    if type(value) is not int or value < 0:
        raise RuleError(BOOK_FILE, "", f"[kitab] {key} harus berupa bilangan.")
    return value
