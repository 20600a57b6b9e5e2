"""Whose hand-in it is that waits: what one account leaves open has a limit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sources", "0003_no_trace")]

    operations = [migrations.AddField("batch", "handed_in_by", models.BigIntegerField(null=True))]
