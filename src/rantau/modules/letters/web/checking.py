"""The public page of a letter: real or not, its village, date and state; whose it is only for who types its code."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from rantau.kernel.errors import NotAllowedError
from rantau.modules.letters.actions import check_code
from rantau.modules.letters.domain import PublicEssence, PublicStanding
from rantau.modules.letters.queries import checker, letter_on_paper, public_standing
from rantau.modules.letters.web.forms import CodeForm
from rantau.modules.letters.web.views import kept_nowhere
from rantau.modules.letters.web.words import kind_words
from rantau.platform.access.acting import acting
from rantau.platform.access.views import open_to_all

_WRONG = "kode-salah"


@open_to_all
@sensitive_post_parameters("code")
def check(request: HttpRequest, village: str, token: str) -> HttpResponse:
    """Periksa keaslian surat."""
    area = area_of(village)
    form = CodeForm(request.POST or None)
    with acting(checker(area)):
        row = letter_on_paper(checker(area), area, token)
        shown = public_standing(row) if row else None
        essence, wrong = _opened(form, area, token) if shown and request.method == "POST" else (None, "")
    return _page(request, shown, form, essence, wrong)


def area_of(village: str) -> str:
    """ "3604052001" of an address as the code of an area."""
    return f"{village[:2]}.{village[2:4]}.{village[4:6]}.{village[6:]}"


def _opened(form: CodeForm, area: str, token: str) -> tuple[PublicEssence | None, str]:
    """Whose it is; else what to say."""
    if not form.is_valid():
        return None, ""
    try:
        found = check_code(by=checker(area), area_code=area, token=token, typed=form.cleaned_data["code"])
    except NotAllowedError as error:
        return None, str(error)
    return found, "" if found else _WRONG


def _page(
    request: HttpRequest, shown: PublicStanding | None, form: CodeForm, essence: PublicEssence | None, wrong: str
) -> HttpResponse:
    context: dict[str, Any] = {
        "shown": shown, "kind": kind_words(shown.kind) if shown else "", "form": form, "essence": essence,
        "wrong": wrong, "is_wrong_code": wrong == _WRONG,
    }  # fmt: skip
    status = 404 if shown is None else 400 if wrong or form.errors else 200
    return kept_nowhere(render(request, "letters/check.html", context, status=status), public=True)
