"""Databases: two URLs, owner (migrations) and application (owns nothing); connections beside, what must be durable."""
