"""A PDF tells who made it, what it carries, what it would do and what it hides."""

import io
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from dadkhah.derivation.kinds.documents.pdf_parts.values import content_of
from dadkhah.derivation.kinds.documents.pdf_parts.xmp import xmp_facts
from dadkhah.derivation.outcome import Done, Failed, Limits, Reason


@pytest.fixture
def pdf():
    document = pikepdf.new()
    document.add_blank_page(page_size=(300, 200))
    return document


def saved(document, **options):
    file = io.BytesIO()
    document.save(file, **options)
    return file.getvalue()


def test_what_it_says_of_itself_is_told_behind_walls(run, pdf, facts):
    pdf.docinfo["/Author"] = "کریمه"
    pdf.docinfo["/CreationDate"] = "D:20221220093000+04'30'"
    pdf.Root.Lang = "fa"
    with pdf.open_metadata(update_docinfo=False) as metadata:
        metadata["xmp:CreatorTool"] = "Scanner 7"
        metadata["dc:creator"] = ["K-1", "K-2"]

    outcome = run("pdf-about", saved(pdf), Limits())

    assert isinstance(outcome, Done)
    told = facts(outcome)
    assert told["author"] == "کریمه"
    assert told["created"] == "2022-12-20T09:30:00+04:30"
    assert (told["pages"], told["language"], told["encrypted"]) == ("1", "fa", "no")
    assert told["XMP CreatorTool"] == "Scanner 7"
    assert told["XMP creator"] == "K-2"


def test_what_it_would_do_is_told_and_never_done(run, pdf, notices, facts):
    launch = Dictionary(S=Name.Launch, F="cmd.exe")
    link = Dictionary(S=Name.URI, URI="https://example.org/")
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)", Next=launch)
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, A=link)])
    pdf.Root.AA = Dictionary(WC=Dictionary(S=Name.SubmitForm, F="http://collector.example"))

    outcome = run("pdf-about", saved(pdf))

    assert notices(outcome, "javascript") == ["It has a script. It was not run: “app.alert(1)”"]
    assert "“cmd.exe”" in notices(outcome, "launch")[0]
    assert "collector.example" in notices(outcome, "submit")[0]
    assert len(notices(outcome, "open-action")) == 2
    assert facts(outcome)["link"] == "https://example.org/"


def test_embedded_files_become_files_of_their_own(run, pdf, notices):
    name = "d\u202efdp.exe"
    pdf.attachments[name] = b"inside"
    stream = pdf.make_stream(b"on a page")
    spec = Dictionary(Type=Name.Filespec, F="note.txt", EF=Dictionary(F=stream))
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.FileAttachment, FS=spec)])

    outcome = run("pdf-about", saved(pdf))

    members = {one["name"]: one for one in outcome.answer["members"]}
    assert set(members) == {name, "note.txt"}
    assert {one["relation"] for one in members.values()} == {"embedded"}
    assert (run.folder / members[name]["file"]).read_bytes() == b"inside"
    assert len(notices(outcome, "embedded-file")) == 2


def test_an_earlier_state_is_told_and_kept(run, pdf, notices):
    first = saved(pdf)
    start = int(first.rpartition(b"startxref\n")[2].split()[0])
    added = (
        b"\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Lang (ps) >>\nendobj\nxref\n1 1\n"
        + f"{len(first) + 1:010} 00000 n \n".encode()
        + f"trailer\n<< /Size 9 /Root 1 0 R /Prev {start} >>\nstartxref\n".encode()
    )
    at = len(first) + added.index(b"xref\n1 1")
    outcome = run("pdf-about", first + added + f"{at}\n%%EOF\n".encode())

    assert "saved again 1 times" in notices(outcome, "earlier-states")[0]
    (member,) = outcome.answer["members"]
    assert member["name"] == "state-1-of-2.pdf"
    assert (run.folder / member["file"]).read_bytes() == first


def test_a_file_made_for_the_web_has_no_earlier_state(run, pdf, notices):
    for _ in range(5):
        pdf.add_blank_page()

    outcome = run("pdf-about", saved(pdf, linearize=True))

    assert notices(outcome, "earlier-states") == []


