"""What a change of rules does to the plans of a village, in numbers (aturan berubah): for who may not see persons.

Plans are read with the permission of their villages, and only numbers leave.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from rantau.engines.procedure import load_rules
from rantau.modules.areas.api import Area, Level
from rantau.modules.journeys.domain import ENDED
from rantau.modules.journeys.judging import LineChange, changes, judge
from rantau.modules.journeys.models import JUDGED, Plan
from rantau.platform.access.acting import checking_everywhere
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require, scoped

PERMISSION = "journeys.count_rules"
MOST_PLANS = 300
"""Plans of one village whose differences are added up."""
GONE = LineChange("Syarat yang tidak ada lagi", "", "", "")
"""What its title was stands only in what is sealed of a plan."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a change of rules reaches into a village (jangkauan)."""

    area_code: str
    area_name: str
    district_name: str
    plans: int
    """Open ones that were last read by other rules."""
    of: int
    """All open ones."""


@dataclass(frozen=True, slots=True)
class ChangeCount:
    """A line that stands otherwise now, and for how many plans (perbedaan)."""

    change: LineChange
    plans: int


def reach(actor: Actor) -> list[Reach]:
    """The villages of the actor's area with open plans that nobody has read by today's rules; one query."""
    require(actor, PERMISSION)
    fingerprint = load_rules().fingerprint
    with checking_everywhere("journeys.view"):
        rows = scoped(Plan.objects.exclude(state__in=ENDED), actor, PERMISSION, "area__code").order_by()
        counted = rows.values_list("area", "area__name", "area__parent__name").annotate(
            changed=Count("pk", filter=~Q(rules=fingerprint)), whole=Count("pk")
        )
        found = [Reach(code, name, above or "", changed, whole) for code, name, above, changed, whole in counted]
    return sorted((one for one in found if one.plans), key=lambda one: (-one.plans, one.area_code))


def villages_reached(actor: Actor) -> int:
    """How many villages `reach` names. Looks for one such plan in each, by an index, and counts no plan."""
    require(actor, PERMISSION)
    fingerprint = load_rules().fingerprint
    open_ones = Plan.objects.filter(area=OuterRef("code")).exclude(state__in=ENDED)
    with checking_everywhere("journeys.view"):
        villages = scoped(Area.objects.filter(level=Level.VILLAGE), actor, PERMISSION, "code")
        before, after = open_ones.filter(rules__lt=fingerprint), open_ones.filter(rules__gt=fingerprint)
        return villages.filter(Exists(before) | Exists(after)).count()


def differences(actor: Actor, area_code: str) -> tuple[Area, list[ChangeCount]]:
    """What another set of rules changed in the open plans of a village: each difference and for how many.

    NotAllowedError for a village that is not the actor's.
    """
    require(actor, PERMISSION, Subject(area_code=area_code))
    book, today = load_rules(), timezone.localdate()
    counted: Counter[LineChange] = Counter()
    with checking_everywhere("journeys.view"):
        rows = Plan.objects.filter(area=area_code).exclude(state__in=ENDED).exclude(rules=book.fingerprint)
        for row in rows.prefetch_related("papers", "claims")[:MOST_PLANS]:
            before = json.loads(JUDGED.open(row.judged, row.pk)) if row.judged else {}
            after = judge(row, row.told, row.papers.all(), today, ())
            counted.update(one if one.after else GONE for one in changes(before, after))
    place = Area.objects.select_related("parent").get(code=area_code)
    return place, [ChangeCount(change, number) for change, number in counted.most_common()]
