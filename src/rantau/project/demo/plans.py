"""Plans of the example regency: invented residents of three villages, so that a clerk's day can be seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from rantau.kernel.partial_date import PartialDate
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import Actor, system_actor
from rantau.project.demo.logins import AREAS

SPACE = UUID("6f0f2a3e-3c43-4d0a-9d5e-5a6b1c2d3e4f")
VILLAGES = (AREAS["operator_desa"], "36.04.13.2001", "36.04.14.2003")
PERMISSIONS = frozenset({"journeys.view", "journeys.write", "journeys.talk"})
MADE_UP = "Orang rekaan, untuk contoh."


@dataclass(frozen=True, slots=True)
class Example:
    """One invented resident. Days count back from today; `leaves` forward."""

    name: str
    sex: str
    birth: str
    country: str = ""
    job: str = ""
    scheme: str = ""
    recruiter: str = ""
    states: tuple[tuple[str, int, str], ...] = (("niat", 5, "yang_bersangkutan"),)
    """State, days ago, who says so."""
    leaves: int | None = None
    papers: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)
    answers: tuple[tuple[str, tuple[str, ...]], ...] = ()


EXAMPLES = (
    Example("Siti Aminah (rekaan)", "P", "1998-07-04", "SA", "prt", recruiter="orang", papers=("ktp", "kk"),
            more={"payment": "perekrut_ke_keluarga", "amount": 8_000_000},
            answers=(("hadir", ("berdua",)), ("usia", ("dewasa",)), ("uang", ("suami-istri",)),
                     ("takut", ("suami-istri",)))),
    Example("Nurhayati (rekaan)", "P", "1994", "TW", "perawat_lansia", "p_to_p", "perusahaan", papers=("ktp", "kk"),
            states=(("niat", 60, "yang_bersangkutan"), ("dokumen_diproses", 20, "desa"))),
    Example("Ahmad Sobari (rekaan)", "L", "2001-02-11", "JP", "pertanian", "magang", "perusahaan"),
    Example("Dedi Kurnia (rekaan)", "L", "1990", "KR", "operator_pabrik", "g_to_g", "pemerintah", leaves=9,
            states=(("siap_berangkat", 3, "desa"),), papers=("ktp", "kk", "paspor", "visa_kerja", "surat_sehat")),
    Example("Rohmah (rekaan)", "P", "1985", "MY", "prt",
            states=(("berangkat", 190, "desa"), ("berangkat", 160, "bp3mi"), ("bekerja", 150, "keluarga"))),
    Example("Mulyadi (rekaan)", "L", "1996-10", "KH", "operator_komputer", recruiter="orang",
            states=(("berangkat", 80, "keluarga"), ("hilang_kontak", 12, "keluarga"))),
    Example("Sarinah (rekaan)", "P", "1979", "SA", "prt", states=(("pulang", 30, "keluarga"),)),
)  # fmt: skip


def install_plans() -> int:
    """Record the example's plans that are not there yet; gives how many were new."""
    return sum(_install(village, example) for village in VILLAGES for example in EXAMPLES)


def _install(village: str, example: Example) -> bool:
    from rantau.modules.journeys.api import add_claim

    by = system_actor("contoh", PERMISSIONS, village)
    with acting(by):
        done = _recorded(by, village, example)
        if done.new:
            for state in example.states[1:]:
                add_claim(by=by, plan=done.plan, said=_said(state))
            _papers_and_talk(by, done.plan, example)
    return bool(done.new)


def _recorded(by: Actor, village: str, example: Example) -> Any:
    from rantau.modules.journeys.api import Particulars, Resident, Wish, record_plan

    leaves = timezone.localdate() + timedelta(days=example.leaves) if example.leaves is not None else None
    return record_plan(
        by=by, key=uuid5(SPACE, f"{village} {example.name}"), area_code=village,
        who=Resident(example.name, "", example.sex), said=_said(example.states[0]),
        told=Particulars(birth=example.birth, note=MADE_UP, more=example.more),
        wish=Wish(country=example.country, job=example.job, scheme=example.scheme, recruiter_kind=example.recruiter,
                  leaves_on=leaves),
    )  # fmt: skip


def _said(state: tuple[str, int, str]) -> Any:
    from rantau.modules.journeys.api import Said, Says, State

    name, days, says = state
    day = timezone.localdate() - timedelta(days=days)
    return Said(State(name), PartialDate(day.year, day.month), Says(says))


def _papers_and_talk(by: Actor, plan: int, example: Example) -> None:
    from rantau.engines.screening import Answer, Answers, guide_on
    from rantau.modules.journeys.api import PaperSaid, keep_conversation, note_papers

    if example.papers:
        note_papers(by=by, plan=plan, said={kind: PaperSaid(there=True) for kind in example.papers})
    if example.answers:
        guide = guide_on(timezone.localdate())
        answers = Answers.of(guide, *(Answer(question, options) for question, options in example.answers))
        keep_conversation(by=by, plan=plan, key=uuid5(SPACE, f"percakapan {plan}"), answers=answers)
