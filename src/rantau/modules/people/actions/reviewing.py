"""Deciding whether two rows are of one person (memutus pasangan), and taking it back: nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import OperationalError, connection, models, transaction
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from rantau.engines.linkage import Link
from rantau.engines.linkage.judged import REASON
from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.people.actions.linking import LOCK
from rantau.modules.people.actions.regrouping import linked_anew, linking, links_of, regroup
from rantau.modules.people.events import on_persons_changed
from rantau.modules.people.link_rows import key_of
from rantau.modules.people.models import NOTE, Decision, LinkageRun, Person, PersonRow, Proposal, Thresholds
from rantau.modules.people.queries.reviewing import PairPage, pair_page, pairs
from rantau.modules.people.review import PROTECTED_KINDS, Said, Verdict, agreed
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import require
from rantau.platform.audit.actions import record

MOST_WORDS = 500
BUSY = "Penautan sedang berjalan. Coba lagi sebentar; putusan Anda belum tersimpan."


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, and what holds for the pair now (None: not enough have spoken, or they differ)."""

    decision: int
    pair: int
    holds: Verdict | None


def look_at_pair(*, by: Actor, pair: int) -> PairPage:
    """A pair with both rows, as `pair_page` gives it, and a trace of whose rows were shown."""
    with transaction.atomic():
        page = pair_page(by, pair)
        record(by=by, action="people.look_at_pair", subject_type="pair", subject_id=pair,
               seen=[side.row.origin.id for side in page.sides])  # fmt: skip
    return page


def decide_pair(*, by: Actor, pair: int, verdict: Verdict, note: str = "") -> Decided:
    """Say whether two rows are of one person. Persons are brought to what holds at once; rows stay as they came.

    Said again by the same account it is one decision. A pair of a protected person holds once two accounts agree.
    Raises ConflictError for a pair that is settled, or where another decision stands against it.
    """
    require(by, "people.review")
    words = note.strip()
    if len(words) > MOST_WORDS:
        raise InvalidValueError(f"Catatan paling banyak {MOST_WORDS} huruf.")
    with transaction.atomic():
        found = _locked(by, pair)
        mine = _in_force(found).filter(decided_by=by.id).first()
        if mine is not None and mine.verdict == verdict:
            return Decided(mine.pk, pair, _holds(found))
        if found.verdict or (mine is not None and mine.verdict != Verdict.UNSURE):
            raise ConflictError("Pasangan ini sudah diputus. Batalkan putusannya dulu bila keliru.")
        if mine is not None:
            _take_back(mine, by)
        made = Decision.objects.create(
            first_row=found.first_row, second_row=found.second_row, verdict=verdict, probability=found.probability,
            version=found.version, decided_at=timezone.now(), decided_by=by.id, decided_name=by.name,
        )  # fmt: skip
        if words:
            Decision.objects.filter(pk=made.pk).update(note=NOTE.seal(words.encode(), made.pk))
        record(by=by, action="people.decide_pair", subject_type="pair", subject_id=pair, verdict=verdict.value,
               seen=[found.first_row, found.second_row])  # fmt: skip
        _settle(found, by)
        return Decided(made.pk, pair, _holds(found))


def undo_decision(*, by: Actor, decision: int) -> Decided:
    """Take a decision back: rows and persons are again as they were before it. Taken back twice, it is once.

    Raises ConflictError where a later decision about the same persons has to be taken back first.
    """
    require(by, "people.review")
    with transaction.atomic():
        made = Decision.objects.filter(pk=decision).first()
        found = made and pairs(by).filter(first_row=made.first_row, second_row=made.second_row).first()
        if made is None or found is None:
            raise NotAllowedError("Putusan ini tidak ditemukan.")
        found = _locked(by, found.pk)
        made.refresh_from_db()
        if made.undone_at is None:
            _take_back(made, by)
            record(by=by, action="people.undo_decision", subject_type="pair", subject_id=found.pk,
                   verdict=made.verdict, seen=[found.first_row, found.second_row])  # fmt: skip
            _settle(found, by)
        return Decided(made.pk, found.pk, _holds(found))


def set_thresholds(*, by: Actor, lower: float, upper: float) -> None:
    """Say from where on a pair is asked about, and from where on rows are joined unasked (mengatur batas).

    It holds from the next linkage on. Raises InvalidValueError unless 0 < lower < upper <= 1.
    """
    require(by, "people.thresholds")
    if not 0 < lower < upper <= 1:
        raise InvalidValueError("Batas bawah harus di atas 0 dan di bawah batas atas; batas atas paling tinggi 100%.")
    with transaction.atomic():
        made = Thresholds.objects.create(lower=lower, upper=upper, set_at=timezone.now(), set_by=by.name)
        record(by=by, action="people.set_thresholds", subject_type="thresholds", subject_id=made.pk, lower=lower,
               upper=upper)  # fmt: skip


