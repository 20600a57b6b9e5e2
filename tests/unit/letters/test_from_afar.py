"""Does a one-time link work once, tell nothing, and become a letter only by the clerk?"""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rantau.kernel.errors import NotAllowedError
from rantau.modules.letters.actions import close_link, fill_link, give_link, open_answer, prepare_letter
from rantau.modules.letters.domain import Filled, Giver, Kind
from rantau.modules.letters.models import Letter, Link
from rantau.modules.letters.queries import filler, link_of
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event

DESA = "36.04.05.2001"
GIVER = {"relation": "suami", "name": "Budi Jauh", "nik": "3604050107950002", "birth": "17-8-1990",
         "birth_place": "Serang", "address": "Kp. Jauh", "period": "2 tahun"}  # fmt: skip


def _address(token: str) -> str:
    return reverse("letters:fill", kwargs={"village": DESA.replace(".", ""), "token": token})


def test_the_page_shows_nothing_that_is_stored(clerk: Actor, bare_plan: int, client: Client) -> None:
    made = give_link(by=clerk, plan=bare_plan)
    answer = client.get(_address(made.token))
    page = answer.content.decode()
    assert answer.status_code == 200
    for told in ("Siti", "3604054107980001", "sponsor", "takut", "Ani"):
        assert told not in page
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert made.token.encode() not in bytes(Link.objects.get(pk=made.id).token_hmac)


def test_it_works_once_and_the_clerk_makes_the_letter(clerk: Actor, bare_plan: int, client: Client) -> None:
    made = give_link(by=clerk, plan=bare_plan)
    assert "Terkirim" in client.post(_address(made.token), GIVER).content.decode()
    again = client.post(_address(made.token), GIVER | {"name": "Orang Lain"})
    assert again.status_code == 404
    assert not Letter.objects.exists()
    link, filled = open_answer(by=clerk, plan=bare_plan)
    assert (filled.giver.name, filled.giver.birth, filled.period) == ("Budi Jauh", "1990-08-17", "2 tahun")
    assert b"Budi" not in bytes(Link.objects.get(pk=link).answer)
    prepare_letter(by=clerk, key=uuid4(), plan=bare_plan, kind=Kind.FAMILY, giver=filled.giver, link=link)
    assert link_of(clerk, bare_plan) is None
    assert Event.objects.filter(action="letters.open_answer").count() == 1


def test_a_new_link_ends_the_former_and_time_ends_any(clerk: Actor, bare_plan: int, client: Client) -> None:
    first, second = give_link(by=clerk, plan=bare_plan), give_link(by=clerk, plan=bare_plan)
    assert client.get(_address(first.token)).status_code == 404
    past = timezone.now() - timedelta(days=9)
    Link.objects.filter(pk=second.id).update(made_at=past, expires_at=past + timedelta(days=7))
    assert client.get(_address(second.token)).status_code == 404
    assert client.post(_address(second.token), GIVER).status_code == 404


def test_put_aside_it_does_not_hold(clerk: Actor, bare_plan: int, client: Client) -> None:
    made = give_link(by=clerk, plan=bare_plan)
    close_link(by=clerk, plan=bare_plan)
    assert client.post(_address(made.token), GIVER).status_code == 404
    with pytest.raises(NotAllowedError):
        close_link(by=clerk, plan=bare_plan)


@pytest.mark.parametrize("wrong", [{"name": ""}, {"relation": "tetangga"}, {"nik": "12"}, {"birth": "kemarin"}])
def test_what_cannot_be_is_asked_again(
    clerk: Actor, bare_plan: int, client: Client, wrong: dict[str, str]
) -> None:  # fmt: skip
    made = give_link(by=clerk, plan=bare_plan)
    assert client.post(_address(made.token), GIVER | wrong).status_code == 400
    assert Link.objects.get(pk=made.id).filled_at is None


def test_who_fills_in_reads_no_plan_and_no_letter(clerk: Actor, numbered: int, bare_plan: int) -> None:
    from rantau.modules.journeys.models import Plan

    made = give_link(by=clerk, plan=bare_plan)
    with acting(filler(DESA)):
        assert not Plan.objects.exists()
        assert not Letter.objects.exists()
        fill_link(by=filler(DESA), area_code=DESA, token=made.token, filled=Filled(Giver("Budi", "suami")))


def test_the_database_refuses(clerk: Actor, bare_plan: int) -> None:
    row = Link.objects.get(pk=give_link(by=clerk, plan=bare_plan).id)
    closed = Link.objects.get(pk=give_link(by=clerk, plan=bare_plan).id)
    now = timezone.now()

    def broken(of: Link = closed, **values: object) -> None:
        Link.objects.filter(pk=of.pk).update(**values)

    for name, attempt in (
        ("link_token_once", lambda: broken(token_hmac=row.token_hmac)),
        ("link_one_open", lambda: broken(row, closed_at=None)),
        ("link_in_a_desa", lambda: broken(area_id="36.04.05")),
        ("link_hmac", lambda: broken(token_hmac=b"pendek")),
        ("link_answer_sealed", lambda: broken(filled_at=now, answer=b"{}")),
        ("link_ends_later", lambda: broken(expires_at=closed.made_at)),
        ("link_filled_whole", lambda: broken(filled_at=now)),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            attempt()
