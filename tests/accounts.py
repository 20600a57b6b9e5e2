"""Accounts for tests, made without the verbs that are themselves under test."""

from __future__ import annotations

from datetime import date
from itertools import count

from rantau.modules.offices.models import Account, Post

SINCE = date(2024, 1, 1)
_numbers = count(1)


def account_holding(role: str, area: str = "36.04", **post: object) -> Account:
    """A fresh account that holds a role in an area since 2024; `post` overrides fields of the post."""
    account = Account.objects.create(username=f"akun{next(_numbers)}", name="Akun Uji", password="!")
    Post.objects.create(account=account, role=role, **({"area_id": area, "valid_from": SINCE} | post))
    return account
