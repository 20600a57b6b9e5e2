"""Does `rantau check` find nothing in the settings of a site reached by HTTPS, and say what is missing without?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ASK = """
import django
django.setup()
from rantau.project.checking import _settings
for finding in _settings():
    print(finding.grave, finding.text)
"""


def _findings(folder: Path, **more: str) -> str:
    """What the check of the settings says in an installation of its own: they are read once, at the start.

    The tests in a browser set a variable of Django for the whole process, of which an installation knows nothing.
    """
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("RANTAU_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ASK],
        env=ours | {"RANTAU_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "rantau.project.settings"} | more,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_by_https_nothing_is_left_to_say(tmp_path: Path) -> None:
    assert _findings(tmp_path, RANTAU_HTTPS="1", RANTAU_HOSTS="rantau.contoh.go.id") == ""


def test_without_https_a_real_installation_is_told_so(tmp_path: Path) -> None:
    (line,) = _findings(tmp_path, RANTAU_HOSTS="rantau.contoh.go.id").splitlines()
    assert line.startswith("True Situs belum memakai HTTPS (RANTAU_HTTPS=1)")
