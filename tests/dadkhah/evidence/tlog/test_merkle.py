"""A root stands for one list of entries, and a proof proves nothing else.

The grids have the shape of transparency-dev/merkle's testdata (inclusion, consistency); the values
are our own.
"""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tlog_scales.tlog import (
    ConsistencyProof,
    ConsistencyProofInvalid,
    InclusionProof,
    InclusionProofInvalid,
)

from dadkhah.evidence.tlog.merkle import (
    EMPTY_ROOT,
    leaf_hash,
    node_hash,
    proves_consistency,
    proves_inclusion,
    root_of,
)
from dadkhah.evidence.tlog.proofs import consistency_proof, inclusion_proof, root_between_in

# Known to every implementation of RFC 6962: certificate-transparency's and Go's tests hold them.
KNOWN_LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
KNOWN_LEAVES.append("606162636465666768696a6b6c6d6e6f")
KNOWN_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(f"leaf {i}".encode()) for i in range(300)]
BETWEEN = root_between_in(LEAVES)
SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100, 255, 256, 257, 300]
OTHER = leaf_hash(b"another")


def root_at(size):
    return root_of(LEAVES[:size])


def included(index, size, /, **changed):
    case = {
        "index": index,
        "size": size,
        "leaf": LEAVES[index],
        "path": inclusion_proof(index, size, BETWEEN),
        "root": root_at(size),
    }
    return proves_inclusion(**case | changed)


def consistent(old_size, size, /, **changed):
    case = {
        "old_size": old_size,
        "old_root": root_at(old_size),
        "size": size,
        "root": root_at(size),
        "proof": consistency_proof(old_size, size, BETWEEN),
    }
    return proves_consistency(**case | changed)


def twisted(proof):
    """Every way of the published suites to spoil a proof without changing what it is about."""
    yield "a hash too many", [*proof, OTHER]
    yield "an empty hash too many", [*proof, b""]
    yield "a hash before it", [OTHER, *proof]
    yield "the first hash twice", [*proof[:1], *proof] if proof else [OTHER, OTHER]
    for i in range(len(proof)):
        yield f"without hash {i}", [*proof[:i], *proof[i + 1 :]]
        yield f"hash {i} replaced", [*proof[:i], OTHER, *proof[i + 1 :]]
        yield (
            f"a bit of hash {i}",
            [
                *proof[:i],
                bytes([proof[i][0] ^ 1]) + proof[i][1:],
                *proof[i + 1 :],
            ],
        )
    if len(set(proof)) > 1:
        yield "backwards", list(reversed(proof))


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_those_every_implementation_knows(size):
    leaves = [leaf_hash(bytes.fromhex(leaf)) for leaf in KNOWN_LEAVES[:size]]

    assert root_of(leaves).hex() == KNOWN_ROOTS[size - 1]


def test_a_log_without_entries_has_the_hash_of_nothing_as_root():
    assert root_of([]) == EMPTY_ROOT
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_an_entry_cannot_be_passed_off_as_a_node():
    left, right = LEAVES[:2]

    assert leaf_hash(left + right) != node_hash(left, right)


def test_every_entry_of_every_size_is_proven_to_be_included():
    assert all(included(index, size) for size in SIZES for index in range(size))


def test_a_spoilt_inclusion_proof_proves_nothing():
    for size, index in product(SIZES, [0, 1, 2, 6, 254, 255, 256]):
        if index < size:
            path = list(inclusion_proof(index, size, BETWEEN))
            for how, spoilt in twisted(path):
                assert not included(index, size, path=spoilt), (index, size, how)


