"""Sorting and paging from the address of the page: works without JavaScript, and a link can be sent to a colleague."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from rantau.platform.web.components import Column, Sort

SORT = "urut"
PAGE = "hal"


def sort_of(request: HttpRequest, columns: Sequence[Column], default: str) -> Sort:
    """The sort asked for by `?urut=-kolom`; an unknown column gives `default` ("-jumlah" is descending)."""
    sortable = {column.key for column in columns if column.sortable}
    wanted = request.GET.get(SORT, "")
    chosen = wanted if wanted.removeprefix("-") in sortable else default
    return Sort(chosen.removeprefix("-"), chosen.startswith("-"))


def page_of(request: HttpRequest, objects: Any, size: int = 50) -> Page[Any]:
    """The page asked for by `?hal=3`; a number that does not exist gives the nearest page."""
    return Paginator(objects, size).get_page(request.GET.get(PAGE, 1))


def address_with(request: HttpRequest, **changes: str | int | None) -> str:
    """The query string of this page with some values changed or, with None, left out."""
    query = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    encoded = query.urlencode()
    return f"?{encoded}" if encoded else request.path
