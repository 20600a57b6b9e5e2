"""How summaries are shown."""

from __future__ import annotations

from dataclasses import astuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rantau.modules.recaps.domain import EVENT_LABELS, Summary
from rantau.platform.web.components import Cell, Column


def count_columns() -> list[Column]:
    """The four events."""
    return [Column(event.value, label, numeric=True) for event, label in EVENT_LABELS.items()]


def numbers(summary: Summary | None) -> list[object]:
    """The counts of a summary, with what the plans gave where that was another number; unknown where none was sent."""
    if summary is None:
        return [None] * len(EVENT_LABELS)
    beside = astuple(summary.counted) if summary.counted else astuple(summary.counts)
    return [
        Cell(sent, note="" if sent == plans else _("hitungan rencana: %(number)d") % {"number": plans})
        for sent, plans in zip(astuple(summary.counts), beside, strict=True)
    ]


def state(summary: Summary | None) -> Cell:
    """Sent, nihil, or not sent: silence is never a zero."""
    if summary is None:
        return Cell(_("Belum mengirim"), tone="warning")
    said = {"who": summary.sent_by, "day": date_format(summary.sent_on, "j M Y")}
    note = _("%(who)s, %(day)s, dari kertas") if summary.from_paper else _("%(who)s, %(day)s")
    return Cell(_("Nihil") if summary.nihil else _("Terkirim"), tone="success", note=note % said)


def href(area: str, month: object) -> str:
    """The page of a village's month."""
    return reverse("recaps:one", args=[area, f"{month:%Y-%m}"])
