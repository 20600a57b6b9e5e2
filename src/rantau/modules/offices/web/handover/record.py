"""The record of a hand-over on paper (berita acara serah terima jabatan): one A4 page, a document that stands alone."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from rantau.modules.areas.api import home_regency, place_name
from rantau.modules.offices import queries
from rantau.modules.offices.post_names import post_name
from rantau.modules.offices.queries import HAND_OVER
from rantau.platform.access.views import actor_of, requires


@requires(HAND_OVER)
@require_GET
@never_cache
def show(request: HttpRequest, number: int) -> HttpResponse:
    """Berita acara of a hand-over that is done; in the language of the installation, as letters are."""
    row = queries.hand_over(actor_of(request), number)
    if row.done_at is None:
        raise Http404
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "row": row,
            "regency": home_regency().name,
            "place": place_name(row.area),
            "district": row.area.parent.name if row.area.parent else "",
            "old_post": post_name(row.post.role, acting=row.post.acting),
            "new_post": post_name(row.post.role, acting=row.acting),
            "receiver": row.successor.name if row.successor else row.name,
            "day": timezone.localdate(row.done_at),
            "left_open": row.left_open,
            "today": timezone.localdate(),
        }
        return render(request, "offices/handover/record.html", context)
