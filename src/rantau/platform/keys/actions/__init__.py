"""Verbs on keys."""

from rantau.platform.keys.actions.keeping import add_key, begin_rotation, copy_keyring, register_keys
from rantau.platform.keys.actions.retiring import retire_key
from rantau.platform.keys.actions.rotation import rotate

__all__ = ["add_key", "begin_rotation", "copy_keyring", "register_keys", "retire_key", "rotate"]
