"""What stood there unsealed is still in the table's pages until they are written anew."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("sources", "0002_sealed")]

    operations = [
        migrations.RunSQL(
            [
                "VACUUM FULL sources_row",
                "VACUUM FULL sources_rowproblem",
                "VACUUM FULL sources_sheet",
                "VACUUM FULL sources_batch",
            ],
            migrations.RunSQL.noop,
        )
    ]
