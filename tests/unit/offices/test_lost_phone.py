"""A lost phone: a colleague asks, another person approves and hands over a letter; nobody does both halves."""

from __future__ import annotations

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from tests.accounts import PASSWORD, account_holding

from rantau.kernel.errors import ConflictError, NotAllowedError
from rantau.modules.offices import api, queries
from rantau.modules.offices.models import Account, Letter, Post
from rantau.platform.access.actor import ANONYMOUS
from rantau.platform.approval.api import approve
from rantau.platform.approval.models import Request
from rantau.platform.audit.models import Event

DESA, NEIGHBOUR, DISTRICT = "36.04.05.2001", "36.04.05.2002", "36.04.05"
WHY = "HP jatuh ke laut"


@pytest.fixture
def clerk(account_with) -> Account:
    return account_with("operator_desa", DESA)


@pytest.fixture
def head(actor_with):
    return actor_with("kepala_desa", DESA)


@pytest.fixture
def supervisor(actor_with):
    return actor_with("pembina_kecamatan", DISTRICT)


def reported(by, account) -> Request:
    return Request.objects.get(pk=api.report_lost_phone(by=by, account_id=account.pk, reason=WHY).id)


def letter_for(by, account):
    return api.issue_phone_letter(by=by, account_id=account.pk)


def second_factors(account) -> int:
    return Authenticator.objects.filter(user=account).count()


def test_the_whole_way(clerk, head, supervisor):
    TOTP.activate(clerk, generate_totp_secret())
    theirs = Client()
    theirs.force_login(clerk)
    row = reported(head, clerk)
    assert (row.area_code, row.kind) == (DESA, "offices.reset_second_factor")
    with pytest.raises(NotAllowedError):
        letter_for(supervisor, clerk)
    approve(by=supervisor, request=row.pk)
    letter = letter_for(supervisor, clerk)
    with pytest.raises(NotAllowedError):
        letter_for(supervisor, clerk)
    found = api.find_letter(by=ANONYMOUS, username=clerk.username, code=letter.code)
    assert api.open_phone_letter(by=ANONYMOUS, letter=found, password="bukan kata sandinya") is None
    assert (second_factors(clerk), theirs.get("/akun/").status_code) == (1, 200)
    held = api.open_phone_letter(by=ANONYMOUS, letter=found, password=PASSWORD)
    assert (held.id, second_factors(clerk)) == (clerk.pk, 0)
    assert theirs.get("/akun/").status_code == 302
    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD)
    with pytest.raises(ConflictError):
        api.open_phone_letter(by=ANONYMOUS, letter=found, password=PASSWORD)
    actions = set(Event.objects.filter(subject_id=str(clerk.pk)).values_list("action", flat=True))
    assert {"offices.report_lost_phone", "offices.issue_letter", "offices.open_letter"} <= actions


def test_who_asked_neither_approves_nor_gets_the_letter(clerk, supervisor, actor_with):
    row = reported(supervisor, clerk)
    with pytest.raises(NotAllowedError, match="dua orang"):
        approve(by=supervisor, request=row.pk)
    approve(by=actor_with("admin_sistem"), request=row.pk)
    with pytest.raises(NotAllowedError, match="orang kedua"):
        letter_for(supervisor, clerk)
    letter_for(actor_with("admin_sistem"), clerk)


def test_nobody_for_herself(clerk, supervisor, actor_with):
    own = queries.actor_of_account(clerk.pk)
    with pytest.raises(NotAllowedError):
        api.report_lost_phone(by=own, account_id=clerk.pk, reason=WHY)
    holder = Account.objects.get(pk=supervisor.id)
    row = reported(actor_with("petugas_pelindungan_data"), holder)
    with pytest.raises(NotAllowedError, match="bersangkutan"):
        approve(by=supervisor, request=row.pk)
    approve(by=actor_with("admin_sistem"), request=row.pk)
    with pytest.raises(NotAllowedError):
        letter_for(supervisor, holder)


def test_a_village_vouches_for_nobody_who_also_serves_above_it(clerk, head, supervisor):
    Post.objects.create(account=clerk, role="pembina_kecamatan", area_id=DISTRICT, valid_from=date(2025, 1, 1))
    assert queries.area_of_account(clerk.pk) == DISTRICT
    with pytest.raises(NotAllowedError):
        api.report_lost_phone(by=head, account_id=clerk.pk, reason=WHY)
    Post.objects.create(account=clerk, role="pimpinan", area_id="36.04", valid_from=date(2025, 1, 1))
    with pytest.raises(NotAllowedError):
        api.report_lost_phone(by=supervisor, account_id=clerk.pk, reason=WHY)
    with pytest.raises(NotAllowedError):
        queries.to_recognise(supervisor, clerk.pk)


def test_a_post_that_came_meanwhile_stops_the_letter(clerk, head, supervisor):
    approve(by=supervisor, request=reported(head, clerk).pk)
    Post.objects.create(account=clerk, role="walidata", area_id="36.04", valid_from=date(2025, 1, 1))
    with pytest.raises(NotAllowedError):
        letter_for(supervisor, clerk)


def test_an_account_that_nobody_opened_needs_an_invitation(head, clerk):
    Account.objects.filter(pk=clerk.pk).update(password="!")
    with pytest.raises(ConflictError, match="undangan"):
        api.report_lost_phone(by=head, account_id=clerk.pk, reason=WHY)


