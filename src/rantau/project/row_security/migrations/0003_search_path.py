"""Functions that run as the owner look for tables in pg_temp last.

Where a search_path does not name pg_temp, PostgreSQL looks there first: the application's role could put a temporary
view in the place of a table, and what it calls would run as the owner. Any later function must name it, a test insists.
"""

from django.db import migrations

PINNED = """
DO $$
DECLARE
    found regprocedure;
BEGIN
    FOR found IN
        SELECT oid::regprocedure FROM pg_proc
        WHERE prosecdef AND pronamespace = 'public'::regnamespace AND proowner = current_user::regrole
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, public, pg_temp', found);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("row_security", "0002_policies")]

    operations = [migrations.RunSQL(PINNED, migrations.RunSQL.noop)]
