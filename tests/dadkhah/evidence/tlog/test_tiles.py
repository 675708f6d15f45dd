"""The files of a log have the names and contents of C2SP tlog-tiles, each in one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tlog_scales import tiles as second_implementation

from dadkhah.errors import LogDamaged
from dadkhah.evidence.tlog.tile_folder import TileFolder
from dadkhah.evidence.tlog.tiles import (
    ENTRIES,
    TileName,
    join_entries,
    levels_of,
    read_tile_path,
    split_entries,
    split_hashes,
    tile_names,
)


def test_the_example_of_the_specification():
    assert TileName(0, 1234067).path == "tile/0/x001/x234/067"
    assert TileName(0, 273, 112).path == "tile/0/273.p/112"


@given(st.integers(ENTRIES, 63), st.integers(0, 2**40), st.integers(1, 256))
def test_for_any_tile_the_path_is_read_back_and_a_second_implementation_agrees(level, index, width):
    name = TileName(level, index, width)
    theirs = second_implementation.tile_path(level, index, width % 256)

    assert read_tile_path(name.path) == name
    assert name.path == "/".join(theirs)


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/1",
        "tile/0/0001",
        "tile/0/x000/001",
        "tile/00/001",
        "tile/64/001",
        "tile/-1/001",
        "tile/data/001",
        "tile/0/001.p/0",
        "tile/0/001.p/256",
        "tile/0/001.p/07",
        "tile/0/001.p",
        "tile/0/001/",
        "tile/0/x001",
        "tile/0/001.new",
        "/tile/0/001",
        "tile/0/٠٠١",
        "",
    ],
)
def test_a_second_spelling_of_a_tile_is_no_tile(path):
    assert read_tile_path(path) is None


def test_a_log_of_a_size_has_these_tiles():
    assert list(levels_of(0)) == []
    assert [list(levels_of(size))[-1] for size in (1, 255, 256, 65535, 65536)] == [0, 0, 1, 1, 2]
    assert list(tile_names(ENTRIES, 0)) == []
    assert list(tile_names(0, 256)) == [TileName(0, 0)]
    assert list(tile_names(ENTRIES, 257)) == [TileName(ENTRIES, 0), TileName(ENTRIES, 1, 1)]
    assert list(tile_names(1, 257)) == [TileName(1, 0, 1)]


def test_a_tile_is_beyond_a_log_superseded_by_it_or_its_own():
    size = 300
    kinds = {
        TileName(0, 0): (False, False),
        TileName(0, 1, 44): (False, False),
        TileName(0, 1, 45): (True, False),
        TileName(0, 1): (True, False),
        TileName(0, 2, 1): (True, False),
        TileName(0, 1, 43): (False, True),
        TileName(0, 0, 255): (False, True),
        TileName(1, 0, 1): (False, False),
        TileName(1, 0, 2): (True, False),
        TileName(2, 0, 1): (True, False),
    }

    assert kinds == {name: (name.is_beyond(size), name.is_superseded(size)) for name in kinds}


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_for_any_entries_a_bundle_is_split_as_it_was_joined(entries):
    bundle = join_entries(entries)

    assert split_entries(bundle) == entries
    for cut in range(1, min(len(bundle), 40)):
        assert split_entries(bundle[:-cut]) == entries[: len(split_entries(bundle[:-cut]))]
        assert len(split_entries(bundle[:-cut])) < len(entries)


def test_a_bundle_holds_the_longest_entry():
    longest = b"x" * 65535

    assert split_entries(join_entries([longest, b"", b"y"])) == [longest, b"", b"y"]


def test_half_a_hash_is_no_hash():
    assert split_hashes(b"a" * 63) == [b"a" * 32]
    assert split_hashes(b"") == []


def test_a_narrower_tile_is_cut_from_a_wider_or_the_full_one(tmp_path):
    hashes = [bytes([i]) * 32 for i in range(256)]
    partials = tmp_path / "tile" / "0" / "000.p"
    partials.mkdir(parents=True)
    (partials / "not-a-width").touch()
    (partials / "9").write_bytes(b"".join(hashes[:9]))
    (partials / "5").write_bytes(b"".join(hashes[:5]))

    assert TileFolder(tmp_path).hashes(TileName(0, 0, 7)) == tuple(hashes[:7])
    with pytest.raises(LogDamaged, match=r"000\.p/10 is missing"):
        TileFolder(tmp_path).hashes(TileName(0, 0, 10))
    (tmp_path / "tile" / "0" / "000").write_bytes(b"".join(hashes))
    assert TileFolder(tmp_path).hashes(TileName(0, 0, 10)) == tuple(hashes[:10])


def test_a_tile_that_is_too_short_is_damage(tmp_path):
    (tmp_path / "tile" / "entries" / "000.p").mkdir(parents=True)
    (tmp_path / "tile" / "0" / "000.p").mkdir(parents=True)
    (tmp_path / TileName(ENTRIES, 0, 3).path).write_bytes(join_entries([b"a", b"b"]))
    (tmp_path / TileName(0, 0, 3).path).write_bytes(b"a" * 95)

    with pytest.raises(LogDamaged, match="holds 2 entries of 3"):
        TileFolder(tmp_path).entries(TileName(ENTRIES, 0, 3))
    with pytest.raises(LogDamaged, match="holds 2 hashes of 3"):
        TileFolder(tmp_path).hashes(TileName(0, 0, 3))
