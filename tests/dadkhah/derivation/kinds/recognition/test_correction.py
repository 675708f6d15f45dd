"""A person's text takes the place of a reading; the words that stay keep their places."""

from hypothesis import given
from hypothesis import strategies as st

from dadkhah.derivation.kinds.recognition.correction import Change, as_lines, corrected, pieces
from dadkhah.derivation.text_layer import Box, Page, Word


def page(text):
    """Return a page whose words have boxes that tell them apart."""
    words, start = [], 0
    for number, word in enumerate(text.split()):
        start = text.index(word, start)
        words.append(Word(word, start, start + len(word), Box(number, 0, 1, 1)))
        start += len(word)
    return Page(1, "", 100, 100, text, tuple(words))


def places(one):
    return {word.text: word.box.x for word in one.words}


def test_words_that_stay_keep_their_boxes():
    fresh = corrected(page("all schools are closed"), "all the schools are\nclosed today")

    assert places(fresh) == {"all": 0, "schools": 1, "are": 2, "closed": 3}
    assert all(fresh.text[w.start : w.end] == w.text for w in fresh.words)


def test_a_word_in_place_of_another_stands_where_that_stood():
    assert places(corrected(page("all schoois are"), "all schools are"))["schools"] == 1


def test_what_came_from_a_form_has_line_feeds_only_and_no_ends():
    assert as_lines("\r\n one \r\ntwo\t\r\rthree\0\n\n") == " one\ntwo\n\nthree"


def test_a_change_shows_what_went_and_what_came():
    found = [(one.change, one.text) for one in pieces("one twu three", "one two three")]

    assert found == [
        (Change.SAME, "one "),
        (Change.GONE, "twu"),
        (Change.NEW, "two"),
        (Change.SAME, " three"),
    ]


texts = st.text(alphabet="ab مکتب\n", max_size=40)


@given(texts, texts)
def test_for_any_two_texts_the_pieces_make_both(before, after):
    found = pieces(before, after)

    assert "".join(one.text for one in found if one.change != Change.NEW) == before
    assert "".join(one.text for one in found if one.change != Change.GONE) == after


@given(texts, texts)
def test_for_any_text_every_box_belongs_to_one_word_of_it(before, after):
    fresh = corrected(page(before), after)

    assert all(after[word.start : word.end] == word.text for word in fresh.words)
    assert len({word.box for word in fresh.words}) == len(fresh.words)
