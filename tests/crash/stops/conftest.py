"""The little world of the matrix, built once."""

from tests.matrix.conftest import built_world, world

__all__ = ["built_world", "world"]
