"""Handing over a post: work belongs to the village, two people do it, and the predecessor is out at once."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.accounts import account_holding
from tests.unit.offices.papers import DESA, NEW

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.journeys.api import Particulars, Resident, Said, Says, State, add_claim, plans, record_plan
from rantau.modules.offices import api, queries
from rantau.modules.offices.letters import username_of
from rantau.modules.offices.models import Account, HandOver, Letter, Post
from rantau.modules.offices.proposals import companion_of
from rantau.platform.access.actor import ANONYMOUS
from rantau.platform.approval.api import approve, requests
from rantau.platform.audit.models import Event
from rantau.platform.sessions.models import Session

DISTRICT, NEIGHBOUR = "36.04.05", "36.04.05.2002"
RINA = api.Successor(name="Rina Contoh")


@pytest.fixture
def supervisor(actor_with):
    return actor_with("pembina_kecamatan", DISTRICT)


@pytest.fixture
def head(actor_with):
    return actor_with("kepala_desa", DESA)


@pytest.fixture
def clerk(account_with) -> Account:
    return account_with("operator_desa", DESA)


def post_of(account: Account) -> Post:
    return Post.objects.get(account=account)


def asked(by, post: Post, to: api.Successor = RINA, **change: object) -> int:
    values = {"decree": "141/7/2026", "starts_on": timezone.localdate()} | change
    return api.propose_hand_over(by=by, post_id=post.pk, to=to, **values)


def request_of(by, number: int) -> int:
    return requests(by).get(kind="offices.hand_over", subject=str(number)).pk


def approved(by, second, post: Post, to: api.Successor = RINA, **change: object) -> int:
    number = asked(by, post, to, **change)
    approve(by=second, request=request_of(by, number))
    return number


def plan_in(by, area: str = DESA) -> int:
    return record_plan(by=by, key=uuid4(), area_code=area, who=Resident("Warga Contoh"), told=Particulars()).plan


class TestInTheMiddleOfEverything:
    def test_the_successor_continues_what_the_predecessor_began(self, supervisor, head, clerk):
        old = queries.actor_of_account(clerk.pk)
        plan = plan_in(old)
        done = api.hand_over(by=supervisor, number=approved(supervisor, head, post_of(clerk)))
        new = queries.actor_of_account(done.successor_id)
        assert [each.pk for each in plans(new)] == [plan]
        add_claim(by=new, plan=plan, said=Said(State.PREPARING, None, Says.SELF))
        with pytest.raises(NotAllowedError):
            plans(queries.actor_of_account(clerk.pk))

    def test_the_predecessor_is_out_at_the_next_request(self, supervisor, head, clerk):
        browser = Client()
        browser.force_login(clerk)
        number = approved(supervisor, head, post_of(clerk))
        assert browser.get(reverse("journeys:index")).status_code == 200
        api.hand_over(by=supervisor, number=number)
        assert not Session.objects.filter(account_id=clerk.pk).exists()
        assert browser.get(reverse("journeys:index")).status_code == 302

    def test_who_holds_another_post_stays_and_keeps_only_that(self, supervisor, head, clerk):
        Post.objects.create(account=clerk, role="kepala_desa", area_id=NEIGHBOUR, valid_from=timezone.localdate())
        browser = Client()
        browser.force_login(clerk)
        old = Post.objects.get(account=clerk, role="operator_desa")
        api.hand_over(by=supervisor, number=approved(supervisor, head, old))
        assert browser.get(reverse("journeys:index")).status_code == 200
        assert {grant.area for grant in queries.actor_of_account(clerk.pk).grants} == {NEIGHBOUR}

    def test_her_open_letters_end(self, supervisor, head, clerk, terminal):
        letter = api.issue_letter(by=terminal, account_id=clerk.pk)
        api.hand_over(by=supervisor, number=approved(supervisor, head, post_of(clerk)))
        assert Letter.objects.get(pk=letter.id).cancelled_at is not None

    def test_not_before_the_first_day_of_the_new_post(self, supervisor, head, clerk):
        browser = Client()
        browser.force_login(clerk)
        start = timezone.localdate() + timedelta(days=9)
        done = api.hand_over(by=supervisor, number=approved(supervisor, head, post_of(clerk), starts_on=start))
        assert browser.get(reverse("journeys:index")).status_code == 200
        assert post_of(clerk).valid_to == start - timedelta(days=1)
        assert not queries.actor_of_account(done.successor_id).grants
        assert Post.objects.get(account=done.successor_id).valid_from == start

    def test_all_or_nothing(self, supervisor, head, clerk):
        number = approved(supervisor, head, post_of(clerk))
        Account.objects.create(username="rina.contoh", name="Rina yang lain")
        with pytest.raises(ConflictError, match="sudah dipakai"):
            api.hand_over(by=supervisor, number=number)
        assert post_of(clerk).valid_to is None
        assert requests(supervisor).get().used_at is None
        assert HandOver.objects.get().done_at is None


class TestTwoPeople:
    def test_the_letter_opens_only_with_what_the_approver_says(self, supervisor, head, clerk, client: Client):
        number = approved(supervisor, head, post_of(clerk), acting_head=True)
        done = api.hand_over(by=supervisor, number=number)
        companion = companion_of(request_of(supervisor, number))
        typed = {"by": ANONYMOUS, "username": "rina.contoh", "code": done.letter.code}
        assert api.find_letter(**typed) is None
        found = api.find_letter(**typed, companion=companion)
        api.open_letter(by=ANONYMOUS, letter=found, name="Rina Contoh", password=NEW)
        new = Post.objects.get(account=done.successor_id)
        assert (new.acting, new.decree, new.role) == (True, "141/7/2026", "operator_desa")
        shown = f"{companion[:3]} {companion[3:]}"
        door = reverse("approval:request", args=[request_of(supervisor, number)])
        pages = {}
        for who in (supervisor, head):
            client.force_login(Account.objects.get(pk=who.id))
            pages[who.id] = client.get(door).content.decode()
        assert shown in pages[head.id]
        assert shown not in pages[supervisor.id]

    def test_not_alone_and_not_twice(self, supervisor, head, clerk):
        number = asked(supervisor, post_of(clerk))
        with pytest.raises(NotAllowedError, match="persetujuan"):
            api.hand_over(by=supervisor, number=number)
        with pytest.raises(NotAllowedError, match="dua orang"):
            approve(by=supervisor, request=request_of(supervisor, number))
        approve(by=head, request=request_of(supervisor, number))
        api.hand_over(by=supervisor, number=number)
        with pytest.raises(NotAllowedError, match="persetujuan"):
            api.hand_over(by=supervisor, number=number)
        with pytest.raises(NotAllowedError):
            asked(supervisor, post_of(clerk))

    def test_who_approved_does_not_print(self, supervisor, clerk, actor_with):
        second = actor_with("pembina_kecamatan", DISTRICT)
        number = approved(supervisor, second, post_of(clerk))
        with pytest.raises(NotAllowedError, match="bukan oleh yang menyetujui"):
            api.hand_over(by=second, number=number)

    def test_the_successor_takes_no_part(self, supervisor, clerk, account_with):
        head = account_with("kepala_desa", DESA)
        number = asked(supervisor, post_of(clerk), api.Successor(head.pk))
        with pytest.raises(NotAllowedError, match="bersangkutan"):
            approve(by=queries.actor_of_account(head.pk), request=request_of(supervisor, number))

    @pytest.mark.parametrize(
        ("role", "area"), [("kepala_desa", NEIGHBOUR), ("operator_desa", DESA), ("walidata", "36.04")]
    )
    def test_others_do_not_approve(self, supervisor, clerk, actor_with, role, area):
        number = asked(supervisor, post_of(clerk))
        with pytest.raises(NotAllowedError):
            approve(by=actor_with(role, area), request=request_of(supervisor, number))

    def test_who_can_approve_now_is_said(self, supervisor, head, clerk, client_as, admin):
        browser = client_as("pembina_kecamatan", DISTRICT)
        Client().force_login(Account.objects.get(pk=head.id))
        number = asked(supervisor, post_of(clerk))
        found = queries.who_may_confirm(supervisor, number)
        assert [(each.role, each.here) for each in found if each.role == "kepala_desa"] == [("kepala_desa", True)]
        assert {each.role for each in found} == {"kepala_desa", "pembina_kecamatan", "admin_sistem"}
        page = browser.get(reverse("handover:one", args=[number])).content.decode()
        assert "Kepala desa" in page
        assert "sedang masuk" in page


class TestWhoAndWhen:
    def test_an_account_there_is_gets_no_letter(self, supervisor, head, clerk):
        other = account_holding("operator_desa", NEIGHBOUR)
        done = api.hand_over(by=supervisor, number=approved(supervisor, head, post_of(clerk), api.Successor(other.pk)))
        assert (done.letter, done.successor_id, done.codes) == (None, other.pk, ())
        assert {grant.area for grant in queries.actor_of_account(other.pk).grants} == {DESA, NEIGHBOUR}

    def test_nobody_who_serves_elsewhere(self, supervisor, clerk, account_with):
        outsider = account_with("walidata")
        with pytest.raises(NotAllowedError):
            asked(supervisor, post_of(clerk), api.Successor(outsider.pk))
        Post.objects.create(account=outsider, role="operator_desa", area_id=NEIGHBOUR, valid_from=timezone.localdate())
        with pytest.raises(NotAllowedError):
            asked(supervisor, post_of(clerk), api.Successor(outsider.pk))

    def test_only_villages_of_the_kecamatan(self, supervisor, account_with):
        for account in (account_with("operator_desa", "36.04.06.2001"), account_with("pembina_kecamatan", DISTRICT)):
            with pytest.raises(NotAllowedError):
                asked(supervisor, post_of(account))

    def test_what_cannot_be_is_said(self, supervisor, clerk):
        post, today = post_of(clerk), timezone.localdate()
        for change in ({"decree": " "}, {"to": api.Successor()}, {"starts_on": post.valid_from},
                       {"starts_on": today + timedelta(days=40)}):  # fmt: skip
            with pytest.raises(InvalidValueError):
                asked(supervisor, post, **change)
        with pytest.raises(ConflictError, match="sama"):
            asked(supervisor, post, api.Successor(clerk.pk))
        with pytest.raises(ConflictError, match="sudah dipakai"):
            asked(supervisor, post, api.Successor(name="Rina", username=clerk.username.upper()))

    def test_the_same_again_is_one(self, supervisor, clerk):
        numbers = {asked(supervisor, post_of(clerk)) for _ in range(3)}
        assert len(numbers) == HandOver.objects.count() == requests(supervisor).count() == 1

    def test_a_post_that_stands_empty_is_handed_over_too(self, supervisor, head, clerk):
        Post.objects.filter(account=clerk).update(valid_to=timezone.localdate() - timedelta(days=30))
        api.hand_over(by=supervisor, number=approved(supervisor, head, post_of(clerk)))
        assert post_of(clerk).valid_to == timezone.localdate() - timedelta(days=30)

    def test_user_names_are_made_of_names(self):
        assert username_of("Siti Nur'aini Contoh", set()) == "siti.nuraini"
        assert username_of("Siti Aminah", {"siti.aminah", "siti.aminah2"}) == "siti.aminah3"
        assert username_of("Él", set()) == "akun.el"
        assert username_of("李", set()) == "akun"


class TestOnPaper:
    def test_codes_instead_of_a_phone_are_her_second_factor(self, supervisor, head, clerk, settings):
        settings.SECOND_FACTOR_REQUIRED = True
        number = approved(supervisor, head, post_of(clerk))
        done = api.hand_over(by=supervisor, number=number, with_codes=True)
        assert len(set(done.codes)) == 10
        found = api.find_letter(by=ANONYMOUS, username="rina.contoh", code=done.letter.code,
                                companion=companion_of(request_of(supervisor, number)))  # fmt: skip
        api.open_letter(by=ANONYMOUS, letter=found, name="Rina Contoh", password=NEW)
        browser = Client()
        step = browser.post(reverse("account_login"), {"login": "rina.contoh", "password": NEW})
        assert step.url.startswith(reverse("mfa_authenticate"))
        browser.post(reverse("mfa_authenticate"), {"code": done.codes[0]})
        assert browser.get(reverse("journeys:index")).status_code == 200
        again = browser.post(reverse("mfa_generate_recovery_codes"))
        assert again.status_code == 302
        assert done.codes[1] not in browser.get(reverse("mfa_view_recovery_codes")).content.decode()
        event = Event.objects.filter(action="offices.new_recovery_codes").earliest("id")
        assert (event.actor_id, event.subject_id) == (supervisor.id, str(done.successor_id))

    def test_the_record_counts_and_names_no_resident(self, supervisor, head, clerk, client: Client):
        plan_in(queries.actor_of_account(clerk.pk))
        plan_in(queries.actor_of_account(clerk.pk))
        plan_in(queries.actor_of_account(account_holding("operator_desa", NEIGHBOUR).pk), NEIGHBOUR)
        number = approved(supervisor, head, post_of(clerk))
        client.force_login(Account.objects.get(pk=supervisor.id))
        door = reverse("handover:record", args=[number])
        assert client.get(door).status_code == 404
        api.hand_over(by=supervisor, number=number)
        assert HandOver.objects.get().left_open == [["Rencana kerja: Berniat", 2]]
        page = client.get(door).content.decode()
        assert "Rencana kerja: Berniat" in page
        assert "Warga Contoh" not in page
        assert "Berita acara" in page

    def test_every_step_leaves_a_trace(self, supervisor, head, clerk):
        done = api.hand_over(by=supervisor, number=approved(supervisor, head, post_of(clerk)))
        actions = dict(Event.objects.filter(area_code=DESA).values_list("action", "actor_id"))
        assert {"offices.propose_hand_over", "offices.end_post", "offices.assign_post"} <= set(actions)
        assert (actions["approval.approve"], actions["offices.hand_over"]) == (head.id, supervisor.id)
        event = Event.objects.get(action="offices.hand_over")
        assert event.subject_id == str(done.successor_id)


class TestPages:
    def test_one_page_asks_and_the_next_prints(self, clerk, head, client_as):
        browser = client_as("pembina_kecamatan", DISTRICT)
        form = {"post": post_of(clerk).pk, "name": "Rina Contoh", "decree": "141/7", "starts_on": timezone.localdate()}
        refused = browser.post(reverse("handover:start"), form | {"name": ""})
        assert "tulis nama penggantinya" in refused.content.decode()
        both = browser.post(
            reverse("handover:start"), form | {"successor": account_holding("operator_desa", NEIGHBOUR).pk}
        )
        assert "Kosongkan nama ini" in both.content.decode()
        answer = browser.post(reverse("handover:start"), form)
        row = HandOver.objects.get()
        assert answer.url == reverse("handover:one", args=[row.pk])
        assert browser.post(answer.url, {}).status_code == 400
        approve(by=head, request=requests(head).get().pk)
        assert "Selesaikan serah terima: Operator desa" in browser.get("/").content.decode()
        paper = browser.post(answer.url, {"codes": "on"})
        assert "no-store" in paper["Cache-Control"]
        assert "Lembar kode masuk" in paper.content.decode()
        assert "selesai" in browser.get(reverse("handover:index")).content.decode()
        assert "Cetak berita acara" in browser.get(answer.url).content.decode()

    def test_lists_take_as_many_queries_for_ten_as_for_one(self, client_as, clerk, django_assert_num_queries):
        browser = client_as("pembina_kecamatan", DISTRICT)
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        def number_of_queries() -> int:
            with CaptureQueriesContext(connection) as found:
                browser.get(reverse("handover:index"))
            return len(found)

        def add() -> None:
            HandOver.objects.create(
                post=post_of(clerk), area_id=DESA, name="A", username="a", decree="1", starts_on=timezone.localdate(),
                asked_at=timezone.now(),
            )  # fmt: skip

        add()
        first = number_of_queries()
        for _ in range(9):
            add()
        assert number_of_queries() == first


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("handover_has_name", {"name": ""}),
        ("handover_in_a_desa", {"area_id": DISTRICT}),
        ("handover_done_whole", {"done_at": timezone.now()}),
    ],
)
def test_the_database_refuses(clerk, name, change):
    values = {"post": post_of(clerk), "area_id": DESA, "name": "A", "username": "a", "decree": "1",
              "starts_on": timezone.localdate(), "asked_at": timezone.now()}  # fmt: skip
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        HandOver.objects.create(**(values | change))


def test_a_post_is_handed_over_once(clerk):
    values = {"post": post_of(clerk), "area_id": DESA, "name": "A", "username": "a", "decree": "1", "successor": clerk,
              "done_by": "uji", "starts_on": timezone.localdate(), "asked_at": timezone.now(),
              "done_at": timezone.now()}  # fmt: skip
    HandOver.objects.create(**values)
    with pytest.raises(IntegrityError, match="handover_of_a_post_once"), transaction.atomic():
        HandOver.objects.create(**values)
