"""The NIK of a person is sealed; of the birth date only the year is kept: the rest stands in the rows."""

from django.db import migrations, models
from django.db.models import Q

from rantau.platform.crypto import SealedColumn, blind_index, is_sealed_or_empty
from rantau.platform.db.rewriting import rewrite

NIK = SealedColumn("people_person", "nik", ("id",))


def seal(_apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        rewrite(
            cursor,
            "people_person",
            read=["nik_plain", "birth"],
            write={"nik": "bytea", "nik_index": "bytea", "birth_year": "smallint"},
            change=sealed,
        )


def sealed(person, nik, birth):
    closed = NIK.seal(nik.encode(), person) if nik else b""
    return closed, blind_index("nik", nik) if nik else None, int(birth[:4]) if birth else None


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("sources", "0002_sealed")]

    operations = [
        migrations.RemoveIndex(model_name="person", name="person_nik"),
        migrations.RenameField(model_name="person", old_name="nik", new_name="nik_plain"),
        migrations.AddField(model_name="person", name="nik", field=models.BinaryField(default=b"")),
        migrations.AddField(model_name="person", name="nik_index", field=models.BinaryField(max_length=32, null=True)),
        migrations.AddField(model_name="person", name="birth_year", field=models.SmallIntegerField(null=True)),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.RemoveField(model_name="person", name="nik_plain"),
        migrations.RemoveField(model_name="person", name="birth"),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(condition=Q(nik_index__isnull=False), fields=["nik_index"], name="person_nik_index"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(condition=is_sealed_or_empty("nik"), name="person_nik_sealed"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=Q(nik=b"") | Q(nik_index__isnull=False), name="person_nik_has_index"
            ),
        ),
    ]
