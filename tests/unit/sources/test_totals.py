"""Published numbers: a claim with its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rantau.kernel.errors import ConflictError, NotAllowedError, RantauError
from rantau.modules.sources.api import Total, enter_total, install_known_totals, totals
from rantau.modules.sources.models import PublishedTotal
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event

NUMBER = Total(
    "BP2MI", "penempatan", date(2024, 1, 1), date(2024, 12, 31), "36.04", "Kabupaten Serang", 911,
    source_url="https://contoh.go.id",
)  # fmt: skip


def test_the_disagreement_of_2024_is_there_from_the_start(importer: Actor) -> None:
    assert install_known_totals(by=importer) == 10
    assert install_known_totals(by=importer) == 0
    said = {total.organisation: total.value for total in totals(importer, year=2024) if total.area_code == "36.04"}
    assert said == {"BP2MI": 911, "Disnakertrans Kabupaten Serang": 767}
    assert all(total.source_url for total in totals(importer))


def test_another_regency_gets_no_numbers_of_this_one(importer: Actor) -> None:
    from rantau.modules.sources.actions.totals import known_totals

    assert len(known_totals("36.04")) == 10
    assert known_totals("33.01") == []


def test_the_same_number_again_changes_nothing(importer: Actor) -> None:
    enter_total(by=importer, total=NUMBER)
    enter_total(by=importer, total=NUMBER)
    assert Event.objects.filter(action="sources.enter_total").count() == 1


def test_another_value_needs_a_word(importer: Actor) -> None:
    enter_total(by=importer, total=NUMBER)
    with pytest.raises(ConflictError, match="911"):
        enter_total(by=importer, total=replace(NUMBER, value=912))
    assert enter_total(by=importer, total=replace(NUMBER, value=912), replace=True).value == 912
    assert PublishedTotal.objects.count() == 1
    assert Event.objects.latest("id").details["was"] == 911


@pytest.mark.parametrize(
    "wrong",
    [{"value": -1}, {"organisation": " "}, {"source_url": ""}, {"period_to": date(2023, 1, 1)}],
)
def test_a_number_without_sense_or_source_is_refused(importer: Actor, wrong: dict) -> None:
    with pytest.raises(RantauError):
        enter_total(by=importer, total=replace(NUMBER, **wrong))


def test_only_some_may_enter_and_read(actor_with) -> None:
    with pytest.raises(NotAllowedError):
        enter_total(by=actor_with("pimpinan"), total=NUMBER)
    assert totals(actor_with("pimpinan")) == []
    with pytest.raises(NotAllowedError):
        totals(actor_with("admin_sistem"))
