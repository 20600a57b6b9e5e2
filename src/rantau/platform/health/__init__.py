"""Health (kesehatan): what is not as it should be with this installation, in words, and what to do about it.

register_source(standing.backups)      # each source gives findings; none when all is well
"""
