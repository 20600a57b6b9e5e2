"""Pages of monthly summaries: the village's months, one month of a kecamatan, typing in, the paper form."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from rantau.kernel.errors import RantauError
from rantau.modules.recaps.actions import send_recap
from rantau.modules.recaps.domain import EVENT_LABELS, Village, month_words, months_until, read_month
from rantau.modules.recaps.queries import abroad, counted, of_month, sent_months, village
from rantau.modules.recaps.web.forms import RecapForm
from rantau.modules.recaps.web.showing import count_columns, href, numbers, state
from rantau.platform.access.decide import Subject, decide
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Table


@requires("recaps.view")
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """A village goes to its months, a kecamatan to the latest month."""
    areas = actor_of(request).areas_for("recaps.view")
    if len(areas) == 1 and areas[0].count(".") == 3:
        return redirect("recaps:village", areas[0])
    return redirect("recaps:month", f"{months_until(timezone.localdate(), 1)[0]:%Y-%m}")


@requires("recaps.view")
@require_GET
def village_months(request: HttpRequest, area: str) -> HttpResponse:
    """The months of one village: sent, or not."""
    actor = actor_of(request)
    place, sent = village(actor, area), sent_months(actor, area)
    rows = [
        [Cell(month_words(month), href=href(area, month)), state(sent.get(month)), *numbers(sent.get(month))]
        for month in months_until(timezone.localdate())
    ]
    columns = [Column("bulan", _("Bulan")), Column("keadaan", _("Keadaan")), *count_columns()]
    table = Table(_("Rekap menurut bulan"), columns, rows, narrow="cards", show_caption=False)
    return render(request, "recaps/village.html", {"place": place, "table": table})


@requires("recaps.view")
@require_GET
def month(request: HttpRequest, month: str) -> HttpResponse:
    """Who has sent the summary of a month, who has not."""
    actor, today = actor_of(request), timezone.localdate()
    shown = read_month(month, today)
    found = of_month(actor, shown)
    table = Table(
        _("Rekap desa"),
        [Column("desa", _("Desa")), Column("keadaan", _("Keadaan")), *count_columns()],
        [
            [Cell(one.name, href=href(one.area_code, shown), note=one.district), state(one.summary),
             *numbers(one.summary)]
            for one in found
        ],
        narrow="cards",
        show_caption=False,
    )  # fmt: skip
    silent = sum(one.summary is None for one in found)
    context = {
        "words": month_words(shown),
        "month": month,
        "table": table,
        "villages": len(found),
        "silent": silent,
        "may_type": silent and bool(actor.grants_for("recaps.send")),
        "others": [(month_words(other), f"{other:%Y-%m}") for other in months_until(today) if other != shown],
    }
    return render(request, "recaps/month.html", context)


@requires("recaps.view")
def one(request: HttpRequest, area: str, month: str) -> HttpResponse:
    """One village's month: what the plans count, what is sent."""
    actor = actor_of(request)
    place, shown = village(actor, area), read_month(month, timezone.localdate())
    plans, sent = counted(actor, area, shown), sent_months(actor, area).get(shown)
    may_send = bool(decide(actor, "recaps.send", Subject(area_code=area)))
    first = (asdict(sent.counts) if sent else asdict(plans) if plans else {}) | {
        "abroad": sent.abroad if sent else abroad(actor, area), "nihil": bool(sent and sent.nihil),
    }  # fmt: skip
    form, status = RecapForm(request.POST or None, initial=first), 200
    if request.method == "POST" and may_send:
        status = 400
        if form.is_valid():
            try:
                send_recap(by=actor, area_code=area, month=shown, from_paper=plans is None, **form.said)
            except RantauError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Rekap %(month)s terkirim.") % {"month": month_words(shown)})
                return redirect("recaps:one", area, month)
    context = {
        "place": place,
        "words": month_words(shown),
        "month": month,
        "counted": list(zip(EVENT_LABELS.values(), asdict(plans).values(), strict=True)) if plans else None,
        "state": state(sent),
        "sent": list(zip(EVENT_LABELS.values(), numbers(sent), strict=True)) if sent else None,
        "form": form if may_send else None,
    }
    return render(request, "recaps/one.html", context, status=status)


@requires("recaps.send")
def type_in(request: HttpRequest, month: str) -> HttpResponse:
    """All villages that have not sent, on one screen: paper forms are typed in here. Empty rows wait for later."""
    actor = actor_of(request)
    shown = read_month(month, timezone.localdate())
    rows = [
        (one, RecapForm(request.POST or None, prefix=one.area_code.replace(".", "")))
        for one in of_month(actor, shown)
        if one.summary is None and decide(actor, "recaps.send", Subject(area_code=one.area_code))
    ]
    wrong = False
    if request.method == "POST":
        sent = [_typed(request, one, form, shown) for one, form in rows]
        wrong = None in sent
        done = sum(bool(one) for one in sent)
        if done:
            said = ngettext("%(count)d rekap tersimpan.", "%(count)d rekap tersimpan.", done)
            messages.success(request, said % {"count": done})
        if not wrong:
            return redirect(reverse("recaps:month", args=[month]))
        rows = [row for row, kept in zip(rows, sent, strict=True) if not kept]
    context = {"words": month_words(shown), "month": month, "rows": rows}
    return render(request, "recaps/type_in.html", context, status=400 if wrong else 200)


def _typed(request: HttpRequest, one: Village, form: RecapForm, month: date) -> bool | None:
    """True when it was sent, False when the row is empty, None when it is wrong."""
    if not form.is_valid():
        return None
    if not form.says_something:
        return False
    try:
        send_recap(by=actor_of(request), area_code=one.area_code, month=month, from_paper=True, **form.said)
    except RantauError as error:
        form.add_error(None, str(error))
        return None
    return True


@requires("recaps.view")
@require_GET
def blank(request: HttpRequest, area: str, month: str) -> HttpResponse:
    """The form on paper, for a village without signal."""
    place, shown = village(actor_of(request), area), read_month(month, timezone.localdate())
    context = {"place": place, "words": month_words(shown), "labels": list(EVENT_LABELS.values())}
    return render(request, "recaps/blank.html", context)
