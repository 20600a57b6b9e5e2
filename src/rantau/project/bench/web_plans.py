"""Many plans and claims for `rantau bench web`: written as rows, because the verbs are for one resident at a time."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from rantau.kernel.spoken_code import LETTERS
from rantau.modules.areas.api import Area
from rantau.modules.journeys.api import Particulars, State
from rantau.modules.journeys.api import plans as visible_plans
from rantau.modules.journeys.models import NIK, sealed_particulars
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import system_actor
from rantau.platform.crypto import blind_index

WRITER = frozenset({"journeys.view", "journeys.write"})
PIECE = 5_000
_NAMES = "SITI NUR AHMAD JAMILAH ROHMAN SARI NENGSIH HIDAYAT UJANG MARYAM ASEP KOKOM".split()
_PLAN = """
INSERT INTO journeys_plan (id, key, code, area_id, name, name_key, sex, birth_year, nik, nik_index, particulars, state,
    state_on, recorded_at, changed_at, recorded_by, country, job, scheme, employer_kind, recruiter_kind, attention,
    rules, judged)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 'ukur', 'SA', 'prt', 'p_to_p', 'perseorangan',
    'orang', '', '', '')
"""
_CLAIMS = """
INSERT INTO journeys_claim (plan_id, state, "on", says, document, note, recorded_at, recorded_by, withdrawn_by,
    withdrawn_reason)
SELECT id, first.state, first.day, 'desa', '', '', recorded_at, 'ukur', '', ''
FROM journeys_plan plan, LATERAL (VALUES ('niat', ''), (plan.state, plan.state_on)) AS first(state, day)
"""
_NUMBERS = "SELECT nextval(pg_get_serial_sequence('journeys_plan', 'id')) FROM generate_series(1, %s)"


def fill_plans(regency: str, plans: int) -> None:
    """So many plans with two claims each, spread over the villages; nothing where there are plans already."""
    with acting(system_actor("ukur", WRITER, regency)), connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM journeys_plan)")
        if cursor.fetchone()[0]:
            return
        cursor.execute(_NUMBERS, [plans])
        rows = _rows([number for (number,) in cursor.fetchall()])
        while piece := [row for _, row in zip(range(PIECE), rows, strict=False)]:
            cursor.executemany(_PLAN, piece)
        cursor.execute(_CLAIMS)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def some_plans(village: str, number: int) -> list[int]:
    """Plans of one village."""
    actor = system_actor("ukur", WRITER, village)
    with acting(actor):
        return list(visible_plans(actor).values_list("pk", flat=True)[:number])


def _rows(numbers: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    chance, now = random.Random(11), datetime.now(UTC)  # noqa: S311 - synthetic people
    villages = list(Area.objects.filter(level=4).values_list("code", flat=True))
    states = list(State)
    for number in numbers:
        name, born = " ".join(chance.sample(_NAMES, 2)), chance.randint(1970, 2007)
        nik = f"360405{chance.randint(1, 28):02d}{chance.randint(1, 12):02d}{born % 100:02d}{number % 10_000:04d}"
        told = Particulars(birth=str(born), actual_address="Kampung Rekaan RT 01", payments="belum tahu")
        recorded = now - timedelta(days=chance.randint(0, 700))
        code = "".join(LETTERS[number // 32**place % 32] for place in range(8))
        yield (
            number, UUID(int=number), code, chance.choice(villages), name.title(), name, chance.choice("LP"), born,
            NIK.seal(nik.encode(), number), blind_index("nik", nik), sealed_particulars(told, number),
            chance.choice(states).value, recorded.date().isoformat(), recorded, recorded,
        )  # fmt: skip
