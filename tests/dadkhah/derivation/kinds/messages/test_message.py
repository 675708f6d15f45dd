"""An e-mail's words, attachments and claims are read, however broken or hostile it is."""

import base64
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dadkhah.derivation.findings import read_findings
from dadkhah.derivation.kinds.messages.charsets import header_text, text_of
from dadkhah.derivation.kinds.messages.headers import read_header
from dadkhah.derivation.kinds.messages.html_words import html_words
from dadkhah.derivation.kinds.messages.message import derive
from dadkhah.derivation.outcome import Done, Failed, Limits, Reason
from dadkhah.errors import FileNotDerivable

HEAD = b"From: a@example.org\r\nTo: b@example.org\r\nDate: Sat, 31 Dec 2022 19:11:06 +0430\r\n"
PDF = b"%PDF-1.4 " + bytes(range(256))


@pytest.fixture
def read(run):
    def read(content):
        outcome = run("message", bytes(content))
        assert isinstance(outcome, Done), outcome
        found = read_findings(outcome.answer)
        return found, {f.name: f.value for f in found.facts}, {n.code for n in found.notices}

    return read


def letter(text="سلام به هرات", **headers):
    message = EmailMessage()
    message["From"], message["To"] = "احمد <a@example.org>", "b@example.org"
    message["Date"] = "Sat, 31 Dec 2022 19:11:06 +0430"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def test_the_words_follow_the_lines_of_the_header(run, read):
    read(letter(Subject="گزارش"))

    assert run.layer().pages[0].text == (
        "From: احمد <a@example.org>\nTo: b@example.org\nDate: Sat, 31 Dec 2022 19:11:06 +0430\n"
        "Subject: گزارش\n\nسلام به هرات"
    )


def test_what_the_header_claims_are_facts_with_the_hops_in_order(read):
    received = (
        b"Received: from b by c; Sat, 31 Dec 2022 14:45:00 +0000\r\n"
        b"Received: from a by b; Sat, 31 Dec 2022 14:42:00 +0000\r\n"
    )
    more = b"Message-ID: <1@a>\r\nIn-Reply-To: <0@b>\r\nX-Originating-IP: [192.0.2.7]\r\n"
    _, facts, codes = read(received + HEAD + more + b"\r\nwords")

    assert facts["date as written"] == "Sat, 31 Dec 2022 19:11:06 +0430"
    assert facts["date in UTC"] == "2022-12-31T14:41:06Z"
    assert facts["originating address"] == "192.0.2.7"
    assert facts["in reply to"] == "<0@b>"
    assert facts["hop 1"].startswith("from a by b")
    assert facts["hop 2"].startswith("from b by c")
    assert codes == set()


def test_attachments_inline_pictures_and_attached_messages_come_out(run, read):
    inner = letter("the inner words", Subject="inner")
    message = letter()
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="حکم.pdf")
    message.add_attachment(
        b"GIF89a", maintype="image", subtype="gif", disposition="inline", cid="<1>"
    )
    message.add_attachment(inner)
    found, _, codes = read(message)

    contents = [(run.folder / one.file).read_bytes() for one in found.members]
    assert [one.name for one in found.members] == ["حکم.pdf", "part-3.gif", "message-4.eml"]
    assert {one.relation for one in found.members} == {"attachment"}
    assert contents[:2] == [PDF, b"GIF89a"]
    assert contents[2].rstrip() == bytes(inner).rstrip()
    assert "attached-message-rewritten" not in codes


def test_a_message_attached_within_a_message_is_one_member(read):
    inner = letter("deepest")
    for _ in range(3):
        outer = letter()
        outer.add_attachment(inner)
        inner = outer
    found, _, _ = read(inner)

    assert len(found.members) == 1


def test_html_becomes_words_and_what_it_would_fetch_is_named(run, read):
    message = letter()
    message.set_content(
        "<html><head><style>p {background: url(https://css.example/x)}</style></head><body>"
        "<p>یک&nbsp;سطر</p><script>alert(1)</script><ul><li>دو<li>سه</ul>"
        '<img src="https://track.example/p.gif?id=7"><a href="https://link.example">بخوان</a></body>',
        subtype="html",
    )
    found, _, codes = read(message)

    assert run.layer().pages[0].text.endswith("\n\nیک سطر\nدو\nسه\nبخوان")
    assert codes == {"remote-content"}
    assert "'css.example', 'track.example'" in found.notices[0].text


def test_words_that_are_not_shown_are_told(run, read):
    message = letter()
    message.set_content(
        '<p>seen</p><div style="display:none">the hidden words</div>', subtype="html"
    )
    found, _, codes = read(message)

    assert codes == {"hidden-words"}
    assert "the hidden words" in found.notices[0].text
    assert "the hidden words" in run.layer().pages[0].text


def test_two_versions_that_do_not_say_the_same_are_both_read(run, read):
    message = letter("Pay nothing to anybody.")
    other = " ".join(f"word{number}" for number in range(20))
    message.add_alternative(f"<p>{other}</p>", subtype="html")
    _, _, codes = read(message)

    assert codes == {"bodies-differ"}
    assert run.layer().pages[1].text == other


