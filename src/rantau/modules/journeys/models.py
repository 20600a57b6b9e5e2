"""Journeys (perjalanan kerja): plans, and the claims about them. A plan's `state` is a copy of `domain.standing`."""

from __future__ import annotations

import json
from dataclasses import asdict

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from rantau.modules.areas.api import Area
from rantau.modules.journeys.domain import ENDED, Attention, LikeReason, PairAnswer, Particulars, Says, State
from rantau.modules.journeys.needs import Need, NeedsClaim, NeedsSaid
from rantau.platform.crypto import INDEX_BYTES, declare_sealed, is_sealed, is_sealed_or_empty
from rantau.platform.files.models import StoredFile
from rantau.platform.privacy import internal, personal, public, sealed, specific

NIK = declare_sealed("journeys_plan", "nik", identity=("id",))
PARTICULARS = declare_sealed("journeys_plan", "particulars", identity=("id",))
JUDGED = declare_sealed("journeys_plan", "judged", identity=("id",))
CLAIM_NOTE = declare_sealed("journeys_claim", "note", identity=("id",))
WITHDRAWAL = declare_sealed("journeys_claim", "withdrawn_reason", identity=("id",))
NEEDS = declare_sealed("journeys_needs", "content", identity=("id",))
ANSWERS = declare_sealed("journeys_conversation", "answers", identity=("id",))
OVERRIDE = declare_sealed("journeys_conversation", "override_reason", identity=("id",))
RESIDENT = declare_sealed("journeys_residentrow", "content", identity=("sheet_id", "number"))
IS_DESA = Exact(Length("area"), 13)
"""Only the code of a desa is that long: 36.04.05.2001."""


class Plan(models.Model):
    """A resident's plan to work abroad (rencana kerja), as the village knows it. It belongs to the village of the
    actual address; what a register or another list says of the same person stays there."""

    key = internal(models.UUIDField())
    """Made by the form: the same form sent twice is one plan."""
    code = internal(models.CharField(max_length=8))
    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    name = personal(models.CharField(max_length=200))
    name_key = personal(models.CharField(max_length=200))
    sex = personal(models.CharField(max_length=1, blank=True))
    birth_year = personal(models.SmallIntegerField(null=True))
    nik = sealed(models.BinaryField(default=b""))
    nik_index = personal(models.BinaryField(null=True, max_length=INDEX_BYTES))
    phone_index = personal(models.BinaryField(null=True, max_length=INDEX_BYTES))
    particulars = sealed(models.BinaryField())
    country = internal(models.CharField(max_length=2, blank=True))
    job = internal(models.CharField(max_length=60, blank=True))
    scheme = internal(models.CharField(max_length=30, blank=True))
    employer_kind = internal(models.CharField(max_length=30, blank=True))
    recruiter_kind = internal(models.CharField(max_length=30, blank=True))
    leaves_on = internal(models.DateField(null=True))
    """The day of departure as planned, when one is known."""
    state = internal(models.CharField(max_length=20, choices=[(s.value, s.value) for s in State]))
    state_on = internal(models.CharField(max_length=10, blank=True))
    """ISO, partial allowed."""
    attention = specific(models.CharField(max_length=10, blank=True, choices=[(a.value, a.value) for a in Attention]))
    front_from = specific(models.DateField(null=True))
    """From this day on it stands in front although nothing changes: a departure comes near."""
    news_on = internal(models.DateField(null=True))
    """The day of the last news that was written down (kabar)."""
    rules = internal(models.CharField(max_length=64, blank=True))
    """Fingerprint of the rules by which `judged` was made."""
    judged = sealed(models.BinaryField(default=b""))
    """State of each line of the checklist as last read by the village, so that a change of rules can be told."""
    recorded_at = internal(models.DateTimeField())
    recorded_by = internal(models.CharField(max_length=150))
    changed_at = internal(models.DateTimeField())

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="plan_key_once"),
            models.UniqueConstraint(fields=["code"], name="plan_code_once"),
            models.CheckConstraint(condition=~Q(name=""), name="plan_has_name"),
            models.CheckConstraint(condition=IS_DESA, name="plan_in_a_desa"),
            models.CheckConstraint(condition=is_sealed_or_empty("nik"), name="plan_nik_sealed"),
            models.CheckConstraint(condition=Q(nik=b"") | Q(nik_index__isnull=False), name="plan_nik_has_index"),
            models.CheckConstraint(condition=is_sealed("particulars"), name="plan_particulars_sealed"),
            models.CheckConstraint(condition=is_sealed_or_empty("judged"), name="plan_judged_sealed"),
            models.CheckConstraint(condition=Q(state__in=list(State)), name="plan_state_known"),
            models.CheckConstraint(condition=Q(attention__in=list(Attention)), name="plan_attention_known"),
        ]
        indexes = [
            models.Index(fields=["area", "state"], name="plan_of_area"),
            models.Index(fields=["area", "rules"], condition=~Q(state__in=sorted(ENDED)), name="plan_open_by_rules"),
            models.Index(fields=["nik_index"], condition=Q(nik_index__isnull=False), name="plan_nik_index"),
        ]

    def __str__(self) -> str:
        return f"rencana {self.code}"

    @property
    def told(self) -> Particulars:
        """The particulars, opened. Raises SealBrokenError."""
        return Particulars(**json.loads(PARTICULARS.open(self.particulars, self.pk)))

    @property
    def nik_text(self) -> str:
        """The NIK, opened. Raises SealBrokenError."""
        return NIK.open(self.nik, self.pk).decode() if self.nik else ""


