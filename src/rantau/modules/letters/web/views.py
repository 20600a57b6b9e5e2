"""The village's letters, one letter with its next step, and the letter as a PDF."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from rantau.modules.letters.actions import open_for_print, open_signature
from rantau.modules.letters.actions.deciding import OPEN
from rantau.modules.letters.domain import (
    DECIDE,
    HEAD_TITLES,
    RECORD,
    VIEW,
    WRITE,
    Decided,
    Kind,
    Outcome,
    Standing,
    outcomes_of,
)
from rantau.modules.letters.holding import holds_of
from rantau.modules.letters.models import Letter
from rantau.modules.letters.printing import PRINTABLE, letter_pdf
from rantau.modules.letters.queries import agenda_gaps, last_number, last_signer, letters
from rantau.modules.letters.queries import letter as letter_of
from rantau.modules.letters.web.forms import DecideForm, NumberForm, PaperForm, SignForm, WithdrawForm
from rantau.modules.letters.web.words import TONES, kind_words, letter_entries, letters_table, standing_words
from rantau.modules.offices.api import own_posts, signer
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide
from rantau.platform.access.views import actor_of, requires
from rantau.platform.paper import Paper
from rantau.platform.web.tables import page_of

_STEP = {
    Standing.PREPARED: 2, Standing.ON_PAPER: 3, Standing.POSTPONED: 2, Standing.KNOWN: 3, Standing.NUMBERED: 4,
    Standing.SIGNED: 6,
}  # fmt: skip


@requires(VIEW)
def index(request: HttpRequest) -> HttpResponse:
    """The letters of one's villages, the latest first, and numbers of the agenda book that are not here."""
    actor = actor_of(request)
    page = page_of(request, letters(actor), 50)
    year = timezone.localdate().year
    gaps = [
        (first, last) for area in actor.areas_for(VIEW) for first, last in agenda_gaps(actor, area, year)
    ]  # fmt: skip
    context = {"table": letters_table(list(page), _("Surat")), "page": page, "gaps": gaps, "year": year}
    return kept_nowhere(render(request, "letters/index.html", context))


@requires(VIEW)
def letter(request: HttpRequest, letter: int) -> HttpResponse:
    """One letter and its next step."""
    return page_of_letter(request, letter)


@requires(VIEW)
def pdf(request: HttpRequest, letter: int) -> HttpResponse:
    """The letter as a PDF: F4 unless A4 is asked for."""
    actor = actor_of(request)
    row, content = open_for_print(by=actor, letter=letter)
    made = letter_pdf(
        row, content, request.build_absolute_uri("/"), paper_of(request), signer=expected_signer(actor, row.area_id),
        again="surat" in request.GET,
    )  # fmt: skip
    return pdf_answer(made, f"surat-{row.pk}")


@requires(VIEW)
def photo(request: HttpRequest, letter: int) -> HttpResponse:
    """The photo of the signed paper."""
    content = open_signature(by=actor_of(request), letter=letter)
    return kept_nowhere(HttpResponse(content, "image/jpeg"))


