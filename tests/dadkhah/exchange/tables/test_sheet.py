"""A table is read strictly and written always the same."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.exchange.tables.sheet import read_sheet, write_sheet

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(st.lists(st.tuples(TEXT, TEXT).filter(lambda row: any(c.strip() for c in row)), max_size=5))
def test_for_any_texts_a_table_comes_back(rows):
    content = write_sheet(("one", "two"), [{"one": a, "two": b} for a, b in rows])
    sheet = read_sheet(content, "t.csv")
    assert sheet.problems == ()
    assert [tuple(row.cells.values()) for row in sheet.rows] == rows
    again = write_sheet(sheet.columns, [row.cells for row in sheet.rows])
    assert again == content


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_for_any_texts_another_csv_reader_agrees_on_rows_and_cells(rows):
    content = write_sheet(("one", "two"), [{"one": a, "two": b} for a, b in rows])
    found = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert [len(row) for row in found] == [2] * (len(rows) + 1)


def test_a_cell_is_quoted_only_where_needed_and_rows_end_with_lf():
    rows = [{"a": 'say "no", he said', "b": "plain"}, {"a": " x", "b": "two\nlines"}]
    assert write_sheet(("a", "b"), rows) == (
        b'a,b\n"say ""no"", he said",plain\n" x","two\nlines"\n'
    )


@pytest.mark.parametrize(
    "content",
    [b"a,b\n1,2\n", b"a,b\r\n1,2\r\n", b"a,b\r1,2\r", b"\xef\xbb\xbfa,b\n1,2", b"a , b\n1,2\n"],
)
def test_a_byte_order_mark_and_any_line_end_are_read(content):
    sheet = read_sheet(content, "t.csv")
    assert (sheet.columns, sheet.problems) == (("a", "b"), ())
    assert [(row.number, dict(row.cells)) for row in sheet.rows] == [(2, {"a": "1", "b": "2"})]


def test_rows_are_numbered_as_a_spreadsheet_program_does():
    content = b'a,b\n"two\nlines",1\n\n,\n3,4\n'
    assert [row.number for row in read_sheet(content, "t.csv").rows] == [2, 5]


@pytest.mark.parametrize(
    ("content", "row", "field", "reason"),
    [
        (b"", 0, "", "is empty"),
        ("a,b\n1,é\n".encode("latin-1"), 0, "", "line 2 is not UTF-8"),
        ("a,b\n1,2\n".encode("utf-16"), 0, "", "is not UTF-8"),
        (b"a,b\n1,\0\n", 0, "", "line 2 holds a NUL"),
        (b'a,b\n1,2\n"3,4\n', 3, "", "a quote mark that is not closed"),
        (b'a,b\n1,"2"x\n', 2, "", "cannot be read as CSV"),
        (b"a;b\n1;2\n", 1, "", "no commas between columns"),
        (b"a\tb\n1\t2\n", 1, "", "no commas between columns"),
        (b"a,b,a\n1,2,3\n", 1, "a", "more than once"),
        (b"a,,b\n1,2,3\n", 1, "", "has no name"),
        (b"a,b\n1,2,3\n", 2, "", "has 3 cells, the header has 2"),
        (b"a,b\n1,2\n1\n", 3, "", "has 1 cell, the header has 2"),
    ],
)
def test_a_table_that_could_be_misread_is_refused(content, row, field, reason):
    (problem,) = read_sheet(content, "t.csv").problems
    assert (problem.file, problem.row, problem.field) == ("t.csv", row, field)
    assert reason in problem.reason


def test_every_wrong_row_is_told():
    assert [p.row for p in read_sheet(b"a,b\n1\n2,2\n3,3,3\n", "t.csv").problems] == [2, 4]
