"""All lists (semua daftar): who handed in what and when, and which desa are silent."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantau.engines.intake.types import Kind
from rantau.modules.areas.api import Area, Level
from rantau.modules.sources.domain import KIND_LABELS, BatchState
from rantau.modules.sources.models import Batch
from rantau.modules.sources.queries.batches import batches_for
from rantau.modules.sources.queries.places import waiting_names
from rantau.modules.sources.queries.villages import (
    EMPTY_FORM,
    HAS_ROWS,
    NONE,
    SILENT,
    VillageReporting,
    village_reporting,
)
from rantau.platform.access.decide import decide
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Empty, Table, Tone
from rantau.platform.web.tables import page_of

STATE_TONES: dict[str, Tone] = {
    BatchState.CHECKED: "info",
    BatchState.STORED: "success",
    BatchState.SUPERSEDED: "warning",
    BatchState.UNDONE: "error",
}
VILLAGE_TONES: dict[str, Tone] = {HAS_ROWS: "success", NONE: "info", EMPTY_FORM: "warning", SILENT: "error"}


@requires("sources.view")
def index(request: HttpRequest) -> HttpResponse:
    """Hand-ins, newest first."""
    actor = actor_of(request)
    page = page_of(request, batches_for(actor), 25)
    may_import = bool(decide(actor, "sources.import"))
    may_place = bool(decide(actor, "sources.resolve_places"))
    return render(
        request,
        "sources/index.html",
        {
            "table": hand_in_table(list(page.object_list), may_import=may_import),
            "page": page,
            "may_import": may_import,
            "may_place": may_place,
            "waiting": waiting_names(actor) if may_place else 0,
        },
    )


def hand_in_table(batches: list[Batch], *, may_import: bool) -> Table:
    """Hand-ins as a table."""
    nothing = _no_hand_in() if may_import else Empty(_("Belum ada daftar"), icon="document-plus")
    return Table(
        caption=_("Setoran daftar"),
        columns=(
            Column("source", _("Daftar")),
            Column("by", _("Diserahkan oleh")),
            Column("received", _("Diterima")),
            Column("rows", _("Baris"), numeric=True),
            Column("unresolved", _("Tempat belum pasti"), numeric=True),
            Column("state", _("Keadaan")),
        ),
        rows=[_hand_in_cells(batch) for batch in batches],
        narrow="cards",
        empty=nothing,
        show_caption=False,
    )


def _no_hand_in() -> Empty:
    return Empty(
        _("Belum ada daftar"),
        _("Masukkan daftar pertama: register desa, penempatan SISKOP2MI, kepulangan, pengaduan, atau lainnya."),
        reverse("sources:upload"),
        _("Masukkan daftar"),
        "document-plus",
    )


def _hand_in_cells(batch: Batch) -> tuple[object, ...]:
    return (
        Cell(
            KIND_LABELS[Kind(batch.source.kind)],
            href=reverse("sources:batch", args=[batch.pk]),
            note=_("setoran %(number)d") % {"number": batch.pk},
        ),
        batch.source.institution,
        batch.received_on,
        batch.rows,
        batch.unresolved,
        Cell(batch.state, tone=STATE_TONES[batch.state]),
    )


@requires("insight.view_desa")
def villages(request: HttpRequest) -> HttpResponse:
    """Which desa of a kecamatan have data, said nihil, or are silent. Silence is not zero.

    For everybody who may see numbers of desa: a supervisor of a kecamatan follows up who is silent.
    """
    actor = actor_of(request)
    district = request.GET.get("kecamatan", "")
    found = village_reporting(actor, district=district)
    return render(
        request,
        "sources/villages.html",
        {
            "table": _village_table(found) if district or len(found) < 40 else _district_table(found),
            "district": Area.objects.filter(code=district, level=Level.DISTRICT).first() if district else None,
            "may_view_lists": bool(decide(actor, "sources.view")),
            "counts": Counter(village.state for village in found),
            "total": len(found),
        },
    )


def _district_table(found: list[VillageReporting]) -> Table:
    states: dict[str, Counter[str]] = {}
    for village in found:
        states.setdefault(village.area_code[:8], Counter())[village.state] += 1
    names = dict(Area.objects.filter(code__in=states).values_list("code", "name"))
    return Table(
        caption=_("Desa yang melapor, per kecamatan"),
        columns=(
            Column("district", _("Kecamatan")),
            Column("rows", _("Ada data"), numeric=True),
            Column("nil", _("Nihil"), numeric=True),
            Column("empty", _("Formulir kosong"), numeric=True),
            Column("silent", _("Belum melapor"), numeric=True),
        ),
        rows=[
            (
                Cell(names.get(code, code), href=f"?kecamatan={code}"),
                count[HAS_ROWS],
                count[NONE],
                count[EMPTY_FORM],
                count[SILENT],
            )
            for code, count in sorted(states.items())
        ],
        note=_("Belum melapor tidak berarti tidak ada yang berangkat."),
        show_caption=False,
    )


def _village_table(found: list[VillageReporting]) -> Table:
    words = {HAS_ROWS: _("ada data"), NONE: _("nihil"), EMPTY_FORM: _("formulir kosong"), SILENT: _("belum melapor")}
    return Table(
        caption=_("Desa yang melapor"),
        columns=(
            Column("village", _("Desa")),
            Column("state", _("Keadaan")),
            Column("rows", _("Baris register"), numeric=True),
        ),
        rows=[
            (
                village.name,
                Cell(words[village.state], tone=VILLAGE_TONES[village.state]),
                village.rows if village.state != SILENT else None,
            )
            for village in found
        ],
        note=_("Belum melapor tidak berarti tidak ada yang berangkat."),
        empty=Empty(_("Kode wilayah belum dimuat")),
        show_caption=False,
    )
