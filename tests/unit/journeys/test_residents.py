"""Is a village's sheet of residents read, lent for some days, found one by one, and nothing more?"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rantau.kernel.errors import InvalidValueError, NotAllowedError, RefusedFileError
from rantau.modules.journeys.actions import forget_residents, give_residents, look_up_residents
from rantau.modules.journeys.models import RESIDENT, Plan, ResidentRow, ResidentSheet
from rantau.modules.journeys.residents import MOST_FOUND, KnownResident, read_residents
from rantau.modules.journeys.tasks import forget_old_residents, keeper
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event

DESA, NEIGHBOUR = "36.04.05.2001", "36.04.05.2002"
NIK = "3604054407980001"
TEMPLATE = (
    "alamat dusun rw rt nama no_kk nik sex tempatlahir tanggallahir agama_id pekerjaan_id status_kawin ayah_nik "
    "nama_ayah ibu_nik nama_ibu telepon"
).split()
"""Headings of OpenSID's own template; its export writes them as words."""
SITI = ["KP REKAAN", "", "002", "004", "SITI REKAAN", "3604050101010001", NIK, "2", "SERANG", "1998-07-04", "1", "15",
        "2", "3604050407600002", "AYAH", "3604054407650003", "IBU", "081234567890"]  # fmt: skip
EXPORT = ["Alamat", "RW", "RT", "Nama", "Nomor KK", "Nomor NIK", "Jenis Kelamin", "Tempat Lahir", "Tanggal Lahir",
          "Agama", "Pekerjaan", "Kawin", "Nama Ayah", "Nama Ibu", "NIK Ayah", "NIK Ibu"]  # fmt: skip
OFFICE = ["NO", "NO KK", "NIK", "NAMA LENGKAP", "JK", "TMPT LHR", "TGL LHR", "STATUS KAWIN", "ALAMAT", "RT", "RW",
          "KELURAHAN", "KECAMATAN", "NAMA LGKP IBU", "NAMA LGKP AYAH", "PEKERJAAN"]  # fmt: skip
EXPECTED = KnownResident("SITI REKAAN", NIK, "P", "1998-07-04", "SERANG", "kawin", "KP REKAAN RT 004 RW 002")


@pytest.fixture
def clerk(actor_with: Callable[..., Actor]) -> Actor:
    return actor_with("operator_desa", DESA)


def _written(folder: Path, rows: list[list[str]]) -> Path:
    path = folder / f"{uuid4()}.csv"
    with path.open("w", newline="") as target:
        csv.writer(target).writerows(rows)
    return path


def _office(village: str) -> list[str]:
    return ["1", "3604050101010001", NIK, "SITI REKAAN", "P", "SERANG", "04/07/1998", "KAWIN", "KP REKAAN", "4", "2",
            village, "KRAMATWATU", "IBU", "AYAH", "BURUH"]  # fmt: skip


def _give(by: Actor, folder: Path, names: list[str]) -> int:
    rows = [[*SITI[:4], name, *SITI[5:]] for name in names]
    path = _written(folder, [TEMPLATE, *rows])
    return give_residents(by=by, key=uuid4(), area_code=DESA, path=path, name="penduduk.csv").sheet


def test_the_sheets_that_villages_have_are_read(regency: str, tmp_path: Path) -> None:
    exported = ["KP REKAAN", "002", "004", "SITI REKAAN", "3604050101010001", NIK, "PEREMPUAN", "SERANG", "04-07-1998",
                "ISLAM", "BURUH", "KAWIN", "AYAH", "IBU", "3604050407600002", "3604054407650003"]  # fmt: skip
    for head, row, phone in (
        (TEMPLATE, SITI, "081234567890"), (EXPORT, exported, ""), (OFFICE, _office("KRAMATWATU"), "")
    ):  # fmt: skip
        read = read_residents(_written(tmp_path, [head, row, row]), "penduduk.csv", DESA)
        assert len(read.residents) == 2
        first = read.residents[0]
        assert (first.name, first.nik, first.sex, first.birth, first.birth_place, first.marital, first.address) == (
            EXPECTED.name, EXPECTED.nik, EXPECTED.sex, EXPECTED.birth, EXPECTED.birth_place, EXPECTED.marital,
            EXPECTED.address,
        )  # fmt: skip
        assert first.phone == phone
        assert b"AYAH" not in first.as_json()


