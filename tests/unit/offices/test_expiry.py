"""A post ends with its last day: in running sessions and in jobs too; and roles that do not fit are refused by all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import combinations

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.utils import timezone
from tests.accounts import account_holding

from rantau.kernel.errors import ConflictError, NotAllowedError
from rantau.modules.offices import api
from rantau.modules.offices.domain import INCOMPATIBLE, ROLES, Period
from rantau.modules.offices.models import Account, Post
from rantau.platform.access.decide import decide
from rantau.platform.audit.models import Event
from rantau.platform.jobs.run_as import as_payload, from_payload

AREA = {2: "36.04", 3: "36.04.05", 4: "36.04.05.2001"}


def tomorrow(monkeypatch):
    day = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_: day)


def test_the_last_day_ends_a_running_session(regency, monkeypatch):
    account = account_holding("admin_sistem", valid_to=timezone.localdate())
    browser = Client()
    browser.force_login(account)
    assert browser.get("/akun/kelola/").status_code == 200
    tomorrow(monkeypatch)
    assert browser.get("/akun/kelola/").status_code == 403
    assert browser.get("/akun/").status_code == 200


def test_the_last_day_ends_what_a_queued_job_may_do(regency, monkeypatch):
    account = account_holding("walidata", valid_to=timezone.localdate())
    payload = as_payload(api.actor_of_account(account.pk))
    assert decide(from_payload(payload), "people.link")
    tomorrow(monkeypatch)
    assert not decide(from_payload(payload), "people.link")


class TestWithdrawing:
    def test_a_future_post_is_taken_back_and_the_trace_keeps_it(self, admin, terminal):
        account = Account.objects.create(username="baru", name="Uji")
        start = timezone.localdate() + timedelta(days=1)
        held = api.assign_post(
            by=terminal, account_id=account.pk, role="walidata", area_code="36.04", period=Period(start)
        )
        api.withdraw_post(by=admin, post_id=held.id)
        assert not account.posts.exists()
        event = Event.objects.get(action="offices.withdraw_post")
        assert event.details == {"role": "walidata", "start": start.isoformat()}

    def test_what_has_begun_stays(self, admin, account_with):
        post = account_with("walidata").posts.get()
        with pytest.raises(ConflictError, match="sudah mulai"):
            api.withdraw_post(by=admin, post_id=post.pk)

    def test_by_page(self, client_as, account_with):
        account = account_with("walidata")
        start = timezone.localdate() + timedelta(days=3)
        post = Post.objects.create(account=account, role="pimpinan", area_id="36.04", valid_from=start)
        browser = client_as("admin_sistem")
        address = f"/akun/kelola/{account.pk}/jabatan/{post.pk}/cabut/"
        assert address in browser.get(f"/akun/kelola/{account.pk}/").content.decode()
        assert browser.get(address).status_code == 200
        assert browser.post(address).status_code == 302
        assert not Post.objects.filter(pk=post.pk).exists()
        assert browser.get(address).status_code == 404


class TestIncompatible:
    @pytest.mark.parametrize(("first", "second"), list(combinations(sorted(ROLES), 2)))
    def test_the_database_knows_the_same_pairs(self, regency, first, second):
        """post_roles_fit"""
        account = account_holding(first, AREA[ROLES[first].scope_level])

        def other():
            with transaction.atomic():
                Post.objects.create(
                    account=account, role=second, area_id=AREA[ROLES[second].scope_level], valid_from="2025-01-01"
                )

        if frozenset((first, second)) in INCOMPATIBLE:
            with pytest.raises(IntegrityError, match="post_roles_fit"):
                other()
        else:
            other()

    def test_one_after_the_other_is_allowed_and_moving_the_end_is_not(self, regency):
        account = account_holding("walidata", valid_to="2025-12-31")
        later = Post.objects.create(account=account, role="admin_sistem", area_id="36.04", valid_from="2026-01-01")
        with pytest.raises(IntegrityError, match="post_roles_fit"), transaction.atomic():
            Post.objects.filter(account=account, role="walidata").update(valid_to=None)
        with pytest.raises(IntegrityError, match="post_roles_fit"), transaction.atomic():
            Post.objects.filter(pk=later.pk).update(valid_from="2025-12-31")

    def test_two_assignments_at_the_same_moment(self, transactional_db, terminal):
        account = Account.objects.create(username="orang", name="Uji")

        def attempt(role: str) -> str:
            try:
                api.assign_post(
                    by=terminal,
                    account_id=account.pk,
                    role=role,
                    area_code="36.04",
                    period=Period(timezone.localdate()),
                )
            except ConflictError:
                return "refused"
            finally:
                connections.close_all()
            return "done"

        with ThreadPoolExecutor(4) as threads:
            answers = sorted(threads.map(attempt, ["admin_sistem", "walidata"] * 2))
        assert answers == ["done", "refused", "refused", "refused"]

    def test_two_at_the_same_moment_around_the_verb(self, transactional_db, regency):
        """The database itself: neither sees the other before it commits, and still only one stays."""
        account = Account.objects.create(username="orang", name="Uji")

        def attempt(role: str) -> str:
            try:
                with transaction.atomic():
                    Post.objects.create(account=account, role=role, area_id="36.04", valid_from="2026-01-01")
            except IntegrityError as error:
                return "refused" if "post_roles_fit" in str(error) else str(error)
            finally:
                connections.close_all()
            return "done"

        with ThreadPoolExecutor(2) as threads:
            assert sorted(threads.map(attempt, ["admin_sistem", "walidata"])) == ["done", "refused"]


def test_out_of_scope_is_not_withdrawn(actor_with, account_with):
    post = account_with("pimpinan", valid_from=timezone.localdate() + timedelta(days=9)).posts.get()
    with pytest.raises(NotAllowedError):
        api.withdraw_post(by=actor_with("walidata"), post_id=post.pk)
