"""The pages of letters: printed once and kept nowhere; opened by whoever holds the paper."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.unit.offices.papers import DESA, NEW, found

from rantau.modules.offices import api
from rantau.modules.offices.domain import Period
from rantau.modules.offices.letters import in_groups
from rantau.modules.offices.models import Letter
from rantau.modules.offices.proposals import companion_of
from rantau.platform.access.actor import ANONYMOUS
from rantau.platform.approval.models import Request
from rantau.platform.audit.models import Event


class TestAdministratorsPages:
    @pytest.fixture
    def browser(self, client_as):
        return client_as("admin_sistem")

    def test_the_letters_are_the_answer_to_the_second_person_and_are_kept_nowhere(self, browser, client_as):
        form = {"role": "operator_desa", "inside": "36.04.05", "start": "2026-01-05", "why": "pejabat baru"}
        asked = browser.post(reverse("offices:invite"), form).url
        number = Request.objects.get().pk
        door = reverse("offices:carry_out", args=[number])
        companion = companion_of(number)
        shown = f"{companion[:3]} {companion[3:]}"
        assert shown in browser.get(asked).content.decode()
        second = client_as("pembina_kecamatan", "36.04.05")
        assert second.post(door, {}).status_code == 400
        second.post(asked, {"decision": "setuju", "checked": "on"})
        assert shown not in second.get(asked).content.decode()
        assert browser.post(door, {}).status_code == 400
        answer = second.post(door, {"contact": "Bu Tini, 0254 1"})
        page = answer.content.decode()
        codes = re.findall(r">(\d{4} \d{4} \d{4} \d{4})<", page)
        assert len(codes) == page.count('<article class="letter"') == Letter.objects.count() > 5
        assert "no-store" in answer["Cache-Control"]
        assert "Bu Tini" in page
        assert "/akun/surat/" in page
        assert "nomor pendamping" in page
        elsewhere = (
            page.partition("</title>")[0] + str(answer.headers) + str(answer.cookies) + str(dict(second.session))
        )
        assert not any(code in elsewhere or code.replace(" ", "") in elsewhere for code in codes)
        assert shown not in page
        assert companion not in page
        assert re.search(r'<style nonce="[^"]+"', page)
        assert "<script" not in page
        assert " style=" not in page
        again = browser.post(reverse("offices:invite"), form)
        assert again.status_code == 400
        assert "semua sudah punya akun" in again.content.decode()

    def test_the_list_shows_the_unopened_and_they_are_printed_again(self, browser, terminal, client_as):
        made = api.invite_offices(
            by=terminal, role="operator_desa", area_codes=[DESA, "36.04.06.2001"], period=Period(date(2026, 1, 5))
        )
        api.open_letter(by=ANONYMOUS, letter=found(made[0]), name="Wati", password=NEW)
        page = browser.get(reverse("offices:letters")).content.decode()
        assert made[1].username in page
        assert made[0].username not in page
        assert made[0].username in browser.get(reverse("offices:letters") + "?keadaan=dibuka").content.decode()
        ask = {"kecamatan": "36.04.05", "why": "amplop hilang"}
        nothing = browser.post(reverse("offices:letters_again"), ask, follow=True)
        assert "Tidak ada surat" in nothing.content.decode()
        without = browser.post(reverse("offices:letters_again"), {"kecamatan": "36.04.06"}, follow=True)
        assert "Tulislah alasannya" in without.content.decode()
        asked = browser.post(reverse("offices:letters_again"), ask | {"kecamatan": "36.04.06"}).url
        second = client_as("petugas_pelindungan_data")
        second.post(asked, {"decision": "setuju", "checked": "on"})
        again = second.post(reverse("offices:carry_out", args=[Request.objects.get().pk])).content.decode()
        assert again.count('<article class="letter"') == 1
        assert found(made[1]) is None

    def test_what_came_too_late_waits_in_hari_ini(self, browser, invited):
        Letter.objects.update(
            issued_at=timezone.now() - timedelta(days=31), expires_at=timezone.now() - timedelta(days=1)
        )
        page = browser.get("/").content.decode()
        assert "1 surat lewat waktu" in page
        assert "?keadaan=lewat-waktu" in page
        late = browser.get(reverse("offices:letters") + "?keadaan=lewat-waktu").content.decode()
        assert invited.username in late

    def test_one_letter_from_the_page_of_an_account(self, browser, account_with, client_as):
        account = account_with("operator_desa", DESA)
        door = reverse("offices:letter", args=[account.pk])
        assert "Alasan permintaan" in browser.post(door).content.decode()
        asked = browser.post(door, {"why": "lupa kata sandi"}).url
        second = client_as("pembina_kecamatan", "36.04.05")
        second.post(asked, {"decision": "setuju", "checked": "on"})
        assert (
            account.username
            in second.get(reverse("offices:carry_out", args=[Request.objects.get().pk])).content.decode()
        )
        answer = second.post(reverse("offices:carry_out", args=[Request.objects.get().pk]))
        page = answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        assert account.username in page
        assert "kata sandi baru" in page.lower()
        assert "belum dibuka" in browser.get(reverse("offices:account", args=[account.pk])).content.decode()


class TestTheHoldersPage:
    def test_from_the_code_to_the_first_page(self, client, invited):
        assert client.get(reverse("letter_open")).url == reverse("letter")
        step = client.post(reverse("letter"), {"username": "WATI", "code": in_groups(invited.code)})
        assert step.url == reverse("letter_open")
        page = client.get(step.url)
        assert "wati" in page.content.decode()
        assert "no-store" in page["Cache-Control"]
        assert invited.code not in page.content.decode()
        differs = client.post(step.url, {"name": "Wati", "password": NEW, "repeated": NEW + "!"})
        assert differs.status_code == 400
        done = client.post(step.url, {"name": "Wati Contoh", "password": NEW, "repeated": NEW})
        assert done.status_code == 302
        assert client.session["_auth_user_id"] == str(invited.account_id)
        assert "offices.letter" not in client.session
        assert Event.objects.filter(action="offices.login", actor_id=invited.account_id).exists()

    def test_wrong_is_said_alike_whatever_is_wrong(self, client, invited):
        said = {
            client.post(reverse("letter"), {"username": name, "code": code})
            .content.decode()
            .partition("tidak cocok")[1]
            for name, code in (("wati", "0" * 16), ("tidak.ada", invited.code))
        }
        assert said == {"tidak cocok"}
        assert "16 angka" in client.post(reverse("letter"), {"username": "wati", "code": "12"}).content.decode()

    def test_too_many_tries_are_told(self, client, invited):
        for _ in range(10):
            client.post(reverse("letter"), {"username": "wati", "code": "0" * 16})
        answer = client.post(reverse("letter"), {"username": "wati", "code": invited.code})
        assert answer.status_code == 400
        assert "Terlalu banyak percobaan" in answer.content.decode()

    def test_somebody_logged_in_is_asked_to_leave_first(self, client_as, invited):
        browser = client_as("walidata")
        assert (
            "sedang masuk"
            in browser.post(reverse("letter"), {"username": "wati", "code": invited.code}).content.decode()
        )
        assert browser.get(reverse("letter_open")).url == reverse("letter")

    def test_the_second_step_waits_half_an_hour(self, client, invited, monkeypatch):
        client.post(reverse("letter"), {"username": "wati", "code": invited.code})
        session = client.session
        session["offices.letter"] = session["offices.letter"] | {"until": 1.0}
        session.save()
        assert client.get(reverse("letter_open")).url == reverse("letter")

    def test_a_letter_cancelled_between_the_steps_is_told(self, client, terminal, invited):
        client.post(reverse("letter"), {"username": "wati", "code": invited.code})
        api.issue_letter(by=terminal, account_id=invited.account_id)
        answer = client.post(reverse("letter_open"), {"name": "Wati", "password": NEW, "repeated": NEW})
        assert "sudah diganti" in answer.content.decode()
