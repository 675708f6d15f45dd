"""Transparency logs as C2SP and RFC 9162 define them: trees, proofs, tiles, signed heads."""
