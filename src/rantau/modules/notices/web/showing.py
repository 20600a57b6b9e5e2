"""How a notice is shown, to the village and to the officer: the same words on both sides."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantau.kernel.errors import InvalidValueError
from rantau.kernel.partial_date import PartialDate
from rantau.modules.journeys.api import STATE_LABELS, State
from rantau.modules.notices.domain import KIND_LABELS, OUTCOME_LABELS, PHASE_LABELS, Line, Phase, Snapshot
from rantau.platform.web.components import Cell, Entry, Tone


def day(moment: date | datetime | None) -> str:
    """A day in words, as it is here."""
    if isinstance(moment, datetime):
        moment = timezone.localdate(moment)
    return date_format(moment, "j F Y") if moment else ""


def half_known(iso: str) -> str:
    """A stored day in words; a half-known one as it is."""
    try:
        known = PartialDate.parse(iso) if iso else None
    except InvalidValueError:
        return iso
    return day(known.earliest) if known and known.is_complete else iso


def holder(line: Line) -> str:
    """Who has it and since when."""
    if line.answered_at:
        return _("Dijawab %(who)s, %(day)s") % {"who": line.answered_by, "day": day(line.answered_at)}
    if line.taken_at:
        return _("Ditangani %(who)s sejak %(day)s") % {"who": line.taken_by, "day": day(line.taken_at)}
    return _("Belum ada yang menangani, sejak %(day)s") % {"day": day(line.sent_at)}


def lateness(line: Line, today: date) -> str:
    """Days late, in words; "" while there is time."""
    late = line.days_late(today)
    return ngettext("lewat %(count)d hari", "lewat %(count)d hari", late) % {"count": late} if late else ""


def deadline(line: Line, today: date) -> Cell | str:
    """The deadline, and how late it is."""
    if line.due_on is None:
        return _("tanpa tenggat")
    late = lateness(line, today)
    return Cell(day(line.due_on), tone="error", note=late) if late else day(line.due_on)


def phase(line: Line) -> Cell:
    """How far it is, with who has it."""
    tones: dict[Phase, Tone] = {Phase.WAITING: "warning", Phase.TAKEN: "info", Phase.ANSWERED: "success"}
    return Cell(PHASE_LABELS[line.phase], tone=tones[line.phase], note=holder(line))


def progress(line: Line, today: date) -> list[Entry]:
    """What village and officer both see of a notice."""
    late = lateness(line, today)
    due = day(line.due_on) if line.due_on else _("tanpa tenggat")
    entries = [
        Entry(_("Perihal"), KIND_LABELS[line.kind]),
        Entry(_("Dikirim"), _("%(day)s oleh %(who)s") % {"day": day(line.sent_at), "who": line.sent_by}),
        Entry(_("Jawaban") if line.answered_at else _("Di tangan"), holder(line)),
    ]
    if line.answered_at and line.taken_at:
        since = {"who": line.taken_by, "day": day(line.taken_at)}
        entries.insert(2, Entry(_("Ditangani"), _("%(who)s sejak %(day)s") % since))
    if not line.answered_at:
        entries.append(Entry(_("Tenggat"), f"{due} ({late})" if late else due))
    if line.outcome:
        entries.append(Entry(_("Hasil"), OUTCOME_LABELS[line.outcome]))
    return entries


def sent_entries(sent: Snapshot) -> list[Entry]:
    """What was sent, without reasons; what nobody knows is said to be unknown."""
    scheme = sent.scheme.replace("_", " ")
    state = STATE_LABELS[State(sent.state)] if sent.state else ""
    rows = (
        (_("Nama"), sent.name), (_("NIK"), sent.nik), (_("Tanggal lahir"), half_known(sent.birth)),
        (_("Alamat sekarang"), sent.actual_address), (_("Alamat KTP"), sent.ktp_address),
        (_("Keadaan"), state), (_("Negara tujuan"), sent.country), (_("Pekerjaan"), sent.job), (_("Skema"), scheme),
        (_("Pemberi kerja"), sent.employer), (_("Perekrut"), sent.recruiter),
        (_("Nomor izin perekrut"), sent.recruiter_licence), (_("Rencana berangkat"), half_known(sent.leaves_on)),
    )  # fmt: skip
    return [Entry(term, value or None) for term, value in rows]


def today() -> date:
    """The day here."""
    return timezone.localdate()
