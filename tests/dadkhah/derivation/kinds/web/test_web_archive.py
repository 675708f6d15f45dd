"""A web archive gives its pages and what they show, and says what is wrong with it."""

import gzip
import io
import zipfile
import zlib

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dadkhah.derivation.findings import read_findings
from dadkhah.derivation.kinds.web import gathered, web_archive
from dadkhah.derivation.kinds.web import warc as warc_reader
from dadkhah.derivation.outcome import Done, Failed, Reason
from dadkhah.derivation.tasks import TASKS
from dadkhah.errors import FileNotDerivable

PAGE = """<!doctype html><html><head><title>Decree 12</title><style>p{}</style></head><body>
<p>Girls shall not <b>attend</b> school.</p><script>x()</script><p>دختران</p></body></html>"""
PICTURE = b"\x89PNG\r\n\x1a\n" + b"x" * 50


@pytest.fixture
def look(run):
    def look(content, **more):
        outcome = run("web-archive", content, **more)
        assert isinstance(outcome, Done), outcome
        return read_findings(outcome.answer)

    return look


def facts(findings, name):
    return [fact.value for fact in findings.facts if fact.name == name]


def codes(findings):
    return {notice.code for notice in findings.notices}


@pytest.mark.parametrize("is_packed", [True, False])
def test_each_page_has_its_address_its_time_and_its_words(look, run, warc, is_packed):
    recorded = warc(is_packed=is_packed).answer("https://example.org/a", PAGE.encode())

    findings = look(recorded.written())

    assert findings.has_text
    page = run.layer().pages[0]
    assert page.label == "https://example.org/a"
    assert page.text.split("\n") == [
        "https://example.org/a 2026-03-04T05:06:07Z",
        "Decree 12",
        "Girls shall not attend school.",
        "دختران",
    ]
    assert facts(findings, "page") == ["https://example.org/a, 2026-03-04T05:06:07Z"]
    assert facts(findings, "software") == ["crawler 1.2"]
    assert facts(findings, "hosts") == ["1"]
    assert facts(findings, "records") == ["2"]
    assert "warc-digests-good" in codes(findings)


def test_pages_screenshots_and_what_they_show_are_taken_out_as_resources(look, run, warc):
    recorded = (
        warc()
        .answer("https://example.org/", PAGE.encode())
        .answer("https://example.org/p.png", PICTURE, "image/png")
        .answer("https://example.org/s.js", b"1", "text/javascript")
        .answer("https://example.org/gone", b"no", status="404 Not Found")
        .resource("urn:view:https://example.org/", PICTURE, "image/png")
        .resource("urn:pageinfo:https://example.org/", b"{}", "application/json")
    )

    findings = look(recorded.written())

    assert [(m.name, m.relation) for m in findings.members] == [
        ("https://example.org/", "resource"),
        ("https://example.org/p.png", "resource"),
        ("urn:view:https://example.org/", "resource"),
    ]
    assert (run.folder / findings.members[0].file).read_bytes() == PAGE.encode()
    assert (run.folder / findings.members[1].file).read_bytes() == PICTURE
    assert findings.members[0].modified == "2026-03-04T05:06:07Z"
    left = {path.name for path in run.folder.iterdir()}
    assert left == {"m0001", "m0002", "m0003", "text.json", "answer.json"}


