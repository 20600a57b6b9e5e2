"""Forms of handing over a post."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rantau.modules.offices.web.accounts.forms import DayField
from rantau.platform.web.forms import Choices, choose

_PLAIN = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class HandOverForm(forms.Form):
    """Which post goes over to whom, from which day, by which decree."""

    post = forms.TypedChoiceField(label=_("Jabatan yang diserahkan"), coerce=int)
    successor = forms.TypedChoiceField(label=_("Siapa yang menerima"), coerce=int, required=False, empty_value=None)
    name = forms.CharField(
        label=_("Nama orang baru"), required=False, max_length=150, help_text=_("Hanya bila ia belum punya akun."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    username = forms.RegexField(
        r"^[A-Za-z0-9._-]+\Z", label=_("Nama pengguna untuk orang baru"), required=False, min_length=3, max_length=60,
        help_text=_("Boleh kosong: dibuatkan dari namanya, misalnya siti.aminah"), widget=forms.TextInput(attrs=_PLAIN),
        error_messages={"invalid": _("Hanya huruf, angka, titik dan garis, tanpa spasi.")},
    )  # fmt: skip
    decree = forms.CharField(label=_("Nomor SK"), min_length=3, max_length=80)
    starts_on = DayField(label=_("Mulai menjabat"), help_text=_("Jabatan yang lama berakhir sehari sebelumnya."))
    acting = forms.BooleanField(label=_("Penjabat sementara (Pj)"), required=False)

    def __init__(self, *args: Any, posts: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "post", posts if len(posts) == 1 else [("", gettext("Pilih jabatan")), *posts])
        choose(self, "successor", [("", gettext("Orang baru, belum punya akun")), *people])

    def clean(self) -> dict[str, Any]:
        """Somebody there is, or the name of somebody new: not both, not neither."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "successor" in cleaned and "name" in cleaned:
            if cleaned["successor"] is None and not cleaned["name"]:
                self.add_error("name", _("Pilih akun yang ada, atau tulis nama penggantinya."))
            if cleaned["successor"] is not None and cleaned["name"]:
                self.add_error("name", _("Kosongkan nama ini bila memilih akun yang sudah ada."))
        return cleaned
