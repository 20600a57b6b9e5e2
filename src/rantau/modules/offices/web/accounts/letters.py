"""Letters as an administrator works with them: inviting many offices, one letter, printing the unopened again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rantau.kernel.errors import RantauError
from rantau.modules.areas.api import Level
from rantau.modules.offices import queries
from rantau.modules.offices.actions import invite_offices, issue_letter, reissue_letters
from rantau.modules.offices.domain import Period
from rantau.modules.offices.letters import LetterStanding
from rantau.modules.offices.models import Letter
from rantau.modules.offices.queries import MANAGE
from rantau.modules.offices.web.accounts.attempt import attempt
from rantau.modules.offices.web.accounts.letter_forms import InviteForm, LetterFilter
from rantau.modules.offices.web.accounts.places import places
from rantau.modules.offices.web.printing import printed
from rantau.modules.offices.web.words import letter_purpose, letter_standing
from rantau.platform.access.fresh import freshly
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Empty, Table
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
    }
    return render(request, "offices/letters/index.html", context)


@requires(MANAGE)
@freshly
def invite(request: HttpRequest) -> HttpResponse:
    """Invite all areas of a kind that have no active account yet; the answer is the letters to print."""
    actor = actor_of(request)
    initial = {"start": timezone.localdate()}
    form = InviteForm(request.POST or None, initial=initial, districts=places(actor, Level.DISTRICT))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        codes = list(queries.areas_to_invite(actor, said["role"], said["inside"]).values_list("code", flat=True))
        made = attempt(
            form,
            lambda: invite_offices(
                by=actor, role=said["role"], area_codes=codes, period=Period(said["start"], said["end"]),
                decree=said["decree"],
            ),
        )  # fmt: skip
        if made:
            return printed(request, made, contact=said["contact"], back=reverse("offices:letters"))
        if made is not None:
            form.add_error(None, _("Di wilayah ini semua sudah punya akun aktif dengan peran itu."))
    return render(request, "offices/letters/invite.html", {"form": form}, status=400 if form.is_bound else 200)


@requires(MANAGE)
@freshly
def again(request: HttpRequest) -> HttpResponse:
    """Print the unopened letters again, with new codes."""
    if request.method != "POST":
        return redirect("offices:letters")
    actor = actor_of(request)
    form = LetterFilter(request.POST, districts=places(actor, Level.DISTRICT))
    wanted = form.wanted()
    accounts = queries.unopened_accounts(actor, role=wanted["role"], area=wanted["area"])
    letters = reissue_letters(by=actor, account_ids=accounts.values_list("pk", flat=True))
    if not letters:
        messages.info(request, _("Tidak ada surat yang belum dibuka."))
        return redirect("offices:letters")
    return printed(request, letters, back=reverse("offices:letters"))


@requires(MANAGE)
@freshly
def one(request: HttpRequest, account: int) -> HttpResponse:
    """A letter for one account."""
    if request.method != "POST":
        return redirect("offices:account", account)
    try:
        letter = issue_letter(by=actor_of(request), account_id=account)
    except RantauError as error:
        queries.account(actor_of(request), account)
        messages.error(request, str(error))
        return redirect("offices:account", account)
    return printed(request, [letter], back=reverse("offices:account", args=[account]))


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
