"""The steps of a letter that are sent from its page."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rantau.kernel.errors import NotAllowedError, RantauError
from rantau.modules.letters.actions import decide_letter, number_letter, record_outcome, sign_letter, withdraw_letter
from rantau.modules.letters.domain import DECIDE, RECORD, VIEW, WRITE, Number, Outcome
from rantau.modules.letters.queries import letter as letter_of
from rantau.modules.letters.web.forms import NumberForm, SignForm, WithdrawForm
from rantau.modules.letters.web.views import decide_form, page_of_letter, paper_form
from rantau.platform.access.views import actor_of, requires


@requires(DECIDE)
def decide(request: HttpRequest, letter: int) -> HttpResponse:
    """Putusan kepala desa."""
    if request.method != "POST":
        return redirect("letters:letter", letter)
    actor = actor_of(request)
    form = decide_form(request, letter_of(actor, letter), request.POST)

    def verb() -> None:
        said = form.cleaned_data
        decide_letter(
            by=actor, letter=letter, outcome=Outcome(said["outcome"]), reason=said["reason"],
            head_name=said["head_name"], head_title=said["head_title"],
        )  # fmt: skip

    return _tried(request, letter, "decide_form", form, verb, _("Putusan tersimpan."))


@requires(RECORD)
def record(request: HttpRequest, letter: int) -> HttpResponse:
    """Putusan kepala desa di kertas, dicatat operator."""
    if request.method != "POST":
        return redirect("letters:letter", letter)
    actor = actor_of(request)
    form = paper_form(actor, letter_of(actor, letter), request.POST, request.FILES)

    def verb() -> None:
        record_outcome(by=actor, letter=letter, said=form.said(), upload=form.cleaned_data["photo"])

    return _tried(request, letter, "paper_form", form, verb, _("Putusan di kertas tercatat."))


@requires(WRITE)
def number(request: HttpRequest, letter: int) -> HttpResponse:
    """Nomor dari buku agenda."""
    if request.method != "POST":
        return redirect("letters:letter", letter)
    actor, form = actor_of(request), NumberForm(request.POST)

    def verb() -> None:
        said = form.cleaned_data
        number_letter(by=actor, letter=letter, number=Number(said["agenda"], said["text"].strip(), said["on"]))

    return _tried(request, letter, "number_form", form, verb, _("Nomor tersimpan. Surat siap dicetak."))


@requires(WRITE)
def sign(request: HttpRequest, letter: int) -> HttpResponse:
    """Foto surat yang sudah ditandatangani."""
    if request.method != "POST":
        return redirect("letters:letter", letter)
    actor, form = actor_of(request), SignForm(request.POST, request.FILES)

    def verb() -> None:
        sign_letter(by=actor, letter=letter, upload=form.cleaned_data["photo"])

    return _tried(request, letter, "sign_form", form, verb, _("Foto tersimpan. Surat ini berlaku."))


@requires(VIEW)
def withdraw(request: HttpRequest, letter: int) -> HttpResponse:
    """Mencabut surat."""
    if request.method != "POST":
        return redirect("letters:letter", letter)
    actor, form = actor_of(request), WithdrawForm(request.POST)

    def verb() -> None:
        withdraw_letter(by=actor, letter=letter, reason=form.cleaned_data["reason"])

    return _tried(request, letter, "withdraw_form", form, verb, _("Surat dicabut. Halaman periksanya mengatakannya."))


def _tried(
    request: HttpRequest, letter: int, name: str, form: forms.Form, verb: Callable[[], None], done: str
) -> HttpResponse:
    """Do it and go back to the letter; or the page with what is wrong, and what was typed."""
    if form.is_valid():
        try:
            verb()
        except NotAllowedError:
            raise
        except RantauError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, done)
            return redirect("letters:letter", letter)
    return page_of_letter(request, letter, **{name: form})
