"""A tree grows without being held, and its tiles are those of C2SP tlog-tiles."""

from hypothesis import given
from hypothesis import strategies as st

from dadkhah.evidence.tlog.merkle import EMPTY_ROOT, leaf_hash, root_of
from dadkhah.evidence.tlog.tree_edge import TreeEdge

LEAVES = [leaf_hash(b"%d" % i) for i in range(70_000)]


def test_a_new_tree_is_empty():
    assert TreeEdge().root() == EMPTY_ROOT
    assert TreeEdge().partial_tiles() == []


@given(st.lists(st.integers(0, 300), max_size=6))
def test_for_any_batches_the_root_is_that_of_all_leaves_at_once(batches):
    edge, size = TreeEdge(), 0
    for count in batches:
        edge.add(LEAVES[size : size + count])
        size += count

    assert edge.size == size
    assert edge.root() == root_of(LEAVES[:size])


def test_seventy_thousand_entries_have_the_tiles_of_the_specification():
    """The example of tlog-tiles: 273 full tiles, 112 hashes; one full, 17; one of width 1."""
    edge = TreeEdge()
    full = edge.add(LEAVES)

    assert [sum(tile.level == level for tile in full) for level in range(3)] == [273, 1, 0]
    widths = [(tile.level, tile.index, len(tile.hashes)) for tile in edge.partial_tiles()]
    assert widths == [(0, 273, 112), (1, 1, 17), (2, 0, 1)]
    assert edge.root() == root_of(LEAVES)


def test_a_full_tile_stands_above_as_one_hash():
    edge = TreeEdge()
    [tile] = edge.add(LEAVES[:256])

    assert tile.hashes == LEAVES[:256]
    [above] = edge.partial_tiles()
    assert (above.level, above.index, above.hashes) == (1, 0, (root_of(LEAVES[:256]),))


def test_a_copy_grows_apart():
    edge = TreeEdge()
    edge.add(LEAVES[:5])
    copy = edge.copy()
    copy.add(LEAVES[5:9])

    assert edge.root() == root_of(LEAVES[:5])
    assert copy.root() == root_of(LEAVES[:9])
