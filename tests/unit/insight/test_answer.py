"""Is the answer kept as computed, side by side, in scope, and safe to download?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.unit.sources.books import register_row

from rantau.engines.intake.types import Kind
from rantau.modules.areas.api import Level, import_population
from rantau.modules.insight import queries
from rantau.modules.insight.api import COMPUTER, refresh
from rantau.modules.insight.domain import Claim, comparable, disagreement
from rantau.modules.insight.models import AnswerRun, AreaCount, ListCount, SharedCount
from rantau.modules.people.api import Linked
from rantau.modules.sources.api import install_known_totals
from rantau.platform.access.actor import Actor, system_actor

PONTANG, KELAPIAN = "36.04.12.2001", "36.04.12.2006"


@pytest.fixture
def answered(linked: Linked, regency: str) -> Actor:
    """The answer of the two registers and the placement list; gives the actor who computed it."""
    by = system_actor("uji", COMPUTER, regency)
    assert refresh(by=by) is not None
    return by


def test_nothing_changed_nothing_computed(answered: Actor) -> None:
    assert refresh(by=answered) is None
    assert AnswerRun.objects.count() == 1


def test_a_new_hand_in_asks_for_a_new_answer(
    answered: Actor,
    bring_in: Callable[..., int],
    run_jobs: Callable[[], list[str]],
) -> None:
    bring_in("lagi.xlsx", [register_row(9, "Hikmah Rosita", Desa="Kelapian")])
    assert "insight.refresh" in run_jobs()
    assert AnswerRun.objects.count() == 2
    assert AnswerRun.objects.first().persons == 3  # type: ignore[union-attr]


def test_persons_are_counted_once_where_they_live(answered: Actor, actor_with: Callable[..., Actor]) -> None:
    officer = actor_with("petugas_disnakertrans")
    answer = queries.latest_answer(officer)
    assert answer is not None
    (pontang,) = [line for line in queries.districts(officer, answer) if line.code == "36.04.12"]
    assert pontang.values["all_total"] == 2
    assert pontang.values["procedural_total"] == 1
    assert pontang.silent == pontang.villages - 2
    assert {line.code for line in queries.villages(officer, answer, "36.04.12") if line.values} == {PONTANG, KELAPIAN}


def test_lists_stand_side_by_side(answered: Actor, actor_with: Callable[..., Actor], regency: str) -> None:
    officer = actor_with("petugas_disnakertrans")
    answer = queries.latest_answer(officer)
    assert answer is not None
    register, placement = queries.lists(officer, answer, regency)
    assert (register.persons, register.only_here, placement.only_here) == (2, 1, 0)
    assert queries.shared(officer, answer, regency)[register.kind, placement.kind] == 1


def test_leadership_sees_kecamatan_and_no_desa(answered: Actor, client_as: Callable[..., Client]) -> None:
    leader = client_as("pimpinan")
    assert leader.get("/jawaban/36.04.12/").status_code == 200
    assert "Kelapian" not in leader.get("/jawaban/36.04.12/").content.decode()
    assert leader.get(f"/jawaban/{KELAPIAN}/").status_code == 403


def test_a_village_is_led_to_its_own_page(answered: Actor, client_as: Callable[..., Client]) -> None:
    clerk = client_as("operator_desa", KELAPIAN)
    assert clerk.get("/jawaban/")["Location"] == f"/jawaban/{KELAPIAN}/"
    assert clerk.get(f"/jawaban/{PONTANG}/").status_code == 403
    assert clerk.get("/jawaban/unduh/csv/").status_code == 403


def test_numbers_of_a_desa_tell_its_clerk_of_no_list_of_people_in_trouble(
    answered: Actor, actor_with: Callable[..., Actor]
) -> None:
    run = AnswerRun.objects.get()
    complaint = ListCount(run=run, area_id=PONTANG, kind="pengaduan_disnaker", year=0, rows=1, persons=1, only_here=1)
    complaint.save()
    answer = queries.latest_answer(answered)
    assert answer is not None
    clerk, officer = actor_with("operator_desa", PONTANG), actor_with("petugas_disnakertrans")
    assert [(line.kind.value, line.only_here) for line in queries.lists(clerk, answer, PONTANG)] == [
        ("register_desa", None)
    ]
    assert complaint.kind in [line.kind.value for line in queries.lists(officer, answer, PONTANG)]
    assert queries.list_by_area(clerk, answer, Kind.COMPLAINT, Level.VILLAGE) == {}


def test_a_part_of_a_year_says_nothing_against_the_whole() -> None:
    whole = Claim("A", "penempatan", 911, None)
    half = Claim("B", "penempatan", 5, None, period=(date(2024, 1, 1), date(2024, 6, 30)))
    counted = Claim("C", "penempatan", 900, None, published=False)
    assert comparable([whole, half, counted]) == [whole]


def test_rates_stand_only_where_the_population_is_known(
    answered: Actor, actor_with: Callable[..., Actor], client_as: Callable[..., Client], tmp_path: Path
) -> None:
    officer = client_as("petugas_disnakertrans")
    assert "Per 1.000 penduduk" not in officer.get("/jawaban/").content.decode()
    people = tmp_path / "penduduk.csv"
    people.write_text("code,year,count,source\n36.04.12,2024,4000,Dukcapil\n")
    import_population(by=system_actor("uji", frozenset({"areas.import_population"}), "36.04"), path=people)
    page = officer.get("/jawaban/?urut=-per-seribu").content.decode()
    assert "Per 1.000 penduduk" in page
    assert "Dukcapil, 2024" in page
    rates = {line.code: line.rate("all_total") for line in queries.districts(*_as_officer(actor_with))}
    assert rates["36.04.12"] == 0.5
    assert rates["36.04.13"] is None


def _as_officer(actor_with: Callable[..., Actor]) -> tuple[Actor, queries.Answer]:
    officer = actor_with("petugas_disnakertrans")
    answer = queries.latest_answer(officer)
    assert answer is not None
    return officer, answer


def test_published_numbers_disagree_in_one_line(
    answered: Actor, client_as: Callable[..., Client], regency: str
) -> None:
    install_known_totals(by=system_actor("uji", frozenset({"sources.enter_totals"}), regency))
    page = client_as("pimpinan").get("/jawaban/").content.decode()
    assert "selisih 144 orang" in page


def test_disagreement_in_words() -> None:
    low, high = Claim("A", "penempatan", 767, None), Claim("B", "penempatan", 911, None)
    assert disagreement([low, high]) == "B menyebut 911, A 767: selisih 144 orang."
    assert disagreement([low]) == ""
    assert "sama-sama" in disagreement([low, Claim("C", "penempatan", 767, None)])


def test_pages_open_before_the_first_answer(db: None, regency: str, client_as: Callable[..., Client]) -> None:
    officer = client_as("petugas_disnakertrans")
    for address in ("/jawaban/", "/jawaban/36.04.12/", "/jawaban/banding/", "/jawaban/daftar/register_desa/"):
        assert "Belum ada jawaban" in officer.get(address).content.decode()


def test_tables_sort_by_what_the_address_asks(answered: Actor, client_as: Callable[..., Client]) -> None:
    officer = client_as("petugas_disnakertrans")
    by_name = officer.get("/jawaban/?urut=nama").content.decode()
    assert by_name.index(">Anyar<") < by_name.index(">Waringinkurung<")
    assert officer.get("/jawaban/?urut=tidak-ada").status_code == 200
    assert officer.get("/jawaban/banding/?dari=2023&ke=2024&urut=-ke").status_code == 200


def test_downloads_are_typed_and_carry_their_source(answered: Actor, client_as: Callable[..., Client]) -> None:
    officer = client_as("petugas_disnakertrans")
    book = openpyxl.load_workbook(BytesIO(officer.get("/jawaban/unduh/xlsx/").content))
    sheet = book.active
    assert sheet["A1"].value.startswith("Sumber:")
    head = [cell.value for cell in sheet[3]]
    (row,) = [row for row in sheet.iter_rows(min_row=4, values_only=True) if row[1] == "36.04.12"]
    assert row[head.index("all_total")] == 2
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
    book.close()
    text = officer.get("/jawaban/unduh/csv/").content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("tingkat,kode,nama,procedural_2023")
    assert officer.get("/jawaban/unduh/pdf/").status_code == 400


def test_queries_do_not_grow_with_rows(
    answered: Actor,
    client_as: Callable[..., Client],
    bring_in: Callable[..., int],
    linked: Linked,
) -> None:
    officer = client_as("petugas_disnakertrans")
    pages = (
        "/jawaban/",
        "/jawaban/36.04.12/",
        "/jawaban/daftar/register_desa/",
        "/jawaban/banding/",
        "/orang/?cari=ahmad",
    )

    def queries_of() -> Iterator[int]:
        for page in pages:
            with CaptureQueriesContext(connection) as captured:
                assert officer.get(page).status_code == 200
            yield len(captured)

    few = list(queries_of())
    bring_in("banyak.xlsx", [register_row(n, f"Contoh {n}", nik="", Desa="Kelapian") for n in range(20, 60)])
    refresh(by=answered)
    assert list(queries_of()) == few


@pytest.mark.parametrize(
    ("constraint", "row"),
    [
        ("answer_run_years", lambda run: _copy(run, last_year=2000)),
        ("area_count_once", lambda run: AreaCount(run=run, area_id="36.04", measure="all_total", value=1)),
        ("area_count_not_negative", lambda run: AreaCount(run=run, area_id="36.04", measure="x", value=-1)),
        ("list_count_once", lambda run: _list_count(run, year=0)),
        ("list_count_order", lambda run: _list_count(run, year=1999, persons=2)),
        ("shared_count_once", lambda run: SharedCount(run=run, first="register_desa", second="polres_tppo", persons=1)),
        ("shared_count_not_negative", lambda run: SharedCount(run=run, first="a", second="b", persons=-1)),
    ],
)
def test_the_database_says_no(answered: Actor, constraint: str, row: Callable[[AnswerRun], object]) -> None:
    run = AnswerRun.objects.get()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row(run).save(force_insert=True)  # type: ignore[attr-defined]


def _copy(run: AnswerRun, **changed: object) -> AnswerRun:
    run.pk = None
    for name, value in changed.items():
        setattr(run, name, value)
    return run


def _list_count(run: AnswerRun, **values: object) -> ListCount:
    usual = {"area_id": "36.04", "kind": "register_desa", "rows": 1, "persons": 1, "only_here": 0}
    return ListCount(run=run, **(usual | values))
