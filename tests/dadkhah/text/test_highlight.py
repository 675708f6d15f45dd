"""What was searched for is shown in the text as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.text.folding import fold, fold_in_place
from dadkhah.text.highlight import Piece, highlighted, snippets
from dadkhah.text.search_terms import Term, read_query


def hits(text, query):
    return [piece.text for piece in highlighted(text, read_query(query).terms) if piece.is_hit]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("The ban, the BAN and banners", "ban", ["ban", "BAN"]),
        ("banned banner", "ban*", ["banned", "banner"]),
        ("در كابل و کابل", "کابل", ["كابل", "کابل"]),
        ("این می‌شود", "میشود", ["می‌شود"]),
        ("سال ۱۴۰۰ و ١٤٠٠", "1400", ["۱۴۰۰", "١٤٠٠"]),
        ("مُحَرَّم است", "محرم", ["مُحَرَّم"]),
        ("closed all schools for girls", '"schools for"', ["schools for"]),
        ("schools, for girls", '"schools for"', ["schools, for"]),
        ("for schools", '"schools for"', []),
        ("see A-0001.", "A-0001", ["A-0001"]),
        ("girls school", "girls -school", ["girls"]),
        ("a school for gi", '"school for girl*"', []),
        ("a school for girls", '"school for girl*"', ["school for girls"]),
    ],
)
def test_every_spelling_of_a_word_is_a_hit(text, query, found):
    assert hits(text, query) == found


def test_a_snippet_shows_the_place_with_most_of_the_terms():
    text = "school " + "other words here " * 30 + "the school for girls was closed " + "more " * 50
    shown = snippets(text, read_query("school girls").terms, 60)

    assert [piece.text for piece in shown if piece.is_hit] == ["school", "girls"]
    assert shown[0] == shown[-1] == Piece("…", False)
    assert len("".join(piece.text for piece in shown)) <= 62


def test_a_snippet_without_a_hit_is_the_beginning_cut_at_a_space():
    assert snippets("one two three", (), 9) == (Piece("one two", False), Piece("…", False))


TEXTS = st.text(alphabet="abي‌ یكَ ۱A.-\n", max_size=60)
TERMS = st.lists(
    st.builds(
        Term,
        st.lists(st.text("abیک1", min_size=1, max_size=2), min_size=1, max_size=2).map(tuple),
        st.booleans(),
    )
)


@given(TEXTS | st.text(), TERMS)
def test_for_any_text_the_pieces_joined_are_the_text(text, terms):
    assert "".join(piece.text for piece in highlighted(text, terms)) == text


@given(TEXTS, TERMS, st.integers(-1, 40))
def test_for_any_text_a_snippet_is_a_part_of_it_and_not_longer_than_asked(text, terms, length):
    pieces = snippets(text, terms, length)
    shown = "".join(piece.text for piece in pieces if piece != Piece("…", False))

    assert shown in text
    assert len(shown) <= max(length, 1)


@given(TEXTS | st.text(), st.data())
def test_for_any_text_what_is_folded_in_place_knows_where_it_stood(text, data):
    folded = fold_in_place(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    first, after = folded.span(start, end)

    assert folded.text == fold(text)
    assert folded.text[start:end] in fold(text[first:after])
