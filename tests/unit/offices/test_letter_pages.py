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
from rantau.platform.access.actor import ANONYMOUS
from rantau.platform.audit.models import Event


class TestAdministratorsPages:
    @pytest.fixture
    def browser(self, client_as):
        return client_as("admin_sistem")

    def test_the_letters_are_the_answer_and_are_kept_nowhere(self, browser):
        form = {"role": "operator_desa", "inside": "36.04.05", "start": "2026-01-05", "contact": "Bu Tini, 0254 1"}
        answer = browser.post(reverse("offices:invite"), form)
        page = answer.content.decode()
        codes = re.findall(r">(\d{4} \d{4} \d{4} \d{4})<", page)
        assert len(codes) == page.count('<article class="letter"') == Letter.objects.count() > 5
        assert "no-store" in answer["Cache-Control"]
        assert "Bu Tini" in page
        assert "/akun/surat/" in page
        elsewhere = (
            page.partition("</title>")[0] + str(answer.headers) + str(answer.cookies) + str(dict(browser.session))
        )
        assert not any(code in elsewhere or code.replace(" ", "") in elsewhere for code in codes)
        assert re.search(r'<style nonce="[^"]+"', page)
        assert "<script" not in page
        assert " style=" not in page
        again = browser.post(reverse("offices:invite"), form)
        assert again.status_code == 400
        assert "semua sudah punya akun" in again.content.decode()

    def test_the_list_shows_the_unopened_and_prints_them_again(self, browser, admin):
        made = api.invite_offices(
            by=admin, role="operator_desa", area_codes=[DESA, "36.04.06.2001"], period=Period(date(2026, 1, 5))
        )
        api.open_letter(by=ANONYMOUS, letter=found(made[0]), name="Wati", password=NEW)
        page = browser.get(reverse("offices:letters")).content.decode()
        assert made[1].username in page
        assert made[0].username not in page
        assert made[0].username in browser.get(reverse("offices:letters") + "?keadaan=dibuka").content.decode()
        nothing = browser.post(reverse("offices:letters_again"), {"kecamatan": "36.04.05"}, follow=True)
        assert "Tidak ada surat" in nothing.content.decode()
        again = browser.post(reverse("offices:letters_again"), {"kecamatan": "36.04.06"}).content.decode()
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

    def test_one_letter_from_the_page_of_an_account(self, browser, account_with):
        account = account_with("operator_desa", DESA)
        answer = browser.post(reverse("offices:letter", args=[account.pk]))
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

    def test_a_letter_cancelled_between_the_steps_is_told(self, client, admin, invited):
        client.post(reverse("letter"), {"username": "wati", "code": invited.code})
        api.issue_letter(by=admin, account_id=invited.account_id)
        answer = client.post(reverse("letter_open"), {"name": "Wati", "password": NEW, "repeated": NEW})
        assert "sudah diganti" in answer.content.decode()
