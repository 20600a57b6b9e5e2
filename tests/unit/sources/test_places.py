"""Place names: answered once, remembered, taken back."""

from __future__ import annotations

import pytest
from tests.unit.sources.books import PONTANG, REGISTER, register_row
from tests.unit.sources.conftest import Import

from rantau.kernel.errors import ConflictError, NotAllowedError, RantauError
from rantau.modules.sources import events
from rantau.modules.sources.api import current_rows, resolve_place, withdraw_place
from rantau.modules.sources.models import Batch, Row
from rantau.modules.sources.queries.places import rows_without_any_place, waiting_places
from rantau.modules.sources.queries.villages import register_rows
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import Actor


@pytest.fixture
def key(store: Import) -> str:
    """Two rows wait with one name."""
    store([register_row(1, "Siti", Desa="Kalimaya"), register_row(2, "Budi", Desa="KALIMAYA"), register_row(3, "Wati")])
    waiting = Row.objects.filter(area=None)
    assert waiting.count() == 2
    return waiting[0].place_key


def test_the_queue_counts_rows_and_shows_the_name_as_written(key: str, importer: Actor) -> None:
    (place,), total = waiting_places(importer)
    assert (place.key, place.rows, total) == (key, 2, 1)
    assert place.text.upper() == "KALIMAYA, PONTANG"


def test_a_number_that_slipped_into_a_place_is_shown_in_part(store: Import, importer: Actor) -> None:
    store([register_row(1, "Siti", Desa="Kalimaya 3604121101909001")])
    (place,), _ = waiting_places(importer)
    assert "360412•••••••••1" in place.text
    assert "3604121101909001" not in place.text


def test_one_answer_places_all_rows_that_wait(key: str, importer: Actor) -> None:
    assert resolve_place(by=importer, key=key, area_code=PONTANG).rows == 2
    assert set(Row.objects.values_list("area_id", flat=True)) == {PONTANG}
    assert Batch.objects.get().unresolved == 0


def test_the_answer_is_used_for_the_next_list(key: str, store: Import, importer: Actor) -> None:
    answer = resolve_place(by=importer, key=key, area_code=PONTANG).answer
    report = store([register_row(9, "Yanto", Desa="Kalimaya")], name="lain.xlsx")
    assert report.resolved == 1
    row = Row.objects.get(sheet__file__batch=report.batch)
    assert (row.area_id, row.area_probability, row.answer_id) == (PONTANG, 1.0, answer)


def test_outside_is_an_answer_too(key: str, store: Import, importer: Actor) -> None:
    resolve_place(by=importer, key=key, outside=True)
    assert Row.objects.filter(outside=True).count() == 2
    assert store([register_row(9, "Yanto", Desa="Kalimaya")], name="lain.xlsx").outside == 1


def test_a_withdrawn_answer_leaves_the_rows_waiting_as_before(key: str, store: Import, importer: Actor) -> None:
    columns = ("pk", "area_id", "outside", "district_code", "answer_id", "place_key")
    before = list(Row.objects.order_by("pk").values_list(*columns))
    answer = resolve_place(by=importer, key=key, area_code="36.04.11.2001").answer
    assert withdraw_place(by=importer, answer=answer).rows == 2
    assert list(Row.objects.order_by("pk").values_list(*columns)) == before
    assert store([register_row(9, "Yanto", Desa="Kalimaya")], name="lain.xlsx").unresolved == 1
    assert resolve_place(by=importer, key=key, area_code=PONTANG).rows == 3


def test_a_name_has_one_answer(key: str, importer: Actor) -> None:
    resolve_place(by=importer, key=key, area_code=PONTANG)
    with pytest.raises(ConflictError):
        resolve_place(by=importer, key=key, outside=True)


@pytest.mark.parametrize(
    "choice", [{}, {"area_code": PONTANG, "outside": True}, {"area_code": "36.04.12"}, {"area_code": "36.04.12.9999"}]
)
def test_an_answer_is_a_desa_or_outside(key: str, importer: Actor, choice: dict) -> None:
    with pytest.raises(RantauError):
        resolve_place(by=importer, key=key, **choice)


def test_a_clerk_answers_nothing(key: str, actor_with) -> None:
    with pytest.raises(NotAllowedError):
        resolve_place(by=actor_with("operator_desa", PONTANG), key=key, area_code=PONTANG)


def test_rows_that_name_no_place_are_told_apart(store: Import, importer: Actor) -> None:
    store([[*register_row(1, "Siti", Desa="", Kecamatan="")]], heading=REGISTER)
    assert rows_without_any_place(importer) == 1
    assert waiting_places(importer) == ([], 0)


def test_others_are_told_whose_place_changed(key: str, importer: Actor) -> None:
    heard: list[list[int]] = []

    def listener(rows: list[int], by: Actor) -> None:
        heard.append(sorted(rows))

    events.on_places_changed.append(listener)
    try:
        resolve_place(by=importer, key=key, area_code=PONTANG)
    finally:
        events.on_places_changed.remove(listener)
    assert heard == [sorted(Row.objects.exclude(answer=None).values_list("pk", flat=True))]


def test_rows_are_counted_within_the_areas_of_the_actor(key: str, importer: Actor, actor_with) -> None:
    leader, steward = actor_with("pimpinan"), actor_with("walidata")
    clerk = actor_with("operator_desa", "36.04.12.2002")
    with acting(leader):
        assert register_rows("insight.view") == {PONTANG: 1}
        assert register_rows("insight.view_desa") == {}
        assert list(current_rows(steward, "sources.view_rows")) == []
    with acting(clerk):
        assert register_rows("insight.view_desa") == {}
