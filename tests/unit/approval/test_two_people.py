"""A sensitive step needs two people: by verb, by page, by the database itself, and also at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction
from django.urls import reverse
from django.utils import timezone

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.platform.access.actor import Actor, Grant, system_actor
from rantau.platform.approval.api import Kind, approve, ask, refuse, register, use_approval
from rantau.platform.approval.models import Decision, Request
from rantau.platform.audit.models import Event
from rantau.platform.web.today import today_of

KIND = "keys.rotate"
WHY = "jadwal tahunan"


@pytest.fixture
def admin(actor_with) -> Actor:
    return actor_with("admin_sistem")


@pytest.fixture
def officer(actor_with) -> Actor:
    return actor_with("petugas_pelindungan_data")


def asked(by: Actor, subject: str = "seal"):
    return ask(by=by, kind=KIND, subject=subject, area_code="36.04", reason=WHY)


def both(number: int) -> Actor:
    """Somebody who holds both permissions: the roles never give them to one person, the code does not rely on it."""
    held = frozenset({"keys.ask", "keys.approve", "approval.take_part"})
    return Actor("user", number, f"orang-{number}", (Grant("uji", held, "36.04"),))


def test_asked_by_one_approved_by_another_used_once(admin, officer):
    row = asked(admin)
    with pytest.raises(NotAllowedError, match="Mintalah di halaman Persetujuan"):
        use_approval(by=admin, kind=KIND, subject="seal")
    said = approve(by=officer, request=row.id)
    assert (said.asked_by, said.decided_by) == (admin.id, officer.id)
    with pytest.raises(NotAllowedError):
        use_approval(by=admin, kind=KIND, subject="backup")
    with pytest.raises(NotAllowedError):
        use_approval(by=admin, kind="keys.retire", subject="seal")
    assert use_approval(by=admin, kind=KIND, subject="seal").id == row.id
    with pytest.raises(NotAllowedError):
        use_approval(by=admin, kind=KIND, subject="seal")
    trace = list(Event.objects.filter(subject_type="approval").order_by("id").values_list("action", "actor_id"))
    assert trace == [("approval.ask", admin.id), ("approval.approve", officer.id), ("approval.use", admin.id)]


def test_a_step_that_fails_gives_its_approval_back(admin, officer):
    approve(by=officer, request=asked(admin).id)
    with transaction.atomic():
        use_approval(by=admin, kind=KIND, subject="seal")
        transaction.set_rollback(True)
    use_approval(by=admin, kind=KIND, subject="seal")


def test_nobody_is_both_people(regency):
    one = both(1)
    row = asked(one)
    for verb in (lambda: approve(by=one, request=row.id), lambda: refuse(by=one, request=row.id, reason="tidak")):
        with pytest.raises(NotAllowedError, match="dua orang"):
            verb()
    approve(by=both(2), request=row.id)


def test_a_command_is_nobody(admin, regency):
    terminal = system_actor("terminal", frozenset({"keys.ask", "keys.approve"}), "36.04")
    with pytest.raises(NotAllowedError, match="akun orang"):
        asked(terminal)
    with pytest.raises(NotAllowedError, match="akun orang"):
        approve(by=terminal, request=asked(admin).id)


def test_who_it_is_about_neither_asks_nor_approves(regency):
    register(
        Kind(
            "uji.tentang", "Uji", "keys.ask", "keys.approve", timedelta(days=1), "Dikenali.", "Kerjakan.", concerns=int
        )
    )
    with pytest.raises(NotAllowedError, match="akun Anda sendiri"):
        ask(by=both(5), kind="uji.tentang", subject="5", area_code="36.04", reason=WHY)
    row = ask(by=both(1), kind="uji.tentang", subject="5", area_code="36.04", reason=WHY)
    with pytest.raises(NotAllowedError, match="bersangkutan"):
        approve(by=both(5), request=row.id)


def test_without_the_permission_or_elsewhere(admin, officer, actor_with):
    with pytest.raises(NotAllowedError):
        asked(officer)
    with pytest.raises(NotAllowedError):
        ask(by=admin, kind=KIND, subject="seal", area_code="36.72", reason=WHY)
    row = asked(admin)
    for role in ("walidata", "admin_sistem"):
        with pytest.raises(NotAllowedError):
            approve(by=actor_with(role), request=row.id)
    with pytest.raises(NotAllowedError):
        approve(by=officer, request=row.id + 1000)


def test_a_refusal_says_why_and_stands(admin, officer):
    row = asked(admin)
    with pytest.raises(InvalidValueError, match="alasan"):
        refuse(by=officer, request=row.id, reason=" ")
    refuse(by=officer, request=row.id, reason="bukan jadwalnya")
    with pytest.raises(ConflictError):
        approve(by=officer, request=row.id)
    with pytest.raises(NotAllowedError):
        use_approval(by=admin, kind=KIND, subject="seal")
    assert asked(admin).id != row.id


def test_asking_again_while_it_is_open_is_the_same(admin):
    assert asked(admin).id == asked(admin).id


def test_it_expires_before_and_after_the_yes(admin, officer, monkeypatch):
    row, later = asked(admin), asked(admin, "backup")
    approve(by=officer, request=row.id)
    end = timezone.now() + timedelta(days=7, seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: end)
    with pytest.raises(NotAllowedError):
        use_approval(by=admin, kind=KIND, subject="seal")
    with pytest.raises(ConflictError, match="lewat batas"):
        approve(by=officer, request=later.id)


def row_of(**changed) -> Request:
    now = timezone.now()
    fields = {
        "kind": KIND, "subject": "seal", "area_code": "36.04", "reason": WHY, "asked_by": 1, "asked_at": now,
        "expires_at": now + timedelta(days=1),
    }  # fmt: skip
    return Request.objects.create(**fields | changed)


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"decided_by": 1, "decided_at": True, "decision": "disetujui"}, "approval_two_people"),
        ({"decided_by": 2, "decision": "disetujui"}, "approval_decided_whole"),
        ({"decision": "disetujui"}, "approval_decided_whole"),
        ({"decided_by": 2, "decided_at": True, "decision": "mungkin"}, "approval_decided_whole"),
        ({"used_at": True}, "approval_used_after_yes"),
        ({"decided_by": 2, "decided_at": True, "decision": "ditolak", "used_at": True}, "approval_used_after_yes"),
        ({"expires_at": True}, "approval_ends_later"),
    ],
)
def test_the_database_says_no(db, changed, name):
    now = timezone.now() - timedelta(minutes=1)
    fields = {field: now if value is True else value for field, value in changed.items()}
    with pytest.raises(IntegrityError, match=name):
        row_of(**fields)


@pytest.mark.parametrize(
    "changed",
    [{"asked_by": 7}, {"subject": "lain"}, {"decided_by": 8}, {"decision": "ditolak"}, {"expires_at": True}],
)
def test_what_was_said_stays(db, changed):
    now = timezone.now()
    row = row_of(decided_by=2, decided_at=now, decision=Decision.APPROVED)
    fields = {field: now + timedelta(days=9) if value is True else value for field, value in changed.items()}
    with pytest.raises(DatabaseError, match="approval_request_one_way"), transaction.atomic():
        Request.objects.filter(pk=row.pk).update(**fields)
    with pytest.raises(DatabaseError, match="approval_request_one_way"), transaction.atomic():
        row.delete()
    Request.objects.filter(pk=row.pk).update(used_at=now)
    with pytest.raises(DatabaseError, match="it is used once"), transaction.atomic():
        Request.objects.filter(pk=row.pk).update(used_at=None)


def test_used_once_under_many_at_the_same_moment(transactional_db, regency):
    approve(by=both(2), request=asked(both(1)).id)

    def attempt(_: int) -> bool:
        try:
            use_approval(by=both(1), kind=KIND, subject="seal")
        except NotAllowedError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(attempt, range(24)))[-2:] == [False, True]


class TestPages:
    def test_from_asking_to_the_yes(self, client_as, officer):
        admin = client_as("admin_sistem")
        assert reverse("approval:ask", args=[KIND]) in admin.get("/persetujuan/").content.decode()
        made = admin.post(reverse("approval:ask", args=[KIND]), {"subject": "seal", "reason": WHY})
        page = admin.get(made.url).content.decode()
        assert WHY in page
        assert 'value="setuju"' not in page
        second = client_as("petugas_pelindungan_data")
        assert WHY in second.get("/persetujuan/").content.decode()
        assert 'value="setuju"' in second.get(made.url).content.decode()
        assert second.post(made.url, {"decision": "setuju"}).status_code == 400
        assert second.post(made.url, {"decision": "tolak"}).status_code == 400
        assert second.post(made.url, {"decision": "setuju", "checked": "on"}).status_code == 302
        assert Request.objects.get().decision == Decision.APPROVED
        assert "rantau keys" in admin.get(made.url).content.decode()

    def test_the_asker_is_refused_also_without_the_button(self, client_as):
        admin = client_as("admin_sistem")
        made = admin.post(reverse("approval:ask", args=[KIND]), {"subject": "seal", "reason": WHY})
        assert admin.post(made.url, {"decision": "setuju", "checked": "on"}).status_code == 400
        assert Request.objects.get().decision == ""

    def test_a_refusal_is_read_by_the_asker(self, client_as):
        admin, second = client_as("admin_sistem"), client_as("petugas_pelindungan_data")
        made = admin.post(reverse("approval:ask", args=[KIND]), {"subject": "seal", "reason": WHY})
        second.post(made.url, {"decision": "tolak", "reason": "bukan jadwalnya"})
        assert "bukan jadwalnya" in admin.get(made.url).content.decode()

    def test_it_stands_in_hari_ini(self, admin, officer, client_as):
        asked(admin)
        assert "Persetujuan: Mengganti kunci" in [item.title for item in today_of(officer)]
        assert not any("Persetujuan" in item.title for item in today_of(admin))

    def test_others_do_not_come_in(self, client_as):
        client = client_as("petugas_mitra")
        assert client.get("/persetujuan/").status_code == 403
        assert 'href="/persetujuan/"' not in client.get("/").content.decode()
