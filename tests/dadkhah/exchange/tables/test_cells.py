"""A list or a formula in a cell comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.exchange.tables.cells import join_list, shield, split_list, unshield


@pytest.mark.parametrize(
    ("cell", "entries"),
    [
        ("", ()),
        ("  ", ()),
        ("a", ("a",)),
        ("a;b", ("a", "b")),
        (" a ; b ", ("a", "b")),
        (r"a\;b; c\\d", ("a;b", r"c\d")),
        ("a;;b", ("a", "", "b")),
        ("a;", ("a", "")),
        ("a\\", ("a\\",)),
        ("a\nb; c", ("a\nb", "c")),
    ],
)
def test_a_cell_is_split_at_each_semicolon_that_is_not_escaped(cell, entries):
    assert split_list(cell) == entries


@given(st.lists(st.text(min_size=1).map(str.strip).filter(bool)).map(tuple))
def test_for_any_entries_a_list_comes_back(entries):
    assert split_list(join_list(entries)) == entries


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''-"])
def test_no_cell_begins_with_what_a_spreadsheet_program_would_run(text):
    assert shield(text) == f"'{text}"


@given(st.text() | st.from_regex(r"\A'*[=+@-].*", fullmatch=False))
def test_for_any_text_the_shield_comes_off_again(text):
    assert unshield(shield(text)) == text


@pytest.mark.parametrize("text", ["", "a", "'", "'quoted'", "a=b", "1-2"])
def test_other_texts_are_left_as_they_are(text):
    assert shield(text) == text == unshield(text)
