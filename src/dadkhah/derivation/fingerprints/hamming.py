"""How far apart two fingerprints of pictures are: the bits in which they differ."""

BITS = 64
ALIKE = 10
"""Of 64 bits: up to here two pictures are likely one picture, saved or cut a little differently."""


def distance(one: str, other: str) -> int:
    """Return in how many of their 64 bits two fingerprints of 16 hex digits differ.

    Raises `ValueError` for what is no such fingerprint.
    """
    return (_number(one) ^ _number(other)).bit_count()


def _number(fingerprint: str) -> int:
    if len(fingerprint) * 4 != BITS:
        raise ValueError(f"A fingerprint has {BITS // 4} hex digits, not '{fingerprint[:40]}'.")
    return int(fingerprint, 16)
