"""Whatever is changed in a log, the check says so and names the place; no secret is needed."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.custody.log_check import check_log
from dadkhah.evidence.tlog.checkpoint import sign_checkpoint
from dadkhah.evidence.tlog.merkle import leaf_hash, root_of
from dadkhah.evidence.tlog.tiles import join_entries, split_entries

from .conftest import Device

KEPT = (1, 256)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A log of 600 entries with two kept heads and a narrower tile that was left."""
    device = Device(tmp_path_factory.mktemp("sound"))
    device.create(1)
    with device.open() as log:
        log.keep_checkpoint()
        log.append(device.entries(1, 255))
        log.keep_checkpoint()
        log.append(device.entries(256, 344))
    tile = (device.folder / "tile/0/002.p/88").read_bytes()
    (device.folder / "tile/0/002.p/7").write_bytes(tile[: 7 * 32])
    return device


@pytest.fixture
def folder(sound, tmp_path):
    copy = tmp_path / sound.key.device
    shutil.copytree(sound.folder, copy)
    return copy


@pytest.fixture
def check(sound, folder):
    """The problems of the folder, as pairs of code and subject."""
    return lambda: [(p.code, p.subject) for p in check_log(folder, sound.key.vkey)]


def edit_bundle(folder, path, edit):
    entries = split_entries((folder / path).read_bytes())
    (folder / path).write_bytes(join_entries(edit(entries)))


def rebuilt_like(folder, entries, key):
    """Write a whole log of these entries with `key`, as a forger would."""
    home = folder.parent / "forger"
    shutil.rmtree(home, ignore_errors=True)
    with CustodyLog.create(home / "log", key) as log:
        log.append(entries)
    return log.folder


def test_a_sound_log_has_no_problems(check):
    assert check() == []


