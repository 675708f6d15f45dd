"""Every task has a reader, and every kind of file its tasks."""

import importlib

import pytest

from dadkhah.derivation.media_type import sniff
from dadkhah.derivation.tasks import TASKS, Makes, tasks_for


@pytest.mark.parametrize("task", TASKS.values(), ids=list(TASKS))
def test_each_task_has_a_module_that_derives_and_a_tool_with_a_version(task):
    assert callable(importlib.import_module(task.module).derive)
    assert task.tool_version.endswith(TASKS["plain-text"].tool_version)


@pytest.mark.parametrize(
    ("media_type", "head", "names"),
    [
        ("text/plain", b"words", ["plain-text"]),
        ("text/plain; charset=utf-8", b"words", ["plain-text"]),
        ("text/plain", b"12/31/22, 9:41 PM - A: x\n12/31/22, 9:42 PM - B: y\n", ["chat"]),
        ("text/plain", b"-----BEGIN PGP SIGNED MESSAGE-----", ["plain-text", "credentials"]),
        ("application/json", b'{"type": "personal_chat"}', ["chat"]),
        ("application/pdf", b"", ["pdf-text", "pdf-about", "credentials"]),
        ("image/heic", b"", ["picture-about", "credentials"]),
        ("video/mp4", b"", ["media-about", "credentials"]),
        ("application/zip", b"", ["package", "members", "credentials"]),
        ("application/wacz", b"", ["web-archive", "credentials"]),
        ("message/rfc822", b"", ["message", "credentials"]),
        ("application/mbox", b"", ["mailbox", "credentials"]),
        ("application/octet-stream", b"", ["credentials"]),
    ],
)
def test_a_file_is_read_by_the_tasks_of_its_kind_its_text_first(media_type, head, names):
    assert [task.name for task in tasks_for(media_type, head)] == names


def test_no_task_that_makes_copies_runs_by_itself():
    assert not any(task.is_automatic for task in TASKS.values() if task.makes is Makes.COPY)


MAIL = b"Return-Path: <a@b>\r\nFrom: a@b\r\nTo: c@d\r\nSubject: x\r\n\r\n<html><body>"


@pytest.mark.parametrize(
    ("head", "name", "media_type"),
    [
        (MAIL, "", "message/rfc822"),
        (b"From a@b Thu Nov 24 2026\n" + MAIL.replace(b"\r", b""), "", "application/mbox"),
        (b"From: here on\nTo: there\n\nwords", "", "text/plain"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.msg", "application/vnd.ms-outlook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "application/x-ole-storage"),
        (b"\x1f\x8b\x08", "page.warc.gz", "application/warc"),
        (b"\x1f\x8b\x08", "a.tar.gz", "application/gzip"),
        (b"WARC/1.0\r\n", "", "application/warc"),
        (b"x" * 257 + b"ustar\0", "", "application/x-tar"),
        (b"PK\x03\x04", "site.wacz", "application/wacz"),
    ],
)
def test_containers_and_messages_are_known_by_how_they_begin(head, name, media_type):
    assert sniff(head, name) == media_type
