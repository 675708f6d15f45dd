"""An OpenDocument file shows its final version; what it hides and what was changed is told."""

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.derivation.kinds.documents.office.report import Report
from dadkhah.derivation.kinds.documents.open_parts.hiding import Hiding
from dadkhah.derivation.kinds.documents.open_parts.running import Running, read_changes
from dadkhah.derivation.kinds.documents.open_parts.sheets import sheet_pages
from dadkhah.derivation.outcome import Done, Failed, Limits, Reason

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {
    "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
    "presentation": "presentation", "meta": "meta", "script": "script",
    "manifest": "manifest", "fo": "xsl-fo-compatible",
}  # fmt: skip
SPACES = " ".join(f'xmlns:{prefix}="{OASIS}{name}:1.0"' for prefix, name in NAMES.items())
SPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
DARI = "دختران از مکتب باز ماندند؛ «می‌گویند»"
HIDDEN = (
    '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="W"><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="T"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="D"><style:drawing-page-properties'
    ' presentation:visibility="hidden"/></style:style>'
)


@pytest.fixture
def document(packed):
    def document(kind, body, parts=None):
        content = (
            f"<office:document-content {SPACES}><office:automatic-styles>{HIDDEN}"
            f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
            "</office:body></office:document-content>"
        )
        mimetype = f"application/vnd.oasis.opendocument.{kind}"
        return packed({"mimetype": mimetype, "content.xml": content, **(parts or {})})

    return document


def p(text):
    return f"<text:p>{text}</text:p>"


def test_a_text_is_read_in_order_behind_walls(run, document, facts):
    table = "".join(
        f"<table:table-row><table:table-cell>{p(a)}</table:table-cell>"
        f"<table:table-cell>{p(b)}</table:table-cell></table:table-row>"
        for a, b in (("نام", "سال"), ("ګلالۍ", "۱۴۰۱"))
    )
    note = f'<text:note text:note-class="footnote"><text:note-body>{p("See.")}</text:note-body>'
    meta = f"<o:document-meta xmlns:o='{OASIS}office:1.0' {SPACES}><office:meta>"
    outcome = run(
        "open-document",
        document(
            "text",
            p(DARI)
            + f"<table:table>{table}</table:table>"
            + p(f'one<text:s text:c="2"/>two<text:tab/>three\n  four{note}</text:note>'),
            {
                "meta.xml": f"{meta}<meta:initial-creator>K-7</meta:initial-creator>"
                "</office:meta></o:document-meta>",
                "styles.xml": f"<office:document-styles {SPACES}><style:header>{p('Office of X')}"
                f"</style:header></office:document-styles>",
            },
        ),
        Limits(),
    )

    assert isinstance(outcome, Done)
    assert run.layer().pages[0].text.splitlines() == [
        "[Header] Office of X",
        DARI,
        "نام\tسال",
        "ګلالۍ\t۱۴۰۱",
        "one  two\tthree four[1]",
        "[Footnote 1] See.",
    ]
    assert facts(outcome)["author"] == "K-7"


def test_the_text_is_the_final_version_and_notices_show_the_changes(run, document, notices):
    info = "<office:change-info><dc:creator>K-1</dc:creator><dc:date>2022-01-02</dc:date>"
    info += "</office:change-info>"
    body = (
        "<text:tracked-changes>"
        f'<text:changed-region text:id="1"><text:deletion>{info}{p("not")}</text:deletion>'
        "</text:changed-region>"
        f'<text:changed-region text:id="2"><text:insertion>{info}</text:insertion>'
        "</text:changed-region></text:tracked-changes>"
    ) + p(
        'It was <text:change text:change-id="1"/><text:change-start text:change-id="2"/>surely'
        '<text:change-end text:change-id="2"/> so.'
    )

    outcome = run("open-document", document("text", body))

    assert run.layer().pages[0].text == "It was surely so."
    assert "by K-1 at 2022-01-02" in notices(outcome, "deletion")[0]
    assert "“not”" in notices(outcome, "deletion")[0]
    assert "“surely”" in notices(outcome, "insertion")[0]


def test_a_frame_in_a_frame_is_read_once_after_its_line(run, document):
    frame = "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>"
    inner = p("outer" + frame.format(p("inner")))

    run("open-document", document("text", p("line" + frame.format(inner)) + p("next")))

    assert run.layer().pages[0].text.splitlines() == ["line", "outer", "inner", "next"]


def test_hidden_words_are_left_out_and_shown_in_notices(run, document, notices):
    comment = "<office:annotation><dc:creator>K-3</dc:creator><text:p>Why?</text:p>"
    body = p(
        'seen <text:span text:style-name="H">unseen</text:span> more'
        '<text:span text:style-name="W">pale</text:span>'
        f"{comment}</office:annotation>"
    )
    body += f'<text:section text:display="none">{p("in a section")}</text:section>'

    outcome = run("open-document", document("text", body))

    assert run.layer().pages[0].text.splitlines() == ["seen  morepale", "[Comment by K-3] Why?"]
    told = " ".join(notices(outcome, "hidden-text"))
    assert "“unseen”" in told
    assert "“in a section”" in told
    assert "“pale”" in notices(outcome, "white-text")[0]