def sealed_particulars(told: Particulars, plan: int) -> bytes:
    """The particulars as they are stored."""
    return PARTICULARS.seal(json.dumps(asdict(told), ensure_ascii=False).encode(), plan)


class Claim(models.Model):
    """A claim about a plan's state (pernyataan): never changed, at most withdrawn."""

    plan = internal(models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="claims"))
    state = internal(models.CharField(max_length=20, choices=[(s.value, s.value) for s in State]))
    on = internal(models.CharField(max_length=10, blank=True))
    """ISO, partial allowed; "" when nobody knows the day."""
    says = internal(models.CharField(max_length=20, choices=[(s.value, s.value) for s in Says]))
    document = internal(models.CharField(max_length=80, blank=True))
    """Kind of the document that it comes from, never a name or number."""
    note = sealed(models.BinaryField(default=b""))
    recorded_at = internal(models.DateTimeField())
    recorded_by = internal(models.CharField(max_length=150))
    withdrawn_at = internal(models.DateTimeField(null=True))
    withdrawn_by = internal(models.CharField(max_length=150, blank=True))
    withdrawn_reason = sealed(models.BinaryField(default=b""))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(State)), name="claim_state_known"),
            models.CheckConstraint(condition=Q(says__in=list(Says)), name="claim_says_known"),
            models.CheckConstraint(condition=is_sealed_or_empty("note"), name="claim_note_sealed"),
            models.CheckConstraint(condition=is_sealed_or_empty("withdrawn_reason"), name="claim_reason_sealed"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by="", withdrawn_reason=b"")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="") & ~Q(withdrawn_reason=b"")),
                name="claim_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"pernyataan {self.pk}"

    @property
    def note_text(self) -> str:
        """What was written beside it, opened. Raises SealBrokenError."""
        return CLAIM_NOTE.open(self.note, self.pk).decode() if self.note else ""

    @property
    def withdrawn_because(self) -> str:
        """Why it was withdrawn, opened. Raises SealBrokenError."""
        return WITHDRAWAL.open(self.withdrawn_reason, self.pk).decode() if self.withdrawn_reason else ""


class Paper(models.Model):
    """A document of a plan (dokumen): whether it is there. What nobody asked for has no row."""

    plan = internal(models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="papers"))
    kind = internal(models.CharField(max_length=40))
    """Code of the rules' documents."""
    there = internal(models.BooleanField())
    expires = internal(models.CharField(max_length=10, blank=True))
    """ISO, partial allowed."""
    noted_at = internal(models.DateTimeField())
    noted_by = internal(models.CharField(max_length=150))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["plan", "kind"], name="paper_once")]

    def __str__(self) -> str:
        return f"dokumen {self.kind}"


class Photo(models.Model):
    """A photograph of a document of a plan (foto dokumen). Its bytes are in `file`, sealed."""

    plan = internal(models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="photos"))
    kind = internal(models.CharField(max_length=40))
    file = internal(models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+"))
    key = internal(models.UUIDField())
    taken_at = internal(models.DateTimeField())
    taken_by = internal(models.CharField(max_length=150))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="photo_key_once"),
        ]

    def __str__(self) -> str:
        return f"foto {self.pk}"


