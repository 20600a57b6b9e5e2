"""Rows, problems, samples and free texts are sealed; numbers are found by blind indexes."""

import json

import orjson
from django.db import migrations, models
from django.db.models import Q

from rantau.kernel.phone import Phone
from rantau.platform.crypto import SealedColumn, blind_index, is_sealed, is_sealed_or_empty
from rantau.platform.db.rewriting import rewrite

TYPED = SealedColumn("sources_row", "typed", ("sheet_id", "number"))
RAW = SealedColumn("sources_row", "raw", ("sheet_id", "number"))
PROBLEM = SealedColumn("sources_rowproblem", "said", ("batch_id", "number"))
SAMPLES = SealedColumn("sources_sheet", "samples", ("id",))
NOTE = SealedColumn("sources_batch", "note", ("id",))
UNDO_REASON = SealedColumn("sources_batch", "undo_reason", ("id",))
INDEXES = ("nik_index", "phone_index", "passport_index")


def seal(_apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        indexes = dict.fromkeys((*INDEXES, "birth_index"), "bytea")
        rewrite(
            cursor,
            "sources_row",
            read=["sheet_id", "number", "nik", "birth_iso", "typed", "raw"],
            write={"typed": "bytea", "raw": "bytea", **indexes},
            change=sealed_row,
        )
        cursor.execute(
            "UPDATE sources_rowproblem p SET number = n.number FROM (SELECT id, row_number() OVER "
            "(PARTITION BY batch_id ORDER BY id) AS number FROM sources_rowproblem) n WHERE n.id = p.id"
        )
        rewrite(
            cursor,
            "sources_rowproblem",
            read=["batch_id", "number", "message", "read", "stored"],
            write={"said": "bytea"},
            change=lambda _, batch, number, *said: (PROBLEM.seal(json.dumps(said).encode(), batch, number),),
        )
        rewrite(
            cursor,
            "sources_sheet",
            read=["columns"],
            write={"columns": "jsonb", "samples": "bytea"},
            change=sealed_sheet,
        )
        rewrite(
            cursor,
            "sources_batch",
            read=["note_plain", "undo_reason_plain"],
            write={"note": "bytea", "undo_reason": "bytea"},
            change=lambda batch, note, reason: (closed(NOTE, note, batch), closed(UNDO_REASON, reason, batch)),
        )


def sealed_row(_, sheet, number, nik, birth, typed, raw):
    values = orjson.loads(bytes(typed))
    if "nik" in values:
        values["nik"] = (*values["nik"], nik)
    phone = Phone.parse(values.get("phone", ""))
    passport = "".join(filter(str.isalnum, values.get("passport", ""))).upper()[:32]
    return (
        TYPED.seal(orjson.dumps(values), sheet, number),
        RAW.seal(bytes(raw), sheet, number),
        index("nik", nik),
        index("phone", phone.digits[:32] if phone else ""),
        index("passport", passport),
        index("birth", birth),
    )


def index(kind, value):
    return blind_index(kind, value) if value else None


def sealed_sheet(sheet, columns):
    read = json.loads(columns) if isinstance(columns, str) else columns
    samples = [column[3] for column in read]
    kept = [[letter, heading, meaning, known] for letter, heading, meaning, _, known in read]
    return json.dumps(kept), closed(SAMPLES, json.dumps(samples) if any(samples) else "", sheet)


def closed(column, text, row):
    return column.seal(text.encode(), row) if text else b""


def sealed_constraint(model, name, condition):
    return migrations.AddConstraint(model, models.CheckConstraint(condition=condition, name=name))


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial"), ("files", "0002_sealed")]

    operations = [
        migrations.RemoveField("source", "note"),
        migrations.RemoveConstraint("row", "row_nik_whole"),
        *(
            migrations.AddField("row", name, models.BinaryField(max_length=32, null=True))
            for name in (*INDEXES, "birth_index")
        ),
        migrations.AddField("rowproblem", "number", models.IntegerField(null=True)),
        migrations.AddField("rowproblem", "said", models.BinaryField(default=b"")),
        migrations.AddField("sheet", "samples", models.BinaryField(default=b"")),
        migrations.RemoveConstraint("batch", "batch_undone_with_reason"),
        migrations.RenameField("batch", "note", "note_plain"),
        migrations.RenameField("batch", "undo_reason", "undo_reason_plain"),
        migrations.AddField("batch", "note", models.BinaryField(default=b"")),
        migrations.AddField("batch", "undo_reason", models.BinaryField(default=b"")),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.RemoveField("row", "nik"),
        migrations.RemoveField("row", "birth_iso"),
        migrations.RemoveField("rowproblem", "message"),
        migrations.RemoveField("rowproblem", "read"),
        migrations.RemoveField("rowproblem", "stored"),
        migrations.RemoveField("batch", "note_plain"),
        migrations.RemoveField("batch", "undo_reason_plain"),
        migrations.AlterField("rowproblem", "number", models.IntegerField()),
        migrations.AlterField("rowproblem", "said", models.BinaryField()),
        *(
            migrations.AddIndex(
                "row", models.Index(fields=[name], condition=Q((f"{name}__isnull", False)), name=f"row_{name}")
            )
            for name in INDEXES
        ),
        migrations.AddConstraint(
            "rowproblem", models.UniqueConstraint(fields=("batch", "number"), name="row_problem_once")
        ),
        sealed_constraint("row", "row_nik_whole", Q(nik_reliable=False) | Q(nik_index__isnull=False)),
        sealed_constraint(
            "batch",
            "batch_undone_with_reason",
            Q(state="dibatalkan", undone_at__isnull=False) & ~Q(undo_reason=b"")
            | ~Q(state="dibatalkan") & Q(undone_at__isnull=True),
        ),
        sealed_constraint("row", "row_typed_sealed", is_sealed("typed")),
        sealed_constraint("row", "row_raw_sealed", is_sealed("raw")),
        sealed_constraint("rowproblem", "row_problem_said_sealed", is_sealed("said")),
        sealed_constraint("sheet", "sheet_samples_sealed", is_sealed_or_empty("samples")),
        sealed_constraint("batch", "batch_note_sealed", is_sealed_or_empty("note")),
        sealed_constraint("batch", "batch_undo_reason_sealed", is_sealed_or_empty("undo_reason")),
    ]
