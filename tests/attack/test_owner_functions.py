"""What runs as the owner of the tables does not run what the application's role puts in its way."""

from __future__ import annotations

import pytest
from django.db import connection

EVIL = """
CREATE FUNCTION pg_temp.whoever() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM set_config('test.ran_as', current_user, false);
    RETURN 1;
END $$;
CREATE TEMPORARY VIEW sources_source AS SELECT pg_temp.whoever() AS id, '36.04'::varchar AS area_id;
GRANT SELECT ON pg_temp.sources_source TO PUBLIC;
SET LOCAL rantau.grants = '{"sources.view": ["*"]}';
"""


@pytest.mark.django_db
def test_a_temporary_view_does_not_stand_in_for_a_table():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL test.ran_as = 'nobody'")
        cursor.execute(EVIL)
        cursor.execute("SELECT count(*) FROM rantau_sources('sources.view')")
        cursor.execute("SELECT current_setting('test.ran_as')")
        assert cursor.fetchone() == ("nobody",)


@pytest.mark.django_db
def test_every_function_of_the_owner_looks_into_pg_temp_last():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proconfig FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        paths = {name: [item for item in config or () if item.startswith("search_path=")] for name, config in cursor}
    assert len(paths) > 10
    assert {name: path for name, path in paths.items() if path != ["search_path=pg_catalog, public, pg_temp"]} == {}
