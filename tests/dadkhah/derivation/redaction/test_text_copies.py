"""A text is copied without what is hidden, and its marks do not tell how long that was."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.derivation.redaction.hidden import Hidden, HiddenSpan
from dadkhah.derivation.redaction.occurrences import is_said, merged, occurrences

NOTHING = {"redaction-nothing-found"}


@pytest.mark.parametrize(
    ("word", "text", "left"),
    [
        ("Maryam", "I met Maryam and MARYAM there.", "I met […] and […] there."),
        ("Maryam Ahmadi", "I met Maryam\n  Ahmadi.", "I met […]."),
        ("Maryam", "I met Mar-\nyam there.", "I met […] there."),
        ("مریم", "با مريم رفتم؛ مَریَم‌ها.", "با […] رفتم؛ […]."),
        ("0799 123 456", "Call 0799123456 or ۰۷۹۹-۱۲۳-۴۵۶.", "Call […] or […]."),
        ("school", "The school-bus of the schools.", "The […]-bus of the […]."),
    ],
)
def test_every_spelling_of_a_word_is_hidden(redact, word, text, left):
    copy = redact("redact-text", text.encode(), Hidden(words=(word,)))

    assert copy.file.read_text("utf-8") == left
    assert copy.check() == NOTHING


def test_two_hidden_parts_side_by_side_are_one_mark(redact):
    hidden = Hidden(spans=(HiddenSpan(6, 12), HiddenSpan(13, 19)))
    copy = redact("redact-text", b"I met Maryam Ahmadi there.\r\n", hidden)

    assert copy.file.read_text("utf-8") == "I met […] there.\n"


def test_a_copy_of_a_text_in_another_encoding_is_utf_8(redact):
    text = "نام او مریم است.\n"
    copy = redact("redact-text", text.encode("utf-16"), Hidden(words=("مریم",)))

    assert copy.file.read_bytes().decode("utf-8") == "نام او […] است.\n"


def test_the_check_finds_words_that_a_copy_still_has(redact):
    copy = redact("redact-text", b"I met Maryam there.", Hidden(words=("Maryam",)))

    assert copy.check(b"I met M a r y a m there.") == {"redaction-leak-text"}
    assert copy.check("I met MARYAM there.".encode("utf-16")) == {"redaction-leak-text"}


def test_the_check_says_that_a_hidden_part_is_said_elsewhere(redact):
    hidden = Hidden(spans=(HiddenSpan(6, 12),))
    copy = redact("redact-text", b"I met Maryam there. Later Maryam left.", hidden)

    assert copy.check() == {"redaction-repeated"}


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_for_any_spans_what_is_merged_covers_them_in_order(text, one, other):
    spans = [HiddenSpan(min(pair), max(pair) + 1) for pair in ((one, other), (other, one + other))]
    result = merged(spans, text)

    covered = {place for span in result for place in range(span.start, span.end)}
    wanted = {place for span in spans for place in range(span.start, min(span.end, len(text)))}
    assert wanted <= covered
    assert all(a.end < b.start for a, b in pairwise(result))


letters = st.text("abcdefgh یکم", min_size=1, max_size=8).filter(lambda w: w.strip())


@given(letters, st.text("abcdefgh یکمAB\n.", max_size=80))
def test_for_any_word_what_remains_of_a_text_does_not_say_it(word, text):
    remains, at = [], 0
    for span in occurrences([word], text):
        remains.append(text[at : span.start])
        at = span.end
    remains.append(text[at:])

    assert not any(word in piece for piece in remains)
    assert not occurrences([word], "[…]".join(remains))


def test_a_short_word_is_not_found_across_others():
    assert not is_said("ali", "nation al integration")
    assert is_said("ali", "Italian")
