"""Rincian kontrak: what stands on the paper, item by item as the law asks, and who paid whom."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from rantau.engines.procedure import load_rules
from rantau.modules.journeys.actions import open_particulars, read_contract
from rantau.modules.journeys.contract import ContractSaid, Paid, items_asked, latest_of, readings_of
from rantau.modules.journeys.domain import Particulars
from rantau.modules.journeys.judging import judge
from rantau.modules.journeys.queries import plan as plan_of
from rantau.modules.journeys.web import words
from rantau.modules.journeys.web.forms import one_of, read_amount, text
from rantau.platform.access.decide import Subject, require
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.drafts import draft_key

PAYMENT_ROWS = 6
NOT_READ = ("", gettext_lazy("Belum dibaca"))


class ContractForm(forms.Form):
    """Items that the rules ask for this plan, and rows of payments; what stands there already is filled in."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = one_of(gettext_lazy("Dibaca dari"), words.SEEN)
    insurance = text(
        gettext_lazy("Nomor BPJS Ketenagakerjaan"), 40,
        gettext_lazy("Bila diisi, jaminan sosialnya dihitung ada."), inputmode="numeric",
    )  # fmt: skip

    def __init__(self, *args: Any, asked: dict[str, dict[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for items in asked.values():
            for item, title in items.items():
                self.fields[f"i-{item}"] = forms.ChoiceField(
                    label=title, required=False, choices=[NOT_READ, *words.READ]
                )
        kinds = [(kind, name[:1].upper() + name[1:]) for kind, name in load_rules().cost_kinds.items()]
        for row in range(PAYMENT_ROWS):
            self.fields[f"untuk-{row}"] = one_of(_("Untuk apa?"), kinds)
            self.fields[f"dari-{row}"] = one_of(_("Siapa yang membayar?"), words.PAYERS)
            self.fields[f"kepada-{row}"] = text(_("Dibayarkan kepada siapa?"), 120)
            self.fields[f"rupiah-{row}"] = text(_("Berapa rupiah?"), 40, _("Misalnya 8 juta."))
        if not self.is_bound:
            self.initial.setdefault("key", uuid4())

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The items by article."""
        return [(article, [self[f"i-{item}"] for item in items]) for article, items in self.asked.items()]

    def payments(self) -> list[tuple[list[forms.BoundField], bool]]:
        """The rows of payments, and whether a row stands open: the first, and those with something in them."""
        rows = [
            [self[f"{name}-{row}"] for name in ("untuk", "dari", "kepada", "rupiah")] for row in range(PAYMENT_ROWS)
        ]
        return [(row, number == 0 or any(one.value() or one.errors for one in row)) for number, row in enumerate(rows)]

    def clean(self) -> dict[str, Any] | None:
        """A payment has a purpose and an amount that can be read."""
        for row in range(PAYMENT_ROWS):
            try:
                self.cleaned_data[f"rupiah-{row}"] = read_amount(self.cleaned_data.get(f"rupiah-{row}"))
            except ValidationError as error:
                self.add_error(f"rupiah-{row}", error)
            rest = [self.cleaned_data.get(f"{name}-{row}") for name in ("dari", "kepada", "rupiah")]
            if any(rest) and not self.cleaned_data.get(f"untuk-{row}"):
                self.add_error(f"untuk-{row}", _("Pilih untuk apa uang ini."))
        return self.cleaned_data

    def said(self) -> ContractSaid:
        """The whole statement."""
        said = self.cleaned_data
        items = {item: said[f"i-{item}"] for group in self.asked.values() for item in group if said[f"i-{item}"]}
        paid = tuple(
            Paid(said[f"untuk-{row}"], said[f"dari-{row}"], said[f"kepada-{row}"].strip(), said[f"rupiah-{row}"])
            for row in range(PAYMENT_ROWS)
            if said[f"untuk-{row}"]
        )
        return ContractSaid(said["seen"], items, paid, said["insurance"].strip())


@requires("journeys.write")
@require_http_methods(["GET", "POST"])
def contract(request: HttpRequest, plan: int) -> HttpResponse:
    """Read the contract with the resident. To open the page leaves a trace: it shows what was told."""
    actor = actor_of(request)
    found = plan_of(actor, plan)
    require(actor, "journeys.write", Subject(area_code=found.area_id))
    told = found.told if request.method == "POST" else open_particulars(by=actor, plan=plan).told
    asked = items_asked(judge(found, told, found.papers.all(), timezone.localdate()))
    form = ContractForm(request.POST or None, asked=asked, initial=_initial(told))
    if form.is_valid():
        read_contract(by=actor, plan=plan, key=form.cleaned_data["key"] or uuid4(), said=form.said())
        messages.success(request, _("Rincian kontrak tersimpan."))
        return HttpResponseRedirect(reverse("journeys:plan", args=[plan]) + "?selesai=1")
    context = {
        "plan": found,
        "form": form,
        "readings": [(row.at, row.by, _summary(row.said)) for row in reversed(readings_of(told))],
        "draft_key": draft_key(request),
        "bound": form.is_bound,
    }
    response = render(request, "journeys/contract.html", context, status=400 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


def _initial(told: Particulars) -> dict[str, Any]:
    said = latest_of(told)
    initial: dict[str, Any] = {"seen": said.seen, "insurance": said.insurance}
    initial |= {f"i-{item}": read for item, read in said.items.items()}
    for row, paid in enumerate(said.paid):
        initial |= {
            f"untuk-{row}": paid.kind, f"dari-{row}": paid.payer, f"kepada-{row}": paid.receiver,
            f"rupiah-{row}": paid.amount or "",
        }  # fmt: skip
    return initial


def _summary(said: ContractSaid) -> list[str]:
    """A reading in sentences: what is not there, what could not be read, who paid whom."""
    names, kinds = load_rules().contract_items, load_rules().cost_kinds
    lines = [
        f"{label}: {', '.join(names.get(item, item) for item in found)}"
        for value, label in words.READ
        if (found := [item for item, read in said.items.items() if read == value])
    ]
    for paid in said.paid:
        way = [
            words.word(words.PAYERS, paid.payer) or _("belum tahu siapa"),
            paid.receiver or _("belum tahu kepada siapa"),
        ]
        amount = words.rupiah(paid.amount) or _("jumlahnya belum diketahui")
        lines.append(f"{kinds.get(paid.kind, paid.kind)}: {' → '.join(way)}, {amount}")
    return lines
