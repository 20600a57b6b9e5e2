"""Databases: two URLs, owner (migrations) and application (owns nothing)."""
