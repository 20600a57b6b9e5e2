"""Published numbers (angka resmi)."""

from __future__ import annotations

from rantau.modules.sources.domain import Total
from rantau.modules.sources.models import PublishedTotal
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import require


def totals(actor: Actor, *, permission: str = "insight.view", year: int | None = None) -> list[Total]:
    """All published numbers, by period and organisation. They are public; the actor still must hold the permission."""
    require(actor, permission)
    found = PublishedTotal.objects.all()
    if year is not None:
        found = found.filter(period_from__year__lte=year, period_to__year__gte=year)
    return [as_total(total) for total in found]


def as_total(total: PublishedTotal) -> Total:
    """The value of a published number."""
    return Total(
        organisation=total.organisation,
        measure=total.measure,
        period_from=total.period_from,
        period_to=total.period_to,
        area_code=total.area_code,
        area_name=total.area_name,
        value=total.value,
        sex=total.sex,
        source_url=total.source_url,
        published_on=total.published_on,
        note=total.note,
    )
