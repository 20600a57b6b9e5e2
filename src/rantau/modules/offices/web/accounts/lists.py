"""The list of accounts, and a new one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rantau.modules.areas.api import Level, place_name
from rantau.modules.offices.actions import create_account
from rantau.modules.offices.models import Account, Post
from rantau.modules.offices.post_names import post_name
from rantau.modules.offices.queries import MANAGE, accounts_found, posts
from rantau.modules.offices.web.accounts.attempt import attempt
from rantau.modules.offices.web.accounts.forms import AccountFilter, NewAccountForm
from rantau.modules.offices.web.accounts.places import places
from rantau.platform.access.actor import Actor
from rantau.platform.access.fresh import freshly
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Empty, Table
from rantau.platform.web.searching import filtered, to_filtered
from rantau.platform.web.tables import page_of, sort_of


@requires(MANAGE)
def index(request: HttpRequest) -> HttpResponse:
    """Accounts with the posts they hold, narrowed as asked."""
    if request.method == "POST":
        return to_filtered(request, "cari")
    actor = actor_of(request)
    form = AccountFilter(filtered(request, "cari"), districts=places(actor, Level.DISTRICT))
    wanted = form.wanted()
    columns = (
        Column("nama", _("Nama"), sortable=True), Column("jabatan", _("Jabatan")), Column("keadaan", _("Keadaan")),
    )  # fmt: skip
    sort = sort_of(request, columns, default="nama")
    found = accounts_found(actor, **wanted).order_by(*sort.order_by({"nama": "name"}, tie="pk"))
    page = page_of(request, found, 50)
    held = _held(actor, page)
    table = Table(
        caption=_("Akun"),
        columns=columns,
        rows=[_row(account, held[account.pk]) for account in page],
        sort=sort,
        narrow="cards",
        show_caption=False,
        empty=Empty(_("Tidak ada akun yang cocok"), _("Longgarkan saringannya, atau buat akun baru."), icon="users"),
    )
    context = {
        "form": form,
        "table": table,
        "page": page,
        "choices": [form["kecamatan"], form["peran"], form["keadaan"]],
        "narrowed": any(wanted.values()),
        "chosen": bool(form.errors) or any(value for name, value in wanted.items() if name != "text"),
    }
    return render(request, "offices/accounts/index.html", context)


def _held(actor: Actor, accounts: Iterable[Account]) -> dict[int, list[Post]]:
    """Posts by account that are in force or still to begin."""
    rows = posts(actor).filter(account__in=[account.pk for account in accounts])
    held: dict[int, list[Post]] = defaultdict(list)
    for post in rows.exclude(valid_to__lt=timezone.localdate()).select_related("area__parent"):
        held[post.account_id].append(post)
    return held


def _row(account: Account, held: list[Post]) -> list[object]:
    lines = [f"{post_name(post.role, acting=post.acting)}, {place_name(post.area)}" for post in held]
    if not account.is_active:
        state = Cell(_("Nonaktif"), tone="info")
    else:
        state = Cell(_("Aktif"), tone="success") if held else Cell(_("Tanpa jabatan"), tone="warning")
    return [
        Cell(
            account.name or account.username,
            href=reverse("offices:account", args=[account.pk]),
            note=account.username,
        ),
        Cell(lines[0], note="; ".join(lines[1:])) if lines else _("belum ada"),
        state,
    ]


@requires(MANAGE)
@freshly
def create(request: HttpRequest) -> HttpResponse:
    """A new account. Its post comes next, then its letter: nobody but its holder ever knows its password."""
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = attempt(form, lambda: create_account(by=actor_of(request), username=said["username"], name=said["name"]))
        if made is not None:
            messages.success(request, _("Akun dibuat. Catat jabatannya, lalu cetak suratnya."))
            return redirect("offices:assign", made.id)
    return render(request, "offices/accounts/create.html", {"form": form}, status=400 if form.is_bound else 200)
