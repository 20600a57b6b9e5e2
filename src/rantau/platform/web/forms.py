"""What forms of several modules share."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.functional import Promise

Choices = list[tuple[str, str]]


def choose(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, str | Promise]]) -> None:
    """Give a field its choices, which are known only when the form is made."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    field.choices = list(choices)
