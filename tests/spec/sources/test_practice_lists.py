"""The practice lists, taken in whole: every row of the truth is stored or named among the problems."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from rantau.modules.sources.api import IMPORTER, GivenFile, HandInFacts, import_files
from rantau.modules.sources.models import Row, RowProblem, SourceFile
from rantau.platform.access.actor import system_actor


@pytest.mark.shared
@pytest.mark.django_db
def test_every_true_row_is_stored_or_listed(practice: Path, regency: str) -> None:
    files = [GivenFile(path, path.name) for path in sorted((practice / "lists" / "lists").iterdir())]
    outcome = import_files(by=system_actor("uji", IMPORTER, regency), files=files, facts=HandInFacts())
    assert outcome.refused == ()
    names = {file.pk: file.name_text for file in SourceFile.objects.all()}
    rows = Row.objects.values_list("sheet__file_id", "sheet__name", "number")
    stored = {(names[file], sheet, number) for file, sheet, number in rows}
    listed = {(each.file, each.sheet, each.row) for each in RowProblem.objects.all()}
    with (practice / "lists" / "truth" / "rows.csv").open(encoding="utf-8") as truth:
        true_rows = {(line["file"], line["sheet"], int(line["row"])) for line in csv.DictReader(truth)}
    assert true_rows - stored - listed == set()
    assert sum(report.rows for report in outcome.batches) == len(stored)
