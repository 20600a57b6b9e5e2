"""Pairs and what was decided of them: for who reviews, where she sees both rows; for the linkage, as persons are."""

from importlib import import_module

from django.db import migrations

policies = import_module("rantau.project.row_security.migrations.0002_policies")

BOTH_ROWS = policies.all_of(
    "EXISTS (SELECT 1 FROM sources_row seen WHERE seen.id = first_row)",
    "EXISTS (SELECT 1 FROM sources_row seen WHERE seen.id = second_row)",
    policies.holds("people.review people.link"),
)
RULES = tuple(policies.Rule(table, BOTH_ROWS, BOTH_ROWS) for table in ("people_proposal", "people_decision"))


class Migration(migrations.Migration):
    dependencies = [("row_security", "0017_needs"), ("people", "0004_review")]

    operations = [
        migrations.RunSQL("\n".join(map(policies._policies, RULES)), "\n".join(map(policies._undo, RULES))),
    ]
