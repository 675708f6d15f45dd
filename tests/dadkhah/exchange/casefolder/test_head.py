"""The head of a case is text and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.exchange.casefolder.head import read_head, write_head
from dadkhah.records.case import CaseInfo

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
SLUG = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]))).map(tuple)
HEAD = (
    b"slug: a\ntitle: b\nsituation: c\nsender: d\nmandate: e\n"
    b"languages: []\nmethod: [x]\nlimits:\n- y\n"
)


@given(st.builds(CaseInfo, SLUG, TEXT, TEXT, TEXT, TEXT, TEXTS, TEXTS, TEXTS, TEXT | st.just("")))
def test_for_any_texts_a_head_comes_back(info):
    assert read_head(write_head(info)) == (info, [])


def test_words_that_yaml_would_convert_stay_words():
    content = HEAD.replace(b"slug: a", b"slug: no").replace(b"mandate: e", b"mandate: 007")
    info, problems = read_head(content)
    assert problems == []
    assert (info.slug, info.mandate) == ("no", "007")


@pytest.mark.parametrize(
    ("content", "field", "reason"),
    [
        (None, "", "is missing"),
        (b"\xff", "", "is not UTF-8"),
        (b"- a\n", "", "has no keys"),
        (b"slug: [a\n", "", "case.yaml:"),
        (HEAD + b"slug: again\n", "", "repeats line 1"),
        (HEAD + b"colour: red\n", "colour", "is not known"),
        (HEAD.replace(b"slug: a", b"slug: My Case"), "slug", "small letters, digits and hyphens"),
        (HEAD.replace(b"slug: a", b"slug: ../a"), "slug", "is no short name"),
        (HEAD.replace(b"title: b\n", b""), "title", "the key is missing"),
        (HEAD.replace(b"title: b", b"title:"), "title", "is empty"),
        (HEAD.replace(b"title: b", b"title: [b]"), "title", "is not one text"),
        (HEAD.replace(b"method: [x]", b"method: x"), "method", "is not a list of texts"),
        (HEAD.replace(b"method: [x]", b"method: [{a: b}]"), "method", "is not a list of texts"),
        (HEAD + b"note: []\n", "note", "is not one text"),
    ],
)
def test_a_head_that_is_not_all_there_is_refused(content, field, reason):
    info, (problem,) = read_head(content)
    assert info is None
    assert (problem.file, problem.field) == ("case.yaml", field)
    assert reason in problem.reason


def test_every_missing_key_is_told():
    _, problems = read_head(b"note: x\n")
    assert len(problems) == 8
