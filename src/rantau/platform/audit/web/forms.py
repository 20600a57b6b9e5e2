"""The filter above the trace."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rantau.platform.audit.web.words import action_words, subject_choices
from rantau.platform.web.forms import choose


class EventFilter(forms.Form):
    """Which events to show (saringan jejak)."""

    action = forms.ChoiceField(label=_("Tindakan"), required=False)
    kind = forms.ChoiceField(label=_("Terhadap"), required=False)
    number = forms.CharField(label=_("Nomor atau kodenya"), required=False, max_length=64)
    who = forms.CharField(label=_("Oleh"), required=False, max_length=150, help_text=_("Bagian dari nama pengguna"))

    def __init__(self, *args: Any, actions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((name, action_words(name)) for name in actions), key=lambda choice: choice[1])
        choose(self, "action", [("", str(_("Semua tindakan"))), *named])
        choose(self, "kind", [("", str(_("Semua hal"))), *subject_choices()])


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


class Period(forms.Form):
    """From which day to which day (kurun). Not asked: the last thirty days."""

    since = _day(_("Dari tanggal"))
    until = _day(_("Sampai tanggal"))

    def __init__(self, asked: Any) -> None:
        today = timezone.localdate()
        super().__init__(asked or None, initial={"since": today - timedelta(days=29), "until": today})

    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        chosen = self.cleaned_data if self.is_valid() else self.initial
        return chosen["since"], chosen["until"]
