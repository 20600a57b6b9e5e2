"""Can a village whose head never logs in finish a letter, and can nobody refuse or postpone in the head's name?"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.letters.actions import (
    decide_letter,
    number_letter,
    open_for_print,
    open_signature,
    prepare_letter,
    record_outcome,
    sign_letter,
)
from rantau.modules.letters.domain import Giver, Hold, Kind, Number, Outcome, PaperOutcome, Standing
from rantau.modules.letters.models import Letter
from rantau.modules.letters.printing import document
from rantau.modules.letters.queries import waiting
from rantau.modules.letters.web.views import expected_signer
from rantau.modules.offices.models import Post
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event
from rantau.platform.files.models import StoredFile

DESA = "36.04.05.2001"
DAY = date(2026, 3, 3)
KNOWN = PaperOutcome(Outcome.KNOWN, "H. Contoh", "Pj. Kepala Desa", DAY, "141/7/2026")
REASON = "Wali yang memberi izin bukan walinya menurut putusan."
NOT_KNOWN = PaperOutcome(Outcome.NOT_KNOWN, "H. Contoh", "Kepala Desa", DAY, reason=REASON)
POSTPONED = PaperOutcome(Outcome.POSTPONED, "H. Contoh", "Kepala Desa", DAY)


def _photo(shade: str = "white") -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (40, 60), shade).save(made, "JPEG")
    made.seek(0)
    return made


@pytest.fixture
def made(clerk: Actor, bare_plan: int) -> int:
    return prepare_letter(by=clerk, key=uuid4(), plan=bare_plan, kind=Kind.FAMILY, giver=Giver("Budi", "suami")).letter


@pytest.fixture
def printed(clerk: Actor, made: int) -> int:
    number_letter(by=clerk, letter=made, number=Number(12, "470/12/Ds", date(2026, 3, 2)))
    return made


def _standing(letter: int) -> Standing:
    return Letter.objects.get(pk=letter).standing


def test_the_head_never_logs_in_and_the_letter_is_in_force(clerk: Actor, printed: int, client: Client) -> None:
    assert _standing(printed) is Standing.ON_PAPER
    row, content = open_for_print(by=clerk, letter=printed)
    assert document(row, content, "https://rantau.uji")[1]["number"] == "470/12/Ds"
    with acting(clerk):
        assert record_outcome(by=clerk, letter=printed, said=KNOWN, upload=_photo()) is Standing.SIGNED
        assert open_signature(by=clerk, letter=printed).startswith(b"\xff\xd8")
    row.refresh_from_db()
    told = row.decided
    assert told is not None
    assert (told.head_name, told.head_title, told.decree, told.signed_on) == (
        "H. Contoh", "Pj. Kepala Desa", "141/7/2026", "2026-03-03",
    )  # fmt: skip
    assert (row.on_paper, row.decided_by, waiting(clerk)) == (True, clerk.name, {})
    page = client.get(reverse("letters:check", args=["3604052001", content.token])).content.decode()
    assert "asli dan berlaku" in page
    assert "ditandatangani di kertas, foto dilampirkan" in page


def test_without_the_photo_it_is_not_in_force_until_it_comes(clerk: Actor, printed: int, client: Client) -> None:
    assert record_outcome(by=clerk, letter=printed, said=KNOWN) is Standing.NUMBERED
    token = Letter.objects.get(pk=printed).told.token
    page = client.get(reverse("letters:check", args=["3604052001", token])).content.decode()
    assert "belum dilampiri naskah bertanda tangan" in page
    sign_letter(by=clerk, letter=printed, upload=_photo())
    assert _standing(printed) is Standing.SIGNED


def test_who_recorded_is_in_the_trace_and_no_decision_is_hers(clerk: Actor, printed: int) -> None:
    record_outcome(by=clerk, letter=printed, said=KNOWN, upload=_photo())
    event = Event.objects.get(action="letters.record_outcome")
    assert (event.actor_name, event.subject_id, event.details) == (
        clerk.name, str(printed), {"outcome": "diketahui", "holds": 0, "photo": True},
    )  # fmt: skip
    assert not Event.objects.filter(action="letters.decide").exists()
    with pytest.raises(NotAllowedError):
        decide_letter(by=clerk, letter=printed, outcome=Outcome.KNOWN, head_name="x", head_title="Kepala Desa")


def test_the_head_and_other_villages_record_nothing(
    head: Actor, printed: int, actor_with: Callable[..., Actor]
) -> None:
    for by in (head, actor_with("operator_desa", "36.04.05.2002"), actor_with("pembina_kecamatan", "36.04.05")):
        with pytest.raises(NotAllowedError):
            record_outcome(by=by, letter=printed, said=KNOWN, upload=_photo())


def test_to_refuse_needs_what_the_head_wrote(clerk: Actor, made: int) -> None:
    with pytest.raises(InvalidValueError, match="Lampirkan foto"):
        record_outcome(by=clerk, letter=made, said=NOT_KNOWN)
    assert record_outcome(by=clerk, letter=made, said=NOT_KNOWN, upload=_photo()) is Standing.NOT_KNOWN
    row, content = open_for_print(by=clerk, letter=made)
    notice = document(row, content, "https://rantau.uji")[1]
    assert REASON in notice["words"]
    assert notice["signature"]["above"].endswith("3 Maret 2026")
    assert open_signature(by=clerk, letter=made)


@pytest.mark.parametrize(
    "wrong",
    [
        {"said": KNOWN},
        {"said": POSTPONED, "upload": _photo()},
        {"said": PaperOutcome(Outcome.NOT_KNOWN, "H. Contoh", "Kepala Desa", DAY, reason="tidak"), "upload": _photo()},
        {"said": PaperOutcome(Outcome.NOT_KNOWN, " ", "Kepala Desa", DAY, reason=REASON), "upload": _photo()},
        {"said": PaperOutcome(Outcome.NOT_KNOWN, "H.", "Kepala Desa", date(2999, 1, 1), reason=REASON),
         "upload": _photo()},
    ],
    ids=["no number", "nothing due", "no reason", "no name", "tomorrow"],
)  # fmt: skip
def test_what_no_paper_can_say_is_not_recorded(clerk: Actor, made: int, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidValueError):
        record_outcome(by=clerk, letter=made, **wrong)
    assert _standing(made) is Standing.PREPARED


def test_postponed_on_paper_then_signed_on_paper(
    clerk: Actor, head: Actor, printed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rantau.modules.letters.actions.deciding.holds_of", lambda plan, on: (Hold("Kartu keluarga"),))
    with acting(clerk):
        record_outcome(by=clerk, letter=printed, said=POSTPONED, upload=_photo("gray"))
    assert waiting(clerk) == {Standing.POSTPONED: 1}
    first = Letter.objects.get(pk=printed).photo_id
    row, content = open_for_print(by=clerk, letter=printed)
    assert "holds" in document(row, content, "https://rantau.uji")[1]
    assert document(row, content, "https://rantau.uji", again=True)[1]["number"]
    with acting(clerk):
        assert record_outcome(by=clerk, letter=printed, said=KNOWN, upload=_photo()) is Standing.SIGNED
    assert not StoredFile.objects.filter(pk=first).exists()
    with pytest.raises(ConflictError):
        record_outcome(by=clerk, letter=printed, said=NOT_KNOWN, upload=_photo())
    with pytest.raises(ConflictError):
        decide_letter(by=head, letter=printed, outcome=Outcome.KNOWN, head_name="x", head_title="Kepala Desa")


def test_the_head_may_still_decide_with_her_own_account(clerk: Actor, head: Actor, printed: int) -> None:
    decide_letter(by=head, letter=printed, outcome=Outcome.KNOWN, head_name="H.", head_title="Kepala Desa")
    assert _standing(printed) is Standing.NUMBERED
    assert not Letter.objects.get(pk=printed).on_paper


def test_the_paper_names_who_holds_the_post(clerk: Actor, printed: int, account_with: Callable) -> None:
    assert expected_signer(clerk, DESA).head_name == ""
    account = account_with("kepala_desa", DESA)
    account.name = "Hj. Rekaan"
    account.save()
    Post.objects.filter(account=account).update(decree="141/8", acting=True)
    signs = expected_signer(clerk, DESA)
    assert (signs.head_name, signs.head_title, signs.decree) == ("Hj. Rekaan", "Pj. Kepala Desa", "141/8")
    row, content = open_for_print(by=clerk, letter=printed)
    written = json.dumps(document(row, content, "https://rantau.uji", signer=signs)[1], ensure_ascii=False)
    assert "Pj. Kepala Desa" in written
    assert "Hj. Rekaan" in written
    Post.objects.filter(account=account).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert expected_signer(clerk, DESA).head_name == ""
    record_outcome(by=clerk, letter=printed, said=KNOWN)
    assert expected_signer(clerk, DESA).head_name == "H. Contoh", "who signed last, where no post tells a name"


def test_the_page_offers_the_clerk_what_is_lawful(client_as: Callable[..., Client], clerk: Actor, made: int) -> None:
    client = client_as("operator_desa", DESA)
    page = reverse("letters:letter", args=[made])
    assert 'value="diketahui"' not in client.get(page).content.decode()
    client.post(reverse("letters:number", args=[made]), {"agenda": 7, "text": "470/7", "on": "2026-03-02"})
    shown = client.get(page).content.decode()
    assert 'value="diketahui"' in shown
    assert 'value="ditunda"' not in shown
    said = {"outcome": "diketahui", "head_name": "H. Contoh", "head_title": "Kepala Desa", "on": "2026-03-03"}
    wrong = client.post(reverse("letters:record", args=[made]), said | {"head_name": ""})
    assert wrong.status_code == 400
    done = client.post(reverse("letters:record", args=[made]), said | {"photo": _photo()}, follow=True)
    text = done.content.decode()
    assert "Diketahui (ditandatangani di kertas, foto dilampirkan)" in text
    assert "Dicatat dari kertas oleh" in text
