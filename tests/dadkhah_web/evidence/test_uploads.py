"""A file comes in pieces; a broken line costs one piece and not the file."""

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from dadkhah.errors import NotVisible, UploadRefused
from dadkhah_web.cases.roles import Role
from dadkhah_web.evidence import uploads
from dadkhah_web.evidence.models import Upload
from dadkhah_web.evidence.spool import erase, part_path, spool_folder
from dadkhah_web.evidence.uploads import (
    PIECE,
    Announced,
    append_piece,
    begin_upload,
    discard_forgotten,
    find_upload,
)
from people import access, person

CONTENT = bytes(range(256)) * 20_000  # more than one piece


@pytest.fixture
def documenter(imported, settings):
    settings.DADKHAH_HOME = imported.vault.home
    return access(person("documenter", Role.INVESTIGATOR))


def announced(content=CONTENT, name="folder/clip.mp4"):
    return Announced(name, len(content), hashlib.sha256(content[:PIECE]).hexdigest())


def begin(who, file=None):
    return begin_upload(who, file or announced(), at=timezone.now())


def send(upload, start, content=CONTENT):
    return append_piece(upload, content[start : start + PIECE], start=start, at=timezone.now())


def test_pieces_make_the_file(documenter):
    upload = begin(documenter)
    while not upload.is_whole:
        upload = send(upload, upload.received)

    assert part_path(upload.token).read_bytes() == CONTENT
    assert part_path(upload.token).stat().st_mode & 0o777 == 0o600
    assert spool_folder().stat().st_mode & 0o777 == 0o700


def test_the_same_file_goes_on_where_it_stopped(documenter):
    first = send(begin(documenter), 0)
    again = begin(documenter)

    assert (again.token, again.received) == (first.token, PIECE)


def test_a_file_whose_part_is_gone_begins_anew(documenter):
    first = send(begin(documenter), 0)
    erase(part_path(first.token))

    assert begin(documenter).received == 0


def test_a_piece_that_is_here_already_is_not_written_twice(documenter):
    upload = send(begin(documenter), 0)

    assert send(upload, 0).received == PIECE


def test_another_beginning_than_announced_is_refused(documenter):
    with pytest.raises(UploadRefused, match="changed"):
        send(begin(documenter), 0, content=b"x" * len(CONTENT))


@pytest.mark.parametrize("length", [PIECE + 1, len(CONTENT) + 1])
def test_more_than_was_announced_is_refused(documenter, length):
    upload = begin(documenter)
    with pytest.raises(UploadRefused, match="longer"):
        append_piece(upload, bytes(length), start=0, at=timezone.now())


def test_nobody_else_has_a_hand_in_it(documenter):
    upload = begin(documenter)
    other = access(person("other", Role.INVESTIGATOR))
    with pytest.raises(NotVisible):
        find_upload(other, upload.token)

    assert begin(other).token != upload.token


def test_a_name_with_control_characters_is_kept_readable(documenter):
    assert begin(documenter, announced(name="a\0b\u202e.txt")).name == "a\\x00b\\x202e.txt"


def test_too_many_waiting_files_are_refused(documenter, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_WAITING", 1)
    begin(documenter)
    with pytest.raises(UploadRefused, match="wait"):
        begin(documenter, announced(name="another"))


def test_what_nobody_goes_on_with_is_removed_after_a_week(documenter):
    upload = begin(documenter)
    path = part_path(upload.token)

    assert discard_forgotten(timezone.now()) == 0
    assert discard_forgotten(timezone.now() + timedelta(days=8)) == 1
    assert not path.exists()
    assert not Upload.objects.exists()


def test_a_file_is_overwritten_before_it_is_removed(tmp_path):
    secret = tmp_path / "secret"
    other_name = tmp_path / "other"
    secret.write_bytes(b"a name")
    other_name.hardlink_to(secret)
    erase(secret)
    erase(secret)

    assert not secret.exists()
    assert other_name.read_bytes() == bytes(6)
