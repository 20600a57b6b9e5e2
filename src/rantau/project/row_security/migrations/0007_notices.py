"""Notices: a village sees what it sent, the labour office what came to it. Who sends does not answer."""

from importlib import import_module

from django.db import migrations

policies = import_module("rantau.project.row_security.migrations.0002_policies")

SEEN = policies.at("area_id", "notices.view_own notices.receive")
NOTICE = "EXISTS (SELECT 1 FROM notices_notice seen WHERE seen.id = notice_id)"
ANSWERS = policies.all_of(NOTICE, policies.holds("notices.answer"))


def _policies(table: str, reads: str, inserts: str, updates: str) -> str:
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY rantau_select ON {table} FOR SELECT USING ({reads});
CREATE POLICY rantau_insert ON {table} FOR INSERT WITH CHECK ({inserts});
CREATE POLICY rantau_update ON {table} FOR UPDATE USING ({reads}) WITH CHECK ({updates});
CREATE POLICY rantau_delete ON {table} FOR DELETE USING (({reads}) AND ({updates}));
"""


RULES = (
    _policies("notices_notice", SEEN, policies.at("area_id", "notices.send"), policies.at("area_id", "notices.answer")),
    _policies("notices_check", NOTICE, ANSWERS, ANSWERS),
)
TABLES = ("notices_notice", "notices_check")


class Migration(migrations.Migration):
    dependencies = [("row_security", "0006_tightened"), ("notices", "0001_initial")]

    operations = [
        migrations.RunSQL("\n".join(RULES), "\n".join(policies._undo(policies.Rule(table, "", "")) for table in TABLES))
    ]
