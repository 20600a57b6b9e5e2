"""Population (jumlah penduduk): denominators, imported from CSV, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from rantau.modules.areas import queries
from rantau.modules.areas.domain import IMPORT_POPULATION, PopulationImported, RefusedRowsError
from rantau.modules.areas.models import Population
from rantau.modules.areas.population_file import PopulationRow, read_population
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record


@transaction.atomic
def import_population(
    *, by: Actor, path: Path, source: str = "", dry_run: bool = False, regency_code: str = ""
) -> PopulationImported:
    """Import the population of a regency's areas (memasukkan jumlah penduduk) from a CSV: kode, tahun, jumlah and,
    if there, jenis kelamin, sumber, tanggal sumber. `source` is meant where a row names none.

    The same area, year, sex and source again replaces its count. Raises RefusedRowsError that names every bad row.
    """
    regency = queries.regency(regency_code)
    require(by, IMPORT_POPULATION, Subject(regency.code))
    codes = {regency.code, *queries.areas(by, inside=regency.code).values_list("code", flat=True)}
    rows, problems = read_population(path, codes, source)
    if problems:
        message = f"Jumlah penduduk tidak dimasukkan: {len(problems)} masalah di {path.name}."
        raise RefusedRowsError(message, problems, code="penduduk-ditolak")
    report = _store(rows, path.name, dry_run=dry_run)
    if not dry_run:
        record(
            by=by, action="areas.import_population", subject_type="area", subject_id=regency.code,
            area_code=regency.code, added=report.added, changed=report.changed,
        )  # fmt: skip
    return report


def _store(rows: tuple[PopulationRow, ...], file: str, *, dry_run: bool) -> PopulationImported:
    present = {
        (row.area_id, row.year, row.sex, row.source): row
        for row in Population.objects.filter(area__in={row.code for row in rows}).select_for_update()
    }
    new, changed, unchanged = [], [], 0
    for row in rows:
        known = present.get((row.code, row.year, row.sex, row.source))
        if known is None:
            new.append(
                Population(
                    area_id=row.code,
                    year=row.year,
                    sex=row.sex,
                    count=row.count,
                    source=row.source,
                    source_date=row.source_date,
                )
            )
        elif (known.count, known.source_date) != (row.count, row.source_date):
            known.count, known.source_date = row.count, row.source_date
            changed.append(known)
        else:
            unchanged += 1
    if not dry_run:
        Population.objects.bulk_create(new)
        Population.objects.bulk_update(changed, ["count", "source_date"])
    return PopulationImported(file, dry_run, len(new), len(changed), unchanged)
