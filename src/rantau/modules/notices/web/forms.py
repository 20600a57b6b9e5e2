"""Forms of notices."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rantau.modules.notices.domain import FOUND_LABELS, MOST_WORDS, OUTCOME_LABELS, Found, Looked
from rantau.modules.notices.office_letter import Heading, Signer, Words
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


class HeadingForm(forms.Form):
    """The heading of an office (kop surat)."""

    government = forms.CharField(label=_("Pemerintah"), max_length=100)
    office = forms.CharField(label=_("Nama dinas"), max_length=150)
    address = forms.CharField(label=_("Alamat"), max_length=200)
    contact = forms.CharField(
        label=_("Telepon dan surel"), max_length=150, required=False, help_text=_("Seperti pada kop surat kertas.")
    )
    place = forms.CharField(label=_("Tempat surat ditulis"), max_length=60, help_text=_("Berdiri di depan tanggalnya."))

    @staticmethod
    def of(known: Heading | None, regency: str) -> dict[str, str]:
        """What stands there already, or what is usual."""
        if known is None:
            return {"government": f"Pemerintah {regency}", "office": "Dinas Tenaga Kerja dan Transmigrasi"}
        return asdict(known)

    def heading(self) -> Heading:
        """As typed."""
        return Heading(**self.cleaned_data)


class LetterForm(forms.Form):
    """The words around the names, the number from the agenda book, and who signs."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    to = forms.CharField(
        label=_("Kepada"), max_length=150, help_text=_("Jabatan dan instansinya, misalnya Kepala BP3MI Banten.")
    )
    at = forms.CharField(label=_("Di"), max_length=60)
    subject = forms.CharField(label=_("Perihal"), max_length=150, help_text=_("Tanpa nama warga."))
    opening = forms.CharField(label=_("Isi surat"), max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": "4"}))
    closing = forms.CharField(
        label=_("Penutup"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": "2"})
    )
    agenda = forms.IntegerField(
        label=_("Nomor urut di buku agenda"), min_value=1, max_value=99_999,
        help_text=_("Tulis dahulu di buku agenda dinas, lalu salin ke sini."),
    )  # fmt: skip
    number = forms.CharField(label=_("Nomor surat lengkap"), max_length=60, help_text=_("Memuat nomor urut itu."))
    on = forms.DateField(label=_("Tanggal surat"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    signer_title = forms.CharField(label=_("Jabatan penanda tangan"), max_length=150)
    signer_name = forms.CharField(label=_("Nama penanda tangan"), max_length=150)
    signer_number = forms.CharField(label=_("NIP"), max_length=30, required=False)

    @staticmethod
    def of(words: Words, signs: Signer | None, on: date) -> dict[str, object]:
        """Words to begin with, and who signed the letter before."""
        signer = signs or Signer("Kepala Dinas", "")
        return asdict(words) | {
            "on": on, "signer_title": signer.title, "signer_name": signer.name, "signer_number": signer.number,
        }  # fmt: skip

    def words(self) -> Words:
        """As typed."""
        told = self.cleaned_data
        return Words(told["to"], told["at"], told["subject"], told["opening"], told["closing"])

    def signer(self) -> Signer:
        """As typed."""
        told = self.cleaned_data
        return Signer(told["signer_title"], told["signer_name"], told["signer_number"])
