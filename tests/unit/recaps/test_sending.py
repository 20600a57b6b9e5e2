"""Is a month sent once, with the plans' numbers beside it, and is who is silent seen as silent?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rantau.kernel.errors import InvalidValueError, NotAllowedError
from rantau.kernel.partial_date import PartialDate
from rantau.modules.areas.api import Area, Level
from rantau.modules.journeys.api import Particulars, Resident, Said, State, add_claim, record_plan
from rantau.modules.recaps.actions import send_recap
from rantau.modules.recaps.domain import Counts, months_until
from rantau.modules.recaps.models import Recap
from rantau.modules.recaps.queries import counted, of_month, sent_months, silent
from rantau.modules.recaps.web.today import work_for
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event

DESA, NEIGHBOUR, DISTRICT = "36.04.05.2001", "36.04.05.2002", "36.04.05"
MONTH = date(2026, 5, 1)


@pytest.fixture
def clerk(actor_with: Callable[..., Actor]) -> Actor:
    return actor_with("operator_desa", DESA)


@pytest.fixture
def supervisor(actor_with: Callable[..., Actor]) -> Actor:
    return actor_with("pembina_kecamatan", DISTRICT)


def _plan(clerk: Actor, *said: tuple[State, str]) -> int:
    first, *more = [Said(state, PartialDate.parse(on)) for state, on in said]
    plan = record_plan(by=clerk, key=uuid4(), area_code=DESA, who=Resident("Ani"), told=Particulars(), said=first).plan
    for one in more:
        add_claim(by=clerk, plan=plan, said=one)
    return plan


def test_what_the_plans_say_and_what_the_village_sends_both_stay(clerk: Actor, supervisor: Actor) -> None:
    _plan(clerk, (State.INTENDED, "2026-04-01"), (State.DEPARTED, "2026-05-03"))
    _plan(clerk, (State.INTENDED, "2026-05-09"), (State.LOST, "2026"))
    assert counted(clerk, DESA, MONTH) == Counts(intended=1, departed=1)
    assert counted(supervisor, DESA, MONTH) is None
    sent = send_recap(by=clerk, area_code=DESA, month=MONTH, counts=Counts(1, 2, 0, 0), nihil=False, abroad=4)
    assert (sent.counts.departed, sent.counted, sent.corrected) == (2, Counts(1, 1, 0, 0), True)
    (seen,) = [one.summary for one in of_month(supervisor, MONTH) if one.area_code == DESA]
    assert seen == sent
    assert {one.summary for one in of_month(supervisor, MONTH) if one.area_code != DESA} == {None}


def test_the_same_again_is_nothing_and_other_numbers_correct_it(clerk: Actor) -> None:
    for counts in (Counts(lost=1), Counts(lost=1), Counts(lost=2)):
        send_recap(by=clerk, area_code=DESA, month=MONTH, counts=counts, nihil=False)
    assert sent_months(clerk, DESA)[MONTH].counts.lost == 2
    kept = [event.details for event in Event.objects.filter(action="recaps.send_recap").order_by("id")]
    assert [(one["lost"], one.get("was_lost")) for one in kept] == [(1, None), (2, 1)]


def test_who_is_silent_is_reminded(clerk: Actor, supervisor: Actor) -> None:
    (month,) = months_until(timezone.localdate(), 1)
    before = silent(supervisor, month)
    assert [item.title.split()[:2] for item in work_for(clerk)] == [["Kirim", "rekap"]]
    assert [item.title.split()[0] for item in work_for(supervisor)] == [str(before)]
    send_recap(by=clerk, area_code=DESA, month=month, counts=Counts(), nihil=True)
    assert list(work_for(clerk)) == []
    assert silent(supervisor, month) == before - 1


def test_only_ended_months_of_ones_own_area(clerk: Actor, supervisor: Actor, actor_with: Callable[..., Actor]) -> None:
    said = {"counts": Counts(), "nihil": True}
    with pytest.raises(InvalidValueError, match="belum berakhir"):
        send_recap(by=clerk, area_code=DESA, month=timezone.localdate(), **said)
    with pytest.raises(InvalidValueError):
        send_recap(by=clerk, area_code=DESA, month=MONTH, abroad=-1, **said)
    send_recap(by=supervisor, area_code=NEIGHBOUR, month=MONTH, from_paper=True, **said)
    for by, area in (
        (clerk, NEIGHBOUR), (supervisor, "36.04.06.2001"), (actor_with("kepala_desa", DESA), DESA),
        (actor_with("petugas_disnakertrans"), DESA),
    ):  # fmt: skip
        with pytest.raises(NotAllowedError):
            send_recap(by=by, area_code=area, month=MONTH, **said)


def test_paper_forms_are_typed_in_on_one_screen(client_as: Callable[..., Client], supervisor: Actor) -> None:
    client, address = client_as("pembina_kecamatan", DISTRICT), reverse("recaps:type_in", args=["2026-05"])
    one, other = DESA.replace(".", ""), NEIGHBOUR.replace(".", "")
    answer = client.post(address, {f"{one}-nihil": "on", f"{other}-departed": "3", f"{other}-nihil": "on"})
    assert answer.status_code == 400
    assert b"Nihil berarti" in answer.content
    assert client.post(address, {f"{other}-departed": "3"}).status_code == 302
    rows = {one.area_code: one.summary for one in of_month(supervisor, MONTH) if one.summary}
    assert set(rows) == {DESA, NEIGHBOUR}
    assert rows[DESA].nihil
    assert rows[DESA].from_paper
    assert rows[NEIGHBOUR].counts == Counts(departed=3)
    assert rows[NEIGHBOUR].counted is None


def test_the_table_that_is_taken_away_says_who_is_silent(client_as: Callable[..., Client], clerk: Actor) -> None:
    send_recap(by=clerk, area_code=DESA, month=MONTH, counts=Counts(departed=2), nihil=False, abroad=7)
    client = client_as("petugas_disnakertrans")
    lines = client.get(reverse("recaps:download", args=["2026-05", "csv"])).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 326
    assert "SDGs Desa P202=15 TKI (belum diperiksa)" in lines[0]
    mine = next(line for line in lines if line.startswith(DESA))
    assert mine.endswith("2026-05,terkirim,0,2,0,0,0,0,0,0,7,7")
    other = next(line for line in lines if line.startswith(NEIGHBOUR))
    assert other.endswith("2026-05,belum mengirim,,,,,,,,,,")
    assert client.get(reverse("recaps:download", args=["2026-05", "xlsx"])).content.startswith(b"PK")
    assert client.get(reverse("recaps:download", args=["2026-05", "pdf"])).status_code == 400
    assert client.get(reverse("recaps:download", args=["besok", "csv"])).status_code == 400


def test_queries_do_not_grow_with_villages(client_as: Callable[..., Client]) -> None:
    small, large = client_as("pembina_kecamatan", DISTRICT), client_as("petugas_disnakertrans")
    numbers = []
    for client in (small, large):
        address = reverse("recaps:month", args=["2026-05"])
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]


def test_queries_do_not_grow_with_what_was_sent(client_as: Callable[..., Client]) -> None:
    officer, village = client_as("petugas_disnakertrans"), client_as("operator_desa", DESA)
    desas = Area.objects.filter(code__startswith="36.04.", level=Level.VILLAGE).values_list("code", flat=True)
    numbers = []
    for sent in (desas[:10], desas[10:]):
        Recap.objects.bulk_create(
            Recap(area_id=code, month=date(2026, month, 1), intended=1, departed=0, returned=0, lost=0,
                  sent_at=timezone.now(), sent_by="uji")
            for code in sent for month in (3, 4, 5)
        )  # fmt: skip
        found = []
        for client, page in (
            (officer, reverse("recaps:month", args=["2026-05"])), (officer, reverse("home")),
            (village, reverse("recaps:village", args=[DESA])),
        ):  # fmt: skip
            client.get(page)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(page).status_code == 200
            found.append(len(captured))
        numbers.append(found)
    assert Recap.objects.count() > 900
    assert numbers[0] == numbers[1]


def test_who_sees_summaries_has_a_door_to_them(client_as: Callable[..., Client]) -> None:
    for role, area in (("petugas_disnakertrans", "36.04"), ("pembina_kecamatan", DISTRICT), ("kepala_desa", DESA)):
        page = client_as(role, area).get(reverse("home")).content.decode()
        assert f'href="{reverse("recaps:index")}"' in page, role


def test_the_database_refuses(clerk: Actor) -> None:
    send_recap(by=clerk, area_code=DESA, month=MONTH, counts=Counts(lost=1), nihil=False)

    def row(**other: object) -> None:
        values = {"area_id": NEIGHBOUR, "month": MONTH, "intended": 0, "departed": 0, "returned": 0, "lost": 1,
                  "sent_at": timezone.now(), "sent_by": "uji"}  # fmt: skip
        Recap.objects.create(**values | other)

    for name, attempt in (
        ("recap_once_a_month", lambda: row(area_id=DESA)),
        ("recap_of_a_desa", lambda: row(area_id=DISTRICT)),
        ("recap_month_by_its_first_day", lambda: row(month=date(2026, 5, 2))),
        ("recap_zero_is_nihil", lambda: row(lost=0)),
        ("recap_zero_is_nihil", lambda: row(nihil=True)),
        ("recap_counted_whole", lambda: row(counted_lost=1)),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            attempt()
