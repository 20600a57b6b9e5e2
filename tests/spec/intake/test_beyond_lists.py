"""What is no list costs little: rows wider than any list, and sheets of notes without end."""

from __future__ import annotations

from pathlib import Path

import pytest

from rantau.engines.intake import load_place_index, read_list
from rantau.engines.intake.reading import MOST_COLUMNS
from rantau.engines.intake.sheets import _MOST_PROSE
from rantau.kernel.errors import RefusedFileError


def test_a_row_wider_than_any_list_refuses_the_file_and_names_the_row(tmp_path: Path) -> None:
    path = tmp_path / "lebar.csv"
    path.write_text("No;Nama\n1;Siti\n" + "x;" * (MOST_COLUMNS + 1) + "y\n")
    with pytest.raises(RefusedFileError) as refused:
        read_list(path, load_place_index("36.04"))
    assert refused.value.code == "terlalu-banyak-kolom"
    assert "lebar.csv" in str(refused.value)
    assert "baris 3" in str(refused.value)


def test_notes_without_end_are_counted_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "catatan.csv"
    path.write_text("sebuah catatan panjang\n" * (_MOST_PROSE + 500))
    (problem,) = read_list(path, load_place_index("36.04")).problems
    assert problem.code == "lembar-catatan"
    assert problem.read == str(_MOST_PROSE + 500)
