"""The verbs of sources (tindakan): the only writers of its tables."""
