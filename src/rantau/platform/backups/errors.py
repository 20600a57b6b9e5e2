"""What can go wrong with backups."""

from __future__ import annotations

from rantau.kernel.errors import RantauError


class BackupError(RantauError):
    """The backup could not be made, or cannot be used. Nothing was changed."""

    code = "cadangan-gagal"


class BackupBrokenError(BackupError):
    """The file is not what was written: changed, cut short, or put together from several."""

    code = "cadangan-rusak"


class WrongKeyError(BackupError):
    """The keyring of this installation does not open the file."""

    code = "kunci-cadangan"


class BusyError(BackupError):
    """Another backup or restore of this database is under way."""

    code = "cadangan-berjalan"
