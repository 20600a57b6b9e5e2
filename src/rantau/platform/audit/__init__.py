"""Audit (jejak): who did what, when, to what."""
