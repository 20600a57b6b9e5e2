"""`rantau answer`: from a folder of lists to the answer, without server, database or login."""
