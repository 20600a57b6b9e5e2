"""The functions that the policies ask. A later change is a new migration (CREATE OR REPLACE).

Which areas does who acts reach, and which lists, files and accounts lie there? All are STABLE and called in sub-selects
without reference to the row, so that a statement evaluates each once. Those that look into protected tables are
SECURITY DEFINER: the owner's tables do not guard themselves against the owner.
"""

from django.db import migrations

HELD = r"""
CREATE FUNCTION rantau_me() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('rantau.account', true), '')::bigint
$$;

CREATE FUNCTION rantau_areas(VARIADIC permissions text[]) RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT DISTINCT area
    FROM jsonb_each(coalesce(nullif(current_setting('rantau.grants', true), ''), '{}')::jsonb) AS held(permission, areas),
         jsonb_array_elements_text(areas) AS area
    WHERE permission = ANY (permissions) OR permission = '*'
$$;

CREATE FUNCTION rantau_holds(VARIADIC permissions text[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT EXISTS (SELECT 1 FROM rantau_areas(VARIADIC permissions))
$$;

CREATE FUNCTION rantau_prefixes(VARIADIC permissions text[]) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(CASE area WHEN '*' THEN '' ELSE area || '.' END), '{}')
    FROM rantau_areas(VARIADIC permissions) AS area WHERE area <> ''
$$;

CREATE FUNCTION rantau_unknown(VARIADIC permissions text[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT EXISTS (
        SELECT 1 FROM rantau_areas(VARIADIC permissions) AS area WHERE area = '*' OR area ~ '^[^.]+\.[^.]+$'
    )
$$;
"""
"""Areas as prefixes with a dot at the end ("36.04."); unknown: whether rows without an area are for her."""

LISTS = """
CREATE FUNCTION rantau_sources(VARIADIC permissions text[]) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
    SELECT id FROM sources_source WHERE (area_id || '.') ^@ ANY (rantau_prefixes(VARIADIC permissions))
$$;

CREATE FUNCTION rantau_batches(VARIADIC permissions text[]) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
    SELECT id FROM sources_batch WHERE source_id IN (SELECT rantau_sources(VARIADIC permissions))
$$;

CREATE FUNCTION rantau_files(VARIADIC permissions text[]) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
    SELECT id FROM sources_sourcefile WHERE batch_id IN (SELECT rantau_batches(VARIADIC permissions))
$$;

CREATE FUNCTION rantau_sheets(VARIADIC permissions text[]) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
    SELECT id FROM sources_sheet WHERE file_id IN (SELECT rantau_files(VARIADIC permissions))
$$;

CREATE FUNCTION rantau_own_sheets(VARIADIC permissions text[]) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
    SELECT DISTINCT sheet_id FROM sources_row WHERE area_id IN (
        SELECT code FROM areas_area WHERE (code || '.') ^@ ANY (rantau_prefixes(VARIADIC permissions))
    )
    UNION
    SELECT sheet_id FROM sources_statement WHERE (area_id || '.') ^@ ANY (rantau_prefixes(VARIADIC permissions))
$$;

CREATE FUNCTION rantau_own_files(VARIADIC permissions text[]) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
    SELECT file_id FROM sources_sheet WHERE id IN (SELECT rantau_own_sheets(VARIADIC permissions))
$$;

CREATE FUNCTION rantau_own_batches(VARIADIC permissions text[]) RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT batch_id FROM sources_sourcefile WHERE id IN (SELECT rantau_own_files(VARIADIC permissions))
$$;

CREATE FUNCTION rantau_own_sources(VARIADIC permissions text[]) RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT source_id FROM sources_batch WHERE id IN (SELECT rantau_own_batches(VARIADIC permissions))
$$;

CREATE FUNCTION rantau_register_sheets() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
    SELECT id FROM sources_sheet WHERE kind = 'register_desa'
$$;

CREATE FUNCTION rantau_content(VARIADIC permissions text[]) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
    SELECT stored_id FROM sources_sourcefile WHERE id IN (SELECT rantau_files(VARIADIC permissions))
$$;

CREATE FUNCTION rantau_content_in_use() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
    SELECT stored_id FROM sources_sourcefile
$$;

CREATE FUNCTION rantau_register_rows(permission text) RETURNS TABLE (area_id varchar, number bigint) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT r.area_id, count(*)
    FROM sources_row r
    JOIN sources_sheet s ON s.id = r.sheet_id
    JOIN sources_sourcefile f ON f.id = s.file_id
    JOIN sources_batch b ON b.id = f.batch_id
    WHERE s.kind = 'register_desa' AND b.state = 'tersimpan'
      AND (r.area_id || '.') ^@ ANY (rantau_prefixes(permission))
    GROUP BY r.area_id
$$;
"""
"""Lists whose area she reaches; lists in which a row of her area stands; how many rows of registers each desa has."""

ACCOUNTS = """
CREATE FUNCTION rantau_accounts_elsewhere(VARIADIC permissions text[]) RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT account_id FROM offices_post GROUP BY account_id
    HAVING NOT bool_or((area_id || '.') ^@ ANY (rantau_prefixes(VARIADIC permissions)))
$$;

CREATE FUNCTION rantau_accounts_at(VARIADIC permissions text[]) RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT account_id FROM offices_post WHERE (area_id || '.') ^@ ANY (rantau_prefixes(VARIADIC permissions))
$$;
"""
"""Accounts with a post in her areas. Accounts all of whose posts, past ones too, lie beyond her areas. One without any post is nobody's, so anybody's."""

DROP = """
DROP FUNCTION rantau_accounts_at, rantau_accounts_elsewhere, rantau_register_rows, rantau_content_in_use, rantau_content,
    rantau_register_sheets, rantau_own_sources, rantau_own_batches, rantau_own_files, rantau_own_sheets, rantau_sheets,
    rantau_files, rantau_batches, rantau_sources, rantau_unknown, rantau_prefixes, rantau_holds, rantau_areas, rantau_me
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("areas", "0001_initial"),
        ("offices", "0002_letters"),
        ("files", "0001_initial"),
        ("sources", "0001_initial"),
        ("people", "0001_initial"),
        ("insight", "0001_initial"),
        ("audit", "0002_chains"),
        ("approval", "0001_initial"),
    ]

    operations = [migrations.RunSQL(HELD + LISTS + ACCOUNTS, DROP)]
