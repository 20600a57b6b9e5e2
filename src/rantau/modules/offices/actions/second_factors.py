"""Second factors: printed at the kecamatan, taken away where a phone is lost, sealed anew when keys are rotated."""

from __future__ import annotations

from base64 import b64decode
from collections import Counter
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import transaction
from django.db.models import Q

from rantau.modules.offices.models import Account
from rantau.modules.offices.second_factor import DATA
from rantau.platform.access.actor import Actor
from rantau.platform.crypto import KeysError, SealBrokenError
from rantau.platform.crypto.keys import keyring
from rantau.platform.keys.places import Resealer
from rantau.platform.sessions.api import end_sessions


def print_codes(by: Actor, account: Account, at: datetime | None = None) -> tuple[str, ...]:
    """A fresh sheet of printed codes as the second factor; an earlier one does not hold any more. A step of a verb.

    `at` is the moment of the letter that it is printed with.
    """
    kind = Authenticator.Type.RECOVERY_CODES
    Authenticator.objects.filter(user_id=account.pk, type=kind).delete()
    sheet = Authenticator(user=account, type=kind, data={"seed": RecoveryCodes.generate_seed(), "used_mask": 0})
    sheet.made_by = by
    sheet.created_at = at or sheet.created_at
    sheet.save()
    return tuple(RecoveryCodes(sheet).get_unused_codes())


def take_second_factors_away(account_id: int, printed_at: datetime) -> None:
    """All second factors and all sessions of an account go, in the transaction of the verb that calls it.

    Only the sheet printed with the letter of that very moment stays: codes that were made later on the lost phone go.
    """
    sheet = Q(type=Authenticator.Type.RECOVERY_CODES, created_at=printed_at)
    Authenticator.objects.filter(user_id=account_id).exclude(sheet).delete()
    end_sessions(account_id=account_id)


_BATCH = 100


def _key_of(data: dict[str, str]) -> int:
    return DATA.key_number(b64decode(data["sealed"]))


def _count() -> Counter[int]:
    return Counter(map(_key_of, Authenticator.objects.values_list("data", flat=True)))


def _reseal() -> int:
    """Closing happens at each save; a row in use is left for the next round."""
    active = keyring().seal.active
    stale = [pk for pk, data in Authenticator.objects.values_list("pk", "data") if _key_of(data) != active][:_BATCH]
    with transaction.atomic():
        rows = list(Authenticator.objects.select_for_update(skip_locked=True).filter(pk__in=stale))
        for row in rows:
            row.save(update_fields=["data"])
    return len(rows)


def _sample(most: int) -> tuple[int, int]:
    rows = Authenticator.objects.order_by("?").values_list("pk", "user_id", "type", "data")[:most]
    opens = [_opens(*row) for row in rows]
    return len(opens), opens.count(False)


def _opens(number: int, user_id: int, kind: str, data: dict[str, str]) -> bool:
    try:
        DATA.open(b64decode(data["sealed"]), number, user_id, kind)
    except (KeyError, ValueError, SealBrokenError, KeysError):
        return False
    return True


RESEALER = Resealer("mfa_authenticator.data", _count, _reseal, _sample)
