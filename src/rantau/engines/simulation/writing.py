"""A regency as files (tulis berkas): the lists as offices hand them over, and the truth."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from rantau.engines.simulation.capture import NO_DISTRICT
from rantau.engines.simulation.cases import complaints, deferrals, police, returns
from rantau.engines.simulation.office_sheet import OfficeList
from rantau.engines.simulation.placements import recommendations, siskop2mi
from rantau.engines.simulation.regency import Regency
from rantau.engines.simulation.registers import Workbook, registers
from rantau.engines.simulation.sheet import Written, write_csv, write_xlsx
from rantau.engines.simulation.truth import KIND_NAMES, write_truth


def write(regency: Regency, out_dir: Path) -> list[Written]:
    """Write out_dir/lists/* and out_dir/truth/*; where each row stands. Files of these names are replaced.

    Raises FileExistsError where out_dir/lists holds other files: lists of two regencies in one folder have no truth.
    """
    lists = out_dir / "lists"
    _refuse_others(regency, lists)
    lists.mkdir(parents=True, exist_ok=True)
    written: list[Written] = []
    for book in _workbooks(regency):
        write_xlsx(lists / book.file, book.sheets)
        written += book.written
    for csv_list in (returns(regency), police(regency)):
        written += _write_csv(regency, csv_list, lists)
    written.sort(key=lambda one: one.file)
    write_truth(regency, written, out_dir / "truth")
    return written


def _refuse_others(regency: Regency, lists: Path) -> None:
    names = {f"{name}{'.csv' if letter in 'KT' else '.xlsx'}" for letter, name in KIND_NAMES.items()}
    for word, district in zip(regency.status, regency.region.desa_district, strict=True):
        if word != NO_DISTRICT:
            names.add(f"register_desa_{regency.region.district_codes[district]}.xlsx")
    others = sorted(path.name for path in lists.iterdir() if path.name not in names) if lists.is_dir() else []
    if others:
        raise FileExistsError(f"{lists} holds other files: {', '.join(others[:5])}")


def _workbooks(regency: Regency) -> Iterator[Workbook]:
    yield from registers(regency)
    makers: tuple[Callable[[Regency], Workbook], ...] = (siskop2mi, recommendations, deferrals, complaints)
    for make in makers:
        yield make(regency)


def _write_csv(regency: Regency, csv_list: OfficeList, lists: Path) -> list[Written]:
    """BP3MI's spreadsheet saves with semicolons, in cp1252 or in UTF-8 with a mark; the police use commas."""
    sheet = csv_list.build([int(row) for row in regency.rows.of(csv_list.letter)])
    path = lists / csv_list.file
    if csv_list.letter == "T":
        write_csv(path, sheet, delimiter=",", encoding="utf-8", newline="\n")
    else:
        encoding = "cp1252" if regency.seed % 2 else "utf-8-sig"
        write_csv(path, sheet, delimiter=";", encoding=encoding, newline="\r\n")
    return csv_list.written
