"""Marks are written and read back as they were, and nothing else is read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.derivation.redaction.fitting import fit_for
from dadkhah.derivation.redaction.hidden import (
    Hidden,
    HiddenRegion,
    HiddenSpan,
    HiddenTime,
    How,
    read_hidden,
    write_hidden,
)
from dadkhah.errors import MarksNotUnderstood

percent = st.integers(0, 500).map(lambda n: n / 10)
regions = st.builds(
    HiddenRegion,
    st.integers(1, 99),
    percent,
    percent,
    st.floats(0.1, 50),
    st.floats(0.1, 50),
)
lengths = st.integers(1, 1000)
spans = st.builds(lambda start, length: HiddenSpan(start, start + length), lengths, lengths)
times = st.one_of(
    st.builds(
        lambda start, length, how: HiddenTime(float(start), float(start + length), how),
        lengths,
        lengths,
        st.sampled_from([How.CUT, How.MUTE]),
    ),
    st.builds(
        lambda start, length, region: HiddenTime(
            float(start), float(start + length), How.FILL, region
        ),
        lengths,
        lengths,
        regions,
    ),
)
words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(lambda w: w + "a")


def some(one):
    return st.lists(one, max_size=4).map(tuple)


marks = st.builds(
    Hidden, some(regions), some(times), some(spans), some(words), some(st.integers(1, 99))
)


@given(marks)
def test_for_any_marks_what_is_written_is_read_back(hidden):
    assert read_hidden(write_hidden(hidden)) == hidden


@pytest.mark.parametrize(
    "change",
    [
        {"regions": [[1, 0, 0, 0, 10]]},
        {"regions": [[1, 60, 0, 50, 10]]},
        {"regions": [[0, 0, 0, 10, 10]]},
        {"regions": [[1, 0, 0, 10]]},
        {"regions": [[1, 0, 0, True, 10]]},
        {"regions": [[1, float("nan"), 0, 10, 10]]},
        {"regions": [[1, 0, 0, 10, 10]] * 2001},
        {"times": [[5, 5, "cut", None]]},
        {"times": [[1, 5, "blur", None]]},
        {"times": [[1, 5, "fill", None]]},
        {"times": [[1, 5, "cut", [1, 0, 0, 10, 10]]]},
        {"spans": [[4, 4]]},
        {"spans": [[-1, 4]]},
        {"words": [" . "]},
        {"words": [7]},
        {"left_out": [0]},
        {"left_out": 1},
        {"v": 2},
        {"more": []},
    ],
)
def test_a_mark_that_is_not_understood_is_refused_and_never_skipped(change):
    written = {**json.loads(write_hidden(Hidden())), **change}

    with pytest.raises(MarksNotUnderstood):
        read_hidden(json.dumps(written))


@pytest.mark.parametrize("written", ["", "{}", "[]", "null", "[" * 100_000])
def test_what_is_no_list_of_marks_is_refused(written):
    with pytest.raises(MarksNotUnderstood):
        read_hidden(written)


@given(regions, st.integers(1, 5000), st.integers(1, 5000))
def test_for_any_region_its_pixels_are_whole_and_never_fewer_than_it_touches(region, width, height):
    left, top, right, bottom = region.pixels(width, height)

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert left <= region.x * width / 100 + 1e-3
    assert right >= min((region.x + region.width) * width / 100, width) - 1e-3


def test_every_kind_of_file_has_a_way_to_be_redacted():
    assert fit_for("application/pdf").task == "redact-pdf"
    assert fit_for("image/heic").task == "redact-picture"
    assert fit_for("video/mp4").task == fit_for("audio/mpeg").task == "redact-media"
    assert fit_for("text/plain; charset=utf-8").of_text
    assert fit_for("application/vnd.oasis.opendocument.text").of_text
    assert fit_for("image/svg+xml").of_text
