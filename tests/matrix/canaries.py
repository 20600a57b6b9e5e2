"""Values that cannot stand on a page by chance, one for each field and place, and finding them in what was answered.

Texts are `zq<field>q<place>z`, places being letters; numbers and years have a beginning that nothing else has. Each is
named as in fields.csv: "table.field" or "table.field/part".
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import asdict, replace
from datetime import date, timedelta
from uuid import uuid4

import orjson
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.utils import timezone
from tests.matrix.places import KNOWN, PLACES, REGENCY, VILLAGE
from tests.matrix.world import World
from tests.sealed import sealed

from rantau.engines.screening import Answer, Answers, load_guide
from rantau.modules.journeys.domain import Particulars
from rantau.modules.journeys.models import RESIDENT, Claim, Conversation, Needs, Plan, ResidentRow, sealed_particulars
from rantau.modules.journeys.residents import KnownResident
from rantau.modules.journeys.talking import as_stored
from rantau.modules.letters.domain import Candidate, Content, Decided, Giver, Outcome
from rantau.modules.letters.models import Letter, Link, Proof, sealed_content, sealed_decision
from rantau.modules.notices.domain import Snapshot
from rantau.modules.notices.models import Check, Notice, OfficeLetter, sealed_letter
from rantau.modules.notices.office_letter import About
from rantau.modules.offices.api import Account
from rantau.modules.offices.models import HandOver
from rantau.modules.people.models import Decision, NameToken, Person, Proposal
from rantau.modules.sources.domain import BatchState
from rantau.modules.sources.models import Batch, Row, RowProblem, Sheet, SourceFile
from rantau.modules.sources.sealing import name_index
from rantau.modules.sources.tasks import progress_key
from rantau.platform.access.actor import system_actor
from rantau.platform.approval.models import Decision as Approved
from rantau.platform.approval.models import Request
from rantau.platform.audit.actions import record
from rantau.platform.crypto import blind_index
from rantau.platform.files.models import Chunk, StoredFile
from rantau.platform.jobs.models import Progress

SOMEWHERE = "?"
"""The place of a value that does not tell it: a masked number, a sex."""
_LETTERS = "abcdefghij"
_TEXTS = {
    "nama": "sources.row.typed/nama", "alamat": "sources.row.typed/alamat", "lain": "sources.row.typed/lainnya",
    "ibu": "sources.row.typed/lainnya", "mentah": "sources.row.raw", "kuncib": "sources.row.name_key",
    "status": "sources.row.status", "contoh": "sources.sheet.samples", "catatan": "sources.batch.note",
    "batal": "sources.batch.undo_reason", "pesan": "sources.rowproblem.said", "baca": "sources.rowproblem.said",
    "simpan": "sources.rowproblem.said", "orang": "people.person.name", "kuncio": "people.person.name_key",
    "kata": "people.nametoken.token", "akun": "offices.account.name", "surel": "offices.account.email",
    "sandi": "offices.account.password", "alamatsurel": "account.emailaddress.email",
    "ganti": "offices.handover.name",
    "konfirmasi": "account.emailconfirmation.key", "minta": "approval.request.reason",
    "putus": "approval.request.decision_reason", "alasan": "audit.reason.words", "berkas": "files.chunk.content",
    "warga": "journeys.plan.name", "kunciw": "journeys.plan.name_key", "cerita": "journeys.plan.particulars",
    "buku": "sources.sourcefile.name", "tolak": "sources.batch.refused", "kerja": "jobs.progress.message",
    "surat": "letters.letter.content/nama", "kertas": "letters.letter.content/lainnya",
    "putusan": "letters.letter.decision", "tarik": "letters.letter.withdraw_reason",
    "bukti": "letters.proof.explained_by", "isian": "letters.link.answer",
    "butuh": "journeys.needs.content", "kabar": "journeys.claim.note", "cabut": "journeys.claim.withdrawn_reason",
    "judul": "journeys.plan.judged",
    "timbang": "journeys.conversation.override_reason", "penduduk": "journeys.residentrow.content",
    "tinjau": "people.decision.note",
    "lapor": "notices.notice.name", "salin": "notices.notice.snapshot/isi",
    "isyarat": "notices.notice.snapshot/tanda", "jawab": "notices.notice.answer",
    "pengirim": "notices.notice.sent_as", "penangan": "notices.notice.taken_as",
    "penjawab": "notices.notice.answered_as", "nomorsis": "notices.check.number",
    "suratdinas": "notices.officeletter.content",
    "pemeriksa": "notices.check.recorded_as", "cabutsis": "notices.check.withdrawn_reason",
    "sesi": "rantau_sessions.session.data", "rahasia": "mfa.authenticator.data",
}  # fmt: skip
_YEARS = {
    "0": "sources.row.typed/tahun lahir", "1": "people.person.birth_year", "2": "sources.row.typed/tahun berangkat",
    "3": "journeys.plan.birth_year", "4": "sources.row.birth_year", "5": "sources.row.departed_year",
    "6": "sources.row.event_year",
}  # fmt: skip
_NUMBERS = {
    "sources.row.typed/NIK": "36040541018000{:02d}", "people.person.nik": "36049941018000{:02d}",
    "sources.row.typed/nomor lain": "812345601{:02d}", "journeys.plan.nik": "36049841018000{:02d}",
    "notices.notice.snapshot/NIK": "36049741018000{:02d}",
}  # fmt: skip
_OTHERS = ("X76543{:02d}", "36040577777700{:02d}")
"""Passport and family card."""
_COUNTRIES = ("XA", "XB", "XC", "XD", "XE", "XF", "XG", "XH", "XI", "XJ")
_TEXT = re.compile(f"zq({'|'.join(_TEXTS)})q([a-j])z")
_YEAR = re.compile(r">\s*19([0-6])(\d)\s*<")
_DAY = re.compile(r"(?<!\d)(?:19\d\d-03-1(\d)|1(\d)[-/ ](?:03|mar|maret)[-/ ]19\d\d)(?!\d)")
_COUNTRY = re.compile(r">\s*x([a-j])\s*<")
_SEXES = {
    "journeys.plan.sex": re.compile(r"<dd[^>]*>\s*lelaki"),
    "journeys.plan.attention": re.compile(r"\bdahulukan\b"),
    "notices.notice.front": re.compile(r">\s*didahulukan\s*<"),
    "journeys.plan.front_from": re.compile(r"\b8 (jan|januari) 2031\b|2031-01-08"),
    "journeys.conversation.answers": re.compile("suratnya dibuatkan di daerah lain"),
    "journeys.conversation.override": re.compile(r"<dd[^>]*>\s*belum cukup diketahui"),
    "people.person.sex": re.compile(r"<dd[^>]*>\s*perempuan|<td[^>]*>\s*(?:<[^>]+>\s*)*p\s*<"),
    "sources.row.sex": re.compile(r"<dd[^>]*>\s*laki-laki|<td[^>]*>\s*(?:<[^>]+>\s*)*l\s*<"),
}
_DIGITS = {
    name: re.compile(re.escape(shape.removesuffix("{:02d}").casefold()) + r"(\d\d)(?!\d)")
    for name, shape in _NUMBERS.items()
}
_OTHER_DIGITS = [re.compile(re.escape(shape.removesuffix("{:02d}").casefold()) + r"(\d\d)(?!\d)") for shape in _OTHERS]
_MASKED = {
    "journeys.plan.nik": re.compile(r"360498•+\d"),
    "sources.row.typed/NIK": re.compile(r"360405•+\d"), "people.person.nik": re.compile(r"360499•+\d"),
    "sources.row.typed/nomor lain": re.compile(r"(?<!\d)0?812[3-6]*•+\d|x7•+\d|360405•{7}\d"),
}  # fmt: skip
_HEX = re.compile(r"[0-9a-f]{32,64}")
_INDEX_NAMES: dict[str, str] = {}
"""Fields of the blind indexes that were planted, by their bytes as hex."""


def masked(name: str) -> str:
    """What a number is called where it is shown in part."""
    return f"{name} (tertutup)"


def has_masked_form(name: str) -> bool:
    """Whether there is such a form of it."""
    return name in _MASKED


def names() -> set[str]:
    """Everything that is planted."""
    single = {"sources.row.typed/tanggal lahir", "sources.row.typed/nomor lain", "sources.row.country"}
    indexes = {f"sources.row.{kind}_index" for kind in ("nik", "phone", "passport", "birth")}
    indexes |= {
        "sources.sourcefile.name_index",
        "people.person.nik_index",
        "journeys.plan.nik_index",
        "journeys.plan.phone_index",
        "journeys.residentrow.nik_index",
        "journeys.residentrow.name_words",
    }
    return {*_TEXTS.values(), *_YEARS.values(), *_NUMBERS, *_SEXES, *single, *indexes}


def text(kind: str, place: str) -> str:
    """The canary of a text: letters only, so that it stays one word wherever it goes."""
    return f"zq{kind}q{_LETTERS[PLACES.index(place)]}z"


def number(name: str, place: str) -> str:
    """The canary of a number."""
    return _NUMBERS[name].format(PLACES.index(place) + 1)


def passport(place: str) -> str:
    """The canary of a passport."""
    return _OTHERS[0].format(PLACES.index(place) + 1)


def found_in(answered: str) -> dict[str, set[str]]:
    """Places of the canaries that stand in a text, by name; "name (tertutup)" for numbers shown in part."""
    seen: dict[str, set[str]] = defaultdict(set)
    low = answered.casefold()
    for kind, letter in _TEXT.findall(low):
        seen[_TEXTS[kind]].add(PLACES[_LETTERS.index(letter)])
    for decade, year in _YEAR.findall(low):
        if decade in _YEARS:
            seen[_YEARS[decade]].add(PLACES[int(year)])
    for iso, written in _DAY.findall(low):
        seen["sources.row.typed/tanggal lahir"].add(PLACES[int(iso or written)])
    for letter in _COUNTRY.findall(low):
        seen["sources.row.country"].add(PLACES[_LETTERS.index(letter)])
    for name, shape in _DIGITS.items():
        seen[name] |= {PLACES[int(digits) - 1] for digits in shape.findall(low)}
    for shape in _OTHER_DIGITS:
        seen["sources.row.typed/nomor lain"] |= {PLACES[int(digits) - 1] for digits in shape.findall(low)}
    for name, shape in (*_MASKED.items(), *_SEXES.items()):
        if shape.search(low):
            seen[masked(name) if name in _MASKED else name].add(SOMEWHERE)
    for written in _HEX.findall(low):
        if written in _INDEX_NAMES:
            seen[_INDEX_NAMES[written]].add(SOMEWHERE)
    return {name: places for name, places in seen.items() if places}


def plant(world: World) -> None:
    """Put a canary into every field of every place."""
    _INDEX_NAMES.clear()
    for at, place in enumerate(PLACES):
        _plant_row(Row.objects.get(pk=world.things["sources.row"][place]), at, place)
        _plant_person(Person.objects.get(pk=world.things["people.person"][place]), at, place)
        _plant_account(world.things["offices.account"][place], place)
        record(
            by=system_actor("uji", frozenset(), REGENCY), action="people.reveal_nik", subject_type="person",
            subject_id=world.things["people.person"][place], area_code=place, reason=text("alasan", place),
        )  # fmt: skip
        kept = StoredFile.objects.create(fingerprint=f"{at + 900:064d}", size=9)
        Chunk.objects.create(
            file=kept, number=0, content=sealed("files_chunk", "content", text("berkas", place).encode(), kept.pk, 0)
        )
    for at, place in enumerate(PLACES):
        if place in world.things["journeys.plan"]:
            _plant_plan(world.things["journeys.plan"][place], at, place)
            _plant_letters(world, place)
            _plant_hand_over(world.things["handover"][place].pk, place)
            _plant_notice(world.things["notices.notice"][place], place)
    for place in KNOWN:
        _plant_pair(world, place)
    world.things["sources.undone"] = {place: _plant_hand_ins(world, place) for place in KNOWN}
    for code, number in world.things["notices.office_letter"].items():
        _plant_office_letter(number, VILLAGE if code == REGENCY else "36.72.01.1001")
    for account in world.accounts.values():
        _plant_second_factor(account, VILLAGE)
    _plant_requests(world)


def _plant_row(row: Row, at: int, place: str) -> None:
    nik, where = number("sources.row.typed/NIK", place), (row.sheet_id, row.number)
    phone = "0" + number("sources.row.typed/nomor lain", place)
    typed = {
        "name": text("nama", place), "nik": ["wajar", nik, nik], "phone": phone, "passport": passport(place),
        "family_card": _OTHERS[1].format(at + 1), "birth": f"190{at}-03-1{at}", "departed": f"192{at}",
        "address": text("alamat", place), "remarks": text("lain", place), "mother": text("ibu", place),
    }  # fmt: skip
    birth = typed["birth"]
    indexes = {
        "nik_index": blind_index("nik", nik), "phone_index": blind_index("phone", "62" + phone[1:]),
        "passport_index": blind_index("passport", passport(place)), "birth_index": blind_index("birth", str(birth)),
    }  # fmt: skip
    _INDEX_NAMES.update({value.hex(): f"sources.row.{name}" for name, value in indexes.items()})
    Row.objects.filter(pk=row.pk).update(
        typed=sealed("sources_row", "typed", orjson.dumps(typed), *where),
        raw=sealed("sources_row", "raw", orjson.dumps([text("mentah", place)]), *where),
        name_key=text("kuncib", place).upper(), birth_year=1940 + at, departed_year=1950 + at, event_year=1960 + at,
        sex="L", status=text("status", place), country=_COUNTRIES[at], **indexes,
    )  # fmt: skip


def _plant_person(person: Person, at: int, place: str) -> None:
    nik = number("people.person.nik", place)
    index = blind_index("nik", nik)
    _INDEX_NAMES[index.hex()] = "people.person.nik_index"
    Person.objects.filter(pk=person.pk).update(
        name=text("orang", place).title(), name_key=text("kuncio", place).upper(), birth_year=1910 + at, sex="P",
        nik=sealed("people_person", "nik", nik.encode(), person.pk), nik_index=index,
    )  # fmt: skip
    NameToken.objects.filter(person=person).delete()
    NameToken.objects.create(person=person, token=text("kata", place).upper())


def _plant_pair(world: World, place: str) -> None:
    """Settled, so that what was said of it is shown."""
    Proposal.objects.filter(pk=world.things["people.pair"][place]).update(verdict="beda", settled_at=timezone.now())
    made = world.things["people.decision"][place]
    note = sealed("people_decision", "note", text("tinjau", place).encode(), made)
    Decision.objects.filter(pk=made).update(verdict="beda", note=note)


def _plant_plan(plan: int, at: int, place: str) -> None:
    nik = number("journeys.plan.nik", place)
    indexes = {"nik_index": blind_index("nik", nik), "phone_index": blind_index("phone", f"62812345699{at:02d}")}
    _INDEX_NAMES.update({value.hex(): f"journeys.plan.{name}" for name, value in indexes.items()})
    Plan.objects.filter(pk=plan).update(
        name=text("warga", place).title(), name_key=text("kunciw", place).upper(), birth_year=1930 + at, sex="L",
        attention="dahulukan", rules="lama", front_from=date(2031, 1, 8), judged=_judged(plan, place),
        nik=sealed("journeys_plan", "nik", nik.encode(), plan),
        particulars=sealed_particulars(Particulars(note=text("cerita", place)), plan), **indexes,
    )  # fmt: skip
    _plant_resident(place)
    talk = Conversation.objects.get(plan=plan)
    content = as_stored(Answers.of(load_guide(talk.guide), Answer("dokumen", ("diubah",))))
    Conversation.objects.filter(pk=talk.pk).update(
        answers=sealed("journeys_conversation", "answers", content, talk.pk), override="belum-jelas", override_by="uji",
        override_reason=sealed("journeys_conversation", "override_reason", text("timbang", place).encode(), talk.pk),
    )  # fmt: skip
    told = orjson.dumps({"needs": [], "note": text("butuh", place)})
    row = Needs(id=10**6 + at, plan_id=plan, key=uuid4(), on=date(2026, 1, 1), says="desa", recorded_at=timezone.now())
    row.content = sealed("journeys_needs", "content", told, row.pk)
    row.save(force_insert=True)
    for claim in Claim.objects.filter(plan=plan):
        note = sealed("journeys_claim", "note", text("kabar", place).encode(), claim.pk)
        why = sealed("journeys_claim", "withdrawn_reason", text("cabut", place).encode(), claim.pk)
        Claim.objects.filter(pk=claim.pk).update(
            note=note, withdrawn_reason=why, withdrawn_by="uji", withdrawn_at=timezone.now()
        )


def _judged(plan: int, place: str) -> bytes:
    return sealed("journeys_plan", "judged", orjson.dumps({"uji": ["met", text("judul", place)]}), plan)


def _plant_letters(world: World, place: str) -> None:
    """One that the head does not know, one that was withdrawn."""
    now, other = timezone.now(), text("kertas", place)
    refused, withdrawn = world.things["letters.letter"][place], world.things["letters.numbered"][place]
    for made in (refused, withdrawn):
        told = Letter.objects.get(pk=made).told
        content = Content(
            Candidate(text("surat", place), nik=other, birth_place=other, address=other),
            Giver(text("surat", place), "suami", nik=other, birth_place=other, address=other),
            token=told.token, code=told.code,
        )  # fmt: skip
        Letter.objects.filter(pk=made).update(content=sealed_content(content, made))
    decided = Decided(text("putusan", place), "Kepala Desa", text("putusan", place))
    Letter.objects.filter(pk=refused).update(
        outcome=Outcome.NOT_KNOWN, decision=sealed_decision(decided, refused), decided_at=now
    )
    Proof.objects.filter(plan=world.things["journeys.plan"][place]).update(explained_by=text("bukti", place))
    link = Link.objects.get(plan=world.things["journeys.plan"][place])
    answer = orjson.dumps({"giver": asdict(Giver(text("isian", place), "suami")), "period": ""})
    Link.objects.filter(pk=link.pk).update(answer=sealed("letters_link", "answer", answer, link.pk))
    reason = sealed("letters_letter", "withdraw_reason", text("tarik", place).encode(), withdrawn)
    Letter.objects.filter(pk=withdrawn).update(withdrawn_at=now, withdraw_reason=reason)


def _plant_notice(notice: int, place: str) -> None:
    nik = number("notices.notice.snapshot/NIK", place)
    content = Snapshot(text("lapor", place), nik=nik, message=text("salin", place), signs=(text("isyarat", place),))
    whole = orjson.dumps(asdict(content))
    Notice.objects.filter(pk=notice).update(
        name=text("lapor", place).title(), snapshot=sealed("notices_notice", "snapshot", whole, notice), front=True,
        sent_as=text("pengirim", place),
    )  # fmt: skip
    check = Check.objects.get(notice=notice)
    Check.objects.filter(pk=check.pk).update(
        found="ditemukan", number=text("nomorsis", place), recorded_as=text("pemeriksa", place),
        withdrawn_at=timezone.now(), withdrawn_by="uji",
        withdrawn_reason=sealed("notices_check", "withdrawn_reason", text("cabutsis", place).encode(), check.pk),
    )  # fmt: skip
    if place == VILLAGE:  # the others wait: what is in front is only said of those
        answer = sealed("notices_notice", "answer", text("jawab", place).encode(), notice)
        Notice.objects.filter(pk=notice).update(
            taken_at=timezone.now(), taken_by="uji", answered_at=timezone.now(), answered_by="uji",
            taken_as=text("penangan", place), answered_as=text("penjawab", place),
            outcome="didatangi", answer=answer,
        )  # fmt: skip


def _plant_office_letter(number: int, place: str) -> None:
    told = OfficeLetter.objects.get(pk=number).told
    content = replace(told, about=(About((("Nama", text("suratdinas", place)),)),))
    OfficeLetter.objects.filter(pk=number).update(content=sealed_letter(content, number))


def _plant_account(account: Account, place: str) -> None:
    Account.objects.filter(pk=account.pk).update(
        name=text("akun", place), email=f"{text('surel', place)}@uji.test", password=text("sandi", place)
    )
    address = EmailAddress.objects.create(user=account, email=f"{text('alamatsurel', place)}@uji.test")
    EmailConfirmation.objects.create(email_address=address, key=text("konfirmasi", place))
    _plant_second_factor(account, place)


def _plant_hand_over(number: int, place: str) -> None:
    HandOver.objects.filter(pk=number).update(name=text("ganti", place))


def _plant_second_factor(account: Account, place: str) -> None:
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": text("rahasia", place)})


def _plant_hand_ins(world: World, place: str) -> int:
    """Notes, samples and problems in the hand-ins of a place; gives one more that was taken back."""
    checked = Batch.objects.get(pk=world.things["sources.checked"][place])
    sheet = Sheet.objects.get(pk=world.things["sources.sheet"][place])
    samples = orjson.dumps([[text("contoh", place)]])
    Sheet.objects.filter(pk=sheet.pk).update(samples=sealed("sources_sheet", "samples", samples, sheet.pk))
    for batch in (checked, Batch.objects.get(pk=world.things["sources.batch"][place])):
        note = sealed("sources_batch", "note", text("catatan", place).encode(), batch.pk)
        refused = sealed("sources_batch", "refused", orjson.dumps([text("tolak", place)]), batch.pk)
        Batch.objects.filter(pk=batch.pk).update(note=note, refused=refused, problems=[["uji", "peringatan", 1]])
        _plant_file(batch.files.get(), place)
        said = orjson.dumps(
            [f"=1+1 {text('pesan', place)}", text("baca", place), text("simpan", place), text("pesan", place)]
        )
        RowProblem.objects.filter(batch=batch).update(said=sealed("sources_rowproblem", "said", said, batch.pk, 1))
    _plant_work(checked, place)
    undone = Batch.objects.create(
        source=checked.source, received_on=checked.received_on, checked_by="uji", checked_at=timezone.now()
    )
    Batch.objects.filter(pk=undone.pk).update(
        state=BatchState.UNDONE, stored_at=timezone.now(), undone_by="uji", undone_at=timezone.now(),
        undo_reason=sealed("sources_batch", "undo_reason", text("batal", place).encode(), undone.pk),
    )  # fmt: skip
    return undone.pk


def _plant_file(file: SourceFile, place: str) -> None:
    name = text("buku", place)
    index = name_index(name)
    _INDEX_NAMES[index.hex()] = "sources.sourcefile.name_index"
    SourceFile.objects.filter(pk=file.pk).update(
        name=sealed("sources_sourcefile", "name", name.encode(), file.pk), name_index=index
    )


def _plant_work(checked: Batch, place: str) -> None:
    """Reading it failed, and the work said why."""
    key = progress_key(checked.pk)
    Progress.objects.create(
        key=key, state="failed", permission="sources.import", area_code=checked.source.area_id,
        updated_at=timezone.now(),
        message=sealed("jobs_progress", "message", text("kerja", place).encode(), key),
    )  # fmt: skip


def _plant_resident(place: str) -> None:
    """In the village's sheet: found by the name, shown with the address."""
    row = ResidentRow.objects.filter(sheet__area=place).order_by("number").first()
    assert row is not None
    known = KnownResident("Sasaran Penduduk", address=text("penduduk", place))
    number = blind_index("nik", f"penduduk {place}")
    _INDEX_NAMES.update({number.hex(): "journeys.residentrow.nik_index"})
    _INDEX_NAMES.update({bytes(word).hex(): "journeys.residentrow.name_words" for word in row.name_words})
    ResidentRow.objects.filter(pk=row.pk).update(
        nik_index=number, content=RESIDENT.seal(known.as_json(), row.sheet_id, row.number)
    )


def _plant_requests(world: World) -> None:
    """A refused request of each kind at every place, of an account there."""
    now = timezone.now()
    said = {
        "asked_by": 9_000_001, "asked_name": "peminta", "asked_at": now, "expires_at": now + timedelta(days=7),
        "decision": Approved.REFUSED, "decided_by": 9_000_002, "decided_name": "pemutus", "decided_at": now,
    }  # fmt: skip
    for kind, name in (("keys.rotate", "canary.key"), ("offices.reset_second_factor", "canary.phone")):
        world.things[name] = {
            place: Request.objects.create(
                kind=kind, area_code=place, reason=text("minta", place), decision_reason=text("putus", place),
                subject="seal" if kind == "keys.rotate" else str(world.things["offices.account"][place].pk), **said,
            ).pk
            for place in KNOWN
        }  # fmt: skip
