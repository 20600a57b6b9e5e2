"""Which rows who acts may see, and which she may write. A later change is a new migration.

`reads` and `writes` are conditions on a row. A policy FOR SELECT has the first, FOR INSERT the second, FOR UPDATE and
DELETE need both.
"""

from dataclasses import dataclass

from django.db import migrations


def _named(permissions: str) -> str:
    return ", ".join(f"'{permission}'" for permission in permissions.split())


def at(area: str, permissions: str) -> str:
    """The area lies where one of the permissions is held; no area at all: for who is responsible for a regency."""
    named = _named(permissions)
    return (
        f"(({area} || '.') ^@ ANY ((SELECT rantau_prefixes({named}))::text[])"
        f" OR (coalesce({area}, '') = '' AND (SELECT rantau_unknown({named}))))"
    )


def among(column: str, function: str, permissions: str = "") -> str:
    """The column is one of those that a function gives."""
    return f"{column} IN (SELECT {function}({_named(permissions)}))"


def holds(permissions: str) -> str:
    """One of the permissions is held somewhere."""
    return f"(SELECT rantau_holds({_named(permissions)}))"


def any_of(*conditions: str) -> str:
    """One of them is true."""
    return "(" + " OR ".join(conditions) + ")"


def all_of(*conditions: str) -> str:
    """All of them are true."""
    return "(" + " AND ".join(conditions) + ")"


OWN_ROWS = "insight.view insight.view_desa people.view people.view_lists people.link sources.view_rows"
"""What shows a row by its own area also shows in which list it stands."""
LISTS = f"{OWN_ROWS} insight.compute sources.view sources.import sources.undo sources.resolve_places"
HAND_IN = "sources.import sources.undo"
WHOLE_ROWS = "sources.view_rows people.view_lists people.link insight.compute sources.resolve_places"
LINKED = "people.view_lists people.link insight.compute"
IS_DESA = "area_id LIKE '%.%.%.%'"
REGISTER = among("sheet_id", "rantau_register_sheets")
COLLEAGUES = "offices.vouch offices.approve_reset"
ME = "(SELECT rantau_me())"
SIGNING_IN = holds("offices.sign_in")


def _counted(desa: str) -> str:
    """Counts of an area: of a desa only for who may see desa figures."""
    return any_of(
        all_of(IS_DESA, desa),
        all_of(f"NOT {IS_DESA}", at("area_id", "insight.view insight.compute")),
    )


def _managed(account: str) -> str:
    """An account of her areas, or one without any post."""
    elsewhere = among(account, "rantau_accounts_elsewhere", "offices.manage_accounts")
    return all_of(holds("offices.manage_accounts"), f"NOT {elsewhere}")


@dataclass(frozen=True)
class Rule:
    """The rule of one table."""

    table: str
    reads: str
    writes: str


