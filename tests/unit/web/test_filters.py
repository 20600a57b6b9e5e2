"""What is typed to find something stands in no address: it is posted, and the address has a token for it."""

from __future__ import annotations

from urllib.parse import unquote_plus

import pytest
from django.urls import reverse
from tests.accounts import account_holding
from tests.architecture.source import SOURCE

from rantau.modules.offices.models import Account

NAME, NIK = "Wati Contoh", "3604054101800001"
FILTERS = [
    ("admin_sistem", "offices:index", "cari"),
    ("petugas_pelindungan_data", "audit:index", "who"),
    ("petugas_pelindungan_data", "audit:index", "number"),
    ("petugas_pelindungan_data", "people_trace:looks", "number"),
    ("petugas_disnakertrans", "search", "q"),
]
CHOICES_ONLY = {
    "insight/compare.html", "sources/places.html", "offices/letters/index.html", "audit/openers.html",
}  # fmt: skip
"""Forms whose address holds years, days, choices or the name of a desa: nothing of a person."""


@pytest.mark.parametrize("typed", [NAME, NIK])
@pytest.mark.parametrize(("role", "name", "field"), FILTERS)
def test_what_is_typed_stands_in_no_address(client_as, role: str, name: str, field: str, typed: str):
    client = client_as(role)
    answer = client.post(reverse(name), {field: typed}, follow=True)
    assert answer.redirect_chain
    assert answer.status_code == 200
    assert not any(word in unquote_plus(address) for address, _ in answer.redirect_chain for word in typed.split())
    links = [part.partition('"')[0] for part in answer.content.decode().split('href="')[1:]]
    assert not any(typed in unquote_plus(link) for link in links)
    assert f'value="{typed}"' in answer.content.decode(), "it stays in the field"


def test_no_other_form_sends_what_is_typed_in_the_address():
    found = {
        str(path).partition("/templates/")[2]
        for path in SOURCE.rglob("templates/**/*.html")
        if 'method="get"' in path.read_text(encoding="utf-8")
    }
    assert found == CHOICES_ONLY


def test_pages_and_choices_go_on_with_what_was_typed(client_as):
    client = client_as("admin_sistem")
    for _ in range(60):
        account_holding("operator_desa", "36.04.05.2001")
    Account.objects.filter(username__startswith="akun").update(name=NAME)
    first = client.post(reverse("offices:index"), {"cari": "wati", "peran": "operator_desa"})
    assert "peran=operator_desa" in first.url
    page = client.get(first.url).content.decode()
    assert "60 akun" in page
    assert "urut=-nama" in page
    following = client.get(first.url + "&hal=2").content.decode()
    assert "51–60" in following
    assert 'value="wati"' in following
    assert client.post(reverse("offices:index"), {"cari": "wati", "peran": "operator_desa"}).url == first.url


def test_a_name_in_the_address_is_not_taken(client_as):
    Account.objects.create(username="wati", name=NAME)
    page = client_as("admin_sistem").get(reverse("offices:index") + "?cari=wati").content.decode()
    assert 'value="wati"' not in page
    assert "2 akun" in page


def test_a_token_is_of_its_session(client_as):
    there = client_as("admin_sistem").post(reverse("offices:index"), {"cari": "wati"}).url
    assert 'value="wati"' not in client_as("admin_sistem").get(there).content.decode()
