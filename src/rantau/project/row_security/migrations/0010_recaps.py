"""Monthly summaries: seen and sent where one's village or kecamatan is."""

from importlib import import_module

from django.db import migrations

policies = import_module("rantau.project.row_security.migrations.0002_policies")

RULES = (policies.Rule("recaps_recap", policies.at("area_id", "recaps.view"), policies.at("area_id", "recaps.send")),)


class Migration(migrations.Migration):
    dependencies = [("row_security", "0009_letters"), ("recaps", "0001_initial")]

    operations = [migrations.RunSQL("\n".join(map(policies._policies, RULES)), "\n".join(map(policies._undo, RULES)))]
