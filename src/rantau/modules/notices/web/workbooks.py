"""Taking the queue away, and bringing it back filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from rantau.kernel.errors import RantauError
from rantau.modules.notices.actions import note_export, take_in
from rantau.modules.notices.actions.workbooks import TakenIn
from rantau.modules.notices.queries import to_check
from rantau.modules.notices.workbook import LIMITS, written
from rantau.modules.sources.api import scratch_folder
from rantau.platform.access.actor import Actor
from rantau.platform.access.views import actor_of, requires

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class BackForm(forms.Form):
    """The filled workbook."""

    workbook = forms.FileField(
        label=_("Berkas yang sudah diisi"), help_text=_("xlsx yang tadi diunduh, paling besar 5 MB.")
    )


@requires("notices.receive")
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """Open notices, to be checked in SISKOP2MI."""
    actor = actor_of(request)
    rows = to_check(actor, timezone.localdate())
    note_export(by=actor, rows=len(rows))
    response = HttpResponse(written(rows), content_type=XLSX)
    name = f"rantau-pemberitahuan-{timezone.localdate():%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires("notices.answer")
def bring_back(request: HttpRequest) -> HttpResponse:
    """What the workbook says, row by row; what was not taken in is named."""
    form, taken = BackForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        try:
            taken = _taken_in(actor_of(request), form.cleaned_data["workbook"])
        except RantauError as error:
            form.add_error("workbook", str(error))
    context = {"form": form, "taken": taken}
    return render(request, "notices/bring_back.html", context, status=400 if form.errors else 200)


def _taken_in(by: Actor, uploaded: UploadedFile[Any]) -> TakenIn:
    name = uploaded.name or "hasil.xlsx"
    if (uploaded.size or 0) > LIMITS.file_bytes:
        raise RantauError("Berkasnya lebih dari 5 MB.")
    with scratch_folder() as folder:
        path = folder / f"hasil{Path(name).suffix[:8]}"
        with path.open("wb") as target:
            for chunk in uploaded.chunks():
                target.write(chunk)
        return take_in(by=by, path=path, name=name)
