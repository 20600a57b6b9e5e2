"""Letters (surat) for plans, one-time links for who is far away, and proofs of accompaniment."""

from __future__ import annotations

import json
from dataclasses import asdict

from django.db import models
from django.db.models import F, Func, IntegerField, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from rantau.modules.areas.api import Area
from rantau.modules.journeys.api import Plan
from rantau.modules.letters.domain import (
    Candidate,
    Content,
    Decided,
    Filled,
    Giver,
    Hold,
    Journey,
    Kind,
    Outcome,
    Standing,
    standing,
)
from rantau.platform.crypto import declare_sealed, is_sealed, is_sealed_or_empty
from rantau.platform.files.models import StoredFile
from rantau.platform.privacy import internal, personal, public, sealed

CONTENT = declare_sealed("letters_letter", "content", identity=("id",))
DECISION = declare_sealed("letters_letter", "decision", identity=("id",))
WITHDRAW_REASON = declare_sealed("letters_letter", "withdraw_reason", identity=("id",))
LINK_ANSWER = declare_sealed("letters_link", "answer", identity=("id",))
IS_DESA = Exact(Length("area"), 13)
"""Only the code of a desa is that long: 36.04.05.2001."""
HMAC_BYTES = 32
KINDS, OUTCOMES = [kind.value for kind in Kind], [outcome.value for outcome in Outcome]
AGAINST = [Outcome.POSTPONED.value, Outcome.NOT_KNOWN.value]


def _is_hmac(column: str) -> Exact:
    return Exact(Func(F(column), function="OCTET_LENGTH", output_field=IntegerField()), HMAC_BYTES)


class Letter(models.Model):
    """A letter (surat) about a plan, from its preparation to the signed paper."""

    key = internal(models.UUIDField())
    """Made by the form: the same form sent twice is one letter."""
    plan = internal(models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="letters"))
    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    kind = internal(models.CharField(max_length=20, choices=[(k, k) for k in KINDS]))
    content = sealed(models.BinaryField())
    token_hmac = internal(models.BinaryField(max_length=HMAC_BYTES))
    code_hmac = internal(models.BinaryField(max_length=HMAC_BYTES))
    """Both bound to their village by a key outside the database; what is printed on the paper stands in `content`."""
    prepared_at = internal(models.DateTimeField())
    prepared_by = internal(models.CharField(max_length=150))
    outcome = internal(models.CharField(max_length=20, blank=True, choices=[(o, o) for o in OUTCOMES]))
    decision = sealed(models.BinaryField(default=b""))
    decided_at = internal(models.DateTimeField(null=True))
    decided_by = internal(models.CharField(max_length=150, blank=True))
    on_paper = internal(models.BooleanField(default=False))
    """Decided by the head's pen: `decided_by` is the clerk who recorded it, not who decided."""
    year = internal(models.SmallIntegerField(null=True))
    agenda = internal(models.IntegerField(null=True))
    """The number in the village's agenda book, as its clerk typed it: never made up here."""
    number = internal(models.CharField(max_length=60, blank=True))
    dated = public(models.DateField(null=True))
    photo = internal(models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+"))
    signed_at = internal(models.DateTimeField(null=True))
    """When the photo was put here: of the signed letter, or of what the head wrote instead of signing it."""
    withdrawn_at = internal(models.DateTimeField(null=True))
    withdraw_reason = sealed(models.BinaryField(default=b""))

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="letter_key_once"),
            models.UniqueConstraint(fields=["token_hmac"], name="letter_token_once"),
            models.UniqueConstraint(
                fields=["area", "year", "agenda"], condition=Q(agenda__isnull=False), name="letter_number_once"
            ),
            models.UniqueConstraint(
                fields=["plan", "kind"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(outcome=Outcome.NOT_KNOWN.value),
                name="letter_one_of_a_kind",
            ),
            models.CheckConstraint(condition=IS_DESA, name="letter_in_a_desa"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="letter_kind_known"),
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="letter_outcome_known"),
            models.CheckConstraint(condition=is_sealed("content"), name="letter_content_sealed"),
            models.CheckConstraint(condition=is_sealed_or_empty("decision"), name="letter_decision_sealed"),
            models.CheckConstraint(condition=is_sealed_or_empty("withdraw_reason"), name="letter_reason_sealed"),
            models.CheckConstraint(condition=_is_hmac("token_hmac") & _is_hmac("code_hmac"), name="letter_hmacs"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True, decision=b"")
                | (~Q(outcome="") & Q(decided_at__isnull=False) & ~Q(decision=b"")),
                name="letter_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(agenda__isnull=True, year__isnull=True, dated__isnull=True, number="")
                | (Q(agenda__gte=1, year__range=(2020, 2200), dated__year=F("year")) & ~Q(number="")),
                name="letter_number_whole",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, photo__isnull=True)
                | Q(signed_at__isnull=False, photo__isnull=False)
                & (Q(agenda__isnull=False, outcome=Outcome.KNOWN.value) | Q(on_paper=True, outcome__in=AGAINST)),
                name="letter_signed_whole",
            ),
            models.CheckConstraint(
                condition=Q(on_paper=False)
                | Q(outcome=Outcome.KNOWN.value, agenda__isnull=False)
                | Q(outcome__in=AGAINST, photo__isnull=False),
                name="letter_decided_on_paper",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdraw_reason=b"")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason=b"")),
                name="letter_withdrawn_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["area", "-id"], name="letter_of_area")]

    def __str__(self) -> str:
        return f"surat {self.pk}"

    @property
    def told(self) -> Content:
        """What stands on the paper, opened. Raises SealBrokenError."""
        stored = json.loads(CONTENT.open(self.content, self.pk))
        return Content(
            Candidate(**stored["candidate"]), Giver(**stored["giver"]), Journey(**stored["journey"]),
            stored["token"], stored["code"],
        )  # fmt: skip

    @property
    def decided(self) -> Decided | None:
        """What the head decided, opened; None as long as nobody has."""
        if not self.decision:
            return None
        stored = json.loads(DECISION.open(self.decision, self.pk))
        holds = tuple(Hold(**hold) for hold in stored.pop("holds"))
        return Decided(holds=holds, **stored)

    @property
    def withdrawn_because(self) -> str:
        """Why it was withdrawn, opened; "" where it was not."""
        return WITHDRAW_REASON.open(self.withdraw_reason, self.pk).decode() if self.withdraw_reason else ""

    @property
    def standing(self) -> Standing:
        """How it stands."""
        return standing(
            Outcome(self.outcome), numbered=self.agenda is not None, signed_at=self.signed_at,
            withdrawn_at=self.withdrawn_at,
        )  # fmt: skip


