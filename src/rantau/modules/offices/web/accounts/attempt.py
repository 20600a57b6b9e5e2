"""A verb tried from a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms

from rantau.kernel.errors import RantauError

T = TypeVar("T")


def attempt(form: forms.Form, verb: Callable[[], T]) -> T | None:
    """The result of a verb; None when it refused, and then the form says why in the verb's own words."""
    try:
        return verb()
    except RantauError as error:
        form.add_error(None, str(error))
        return None
