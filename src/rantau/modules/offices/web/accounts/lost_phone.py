"""A lost phone: the colleague's page, and the letter after the approval."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantau.modules.offices import queries
from rantau.modules.offices.actions import issue_phone_letter, report_lost_phone
from rantau.modules.offices.lost_phone import LOST_PHONE
from rantau.modules.offices.queries import RECOGNISE, VOUCH
from rantau.modules.offices.web.accounts.attempt import attempt
from rantau.modules.offices.web.accounts.letter_forms import SheetForm
from rantau.modules.offices.web.printing import printed
from rantau.platform.access.fresh import freshly
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Entry
from rantau.platform.web.forms import choose


class LostPhoneForm(forms.Form):
    """Whose phone is lost, and how it came."""

    account = forms.ChoiceField(label=gettext_lazy("HP siapa yang hilang atau tidak ada"))
    reason = forms.CharField(
        label=gettext_lazy("Apa yang terjadi"), min_length=5, max_length=300,
        help_text=gettext_lazy("Misalnya: HP jatuh ke laut; atau ia tidak punya HP. Jangan menulis data warga."),
    )  # fmt: skip


@requires(VOUCH)
def report(request: HttpRequest) -> HttpResponse:
    """HP hilang: a colleague reports it; somebody else approves."""
    actor = actor_of(request)
    form = LostPhoneForm(request.POST or None)
    people = [(str(each.pk), f"{each.name} ({each.username})") for each in queries.colleagues(actor)]
    choose(form, "account", [("", _("Pilih rekan")), *people])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        asked = attempt(
            form, lambda: report_lost_phone(by=actor, account_id=int(said["account"]), reason=said["reason"])
        )
        if asked is not None:
            messages.success(request, _("Laporan terkirim. Suratnya dibuat setelah orang kedua menyetujui."))
            return redirect("approval:request", asked.id)
    context = {"form": form, "nobody": not people}
    return render(request, "offices/lost_phone/report.html", context, status=400 if form.is_bound else 200)


@requires(RECOGNISE)
@freshly
def letter(request: HttpRequest, account: int) -> HttpResponse:
    """After the approval: make the letter and print it."""
    actor = actor_of(request)
    person = queries.to_recognise(actor, account)
    form = SheetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with_codes = form.cleaned_data["codes"]
        made = attempt(form, lambda: issue_phone_letter(by=actor, account_id=account, with_codes=with_codes))
        if made is not None:
            return printed(request, [made], back=reverse("approval:index"), codes=made.codes)
    context = {"entries": [Entry(_("Untuk"), LOST_PHONE.describe(str(person.pk)))], "form": form}
    return render(request, "offices/lost_phone/letter.html", context, status=400 if form.is_bound else 200)
