"""Second factors: each bound to its row, and the database takes nothing that is not sealed."""

import json
from base64 import b64decode, b64encode

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from rantau.platform.crypto import SealedColumn

BEFORE = SealedColumn("mfa_authenticator", "data", ("user_id", "type"))
AFTER = SealedColumn("mfa_authenticator", "data", ("id", "user_id", "type"))

SEALED = """
ALTER TABLE mfa_authenticator ADD CONSTRAINT mfa_data_sealed CHECK (coalesce(
    jsonb_typeof(data) = 'object' AND data - 'sealed' = '{}' AND jsonb_typeof(data -> 'sealed') = 'string'
    AND substring(decode(data ->> 'sealed', 'base64') from 1 for 1) = '\\x01'
    AND octet_length(decode(data ->> 'sealed', 'base64')) >= 33, false))
"""
OPEN = "ALTER TABLE mfa_authenticator DROP CONSTRAINT mfa_data_sealed"


def bind(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Seal each row anew, bound to its number too; what stands in clear is sealed for the first time."""
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, user_id, type, data::text FROM mfa_authenticator ORDER BY id FOR UPDATE")
        for number, account, kind, text in cursor.fetchall():
            kept = json.loads(text)
            plain = BEFORE.open(b64decode(kept["sealed"]), account, kind) if "sealed" in kept else text.encode()
            sealed = b64encode(AFTER.seal(plain, number, account, kind)).decode()
            cursor.execute(
                "UPDATE mfa_authenticator SET data = %s WHERE id = %s", [json.dumps({"sealed": sealed}), number]
            )


def loosen(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """As it was before."""
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, user_id, type, data::text FROM mfa_authenticator ORDER BY id FOR UPDATE")
        for number, account, kind, text in cursor.fetchall():
            plain = AFTER.open(b64decode(json.loads(text)["sealed"]), number, account, kind)
            sealed = b64encode(BEFORE.seal(plain, account, kind)).decode()
            cursor.execute(
                "UPDATE mfa_authenticator SET data = %s WHERE id = %s", [json.dumps({"sealed": sealed}), number]
            )


class Migration(migrations.Migration):
    dependencies = [("offices", "0003_acting_posts"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [
        migrations.RunPython(bind, loosen),
        # The updates above leave checks of foreign keys to the end; a table is not altered before them.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(SEALED, OPEN),
    ]