def test_sheets_are_pages_and_hidden_ones_are_marked(run, document, notices):
    def cell(text, more=""):
        return f"<table:table-cell {more}>{p(text)}</table:table-cell>"

    def table(name, rows, style=""):
        return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'

    date = 'office:value-type="date" office:date-value="2022-12-20"'
    empty = '<table:table-cell table:number-columns-repeated="3"/>'
    rows = f"<table:table-row>{cell('one')}{empty}{cell('20 Dec', date)}</table:table-row>"
    rows += f'<table:table-row table:visibility="filter">{cell("secret row")}</table:table-row>'
    rows += '<table:table-row table:number-rows-repeated="1048576"><table:table-cell'
    rows += ' table:number-columns-repeated="16384"/></table:table-row>'
    other = f"<table:table-row>{cell('in two')}</table:table-row>"

    outcome = run(
        "open-document", document("spreadsheet", table("A", rows) + table("B", other, "T"))
    )

    first, second = run.layer().pages
    assert (first.label, second.label) == ("A", "B (hidden)")
    assert first.text == "one\t\t\t\t2022-12-20\n[In hidden rows and columns]\nsecret row"
    assert "“secret row”" in notices(outcome, "hidden-cells")[0]
    assert "“in two”" in notices(outcome, "hidden-sheet")[0]


def test_a_cell_that_says_it_stands_in_a_million_places_is_cut(run, document):
    row = (
        '<table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )
    outcome = run("open-document", document("spreadsheet", f"<table:table>{row * 9}</table:table>"))

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.TOO_LARGE


def test_slides_are_pages_with_their_notes(run, document, notices):
    def slide(text, style="", more=""):
        return (
            f'<draw:page draw:style-name="{style}"><draw:frame><draw:text-box>{p(text)}'
            f"</draw:text-box></draw:frame>{more}</draw:page>"
        )

    notes = f"<presentation:notes><draw:frame><draw:text-box>{p('Do not say.')}"
    notes += "</draw:text-box></draw:frame></presentation:notes>"
    outcome = run(
        "open-document", document("presentation", slide("One", more=notes) + slide("Two", "D"))
    )

    assert [(page.label, page.text) for page in run.layer().pages] == [
        ("1", "One\n[Speaker notes] Do not say."),
        ("2 (hidden)", "Two"),
    ]
    assert "“Do not say.”" in notices(outcome, "speaker-notes")[0]
    assert "“Two”" in notices(outcome, "hidden-slide")[0]


def test_what_it_carries_and_fetches_is_told(run, document, notices):
    image = '<draw:frame><draw:image xlink:href="http://tracker.example/p.png"/></draw:frame>'
    parts = {"Basic/Standard/Module1.xml": "<a/>", "Pictures/1.png": b"picture"}

    outcome = run("open-document", document("text", p(image), parts))

    assert "p.png" in notices(outcome, "fetches")[0]
    assert "Module1" in notices(outcome, "macros")[0]
    names = [one["name"] for one in outcome.answer["members"]]
    assert names == ["Basic/Standard/Module1.xml", "Pictures/1.png"]


def test_a_locked_document_says_so(run, document):
    manifest = f"<manifest:manifest {SPACES}><manifest:file-entry><manifest:encryption-data/>"
    manifest += "</manifest:file-entry></manifest:manifest>"

    outcome = run("open-document", document("text", "", {"META-INF/manifest.xml": manifest}))

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.PASSWORD


TAGS = st.sampled_from(
    [
        "text:p", "text:span", "text:list", "text:s", "text:note", "text:note-body", "draw:frame",
        "draw:text-box", "office:annotation", "text:change-start", "text:change-end",
        "text:section", "table:table", "table:table-row", "table:table-cell", "text:hidden-text",
        "text:deletion", "text:changed-region", "table:table-column",
    ]
)  # fmt: skip


@st.composite
def trees(draw):
    def tree(depth):
        repeated = draw(st.sampled_from(["1", "3", "x", "-1", "99999999999"]))
        element = Element(
            draw(TAGS), {"table:number-columns-repeated": repeated, "text:c": repeated}
        )
        element.text = "x"
        if depth:
            element.extend(tree(depth - 1) for _ in range(draw(st.integers(0, 2))))
        return element

    return tree(4)


@given(trees())
def test_for_any_tree_of_marks_there_are_lines_and_pages(tree):
    running = Running(Hiding(frozenset(), frozenset()), Report(Path(), "office"))
    read_changes(tree, running)

    assert all(isinstance(line, str) for line in running.lines(tree))
    assert all(isinstance(text, str) for _, text in sheet_pages(tree, running))
