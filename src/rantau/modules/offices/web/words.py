"""How posts, areas and letters are said on screen."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rantau.modules.areas.api import place_name
from rantau.modules.offices.domain import ROLES, Period
from rantau.modules.offices.letters import LetterStanding, Purpose
from rantau.modules.offices.models import Letter, Post
from rantau.modules.offices.post_names import post_name
from rantau.platform.web.components import Cell, Column, Empty, Entry, Table, Tone


def role_name(role: str) -> str:
    """A role in words."""
    return _(ROLES[role].label)


def span(period: Period) -> str:
    """From when to when."""
    start = date_format(period.start, "j M Y")
    if period.end is None:
        return _("sejak %(start)s") % {"start": start}
    return _("%(start)s sampai %(end)s") % {"start": start, "end": date_format(period.end, "j M Y")}


def standing(period: Period, day: date) -> tuple[str, Tone]:
    """Whether a post is in force on a day, with the tone of its badge."""
    if period.includes(day):
        return _("berlaku"), "success"
    return (_("belum mulai"), "info") if day < period.start else (_("berakhir"), "")


def period_of(post: Post) -> Period:
    """The period of a post."""
    return Period(post.valid_from, post.valid_to)


def posts_table(posts: list[Post], day: date, empty: Empty, doors: dict[int, Cell] | None = None) -> Table:
    """Posts with area, period and decree; `doors` gives, by post, what can be done with it."""
    columns = [
        Column("peran", _("Peran")), Column("wilayah", _("Wilayah")), Column("masa", _("Masa")),
        Column("sk", _("Nomor SK")), Column("keadaan", _("Keadaan")),
    ]  # fmt: skip
    if doors is not None:
        columns.append(Column("tindakan", _("Tindakan")))
    return Table(
        caption=_("Jabatan"),
        columns=columns,
        rows=[_row(post, day, doors) for post in posts],
        narrow="cards",
        show_caption=False,
        empty=empty,
    )


def _row(post: Post, day: date, doors: dict[int, Cell] | None) -> list[object]:
    period = period_of(post)
    state, tone = standing(period, day)
    row: list[object] = [
        post_name(post.role, acting=post.acting), place_name(post.area), span(period), post.decree or None,
        Cell(state, tone=tone),
    ]  # fmt: skip
    return row if doors is None else [*row, doors[post.pk]]


def letter_purpose(purpose: str) -> str:
    """What a letter is for."""
    return {
        Purpose.INVITATION: _("undangan"), Purpose.PASSWORD: _("kata sandi baru"), Purpose.PHONE: _("HP hilang"),
    }[Purpose(purpose)]  # fmt: skip


def letter_standing(standing: LetterStanding) -> Cell:
    """How a letter stands, as a badge."""
    words: dict[LetterStanding, tuple[str, Tone]] = {
        LetterStanding.UNOPENED: (_("belum dibuka"), "warning"),
        LetterStanding.OPENED: (_("sudah dibuka"), "success"),
        LetterStanding.LATE: (_("lewat waktu"), "error"),
        LetterStanding.CANCELLED: (_("diganti"), ""),
    }
    text, tone = words[standing]
    return Cell(text, tone=tone)


def letter_entries(letter: Letter | None) -> list[Entry]:
    """The latest letter of an account, said on its page."""
    if letter is None:
        return []
    state = letter_standing(letter.standing(timezone.now())).value
    said = _("%(purpose)s, terbit %(day)s, berlaku sampai %(end)s: %(state)s") % {
        "purpose": letter_purpose(letter.purpose), "state": state,
        "day": date_format(timezone.localtime(letter.issued_at), "j M Y"),
        "end": date_format(timezone.localtime(letter.expires_at), "j M Y"),
    }  # fmt: skip
    return [Entry(_("Surat terakhir"), said)]
