"""Two people (persetujuan dua orang): a sensitive step is asked for by one account and approved by another.

A module registers a `Kind`; its verb calls `use_approval` in its own transaction, which takes an approval away or
raises NotAllowedError with words that say how to get one.
"""
