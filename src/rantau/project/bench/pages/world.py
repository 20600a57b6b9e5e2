"""What the example regency lacks (isi tambahan): letters in each state, a notice, requests of two people."""

from __future__ import annotations

import io
from datetime import date, timedelta
from uuid import uuid4

from rantau.kernel.errors import RantauError
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import Actor
from rantau.project.demo.logins import AREAS

DESA = AREAS["operator_desa"]
REASON = "Contoh untuk melihat halaman ini."


def fill() -> None:
    """Through the verbs, by the accounts of the example."""
    from django.utils import timezone

    from rantau.modules.journeys.api import plans

    clerk, supervisor = _holder("operator-desa"), _holder("pembina-kecamatan")
    with acting(clerk):
        rows = [row.pk for row in plans(clerk).order_by("pk")]
    with acting(clerk):
        _letters(clerk, rows, timezone.localdate())
    with acting(clerk):
        _told(clerk, rows)
    with acting(supervisor):
        _two_people(supervisor, timezone.localdate())


def _holder(username: str) -> Actor:
    from rantau.modules.offices.api import SIGNING_IN, Account, actor_of_account

    with acting(SIGNING_IN):
        number = Account.objects.values_list("pk", flat=True).get(username=username)
    return actor_of_account(number)


def _letters(by: Actor, plans: list[int], today: date) -> None:
    """One that waits, one printed, one known without its photo, one in force, one refused, one withdrawn."""
    from rantau.modules.letters import actions as letters
    from rantau.modules.letters.domain import Giver, Kind, Number, Outcome, PaperOutcome

    made = [
        letters.prepare_letter(by=by, key=uuid4(), plan=plan, kind=Kind.FAMILY, giver=Giver("Pemberi", "suami")).letter
        for plan in plans[:6]
    ]
    for agenda, letter in enumerate(made[1:5], start=1):
        letters.number_letter(by=by, letter=letter, number=Number(agenda * 2, f"470/{agenda * 2}/Ds", today))
    known = PaperOutcome(Outcome.KNOWN, "H. Contoh", "Kepala Desa", today)
    letters.record_outcome(by=by, letter=made[2], said=known)
    letters.record_outcome(by=by, letter=made[3], said=known, upload=_photo())
    refused = PaperOutcome(Outcome.NOT_KNOWN, "H. Contoh", "Kepala Desa", today, reason=REASON)
    letters.record_outcome(by=by, letter=made[4], said=refused, upload=_photo())
    letters.withdraw_letter(by=by, letter=made[5], reason=REASON)
    letters.give_link(by=by, plan=plans[6])
    letters.record_proof(by=by, key=uuid4(), plan=plans[0], explained=["visa"], explained_by="Contoh", on=today)


def _told(by: Actor, plans: list[int]) -> None:
    """Notices of the plans that have a reason for one."""
    from rantau.modules.notices.actions import prepare, send

    for plan in plans:
        try:
            send(by=by, key=uuid4(), plan=plan, shown=prepare(by=by, plan=plan).snapshot.mark, message="Contoh.")
        except RantauError:
            continue


def _two_people(by: Actor, today: date) -> None:
    """A hand-over that waits for its second person, and a phone that is lost."""
    from rantau.modules.offices import queries
    from rantau.modules.offices.api import Successor, propose_hand_over, report_lost_phone

    held = queries.posts_to_hand_over(by).filter(area=DESA, role="operator_desa").first()
    if held is not None:
        starts_on = today + timedelta(days=1)
        propose_hand_over(by=by, post_id=held.pk, to=Successor(name="Rina Contoh"), decree="141/7", starts_on=starts_on)
    colleague = queries.colleagues(by).first()
    if colleague is not None:
        report_lost_phone(by=by, account_id=colleague.pk, reason=REASON)


def _photo() -> io.BytesIO:
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (600, 900), "white").save(made, "JPEG")
    made.seek(0)
    return made


if __name__ == "__main__":
    from rantau.project.cli.runtime import installation

    with installation():
        fill()
