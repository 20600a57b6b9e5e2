"""From a plan to a letter: what may be asked for, and the form for who gives the permission."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rantau.kernel.errors import RantauError
from rantau.modules.journeys.api import plan as plan_of
from rantau.modules.letters.actions import open_answer, prepare_letter
from rantau.modules.letters.domain import VIEW, WRITE, Giver, Kind, Standing, relation_advice
from rantau.modules.letters.holding import holds_of
from rantau.modules.letters.queries import letters_of, link_of
from rantau.modules.letters.web.forms import FamilyForm, PrepareForm
from rantau.modules.letters.web.words import kind_words, letters_table
from rantau.platform.access.decide import Subject, decide
from rantau.platform.access.views import actor_of, requires

ENDED = (Standing.WITHDRAWN, Standing.NOT_KNOWN)


@requires(VIEW)
def plan(request: HttpRequest, plan: int) -> HttpResponse:
    """The letters of a plan, and those that can be prepared."""
    actor = actor_of(request)
    found = plan_of(actor, plan)
    rows = letters_of(actor, plan)
    under_way = {row.kind for row in rows if row.standing not in ENDED}
    may_write = bool(decide(actor, WRITE, Subject(area_code=found.area_id)))
    context = {
        "plan": found,
        "table": letters_table(rows, _("Surat"), named=False) if rows else None,
        "offers": [(kind.value, kind_words(kind)) for kind in Kind if kind not in under_way] if may_write else [],
        "holds": holds_of(found, timezone.localdate()),
        "link": link_of(actor, plan),
        "may_write": may_write,
        "family_open": Kind.FAMILY in under_way,
        "separated": found.told.marital == "pisah_tanpa_putusan",
    }
    return _answer(request, "letters/plan.html", context)


@requires(WRITE)
def prepare(request: HttpRequest, plan: int, kind: str) -> HttpResponse:
    """The form; what is sent becomes a letter that waits for the village head."""
    if kind not in set(Kind):
        raise Http404
    actor, wanted = actor_of(request), Kind(kind)
    found = plan_of(actor, plan)
    told = found.told
    link, initial = _answered(request, plan) if wanted is Kind.FAMILY else (None, {})
    form = (FamilyForm if wanted is Kind.FAMILY else PrepareForm)(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        giver = form.giver(told.ktp_address or told.actual_address) if isinstance(form, FamilyForm) else Giver()
        try:
            made = prepare_letter(
                by=actor, key=form.cleaned_data["key"], plan=plan, kind=wanted, giver=giver,
                period=form.cleaned_data.get("period", ""), link=link,
            )  # fmt: skip
        except RantauError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Surat disiapkan dan menunggu kepala desa."))
            if advice := _advice(told.marital, giver.relation):
                messages.info(request, advice)
            return redirect("letters:letter", made.letter)
    context = {
        "plan": found, "told": told, "kind": kind_words(wanted), "family": wanted is Kind.FAMILY, "form": form,
        "separated": told.marital == "pisah_tanpa_putusan",
    }  # fmt: skip
    return _answer(request, "letters/prepare.html", context, status=400 if form.errors else 200)


def _answered(request: HttpRequest, plan: int) -> tuple[int | None, dict[str, str]]:
    """The link that was filled in, and its answer for the form, where `?isian=1` asks for it."""
    if "isian" not in request.GET:
        return None, {}
    link, filled = open_answer(by=actor_of(request), plan=plan)
    return link, {**asdict(filled.giver), "period": filled.period}


def _advice(marital: str, relation: str) -> str:
    return {
        "terpisah": _("Pemberi izin bukan suami atau istri karena sudah berpisah tanpa putusan. Jelaskan jalannya: "
                      "Posbankum desa dan Pengadilan Agama."),
        "bukan_pasangan": _("Calon berstatus kawin, sedangkan pemberi izin bukan suami atau istrinya. Undang-undang "
                            "menyebut suami atau istri lebih dahulu; tanyakan sebabnya."),
        "tanpa_pasangan": _("Calon tidak berstatus kawin, sedangkan pemberi izin suami atau istri. Periksa lagi status "
                            "perkawinan di rencana."),
        "": "",
    }[relation_advice(marital, relation)]  # fmt: skip


def _answer(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    return response
