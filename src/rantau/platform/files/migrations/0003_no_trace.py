"""What stood there unsealed is still in the table's pages until they are written anew."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("files", "0002_sealed")]

    operations = [migrations.RunSQL("VACUUM FULL files_chunk", migrations.RunSQL.noop)]
