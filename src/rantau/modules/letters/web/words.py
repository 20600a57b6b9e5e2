"""Letters in words and entries for screens."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantau.modules.letters.domain import Content, Decided, Kind, Outcome, Relation, Standing
from rantau.modules.letters.models import Letter
from rantau.modules.letters.queries import as_line
from rantau.platform.web.components import Cell, Column, Empty, Entry, Table, Tone

KINDS: dict[Kind, str | Promise] = {
    Kind.FAMILY: gettext_lazy("Surat keterangan izin keluarga"),
    Kind.MARITAL: gettext_lazy("Surat keterangan status perkawinan"),
}
OUTCOMES: dict[Outcome, str | Promise] = {
    Outcome.KNOWN: gettext_lazy("Mengetahui"),
    Outcome.POSTPONED: gettext_lazy("Menunda, menunggu yang sudah waktunya dan belum ada"),
    Outcome.NOT_KNOWN: gettext_lazy("Tidak mengetahui, dengan alasan tertulis"),
}
STANDINGS: dict[Standing, str | Promise] = {
    Standing.PREPARED: gettext_lazy("Menunggu kepala desa"),
    Standing.ON_PAPER: gettext_lazy("Menunggu tanda tangan di kertas"),
    Standing.POSTPONED: gettext_lazy("Ditunda"),
    Standing.NOT_KNOWN: gettext_lazy("Kepala desa tidak mengetahui"),
    Standing.KNOWN: gettext_lazy("Diketahui, belum bernomor"),
    Standing.NUMBERED: gettext_lazy("Belum ada foto tanda tangan"),
    Standing.SIGNED: gettext_lazy("Ditandatangani"),
    Standing.WITHDRAWN: gettext_lazy("Dicabut"),
}
RELATIONS: dict[Relation, str | Promise] = {
    Relation.HUSBAND: gettext_lazy("Suami"),
    Relation.WIFE: gettext_lazy("Istri"),
    Relation.FATHER: gettext_lazy("Ayah"),
    Relation.MOTHER: gettext_lazy("Ibu"),
    Relation.GUARDIAN: gettext_lazy("Wali"),
}
TONES: dict[Standing, Tone] = {
    Standing.SIGNED: "success", Standing.POSTPONED: "warning", Standing.NOT_KNOWN: "warning",
    Standing.WITHDRAWN: "error",
}  # fmt: skip


def kind_words(kind: Kind) -> str:
    """What a letter is called on screen."""
    return str(KINDS[kind])


def standing_words(stands: Standing) -> str:
    """How a letter stands, on screen."""
    return str(STANDINGS[stands])


def letters_table(rows: list[Letter], caption: str, *, named: bool = True) -> Table:
    """Letters as a table; each line leads to its page."""
    lines = [as_line(row) for row in rows]
    columns = [
        Column("nama", _("Nama")), Column("jenis", _("Surat")), Column("keadaan", _("Keadaan")),
        Column("nomor", _("Nomor")), Column("tanggal", _("Tanggal")),
    ]  # fmt: skip
    cells = [
        [
            Cell(line.name if named else kind_words(line.kind), href=reverse("letters:letter", args=[line.id])),
            kind_words(line.kind), Cell(standing_words(line.standing), tone=TONES.get(line.standing, "info")),
            line.number or None, line.on,
        ]
        for line in lines
    ]  # fmt: skip
    if not named:
        columns, cells = columns[1:], [[row[0], *row[2:]] for row in cells]
    return Table(
        caption, columns, cells, narrow="cards", show_caption=False,
        empty=Empty(_("Belum ada surat"), _("Surat disiapkan dari halaman rencana warga."), icon="document-text"),
    )  # fmt: skip


def letter_entries(row: Letter, content: Content) -> list[Entry]:
    """What a letter says, without numbers of persons: those stand on the paper only."""
    giver = content.giver
    found = [Entry(_("Warga"), content.candidate.name)]
    if row.kind == Kind.FAMILY:
        relation = str(RELATIONS[Relation(giver.relation)]) if giver.relation in set(Relation) else ""
        found.append(Entry(_("Pemberi izin"), f"{giver.name} ({relation.lower()})"))
    if content.journey.country:
        found.append(Entry(_("Tujuan"), ", ".join(filter(None, [content.journey.country, content.journey.job]))))
    found.append(Entry(_("Disiapkan"), timezone.localdate(row.prepared_at)))
    if row.number:
        found += [Entry(_("Nomor surat"), row.number), Entry(_("Tanggal surat"), row.dated)]
    decided = row.decided
    return [*found, *_decision_entries(row, decided)] if decided else found


def _decision_entries(row: Letter, decided: Decided) -> list[Entry]:
    """What the head decided and how; where it was on paper, also who recorded it."""
    found = [
        Entry(_("Putusan"), decision_words(row)),
        Entry(_("Penanda tangan"), ", ".join(filter(None, [decided.head_name, decided.head_title, _decree(decided)]))),
    ]
    if row.on_paper:
        found.append(Entry(_("Tanggal putusan"), date.fromisoformat(decided.signed_on)))
        recorded = timezone.localdate(row.decided_at)
        by = _("%(who)s, %(day)s") % {"who": row.decided_by, "day": date_format(recorded, "j F Y")}
        found.append(Entry(_("Dicatat dari kertas oleh"), by))
    return found


def decision_words(row: Letter) -> str:
    """ "Diketahui (ditandatangani di kertas, foto dilampirkan)"."""
    word = {
        Outcome.KNOWN: _("Diketahui"), Outcome.POSTPONED: _("Ditunda"), Outcome.NOT_KNOWN: _("Tidak mengetahui"),
    }[Outcome(row.outcome)]  # fmt: skip
    if not row.on_paper:
        return word
    how = _("ditandatangani di kertas, foto dilampirkan") if row.photo_id else _("di kertas, belum ada fotonya")
    return f"{word} ({how})"


def _decree(decided: Decided) -> str:
    return _("SK %(decree)s") % {"decree": decided.decree} if decided.decree else ""
