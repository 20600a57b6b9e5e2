"""The verifier that stands alone: one file, the standard library only."""
