"""Health (kesehatan): what is not as it should be with this installation, in words, and what to do about it.

Each source (platform/health/standing.py, project/checking.py) gives findings; none when all is well. The setting
HEALTH_SOURCES names all of them.
"""
