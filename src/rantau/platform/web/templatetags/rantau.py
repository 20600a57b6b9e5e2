"""Components of the design system: `{% load rantau %}`. Reference: docs/reference/design-system.md."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from heroicons import _render_icon

from rantau.kernel.partial_date import PartialDate
from rantau.platform.web import components
from rantau.platform.web.references import reference_of
from rantau.platform.web.tables import PAGE, SORT, address_with

register = template.Library()

NOTICE_ICONS = {
    "info": "information-circle",
    "success": "check-circle",
    "warning": "exclamation-triangle",
    "error": "x-circle",
}


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """A decorative icon; the words beside it say what it means."""
    return _drawn(str(name), size)


@lru_cache(maxsize=256)
def _drawn(name: str, size: int) -> SafeString:
    """A page shows some twenty icons, and the same ones as the page before."""
    drawn = _render_icon("outline" if size > 20 else "mini", name, size, {"aria-hidden": "true", "class": "icon"})
    return mark_safe(drawn)  # noqa: S308 - drawn from the package's own files


@register.filter
def number(value: Any) -> SafeString | str:
    """A number as people here write it (1.234,5), a date in short; None is "unknown", never zero."""
    if value is None:
        return format_html(
            '<span class="unknown"><span aria-hidden="true">–</span><span class="hidden">{}</span></span>',
            _("tidak diketahui"),
        )
    value = _here(value)
    if isinstance(value, date):
        return date_format(value, "j M Y").replace(" ", "\N{NO-BREAK SPACE}")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    decimals = None if isinstance(value, int) else 1
    return str(number_format(value, decimals, force_grouping=True))


def _here(value: Any) -> Any:
    """A moment as the clock shows it here: stored ones are of Greenwich, which has another day until seven."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def plain_date(value: Any) -> str:
    """A date in words ("24 November 2026"), as it is here; a half-known date or text stays as it is."""
    if isinstance(value, PartialDate) and value.is_complete:
        value = value.earliest
    value = _here(value)
    return date_format(value, "j F Y") if isinstance(value, date) else str(value)


@register.inclusion_tag("rantau/parts/source.html")
def source(name: str, as_of: Any = None) -> dict[str, Any]:
    """The line that stands below every count: source and date."""
    return {"name": name, "as_of": as_of}


@register.inclusion_tag("rantau/parts/figure.html")
def figure(
    value: Any, label: str, source: str = "", as_of: Any = None, href: str = "", note: str = ""
) -> dict[str, Any]:
    """A large number with its source and date."""
    return {"value": value, "label": label, "source": source, "as_of": as_of, "href": href, "note": note}


@register.inclusion_tag("rantau/parts/empty.html")
def empty(title: str, text: str = "", href: str = "", action: str = "", icon: str = "inbox") -> dict[str, Any]:
    """Nothing to show, and what to do next."""
    return {"empty": components.Empty(title, text, href, action, icon)}


@register.simple_block_tag
def notice(content: SafeString, kind: str = "info", title: str = "") -> SafeString:
    """A message in the page: info, success, warning or error. Errors are read out at once."""
    return format_html(
        '<div class="notice notice-{}" role="{}">{}<div class="notice-body">{}<div class="flow">{}</div></div></div>',
        kind,
        "alert" if kind == "error" else "status",
        icon(NOTICE_ICONS[kind], 24),
        format_html('<p class="notice-title">{}</p>', title) if title else "",
        content,
    )


@register.simple_block_tag
def card(content: SafeString, title: str = "", lead: str = "") -> SafeString:
    """A surface with a heading of its own."""
    head = format_html('<h2 class="card-title">{}</h2>', title) if title else ""
    below = format_html('<p class="muted">{}</p>', lead) if lead else ""
    return format_html('<section class="card">{}{}{}</section>', head, below, content)


@register.simple_block_tag
def scroll(content: SafeString, label: str) -> SafeString:
    """A region of its own for something wider than a phone; the keyboard can scroll it."""
    return format_html('<div class="scroll" role="group" tabindex="0" aria-label="{}">{}</div>', label, content)


