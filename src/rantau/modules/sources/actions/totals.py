"""Entering published numbers (mencatat angka resmi)."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files as package_files
from typing import Any

from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, RantauError
from rantau.modules.areas.api import home_regency
from rantau.modules.sources.domain import FIRST_DAY, LARGEST_TOTAL, LAST_DAY, Total, is_sound_day
from rantau.modules.sources.models import PublishedTotal
from rantau.modules.sources.queries.totals import as_total
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import require
from rantau.platform.audit.actions import record


def enter_total(*, by: Actor, total: Total, replace: bool = False) -> Total:
    """Keep a published number. The same again changes nothing; another value for the same thing needs `replace`."""
    with transaction.atomic():
        require(by, "sources.enter_totals")
        _must_be_sound(total)
        known = PublishedTotal.objects.select_for_update().filter(**_identity(total)).first()
        if known is not None and known.value == total.value:
            return as_total(known)
        if known is not None and not replace:
            raise ConflictError(
                f"{total.organisation} untuk masa ini sudah tercatat {known.value}. "
                "Centang “ganti” bila angka itu memang diperbaiki.",
                code="angka-sudah-ada",
            )
        stored, _ = PublishedTotal.objects.update_or_create(**_identity(total), defaults=_rest(total, by))
        record(
            by=by, action="sources.enter_total", subject_type="published_total", subject_id=stored.pk,
            area_code=total.area_code, value=total.value, was=known.value if known else None,
        )  # fmt: skip
        return as_total(stored)


def install_known_totals(*, by: Actor) -> int:
    """Enter the published numbers that come with Rantau for the installed regency; gives how many are new."""
    before = PublishedTotal.objects.count()
    with transaction.atomic():
        for total in known_totals(home_regency().code):
            if not PublishedTotal.objects.filter(**_identity(total)).exists():
                enter_total(by=by, total=total)
    return PublishedTotal.objects.count() - before


def known_totals(regency: str) -> list[Total]:
    """The numbers for a regency, and those to compare it with, of the file angka_resmi.csv; each with its source."""
    text = package_files("rantau.modules.sources").joinpath("data/angka_resmi.csv").read_text(encoding="utf-8")
    return [
        Total(
            organisation=line["organisation"],
            measure=line["measure"],
            period_from=date.fromisoformat(line["period_from"]),
            period_to=date.fromisoformat(line["period_to"]),
            area_code=line["area_code"],
            area_name=line["area_name"],
            value=int(line["value"]),
            sex=line["sex"],
            source_url=line["source_url"],
            published_on=date.fromisoformat(line["published_on"]) if line["published_on"] else None,
            note=line["note"],
        )
        for line in csv.DictReader(text.splitlines())
        if line["regency"] == regency
    ]


def _identity(total: Total) -> dict[str, Any]:
    return {
        "organisation": total.organisation.strip(),
        "measure": total.measure,
        "period_from": total.period_from,
        "period_to": total.period_to,
        "area_code": total.area_code,
        "sex": total.sex,
    }


def _rest(total: Total, by: Actor) -> dict[str, Any]:
    return {
        "area_name": total.area_name,
        "value": total.value,
        "source_url": total.source_url,
        "published_on": total.published_on,
        "note": total.note,
        "entered_by": by.name,
        "entered_at": timezone.now(),
    }


def _must_be_sound(total: Total) -> None:
    if total.value < 0:
        raise RantauError("Angka tidak boleh kurang dari nol.", code="angka-negatif")
    if total.value > LARGEST_TOTAL:
        raise RantauError("Angka ini lebih besar daripada jumlah penduduk Indonesia.", code="angka-terlalu-besar")
    if not all(map(is_sound_day, (total.period_from, total.period_to, total.published_on))):
        raise RantauError(f"Tanggal harus antara tahun {FIRST_DAY.year} dan {LAST_DAY.year}.", code="tanggal-mustahil")
    if total.period_to < total.period_from:
        raise RantauError("Akhir masa mendahului awalnya.", code="masa-terbalik")
    if not total.organisation.strip():
        raise RantauError("Sebutkan lembaga yang mengumumkan angka ini.", code="lembaga-kosong")
    if not total.source_url and not total.note:
        raise RantauError("Sebutkan sumbernya: alamat halaman atau nama dokumen.", code="sumber-kosong")
