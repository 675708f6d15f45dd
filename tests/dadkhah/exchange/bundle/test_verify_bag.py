"""Attacks on the files of a bundle."""

import os
import shutil
import unicodedata
from contextlib import contextmanager

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dadkhah.exchange import verify


def every_file(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@contextmanager
def changed(path, content):
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(before)


def test_bagit_accepts_the_bag(genuine):
    bagit.Bag(str(genuine)).validate()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(choice=st.data())
def test_for_any_byte_of_any_file_a_change_is_detected(forger, choice):
    name = choice.draw(st.sampled_from(every_file(forger.folder)))
    content = bytearray((forger.folder / name).read_bytes())
    position = choice.draw(st.integers(0, len(content) - 1))
    content[position] ^= choice.draw(st.integers(1, 255))
    with changed(forger.folder / name, bytes(content)):
        assert forger.verdict().exit == 1


def test_in_every_file_a_changed_first_middle_and_last_byte_is_detected(forger):
    for name in every_file(forger.folder):
        content = (forger.folder / name).read_bytes()
        for position in {0, len(content) // 2, len(content) - 1}:
            hurt = bytearray(content)
            hurt[position] ^= 1
            with changed(forger.folder / name, bytes(hurt)):
                assert forger.verdict().exit == 1, (name, position)


def test_in_every_file_a_change_is_detected_even_when_the_lists_are_made_right(forger):
    for name in every_file(forger.folder):
        content = (forger.folder / name).read_bytes()
        hurt = bytearray(content)
        hurt[len(content) // 2] ^= 1
        with changed(forger.folder / name, bytes(hurt)):
            if not name.startswith(("manifest", "tagmanifest")):
                forger.relist()
            assert forger.verdict().exit == 1, name
        forger.relist()
    assert forger.verdict().exit == 0


def test_every_file_that_is_taken_away_is_missed(forger):
    for name in every_file(forger.folder):
        path = forger.folder / name
        path.rename(forger.folder.parent / "taken")
        if not name.startswith(("manifest", "tagmanifest")):
            forger.relist()
        assert forger.verdict().exit == 1, name
        (forger.folder.parent / "taken").rename(path)
        forger.relist()


@pytest.mark.parametrize("name", [
    "extra.txt", "manifest-sha256.txt2", "data/extra.txt", "data/exhibits/E-001/second.txt",
    "data/log/extra", "notes/x",
    "data/release/more.txt", "data/filing/appendix.pdf", "data/records/act.txt", "fetch.txt",
    ".DS_Store", "data/proofs/x", "data/anchors/x.tsr",
])  # fmt: skip
@pytest.mark.parametrize("relisted", [False, True])
def test_a_file_that_is_added_is_detected(forger, name, relisted):
    forger.write(name, b"added\n")
    if relisted:
        forger.relist()

    assert forger.verdict().exit == 1


def test_an_extra_file_under_a_log_is_detected_though_the_release_cannot_list_it(forger, house):
    for name, content in (
        ("tile/0/002", b"added\n"), ("tile/0/001.p/1", b""), ("tile/1/000.p/1", bytes(32)),
    ):  # fmt: skip
        forger.write(f"data/log/{house.key.device}/{name}", content)
        forger.relist()
        assert forger.verdict().says("the hashes here") or forger.verdict().says("no part of a log")
        (forger.folder / "data/log" / house.key.device / name).unlink()


def test_an_empty_folder_is_detected(forger):
    (forger.folder / "data/exhibits/E-009").mkdir()

    assert forger.verdict().says("an empty folder")


@pytest.mark.parametrize("name", [
    "../outside.txt", "/etc/passwd", "data/../../outside.txt", "data/./x", "data//x", "C:/x",
    "data\\..\\..\\x", "..", "data/x\x1b[2J", "data/\u2028x", "data/x ", "~",
])  # fmt: skip
def test_a_list_that_names_a_path_outside_the_folder_is_refused(forger, name):
    (forger.folder.parent / "outside.txt").write_text("outside\n")
    digest = "0" * 64
    forger.write("manifest-sha256.txt", forger.read("manifest-sha256.txt")
                 + f"{digest}  {name}\n".encode())  # fmt: skip
    verdict = forger.verdict()

    assert verdict.exit == 1
    assert all("outside\n" not in reason for _, _, reason in verdict.items)


@pytest.mark.parametrize("target", ["file", "folder", "broken"])
def test_a_link_is_refused_and_never_followed(forger, target):
    outside = forger.folder.parent / "outside"
    outside.mkdir()
    (outside / "card.txt").write_bytes(b"x")
    link = forger.folder / "data/exhibits/E-001/link"
    link.symlink_to({"file": outside / "card.txt", "folder": outside, "broken": "nowhere"}[target])
    verdict = forger.verdict()

    assert verdict.says("a link or a device: neither a file nor a folder")


def test_an_exhibit_replaced_by_a_link_to_the_same_bytes_is_refused(forger):
    (path,) = (forger.folder / "data/exhibits/E-001").iterdir()
    outside = forger.folder.parent / "same"
    shutil.move(path, outside)
    path.symlink_to(outside)

    assert forger.verdict().exit == 1


def test_a_named_pipe_is_refused_without_reading_it(forger):
    os.mkfifo(forger.folder / "data/pipe")

    assert forger.verdict().says("a link or a device: neither a file nor a folder")


@pytest.mark.parametrize("twin", [
    ("data/exhibits/E-001/é.txt", unicodedata.normalize("NFD", "data/exhibits/E-001/é.txt")),
    ("data/exhibits/E-001/a.txt", "data/exhibits/E-001/A.TXT"),
    ("data/exhibits/E-001/straße", "data/exhibits/E-001/STRASSE"),
])  # fmt: skip
def test_twins_are_refused(forger, twin):
    for name in twin:
        forger.write(name, name.encode())
    forger.relist()

    assert forger.verdict().says("a twin: the name of another file")


@pytest.mark.parametrize("line", [
    "{hash}  {name}", "{HASH}  {other}", "{hash} *{other}", "{hash}\t{other}", "{hash}", "",
])  # fmt: skip
def test_a_list_with_a_line_out_of_order_is_refused(forger, line):
    first = forger.read("manifest-sha256.txt").decode().splitlines()[0]
    digest, name = first.split("  ")
    added = line.format(hash=digest, HASH="A" * 64, name=name, other="data/other")
    forger.write("manifest-sha256.txt", forger.read("manifest-sha256.txt") + f"{added}\n".encode())

    assert forger.verdict().exit == 1


@pytest.mark.parametrize("name", ["bagit.txt", "bag-info.txt"])
def test_the_declaration_of_the_bag_is_fixed_by_the_release(forger, name):
    forger.write(name, forger.read(name) + b"Note: from others\n")
    forger.relist()

    assert forger.verdict().says(f"{name}: its bytes are not those listed in data/release")


def test_names_and_values_cannot_drive_the_terminal(forger):
    forger.write("data/exhibits/\u202ereversed\u200f", b"x")
    line = b'{"id": "act/\\u001b[2J\\u001b]0;owned\\u0007", "device": "x", "entry": 0}\n'
    forger.write("data/records/act.jsonl", line)
    forger.relist()
    result = forger.run()

    assert result.returncode == 1
    assert not set("\x1b\x07\u202e\u200f") & set(result.stdout)
    assert "\\u001b[2J" in result.stdout


def test_a_file_of_many_gigabytes_is_not_read_as_a_whole(forger):
    with (forger.folder / "data/filing/communication.json").open("r+b") as stream:
        stream.truncate(verify.LARGEST + 1)
    assert forger.verdict().says("which none needs")
