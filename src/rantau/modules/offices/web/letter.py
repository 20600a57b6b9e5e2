"""The page for whoever holds a letter: user name and code, then a password of one's own.

Between the two steps the browser's session says which letter was shown rightly; the code itself is not kept, and stands
in no address.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.account.utils import perform_login
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from rantau.modules.offices.actions import find_letter, open_letter, open_phone_letter
from rantau.modules.offices.letters import FoundLetter, Purpose
from rantau.modules.offices.models import Account
from rantau.modules.offices.web.accounts.attempt import attempt
from rantau.modules.offices.web.letter_page_forms import CodeForm, OwnPasswordForm, PhoneForm
from rantau.platform.access.views import actor_of, open_to_all

_KEY = "offices.letter"
_MINUTES = 30


@open_to_all
@never_cache
@sensitive_post_parameters("code", "companion")
def show(request: HttpRequest) -> HttpResponse:
    """Surat berkode: user name and code."""
    actor = actor_of(request)
    if actor.kind == "user":
        return render(request, "offices/letter/logged_in.html")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        found = attempt(form, lambda: find_letter(by=actor, **said))
        if found is not None:
            request.session.cycle_key()
            request.session[_KEY] = {"id": found.id, "account": found.account_id, "purpose": found.purpose,
                                     "until": time.time() + _MINUTES * 60}  # fmt: skip
            return redirect("letter_open")
        if not form.errors:
            form.add_error(None, _("Nama pengguna, kode dan nomor pendamping ini tidak cocok, atau suratnya sudah "
                               "dipakai, diganti atau lewat waktu. Periksa angkanya; bila tetap ditolak, mintalah "
                               "surat baru."))  # fmt: skip
    return render(request, "offices/letter/code.html", {"form": form}, status=400 if form.is_bound else 200)


@open_to_all
@never_cache
@sensitive_post_parameters("password", "repeated")
def use(request: HttpRequest) -> HttpResponse:
    """The second step: one's own name and password, or for a lost phone the password one has."""
    found = _shown(request)
    if found is None:
        return redirect("letter")
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        opened = attempt(form, lambda: _open(request, found, form.cleaned_data))
        if opened is not None:
            return _log_in(request, opened)
        if not form.errors:
            form.add_error("password", _("Kata sandi ini salah."))
    username = Account.objects.values_list("username", flat=True).get(pk=found.account_id)
    context = {"form": form, "username": username, "phone": found.purpose is Purpose.PHONE}
    return render(request, "offices/letter/open.html", context, status=400 if form.is_bound else 200)


def _shown(request: HttpRequest) -> FoundLetter | None:
    kept = request.session.get(_KEY)
    if not kept or actor_of(request).kind == "user" or kept["until"] < time.time():
        return None
    return FoundLetter(kept["id"], kept["account"], Purpose(kept["purpose"]))


def _form(request: HttpRequest, found: FoundLetter) -> forms.Form:
    posted = request.POST or None
    if found.purpose is Purpose.PHONE:
        return PhoneForm(posted)
    return OwnPasswordForm(posted, with_name=found.purpose is Purpose.INVITATION)


def _open(request: HttpRequest, found: FoundLetter, said: dict[str, Any]) -> int | None:
    """Number of the account that is now open; None for a wrong password with a letter for a lost phone."""
    by = actor_of(request)
    if found.purpose is Purpose.PHONE:
        held = open_phone_letter(by=by, letter=found, password=said["password"])
    else:
        held = open_letter(by=by, letter=found, name=said.get("name", ""), password=said["password"])
    return held.id if held else None


def _log_in(request: HttpRequest, account_id: int) -> HttpResponse:
    """The usual way in, with whatever step the login still asks for (the second factor)."""
    del request.session[_KEY]
    messages.success(request, _("Akun ini sekarang milik Anda. Sobek surat itu; kodenya tidak berlaku lagi."))
    response: HttpResponse = perform_login(request, Account.objects.get(pk=account_id), email_verification="none")
    return response
