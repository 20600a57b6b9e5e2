"""One hand-in (setoran): the report of its dry run, what its columns mean, storing it, taking it back."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rantau.engines.intake.types import Kind, Severity
from rantau.modules.areas.api import place_names
from rantau.modules.sources.actions.mapping import confirm_mapping
from rantau.modules.sources.actions.storing import check_again, store_list
from rantau.modules.sources.actions.undo import discard_check, undo_batch
from rantau.modules.sources.domain import KIND_LABELS, BatchState, Changes
from rantau.modules.sources.models import Batch, Sheet
from rantau.modules.sources.queries.batches import Correctable, batch_for, columns_of, correctable, problem_examples
from rantau.modules.sources.queries.changes import changes_of
from rantau.modules.sources.queries.villages import sheets_of
from rantau.modules.sources.tasks import LOCK, ROWS_AT_ONCE, progress_key, store_batch
from rantau.modules.sources.web.forms import MappingForm, UndoForm
from rantau.modules.sources.web.views.lists import STATE_TONES
from rantau.platform.access.decide import Subject, decide
from rantau.platform.access.fresh import freshly
from rantau.platform.access.views import actor_of, requires
from rantau.platform.jobs.queries import progress
from rantau.platform.web.components import Cell, Column, Empty, Entry, Table
from rantau.platform.web.numbers import whole_number


@dataclass(frozen=True, slots=True)
class LayoutView:
    """Sheets with the same headings, and the form for what these mean."""

    sheet: Sheet
    sheets: int
    columns: list[tuple[object, object]]
    form: MappingForm
    remembered: bool


@requires("sources.view")
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """The page of a hand-in in whatever state it is; while work on it runs, how far it is."""
    found = batch_for(actor_of(request), number)
    running = _running(request, found)
    if running is not None:
        return render(request, "sources/running.html", {"batch": found, "progress": running, "address": request.path})
    answer = _page(request, found)
    if request.headers.get("HX-Request"):
        answer["HX-Refresh"] = "true"
    return answer


def _running(request: HttpRequest, found: Batch) -> tuple[str, int | None, int | None] | None:
    """(what is done, rows so far, rows in all) while the background works on it or has it in its queue."""
    if found.state != BatchState.CHECKED:
        return None
    seen = progress(actor_of(request), progress_key(found.pk))
    if seen is not None and not seen.finished:
        return seen.step or _("Membaca"), seen.done, seen.total
    if seen is not None and seen.state == "failed":
        messages.error(request, seen.message)
        return None
    unread = not found.refused and not Sheet.objects.filter(file__batch=found).exists()
    return (_("Menunggu giliran dibaca"), None, None) if unread and seen is None else None


def _page(request: HttpRequest, found: Batch, undo_form: UndoForm | None = None) -> HttpResponse:
    actor = actor_of(request)
    subject = Subject(area_code=found.source.area_id)
    may_import = bool(decide(actor, "sources.import", subject))
    checked = found.state == BatchState.CHECKED
    sheets = sheets_of(found.pk)
    return render(
        request,
        "sources/batch.html",
        {
            "batch": found,
            "kind": KIND_LABELS[Kind(found.source.kind)],
            "tone": STATE_TONES[found.state],
            "checked": checked,
            "facts": _facts(found),
            "sheet_table": _sheet_table(sheets),
            "problem_table": _problem_table(found, problem_examples(actor, found.pk) if may_import else {}),
            "layouts": _layouts(sheets) if checked and may_import else [],
            "earlier": _earlier(correctable(actor, found)) if checked and may_import else [],
            "changes": _changes_table(changes_of(actor, found)),
            "may_import": may_import,
            "remembers": bool(decide(actor, "sources.import", Subject())),
            "undo_form": (undo_form or UndoForm())
            if found.state == BatchState.STORED and decide(actor, "sources.undo", subject)
            else None,
        },
        status=400 if undo_form else 200,
    )


@requires("sources.import")
@require_POST
def confirm(request: HttpRequest, number: int, sheet: int) -> HttpResponse:
    """Remember what the columns mean, and read again with it."""
    actor = actor_of(request)
    found = batch_for(actor, number, "sources.import")
    read = next((each for each in sheets_of(found.pk) if each.pk == sheet), None)
    form = MappingForm(request.POST, sheet=read) if read else None
    if form is None or not form.is_valid():
        messages.error(request, _("Pilihan arti kolom tidak lengkap."))
        return redirect("sources:batch", number)
    confirmed = confirm_mapping(by=actor, batch=number, sheet=sheet, meanings=form.meanings())
    check_again(by=actor, batch=number)
    messages.success(
        request,
        _("Arti kolom diingat, dan daftar dibaca ulang dengannya.")
        if confirmed.everywhere
        else _("Setoran ini dibaca ulang dengan arti kolom yang Anda pastikan."),
    )
    return redirect("sources:batch", number)


@requires("sources.import")
@require_POST
def store(request: HttpRequest, number: int) -> HttpResponse:
    """Store the rows."""
    supersedes = whole_number(request.POST.get("supersedes", ""))
    actor = actor_of(request)
    if batch_for(actor, number, "sources.import").rows > ROWS_AT_ONCE:
        store_batch.enqueue(by=actor, lock=LOCK, batch=number, supersedes=supersedes)
        messages.info(request, _("Sedang disimpan di latar; halaman ini menunjukkan kemajuannya."))
    else:
        report = store_list(by=actor, batch=number, supersedes=supersedes)
        messages.success(request, _("%(rows)d baris tersimpan.") % {"rows": report.rows})
    return redirect("sources:batch", number)


@requires("sources.import")
@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Drop a hand-in that was only checked."""
    discard_check(by=actor_of(request), batch=number)
    messages.success(request, _("Pemeriksaan dibuang. Tidak ada yang tersimpan."))
    return redirect("sources:index")


