"""Does a letter come into force by the photo of its signed paper, kept plain, sealed, and seen by its village alone?"""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from rantau.kernel.errors import ConflictError, NotAllowedError
from rantau.modules.letters.actions import open_signature, prepare_letter, sign_letter
from rantau.modules.letters.domain import Standing
from rantau.modules.letters.models import Letter
from rantau.modules.letters.queries import checker
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import Actor
from rantau.platform.files.images import PhotoError
from rantau.platform.files.models import Chunk

SECRET = b"LOKASI-RUMAH"


def _photo(comment: bytes = SECRET) -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(made, "JPEG", comment=comment)
    made.seek(0)
    return made


def test_the_photo_makes_the_letter_valid_and_hides_nothing(clerk: Actor, numbered: int, client: Client) -> None:
    sign_letter(by=clerk, letter=numbered, upload=_photo())
    row = Letter.objects.get(pk=numbered)
    assert row.standing is Standing.SIGNED
    kept = open_signature(by=clerk, letter=numbered)
    assert kept.startswith(b"\xff\xd8")
    assert SECRET not in kept
    assert all(kept[:200] not in bytes(chunk.content) for chunk in Chunk.objects.filter(file=row.photo))
    address = reverse("letters:check", kwargs={"village": "3604052001", "token": row.told.token})
    assert "asli dan berlaku" in client.get(address).content.decode()


def test_once_and_only_when_numbered(clerk: Actor, bare_plan: int, numbered: int) -> None:
    sign_letter(by=clerk, letter=numbered, upload=_photo())
    with pytest.raises(ConflictError):
        sign_letter(by=clerk, letter=numbered, upload=_photo())


def test_what_is_no_photo_changes_nothing(clerk: Actor, numbered: int) -> None:
    with pytest.raises(PhotoError):
        sign_letter(by=clerk, letter=numbered, upload=io.BytesIO(b"%PDF-1.7"))
    assert Letter.objects.get(pk=numbered).standing is Standing.NUMBERED


def test_the_head_looks_and_nobody_else(
    clerk: Actor, head: Actor, numbered: int, actor_with: Callable[..., Actor]
) -> None:
    sign_letter(by=clerk, letter=numbered, upload=_photo())
    with acting(head):
        assert open_signature(by=head, letter=numbered)
    other = actor_with("operator_desa", "36.04.05.2002")
    with pytest.raises(NotAllowedError):
        open_signature(by=other, letter=numbered)
    photo = Letter.objects.get(pk=numbered).photo_id
    for who in (other, checker("36.04.05.2001")):
        with acting(who):
            assert not Chunk.objects.filter(file=photo).exists()


def test_the_clerk_brings_the_bytes_under_her_own_name(clerk: Actor, numbered: int) -> None:
    """Under the row rules of the database, as a request has them."""
    with acting(clerk):
        sign_letter(by=clerk, letter=numbered, upload=_photo())
        assert open_signature(by=clerk, letter=numbered)


def test_nothing_is_signed_before_the_head_knows(clerk: Actor, bare_plan: int) -> None:
    from uuid import uuid4

    from rantau.modules.letters.domain import Kind

    made = prepare_letter(by=clerk, key=uuid4(), plan=bare_plan, kind=Kind.MARITAL).letter
    with pytest.raises(ConflictError):
        sign_letter(by=clerk, letter=made, upload=_photo())
    with pytest.raises(ConflictError, match="belum"):
        open_signature(by=clerk, letter=made)
