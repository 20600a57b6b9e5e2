"""The filter above the trace."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class EventFilter(forms.Form):
    """Which events to show (saringan jejak)."""

    action = forms.ChoiceField(label=_("Tindakan"), required=False)
    subject = forms.CharField(
        label=_("Terhadap"), required=False, max_length=120, help_text=_("Jenis, atau jenis dan nomor: account 7")
    )
    who = forms.CharField(label=_("Oleh"), required=False, max_length=150)

    def __init__(self, *args: Any, actions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Semua tindakan")), *((name, name) for name in actions)]
        self.fields["action"] = forms.ChoiceField(label=_("Tindakan"), required=False, choices=choices)