def test_what_is_out_of_sight_is_told(run, pdf, notices):
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Draft"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(b"BT 3 Tr (secret) Tj ET")
    page.CropBox = Array([0, 0, 100, 100])
    page.Annots = Array(
        [
            Dictionary(Subtype=Name.Text, Contents="چرا؟", T="K-3", F=2),
            Dictionary(Subtype=Name.Redact),
        ]
    )

    outcome = run("pdf-about", saved(pdf))

    assert "“Draft”" in notices(outcome, "hidden-layer")[0]
    assert notices(outcome, "invisible-text")[0].endswith("Pages: “1”")
    assert notices(outcome, "cropped")[0].endswith("Pages: “1”")
    assert notices(outcome, "annotation") == [
        "There is a hidden remark (Text) on page 1 by K-3: “چرا؟”"
    ]
    assert len(notices(outcome, "not-redacted")) == 1


def test_a_form_and_its_signatures_are_told(run, pdf, notices, facts):
    signed = Dictionary(Name="K-9", M="D:20230101000000Z", ByteRange=Array([0, 10, 20, 30]))
    fields = [
        Dictionary(FT=Name.Tx, T="name", V="Farida"),
        Dictionary(FT=Name.Sig, T="sign", V=signed),
    ]
    loop = pdf.make_indirect(Dictionary(T="loop"))
    loop.Kids = Array([loop])
    pdf.Root.AcroForm = Dictionary(Fields=Array([*fields, loop]))

    outcome = run("pdf-about", saved(pdf))

    assert facts(outcome)["form field: name"] == "Farida"
    assert "names K-9 at 2023-01-01T00:00:00+00:00" in notices(outcome, "signature")[0]
    assert "bytes were added after" in notices(outcome, "after-signature")[0]


def test_passwords_are_told(run, pdf, notices):
    locked = saved(pdf, encryption=pikepdf.Encryption(owner="a", user="b"))
    outcome = run("pdf-about", locked)

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.PASSWORD


def test_a_pdf_that_opens_without_its_password_is_told(run, pdf, notices, facts):
    outcome = run("pdf-about", saved(pdf, encryption=pikepdf.Encryption(owner="a", user="")))

    assert facts(outcome)["encrypted"] == "yes"
    assert len(notices(outcome, "encrypted")) == 1


def raw(*objects):
    body = "".join(f"{n} 0 obj\n{one}\nendobj\n" for n, one in enumerate(objects, 1))
    return f"%PDF-1.7\n{body}trailer\n<< /Root 1 0 R /Size 9 >>\n%%EOF\n".encode()


CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize(
    "content",
    [
        raw(CATALOG, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        raw(CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        raw(CATALOG, f"<< /Type /Pages /Kids [] /Count 0 /X {DEEP} >>"),
        raw(CATALOG, "2 0 R"),
        raw("<< /Type /Catalog >>"),
        b"%PDF-1.7\n%%EOF",
        b"no pdf",
        b"",
    ],
    ids=["loop", "loop-of-two", "deep", "self", "no-pages", "nothing", "text", "empty"],
)  # fmt: skip
def test_loops_and_depths_end_in_time_with_a_reason(run, content):
    outcome = run("pdf-about", content, Limits(seconds=20))

    assert isinstance(outcome, Done | Failed)
    if isinstance(outcome, Failed):
        assert outcome.reason in {Reason.DAMAGED, Reason.NOT_THIS_KIND, Reason.CRASHED}


def test_a_loop_of_outlines_names_and_actions_does_no_harm(run, pdf):
    one = pdf.make_indirect(Dictionary(S=Name.GoTo))
    one.Next = one
    names = pdf.make_indirect(Dictionary())
    names.Kids = Array([names])
    pdf.Root.OpenAction = one
    pdf.Root.Names = Dictionary(EmbeddedFiles=names, JavaScript=names)

    assert isinstance(run("pdf-about", saved(pdf), Limits(seconds=20)), Done)


def test_a_stream_that_explodes_is_left_where_it_is(pdf):
    packed = zlib.compress(bytes(10_000_000))
    once = pdf.make_stream(packed, Filter=Name.FlateDecode)
    twice = pdf.make_stream(zlib.compress(packed), Filter=Array([Name.FlateDecode] * 2))

    assert content_of(once, 10_000_000) == bytes(10_000_000)
    assert content_of(once, 9_999_999) is None
    assert content_of(twice, 10_000_000) is None


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_for_any_packet_there_are_facts_or_none(packet):
    assert all(isinstance(value, str) for _, value in xmp_facts(packet))
