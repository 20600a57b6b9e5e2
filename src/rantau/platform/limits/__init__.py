"""Limits (batas percobaan): how often something may be tried in a stretch of time, exact whatever happens at once."""
