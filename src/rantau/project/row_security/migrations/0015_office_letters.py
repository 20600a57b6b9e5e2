"""Letters of the officer belong to her office; that one went out is seen by whoever sees the notice."""

from importlib import import_module

from django.db import migrations

policies = import_module("rantau.project.row_security.migrations.0002_policies")
notices = import_module("rantau.project.row_security.migrations.0007_notices")

OFFICE = (policies.at("area_id", "notices.receive"), policies.at("area_id", "notices.answer"))
RULES = (
    policies.Rule("notices_letterhead", *OFFICE),
    policies.Rule("notices_officeletter", *OFFICE),
    policies.Rule("notices_referral", notices.NOTICE, notices.ANSWERS),
)


class Migration(migrations.Migration):
    dependencies = [("row_security", "0014_names_by_person"), ("notices", "0003_office_letters")]

    operations = [migrations.RunSQL("\n".join(map(policies._policies, RULES)), "\n".join(map(policies._undo, RULES)))]
