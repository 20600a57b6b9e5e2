"""Do the codes of a regency follow the published list without ever losing one?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError
from django.db.models import Model
from django.utils import timezone

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.areas import api, queries
from rantau.modules.areas.models import Area, AreaCodeChange, Boundary, Population
from rantau.platform.access.actor import ANONYMOUS, Actor, system_actor
from rantau.platform.audit.models import Event

MAINTAINER = system_actor("uji", frozenset({"areas.maintain"}), "36.04")


@pytest.mark.django_db
def test_a_regency_is_installed_and_again_nothing_changes() -> None:
    first = api.install_regency(by=MAINTAINER, regency_code="3604")
    assert (first.regency.name, first.total, len(first.added)) == ("Kabupaten Serang", 356, 356)
    assert Area.objects.filter(level=4, kind="desa").count() == 326
    again = api.install_regency(by=MAINTAINER, regency_code="36.04")
    assert not again.changed
    assert Event.objects.filter(action="areas.install_regency").count() == 1
    assert api.home_regency() == first.regency


@pytest.mark.django_db
def test_another_regency_with_kelurahan_and_other_codes() -> None:
    maintainer = system_actor("uji", frozenset({"areas.maintain"}), "36.73")
    installed = api.install_regency(by=maintainer, regency_code="36.73")
    assert installed.regency.kind == "kota"
    assert Area.objects.filter(kind="kelurahan").exists()


@pytest.mark.django_db
def test_islands_are_known() -> None:
    first = api.install_regency(by=MAINTAINER, regency_code="36.04")
    assert first.described == ("36.04.08.2009", "36.04.13.2009")
    islands = {area.name for area in Area.objects.filter(is_island=True, is_remote=True)}
    assert islands == {"Wargasara", "Pulo Panjang"}


def test_new_renamed_and_ended_areas_are_told(regency: str) -> None:
    Area.objects.filter(pk="36.04.05.2001").delete()
    Area.objects.filter(pk="36.04.05.2002").update(name="Nama Lama")
    Area.objects.create(code="36.04.05.2999", name="Hilang", level=4, kind="desa", parent_id="36.04.05")
    result = api.install_regency(by=MAINTAINER, regency_code=regency)
    assert result.added == ("36.04.05.2001",)
    assert result.renamed == (("36.04.05.2002", "Nama Lama", "Margasana"),)
    assert result.ended == ("36.04.05.2999",)
    today = timezone.localdate()
    assert Area.objects.get(pk="36.04.05.2001").valid_from == today
    assert Area.objects.get(pk="36.04.05.2999").valid_to == today
    assert not queries.areas(ANONYMOUS).filter(pk="36.04.05.2999").exists()
    assert not api.install_regency(by=MAINTAINER, regency_code=regency).changed


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["36", "36.04.05", "99.99", "Serang"])
def test_what_is_no_regency_is_refused(code: str) -> None:
    with pytest.raises(InvalidValueError):
        api.install_regency(by=MAINTAINER, regency_code=code)


def test_one_installation_serves_one_regency(regency: str) -> None:
    other = system_actor("uji", frozenset({"areas.maintain"}), "36.73")
    with pytest.raises(ConflictError, match="Kabupaten Serang"):
        api.install_regency(by=other, regency_code="36.73")


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [ANONYMOUS, system_actor("uji", frozenset({"areas.maintain"}), "36.73")])
def test_only_who_maintains_codes_there_may_install(actor: Actor) -> None:
    with pytest.raises(NotAllowedError):
        api.install_regency(by=actor, regency_code="36.04")


@pytest.mark.django_db
def test_nothing_is_served_before_a_regency_is_installed() -> None:
    with pytest.raises(ConflictError, match="rantau setup"):
        api.home_regency()


def test_an_old_code_leads_to_the_new_one(regency: str) -> None:
    for old, new in (("36.04.10.2001", "36.04.05.2001"), ("36.04.05.2001", "36.04.05.2002")):
        changed = api.record_code_change(
            by=MAINTAINER, old_code=old, new_code=new, on=date(2020, 1, 1), source="Permendagri"
        )
    assert (changed.old_code, changed.new_code) == ("36.04.05.2001", "36.04.05.2002")
    assert api.current_code(ANONYMOUS, "36.04.10.2001") == "36.04.05.2002"
    assert api.current_code(ANONYMOUS, "36.04.07") == "36.04.07"
    api.record_code_change(
        by=MAINTAINER, old_code="36.04.05.2001", new_code="36.04.05.2002", on=date(2020, 1, 1), source="x"
    )
    assert AreaCodeChange.objects.count() == 2
    assert Event.objects.filter(action="areas.record_code_change").count() == 2


def test_a_split_area_leads_nowhere_by_itself(regency: str) -> None:
    for new in ("36.04.05.2001", "36.04.05.2002"):
        api.record_code_change(
            by=MAINTAINER, old_code="36.04.10", new_code=new, on=date(2020, 1, 1), source="Permendagri"
        )
    assert api.current_code(ANONYMOUS, "36.04.10") == "36.04.10"


def test_codes_that_go_round_in_a_circle_end(regency: str) -> None:
    for old, new in (("36.04.05.2001", "36.04.05.2002"), ("36.04.05.2002", "36.04.05.2001")):
        api.record_code_change(by=MAINTAINER, old_code=old, new_code=new, on=date(2020, 1, 1), source="Permendagri")
    assert api.current_code(ANONYMOUS, "36.04.05.2001").startswith("36.04.05.200")


@pytest.mark.parametrize(
    ("old", "new", "source"),
    [("36.04.05", "36.04.05", "x"), ("abc", "36.04.05", "x"), ("36", "36.04.05", "x"), ("36.04.10", "36.04.05", " ")],
)
def test_a_change_needs_two_codes_and_a_reason(regency: str, old: str, new: str, source: str) -> None:
    with pytest.raises(InvalidValueError):
        api.record_code_change(by=MAINTAINER, old_code=old, new_code=new, on=date(2020, 1, 1), source=source)


def _boundary() -> Boundary:
    return Boundary(area_id="36.04.05", coordinates=[], source="uji", imported_at=timezone.now())


def _population(**fields: object) -> Population:
    return Population(**({"area_id": "36.04.05", "year": 2024, "count": 1, "source": "uji"} | fields))


def _change(old: str, new: str = "36.04.05") -> AreaCodeChange:
    return AreaCodeChange(old_code=old, new_code_id=new, on=date(2020, 1, 1), source="uji")


@pytest.mark.parametrize(
    ("constraint", "rows"),
    [
        ("area_level_known", lambda: [Area(code="36.99", name="x", level=1, kind="kabupaten")]),
        ("area_code_form", lambda: [Area(code="3604", name="x", level=2, kind="kabupaten")]),
        (
            "area_valid_period",
            lambda: [
                Area(
                    code="36.99", name="x", level=2, kind="kota", valid_from=date(2020, 1, 2), valid_to=date(2020, 1, 2)
                )
            ],
        ),
        ("boundary_one_current", lambda: [_boundary(), _boundary()]),
        ("population_once", lambda: [_population(), _population()]),
        ("population_not_negative", lambda: [_population(count=-1)]),
        ("population_sex_known", lambda: [_population(sex="X")]),
        ("population_year", lambda: [_population(year=24)]),
        ("area_code_change_once", lambda: [_change("36.04.10"), _change("36.04.10")]),
        ("area_old_code_form", lambda: [_change("kode")]),
        ("area_code_differs", lambda: [_change("36.04.05")]),
    ],
)
def test_the_database_says_no_first(regency: str, constraint: str, rows: Callable[[], list[Model]]) -> None:
    *accepted, refused = rows()
    for row in accepted:
        row.save(force_insert=True)
    with pytest.raises(IntegrityError, match=constraint):
        refused.save(force_insert=True)
