"""Make the proofs of RFC 9162 from any source of subtree roots."""

from collections.abc import Callable, Sequence

from dadkhah.evidence.tlog.merkle import root_of

RootBetween = Callable[[int, int], bytes]
"""Gives the root of the entries from a start up to, not including, a stop."""


def inclusion_proof(index: int, size: int, root_between: RootBetween) -> tuple[bytes, ...]:
    """Return the path from entry `index` to the root at `size` (2.1.3.1), leaf side first."""
    if not 0 <= index < size:
        message = f"There is no entry {index} in a log of {size} entries."
        raise IndexError(message)
    path: list[bytes] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + split_of(stop - start)
        if index < middle:
            path.append(root_between(middle, stop))
            stop = middle
        else:
            path.append(root_between(start, middle))
            start = middle
    return tuple(reversed(path))


def consistency_proof(old_size: int, size: int, root_between: RootBetween) -> tuple[bytes, ...]:
    """Return the proof that the log at `size` extends the log at `old_size` (2.1.4.1)."""
    if not 0 <= old_size <= size:
        message = f"A log of {size} entries cannot extend one of {old_size}."
        raise IndexError(message)
    proof: list[bytes] = []
    start, stop = 0, size
    while 0 < old_size < stop:
        middle = start + split_of(stop - start)
        if old_size <= middle:
            proof.append(root_between(middle, stop))
            stop = middle
        else:
            proof.append(root_between(start, middle))
            start = middle
    if start:
        proof.append(root_between(start, stop))
    return tuple(reversed(proof))


def root_between_in(hashes: Sequence[bytes]) -> RootBetween:
    """Return the source of subtree roots over a list of leaf hashes held in memory."""
    return lambda start, stop: root_of(hashes[start:stop])


def split_of(width: int) -> int:
    """Return the largest power of two below `width`: where the RFC splits a tree."""
    return 1 << (width - 1).bit_length() - 1