def chunked(body, size=7):
    parts = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE.encode()), {"Content-Encoding": "gzip"}),
        (zlib.compress(PAGE.encode()), {"Content-Encoding": "deflate"}),
        (zlib.compress(PAGE.encode(), wbits=-15), {"Content-Encoding": "deflate"}),
        (brotli.compress(PAGE.encode()), {"Content-Encoding": "br"}),
        (chunked(PAGE.encode()), {"Transfer-Encoding": "chunked"}),
        (
            chunked(brotli.compress(PAGE.encode())),
            {"Content-Encoding": "br", "Transfer-Encoding": "chunked"},
        ),
        (PAGE.encode(), {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}),
        (PAGE.encode(), {"Content-Encoding": "br"}),
    ],
)
def test_a_body_is_read_as_a_browser_reads_it(look, run, warc, body, headers):
    findings = look(warc().answer("https://example.org/", body, **headers).written())

    assert "school." in run.layer().pages[0].text
    assert (run.folder / "m0001").read_bytes() == PAGE.encode()
    assert "web-body-broken" not in codes(findings)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE.encode() * 99)[:-30], {"Content-Encoding": "gzip"}),
        (brotli.compress(PAGE.encode())[:-3], {"Content-Encoding": "br"}),
        (chunked(PAGE.encode(), 200)[:-30], {"Transfer-Encoding": "chunked"}),
        (chunked(PAGE.encode(), 99)[:103] + b"\r\nzz\r\n", {"Transfer-Encoding": "chunked"}),
        (PAGE.encode(), {"Content-Encoding": "compress"}),
    ],
)
def test_a_body_that_breaks_off_gives_what_there_is_and_says_so(look, run, warc, body, headers):
    findings = look(warc().answer("https://example.org/", body, **headers).written())

    assert "Decree 12" in run.layer().pages[0].text
    assert "web-body-broken" in codes(findings)


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_body_that_is_a_bomb_is_cut(look, run, warc, monkeypatch, coding):
    monkeypatch.setattr(gathered, "LARGEST_BODY", 10_000)
    packed = {"gzip": gzip.compress, "br": brotli.compress}[coding](b"<p>word" * 100_000)

    findings = look(
        warc().answer("https://e.org/", packed, **{"Content-Encoding": coding}).written()
    )

    assert (run.folder / "m0001").stat().st_size == 10_000
    assert "web-body-broken" in codes(findings)


def test_a_record_that_was_changed_does_not_fit_its_digest(look, warc):
    recorded = warc(is_packed=False).answer("https://example.org/", PAGE.encode()).written()

    findings = look(recorded.replace(b"shall not", b"shall now"))

    assert "warc-digest-wrong" in codes(findings)
    assert "warc-digests-good" not in codes(findings)
    wrong = next(n.text for n in findings.notices if n.code == "warc-digest-wrong")
    assert "https://example.org/" in wrong


@pytest.mark.parametrize("digest", [b"sha1:***", b"sha1:", b"none", b"sha256:00", b"crc:AA"])
def test_a_digest_that_cannot_be_read_is_wrong(look, warc, digest):
    recorded = warc(is_packed=False).answer("https://example.org/", PAGE.encode()).written()
    head, name, tail = recorded.rpartition(b"WARC-Payload-Digest: ")

    findings = look(head + name + digest + tail[tail.index(b"\r\n") :])

    assert codes(findings) & {"warc-digest-wrong", "warc-ends-early"}


def test_a_file_that_breaks_off_gives_what_stands_before(look, run, warc):
    recorded = warc(is_packed=False).answer("https://example.org/", PAGE.encode())
    recorded.answer("https://example.org/b", PAGE.encode() * 10)

    findings = look(recorded.written()[:-1000])

    assert "warc-record-cut" in codes(findings)
    assert len(run.layer().pages) == 2


def test_what_follows_an_unreadable_record_is_said_to_be_missing(look, run, warc):
    recorded = warc().answer("https://example.org/", PAGE.encode()).written()

    findings = look(recorded + gzip.compress(b"HELLO/1.0\r\n\r\n"))

    assert "warc-ends-early" in codes(findings)
    assert len(run.layer().pages) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"WARC/1.0\r\n", b"no archive", b"\x1f\x8b broken", b"WARC/1.1\r\nWARC-Type: x\r\n\r\n"],
)
def test_what_is_no_web_archive_is_refused_or_empty(run, content):
    outcome = run("web-archive", content)

    if isinstance(outcome, Failed):
        assert outcome.reason is Reason.DAMAGED
    else:
        assert not outcome.answer["has_text"]


def test_an_archive_that_unpacks_without_end_is_stopped(look, warc, monkeypatch):
    monkeypatch.setattr(warc_reader, "_SMALL", 1000)
    monkeypatch.setattr(warc_reader, "_MOST_RATIO", 5)
    recorded = warc().answer("https://example.org/", PAGE.encode())
    recorded.answer("https://example.org/bomb", b"a" * 1_000_000, "text/css")

    findings = look(recorded.written())

    assert "warc-ends-early" in codes(findings)


