"""Letters instead of passwords: issued, printed once, opened once, also at the same moment; the code stands nowhere."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.accounts import account_holding
from tests.unit.offices.papers import DESA, NEW, found

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.offices import api, queries
from rantau.modules.offices.domain import Period
from rantau.modules.offices.letters import LetterStanding, Purpose, in_groups, plain, username_for
from rantau.modules.offices.models import Account, Letter, Post
from rantau.platform.access.actor import ANONYMOUS
from rantau.platform.audit.models import Event
from rantau.platform.privacy import Privacy, privacy_of


class TestRules:
    def test_a_code_is_typed_as_people_type(self):
        for typed in ("1234567890123456", "1234 5678 9012 3456", " 1234-5678.9012 – 3456 "):
            assert plain(typed) == "1234567890123456"
        for wrong in ("", "123456789012345", "12345678901234567", "１２３４567890123456", "1234 5678 9012 345O"):
            assert plain(wrong) == ""
        assert in_groups("1234567890123456") == "1234 5678 9012 3456"

    def test_user_names_say_the_post_and_are_never_taken_twice(self):
        taken: set[str] = set()
        made = []
        for _ in range(4):
            made.append(username_for("operator_desa", ("Sukamaju", "Pontang"), taken))
            taken.add(made[-1])
        assert made == [
            "operator.sukamaju", "operator.sukamaju.pontang",
            "operator.sukamaju.pontang2", "operator.sukamaju.pontang3",
        ]  # fmt: skip
        assert username_for("pembina_kecamatan", ("Kota Baru", ""), {"pembina.kotabaru"}) == "pembina.kotabaru2"
        assert len(username_for("kepala_desa", ("x" * 100, "y"), {"kepala." + "x" * 53})) <= 60


class TestOpening:
    def test_from_paper_to_a_password_of_ones_own(self, invited):
        held = api.open_letter(by=ANONYMOUS, letter=found(invited), name=" Wati  Contoh ", password=NEW)
        account = Account.objects.get(pk=held.id)
        assert account.name == "Wati Contoh"
        assert account.check_password(NEW)
        assert found(invited) is None
        event = Event.objects.get(action="offices.open_letter")
        assert (event.subject_id, event.details) == (str(held.id), {"purpose": "undangan"})

    def test_a_wrong_try_says_nothing_and_leaves_a_trace(self, invited):
        assert found(invited, "0" * 16) is None
        assert found(invited, "bukan kode") is None
        assert api.find_letter(by=ANONYMOUS, username="tidak.ada", code=invited.code) is None
        assert api.find_letter(by=ANONYMOUS, username="wa\0ti", code=invited.code) is None
        events = Event.objects.filter(action="offices.wrong_letter").values_list("subject_id", flat=True)
        assert sorted(events) == ["", "", str(invited.account_id), str(invited.account_id)]

    def test_the_eleventh_of_ten_guesses_is_not_looked_at(self, invited):
        for _ in range(10):
            assert found(invited, "0" * 16) is None
        with pytest.raises(ConflictError, match="Terlalu banyak"):
            found(invited)
        for _ in range(10):
            api.find_letter(by=ANONYMOUS, username="tidak.ada", code="0" * 16)
        with pytest.raises(ConflictError, match="Terlalu banyak"):
            api.find_letter(by=ANONYMOUS, username="TIDAK.ada ", code="0" * 16)

    def test_ten_guesses_also_under_many_at_once(self, transactional_db, admin, terminal):
        account = api.create_account(by=admin, username="wati", name="Operator desa")
        api.issue_letter(by=terminal, account_id=account.id)

        def attempt(_: int) -> bool:
            try:
                return api.find_letter(by=ANONYMOUS, username="wati", code="0" * 16) is None
            except ConflictError:
                return False
            finally:
                connections.close_all()

        with ThreadPoolExecutor(16) as threads:
            assert sum(threads.map(attempt, range(64))) == 10
        assert Event.objects.filter(action="offices.wrong_letter").count() == 10

    def test_a_code_of_another_account_does_not_fit(self, admin, invited, terminal):
        other = api.create_account(by=admin, username="lain", name="Lain")
        theirs = api.issue_letter(by=terminal, account_id=other.id)
        assert api.find_letter(by=ANONYMOUS, username="wati", code=theirs.code) is None

    def test_a_new_letter_cancels_the_earlier_one(self, terminal, invited):
        shown = found(invited)
        again = api.issue_letter(by=terminal, account_id=invited.account_id)
        assert found(invited) is None
        with pytest.raises(ConflictError, match="surat baru"):
            api.open_letter(by=ANONYMOUS, letter=shown, name="Wati", password=NEW)
        assert found(again)

    def test_it_expires_after_thirty_days(self, invited, monkeypatch):
        shown, end = found(invited), timezone.now() + timedelta(days=30, seconds=1)
        monkeypatch.setattr(timezone, "now", lambda: end)
        assert found(invited) is None
        with pytest.raises(ConflictError):
            api.open_letter(by=ANONYMOUS, letter=shown, name="Wati", password=NEW)

    def test_a_disabled_account_opens_no_letter(self, admin, invited, terminal):
        shown = found(invited)
        api.disable_account(by=admin, account_id=invited.account_id, reason="keliru")
        with pytest.raises(ConflictError):
            api.open_letter(by=ANONYMOUS, letter=shown, name="Wati", password=NEW)
        api.enable_account(by=admin, account_id=invited.account_id)
        assert found(invited) is None
        api.disable_account(by=admin, account_id=invited.account_id, reason="keliru")
        with pytest.raises(ConflictError, match="tidak aktif"):
            api.issue_letter(by=terminal, account_id=invited.account_id)

    @pytest.mark.parametrize(("name", "password"), [("Wati", "pendek"), ("Wati", "password123"), (" ", NEW)])
    def test_what_is_refused_uses_nothing_up(self, invited, name, password):
        with pytest.raises(InvalidValueError):
            api.open_letter(by=ANONYMOUS, letter=found(invited), name=name, password=password)
        assert found(invited)
        assert not Account.objects.get(pk=invited.account_id).has_usable_password()

    def test_a_forgotten_password_ends_sessions_and_keeps_the_name(self, terminal, account_with):
        account = account_with("walidata")
        theirs = Client()
        theirs.force_login(account)
        letter = api.issue_letter(by=terminal, account_id=account.pk)
        assert letter.purpose is Purpose.PASSWORD
        assert theirs.get("/akun/").status_code == 200
        api.open_letter(by=ANONYMOUS, letter=found(letter), name="Orang Lain", password=NEW)
        assert theirs.get("/akun/").status_code == 302
        account.refresh_from_db()
        assert account.name == "Akun Uji"

    def test_once_of_many_at_the_same_moment(self, transactional_db, admin, terminal):
        account = api.create_account(by=admin, username="wati", name="Operator desa")
        shown = found(api.issue_letter(by=terminal, account_id=account.id))

        def attempt(number: int) -> str:
            try:
                api.open_letter(by=ANONYMOUS, letter=shown, name=f"Orang {number}", password=f"{NEW} {number}")
            except ConflictError:
                return ""
            finally:
                connections.close_all()
            return f"{NEW} {number}"

        with ThreadPoolExecutor(8) as threads:
            (won,) = [password for password in threads.map(attempt, range(16)) if password]
        assert Account.objects.get(pk=account.id).check_password(won)
        assert Event.objects.filter(action="offices.open_letter").count() == 1


class TestIssuing:
    def test_not_for_oneself(self, admin):
        with pytest.raises(ConflictError, match="sendiri"):
            api.propose_letter(by=admin, account_id=admin.id, reason="lupa kata sandi")

    def test_again_for_those_that_nobody_opened(self, terminal, invited, account_with):
        opened = account_with("walidata")
        (again,) = api.reissue_letters(by=terminal, account_ids=[invited.account_id, opened.pk])
        assert again.account_id == invited.account_id
        assert again.code != invited.code

    def test_the_code_stands_nowhere(self, admin, invited, caplog, client):
        with caplog.at_level(logging.DEBUG):
            step = client.post(reverse("letter"), {"username": invited.username, "code": invited.code})
            assert step.url == reverse("letter_open")
            between = str(dict(client.session))
            client.post(step.url, {"name": "Wati", "password": NEW, "repeated": NEW})
        assert client.session["_auth_user_id"] == str(invited.account_id)
        forms = (invited.code, in_groups(invited.code))
        with connection.cursor() as cursor:
            cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()")
            stored = ""
            for (table,) in cursor.fetchall():
                cursor.execute(f'SELECT t::text FROM "{table}" t')
                stored += f"{table}\n" + "\n".join(text for (text,) in cursor.fetchall())
        assert f",{invited.username}," in stored
        assert not any(form in stored for form in forms)
        assert not any(form in caplog.text for form in forms)
        assert invited.code not in repr(invited)
        assert invited.code not in between + str(dict(client.session))

    def test_many_offices_at_once(self, admin, terminal):
        held = account_holding("operator_desa", DESA)
        closed = account_holding("operator_desa", "36.04.05.2002")
        Account.objects.filter(pk=closed.pk).update(is_active=False)
        codes = list(queries.areas_to_invite(admin, "operator_desa", "36.04.05").values_list("code", flat=True))
        assert DESA not in codes
        assert "36.04.05.2002" in codes
        period = Period(date(2026, 1, 5), date(2027, 1, 5))
        made = api.invite_offices(
            by=terminal, role="operator_desa", area_codes=[DESA, *codes], period=period, decree="SK 1"
        )
        assert len(made) == len(codes)
        posts = Post.objects.filter(account__in=[letter.account_id for letter in made])
        assert sorted(posts.values_list("area_id", flat=True)) == codes
        assert {(post.decree, post.valid_from, post.valid_to) for post in posts} == {("SK 1", period.start, period.end)}
        assert Event.objects.filter(action="offices.invite").count() == len(codes)
        assert held.letters.count() == 0
        assert api.invite_offices(by=terminal, role="operator_desa", area_codes=codes, period=period) == []

    def test_all_326_villages_in_reasonable_queries(self, admin, django_assert_max_num_queries, terminal):
        codes = list(queries.areas_to_invite(admin, "kepala_desa").values_list("code", flat=True))
        with django_assert_max_num_queries(1700):
            made = api.invite_offices(
                by=terminal, role="kepala_desa", area_codes=codes, period=Period(date(2026, 1, 5))
            )
        assert len({letter.username for letter in made}) == len({letter.code for letter in made}) == 326

    @pytest.mark.parametrize("role", ["admin_sistem", "walidata", "raja"])
    def test_only_roles_below_the_regency_in_bulk(self, terminal, role):
        with pytest.raises(InvalidValueError):
            api.invite_offices(by=terminal, role=role, area_codes=["36.04"], period=Period(date(2026, 1, 5)))

    def test_nobody_elses_villages(self, terminal):
        with pytest.raises(NotAllowedError):
            api.invite_offices(
                by=terminal, role="operator_desa", area_codes=["36.72.01.1001"], period=Period(date(2026, 1, 5))
            )

    def test_two_who_invite_at_once_invite_once(self, transactional_db, terminal):
        codes = [DESA, "36.04.05.2002"]

        def attempt(_: int) -> int:
            try:
                made = api.invite_offices(
                    by=terminal, role="operator_desa", area_codes=codes, period=Period(date(2026, 1, 5))
                )
            finally:
                connections.close_all()
            return len(made)

        with ThreadPoolExecutor(4) as threads:
            assert sorted(threads.map(attempt, range(4))) == [0, 0, 0, 2]


def _letter(**changed):
    now = timezone.now()
    account = changed.pop("account", None) or Account.objects.create(username=f"surat{now.timestamp()}", name="Uji")
    fields = {
        "account": account, "purpose": "undangan", "code_hmac": b"x" * 32, "issued_at": now,
        "expires_at": now + timedelta(days=1),
    }  # fmt: skip
    return Letter.objects.create(**fields | changed)


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"purpose": "lain"}, "letter_purpose_known"),
        ({"expires_at": -1}, "letter_ends_later"),
        ({"opened_at": 2}, "letter_opened_in_time"),
        ({"opened_at": 0, "cancelled_at": 0}, "letter_opened_in_time"),
        ({"code_hmac": b"1234567890123456"}, "letter_code_is_hmac"),
    ],
)
def test_the_database_refuses(db, changed, name):
    now = timezone.now()
    fields = {
        field: now + timedelta(days=value) if isinstance(value, int) else value for field, value in changed.items()
    }
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        _letter(**fields)


def test_the_database_refuses_two_letters_in_force(db):
    first = _letter()
    with pytest.raises(IntegrityError, match="letter_one_in_force"), transaction.atomic():
        _letter(account=first.account)


def test_how_a_letter_stands(db):
    now = timezone.now()
    assert _letter().standing(now) is LetterStanding.UNOPENED
    assert _letter(opened_at=now).standing(now) is LetterStanding.OPENED
    assert _letter(cancelled_at=now).standing(now) is LetterStanding.CANCELLED
    assert _letter().standing(now + timedelta(days=2)) is LetterStanding.LATE


def test_the_code_is_no_field():
    assert {field.name for field in Letter._meta.get_fields()} & {"code", "password", "secret"} == set()
    assert privacy_of(Letter._meta.get_field("code_hmac")) is Privacy.INTERNAL
