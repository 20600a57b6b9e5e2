"""A package, so that its tests can share one world: fixtures of scope "package" end with its last test."""
