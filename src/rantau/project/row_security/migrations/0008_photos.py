"""A photograph's bytes are seen by whoever sees the photograph's row, and brought by whoever writes plans."""

from importlib import import_module

from django.db import migrations

policies = import_module("rantau.project.row_security.migrations.0002_policies")
tightened = import_module("rantau.project.row_security.migrations.0006_tightened")

SEES_PHOTO = "file_id IN (SELECT seen.file_id FROM journeys_photo seen)"
BRINGS = policies.holds("sources.import journeys.write")
IN_USE = """
CREATE OR REPLACE FUNCTION rantau_content_in_use() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT stored_id FROM public.sources_sourcefile{photos}
$$;
"""
POLICIES = """
ALTER POLICY rantau_select ON files_chunk USING ({reads});
ALTER POLICY rantau_insert ON files_chunk WITH CHECK ({brings} AND {unused});
"""


class Migration(migrations.Migration):
    dependencies = [("row_security", "0007_notices"), ("journeys", "0002_talks_papers_pairs")]

    operations = [
        migrations.RunSQL(
            IN_USE.format(photos=" UNION ALL SELECT file_id FROM public.journeys_photo"), IN_USE.format(photos="")
        ),
        migrations.RunSQL(
            POLICIES.format(reads=f"{tightened.READS_PIECE} OR {SEES_PHOTO}", brings=BRINGS, unused=tightened.UNUSED),
            POLICIES.format(reads=tightened.READS_PIECE, brings=tightened.BRINGS, unused=tightened.UNUSED),
        ),
    ]
