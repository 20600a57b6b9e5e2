"""What the holder of a letter types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rantau.modules.offices.letters import plain
from rantau.modules.offices.proposals import plain_companion

_HIDDEN = forms.PasswordInput
_NEW = {"autocomplete": "new-password", "autocapitalize": "none", "spellcheck": "false"}


class CodeForm(forms.Form):
    """User name and code, as they stand on the letter."""

    username = forms.CharField(
        label=_("Nama pengguna"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    code = forms.CharField(
        label=_("Kode sekali pakai"), max_length=40, help_text=_("16 angka di surat. Spasi boleh dilewati."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}),
    )  # fmt: skip

    companion = forms.CharField(
        label=_("Nomor pendamping"), required=False, max_length=12,
        help_text=_("Enam angka yang disampaikan kepada Anda, bila surat memintanya. Nomor ini tidak ada di surat."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        """The digits; a code of another length cannot be one."""
        code = plain(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("Kode terdiri atas 16 angka, dalam empat kelompok."))
        return code

    def clean_companion(self) -> str:
        """The digits, or nothing."""
        companion = plain_companion(self.cleaned_data["companion"])
        if companion is None:
            raise forms.ValidationError(_("Nomor pendamping terdiri atas enam angka."))
        return companion


class OwnPasswordForm(forms.Form):
    """A name and a password of one's own."""

    name = forms.CharField(
        label=_("Nama Anda"), max_length=150, help_text=_("Nama orangnya, bukan nama desa."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Kata sandi baru"), max_length=128, strip=False, widget=_HIDDEN(attrs=_NEW),
        help_text=_("Paling sedikit 12 huruf. Satu kalimat lebih mudah diingat daripada huruf acak."),
    )  # fmt: skip
    repeated = forms.CharField(
        label=_("Kata sandi baru, sekali lagi"), max_length=128, strip=False, widget=_HIDDEN(attrs=_NEW)
    )

    def __init__(self, *args: Any, with_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_name:
            del self.fields["name"]

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "password" in cleaned and "repeated" in cleaned and cleaned["password"] != cleaned["repeated"]:
            self.add_error("repeated", _("Kedua kata sandi tidak sama."))
        return cleaned


class PhoneForm(forms.Form):
    """The password one has."""

    password = forms.CharField(
        label=_("Kata sandi Anda"), max_length=128, strip=False,
        widget=_HIDDEN(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