@register.simple_tag
def button(text: str, href: str = "", kind: str = "primary", icon_name: str = "", **attributes: str) -> SafeString:
    """A link that looks like a button (with `href`), or the button that sends its form."""
    drawn = icon(icon_name) if icon_name else ""
    extra = mark_safe("".join(format_html(' {}="{}"', name, value) for name, value in attributes.items()))  # noqa: S308
    if href:
        return format_html(
            '<a class="button button-{}" href="{}"{}>{}<span>{}</span></a>', kind, href, extra, drawn, text
        )
    return format_html(
        '<button class="button button-{}" type="submit"{}>{}<span>{}</span></button>', kind, extra, drawn, text
    )


@register.simple_tag
def badge(text: str, tone: str = "") -> SafeString:
    """A state in one or two words; the word says it, the colour only repeats it."""
    return format_html('<span class="badge badge-{}">{}</span>', tone or "plain", text)


@register.simple_tag
def masked(value: str, href: str = "", label: str = "") -> SafeString:
    """A value partly hidden ("360401••••••0012"), with the link that shows it and leaves a trace."""
    reveal = format_html(
        ' <a class="reveal" href="{}">{}<span class="hidden"> {}</span></a>', href, _("Tampilkan"), label
    )
    spoken = format_html('<span class="hidden">{}</span>', _("disamarkan"))
    return format_html('<span class="masked">{}</span> {}{}', value, spoken, reveal if href else "")


@register.inclusion_tag("rantau/parts/definitions.html")
def definitions(entries: Any) -> dict[str, Any]:
    """Terms and values; each entry is a components.Entry or a pair."""
    known = [entry if isinstance(entry, components.Entry) else components.Entry(*entry) for entry in entries]
    return {"entries": known}


