"""What work says at its end is sealed, and its steps name no file any more: the sentence may quote one."""

from django.db import migrations, models

from rantau.platform.crypto import SealedColumn, is_sealed_or_empty
from rantau.platform.db.rewriting import rewrite

MESSAGE = SealedColumn("jobs_progress", "message", ("key",))


def seal(_apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        rewrite(
            cursor,
            "jobs_progress",
            read=["key", "message_plain"],
            write={"message": "bytea", "step": "varchar"},
            change=lambda _, key, words: (MESSAGE.seal(words.encode(), key) if words else b"", ""),
        )


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial")]

    operations = [
        migrations.RenameField("progress", "message", "message_plain"),
        migrations.AddField("progress", "message", models.BinaryField(default=b"")),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.RemoveField("progress", "message_plain"),
        migrations.AddConstraint(
            "progress",
            models.CheckConstraint(condition=is_sealed_or_empty("message"), name="progress_message_sealed"),
        ),
    ]
