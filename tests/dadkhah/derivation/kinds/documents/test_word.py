"""A Word file shows its final version; what it hides and what was changed stands in notices."""

import io
from xml.etree.ElementTree import Element

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.derivation.kinds.documents.word_parts.body import Body
from dadkhah.derivation.kinds.documents.word_parts.look import Styles
from dadkhah.derivation.kinds.documents.word_parts.traces import Traces
from dadkhah.derivation.outcome import Done, Failed, Limits, Reason

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{MAIN}"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
DARI = "دختران از مکتب باز ماندند؛ «می‌گویند» (۱۴۰۱)"
PASHTO = "د ښوونځي دروازه تړل شوې ده."


def r(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def struck(text, by="K-1", at="2022-01-02T03:04:00Z"):
    run = f"<w:r><w:delText>{text}</w:delText></w:r>"
    return f'<w:del w:author="{by}" w:date="{at}">{run}</w:del>'


def put_in(content, by="K-2", at="2022-01-03T03:04:00Z"):
    return f'<w:ins w:author="{by}" w:date="{at}">{content}</w:ins>'


@pytest.fixture
def word(packed, links):
    def word(*blocks, more=(), parts=None):
        body = f"<w:document {SPACES}><w:body>{''.join(blocks)}</w:body></w:document>"
        return packed(
            {
                "[Content_Types].xml": "<Types/>",
                "_rels/.rels": links(("a", "officeDocument", "word/document.xml")),
                "word/document.xml": body,
                "word/_rels/document.xml.rels": links(*more),
                **(parts or {}),
            }
        )

    return word


def part(tag, content):
    return f"<w:{tag} {SPACES}>{content}</w:{tag}>"


def test_persian_and_pashto_come_out_unchanged_behind_walls(run):
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(DARI)
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("نام", "سال", PASHTO, "۱۴۰۱"), strict=True):
        cell.text = text
    document.core_properties.author = "K-7"
    document.save(file)

    outcome = run("word", file.getvalue(), Limits())

    assert isinstance(outcome, Done)
    assert run.layer().pages[0].text == f"{DARI}\nنام\tسال\n{PASHTO}\t۱۴۰۱"
    assert {"group": "office", "name": "author", "value": "K-7"} in outcome.answer["facts"]


def test_the_text_is_the_final_version_and_a_notice_shows_what_was_struck_out(run, word, notices):
    outcome = run("word", word(p(r("It was "), struck("not "), put_in(r("surely ")), r("so."))))

    assert run.layer().pages[0].text == "It was surely so."
    (struck_out,) = notices(outcome, "deletion")
    assert "by K-1 at 2022-01-02T03:04:00Z" in struck_out
    assert "“not”" in struck_out
    (added,) = notices(outcome, "insertion")
    assert "by K-2" in added
    assert "“surely”" in added


def test_a_row_and_a_line_end_that_were_struck_out_are_gone_from_the_text(run, word, notices):
    row = '<w:tr><w:trPr><w:del w:author="K"/></w:trPr><w:tc>' + p(r("old row")) + "</w:tc></w:tr>"
    joined = p(r("one "), properties="<w:rPr><w:del/></w:rPr>")

    outcome = run("word", word(joined, p(r("line")), f"<w:tbl>{row}</w:tbl>"))

    assert run.layer().pages[0].text == "one line"
    assert "“old row”" in notices(outcome, "deletion")[0]


def test_hidden_words_are_left_out_and_shown_in_a_notice(run, word, notices):
    styles = part(
        "styles",
        '<w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Secret"><w:basedOn w:val="Base"/></w:style>',
    )
    outcome = run(
        "word",
        word(
            p(r("seen "), r("not seen", "<w:vanish/>"), r("again", '<w:vanish w:val="0"/>')),
            p(r("by its style"), properties='<w:pStyle w:val="Secret"/>'),
            p(r("pale", '<w:color w:val="FFFFFF"/>'), r("dust", '<w:sz w:val="2"/>')),
            more=[("s", "styles", "styles.xml")],
            parts={"word/styles.xml": styles},
        ),
    )

    assert run.layer().pages[0].text == "seen again\n\npaledust"
    assert "“not seenby its style”" in notices(outcome, "hidden-text")[0]
    assert "“pale”" in notices(outcome, "white-text")[0]
    assert "“dust”" in notices(outcome, "tiny-text")[0]


