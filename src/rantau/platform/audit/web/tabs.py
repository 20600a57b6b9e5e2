"""The views of the trace side by side (tab jejak). A module adds its own in its AppConfig.ready()."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rantau.platform.web.components import Tab
from rantau.platform.web.frame import Words

_added: dict[str, Words] = {}


def register_trace_tab(url_name: str, label: Words) -> None:
    """A page about the trace, for those who may see it."""
    _added[url_name] = label


def trace_tabs(current: str) -> list[Tab]:
    """All of them, for the page of this URL name."""
    known = {"audit:index": _("Semua tindakan"), **_added, "audit:openers": _("Paling banyak membuka")}
    return [Tab(str(label), reverse(name), name == current) for name, label in known.items()]
