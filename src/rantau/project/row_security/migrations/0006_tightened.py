"""Events are written in one's own name; reasons and pieces of files are written once; bytes that nothing refers to are
for who is responsible for a regency, like all that has no area."""

from django.db import migrations

UNUSED = "file_id NOT IN (SELECT rantau_content_in_use())"
BRINGS = "(SELECT rantau_holds('sources.import'))"
READS_PIECE = (
    "(file_id IN (SELECT rantau_content('sources.import', 'sources.undo', 'sources.view_rows'))"
    f" OR ((SELECT rantau_unknown('sources.import')) AND {UNUSED}))"
)
READS_PIECE_BEFORE = (
    "(file_id IN (SELECT rantau_content('sources.import', 'sources.undo', 'sources.view_rows'))"
    f" OR ({BRINGS} AND NOT file_id IN (SELECT rantau_content_in_use())))"
)
IN_HER_NAME = """(
    CASE WHEN (SELECT rantau_holds('offices.sign_in')) THEN true
         WHEN (SELECT rantau_me()) IS NULL THEN actor_id IS NULL AND actor_kind <> 'user'
         ELSE actor_kind = 'user' AND actor_id = (SELECT rantau_me()) END
)"""
"""Whoever logs in is nobody yet while her login is written down."""
NOT_BOUND = "NOT EXISTS (SELECT 1 FROM audit_link bound WHERE bound.event = audit_reason.event)"
"""A reason comes with its event, in one transaction; once that has ended, none is added."""
SEES_EVENT = "EXISTS (SELECT 1 FROM audit_event seen WHERE seen.id = event)"

TIGHTENED = f"""
ALTER POLICY rantau_insert ON audit_event WITH CHECK {IN_HER_NAME};
ALTER POLICY rantau_insert ON audit_reason WITH CHECK ({NOT_BOUND});
ALTER POLICY rantau_update ON audit_reason USING (false) WITH CHECK (false);
ALTER POLICY rantau_delete ON audit_reason USING (false);
ALTER POLICY rantau_select ON files_chunk USING ({READS_PIECE});
ALTER POLICY rantau_insert ON files_chunk WITH CHECK ({BRINGS} AND {UNUSED});
ALTER POLICY rantau_update ON files_chunk USING (false) WITH CHECK (false);
ALTER POLICY rantau_delete ON files_chunk USING (false);
"""
# Keys are changed and bytes forgotten by the owner; the policies alone would leave a refused statement unsaid.
RIGHTS = """
DO $$
DECLARE
    given record;
BEGIN
    FOR given IN
        SELECT DISTINCT grantee, table_name FROM information_schema.role_table_grants
        WHERE table_schema = current_schema() AND grantee <> current_user
          AND table_name IN ('audit_reason', 'files_chunk')
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM %s', given.table_name,
            CASE WHEN given.grantee = 'PUBLIC' THEN given.grantee ELSE quote_ident(given.grantee) END);
    END LOOP;
END $$;
"""
BEFORE = f"""
ALTER POLICY rantau_insert ON audit_event WITH CHECK (true);
ALTER POLICY rantau_insert ON audit_reason WITH CHECK (true);
ALTER POLICY rantau_update ON audit_reason USING ({SEES_EVENT}) WITH CHECK (true);
ALTER POLICY rantau_delete ON audit_reason USING ({SEES_EVENT});
ALTER POLICY rantau_select ON files_chunk USING ({READS_PIECE_BEFORE});
ALTER POLICY rantau_insert ON files_chunk WITH CHECK ({BRINGS});
ALTER POLICY rantau_update ON files_chunk USING ({READS_PIECE_BEFORE}) WITH CHECK ({BRINGS});
ALTER POLICY rantau_delete ON files_chunk USING ({READS_PIECE_BEFORE} AND {BRINGS});
"""  # noqa: S608 - constants of this file


class Migration(migrations.Migration):
    dependencies = [("row_security", "0005_journeys"), ("files", "0004_forgetting"), ("audit", "0002_chains")]

    operations = [
        migrations.RunSQL(TIGHTENED, BEFORE),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        # What was discarded before left its bytes behind.
        migrations.RunSQL(
            "SELECT files_forget(coalesce(array_agg(id), '{}')) FROM files_storedfile", migrations.RunSQL.noop
        ),
    ]