def test_too_many_pictures_are_left_inside_and_counted(look, warc, monkeypatch):
    monkeypatch.setattr(gathered, "MOST_SHOWN", 2)
    recorded = warc()
    for number in range(5):
        recorded.answer(f"https://example.org/{number}.png", PICTURE, "image/png")

    findings = look(recorded.written())

    assert len(findings.members) == 2
    assert (
        "3 pages, pictures or films"
        in {n.code: n.text for n in findings.notices}["web-resources-left"]
    )


def test_a_wacz_has_the_pages_it_lists(look, run, warc, wacz):
    recorded = (
        warc()
        .answer("https://example.org/", PAGE.encode())
        .answer("https://example.org/frame", b"<p>an advertisement")
    )
    listed = {"url": "https://example.org/", "title": "Decree 12", "ts": "2026-03-04T05:06:07Z"}

    findings = look(
        wacz(
            recorded.written(), [listed], title="Decrees", software="crawler", created="2026-03-04"
        )
    )

    assert [page.label for page in run.layer().pages] == ["https://example.org/"]
    assert facts(findings, "title") == ["Decrees"]
    assert codes(findings) == {"wacz-files-good", "warc-digests-good"}


def test_a_page_that_is_listed_and_not_there_is_missed(look, warc, wacz):
    recorded = warc().answer("https://example.org/", PAGE.encode()).written()
    pages = [{"url": "https://example.org/"}, {"url": "https://example.org/gone"}]

    findings = look(wacz(recorded, pages))

    assert "wacz-pages-missing" in codes(findings)


@pytest.mark.parametrize(
    "attack",
    [
        {"changed": {"pages/pages.jsonl": b"{}"}},
        {"unlisted": {"archive/more.warc.gz": b"x"}},
        {"unlisted": {"../../climbing": b"x"}},
    ],
)
def test_a_wacz_that_is_not_as_its_manifest_says_is_told(look, run, warc, wacz, attack):
    recorded = warc().answer("https://example.org/", PAGE.encode()).written()

    findings = look(wacz(recorded, [{"url": "https://example.org/"}], **attack))

    assert "wacz-file-wrong" in codes(findings)
    assert not (run.folder.parent.parent / "climbing").exists()


def test_a_file_that_stands_in_a_wacz_twice_is_read_neither_time(look, warc, wacz):
    recorded = warc().answer("https://example.org/", PAGE.encode()).written()
    packed = io.BytesIO(wacz(recorded))
    with pytest.warns(UserWarning), zipfile.ZipFile(packed, "a") as file:
        file.writestr("archive/data.warc.gz", recorded)

    findings = look(packed.getvalue())

    assert not findings.has_text
    assert "wacz-file-wrong" in codes(findings)


def test_a_zip_without_a_manifest_is_no_wacz(run):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("a.txt", "a")

    outcome = run("web-archive", packed.getvalue())

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.DAMAGED


def test_it_runs_behind_the_walls(run, warc):
    recorded = warc().answer("https://example.org/", PAGE.encode()).written()

    outcome = run("web-archive", recorded, TASKS["web-archive"].limits)

    assert isinstance(outcome, Done), outcome
    assert outcome.answer["has_text"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), is_packed=st.booleans())
def test_for_any_damage_there_is_an_answer_or_a_refusal(tmp_path_factory, warc, data, is_packed):
    recorded = warc(is_packed=is_packed).answer("https://example.org/", PAGE.encode())
    content = bytearray(recorded.resource("urn:view:a", PICTURE, "image/png").written())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    folder = tmp_path_factory.mktemp("any")
    source = folder / "source"
    source.write_bytes(content)
    (folder / "out").mkdir()

    try:
        answer = web_archive.derive(source, folder / "out", {})
    except FileNotDerivable as error:
        assert error.reason is Reason.DAMAGED
    else:
        assert read_findings(answer).notices
