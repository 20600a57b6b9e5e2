"""Data penduduk desa: lent for some days, looked up while a plan is registered, so that nothing is typed twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from rantau.kernel.errors import InvalidValueError, NotAllowedError, RefusedFileError
from rantau.modules.journeys.actions import forget_residents, give_residents, look_up_residents
from rantau.modules.journeys.actions.residents import Found
from rantau.modules.journeys.domain import Says, State
from rantau.modules.journeys.queries import resident_sheets
from rantau.modules.journeys.residents import KEPT_DAYS, MOST_FOUND, KnownResident
from rantau.modules.journeys.web.forms import PlanForm, SaidForm
from rantau.modules.journeys.web.registering import villages
from rantau.modules.sources.api import scratch_folder
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.drafts import draft_key
from rantau.platform.web.forms import choose

LARGEST_FILE = 20 * 1024 * 1024
"""A village of 20,000 residents takes about 5 MB."""


class SheetForm(forms.Form):
    """A sheet of residents, of one village."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    area = forms.ChoiceField(label=gettext_lazy("Desa"))
    file = forms.FileField(
        label=gettext_lazy("Berkas data penduduk"),
        help_text=gettext_lazy(
            "Ekspor penduduk OpenSID atau lembar Dukcapil: xlsx, xls, ods atau csv, paling besar 20 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        error_messages={"required": gettext_lazy("Pilih berkasnya.")},
    )

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "area", areas)
        if len(areas) == 1:
            self.fields["area"].widget = forms.HiddenInput()
            self.fields["area"].initial = areas[0][0]

    def clean_file(self) -> Any:
        """Within the limit."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST_FILE:
            raise forms.ValidationError(_("Berkas ini lebih besar dari 20 MB. Berikan data satu desa saja."))
        return given


@requires("journeys.write")
@require_http_methods(["GET", "POST"])
def residents(request: HttpRequest) -> HttpResponse:
    """Give a sheet, see until when it is there, take it away."""
    actor = actor_of(request)
    form = SheetForm(request.POST or None, request.FILES or None, areas=villages(actor), initial={"key": uuid4()})
    if form.is_valid() and _taken_in(request, form):
        return HttpResponseRedirect(reverse("journeys:residents"))
    context = {"form": form, "sheets": resident_sheets(actor), "days": KEPT_DAYS}
    return _private(render(request, "journeys/residents.html", context, status=400 if form.errors else 200))


@requires("journeys.write")
@require_POST
def forget(request: HttpRequest, sheet: int) -> HttpResponse:
    """Take a sheet away at once."""
    forget_residents(by=actor_of(request), sheet=sheet)
    messages.success(request, _("Data penduduk dihapus."))
    return HttpResponseRedirect(reverse("journeys:residents"))


@requires("journeys.write")
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Look somebody up; then the plan's form, filled in with the one who was chosen. Nothing of it is in an address."""
    actor = actor_of(request)
    areas = villages(actor)
    area, text = request.POST.get("area", ""), request.POST.get("cari", "").strip()[:200]
    if area not in dict(areas):
        raise NotAllowedError(_("Desa ini di luar wilayah tugas Anda."))
    found, wrong = [], ""
    try:
        found = look_up_residents(by=actor, area_code=area, text=text)
    except InvalidValueError as error:
        wrong = str(error)
    chosen = next((one.known for one in found if one.source == request.POST.get("ambil")), None)
    context = {
        "form": PlanForm(areas=areas, initial=_initial(chosen) | {"area": area} if chosen else {"area": area}),
        "said": SaidForm(initial={"state": State.INTENDED, "says": Says.SELF}),
        "filled": chosen,
        "looked": {"text": text, "area": area, "wrong": wrong, "many": len(found) > MOST_FOUND,
                   "found": [] if chosen or len(found) > MOST_FOUND else list(map(_line, found))},
        "draft_key": draft_key(request),
        "bound": True,  # what was typed before is not laid over another resident
    }  # fmt: skip
    return _private(render(request, "journeys/new.html", context, status=400 if wrong else 200))


def _taken_in(request: HttpRequest, form: SheetForm) -> bool:
    said = form.cleaned_data
    try:
        with scratch_folder() as folder:
            path = folder / f"penduduk{Path(said['file'].name).suffix[:8]}"
            with path.open("wb") as target:
                for chunk in said["file"].chunks():
                    target.write(chunk)
            done = give_residents(
                by=actor_of(request), key=said["key"], area_code=said["area"], path=path, name=said["file"].name
            )
    except (RefusedFileError, InvalidValueError) as error:
        form.add_error("file", str(error))
        return False
    messages.success(
        request,
        ngettext("%(rows)d warga dapat dicari.", "%(rows)d warga dapat dicari.", done.rows) % {"rows": done.rows},
    )
    if done.left_out:
        messages.warning(
            request,
            _("%(number)d baris menyebut desa lain atau tanpa nama, dan tidak disimpan.") % {"number": done.left_out},
        )
    return True


def _line(one: Found) -> dict[str, str]:
    known = one.known
    parts = [
        known.birth[:4],
        known.address,
        _("register desa") if one.source.startswith("register") else _("data penduduk"),
    ]
    return {"source": one.source, "name": known.name, "about": ", ".join(part for part in parts if part)}


def _initial(known: KnownResident) -> dict[str, Any]:
    return {
        "name": known.name, "nik": known.nik, "sex": known.sex, "birth": known.birth, "birth_place": known.birth_place,
        "marital": known.marital, "ktp_address": known.address, "phone": known.phone, "country": known.country,
    }  # fmt: skip


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
