"""Whoever signs in can open every section of a case."""

import pytest

SECTIONS = (
    ("home", ""),
    ("evidence", "evidence/"),
    ("records", "records/"),
    ("charges", "charges/"),
    ("matrix", "charges/matrix/"),
    ("timeline", "see/"),
    ("map", "see/map/"),
    ("command", "see/command/"),
    ("count", "see/count/"),
    ("filings", "filings/"),
    ("search", "search/"),
)


@pytest.mark.parametrize("handle", ["zahra", "sara"])
def test_every_section_opens(house, visitor, handle):
    somebody = visitor(house, handle)
    for name, path in SECTIONS:
        somebody.open(f"/c/afghanistan/{path}")
        somebody.look(f"{name}-{handle}")
