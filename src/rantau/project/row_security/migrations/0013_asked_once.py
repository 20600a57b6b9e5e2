"""The functions beneath the policies ask once which areas are reached, not for each area, list or account anew."""

# ruff: noqa: S608 - SQL is put together from constants of this file only

from django.db import migrations

REACHED = "((SELECT rantau_prefixes(VARIADIC permissions))::text[])"
REACH = f"""
    WITH reach AS MATERIALIZED (SELECT code FROM areas_area WHERE (code || '.') ^@ ANY ({REACHED}))
"""
COUNTED = """
    SELECT s.id FROM sources_sheet s JOIN sources_sourcefile f ON f.id = s.file_id
    JOIN sources_batch b ON b.id = f.batch_id WHERE s.kind = 'register_desa' AND b.state = 'tersimpan'
"""


def _function(signature: str, answer: str) -> str:
    return f"""
CREATE OR REPLACE FUNCTION {signature} LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$ {answer} $$;
"""


def _of_numbers(name: str, answer: str) -> str:
    return _function(f"{name}(VARIADIC permissions text[]) RETURNS SETOF bigint", answer)


FUNCTIONS = (
    _of_numbers("rantau_sources", f"SELECT id FROM sources_source WHERE (area_id || '.') ^@ ANY ({REACHED})"),
    _of_numbers(
        "rantau_own_sheets",
        f"""{REACH}
        SELECT DISTINCT sheet_id FROM sources_row WHERE area_id IN (SELECT code FROM reach)
        UNION
        SELECT sheet_id FROM sources_statement WHERE (area_id || '.') ^@ ANY ({REACHED})""",
    ),
    _of_numbers(
        "rantau_accounts_elsewhere",
        f"""SELECT account_id FROM offices_post GROUP BY account_id
        HAVING NOT bool_or((area_id || '.') ^@ ANY ({REACHED}))""",
    ),
    _of_numbers("rantau_accounts_at", f"SELECT account_id FROM offices_post WHERE (area_id || '.') ^@ ANY ({REACHED})"),
    _function(
        "rantau_register_rows(permission text) RETURNS TABLE (area_id varchar, number bigint)",
        f"""{REACH.replace("VARIADIC permissions", "permission")}
        SELECT r.area_id, count(*) FROM sources_row r
        WHERE r.area_id IN (SELECT code FROM reach) AND r.sheet_id IN ({COUNTED}) GROUP BY r.area_id""",
    ),
    _function(
        "rantau_reporting(permission text) RETURNS SETOF varchar",
        f"""{REACH.replace("VARIADIC permissions", "permission")},
        counted AS MATERIALIZED ({COUNTED})
        SELECT reach.code FROM reach WHERE EXISTS (
            SELECT 1 FROM sources_row r WHERE r.area_id = reach.code AND r.sheet_id IN (SELECT id FROM counted)
        )""",
    ),
)
# As a program rather than a query: it is asked several times in each statement, and its answer costs a third of the time.
PREFIXES = r"""
CREATE OR REPLACE FUNCTION rantau_prefixes(VARIADIC permissions text[]) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    held jsonb := nullif(current_setting('rantau.grants', true), '')::jsonb;
    permission text;
    area text;
    found text[] := '{}';
BEGIN
    FOREACH permission IN ARRAY permissions || '*'::text LOOP
        CONTINUE WHEN held -> permission IS NULL;
        FOR area IN SELECT jsonb_array_elements_text(held -> permission) LOOP
            CONTINUE WHEN area = '';
            area := CASE area WHEN '*' THEN '' ELSE area || '.' END;
            IF area <> ALL (found) THEN
                found := found || area;
            END IF;
        END LOOP;
    END LOOP;
    RETURN found;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("row_security", "0012_handover")]

    # Backwards, the former bodies give the same answers: nothing has to be put back.
    operations = [migrations.RunSQL("\n".join((PREFIXES, *FUNCTIONS)), migrations.RunSQL.noop)]
