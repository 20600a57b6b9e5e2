"""Words for the names in the trace. The platform knows no module: the project says how each action is called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _


@cache
def _words(part: str) -> Mapping[str, object]:
    found: Mapping[str, object] = import_string(f"{settings.TRACE_WORDS}.{part}")
    return found


def action_words(name: str) -> str:
    """An action in words; its bare name where nothing names it."""
    return str(_words("ACTIONS").get(name, name))


def opening_actions() -> tuple[str, ...]:
    """The actions that open what is closed, in the order of a table."""
    return tuple(import_string(f"{settings.TRACE_WORDS}.OPENING"))


def subject_words(kind: str) -> str:
    """A kind of subject in words."""
    return str(_words("SUBJECTS").get(kind, kind))


def detail_words(name: str, value: object) -> str:
    """One detail of an event in words; numbers, codes and what nothing names as they stand."""
    said = {True: _("ya"), False: _("tidak")}[value] if isinstance(value, bool) else value
    return f"{_words('DETAILS').get(name, name)}: {said}"


def subject_choices() -> list[tuple[str, str]]:
    """Kinds of subjects with their words, in the order of the words."""
    return sorted(((kind, str(words)) for kind, words in _words("SUBJECTS").items()), key=lambda choice: choice[1])


def role_words(names: str) -> str:
    """Role names separated by commas, in words."""
    return ", ".join(str(_words("ROLE_NAMES").get(name, name)) for name in names.split(",") if name)
