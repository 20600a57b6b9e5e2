"""Forms about letters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rantau.modules.offices.domain import ROLES
from rantau.modules.offices.letters import BULK_ROLES, LetterStanding
from rantau.modules.offices.web.accounts.forms import HolderFilter, TermForm, WhyForm
from rantau.platform.web.forms import Choices, choose


class InviteForm(TermForm, WhyForm):
    """Whom to invite, where, for which term, and why."""

    field_order = ("role", "inside", "start", "end", "decree", "why")
    role = forms.ChoiceField(label=_("Peran"))
    inside = forms.ChoiceField(label=_("Di mana"), required=False)

    def __init__(self, *args: Any, districts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "role", [(name, gettext(ROLES[name].label)) for name in BULK_ROLES])
        whole = ("", gettext("Semua yang belum punya akun aktif"))
        choose(self, "inside", [whole, *((code, f"Kec. {name}") for code, name in districts)])


class ContactForm(forms.Form):
    """Whom the receivers of printed letters may ask."""

    contact = forms.CharField(
        label=_("Bila ada kesulitan, hubungi"), required=False, max_length=100,
        help_text=_("Tercetak di setiap surat. Misalnya: Bidang Penempatan Disnakertrans, 0254 200000"),
    )  # fmt: skip


class LetterFilter(HolderFilter):
    """Which letters to show (saringan surat), as `letters_found` takes it."""

    standings = LetterStanding
    field_order = ("keadaan", "kecamatan", "peran")
    keadaan = forms.ChoiceField(
        label=_("Keadaan"), required=False,
        choices=[
            ("", _("Semua")), (LetterStanding.UNOPENED, _("Belum dibuka")), (LetterStanding.LATE, _("Lewat waktu")),
            (LetterStanding.OPENED, _("Sudah dibuka")), (LetterStanding.CANCELLED, _("Diganti")),
        ],
    )  # fmt: skip


class SheetForm(forms.Form):
    """What is printed besides a letter."""

    codes = forms.BooleanField(
        label=_("Cetak juga lembar kode masuk"), required=False,
        help_text=_("Bagi yang tidak punya HP untuk aplikasi kode: sepuluh kode, satu untuk setiap kali masuk."),
    )  # fmt: skip
