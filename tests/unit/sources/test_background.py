"""Large lists are read and stored in the background, and the page says how far."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.unit.sources.books import register_row, write_book

from rantau.modules.sources.models import Batch, Row
from rantau.modules.sources.tasks import store_batch
from rantau.modules.sources.web.views import batch as batch_views
from rantau.modules.sources.web.views import upload as upload_views

# Progress is written while a COPY runs, so through a connection of its own, which needs transactions that commit.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_views, "BYTES_AT_ONCE", 0)
    monkeypatch.setattr(batch_views, "ROWS_AT_ONCE", 0)


@pytest.mark.usefixtures("everything_is_large", "regency")
def test_a_large_list_is_read_then_stored(
    client_as: Callable[..., Client], run_jobs: Callable[[], list[str]], tmp_path: Path
) -> None:
    client = client_as("petugas_disnakertrans")
    path = write_book(tmp_path / "register.xlsx", [register_row(1, "Siti Aminah"), register_row(2, "Budi")])
    sent = {"uploads": [SimpleUploadedFile(path.name, path.read_bytes())], "received_on": "2025-07-22"}
    address = client.post(reverse("sources:upload"), sent).url
    assert "Menunggu giliran" in client.get(address).content.decode()
    assert run_jobs() == ["sources.read_batch"]
    page = client.get(address, headers={"HX-Request": "true"})
    assert page["HX-Refresh"] == "true"
    assert "Siti Aminah" in page.content.decode()
    client.post(reverse("sources:store", args=[Batch.objects.get().pk]))
    assert Row.objects.count() == 0
    assert run_jobs()[0] == "sources.store_batch"
    assert Row.objects.count() == 2
    assert "tersimpan" in client.get(address).content.decode()


def test_storing_again_after_a_crash_is_well(store, importer) -> None:
    report = store([register_row(1, "Siti Aminah")])
    store_batch.run(by=importer, batch=report.batch, supersedes=None)
    assert Row.objects.count() == 1
