"""A workbook shows its cells, a page for each sheet; what is hidden is marked and told."""

import datetime as dt
import io
from xml.etree.ElementTree import Element, SubElement

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from dadkhah.derivation.kinds.documents.sheet_parts.cells import Book
from dadkhah.derivation.outcome import Done, Failed, Limits, Reason

SPACES = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


@pytest.fixture
def saved():
    def saved(book):
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    return saved


@pytest.fixture
def workbook(packed, links):
    """A workbook of raw sheets."""

    def workbook(*sheets, count=None, parts=None):
        names = "".join(
            f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>'
            for n in range(1, (count or len(sheets)) + 1)
        )
        return packed(
            {
                "xl/workbook.xml": f"<workbook {SPACES}><sheets>{names}</sheets></workbook>",
                "xl/_rels/workbook.xml.rels": links(
                    *((f"r{n}", "worksheet", f"sheet{n}.xml") for n in range(1, len(sheets) + 1))
                ),
                **{
                    f"xl/sheet{n}.xml": f"<worksheet {SPACES}>{sheet}</worksheet>"
                    for n, sheet in enumerate(sheets, 1)
                },
                **(parts or {}),
            }
        )

    return workbook


def test_cells_are_read_as_they_are_shown_behind_walls(run, saved):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "فهرست"
    sheet.append(["نام", "روز", "شمار"])
    sheet.append(["ګلالۍ", dt.date(2022, 12, 20), 0.1 + 0.2])
    sheet.append([None, dt.datetime(2022, 12, 20, 9, 30), True])  # noqa: DTZ001 - Excel has no zone
    book.create_sheet("دو").append([42])

    outcome = run("sheet", saved(book), Limits())

    assert isinstance(outcome, Done)
    first, second = run.layer().pages
    assert (first.label, second.label) == ("فهرست", "دو")
    assert first.text == "نام\tروز\tشمار\nګلالۍ\t2022-12-20\t0.3\n\t2022-12-20 09:30:00\tTRUE"
    assert second.text == "42"


def test_what_is_hidden_is_marked_in_the_text_and_told(run, saved, notices):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["open", "secret column"])
    sheet.append(["secret row"])
    sheet.append(["veiled"])
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[2].hidden = True
    sheet["A3"].number_format = ";;;"
    for name, state in (("Two", "hidden"), ("Three", "veryHidden")):
        other = book.create_sheet(name)
        other.append([f"in {name}"])
        other.sheet_state = state

    outcome = run("sheet", saved(book))

    pages = run.layer().pages
    assert [page.label for page in pages] == ["Sheet", "Two (hidden)", "Three (very hidden)"]
    assert pages[0].text.splitlines() == [
        "open",
        "[In hidden rows and columns]",
        "B1: secret column",
        "A2: secret row",
    ]
    assert "1 rows and these columns are hidden: B:B" in notices(outcome, "hidden-cells")[0]
    assert "secret row" in notices(outcome, "hidden-cells")[0]
    assert "A3: veiled" in notices(outcome, "masked-cells")[0]
    assert "in Two" in notices(outcome, "hidden-sheet")[0]
    assert "no menu shows it" in notices(outcome, "hidden-sheet")[1]


def test_a_formula_shows_its_saved_value_and_one_without_is_told(run, workbook, notices):
    cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>SUM(A1:A9)</f></c>'

    outcome = run("sheet", workbook(f'<sheetData><row r="1">{cells}</row></sheetData>'))

    assert run.layer().pages[0].text == "2"
    assert "“B1: =SUM(A1:A9)”" in notices(outcome, "no-value")[0]


def test_comments_and_their_authors_are_read(run, saved, notices):
    book = openpyxl.Workbook()
    book.active["A1"] = "one"
    book.active["A1"].comment = Comment("چرا؟", "K-3")

    outcome = run("sheet", saved(book))

    assert run.layer().pages[0].text == "one\n[Comment on Sheet A1 by K-3] چرا؟"
    assert "“چرا؟”" in notices(outcome, "comment")[0]


def test_copies_that_no_sheet_shows_are_told(run, workbook, notices):
    outcome = run(
        "sheet",
        workbook(
            "",
            parts={
                "xl/pivotCache/pivotCacheRecords1.xml": f'<a {SPACES}><r><s v="Farida"/></r></a>',
                "xl/externalLinks/externalLink1.xml": f"<a {SPACES}><v>taken</v></a>",
                "xl/revisions/revisionLog1.xml": f'<a {SPACES}><rcc><oc r="A1"><v>5</v></oc>'
                '<nc r="A1"><v>7</v></nc></rcc></a>',
                "xl/connections.xml": f'<a {SPACES}><connection name="Q"><dbPr connection="X"/>'
                "</connection></a>",
            },
        ),
    )

    assert "“Farida”" in notices(outcome, "pivot-copy")[0]
    assert "“taken”" in notices(outcome, "copied-values")[0]
    assert "A1" in notices(outcome, "cell-change")[0]
    assert "“5 → 7”" in notices(outcome, "cell-change")[0]
    assert "“Q X”" in notices(outcome, "fetches")[0]


def test_ten_thousand_sheets_are_refused(run, workbook):
    outcome = run("sheet", workbook(count=10_000))

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.TOO_LARGE
    assert "10000 sheets" in outcome.message


@pytest.mark.parametrize(
    "sheet",
    [
        '<sheetData><row r="99999999999"><c r="ZZZZZ1" t="s"><v>7</v></c></row></sheetData>',
        '<sheetData><row r="x"><c t="s"><v>-1</v></c><c s="x"><v>nan</v></c></row></sheetData>',
        '<cols><col min="1" max="99999999" hidden="1"/></cols>',
        '<sheetData><row><c s="0"><v>1e400</v></c><c><v>9</v><v/></c></row></sheetData>',
    ],
)
def test_places_and_numbers_out_of_all_bounds_do_no_harm(run, workbook, sheet):
    assert isinstance(run("sheet", workbook(sheet)), Done)


@given(
    st.sampled_from(["n", "s", "b", "d", "e", "str", "x"]),
    st.text(max_size=9) | st.floats().map(str),
    st.sampled_from(["General", "yyyy-mm-dd", "[h]:mm", "0.00", ";;;"]),
    st.booleans(),
)
def test_for_any_value_and_format_a_cell_shows_a_text(kind, written, style, from_1904):
    cell = Element("s:c", {"t": kind, "s": "0"})
    SubElement(cell, "s:v").text = written

    assert isinstance(Book(["one"], [style], from_1904).shown(cell).text, str)
