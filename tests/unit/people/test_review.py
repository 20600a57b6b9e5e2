"""Are persons proposed, decided by people, and given back exactly? Is nothing lost?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.linked import NIK
from tests.reviewed import PAPERS, SISKOP, TIRTAYASA, at_home, by_papers, everything

from rantau.engines.linkage import ExactLinker, Judgement, Link
from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.insight.api import compute_answer, refresh
from rantau.modules.insight.domain import COMPUTER
from rantau.modules.insight.models import AreaCount
from rantau.modules.people.actions import decide_pair, look_at_pair, set_thresholds, undo_decision
from rantau.modules.people.api import link_people
from rantau.modules.people.holding import held_back
from rantau.modules.people.models import Decision, Person, PersonRow, Proposal, Thresholds
from rantau.modules.people.queries import pair_page, recent_decisions, review_progress, waiting_pairs
from rantau.modules.people.review import Kind, Matter, Said, Standing, Verdict, agreed, matters, value
from rantau.modules.sources.api import IMPORTER, undo_batch
from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.audit.models import Event

Bring = Callable[..., int]
Acting = Callable[..., Actor]


def counted(by: Actor) -> dict[tuple[str, str], int]:
    run = compute_answer(by=by).run
    areas = {"36.04", TIRTAYASA}
    found = AreaCount.objects.filter(run=run, area__in=areas, measure__startswith="all_total")
    return {(area, measure): value for area, measure, value in found.values_list("area_id", "measure", "value")}


@pytest.fixture
def computer(regency: str) -> Actor:
    return system_actor("uji", COMPUTER, regency)


def test_a_pair_waits_with_reasons_and_with_what_it_changes(pair: Proposal) -> None:
    words = [text for _, text, _ in pair.reasons]
    assert {"nama sama dan jarang", "hanya tahun lahir sama", "yang satu di luar kabupaten"} <= set(words)
    assert 0.1 < pair.probability < 0.5
    assert pair.matters == ["jumlah", "wilayah", "prosedur"]
    assert "RUKOYAH" not in str(pair.reasons)


def test_she_is_counted_once_at_home_and_once_by_her_papers_outside_and_undo_gives_back(
    pair: Proposal, computer: Actor, actor_with: Acting
) -> None:
    """Story (d)."""
    steward, before, counts = actor_with("walidata"), everything(), counted(computer)
    assert counts[TIRTAYASA, "all_total"] == counts[TIRTAYASA, "all_total_by_ktp"] == 1
    decided = decide_pair(by=steward, pair=pair.pk, verdict=Verdict.SAME, note="Kartu keluarganya di desa.")
    assert decided.holds is Verdict.SAME
    whole = Person.objects.get(links__row=pair.first_row)
    assert (whole.pk, whole.rows, whole.area_id[:8], whole.outside) == (pair.first_row, 2, TIRTAYASA, False)
    assert {link.reasons for link in whole.links.all()} == {"diputuskan peninjau"}
    merged = counted(computer)
    assert merged[TIRTAYASA, "all_total"] == 1
    assert (TIRTAYASA, "all_total_by_ktp") not in merged
    undo_decision(by=steward, decision=decided.decision)
    assert everything() == before
    assert counted(computer) == counts
    assert Decision.objects.get().note_text == "Kartu keluarganya di desa."


def test_every_later_linkage_keeps_to_the_decision(pair: Proposal, linker: Actor, actor_with: Acting) -> None:
    steward = actor_with("walidata")
    before = everything()
    made = decide_pair(by=steward, pair=pair.pk, verdict=Verdict.SAME)
    merged = everything()
    assert link_people(by=linker).changed == 0
    assert everything() == merged
    undo_decision(by=steward, decision=made.decision)
    assert everything() == before
    decide_pair(by=steward, pair=pair.pk, verdict=Verdict.OTHER)
    link_people(by=linker)
    assert everything() == before
    assert not waiting_pairs(steward).exists()


def test_undone_after_new_rows_came_she_is_linked_anew(
    pair: Proposal, linker: Actor, bring_in: Bring, actor_with: Acting
) -> None:
    steward = actor_with("walidata")
    made = decide_pair(by=steward, pair=pair.pk, verdict=Verdict.SAME)
    bring_in("siskop-lagi.xlsx", [by_papers(2)], heading=PAPERS, title=SISKOP)
    link_people(by=linker)
    assert Person.objects.get(links__row=pair.first_row).rows == 3
    undo_decision(by=steward, decision=made.decision)
    assert Person.objects.get(links__row=pair.first_row).rows == 1
    assert Person.objects.get(links__row=pair.second_row).rows == 2
    undone = everything()
    link_people(by=linker)
    assert everything() == undone


def test_the_same_again_is_one_decision_and_a_settled_pair_is_not_decided_anew(
    pair: Proposal, actor_with: Acting
) -> None:
    steward, officer = actor_with("walidata"), actor_with("petugas_disnakertrans")
    first = decide_pair(by=steward, pair=pair.pk, verdict=Verdict.SAME)
    assert decide_pair(by=steward, pair=pair.pk, verdict=Verdict.SAME) == first
    for other in (steward, officer):
        with pytest.raises(ConflictError):
            decide_pair(by=other, pair=pair.pk, verdict=Verdict.OTHER)
    assert undo_decision(by=officer, decision=first.decision) == undo_decision(by=officer, decision=first.decision)
    assert Decision.objects.get().undone_name == officer.name
    assert Event.objects.filter(action="people.undo_decision").count() == 1


def test_who_cannot_tell_is_not_asked_again_and_may_still_find_out(pair: Proposal, actor_with: Acting) -> None:
    steward, officer = actor_with("walidata"), actor_with("petugas_disnakertrans")
    assert decide_pair(by=steward, pair=pair.pk, verdict=Verdict.UNSURE).holds is None
    assert not waiting_pairs(steward).exists()
    assert waiting_pairs(officer).get() == pair
    assert decide_pair(by=steward, pair=pair.pk, verdict=Verdict.SAME).holds is Verdict.SAME


def test_blind_first(pair: Proposal, actor_with: Acting) -> None:
    steward, officer = actor_with("walidata"), actor_with("petugas_disnakertrans")
    page = look_at_pair(by=steward, pair=pair.pk)
    assert (page.probability, page.reasons, page.decisions) == (None, (), ())
    assert page.compared[0].text == "nama sama"
    assert Event.objects.get(action="people.look_at_pair").details["seen"] == [pair.first_row, pair.second_row]
    decide_pair(by=steward, pair=pair.pk, verdict=Verdict.UNSURE)
    assert pair_page(officer, pair.pk).decisions == ()
    assert pair_page(steward, pair.pk).probability == pair.probability
    assert [line.verdict for line in recent_decisions(steward)] == [Verdict.UNSURE]


@pytest.fixture
def protected(linked: object, bring_in: Bring, linker: Actor) -> Proposal:
    """Siti is on the list of the police too, with her NIK."""
    bring_in(
        "polres.xlsx", [[1, "LP/B/01/I/2024", "12-01-2024", "SITI JAMILAH", NIK, "P", "Pontang", "Pontang", "TPPO"]],
        heading=("No", "No LP", "Tanggal LP", "Nama", "NIK", "L/P", "Desa", "Kecamatan", "Perkara"),
        title="DATA PERKARA TPPO POLRES SERANG",
    )  # fmt: skip
    link_people(by=linker)
    return Proposal.objects.get()


def test_a_protected_person_joins_nobody_by_herself_and_two_people_decide(
    protected: Proposal, actor_with: Acting
) -> None:
    steward, officer = actor_with("walidata"), actor_with("petugas_disnakertrans")
    assert protected.protected
    assert sorted(Person.objects.values_list("rows", flat=True)) == [1, 1, 2]
    before = everything()
    first = decide_pair(by=steward, pair=protected.pk, verdict=Verdict.SAME)
    assert (first.holds, everything()) == (None, before)
    assert pair_page(officer, protected.pk).decisions == ()
    assert decide_pair(by=officer, pair=protected.pk, verdict=Verdict.SAME).holds is Verdict.SAME
    assert Person.objects.get(links__row=protected.second_row).rows == 3
    progress = review_progress(steward)
    assert (progress.waiting, progress.same, progress.seen_twice, progress.agreed) == (0, 1, 1, 1)
    assert undo_decision(by=steward, decision=first.decision).holds is None
    assert everything() == before


def test_two_who_differ_bind_nobody(protected: Proposal, actor_with: Acting) -> None:
    decide_pair(by=actor_with("walidata"), pair=protected.pk, verdict=Verdict.SAME)
    assert decide_pair(by=actor_with("petugas_disnakertrans"), pair=protected.pk, verdict=Verdict.OTHER).holds is None
    progress = review_progress(actor_with("walidata"))
    assert (progress.seen_twice, progress.agreed) == (1, 0)


def test_a_later_decision_about_the_same_person_is_taken_back_first(
    pair: Proposal, bring_in: Bring, linker: Actor, actor_with: Acting
) -> None:
    steward = actor_with("walidata")
    bring_in(
        "tirtayasa2.xlsx", [at_home(3, **{"Tanggal Lahir": "08-09-1991", "Desa": "Pontang", "Kecamatan": "Pontang"})]
    )
    link_people(by=linker, linker=ExactLinker())
    assert Proposal.objects.count() == 3
    third = Proposal.objects.exclude(pk=pair.pk).get(second_row__gt=pair.second_row, first_row=pair.first_row)
    first = decide_pair(by=steward, pair=pair.pk, verdict=Verdict.SAME)
    before = everything()
    second = decide_pair(by=steward, pair=third.pk, verdict=Verdict.SAME)
    assert not waiting_pairs(steward).exists(), "the last pair is of one person by now"
    with pytest.raises(ConflictError, match="lebih baru"):
        undo_decision(by=steward, decision=first.decision)
    undo_decision(by=steward, decision=second.decision)
    assert everything() == before
    (last,) = waiting_pairs(steward).exclude(pk=third.pk)
    decide_pair(by=steward, pair=last.pk, verdict=Verdict.OTHER)
    with pytest.raises(ConflictError, match="bukan orang yang sama"):
        decide_pair(by=steward, pair=third.pk, verdict=Verdict.SAME)
    assert everything() == before


def test_what_the_linker_joined_is_taken_apart_by_decision(linked: object, linker: Actor, actor_with: Acting) -> None:
    set_thresholds(by=actor_with("walidata"), lower=0.2, upper=0.995)
    link_people(by=linker, linker=ExactLinker())
    pair = Proposal.objects.get()
    assert (pair.probability, [reason[1] for reason in pair.reasons]) == (0.99, ["NIK sama"])
    assert Person.objects.count() == 3
    steward = actor_with("walidata")
    decide_pair(by=steward, pair=pair.pk, verdict=Verdict.OTHER)
    set_thresholds(by=steward, lower=0.2, upper=0.9)
    link_people(by=linker, linker=ExactLinker())
    assert Person.objects.count() == 3


def test_a_row_that_is_taken_back_takes_its_pairs_along(
    pair: Proposal, regency: str, bring_in: Bring, linker: Actor, actor_with: Acting
) -> None:
    batch = PersonRow.objects.get(row=pair.second_row).row.sheet.file.batch_id
    decide_pair(by=actor_with("walidata"), pair=pair.pk, verdict=Verdict.SAME)
    undo_batch(by=system_actor("uji", IMPORTER | {"sources.undo"}, regency), batch=batch, reason="salah berkas")
    assert not Proposal.objects.exists()
    link_people(by=linker)
    assert Person.objects.get(links__row=pair.first_row).rows == 1


def test_the_answer_is_counted_anew_and_not_linked(
    pair: Proposal, computer: Actor, actor_with: Acting, run_jobs: Callable[[], list[str]]
) -> None:
    refresh(by=computer)
    run_jobs()
    runs = Event.objects.filter(action="people.link").count()
    decide_pair(by=actor_with("walidata"), pair=pair.pk, verdict=Verdict.SAME)
    assert "insight.refresh" in run_jobs()
    assert Event.objects.filter(action="people.link").count() == runs
    assert AreaCount.objects.filter(measure="all_total", area=TIRTAYASA).count() == 2
    assert refresh(by=computer) is None


def test_nobody_else_sees_or_decides(pair: Proposal, actor_with: Acting) -> None:
    for role, area in (("operator_desa", "36.04.13.2001"), ("pimpinan", "36.04"), ("admin_sistem", "36.04")):
        for attempt in (
            lambda by: pair_page(by, pair.pk),
            lambda by: decide_pair(by=by, pair=pair.pk, verdict=Verdict.SAME),
            lambda by: set_thresholds(by=by, lower=0.2, upper=0.9),
        ):
            with pytest.raises(NotAllowedError):
                attempt(actor_with(role, area))
    with pytest.raises(NotAllowedError):
        set_thresholds(by=actor_with("petugas_disnakertrans"), lower=0.2, upper=0.9)
    with pytest.raises(InvalidValueError):
        set_thresholds(by=actor_with("walidata"), lower=0.9, upper=0.2)


def test_when_a_verdict_holds() -> None:
    one, two, unsure = Said(1, Verdict.SAME), Said(2, Verdict.SAME), Said(3, Verdict.UNSURE)
    assert agreed([one], protected=False) is Verdict.SAME
    assert agreed([one, unsure], protected=True) is None
    assert agreed([one, two], protected=True) is Verdict.SAME
    assert agreed([one, Said(2, Verdict.OTHER)], protected=False) is None
    assert agreed([unsure], protected=False) is None


def test_what_an_answer_would_change() -> None:
    home = Standing("36.04.13.2001", False, frozenset({Kind.REGISTER}))
    away = Standing("", True, frozenset({Kind.PLACEMENT}))
    asked = Standing("36.04.13.2001", False, frozenset({Kind.RECOMMENDATION}))
    assert matters(home, away) == (Matter.NUMBER, Matter.PLACE, Matter.PROCEDURE)
    assert matters(home, asked) == ()
    assert value(matters(home, away), 0.5) == 3
    assert value(matters(home, away), 1.0) == value((), 0.5) == 0


def test_held_back_is_what_waits_and_nothing_else() -> None:
    links = {name: Link("a", sure, ("NIK sama",)) for name, sure in (("a", 0.99), ("b", 0.99), ("c", 0.9), ("d", 0.99))}
    kept, waiting = held_back(links, protected={"d"}, upper=0.95, judgements=())
    assert {row: link.person for row, link in kept.items()} == {"a": "a", "b": "a", "c": "c", "d": "d"}
    assert [(pair.left, pair.right, pair.probability) for pair in waiting] == [("a", "c", 0.9), ("a", "d", 0.99)]
    kept, waiting = held_back(links, protected={"d"}, upper=0.95, judgements=[Judgement("a", "d", same=True)])
    assert {row: link.person for row, link in kept.items()} == {"a": "a", "b": "b", "c": "c", "d": "a"}
    assert held_back(links, protected=(), upper=0.5, judgements=()) == (links, [])


def broken(pair: Proposal, **values: object) -> Proposal:
    now = {"first_row": pair.first_row, "second_row": pair.first_row + 1, "probability": 0.5, "reasons": []}
    return Proposal(**(now | {"matters": [], "value": 0.0, "protected": False, "found_at": timezone.now()} | values))


def said(pair: Proposal, **values: object) -> Decision:
    now = {"first_row": pair.first_row, "second_row": pair.second_row, "verdict": "sama", "probability": 0.5}
    return Decision(**(now | {"decided_at": timezone.now(), "decided_name": "uji"} | values))


@pytest.mark.parametrize(
    ("constraint", "row"),
    [
        ("proposal_once", lambda pair: broken(pair, second_row=pair.second_row)),
        ("proposal_in_order", lambda pair: broken(pair, first_row=pair.second_row, second_row=pair.first_row)),
        ("proposal_probability", lambda pair: broken(pair, probability=1.5)),
        ("proposal_value", lambda pair: broken(pair, value=-1)),
        ("proposal_verdict_known", lambda pair: broken(pair, verdict="rasa", settled_at=timezone.now())),
        ("proposal_settled_whole", lambda pair: broken(pair, verdict="sama")),
        ("decision_once", said),
        ("decision_in_order", lambda pair: said(pair, first_row=pair.second_row, second_row=pair.first_row)),
        ("decision_verdict_known", lambda pair: said(pair, decided_by=1, verdict="rasa")),
        ("decision_note_sealed", lambda pair: said(pair, decided_by=1, note=b"terang")),
        ("decision_undone_by_somebody", lambda pair: said(pair, decided_by=1, undone_at=timezone.now())),
        ("thresholds_in_order", lambda pair: Thresholds(lower=0.9, upper=0.2, set_at=timezone.now(), set_by="u")),
    ],
)
def test_the_database_says_no(pair: Proposal, constraint: str, row: Callable[[Proposal], object]) -> None:
    said(pair).save()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row(pair).save(force_insert=True)  # type: ignore[attr-defined]
