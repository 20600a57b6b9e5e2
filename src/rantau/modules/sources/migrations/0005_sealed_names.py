"""Names of files are sealed, wherever they stand: people call a workbook after a person, or after a NIK."""

import json

import orjson
from django.db import migrations, models

from rantau.platform.crypto import SealedColumn, blind_index, is_sealed, is_sealed_or_empty
from rantau.platform.db.rewriting import rewrite

NAME = SealedColumn("sources_sourcefile", "name", ("id",))
REFUSED = SealedColumn("sources_batch", "refused", ("id",))
PROBLEM = SealedColumn("sources_rowproblem", "said", ("batch_id", "number"))


def seal(_apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        rewrite(
            cursor,
            "sources_sourcefile",
            read=["name_plain"],
            write={"name": "bytea", "name_index": "bytea"},
            change=lambda file, name: (NAME.seal(name.encode(), file), blind_index("file name", name)),
        )
        rewrite(
            cursor,
            "sources_batch",
            read=["refused_plain"],
            write={"refused": "bytea"},
            change=lambda batch, refused: (sealed_list(batch, refused),),
        )
        rewrite(
            cursor,
            "sources_rowproblem",
            read=["batch_id", "number", "file", "said"],
            write={"said": "bytea"},
            change=lambda _, batch, number, file, said: (with_file(batch, number, file, said),),
        )


def sealed_list(batch, refused):
    sentences = json.loads(refused) if isinstance(refused, str) else refused
    return REFUSED.seal(json.dumps(sentences).encode(), batch) if sentences else b""


def with_file(batch, number, file, said):
    words = json.loads(PROBLEM.open(said, batch, number))
    return PROBLEM.seal(orjson.dumps([*words, file]), batch, number)


class Migration(migrations.Migration):
    dependencies = [("sources", "0004_handed_in_by")]

    operations = [
        migrations.RemoveConstraint("sourcefile", "source_file_name_once"),
        migrations.RenameField("sourcefile", "name", "name_plain"),
        migrations.RenameField("batch", "refused", "refused_plain"),
        migrations.AddField("sourcefile", "name", models.BinaryField(default=b"")),
        migrations.AddField("sourcefile", "name_index", models.BinaryField(max_length=32, null=True)),
        migrations.AddField("batch", "refused", models.BinaryField(default=b"")),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.RemoveField("sourcefile", "name_plain"),
        migrations.RemoveField("batch", "refused_plain"),
        migrations.RemoveField("rowproblem", "file"),
        migrations.AlterField("sourcefile", "name", models.BinaryField()),
        migrations.AlterField("sourcefile", "name_index", models.BinaryField(max_length=32)),
        migrations.AddConstraint(
            "sourcefile", models.UniqueConstraint(fields=("batch", "name_index"), name="source_file_name_once")
        ),
        migrations.AddConstraint(
            "sourcefile", models.CheckConstraint(condition=is_sealed("name"), name="source_file_name_sealed")
        ),
        migrations.AddConstraint(
            "batch", models.CheckConstraint(condition=is_sealed_or_empty("refused"), name="batch_refused_sealed")
        ),
    ]
