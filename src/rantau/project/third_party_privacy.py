"""Privacy classes of the tables that third-party apps bring.

tests/architecture fails on a field that is missing here and on an entry whose field is gone.
"""

from __future__ import annotations

from rantau.platform.privacy import Privacy

_INTERNAL, _PERSONAL, _SEALED = Privacy.INTERNAL, Privacy.PERSONAL, Privacy.SEALED

THIRD_PARTY: dict[str, dict[str, Privacy]] = {
    # Django's own permissions and groups are not used: roles are plain classes in modules/offices.
    "auth.permission": {"name": _INTERNAL, "content_type": _INTERNAL, "codename": _INTERNAL},
    "auth.group": {"name": _INTERNAL, "permissions": _INTERNAL},
    "auth.group_permissions": {"group": _INTERNAL, "permission": _INTERNAL},
    "contenttypes.contenttype": {"app_label": _INTERNAL, "model": _INTERNAL},
    "account.emailaddress": {"user": _INTERNAL, "email": _PERSONAL, "verified": _INTERNAL, "primary": _INTERNAL},
    "account.emailconfirmation": {"email_address": _INTERNAL, "created": _INTERNAL, "sent": _INTERNAL, "key": _SEALED},
    # The whole content is sealed by modules/offices/second_factor.
    "mfa.authenticator": {
        "user": _INTERNAL,
        "type": _INTERNAL,
        "data": _SEALED,
        "created_at": _INTERNAL,
        "last_used_at": _INTERNAL,
    },
    # Arguments of jobs are ids and counts, never values of a person.
    "procrastinate.procrastinatejob": {
        "id": _INTERNAL,
        "queue_name": _INTERNAL,
        "task_name": _INTERNAL,
        "priority": _INTERNAL,
        "lock": _INTERNAL,
        "args": _INTERNAL,
        "status": _INTERNAL,
        "scheduled_at": _INTERNAL,
        "attempts": _INTERNAL,
        "queueing_lock": _INTERNAL,
        "abort_requested": _INTERNAL,
        "worker": _INTERNAL,
    },
    "procrastinate.procrastinateevent": {"id": _INTERNAL, "job": _INTERNAL, "type": _INTERNAL, "at": _INTERNAL},
    "procrastinate.procrastinateperiodicdefer": {
        "id": _INTERNAL,
        "task_name": _INTERNAL,
        "defer_timestamp": _INTERNAL,
        "job": _INTERNAL,
        "periodic_id": _INTERNAL,
    },
    "procrastinate.procrastinateworker": {"id": _INTERNAL, "last_heartbeat": _INTERNAL},
}
