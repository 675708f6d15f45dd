"""A mailbox gives each message as it was sent."""

import mailbox as python_mailbox

from hypothesis import given, settings
from hypothesis import strategies as st

from dadkhah.derivation.findings import read_findings
from dadkhah.derivation.kinds.messages.mailbox import derive
from dadkhah.derivation.outcome import Done, Failed, Limits, Reason
from dadkhah.errors import FileNotDerivable

FIRST = b"From: a@example.org\nSubject: one\n\nFirst words.\n"
SECOND = b"From: b@example.org\nSubject: two\n\n>From here\nFrom there\n\nFrom afar\n"
BOX = (
    b"From a@example.org Sat Dec 31 21:41:06 2022\n" + FIRST + b"\n"
    b"From b@example.org Sun Jan  1 08:00:00 2023\n"
    b"From: b@example.org\nSubject: two\n\n>>From here\n>From there\n\n>From afar\n\n"
)


def messages(run, outcome):
    assert isinstance(outcome, Done), outcome
    found = read_findings(outcome.answer)
    return found, [(run.folder / one.file).read_bytes() for one in found.members]


def test_each_message_comes_out_as_it_was_sent(run):
    found, contents = messages(run, run("mailbox", BOX))

    assert contents == [FIRST, SECOND]
    assert [one.modified for one in found.members] == [
        "2022-12-31T21:41:06Z",
        "2023-01-01T08:00:00Z",
    ]
    assert {fact.name: fact.value for fact in found.facts} == {
        "messages": "2", "first date": "2022-12-31T21:41:06Z", "last date": "2023-01-01T08:00:00Z",
    }  # fmt: skip
    assert [notice.code for notice in found.notices] == ["quoting-undone"]


def test_a_line_of_a_message_that_begins_like_the_next_one_ends_nothing(run):
    box = b"From a Sat Dec 31 21:41:06 2022\nSubject: x\n\nwords\nFrom the 2022 report\nmore\n"
    _, contents = messages(run, run("mailbox", box))

    assert contents == [b"Subject: x\n\nwords\nFrom the 2022 report\nmore\n"]


def test_a_mailbox_of_another_program_is_read(run, tmp_path):
    box = python_mailbox.mbox(tmp_path / "box")
    for words in ("one\n\nFrom two\n", "three\n"):
        box.add(f"Subject: x\n\n{words}")
    box.close()
    _, contents = messages(run, run("mailbox", (tmp_path / "box").read_bytes()))

    assert contents == [b"Subject: x\n\none\n\nFrom two\n", b"Subject: x\n\nthree\n"]


def test_too_many_messages_are_refused_whole(run):
    outcome = run("mailbox", BOX, most_members=1)

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.TOO_LARGE


def test_what_is_no_mailbox_is_refused(run):
    outcome = run("mailbox", b"words\n", Limits())

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.NOT_THIS_KIND


LINES = st.sampled_from(
    [b"From a Sat Dec 31 21:41:06 2022\n", b"\n", b">From b\n", b"words\r\n", b"\r\n"]
)


@settings(deadline=None)
@given(st.lists(LINES | st.binary(max_size=20), max_size=20))
def test_any_lines_are_messages_or_refused(tmp_path_factory, lines):
    place = tmp_path_factory.mktemp("box")
    source, folder = place / "source", place / "folder"
    source.write_bytes(b"".join(lines))
    folder.mkdir()
    try:
        found = read_findings(derive(source, folder, {}))
    except FileNotDerivable:
        return
    assert {one.file for one in found.members} == {path.name for path in folder.iterdir()}