def _locked(by: Actor, pair: int) -> Proposal:
    """The pair, while no linkage and no other decision is at work."""
    if not pairs(by).filter(pk=pair).exists():
        raise NotAllowedError("Pasangan ini tidak ditemukan.")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '10s'")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise ConflictError(BUSY) from error
        raise
    found = pairs(by).filter(pk=pair).first()
    if found is None:  # a linkage that ended meanwhile no longer asks
        raise NotAllowedError("Pasangan ini tidak ditemukan.")
    return found


def _in_force(pair: Proposal) -> models.QuerySet[Decision]:
    return Decision.objects.filter(
        first_row=pair.first_row, second_row=pair.second_row, undone_at__isnull=True
    )  # fmt: skip


def _holds(pair: Proposal) -> Verdict | None:
    return Verdict(pair.verdict) if pair.verdict else None


def _take_back(made: Decision, by: Actor) -> None:
    Decision.objects.filter(pk=made.pk).update(undone_at=timezone.now(), undone_name=by.name)


def _settle(pair: Proposal, by: Actor) -> None:
    """Bring a pair, and the persons of its rows, to what its decisions say together."""
    with acting(linking()):
        pair.protected = pair.protected or _is_protected(pair)
        said = [Said(one.decided_by, Verdict(one.verdict)) for one in _in_force(pair)]
        now = agreed(said, protected=pair.protected)
        changed = False
        if now != _holds(pair):
            if pair.verdict:
                changed = _undone(pair)
            if now is not None:
                changed = _applied(pair, now) or changed
        pair.save()
    if changed:
        for listener in on_persons_changed:
            listener(by)


def _is_protected(pair: Proposal) -> bool:
    """A person may have become protected since the linkage."""
    kinds = Person.objects.filter(links__row__in=[pair.first_row, pair.second_row]).values_list("kinds", flat=True)
    return any(kind.value in named.split() for named in kinds for kind in PROTECTED_KINDS)


def _people_of(pair: Proposal) -> tuple[int, int]:
    found = dict(PersonRow.objects.filter(row__in=[pair.first_row, pair.second_row]).values_list("row_id", "person_id"))
    if len(found) < 2:
        raise ConflictError("Salah satu barisnya tidak berlaku lagi: daftarnya dibatalkan atau diganti.")
    return found[pair.first_row], found[pair.second_row]


def _applied(pair: Proposal, verdict: Verdict) -> bool:
    """Bring the persons to a verdict that holds from now on; whether that changed any."""
    one, other = _people_of(pair)
    pair.verdict, pair.settled_at = verdict, timezone.now()
    before = links_of({one, other})
    if verdict is Verdict.SAME and one != other:
        _must_not_be_apart(before, one, other)
        after = _joined(before, pair)
    elif verdict is Verdict.OTHER and one == other:
        pair.save()  # what holds is what the linker obeys
        after = linked_anew(before, linking())
        if after[pair.first_row].person == after[pair.second_row].person:
            raise ConflictError("Putusan lain menyatakan keduanya satu orang. Batalkan putusan itu dulu.")
    else:
        return False
    pair.before = [[row, int(link.person), link.probability, list(link.reasons)] for row, link in before.items()]
    regroup(after, linking())
    return True


def _joined(links: Mapping[int, Link], pair: Proposal) -> dict[int, Link]:
    """All rows as one person, whose identity is her first row; the two rows stand together by decision."""
    identity = key_of(min(links))
    judged = {pair.first_row, pair.second_row}
    return {
        row: Link(identity, 1.0, (REASON,)) if row in judged else Link(identity, link.probability, link.reasons)
        for row, link in links.items()
    }


def _must_not_be_apart(links: Mapping[int, Link], one: int, other: int) -> None:
    """Two persons of whose rows somebody decided that they are two cannot become one by way of a third row."""
    apart = Proposal.objects.filter(verdict=Verdict.OTHER, first_row__in=links, second_row__in=links)
    for first, second in apart.values_list("first_row", "second_row"):
        if {int(links[first].person), int(links[second].person)} == {one, other}:
            raise ConflictError("Keduanya pernah diputus bukan orang yang sama. Batalkan putusan itu dulu.")


def _undone(pair: Proposal) -> bool:
    """Give the rows back to whom they belonged; whether any had changed."""
    before, settled_at = pair.before, pair.settled_at
    pair.verdict, pair.settled_at, pair.before = "", None, None
    pair.save()
    if before is None:
        return False
    links = {row: Link(key_of(person), sure, tuple(reasons)) for row, person, sure, reasons in before}
    later = Proposal.objects.filter(settled_at__gt=settled_at, before__isnull=False).values_list("before", flat=True)
    if any(row in links for changed in later for row, *_ in changed or ()):
        raise ConflictError("Putusan yang lebih baru menyangkut orang yang sama. Batalkan yang itu dulu.")
    there = links_of(PersonRow.objects.filter(row__in=links).values_list("person_id", flat=True))
    as_then = set(there) == set(links) and not LinkageRun.objects.filter(finished_at__gt=settled_at).exists()
    regroup(links if as_then else linked_anew(there, linking()), linking())
    return True
