"""Letters as an administrator asks for them: for many offices, and for the unopened again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rantau.kernel.errors import ConflictError
from rantau.modules.areas.api import Level
from rantau.modules.offices import actions, queries
from rantau.modules.offices.actions import propose_invitation, propose_letters_again
from rantau.modules.offices.domain import Period
from rantau.modules.offices.letters import LetterStanding
from rantau.modules.offices.models import Letter
from rantau.modules.offices.queries import MANAGE, RECOGNISE
from rantau.modules.offices.two_people import KINDS
from rantau.modules.offices.web.accounts.attempt import attempt
from rantau.modules.offices.web.accounts.forms import WhyForm
from rantau.modules.offices.web.accounts.letter_forms import ContactForm, InviteForm, LetterFilter
from rantau.modules.offices.web.accounts.places import places
from rantau.modules.offices.web.printing import printed
from rantau.modules.offices.web.words import letter_purpose, letter_standing
from rantau.platform.access.fresh import freshly
from rantau.platform.access.views import actor_of, requires
from rantau.platform.approval.api import request as approval_request
from rantau.platform.web.components import Cell, Column, Empty, Entry, Table
from rantau.platform.web.tables import page_of


@requires(MANAGE)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Letters, at first those that nobody has opened."""
    actor = actor_of(request)
    form = LetterFilter(request.GET or {"keadaan": LetterStanding.UNOPENED}, districts=places(actor, Level.DISTRICT))
    wanted = form.wanted()
    page = page_of(request, queries.letters_found(actor, **wanted), 50)
    narrowed = {"role": wanted["role"], "area": wanted["area"]}
    context = {
        "form": form,
        "page": page,
        "table": _table(list(page)),
        "again": queries.unopened_accounts(actor, **narrowed).count(),
        "narrowed": narrowed,
        "why_form": WhyForm(),
    }
    return render(request, "offices/letters/index.html", context)


@requires(MANAGE)
@freshly
def invite(request: HttpRequest) -> HttpResponse:
    """Ask that all areas of a kind that have no active account yet are invited."""
    actor = actor_of(request)
    initial = {"start": timezone.localdate()}
    form = InviteForm(request.POST or None, initial=initial, districts=places(actor, Level.DISTRICT))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        period = Period(said["start"], said["end"])
        asked = attempt(
            form,
            lambda: propose_invitation(
                by=actor, role=said["role"], inside=said["inside"], period=period, decree=said["decree"],
                reason=said["why"],
            ),
        )  # fmt: skip
        if asked is not None:
            messages.success(request, _("Permintaan terkirim. Akun dan suratnya dibuat oleh orang kedua."))
            return redirect("approval:request", asked.id)
    return render(request, "offices/letters/invite.html", {"form": form}, status=400 if form.is_bound else 200)


@requires(MANAGE)
@freshly
def again(request: HttpRequest) -> HttpResponse:
    """Ask that the unopened letters are printed again, with new codes."""
    if request.method != "POST":
        return redirect("offices:letters")
    form, why = LetterFilter(request.POST, districts=places(actor_of(request), Level.DISTRICT)), WhyForm(request.POST)
    wanted = form.wanted()
    if not why.is_valid():
        messages.error(request, _("Tulislah alasannya, paling sedikit lima huruf."))
        return redirect("offices:letters")
    try:
        asked = propose_letters_again(
            by=actor_of(request), role=wanted["role"], area=wanted["area"], reason=why.cleaned_data["why"]
        )
    except ConflictError as error:
        messages.info(request, str(error))
        return redirect("offices:letters")
    messages.success(request, _("Permintaan terkirim. Suratnya dicetak ulang oleh orang kedua."))
    return redirect("approval:request", asked.id)


@requires(RECOGNISE)
@freshly
def carry_out(request: HttpRequest, number: int) -> HttpResponse:
    """After the approval, by the second person: the post, the accounts, and the letters to print."""
    actor = actor_of(request)
    row = approval_request(actor, number)
    if row.kind not in {kind.name for kind in KINDS}:
        raise Http404
    form = ContactForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done = attempt(form, lambda: actions.carry_out(by=actor, request=number))
        if done is not None and done.letters:
            back = reverse("approval:index")
            return printed(request, done.letters, contact=form.cleaned_data["contact"], back=back)
        if done is not None:
            messages.success(request, _("Selesai, dan tercatat."))
            return redirect("approval:request", number)
    entries = [
        Entry(_("Langkah"), str(row.of_kind.label)), Entry(_("Tentang"), row.of_kind.describe(row.subject)),
        Entry(_("Diminta oleh"), row.asked_name),
    ]  # fmt: skip
    context = {"entries": entries, "form": form, "number": number}
    return render(request, "offices/letters/carry_out.html", context, status=400 if form.is_bound else 200)


def _table(letters: list[Letter]) -> Table:
    now = timezone.now()
    return Table(
        caption=_("Surat"),
        columns=(
            Column("untuk", _("Untuk")), Column("guna", _("Guna")), Column("terbit", _("Terbit")),
            Column("sampai", _("Berlaku sampai")), Column("keadaan", _("Keadaan")),
        ),
        rows=[
            (
                Cell(
                    letter.account.name or letter.account.username,
                    href=reverse("offices:account", args=[letter.account_id]),
                    note=letter.account.username,
                ),
                letter_purpose(letter.purpose),
                timezone.localdate(letter.issued_at), timezone.localdate(letter.expires_at),
                letter_standing(letter.standing(now)),
            )
            for letter in letters
        ],
        narrow="cards",
        show_caption=False,
        empty=Empty(_("Tidak ada surat seperti itu"), icon="envelope"),
    )  # fmt: skip