@requires("sources.undo")
@require_POST
@freshly
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a hand-in back, with the reason."""
    form = UndoForm(request.POST)
    if not form.is_valid():
        return _page(request, batch_for(actor_of(request), number), form)
    undone = undo_batch(by=actor_of(request), batch=number, reason=form.cleaned_data["reason"])
    messages.success(request, _("Setoran dibatalkan; %(rows)d baris dihapus.") % {"rows": undone.rows})
    return redirect("sources:batch", number)


def _facts(found: Batch) -> list[Entry]:
    facts = [
        Entry(_("Menunggu disimpan sampai"), found.kept_until),
        Entry(_("Diserahkan oleh"), found.source.institution),
        Entry(_("Diterima"), found.received_on),
        Entry(_("Masa: dari"), found.period_from),
        Entry(_("Masa: sampai"), found.period_to),
        Entry(_("Berkas"), ", ".join(file.name_text for file in found.files.all())),
        Entry(_("Diperiksa oleh"), found.checked_by),
        Entry(_("Disimpan oleh"), found.stored_by or None),
        Entry(_("Catatan"), found.note_text or None),
    ]
    if found.state == BatchState.UNDONE:
        facts += [Entry(_("Dibatalkan oleh"), found.undone_by), Entry(_("Alasan"), found.undo_reason_text)]
    return [fact for fact in facts if fact.value]


def _sheet_table(sheets: list[Sheet]) -> Table:
    labels = place_names({sheet.area_id for sheet in sheets if sheet.area_id})
    return Table(
        caption=_("Lembar yang dibaca"),
        columns=(
            Column("sheet", _("Lembar")), Column("area", _("Desa menurut judul")),
            Column("header", _("Baris judul kolom"), numeric=True), Column("rows", _("Baris orang"), numeric=True),
            Column("note", _("Keterangan")),
        ),
        rows=[
            (
                Cell(sheet.name or sheet.file.name_text, note=sheet.file.name_text if sheet.name else ""),
                labels.get(sheet.area_id or "", ""),
                sheet.header_row,
                sheet.rows,
                sheet.note,
            )
            for sheet in sheets
        ],
        empty=Empty(_("Tidak ada lembar yang terbaca")),
        show_caption=False,
    )  # fmt: skip


def _problem_table(found: Batch, examples: dict[tuple[str, str], str]) -> Table:
    """Codes and counts; those who import see an example of each and the way to all of them."""
    address = reverse("sources:problems", args=[found.pk])
    return Table(
        caption=_("Yang perlu diketahui"),
        columns=(
            Column("message", _("Contoh")),
            Column("severity", _("Sifat")),
            Column("count", _("Jumlah"), numeric=True),
        ),
        rows=[
            (
                Cell(examples.get((code, severity), code), href=f"{address}?kode={code}" if examples else ""),
                Cell(severity, tone="error" if severity == Severity.ERROR else "warning"),
                count,
            )
            for code, severity, count in found.problems
        ],
        note=_("Peringatan tidak menahan baris: baris itu tetap disimpan."),
        empty=Empty(_("Tidak ada masalah"), icon="check-circle"),
        show_caption=False,
    )


def _layouts(sheets: list[Sheet]) -> list[LayoutView]:
    """One form for each set of headings, the most frequent first."""
    grouped: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        if sheet.columns:
            grouped.setdefault(sheet.signature, []).append(sheet)
    return [_layout(same) for same in sorted(grouped.values(), key=len, reverse=True)]


def _layout(same: list[Sheet]) -> LayoutView:
    fullest = max(same, key=lambda sheet: sheet.rows)
    form = MappingForm(sheet=fullest)
    columns = columns_of(fullest)
    return LayoutView(
        sheet=fullest,
        sheets=len(same),
        columns=list(zip(columns, form, strict=True)),
        form=form,
        remembered=bool(columns) and all(column.remembered for column in columns),
    )


def _earlier(found: list[Correctable]) -> list[tuple[str, list[Correctable]]]:
    """Groups of a select: what this hand-in most likely corrects stands first."""
    groups = [
        (_("Nama berkas atau desanya sama"), [each for each in found if each.alike]),
        (_("Setoran lain dari daftar ini"), [each for each in found if not each.alike]),
    ]
    return [group for group in groups if group[1]]


def _changes_table(changes: Changes | None) -> Table | None:
    if changes is None:
        return None
    rows = [
        (_("Orang baru"), changes.new), (_("Tidak ada lagi"), changes.vanished),
        (_("Isinya berubah"), changes.changed), (_("Sama"), changes.same),
    ]  # fmt: skip
    rows += [(_("berubah: %(field)s") % {"field": field}, count) for field, count in changes.fields]
    return Table(
        caption=_("Perubahan terhadap setoran yang diperbaiki"),
        columns=(Column("what", _("Perubahan")), Column("count", _("Baris"), numeric=True)),
        rows=rows,
        show_caption=False,
    )
