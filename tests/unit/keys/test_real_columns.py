"""Does every sealed column of the product, filled by its own verbs, go over to a new key and open afterwards?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from tests.matrix import paths_journeys, paths_letters, paths_office_letters
from tests.unit.sources.books import register_row, write_book, write_mixed_book

from rantau.engines.screening import Urgency
from rantau.kernel.errors import RefusedFileError
from rantau.modules.journeys import actions as rencana
from rantau.modules.journeys.api import Particulars, Resident, Said, claims, record_plan
from rantau.modules.journeys.needs import Need, NeedsSaid
from rantau.modules.letters import actions as surat
from rantau.modules.letters.domain import Filled, Kind, Outcome
from rantau.modules.letters.queries import filler
from rantau.modules.notices import actions as laporan
from rantau.modules.notices.domain import Found, Looked
from rantau.modules.notices.domain import Outcome as Outcomes
from rantau.modules.notices.models import Check
from rantau.modules.people.api import Linked, Verdict, decide_pair
from rantau.modules.people.models import Proposal
from rantau.modules.sources.api import (
    IMPORTER,
    GivenFile,
    HandInFacts,
    check_list,
    import_files,
    look_at_row,
    receive_list,
    undo_batch,
)
from rantau.modules.sources.models import Row
from rantau.modules.sources.tasks import read_batch, store_batch
from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.crypto import declared_sealed
from rantau.platform.crypto.keys import keyring
from rantau.platform.keys.actions import begin_rotation, retire_key, rotate
from rantau.platform.keys.columns import as_owner
from rantau.platform.keys.places import declared_resealers
from rantau.platform.keys.queries import counts_by_place, opened_samples, places

BY = system_actor("uji", frozenset(), "")
VILLAGE = frozenset({"journeys.write", "journeys.view", "journeys.talk"})
Opened = dict[str, dict[tuple[object, ...], bytes]]
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def office(ring_file: Path, linked: Linked, tmp_path: Path, client_as: Callable[..., Client], regency: str) -> Client:
    """Something in every sealed place: linked rows, a problem, a note, an undoing, a list only
    checked, one refused, a plan, a look with a reason, a session, a second factor. Gives the one who is logged in.
    """
    by = system_actor("uji", IMPORTER, regency)
    for name, bring_in in {"tetap": import_files, "dibatalkan": import_files, "diperiksa": check_list}.items():
        path = write_book(tmp_path / f"{name}.xlsx", [register_row(1, name, **{"Tanggal Lahir": "31/02/1990"})])
        facts = HandInFacts(note="dari tangan ke tangan")
        outcome = bring_in(by=by, files=[GivenFile(path, path.name)], facts=facts)
        if name == "dibatalkan":
            undo_batch(by=by, batch=outcome.batches[0].batch, reason="berkas keliru")
    mixed = [GivenFile(write_mixed_book(tmp_path / "campur.xlsx"), "campur.xlsx")]
    received = receive_list(by=by, files=mixed, facts=HandInFacts()).batches[0].batch
    read_batch.run(by=by, batch=received)
    with pytest.raises(RefusedFileError):
        store_batch.run(by=by, batch=received, supersedes=None)
    plan = _plan(system_actor("uji", VILLAGE, "36.04.05.2001"))
    _letters(plan)
    _notice(plan)
    looking: Actor = system_actor("uji", frozenset({"sources.view", "sources.view_rows"}), regency)
    first = Row.objects.order_by("pk").first()
    assert first is not None
    look_at_row(by=looking, row=first.pk, reason="mencocokkan dengan kartu")
    _decision(regency)
    client = client_as("walidata")
    Authenticator.objects.create(user_id=client.session["_auth_user_id"], type="totp", data={"secret": "RAHASIA"})
    return client


def _decision(regency: str) -> None:
    """What a reviewer wrote beside a decision."""
    first, second = Row.objects.order_by("pk").values_list("pk", flat=True)[:2]
    pair = Proposal.objects.create(
        first_row=first, second_row=second, probability=0.5, reasons=[], matters=[], value=1, protected=False,
        found_at=timezone.now(),
    )  # fmt: skip
    reviewer = system_actor("uji", frozenset({"people.review", "people.view_lists"}), regency)
    decide_pair(by=reviewer, pair=pair.pk, verdict=Verdict.UNSURE, note="tanya keluarganya")


def _plan(by: Actor) -> int:
    """A plan with a withdrawn claim, a conversation that a person judged otherwise, and a sheet of residents."""
    siti = Resident("Siti Rekaan", nik="3604054107980001")
    plan = record_plan(
        by=by, key=uuid4(), area_code="36.04.05.2001", who=siti, told=Particulars(phone="081234567890"),
        said=Said(note="kata ibunya"),
    ).plan  # fmt: skip
    rencana.note_needs(by=by, key=uuid4(), plan=plan, said=NeedsSaid((Need.HEALTH,), date(2026, 1, 1)))
    first = claims(by, plan)[0].id
    rencana.withdraw_claim(by=by, plan=plan, claim=first, reason="salah orang")
    talk = rencana.keep_conversation(by=by, plan=plan, key=uuid4(), answers=paths_journeys.ANSWERS)
    rencana.override_urgency(
        by=by, plan=plan, conversation=talk, urgency=Urgency.FIRST, reason="berangkat malam ini"
    )  # fmt: skip
    paths_journeys.gave(by, plan, "36.04.05.2001")
    return plan


def _notice(plan: int) -> None:
    """A notice about the plan, answered by the office."""
    by = system_actor("uji", VILLAGE | {"notices.send", "notices.view_own"}, "36.04.05.2001")
    shown = laporan.prepare(by=by, plan=plan).snapshot.mark
    notice = laporan.send(by=by, key=uuid4(), plan=plan, shown=shown, message="mohon diperiksa").notice
    office = system_actor("kantor", frozenset({"notices.receive", "notices.answer"}), "36.04")
    laporan.record_check(by=office, notice=notice, looked=Looked(Found.UNCLEAR, date(2026, 1, 1)))
    check = Check.objects.get(notice=notice).pk
    laporan.withdraw_check(by=office, notice=notice, check=check, reason="salah orang")
    laporan.set_letterhead(by=office, area_code="36.04", heading=paths_office_letters.HEADING)
    paths_office_letters.write(office, [notice], 1)
    laporan.answer(by=office, notice=notice, outcome=Outcomes.VISITED, words="sudah dikunjungi")


def _letters(plan: int) -> None:
    """A letter that was decided and withdrawn, and a link that was filled in."""
    by, giver = system_actor("uji", paths_letters.ALL, "36.04.05.2001"), paths_letters.GIVER
    letter = surat.prepare_letter(by=by, key=uuid4(), plan=plan, kind=Kind.FAMILY, giver=giver).letter
    surat.decide_letter(
        by=by, letter=letter, outcome=Outcome.KNOWN, head_name="H. Contoh", head_title="Kepala Desa"
    )  # fmt: skip
    surat.withdraw_letter(by=by, letter=letter, reason=paths_letters.REASON)
    token = surat.give_link(by=by, plan=plan).token
    surat.fill_link(by=filler("36.04.05.2001"), area_code="36.04.05.2001", token=token, filled=Filled(giver))


def opened() -> Opened:
    """Every sealed value of the product, opened; by place and row."""
    found: Opened = {}
    for place in places():
        with as_owner() as cursor:
            cursor.execute(
                place.text("SELECT {column}, {identity} FROM {table} WHERE octet_length({column}) > 0"),
            )
            found[place.name] = {tuple(row): place.column.open(value, *row) for value, *row in cursor.fetchall()}
    return found


def test_every_sealed_place_goes_over_and_opens(office: Client) -> None:
    before, counted = opened(), counts_by_place()
    filled = {f"{each.table}.{each.column}" for each in declared_sealed()} | {r.name for r in declared_resealers()}
    assert set(counted) == filled
    assert sorted(place for place, found in counted.items() if not found) == [], (
        "a sealed place that this test leaves empty"
    )

    begin_rotation(by=BY, new=True)
    changed = rotate(by=BY, grace=0)

    assert changed == sum(found[1] for found in counted.values())
    assert counts_by_place() == {place: {2: found[1]} for place, found in counted.items()}
    retire_key(by=BY, number=1, grace=0)
    assert list(keyring().seal.keys) == [2]
    assert opened() == before
    assert not any(failed for _, failed in opened_samples().values())
    assert Authenticator.objects.get(user_id=office.session["_auth_user_id"], type="totp").data["secret"] == "RAHASIA"


def test_who_is_logged_in_stays_so_while_keys_change(office: Client) -> None:
    begin_rotation(by=BY, new=True)
    rotate(by=BY, grace=0)
    retire_key(by=BY, number=1, grace=0)
    assert office.get("/daftar/").status_code == 200