def test_what_stands_beside_the_body_is_read_in_order(run, word, notices):
    note = '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
    comment = f'<w:comment w:id="0" w:author="K-3" w:date="2022-05-01T00:00:00Z">{p(r("Why?"))}'
    box = "<w:r><mc:AlternateContent>" + "".join(
        f"<mc:{way}><w:pict><v:textbox><w:txbxContent>{p(r('in a box'))}</w:txbxContent>"
        f"</v:textbox></w:pict></mc:{way}>"
        for way in ("Choice", "Fallback")
    )
    outcome = run(
        "word",
        word(
            p(
                r("Body"),
                '<w:r><w:footnoteReference w:id="7"/></w:r>',
                '<w:commentRangeStart w:id="0"/>',
                r(" words"),
                '<w:commentRangeEnd w:id="0"/>',
                box + "</mc:AlternateContent></w:r>",
            ),
            more=[
                ("1", "header", "header1.xml"),
                ("2", "header", "header2.xml"),
                ("3", "footer", "footer1.xml"),
                ("4", "footnotes", "footnotes.xml"),
                ("5", "comments", "comments.xml"),
            ],
            parts={
                "word/header1.xml": part("hdr", p(r("Office of X"))),
                "word/header2.xml": part("hdr", p(r("Office of X"))),
                "word/footer1.xml": part("ftr", p(r("Page"))),
                "word/footnotes.xml": part(
                    "footnotes", f'{note}<w:footnote w:id="7">{p(r("See."))}</w:footnote>'
                ),
                "word/comments.xml": part("comments", comment + "</w:comment>"),
            },
        ),
    )

    assert run.layer().pages[0].text.splitlines() == [
        "[Header] Office of X",
        "Body[1] words",
        "in a box",
        "[Footer] Page",
        "[Footnote 1] See.",
        "[Comment by K-3 at 2022-05-01T00:00:00Z on “words”] Why?",
    ]
    assert "“Why?”" in notices(outcome, "comment")[0]


def test_what_it_carries_and_fetches_is_told_and_never_run(run, word, links, notices):
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\x.exe'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    outcome = run(
        "word",
        word(
            p(field, r("shown"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
            more=[
                ("1", "image", "http://tracker.example/pixel.png", "outside"),
                ("2", "hyperlink", "https://example.org/page", "outside"),
            ],
            parts={
                "word/vbaProject.bin": b"macros",
                "word/media/image1.png": b"picture",
                "word/_rels/settings.xml.rels": links(
                    ("1", "attachedTemplate", "http://tracker.example/a.dotm", "outside")
                ),
            },
        ),
    )

    assert run.layer().pages[0].text == "shown"
    assert notices(outcome, "macros") == ["It has macros (word/vbaProject.bin). They were not run."]
    assert "a.dotm" in notices(outcome, "remote-template")[0]
    fetched = " ".join(notices(outcome, "fetches"))
    assert "pixel.png" in fetched
    assert "DDEAUTO" in fetched
    members = {one["name"]: one for one in outcome.answer["members"]}
    assert set(members) == {"word/vbaProject.bin", "word/media/image1.png"}
    picture = members["word/media/image1.png"]
    assert picture["relation"] == "embedded"
    assert (run.folder / picture["file"]).read_bytes() == b"picture"


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        ("<w:tbl><w:tr><w:tc>" * 200 + "</w:tc></w:tr></w:tbl>" * 200, Reason.DAMAGED),
        ("<w:p>", Reason.DAMAGED),
    ],
)
def test_a_document_that_is_nested_or_cut_is_refused(run, word, blocks, reason):
    outcome = run("word", word(blocks))

    assert isinstance(outcome, Failed)
    assert outcome.reason is reason


def test_another_kind_of_zip_is_no_word_file(run, packed):
    outcome = run("word", packed({"a.txt": "text"}))

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.NOT_THIS_KIND


_TAGS = st.sampled_from(
    [
        "w:p",
        "w:r",
        "w:t",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:ins",
        "w:del",
        "w:delText",
        "w:fldChar",
        "w:sym",
        "w:pict",
        "w:txbxContent",
        "w:rPr",
        "w:vanish",
        "mc:AlternateContent",
        "w:footnoteReference",
        "w:sdt",
        "w:pPr",
        "w:trPr",
    ]
)


@st.composite
def trees(draw):
    def tree(depth):
        element = Element(
            draw(_TAGS), {"w:char": draw(st.text(max_size=4)), "w:fldCharType": "begin"}
        )
        element.text = "x"
        if depth:
            element.extend(tree(depth - 1) for _ in range(draw(st.integers(0, 2))))
        return element

    return tree(4)


@given(trees())
def test_for_any_tree_of_marks_there_are_lines(tree):
    lines = Body(Styles(), Traces()).lines(tree)

    assert all(isinstance(line, str) for line in lines)