def test_every_file_with_one_bit_changed_is_named(folder, check):
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) == 12
    for file in files:
        path = file.relative_to(folder).as_posix()
        good = file.read_bytes()
        for position in {0, len(good) // 2, len(good) - 1}:
            bad = bytearray(good)
            bad[position] ^= 1
            file.write_bytes(bad)
            problems = check()
            assert problems, (path, position)
            if not path.startswith("tile/entries"):
                assert path in {subject for _, subject in problems}, (path, position, problems)
        file.write_bytes(good)
    assert check() == []


@given(st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_for_any_bytes_put_into_any_file_it_shows(folder, check, drawn):
    file = drawn.draw(st.sampled_from(sorted(p for p in folder.rglob("*") if p.is_file())))
    good = file.read_bytes()
    start = drawn.draw(st.integers(0, len(good)))
    stop = drawn.draw(st.integers(start, min(start + 70, len(good))))
    bad = good[:start] + drawn.draw(st.binary(max_size=70)) + good[stop:]
    file.write_bytes(bad)
    try:
        assert bool(check()) is (bad != good)
    finally:
        file.write_bytes(good)


def test_every_file_removed_is_named(folder, check):
    for file in [path for path in folder.rglob("*") if path.is_file()]:
        path = file.relative_to(folder).as_posix()
        if path.startswith("checkpoints/") or path == "tile/0/002.p/7":
            continue  # nothing says that these must be there
        good = file.read_bytes()
        file.unlink()
        assert path in {subject for _, subject in check()}, path
        file.write_bytes(good)


@pytest.mark.parametrize("kind", ["000", "001", "002.p/88"])
def test_a_changed_entry_is_named_by_its_number(folder, check, kind):
    first = int(kind[:3]) * 256
    path = f"tile/entries/{kind}"
    edit_bundle(folder, path, lambda entries: [*entries[:5], b"entry X", *entries[6:]])

    assert check() == [("entry-changed", f"entry {first + 5}")]


def test_neighbouring_changed_entries_are_named_together(folder, check):
    changed = {2, 3, 4, 9}
    edit_bundle(
        folder,
        "tile/entries/001",
        lambda entries: [b"x%d" % i if i in changed else e for i, e in enumerate(entries)],
    )

    assert check() == [("entry-changed", "entries 258-260"), ("entry-changed", "entry 265")]


@pytest.mark.parametrize("position", [0, 5, 87])
def test_a_removed_entry_is_named(folder, check, position):
    edit_bundle(folder, "tile/entries/002.p/88", lambda e: e[:position] + e[position + 1 :])

    assert check() == [("entry-removed", f"entry {512 + position}")]


@pytest.mark.parametrize("position", [0, 5, 88])
def test_an_added_entry_is_named(folder, check, position):
    edit_bundle(folder, "tile/entries/002.p/88", lambda e: [*e[:position], b"new", *e[position:]])

    assert check() == [("entry-added", f"entry {512 + position}")]


def test_an_entry_that_stands_twice_is_named(folder, check):
    edit_bundle(folder, "tile/entries/002.p/88", lambda entries: [*entries, entries[0]])

    assert ("entry-added", "entry 600") in check()


def test_reordered_entries_are_named(folder, check):
    edit_bundle(folder, "tile/entries/000", lambda e: [e[1], e[0], *e[2:255], e[255]])

    assert check() == [("entry-reordered", "entries 0-1")]


def test_entries_exchanged_between_bundles_are_named(folder, check):
    first = split_entries((folder / "tile/entries/000").read_bytes())
    second = split_entries((folder / "tile/entries/001").read_bytes())
    edit_bundle(folder, "tile/entries/000", lambda e: [second[0], *e[1:]])
    edit_bundle(folder, "tile/entries/001", lambda e: [first[0], *e[1:]])

    assert check() == [("entry-changed", "entry 0"), ("entry-changed", "entry 256")]


def test_an_entry_replaced_and_one_removed_are_both_named(folder, check):
    edit_bundle(folder, "tile/entries/002.p/88", lambda entries: [b"x", *entries[1:87]])

    assert check() == [("entry-changed", "entry 512"), ("entry-changed", "entry 599")]


def test_bytes_after_the_last_entry_are_named(folder, check):
    path = folder / "tile/entries/002.p/88"
    path.write_bytes(path.read_bytes() + b"\0\x50hidden")

    assert check() == [("bytes-added", "tile/entries/002.p/88")]


@pytest.mark.parametrize(
    "path",
    [
        "note.txt",
        "checkpoint.new",
        "tile/note.txt",
        "tile/0/003",
        "tile/0/002.p/89",
        "tile/0/002",
        "tile/2/000.p/1",
        "tile/entries/002",
        "tile/entries/x001/000",
        "tile/data/000",
        "checkpoints/note/txt",
    ],
)
def test_an_added_file_is_named(folder, check, path):
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(b"")

    assert ("file-added", path) in check()


def test_a_link_is_no_file_of_the_log_whatever_it_leads_to(folder, check):
    (folder / "tile/0/004").symlink_to("/nowhere")
    shutil.move(folder / "tile/0/000", folder.parent / "elsewhere")
    (folder / "tile/0/000").symlink_to(folder.parent / "elsewhere")

    assert check() == [("not-a-file", "tile/0/000"), ("not-a-file", "tile/0/004")]


@pytest.mark.parametrize("path", ["tile/0/000", "tile/entries/000", "checkpoint", "vkey"])
def test_a_folder_in_place_of_a_file_is_a_missing_file(folder, check, path):
    (folder / path).unlink()
    (folder / path).mkdir()

    assert path in {subject for _, subject in check()}


@pytest.mark.parametrize(
    "content", [b"", b"short", b"x" * 32 * 256], ids=["empty", "short", "wrong"]
)
@pytest.mark.parametrize("path", ["tile/0/000", "tile/1/000.p/2"])
def test_a_bad_tile_is_named_and_the_entries_are_not_blamed(folder, check, path, content):
    (folder / path).write_bytes(content)

    assert check()[0] == ("tile-changed", path)
    assert {code for code, _ in check()} <= {
        "tile-changed",
        "kept-head-inconsistent",
        "kept-head-not-valid",
    }


def test_a_tile_that_is_too_long_is_named(folder, check):
    path = folder / "tile/0/001"
    path.write_bytes(path.read_bytes() + b"x" * 32)

    assert check() == [("tile-changed", "tile/0/001")]


def test_a_narrower_tile_that_is_not_its_beginning_is_named(folder, check):
    (folder / "tile/0/002.p/7").write_bytes(b"x" * 7 * 32)

    assert check() == [("tile-changed", "tile/0/002.p/7")]


def test_a_narrower_tile_without_the_wider_one_does_not_hide_that_it_is_missing(folder, check):
    (folder / "tile/0/002.p/88").unlink()

    assert check() == [("tile-missing", "tile/0/002.p/88")]


def test_a_tile_and_its_entries_missing_together_are_both_named(folder, check):
    (folder / "tile/0/001").unlink()
    (folder / "tile/entries/001").unlink()

    problems = check()
    assert ("head-mismatch", "checkpoint") in problems
    assert ("bundle-missing", "tile/entries/001") in problems
    assert ("file-added", "tile/0/001") not in problems


def test_an_entry_changed_together_with_its_tile_does_not_give_the_head(folder, check):
    edit_bundle(folder, "tile/entries/000", lambda entries: [b"another", *entries[1:]])
    tile = (folder / "tile/0/000").read_bytes()
    (folder / "tile/0/000").write_bytes(leaf_hash(b"another") + tile[32:])

    problems = check()
    assert problems[0] == ("head-mismatch", "checkpoint")
    assert ("tile-changed", "tile/1/000.p/2") in problems


def test_a_log_rewritten_from_end_to_end_does_not_give_the_head(sound, folder, check):
    other = DeviceKey.create(folder.parent / "other")
    forged = rebuilt_like(folder, [b"another %d" % i for i in range(600)], other)
    shutil.rmtree(folder / "tile")
    shutil.copytree(forged / "tile", folder / "tile")

    assert ("head-mismatch", "checkpoint") in check()
    assert ("kept-head-inconsistent", "checkpoints/256") in check()


def test_a_head_of_another_log_is_refused(sound, folder, check):
    other = DeviceKey.create(folder.parent / "other")
    forged = rebuilt_like(folder, Device.entries(0, 600), other)
    shutil.copy(forged / "checkpoint", folder / "checkpoint")

    assert check() == [("head-not-valid", "checkpoint")]


def test_a_log_put_in_place_of_another_is_refused_by_the_key(sound, folder, check):
    other = DeviceKey.create(folder.parent / "other")
    forged = rebuilt_like(folder, Device.entries(0, 600), other)
    shutil.rmtree(folder)
    shutil.copytree(forged, folder)

    assert check() == [("key-differs", "vkey"), ("head-not-valid", "checkpoint")]
    by_its_own_key = [p.code for p in check_log(folder, other.vkey)]
    assert by_its_own_key == ["name-differs"]


def test_an_older_head_of_the_same_log_is_noticed_by_what_lies_beyond(folder, check):
    shutil.copy(folder / "checkpoints" / "256", folder / "checkpoint")

    problems = check()
    assert ("file-added", "tile/0/001") in problems
    assert {code for code, _ in problems} == {"file-added", "tile-missing"}


def test_entries_cut_from_the_end_are_noticed_by_a_kept_head(sound, folder, check):
    shutil.copy(folder / "checkpoints" / "1", folder / "checkpoint")
    shutil.rmtree(folder / "tile")
    for path, content in {
        "tile/0/000.p/1": leaf_hash(b"entry 0"),
        "tile/entries/000.p/1": join_entries([b"entry 0"]),
    }.items():
        (folder / path).parent.mkdir(parents=True)
        (folder / path).write_bytes(content)

    assert check() == [("kept-head-ahead", "checkpoints/256")]


def test_a_kept_head_under_the_name_of_another_is_named(folder, check):
    shutil.copy(folder / "checkpoints" / "256", folder / "checkpoints" / "300")

    assert check() == [("kept-head-not-valid", "checkpoints/300")]


def test_a_second_head_of_the_same_size_is_a_fork(sound, folder, check):
    """The key's holder signed two heads of 256 entries: a split view."""
    key = sound.key
    root = root_of([leaf_hash(b"another %d" % i) for i in range(256)])
    second = sign_checkpoint(size=256, root=root, key=key.vkey, sign=key.sign)
    (folder / "checkpoints" / "256").write_bytes(second.signed)

    assert check() == [("kept-head-inconsistent", "checkpoints/256")]


def test_the_wrong_key_in_the_folder_is_named(folder, check):
    other = DeviceKey.create(folder.parent / "other")
    (folder / "vkey").write_text(other.vkey.text)
    assert check() == [("key-differs", "vkey")]
    (folder / "vkey").write_text("no key")
    assert check() == [("key-differs", "vkey")]
    (folder / "vkey").unlink()
    assert check() == [("key-missing", "vkey")]


def test_every_problem_is_a_sentence(sound, folder):
    edit_bundle(folder, "tile/entries/000", lambda entries: entries[1:])
    edit_bundle(folder, "tile/entries/001", lambda entries: [b"x", b"y", *entries[2:]])
    (folder / "note.txt").touch()

    messages = [problem.message for problem in check_log(folder, sound.key.vkey)]
    assert messages[:2] == [
        "Entry 0 in tile/entries/000 was removed.",
        "Entries 256-257 in tile/entries/001 were changed.",
    ]
    assert len(messages) == 3
    assert messages[2].startswith("The signed head does not cover this file")
