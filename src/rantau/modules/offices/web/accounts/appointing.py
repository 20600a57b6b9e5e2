"""Giving a post, ending it, and taking it back before it begins."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rantau.modules.areas.api import Level, place_name
from rantau.modules.offices import queries
from rantau.modules.offices.actions import assign_post, end_post, propose_post, withdraw_post
from rantau.modules.offices.domain import ROLES, Period, Role
from rantau.modules.offices.models import Account, Post
from rantau.modules.offices.post_names import post_name
from rantau.modules.offices.proposals import needs_two
from rantau.modules.offices.queries import MANAGE
from rantau.modules.offices.web.accounts.attempt import attempt
from rantau.modules.offices.web.accounts.forms import DistrictForm, EndForm, PostForm, RoleForm
from rantau.modules.offices.web.accounts.places import places
from rantau.modules.offices.web.words import period_of, role_name, span
from rantau.platform.access.actor import Actor
from rantau.platform.access.fresh import freshly
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Entry


@requires(MANAGE)
@freshly
def assign(request: HttpRequest, account: int) -> HttpResponse:
    """Give a post: the role, then the kecamatan where the role needs one, then area, period and decree.

    The first two steps only change the address, so that going back and forth loses nothing and needs no JavaScript.
    """
    actor = actor_of(request)
    person = queries.account(actor, account)
    role = ROLES.get(request.GET.get("peran", ""))
    if role is None:
        return _step(request, person, 1, RoleForm(request.GET or None))
    district = ""
    if role.scope_level > Level.REGENCY:
        chosen = DistrictForm(
            request.GET if "kecamatan" in request.GET else None,
            initial={"peran": role.name},
            districts=places(actor, Level.DISTRICT),
        )
        if not chosen.is_valid():
            return _step(request, person, 2, chosen, role)
        district = chosen.cleaned_data["kecamatan"]
    return _appoint(request, person, role, district)


def _appoint(request: HttpRequest, person: Account, role: type[Role], district: str) -> HttpResponse:
    actor = actor_of(request)
    form = PostForm(
        request.POST if request.method == "POST" else None,
        initial={"start": timezone.localdate()},
        asks=needs_two(role.name),
        **_areas(actor, role, district),
    )
    if form.is_valid():
        done = _asked(request, form, person, role) if needs_two(role.name) else _given(request, form, person, role)
        if done is not None:
            return done
    return _step(request, person, 3, form, role)


def _asked(request: HttpRequest, form: forms.Form, person: Account, role: type[Role]) -> HttpResponse | None:
    post, reason = _wanted(form, person, role), form.cleaned_data["why"]
    asked = attempt(form, lambda: propose_post(by=actor_of(request), reason=reason, **post))
    if asked is None:
        return None
    messages.success(request, _("Permintaan terkirim. Jabatan ini berlaku setelah orang kedua mengerjakannya."))
    return redirect("approval:request", asked.id)


def _given(request: HttpRequest, form: forms.Form, person: Account, role: type[Role]) -> HttpResponse | None:
    if attempt(form, lambda: assign_post(by=actor_of(request), **_wanted(form, person, role))) is None:
        return None
    messages.success(request, _("Jabatan tercatat: %(role)s.") % {"role": role_name(role.name)})
    return redirect("offices:account", person.pk)


def _wanted(form: forms.Form, person: Account, role: type[Role]) -> dict[str, Any]:
    said = form.cleaned_data
    return {
        "account_id": person.pk, "role": role.name, "area_code": said["area"],
        "period": Period(said["start"], said["end"]), "decree": said["decree"], "acting": said["acting"],
    }  # fmt: skip


def _areas(actor: Actor, role: type[Role], district: str) -> dict[str, Any]:
    """The areas in which this role can be given here, and what such an area is called."""
    if role.scope_level == Level.REGENCY:
        return {"areas": places(actor, Level.REGENCY), "area_label": _("Kabupaten atau kota")}
    if role.scope_level == Level.DISTRICT:
        only = [choice for choice in places(actor, Level.DISTRICT) if choice[0] == district]
        return {"areas": only, "area_label": _("Kecamatan")}
    return {"areas": places(actor, Level.VILLAGE, inside=district), "area_label": _("Desa atau kelurahan")}


def _step(
    request: HttpRequest, person: Account, step: int, form: forms.Form, role: type[Role] | None = None
) -> HttpResponse:
    needs_district = role is None or role.scope_level > Level.REGENCY
    steps = [_("Peran"), *([_("Kecamatan")] if needs_district else []), _("Tempat, masa dan SK")]
    context = {
        "person": person,
        "steps": steps,
        "step": min(step, len(steps)),
        "last": step == 3,
        "asks": role is not None and needs_two(role.name),
        "form": form,
        "role": role_name(role.name) if role else "",
        "description": _(role.description) if role else "",
        "needs_district": needs_district,
        "role_address": f"?peran={role.name}" if role else "",
    }
    return render(request, "offices/accounts/assign.html", context, status=400 if form.errors else 200)


@requires(MANAGE)
@freshly
def end(request: HttpRequest, account: int, post: int) -> HttpResponse:
    """End a post of this account; the post stays as history."""
    actor, (person, held) = actor_of(request), _held(request, account, post)
    form = EndForm(request.POST or None, initial={"last_day": max(timezone.localdate(), held.valid_from)})
    if request.method == "POST" and form.is_valid():
        last_day = form.cleaned_data["last_day"]
        if attempt(form, lambda: end_post(by=actor, post_id=post, last_day=last_day)) is not None:
            messages.success(request, _("Jabatan diakhiri. Ia tetap tercatat sebagai riwayat."))
            return redirect("offices:account", account)
    return _about_post(request, "end", person, held, form)


@requires(MANAGE)
@freshly
def withdraw(request: HttpRequest, account: int, post: int) -> HttpResponse:
    """Take back a post of this account that has not begun."""
    actor, (person, held) = actor_of(request), _held(request, account, post)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(form, lambda: withdraw_post(by=actor, post_id=post)) is not None:
        messages.success(request, _("Jabatan dicabut sebelum mulai. Jejaknya tetap tercatat."))
        return redirect("offices:account", account)
    return _about_post(request, "withdraw", person, held, form)


def _held(request: HttpRequest, account: int, post: int) -> tuple[Account, Post]:
    """An account and one of its posts; a post that it does not hold here is not found."""
    actor = actor_of(request)
    person = queries.account(actor, account)
    held = queries.posts_of(actor, account).select_related("area__parent").filter(pk=post).first()
    if held is None:
        raise Http404
    return person, held


def _about_post(request: HttpRequest, page: str, person: Account, held: Post, form: forms.Form) -> HttpResponse:
    entries = [
        Entry(_("Peran"), post_name(held.role, acting=held.acting)), Entry(_("Wilayah"), place_name(held.area)),
        Entry(_("Masa"), span(period_of(held))), Entry(_("Nomor SK"), held.decree or None),
    ]  # fmt: skip
    context = {"person": person, "entries": entries, "form": form}
    return render(request, f"offices/accounts/{page}.html", context, status=400 if form.is_bound else 200)
