"""Who may see and write plans: the villages that they belong to."""

from importlib import import_module

from django.db import migrations

policies = import_module("rantau.project.row_security.migrations.0002_policies")

PLANS = "EXISTS (SELECT 1 FROM journeys_plan seen WHERE seen.id = plan_id)"
RULES = (
    policies.Rule("journeys_plan", policies.at("area_id", "journeys.view"), policies.at("area_id", "journeys.write")),
    policies.Rule("journeys_claim", PLANS, policies.all_of(PLANS, policies.holds("journeys.write"))),
)


class Migration(migrations.Migration):
    dependencies = [("row_security", "0004_counting"), ("journeys", "0001_initial")]

    operations = [migrations.RunSQL("\n".join(map(policies._policies, RULES)), "\n".join(map(policies._undo, RULES)))]
