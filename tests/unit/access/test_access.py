"""The one question, and what it is asked about."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from rantau.kernel.errors import NotAllowedError
from rantau.modules.areas.api import Area
from rantau.platform.access.actor import ANONYMOUS, Actor, Grant, system_actor
from rantau.platform.access.decide import Subject, decide, require, scoped
from rantau.platform.access.permissions import Permission, declare, declared
from rantau.platform.access.views import actor_of, any_account, open_to_all, requires

VIEW = "sources.view"


def _actor(*areas: str, permission: str = VIEW) -> Actor:
    grants = tuple(Grant(role="uji", permissions=frozenset({permission}), area=area) for area in areas)
    return Actor(kind="user", id=1, name="uji", grants=grants)


@pytest.mark.parametrize(
    ("scope", "area", "covered"),
    [
        ("36.04", "36.04", True),
        ("36.04", "36.04.05.2001", True),
        ("36.04", "36.041", False),
        ("36.04", "36.03.05.2001", False),
        ("36.04.05", "36.04.051.2001", False),
        ("36.04.05.2001", "36.04.05", False),
        ("", "36.04", False),
        ("", "", False),
    ],
)
def test_a_scope_is_a_whole_subtree_and_no_prefix(scope, area, covered):
    assert Grant(role="uji", permissions=frozenset(), area=scope).covers(area) is covered


def test_only_the_outermost_areas_count():
    actor = _actor("36.04.05.2001", "36.04.05", "36.04.06.2001", "36.041")
    assert actor.areas_for(VIEW) == ("36.04.05", "36.04.06.2001", "36.041")
    assert actor.areas_for("people.view") == ()


def test_one_of_several_areas_in_scope_is_enough():
    person = Subject(area_code="36.04.06.2001", areas=("36.04.05.2001",))
    assert decide(_actor("36.04.05"), VIEW, person)
    assert not decide(_actor("36.04.07"), VIEW, person)


def test_a_thing_without_area_belongs_to_the_regency():
    assert decide(_actor("36.04"), VIEW, Subject())
    assert not decide(_actor("36.04.05"), VIEW, Subject())
    assert not decide(_actor(""), VIEW, Subject())


def test_permissions_are_not_lent_between_grants():
    """To view in one desa and to import in another is neither in both."""
    grants = (
        Grant("a", frozenset({VIEW}), "36.04.05.2001"),
        Grant("b", frozenset({"sources.import"}), "36.04.05.2002"),
    )
    actor = Actor(kind="user", grants=grants)
    assert not decide(actor, "sources.import", Subject("36.04.05.2001"))
    assert not decide(actor, VIEW, Subject("36.04.05.2002"))


def test_an_answer_says_why():
    assert "Tidak diizinkan: di luar wilayah tugas Anda." in _refusal(_actor("36.04.05"), Subject("36.04.06"))
    assert "peran Anda tidak memuat izin ini" in _refusal(ANONYMOUS, None)


def _refusal(actor: Actor, subject: Subject | None) -> str:
    with pytest.raises(NotAllowedError) as refused:
        require(actor, VIEW, subject)
    return str(refused.value)


def test_a_permission_that_is_not_declared_is_a_mistake():
    with pytest.raises(LookupError):
        decide(_actor("36.04"), "sources.veiw")


def test_a_permission_is_declared_once():
    declare(declared()[VIEW])
    with pytest.raises(ValueError, match="twice"):
        declare(Permission(VIEW, "lain"))


def test_the_filter_knows_no_prefix_either(regency):
    Area.objects.create(code="36.05", name="Lain", level=2, kind="kabupaten")
    seen = scoped(Area.objects.all(), _actor("36.04.05"), VIEW, "code")
    codes = set(seen.values_list("code", flat=True))
    assert codes == {code for code in codes if code == "36.04.05" or code.startswith("36.04.05.")}
    assert len(codes) == 16
    assert not scoped(Area.objects.all(), _actor(""), VIEW, "code").exists()
    assert not scoped(Area.objects.all(), ANONYMOUS, VIEW, "code").exists()


def test_the_system_holds_exactly_what_it_was_given():
    actor = system_actor("uji", frozenset({VIEW}), "36.04")
    assert decide(actor, VIEW, Subject("36.04.05"))
    assert not decide(actor, "sources.import", Subject("36.04.05"))
    assert actor.roles == ("system",)


@requires(VIEW)
def _guarded(request):
    return HttpResponse("isi")


@any_account
def _own(request):
    return HttpResponse("isi")


@open_to_all
def _open(request):
    return HttpResponse("isi")


def _request(actor: Actor | None):
    request = RequestFactory().get("/halaman/?a=1")
    if actor is not None:
        request.actor = actor
    return request


def test_a_request_without_an_actor_is_anonymous():
    assert actor_of(_request(None)) is ANONYMOUS


@pytest.mark.parametrize("view", [_guarded, _own])
def test_the_public_is_sent_to_the_login_and_back(view):
    answer = view(_request(ANONYMOUS))
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("?next=/halaman/%3Fa%3D1")


def test_who_lacks_the_permission_is_refused():
    with pytest.raises(NotAllowedError):
        _guarded(_request(_actor("36.04", permission="people.view")))
    assert _guarded(_request(_actor("36.04"))).content == b"isi"
    assert _own(_request(Actor(kind="user"))).content == b"isi"
    assert _open(_request(ANONYMOUS)).content == b"isi"
    assert [view.permission for view in (_guarded, _own, _open)] == [VIEW, "account", "public"]
