"""Has the example regency a day to show, marked as invented, and made only once?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rantau.modules.journeys.models import Plan
from rantau.platform.access.actor import Actor
from rantau.platform.web.today import today_of
from rantau.project.demo.plans import EXAMPLES, VILLAGES, install_plans


@pytest.mark.usefixtures("regency")
def test_the_example_has_a_day_to_show(actor_with: Callable[..., Actor]) -> None:
    assert install_plans() == len(EXAMPLES) * len(VILLAGES)
    assert install_plans() == 0
    assert {plan.told.note for plan in Plan.objects.filter(area_id=VILLAGES[0])} <= {"Orang rekaan, untuk contoh."}
    assert all("(rekaan)" in name for name in Plan.objects.values_list("name", flat=True))
    titles = [item.title for item in today_of(actor_with("operator_desa", VILLAGES[0]))]
    assert "Seorang warga perlu didampingi lebih dahulu" in titles
    assert "1 warga bermasalah atau hilang kontak" in titles
    assert "1 warga berangkat dalam dua minggu" in titles
