"""Lists lie in a private folder while they are read, and nothing of them outlives the process for long."""

from __future__ import annotations

import os
import stat
import time

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import load_handler
from django.test import RequestFactory
from tests.unit.sources.books import register_row
from tests.unit.sources.conftest import Import

from rantau.modules.sources.api import store_list
from rantau.modules.sources.scratch import scratch_folder, scratch_home
from rantau.platform.access.actor import Actor


def test_a_folder_is_private_and_goes_with_its_use() -> None:
    with scratch_folder() as folder:
        (folder / "daftar.xlsx").write_bytes(b"x")
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(scratch_home().stat().st_mode) == 0o700
        assert folder.parent == settings.DATA_FOLDER / "sementara"
    assert not folder.exists()


def test_what_a_killed_process_left_goes_with_the_next_use_and_what_is_in_use_stays() -> None:
    left = scratch_home() / "daftar-terbunuh"
    left.mkdir()
    (left / "0.xlsx").write_bytes(b"x")
    old, fresh = scratch_home() / "a.upload.xlsx", scratch_home() / "b.upload.xlsx"
    for path in (old, fresh):
        path.write_bytes(b"x")
    two_days_ago = time.time() - 2 * 24 * 60 * 60
    os.utime(old, (two_days_ago, two_days_ago))
    with scratch_folder() as first, scratch_folder() as second:
        assert first.exists()
        assert second.exists()
        assert (left.exists(), old.exists(), fresh.exists()) == (False, False, True)
    fresh.unlink()


def test_a_list_is_read_there(check: Import, importer: Actor, monkeypatch) -> None:
    from rantau.modules.sources.actions import storing

    written = []
    original = storing.write_out
    monkeypatch.setattr(
        storing, "write_out", lambda *, stored, path: written.append(path) or original(stored=stored, path=path)
    )
    store_list(by=importer, batch=check([register_row(1, "Siti")]).batch)
    assert [path.is_relative_to(scratch_home()) for path in written] == [True]
    assert not written[0].exists()


def test_a_large_upload_lies_there_on_its_way_in() -> None:
    handler = load_handler(settings.FILE_UPLOAD_HANDLERS[-1], RequestFactory().post("/"))
    handler.new_file("uploads", "besar.xlsx", "application/octet-stream", None)
    file: TemporaryUploadedFile = handler.file
    assert file.temporary_file_path().startswith(str(scratch_home()))
    file.close()
