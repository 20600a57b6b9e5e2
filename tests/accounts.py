"""Accounts for tests, made without the verbs that are themselves under test."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import count

from django.contrib.auth.hashers import make_password

from rantau.modules.offices.models import Account, Post

SINCE = date(2024, 1, 1)
PASSWORD = "perahu-tambak-laut"
_numbers = count(1)


@cache
def hashed() -> str:
    """The password of every account of the tests, hashed once."""
    return make_password(PASSWORD)


def account_holding(role: str, area: str = "36.04", **post: object) -> Account:
    """A fresh account that holds a role in an area since 2024; `post` overrides fields of the post."""
    account = Account.objects.create(username=f"akun{next(_numbers)}", name="Akun Uji", password=hashed())
    Post.objects.create(account=account, role=role, **({"area_id": area, "valid_from": SINCE} | post))
    return account
