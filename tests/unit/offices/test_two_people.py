"""No one person alone makes an account that sees persons or approves, nor lets herself into one (ADR 0028)."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.accounts import account_holding
from tests.unit.offices.papers import DESA, NEW, found

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.offices import api, queries
from rantau.modules.offices.domain import ROLES, Period
from rantau.modules.offices.models import Account, Letter, Post
from rantau.modules.offices.proposals import Again, Appointment, Invitation, companion_of, needs_two, plain_companion
from rantau.platform.access.actor import ANONYMOUS
from rantau.platform.access.permissions import declared
from rantau.platform.approval.api import approve
from rantau.platform.approval.kinds import all_kinds
from rantau.platform.approval.models import Request
from rantau.platform.audit.models import Event

WHY, DISTRICT = "pejabat baru", "36.04.05"
SINCE = Period(date(2026, 1, 5))


@pytest.fixture
def officer(actor_with):
    return actor_with("petugas_pelindungan_data")


@pytest.fixture
def supervisor(actor_with):
    return actor_with("pembina_kecamatan", DISTRICT)


@pytest.fixture
def fresh(admin) -> int:
    return api.create_account(by=admin, username="wati", name="Wati").id


def post_for(by, account: int, role: str = "operator_desa", area: str = DESA) -> int:
    return api.propose_post(by=by, account_id=account, role=role, area_code=area, period=SINCE, reason=WHY).id


def carried_out(by, number: int) -> tuple[api.IssuedLetter, ...]:
    approve(by=by, request=number)
    return api.carry_out(by=by, request=number).letters


def with_companion(letter, companion: str):
    return api.find_letter(by=ANONYMOUS, username=letter.username, code=letter.code, companion=companion)


class TestWhoNeedsTwo:
    def test_every_role_that_shows_persons_or_takes_part_in_a_step_of_two(self):
        steps = {permission for kind in all_kinds() for permission in (kind.ask, kind.approve)}
        personal = {name for name, permission in declared().items() if permission.personal}
        expected = {name for name, role in ROLES.items() if role.permissions & (steps | personal)}
        assert {name for name in ROLES if needs_two(name)} == expected
        assert set(ROLES) - expected == {"petugas_mitra", "pimpinan"}


class TestOneAdminAlone:
    @pytest.mark.parametrize("role", sorted(name for name in ROLES if name not in ("petugas_mitra", "pimpinan")))
    def test_gives_no_post_that_needs_two(self, admin, fresh, role):
        area = {2: "36.04", 3: DISTRICT, 4: DESA}[ROLES[role].scope_level]
        with pytest.raises(NotAllowedError, match="Satu orang"):
            api.assign_post(by=admin, account_id=fresh, role=role, area_code=area, period=SINCE)
        number = post_for(admin, fresh, role, area)
        with pytest.raises(NotAllowedError):
            api.carry_out(by=admin, request=number)
        with pytest.raises(NotAllowedError, match="dua orang"):
            approve(by=admin, request=number)
        assert not Post.objects.filter(account=fresh).exists()

    def test_makes_no_puppets_for_both_halves_of_a_lost_phone(self, admin, account_with):
        """The way that was open: two accounts with approving posts, and a password letter of the victim."""
        victim = account_with("walidata")
        puppets = [api.create_account(by=admin, username=f"boneka{each}", name="Boneka").id for each in range(2)]
        for puppet in puppets:
            for role, area in (("pembina_kecamatan", DISTRICT), ("petugas_pelindungan_data", "36.04")):
                with pytest.raises(NotAllowedError):
                    api.assign_post(by=admin, account_id=puppet, role=role, area_code=area, period=SINCE)
            with pytest.raises(NotAllowedError):
                api.issue_letter(by=admin, account_id=puppet)
        with pytest.raises(NotAllowedError):
            api.issue_letter(by=admin, account_id=victim.pk)
        with pytest.raises(NotAllowedError):
            api.create_account(by=admin, username="boneka9", name="Boneka", password=NEW)
        assert not Letter.objects.exists()
        assert not Post.objects.filter(account__in=puppets).exists()

    def test_invites_and_prints_nobody(self, admin, invited):
        with pytest.raises(NotAllowedError):
            api.invite_offices(by=admin, role="operator_desa", area_codes=[DESA], period=SINCE)
        with pytest.raises(NotAllowedError):
            api.reissue_letters(by=admin, account_ids=[invited.account_id])

    def test_gives_a_role_that_shows_nobody(self, admin, fresh):
        api.assign_post(by=admin, account_id=fresh, role="pimpinan", area_code="36.04", period=SINCE)
        with pytest.raises(NotAllowedError):
            api.issue_letter(by=admin, account_id=fresh)


class TestTheSecondPerson:
    def test_gives_the_post_and_prints_the_letter_which_she_cannot_open(self, admin, officer, fresh):
        number = post_for(admin, fresh, "walidata", "36.04")
        (letter,) = carried_out(officer, number)
        assert queries.actor_of_account(fresh).roles == ("walidata",)
        assert letter.paired
        assert found(letter) is None
        assert with_companion(letter, "000000") is None or companion_of(number) == "000000"
        opened = with_companion(letter, companion_of(number))
        api.open_letter(by=ANONYMOUS, letter=opened, name="Wati Contoh", password=NEW)
        assert Account.objects.get(pk=fresh).check_password(NEW)
        events = Event.objects.filter(subject_id=str(fresh)).values_list("action", "actor_id")
        assert {("offices.propose", admin.id), ("offices.assign_post", officer.id)} <= set(events)

    def test_an_account_that_is_open_gets_the_post_alone(self, admin, officer, account_with):
        account = account_with("pimpinan")
        assert carried_out(officer, post_for(admin, account.pk, "walidata", "36.04")) == ()
        assert not Letter.objects.exists()

    def test_guesses_at_the_companion_number_are_counted(self, admin, officer, fresh):
        number = post_for(admin, fresh)
        (letter,) = carried_out(officer, number)
        for guess in range(10):
            with_companion(letter, f"99999{guess}")
        with pytest.raises(ConflictError, match="Terlalu banyak"):
            with_companion(letter, companion_of(number))

    def test_not_twice_and_not_without_the_yes(self, admin, officer, fresh):
        number = post_for(admin, fresh)
        with pytest.raises(NotAllowedError, match="persetujuan"):
            api.carry_out(by=officer, request=number)
        carried_out(officer, number)
        with pytest.raises(NotAllowedError, match="persetujuan"):
            api.carry_out(by=officer, request=number)

    def test_only_in_her_own_area(self, admin, supervisor, fresh):
        number = post_for(admin, fresh, area="36.04.06.2001")
        with pytest.raises(NotAllowedError):
            approve(by=supervisor, request=number)
        assert len(carried_out(supervisor, post_for(admin, fresh))) == 1

    def test_a_kecamatan_lets_in_nobody_who_also_serves_above_it(self, admin, supervisor, fresh):
        Post.objects.create(account_id=fresh, role="walidata", area_id="36.04", valid_from=date(2025, 1, 1))
        number = post_for(admin, fresh)
        approve(by=supervisor, request=number)
        with pytest.raises(NotAllowedError):
            api.carry_out(by=supervisor, request=number)
        assert Post.objects.filter(account=fresh).count() == 1

    def test_nobody_about_herself(self, admin, account_with):
        holder = account_holding("pembina_kecamatan", DISTRICT)
        own = queries.actor_of_account(holder.pk)
        number = post_for(admin, holder.pk, "kepala_desa")
        with pytest.raises(NotAllowedError, match="bersangkutan"):
            approve(by=own, request=number)
        letter = api.propose_letter(by=admin, account_id=holder.pk, reason="lupa kata sandi").id
        with pytest.raises(NotAllowedError, match="bersangkutan"):
            approve(by=own, request=letter)

    def test_the_asker_does_not_carry_out_what_another_approved(self, admin, officer, fresh):
        number = post_for(admin, fresh)
        approve(by=officer, request=number)
        with pytest.raises(NotAllowedError, match="orang kedua"):
            api.carry_out(by=admin, request=number)

    def test_what_changed_meanwhile_is_looked_at_again(self, admin, officer, fresh):
        number = post_for(admin, fresh)
        approve(by=officer, request=number)
        Post.objects.create(account_id=fresh, role="operator_desa", area_id=DESA, valid_from=date(2026, 1, 1))
        with pytest.raises(ConflictError, match="sudah menjabat"):
            api.carry_out(by=officer, request=number)
        assert Request.objects.get(pk=number).used_at is None

    def test_a_request_of_another_kind_is_not_carried_out_here(self, officer, actor_with, account_with):
        clerk = account_with("operator_desa", DESA)
        number = api.report_lost_phone(by=actor_with("kepala_desa", DESA), account_id=clerk.pk, reason=WHY).id
        with pytest.raises(NotAllowedError, match="halaman lain"):
            api.carry_out(by=officer, request=number)


class TestManyAtOnce:
    def test_one_approval_for_all_326_villages(self, admin, officer, django_assert_max_num_queries):
        asked = api.propose_invitation(
            by=admin, role="operator_desa", inside="", period=SINCE, decree="SK 9", reason=WHY
        )
        assert (asked.area_code, Account.objects.filter(username__startswith="operator.").exists()) == ("36.04", False)
        approve(by=officer, request=asked.id)
        with django_assert_max_num_queries(1400):
            letters = api.carry_out(by=officer, request=asked.id).letters
        assert len(letters) == Post.objects.filter(role="operator_desa", decree="SK 9").count() == 326
        assert len({letter.code for letter in letters}) == 326
        assert with_companion(letters[7], companion_of(asked.id))
        with pytest.raises(ConflictError, match="semua sudah punya akun"):
            api.propose_invitation(by=admin, role="operator_desa", inside="", period=SINCE, reason=WHY)

    def test_a_kecamatan_prints_its_own(self, admin, supervisor):
        asked = api.propose_invitation(by=admin, role="kepala_desa", inside=DISTRICT, period=SINCE, reason=WHY)
        letters = carried_out(supervisor, asked.id)
        areas = Post.objects.filter(account__in=[letter.account_id for letter in letters]).values_list(
            "area_id", flat=True
        )
        assert len(areas) > 5
        assert all(area.startswith(DISTRICT) for area in areas)

    @pytest.mark.parametrize("role", ["walidata", "admin_sistem"])
    def test_only_roles_of_desa_and_kecamatan(self, admin, role):
        with pytest.raises(InvalidValueError):
            api.propose_invitation(by=admin, role=role, inside="", period=SINCE, reason=WHY)

    def test_again_only_what_nobody_opened_and_she_may_recognise(self, admin, terminal, supervisor):
        made = api.invite_offices(
            by=terminal, role="operator_desa", area_codes=[DESA, "36.04.05.2002", "36.04.05.2004"], period=SINCE
        )
        api.open_letter(by=ANONYMOUS, letter=found(made[0]), name="Wati", password=NEW)
        Post.objects.create(
            account_id=made[1].account_id, role="walidata", area_id="36.04", valid_from=timezone.localdate()
        )
        asked = api.propose_letters_again(by=admin, area=DISTRICT, reason=WHY)
        (again,) = carried_out(supervisor, asked.id)
        assert again.account_id == made[2].account_id
        assert found(made[2]) is None
        assert with_companion(again, companion_of(asked.id))
        with pytest.raises(ConflictError, match="Tidak ada"):
            api.propose_letters_again(by=admin, area="36.04.06", reason=WHY)


class TestForgottenPassword:
    def test_recognised_by_the_kecamatan_and_opened_by_both_halves(self, admin, supervisor, account_with):
        clerk = account_with("operator_desa", DESA)
        asked = api.propose_letter(by=admin, account_id=clerk.pk, reason="lupa kata sandi")
        assert asked.area_code == DESA
        (letter,) = carried_out(supervisor, asked.id)
        assert letter.purpose is api.Purpose.PASSWORD
        api.open_letter(by=ANONYMOUS, letter=with_companion(letter, companion_of(asked.id)), name="", password=NEW)
        clerk.refresh_from_db()
        assert clerk.check_password(NEW)

    def test_a_disabled_account_gets_none(self, admin, account_with):
        clerk = account_with("operator_desa", DESA)
        api.disable_account(by=admin, account_id=clerk.pk, reason="pindah")
        with pytest.raises(ConflictError, match="tidak aktif"):
            api.propose_letter(by=admin, account_id=clerk.pk, reason="lupa kata sandi")


class TestWords:
    def test_subjects_are_read_as_they_were_written(self):
        post = Appointment(
            10**9, "petugas_pelindungan_data", DESA, Period(date(2026, 1, 5), date(2027, 1, 4)), '"' * 80
        )
        assert Appointment.read(post.as_subject()) == post
        assert len(post.as_subject()) <= Request._meta.get_field("subject").max_length
        invitation = Invitation("operator_desa", "", SINCE, "SK; 9, é")
        assert Invitation.read(invitation.as_subject()) == invitation
        assert Again.read(Again("", DISTRICT).as_subject()) == Again("", DISTRICT)

    def test_a_companion_number_is_typed_as_people_type(self):
        assert [plain_companion(typed) for typed in ("", " ", "123 456", "123456")] == ["", "", "123456", "123456"]
        assert [plain_companion(typed) for typed in ("12345", "1234567", "12345a", "１２３４５６")] == [None] * 4
        assert len({companion_of(number) for number in range(1000)}) > 990

    def test_what_it_is_about_is_said_to_the_second_person(self, admin, fresh, client_as):
        second = client_as("petugas_pelindungan_data")
        post_for(admin, fresh, "walidata", "36.04")
        api.propose_invitation(by=admin, role="operator_desa", inside=DISTRICT, period=SINCE, decree="SK 9", reason=WHY)
        page = second.get("/persetujuan/").content.decode()
        assert "Walidata Kabupaten Serang, sejak 05-01-2026: Wati (wati)" in page
        assert "Operator desa: Pontang" in page or "SK 9" in page

    def test_the_holder_types_the_companion_number(self, admin, officer, fresh, client: Client):
        number = post_for(admin, fresh)
        (letter,) = carried_out(officer, number)
        typed = {"username": "wati", "code": letter.code}
        assert client.post(reverse("letter"), typed).status_code == 400
        assert "enam angka" in client.post(reverse("letter"), typed | {"companion": "12"}).content.decode()
        step = client.post(reverse("letter"), typed | {"companion": companion_of(number)})
        assert step.url == reverse("letter_open")
