"""JSON Schema of what `rantau procedure evaluate` takes and gives (bentuk masukan dan hasil)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rantau.engines.procedure.checklist import State
from rantau.engines.procedure.conditions import UNKNOWN
from rantau.engines.procedure.plan import (
    FACT_WORDS,
    Answer,
    Check,
    Employer,
    Holder,
    MaritalStatus,
    Payer,
    Recruiter,
    Scheme,
    Sex,
    Stage,
    Visa,
)
from rantau.engines.procedure.rulebook import CheckKind, RuleBook
from rantau.engines.procedure.writing import FORMAT
from rantau.kernel.citation import Certainty
from rantau.kernel.countries import WRITTEN_NAMES

Json = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Json = {"type": "string"}
_DAY: Json = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_PARTIAL: Json = {"type": ["string", "null"], "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}


def plan_schema(rules: RuleBook) -> Json:
    """The plan as JSON. Every key may be left out, null, or "tidak_diketahui": not known."""
    return {
        "$schema": _DRAFT,
        "title": "Rencana kerja (rantau procedure evaluate)",
        "description": "Tanpa nama, NIK, alamat atau nomor dokumen: tidak ada yang mengatakan siapa orangnya.",
        **_object(
            {
                "stage": _choice(Stage, "tahap; bila tidak ditulis: niat"),
                "intended_on": _date("tanggal niat"),
                "departure_planned": _date("tanggal rencana berangkat"),
                "departed_on": _date("tanggal berangkat yang sebenarnya"),
                "born": _date("tanggal lahir"),
                "sex": _choice(Sex, "jenis kelamin"),
                "marital_status": _choice(MaritalStatus, "status perkawinan"),
                "country": _choice(WRITTEN_NAMES, "negara tujuan, ISO 3166-1 dua huruf"),
                "job": _choice(rules.jobs, "pekerjaan"),
                "employer": _choice(Employer, "jenis pemberi kerja"),
                "scheme": _choice(Scheme, "skema penempatan"),
                "recruiter": _choice(Recruiter, "siapa yang merekrut"),
                "licence_number": {
                    "type": ["string", "null"],
                    "maxLength": 200,
                    "description": "nomor izin perusahaan",
                },
                "licence": _choice(Check, "hasil pemeriksaan izin perusahaan; belum diperiksa: tidak ditulis"),
                "visa": _choice(Visa, "jenis visa yang ada atau dijanjikan"),
                "siskop2mi": _choice(Check, "hasil pemeriksaan di SISKOP2MI; belum diperiksa: tidak ditulis"),
                "siskop2mi_checked_on": {**_DAY, "type": ["string", "null"], "description": "hari pemeriksaan itu"},
                "passport_held_by": _choice(Holder, "siapa yang memegang paspor"),
                "documents": {
                    "type": ["array", "null", "string"],
                    "description": "dokumen yang ada; tidak ditulis: belum ditanyakan",
                    "items": _object(
                        {
                            "kind": {"enum": list(rules.documents)},
                            "issued": _date("tanggal terbit"),
                            "expires": _date("tanggal habis"),
                        },
                        required=["kind"],
                    ),
                },
                "documents_not_asked": {
                    "type": ["array", "null"],
                    "description": "jenis dokumen yang belum ditanyakan, walau yang lain sudah",
                    "items": {"enum": list(rules.documents)},
                },
                "contract": {
                    "description": "isi perjanjian kerja yang sudah dibaca",
                    "type": ["object", "null", "string"],
                    "properties": {item: _choice(Answer, name) for item, name in rules.contract_items.items()},
                    "additionalProperties": False,
                },
                "costs": {
                    "type": ["array", "null", "string"],
                    "description": "yang dibayar atau akan dibayar; tidak ditulis: belum ditanyakan",
                    "items": _object(
                        {
                            "kind": {"enum": list(rules.cost_kinds)},
                            "paid_by": _choice(Payer, "siapa yang membayar"),
                            "amount": {"type": ["integer", "null"], "description": "rupiah, tidak kurang dari nol"},
                        },
                        required=["kind"],
                    ),
                },
            }
        ),
    }


def checklist_schema() -> Json:
    """The checklist as JSON. A new key may come; one that is here does not change its meaning while `format` stays."""
    cited = {
        "rule": _TEXT,
        "article": _TEXT,
        "source": {"type": "string", "pattern": "^https?://.+$"},
        "certainty": {"enum": [str(value) for value in Certainty]},
    }
    line = {
        **cited,
        "title": _TEXT,
        "group": _TEXT,
        "check": {"enum": [str(kind) for kind in CheckKind if kind is not CheckKind.NOTE]},
        "state": {"enum": [str(state) for state in State]},
        "state_words": _TEXT,
        "due": {"type": "boolean"},
        "due_from": {"enum": [str(stage) for stage in Stage]},
        "expires_on": _PARTIAL,
        "more_sources": {"type": "array", "items": _TEXT},
        "certainty_words": _TEXT,
        "valid_from": _DAY,
        "valid_to": {**_DAY, "type": ["string", "null"]},
        "source_checked_on": _DAY,
        "rules_version": _TEXT,
        "how": _TEXT,
        "where": _TEXT,
        "cost_rupiah": {"type": ["integer", "null"]},
        "cost_words": _TEXT,
        "postpones_letter": {"type": "boolean"},
        "note": _TEXT,
        "ask": {"type": "array", "items": {"enum": list(FACT_WORDS)}},
    }
    answer = {
        "format": {"const": FORMAT},
        "on": _DAY,
        "basis": _DAY,
        "basis_words": _TEXT,
        "stage": {"enum": [str(stage) for stage in Stage]},
        "effective_stage": {"enum": [str(stage) for stage in Stage]},
        "outside_regime": {"type": "boolean"},
        "rules": _whole({"version": _TEXT, "released": _DAY, "fingerprint": _TEXT}),
        "lines": {"type": "array", "items": _whole(line)},
        "reasons": {"type": "array", "items": _whole({**cited, "sentence": _TEXT})},
        "holds_up": {"type": "array", "items": _TEXT},
        "notes": {"type": "array", "items": _whole({**cited, "title": _TEXT, "text": _TEXT})},
    }
    return {"$schema": _DRAFT, "title": "Daftar periksa (rantau procedure evaluate)", **_whole(answer)}


def _choice(words: Iterable[str], description: str) -> Json:
    return {"enum": [*(str(word) for word in words), UNKNOWN, None], "description": description}


def _date(description: str) -> Json:
    return {"type": ["string", "null"], "description": f"{description}: 1998-07-22, 1998-07 atau 1998"}


def _object(properties: Json, required: Iterable[str] = ()) -> Json:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _whole(properties: Json) -> Json:
    return _object(properties, required=properties)
