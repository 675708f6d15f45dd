import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.text.bidi import direction_of, isolate, phrases, without_isolates

ANY = st.text(alphabet="ab Z09()[]./-%:«»“”،؛ابپلا۰۹\u2066\u2069\n")


@pytest.mark.parametrize(
    ("written", "isolated"),
    [
        ("در (20 December 2022) آمد", "در (<20 December 2022>) آمد"),
        ("مادهٔ 7(1)(h) اساسنامه", "مادهٔ <7(1)(h)> اساسنامه"),
        ("سند E-012، ص. 3", "سند <E-012>، ص. 3"),
        ("تاریخ 2022-12-20.", "تاریخ <2022-12-20>."),
        ("سال 2022 بود", "سال 2022 بود"),
        ("سند [E-001]", "سند [<E-001>]"),
    ],
)
def test_a_left_to_right_phrase_in_right_to_left_text_is_isolated_whole(written, isolated):
    assert isolate(written, "rtl").replace("\u2066", "<").replace("\u2069", ">") == isolated


def test_a_name_in_dari_inside_english_is_isolated():
    assert isolate("(هبت‌الله آخندزاده) 12", "ltr") == "(\u2067هبت‌الله آخندزاده\u2069) 12"


@given(ANY, st.sampled_from(["ltr", "rtl"]))
def test_for_any_text_isolating_twice_changes_nothing_and_no_letter_is_lost(text, direction):
    once = isolate(text, direction)

    assert isolate(once, direction) == once
    assert without_isolates(once) == without_isolates(text)
    assert "".join(phrase for phrase, _ in phrases(text, direction)) == without_isolates(text)


def test_each_language_knows_its_direction():
    assert [direction_of(each) for each in ("en", "fa", "ps", "fa-AF")] == [
        "ltr",
        "rtl",
        "rtl",
        "rtl",
    ]
