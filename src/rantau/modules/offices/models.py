"""Offices (kantor), accounts (akun) and posts (jabatan)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Length, Lower
from django.db.models.lookups import Exact

from rantau.modules.areas.api import Area
from rantau.modules.offices.domain import ROLES
from rantau.modules.offices.letters import LetterStanding, Purpose
from rantau.platform.privacy import internal, personal, public, sealed


class OctetLength(models.Func):
    """Length of a value in bytes."""

    function = "OCTET_LENGTH"
    output_field = models.IntegerField()


class Office(models.Model):
    """An office or institution (instansi) that hands over lists or acts on cases."""

    name = public(models.CharField(max_length=150))
    kind = public(models.CharField(max_length=40))

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="office_name_once")]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts. There is no superuser to create."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account with a user name, upper and lower case alike."""
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """An account (akun) of one person. What it may do comes from posts, never from the account."""

    username = internal(models.CharField(max_length=60, unique=True))
    name = personal(models.CharField(max_length=150))
    email = personal(models.EmailField(blank=True))
    password = sealed(models.CharField(max_length=128))
    last_login = internal(models.DateTimeField(null=True, blank=True))
    is_active = internal(models.BooleanField(default=True))
    language = internal(models.CharField(max_length=5, default="id"))

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        ordering = ["username"]
        constraints = [models.UniqueConstraint(Lower("username"), name="account_username_once")]

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        """Name of the person."""
        return self.name


def _at_level(level: int, code_length: int) -> models.Q:
    """The roles of a level are held in an area whose code has this length (36.04, 36.04.05, 36.04.05.2001)."""
    roles = [name for name, role in ROLES.items() if role.scope_level == level]
    return models.Q(role__in=roles) & models.Q(Exact(Length("area_id"), code_length))


class Post(models.Model):
    """A post (jabatan): an account holds a role in an area, by a decree, from a day to a day."""

    account = internal(models.ForeignKey(Account, on_delete=models.PROTECT, related_name="posts"))
    role = internal(models.CharField(max_length=40, choices=[(name, role.label) for name, role in ROLES.items()]))
    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    office = internal(models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="posts"))
    decree = internal(models.CharField(max_length=80, blank=True))
    acting = internal(models.BooleanField(default=False))
    """Held for a time in place of somebody (penjabat, Pj)."""
    valid_from = internal(models.DateField())
    valid_to = internal(models.DateField(null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "role", "area", "valid_from"], name="post_once"),
            models.CheckConstraint(condition=models.Q(role__in=list(ROLES)), name="post_role_known"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="post_period",
            ),
            models.CheckConstraint(
                condition=_at_level(2, len("36.04"))
                | _at_level(3, len("36.04.05"))
                | _at_level(4, len("36.04.05.2001")),
                name="post_area_level",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.area_id}"


NOT_ENDED = models.Q(opened_at=None, cancelled_at=None)
"""Of a letter: neither opened nor cancelled. It holds until it expires."""


class Letter(models.Model):
    """A letter (surat) with a one-time code. The code itself is kept nowhere: only its HMAC, by the key of sessions."""

    account = internal(models.ForeignKey(Account, on_delete=models.PROTECT, related_name="letters"))
    purpose = internal(models.CharField(max_length=12, choices=[(each.value, each.value) for each in Purpose]))
    code_hmac = internal(models.BinaryField(max_length=32))
    issued_at = internal(models.DateTimeField())
    expires_at = internal(models.DateTimeField())
    opened_at = internal(models.DateTimeField(null=True))
    cancelled_at = internal(models.DateTimeField(null=True))

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(opened_at__isnull=True, cancelled_at__isnull=True),
                name="letter_one_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=[each.value for each in Purpose]), name="letter_purpose_known"
            ),
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("issued_at")), name="letter_ends_later"),
            models.CheckConstraint(
                condition=models.Q(opened_at__isnull=True)
                | models.Q(cancelled_at__isnull=True, opened_at__lt=models.F("expires_at")),
                name="letter_opened_in_time",
            ),
            models.CheckConstraint(condition=models.Q(Exact(OctetLength("code_hmac"), 32)), name="letter_code_is_hmac"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.account_id}"

    def standing(self, now: datetime) -> LetterStanding:
        """How it stands at a moment."""
        if self.opened_at:
            return LetterStanding.OPENED
        if self.cancelled_at:
            return LetterStanding.CANCELLED
        return LetterStanding.UNOPENED if now < self.expires_at else LetterStanding.LATE


class HandOver(models.Model):
    """A post of a village handed over to a successor (serah terima jabatan): asked for, approved, then done.

    What was open on that day is kept as counts; the work itself belongs to the village and stays where it is.
    """

    post = internal(models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+"))
    """The post that ends."""
    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    successor = internal(models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+"))
    """None until the account of somebody new is made."""
    name = personal(models.CharField(max_length=150))
    username = internal(models.CharField(max_length=60))
    decree = internal(models.CharField(max_length=80))
    acting = internal(models.BooleanField(default=False))
    starts_on = internal(models.DateField())
    asked_at = internal(models.DateTimeField())
    done_at = internal(models.DateTimeField(null=True))
    done_by = internal(models.CharField(max_length=150, blank=True))
    left_open = internal(models.JSONField(default=list))
    """Pairs of words and a number."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=models.Q(done_at__isnull=False), name="handover_of_a_post_once"
            ),
            models.CheckConstraint(condition=~models.Q(name="") & ~models.Q(username=""), name="handover_has_name"),
            models.CheckConstraint(condition=models.Q(Exact(Length("area_id"), 13)), name="handover_in_a_desa"),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True) | models.Q(successor__isnull=False) & ~models.Q(done_by=""),
                name="handover_done_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"serah terima {self.pk}"
