"""A quotation finds its place again, in the same text and in one that was derived anew."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dadkhah.derivation.anchoring import Anchor, Certainty, anchor
from dadkhah.derivation.fragments import Region, TimeRange, Unit
from dadkhah.derivation.selectors import PageNumber, Quote, Span, quote_of, web_annotation
from dadkhah.text.folding import fold

VECTORS = json.loads(
    (Path(__file__).parents[3] / "docs/formats/vectors/passage-selectors.json").read_text("utf-8")
)
TEXTS = st.text(min_size=1, max_size=120) | st.text("ab یيکك‌-\n۱1", min_size=1, max_size=60)


@st.composite
def texts_and_spans(draw, texts=TEXTS):
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@pytest.mark.parametrize("vector", VECTORS["quotes"], ids=lambda v: v["quote"]["exact"])
def test_a_quotation_is_found_as_the_vectors_say(vector):
    found = anchor(vector["text"], Quote(**vector["quote"]))

    assert (found and [found.start, found.end, found.certainty]) == vector["found"]


@pytest.mark.parametrize("vector", VECTORS["quoted"], ids=lambda v: v["text"])
def test_a_quotation_is_made_as_the_vectors_say(vector):
    assert quote_of(vector["text"], *vector["span"]) == Quote(**vector["quote"])


@given(texts_and_spans())
def test_for_any_span_its_quotation_finds_it_again(made):
    text, start, end = made

    assert anchor(text, quote_of(text, start, end)) == Anchor(start, end, Certainty.EXACT)


@given(texts_and_spans(st.text("abی کي-\n", min_size=1, max_size=60)), st.data())
def test_for_any_spaces_put_in_and_letters_typed_otherwise_it_is_still_found(made, data):
    text, start, end = made
    quote = quote_of(text, start, end)
    assume(fold(quote.exact).strip(" \n-"))
    ways = {"ی": "یي", "ي": "یي", "ک": "کك", "a": "aA", "b": "bB"}
    pieces = []
    for letter in text:
        spaces = data.draw(st.sampled_from(["", "", " ", "\n", "\u200c"])) if letter != "-" else ""
        pieces.append(spaces + data.draw(st.sampled_from(ways.get(letter, letter))))
    changed = "".join(pieces)

    found = anchor(changed, quote, near=len("".join(pieces[:start])))

    def letters(text):
        return [c for c in fold(text) if c not in " \n-"]

    assert found is not None
    assert letters(changed[found.start : found.end]) == letters(quote.exact)
    if found.is_only and "-" not in text:
        assert letters(changed[: found.start]) == letters(text[:start])


@given(st.text(max_size=80), st.text(max_size=20), st.text(max_size=9), st.text(max_size=9))
def test_for_any_quotation_what_is_found_is_in_the_text(text, exact, prefix, suffix):
    found = anchor(text, Quote(exact, prefix, suffix))

    assert found is None or 0 <= found.start < found.end <= len(text)


def test_of_several_places_that_fit_the_nearest_is_taken_and_it_is_told():
    text = "ban. " * 3

    assert anchor(text, Quote("ban")) == Anchor(0, 3, Certainty.EXACT, is_only=False)
    assert anchor(text, Quote("ban"), near=9) == Anchor(10, 13, Certainty.EXACT, is_only=False)
    assert anchor(text, Quote("BAN"), near=9) == Anchor(10, 13, Certainty.FOLDED, is_only=False)


def test_context_outweighs_spelling():
    text = "the كار of men. the کار of women."

    assert anchor(text, Quote("کار", suffix="of men")) == Anchor(4, 7, Certainty.FOLDED)


@pytest.mark.parametrize(("exact", "found"), [("", None), (" ", 3), ("—", None), ("\u200c", None)])
def test_a_quotation_without_letters_is_found_only_as_written(exact, found):
    place = anchor("one two", Quote(exact))

    assert (place and place.start) == found


SENTENCES = " ".join(
    f"In province {n} the school number {n * 7} was closed by order {n * 13} of the ministry."
    for n in range(60)
)


def misread(text):
    """Every eleventh character as bad eyes read it."""
    return "".join("*" if n % 11 == 5 else c for n, c in enumerate(text))


@pytest.mark.parametrize(("start", "length"), [(1000, 70), (2000, 900), (0, 60), (4000, 80)])
def test_a_text_that_was_misread_still_has_the_place_most_alike(start, length):
    quote = quote_of(SENTENCES, start, start + length)

    found = anchor(misread(SENTENCES), quote)

    assert found.certainty is Certainty.APPROXIMATE
    assert abs(found.start - start) <= 3
    assert abs(found.end - start - length) <= 3


@pytest.mark.parametrize("change", ["", "short", "x" * 2000])
def test_what_is_not_there_is_not_found(change):
    assert anchor(change, Quote("The decree was signed in Kandahar. " * 30)) is None
    assert anchor(SENTENCES, Quote("signed " * 3 + change)) is None


def test_an_empty_part_or_one_outside_is_a_mistake_of_the_caller():
    for start, end in [(0, 0), (2, 1), (0, 9), (-1, 2)]:
        with pytest.raises(ValueError, match="is no part"):
            quote_of("one", start, end)


@pytest.mark.parametrize(
    ("selector", "written"),
    [
        (Quote("a"), {"type": "TextQuoteSelector", "exact": "a"}),
        (Quote("a", "b", "c"),
         {"type": "TextQuoteSelector", "exact": "a", "prefix": "b", "suffix": "c"}),
        (Span(412, 795), {"type": "TextPositionSelector", "start": 412, "end": 795}),
        (TimeRange(Decimal(30), Decimal(60)),
         {"type": "FragmentSelector", "conformsTo": "http://www.w3.org/TR/media-frags/",
          "value": "t=30,60"}),
        (Region(Unit.PIXEL, *map(Decimal, (50, 50, 640, 480))),
         {"type": "FragmentSelector", "conformsTo": "http://www.w3.org/TR/media-frags/",
          "value": "xywh=pixel:50,50,640,480"}),
        (PageNumber(3),
         {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778",
          "value": "page=3"}),
    ],
)  # fmt: skip
def test_a_selector_is_written_as_the_web_annotation_model_has_it(selector, written):
    assert web_annotation(selector) == written
