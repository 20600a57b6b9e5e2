"""The form of a monthly summary, on the village's screen and in the row of a kecamatan's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rantau.modules.recaps.domain import MOST, Counts

PARTS = ("intended", "departed", "returned", "lost")


def _number(label: Any) -> forms.IntegerField:
    attributes = {"inputmode": "numeric", "autocomplete": "off"}
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=MOST, widget=forms.NumberInput(attrs=attributes)
    )


class RecapForm(forms.Form):
    """Numbers, or nihil. An empty form says nothing."""

    intended = _number(_("Niat baru"))
    departed = _number(_("Berangkat"))
    returned = _number(_("Pulang"))
    lost = _number(_("Hilang kontak"))
    nihil = forms.BooleanField(label=_("Nihil: bulan ini memang tidak ada"), required=False)
    abroad = _number(_("Warga di luar negeri pada akhir bulan"))

    @property
    def says_something(self) -> bool:
        """Whether anything was filled in at all; for a row among many, which may be left for later."""
        given = self.cleaned_data
        return given["nihil"] or any(given.get(part) is not None for part in (*PARTS, "abroad"))

    @property
    def said(self) -> dict[str, Any]:
        """What was filled in, as the verb takes it: beside a number that is there, an empty one is zero."""
        given = self.cleaned_data
        counts = Counts(**{part: given.get(part) or 0 for part in PARTS})
        return {"counts": counts, "nihil": given["nihil"], "abroad": given.get("abroad")}
