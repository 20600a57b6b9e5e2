"""Access (akses): actors, permissions and the one question `decide`."""
