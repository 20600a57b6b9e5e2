"""The last system administrator stays, also when two are removed at the same moment."""

from __future__ import annotations

from datetime import date

from rantau.modules.offices import queries
from rantau.modules.offices.models import Account
from rantau.platform.access.acting import checking_everywhere


def administrators_alone(day: date) -> list[int]:
    """Ids of the administrators on a day; until this transaction ends nobody else decides who is one.

    The accounts are locked first and read afterwards, by a statement that sees what the one before us committed.
    """
    with checking_everywhere(queries.MANAGE):
        list(Account.objects.filter(posts__role="admin_sistem").order_by("pk").select_for_update(of=("self",)))
        return list(queries.administrators(day).order_by("pk").values_list("pk", flat=True))
