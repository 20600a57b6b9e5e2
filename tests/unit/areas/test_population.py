"""Does population come in whole, replace only itself, and stand with its source?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rantau.kernel.errors import NotAllowedError
from rantau.modules.areas import api
from rantau.modules.areas.models import Population
from rantau.platform.access.actor import ANONYMOUS, system_actor
from rantau.platform.audit.models import Event

IMPORTER = system_actor("uji", frozenset({"areas.import_population"}), "36.04")
HEADINGS = "kode,tahun,jumlah,jenis_kelamin,sumber,tanggal_sumber"


def write(folder: Path, *lines: str) -> Path:
    path = folder / "penduduk.csv"
    path.write_text("\n".join((HEADINGS, *lines)), encoding="utf-8")
    return path


def test_counts_are_stored_changed_and_left(regency: str, tmp_path: Path) -> None:
    first = write(tmp_path, "36.04,2024,1791795,,Dukcapil,2025-01-10", "36.04.05,2024,100,,Dukcapil,")
    assert api.import_population(by=IMPORTER, path=first).added == 2
    second = write(tmp_path, "36.04,2024,1791795,,Dukcapil,2025-01-10", "36.04.05,2024,101,,Dukcapil,")
    report = api.import_population(by=IMPORTER, path=second)
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    assert api.populations(ANONYMOUS, ["36.04.05", "36.04.06"]) == {"36.04.05": api.Denominator(101, 2024, "Dukcapil")}
    assert Event.objects.filter(action="areas.import_population").count() == 2


def test_of_several_the_latest_counts(regency: str, tmp_path: Path) -> None:
    lines = (
        "36.04,2023,10,,BPS,2024-01-01",
        "36.04,2024,20,,BPS,2025-01-01",
        "36.04,2024,30,,Dukcapil,2025-06-01",
        "36.04,2024,40,,Tanpa tanggal,",
        "36.04,2024,15,P,Dukcapil,2025-06-01",
    )
    api.import_population(by=IMPORTER, path=write(tmp_path, *lines))
    assert api.populations(ANONYMOUS, ["36.04"])["36.04"] == api.Denominator(30, 2024, "Dukcapil", date(2025, 6, 1))
    assert api.populations(ANONYMOUS, ["36.04"], year=2023)["36.04"].count == 10
    assert api.populations(ANONYMOUS, ["36.04"], year=2020) == {}


def test_one_bad_row_keeps_all_out(regency: str, tmp_path: Path) -> None:
    path = write(tmp_path, "36.04,2024,10,,BPS,", "36.05,2024,10,,BPS,")
    with pytest.raises(api.RefusedRowsError) as caught:
        api.import_population(by=IMPORTER, path=path)
    (problem,) = caught.value.problems
    assert (problem.place.file, problem.place.row, problem.place.column) == ("penduduk.csv", 3, "kode")
    assert not Population.objects.exists()


def test_a_dry_run_stores_nothing(regency: str, tmp_path: Path) -> None:
    report = api.import_population(by=IMPORTER, path=write(tmp_path, "36.04,2024,10,,BPS,"), dry_run=True)
    assert report.added == 1
    assert not Population.objects.exists()


def test_not_without_permission(regency: str, tmp_path: Path) -> None:
    with pytest.raises(NotAllowedError):
        api.import_population(by=ANONYMOUS, path=write(tmp_path, "36.04,2024,10,,BPS,"))
