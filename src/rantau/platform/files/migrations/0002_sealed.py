"""Pieces of files are sealed, and their fingerprints keyed."""

from django.db import migrations, models

from rantau.platform.crypto import SealedColumn, blind_index, is_sealed
from rantau.platform.db.rewriting import rewrite

CONTENT = SealedColumn("files_chunk", "content", ("file_id", "number"))


def seal(_apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        rewrite(
            cursor,
            "files_storedfile",
            read=["fingerprint"],
            write={"fingerprint": "varchar"},
            change=lambda _, sha256: (blind_index("file", sha256).hex(),),
        )
        rewrite(
            cursor,
            "files_chunk",
            read=["file_id", "number", "content"],
            write={"content": "bytea"},
            change=lambda _, file, number, content: (CONTENT.seal(bytes(content), file, number),),
            at_once=8,
        )


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="storedfile", name="file_content_once"),
        migrations.RenameField(model_name="storedfile", old_name="sha256", new_name="fingerprint"),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.UniqueConstraint(fields=("fingerprint",), name="file_content_once"),
        ),
        migrations.AddConstraint(
            model_name="chunk",
            constraint=models.CheckConstraint(condition=is_sealed("content"), name="chunk_content_sealed"),
        ),
    ]
