"""Reading accounts and posts."""

from __future__ import annotations

from datetime import date

from rantau.modules.offices.domain import ROLES, Period
from rantau.modules.offices.models import Account, Post
from rantau.platform.access.actor import Actor, Grant


def actor_for(account: Account, today: date) -> Actor:
    """The actor of an account: one grant for each post that is in force today. A disabled account holds none."""
    if not account.is_active:
        return Actor(kind="user", id=account.pk, name=account.username)
    posts = Post.objects.filter(account=account)
    in_force = [post for post in posts if Period(post.valid_from, post.valid_to).includes(today)]
    return Actor(
        kind="user",
        id=account.pk,
        name=account.username,
        grants=tuple(
            Grant(role=post.role, permissions=ROLES[post.role].permissions, area=post.area_id, office=post.office_id)
            for post in in_force
        ),
    )
