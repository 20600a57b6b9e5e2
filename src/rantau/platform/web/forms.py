"""What forms of several modules share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rantau.kernel.errors import InvalidValueError
from rantau.kernel.partial_date import PartialDate

EARLIEST_YEAR = 1900
Choices = list[tuple[str, str]]


def choose(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, str | Promise]]) -> None:
    """Give a field its choices, which are known only when the form is made."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    field.choices = list(choices)


class HalfKnownDay(forms.CharField):
    """A day as people say it: 4 Juli 1998, 07-1998, 1998. Gives a PartialDate or None."""

    def __init__(self, *, future: bool = True, **options: Any) -> None:
        self.future = future
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(required=False, max_length=60, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        """The day. What cannot be one is said with an example."""
        said = super().clean(value)
        try:
            day = PartialDate.parse(said)
        except InvalidValueError as error:
            wrong = _("Tanggal ini tidak ada atau tidak terbaca. Tulis misalnya 4 Juli 1998, Juli 1998, atau 1998.")
            raise ValidationError(wrong) from error
        if day and not self.future and day.earliest > timezone.localdate():
            raise ValidationError(_("Tanggal ini belum terjadi."))
        if day and day.year < EARLIEST_YEAR:
            raise ValidationError(_("Tahun ini terlalu lama berlalu. Periksa lagi."))
        return day
