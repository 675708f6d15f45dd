"""A zip is read by name and within limits, and every fault of it is a refusal."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dadkhah.derivation.outcome import Reason
from dadkhah.derivation.provenance import held_files
from dadkhah.derivation.provenance.held_files import HeldFiles
from dadkhah.errors import FileNotDerivable


@pytest.fixture
def hold(tmp_path):
    def hold(content):
        path = tmp_path / "source.zip"
        path.write_bytes(content)
        return HeldFiles(path)

    return hold


def packed(files, how=zipfile.ZIP_DEFLATED):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", how) as file:
        for name, content in files:
            file.writestr(name, content)
    return whole.getvalue()


def test_a_name_that_climbs_is_only_a_name(hold, tmp_path):
    with hold(packed([("../../etc/a", b"one"), ("dir/", b"")])) as held:
        assert held.names == ("../../etc/a",)
        with held.unpacked("../../etc/a", tmp_path) as path:
            assert path.parent == tmp_path
            assert path.read_bytes() == b"one"
        assert not path.exists()


def test_a_name_that_stands_twice_cannot_be_read(hold):
    with pytest.warns(UserWarning):
        content = packed([("a", b"one"), ("a", b"two"), ("b", b"")])

    with hold(content) as held:
        assert held.names == ("b",)
        assert held.doubled == ("a",)
        with pytest.raises(FileNotDerivable, match="twice"):
            held.read("a")


def test_a_bomb_is_not_unpacked(hold):
    with (
        hold(packed([("a", bytes(40 << 20))])) as held,
        pytest.raises(FileNotDerivable, match="bomb") as refused,
    ):
        held.digest("a")

    assert refused.value.reason is Reason.TOO_LARGE


def test_all_looks_together_have_a_limit(hold, monkeypatch):
    monkeypatch.setattr(held_files, "MOST_BYTES", 5)

    with hold(packed([("a", b"one"), ("b", b"two")])) as held:
        held.digest("a")
        assert held.digest("a") == held.digest("a")
        with pytest.raises(FileNotDerivable, match="more than 5 bytes"):
            held.digest("b")


def test_too_many_files_are_refused(hold, monkeypatch):
    monkeypatch.setattr(held_files, "MOST_FILES", 1)

    with pytest.raises(FileNotDerivable, match="more than 1 files"):
        hold(packed([("a", b"one"), ("b", b"two")]))


def test_a_file_behind_a_password_says_so(hold):
    content = bytearray(packed([("a", b"one")]))
    content[6] |= 1
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1

    with hold(bytes(content)) as held, pytest.raises(FileNotDerivable) as refused:
        held.read("a")

    assert refused.value.reason is Reason.PASSWORD


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.integers(0, 10_000), value=st.integers(0, 255))
def test_for_any_damage_a_file_is_the_same_or_refused(hold, place, value):
    content = bytearray(packed([("a", b"one" * 20), ("b", b"two")]))
    content[place % len(content)] = value

    try:
        with hold(bytes(content)) as held:
            read = {name: held.read(name) for name in held.names}
    except FileNotDerivable:
        return
    assert set(read.values()) <= {b"one" * 20, b"two"}