class Conversation(models.Model):
    """What a resident said when she was asked alone (percakapan). Only who may talk opens it."""

    plan = internal(models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="conversations"))
    key = internal(models.UUIDField())
    guide = internal(models.CharField(max_length=20))
    answers = sealed(models.BinaryField())
    held_at = internal(models.DateTimeField())
    held_by = internal(models.CharField(max_length=150))
    override = specific(models.CharField(max_length=30, blank=True))
    """Urgency that the clerk set instead; what the guide gave stays beside it."""
    override_reason = sealed(models.BinaryField(default=b""))
    override_by = internal(models.CharField(max_length=150, blank=True))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="conversation_key_once"),
            models.CheckConstraint(condition=is_sealed("answers"), name="conversation_answers_sealed"),
            models.CheckConstraint(condition=is_sealed_or_empty("override_reason"), name="conversation_reason_sealed"),
            models.CheckConstraint(
                condition=Q(override="", override_by="", override_reason=b"")
                | (~Q(override="") & ~Q(override_by="") & ~Q(override_reason=b"")),
                name="conversation_override_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"percakapan {self.pk}"


class Needs(models.Model):
    """What somebody said that a resident needs at return (kebutuhan saat pulang): a claim, never changed."""

    plan = internal(models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="needs"))
    key = internal(models.UUIDField())
    content = sealed(models.BinaryField())
    on = internal(models.DateField())
    says = internal(models.CharField(max_length=20, choices=[(s.value, s.value) for s in Says]))
    recorded_at = internal(models.DateTimeField())
    recorded_by = internal(models.CharField(max_length=150))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="needs_key_once"),
            models.CheckConstraint(condition=Q(says__in=list(Says)), name="needs_says_known"),
            models.CheckConstraint(condition=is_sealed("content"), name="needs_content_sealed"),
        ]

    def __str__(self) -> str:
        return f"kebutuhan {self.pk}"

    @property
    def claim(self) -> NeedsClaim:
        """As a value, opened. Raises SealBrokenError."""
        told = json.loads(NEEDS.open(self.content, self.pk))
        said = NeedsSaid(tuple(map(Need, told["needs"])), self.on, Says(self.says), told["note"])
        return NeedsClaim(self.pk, said, self.recorded_at)


class Likeness(models.Model):
    """Two plans of different villages that may be of one person (kemiripan), without a name: for the steward alone.

    Numbers, codes and villages are copies: who sees a pair does not see the plans.
    """

    first = internal(models.BigIntegerField())
    second = internal(models.BigIntegerField())
    first_code = internal(models.CharField(max_length=8))
    second_code = internal(models.CharField(max_length=8))
    first_area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    second_area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    why = internal(models.CharField(max_length=20, choices=[(w.value, w.value) for w in LikeReason]))
    found_at = internal(models.DateTimeField())
    answer = internal(models.CharField(max_length=10, blank=True, choices=[(a.value, a.value) for a in PairAnswer]))
    answered_at = internal(models.DateTimeField(null=True))
    answered_by = internal(models.CharField(max_length=150, blank=True))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="likeness_once"),
            models.CheckConstraint(condition=Q(first__lt=models.F("second")), name="likeness_in_order"),
            models.CheckConstraint(condition=Q(why__in=list(LikeReason)), name="likeness_reason_known"),
            models.CheckConstraint(condition=Q(answer__in=["", *PairAnswer]), name="likeness_answer_known"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by="")
                | (~Q(answer="") & Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="likeness_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"kemiripan {self.pk}"


class ResidentSheet(models.Model):
    """A village's own sheet of residents (data penduduk), lent for some days to fill in plans; never a register."""

    key = internal(models.UUIDField())
    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    rows = internal(models.PositiveIntegerField())
    left_out = internal(models.PositiveIntegerField())
    """Rows that name another village, or no resident."""
    given_at = internal(models.DateTimeField())
    given_by = internal(models.CharField(max_length=150))
    expires_on = internal(models.DateField())

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="residentsheet_key_once"),
            models.UniqueConstraint(fields=["area"], name="residentsheet_one_of_area"),
            models.CheckConstraint(condition=IS_DESA, name="residentsheet_in_a_desa"),
        ]

    def __str__(self) -> str:
        return f"data penduduk {self.pk}"


class ResidentRow(models.Model):
    """A resident of a sheet (warga), sealed: found by the whole NIK or by words of the name, and by nothing else."""

    sheet = internal(models.ForeignKey(ResidentSheet, on_delete=models.CASCADE, related_name="residents"))
    number = internal(models.IntegerField())
    nik_index = personal(models.BinaryField(null=True, max_length=INDEX_BYTES))
    name_words = personal(ArrayField(models.BinaryField(max_length=INDEX_BYTES)))
    """Blind index of each word of the name."""
    content = sealed(models.BinaryField())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="residentrow_once"),
            models.CheckConstraint(condition=is_sealed("content"), name="residentrow_content_sealed"),
        ]

    def __str__(self) -> str:
        return f"warga {self.pk}"
