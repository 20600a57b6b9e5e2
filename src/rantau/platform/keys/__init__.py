"""Keys in use (kunci): which there are, what stands on them, new ones, and sealing anew while people work.

The keyring itself is in platform/crypto. A place that is no plain sealed column (a value inside JSON) makes itself
known with `declare_resealer`.
"""
