"""Backups (cadangan): one encrypted file that holds the whole database, tried by a real restore.

sealed_file.py   the file: chunks of AES-256-GCM, numbered, the last one marked
snapshot.py      what is in the database at one moment: counts, ends of the trace
manifest.py      the note beside a file: what it holds, and whether it was tried
keeping.py       which old files stay
databases.py     databases beside the one in use: made, dropped, exchanged
copying.py       from the database into a file, and back
trying.py        the real restore that a backup must pass
making.py        a backup from beginning to end, and how the last one ended
restoring.py     from a backup to an installation
actions.py       what the trace says of it, and that nobody stays logged in
schedule.py      when the next one is due; tasks.py asks it in the worker
"""
