"""Is a plan changed, a claim withdrawn, a document noted and a photograph kept as promised?"""

from __future__ import annotations

import io
from collections.abc import Callable
from uuid import uuid4

import pytest
from PIL import Image

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.kernel.partial_date import PartialDate
from rantau.modules.journeys.actions import (
    amend_plan,
    keep_photo,
    note_news,
    note_papers,
    open_particulars,
    open_photo,
    remove_photo,
    withdraw_claim,
)
from rantau.modules.journeys.api import Particulars, Resident, Said, State, Wish, add_claim, record_plan
from rantau.modules.journeys.domain import News, PaperSaid
from rantau.modules.journeys.models import Paper, Photo, Plan
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event
from rantau.platform.files.images import PhotoError
from rantau.platform.files.models import Chunk

DESA, NEIGHBOUR = "36.04.05.2001", "36.04.05.2002"
NIK = "3604054107980001"


@pytest.fixture
def clerk(actor_with: Callable[..., Actor]) -> Actor:
    return actor_with("operator_desa", DESA)


@pytest.fixture
def plan(clerk: Actor) -> int:
    who = Resident("Siti Rekaan", nik=NIK, sex="P")
    return record_plan(by=clerk, key=uuid4(), area_code=DESA, who=who, told=Particulars(note="awal")).plan


def _stamp(plan: int) -> str:
    return Plan.objects.get(pk=plan).changed_at.isoformat()


def _photo(**options: object) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(out, "JPEG", **options)
    out.seek(0)
    return out


def test_an_empty_nik_leaves_the_one_that_is_there(clerk: Actor, plan: int) -> None:
    amend_plan(by=clerk, plan=plan, seen=_stamp(plan), who=Resident("Siti R"), told=Particulars(note="baru"),
               wish=Wish(country="SA"))  # fmt: skip
    row = Plan.objects.get(pk=plan)
    assert (row.name, row.nik_text, row.told.note, row.country) == ("Siti R", NIK, "baru", "SA")


def test_nobody_overwrites_a_change_that_she_has_not_seen(clerk: Actor, plan: int) -> None:
    old = _stamp(plan)
    add_claim(by=clerk, plan=plan, said=Said(State.PREPARING))
    with pytest.raises(ConflictError):
        amend_plan(by=clerk, plan=plan, seen=old, who=Resident("Lain"), told=Particulars(), wish=Wish())


def test_the_recruiter_is_no_safe_contact(clerk: Actor, plan: int) -> None:
    told = Particulars(safe_contact="Bu Sponsor", more={"safe_relation": "perekrut"})
    with pytest.raises(InvalidValueError, match="mengajak berangkat"):
        amend_plan(by=clerk, plan=plan, seen=_stamp(plan), who=Resident("Siti"), told=told, wish=Wish())


def test_a_withdrawn_claim_stays_and_does_not_count(clerk: Actor, plan: int) -> None:
    add_claim(by=clerk, plan=plan, said=Said(State.DEPARTED, PartialDate(2026, 5), note="kata tetangga"))
    claim = Plan.objects.get(pk=plan).claims.latest("pk")
    shown = withdraw_claim(by=clerk, plan=plan, claim=claim.pk, reason="salah orang")
    assert shown.state == State.INTENDED
    opened = open_particulars(by=clerk, plan=plan)
    assert [(said.note, said.withdrawn_because) for said in opened.claim_notes] == [("kata tetangga", "salah orang")]
    assert Event.objects.filter(action="journeys.open_particulars").count() == 1
    with pytest.raises(ConflictError):
        withdraw_claim(by=clerk, plan=plan, claim=claim.pk, reason="sekali lagi")
    with pytest.raises(InvalidValueError, match="alasan"):
        withdraw_claim(by=clerk, plan=plan, claim=claim.pk, reason=" ")


@pytest.mark.parametrize(
    ("news", "state"),
    [(News.GOOD, State.WORKING), (News.NONE, State.LOST), (News.ASKS_HELP, State.TROUBLE)],
)
def test_news_is_a_claim_of_today(clerk: Actor, plan: int, news: News, state: State) -> None:
    assert note_news(by=clerk, plan=plan, news=news).state == state


def test_documents_are_asked_for_one_by_one(clerk: Actor, plan: int) -> None:
    note_papers(by=clerk, plan=plan, said={"ktp": PaperSaid(there=True), "paspor": PaperSaid(there=False)})
    note_papers(by=clerk, plan=plan, said={"paspor": PaperSaid(there=True, expires=PartialDate(2031, 1)), "ktp": None})
    assert list(Paper.objects.values_list("kind", "there", "expires")) == [("paspor", True, "2031-01")]
    with pytest.raises(InvalidValueError, match="tidak dikenal"):
        note_papers(by=clerk, plan=plan, said={"surat_sakti": PaperSaid(there=True)})


def test_a_photograph_comes_back_without_what_the_phone_wrote_into_it(clerk: Actor, plan: int) -> None:
    exif = Image.Exif()
    exif[0x010E] = "rumah di Kampung Rekaan"
    upload, key = _photo(exif=exif), uuid4()
    number = keep_photo(by=clerk, plan=plan, key=key, kind="paspor", upload=upload)
    assert keep_photo(by=clerk, plan=plan, key=key, kind="paspor", upload=_photo()) == number
    picture = open_photo(by=clerk, plan=plan, photo=number)
    assert b"Kampung" not in picture
    assert not Image.open(io.BytesIO(picture)).getexif()
    assert Paper.objects.get(plan=plan).there
    assert not [piece for piece in Chunk.objects.all() if b"JFIF" in bytes(piece.content)]
    remove_photo(by=clerk, plan=plan, photo=number)
    assert (Photo.objects.count(), Chunk.objects.count()) == (0, 0)


def test_two_photographs_of_the_same_bytes_are_taken_away_one_by_one(clerk: Actor, plan: int) -> None:
    first, second = (keep_photo(by=clerk, plan=plan, key=uuid4(), kind="ktp", upload=_photo()) for _ in range(2))
    remove_photo(by=clerk, plan=plan, photo=first)
    assert open_photo(by=clerk, plan=plan, photo=second).startswith(b"\xff\xd8")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\xff\xd8\xff rusak", b"<svg onload='x'/>", b"RIFF0000WEBP"])
def test_what_is_no_photograph_is_refused(clerk: Actor, plan: int, content: bytes) -> None:
    with pytest.raises(PhotoError, match="foto"):
        keep_photo(by=clerk, plan=plan, key=uuid4(), kind="ktp", upload=io.BytesIO(content))


def test_a_picture_that_unpacks_beyond_measure_is_refused_unopened(clerk: Actor, plan: int) -> None:
    bomb = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(bomb, "PNG")
    bomb.seek(0)
    with pytest.raises(PhotoError):
        keep_photo(by=clerk, plan=plan, key=uuid4(), kind="ktp", upload=bomb)


def test_a_neighbour_reaches_nothing(clerk: Actor, plan: int, actor_with: Callable[..., Actor]) -> None:
    other = actor_with("operator_desa", NEIGHBOUR)
    number = keep_photo(by=clerk, plan=plan, key=uuid4(), kind="ktp", upload=_photo())
    for attempt in (
        lambda: open_particulars(by=other, plan=plan),
        lambda: open_photo(by=other, plan=plan, photo=number),
        lambda: remove_photo(by=other, plan=plan, photo=number),
        lambda: note_papers(by=other, plan=plan, said={}),
    ):
        with pytest.raises(NotAllowedError):
            attempt()
