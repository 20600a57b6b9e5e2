"""Hand-overs are seen where they are done and where they are approved, and written where they are done."""

from importlib import import_module

from django.db import migrations

policies = import_module("rantau.project.row_security.migrations.0002_policies")

RULE = policies.Rule(
    "offices_handover",
    policies.at("area_id", "offices.hand_over offices.confirm_hand_over"),
    policies.at("area_id", "offices.hand_over"),
)


class Migration(migrations.Migration):
    dependencies = [("row_security", "0011_paper"), ("offices", "0005_handover")]

    operations = [migrations.RunSQL(policies._policies(RULE), policies._undo(RULE))]
