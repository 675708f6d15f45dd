"""What a task says is read strictly: the process that wrote it may have been taken over."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.derivation.findings import (
    Fact,
    Findings,
    Fingerprint,
    Member,
    Notice,
    Picture,
    Provenance,
    Verdict,
    read_findings,
)
from dadkhah.errors import FileNotDerivable

LINE = st.text(st.characters(categories=["L", "N", "P"]), max_size=20)
NUMBER = st.floats(0, 1e6)
FILE = st.from_regex(r"m[0-9]{1,4}", fullmatch=True)


@given(
    st.builds(
        Findings,
        has_text=st.booleans(),
        facts=st.lists(st.builds(Fact, LINE, LINE, LINE), max_size=3).map(tuple),
        notices=st.lists(st.builds(Notice, LINE, LINE), max_size=3).map(tuple),
        fingerprints=st.lists(st.builds(Fingerprint, LINE, LINE, NUMBER), max_size=3).map(tuple),
        provenance=st.lists(
            st.builds(Provenance, LINE, st.sampled_from(list(Verdict)), LINE, LINE, LINE),
            max_size=3,
        ).map(tuple),
        pictures=st.lists(
            st.builds(Picture, FILE, LINE, st.integers(0, 9999), st.integers(0, 9999), NUMBER),
            max_size=3,
        ).map(tuple),
        members=st.lists(st.builds(Member, FILE, LINE, LINE, LINE), max_size=3).map(tuple),
    )
)
def test_for_any_findings_what_was_written_comes_back(findings):
    assert read_findings(json.loads(json.dumps(findings.written()))) == findings


json_value = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(["facts", "notices", "members", "pictures", "provenance", "has_text"]),
        json_value,
    )
)
def test_for_any_answer_it_is_read_or_refused(answer):
    try:
        read_findings(answer)
    except FileNotDerivable as refused:
        assert refused.reason == "damaged"


@pytest.mark.parametrize("file", ["../secret", "/etc/passwd", "a/../../b", "a\\b", ""])
def test_a_file_outside_the_folder_is_refused(file):
    with pytest.raises(FileNotDerivable):
        read_findings({"members": [{"file": file, "name": "x"}]})


def test_a_verdict_nobody_knows_is_refused():
    with pytest.raises(FileNotDerivable):
        read_findings({"provenance": [{"scheme": "c2pa", "verdict": "true", "detail": ""}]})


def test_a_text_that_moves_the_cursor_is_written_out():
    read = read_findings({"facts": [{"group": "a", "name": "b", "value": "x\n\u202ey\0"}]})

    assert read.facts[0].value == "x\\x0a\\x202ey"
