"""Hash a list of entries into one root, and check proofs about it (RFC 9162, section 2.1)."""

import hashlib
from collections.abc import Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The root of a log without entries."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash under which `entry` stands in the tree."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two neighbouring subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Return the root over these leaf hashes, in linear time."""
    level = hashes
    while len(level) > 1:
        # Pairing from the start and carrying an odd last hash upwards is the RFC's tree.
        paired = [
            hashlib.sha256(b"\x01" + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=False)
        ]
        if len(level) % 2:
            paired.append(level[-1])
        level = paired
    return level[0] if level else EMPTY_ROOT


def proves_inclusion(
    *, index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes
) -> bool:
    """Say whether `path` proves that the tree of `size` has `leaf` at `index` (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last = index, size - 1
    reached = leaf
    for sibling in path:
        if last == 0:
            return False
        if position % 2 or position == last:
            reached = node_hash(sibling, reached)
            position, last = _above_left_edge(position, last)
        else:
            reached = node_hash(reached, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and reached == root


def proves_consistency(
    *, old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Say whether `proof` proves that the tree of `size` extends that of `old_size` (2.1.4.2).

    The cases the RFC leaves out: every tree extends the empty one and itself, by an empty proof.
    """
    if not 0 <= old_size <= size:
        return False
    if old_size == 0:
        is_empty_again = size == 0 and root != EMPTY_ROOT
        return not proof and old_root == EMPTY_ROOT and not is_empty_again
    if old_size == size:
        return not proof and old_root == root
    return _leads_to_both_roots(old_size, old_root, size, root, proof)


def _leads_to_both_roots(
    old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    if not proof:
        return False
    # The old tree is a whole subtree of the new one: its root is the first hash, left unsaid.
    hashes = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    position, last = old_size - 1, size - 1
    while position % 2:
        position, last = position >> 1, last >> 1
    old_reached = reached = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if position % 2 or position == last:
            old_reached = node_hash(sibling, old_reached)
            reached = node_hash(sibling, reached)
            position, last = _above_left_edge(position, last)
        else:
            reached = node_hash(reached, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and old_reached == old_root and reached == root


def _above_left_edge(position: int, last: int) -> tuple[int, int]:
    """Climb while the node is a left child without a sibling: it stands for its parent."""
    while position and position % 2 == 0:
        position, last = position >> 1, last >> 1
    return position, last
