"""Forms about letters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rantau.modules.offices.domain import ROLES
from rantau.modules.offices.letters import BULK_ROLES, LetterStanding
from rantau.modules.offices.web.accounts.forms import DayField
from rantau.platform.web.forms import Choices, choose


class InviteForm(forms.Form):
    """Whom to invite, where, from when to when, by which decree, and whom to ask."""

    role = forms.ChoiceField(label=_("Peran"))
    inside = forms.ChoiceField(label=_("Di mana"), required=False)
    start = DayField(label=_("Mulai"))
    end = DayField(label=_("Sampai"), required=False, help_text=_("Hari terakhir. Kosong: tanpa batas waktu."))
    decree = forms.CharField(label=_("Nomor SK"), required=False, max_length=80)
    contact = forms.CharField(
        label=_("Bila ada kesulitan, hubungi"), required=False, max_length=100,
        help_text=_("Tercetak di setiap surat. Misalnya: Bidang Penempatan Disnakertrans, 0254 200000"),
    )  # fmt: skip

    def __init__(self, *args: Any, districts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "role", [(name, gettext(ROLES[name].label)) for name in BULK_ROLES])
        whole = ("", gettext("Semua yang belum punya akun aktif"))
        choose(self, "inside", [whole, *((code, f"Kec. {name}") for code, name in districts)])


class LetterFilter(forms.Form):
    """Which letters to show (saringan surat)."""

    keadaan = forms.ChoiceField(
        label=_("Keadaan"), required=False,
        choices=[
            ("", _("Semua")), (LetterStanding.UNOPENED, _("Belum dibuka")), (LetterStanding.LATE, _("Lewat waktu")),
            (LetterStanding.OPENED, _("Sudah dibuka")), (LetterStanding.CANCELLED, _("Diganti")),
        ],
    )  # fmt: skip
    kecamatan = forms.ChoiceField(label=_("Kecamatan"), required=False)
    peran = forms.ChoiceField(label=_("Peran"), required=False)

    def __init__(self, *args: Any, districts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "kecamatan", [("", gettext("Semua")), *districts])
        roles = [(name, gettext(role.label)) for name, role in ROLES.items()]
        choose(self, "peran", [("", gettext("Semua")), *roles])

    def wanted(self) -> dict[str, Any]:
        """What is asked, as `letters_found` takes it; what cannot be read is not asked."""
        said = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        standing = said.get("keadaan", "")
        return {
            "standing": LetterStanding(standing) if standing else None,
            "area": said.get("kecamatan", ""),
            "role": said.get("peran", ""),
        }
