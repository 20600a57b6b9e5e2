"""One account: its posts, its letter, closing and opening it."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rantau.modules.areas.api import Level
from rantau.modules.offices import queries
from rantau.modules.offices.actions import disable_account, enable_account, propose_letter
from rantau.modules.offices.models import Account, Post
from rantau.modules.offices.queries import MANAGE
from rantau.modules.offices.web.accounts.attempt import attempt
from rantau.modules.offices.web.accounts.forms import ReasonForm, WhyForm
from rantau.modules.offices.web.words import letter_entries, posts_table
from rantau.platform.access.fresh import freshly
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Empty, Entry


@requires(MANAGE)
def account(request: HttpRequest, account: int) -> HttpResponse:
    """One account and what can be done with it."""
    return _page(request, account)


@requires(MANAGE)
@freshly
def disable(request: HttpRequest, account: int) -> HttpResponse:
    """Close an account, with a reason."""
    if request.method != "POST":
        return redirect("offices:account", account)
    actor, form = actor_of(request), ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: disable_account(by=actor, account_id=account, reason=reason)) is not None:
            messages.success(request, _("Akun dinonaktifkan. Pemiliknya tidak dapat masuk lagi."))
            return redirect("offices:account", account)
    return _page(request, account, reason_form=form)


@requires(MANAGE)
@freshly
def enable(request: HttpRequest, account: int) -> HttpResponse:
    """Open a closed account again."""
    if request.method != "POST":
        return redirect("offices:account", account)
    actor, form = actor_of(request), forms.Form(request.POST)
    if attempt(form, lambda: enable_account(by=actor, account_id=account)) is None:
        return _page(request, account, enable_form=form)
    messages.success(request, _("Akun aktif kembali, dengan jabatan yang masih berlaku."))
    return redirect("offices:account", account)


@requires(MANAGE)
@freshly
def ask_letter(request: HttpRequest, account: int) -> HttpResponse:
    """Ask for a letter for this account: somebody else recognises its holder and prints it."""
    if request.method != "POST":
        return redirect("offices:account", account)
    actor, form = actor_of(request), WhyForm(request.POST)
    if form.is_valid():
        why = form.cleaned_data["why"]
        asked = attempt(form, lambda: propose_letter(by=actor, account_id=account, reason=why))
        if asked is not None:
            messages.success(request, _("Permintaan terkirim. Suratnya dicetak oleh orang kedua."))
            return redirect("approval:request", asked.id)
    return _page(request, account, why_form=form)


def _page(request: HttpRequest, account_id: int, **refused: forms.Form) -> HttpResponse:
    """The page of an account; a refused form stands where it was sent from, with what was typed."""
    actor = actor_of(request)
    person = queries.account(actor, account_id)
    today = timezone.localdate()
    held = list(queries.posts_of(actor, account_id).select_related("area__parent"))
    doors = {post.pk: _door(post, today) for post in held}
    context = {
        "person": person,
        "own": actor.id == account_id,
        "opened": person.has_usable_password(),
        "letter": letter_entries(queries.letters(actor).filter(account=person).first()),
        "entries": _entries(person),
        "posts": posts_table(held, today, _no_post(), doors),
        "reason_form": ReasonForm(),
        "why_form": WhyForm(),
        **refused,
    }
    return render(request, "offices/accounts/account.html", context, status=400 if refused else 200)


def _entries(person: Account) -> list[Entry]:
    last = timezone.localdate(person.last_login) if person.last_login else _("belum pernah")
    return [Entry(_("Nama pengguna"), person.username), Entry(_("Terakhir masuk"), last)]


def _door(post: Post, today: date) -> Cell:
    """What has not begun can be taken back, what is in force ended, what is over given again in its place."""
    if post.valid_from > today:
        return Cell(_("Cabut"), href=reverse("offices:withdraw_post", args=[post.account_id, post.pk]))
    if post.valid_to is None or post.valid_to >= today:
        return Cell(_("Akhiri jabatan"), href=reverse("offices:end_post", args=[post.account_id, post.pk]))
    chosen = {"peran": post.role}
    if post.area.level >= Level.DISTRICT:
        chosen["kecamatan"] = post.area_id[: len("36.04.05")]
    return Cell(_("Angkat lagi"), href=f"{reverse('offices:assign', args=[post.account_id])}?{urlencode(chosen)}")


def _no_post() -> Empty:
    return Empty(_("Belum ada jabatan"), _("Tanpa jabatan, akun ini belum dapat berbuat apa-apa."), icon="briefcase")
