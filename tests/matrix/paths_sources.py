"""Paths to lists: hand-ins, rows, places that wait, published totals, and the verbs on them."""

from __future__ import annotations

from datetime import date, timedelta

import orjson
from django.urls import reverse
from django.utils import timezone
from tests.matrix.paths import Path
from tests.matrix.places import ANYWHERE, KNOWN, PLACES, REGENCY, SYSTEM, UNRESOLVED, VILLAGES
from tests.matrix.table import says
from tests.matrix.world import World, allowed, mark, marked, opened
from tests.sealed import LOOKS_SEALED, sealed

from rantau.engines.intake.types import Kind
from rantau.modules.sources import api
from rantau.modules.sources.actions.undo import expire_check
from rantau.modules.sources.api import BatchState, HandInFacts, Row, Total
from rantau.modules.sources.models import Batch, PlaceAnswer, RowProblem, Sheet, Source, SourceFile, Statement
from rantau.modules.sources.queries import batches, places, villages
from rantau.modules.sources.queries.changes import changes_of
from rantau.modules.sources.sealing import name_index
from rantau.platform.access.acting import checking_everywhere
from rantau.platform.access.actor import Actor
from rantau.platform.crypto import blind_index
from rantau.platform.files.models import StoredFile

NOW = timezone.now()
REASON = "mencocokkan ejaan nama"
TOTAL = Total(
    organisation="Instansi Uji", measure="penempatan", period_from=date(2024, 1, 1), period_to=date(2024, 12, 31),
    area_code=REGENCY, area_name="Uji", value=5,
)  # fmt: skip


def build(world: World) -> None:
    """A stored and a checked hand-in of every area, a row in each; one row that has no area; an answer for each."""
    for kind in ("batch", "checked", "row", "answer", "sheet"):
        world.things[f"sources.{kind}"] = {}
    for number, place in enumerate(PLACES):
        home = place or REGENCY
        source, _ = Source.objects.get_or_create(kind=Kind.REGISTER.value, institution=mark(home), area_id=home)
        if place:
            world.things["sources.batch"][place] = _batch(source, number, BatchState.STORED).pk
            checked = _batch(source, number + 100, BatchState.CHECKED)
            world.things["sources.checked"][place] = checked.pk
            world.things["sources.sheet"][place] = _sheet(checked, "L").pk
        sheet = _sheet(Batch.objects.get(pk=world.things["sources.batch"][home]), place or "tanpa")
        world.things["sources.row"][place] = _row(sheet, number + 1, place).pk
        world.things["sources.answer"][place] = PlaceAnswer.objects.create(
            key=mark(place), area_id=place or None, outside=not place, answered_by="uji", answered_at=NOW
        ).pk
        if place in VILLAGES:
            Statement.objects.create(area_id=place, sheet=sheet, says="nihil")


def _batch(source: Source, number: int, state: BatchState) -> Batch:
    stored = NOW if state is BatchState.STORED else None
    batch = Batch.objects.create(
        source=source, state=state, received_on=date(2025, 1, 1), rows=2, resolved=1, checked_by="uji", checked_at=NOW,
        stored_at=stored,
    )  # fmt: skip
    kept = StoredFile.objects.create(fingerprint=f"{number:064d}", size=0)
    file = SourceFile.objects.create(
        batch=batch, stored=kept, name=LOOKS_SEALED, name_index=name_index(mark(source.area_id)),
        live=stored is not None,
    )  # fmt: skip
    SourceFile.objects.filter(pk=file.pk).update(
        name=sealed("sources_sourcefile", "name", mark(source.area_id).encode(), file.pk)
    )
    said = sealed("sources_rowproblem", "said", orjson.dumps([mark(source.area_id), "", "", "uji"]), batch.pk, 1)
    RowProblem.objects.create(batch=batch, number=1, code="uji", severity="peringatan", said=said)
    return batch


def _sheet(batch: Batch, name: str) -> Sheet:
    return Sheet.objects.create(
        file=batch.files.get(), name=name, kind=Kind.REGISTER.value, headings=["Nama"],
        columns=[["A", "Nama", "nama", False]], rows=1, signature="uji",
    )  # fmt: skip


def nik_of(number: int) -> str:
    """The NIK of the row at a place."""
    return f"36040541018{number:05d}"


def _row(sheet: Sheet, number: int, place: str) -> Row:
    nik, where = nik_of(number), (sheet.pk, number)
    typed = orjson.dumps({"name": f"Sasaran {number}", "nik": ["wajar", nik, nik]})
    return Row.objects.create(
        sheet=sheet, number=number, area_id=place or None, area_probability=1.0 if place else 0.0,
        district_code=place[:8] if place.count(".") > 1 else "", outside=False, place_key="" if place else "desa lama",
        name_key=f"SASARAN {number}", nik_index=blind_index("nik", nik), nik_reliable=True,
        typed=sealed("sources_row", "typed", typed, *where),
        raw=sealed("sources_row", "raw", orjson.dumps([mark(place)]), *where),
    )  # fmt: skip


