"""A village's sheet of residents: seen and written by who writes that village's plans, and by nobody else."""

from importlib import import_module

from django.db import migrations

policies = import_module("rantau.project.row_security.migrations.0002_policies")

SHEETS = policies.at("area_id", "journeys.write")
OF_SHEETS = "EXISTS (SELECT 1 FROM journeys_residentsheet seen WHERE seen.id = sheet_id)"
RULES = (
    policies.Rule("journeys_residentsheet", SHEETS, SHEETS),
    policies.Rule("journeys_residentrow", OF_SHEETS, OF_SHEETS),
)


class Migration(migrations.Migration):
    dependencies = [("row_security", "0015_office_letters"), ("journeys", "0003_resident_sheets")]

    operations = [
        migrations.RunSQL("\n".join(map(policies._policies, RULES)), "\n".join(map(policies._undo, RULES))),
    ]
