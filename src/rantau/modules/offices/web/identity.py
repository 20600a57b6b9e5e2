"""How an account is greeted: its person's name, and each post in words."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from rantau.modules.offices.models import Account
from rantau.modules.offices.post_names import post_name
from rantau.modules.offices.queries import own_posts
from rantau.modules.offices.web.words import period_of
from rantau.platform.access.views import actor_of
from rantau.platform.web.frame import Identity, PostLine


def describe(request: HttpRequest) -> Identity:
    """Name and posts of the account of a request; one query."""
    actor, today = actor_of(request), timezone.localdate()
    posts = tuple(
        PostLine(post_name(post.role, acting=post.acting), post.area.name)
        for post in own_posts(actor)
        if period_of(post).includes(today)
    )
    person = request.user
    name = person.name if isinstance(person, Account) else actor.name
    return Identity(name or actor.name, actor.name, posts)
