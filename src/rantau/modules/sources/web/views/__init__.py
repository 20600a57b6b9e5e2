"""Pages of sources (halaman daftar), one file for each thing that people come to do."""
