"""What stood there unsealed is still in the table's pages until they are written anew."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("people", "0002_sealed")]

    operations = [migrations.RunSQL("VACUUM FULL people_person", migrations.RunSQL.noop)]
