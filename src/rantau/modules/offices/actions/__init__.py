"""Verbs of offices: the only code that writes accounts, posts and offices."""

from rantau.modules.offices.actions.accounts import (
    create_account,
    disable_account,
    enable_account,
    set_password,
)
from rantau.modules.offices.actions.posts import assign_post, end_post, register_office

__all__ = [
    "assign_post",
    "create_account",
    "disable_account",
    "enable_account",
    "end_post",
    "register_office",
    "set_password",
]
