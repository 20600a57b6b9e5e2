"""Letters of the officer (surat dinas), the heading of her office, and what the village sees of them."""

from __future__ import annotations

import json
from dataclasses import asdict

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from rantau.modules.areas.api import Area
from rantau.modules.notices.models.notices import Notice
from rantau.modules.notices.office_letter import About, Heading, LetterContent, Recipient, Signer, Words
from rantau.platform.crypto import declare_sealed, is_sealed
from rantau.platform.privacy import internal, public, sealed

LETTER = declare_sealed("notices_officeletter", "content", identity=("id",))
IS_REGENCY = Exact(Length("area"), 5)
"""Only the code of a regency is that long: 36.04."""


class Letterhead(models.Model):
    """The heading of an office (kop surat), as it stands on every letter from now on."""

    area = public(models.OneToOneField(Area, on_delete=models.PROTECT, related_name="+"))
    government = public(models.CharField(max_length=100))
    office = public(models.CharField(max_length=150))
    address = public(models.CharField(max_length=200))
    contact = public(models.CharField(max_length=150, blank=True))
    place = public(models.CharField(max_length=60))
    changed_at = internal(models.DateTimeField())
    changed_by = internal(models.CharField(max_length=150))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=IS_REGENCY, name="letterhead_of_a_regency"),
            models.CheckConstraint(
                condition=~Q(government="") & ~Q(office="") & ~Q(address="") & ~Q(place=""), name="letterhead_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"kop {self.area_id}"

    @property
    def heading(self) -> Heading:
        """As a value."""
        return Heading(self.government, self.office, self.address, self.contact, self.place)


class OfficeLetter(models.Model):
    """A letter that the officer wrote about notices (surat dinas), numbered from her office's own agenda book."""

    key = internal(models.UUIDField())
    """Made by the form: the same form sent twice is one letter."""
    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    recipient = internal(models.CharField(max_length=20, choices=[(r.value, r.value) for r in Recipient]))
    content = sealed(models.BinaryField())
    year = internal(models.SmallIntegerField())
    agenda = internal(models.IntegerField())
    number = internal(models.CharField(max_length=60))
    dated = internal(models.DateField())
    made_at = internal(models.DateTimeField())
    made_by = internal(models.CharField(max_length=150))
    cancelled_at = internal(models.DateTimeField(null=True))
    cancelled_by = internal(models.CharField(max_length=150, blank=True))

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="officeletter_key_once"),
            models.UniqueConstraint(fields=["area", "year", "agenda"], name="officeletter_number_once"),
            models.CheckConstraint(condition=IS_REGENCY, name="officeletter_of_a_regency"),
            models.CheckConstraint(condition=Q(recipient__in=list(Recipient)), name="officeletter_recipient_known"),
            models.CheckConstraint(condition=is_sealed("content"), name="officeletter_content_sealed"),
            models.CheckConstraint(
                condition=Q(agenda__gte=1, year__range=(2020, 2200), dated__year=F("year")) & ~Q(number=""),
                name="officeletter_number_whole",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by="")
                | Q(cancelled_at__isnull=False) & ~Q(cancelled_by=""),
                name="officeletter_cancelled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"surat dinas {self.pk}"

    @property
    def told(self) -> LetterContent:
        """What stands on the paper, opened. Raises SealBrokenError."""
        stored = json.loads(LETTER.open(self.content, self.pk))
        return LetterContent(
            Heading(**stored["heading"]), Words(**stored["words"]), Signer(**stored["signer"]),
            tuple(
                About(tuple((label, value) for label, value in one["rows"]), tuple(one["reasons"]))
                for one in stored["about"]
            ),
        )  # fmt: skip


class Referral(models.Model):
    """That a letter about a notice went out (penerusan): to whom and when, for the village; not what stands in it."""

    notice = internal(models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="referrals"))
    letter = internal(models.ForeignKey(OfficeLetter, on_delete=models.CASCADE, related_name="referrals"))
    to = internal(models.CharField(max_length=100))
    number = internal(models.CharField(max_length=60))
    dated = internal(models.DateField())
    cancelled = internal(models.BooleanField(default=False))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["letter", "notice"], name="referral_once")]

    def __str__(self) -> str:
        return f"penerusan {self.pk}"


def sealed_letter(content: LetterContent, letter: int) -> bytes:
    """The content as it is stored."""
    return LETTER.seal(json.dumps(asdict(content), ensure_ascii=False).encode(), letter)
