"""What `rantau simulate` does (perintah simulasi), without the command line around it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rantau.engines.simulation.parameters import PRESETS, ErrorModel, Parameters
from rantau.engines.simulation.rates import LISTS
from rantau.engines.simulation.regency import simulate
from rantau.engines.simulation.truth import KIND_NAMES
from rantau.engines.simulation.writing import write
from rantau.kernel.errors import ConflictError, InvalidValueError


def run(
    seed: int,
    out: Path,
    preset: str = "practice",
    scale: float | None = None,
    regency: str = "36.04",
    errors: ErrorModel = "office",
    error_scale: float = 1.0,
) -> dict[str, object]:
    """Simulate and write; a summary to print. `scale` multiplies the preset's own.

    Raises InvalidValueError for an unknown preset or regency and for parameters that make no sense, ConflictError where
    the folder holds other lists.
    """
    parameters = _parameters(preset, scale, regency, errors, error_scale)
    try:
        made = simulate(parameters, seed)
    except ValueError as error:
        message = f"Tidak ada kabupaten atau kota dengan kode {regency!r}. Contoh kode: 36.04 (Kabupaten Serang)."
        raise InvalidValueError(message) from error
    try:
        written = write(made, out)
    except FileExistsError as error:
        message = f"Folder {out / 'lists'} sudah berisi daftar lain. Pilih folder kosong, supaya kuncinya tetap benar."
        raise ConflictError(message) from error
    counts = dict.fromkeys(KIND_NAMES.values(), 0)
    for one in written:
        letter = LISTS[made.rows.letter[one.source]]
        counts[KIND_NAMES[letter]] += 1
    return {
        "kabupaten": made.region.label,
        "benih": seed,
        "folder": str(out),
        "orang": len(made.persons),
        "berkas": len({one.file for one in written}),
        "baris": len(written),
        "baris_per_jenis": counts,
    }


def _parameters(preset: str, scale: float | None, regency: str, errors: ErrorModel, error_scale: float) -> Parameters:
    if preset not in PRESETS:
        raise InvalidValueError(f"Contoh {preset!r} tidak dikenal. Pilihan: {', '.join(PRESETS)}.")
    base = PRESETS[preset]
    try:
        return replace(base, scale=base.scale * (scale or 1.0), regency=regency, errors=errors, error_scale=error_scale)
    except ValueError as error:
        raise InvalidValueError(
            "Skala harus lebih besar dari 0, skala kesalahan tidak boleh negatif, dan model kesalahan adalah "
            "office atau random-edits."
        ) from error
