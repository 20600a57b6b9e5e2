"""The example regency: real codes of areas, synthetic people."""
