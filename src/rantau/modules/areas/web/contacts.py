"""Nomor setempat: the telephone numbers of services near people, with the day on which somebody checked them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rantau.kernel.errors import InvalidValueError, NotAllowedError
from rantau.modules.areas import queries
from rantau.modules.areas.actions import end_contact, keep_contact
from rantau.modules.areas.actions.contacts import NOT_THERE
from rantau.modules.areas.domain import KEEP_CONTACTS, SERVICE_LABELS, LocalNumber, Service
from rantau.modules.areas.models import Area, Level
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide
from rantau.platform.access.views import actor_of, any_account, requires
from rantau.platform.web.components import Cell, Column, Empty, Table
from rantau.platform.web.forms import choose
from rantau.platform.web.tables import page_of


class ContactForm(forms.Form):
    """A number, where it belongs, and from where it is known."""

    area = forms.ChoiceField(label=gettext_lazy("Wilayah"))
    service = forms.ChoiceField(label=gettext_lazy("Layanan"), choices=[(s.value, SERVICE_LABELS[s]) for s in Service])
    name = forms.CharField(
        label=gettext_lazy("Nama layanannya"), max_length=120, help_text=gettext_lazy("Misalnya: Polsek Kramatwatu.")
    )
    number = forms.CharField(
        label=gettext_lazy("Nomor"), max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("Dari mana nomornya?"), max_length=200,
        help_text=gettext_lazy("Misalnya: papan nama kantornya, atau situs resminya."),
    )  # fmt: skip
    checked_on = forms.DateField(
        label=gettext_lazy("Kapan dicoba atau diperiksa?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "area", areas)
        self.initial.setdefault("checked_on", timezone.localdate())


@any_account
@require_GET
def contacts(request: HttpRequest) -> HttpResponse:
    """The numbers in force. Where there is none, those of the country are shown in their place."""
    actor = actor_of(request)
    page = page_of(request, queries.contacts(actor), 50)
    may_keep = bool(actor.grants_for(KEEP_CONTACTS))
    table = Table(
        caption=_("Nomor setempat"),
        columns=[
            Column("layanan", _("Layanan")), Column("nomor", _("Nomor")), Column("wilayah", _("Wilayah")),
            Column("diperiksa", _("Diperiksa")), Column("sumber", _("Sumber")),
        ],
        rows=[_row(actor, queries.local_number(row)) for row in page],
        narrow="cards",
        show_caption=False,
        empty=Empty(
            _("Belum ada nomor setempat"),
            _("Sampai ada, yang ditunjukkan nomor nasional dengan tanggal periksanya."),
            reverse("areas:contact_new") if may_keep else "",
            _("Catat nomor") if may_keep else "",
        ),
    )  # fmt: skip
    return render(request, "areas/contacts.html", {"table": table, "page": page, "may_keep": may_keep})


@requires(KEEP_CONTACTS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a number down."""
    form = ContactForm(request.POST or None, areas=_areas(actor_of(request)))
    return _answer(request, form, None)


@requires(KEEP_CONTACTS)
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, contact: int) -> HttpResponse:
    """Check a number again, or put another in its place."""
    actor = actor_of(request)
    row = queries.contacts(actor).filter(pk=contact).first()
    if row is None or not decide(actor, KEEP_CONTACTS, Subject(row.area_id)):
        raise NotAllowedError(NOT_THERE)
    known = queries.local_number(row)
    initial = {"area": known.area_code, "service": known.service, "name": known.name, "number": known.number,
               "source": known.source}  # fmt: skip
    form = ContactForm(request.POST or None, areas=_areas(actor), initial=initial)
    return _answer(request, form, known)


@requires(KEEP_CONTACTS)
@require_POST
def end(request: HttpRequest, contact: int) -> HttpResponse:
    """A number that is not used any more."""
    end_contact(by=actor_of(request), contact=contact)
    messages.success(request, _("Nomor dicabut."))
    return HttpResponseRedirect(reverse("areas:contacts"))


def _answer(request: HttpRequest, form: ContactForm, known: LocalNumber | None) -> HttpResponse:
    if form.is_valid() and _kept(request, form, known):
        messages.success(request, _("Nomor tersimpan."))
        return HttpResponseRedirect(reverse("areas:contacts"))
    status = 400 if form.errors else 200
    return render(request, "areas/contact.html", {"form": form, "known": known}, status=status)


def _kept(request: HttpRequest, form: ContactForm, known: LocalNumber | None) -> bool:
    said = form.cleaned_data
    try:
        keep_contact(
            by=actor_of(request), area_code=said["area"], service=Service(said["service"]), name=said["name"],
            number=said["number"], source=said["source"], checked_on=said["checked_on"],
            instead_of=known.id if known else None,
        )  # fmt: skip
    except InvalidValueError as error:
        form.add_error("checked_on" if error.code == "tanggal" else "number", str(error))
        return False
    return True


def _areas(actor: Actor) -> list[tuple[str, str]]:
    """Where she keeps numbers: a kecamatan, or the whole regency."""
    found = Area.objects.filter(level__in=[Level.REGENCY, Level.DISTRICT], valid_to__isnull=True).order_by("pk")
    return [(area.pk, area.name) for area in found if decide(actor, KEEP_CONTACTS, Subject(area.pk))]


def _row(actor: Actor, known: LocalNumber) -> list[Any]:
    may = decide(actor, KEEP_CONTACTS, Subject(known.area_code))
    stale = known.is_stale(timezone.localdate())
    return [
        Cell(known.name, href=reverse("areas:contact", args=[known.id])) if may else known.name,
        known.number,
        known.area_name,
        Cell(known.checked_on, note=_("perlu diperiksa lagi") if stale else ""),
        known.source,
    ]
