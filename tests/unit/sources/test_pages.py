"""The pages of sources, as each role meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.unit.sources.books import PONTANG, register_row, write_book
from tests.unit.sources.conftest import Import

from rantau.engines.intake.types import Kind
from rantau.kernel.spreadsheet import inert
from rantau.modules.sources.models import Batch, PublishedTotal, Row, RowProblem, Sheet
from rantau.platform.audit.models import Event


def uploaded(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes())


@pytest.fixture
def officer(client_as) -> Client:
    return client_as("petugas_disnakertrans")


@pytest.fixture
def steward(client_as) -> Client:
    return client_as("walidata")


def send(client: Client, *paths: Path, **changed: str) -> object:
    said = {"uploads": [uploaded(path) for path in paths], "received_on": "2025-07-22", **changed}
    return client.post(reverse("sources:upload"), said)


def test_an_empty_installation_says_what_to_do(officer: Client, regency: str) -> None:
    page = officer.get(reverse("sources:index")).content.decode()
    assert "Belum ada daftar" in page
    assert reverse("sources:upload") in page


def test_from_upload_to_stored_rows_and_back(steward: Client, regency: str, tmp_path: Path) -> None:
    path = write_book(tmp_path / "register.xlsx", [register_row(1, "Siti Aminah"), register_row(2, "Budi", nik="1")])
    answer = send(steward, path)
    batch = Batch.objects.get()
    assert answer.url == reverse("sources:batch", args=[batch.pk])
    page = steward.get(answer.url).content.decode()
    assert "Siti Aminah" in page  # a sample beside the column
    assert "tidak wajar" in page  # the problem
    assert not Row.objects.exists()
    steward.post(reverse("sources:store", args=[batch.pk]))
    assert Row.objects.count() == 2
    page = steward.get(answer.url).content.decode()
    assert "tersimpan" in page
    assert "Siti Aminah" not in page
    refused = steward.post(reverse("sources:undo", args=[batch.pk]), {"reason": ""})
    assert refused.status_code == 400
    assert Row.objects.count() == 2
    steward.post(reverse("sources:undo", args=[batch.pk]), {"reason": "berkas keliru"})
    assert Row.objects.count() == 0
    assert "berkas keliru" in steward.get(answer.url).content.decode()


def test_the_same_file_again_is_told_on_the_upload_page(officer: Client, regency: str, tmp_path: Path) -> None:
    path = write_book(tmp_path / "register.xlsx", [register_row(1, "Siti Aminah")])
    send(officer, path)
    officer.post(reverse("sources:store", args=[Batch.objects.get().pk]))
    answer = send(officer, path)
    assert answer.url == reverse("sources:upload")
    assert "sudah tersimpan" in officer.get(answer.url).content.decode()


def test_an_upload_without_a_file_explains_itself(officer: Client, regency: str) -> None:
    answer = officer.post(reverse("sources:upload"), {"received_on": "2025-07-22"})
    assert answer.status_code == 400
    assert "Berkas daftar" in answer.content.decode()


def test_files_of_two_kinds_are_shown_together(officer: Client, regency: str, tmp_path: Path) -> None:
    first = write_book(tmp_path / "a.xlsx", [register_row(1, "Siti Aminah")])
    second = write_book(
        tmp_path / "b.xlsx",
        [[1, "562/1", "01-02-2024", "Budi Santoso", "Pontang", "Pontang", "Taiwan"]],
        heading=("No", "Nomor Surat", "Tgl Surat", "Nama CPMI", "Desa", "Kecamatan", "Negara Tujuan"),
        title="REGISTER REKOMENDASI PASPOR CPMI",
    )
    answer = send(officer, first, second)
    page = officer.get(answer.url).content.decode()
    assert "Register desa" in page
    assert "Rekomendasi paspor" in page


def test_meanings_are_confirmed_in_the_page(officer: Client, regency: str, tmp_path: Path) -> None:
    send(officer, write_book(tmp_path / "register.xlsx", [register_row(1, "Siti Aminah")]))
    sheet = Sheet.objects.get()
    meanings = {f"column{number}": column[2] for number, column in enumerate(sheet.columns)}
    address = reverse("sources:confirm", args=[sheet.file.batch_id, sheet.pk])
    answer = officer.post(address, meanings)
    assert "sudah dipastikan" in officer.get(answer.url).content.decode()


def test_problems_are_paged_and_downloaded_formula_safe(officer: Client, store: Import) -> None:
    report = store([register_row(number, "Siti", nik="1") for number in range(1, 61)])
    address = reverse("sources:problems", args=[report.batch])
    assert "hal=2" in officer.get(f"{address}?kode=nik-meragukan").content.decode()
    lines = b"".join(officer.get(reverse("sources:problems_csv", args=[report.batch])).streaming_content).decode()
    assert lines.startswith("\ufefffile,sheet,row,column,code,message\r\n")
    assert lines.count("nik-meragukan") == 60
    assert Event.objects.get(action="sources.export_problems").subject_id == str(report.batch)
    assert RowProblem.objects.filter(code="nik-meragukan").count() == 60


@pytest.mark.parametrize("cell", ["=1+1", "+62", "-1", "@a", "\tx"])
def test_a_downloaded_cell_is_never_a_formula(cell: str) -> None:
    assert inert(cell) == f"'{cell}"
    assert inert(f"a{cell}") == f"a{cell}"


def test_places_are_answered_with_one_tap_and_taken_back(officer: Client, store: Import) -> None:
    store([register_row(1, "Siti", Desa="Kalimaya")])
    page = officer.get(reverse("sources:places")).content.decode()
    assert "Kalimaya, Pontang" in page
    row = Row.objects.get()
    officer.post(reverse("sources:resolve"), {"nama": row.place_key, "pilihan": PONTANG})
    row.refresh_from_db()
    assert (row.area_id, row.answer_id is not None) == (PONTANG, True)
    page = officer.get(reverse("sources:places")).content.decode()
    assert "Tidak ada yang menunggu" in page
    officer.post(reverse("sources:withdraw", args=[row.answer_id]))
    row.refresh_from_db()
    assert row.area_id is None


def test_a_desa_can_be_searched_for_a_waiting_name(officer: Client, store: Import) -> None:
    store([register_row(1, "Siti", Desa="Kalimaya")])
    key = Row.objects.get().place_key
    page = officer.get(reverse("sources:places"), {"nama": key, "cari": "Linduk"}).content.decode()
    assert "Linduk, Kec. Pontang" in page


def test_a_published_number_is_entered_with_its_source(officer: Client, regency: str) -> None:
    said = {
        "organisation": "BP2MI", "value": "911", "period_from": "2024-01-01", "period_to": "2024-12-31",
        "area": regency, "sex": "", "source_url": "", "note": "",
    }  # fmt: skip
    answer = officer.post(reverse("sources:enter_total"), said)
    assert "Sebutkan sumbernya" in answer.content.decode()
    officer.post(reverse("sources:enter_total"), said | {"source_url": "https://contoh.go.id/angka"})
    assert PublishedTotal.objects.get().value == 911
    page = officer.get(reverse("sources:totals")).content.decode()
    assert "911" in page
    assert "https://contoh.go.id/angka" in page


def test_villages_show_who_is_silent(officer: Client, store: Import) -> None:
    store([register_row(1, "Siti")])
    assert "Pontang" in officer.get(reverse("sources:villages")).content.decode()
    page = officer.get(reverse("sources:villages"), {"kecamatan": "36.04.12"}).content.decode()
    assert "ada data" in page
    assert "belum melapor" in page


@pytest.mark.parametrize("kind", list(Kind))
def test_a_blank_form_is_downloaded(officer: Client, regency: str, kind: Kind) -> None:
    answer = officer.get(reverse("sources:blank", args=[kind.value]))
    assert answer.content.startswith(b"PK")
    assert kind.value in answer["Content-Disposition"]
    assert kind.value in officer.get(reverse("sources:blanks")).content.decode()


def test_the_row_as_it_came_is_shown_and_traced(officer: Client, store: Import) -> None:
    store([register_row(1, "Siti Aminah")])
    address = reverse("sources:row", args=[Row.objects.get().pk])
    for closed in (officer.get(address), officer.post(address, {"reason": "ya"})):
        assert "Siti Aminah" not in closed.content.decode()
    assert not Event.objects.filter(action="sources.look_at_row").exists()
    page = officer.post(address, {"reason": "mencocokkan ejaan nama"}).content.decode()
    assert "Siti Aminah" in page
    assert "tercatat" in page
    assert Event.objects.filter(action="sources.look_at_row").count() == 1


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("sources:index", []), ("sources:upload", []), ("sources:places", []), ("sources:totals", []),
        ("sources:villages", []), ("sources:blanks", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("role", ["pimpinan", "petugas_mitra", "petugas_pelindungan_data", "admin_sistem"])
def test_pages_are_closed_to_others(client_as, name: str, arguments: list, role: str) -> None:
    assert client_as(role).get(reverse(name, args=arguments)).status_code == 403


def test_a_clerk_sees_the_hand_ins_of_her_desa_only(client_as, store: Import) -> None:
    report = store([register_row(1, "Siti Aminah")])
    clerk = client_as("operator_desa", PONTANG)
    assert "Belum ada daftar" in clerk.get(reverse("sources:index")).content.decode()
    for name in ("batch", "problems", "problems_csv"):
        assert clerk.get(reverse(f"sources:{name}", args=[report.batch])).status_code == 400
    for name in ("store", "discard"):
        assert clerk.post(reverse(f"sources:{name}", args=[report.batch])).status_code == 400
    assert clerk.post(reverse("sources:undo", args=[report.batch]), {"reason": "iseng saja"}).status_code == 403
    assert clerk.get(reverse("sources:row", args=[Row.objects.get().pk])).status_code == 403
    assert clerk.get(reverse("sources:villages")).content.decode().count("<tr") <= 2


def test_queries_do_not_grow_with_rows(officer: Client, store: Import, django_assert_max_num_queries) -> None:
    few = store([register_row(1, "Siti", nik="1")], name="sedikit.xlsx")
    many = store([register_row(number, f"Orang {number}", nik="1") for number in range(1, 121)], name="banyak.xlsx")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for name in ("batch", "problems"):
        counts = []
        for report in (few, many):
            with CaptureQueriesContext(
                connection,
            ) as seen:
                officer.get(reverse(f"sources:{name}", args=[report.batch]))
            counts.append(len(seen))
        assert counts[0] == counts[1]
        assert counts[0] < 20
    for name in ("index", "places", "villages", "totals"):
        with django_assert_max_num_queries(20):
            officer.get(reverse(f"sources:{name}"))
