"""The practice lists beside the repository: used where they are, never copied into it.

A test that needs them asks for the fixture `practice` and is skipped, loudly, where they are absent.
"""

from __future__ import annotations

from pathlib import Path

PRACTICE = Path(__file__).resolve().parents[2] / "shared"
