"""Runs in the limited child process: everything that touches the bytes of a file somebody sent.

Nothing here imports the rest of Rantau, except `reader.limits`.
"""
