"""One thing is not written as several."""

from dadkhah.text.counted import counted


def test_one_is_singular_and_everything_else_plural():
    assert [counted(n, "file") for n in (0, 1, 2)] == ["0 files", "1 file", "2 files"]
    assert counted(1, "file", verb=("was", "were")) == "1 file was"
    assert counted(2, "file", verb=("was", "were")) == "2 files were"
