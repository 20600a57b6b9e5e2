"""Posts: a role in an area, from a day to a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.offices import api
from rantau.modules.offices.domain import INCOMPATIBLE, ROLES, Period
from rantau.modules.offices.models import Account, Post
from rantau.modules.offices.post_names import post_name
from rantau.modules.offices.proposals import Appointment
from rantau.modules.offices.web.printing import document
from rantau.platform.approval.api import approve
from rantau.platform.approval.kinds import kind_of
from rantau.platform.audit.models import Event

DESA = "36.04.05.2001"
LEVEL = {2: "36.04", 3: "36.04.05", 4: DESA}


@pytest.fixture
def person(db):
    return Account.objects.create(username="orang", name="Uji")


def _today():
    return timezone.localdate()


def test_a_post_gives_its_rights_from_the_first_to_the_last_day(terminal, person):
    today = _today()
    held = api.assign_post(
        by=terminal, account_id=person.pk, role="operator_desa", area_code=DESA,
        period=Period(today, today + timedelta(days=3)), decree="SK 141/1",
    )  # fmt: skip
    assert held.area_code == DESA
    in_force = [bool(api.actor_for(person, today + timedelta(days=days)).grants) for days in (-1, 0, 3, 4)]
    assert in_force == [False, True, True, False]
    event = Event.objects.get(action="offices.assign_post")
    assert (event.area_code, event.details) == (DESA, {"role": "operator_desa"})


@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_role_is_held_at_its_own_level_only(terminal, person, role):
    for level, area in LEVEL.items():
        if level == ROLES[role].scope_level:
            api.assign_post(by=terminal, account_id=person.pk, role=role, area_code=area, period=Period(_today()))
        else:
            with pytest.raises(InvalidValueError):
                api.assign_post(by=terminal, account_id=person.pk, role=role, area_code=area, period=Period(_today()))


@pytest.mark.parametrize(
    "change",
    [
        {"role": "superuser"},
        {"area_code": "36.04.05.9999"},
        {"period": Period(date(2025, 2, 2), date(2025, 2, 1))},
        {"account_id": 10**9},
    ],
)
def test_a_post_that_cannot_be_is_refused(terminal, person, change):
    values = {"account_id": person.pk, "role": "operator_desa", "area_code": DESA, "period": Period(_today())}
    with pytest.raises((InvalidValueError, NotAllowedError)):
        api.assign_post(by=terminal, **(values | change))
    assert not Post.objects.filter(account=person).exists()


@pytest.mark.parametrize("pair", sorted(tuple(sorted(pair)) for pair in INCOMPATIBLE))
def test_roles_that_one_person_must_not_hold_together(admin, person, pair, terminal):
    first, second = pair
    held = api.assign_post(by=terminal, account_id=person.pk, role=first, area_code="36.04", period=Period(_today()))
    with pytest.raises(ConflictError, match="satu orang"):
        api.assign_post(by=terminal, account_id=person.pk, role=second, area_code="36.04", period=Period(_today()))
    if "admin_sistem" not in pair:
        api.end_post(by=admin, post_id=held.id, last_day=_today())
        later = Period(_today() + timedelta(days=1))
        api.assign_post(by=terminal, account_id=person.pk, role=second, area_code="36.04", period=later)


def test_the_same_post_is_not_held_twice_at_once(terminal, person):
    values = {"account_id": person.pk, "role": "operator_desa", "area_code": DESA}
    api.assign_post(by=terminal, **values, period=Period(date(2025, 1, 1), date(2025, 6, 30)))
    with pytest.raises(ConflictError):
        api.assign_post(by=terminal, **values, period=Period(date(2025, 6, 30)))
    api.assign_post(by=terminal, **values, period=Period(date(2025, 7, 1)))


def test_nobody_appoints_outside_his_own_area(terminal, person):
    from tests.regency import place_areas

    place_areas("36.03")
    with pytest.raises(NotAllowedError):
        api.assign_post(by=terminal, account_id=person.pk, role="walidata", area_code="36.03", period=Period(_today()))


def test_a_post_ends_and_stays_as_history(admin, person, terminal):
    held = api.assign_post(
        by=terminal, account_id=person.pk, role="operator_desa", area_code=DESA, period=Period(date(2025, 1, 1))
    )
    ended = api.end_post(by=admin, post_id=held.id, last_day=date(2025, 3, 31))
    assert ended.period == Period(date(2025, 1, 1), date(2025, 3, 31))
    assert [post.pk for post in api.posts_of(admin, person.pk)] == [held.id]
    with pytest.raises(InvalidValueError):
        api.end_post(by=admin, post_id=held.id, last_day=date(2024, 12, 31))
    with pytest.raises(NotAllowedError):
        api.end_post(by=admin, post_id=10**9, last_day=_today())


def test_the_last_administrators_post_does_not_end(admin, person, terminal):
    own = Post.objects.get(account_id=admin.id)
    with pytest.raises(ConflictError):
        api.end_post(by=admin, post_id=own.pk, last_day=_today())
    api.assign_post(
        by=terminal, account_id=person.pk, role="admin_sistem", area_code="36.04",
        period=Period(_today(), _today() + timedelta(days=10)),
    )  # fmt: skip
    api.end_post(by=admin, post_id=own.pk, last_day=_today())
    own.valid_to = None
    own.save()
    with pytest.raises(ConflictError):
        api.end_post(by=admin, post_id=own.pk, last_day=_today() + timedelta(days=30))


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({}, "post_once"),
        ({"role": "superuser"}, "post_role_known"),
        ({"valid_to": date(2023, 12, 31)}, "post_period"),
        ({"area_id": "36.04"}, "post_area_level"),
    ],
)
def test_the_database_refuses(regency, person, change, constraint):
    values = {"account": person, "role": "operator_desa", "area_id": DESA, "valid_from": date(2024, 1, 1)}
    Post.objects.create(**values)
    pattern = r"post_role_known|post_area_level" if constraint == "post_role_known" else constraint
    with pytest.raises(IntegrityError, match=pattern), transaction.atomic():
        Post.objects.create(**(values | change))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (Period(date(2025, 1, 1)), Period(date(2026, 1, 1)), True),
        (Period(date(2025, 1, 1), date(2025, 1, 31)), Period(date(2025, 1, 31)), True),
        (Period(date(2025, 1, 1), date(2025, 1, 31)), Period(date(2025, 2, 1)), False),
        (Period(date(2025, 3, 1), date(2025, 3, 31)), Period(date(2025, 1, 1), date(2025, 2, 28)), False),
    ],
)
def test_periods_overlap(first, second, expected):
    assert first.overlaps(second) is expected
    assert second.overlaps(first) is expected


def test_nobody_gives_a_post_to_herself(admin):
    assert admin.id is not None
    values = {"account_id": admin.id, "role": "pimpinan", "area_code": "36.04", "period": Period(_today())}
    with pytest.raises(ConflictError, match="diri sendiri"):
        api.assign_post(by=admin, **values)
    with pytest.raises(ConflictError, match="diri sendiri"):
        api.propose_post(by=admin, **values, reason="menggantikan atasan")


class TestActingHeads:
    """Pj (penjabat): a post held for a time in place of somebody, said wherever the post is named."""

    def test_is_said_to_the_holder_the_administrator_and_on_paper(self, admin, terminal, officer_page, client_as):
        held = api.create_account(by=terminal, username="pj", name="Ujang Contoh")
        api.assign_post(
            by=terminal, account_id=held.id, role="kepala_desa", area_code=DESA, period=Period(date(2026, 1, 5)),
            decree="141/3/2026", acting=True,
        )  # fmt: skip
        letter = api.issue_letter(by=terminal, account_id=held.id)
        assert "Pj. Kepala desa" in document([letter], site="https://rantau.example")
        manager = client_as("admin_sistem")
        for address in ("/akun/kelola/?cari=pj", f"/akun/kelola/{held.id}/"):
            assert "Pj. Kepala desa" in manager.get(address).content.decode()
        own = officer_page(held.id)
        assert "Pj. Kepala desa" in own.get("/akun/").content.decode()
        with translation.override("en"):
            assert post_name("kepala_desa", acting=True) == "Acting Village head"

    def test_is_asked_for_and_said_to_the_second_person(self, admin, actor_with, person):
        asked = api.propose_post(
            by=admin, account_id=person.pk, role="kepala_desa", area_code=DESA, period=Period(_today()), acting=True,
            reason="kepala desa berhalangan",
        )  # fmt: skip
        assert Appointment.read(asked.subject).acting
        assert kind_of("offices.post").describe(asked.subject).startswith("Pj. Kepala desa ")
        officer = actor_with("petugas_pelindungan_data")
        approve(by=officer, request=asked.id)
        api.carry_out(by=officer, request=asked.id)
        assert Post.objects.get(account=person).acting


@pytest.fixture
def officer_page():
    """A browser of the account of this number."""
    from django.test import Client

    def make(account_id: int) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=account_id))
        return client

    return make