def test_people_of_other_villages_are_left_out_and_a_foreign_or_broken_file_is_refused(
    regency: str, tmp_path: Path
) -> None:
    mixed = [OFFICE, _office("KRAMATWATU"), _office("HARJATANI"), _office("ANTAH BERANTAH")]
    read = read_residents(_written(tmp_path, mixed), "p.csv", DESA)
    assert (len(read.residents), read.left_out) == (1, 2)
    with pytest.raises(InvalidValueError, match="desa lain"):
        read_residents(_written(tmp_path, [OFFICE, _office("HARJATANI"), _office("HARJATANI")]), "p.csv", DESA)
    with pytest.raises(InvalidValueError, match="Perlu kolom Nama dan NIK"):
        read_residents(_written(tmp_path, [["Bulan", "Curah hujan"], ["Mei", "12"]]), "p.csv", DESA)
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04 bukan buku kerja")
    with pytest.raises(RefusedFileError):
        read_residents(broken, "rusak.xlsx", DESA)


def test_a_resident_is_found_by_the_whole_nik_or_all_words_and_each_look_is_traced(
    clerk: Actor, tmp_path: Path
) -> None:
    _give(clerk, tmp_path, ["SITI REKAAN", "BUDI REKAAN"])
    assert b"SITI" not in bytes(ResidentRow.objects.order_by("number")[0].content)
    for text, names in (
        ("Siti", {"SITI REKAAN"}), ("rekaan siti", {"SITI REKAAN"}), (NIK, {"SITI REKAAN", "BUDI REKAAN"}),
        ("REKAAN", {"SITI REKAAN", "BUDI REKAAN"}), ("Sit", set()),
    ):  # fmt: skip
        found = look_up_residents(by=clerk, area_code=DESA, text=text)
        assert {one.known.name for one in found} == names
    assert Event.objects.filter(action="journeys.look_up_residents").count() == 5
    for text in ("", "3604", "ab"):
        with pytest.raises(InvalidValueError):
            look_up_residents(by=clerk, area_code=DESA, text=text)


def test_a_new_sheet_replaces_the_old_and_its_days_end(clerk: Actor, tmp_path: Path) -> None:
    first, second = _give(clerk, tmp_path, ["SITI REKAAN"]), _give(clerk, tmp_path, ["BUDI REKAAN"])
    assert list(ResidentSheet.objects.values_list("pk", flat=True)) == [second] != [first]
    ResidentSheet.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert look_up_residents(by=clerk, area_code=DESA, text="Budi") == []
    forget_old_residents.run(by=keeper())
    assert not ResidentRow.objects.exists()


def test_nobody_of_another_village_looks_or_takes_away(
    clerk: Actor, tmp_path: Path, actor_with: Callable[..., Actor]
) -> None:
    sheet, other = _give(clerk, tmp_path, ["SITI REKAAN"]), actor_with("operator_desa", NEIGHBOUR)
    with pytest.raises(NotAllowedError):
        look_up_residents(by=other, area_code=DESA, text="Siti")
    assert look_up_residents(by=other, area_code=NEIGHBOUR, text="Siti") == []
    with pytest.raises(NotAllowedError):
        forget_residents(by=other, sheet=sheet)
    assert ResidentSheet.objects.filter(pk=sheet).exists()


def test_the_form_is_filled_in_and_a_common_name_lists_nobody(
    client_as: Callable[..., Client], clerk: Actor, tmp_path: Path
) -> None:
    client, find = client_as("operator_desa", DESA), reverse("journeys:find_resident")
    out = io.StringIO()
    csv.writer(out).writerows([TEMPLATE, SITI])
    upload = SimpleUploadedFile("penduduk.csv", out.getvalue().encode())
    given = client.post(reverse("journeys:residents"), {"key": uuid4(), "area": DESA, "file": upload}, follow=True)
    assert "1 warga dapat dicari." in given.content.decode()
    page = client.post(find, {"area": DESA, "cari": "siti rekaan"}).content.decode()
    row = ResidentRow.objects.get()
    assert f'value="penduduk:{row.pk}"' in page
    assert NIK not in page
    filled = client.post(find, {"area": DESA, "cari": "siti rekaan", "ambil": f"penduduk:{row.pk}"}).content.decode()
    for value in (NIK, "KP REKAAN RT 004 RW 002", "1998-07-04", "SERANG", 'value="kawin" selected'):
        assert value in filled
    assert client.post(find, {"area": NEIGHBOUR, "cari": "siti"}).status_code == 403
    assert "16 angkanya" in client.post(find, {"area": DESA, "cari": "3604"}).content.decode()
    _give(clerk, tmp_path, ["SITI REKAAN"] * (MOST_FOUND + 1))
    crowd = client.post(find, {"area": DESA, "cari": "siti"}).content.decode()
    assert ("Terlalu banyak" in crowd, "penduduk:" in crowd) == (True, False)
    assert not Plan.objects.exists()
    assert RESIDENT.open(row.content, row.sheet_id, row.number)
