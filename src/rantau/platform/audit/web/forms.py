"""The filter above the trace."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rantau.platform.audit.web.words import action_words, subject_choices


class EventFilter(forms.Form):
    """Which events to show (saringan jejak)."""

    action = forms.ChoiceField(label=_("Tindakan"), required=False)
    kind = forms.ChoiceField(label=_("Terhadap"), required=False)
    number = forms.CharField(label=_("Nomor atau kodenya"), required=False, max_length=64)
    who = forms.CharField(label=_("Oleh"), required=False, max_length=150, help_text=_("Bagian dari nama pengguna"))

    def __init__(self, *args: Any, actions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((name, action_words(name)) for name in actions), key=lambda choice: choice[1])
        self._choose("action", [("", str(_("Semua tindakan"))), *named])
        self._choose("kind", [("", str(_("Semua hal"))), *subject_choices()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices
