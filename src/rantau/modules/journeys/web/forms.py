"""The form of a plan (rencana kerja): what must be known stands first, the rest is folded."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from rantau.kernel.nik import Nik
from rantau.kernel.phone import Phone
from rantau.modules.journeys.domain import Particulars, Resident, Said, Says, State, Wish
from rantau.modules.journeys.judging import Payment
from rantau.modules.journeys.web import words
from rantau.platform.web.forms import HalfKnownDay, choose

_AMOUNT = re.compile(r"(?:rp\.?\s*)?(\d[\d.,\s]*)\s*(juta|jt|ribu|rb)?(?:,-)?", re.IGNORECASE)
MOST_RUPIAH = 10_000_000_000


def text(label: Any, most: int, help_text: Any = "", **attributes: str) -> forms.CharField:
    """A text that may stay empty; the browser keeps none of it for others."""
    widget = forms.TextInput(attrs={"autocomplete": "off", **attributes})
    return forms.CharField(label=label, required=False, max_length=most, help_text=help_text, widget=widget)


def lines(label: Any, most: int, help_text: Any = "") -> forms.CharField:
    """A text of several lines that may stay empty."""
    widget = forms.Textarea(attrs={"rows": "2", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=most, help_text=help_text, widget=widget)


def one_of(label: Any, choices: Any, help_text: Any = "") -> forms.ChoiceField:
    """A choice that may stay unknown."""
    return forms.ChoiceField(label=label, required=False, choices=[words.NOT_KNOWN, *choices], help_text=help_text)


class PlanForm(forms.Form):
    """A resident's plan. Only the name is asked for; the rest is asked when there is an answer."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    area = forms.ChoiceField(label=_("Desa"))
    name = forms.CharField(
        label=_("Nama"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Isi nama warga. Nama panggilan pun boleh.")},
    )  # fmt: skip
    sex = forms.ChoiceField(label=_("Jenis kelamin"), required=False, choices=words.SEXES, widget=forms.RadioSelect)
    birth = HalfKnownDay(label=_("Tanggal lahir"), help_text=_("Boleh tahunnya saja."), future=False)
    nik = text("NIK", 30, _("16 angka, dari KTP atau KK."), inputmode="numeric")
    country = forms.ChoiceField(label=_("Negara tujuan"), required=False)
    job = forms.ChoiceField(label=_("Pekerjaan"), required=False)
    recruiter_kind = one_of(_("Siapa yang mengajak atau mengurus?"), words.RECRUITERS)
    recruiter = text(_("Nama yang mengajak, atau nama perusahaannya"), 120)
    recruiter_licence = text(_("Nomor izin perusahaan (SIP3MI)"), 80)
    licence = one_of(_("Sudah dicari di daftar perusahaan berizin?"), words.LICENCES)
    recruiter_phone = text(_("Nomor HP yang mengajak"), 40, inputmode="tel")
    payment = one_of(_("Siapa memberi uang kepada siapa?"), words.PAYMENTS)
    amount = text(_("Berapa rupiah?"), 40, _("Misalnya 8 juta."))
    scheme = one_of(_("Jalur"), words.SCHEMES)
    employer_kind = one_of(_("Pemberi kerja"), words.EMPLOYERS)
    employer = text(_("Nama pemberi kerja"), 120)
    visa = one_of(_("Visa yang ada atau dijanjikan"), words.VISAS)
    passport_held_by = one_of(_("Paspornya"), words.HOLDERS)
    leaves_on = forms.DateField(
        label=_("Rencana berangkat"), required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Tanggal ini tidak ada. Tulis hari, bulan dan tahunnya.")},
    )  # fmt: skip
    ktp_address = lines(_("Alamat menurut KTP"), 300)
    actual_address = lines(_("Alamat sekarang, bila berbeda"), 300)
    birth_place = text(_("Tempat lahir"), 80)
    phone = text(_("Nomor HP warga"), 40, inputmode="tel")
    marital = one_of(_("Status perkawinan"), words.MARITAL)
    family_left = lines(_("Keluarga yang ditinggalkan"), 300, _("Misalnya: dua anak, umur 4 dan 9, dijaga neneknya."))
    safe_contact = text(
        _("Kontak aman"), 160, _("Orang yang dipilihnya sendiri: nama dan nomor. Tanyakan saat berdua saja.")
    )
    safe_relation = one_of(_("Kontak aman itu siapanya?"), words.RELATIONS)
    note = lines(_("Catatan"), 500)

    FOLDS = (
        ("siapa", _("Yang mengajak, dan uang"),
         ("recruiter", "recruiter_licence", "licence", "recruiter_phone", "payment", "amount")),
        ("kerja", _("Jalur, pemberi kerja, paspor, tanggal"),
         ("scheme", "employer_kind", "employer", "visa", "passport_held_by", "leaves_on")),
        ("rumah", _("Alamat, telepon, keluarga"),
         ("birth_place", "ktp_address", "actual_address", "phone", "marital", "family_left", "safe_contact",
          "safe_relation", "note")),
    )  # fmt: skip

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "area", areas)
        self.fields["country"].choices = words.countries()  # type: ignore[attr-defined]
        choose(self, "job", words.jobs())
        if len(areas) == 1:
            self.fields["area"].widget = forms.HiddenInput()
            self.fields["area"].initial = areas[0][0]
        if not self.is_bound:
            self.initial.setdefault("key", uuid4())

    def folds(self) -> list[tuple[str, Any, list[forms.BoundField], bool]]:
        """The folded parts: name, title, fields, and whether it stands open because something is in it."""
        return [
            (name, title, bound := [self[field] for field in fields], any(map(_is_filled, bound)))
            for name, title, fields in self.FOLDS
        ]

    def clean_nik(self) -> str:
        """What was typed stays, also when it is doubtful; only what holds no digit at all is no number."""
        said = str(self.cleaned_data["nik"]).strip()
        if said and Nik.parse(said) is None:
            raise ValidationError(_now("NIK terdiri dari angka. Kosongkan bila belum tahu."))
        return said

    def clean_phone(self) -> str:
        """A number that can be read as one."""
        return _readable_phone(self.cleaned_data["phone"])

    def clean_amount(self) -> int | None:
        """Rupiah: "8 juta", "Rp8.000.000"."""
        return read_amount(self.cleaned_data["amount"])

    def clean_leaves_on(self) -> date | None:
        """A day that a calendar of ours has."""
        day: date | None = self.cleaned_data["leaves_on"]
        if day and not 2000 <= day.year <= 2100:
            raise ValidationError(_now("Periksa tahunnya."))
        return day

    def clean_key(self) -> UUID:
        """Of the form as it was opened; a form that lost it is a new one."""
        return self.cleaned_data["key"] or uuid4()

    def who(self) -> Resident:
        said = self.cleaned_data
        return Resident(said["name"], said["nik"], said["sex"])

    def told(self, more: dict[str, Any] | None = None) -> Particulars:
        """What is sealed; `more` is what the plan holds beyond this form."""
        said = self.cleaned_data
        kept = ("birth_place", "ktp_address", "actual_address", "phone", "marital", "family_left", "safe_contact",
                "recruiter", "recruiter_licence", "recruiter_phone", "employer", "note")  # fmt: skip
        extra = ("visa", "passport_held_by", "licence", "payment", "amount", "safe_relation")
        return Particulars(
            birth=said["birth"].iso() if said["birth"] else "",
            payments=payment_words(said["payment"], said["amount"]),
            more={**(more or {}), **{name: said[name] for name in extra}},
            **{name: said[name] for name in kept},
        )

    def wish(self) -> Wish:
        said = self.cleaned_data
        return Wish(**{name: said[name] for name in
                       ("country", "job", "scheme", "employer_kind", "recruiter_kind", "leaves_on")})  # fmt: skip


def read_amount(text: object) -> int | None:
    """Rupiah as people write them; None where nothing is written. ValidationError for what cannot be read."""
    said = str(text or "").strip()
    if not said:
        return None
    found = _AMOUNT.fullmatch(said)
    amount = _rupiah(found) if found else None
    if amount is None or amount > MOST_RUPIAH:
        raise ValidationError(_now("Jumlah ini tidak terbaca. Tulis misalnya 8 juta, atau 8.000.000."))
    return amount


def payment_words(payment: str, amount: int | None) -> str:
    """The flow of money in a sentence, as it is kept with what was told."""
    said = word if (word := words.word(words.PAYMENTS, payment)) else ""
    return f"{said}: {words.rupiah(amount)}" if said and amount and payment != Payment.NONE else said


def _is_filled(bound: forms.BoundField) -> bool:
    return bool(bound.errors or bound.value())


def _readable_phone(said: str) -> str:
    if said and Phone.parse(said) is None:
        raise ValidationError(_now("Nomor ini tidak terbaca. Tulis misalnya 0812 3456 7890."))
    return said


def _rupiah(found: re.Match[str]) -> int | None:
    digits, unit = found[1].strip(" .,"), (found[2] or "").casefold()
    if unit:
        whole, _dot, rest = digits.replace(",", ".").partition(".")
        if not (whole.isdigit() and (rest.isdigit() or not rest)):
            return None
        times = 1_000_000 if unit in ("juta", "jt") else 1_000
        return int(float(f"{whole}.{rest or 0}") * times)
    plain = re.sub(r"[.,\s]", "", digits)
    return int(plain) if plain.isdigit() and len(plain) <= 12 else None


class SaidForm(forms.Form):
    """What somebody says about a state (kabar): which, since when, who says so, from which document."""

    state = forms.ChoiceField(label=_("Keadaannya"), choices=[(s.value, words.STATES[s]) for s in State])
    on = HalfKnownDay(label=_("Sejak kapan?"), help_text=_("Boleh bulannya atau tahunnya saja. Kosong: tidak tahu."))
    says = forms.ChoiceField(label=_("Siapa yang mengatakan?"), choices=[(s.value, words.SAYS[s]) for s in Says])
    document = text(_("Dari surat apa?"), 80, _("Jenisnya saja, misalnya: paspor. Jangan menulis nama atau nomor."))
    said_note = lines(_("Catatan kabar"), 500)

    def said(self) -> Said:
        value = self.cleaned_data
        return Said(State(value["state"]), value["on"], Says(value["says"]), value["document"], value["said_note"])


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("Alasan"), min_length=5, max_length=200)
