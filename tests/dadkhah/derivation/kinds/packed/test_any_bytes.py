"""For any bytes, what reads archives ends in findings or a refusal."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dadkhah.derivation.findings import read_findings
from dadkhah.derivation.kinds.packed.members import derive
from dadkhah.derivation.kinds.packed.names import decoded_name, notices_about
from dadkhah.errors import FileNotDerivable
from dadkhah.text.one_line import on_one_line

from .conftest import MANY, seven_zipped, tarred, zipped

FEW = [(name, content[:300]) for name, content in MANY[:3]]
ARCHIVES = [zipped(FEW), tarred(FEW), tarred(FEW, "w:gz"), seven_zipped(FEW)]


def ends_well(content):
    with tempfile.TemporaryDirectory() as place:
        source, folder = Path(place, "source"), Path(place, "folder")
        source.write_bytes(content)
        folder.mkdir()
        try:
            found = read_findings(derive(source, folder, {}))
        except FileNotDerivable:
            return
        assert {one.file for one in found.members} == {path.name for path in folder.iterdir()}
        assert {path.name for path in Path(place).iterdir()} == {"source", "folder"}


STARTS = st.sampled_from([b"", b"PK\3\4", b"PK\5\6", b"7z\xbc\xaf\x27\x1c\0\4", b"\x1f\x8b\x08"])


@settings(max_examples=150, deadline=None)
@given(STARTS, st.binary(max_size=400))
def test_any_bytes_end_in_findings_or_a_refusal(start, rest):
    ends_well(start + rest)


@pytest.mark.parametrize("packed", ARCHIVES, ids=["zip", "tar", "tar.gz", "7z"])
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_broken_archive_ends_in_findings_or_a_refusal(packed, data):
    content = bytearray(packed)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    ends_well(bytes(content[: data.draw(st.integers(0, len(content)))]))


@given(st.lists(st.binary(max_size=300)))
def test_any_names_are_read_and_told(raw):
    names = [decoded_name(one)[0] for one in raw]

    told = [notice.text for notice in notices_about(names)]

    assert told == [on_one_line(text) for text in told]