RULES = (
    Rule(
        "sources_source",
        any_of(at("area_id", LISTS), among("id", "rantau_own_sources", OWN_ROWS)),
        at("area_id", HAND_IN),
    ),
    Rule(
        "sources_batch",
        any_of(among("source_id", "rantau_sources", LISTS), among("id", "rantau_own_batches", OWN_ROWS)),
        among("source_id", "rantau_sources", f"{HAND_IN} sources.resolve_places"),
    ),
    Rule(
        "sources_sourcefile",
        any_of(among("batch_id", "rantau_batches", LISTS), among("id", "rantau_own_files", OWN_ROWS)),
        among("batch_id", "rantau_batches", HAND_IN),
    ),
    Rule(
        "sources_sheet",
        any_of(among("file_id", "rantau_files", LISTS), among("id", "rantau_own_sheets", OWN_ROWS)),
        among("file_id", "rantau_files", HAND_IN),
    ),
    Rule(
        "sources_row",
        any_of(
            at("area_id", WHOLE_ROWS),
            among("sheet_id", "rantau_sheets", "sources.view sources.import sources.undo"),
            all_of("area_id IS NOT NULL", at("area_id", "people.view"), REGISTER),
        ),
        any_of(among("sheet_id", "rantau_sheets", HAND_IN), at("area_id", "sources.resolve_places")),
    ),
    Rule(
        "sources_rowproblem",
        among("batch_id", "rantau_batches", "sources.import"),
        among("batch_id", "rantau_batches", HAND_IN),
    ),
    Rule(
        "sources_statement",
        any_of(at("area_id", LISTS), among("sheet_id", "rantau_sheets", LISTS)),
        among("sheet_id", "rantau_sheets", HAND_IN),
    ),
    Rule(
        "files_chunk",
        any_of(
            among("file_id", "rantau_content", "sources.import sources.undo sources.view_rows"),
            all_of(holds("sources.import"), f"NOT {among('file_id', 'rantau_content_in_use')}"),
        ),
        holds("sources.import"),
    ),
    Rule("people_person", at("area_id", LINKED), at("area_id", "people.link")),
    Rule(
        "people_personrow",
        "EXISTS (SELECT 1 FROM sources_row seen WHERE seen.id = row_id)",
        holds("people.link"),
    ),
    Rule(
        "people_nametoken",
        "EXISTS (SELECT 1 FROM people_person seen WHERE seen.id = person_id)",
        holds("people.link"),
    ),
    Rule("insight_answerrun", holds("insight.view insight.compute insight.export"), holds("insight.compute")),
    Rule(
        "insight_areacount",
        _counted(at("area_id", "insight.view_desa insight.compute")),
        at("area_id", "insight.compute"),
    ),
    Rule(
        "insight_listcount",
        _counted(
            any_of(
                at("area_id", "people.view_lists insight.compute"),
                all_of("kind IN ('register_desa', 'siskop2mi_penempatan')", at("area_id", "insight.view_desa")),
            )
        ),
        at("area_id", "insight.compute"),
    ),
    Rule(
        "insight_sharedcount",
        f"(SELECT rantau_unknown({_named('insight.view insight.compute')}))",
        holds("insight.compute"),
    ),
    Rule(
        "offices_account",
        any_of(
            f"id = {ME}",
            SIGNING_IN,
            _managed("id"),
            among("id", "rantau_accounts_at", COLLEAGUES),
        ),
        any_of(f"id = {ME}", SIGNING_IN, holds("offices.manage_accounts")),
    ),
    Rule(
        "offices_post",
        any_of(f"account_id = {ME}", SIGNING_IN, at("area_id", f"offices.manage_accounts {COLLEAGUES}")),
        at("area_id", "offices.manage_accounts"),
    ),
    Rule(
        "offices_letter",
        any_of(SIGNING_IN, _managed("account_id"), among("account_id", "rantau_accounts_at", "offices.approve_reset")),
        any_of(SIGNING_IN, holds("offices.manage_accounts offices.approve_reset")),
    ),
    Rule("audit_event", at("area_code", "audit.view"), "true"),
    Rule("audit_reason", "EXISTS (SELECT 1 FROM audit_event seen WHERE seen.id = event)", "true"),
    Rule(
        "approval_request",
        any_of(f"asked_by = {ME}", at("area_code", "approval.take_part")),
        any_of(f"asked_by = {ME}", at("area_code", "approval.take_part")),
    ),
)


def _policies(rule: Rule) -> str:
    table, reads, writes = rule.table, rule.reads, rule.writes
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY rantau_select ON {table} FOR SELECT USING ({reads});
CREATE POLICY rantau_insert ON {table} FOR INSERT WITH CHECK ({writes});
CREATE POLICY rantau_update ON {table} FOR UPDATE USING ({reads}) WITH CHECK ({writes});
CREATE POLICY rantau_delete ON {table} FOR DELETE USING (({reads}) AND ({writes}));
"""


def _undo(rule: Rule) -> str:
    dropped = "\n".join(
        f"DROP POLICY rantau_{verb} ON {rule.table};" for verb in ("select", "insert", "update", "delete")
    )
    return f"{dropped}\nALTER TABLE {rule.table} DISABLE ROW LEVEL SECURITY;\n"


class Migration(migrations.Migration):
    dependencies = [("row_security", "0001_functions")]

    operations = [
        migrations.RunSQL(
            # A policy is SQL, not a format string: RunSQL takes % as it is when there are no parameters.
            "\n".join(map(_policies, RULES)),
            "\n".join(map(_undo, RULES)),
        )
    ]
