"""Backups (cadangan): one encrypted file that holds the whole database, tried by a real restore.

sealed_file.py   the file: chunks of AES-256-GCM, numbered, the last one marked
snapshot.py      what is in the database at one moment: counts, ends of the trace
manifest.py      the note beside a file: what it holds, and whether it was tried
keeping.py       which old files stay
databases.py     scratch databases: made, dropped, exchanged
copying.py       from the database into a file, and back
trying.py        the real restore that a backup must pass
schedule.py      every night, and what went wrong
"""
