"""The map of an answer: equal tiles, or real shapes where the regency has imported its boundaries."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rantau.engines.cartography import State, TileCell, classify, draw_tiles, draw_true_map, layout_of
from rantau.modules.areas.api import Area, shapes
from rantau.modules.insight.domain import thousands
from rantau.modules.insight.queries import AreaLine
from rantau.modules.insight.web.summary import Period
from rantau.modules.insight.web.tables import is_unsure
from rantau.platform.access.actor import Actor

TILES, TRUE = "petak", "batas"


def answer_map(actor: Actor, parent: Area, lines: Sequence[AreaLine], projection: str, period: Period) -> SafeString:
    """Inline SVG of the areas inside `parent`, each a link to its page."""
    counts = {line.code: line.values.get(f"all_{period.part}", 0) for line in lines}
    classes = classify(list(counts.values()))
    cells = {line.code: _cell(line, counts[line.code], classes.band_of(counts[line.code])) for line in lines}
    legend = classes.legend(
        _("Orang tercatat berangkat %(period)s") % {"period": period.label}, unit=_("orang"), states=_states(cells)
    )
    title = _("Peta %(name)s") % {"name": parent.name}
    description = _("Orang berbeda yang tercatat berangkat, menurut tempat tinggal.")
    known = shapes(actor, list(counts)) if projection == TRUE else {}
    if known:
        drawn = draw_true_map(known, cells, title=title, description=description, legend=legend, id_prefix="peta")
    else:
        layout = layout_of(parent.code, list(counts))
        drawn = draw_tiles(layout, cells, title=title, description=description, legend=legend, id_prefix="peta")
    return mark_safe(drawn)  # noqa: S308 - the engine escapes every label


def _cell(line: AreaLine, count: int, band: int) -> TileCell:
    """One area; where nothing is known the state speaks, never a number."""
    state = _state(line, count)
    return TileCell(
        label=line.name,
        value=thousands(count),
        words=_("%(count)s orang") % {"count": thousands(count)} if state.has_value else "",
        band=band,
        state=state,
        href=reverse("insight:area", args=[line.code]),
    )


def _states(cells: dict[str, TileCell]) -> tuple[State, ...]:
    used = {cell.state for cell in cells.values()}
    return tuple(state for state in (State.UNSURE, State.NIL, State.NO_DATA) if state in used)


def _state(line: AreaLine, count: int) -> State:
    """Nothing counted is "nihil" only where the desa said so; a value is hatched where most desa are silent."""
    if is_unsure(line):
        return State.UNSURE if count else State.NO_DATA
    if count or line.silent is not None:
        return State.VALUE
    return {"nihil": State.NIL, "ada-data": State.VALUE}.get(line.reporting, State.NO_DATA)
