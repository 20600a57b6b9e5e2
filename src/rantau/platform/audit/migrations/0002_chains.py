from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

import rantau.platform.crypto

# Kept by hand. Links are written by the database at commit, as the owner: the application's role only reads them.
# The text that is hashed is what rantau.platform.audit.verifier.verify_trace puts together: sixteen parts, each with
# its length in bytes, so that no two events have the same text.
FUNCTIONS = """
CREATE FUNCTION audit_part(part text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
    SELECT CASE WHEN part IS NULL THEN '-' ELSE octet_length(part) || ':' || part END
$$;

CREATE FUNCTION audit_hash(e audit_event, number bigint, previous text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT encode(sha256(convert_to(concat_ws(',',
        public.audit_part('rantau-jejak-1'), public.audit_part(e.chain), public.audit_part(number::text),
        public.audit_part(e.id::text),
        public.audit_part(to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
        public.audit_part(e.actor_kind), public.audit_part(e.actor_id::text), public.audit_part(e.actor_name),
        public.audit_part(e.roles), public.audit_part(e.action), public.audit_part(e.subject_type),
        public.audit_part(e.subject_id), public.audit_part(e.area_code), public.audit_part(e.details::text),
        public.audit_part(e.reason_mark), public.audit_part(previous)), 'UTF8')), 'hex')
$$;

-- All events from `first` on that this transaction sees and that have no link: they are its own, because whatever
-- others have committed was linked by their commit. Chains in order, so that two transactions never wait for each
-- other in a circle. The settings hold the plan to walking two indexes from `first`, however large the tables.
CREATE FUNCTION audit_link_from(first bigint) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    waiting record;
    one bigint;
    number bigint;
    last text;
    made text;
BEGIN
    FOR waiting IN
        SELECT e.chain, array_agg(e.id ORDER BY e.id) AS events FROM public.audit_event e
        WHERE e.id >= first AND NOT EXISTS (SELECT 1 FROM public.audit_link l WHERE l.event = e.id)
        GROUP BY e.chain ORDER BY e.chain
    LOOP
        INSERT INTO public.audit_head (chain, seq, hash) VALUES (waiting.chain, 0, '') ON CONFLICT DO NOTHING;
        SELECT h.seq, h.hash INTO number, last FROM public.audit_head h WHERE h.chain = waiting.chain FOR UPDATE;
        FOREACH one IN ARRAY waiting.events LOOP
            number := number + 1;
            SELECT public.audit_hash(e, number, last) INTO made FROM public.audit_event e WHERE e.id = one;
            INSERT INTO public.audit_link (event, chain, seq, previous, hash)
            VALUES (one, waiting.chain, number, last, made);
            last := made;
        END LOOP;
        UPDATE public.audit_head SET seq = number, hash = last WHERE chain = waiting.chain;
    END LOOP;
END $$;

CREATE FUNCTION audit_link_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.audit_link l WHERE l.event = NEW.id) THEN
        PERFORM public.audit_link_from(NEW.id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION audit_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is written once: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
"""
RIGHTS = """
DO $$
DECLARE
    given record;
BEGIN
    FOR given IN
        SELECT DISTINCT grantee, table_name FROM information_schema.role_table_grants
        WHERE table_schema = current_schema() AND grantee <> current_user
          AND table_name IN ('audit_link', 'audit_head', 'audit_checkpoint')
    LOOP
        EXECUTE format('REVOKE %s ON %I FROM %s',
            CASE WHEN given.table_name = 'audit_checkpoint' THEN 'UPDATE, DELETE, TRUNCATE'
                 ELSE 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER' END,
            given.table_name,
            CASE WHEN given.grantee = 'PUBLIC' THEN given.grantee ELSE quote_ident(given.grantee) END);
    END LOOP;
END $$;
"""
TRIGGERS = """
CREATE TRIGGER audit_link_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_link
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_written_once();
CREATE TRIGGER audit_checkpoint_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_written_once();
CREATE CONSTRAINT TRIGGER audit_event_is_linked AFTER INSERT ON audit_event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_link_event();
"""
OLD_EVENTS = "SELECT audit_link_from(0)"
UNDO = """
DROP TRIGGER audit_event_is_linked ON audit_event;
DROP FUNCTION audit_link_event();
DROP FUNCTION audit_link_from(bigint);
DROP FUNCTION audit_hash(audit_event, bigint, text);
DROP FUNCTION audit_part(text);
DROP TRIGGER audit_checkpoint_written_once ON audit_checkpoint;
DROP TRIGGER audit_link_written_once ON audit_link;
DROP FUNCTION audit_is_written_once();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        # Events of version 0.1 do not say of which office they were: they make one chain of their own.
        migrations.AddField(
            "event", "chain", models.CharField(max_length=40, default="versi-0.1"), preserve_default=False
        ),
        migrations.AddField("event", "reason_mark", models.CharField(blank=True, max_length=64)),
        migrations.AddIndex(
            "event",
            GinIndex(
                fields=["details"],
                name="audit_seen",
                opclasses=["jsonb_path_ops"],
                condition=models.Q(details__has_key="seen"),
            ),
        ),
        migrations.CreateModel(
            name="Reason",
            fields=[
                ("event", models.BigIntegerField(primary_key=True, serialize=False)),
                ("words", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=rantau.platform.crypto.is_sealed("words"), name="audit_reason_sealed"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("event", models.BigIntegerField(primary_key=True, serialize=False)),
                ("chain", models.CharField(max_length=40)),
                ("seq", models.BigIntegerField()),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("chain", "seq"), name="audit_link_once")],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("chain", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("hash", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("hash", models.CharField(max_length=64)),
                ("sent", models.BooleanField(null=True)),
            ],
        ),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(OLD_EVENTS, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, UNDO),
    ]
