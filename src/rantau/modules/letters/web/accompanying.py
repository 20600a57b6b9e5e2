"""Proof of accompaniment and the family's card."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantau.kernel.errors import RantauError
from rantau.modules.journeys.api import plan as plan_of
from rantau.modules.letters.actions import open_card, open_proof, record_proof
from rantau.modules.letters.domain import VIEW, WRITE
from rantau.modules.letters.models import Proof
from rantau.modules.letters.printing_home import card_pdf, proof_pdf
from rantau.modules.letters.queries import proofs_of
from rantau.modules.letters.web.forms import ProofForm
from rantau.modules.letters.web.views import kept_nowhere, paper_of, pdf_answer
from rantau.platform.access.decide import Subject, decide
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Table


@requires(VIEW)
def proofs(request: HttpRequest, plan: int) -> HttpResponse:
    """The proofs of a plan, and the form for a new one."""
    actor = actor_of(request)
    found = plan_of(actor, plan)
    may_write = bool(decide(actor, WRITE, Subject(area_code=found.area_id)))
    form = ProofForm(request.POST or None, initial={"explained_by": getattr(request.user, "name", "")})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = record_proof(
                by=actor, key=said["key"], plan=plan, explained=said["topics"], explained_by=said["explained_by"],
                on=said["on"],
            )  # fmt: skip
        except RantauError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Tersimpan. Cetak dua lembarnya: satu untuk warga, satu untuk desa."))
            return redirect(f"{reverse('letters:proofs', args=[plan])}#bukti-{made.pk}")
    context = {"plan": found, "form": form if may_write else None, "table": _table(proofs_of(actor, plan))}
    return kept_nowhere(render(request, "letters/proofs.html", context, status=400 if form.errors else 200))


def _table(rows: list[Proof]) -> Table | None:
    if not rows:
        return None
    columns = [
        Column("tanggal", _("Tanggal")), Column("oleh", _("Dijelaskan oleh")), Column("hal", _("Yang dijelaskan")),
        Column("cetak", _("Cetak")),
    ]  # fmt: skip
    cells = [
        (row.explained_on, row.explained_by,
         ngettext("%(count)d hal", "%(count)d hal", len(row.topics)) % {"count": len(row.topics)},
         Cell(_("Unduh PDF"), href=reverse("letters:proof_pdf", args=[row.pk])))
        for row in rows
    ]  # fmt: skip
    return Table(_("Bukti pendampingan"), columns, cells, narrow="cards", show_caption=False)


@requires(VIEW)
def proof_as_pdf(request: HttpRequest, proof: int) -> HttpResponse:
    """A proof as a PDF of two pages."""
    row = open_proof(by=actor_of(request), proof=proof)
    return pdf_answer(proof_pdf(row, paper_of(request)), f"bukti-pendampingan-{row.pk}")


@requires(VIEW)
def card(request: HttpRequest, plan: int) -> HttpResponse:
    """The family's card as a PDF."""
    found = open_card(by=actor_of(request), plan=plan)
    return pdf_answer(card_pdf(found, timezone.localdate(), paper_of(request)), f"kartu-keluarga-{found.pk}")
