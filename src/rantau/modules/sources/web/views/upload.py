"""Handing in lists (memasukkan daftar): upload, dry run, and the list of what was checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rantau.engines.intake.types import Kind
from rantau.modules.sources.actions.hand_in import GivenFile, HandInFacts
from rantau.modules.sources.actions.quota import QuotaError
from rantau.modules.sources.actions.storing import check_list, receive_list
from rantau.modules.sources.domain import ImportOutcome
from rantau.modules.sources.queries.batches import batches_for
from rantau.modules.sources.scratch import scratch_folder
from rantau.modules.sources.tasks import BYTES_AT_ONCE, LOCK, read_batch
from rantau.modules.sources.web.forms import UploadForm
from rantau.modules.sources.web.views.lists import hand_in_table
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.numbers import whole_number


@requires("sources.import")
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The form; what is sent is read in a dry run, and nothing is stored before a person has seen the report."""
    village = not decide(actor_of(request), "sources.import", Subject())
    form = UploadForm(request.POST or None, request.FILES or None, village=village)
    if request.method == "POST" and form.is_valid():
        try:
            with _on_disk(form.cleaned_data["uploads"]) as files:
                outcome = _read(actor_of(request), files, _facts(form.cleaned_data))
            return _answer(request, outcome)
        except QuotaError as error:
            form.add_error("uploads", str(error))
    return render(request, "sources/upload.html", {"form": form}, status=400 if form.errors else 200)


@requires("sources.import")
def checked(request: HttpRequest) -> HttpResponse:
    """Several hand-ins that came with one upload, each waiting for its confirmation."""
    wanted = [number for text in request.GET.getlist("setoran") if (number := whole_number(text)) is not None]
    batches = list(batches_for(actor_of(request), "sources.import").filter(pk__in=wanted).order_by("pk"))
    return render(request, "sources/checked.html", {"table": hand_in_table(batches, may_import=True)})


def _read(by: Actor, files: Sequence[GivenFile], facts: HandInFacts) -> ImportOutcome:
    """Read small files here and now, large ones in the background."""
    if sum(file.path.stat().st_size for file in files) <= BYTES_AT_ONCE:
        return check_list(by=by, files=files, facts=facts)
    with transaction.atomic():
        outcome = receive_list(by=by, files=files, facts=facts)
        for report in outcome.batches:
            read_batch.enqueue(by=by, lock=LOCK, batch=report.batch)
    return outcome


def _answer(request: HttpRequest, outcome: ImportOutcome) -> HttpResponseRedirect:
    for sentence in (*outcome.refused, *outcome.known):
        messages.error(request, sentence)
    if not outcome.batches:
        return redirect("sources:upload")
    if len(outcome.batches) == 1:
        return redirect("sources:batch", outcome.batches[0].batch)
    query = urlencode([("setoran", report.batch) for report in outcome.batches])
    return HttpResponseRedirect(f"{reverse('sources:checked')}?{query}")


def _facts(said: dict[str, Any]) -> HandInFacts:
    return HandInFacts(
        kind=Kind(said["kind"]) if said.get("kind") else None,
        institution=said.get("institution", ""),
        received_on=said["received_on"],
        period_from=said["period_from"],
        period_to=said["period_to"],
        note=said["note"],
    )


@contextmanager
def _on_disk(uploads: Sequence[Any]) -> Iterator[list[GivenFile]]:
    """The uploaded files in a private folder, under safe names."""
    with scratch_folder() as folder:
        files = []
        for number, uploaded in enumerate(uploads):
            path = folder / f"{number}{Path(uploaded.name).suffix[:8]}"
            with path.open("wb") as target:
                for chunk in uploaded.chunks():
                    target.write(chunk)
            files.append(GivenFile(path, uploaded.name))
        yield files