def _by_batch(world: World, found) -> set[str]:
    return world.places_of("sources.batch", [batch.pk if isinstance(batch, Batch) else batch for batch in found])


def _rows(world: World, ids) -> set[str]:
    return world.places_of("sources.row", ids)


def _all_rows(world: World) -> list[int]:
    return list(world.things["sources.row"].values())


def _batches(world: World, who: str, actor: Actor) -> set[str]:
    return _by_batch(world, api.batches_for(actor))


def _batch_count(world: World, who: str, actor: Actor) -> int:
    return api.batches_for(actor).filter(state=BatchState.STORED).count()


def _one_batch(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(KNOWN, lambda place: batches.batch_for(actor, world.things["sources.batch"][place]))


def _expired(world: World, who: str, actor: Actor) -> set[str]:
    with checking_everywhere("*"):
        Batch.objects.update(checked_at=NOW - timedelta(days=30))
    return world.places_of("sources.checked", batches.expired_checks(actor).values_list("pk", flat=True))


def _hand_ins(world: World, who: str, actor: Actor) -> set[str]:
    return _by_batch(world, [hand_in.batch for hand_in in api.hand_ins(actor)])


def _problems(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(KNOWN, lambda place: api.problems_of(actor, world.things["sources.batch"][place]).get())


def _examples(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(KNOWN, lambda place: batches.problem_examples(actor, world.things["sources.batch"][place]))


def _export(world: World, who: str, actor: Actor) -> set[str]:
    ids = world.things["sources.batch"]
    return allowed(KNOWN, lambda place: list(api.export_problems(by=actor, batch=ids[place])))


def _correctable(world: World, who: str, actor: Actor) -> set[str]:
    checked = Batch.objects.filter(pk__in=world.things["sources.checked"].values())
    found = [batches.correctable(actor, batch) for batch in checked]
    return world.places_of("sources.batch", [each.batch for group in found for each in group])


def _changes(world: World, who: str, actor: Actor) -> set[str]:
    ids = world.things["sources.batch"]
    return allowed(KNOWN, lambda place: api.changes_between(actor, old=ids[place], new=ids[place]))


def _changes_of(world: World, who: str, actor: Actor) -> set[str]:
    ids = world.things["sources.batch"]
    return allowed(KNOWN, lambda place: changes_of(actor, Batch(pk=ids[place], supersedes_id=ids[place])))


def _current(world: World, who: str, actor: Actor) -> set[str]:
    return _rows(world, api.current_rows(actor, "sources.view_rows").values_list("pk", flat=True))


def _bulk(world: World, who: str, actor: Actor) -> set[str]:
    return _rows(world, [stored.id for chunk in api.rows_in_bulk(actor) for stored in chunk])


def _by_id(world: World, who: str, actor: Actor) -> set[str]:
    return _rows(world, [stored.id for stored in api.rows_by_id(actor, _all_rows(world))])


def _origins(world: World, who: str, actor: Actor) -> set[str]:
    return _rows(world, api.row_origins(actor, _all_rows(world)))


def _waiting_rows(world: World, who: str, actor: Actor) -> set[str]:
    return _rows(world, places.waiting_rows(actor).values_list("pk", flat=True))


def _waiting(world: World, who: str, actor: Actor) -> int:
    found, total = places.waiting_places(actor)
    assert len(found) == total
    return total


def _waiting_names(world: World, who: str, actor: Actor) -> int:
    return places.waiting_names(actor)


def _silent(world: World, who: str, actor: Actor) -> set[str]:
    with checking_everywhere("*"):
        Statement.objects.all().delete()
        Sheet.objects.update(kind=Kind.POPULATION.value)
    return set(villages.silent_villages(actor).filter(code__in=VILLAGES).values_list("code", flat=True))


def _without_place(world: World, who: str, actor: Actor) -> int:
    with checking_everywhere("*"):
        Row.objects.filter(pk=world.things["sources.row"][UNRESOLVED]).update(place_key="")
    return places.rows_without_any_place(actor)


def _answers(world: World, who: str, actor: Actor) -> set[str]:
    return {ANYWHERE} if places.answers_given(actor) else set()


def _statements(world: World, who: str, actor: Actor) -> set[str]:
    return {stated.area_code for stated in api.statements(actor)}


def _reporting(world: World, who: str, actor: Actor) -> set[str]:
    return {village.area_code for village in villages.village_reporting(actor)}


def _totals(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((ANYWHERE,), lambda _: api.totals(actor))


def _look(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(
        PLACES, lambda place: api.look_at_row(by=actor, row=world.things["sources.row"][place], reason=REASON)
    )


def _verb(verb, kind: str, **values):
    """A verb on a hand-in of each area."""

    def see(world: World, who: str, actor: Actor) -> set[str]:
        return allowed(KNOWN, lambda place: verb(by=actor, batch=world.things[kind][place], **values))

    return see


def _confirm(world: World, who: str, actor: Actor) -> set[str]:
    checked, sheets = world.things["sources.checked"], world.things["sources.sheet"]
    return allowed(
        KNOWN, lambda place: api.confirm_mapping(by=actor, batch=checked[place], sheet=sheets[place], meanings=[])
    )


def _hand_in(verb):
    def see(world: World, who: str, actor: Actor) -> set[str]:
        return allowed(KNOWN, lambda place: verb(by=actor, files=(), facts=HandInFacts(area=place)))

    return see


def _resolve(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(
        PLACES, lambda place: api.resolve_place(by=actor, key="nama baru", area_code=place, outside=not place)
    )


def _withdraw(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(PLACES, lambda place: api.withdraw_place(by=actor, answer=world.things["sources.answer"][place]))


def _enter(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((ANYWHERE,), lambda _: api.enter_total(by=actor, total=TOTAL))


def _install_totals(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((ANYWHERE,), lambda _: api.install_known_totals(by=actor))


def _pages(name: str, kind: str, places_: tuple[str, ...], argument: str = "number"):
    def see(world: World, who: str, actor: Actor) -> set[str]:
        things = world.things[kind]
        return opened(world.client(who), {at: reverse(name, kwargs={argument: things[at]}) for at in places_})

    return see


def _index_page(world: World, who: str, actor: Actor) -> set[str]:
    return marked(world.client(who).get(reverse("sources:index")), KNOWN)


def _villages_page(world: World, who: str, actor: Actor) -> set[str]:
    return marked(world.client(who).get(reverse("sources:villages")), VILLAGES)


def _checked_page(world: World, who: str, actor: Actor) -> set[str]:
    asked = "&".join(f"setoran={number}" for number in world.things["sources.checked"].values())
    return marked(world.client(who).get(f"{reverse('sources:checked')}?{asked}"), KNOWN)


def _problem_file(world: World, who: str, actor: Actor) -> set[str]:
    client, found = world.client(who), set()
    for place, number in world.things["sources.batch"].items():
        try:
            found |= marked(client.get(reverse("sources:problems_csv", kwargs={"number": number})), (place,))
        except PermissionError:
            continue
    return found


def _home(who: str) -> set[str]:
    """The system lets hand-ins expire, in its regency; nobody else does."""
    return {place for place in PLACES if says(IMPORT, place, who)} if who == SYSTEM else set()


VIEW, IMPORT, ROWS, PLACE = "sources.view", "sources.import", "sources.view_rows", "sources.resolve_places"
TOTALS = "sources.enter_totals"
PATHS = [
    Path("sources: setoran", VIEW, _batches, KNOWN, covers=("sources.batches_for",)),
    Path("sources: jumlah setoran", VIEW, _batch_count, KNOWN, covers=("sources.batches_for",)),
    Path("sources: satu setoran", VIEW, _one_batch, KNOWN, covers=("sources.batch_for",)),
    Path("sources: setoran yang dihitung", "insight.view", _hand_ins, KNOWN, covers=("sources.hand_ins",)),
    Path("sources: masalah", IMPORT, _problems, KNOWN, covers=("sources.problems_of",)),
    Path("sources: masalah sebagai berkas", IMPORT, _export, KNOWN, covers=("sources.export_problems",)),
    Path("sources: setoran yang dapat diperbaiki", IMPORT, _correctable, KNOWN, covers=("sources.correctable",)),
    Path("sources: contoh masalah", IMPORT, _examples, KNOWN, covers=("sources.problem_examples",)),
    Path("sources: perubahan", VIEW, _changes, KNOWN, covers=("sources.changes_between",)),
    Path("sources: perubahan satu setoran", VIEW, _changes_of, KNOWN, covers=("sources.changes_of",)),
    Path("sources: baris", ROWS, _current, covers=("sources.current_rows",)),
    Path("sources: baris sekaligus", ROWS, _bulk, covers=("sources.rows_in_bulk",)),
    Path("sources: baris menurut nomor", ROWS, _by_id, covers=("sources.rows_by_id",)),
    Path("sources: asal baris", ROWS, _origins, covers=("sources.row_origins",)),
    Path("sources: baris menunggu tempat", PLACE, _waiting_rows, (UNRESOLVED,), covers=("sources.waiting_rows",)),
    Path("sources: tempat menunggu", PLACE, _waiting, (UNRESOLVED,), covers=("sources.waiting_places",)),
    Path("sources: jumlah nama tempat", PLACE, _waiting_names, (UNRESOLVED,), covers=("sources.waiting_names",)),
    Path("sources: tanpa tempat", PLACE, _without_place, (UNRESOLVED,), covers=("sources.rows_without_any_place",)),
    Path("sources: jawaban tempat", PLACE, _answers, (ANYWHERE,), covers=("sources.answers_given",)),
    Path("sources: pernyataan desa", "insight.view_desa", _statements, VILLAGES, covers=("sources.statements",)),
    Path("sources: desa melapor", "insight.view_desa", _reporting, VILLAGES, covers=("sources.village_reporting",)),
    Path("sources: desa diam", "insight.view_desa", _silent, VILLAGES, covers=("sources.silent_villages",)),
    Path("sources: angka resmi", "insight.view", _totals, (ANYWHERE,), covers=("sources.totals",)),
    Path("sources: buka baris asli", ROWS, _look, covers=("sources.look_at_row", "sources.row_origin")),
    Path("sources: arti kolom", IMPORT, _confirm, KNOWN, covers=("sources.confirm_mapping",)),
    Path("sources: periksa", IMPORT, _hand_in(api.check_list), KNOWN, covers=("sources.check_list",)),
    Path("sources: terima", IMPORT, _hand_in(api.receive_list), KNOWN, covers=("sources.receive_list",)),
    Path("sources: masukkan", IMPORT, _hand_in(api.import_files), KNOWN, covers=("sources.import_files",)),
    Path("sources: periksa ulang", IMPORT, _verb(api.check_again, "sources.batch"), KNOWN,
         covers=("sources.check_again",)),
    Path("sources: simpan", IMPORT, _verb(api.store_list, "sources.batch"), KNOWN, covers=("sources.store_list",)),
    Path("sources: buang", IMPORT, _verb(api.discard_check, "sources.checked"), KNOWN,
         covers=("sources.discard_check",)),
    Path("sources: lewat waktu", IMPORT, _expired, KNOWN, covers=("sources.expired_checks",)),
    Path("sources: buang yang lewat waktu", IMPORT, _verb(expire_check, "sources.checked"), KNOWN,
         covers=("sources.expire_check",), instead=lambda who: set(KNOWN) & _home(who)),
    Path("sources: batalkan", (VIEW, "sources.undo"), _verb(api.undo_batch, "sources.batch", reason="salah berkas"),
         KNOWN, covers=("sources.undo_batch",)),
    Path("sources: pastikan tempat", PLACE, _resolve, covers=("sources.resolve_place",)),
    Path("sources: cabut jawaban", PLACE, _withdraw, covers=("sources.withdraw_place",)),
    Path("sources: catat angka resmi", TOTALS, _enter, (ANYWHERE,), covers=("sources.enter_total",)),
    Path("sources: pasang angka resmi", TOTALS, _install_totals, (ANYWHERE,), covers=("sources.install_known_totals",)),
    Path("sources: halaman daftar", VIEW, _index_page, KNOWN, by_browser=True),
    Path("sources: halaman desa", "insight.view_desa", _villages_page, VILLAGES, by_browser=True),
    Path("sources: halaman yang diperiksa", IMPORT, _checked_page, KNOWN, by_browser=True),
    Path("sources: halaman setoran", VIEW, _pages("sources:batch", "sources.batch", KNOWN), KNOWN, by_browser=True),
    Path("sources: halaman masalah", IMPORT, _pages("sources:problems", "sources.batch", KNOWN), KNOWN,
         by_browser=True),
    Path("sources: unduh masalah", IMPORT, _problem_file, KNOWN, by_browser=True),
    Path("sources: halaman baris asli", ROWS, _pages("sources:row", "sources.row", PLACES), by_browser=True),
]  # fmt: skip


def _numbered(kind: str, argument: str = "number"):
    return lambda world, place: {argument: world.things[kind][place]}


ADDRESSES = {
    "sources:batch": _numbered("sources.batch"),
    "sources:store": _numbered("sources.batch"),
    "sources:discard": _numbered("sources.checked"),
    "sources:undo": _numbered("sources.batch"),
    "sources:problems": _numbered("sources.batch"),
    "sources:problems_csv": _numbered("sources.batch"),
    "sources:row": _numbered("sources.row"),
    "sources:withdraw": _numbered("sources.answer", "answer"),
    "sources:confirm": lambda world, place: {
        "number": world.things["sources.checked"][place],
        "sheet": world.things["sources.sheet"][place],
    },
    "sources:blank": lambda world, place: {"kind": Kind.REGISTER.value},
}