def test_an_inclusion_proof_is_about_one_index_size_leaf_and_root():
    for size in SIZES[1:]:
        for index in (0, size // 2, size - 1):
            assert not included(index, size, leaf=OTHER)
            assert not included(index, size, leaf=b"")
            assert not included(index, size, root=OTHER)
            assert not included(index, size, root=EMPTY_ROOT)
            assert not included(index, size, index=index ^ 1)
            assert not included(index, size, index=index + size)
            assert not included(index, size, index=-1)


@pytest.mark.parametrize("index", [0, 1, 5])
def test_nothing_is_included_in_an_empty_log(index):
    assert not included(index, 8, size=0)
    assert not included(index, 8, size=0, path=(), root=EMPTY_ROOT)
    assert not included(index, 8, size=0, path=(), root=LEAVES[index])


def test_an_index_at_or_beyond_the_size_is_not_included():
    assert not included(0, 1, index=1)
    assert not included(3, 4, index=4)
    assert not included(3, 4, index=2**63)


def test_every_log_is_proven_to_extend_every_earlier_one():
    assert all(consistent(old_size, size) for size in SIZES for old_size in range(size + 1))


def test_a_spoilt_consistency_proof_proves_nothing():
    for old_size, size in product(SIZES, SIZES):
        if old_size <= size:
            proof = list(consistency_proof(old_size, size, BETWEEN))
            for how, spoilt in twisted(proof):
                assert not consistent(old_size, size, proof=spoilt), (old_size, size, how)


def test_a_consistency_proof_is_about_two_sizes_and_two_roots():
    for old_size, size in [(1, 2), (2, 3), (3, 8), (4, 8), (7, 100), (128, 256), (255, 300)]:
        assert not consistent(old_size, size, old_root=OTHER)
        assert not consistent(old_size, size, root=OTHER)
        assert not consistent(old_size, size, old_root=root_at(size), root=root_at(old_size))
        assert not consistent(old_size, size, old_size=old_size + 1)
        assert not consistent(old_size, size, old_size=size, size=old_size)
        assert not consistent(old_size, size, proof=())
        assert not consistent(old_size, size, old_size=0)
        assert not consistent(old_size, size, old_size=-1)


@pytest.mark.parametrize("size", [1, 2, 100])
def test_every_log_extends_the_empty_one_whose_root_must_be_right(size):
    assert consistent(0, size)
    assert not consistent(0, size, old_root=OTHER)
    assert not consistent(0, size, old_root=root_at(size))
    assert not consistent(0, size, proof=[EMPTY_ROOT])


def test_two_empty_logs_are_the_same_only_with_the_root_of_nothing():
    assert consistent(0, 0)
    assert not consistent(0, 0, root=OTHER)
    assert not consistent(0, 0, old_root=OTHER)
    assert not consistent(0, 0, old_root=OTHER, root=OTHER)
    assert not consistent(0, 0, proof=[OTHER])


@pytest.mark.parametrize("size", [1, 3, 8])
def test_a_log_extends_itself_by_an_empty_proof(size):
    assert consistent(size, size)
    assert not consistent(size, size, proof=[root_at(size)])
    assert not consistent(size, size, old_root=OTHER)
    assert not consistent(size, size, old_root=OTHER, root=root_at(size))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 5), (7, 3)])
def test_there_is_no_proof_for_an_entry_that_is_not_there(index, size):
    with pytest.raises(IndexError, match=f"no entry {index} in a log of {size}"):
        inclusion_proof(index, size, BETWEEN)


@pytest.mark.parametrize(("old_size", "size"), [(2, 1), (-1, 3)])
def test_there_is_no_proof_that_a_log_shrank(old_size, size):
    with pytest.raises(IndexError, match="cannot extend"):
        consistency_proof(old_size, size, BETWEEN)


hashes = st.binary(min_size=32, max_size=32)


@given(st.lists(hashes, min_size=1, max_size=70), st.data())
def test_for_any_tree_a_second_implementation_accepts_our_proofs(leaves, drawn):
    size = drawn.draw(st.integers(1, len(leaves)))
    index, old_size = drawn.draw(st.integers(0, size - 1)), drawn.draw(st.integers(0, size))
    between = root_between_in(leaves)
    root = root_of(leaves[:size])

    path = inclusion_proof(index, size, between)
    InclusionProof(index, size, list(path)).check(leaves[index], root)
    proof = consistency_proof(old_size, size, between)
    ConsistencyProof(old_size, size, list(proof)).check(root_of(leaves[:old_size]), root)


@given(st.integers(0, 40), st.integers(1, 40), st.lists(st.sampled_from(LEAVES[:6]), max_size=6))
def test_for_any_path_we_and_a_second_implementation_agree(index, size, path):
    root = root_at(size)
    try:
        InclusionProof(index, size, path).check(LEAVES[0], root)
        theirs = True
    except InclusionProofInvalid:
        theirs = False

    ours = proves_inclusion(index=index, size=size, leaf=LEAVES[0], path=path, root=root)
    assert ours is theirs


@given(st.integers(1, 40), st.integers(1, 40), st.lists(st.sampled_from(LEAVES[:6]), max_size=6))
def test_for_any_consistency_proof_we_and_a_second_implementation_agree(old_size, size, proof):
    old_root, root = root_at(old_size), root_at(size)
    try:
        ConsistencyProof(old_size, size, proof).check(old_root, root)
        theirs = True
    except ConsistencyProofInvalid:
        theirs = False

    ours = proves_consistency(
        old_size=old_size, old_root=old_root, size=size, root=root, proof=proof
    )
    assert ours is theirs
