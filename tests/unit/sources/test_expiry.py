"""What was checked and nobody stored is discarded after a week, with its files, and a trace of it stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app
from tests.unit.sources.books import register_row
from tests.unit.sources.conftest import Import

from rantau.kernel.errors import NotAllowedError
from rantau.modules.sources.actions.undo import expire_check
from rantau.modules.sources.api import check_again, discard_check, store_list
from rantau.modules.sources.domain import KEPT_UNSAVED
from rantau.modules.sources.models import Batch, RowProblem
from rantau.modules.sources.tasks import discard_expired, keeper
from rantau.modules.sources.web.today import work_for
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event
from rantau.platform.files.models import Chunk, StoredFile
from rantau.platform.postgres import Urls


def _age(batch: int, days: int) -> None:
    Batch.objects.filter(pk=batch).update(checked_at=timezone.now() - timedelta(days=days))


def test_a_week_is_kept_and_the_next_day_it_is_gone(check: Import) -> None:
    old = check([register_row(1, "Siti", nik="1")], name="a.xlsx").batch
    young = check([register_row(2, "Budi", nik="1")], name="b.xlsx").batch
    _age(old, KEPT_UNSAVED.days + 1)
    _age(young, KEPT_UNSAVED.days)
    discard_expired.run(by=keeper())
    assert list(Batch.objects.values_list("pk", flat=True)) == [young]
    assert set(RowProblem.objects.values_list("batch_id", flat=True)) == {young}
    kept = Batch.objects.get().files.get().stored_id
    assert list(StoredFile.objects.values_list("pk", flat=True)) == [kept]
    assert set(Chunk.objects.values_list("file_id", flat=True)) == {kept}
    (event,) = Event.objects.filter(action="sources.expire")
    assert (event.actor_kind, event.actor_name, event.subject_id) == ("system", "penyimpanan sementara", str(old))
    assert (event.area_code, event.details) == ("36.04", {"files": 1})


def test_what_is_stored_stays_however_old(check: Import, importer: Actor) -> None:
    stored = check([register_row(1, "Siti")], name="a.xlsx").batch
    store_list(by=importer, batch=stored)
    _age(stored, 400)
    discard_expired.run(by=keeper())
    assert Batch.objects.get().state == "tersimpan"
    assert not expire_check(by=keeper(), batch=stored)


def test_reading_again_keeps_it_as_long_again(check: Import, importer: Actor) -> None:
    batch = check([register_row(1, "Siti")]).batch
    _age(batch, 30)
    check_again(by=importer, batch=batch)
    discard_expired.run(by=keeper())
    assert Batch.objects.get().kept_until == timezone.localdate() + KEPT_UNSAVED


def test_bytes_that_another_hand_in_has_too_stay(check: Import, importer: Actor, tmp_path) -> None:
    rows = [register_row(1, "Siti")]
    first = check(rows, name="a.xlsx").batch
    again = check(rows, name="a.xlsx").batch
    contents = set(StoredFile.objects.values_list("pk", flat=True))
    discard_check(by=importer, batch=first)
    left = Batch.objects.get(pk=again).files.get().stored_id
    assert set(StoredFile.objects.values_list("pk", flat=True)) == {left}
    assert left in contents
    assert Chunk.objects.filter(file=left).exists()
    discard_check(by=importer, batch=again)
    assert not StoredFile.objects.exists()
    assert not Chunk.objects.exists()


def test_nobody_but_the_system_lets_it_expire(check: Import, actor_with: Callable[..., Actor]) -> None:
    batch = check([register_row(1, "Siti")]).batch
    _age(batch, 30)
    with pytest.raises(NotAllowedError):
        expire_check(by=actor_with("walidata"), batch=batch)
    assert Batch.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_that_somebody_is_storing_is_left(check: Import, database_urls: Urls) -> None:
    batch = check([register_row(1, "Siti")]).batch
    _age(batch, 30)
    with psycopg.connect(database_urls.owner) as other:
        other.execute("SELECT 1 FROM sources_batch FOR UPDATE")
        assert not expire_check(by=keeper(), batch=batch)
    assert expire_check(by=keeper(), batch=batch)


def test_it_is_done_every_day(regency: str) -> None:
    (periodic,) = [
        each for each in app.periodic_registry.periodic_tasks.values()
        if each.task.name == "sources.discard_expired.by_the_clock"
    ]  # fmt: skip
    assert periodic.cron == "41 19 * * *"
    periodic.task.func(timestamp=0)
    assert keeper().areas_for("sources.import") == (regency,)


def test_the_page_and_hari_ini_say_until_when(check: Import, client_as: Callable[..., Client], actor_with) -> None:
    batch = check([register_row(1, "Siti")]).batch
    Batch.objects.update(checked_at="2026-03-01T10:00:00+07:00")
    page = client_as("petugas_disnakertrans").get(reverse("sources:batch", args=[batch])).content.decode()
    assert "Disimpan sementara sampai 8 Maret 2026" in page
    (item,) = [each for each in work_for(actor_with("walidata")) if "belum disimpan" in each.title]
    assert "yang tertua dibuang sendiri sesudah 8 Maret 2026" in item.why
