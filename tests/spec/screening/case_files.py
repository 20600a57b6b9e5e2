"""The cases as they lie in cases/*.toml: answers of one conversation, and all that must come of them.

A case starts from one of the answers in bases.toml and changes some. `share` names the questions whose answers the
resident allows to be shared; `departs` is the date that goes with berangkat = ["ada-tanggal"].
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rantau.engines.screening import Answers, Guide, load_guide, read_answers

CASES = Path(__file__).parent / "cases"
ON = date(2026, 11, 24)
KEYS = {"title", "base", "all", "share", "departs", "answers", "expect"}
EXPECT = {"urgency", "front", "signs", "agree", "unclear", "refused", "steps", "notice", "child_protection"}


@dataclass(frozen=True)
class Case:
    file: str
    table: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.file}: {self.table['title']}"

    @property
    def expected(self) -> dict[str, Any]:
        expected: dict[str, Any] = self.table["expect"]
        return expected

    def answers(self) -> Answers:
        guide = load_guide("2026-11")
        given = {**bases()[self.table["base"]], **self._all(guide), **self.table.get("answers", {})}
        rows = []
        for question, options in given.items():
            row = {"question": question, "options": options, "share": question in self.table.get("share", [])}
            if "ada-tanggal" in options:
                row["date"] = self.table["departs"]
            rows.append(row)
        return read_answers({"guide": guide.version, "answers": rows})

    def _all(self, guide: Guide) -> dict[str, list[str]]:
        return {question.id: [self.table["all"]] for question in guide.questions} if "all" in self.table else {}


def bases() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((CASES / "bases.toml").read_text(encoding="utf-8"))


def cases() -> list[Case]:
    files = [path for path in sorted(CASES.glob("*.toml")) if path.stem != "bases"]
    return [Case(path.stem, row) for path in files for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
