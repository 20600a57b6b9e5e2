"""Verbs whose paths in the matrix end at the gate: here with a real list, a real file, a real request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import xlsxwriter
from django.utils import timezone
from tests.accounts import PASSWORD
from tests.matrix import paths_letters
from tests.matrix.paths_offices import _with_password
from tests.matrix.paths_sources import TOTAL
from tests.matrix.places import REGENCY, VILLAGE, VILLAGES
from tests.matrix.world import World
from tests.unit.areas.geojson import feature, write
from tests.unit.sources.books import register_row, write_book

from rantau.engines.intake.types import Field
from rantau.modules.areas import api as areas
from rantau.modules.insight import actions as insight
from rantau.modules.insight.domain import COMPUTER
from rantau.modules.journeys.actions import amend_plan
from rantau.modules.journeys.actions.plans import stamp
from rantau.modules.journeys.domain import Particulars, Resident, Wish
from rantau.modules.journeys.models import Plan
from rantau.modules.letters import actions as surat
from rantau.modules.letters.domain import Filled, Kind
from rantau.modules.letters.queries import filler
from rantau.modules.notices.actions import take_in
from rantau.modules.notices.models import Notice
from rantau.modules.notices.workbook import CODE, HEADINGS, NAME, RESULT
from rantau.modules.offices import api as offices
from rantau.modules.offices.actions import end_own_session, letters, lost_phone, opening, posts
from rantau.modules.offices.domain import Period
from rantau.modules.offices.letters import FoundLetter
from rantau.modules.offices.models import Post
from rantau.modules.people import actions as people
from rantau.modules.sources import api as sources
from rantau.modules.sources.actions.undo import expire_check
from rantau.modules.sources.models import Batch, Sheet
from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.approval.api import approve
from rantau.platform.backups import actions as backups
from rantau.platform.sessions import actions as sessions

Run = Callable[[], object]


def _by(*permissions: str) -> Actor:
    return system_actor("uji", frozenset(permissions), REGENCY)


IMPORTER = system_actor("uji", sources.IMPORTER, REGENCY)


def _files(folder: Path) -> list[sources.GivenFile]:
    path = folder / "daftar.xlsx"
    if not path.exists():
        rows = [register_row(1, f"Siti Aminah {folder.name}"), register_row(2, "Budi Santoso", nik="12")]
        write_book(path, rows)  # no two tests have the same file
    return [sources.GivenFile(path, path.name)]


def _hand_in(verb: Callable[..., object]) -> Callable[[World, Path], Run]:
    return lambda world, folder: lambda: verb(by=IMPORTER, files=_files(folder), facts=sources.HandInFacts())


def _checked(folder: Path) -> int:
    outcome = sources.check_list(by=IMPORTER, files=_files(folder), facts=sources.HandInFacts())
    return outcome.batches[0].batch


def _of_checked(verb: Callable[..., object]) -> Callable[[World, Path], Run]:
    def prepare(world: World, folder: Path) -> Run:
        batch = _checked(folder)
        return lambda: verb(by=IMPORTER, batch=batch)

    return prepare


def _expired(world: World, folder: Path) -> Run:
    batch = _checked(folder)
    Batch.objects.filter(pk=batch).update(checked_at=timezone.now() - timedelta(days=30))
    return lambda: expire_check(by=IMPORTER, batch=batch)


def _confirm(world: World, folder: Path) -> Run:
    batch = _checked(folder)
    sheet = Sheet.objects.get(file__batch=batch)
    meanings = [Field(meaning) for _, _, meaning, *_ in sheet.columns]
    return lambda: sources.confirm_mapping(by=IMPORTER, batch=batch, sheet=sheet.pk, meanings=meanings)


def _undo(world: World, folder: Path) -> Run:
    by = _by(*sources.IMPORTER, "sources.view", "sources.undo")
    outcome = sources.import_files(by=by, files=_files(folder), facts=sources.HandInFacts())
    people.link_people(by=_by("people.link", "sources.view_rows"))
    batch = outcome.batches[0].batch
    return lambda: sources.undo_batch(by=by, batch=batch, reason="salah berkas")


def _population(world: World, folder: Path) -> Run:
    path = folder / "penduduk.csv"
    path.write_text(f"kode,tahun,jumlah,jenis_kelamin,sumber,tanggal_sumber\n{VILLAGES[0]},2023,10,,BPS,2024-01-01")
    return lambda: areas.import_population(by=_by("areas.import_population"), path=path)


def _boundaries(world: World, folder: Path) -> Run:
    path = write(folder, [feature({"kode": VILLAGES[0]})])
    by = _by("areas.import_boundaries")
    return lambda: areas.import_boundaries(by=by, path=path, source="uji", regency_code=REGENCY)


def _link(world: World, folder: Path) -> Run:
    sources.import_files(by=IMPORTER, files=_files(folder), facts=sources.HandInFacts())
    return lambda: people.link_people(by=_by("people.link", "sources.view_rows"))


def _refresh(world: World, folder: Path) -> Run:
    sources.import_files(by=IMPORTER, files=_files(folder), facts=sources.HandInFacts())
    return lambda: insight.refresh(by=system_actor("uji", COMPUTER, REGENCY))


def _enter(world: World, folder: Path) -> Run:
    by = _by("sources.enter_totals")
    return lambda: sources.enter_total(by=by, total=replace(TOTAL, note="laporan tahunan"))


MANAGER = _by("offices.manage_accounts")


def _letter(world: World) -> FoundLetter:
    account = world.accounts["operator_desa"]
    issued = letters.issue_letter(by=MANAGER, account_id=account.pk)
    found = opening.find_letter(by=MANAGER, username=account.username, code=issued.code)
    assert found is not None
    return found


def _open_letter(world: World, folder: Path) -> Run:
    letter = _letter(world)
    return lambda: opening.open_letter(by=MANAGER, letter=letter, name="Operator Baru", password=PASSWORD)


def _wrong_letter(world: World, folder: Path) -> Run:
    return lambda: opening.find_letter(by=MANAGER, username="peran-operator_desa", code="bukan kode")


def _invite(world: World, folder: Path) -> Run:
    period = Period(date(2026, 1, 1))
    return lambda: letters.invite_offices(by=MANAGER, role="operator_desa", area_codes=VILLAGES[1:3], period=period)


def _withdraw(world: World, folder: Path) -> Run:
    post = Post.objects.create(
        account=world.accounts["petugas_mitra"], role="kepala_desa", area_id=VILLAGES[0], valid_from=date(2999, 1, 1)
    )
    return lambda: posts.withdraw_post(by=MANAGER, post_id=post.pk)


def _lost_phone(world: World, folder: Path) -> Run:
    (colleague, by) = (_with_password(world)[VILLAGE].pk, world.actor("operator_desa"))
    return lambda: lost_phone.report_lost_phone(by=by, account_id=colleague, reason="HP jatuh ke laut")


def _phone_letter(world: World, folder: Path) -> Run:
    colleague = _with_password(world)[VILLAGE].pk
    request = lost_phone.report_lost_phone(
        by=world.actor("operator_desa"), account_id=colleague, reason="HP jatuh ke laut"
    )
    by = world.actor("petugas_pelindungan_data")
    approve(by=by, request=request.id)
    return lambda: lost_phone.issue_phone_letter(by=by, account_id=colleague)


VILLAGERS = system_actor("uji", paths_letters.ALL, VILLAGE)


def _prepare_letter(world: World, folder: Path) -> Run:
    surat.withdraw_letter(by=VILLAGERS, letter=world.things["letters.letter"][VILLAGE], reason=paths_letters.REASON)
    plan, key = world.things["journeys.plan"][VILLAGE], uuid4()
    return lambda: surat.prepare_letter(by=VILLAGERS, key=key, plan=plan, kind=Kind.FAMILY, giver=paths_letters.GIVER)


def _open_signature(world: World, folder: Path) -> Run:
    letter = world.things["letters.numbered"][VILLAGE]
    surat.sign_letter(by=VILLAGERS, letter=letter, upload=paths_letters.photo())
    return lambda: surat.open_signature(by=VILLAGERS, letter=letter)


def _fill_link(world: World, folder: Path) -> Run:
    token = surat.give_link(by=VILLAGERS, plan=world.things["journeys.plan"][VILLAGE]).token
    filled = Filled(paths_letters.GIVER)
    return lambda: surat.fill_link(by=filler(VILLAGE), area_code=VILLAGE, token=token, filled=filled)


def _amend(world: World, folder: Path) -> Run:
    by, plan = world.actor("operator_desa"), world.things["journeys.plan"][VILLAGE]
    values = {"who": Resident("Siti Rekaan"), "told": Particulars(note="baru"), "wish": Wish()}
    seen = stamp(Plan.objects.get(pk=plan))
    return lambda: amend_plan(by=by, plan=plan, seen=seen, **values)


def _take_in(world: World, folder: Path) -> Run:
    kept = Notice.objects.get(pk=world.things["notices.notice"][VILLAGE])
    path = folder / "hasil.xlsx"
    row = {CODE: kept.code, NAME: kept.name, RESULT: "ditemukan", HEADINGS[-1]: "2026-01-02"}
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Pemberitahuan")
        page.write_row(1, 0, HEADINGS)
        page.write_row(2, 0, [row.get(heading, "") for heading in HEADINGS])
    by = world.actor("petugas_disnakertrans")
    return lambda: take_in(by=by, path=path, name="hasil.xlsx")


def _end_session(world: World, folder: Path) -> Run:
    by, key = world.actor("operator_desa"), "a" * 64
    sessions.insert(key=key, account_id=by.id, device="", data=b"{}")
    return lambda: end_own_session(by=by, key=key)


def _hand_over(world: World, folder: Path) -> Run:
    by, number = world.actor("pembina_kecamatan"), world.things["handover"][VILLAGE].pk
    return lambda: offices.hand_over(by=by, number=number)


OWN: dict[str, Callable[[World, Path], Run]] = {
    "areas.import_population": _population,
    "areas.import_boundaries": _boundaries,
    "insight.refresh": _refresh,
    "sources.enter_total": _enter,
    "backups.note_backup": lambda world, folder: (
        lambda: backups.note_backup(by=backups.INSTALLATION, file="x.cadangan", verified=True, rows=1, size=1)
    ),
    "backups.note_restore": lambda world, folder: (
        lambda: backups.note_restore(by=backups.INSTALLATION, file="x.cadangan", made_at="2026-01-01")
    ),
    "journeys.amend_plan": _amend,
    "notices.take_in": _take_in,
    "offices.end_own_session": _end_session,
    "offices.hand_over": _hand_over,
    "letters.prepare_letter": _prepare_letter,
    "letters.open_signature": _open_signature,
    "letters.fill_link": _fill_link,
    "offices.find_letter": _wrong_letter,
    "offices.invite_offices": _invite,
    "offices.issue_phone_letter": _phone_letter,
    "offices.open_letter": _open_letter,
    "offices.report_lost_phone": _lost_phone,
    "offices.withdraw_post": _withdraw,
    "people.link_people": _link,
    "sources.import_files": _hand_in(sources.import_files),
    "sources.check_list": _hand_in(sources.check_list),
    "sources.receive_list": _hand_in(sources.receive_list),
    "sources.check_again": _of_checked(sources.check_again),
    "sources.store_list": _of_checked(sources.store_list),
    "sources.discard_check": _of_checked(sources.discard_check),
    "sources.expire_check": _expired,
    "sources.confirm_mapping": _confirm,
    "sources.undo_batch": _undo,
}
"""What prepares the ground, and gives the run."""

STEPS = {
    "audit.record": "a step inside the transaction of a verb; it refuses to run outside one",
    "people.unlink_rows": "a step inside undoing a hand-in",
    "files.keep": "a step inside a verb",
    "files.forget": "a step inside a verb",
    "files.write_out": "writes a file, no table",
    "files.fingerprint": "reads a file",
    "files.whole": "reads a file",
    "notices.answer_family": "reads, and writes one event; its try is counted beforehand, on a connection of its own",
    "jobs.reporting": "progress, on purpose beside the work's transaction",
    "jobs.own_connection": "opens a connection",
    "jobs.tell_given_up": "one statement on a connection of its own",
    "sessions.insert": "one statement",
    "sessions.replace": "one statement",
    "sessions.touch": "one statement",
    "sessions.remove": "one statement",
    "sessions.end_sessions": "one statement",
    "sessions.sweep": "one statement",
    "limits.take": "one statement on its own connection",
    "limits.give_back": "one statement on its own connection",
    "limits.clear": "one statement on its own connection",
    "limits.sweep": "one statement on its own connection",
}
"""Not verbs of their own, or one transaction of what is tried, each with the reason."""

ELSEWHERE = {
    "areas.install_regency": "test_terminated: it refuses a second regency, and the little world of the matrix has two",
    **dict.fromkeys(
        ("keys.add_key", "keys.begin_rotation", "keys.copy_keyring", "keys.register_keys", "keys.retire_key",
         "keys.rotate", "audit.write_checkpoint", "audit.record_restore"),
        "test_again: a file beside the database, or many transactions; told again it comes to an end",
    ),
}  # fmt: skip
"""Tried in another file of this folder."""
