"""Names that stood there unsealed are still in the pages of the tables until they are written anew."""

from django.db import migrations

from rantau.platform.db.erasing import erase_what_was


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("sources", "0005_sealed_names")]

    operations = [
        migrations.RunPython(
            erase_what_was("sources_sourcefile", "sources_rowproblem", "sources_batch"), migrations.RunPython.noop
        )
    ]
