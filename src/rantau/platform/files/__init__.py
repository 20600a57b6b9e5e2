"""Files (berkas): bytes kept in the database, in chunks, once for each content."""
