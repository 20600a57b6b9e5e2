"""Have ten identical posts at the same moment one effect?"""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from PIL import Image

from rantau.engines.screening import Answer, Answers, guide_on
from rantau.modules.journeys.actions import keep_conversation, keep_photo
from rantau.modules.journeys.api import Particulars, Resident, record_plan
from rantau.modules.journeys.models import Claim, Conversation, Photo, Plan
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import Actor

pytestmark = pytest.mark.usefixtures("transactional_db", "regency")
DESA = "36.04.05.2001"


def _ten(work: Callable[[], object]) -> list[object]:
    def run(_: int) -> object:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as threads:
        return list(threads.map(run, range(10)))


def _as(by: Actor, work: Callable[[], object]) -> Callable[[], object]:
    def run() -> object:
        with acting(by):
            return work()

    return run


def test_one_plan_of_ten_posts_of_one_form(client_as: Callable[..., Client]) -> None:
    session = client_as("operator_desa", DESA).cookies
    form = {"key": str(uuid4()), "area": DESA, "name": "Siti Rekaan", "state": "niat", "says": "yang_bersangkutan"}

    def post() -> int:
        client = Client()
        client.cookies = session.copy()
        return client.post("/warga/baru/", form).status_code

    assert set(_ten(post)) == {302}
    assert (Plan.objects.count(), Claim.objects.count()) == (1, 1)


def test_one_conversation_and_one_photograph(actor_with: Callable[..., Actor]) -> None:
    clerk, key = actor_with("operator_desa", DESA), uuid4()
    plan = record_plan(by=clerk, key=uuid4(), area_code=DESA, who=Resident("Siti"), told=Particulars()).plan
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "navy").save(picture, "JPEG")
    content = picture.getvalue()
    answers = Answers.of(guide_on(timezone.localdate()), Answer("takut", ("suami-istri",)))
    _ten(_as(clerk, lambda: keep_conversation(by=clerk, plan=plan, key=key, answers=answers)))
    _ten(_as(clerk, lambda: keep_photo(by=clerk, plan=plan, key=key, kind="ktp", upload=io.BytesIO(content))))
    assert (Conversation.objects.count(), Photo.objects.count()) == (1, 1)
