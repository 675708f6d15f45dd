"""A presentation shows its slides in order; notes, comments and hidden things are told."""

import io

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu, Inches

from dadkhah.derivation.outcome import Done, Failed, Limits, Reason

PASHTO = "د ښوونځي دروازه تړل شوې ده."


@pytest.fixture
def deck():
    return pptx.Presentation()


def saved(deck):
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def with_box(deck, text, left=100):
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    box = slide.shapes.add_textbox(Emu(left), 100, Inches(1), Inches(1))
    box.text_frame.text = text
    return slide, box


def test_slides_and_their_notes_are_read_behind_walls(run, deck, notices):
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "زنان"
    slide.placeholders[1].text = PASHTO
    slide.notes_slide.notes_text_frame.text = "Do not say his name."
    with_box(deck, "Second")

    outcome = run("slides", saved(deck), Limits())

    assert isinstance(outcome, Done)
    first, second = run.layer().pages
    assert (first.label, second.label) == ("1", "2")
    assert first.text == f"زنان\n{PASHTO}\n[Speaker notes] Do not say his name."
    assert second.text == "Second"
    assert "“Do not say his name.”" in notices(outcome, "speaker-notes")[0]


def test_tables_charts_and_groups_are_read(run, deck):
    slide, _ = with_box(deck, "First")
    table = slide.shapes.add_table(1, 2, 0, 0, Inches(1), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, 10, 10).text_frame.text = "in a group"
    data = CategoryChartData()
    data.categories = ["East", "West"]
    data.add_series("Number", (1, 2))
    slide.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, Inches(1), Inches(1), data)

    outcome = run("slides", saved(deck))

    lines = run.layer().pages[0].text.splitlines()
    assert lines[:3] == ["First", "a\tb", "in a group"]
    assert "East\tWest" in lines
    assert any(one["name"].endswith(".xlsx") for one in outcome.answer["members"])


def test_what_no_viewer_sees_is_told_with_its_words(run, deck, notices):
    hidden, _ = with_box(deck, "on a hidden slide")
    hidden._element.set("show", "0")
    _, box = with_box(deck, "in a hidden box")
    box._element.nvSpPr.cNvPr.set("hidden", "1")
    with_box(deck, "far away", left=deck.slide_width)
    with_box(deck, "taken from the show")
    deck.slides._sldIdLst.remove(deck.slides._sldIdLst[-1])

    outcome = run("slides", saved(deck))

    pages = run.layer().pages
    assert [page.label for page in pages] == ["1 (hidden)", "2", "3", "not in the show"]
    assert [page.text for page in pages] == ["on a hidden slide", "", "", "taken from the show"]
    assert "“on a hidden slide”" in notices(outcome, "hidden-slide")[0]
    assert "“in a hidden box”" in notices(outcome, "hidden-shape")[0]
    assert "“far away”" in notices(outcome, "outside-slide")[0]
    assert "“taken from the show”" in notices(outcome, "orphan-slide")[0]


def test_comments_of_both_kinds_are_read_with_their_authors(run, packed, links, notices):
    old = "http://schemas.openxmlformats.org/presentationml/2006/main"
    new = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"
    drawn = "http://schemas.openxmlformats.org/drawingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    said = "<p:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:txBody>"
    outcome = run(
        "slides",
        packed(
            {
                "ppt/presentation.xml": f'<p:presentation xmlns:p="{old}" xmlns:r="{office}">'
                '<p:sldIdLst><p:sldId r:id="s"/></p:sldIdLst></p:presentation>',
                "ppt/_rels/presentation.xml.rels": links(
                    ("s", "slide", "slides/slide1.xml"),
                    ("a", "commentAuthors", "commentAuthors.xml"),
                ),
                "ppt/commentAuthors.xml": f'<p:cmAuthorLst xmlns:p="{old}">'
                '<p:cmAuthor id="0" name="K-3"/></p:cmAuthorLst>',
                "ppt/slides/slide1.xml": f'<p:sld xmlns:p="{old}"><p:cSld/></p:sld>',
                "ppt/slides/_rels/slide1.xml.rels": links(
                    ("1", "comments", "../comments/1.xml"), ("2", "comments", "../comments/2.xml")
                ),
                "ppt/comments/1.xml": f'<p:cmLst xmlns:p="{old}"><p:cm authorId="0" dt="2022">'
                "<p:text>Old</p:text></p:cm></p:cmLst>",
                "ppt/comments/2.xml": f'<p:cmLst xmlns:p="{new}" xmlns:a="{drawn}">'
                '<p:cm authorId="0"><p:replyLst><p:reply created="2024">'
                f"{said.format('Answer')}</p:reply></p:replyLst>{said.format('New')}</p:cm>"
                "</p:cmLst>",
            }
        ),
    )

    assert run.layer().pages[0].text.splitlines() == [
        "[Comment by K-3 at 2022] Old",
        "[Comment by K-3] New",
        "[Comment at 2024] Answer",
    ]
    assert len(notices(outcome, "comment")) == 3


def test_more_slides_than_allowed_are_refused(run, deck):
    with_box(deck, "one")
    with_box(deck, "two")

    outcome = run("slides", saved(deck), most_slides=1)

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.TOO_LARGE
