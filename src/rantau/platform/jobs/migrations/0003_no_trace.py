"""What stood there unsealed is still in the table's pages until they are written anew."""

from django.db import migrations

from rantau.platform.db.erasing import erase_what_was


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("jobs", "0002_sealed")]

    operations = [migrations.RunPython(erase_what_was("jobs_progress"), migrations.RunPython.noop)]