def test_an_invitation_opens_no_phone_and_a_phone_letter_no_password(clerk, head, supervisor):
    approve(by=supervisor, request=reported(head, clerk).pk)
    letter = letter_for(supervisor, clerk)
    found = api.find_letter(by=ANONYMOUS, username=clerk.username, code=letter.code)
    with pytest.raises(ConflictError):
        api.open_letter(by=ANONYMOUS, letter=found, name="Wati", password="kalimat lain yang panjang")
    disguised = api.FoundLetter(found.id, found.account_id, api.Purpose.PASSWORD)
    with pytest.raises(ConflictError):
        api.open_letter(by=ANONYMOUS, letter=disguised, name="Wati", password="kalimat lain yang panjang")


def test_areas_without_anything_in_common(clerk):
    from tests.regency import place_areas

    assert queries.area_of_account(10**9) == ""
    place_areas("36.03")
    Post.objects.create(account=clerk, role="pimpinan", area_id="36.03", valid_from=date(2025, 1, 1))
    assert queries.area_of_account(clerk.pk) == ""


class TestPages:
    def test_from_the_report_to_the_new_session(self, client_as, clerk, client):
        clerk.name = "Wati Contoh"
        clerk.save()
        head = client_as("kepala_desa", DESA)
        assert reverse("offices:lost_phone") in head.get("/persetujuan/").content.decode()
        account_holding("operator_desa", NEIGHBOUR)
        page = head.get(reverse("offices:lost_phone")).content.decode()
        assert "Wati Contoh" in page
        assert page.count("<option") == 2
        made = head.post(reverse("offices:lost_phone"), {"account": clerk.pk, "reason": WHY})
        assert "Wati Contoh" in head.get(made.url).content.decode()

        second = client_as("pembina_kecamatan", DISTRICT)
        door = reverse("offices:phone_letter", args=[clerk.pk])
        asked = second.get(made.url).content.decode()
        assert "KTP" in asked
        assert door not in asked
        assert second.post(door).status_code == 400
        second.post(made.url, {"decision": "setuju", "checked": "on"})
        assert door in second.get(made.url).content.decode()
        assert door not in head.get(made.url).content.decode()
        assert head.post(door).status_code == 403
        paper = second.post(door).content.decode()
        code = paper.partition('class="code">')[2].partition("<")[0]

        client.post(reverse("letter"), {"username": clerk.username, "code": code})
        wrong = client.post(reverse("letter_open"), {"password": "keliru sekali"})
        assert "salah" in wrong.content.decode()
        assert client.post(reverse("letter_open"), {"password": PASSWORD}).status_code == 302
        assert client.session["_auth_user_id"] == str(clerk.pk)
        assert Letter.objects.get().opened_at

    def test_a_village_without_colleagues_is_told_whom_to_ask(self, client_as):
        page = client_as("operator_desa", NEIGHBOUR).get(reverse("offices:lost_phone")).content.decode()
        assert "pembina kecamatan" in page


def test_desa_of_two_kecamatan_with_the_same_last_digits_share_the_regency_only(clerk):
    assert clerk.posts.get().area_id == DESA
    Post.objects.create(account=clerk, role="operator_desa", area_id="36.04.12.2001", valid_from=date(2025, 1, 1))
    assert queries.area_of_account(clerk.pk) == "36.04"


class TestWithoutAPhone:
    def test_the_sheet_of_the_kecamatan_is_her_second_factor(self, clerk, head, supervisor, client, settings):
        settings.SECOND_FACTOR_REQUIRED = True
        approve(by=supervisor, request=reported(head, clerk).pk)
        letter = api.issue_phone_letter(by=supervisor, account_id=clerk.pk, with_codes=True)
        client.post(reverse("letter"), {"username": clerk.username, "code": letter.code})
        step = client.post(reverse("letter_open"), {"password": PASSWORD})
        assert step.url.startswith(reverse("mfa_authenticate"))
        client.post(reverse("mfa_authenticate"), {"code": letter.codes[0]})
        assert client.get(reverse("journeys:index")).status_code == 200
        event = Event.objects.get(action="offices.new_recovery_codes")
        assert (event.actor_id, event.subject_id) == (supervisor.id, str(clerk.pk))

    def test_codes_made_on_the_lost_phone_meanwhile_do_not_stay(self, clerk, head, supervisor):
        approve(by=supervisor, request=reported(head, clerk).pk)
        letter = api.issue_phone_letter(by=supervisor, account_id=clerk.pk, with_codes=True)
        Authenticator.objects.filter(user=clerk).delete()
        RecoveryCodes.activate(clerk)
        found = api.find_letter(by=ANONYMOUS, username=clerk.username, code=letter.code)
        api.open_phone_letter(by=ANONYMOUS, letter=found, password=PASSWORD)
        assert second_factors(clerk) == 0

    def test_the_page_prints_both_or_the_letter_alone(self, clerk, head, client_as):
        request = reported(head, clerk).pk
        second, door = client_as("pembina_kecamatan", DISTRICT), reverse("offices:phone_letter", args=[clerk.pk])
        second.post(reverse("approval:request", args=[request]), {"decision": "setuju", "checked": "on"})
        assert "lembar kode masuk" in second.get(door).content.decode()
        paper = second.post(door, {"codes": "on"}).content.decode()
        assert "Lembar kode masuk" in paper
        assert "Daftarkan HP" not in paper
