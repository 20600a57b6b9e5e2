"""Does every command that writes with the keyring refuse another installation's, before it has written anything?"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from rantau.platform.access.actor import system_actor
from rantau.platform.audit.models import Event
from rantau.platform.crypto import KeysError
from rantau.platform.crypto.keys import forget, new_keyring, write_keyring
from rantau.platform.keys.actions import register_keys
from rantau.project import keyring, upgrading
from rantau.project.cli import rantau, upgrade

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

WRITING = [
    ["serve"],
    ["worker"],
    ["backup"],
    ["lists", "import", "--yes", "FILE"],
    ["lists", "undo", "1", "--reason", "berkas keliru"],
    ["lists", "discard", "1"],
    ["lists", "problems", "1"],
    ["areas", "import-population", "FILE"],
    ["people", "refresh"],
    ["accounts", "create", "sari", "--name", "Sari Uji"],
    ["audit", "checkpoint"],
    ["audit", "restored", "--reason", "disk rusak"],
    ["keys", "new"],
    ["keys", "rotate"],
    ["keys", "retire", "1"],
    ["keys", "copy", "TARGET"],
]


@pytest.mark.parametrize("arguments", WRITING, ids=lambda words: " ".join(words[:2]))
def test_another_installations_keys_write_nothing(arguments: list[str], ring_file: Path, tmp_path: Path) -> None:
    register_keys(by=system_actor("uji", frozenset(), ""))
    write_keyring(ring_file, new_keyring())
    forget()
    (tmp_path / "daftar.csv").write_text("No,Nama\n1,Siti\n")
    places = {"FILE": str(tmp_path / "daftar.csv"), "TARGET": str(tmp_path / "salinan.json")}
    ended = CliRunner().invoke(rantau, [places.get(word, word) for word in arguments])
    assert isinstance(ended.exception, KeysError), (ended.output, ended.exception)
    assert "bukan kunci basis data ini" in str(ended.exception)
    assert list(Event.objects.values_list("action", flat=True)) == ["keys.register"]
    assert not (tmp_path / "salinan.json").exists()


@pytest.mark.parametrize("way", ["upgrade", "migrate"])
def test_no_step_of_an_upgrade_seals_with_them(way: str, ring_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        pytest.fail("it went on")

    register_keys(by=system_actor("uji", frozenset(), ""))
    write_keyring(ring_file, new_keyring())
    forget()
    monkeypatch.setattr("django.core.management.call_command", never)
    monkeypatch.setattr("rantau.platform.backups.making.back_up", never)
    monkeypatch.setattr(upgrading, "pending_steps", lambda: ["sources.0002_sealed"])
    run = {"upgrade": lambda: upgrade.command([], standalone_mode=False), "migrate": upgrading.migrate}
    with pytest.raises(KeysError, match="bukan kunci basis data ini"):
        run[way]()


def test_a_database_from_before_it_knew_its_keys_is_not_refused(
    ring_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_keys(by=system_actor("uji", frozenset(), ""))
    write_keyring(ring_file, new_keyring())
    forget()
    monkeypatch.setattr(keyring, "_knows_keys", lambda: False)
    keyring.refuse_wrong_keys()
    with pytest.raises(KeysError, match="rantau upgrade"):
        keyring.require_keys()
