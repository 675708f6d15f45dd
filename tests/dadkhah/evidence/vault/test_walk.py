"""Every name under a folder is received or refused by name, in one order."""

import os
import socket
import stat
from pathlib import Path

import pytest

from dadkhah.evidence.vault import Arrival, NotReceived
from dadkhah.evidence.vault.walk import refusal, walk


def names(outcomes):
    return [
        (one.path, one.reason) if isinstance(one, NotReceived) else one.path for one in outcomes
    ]


def test_files_come_in_the_order_of_their_names_bytes(tmp_path):
    for name in ("b/2", "b/10", "a", "c/é", "c/z", "b/.hidden"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(b"")

    assert names(walk([tmp_path / "in"], source="S-1")) == [
        "in/a",
        "in/b/.hidden",
        "in/b/10",
        "in/b/2",
        "in/c/z",
        "in/c/é",
    ]


def test_an_arrival_carries_its_source_and_where_it_lies(tmp_path):
    (tmp_path / "x").write_bytes(b"")

    (arrival,) = walk([tmp_path / "x"], source="S-1")

    assert arrival == Arrival(str(tmp_path / "x"), "x", "S-1")


def test_a_relative_path_is_named_by_its_last_part(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x").write_bytes(b"")
    monkeypatch.chdir(tmp_path / "in")

    assert names(walk([Path()], source="S-1")) == ["in/x"]


def test_links_and_special_files_are_refused_by_name(tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("sock")
        outcomes = names(walk([tmp_path, Path("/dev/null")], source="S-1"))

    top = tmp_path.name
    assert outcomes == [
        f"{top}/file",
        (f"{top}/link", "link"),
        (f"{top}/loop", "link"),
        (f"{top}/pipe", "fifo"),
        (f"{top}/sock", "socket"),
        ("null", "device"),
    ]


def test_a_block_device_and_a_folder_in_place_of_a_file_are_refused():
    assert refusal("x", stat.S_IFBLK).reason == "device"
    assert refusal("x", stat.S_IFDIR).reason == "folder"


def test_what_is_not_there_is_named(tmp_path):
    assert names(walk([tmp_path / "nothing"], source="S-1")) == [("nothing", "missing")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every folder")
def test_a_folder_that_may_not_be_read_is_named(tmp_path):  # pragma: no cover
    (tmp_path / "shut").mkdir(mode=0)

    assert names(walk([tmp_path / "shut"], source="S-1")) == [("shut", "unreadable")]


def test_the_home_of_the_vault_is_not_received_into_itself(tmp_path):
    (tmp_path / "home" / "vault").mkdir(parents=True)
    (tmp_path / "x").write_bytes(b"")

    outcomes = names(walk([tmp_path], source="S-1", avoid=tmp_path / "home"))

    assert outcomes == [(f"{tmp_path.name}/home", "vault"), f"{tmp_path.name}/x"]


def test_a_name_in_an_old_encoding_is_received_under_a_name_that_can_be_written(tmp_path):
    (tmp_path / os.fsdecode(b"\xcf\xe1\xed\xe1.txt")).write_bytes(b"")

    assert names(walk([tmp_path], source="S-1")) == [f"{tmp_path.name}/\\xcf\\xe1\\xed\\xe1.txt"]
