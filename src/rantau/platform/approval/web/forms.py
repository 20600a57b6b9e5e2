"""Forms of approvals."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rantau.platform.approval.kinds import Kind
from rantau.platform.web.forms import choose

APPROVE, REFUSE = "setuju", "tolak"


class AskForm(forms.Form):
    """What is asked for, and why."""

    subject = forms.ChoiceField(label=_("Apa"))
    reason = forms.CharField(
        label=_("Alasan"), min_length=5, max_length=300,
        help_text=_("Dibaca oleh yang menyetujui dan tersimpan. Jangan menulis data warga."),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "subject", kind.subjects)


class DecisionForm(forms.Form):
    """Yes needs the confirmation, no needs the reason."""

    checked = forms.BooleanField(required=False)
    reason = forms.CharField(
        label=_("Catatan atau alasan"), required=False, max_length=300,
        help_text=_("Wajib bila menolak. Jangan menulis data warga."),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["checked"].label = str(kind.check)

    def clean(self) -> dict[str, Any]:
        """Which button was pressed decides what must be filled in."""
        cleaned: dict[str, Any] = super().clean() or {}
        pressed = self.data.get("decision", "")
        if pressed == APPROVE and not cleaned.get("checked"):
            self.add_error("checked", _("Centang dahulu: tanpa itu permintaan tidak dapat disetujui."))
        if pressed == REFUSE and len(cleaned.get("reason", "").strip()) < 5:
            self.add_error("reason", _("Tulislah mengapa ditolak, paling sedikit lima huruf."))
        if pressed not in (APPROVE, REFUSE):
            raise forms.ValidationError(_("Pilih Setujui atau Tolak."))
        return cleaned
