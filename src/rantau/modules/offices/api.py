"""The door of offices: what other modules may import."""

from rantau.modules.offices.actions import (
    assign_post,
    create_account,
    disable_account,
    enable_account,
    end_post,
    register_office,
    set_password,
)
from rantau.modules.offices.domain import ROLES, HeldAccount, HeldPost, KnownOffice, Period, Role, new_password
from rantau.modules.offices.models import Account, Office, Post
from rantau.modules.offices.queries import (
    account,
    account_by_username,
    accounts,
    actor_for,
    actor_of_account,
    administrators,
    offices,
    posts,
    posts_of,
)

__all__ = [
    "ROLES",
    "Account",
    "HeldAccount",
    "HeldPost",
    "KnownOffice",
    "Office",
    "Period",
    "Post",
    "Role",
    "account",
    "account_by_username",
    "accounts",
    "actor_for",
    "actor_of_account",
    "administrators",
    "assign_post",
    "create_account",
    "disable_account",
    "enable_account",
    "end_post",
    "new_password",
    "offices",
    "posts",
    "posts_of",
    "register_office",
    "set_password",
]
