"""Who may see and write plans: the villages that they belong to. Conversations: who may talk there. Pairs: the steward."""

from importlib import import_module

from django.db import migrations

policies = import_module("rantau.project.row_security.migrations.0002_policies")

PLANS = "EXISTS (SELECT 1 FROM journeys_plan seen WHERE seen.id = plan_id)"
OF_PLANS = policies.all_of(PLANS, policies.holds("journeys.write"))
TALKS = PLANS.removesuffix(")") + f" AND {policies.at('seen.area_id', 'journeys.talk')})"
PAIRS = policies.all_of(policies.at("first_area_id", "journeys.pairs"), policies.at("second_area_id", "journeys.pairs"))
RULES = (
    policies.Rule("journeys_plan", policies.at("area_id", "journeys.view"), policies.at("area_id", "journeys.write")),
    policies.Rule("journeys_claim", PLANS, OF_PLANS),
    policies.Rule("journeys_paper", PLANS, OF_PLANS),
    policies.Rule("journeys_photo", PLANS, OF_PLANS),
    policies.Rule("journeys_conversation", TALKS, TALKS),
    policies.Rule("journeys_likeness", PAIRS, PAIRS),
)


class Migration(migrations.Migration):
    dependencies = [("row_security", "0004_counting"), ("journeys", "0002_talks_papers_pairs")]

    operations = [
        migrations.RunSQL("\n".join(map(policies._policies, RULES)), "\n".join(map(policies._undo, RULES))),
    ]
