"""A fingerprint of a text that is alike for texts alike: MinHash (Broder 1997) over shingles.

Of five words each, folded as the search folds them, so that another spelling of a letter or
another line break is the same text.
"""

import hashlib

import numpy as np

from dadkhah.text.folding import fold

WORDS = 5
VALUES = 64
_LONGEST = 200_000  # words: of more the beginning stands for the whole
_HALF = np.uint64(32)


def minhash(text: str) -> str:
    """Return 64 numbers of 32 bits as 512 hex digits; nothing for a text without words."""
    words = fold(text).split()[:_LONGEST]
    if not words:
        return ""
    shingles = {" ".join(words[n : n + WORDS]) for n in range(max(1, len(words) - WORDS + 1))}
    lowest = np.full(VALUES, 2**32 - 1, dtype=np.uint64)
    hashes = np.fromiter(map(_hash, shingles), dtype=np.uint64, count=len(shingles))
    for start in range(0, len(hashes), 4096):
        some = hashes[start : start + 4096, None] * _FACTORS + _SHIFTS >> _HALF
        lowest = np.minimum(lowest, some.min(axis=0))
    return "".join(f"{int(value):08x}" for value in lowest)


def likeness(one: str, other: str) -> float:
    """Return about which share of their shingles two texts have in common, from 0 to 1.

    The standard error is at most 0.0625: an estimate from 64 values. Nothing is like nothing.
    """
    if not one or not other:
        return 0.0
    pairs = zip(_values(one), _values(other), strict=True)
    return sum(a == b for a, b in pairs) / VALUES


def _values(fingerprint: str) -> list[str]:
    return [fingerprint[n : n + 8] for n in range(0, VALUES * 8, 8)]


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


# Any numbers, but the same ones everywhere: fingerprints are compared across machines and years.
_FACTORS = np.array([_hash(f"factor {n}") | 1 for n in range(VALUES)], dtype=np.uint64)
_SHIFTS = np.array([_hash(f"shift {n}") for n in range(VALUES)], dtype=np.uint64)
