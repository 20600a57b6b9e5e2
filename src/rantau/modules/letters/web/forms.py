"""Forms of letters (isian surat)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rantau.kernel.errors import InvalidValueError
from rantau.kernel.nik import Nik
from rantau.kernel.partial_date import PartialDate
from rantau.modules.letters.domain import (
    HEAD_TITLES,
    SHORTEST_REASON,
    Giver,
    Outcome,
    PaperOutcome,
    Relation,
)
from rantau.modules.letters.topics import topics
from rantau.modules.letters.web.words import OUTCOMES, RELATIONS
from rantau.platform.web.forms import choose

TEXT = 200
NIK_DIGITS = 16
PHOTOS = "image/jpeg,image/png,image/webp"


class KeyedForm(forms.Form):
    """A form that has one effect however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class PrepareForm(KeyedForm):
    """A letter that needs nothing beyond the plan."""


class GiverForm(forms.Form):
    """Who gives the permission (pemberi izin). Of the candidate nothing is asked: the plan has it."""

    relation = forms.ChoiceField(label=_("Hubungan dengan calon"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Nama pemberi izin"), max_length=TEXT, help_text=_("Seperti di KTP-nya."))
    nik = forms.CharField(label=_("NIK pemberi izin"), max_length=25, required=False)
    birth_place = forms.CharField(label=_("Tempat lahir"), max_length=80, required=False)
    birth = forms.CharField(
        label=_("Tanggal lahir"), max_length=20, required=False, help_text=_("Contoh: 17-8-1990. Boleh tahunnya saja.")
    )
    address = forms.CharField(label=_("Alamat pemberi izin"), max_length=TEXT, required=False)
    period = forms.CharField(
        label=_("Masa kerja"), max_length=60, required=False, help_text=_("Bila sudah diketahui, misalnya 2 tahun.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "relation", [(each.value, RELATIONS[each]) for each in Relation])

    def clean_nik(self) -> str:
        """Sixteen digits, or nothing; a number against a birth date is the paper's business, not refused here."""
        typed: str = self.cleaned_data["nik"]
        found = Nik.parse(typed) if typed else None
        if typed and (found is None or len(found.digits) != NIK_DIGITS):
            raise forms.ValidationError(_("NIK terdiri atas 16 angka. Periksa lagi, atau kosongkan."))
        return found.digits if found else ""

    def clean_birth(self) -> str:
        """A date as far as it is known, as ISO."""
        typed: str = self.cleaned_data["birth"]
        try:
            found = PartialDate.parse(typed) if typed else None
        except InvalidValueError as error:
            raise forms.ValidationError(str(error)) from None
        if typed and found is None:
            raise forms.ValidationError(_("Tanggal ini tidak terbaca. Tulis misalnya 17-8-1990."))
        return found.iso() if found else ""

    def giver(self, candidate_address: str) -> Giver:
        """Who gives the permission, as typed."""
        said = self.cleaned_data
        address = candidate_address if said.get("same_address") else said["address"]
        return Giver(
            said["name"].strip(), said["relation"], said["nik"], said["birth"], said["birth_place"].strip(),
            address.strip(),
        )  # fmt: skip


class FamilyForm(KeyedForm, GiverForm):
    """The same, in the village office."""

    same_address = forms.BooleanField(label=_("Alamatnya sama dengan alamat calon"), required=False)


class AfarForm(GiverForm):
    """The same, filled in far away (isian dari jauh)."""


class DecideForm(forms.Form):
    """What the village head decides (putusan)."""

    outcome = forms.ChoiceField(label=_("Putusan"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Alasan tertulis"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wajib bila tidak mengetahui; warga menerimanya di atas kertas, beserta jalan keberatan."),
    )  # fmt: skip
    head_title = forms.ChoiceField(label=_("Jabatan penanda tangan"), choices=[(each, each) for each in HEAD_TITLES])
    head_name = forms.CharField(label=_("Nama penanda tangan"), max_length=150)

    def __init__(self, *args: Any, outcomes: tuple[Outcome, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "outcome", [(each.value, OUTCOMES[each]) for each in outcomes])


class PaperForm(DecideForm):
    """What the head decided with her pen (putusan di kertas), as the paper says it."""

    photo = forms.FileField(
        label=_("Foto kertas yang ditandatangani"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": PHOTOS}),
        help_text=_(
            "Bila belum ada, dapat menyusul. Untuk ditunda atau tidak mengetahui wajib: kertas tulisan kepala desa."
        ),
    )
    on = forms.DateField(
        label=_("Tanggal di kertas"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        initial=timezone.localdate,
    )  # fmt: skip
    decree = forms.CharField(label=_("Nomor SK jabatannya"), max_length=80, required=False)
    field_order = ("outcome", "reason", "photo", "on", "head_name", "head_title", "decree")

    def __init__(self, *args: Any, outcomes: tuple[Outcome, ...], **kwargs: Any) -> None:
        super().__init__(*args, outcomes=outcomes, **kwargs)
        self.fields["outcome"].label = _("Yang diputuskan kepala desa")
        self.fields["reason"].label = _("Alasan seperti tertulis di kertas")
        self.fields["reason"].help_text = _("Wajib bila tidak mengetahui; salin kata kepala desa, bukan kata Anda.")

    def said(self) -> PaperOutcome:
        """As the paper says it."""
        told = self.cleaned_data
        return PaperOutcome(
            Outcome(told["outcome"]), told["head_name"], told["head_title"], told["on"], told["decree"], told["reason"]
        )


class NumberForm(forms.Form):
    """The number that stands in the village's agenda book (nomor surat)."""

    agenda = forms.IntegerField(
        label=_("Nomor urut di buku agenda"), min_value=1, max_value=99_999,
        help_text=_("Tulis dahulu di buku agenda desa, lalu salin ke sini."),
    )  # fmt: skip
    text = forms.CharField(label=_("Nomor surat lengkap"), max_length=60, help_text=_("Memuat nomor urut itu."))
    on = forms.DateField(
        label=_("Tanggal surat"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        initial=timezone.localdate,
    )  # fmt: skip


class SignForm(forms.Form):
    """The photo of the signed and stamped paper (foto surat)."""

    photo = forms.FileField(
        label=_("Foto surat bertanda tangan dan berstempel"),
        widget=forms.ClearableFileInput(attrs={"accept": PHOTOS}),
        help_text=_("JPEG, PNG atau WebP, paling besar 12 MB. Lokasi dan keterangan kamera dibuang."),
    )


class ProofForm(KeyedForm):
    """What was explained (bukti pendampingan)."""

    topics = forms.MultipleChoiceField(label=_("Yang sudah dijelaskan"), widget=forms.CheckboxSelectMultiple)
    on = forms.DateField(
        label=_("Tanggal"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        initial=timezone.localdate,
    )  # fmt: skip
    explained_by = forms.CharField(label=_("Dijelaskan oleh"), max_length=150)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = [(topic.id, topic.title) for topic in topics()]  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Why a letter is withdrawn (mencabut)."""

    reason = forms.CharField(
        label=_("Alasan mencabut"), min_length=SHORTEST_REASON, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class CodeForm(forms.Form):
    """The code printed on a letter."""

    code = forms.CharField(
        label=_("Kode pada surat"), max_length=20, help_text=_("8 huruf dan angka, tercetak di bagian bawah surat."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
