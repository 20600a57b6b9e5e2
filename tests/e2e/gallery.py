"""Every component of the design system on one page, for tests and for the reference's picture. Not part of the site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from rantau.platform.access.views import open_to_all
from rantau.platform.web.components import Cell, Column, Empty, Entry, Tab, Table
from rantau.platform.web.tables import sort_of
from rantau.project.urls import urlpatterns as site_urls

COLUMNS = (
    Column("nama", "Kecamatan", sortable=True),
    Column("desa", "Register desa", numeric=True, sortable=True),
    Column("siskop", "SISKOP2MI", numeric=True, sortable=True, help="penempatan 2024"),
    Column("polres", "Polres", numeric=True),
    Column("keadaan", "Keadaan"),
)
ROWS = (
    (Cell("Tirtayasa", href="#"), Cell(1214, bar=1), 311, None, Cell("lengkap", tone="success")),
    (Cell("Pontang", href="#"), Cell(986, bar=0.81), 207, 3, Cell("2 desa diam", tone="warning")),
    (Cell("Lebakwangi", href="#", note="3 desa nihil"), Cell(540, bar=0.44), 118, 0, Cell("lengkap", tone="success")),
    (Cell("Pulo Ampel", href="#"), None, 42, None, Cell("belum melapor", tone="error")),
)
TOTAL = ("Jumlah", 2740, 678, 3, "")
SOURCE = "Daftar yang diterima"
AS_OF = date(2025, 7, 14)
NOTHING = Empty("Belum ada daftar", "Mulailah dari satu berkas.", "#", "Masukkan daftar")


class Example(forms.Form):
    """One field of each sort."""

    name = forms.CharField(label="Nama sumber", help_text="Seperti tertulis pada surat pengantar.")
    kind = forms.ChoiceField(label="Jenis", choices=[("a", "Register desa"), ("b", "Penempatan SISKOP2MI")])
    received = forms.DateField(label="Diterima pada", required=False)
    files = forms.FileField(label="Berkas", help_text="xlsx, xls, ods atau csv.")
    sex = forms.ChoiceField(
        label="Jenis kelamin", choices=[("P", "Perempuan"), ("L", "Laki-laki")], widget=forms.RadioSelect
    )
    nothing = forms.BooleanField(label="Desa ini menyatakan nihil", required=False)
    note = forms.CharField(label="Catatan", widget=forms.Textarea, required=False)


PAGE = Path(__file__).with_suffix(".html")


@open_to_all
def gallery(request: HttpRequest) -> HttpResponse:
    """All components; with `?selesai=1` the long work has ended."""
    messages.success(request, "Arti kolom diingat.")
    sort = sort_of(request, COLUMNS, "-desa")
    context = {
        "as_of": AS_OF,
        "tabs": [Tab("Kecamatan", "#", current=True, count=29), Tab("Desa", "#", count=326), Tab("Sumber", "#")],
        "wide": Table("Orang yang tercatat berangkat, 2024", COLUMNS, ROWS, TOTAL, SOURCE, AS_OF, sort=sort),
        "cards": Table("Setoran terakhir", COLUMNS, ROWS[:2], source=SOURCE, as_of=AS_OF, narrow="cards"),
        "nothing": Table(
            "Daftar", COLUMNS, (), empty=Empty("Belum ada daftar", "Mulailah dari satu berkas.", "#", "Masukkan daftar")
        ),
        "page": Paginator(range(12345), 50).page(3),
        "entries": [Entry("Sumber", "Register desa", "326 desa", AS_OF), ("Baris", 12345), ("Tidak diketahui", None)],
        "steps": ["Pilih berkas", "Arti kolom", "Periksa", "Simpan"],
        "form": Example(request.POST or ({"name": "", "kind": "c"} if "salah" in request.GET else None)),
    }
    return HttpResponse(engines["django"].from_string(PAGE.read_text(encoding="utf-8")).render(context, request))


@open_to_all
def broken(request: HttpRequest) -> HttpResponse:
    """A page whose program is wrong."""
    raise ZeroDivisionError


urlpatterns = [*site_urls, path("galeri/", gallery), path("rusak/", broken)]
