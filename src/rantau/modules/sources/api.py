"""The door of sources: what other modules may import."""

from rantau.modules.sources.actions.hand_in import GivenFile, HandInFacts
from rantau.modules.sources.actions.look import RowAsItCame, export_problems, look_at_row
from rantau.modules.sources.actions.mapping import confirm_mapping
from rantau.modules.sources.actions.places import resolve_place, withdraw_place
from rantau.modules.sources.actions.storing import check_again, check_list, import_files, receive_list, store_list
from rantau.modules.sources.actions.totals import enter_total, install_known_totals
from rantau.modules.sources.actions.undo import discard_check, undo_batch
from rantau.modules.sources.blank_forms import blank_form
from rantau.modules.sources.domain import (
    FIELD_LABELS,
    IMPORTER,
    KIND_LABELS,
    BatchReport,
    BatchState,
    Changes,
    ImportOutcome,
    ImportStep,
    MappingConfirmed,
    PlaceResolved,
    ProblemCount,
    SheetReport,
    Total,
    Undone,
)
from rantau.modules.sources.events import on_places_changed, on_rows_removed, on_rows_stored
from rantau.modules.sources.models import Row
from rantau.modules.sources.queries.batches import HandIn, NotFoundError, batches_for, hand_ins, problems_of
from rantau.modules.sources.queries.changes import changes_between
from rantau.modules.sources.queries.rows import (
    RowOrigin,
    StoredRow,
    current_rows,
    row_origins,
    rows_by_id,
    rows_in_bulk,
)
from rantau.modules.sources.queries.totals import totals
from rantau.modules.sources.queries.villages import (
    VillageReporting,
    VillageStatement,
    reporting_villages,
    statements,
    village_reporting,
)
from rantau.modules.sources.scratch import scratch_folder, scratch_home
from rantau.modules.sources.sealing import number_index

__all__ = [
    "FIELD_LABELS",
    "IMPORTER",
    "KIND_LABELS",
    "BatchReport",
    "BatchState",
    "Changes",
    "GivenFile",
    "HandIn",
    "HandInFacts",
    "ImportOutcome",
    "ImportStep",
    "MappingConfirmed",
    "NotFoundError",
    "PlaceResolved",
    "ProblemCount",
    "Row",
    "RowAsItCame",
    "RowOrigin",
    "SheetReport",
    "StoredRow",
    "Total",
    "Undone",
    "VillageReporting",
    "VillageStatement",
    "batches_for",
    "blank_form",
    "changes_between",
    "check_again",
    "check_list",
    "confirm_mapping",
    "current_rows",
    "discard_check",
    "enter_total",
    "export_problems",
    "hand_ins",
    "import_files",
    "install_known_totals",
    "look_at_row",
    "number_index",
    "on_places_changed",
    "on_rows_removed",
    "on_rows_stored",
    "problems_of",
    "receive_list",
    "reporting_villages",
    "resolve_place",
    "row_origins",
    "rows_by_id",
    "rows_in_bulk",
    "scratch_folder",
    "scratch_home",
    "statements",
    "store_list",
    "totals",
    "undo_batch",
    "village_reporting",
    "withdraw_place",
]
