"""Forms of notices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rantau.modules.notices.domain import FOUND_LABELS, MOST_WORDS, OUTCOME_LABELS, Found, Looked
from rantau.platform.web.forms import HalfKnownDay, choose


class SendForm(forms.Form):
    """One tap; words are welcome and not needed where there are reasons."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)
    message = forms.CharField(
        label=_("Yang perlu diketahui petugas"), required=False, max_length=MOST_WORDS, widget=forms.Textarea,
        help_text=_("Ikut dikirim. Jangan menulis yang tidak boleh diteruskan."),
    )  # fmt: skip


class CheckForm(forms.Form):
    """What SISKOP2MI said, and on which day."""

    found = forms.ChoiceField(label=_("Hasil di SISKOP2MI"))
    on = forms.DateField(label=_("Diperiksa tanggal"), widget=forms.DateInput(attrs={"type": "date"}))
    number = forms.CharField(
        label=_("Terdaftar dengan nomor"), required=False, max_length=40, help_text=_("Bila ditemukan.")
    )
    departed = HalfKnownDay(
        label=_("Berangkat menurut SISKOP2MI"), help_text=_("Bila tercatat. Boleh bulannya atau tahunnya saja.")
    )

    def looked(self) -> Looked:
        value = self.cleaned_data
        return Looked(
            Found(value["found"]), value["on"], "layar SISKOP2MI", value["number"], value["departed"]
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate().isoformat()
        choose(self, "found", [("", _("Pilih")), *((found.value, label) for found, label in FOUND_LABELS.items())])


class AnswerForm(forms.Form):
    """What came of it, in a word and in the officer's own words."""

    outcome = forms.ChoiceField(label=_("Hasil"))
    words = forms.CharField(
        label=_("Penjelasan"), max_length=MOST_WORDS, widget=forms.Textarea,
        help_text=_("Dibaca desa, dan dapat disampaikan kepada keluarga."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcomes = ((outcome.value, label) for outcome, label in OUTCOME_LABELS.items())
        choose(self, "outcome", [("", _("Pilih")), *outcomes])


class ReasonForm(forms.Form):
    """Why a result is taken back."""

    reason = forms.CharField(label=_("Alasan"), max_length=200)
