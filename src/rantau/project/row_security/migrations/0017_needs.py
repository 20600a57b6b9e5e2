"""What is needed at return belongs to its plan."""

from importlib import import_module

from django.db import migrations

policies = import_module("rantau.project.row_security.migrations.0002_policies")
journeys = import_module("rantau.project.row_security.migrations.0005_journeys")

NEEDS = policies.Rule("journeys_needs", journeys.PLANS, journeys.OF_PLANS)


class Migration(migrations.Migration):
    dependencies = [("row_security", "0016_residents"), ("journeys", "0004_needs")]

    operations = [migrations.RunSQL(policies._policies(NEEDS), policies._undo(NEEDS))]
