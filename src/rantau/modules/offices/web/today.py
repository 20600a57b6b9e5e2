"""What waits for an administrator of accounts (Hari ini)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantau.modules.offices.domain import Standing
from rantau.modules.offices.letters import LetterStanding
from rantau.modules.offices.queries import MANAGE, accounts_without_post, letters_found, posts_ending
from rantau.platform.access.actor import Actor
from rantau.platform.web.today import TodayItem, Urgency


def work_for(actor: Actor) -> Iterator[TodayItem]:
    """Posts about to end, accounts that can do nothing, and letters that nobody opened in time; three queries."""
    if not actor.grants_for(MANAGE):
        return
    ending = posts_ending(actor).aggregate(count=Count("pk"), first=Min("valid_to"))
    if ending["count"]:
        in_a_week = ending["first"] <= timezone.localdate() + timedelta(days=7)
        yield TodayItem(
            ngettext("%(count)d jabatan segera berakhir", "%(count)d jabatan segera berakhir", ending["count"])
            % {"count": ending["count"]},
            _("Yang pertama %(day)s. Bila orangnya masih bertugas, catat jabatan barunya sebelum itu.")
            % {"day": date_format(ending["first"], "j F Y")},
            f"{reverse('offices:index')}?keadaan={Standing.ENDING}",
            Urgency.SOON if in_a_week else Urgency.WHENEVER,
        )
    without = accounts_without_post(actor).count()
    if without:
        yield TodayItem(
            ngettext("%(count)d akun tanpa jabatan", "%(count)d akun tanpa jabatan", without) % {"count": without},
            _("Pemiliknya belum dapat berbuat apa-apa. Beri jabatan, atau nonaktifkan akunnya."),
            f"{reverse('offices:index')}?keadaan={Standing.WITHOUT_POST}",
            Urgency.WHENEVER,
        )
    late = letters_found(actor, standing=LetterStanding.LATE).filter(account__is_active=True).count()
    if late:
        yield TodayItem(
            ngettext("%(count)d surat lewat waktu", "%(count)d surat lewat waktu", late) % {"count": late},
            _("Tidak dibuka sampai batasnya. Terbitkan ulang, dan tanyakan kepada penerimanya."),
            f"{reverse('offices:letters')}?keadaan={LetterStanding.LATE}",
            Urgency.SOON,
        )
