"""The database says no first: every constraint of sources is violated once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.sealed import LOOKS_SEALED
from tests.unit.sources.books import PONTANG

from rantau.modules.sources.models import (
    Batch,
    ColumnMapping,
    PlaceAnswer,
    PublishedTotal,
    Row,
    RowProblem,
    Sheet,
    Source,
    SourceFile,
    Statement,
)
from rantau.modules.sources.sealing import name_index
from rantau.platform.files.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(regency: str) -> dict[str, Any]:
    """One valid thing of each kind."""
    now = timezone.now()
    source = Source.objects.create(kind="register_desa", institution="Pemerintah desa", area_id=regency)
    batch = Batch.objects.create(source=source, received_on=date(2025, 7, 22), checked_by="uji", checked_at=now)
    stored = StoredFile.objects.create(fingerprint="a" * 64, size=1)
    file = SourceFile.objects.create(batch=batch, stored=stored, live=True, **named("a.xlsx"))
    sheet = Sheet.objects.create(file=file, name="Daftar", kind="register_desa")
    row = Row.objects.create(**row_values(sheet, 4))
    statement = Statement.objects.create(area_id=PONTANG, sheet=sheet, says="nihil")
    problem = RowProblem.objects.create(**problem_values(batch))
    mapping = ColumnMapping.objects.create(
        kind="register_desa", signature="s", meanings=[], confirmed_by="uji", confirmed_at=now
    )
    answer = PlaceAnswer.objects.create(key="A|B|", area_id=PONTANG, answered_by="uji", answered_at=now)
    total = PublishedTotal.objects.create(**total_values())
    return {
        "source": source, "batch": batch, "file": file, "sheet": sheet, "row": row, "statement": statement,
        "problem": problem, "mapping": mapping, "answer": answer, "total": total, "stored": stored,
    }  # fmt: skip


def named(name: str) -> dict[str, Any]:
    return {"name": LOOKS_SEALED, "name_index": name_index(name)}


def row_values(sheet: Sheet, number: int) -> dict[str, Any]:
    return {
        "sheet": sheet, "number": number, "area_probability": 0.9, "outside": False, "nik_reliable": False,
        "typed": LOOKS_SEALED, "raw": LOOKS_SEALED,
    }  # fmt: skip


def problem_values(batch: Batch) -> dict[str, Any]:
    return {
        "batch": batch, "number": 1, "code": "x", "severity": "peringatan", "said": LOOKS_SEALED,
    }  # fmt: skip


def total_values() -> dict[str, Any]:
    return {
        "organisation": "BP2MI", "measure": "penempatan", "period_from": date(2024, 1, 1),
        "period_to": date(2024, 12, 31), "area_code": "36.04", "area_name": "Kabupaten Serang", "value": 911,
        "entered_by": "uji", "entered_at": timezone.now(),
    }  # fmt: skip


CHANGES = [
    ("source_kind_known", "source", {"kind": "lain"}),
    ("source_institution_named", "source", {"institution": ""}),
    ("batch_state_known", "batch", {"state": "entah", "stored_at": timezone.now()}),
    ("batch_chosen_kind", "batch", {"chosen_kind": "lain"}),
    ("batch_period", "batch", {"period_from": date(2025, 1, 2), "period_to": date(2025, 1, 1)}),
    ("batch_stored_at", "batch", {"state": "tersimpan"}),
    (
        "batch_undone_with_reason",
        "batch",
        {"state": "dibatalkan", "stored_at": timezone.now(), "undo_reason": LOOKS_SEALED},
    ),
    ("batch_counts", "batch", {"rows": 1, "resolved": 1, "outside": 1}),
    ("sheet_rows", "sheet", {"rows": -1}),
    ("row_number_from_one", "row", {"number": 0}),
    ("row_sex", "row", {"sex": "X"}),
    ("row_area_probability", "row", {"area_probability": 1.5}),
    ("row_outside_has_no_area", "row", {"outside": True, "area_id": PONTANG}),
    ("row_nik_whole", "row", {"nik_reliable": True}),
    ("row_typed_sealed", "row", {"typed": b"{}"}),
    ("row_raw_sealed", "row", {"raw": b'["3604121201019001"]'}),
    ("row_problem_said_sealed", "problem", {"said": b"3604121201019001 terbaca"}),
    ("sheet_samples_sealed", "sheet", {"samples": b'[["Siti"]]'}),
    ("batch_note_sealed", "batch", {"note": b"dari Ibu Siti"}),
    ("batch_undo_reason_sealed", "batch", {"undo_reason": b"keluarga Siti"}),
    ("batch_refused_sealed", "batch", {"refused": b"[]"}),
    ("source_file_name_sealed", "file", {"name": b"a.xlsx"}),
    ("row_problem_severity", "problem", {"severity": "parah"}),
    ("row_problem_row", "problem", {"row": 0}),
    ("statement_says", "statement", {"says": "mungkin"}),
    ("column_mapping_kind", "mapping", {"kind": "lain"}),
    ("place_answer_area_or_outside", "answer", {"outside": True}),
    ("place_answer_key", "answer", {"key": ""}),
    ("published_total_not_negative", "total", {"value": -1}),
    ("published_total_period", "total", {"period_to": date(2023, 1, 1)}),
    ("published_total_sex", "total", {"sex": "X"}),
]


@pytest.mark.parametrize(("constraint", "what", "changes"), CHANGES, ids=[change[0] for change in CHANGES])
def test_a_wrong_value_is_refused(made: dict[str, Any], constraint: str, what: str, changes: dict[str, Any]) -> None:
    thing = made[what]
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        type(thing).objects.filter(pk=thing.pk).update(**changes)


def test_twice_the_same_is_refused(made: dict[str, Any], regency: str) -> None:
    now = timezone.now()
    batch, sheet = made["batch"], made["sheet"]
    other = StoredFile.objects.create(fingerprint="b" * 64, size=1)
    again = [
        ("source_once", Source, {"kind": "register_desa", "institution": "Pemerintah desa", "area_id": regency}),
        ("source_file_stored_once", SourceFile, {"batch": batch, "stored": made["stored"], "live": True, **named("b")}),
        ("source_file_name_once", SourceFile, {"batch": batch, "stored": other, **named("a.xlsx")}),
        ("sheet_once", Sheet, {"file": made["file"], "name": "Daftar"}),
        ("row_problem_once", RowProblem, problem_values(batch)),
        ("row_once", Row, row_values(sheet, 4)),
        ("column_mapping_once", ColumnMapping, {
            "kind": "penduduk", "signature": "s", "meanings": [], "confirmed_by": "uji", "confirmed_at": now,
        }),
        ("place_answer_once", PlaceAnswer, {"key": "A|B|", "outside": True, "answered_by": "x", "answered_at": now}),
        ("published_total_once", PublishedTotal, total_values() | {"value": 912}),
    ]  # fmt: skip
    for constraint, model, values in again:
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            model.objects.create(**values)


def test_one_hand_in_is_corrected_by_one_that_counts(made: dict[str, Any]) -> None:
    now = timezone.now()
    values = {
        "source": made["source"], "received_on": date(2025, 8, 1), "checked_by": "uji", "checked_at": now,
        "state": "tersimpan", "stored_at": now, "supersedes": made["batch"],
    }  # fmt: skip
    Batch.objects.create(**values)
    with pytest.raises(IntegrityError, match="batch_superseded_once"), transaction.atomic():
        Batch.objects.create(**values)


def test_a_row_names_no_area_that_is_not_there(made: dict[str, Any]) -> None:
    from django.db import connection

    Row.objects.filter(pk=made["row"].pk).update(area_id="36.04.99.9999")
    with pytest.raises(IntegrityError, match="area"):
        connection.check_constraints()
    transaction.set_rollback(True)
