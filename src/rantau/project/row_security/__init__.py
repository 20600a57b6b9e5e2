"""Row-level security (penjaga baris): the row rules of the queries once more, in the database. See docs/adr/0015."""