def sealed_content(content: Content, letter: int) -> bytes:
    """The content as it is stored."""
    return CONTENT.seal(json.dumps(asdict(content), ensure_ascii=False).encode(), letter)


def sealed_decision(decided: Decided, letter: int) -> bytes:
    """The decision as it is stored."""
    return DECISION.seal(json.dumps(asdict(decided), ensure_ascii=False).encode(), letter)


class Proof(models.Model):
    """A proof of accompaniment (bukti pendampingan): what was explained to a resident, by whom, when."""

    key = internal(models.UUIDField())
    plan = internal(models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="proofs"))
    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    topics = internal(models.JSONField())
    """Codes of topics.toml: never what the resident answered."""
    explained_by = personal(models.CharField(max_length=150))
    explained_on = internal(models.DateField())
    made_at = internal(models.DateTimeField())
    made_by = internal(models.CharField(max_length=150))

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="proof_key_once"),
            models.CheckConstraint(condition=IS_DESA, name="proof_in_a_desa"),
            models.CheckConstraint(condition=~Q(topics=[]), name="proof_has_topics"),
            models.CheckConstraint(condition=~Q(explained_by=""), name="proof_says_by_whom"),
        ]

    def __str__(self) -> str:
        return f"bukti {self.pk}"


class Link(models.Model):
    """A one-time link (tautan sekali pakai) at which somebody far away fills in what a letter needs."""

    plan = internal(models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="links"))
    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    token_hmac = internal(models.BinaryField(max_length=HMAC_BYTES))
    made_at = internal(models.DateTimeField())
    made_by = internal(models.CharField(max_length=150))
    expires_at = internal(models.DateTimeField())
    filled_at = internal(models.DateTimeField(null=True))
    answer = sealed(models.BinaryField(default=b""))
    closed_at = internal(models.DateTimeField(null=True))
    """When the clerk made a letter of it, put it aside, or gave out another."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["token_hmac"], name="link_token_once"),
            models.UniqueConstraint(fields=["plan"], condition=Q(closed_at__isnull=True), name="link_one_open"),
            models.CheckConstraint(condition=IS_DESA, name="link_in_a_desa"),
            models.CheckConstraint(condition=_is_hmac("token_hmac"), name="link_hmac"),
            models.CheckConstraint(condition=is_sealed_or_empty("answer"), name="link_answer_sealed"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="link_ends_later"),
            models.CheckConstraint(
                condition=Q(filled_at__isnull=True, answer=b"")
                | (Q(filled_at__isnull=False, filled_at__lt=F("expires_at")) & ~Q(answer=b"")),
                name="link_filled_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"tautan {self.pk}"

    @property
    def filled(self) -> Filled:
        """What was filled in, opened. Raises SealBrokenError."""
        stored = json.loads(LINK_ANSWER.open(self.answer, self.pk))
        return Filled(Giver(**stored["giver"]), stored["period"])
