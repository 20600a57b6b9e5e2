"""Bytes that nothing refers to any more are deleted, by the owner: whoever gives up a file may not see all its users."""

from django.db import migrations

# Locked first and asked afterwards, each statement with its own look at the tables: who refers to a content in the
# meantime waits, and one who was quicker is seen. Every foreign key to files_storedfile counts, also of later modules.
FORGET = """
CREATE FUNCTION files_forget(contents bigint[]) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    unused bigint[];
    used_by record;
BEGIN
    PERFORM 1 FROM public.files_storedfile WHERE id = ANY (contents) ORDER BY id FOR UPDATE;
    SELECT coalesce(array_agg(id), '{}') INTO unused FROM public.files_storedfile WHERE id = ANY (contents);
    FOR used_by IN
        SELECT k.conrelid::regclass AS users, a.attname AS named FROM pg_constraint k
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        WHERE k.contype = 'f' AND k.confrelid = 'public.files_storedfile'::regclass
          AND k.conrelid <> 'public.files_chunk'::regclass
    LOOP
        EXECUTE format(
            'SELECT coalesce(array_agg(one), ''{}'') FROM unnest($1) AS one'
            ' WHERE NOT EXISTS (SELECT FROM %s WHERE %I = one)', used_by.users, used_by.named
        ) INTO unused USING unused;
    END LOOP;
    DELETE FROM public.files_chunk WHERE file_id = ANY (unused);
    DELETE FROM public.files_storedfile WHERE id = ANY (unused);
    RETURN cardinality(unused);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("files", "0003_no_trace")]

    operations = [migrations.RunSQL(FORGET, "DROP FUNCTION files_forget(bigint[])")]
