"""What may go wrong with the embedded server, in words a person can use."""

from __future__ import annotations

import errno
from collections.abc import Sequence

from rantau.kernel.errors import RantauError

_KNOWN_CAUSES = (
    ("No space left on device", "Ruang simpan penuh. Kosongkan ruang lalu ulangi."),
    ("Cannot allocate memory", "Memori komputer tidak cukup. Tutup program lain lalu ulangi."),
    ("could not create shared memory segment", "Memori bersama sistem tidak cukup untuk basis data."),
    ("could not map anonymous shared memory", "Memori komputer tidak cukup. Tutup program lain lalu ulangi."),
    ("Read-only file system", "Map data berada di tempat yang hanya bisa dibaca."),
    ("Permission denied", "Server basis data tidak boleh membaca atau menulis map datanya."),
    ("pre-existing shared memory block", "Sisa server lama masih berjalan untuk map data ini."),
    ("could not locate a valid checkpoint record", "Isi map data rusak. Pulihkan dari cadangan."),
    ("PANIC:", "Isi map data mungkin rusak. Jangan hapus apa pun; pulihkan dari cadangan."),
)


class DatabaseServerError(RantauError):
    """The embedded server does not do what was asked."""

    code = "server-basis-data"


class DataFolderError(DatabaseServerError):
    """The data folder cannot be used: another owner, a copy, another version, too long a name."""

    code = "map-data"


class BinariesError(DatabaseServerError):
    """The server program is missing or cannot be run here."""

    code = "program-basis-data"


class LockedError(DatabaseServerError):
    """Another process has kept the data folder locked for too long."""

    code = "map-data-terkunci"


class ServerStartError(DatabaseServerError):
    """The server did not start."""

    code = "server-tidak-mulai"


class ServerStopError(DatabaseServerError):
    """The server did not stop."""

    code = "server-tidak-berhenti"


_REASONS = {
    errno.EACCES: "tidak ada izin",
    errno.EPERM: "tidak ada izin",
    errno.ENOENT: "tempatnya tidak ada",
    errno.ENOTDIR: "tempatnya bukan map",
    errno.ENOSPC: "ruang simpan penuh",
    errno.EDQUOT: "jatah ruang simpan habis",
    errno.EROFS: "tempatnya hanya bisa dibaca",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.ELOOP: "ada tautan yang tidak boleh dipakai",
    errno.ENOMEM: "memori tidak cukup",
}


def reason(error: OSError) -> str:
    """Why the system refused, in Indonesian where we know the word, with the path it is about."""
    words = _REASONS.get(error.errno or 0) or error.strerror or str(error)
    return f"{words} ({error.filename})" if error.filename else words


def with_log(sentence: str, log_lines: Sequence[str]) -> str:
    """The sentence, the likely cause where the log names one, and the log's last lines."""
    text = "\n".join(log_lines)
    cause = next((words for mark, words in _KNOWN_CAUSES if mark in text), "")
    parts = [sentence, cause, "Catatan terakhir server:" if log_lines else "", *(f"  {line}" for line in log_lines)]
    return "\n".join(part for part in parts if part)
