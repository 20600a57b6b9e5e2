"""Documents of a plan: ticked, and photographed with the phone."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from rantau.engines.procedure import load_rules
from rantau.modules.journeys.actions import keep_photo, note_papers, open_photo, remove_photo
from rantau.modules.journeys.domain import PaperSaid
from rantau.modules.journeys.models import Plan
from rantau.modules.journeys.queries import plan as plan_of
from rantau.platform.access.decide import Subject, require
from rantau.platform.access.views import actor_of, requires
from rantau.platform.files.images import PhotoError
from rantau.platform.web.drafts import draft_key
from rantau.platform.web.forms import HalfKnownDay, choose

FIRST = ("ktp", "kk", "akta_lahir", "buku_nikah", "surat_status_kawin", "paspor")
"""What a resident brings to the village's counter: it stands above the fold."""
EXPIRING = ("paspor", "visa_kerja", "perjanjian_kerja", "surat_sehat", "surat_psikologi", "e_pmi")


class PapersForm(forms.Form):
    """Each document of the rules: there, not there, not asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, name in load_rules().documents.items():
            self.fields[f"d-{kind}"] = forms.ChoiceField(
                label=name[:1].upper() + name[1:],
                required=False,
                choices=[("", _("Belum ditanya")), ("ada", _("Ada")), ("tidak", _("Tidak ada"))],
            )
            if kind in EXPIRING:
                self.fields[f"s-{kind}"] = HalfKnownDay(label=_("Berlaku sampai"))

    def rows(self, kinds: list[str]) -> list[list[forms.BoundField]]:
        """The fields of these documents, those of one together."""
        return [[self[name] for name in (f"d-{kind}", f"s-{kind}") if name in self.fields] for kind in kinds]

    def said(self) -> dict[str, PaperSaid | None]:
        """What was seen, by kind."""
        answers = {"ada": True, "tidak": False}
        return {
            kind: PaperSaid(answers[said], self.cleaned_data.get(f"s-{kind}"))
            if (said := self.cleaned_data[f"d-{kind}"])
            else None
            for kind in load_rules().documents
        }


class PhotoForm(forms.Form):
    """A photograph from the phone's camera."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("Foto apa?"))
    photo = forms.FileField(
        label=gettext_lazy("Foto"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "capture": "environment"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "kind", load_rules().documents.items())


@requires("journeys.write")
@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, plan: int) -> HttpResponse:
    """Tick what is there."""
    actor = actor_of(request)
    found = plan_of(actor, plan)
    require(actor, "journeys.write", Subject(area_code=found.area_id))
    form = PapersForm(request.POST or None, initial=_initial(found))
    if form.is_valid():
        note_papers(by=actor, plan=plan, said=form.said())
        messages.success(request, _("Dokumen tersimpan."))
        return HttpResponseRedirect(reverse("journeys:plan", args=[plan]) + "?selesai=1")
    return _page(request, found, form, PhotoForm(initial={"key": uuid4()}))


@requires("journeys.write")
@require_POST
def photograph(request: HttpRequest, plan: int) -> HttpResponse:
    """Keep a photograph; the document then counts as there."""
    actor = actor_of(request)
    found = plan_of(actor, plan)
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        try:
            keep_photo(by=actor, plan=plan, key=said["key"], kind=said["kind"], upload=said["photo"])
        except PhotoError as error:
            form.add_error("photo", str(error))
        else:
            messages.success(request, _("Foto tersimpan."))
            return HttpResponseRedirect(reverse("journeys:papers", args=[plan]))
    return _page(request, found, PapersForm(initial=_initial(found)), form)


@requires("journeys.write")
@require_http_methods(["GET"])
def photo(request: HttpRequest, plan: int, photo: int) -> HttpResponse:
    """The picture itself; every look leaves a trace."""
    picture = open_photo(by=actor_of(request), plan=plan, photo=photo)
    return HttpResponse(picture, content_type="image/jpeg", headers={"Cache-Control": "no-store"})


@requires("journeys.write")
@require_POST
def forget_photo(request: HttpRequest, plan: int, photo: int) -> HttpResponse:
    """Take a photograph away for good."""
    remove_photo(by=actor_of(request), plan=plan, photo=photo)
    messages.success(request, _("Foto dihapus."))
    return HttpResponseRedirect(reverse("journeys:papers", args=[plan]))


def _initial(found: Plan) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    for paper in found.papers.all():
        initial[f"d-{paper.kind}"] = "ada" if paper.there else "tidak"
        initial[f"s-{paper.kind}"] = paper.expires
    return initial


def _page(request: HttpRequest, found: Plan, form: PapersForm, upload: PhotoForm) -> HttpResponse:
    names = load_rules().documents
    rest = [kind for kind in names if kind not in FIRST]
    context = {
        "plan": found,
        "form": form,
        "upload": upload,
        "draft_key": draft_key(request),
        "first": form.rows([kind for kind in FIRST if kind in names]),
        "rest": form.rows(rest),
        "photos": [(row, names.get(row.kind, row.kind)) for row in found.photos.all()],
    }
    wrong = form.errors or upload.errors
    response = render(request, "journeys/papers.html", context, status=400 if wrong else 200)
    response["Cache-Control"] = "no-store"
    return response
