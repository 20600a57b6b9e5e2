"""The village's counter: what a family may be told, and the papers of a return."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from rantau.kernel.citation import Certainty, Source
from rantau.kernel.countries import country_name, is_country
from rantau.kernel.errors import RantauError
from rantau.modules.journeys.api import NEED_LABELS, STATE_LABELS, Plan, State, shown_code
from rantau.modules.notices.actions import answer_family, open_return_papers
from rantau.modules.notices.queries import CounterAnswer
from rantau.modules.notices.web.showing import half_known, progress, today
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Entry

HANDOVER = Source(
    "Permen P2MI 32/2025 pasal 13",
    "https://www.pasal.id/peraturan/permen/permen-p2mi-no-32-tahun-2025/koreksi/9417132",
    Certainty.READ,
)


class CounterForm(forms.Form):
    """What the family knows."""

    code = forms.CharField(label=gettext_lazy("Kode rencana"), max_length=12, widget=forms.TextInput(
        attrs={"autocomplete": "off", "autocapitalize": "characters"}))  # fmt: skip
    birth = forms.DateField(
        label=gettext_lazy("Tanggal lahir warga itu"),
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}),
    )


@requires("notices.view_own")
def counter(request: HttpRequest) -> HttpResponse:
    """With code and birth date: what was checked, by whom, when. Nothing is sent to anybody."""
    form, found = CounterForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            found = answer_family(by=actor_of(request), **form.cleaned_data)
        except RantauError as error:
            form.add_error(None, str(error))
        else:
            if found is None:
                form.add_error(None, _("Kode dan tanggal lahir itu tidak cocok. Percobaan ini dihitung dan tercatat."))
    context = {"form": form, "answer": _shown(found) if found else None}
    return render(request, "notices/counter.html", context, status=400 if form.errors else 200)


def _shown(found: CounterAnswer) -> dict[str, Any]:
    return {
        "code": shown_code(found.code),
        "state": STATE_LABELS[State(found.state)],
        "told": [{"entries": progress(one.line, today()), "checks": one.checks, "answer": one.answer}
                 for one in found.told],
    }  # fmt: skip


@requires("journeys.write")
@require_GET
def handover(request: HttpRequest, plan: int) -> HttpResponse:
    """The record of handing over to the family, witnessed by the village, with what is needed at return."""
    row = open_return_papers(by=actor_of(request), plan=plan, paper="serah-terima")
    told = row.needs.order_by("-on", "-pk").first()
    said = told.claim.said if told else None
    needs = [(label, said is not None and need in said.needs) for need, label in NEED_LABELS.items()]
    more = {"needs": needs, "said": said, "basis": HANDOVER}
    return render(request, "notices/handover.html", _papers(row) | more)


@requires("journeys.write")
@require_GET
def repatriation(request: HttpRequest, plan: int) -> HttpResponse:
    """The family's application to be brought home, ready to sign. Nothing is sent."""
    row = open_return_papers(by=actor_of(request), plan=plan, paper="permohonan")
    return render(request, "notices/repatriation.html", _papers(row))


def _papers(row: Plan) -> dict[str, Any]:
    told = row.told
    country = country_name(row.country) if is_country(row.country) else ""
    rows = (
        (_("Nama"), row.name), (_("NIK"), row.nik_text), (_("Tanggal lahir"), half_known(told.birth)),
        (_("Alamat"), told.actual_address or told.ktp_address), (_("Negara"), country),
        (_("Pemberi kerja"), told.employer), (_("Paspor"), told.passport),
    )  # fmt: skip
    entries = [Entry(term, value or "………………………………") for term, value in rows]
    return {"plan": row.pk, "area": row.area, "code": shown_code(row.code), "entries": entries}
