"""The words of a page are what one reads on it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.derivation.kinds.web.page_words import PageText, encoding_of, words_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("a <b>b</b>old\n  word", "a bold word"),
        ("<script>no</script><style>no</style><noscript>no</noscript>yes", "yes"),
        ("<script/>no</script>yes", "yes"),
        ("<svg><text>no</text></svg>yes<svg/>yes", "yesyes"),
        ("<template><div>no</div></template>yes", "yes"),
        ("&lt;b&gt; &amp; &#1575;&zwnj;", "<b> & ا\u200c"),
        ("<![if IE]>yes<![endif]><!-- no -->", "yes"),
        ("<td>a<td>b", "a\nb"),
        ("1 < 2 and 3 <4", "1 < 2 and 3 <4"),
        ('<a title="a > b">yes</a>', "yes"),
        ("<p it's>yes</p><p it's>too", "yes\ntoo"),
        ("<svg><svg></svg>no</svg>yes", "yes"),
        ("<svg><svg/>no</svg>yes", "yes"),
        ("<SCRIPT>'<script>'</Script >yes", "yes"),
        ("a<!-- never ends <p>b", "a"),
        ("a<p class='never ends", "a"),
        ("a</ >b<?php x ?>c<!DOCTYPE html>d", "abcd"),
        ("a\x00b", "a b"),
    ],
)
def test_lines_are_what_one_reads(markup, text):
    assert words_of(markup).text == text


def test_a_title_is_apart():
    assert words_of("<title>A\nB</title><p>C") == PageText("A B", "C")


@pytest.mark.parametrize(
    "piece", ["<a ", "<a ='", "<a =\"'", "<svg>", "<!--", "<![", "<script>", "<title>", "</", "&"]
)
def test_a_page_made_to_be_slow_is_quick(piece):
    began = time.process_time()

    words_of(piece * 200_000)

    assert time.process_time() - began < 2


def test_ten_thousand_open_tags_are_no_matter():
    assert words_of("<div>" * 10_000 + "deep").text == "deep"


@given(st.text(alphabet=st.sampled_from("<>/!-[]&;#= '\"scriptdvaتا\n\0"), max_size=200))
def test_for_any_markup_there_are_lines_without_space_round_them(markup):
    text = words_of(markup).text

    assert all(line and line == line.strip() for line in text.split("\n") if text)


@pytest.mark.parametrize(
    ("content", "content_type", "encoding"),
    [
        (b"", "text/html; charset=windows-1256", "windows-1256"),
        (b'<meta charset="utf-8">', "text/html", "utf-8"),
        (
            b'<META http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
            "",
            "iso-8859-1",
        ),
        (b"<p>", "text/html", ""),
    ],
)
def test_the_server_names_the_encoding_before_the_page_does(content, content_type, encoding):
    assert encoding_of(content, content_type) == encoding
