"""A list comes in: what is stored, what is said about it, and what happens when it comes again."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.sources.books import PONTANG, REGISTER, register_row, write_book
from tests.unit.sources.conftest import Import

from rantau.engines.intake.types import Field, Kind
from rantau.kernel.errors import ConflictError, NotAllowedError
from rantau.kernel.nik import NikReliability
from rantau.modules.sources.api import (
    GivenFile,
    HandInFacts,
    check_again,
    check_list,
    confirm_mapping,
    import_files,
    look_at_row,
    rows_in_bulk,
    store_list,
)
from rantau.modules.sources.models import Batch, ColumnMapping, Row, RowProblem, Sheet, Statement
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event


def stored_rows(actor: Actor) -> list:
    return [stored.row for chunk in rows_in_bulk(actor) for stored in chunk]


def test_a_dry_run_stores_no_row_but_names_every_problem(check: Import) -> None:
    report = check([register_row(1, "Siti Aminah"), register_row(2, "Budi", **{"Tanggal Lahir": "31/02/1990"})])
    assert (report.state, report.rows, report.resolved) == ("diperiksa", 2, 2)
    assert not Row.objects.exists()
    problem = RowProblem.objects.get(code="tanggal-mustahil")
    assert (problem.file, problem.sheet, problem.row, problem.column) == ("register.xlsx", "Daftar", 5, "Tanggal Lahir")
    assert (problem.read, problem.stored) == ("31/02/1990", "1990")


def test_what_was_checked_can_be_stored_and_only_once(check: Import, importer: Actor) -> None:
    report = check([register_row(1, "Siti Aminah")])
    stored = store_list(by=importer, batch=report.batch)
    assert (stored.state, stored.rows) == ("tersimpan", 1)
    with pytest.raises(ConflictError):
        store_list(by=importer, batch=report.batch)
    assert Row.objects.count() == 1


def test_samples_of_persons_go_once_the_rows_are_stored(check: Import, importer: Actor) -> None:
    report = check([register_row(1, "Siti Aminah")])
    assert any("Siti Aminah" in column.sample for column in report.sheets[0].columns)
    stored = store_list(by=importer, batch=report.batch)
    assert not any(column.sample for column in stored.sheets[0].columns)


def test_a_row_comes_back_as_it_was_typed_and_as_it_came(store: Import, importer: Actor) -> None:
    store([register_row(1, "José Al-Amin", **{"Tahun Berangkat": None})])
    (row,) = stored_rows(importer)
    assert row.name.text == "José Al-Amin"
    assert (row.sex, row.birth.iso(), row.place.code, row.country) == ("L", "1990-01-11", PONTANG, "TW")
    assert row.departed is None
    seen = look_at_row(by=importer, row=Row.objects.get().pk, reason="mencocokkan ejaan nama")
    assert ("Nama", "José Al-Amin") in seen.cells
    assert ("Tahun Berangkat", None) not in seen.cells
    assert Event.objects.filter(action="sources.look_at_row").count() == 1


def test_the_same_file_again_is_named_with_its_earlier_hand_in(store: Import, importer: Actor, tmp_path: Path) -> None:
    first = store([register_row(1, "Siti Aminah")])
    again = [GivenFile(tmp_path / "register.xlsx", "salinan.xlsx")]
    outcome = import_files(by=importer, files=again, facts=HandInFacts())
    assert outcome.batches == ()
    assert f"setoran {first.batch}" in outcome.known[0]
    assert "register.xlsx" in outcome.known[0]
    assert Row.objects.count() == 1


def test_a_file_checked_twice_is_stored_once(importer: Actor, tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", [register_row(1, "Siti Aminah")])
    batches = [
        check_list(by=importer, files=[GivenFile(path, "a.xlsx")], facts=HandInFacts()).batches[0].batch
        for _ in range(2)
    ]
    store_list(by=importer, batch=batches[0])
    with pytest.raises(ConflictError, match=f"setoran {batches[0]}"):
        store_list(by=importer, batch=batches[1])
    assert Row.objects.count() == 1


def test_two_kinds_in_one_upload_become_two_hand_ins(importer: Actor, tmp_path: Path) -> None:
    register = write_book(tmp_path / "a.xlsx", [register_row(1, "Siti Aminah")])
    letters = write_book(
        tmp_path / "b.xlsx",
        [[1, "562/1", "01-02-2024", "Budi Santoso", "3604120101909001", "Pontang", "Pontang", "Taiwan"]],
        heading=("No", "Nomor Surat", "Tgl Surat", "Nama CPMI", "NIK", "Desa", "Kecamatan", "Negara Tujuan"),
        title="REGISTER REKOMENDASI PASPOR CPMI",
    )
    outcome = import_files(
        by=importer, files=[GivenFile(register, "a.xlsx"), GivenFile(letters, "b.xlsx")], facts=HandInFacts()
    )
    assert {report.kind for report in outcome.batches} == {Kind.REGISTER, Kind.RECOMMENDATION}


def test_a_file_that_is_no_list_is_named_and_the_others_go_on(importer: Actor, tmp_path: Path) -> None:
    good = write_book(tmp_path / "baik.xlsx", [register_row(1, "Siti Aminah")])
    bad = tmp_path / "rusak.xlsx"
    bad.write_bytes(b"PK\x03\x04 not a workbook")
    outcome = import_files(
        by=importer, files=[GivenFile(bad, "rusak.xlsx"), GivenFile(good, "baik.xlsx")], facts=HandInFacts()
    )
    assert "rusak.xlsx" in outcome.refused[0]
    assert [report.files for report in outcome.batches] == [("baik.xlsx",)]


def test_a_desa_that_says_nihil_is_not_silent(store: Import) -> None:
    store([["NIHIL"]], title="BUKU REGISTER PEKERJA MIGRAN DESA PONTANG KECAMATAN PONTANG")
    assert list(Statement.objects.values_list("area_id", "says")) == [(PONTANG, "nihil")]


def test_an_empty_form_says_less_than_nihil(store: Import) -> None:
    store([], title="BUKU REGISTER PEKERJA MIGRAN DESA PONTANG KECAMATAN PONTANG")
    assert list(Statement.objects.values_list("says", flat=True)) == ["formulir-kosong"]


def test_a_confirmed_mapping_is_used_for_the_next_file_like_it(check: Import, store: Import, importer: Actor) -> None:
    heading = [*REGISTER[:-1], "Catatan Ibu"]
    report = check([register_row(1, "Siti Aminah", **{"Tahun Berangkat": "Marni"})], heading=heading)
    sheet = Sheet.objects.get(file__batch=report.batch)
    meanings = [column.meaning for column in report.sheets[0].columns]
    meanings = [Field.OTHER if meaning is Field.MOTHER else meaning for meaning in meanings[:-1]] + [Field.MOTHER]
    confirm_mapping(by=importer, batch=report.batch, sheet=sheet.pk, meanings=meanings)
    assert all(column.remembered for column in check_again(by=importer, batch=report.batch).sheets[0].columns)
    store([register_row(2, "Budi", **{"Tahun Berangkat": "Sumiati"})], name="lain.xlsx", heading=heading)
    assert [row.mother.text for row in stored_rows(importer)] == ["Sumiati"]
    assert ColumnMapping.objects.count() == 1


def test_a_mapping_that_names_a_meaning_twice_is_refused(check: Import, importer: Actor) -> None:
    report = check([register_row(1, "Siti Aminah")])
    sheet = Sheet.objects.get(file__batch=report.batch)
    with pytest.raises(Exception, match="Dua kolom"):
        confirm_mapping(by=importer, batch=report.batch, sheet=sheet.pk, meanings=[Field.NAME] * len(REGISTER))


def test_a_clerk_imports_the_register_of_her_own_desa(check: Import, store: Import, actor_with) -> None:
    clerk = actor_with("operator_desa", PONTANG)
    report = store([register_row(1, "Siti Aminah")], by=clerk)
    batch = Batch.objects.select_related("source").get(pk=report.batch)
    assert (batch.source.area_id, report.resolved) == (PONTANG, 1)


def test_rows_of_another_desa_refuse_the_whole_list_of_a_clerk(store: Import, actor_with) -> None:
    clerk = actor_with("operator_desa", PONTANG)
    rows = [register_row(1, "Siti Aminah"), register_row(2, "Budi", Desa="Linduk")]
    with pytest.raises(NotAllowedError, match=r"lembar Daftar, baris 5: .*di luar wilayah tugas"):
        store(rows, by=clerk)
    assert not Row.objects.exists()
    assert not Batch.objects.exists()


def test_a_row_without_a_desa_in_her_own_register_is_of_her_desa(store: Import, actor_with) -> None:
    clerk = actor_with("operator_desa", PONTANG)
    heading = [name for name in REGISTER if name not in ("Desa", "Kecamatan")]
    row = [cell for name, cell in zip(REGISTER, register_row(1, "Siti"), strict=True) if name in heading]
    assert store([row], by=clerk, heading=heading).resolved == 1


WITHOUT_VILLAGE = [name for name in REGISTER if name != "Desa"]


def row_of_district(number: int, district: str) -> list[object]:
    cells = register_row(number, "Siti", Kecamatan=district)
    return [cell for name, cell in zip(REGISTER, cells, strict=True) if name in WITHOUT_VILLAGE]


@pytest.mark.parametrize("district", ["Pontang", "Kec. Pontang", ""])
def test_a_row_of_her_kecamatan_without_a_desa_waits_for_no_answer(store: Import, actor_with, district: str) -> None:
    clerk = actor_with("operator_desa", PONTANG)
    report = store([row_of_district(1, district)], by=clerk, heading=WITHOUT_VILLAGE)
    assert report.resolved == 1
    assert "tempat-kosong" not in [problem.code for problem in report.problems]
    assert not RowProblem.objects.filter(code="tempat-kosong").exists()
    assert "tempat-kosong" not in Row.objects.get().warnings


def test_a_row_of_another_kecamatan_refuses_the_list_of_a_clerk(store: Import, actor_with) -> None:
    clerk = actor_with("operator_desa", PONTANG)
    with pytest.raises(NotAllowedError, match="luar wilayah tugas"):
        store([row_of_district(1, "Ciruas")], by=clerk, heading=WITHOUT_VILLAGE)
    with pytest.raises(NotAllowedError, match="luar wilayah tugas"):
        store([register_row(1, "Siti", Desa="Entahlah", Kecamatan="Ciruas")], by=clerk, name="lain.xlsx")
    assert not Row.objects.exists()


def test_a_clerk_says_nihil_for_no_other_desa(store: Import, actor_with) -> None:
    clerk = actor_with("operator_desa", PONTANG)
    title = "BUKU REGISTER PEKERJA MIGRAN DESA LINDUK KECAMATAN PONTANG"
    with pytest.raises(NotAllowedError, match="luar wilayah tugas"):
        store([["NIHIL"]], title=title, by=clerk, heading=[name for name in REGISTER if name != "Desa"])
    assert not Statement.objects.exists()


def test_a_kecamatan_that_nobody_knows_is_not_taken_for_her_own(store: Import, actor_with) -> None:
    clerk = actor_with("operator_desa", PONTANG)
    report = store([row_of_district(1, "Xyzzyqw")], by=clerk, heading=WITHOUT_VILLAGE)
    assert (report.resolved, report.unresolved) == (0, 1)
    assert RowProblem.objects.filter(code="tempat-kosong").exists()


def test_a_clerk_hands_in_no_list_of_another_office(store: Import, actor_with) -> None:
    clerk = actor_with("operator_desa", PONTANG)
    with pytest.raises(NotAllowedError, match="register desanya sendiri"):
        store(
            [[1, "562/1", "01-02-2024", "Budi Santoso", "Pontang", "Pontang", "Taiwan"]],
            heading=("No", "Nomor Surat", "Tgl Surat", "Nama CPMI", "Desa", "Kecamatan", "Negara Tujuan"),
            title="REGISTER REKOMENDASI PASPOR CPMI",
            by=clerk,
        )


@pytest.mark.parametrize("role", ["pimpinan", "petugas_mitra", "petugas_pelindungan_data", "admin_sistem"])
def test_others_import_nothing(store: Import, actor_with, role: str) -> None:
    with pytest.raises(NotAllowedError):
        store([register_row(1, "Siti Aminah")], by=actor_with(role))


def test_every_action_leaves_one_event(check: Import, importer: Actor) -> None:
    report = check([register_row(1, "Siti Aminah")])
    store_list(by=importer, batch=report.batch)
    assert list(Event.objects.order_by("id").values_list("action", flat=True)) == ["sources.check", "sources.store"]


class TestMistakesOfNeighbours:
    """What other village systems do wrong with bad rows."""

    def test_a_repeated_nik_overwrites_nobody_and_both_rows_are_told(self, store: Import, importer: Actor) -> None:
        nik = "3604121101909001"
        store([register_row(1, "Siti Aminah", nik=nik), register_row(2, "Budi Santoso", nik=nik)])
        assert [row.name.text for row in stored_rows(importer)] == ["Siti Aminah", "Budi Santoso"]
        assert set(RowProblem.objects.filter(code="nik-ganda").values_list("row", flat=True)) == {4, 5}

    def test_an_impossible_date_is_no_other_day(self, store: Import, importer: Actor) -> None:
        store([register_row(1, "Siti", **{"Tanggal Lahir": "31/02/1990"})])
        assert stored_rows(importer)[0].birth.iso() == "1990"

    def test_not_known_is_no_day_in_1970(self, store: Import, importer: Actor) -> None:
        store([register_row(1, "Siti", **{"Tanggal Lahir": "belum tahu"})])
        assert stored_rows(importer)[0].birth is None

    def test_a_numeric_nik_keeps_the_digits_that_are_known_and_guesses_none(
        self, store: Import, importer: Actor
    ) -> None:
        store([register_row(1, "Siti", nik=9604121101909007)])
        nik = stored_rows(importer)[0].nik
        assert (nik.digits, nik.reliability) == ("960412110190900", NikReliability.LOST_DIGIT)
        assert not Row.objects.get().nik_reliable

    def test_letters_with_accents_and_hyphens_stay(self, store: Import, importer: Actor) -> None:
        store([register_row(1, "Désirée Nur-Aini")])
        assert stored_rows(importer)[0].name.text == "Désirée Nur-Aini"

    def test_two_babies_with_nik_0_are_two(self, store: Import, importer: Actor) -> None:
        store([register_row(1, "Bayi A", nik=0), register_row(2, "Bayi B", nik=0)])
        rows = stored_rows(importer)
        assert [row.name.text for row in rows] == ["Bayi A", "Bayi B"]
        assert not any(row.nik and row.nik.digits for row in rows)

    def test_all_problems_of_a_row_are_told(self, store: Import) -> None:
        store([register_row(1, "Siti", nik="123", **{"L/P": "X", "Tanggal Lahir": "31/02/1990", "Desa": "Entahlah"})])
        codes = set(RowProblem.objects.filter(row=4).values_list("code", flat=True))
        assert {"nik-meragukan", "tanggal-mustahil", "kelamin-tidak-dikenal", "tempat-belum-pasti"} <= codes

    def test_a_failure_half_way_leaves_nothing(self, store: Import, monkeypatch: pytest.MonkeyPatch) -> None:
        from rantau.modules.sources.actions import taking_in

        def fails_at_the_second(*arguments: object) -> object:
            if arguments[0].row == 5:  # type: ignore[attr-defined]
                raise RuntimeError
            return original(*arguments)  # type: ignore[arg-type]

        original = taking_in.row_record
        monkeypatch.setattr(taking_in, "row_record", fails_at_the_second)
        with pytest.raises(RuntimeError):
            store([register_row(1, "Siti"), register_row(2, "Budi")])
        assert (Row.objects.count(), Batch.objects.count()) == (0, 0)
