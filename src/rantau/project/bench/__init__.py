"""Benchmarks that a person or CI can run: `rantau bench ...` (tolok ukur)."""
