"""Does a letter of the officer say only what its recipient needs, once, under a number of her own book?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.unit.notices.conftest import DESA, NEIGHBOUR, NIK

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.letters.api import Number
from rantau.modules.notices.actions import cancel_letter, open_letter, set_letterhead, write_letter
from rantau.modules.notices.domain import Snapshot
from rantau.modules.notices.letter_queries import agenda_gaps, last_signer, of_one_recruiter, office_letters, referrals
from rantau.modules.notices.models import Letterhead, OfficeLetter, Referral
from rantau.modules.notices.office_letter import NEEDS, Heading, Recipient, Signer, Words, about, same_recruiter
from rantau.modules.notices.printing import document, letter_pdf
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event
from rantau.platform.paper import Paper

TODAY = timezone.localdate()
HEADING = Heading("Pemerintah Kabupaten Serang", "Dinas Tenaga Kerja", "Jl. Rekaan 1", "(0254) 000", "Ciruas")
WORDS = Words("Kepala BP3MI Banten", "Serang", "Mohon pemeriksaan data", "Mohon diperiksa.", "Terima kasih.")
SIGNER = Signer("Kepala Dinas", "Dra. Rekaan", "19700101")
FULL = Snapshot(
    "Siti Rekaan", NIK, "2009-05-02", "Jl. KTP", "Kp. Rekaan RT 1", "Arab Saudi", "penata rumah", "p_to_p", "Majikan",
    "Bu Rekaan", "SIP-1", "2026-12-01", "niat", "", ("karena usia",), ("paspor ditahan",), "catatan operator",
)  # fmt: skip


@pytest.fixture
def headed(officer: Actor, regency: str) -> None:
    set_letterhead(by=officer, area_code=regency, heading=HEADING)


@pytest.fixture
def written(officer: Actor, headed: None) -> Callable[..., int]:
    def make(
        *notices: int, agenda: int = 1, key: UUID | None = None, to: Recipient = Recipient.BP3MI, on: date = TODAY
    ) -> int:
        number = Number(agenda, f"560/{agenda}/2026", on)
        return write_letter(
            by=officer, key=key or uuid4(), recipient=to, notices=notices, words=WORDS, signer=SIGNER, number=number
        ).letter

    return make


@pytest.mark.parametrize("recipient", Recipient)
def test_each_recipient_is_told_the_least(recipient: Recipient) -> None:
    told = about(FULL, recipient, "Sujung")
    said = " ".join(f"{label} {value}" for label, value in told.rows) + " ".join(told.reasons)
    assert dict(told.rows)["Nama"] == "Siti Rekaan"
    assert dict(told.rows)["Desa"] == "Sujung"
    assert "paspor ditahan" not in said
    assert "catatan operator" not in said
    assert (NIK in said) is (recipient in (Recipient.BP3MI, Recipient.IMMIGRATION))
    assert ("Kp. Rekaan RT 1" in said) is (recipient is Recipient.WOMEN)
    assert not {"signs", "message"} & set(NEEDS[recipient])


def test_a_company_or_sponsor_is_known_by_licence_or_name() -> None:
    one = Snapshot("A", recruiter="PT. Rekaan Jaya", recruiter_licence="SIP-1")
    assert same_recruiter(one, Snapshot("B", recruiter="Lain", recruiter_licence="SIP-1 "))
    assert same_recruiter(one, Snapshot("B", recruiter="pt rekaan jaya"))
    assert not same_recruiter(one, Snapshot("B", recruiter="PT Lain"))
    assert not same_recruiter(Snapshot("A"), Snapshot("B"))


def test_several_notices_of_one_sponsor_make_one_letter(
    officer: Actor, clerk: Actor, noticed: Callable[..., int], written: Callable[..., int]
) -> None:
    one, two, other = noticed(name="Ani"), noticed(name="Budi"), noticed(name="Cici", recruiter="Orang Lain")
    assert [row.pk for row in of_one_recruiter(officer, one, TODAY)] == [one, two]
    key = uuid4()
    letter = written(one, two, key=key)
    assert written(one, two, key=key, agenda=9) == letter, "the same form sent twice"
    row, content = open_letter(by=officer, letter=letter)
    assert [dict(each.rows)["Nama"] for each in content.about] == ["Ani", "Budi"]
    assert b"Ani" not in bytes(row.content)
    (told,) = referrals(clerk, one)
    assert (told.to, told.number, told.on, told.cancelled) == ("BP3MI", "560/1/2026", TODAY, False)
    assert referrals(clerk, other) == []
    happened = Event.objects.filter(action__in=("notices.write_letter", "notices.open_letter"))
    assert sorted(happened.values_list("action", flat=True)) == ["notices.open_letter", "notices.write_letter"]
    assert last_signer(officer, "36.04") == SIGNER


def test_numbers_come_from_the_book(officer: Actor, noticed: Callable[..., int], written: Callable[..., int]) -> None:
    notice = noticed()
    written(notice, agenda=3)
    written(notice, agenda=7)
    assert agenda_gaps(officer, "36.04", TODAY.year) == [(4, 6)]
    with pytest.raises(ConflictError, match="sudah dipakai"):
        written(notice, agenda=3)
    with pytest.raises(InvalidValueError):
        written(notice, agenda=0)
    assert office_letters(officer).count() == 2


def test_a_cancelled_letter_keeps_its_number(
    officer: Actor, clerk: Actor, noticed: Callable[..., int], written: Callable[..., int]
) -> None:
    notice = noticed()
    letter = written(notice)
    cancel_letter(by=officer, letter=letter)
    cancel_letter(by=officer, letter=letter)
    assert [told.cancelled for told in referrals(clerk, notice)] == [True]
    with pytest.raises(ConflictError):
        written(notice)
    assert Event.objects.filter(action="notices.cancel_letter").count() == 1


def test_what_cannot_be_written(
    officer: Actor, clerk: Actor, noticed: Callable[..., int], actor_with: Callable[..., Actor], regency: str
) -> None:
    notice, number = noticed(), Number(1, "560/1", TODAY)
    asked = {"key": uuid4(), "recipient": Recipient.POLICE, "words": WORDS, "signer": SIGNER, "number": number}
    with pytest.raises(ConflictError, match="kop surat"):
        write_letter(by=officer, notices=[notice], **asked)
    set_letterhead(by=officer, area_code=regency, heading=HEADING)
    for wrong in (
        {"notices": []}, {"notices": list(range(31))}, {"notices": [notice], "signer": Signer("Kepala", " ")},
    ):  # fmt: skip
        with pytest.raises(InvalidValueError):
            write_letter(by=officer, **asked | wrong)
    with pytest.raises(InvalidValueError):
        set_letterhead(by=officer, area_code=regency, heading=Heading("", "", "", "", ""))
    for who in (clerk, actor_with("operator_desa", NEIGHBOUR)):
        with pytest.raises(NotAllowedError):
            write_letter(by=who, notices=[notice], **asked)
    with pytest.raises(NotAllowedError):
        set_letterhead(by=clerk, area_code=regency, heading=HEADING)


def test_the_paper(officer: Actor, noticed: Callable[..., int], written: Callable[..., int]) -> None:
    row, content = open_letter(by=officer, letter=written(noticed()))
    values = document(row, content)
    assert values["heading"]["village"] == "Dinas Tenaga Kerja"
    assert ["Tanggal lahir", "2 Mei 2009"] in values["about"][0]["rows"]
    for paper in Paper:
        assert letter_pdf(row, content, paper).startswith(b"%PDF")


def test_the_pages(client_as: Callable[..., Client], noticed: Callable[..., int], headed: None) -> None:
    notice, other, client = noticed(), noticed(name="Budi"), client_as("petugas_disnakertrans")
    address = reverse("notices:write_letter", args=[notice, "bp3mi"])
    page = client.get(address).content.decode()
    assert f'value="{other}"' in page
    assert "36040541" in page
    sent = {
        "key": str(uuid4()), "dengan": str(other), "agenda": "4", "number": "560/4/2026", "on": TODAY.isoformat(),
        "to": WORDS.to, "at": WORDS.at, "subject": WORDS.subject, "opening": WORDS.opening, "closing": WORDS.closing,
        "signer_title": SIGNER.title, "signer_name": SIGNER.name,
    }  # fmt: skip
    assert client.post(address, sent | {"agenda": ""}).status_code == 400
    made = client.post(address, sent, follow=True)
    assert "Budi" in made.content.decode()
    letter = OfficeLetter.objects.get()
    assert Referral.objects.filter(letter=letter).count() == 2
    assert client.get(reverse("notices:letter_pdf", args=[letter.pk])).content.startswith(b"%PDF")
    assert "560/4/2026" in client.get(reverse("notices:letters")).content.decode()
    assert client.get(reverse("notices:write_letter", args=[notice, "siapa"])).status_code == 404
    village = client_as("operator_desa", DESA).get(reverse("notices:own_one", args=[notice])).content.decode()
    assert "Surat kepada BP3MI" in village
    assert "560/4/2026" in village
    head = {"government": "Pemerintah", "office": "Dinas", "address": "Jl. 2", "contact": "", "place": "Serang"}
    assert client.post(reverse("notices:letterhead"), head).status_code == 302
    assert Letterhead.objects.get().address == "Jl. 2"
    assert client.post(reverse("notices:cancel_letter", args=[letter.pk])).status_code == 302


def test_queries_do_not_grow_with_letters(
    client_as: Callable[..., Client], noticed: Callable[..., int], written: Callable[..., int]
) -> None:
    notice, client, village = noticed(), client_as("petugas_disnakertrans"), client_as("operator_desa", DESA)
    pages = [
        (client, reverse("notices:letters")), (client, reverse("notices:one", args=[notice])),
        (village, reverse("notices:own_one", args=[notice])),
    ]  # fmt: skip
    numbers = []
    for agendas in (range(1, 3), range(3, 20)):
        for agenda in agendas:
            written(notice, agenda=agenda)
        found = []
        for one, page in pages:
            one.get(page)
            with CaptureQueriesContext(connection) as captured:
                assert one.get(page).status_code == 200
            found.append(len(captured))
        numbers.append(found)
    assert numbers[0] == numbers[1]


def test_the_database_refuses(officer: Actor, noticed: Callable[..., int], written: Callable[..., int]) -> None:
    notice = noticed()
    first, second = OfficeLetter.objects.get(pk=written(notice)), OfficeLetter.objects.get(pk=written(notice, agenda=2))
    now = timezone.now()

    def broken(**values: object) -> None:
        OfficeLetter.objects.filter(pk=second.pk).update(**values)

    def head(**values: object) -> None:
        Letterhead.objects.update(**values)

    for name, attempt in (
        ("officeletter_key_once", lambda: broken(key=first.key)),
        ("officeletter_number_once", lambda: broken(agenda=1)),
        ("officeletter_of_a_regency", lambda: broken(area_id=DESA)),
        ("officeletter_recipient_known", lambda: broken(recipient="siapa")),
        ("officeletter_content_sealed", lambda: broken(content=b"{}")),
        ("officeletter_number_whole", lambda: broken(number="")),
        ("officeletter_cancelled_by_somebody", lambda: broken(cancelled_at=now)),
        ("letterhead_of_a_regency", lambda: head(area_id=DESA)),
        ("letterhead_whole", lambda: head(office="")),
        ("referral_once", lambda: Referral.objects.create(
            notice_id=notice, letter=first, to="BP3MI", number="1", dated=TODAY)),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            attempt()
