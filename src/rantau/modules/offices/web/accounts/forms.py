"""Forms about accounts and posts."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rantau.modules.offices.domain import ROLES, Role, Standing
from rantau.platform.web.forms import Choices, choose


class DayField(forms.DateField):
    """A day of a post. The browser's own calendar reads and gives only year-month-day, whatever the language."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            validators=[MinValueValidator(date(1945, 8, 17)), MaxValueValidator(date(2199, 12, 31))],
            **options,
        )


class HolderFilter(forms.Form):
    """Whose accounts or letters a list shows: of whom in which kecamatan and role, and how they stand (keadaan)."""

    kecamatan = forms.ChoiceField(label=_("Kecamatan"), required=False)
    peran = forms.ChoiceField(label=_("Peran"), required=False)
    standings: ClassVar[type[StrEnum]]

    def __init__(self, *args: Any, districts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(name, gettext(role.label)) for name, role in ROLES.items()]
        choose(self, "kecamatan", [("", gettext("Semua")), *districts])
        choose(self, "peran", [("", gettext("Semua")), *roles])

    def wanted(self) -> dict[str, Any]:
        """What is asked, as the query of the list takes it; what cannot be read is not asked."""
        said = self.read()
        standing = said.get("keadaan", "")
        return {
            "area": said.get("kecamatan", ""),
            "role": said.get("peran", ""),
            "standing": self.standings(standing) if standing else None,
        }

    def read(self) -> dict[str, Any]:
        """The fields that could be read."""
        return self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})


class AccountFilter(HolderFilter):
    """Which accounts to show (saringan akun)."""

    standings = Standing
    field_order = ("cari", "kecamatan", "peran", "keadaan")
    cari = forms.CharField(label=_("Nama atau nama pengguna"), required=False, max_length=150)
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[
            ("", _("Semua")),
            (Standing.ACTIVE, _("Aktif")),
            (Standing.CLOSED, _("Nonaktif")),
            (Standing.WITHOUT_POST, _("Tanpa jabatan")),
            (Standing.ENDING, _("Jabatan segera berakhir")),
        ],
    )

    def wanted(self) -> dict[str, Any]:
        """As `accounts_found` takes it."""
        return super().wanted() | {"text": self.read().get("cari", "")}


class NewAccountForm(forms.Form):
    """A new account (akun baru)."""

    name = forms.CharField(
        label=_("Nama orangnya"), max_length=150, help_text=_("Satu akun untuk satu orang, tidak dipakai bergantian."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    username = forms.RegexField(
        r"^[A-Za-z0-9._-]+\Z",
        label=_("Nama pengguna"),
        min_length=3,
        max_length=60,
        help_text=_("Untuk masuk. Huruf, angka, titik, garis; tanpa spasi. Misalnya siti.aminah"),
        error_messages={"invalid": _("Hanya huruf, angka, titik dan garis, tanpa spasi.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class WhyForm(forms.Form):
    """Why it is asked for: read by the second person (alasan permintaan)."""

    why = forms.CharField(
        label=_("Alasan permintaan"), min_length=5, max_length=300,
        help_text=_("Dibaca oleh orang kedua yang menyetujui, dan tersimpan. Jangan menulis data warga."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why an account is closed."""

    reason = forms.CharField(
        label=_("Alasan"), min_length=5, max_length=200,
        help_text=_("Misalnya: pindah tugas. Tercatat di jejak bersama nama Anda; jangan menulis data warga."),
    )  # fmt: skip


class RoleForm(forms.Form):
    """Which role is given; each says what a person in it does."""

    peran = forms.ChoiceField(label=_("Peran"), widget=forms.RadioSelect(attrs={"class": "flow"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "peran", [(name, _told(role)) for name, role in ROLES.items()])


class DistrictForm(forms.Form):
    """In which kecamatan."""

    peran = forms.CharField(widget=forms.HiddenInput)
    kecamatan = forms.ChoiceField(label=_("Kecamatan"))

    def __init__(self, *args: Any, districts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "kecamatan", [("", gettext("Pilih kecamatan")), *districts])


class TermForm(forms.Form):
    """From when to when a post is given, by which decree (masa jabatan)."""

    start = DayField(label=_("Mulai"))
    end = DayField(label=_("Sampai"), required=False, help_text=_("Hari terakhir. Kosong: tanpa batas waktu."))
    decree = forms.CharField(label=_("Nomor SK"), required=False, max_length=80)

    def clean(self) -> dict[str, Any]:
        """The end is said beside the end."""
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("Jabatan tidak dapat berakhir sebelum mulai."))
        return cleaned


class PostForm(TermForm, WhyForm):
    """Where exactly, and the term; why, where a second person reads it."""

    field_order = ("area", "start", "end", "decree", "acting", "why")
    area = forms.ChoiceField(label=_("Wilayah"))
    acting = forms.BooleanField(label=_("Penjabat sementara (Pj)"), required=False)

    def __init__(self, *args: Any, areas: Choices, area_label: str, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["why"]
        self.fields["area"].label = area_label
        choose(self, "area", areas if len(areas) == 1 else [("", gettext("Pilih wilayah")), *areas])


class EndForm(forms.Form):
    """The last day of a post."""

    last_day = DayField(label=_("Hari terakhir"))


def _told(role: type[Role]) -> SafeString:
    return format_html(
        '<span><strong>{}</strong><span class="cell-note">{}</span></span>',
        gettext(role.label),
        gettext(role.description),
    )
