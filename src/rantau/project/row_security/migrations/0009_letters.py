"""Who may see and write letters: the village that they belong to, and for one look whoever holds the paper."""

from importlib import import_module

from django.db import migrations

policies = import_module("rantau.project.row_security.migrations.0002_policies")

RULES = (
    policies.Rule(
        "letters_letter",
        policies.at("area_id", "letters.view letters.check"),
        policies.at("area_id", "letters.write letters.decide"),
    ),
)


class Migration(migrations.Migration):
    dependencies = [("row_security", "0008_photos"), ("letters", "0001_initial")]

    operations = [migrations.RunSQL("\n".join(map(policies._policies, RULES)), "\n".join(map(policies._undo, RULES)))]
