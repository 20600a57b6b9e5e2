"""The pages of accounts and posts: who opens them, what they refuse in words, and a password seen once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.accounts import account_holding
from tests.reasons import reason_of

from rantau.modules.offices.domain import ROLES, Period
from rantau.modules.offices.models import Account, Letter, Post
from rantau.modules.offices.proposals import Appointment
from rantau.platform.approval.models import Request
from rantau.platform.audit.models import Event
from rantau.platform.web.today import Urgency

DESA = "36.04.05.2001"
AREA = {2: "36.04", 3: "36.04.05", 4: DESA}
INDEX = "/akun/kelola/"


@pytest.fixture
def admin(client_as) -> Client:
    return client_as("admin_sistem")


@pytest.fixture
def clerk(account_with) -> Account:
    account = account_with("operator_desa", DESA, decree="141/7/2024")
    account.name = "Wati Contoh"
    account.save()
    return account


def text_of(answer) -> str:
    return answer.content.decode()


def today() -> date:
    return timezone.localdate()


def step_three(account: Account, role: str = "operator_desa", district: str = "36.04.05") -> str:
    chosen = f"?peran={role}" + (f"&kecamatan={district}" if ROLES[role].scope_level > 2 else "")
    return reverse("offices:assign", args=[account.pk]) + chosen


@pytest.mark.parametrize("role", ROLES)
def test_only_who_manages_accounts_comes_in(role, client_as, clerk):
    client = client_as(role, AREA[ROLES[role].scope_level])
    allowed = role == "admin_sistem"
    for address in (INDEX, f"{INDEX}baru/", reverse("offices:account", args=[clerk.pk]), step_three(clerk)):
        assert client.get(address).status_code == (200 if allowed else 403), address
    assert ('href="/akun/kelola/"' in text_of(client.get("/"))) is allowed


def test_nobody_creates_an_account_without_the_permission(client_as):
    before = Account.objects.count()
    client = client_as("walidata")
    after_login = Account.objects.count()
    assert client.post(f"{INDEX}baru/", {"name": "X", "username": "xyz"}).status_code == 403
    assert Account.objects.count() == after_login == before + 1


class TestNewAccount:
    def create(self, admin, **changed):
        return admin.post(f"{INDEX}baru/", {"name": "Wati Contoh", "username": "wati.contoh", **changed})

    def test_nobody_knows_its_password_and_its_post_comes_next(self, admin):
        answer = self.create(admin)
        account = Account.objects.get(username="wati.contoh")
        assert answer.url == reverse("offices:assign", args=[account.pk])
        assert not account.has_usable_password()

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"name": " "}, "tidak boleh kosong"),
            ({"username": "wati contoh"}, "tanpa spasi"),
            ({"username": "w"}, "3"),
            ({"username": "w" * 61}, "60"),
            ({"username": "SUDAH.ADA"}, "sudah dipakai"),
        ],
    )
    def test_wrong_input_stays_and_is_explained(self, admin, changed, said):
        Account.objects.create(username="sudah.ada", name="Uji")
        answer = self.create(admin, **changed)
        page = text_of(answer)
        assert answer.status_code == 400
        assert said in page
        kept = {"name": "Wati Contoh", "username": "wati.contoh"} | changed
        assert all(f'value="{value}"' in page for value in kept.values() if value.strip())
        assert not Account.objects.filter(username="wati.contoh").exists()


class TestList:
    def found(self, admin, query: str) -> list[str]:
        text = query.removeprefix("?cari=")
        page = text_of(admin.post(INDEX, {"cari": text}, follow=True) if text != query else admin.get(INDEX + query))
        return [
            a.username for a in Account.objects.order_by("pk") if f'"{reverse("offices:account", args=[a.pk])}"' in page
        ]

    def test_by_name_role_kecamatan_and_standing(self, admin, clerk):
        head = account_holding("kepala_desa", "36.04.06.2001")
        idle = Account.objects.create(username="tanpa", name="Belum Ditugaskan")
        closed = account_holding("walidata")
        Account.objects.filter(pk=closed.pk).update(is_active=False)
        leaving = account_holding("pimpinan", valid_to=today() + timedelta(days=14))
        account_holding("pimpinan", valid_to=today() + timedelta(days=15))
        assert self.found(admin, "?cari=wati") == [clerk.username]
        assert self.found(admin, f"?cari={clerk.username.upper()}") == [clerk.username]
        assert self.found(admin, "?peran=kepala_desa") == [head.username]
        assert self.found(admin, "?kecamatan=36.04.05") == [clerk.username]
        assert self.found(admin, "?kecamatan=36.04.05&peran=kepala_desa") == []
        assert self.found(admin, "?keadaan=tanpa-jabatan") == [idle.username]
        assert self.found(admin, "?keadaan=nonaktif") == [closed.username]
        assert self.found(admin, "?keadaan=segera-berakhir") == [leaving.username]
        assert closed.username not in self.found(admin, "?keadaan=aktif")

    def test_a_post_that_is_over_finds_nobody(self, admin):
        account_holding("kepala_desa", DESA, valid_to=today() - timedelta(days=1))
        assert self.found(admin, "?peran=kepala_desa") == []

    def test_a_filter_that_does_not_exist_is_said_and_the_rest_holds(self, admin, clerk):
        answer = admin.post(INDEX, {"peran": "raja", "cari": "wati"}, follow=True)
        assert answer.status_code == 200
        assert 'value="wati"' in text_of(answer)
        assert clerk.name in text_of(answer)
        assert "1 akun" in text_of(answer)

    def test_it_is_paged_and_its_queries_do_not_grow(self, admin, django_assert_max_num_queries):
        for _ in range(60):
            account_holding("operator_desa", DESA)
        with django_assert_max_num_queries(14):
            first = text_of(admin.get(INDEX))
        assert "61" in first
        assert "hal=2" in first
        assert len(self.found(admin, "?hal=2")) == 11


class TestOneAccount:
    def test_posts_with_decree_and_dates(self, admin, clerk):
        Post.objects.create(
            account=clerk, role="kepala_desa", area_id=DESA, valid_from=date(2020, 1, 6), valid_to=date(2022, 3, 1)
        )
        page = text_of(admin.get(reverse("offices:account", args=[clerk.pk])))
        for words in ("141/7/2024", "sejak 1 Jan 2024", "6 Jan 2020 sampai 1 Mar 2022", "berlaku", "berakhir", "Kec. "):
            assert words in page
        assert page.count("/akhiri/") == 1
        assert "?peran=kepala_desa&amp;kecamatan=36.04.05" in page  # what is over is given again in one step

    def test_ones_own_letter_is_refused_in_words(self, account_with):
        account = account_with("admin_sistem")
        client = Client()
        client.force_login(account)
        answer = client.post(reverse("offices:letter", args=[account.pk]), follow=True)
        assert "Akun saya" in text_of(answer)
        assert not Letter.objects.exists()

    def test_closing_needs_a_reason_and_keeps_what_was_typed(self, admin, clerk):
        address = reverse("offices:disable", args=[clerk.pk])
        answer = admin.post(address, {"reason": "pns"})
        assert answer.status_code == 400
        assert 'value="pns"' in text_of(answer)
        clerk.refresh_from_db()
        assert clerk.is_active
        done = admin.post(address, {"reason": "pindah tugas"}, follow=True)
        assert "Nonaktif" in text_of(done)
        clerk.refresh_from_db()
        assert not clerk.is_active
        event = Event.objects.get(action="offices.disable_account")
        assert (event.details, reason_of(event)) == ({}, "pindah tugas")
        admin.post(reverse("offices:enable", args=[clerk.pk]))
        clerk.refresh_from_db()
        assert clerk.is_active

    def test_the_last_administrator_reads_why_not(self, account_with):
        account = account_with("admin_sistem")
        client = Client()
        client.force_login(account)
        answer = client.post(reverse("offices:disable", args=[account.pk]), {"reason": "pensiun dini"})
        assert answer.status_code == 400
        assert "admin sistem terakhir" in text_of(answer)
        assert 'value="pensiun dini"' in text_of(answer)

    def test_an_account_that_also_serves_elsewhere_is_refused_in_words(self, admin, clerk):
        from tests.regency import place_areas

        place_areas("36.03")
        Post.objects.create(account=clerk, role="pimpinan", area_id="36.03", valid_from=date(2025, 1, 1))
        refused = admin.post(reverse("offices:letter", args=[clerk.pk]), {"why": "lupa kata sandi"})
        assert "Tidak diizinkan" in text_of(refused)
        for name in ("disable", "enable"):
            answer = admin.post(reverse(f"offices:{name}", args=[clerk.pk]), {"reason": "pindah tugas"})
            assert answer.status_code == 400
            expected = "Tidak diizinkan" if name != "enable" else clerk.name  # an active account shows no enable form
            assert expected in text_of(answer)
        clerk.refresh_from_db()
        assert clerk.is_active

    def test_one_of_another_regency_does_not_show(self, admin):
        from tests.regency import place_areas

        place_areas("36.03")
        other = account_holding("walidata", "36.03")
        for name in ("account", "assign"):
            assert admin.get(reverse(f"offices:{name}", args=[other.pk])).status_code == 403
        for name in ("disable", "enable", "letter"):
            assert admin.post(reverse(f"offices:{name}", args=[other.pk]), {"reason": "uji coba"}).status_code == 403

    def test_a_number_that_nobody_has_is_refused_like_one_out_of_sight(self, admin):
        for number in ("0", "9" * 30):
            assert admin.get(f"{INDEX}{number}/").status_code == 403

    def test_in_english_too(self, admin, clerk):
        admin.cookies["django_language"] = "en"
        page = text_of(admin.get(reverse("offices:account", args=[clerk.pk])))
        for words in ("End post", "in force", "since 1 Jan 2024", "Disable account"):
            assert words in page

    def test_addresses_of_buttons_lead_back_when_opened(self, admin, clerk):
        for name in ("disable", "enable", "letter"):
            answer = admin.get(reverse(f"offices:{name}", args=[clerk.pk]))
            assert (answer.status_code, answer.url) == (302, reverse("offices:account", args=[clerk.pk]))


class TestAppointing:
    @pytest.fixture
    def person(self, regency) -> Account:
        return Account.objects.create(username="baru", name="Wati Contoh")

    def test_the_way_to_a_desa(self, admin, person):
        start = reverse("offices:assign", args=[person.pk])
        first = text_of(admin.get(start))
        assert all(role.description in first for role in ROLES.values())
        second = text_of(admin.get(f"{start}?peran=operator_desa"))
        assert 'name="kecamatan"' in second
        assert 'value="36.04.05"' in second
        third = text_of(admin.get(step_three(person)))
        assert f'value="{DESA}"' in third
        assert "36.04.06.2001" not in third
        assert f'value="{today().isoformat()}"' in third
        answer = admin.post(
            step_three(person),
            {"area": DESA, "start": "2026-01-05", "end": "2026-12-31", "decree": "SK 141/1", "why": "operator baru"},
        )
        asked = Request.objects.get()
        assert answer.url == reverse("approval:request", args=[asked.pk])
        period = Period(date(2026, 1, 5), date(2026, 12, 31))
        assert Appointment.read(asked.subject) == Appointment(person.pk, "operator_desa", DESA, period, "SK 141/1")
        assert not Post.objects.filter(account=person).exists()

    def test_a_role_that_shows_nobody_is_given_at_once(self, admin, person):
        answer = admin.post(step_three(person, "pimpinan"), {"area": "36.04", "start": "2026-01-05"})
        assert answer.url == reverse("offices:account", args=[person.pk])
        assert Post.objects.get(account=person).area_id == "36.04"

    def test_a_kecamatan(self, admin, person):
        form = {"area": "36.04.05", "start": "2026-01-05", "why": "pembina baru"}
        assert admin.post(step_three(person, "pembina_kecamatan"), form).status_code == 302
        assert Appointment.read(Request.objects.get().subject).area_code == "36.04.05"

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"area": ""}, "tidak boleh kosong"),
            ({"area": "36.04.06.2001"}, "Masukkan pilihan yang valid"),
            ({"start": "kemarin"}, "Masukkan tanggal yang valid"),
            ({"end": "2025-12-31"}, "sebelum mulai"),
            ({"end": "9999-12-31"}, "2199"),
            ({"start": "0001-01-01"}, "1945"),
            ({"decree": "9" * 81}, "80"),
        ],
    )
    def test_wrong_input_stays_and_is_explained(self, admin, person, changed, said):
        typed = {"area": DESA, "start": "2026-01-05", "end": "2026-12-31", "decree": "SK 141/1"} | changed
        answer = admin.post(step_three(person), typed)
        page = text_of(answer)
        assert answer.status_code == 400
        assert said in page
        assert all(f'value="{typed[name]}"' in page for name in ("start", "end", "decree"))
        assert not Post.objects.filter(account=person).exists()

    @pytest.mark.parametrize(
        "query", ["?peran=raja", "?peran=operator_desa&kecamatan=99.99.99", "?peran=admin_sistem2"]
    )
    def test_a_step_that_does_not_exist_is_asked_again(self, admin, person, query):
        answer = admin.get(reverse("offices:assign", args=[person.pk]) + query)
        assert answer.status_code == 400
        assert "Ada yang perlu diperbaiki" in text_of(answer)

    def test_roles_that_one_person_must_not_hold_together(self, admin, person):
        Post.objects.create(account=person, role="walidata", area_id="36.04", valid_from=date(2025, 1, 1))
        answer = admin.post(
            step_three(person, "petugas_pelindungan_data"),
            {"area": "36.04", "start": "2026-01-05", "why": "petugas baru"},
        )
        assert answer.status_code == 400
        assert "tidak boleh dipegang satu orang" in text_of(answer)
        assert 'value="2026-01-05"' in text_of(answer)

    def test_the_same_post_twice_is_refused_in_words(self, admin, clerk):
        answer = admin.post(step_three(clerk), {"area": DESA, "start": "2026-01-05", "why": "operator baru"})
        assert "sudah menjabat" in text_of(answer)

    def test_a_post_ends_and_stays(self, admin, clerk):
        post = clerk.posts.get()
        address = reverse("offices:end_post", args=[clerk.pk, post.pk])
        assert f'value="{today().isoformat()}"' in text_of(admin.get(address))
        refused = admin.post(address, {"last_day": "2023-01-01"})
        assert refused.status_code == 400
        assert "sebelum mulai" in text_of(refused)
        assert 'value="2023-01-01"' in text_of(refused)
        admin.post(address, {"last_day": "2025-06-30"})
        post.refresh_from_db()
        assert post.valid_to == date(2025, 6, 30)

    def test_an_ended_post_does_not_come_back_by_ending_it_later(self, admin, clerk):
        clerk.posts.update(valid_to=date(2025, 6, 30))
        answer = admin.post(
            reverse("offices:end_post", args=[clerk.pk, clerk.posts.get().pk]), {"last_day": "2030-01-01"}
        )
        assert answer.status_code == 400
        assert "catat jabatan baru" in text_of(answer)
        assert clerk.posts.get().valid_to == date(2025, 6, 30)

    def test_the_last_administrators_post_does_not_end(self, account_with):
        account = account_with("admin_sistem")
        client = Client()
        client.force_login(account)
        address = reverse("offices:end_post", args=[account.pk, account.posts.get().pk])
        answer = client.post(address, {"last_day": today().isoformat()})
        assert answer.status_code == 400
        assert "tidak ada admin sistem lagi" in text_of(answer)

    def test_a_last_day_beyond_all_calendars_is_refused(self, admin, clerk):
        address = reverse("offices:end_post", args=[clerk.pk, clerk.posts.get().pk])
        assert admin.post(address, {"last_day": "9999-12-31"}).status_code == 400

    def test_a_post_of_somebody_else_is_not_there(self, admin, clerk, person):
        assert admin.get(reverse("offices:end_post", args=[person.pk, clerk.posts.get().pk])).status_code == 404


class TestToday:
    def test_accounts_without_post_and_posts_that_end(self, admin, clerk, django_assert_num_queries, actor_with):
        from rantau.modules.offices.web.today import work_for

        assert "tanpa jabatan" not in text_of(admin.get("/"))
        Account.objects.create(username="tanpa", name="Belum Ditugaskan")
        clerk.posts.update(valid_to=today() + timedelta(days=3))
        page = text_of(admin.get("/"))
        assert "1 akun tanpa jabatan" in page
        assert "1 jabatan segera berakhir" in page
        actor = actor_with("admin_sistem")
        with django_assert_num_queries(3):
            assert [item.urgency for item in work_for(actor)] == [Urgency.SOON, Urgency.WHENEVER]
        clerk.posts.update(valid_to=today() + timedelta(days=8))
        assert {item.urgency for item in work_for(actor)} == {Urgency.WHENEVER}

    def test_a_post_that_goes_on_is_not_reminded_of(self, admin, clerk):
        soon = today() + timedelta(days=3)
        clerk.posts.update(valid_to=soon)
        Post.objects.create(account=clerk, role="operator_desa", area_id=DESA, valid_from=soon + timedelta(days=1))
        assert "segera berakhir" not in text_of(admin.get("/"))

    def test_nobody_else_is_asked(self, client_as):
        Account.objects.create(username="tanpa", name="Belum Ditugaskan")
        assert "tanpa jabatan" not in text_of(client_as("walidata").get("/"))


def test_my_own_posts_with_their_dates(clerk):
    client = Client()
    client.force_login(clerk)
    Post.objects.create(
        account=clerk, role="kepala_desa", area_id=DESA, valid_from=date(2020, 1, 6), valid_to=date(2022, 3, 1)
    )
    account_holding("pimpinan", decree="SK orang lain")
    page = text_of(client.get("/akun/"))
    for words in ("141/7/2024", "sejak 1 Jan 2024", "6 Jan 2020 sampai 1 Mar 2022"):
        assert words in page
    assert "SK orang lain" not in page
