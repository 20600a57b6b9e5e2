"""Forms of sources (isian daftar)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rantau.engines.intake.types import Field, Kind
from rantau.modules.areas.api import Area, Level
from rantau.modules.sources.domain import FIELD_LABELS, FIRST_DAY, KIND_LABELS, LARGEST_TOTAL, LAST_DAY, Total
from rantau.modules.sources.models import Sheet
from rantau.platform.limits.api import MIN_REASON

LARGEST_FILE = 200 * 1024 * 1024
MOST_FILES = 60


class DayField(forms.DateField):
    """A day of a list or a number. The browser's own calendar takes ISO dates only, whatever the language."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
            **options,
        )


class SeveralFilesInput(forms.ClearableFileInput):
    """A file chooser that takes several files."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Uploaded files, one or more."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file, each within the limit."""
        given = list(data) if isinstance(data, list | tuple) and data else [data or None]
        files = [super(SeveralFilesField, self).clean(each, initial) for each in given]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Paling banyak %(most)d berkas sekali kirim."), params={"most": MOST_FILES})
        for file in files:
            if file.size > LARGEST_FILE:
                raise forms.ValidationError(
                    _("Berkas %(name)s terlalu besar; batasnya 200 MB."), params={"name": file.name}
                )
        return files


class UploadForm(forms.Form):
    """Handing in lists (memasukkan daftar)."""

    uploads = SeveralFilesField(
        label=_("Berkas daftar"), help_text=_("xlsx, xls, ods atau csv; boleh beberapa sekaligus.")
    )
    kind = forms.ChoiceField(
        label=_("Jenis daftar"),
        required=False,
        choices=[("", _("Kenali dari isinya")), *((kind.value, KIND_LABELS[kind]) for kind in Kind)],
    )
    institution = forms.CharField(
        label=_("Diserahkan oleh"), required=False, max_length=150,
        help_text=_("Kosongkan bila sama dengan pengirim yang biasa untuk jenis daftar ini."),
    )  # fmt: skip
    received_on = DayField(label=_("Diterima tanggal"), initial=timezone.localdate)
    period_from = DayField(label=_("Masa: dari"), required=False)
    period_to = DayField(label=_("Masa: sampai"), required=False)
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, village: bool = False, **kwargs: Any) -> None:
        """A desa hands in its own register: there is nothing to choose."""
        super().__init__(*args, **kwargs)
        if village:
            del self.fields["kind"], self.fields["institution"]

    def clean_received_on(self) -> date:
        """A list that comes tomorrow has not been received."""
        day: date = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Tanggal diterima belum tiba; paling lambat hari ini."))
        return day

    def clean(self) -> dict[str, Any]:
        """The period must not end before it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("period_from"), cleaned.get("period_to")
        if start and end and end < start:
            self.add_error("period_to", _("Akhir masa mendahului awalnya."))
        if bool(start) != bool(end):
            self.add_error("period_to" if start else "period_from", _("Isi kedua ujung masa, atau kosongkan keduanya."))
        return cleaned


class MappingForm(forms.Form):
    """What each column of a sheet means (arti kolom)."""

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, (letter, heading, meaning, *_rest) in enumerate(sheet.columns):
            self.fields[f"column{number}"] = forms.ChoiceField(
                label=f"{letter}: {heading}",
                choices=[(field.value, FIELD_LABELS[field]) for field in Field],
                initial=meaning,
            )

    def meanings(self) -> list[Field]:
        """The meanings in the order of the columns."""
        return [Field(self.cleaned_data[name]) for name in self.fields]


class ReasonForm(forms.Form):
    """Why a row is opened as it came (alasan membuka baris)."""

    reason = forms.CharField(label=_("Alasan membuka baris"), min_length=MIN_REASON, max_length=200, strip=True)


class UndoForm(forms.Form):
    """Taking a hand-in back (membatalkan setoran)."""

    reason = forms.CharField(
        label=_("Alasan pembatalan"), min_length=5, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Dicatat bersama nama Anda."),
    )  # fmt: skip


class TotalForm(forms.Form):
    """A published number (angka resmi)."""

    organisation = forms.CharField(label=_("Lembaga"), max_length=150)
    value = forms.IntegerField(label=_("Angka"), min_value=0, max_value=LARGEST_TOTAL)
    period_from = DayField(label=_("Dari tanggal"))
    period_to = DayField(label=_("Sampai tanggal"))
    area = forms.ModelChoiceField(
        label=_("Wilayah"), queryset=Area.objects.filter(level__lte=Level.DISTRICT), empty_label=None
    )
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"),
        required=False,
        choices=[("", _("Semua")), ("L", _("Laki-laki")), ("P", _("Perempuan"))],
    )
    source_url = forms.URLField(label=_("Alamat halaman sumber"), required=False, max_length=500, assume_scheme="https")
    published_on = DayField(label=_("Diumumkan tanggal"), required=False)
    note = forms.CharField(
        label=_("Dokumen atau catatan"), required=False, max_length=300,
        help_text=_("Wajib bila tidak ada alamat halaman: nama surat atau laporan."),
    )  # fmt: skip
    replace = forms.BooleanField(label=_("Ganti angka yang sudah tercatat untuk masa yang sama"), required=False)

    def total(self) -> Total:
        """The number as a value."""
        said = self.cleaned_data
        area: Area = said["area"]
        return Total(
            organisation=said["organisation"],
            measure="penempatan",
            period_from=said["period_from"],
            period_to=said["period_to"],
            area_code=area.code,
            area_name=area.name,
            value=said["value"],
            sex=said["sex"],
            source_url=said["source_url"],
            published_on=said["published_on"],
            note=said["note"],
        )