def test_two_versions_that_say_the_same_are_read_once(run, read):
    words = " ".join(f"word{number}" for number in range(20))
    message = letter(words)
    message.add_alternative(f"<p>{words}</p>", subtype="html")
    _, _, codes = read(message)

    assert codes == set()
    assert len(run.layer().pages) == 1


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        (b"Reply-To: other@example.net\r\n", "reply-to-differs"),
        (b"DKIM-Signature: v=1; d=example.org; s=x; b=y\r\n", "dkim-not-checked"),
        (b"ARC-Seal: i=1; cv=none\r\n", "arc-not-checked"),
        (b"Received: from a by b; Sat, 31 Dec 2022 12:00:00 +0000\r\n", "date-contradiction"),
        (b"Received: from a by b; Tue, 03 Jan 2023 12:00:00 +0000\r\n", "date-contradiction"),
        (b"Received: from b by c; Sat, 31 Dec 2022 15:00:00 +0000\r\n"
         b"Received: from a by b; Sat, 31 Dec 2022 18:00:00 +0000\r\n", "hops-out-of-order"),
        (b"From: c@example.org\r\n", "repeated-header"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_told(read, headers, code):
    assert code in read(headers + HEAD + b"\r\nwords")[2]


def test_a_name_that_shows_another_address_is_told(read):
    content = b'From: "minister@gov.example" <x@evil.example>\r\nTo: b@example.org\r\n\r\nwords'

    assert "name-shows-an-address" in read(content)[2]


@pytest.mark.parametrize(
    "charset", ["windows-1256", "WINDOWS_1256", "cp1256", "no-such-charset", ""]
)
def test_persian_is_read_whatever_the_mail_calls_its_encoding(run, read, charset):
    words = "گزارش از هرات و کابل".replace("ی", "ي").replace("ک", "ك")
    raw = words.encode("windows-1256")
    kind = f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n"
    read(HEAD + kind.encode() + b"\r\n" + base64.encodebytes(raw))

    assert run.layer().pages[0].text.endswith(words)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("=?utf-8?B?2LPZhNin2YU=?=", "سلام"),
        ("=?windows-1256?Q?=D3=E1=C7=E3?= =?windows-1256?Q?=D3=E1=C7=E3?=", "سلامسلام"),
        ("=?no-such?Q?=D3=E1=C7=E3?=", "سلام"),
        ("=?utf-8?B?broken", "=?utf-8?B?broken"),
        ("one\r\n two", "one two"),
        ("سلام".encode().decode("ascii", "surrogateescape"), "سلام"),
    ],
)
def test_encoded_words_of_a_header_are_read(value, words):
    assert header_text(value) == words


def test_a_broken_message_is_read_and_told(run, read):
    content = HEAD + b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n\r\nwords\r\n'
    _, _, codes = read(content)

    assert "malformed" in codes
    assert run.layer().pages[0].text.endswith("words")


def test_parts_that_lie_too_deep_are_told_or_refused(run):
    content = HEAD
    for number in range(600):
        content += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (
            number,
            number,
        )
    outcome = run("message", content + b"\r\nwords")

    if isinstance(outcome, Failed):
        assert outcome.reason is Reason.DAMAGED
    else:
        assert "nested-too-deep" in {notice["code"] for notice in outcome.answer["notices"]}


def test_what_has_no_header_is_refused(run):
    outcome = run("message", b"\r\n\r\nwords")

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.NOT_THIS_KIND


def test_it_is_read_within_the_walls(run):
    message = letter()
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="../../a.pdf")
    outcome = run("message", bytes(message), Limits())

    assert isinstance(outcome, Done), outcome
    assert [one["name"] for one in outcome.answer["members"]] == ["../../a.pdf"]
    assert (run.folder / "m0001").read_bytes() == PDF


LINES = st.sampled_from(
    [
        b"", b"--x", b"--x--", b"====", b" folded", b"\xff\xfe", b"Received: ;", b"begin 644 a",
        b"From: a", b"Date: 99 Foo 0", b'Reply-To: <<>>,"@;:', b"Subject: =?utf-8?Q?=ff?=",
        b"Content-Type: multipart/mixed; boundary=x", b"Content-Type: message/rfc822",
        b"Content-Type: message/delivery-status", b"Content-Type: text/html; charset*0*=x'y'%ff",
        b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: x-uuencode",
        b"Content-Disposition: attachment; filename*1=a; filename*0*=''%zz",
        b"<p style='display:none'>a<![x",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES | st.binary(max_size=30), max_size=25))
def test_any_lines_end_in_findings_or_a_refusal(tmp_path_factory, lines):
    place = tmp_path_factory.mktemp("mail")
    source, folder = place / "source", place / "folder"
    source.write_bytes(b"\r\n".join(lines))
    folder.mkdir()
    try:
        found = read_findings(derive(source, folder, {}))
    except FileNotDerivable:
        return
    assert {one.file for one in found.members} == {p.name for p in folder.iterdir()} - {"text.json"}


@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_bytes_in_any_charset_are_text_that_can_be_kept(raw, charset):
    assert "\0" not in text_of(raw, charset)
    text_of(raw, charset).encode()


@given(st.lists(st.tuples(st.text(), st.text())))
def test_any_header_is_read(fields):
    header = read_header(fields)

    assert len(header.fields) == len(fields)
    assert all("\n" not in value and "\0" not in value for _, value in header.fields)


MARKUP = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div hidden>",
        "<![CDATA[",
        "<!--",
        "<a href='//",
        "&#0;",
        "&nbsp;",
        "<script>",
    ]
)


@given(st.lists(MARKUP | st.text(max_size=10)))
def test_any_markup_becomes_words(pieces):
    assert isinstance(html_words("".join(pieces)).text, str)