def paper_of(request: HttpRequest) -> Paper:
    """F4, unless A4 is asked for by `?kertas=a4`."""
    return Paper.A4 if request.GET.get("kertas") == "a4" else Paper.F4


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A PDF to be saved and printed; no person is in its name."""
    response = HttpResponse(content, "application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return kept_nowhere(response)


def page_of_letter(request: HttpRequest, number: int, **refused: forms.Form) -> HttpResponse:
    """The page of a letter; a refused form stands where it was sent from, with what was typed."""
    actor = actor_of(request)
    row = letter_of(actor, number)
    content, stands = row.told, row.standing
    context = {
        "row": row, "kind": kind_words(Kind(row.kind)), "standing": standing_words(stands),
        "tone": TONES.get(stands, "info"), "entries": letter_entries(row, content), "decided": row.decided,
        "withdrawn_because": row.withdrawn_because, "stands": stands.value,
        "steps": _steps(row), "step": _STEP.get(stands),
        "prints": stands in PRINTABLE or stands in (Standing.POSTPONED, Standing.NOT_KNOWN),
        "separated": content.candidate.marital == "pisah_tanpa_putusan",
        **_next_step(request, actor, row),
        **refused,
    }  # fmt: skip
    return kept_nowhere(render(request, "letters/letter.html", context, status=400 if refused else 200))


def _steps(row: Letter) -> list[str]:
    """In the order of this letter: with her account the head decides before it is numbered, with her pen after."""
    if row.standing is Standing.ON_PAPER or row.on_paper:
        return [_("Siapkan"), _("Nomor agenda"), _("Cetak dan tanda tangan"), _("Foto kertasnya"), _("Berlaku")]
    return [_("Siapkan"), _("Putusan kepala desa"), _("Nomor agenda"), _("Cetak dan tanda tangan"), _("Berlaku")]


def _next_step(request: HttpRequest, actor: Actor, row: Letter) -> dict[str, object]:
    """The forms that this actor may send now."""
    here, stands = Subject(area_code=row.area_id), row.standing
    found: dict[str, object] = {}
    if stands in OPEN:
        holds = holds_of(row.plan, timezone.localdate()) if row.kind == Kind.FAMILY else ()
        found["holds"] = holds
        if decide(actor, DECIDE, here):
            found["decide_form"] = decide_form(request, row)
        elif decide(actor, RECORD, here):
            found["paper_form"] = paper_form(actor, row)
    if stands in (*OPEN, Standing.KNOWN, Standing.NUMBERED) and decide(actor, WRITE, here):
        initial = {"agenda": row.agenda, "text": row.number, "on": row.dated} if row.number else None
        found["number_form"] = NumberForm(initial=initial)
        found["last_number"] = last_number(actor, row.area_id)
    if stands is Standing.NUMBERED and decide(actor, WRITE, here):
        found["sign_form"] = SignForm()
    if stands is not Standing.WITHDRAWN:
        found["withdraw_form"] = WithdrawForm()
    return found


def decide_form(request: HttpRequest, row: Letter, posted: object = None) -> DecideForm:
    """The head's form: only what the law gives can be chosen."""
    holds = holds_of(row.plan, timezone.localdate()) if row.kind == Kind.FAMILY else ()
    initial = {
        "head_name": getattr(request.user, "name", ""), "outcome": Outcome.KNOWN.value,
        "head_title": _title(actor_of(request), row.area_id),
    }  # fmt: skip
    return DecideForm(posted, outcomes=outcomes_of(Kind(row.kind), holds), initial=initial)


def paper_form(actor: Actor, row: Letter, posted: object = None, files: object = None) -> PaperForm:
    """The clerk's form for what the head decided with her pen; to know needs the numbered paper that she signed."""
    holds = holds_of(row.plan, timezone.localdate()) if row.kind == Kind.FAMILY else ()
    offered = outcomes_of(Kind(row.kind), holds)
    if row.agenda is None:
        offered = tuple(outcome for outcome in offered if outcome is not Outcome.KNOWN)
    signs = expected_signer(actor, row.area_id)
    initial = {
        "outcome": Outcome.KNOWN.value if row.agenda else "", "head_name": signs.head_name,
        "head_title": signs.head_title, "decree": signs.decree,
    }  # fmt: skip
    return PaperForm(posted, files, outcomes=offered, initial=initial)


def expected_signer(actor: Actor, area_code: str) -> Decided:
    """Who signs in this village: the head by her post; where no post tells a name, who signed the latest letter."""
    held = signer(actor, VIEW, area_code)
    latest = last_signer(actor, area_code)
    if held is None or not held.name:
        return latest or Decided("", HEAD_TITLES[1 if held and held.acting else 0], decree=held.decree if held else "")
    return Decided(held.name, HEAD_TITLES[1 if held.acting else 0], decree=held.decree)


def _title(actor: Actor, area_code: str) -> str:
    """What stands below "Mengetahui", as far as her post says it: she may choose otherwise."""
    latest = own_posts(actor).filter(area=area_code, role="kepala_desa").first()
    return HEAD_TITLES[1 if latest and latest.acting else 0]


def kept_nowhere(response: HttpResponse, *, public: bool = False) -> HttpResponse:
    """An answer that no cache keeps; a public one that no search engine finds."""
    response["Cache-Control"] = "no-store"
    if public:
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