@register.inclusion_tag("rantau/parts/breadcrumbs.html")
def breadcrumbs(*pairs: str) -> dict[str, Any]:
    """The way back: `{% breadcrumbs label1 href1 label2 href2 %}`; the page itself is not in it."""
    return {"crumbs": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.inclusion_tag("rantau/parts/tabs.html")
def tabs(items: Any, label: str) -> dict[str, Any]:
    """Several views of the same thing, as links; `label` says what they are views of."""
    return {"items": items, "label": label}


@register.inclusion_tag("rantau/parts/stepper.html")
def stepper(steps: Any, current: int) -> dict[str, Any]:
    """Where one is in a work of several steps; `current` counts from 1."""
    marked = [(index, text, _step_state(index, current)) for index, text in enumerate(steps, start=1)]
    return {"steps": marked, "current": current, "count": len(marked)}


def _step_state(index: int, current: int) -> str:
    if index == current:
        return "current"
    return "done" if index < current else "next"


@register.inclusion_tag("rantau/parts/progress.html")
def progress(
    label: str, done: int | None = None, total: int | None = None, poll: str = "", note: str = ""
) -> dict[str, Any]:
    """How far a long work is. With `poll` (this page's own address) it asks again until it is rendered without it."""
    percent = min(100, round(100 * done / total)) if done is not None and total else None
    return {"label": label, "done": done, "total": total, "percent": percent, "poll": poll, "note": note}


@register.inclusion_tag("rantau/parts/progress_head.html", takes_context=True)
def progress_head(context: template.Context) -> template.Context:
    """In `{% block head %}` of a page with `progress`: htmx, and reloading where there is no JavaScript."""
    return context


@register.inclusion_tag("rantau/parts/reference.html", takes_context=True)
def reference(context: template.Context) -> dict[str, Any]:
    """On a page of an error: the number under which the log has it."""
    return {"reference": reference_of(context["request"])}


@register.inclusion_tag("rantau/parts/field.html")
def field(bound: BoundField, help_text: str = "", label: str = "") -> dict[str, Any]:
    """A form field: label, help, error, in this order, tied together for screen readers."""
    widget = bound.field.widget
    grouped = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    described = [
        f"{bound.id_for_label or bound.auto_id}-{part}"
        for part, there in (("help", help_text or bound.help_text), ("error", bound.errors))
        if there
    ]
    # The label stands above; words inside the box vanish as soon as one types.
    attributes: dict[str, str | bool] = {"placeholder": ""} if bound.field.widget.attrs.get("placeholder") else {}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {
        "bound": bound,
        "label": label or bound.label,
        "id": bound.id_for_label or bound.auto_id,
        "help_text": help_text or bound.help_text,
        "control": bound.as_widget(attrs=attributes),
        "grouped": grouped,
        "checkbox": isinstance(widget, CheckboxInput),
        "optional": not bound.field.required and not isinstance(widget, CheckboxInput),
    }


@register.inclusion_tag("rantau/parts/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """All errors of a form at its top, each a link to its field."""
    fields = [(bound, error) for bound in form if bound.errors for error in bound.errors]
    return {"fields": fields, "general": form.non_field_errors(), "any": bool(form.errors)}


@register.inclusion_tag("rantau/parts/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Back, forward, and which of how many; the rest of the address stays."""
    request: HttpRequest = context["request"]
    return {
        "page": page,
        "back": address_with(request, **{PAGE: page.previous_page_number()}) if page.has_previous() else "",
        "forward": address_with(request, **{PAGE: page.next_page_number()}) if page.has_next() else "",
    }


@register.inclusion_tag("rantau/parts/table.html", takes_context=True)
def table(context: template.Context, shown: components.Table) -> dict[str, Any]:
    """A whole table: caption, headings that sort, rows, total, source and date."""
    request: HttpRequest | None = context.get("request")
    heads = [_head(request, column, shown.sort) for column in shown.columns]
    rows = [_row(row, shown.columns) for row in shown.rows]
    total = _row(shown.total, shown.columns) if shown.total else ""
    return {"table": shown, "heads": heads, "rows": rows, "total": total, "cards": shown.narrow == "cards"}


def _row(row: Iterable[object], columns: Iterable[components.Column]) -> SafeString:
    """The cells of a row. Put together here: a page may have a thousand, and a template takes ten times as long."""
    (first, _first_column), *others = zip(row, columns, strict=True)
    drawn = [f'<th scope="row" role="rowheader">{_cell(first)}</th>']
    for value, column in others:
        numeric = ' class="numeric"' if column.numeric else ""
        drawn.append(f'<td role="cell" data-label="{conditional_escape(column.label)}"{numeric}>{_cell(value)}</td>')
    return mark_safe("".join(drawn))  # noqa: S308 - every value is escaped on its way


_BAR = (
    '<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
    '<rect class="bar-back" width="100" height="4"/><rect class="bar-front" width="{}" height="4"/></svg>'
)


def _cell(given: object) -> str:
    cell = given if isinstance(given, components.Cell) else components.Cell(given)
    if cell.tone:
        said: str = badge(str(cell.value), cell.tone)
    else:
        said = conditional_escape(number(cell.value))
        said = f'<a href="{escape(cell.href)}">{said}</a>' if cell.href else said
    bar = _BAR.format(cell.percent) if cell.bar is not None else ""
    note = f'<span class="cell-note">{conditional_escape(cell.note)}</span>' if cell.note else ""
    return f"{said}{bar}{note}"


def _head(request: HttpRequest | None, column: components.Column, sort: components.Sort | None) -> dict[str, Any]:
    here = sort is not None and sort.key == column.key
    href = ""
    if column.sortable and request is not None:
        href = address_with(request, **{SORT: _next_sort(column, sort), PAGE: None})
    direction = ("descending" if sort.descending else "ascending") if here and sort else ""
    return {"column": column, "href": href, "direction": direction}


def _next_sort(column: components.Column, sort: components.Sort | None) -> str:
    """Numbers begin with the largest, words with A; a second click turns it round."""
    if sort is not None and sort.key == column.key:
        return column.key if sort.descending else f"-{column.key}"
    return f"-{column.key}" if column.numeric else column.key
