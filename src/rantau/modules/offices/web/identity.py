"""How an account is greeted: its person's name, and each post in words."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from rantau.modules.areas.api import Area
from rantau.modules.offices.domain import ROLES
from rantau.modules.offices.models import Account
from rantau.platform.access.views import actor_of
from rantau.platform.web.frame import Identity, PostLine


def describe(request: HttpRequest) -> Identity:
    """Name and posts of the account of a request; the areas take one query."""
    actor = actor_of(request)
    names = dict(Area.objects.filter(code__in={grant.area for grant in actor.grants}).values_list("code", "name"))
    posts = tuple(
        PostLine(_(ROLES[grant.role].label), names.get(grant.area, grant.area)) for grant in actor.grants if grant.area
    )
    person = request.user
    name = person.name if isinstance(person, Account) else actor.name
    return Identity(name or actor.name, actor.name, posts)
