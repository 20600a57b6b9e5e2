"""A word of a name is shown with its person, looked up one by one.

`OFFSET 0` keeps PostgreSQL from reading all persons first, for every search, to answer for the few words that it finds.
"""

from importlib import import_module

from django.db import migrations

policies = import_module("rantau.project.row_security.migrations.0002_policies")

ALL_AT_ONCE = "EXISTS (SELECT 1 FROM people_person seen WHERE seen.id = person_id)"
ONE_BY_ONE = ALL_AT_ONCE.removesuffix(")") + " OFFSET 0)"


def _altered(reads: str) -> str:
    writes = policies.holds("people.link")
    return f"""
ALTER POLICY rantau_select ON people_nametoken USING ({reads});
ALTER POLICY rantau_update ON people_nametoken USING ({reads});
ALTER POLICY rantau_delete ON people_nametoken USING (({reads}) AND ({writes}));
"""


class Migration(migrations.Migration):
    dependencies = [("row_security", "0013_asked_once")]

    operations = [migrations.RunSQL(_altered(ONE_BY_ONE), _altered(ALL_AT_ONCE))]
