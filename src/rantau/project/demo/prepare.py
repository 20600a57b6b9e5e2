"""Preparing the example, step by step. Each step finds what is there already, so that it can be run again and again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rantau.platform.access.actor import Actor, system_actor
from rantau.project.demo.logins import install_logins
from rantau.project.demo.plans import install_plans
from rantau.project.environment import data_folder

Progress = Callable[[str, int, int], None]
REGENCY = "36.04"
SEED = 2025


def prepare(report: Progress) -> str:
    """Do what is not done yet; returns one line that says what is there."""
    from rantau.modules.areas.api import install_regency
    from rantau.modules.insight.api import COMPUTER, refresh
    from rantau.modules.sources.api import install_known_totals

    _step(report, "Menyiapkan basis data", _migrate)
    installer = _acting(frozenset({"areas.maintain"}))
    _step(report, "Memuat kode wilayah", lambda: install_regency(by=installer, regency_code=REGENCY))
    _step(report, "Membuat akun contoh", install_logins)
    _step(report, "Mencatat contoh rencana kerja", install_plans)
    registrar = _acting(frozenset({"sources.enter_totals"}))
    _step(report, "Mencatat angka resmi", lambda: install_known_totals(by=registrar))
    _import(report, _example_lists(report))
    refresh(by=_acting(COMPUTER), on_progress=report)
    return _summary()


def _acting(permissions: frozenset[str]) -> Actor:
    """The actor of the next step, who also acts in the database from now on."""
    from rantau.platform.access.acting import stay_acting

    by = system_actor("contoh", permissions, REGENCY)
    stay_acting(by)
    return by


def _step(report: Progress, name: str, work: Callable[[], object]) -> None:
    report(name, 0, 1)
    work()
    report(name, 1, 1)


def _migrate() -> None:
    from rantau.project.upgrading import migrate

    migrate()


def _example_lists(report: Progress) -> list[Path]:
    """Files of the example, made once: first beside their place, then put there whole."""
    from rantau.engines.simulation.command import run

    folder = data_folder() / "daftar-sintetis"
    if not folder.exists():
        report("Membuat daftar sintetis", 0, 1)
        draft = folder.with_name(f"{folder.name}.baru")
        run(SEED, draft, preset="practice", regency=REGENCY)
        draft.rename(folder)
        report("Membuat daftar sintetis", 1, 1)
    return sorted((folder / "lists").iterdir())


def _import(report: Progress, paths: list[Path]) -> None:
    """Through the real import. Files that are stored already are passed over."""
    from rantau.modules.sources.api import IMPORTER, GivenFile, HandInFacts, ImportStep, import_files

    names = [path.name for path in paths]

    def progress(step: ImportStep) -> None:
        done = names.index(step.file) if step.file in names else 0
        report("Memasukkan daftar", done, len(names))

    import_files(
        by=_acting(IMPORTER),
        files=[GivenFile(path, path.name) for path in paths],
        facts=HandInFacts(note="DATA SINTETIS"),
        progress=progress,
    )
    report("Memasukkan daftar", len(names), len(names))


def _summary() -> str:
    from rantau.modules.insight.api import COMPUTER, latest_answer

    answer = latest_answer(_acting(COMPUTER))
    if answer is None:
        return "Belum ada jawaban."
    return f"Siap: {answer.rows} baris menjadi {answer.persons} orang (DATA SINTETIS, semua orang rekaan)."
