"""An Outlook message is read as any e-mail, and what is not read of it is told."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dadkhah.derivation.findings import read_findings
from dadkhah.derivation.kinds.messages.outlook import derive
from dadkhah.derivation.outcome import Done, Failed, Limits, Reason
from dadkhah.errors import FileNotDerivable

from .conftest import compound_file, properties

SENT = 10_000_000 * int(
    (
        datetime(2022, 12, 31, 14, 41, 6, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)
    ).total_seconds()
)
SUBJECT, BODY, HTML, CLASS, HEADERS = 0x37, 0x1000, 0x1013, 0x1A, 0x7D
SENDER, SENDER_ADDRESS, SUBMITTED, RTF = 0xC1A, 0xC1F, 0x39, 0x1009
NAME, ADDRESS, KIND = 0x3001, 0x39FE, 0xC15
LONG_NAME, DATA, METHOD = 0x3707, 0x3701, 0x3705
CODEPAGE = 0x3FFD


def outlook(texts=(), storages=(), **how):
    given = [(CLASS, "IPM.Note"), (SUBJECT, "گزارش"), *texts]
    return compound_file({**properties(32, given, **how), **dict(storages)})


def attachment(number, name, content, **how):
    storage = properties(8, [(LONG_NAME, name)], [(DATA, content)], [(METHOD, 1)], **how)
    return f"__attach_version1.0_#{number:08X}", storage


@pytest.fixture
def read(run):
    def read(content):
        outcome = run("outlook-message", content)
        assert isinstance(outcome, Done), outcome
        found = read_findings(outcome.answer)
        return found, {f.name: f.value for f in found.facts}, {n.code for n in found.notices}

    return read


def test_words_people_and_date_are_read(run, read):
    people = [
        ("__recip_version1.0_#00000000",
         properties(8, [(NAME, "لیلا"), (ADDRESS, "l@example.org")], numbers=[(KIND, 2)])),
    ]  # fmt: skip
    sender = [(SENDER, "احمد"), (SENDER_ADDRESS, "a@example.org"), (BODY, "سلام\r\nخداحافظ")]
    _, facts, codes = read(outlook(sender, people, times=[(SUBMITTED, SENT)]))

    assert facts["from"] == '"احمد" <a@example.org>'
    assert facts["cc"] == '"لیلا" <l@example.org>'
    assert facts["date in UTC"] == "2022-12-31T14:41:06Z"
    assert facts["kind"] == "IPM.Note"
    assert run.layer().pages[0].text.endswith("Subject: گزارش\n\nسلام\nخداحافظ")
    assert codes == {"no-transport-header"}


def test_the_header_of_the_servers_is_read_where_it_was_kept(read):
    headers = "Received: from a by b; Sat, 31 Dec 2022 14:45:00 +0000\r\nFrom: a@example.org\r\n"
    _, facts, codes = read(
        outlook([(HEADERS, headers + "Date: Sat, 31 Dec 2022 19:11:06 +0430\r\n")])
    )

    assert facts["date in UTC"] == "2022-12-31T14:41:06Z"
    assert facts["hop 1"].startswith("from a by b")
    assert codes == set()


def test_attachments_come_out_and_what_is_not_taken_is_told(run, read):
    embedded = (
        "__attach_version1.0_#00000001",
        properties(8, [(LONG_NAME, "inner")], numbers=[(METHOD, 5)]),
    )
    files = [attachment(0, "سند.pdf", b"%PDF-" + bytes(9000)), embedded]
    found, _, codes = read(outlook([(BODY, "words")], files))

    assert [one.name for one in found.members] == ["سند.pdf"]
    assert found.members[0].relation == "attachment"
    assert (run.folder / found.members[0].file).read_bytes() == b"%PDF-" + bytes(9000)
    assert "attachments-not-taken" in codes


def test_html_is_read_and_what_it_would_fetch_told(run, read):
    html = '<p>سلام</p><img src="https://track.example/x.gif">'.encode()
    _, _, codes = read(outlook(binaries=[(HTML, html)], numbers=[(0x3FDE, 65001)]))

    assert run.layer().pages[0].text.endswith("\n\nسلام")
    assert "remote-content" in codes


def test_persian_of_which_the_file_does_not_say_the_encoding_is_read(run, read):
    read(outlook([(BODY, "گزارش از هرات".replace("ی", "ي").encode("windows-1256"))]))

    assert run.layer().pages[0].text.endswith("گزارش از هرات")


def test_words_that_are_only_there_as_rtf_are_told(read):
    assert "rtf-only" in read(outlook(binaries=[(RTF, b"LZFu")]))[2]


def test_it_is_read_within_the_walls(run):
    outcome = run("outlook-message", outlook([(BODY, "words")]), Limits())

    assert isinstance(outcome, Done), outcome


def test_what_is_none_is_refused(run):
    outcome = run("outlook-message", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.DAMAGED


WHOLE = outlook([(BODY, "words")], [attachment(0, "a.txt", b"content")], times=[(SUBMITTED, SENT)])


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_broken_message_ends_in_findings_or_a_refusal(tmp_path_factory, data):
    place = tmp_path_factory.mktemp("msg")
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    source, folder = place / "source", place / "folder"
    source.write_bytes(content)
    folder.mkdir()
    try:
        assert read_findings(derive(source, folder, {})).has_text
    except FileNotDerivable as refused:
        assert str(refused)
